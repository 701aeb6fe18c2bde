"""Runs the program and reads its result file."""
import os
import subprocess
import tempfile

import h5py
import numpy

import people as people_file

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCENARIOS = {
    "town": "scenarios/examples/town/town.yaml",
    "town-norm": "scenarios/examples/town/norm.yaml",
    "town-projects": "scenarios/examples/town/own-list.yaml",
    "town-own": "tests/statistical/own/own.yaml",
    "tianjin": "scenarios/tianjin/baseline.yaml",
    "tianjin-norm": "scenarios/tianjin/norm-973.yaml",
    "shijiazhuang": "scenarios/shijiazhuang/baseline.yaml",
    "shijiazhuang-plan": "scenarios/shijiazhuang/plan-2025.yaml",
    "taian": "scenarios/taian/baseline.yaml",
    "taian-plan": "scenarios/taian/plan-2025.yaml",
}
SEEDS = (20201101, 20251031, 7)  # stated once, for every test over seeds
IS_FULL = os.environ.get("CARE_FULL") == "1"


def _text(label):
    return label.decode() if isinstance(label, bytes) else label


def only_if_full(name):
    """Millions of people take minutes: those packs are tested under CARE_FULL=1; ctest counts 77 as skipped."""
    if not name.startswith("town") and not IS_FULL:
        print(f"skipped: {name} is tested with CARE_FULL=1")
        raise SystemExit(77)


def path_of(name):
    return os.path.join(ROOT, SCENARIOS.get(name, name))


class Run:
    """The cubes of one run without the axes scenario and draw: run["population"] is [replicate][year][district]...

    people: years as --people takes them; then `people` is {year: People}, those of the first replicate."""

    def __init__(self, program, scenario, seed=SEEDS[0], replicates=1, overrides=(), people=None):
        threads = "1" if scenario.startswith("town") else "2"  # a small town is done before a second thread has begun
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "run.h5")
            command = [program, "run", path_of(scenario), "-o", path, "--quiet", "--lang", "en", "--seed", str(seed),
                       "--replicates", str(replicates), "--threads", threads]
            for override in overrides:
                command += ["--set", override]
            if people is not None:
                command += ["--people", people]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            with h5py.File(path, "r") as file:
                self.year = file["year"][:]
                self.district = file["district"][:]
                self.cubes = {name: numpy.asarray(data)[0, 0] for name, data in file.items()
                              if isinstance(data, h5py.Dataset) and data.ndim >= 5 and "source_model" in data.attrs}
                self.labels = {name: [_text(label) for label in data[:]] for name, data in file.items()
                               if isinstance(data, h5py.Dataset) and data.ndim == 1 and data.dtype.kind == "O"}
            if people is not None:
                self.people = people_file.read(os.path.join(folder, "run-people.h5"), self.district)

    def __getitem__(self, name):
        cube = self.cubes[name]
        return cube.astype(numpy.int64) if cube.dtype.kind == "i" else cube


def join(several):
    """Runs of one scenario as replicates of one run."""
    first = several[0]
    first.cubes = {name: numpy.concatenate([run.cubes[name] for run in several]) for name in first.cubes}
    return first


class Verdict:
    """Prints one line a check; the exit code says whether all passed."""

    def __init__(self):
        self.failures = 0

    def check(self, passed, text):
        print(f"{'pass' if passed else 'FAIL'}  {text}", flush=True)
        self.failures += not passed

    def exit(self):
        print(f"{self.failures} failed" if self.failures else "all passed")
        raise SystemExit(1 if self.failures else 0)
