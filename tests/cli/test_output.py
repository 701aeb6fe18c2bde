"""What happens to the result file: written whole or not at all, never over an older one unasked, whatever goes wrong."""
import glob
import os
import re
import resource
import shutil
import signal
import subprocess
import time
import unittest

from program import DONE, INPUT, INTERRUPTED, PROGRAM, SYSTEM, ProgramTest, start

SCENARIO = "town/town.yaml"
HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
LONG_RUN = ("--replicates", "1000")  # minutes


class ResultTest(ProgramTest):
    def test_a_run_says_where_the_result_is_and_what_is_in_it(self):
        status, text, progress = self.call("run", SCENARIO, "--output", "town.h5")
        self.assertEqual(status, DONE, progress)
        self.assertTrue(self.read("town.h5").startswith(HDF5_SIGNATURE))
        self.assertRegex(text, r"^result: town\.h5\nrun: [0-9a-f]{16}\n")
        self.assertRegex(text, r"\n  1 November of +2020 +2025 +2035\n  usual residents +50,000 +[0-9,]+ +[0-9,]+\n")
        for label in ("aged 60 and over", "disabled, mild or worse", "disabled, severe or total", "with dementia",
                      "living alone", "in empty nests", "demand for services at home", "demand for beds", "beds in use", "queue", "idle beds",
                      "of these, for want of staff", "caregivers needed", "caregivers in post", "spent in the year, million yuan",
                      "unfunded, million yuan"):
            self.assertIn(label, text)
        self.assertIn("A single run: no interval can be given.", text)
        self.assertIn("2035  15/15", progress)
        self.assertNotIn("\r", progress)

    def test_the_headline_numbers_are_those_of_the_file(self):
        _, text, _ = self.call("run", SCENARIO, "--output", "town.h5", "--lang", "en")
        _, described, _ = self.call("describe", "town.h5")
        shown, lines = text.splitlines(), described.splitlines()

        def headline(label):
            """Numbers of 2020 and 2035."""
            row = next(line for line in shown if line.strip().startswith(label + "  ")).split()
            return tuple(int(row[i].replace(",", "")) for i in (-3, -1))

        def total(cube):
            at = next(i for i, line in enumerate(lines) if line.startswith(f"  {cube} ("))
            numbers = re.fullmatch(r"town: 2020: ([0-9,]+); 2035: ([0-9,]+)", lines[at + 2].strip()).groups()
            return tuple(int(n.replace(",", "")) for n in numbers)

        for label, cube in (("usual residents", "population"), ("beds", "beds"), ("beds in use", "beds_used"),
                            ("people in the queue", "queue"), ("idle beds", "beds_idle"),
                            ("aged 60 and over", "demand")):  # everybody of 60 and over wants something, if only family
            self.assertEqual(headline(label), total(cube), label)
        # who wants a bed is in one or waits for one
        self.assertEqual(headline("demand for beds"), tuple(map(sum, zip(total("use"), total("queue")))))
        for at in range(2):
            self.assertLess(0, headline("demand for services at home")[at])
            self.assertLess(headline("demand for services at home")[at], total("demand")[at] - headline("demand for beds")[at])
            self.assertLess(0, headline("60+ living alone")[at])
            self.assertLess(headline("60+ living alone")[at] + headline("60+ in empty nests")[at], total("family_situation")[at])

    def test_quiet_says_only_where_the_result_is(self):
        status, text, progress = self.run_town("town.h5")
        self.assertEqual((status, progress), (DONE, ""))
        self.assertEqual(len(text.splitlines()), 2)

    def test_several_replicates_are_no_interval_either(self):
        status, text, _ = self.call("run", SCENARIO, "-o", "town.h5", "--replicates", "3")
        self.assertEqual(status, DONE)
        self.assertIn("Means of 3 replicates", text)
        self.assertIn("no interval is given", text)

    def test_the_default_place_is_results_and_the_name_of_the_scenario(self):
        status, text, _ = self.call("run", SCENARIO, "-q")
        self.assertEqual(status, DONE)
        self.assertIn("result: results/town.h5", text)
        self.assertEqual(os.listdir(self.path("results")), ["town.h5"])
        before = self.read("results/town.h5")
        status, _, faults = self.call("run", SCENARIO, "-q")
        self.assertEqual(status, INPUT)
        self.assertIn("--force", faults)
        self.assertEqual(self.read("results/town.h5"), before)

    def test_an_existing_file_is_replaced_only_with_force(self):
        self.write("town.h5", b"an older result\n")
        for language, word in (("en", "--force"), ("zh", "--force")):
            began = time.monotonic()
            status, text, faults = self.run_town("town.h5", *LONG_RUN, "--lang", language)
            self.assertEqual((status, text), (INPUT, ""))
            self.assertIn("town.h5: ", faults)
            self.assertIn(word, faults)
            self.assertLess(time.monotonic() - began, 20, "is said before the long run, not after it")
            self.assertEqual(self.read("town.h5"), b"an older result\n")
        self.assertEqual(self.run_town("town.h5", "--force")[0], DONE)
        self.assertTrue(self.read("town.h5").startswith(HDF5_SIGNATURE))

    def test_several_scenarios_lie_side_by_side(self):
        status, text, faults = self.call("run", SCENARIO, "town/more-beds.yaml", "town/norm.yaml", "-o", "three.h5", "-q")
        self.assertEqual((status, faults), (DONE, ""))
        _, text, _ = self.call("describe", "three.h5")
        self.assertIn("scenarios: 3", text)
        # the beds of 2020 are those of the census; half as many again are built in the year after
        self.assertIn("more-beds: 2020: 270; 2035: 405", text)
        self.assertIn("town: 2020: 270; 2035: 270", text)

    def test_record_run_notes_the_machine_and_without_it_nothing_is_noted(self):
        self.assertEqual(self.run_town("plain.h5")[0], DONE)
        self.assertEqual(self.run_town("noted.h5", "--record-run", "--threads", "1")[0], DONE)
        self.assertIn(b"run_record", self.read("noted.h5"))
        self.assertNotIn(b"run_record", self.read("plain.h5"))
        self.assertNotIn(self.folder.encode(), self.read("plain.h5"))


class FailureTest(ProgramTest):
    def assert_system_failed(self, path, word, *arguments, **variables):
        for language in ("en", "zh"):
            status, text, faults = self.run_town(path, "--lang", language, *arguments, **variables)
            self.assertEqual((status, text), (SYSTEM, ""), faults)
            self.assertIn(word[language == "zh"], faults)
            self.assertIn(path, faults)

    def test_a_full_disk_leaves_no_file(self):
        self.assertEqual(self.run_town("whole.h5")[0], DONE)
        limit = len(self.read("whole.h5")) // 2

        def limit_file_size():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        self.write("old.h5", b"an older result\n")
        self.assert_system_failed("new.h5", ("allowed size", "允许的大小"), preexec_fn=limit_file_size)
        self.assert_no_file("new.h5")
        self.assert_system_failed("old.h5", ("allowed size", "允许的大小"), "--force", preexec_fn=limit_file_size)
        self.assertEqual(self.read("old.h5"), b"an older result\n")
        self.assertEqual(glob.glob(self.path("old.h5.*")), [])

    @unittest.skipUnless(os.geteuid() == 0, "needs root to mount a small disk")
    def test_a_small_disk_that_fills_up_leaves_no_file(self):
        disk = self.path("disk")
        os.mkdir(disk)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False,
                          stderr=subprocess.DEVNULL).returncode != 0:
            self.skipTest("mounting is not allowed here")
        try:
            self.assert_system_failed("disk/new.h5", ("disk or the quota is full", "磁盘或配额已满"))
            self.assertEqual(os.listdir(disk), [])
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_folder_that_is_not_there_or_in_the_way(self):
        self.assert_system_failed("nowhere/new.h5", ("no such folder", "文件夹不存在"))
        self.assert_system_failed("town", ("it is a folder", "这是一个文件夹"), "--force")
        self.write("file", b"")
        self.assert_system_failed("file/new.h5", ("no such folder", "文件夹不存在"))

    def test_an_unwritable_folder_is_said_before_the_run(self):
        os.mkdir(self.path("locked"))
        os.chmod(self.path("locked"), 0o500)
        for folder in (self.folder, os.path.dirname(self.folder)):
            os.chmod(folder, 0o755)
        if os.geteuid() != 0:
            self.assert_system_failed("locked/new.h5", ("no permission", "没有权限"), *LONG_RUN)
        else:  # root may write anywhere: become nobody
            def become_nobody():
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            if not self.is_reachable_for_others():
                self.skipTest("the program lies where others cannot reach it")
            self.assert_system_failed("locked/new.h5", ("no permission", "没有权限"), *LONG_RUN, preexec_fn=become_nobody)
        self.assertEqual(os.listdir(self.path("locked")), [])

    def is_reachable_for_others(self):
        done = subprocess.run([shutil.which("setpriv") or "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                               PROGRAM, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return done.returncode == 0

    def test_too_little_memory_is_said_with_status_3_and_leaves_no_file(self):
        if "-fsanitize" in self.call("doctor")[1]:
            self.skipTest("sanitizers need address space without limit")
        ends = set()
        for mebibytes in (15, 25, 30, 35, 40, 50, 60, 80, 120, 2000):
            status, text, faults = self.run_town(
                "new.h5", "--threads", "1", "--replicates", "20",
                preexec_fn=lambda n=mebibytes: resource.setrlimit(resource.RLIMIT_AS, (n << 20, n << 20)))
            ends.add(status)
            if status == SYSTEM:
                self.assertIn("out of memory", faults)
                self.assert_no_file("new.h5")
            elif status == DONE:
                os.remove(self.path("new.h5"))
            else:  # too little for the system to load the program at all
                self.assertEqual((status, text), (127, ""), faults)
        self.assertGreaterEqual(ends, {DONE, SYSTEM})

    def test_a_reader_of_the_progress_that_leaves_does_not_cost_the_result(self):
        process = start(self, "run", SCENARIO, "-o", "town.h5")
        process.stderr.close()
        process.stdout.close()
        process.wait(timeout=60)
        self.assertTrue(self.read("town.h5").startswith(HDF5_SIGNATURE))


class InterruptTest(ProgramTest):
    def interrupt(self, number, output, *arguments):
        """Interrupts a long run once it has begun. @return its stderr"""
        process = start(self, "run", SCENARIO, "-o", output, *LONG_RUN, "--lang", "en", *arguments)
        first = process.stderr.readline()
        process.send_signal(number)
        _, rest = process.communicate(timeout=30)
        self.assertEqual(process.returncode, INTERRUPTED)
        return (first + rest).decode("utf-8")

    def test_interrupted_runs_end_with_130_and_leave_no_file(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(signal=number):
                self.assertIn("interrupted by the user", self.interrupt(number, "town.h5"))
                self.assert_no_file("town.h5")

    def test_an_older_result_survives_the_interrupt(self):
        self.write("town.h5", b"an older result\n")
        self.interrupt(signal.SIGINT, "town.h5", "--force")
        self.assertEqual(self.read("town.h5"), b"an older result\n")
        self.assertEqual(glob.glob(self.path("town.h5.*")), [])


if __name__ == "__main__":
    unittest.main()
