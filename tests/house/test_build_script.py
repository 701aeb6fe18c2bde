"""build.sh with the tools it calls replaced by recorders: what it installs, in which language it speaks, how it ends."""
import os
import shutil
import subprocess
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Each recorder writes its name and arguments to a log; dpkg-query knows every package but those in the file `missing`.
RECORDER = '#!/bin/sh\necho "$(basename "$0") $*" >>"{0}/log"\n'
DPKG = '#!/bin/sh\nfor last; do :; done\nif grep -qx "$last" "{0}/missing"; then exit 1; fi\nprintf "install ok installed"\n'
PROGRAM = '#!/bin/sh\necho "carecap $*" >>"{0}/log"\nexit "$(cat "{0}/program_status")"\n'


class BuildScript(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="care-build-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.tree = os.path.join(self.folder, "tree")
        os.makedirs(os.path.join(self.tree, "build", "release"))
        shutil.copy(os.path.join(ROOT, "build.sh"), self.tree)
        self.write("log", "")
        self.write("missing", "")
        self.write("program_status", "0")
        for name in ("apt-get", "cmake", "ctest", "sudo"):
            self.write(f"bin/{name}", RECORDER, executable=True)
        self.write("bin/dpkg-query", DPKG, executable=True)
        self.write("bin/id", "#!/bin/sh\necho 0\n", executable=True)
        self.write("tree/build/release/carecap", PROGRAM, executable=True)

    def write(self, path, text, executable=False):
        full = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as handle:
            handle.write(text.replace("{0}", self.folder))
        if executable:
            os.chmod(full, 0o755)

    def run_script(self, *arguments, **variables):
        environment = {"PATH": os.path.join(self.folder, "bin") + ":/usr/bin:/bin", "LANG": "C.UTF-8", **variables}
        done = subprocess.run([os.path.join(self.tree, "build.sh"), *arguments], env=environment, capture_output=True,
                              text=True, check=False)
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as handle:
            return done.returncode, done.stdout + done.stderr, handle.read().splitlines()

    def test_nothing_is_fetched_when_nothing_is_missing(self):
        status, _, log = self.run_script("build")
        self.assertEqual(status, 0)
        self.assertEqual([line for line in log if line.startswith("apt-get")], [])
        self.assertTrue(any(line.startswith("cmake --build --preset release") for line in log), log)

    def test_only_what_is_missing_is_installed(self):
        self.write("missing", "cmake\nlibcsv-dev\nclang\n")
        status, _, log = self.run_script("build")
        self.assertEqual(status, 0)
        self.assertEqual([line for line in log if line.startswith("apt-get")],
                         ["apt-get update -q", "apt-get install -q -y --no-install-recommends cmake libcsv-dev"])

    def test_the_tests_need_more_packages_and_run_every_preset(self):
        self.write("missing", "clang\n")
        status, _, log = self.run_script("test")
        self.assertEqual(status, 0)
        self.assertIn("apt-get install -q -y --no-install-recommends clang", log)
        presets = [line.split()[2] for line in log if line.startswith("ctest --preset")]
        self.assertEqual(presets, ["dev-quick", "fuzz", "release"])

    def test_no_install_calls_no_package_manager(self):
        self.write("missing", "cmake\n")
        status, _, log = self.run_script("--no-install", "build")
        self.assertEqual(status, 0)
        self.assertFalse(any(line.startswith(("apt-get", "sudo")) for line in log), log)

    def test_others_than_root_install_through_sudo(self):
        self.write("missing", "cmake\n")
        self.write("bin/id", "#!/bin/sh\necho 1000\n", executable=True)
        _, _, log = self.run_script("build")
        self.assertEqual([line.split()[:2] for line in log[:2]], [["sudo", "apt-get"], ["sudo", "env"]])

    def test_a_failed_installation_ends_with_status_3_and_says_so(self):
        self.write("missing", "cmake\n")
        self.write("bin/apt-get", "#!/bin/sh\necho no network\nexit 100\n", executable=True)
        status, text, log = self.run_script("--lang", "en", "build")
        self.assertEqual(status, 3)
        self.assertIn("no network", text)
        self.assertIn("packages could not be installed", text)
        self.assertEqual(log, [])

    def test_a_failed_test_ends_the_tests(self):
        self.write("bin/ctest", RECORDER + "exit 8\n", executable=True)
        status, _, log = self.run_script("test")
        self.assertNotEqual(status, 0)
        self.assertEqual(len([line for line in log if line.startswith("ctest")]), 1)

    def test_run_without_arguments_runs_the_baseline(self):
        status, text, log = self.run_script("run")
        self.assertEqual(status, 0)
        self.assertEqual(log[-1], "carecap run --lang zh scenarios/tianjin/baseline.yaml "
                                  "--output build/results/tianjin-baseline.h5 --force")
        self.assertIn("结果文件：build/results/tianjin-baseline.h5", text)

    def test_run_with_arguments_passes_them_on_as_they_are(self):
        _, _, log = self.run_script("run", "--lang", "en", "my plan.yaml", "--output", "x.h5")
        self.assertEqual(log[-1], "carecap run --lang en my plan.yaml --output x.h5")

    def test_a_failed_run_keeps_its_status_and_promises_no_result(self):
        self.write("program_status", "2")
        status, text, _ = self.run_script("run")
        self.assertEqual(status, 2)
        self.assertNotIn("结果文件", text)

    def test_the_language_follows_the_locale_and_the_option(self):
        for arguments, variables, word in (((), {}, "用法"), ((), {"LANG": "en_US.UTF-8"}, "Usage"),
                                           ((), {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "用法"),
                                           (("--lang", "zh"), {"LANG": "en_GB"}, "用法"), (("--lang=en",), {}, "Usage")):
            with self.subTest(arguments=arguments, variables=variables):
                status, text, _ = self.run_script(*arguments, "--help", **variables)
                self.assertEqual(status, 0)
                self.assertIn(word, text)

    def test_wrong_calls_end_with_status_2(self):
        for arguments in ((), ("fly",), ("--lang", "fr", "build"), ("build", "now"), ("--lang",)):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.run_script(*arguments)[0], 2)

    def test_clean_deletes_the_build_folder_only(self):
        status, _, _ = self.run_script("clean")
        self.assertEqual(status, 0)
        self.assertEqual(os.listdir(self.tree), ["build.sh"])

    def test_it_works_from_any_folder_and_one_with_spaces(self):
        spaced = os.path.join(self.folder, "a tree 树")
        os.rename(self.tree, spaced)
        self.tree = spaced
        self.assertEqual(self.run_script("run")[0], 0)


if __name__ == "__main__":
    unittest.main()
