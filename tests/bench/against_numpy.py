#!/usr/bin/env python3
"""Runs `carecap bench` beside an analyst's numpy file, in turn, and prints how many times faster per CPU second.

    tests/bench/against_numpy.py NUMPY_FILE.py [--program build/release/carecap] [--people 4e6] [--years 15] [--rounds 3]

The numpy file is taken as it is: called as FILE PEOPLE YEARS, it must print `person-years=N` and `loop=SECONDSs`.
Two ratios are printed. `years`: the model years of carecap against the loop the numpy file times itself, scaled to CPU
seconds. `whole`: person-years over user + system seconds of the whole process, start and all, of both (carecap: one run
of the basic set through the program, everything it does included). Standard library only.
"""
import argparse
import os
import re
import resource
import statistics
import subprocess
import time


def run(command):
    """Text printed, CPU seconds and wall seconds of a child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    text = subprocess.run(command, check=True, capture_output=True, text=True,
                          env={**os.environ, "OMP_NUM_THREADS": "1"}).stdout
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return text, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall


def numpy_round(arguments):
    text, cpu, wall = run(["/usr/bin/python3", arguments.file, arguments.people, arguments.years])
    person_years = float(re.search(r"person-years=(\d+)", text).group(1))
    loop = float(re.search(r"loop=([0-9.]+)s", text).group(1))
    # the loop is timed by the wall clock: on a busy machine count only the CPU's part of it
    return person_years / (loop * min(1, cpu / wall)) / 1e6, person_years / cpu / 1e6


def carecap_round(arguments, which):
    text, cpu, _ = run([arguments.program, "bench", "--plain", "--once", which, arguments.scenario])
    figures = dict(line.split() for line in text.splitlines())
    years = float(figures[which + ".million_person_years_per_cpu_second"])
    return years, float(figures[which + ".person_years"]) / cpu / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--program", default="build/release/carecap")
    parser.add_argument("--scenario", default="scenarios/tianjin/baseline.yaml")
    parser.add_argument("--people", default="4e6")
    parser.add_argument("--years", default="15")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"{'round':>5} {'numpy':>14} {'basic set':>14} {'all people':>14}   million person-years per CPU second:"
          " years (whole process)")
    ratios = {"basic years": [], "basic whole": [], "people years": [], "people whole": []}
    for number in range(1, arguments.rounds + 1):
        theirs = numpy_round(arguments)
        ours = {which: carecap_round(arguments, which) for which in ("basic", "people")}
        cells = [theirs, ours["basic"], ours["people"]]
        print(f"{number:5} " + " ".join(f"{years:6.1f} ({whole:5.1f})" for years, whole in cells))
        for which in ours:
            ratios[which + " years"].append(ours[which][0] / theirs[0])
            ratios[which + " whole"].append(ours[which][1] / theirs[1])
    for name, values in ratios.items():
        print(f"{name + ':':14} {statistics.median(values):5.1f} times the numpy file "
              f"(lowest {min(values):.1f}, highest {max(values):.1f})")


if __name__ == "__main__":
    main()
