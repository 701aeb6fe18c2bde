"""docs/own-city.md word for word: every command it shows, in order, in a copy of the scenarios, with what it says comes out."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from program import PROGRAM, ROOT

GUIDE = os.path.join(ROOT, "docs", "own-city.md")
BLOCK = re.compile(r"^```(sh|text)(?: exit=(\d+))?\n(.*?)^```$", re.M | re.S)


def blocks():
    """(kind, expected exit status, text) of each fenced block."""
    with open(GUIDE, encoding="utf-8") as file:
        return [(kind, int(status or 0), text) for kind, status, text in BLOCK.findall(file.read())]


class OwnCityTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="care-own-city-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        shutil.copytree(os.path.join(ROOT, "scenarios", "china"), os.path.join(self.folder, "scenarios", "china"))
        shutil.copytree(os.path.join(ROOT, "scenarios", "examples", "template"),
                        os.path.join(self.folder, "scenarios", "examples", "template"))
        os.makedirs(os.path.join(self.folder, "build", "release"))
        os.symlink(PROGRAM, os.path.join(self.folder, "build", "release", "carecap"))

    def shell(self, text):
        """The commands of a block; the first that fails ends it."""
        done = subprocess.run(["bash", "-e", "-c", text], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=120, check=False)
        return done.returncode, done.stdout.decode("utf-8")

    def test_every_command_of_the_guide_does_what_it_says(self):
        said, counts = "", {"sh": 0, "text": 0}
        for kind, status, text in blocks():
            counts[kind] += 1
            if kind == "sh":
                found, said = self.shell(text)
                self.assertEqual(found, status, f"{text}\n{said}")
            else:
                for line in text.splitlines():
                    self.assertIn(line, said)
        self.assertGreaterEqual(counts["sh"], 10)
        self.assertGreaterEqual(counts["text"], 3)

    def test_the_template_lacks_nothing_but_rows(self):
        """A column that a table needs, or a key that a scenario needs, must not be missing from the template."""
        self.shell("cp -r scenarios/examples/template scenarios/yunxi")
        _, said = self.shell("build/release/carecap --lang en check scenarios/yunxi/baseline.yaml")
        faults = [line for line in said.splitlines() if ": " in line]
        self.assertTrue(all("0 data rows" in line or "has 0 rows" in line for line in faults), said)


if __name__ == "__main__":
    unittest.main()
