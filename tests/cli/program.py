"""What the tests of the program share: a folder of their own, copies of the town, one call of the program."""
import os
import shutil
import signal
import subprocess
import tempfile
import unicodedata
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.environ["CARE_PROGRAM"]
TOWN = os.path.join(ROOT, "scenarios", "examples", "town")
CHINA = os.path.join(ROOT, "scenarios", "china")

DONE, UNMET, INPUT, SYSTEM, INTERRUPTED = 0, 1, 2, 3, 130


def columns(text):
    """Columns of a terminal that a line takes: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own with a copy of the town in town/, and what packs share in ../china/."""

    def setUp(self):
        home = tempfile.mkdtemp(prefix="care-cli-")
        self.addCleanup(shutil.rmtree, home, ignore_errors=True)
        self.folder = os.path.join(home, "work")
        self.town = os.path.join(self.folder, "town")
        shutil.copytree(TOWN, self.town)
        shutil.copytree(CHINA, os.path.join(home, "china"))

    def environment(self, variables):
        kept = {name: value for name, value in os.environ.items()
                if name not in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "CARECAP_LANG", "GLIBC_TUNABLES")}
        return {**kept, "LANG": "en_US.UTF-8", **variables}

    def call(self, *arguments, preexec_fn=None, stdout=subprocess.PIPE, **variables):
        """Runs the program in the folder. @return status, stdout, stderr"""
        done = subprocess.run([PROGRAM, *arguments], cwd=self.folder, env=self.environment(variables), stdout=stdout,
                              stderr=subprocess.PIPE, preexec_fn=preexec_fn, timeout=60, check=False)
        return done.returncode, (done.stdout or b"").decode("utf-8"), done.stderr.decode("utf-8")

    def run_town(self, output, *arguments, scenario="town/town.yaml", **variables):
        return self.call("run", scenario, "--output", output, "--quiet", *arguments, **variables)

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))

    def replace(self, name, old, new):
        """Replaces the first occurrence, which must be there."""
        text = self.read(name).decode("utf-8")
        self.assertIn(old, text)
        self.write(name, text.replace(old, new, 1))

    def line_of(self, name, word):
        """Number, from 1, of the first line with a word."""
        for number, line in enumerate(self.read(name).decode("utf-8").splitlines(), 1):
            if word in line:
                return number
        raise AssertionError(f"{name}: no line with {word}")

    def assert_no_file(self, name):
        """Neither the file nor a temporary one beside it."""
        folder, leaf = os.path.split(self.path(name))
        self.assertEqual([left for left in os.listdir(folder) if left.startswith(leaf)], [])


def start(test, *arguments):
    """Starts the program without waiting for it, with signals as a shell would leave them."""
    def usual_signals():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
    process = subprocess.Popen([PROGRAM, *arguments], cwd=test.folder, env=test.environment({}), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, preexec_fn=usual_signals)
    test.addCleanup(process.stderr.close)
    test.addCleanup(process.stdout.close)
    test.addCleanup(process.wait)
    test.addCleanup(process.kill)
    return process
