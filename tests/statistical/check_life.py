#!/usr/bin/env python3
"""A cohort of more than a million of either sex, from its mothers to the last death, at the rates of one life table:
life expectancy at birth and at 60, level and dementia by age.

    check_life.py PROBE
"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile

import numpy

import pack
import rates
import runs
import scores

TOLERANCE_YEARS = 0.05
TOLERANCE_SHARE = 0.005  # of disability, from its curve
TOLERANCE_DEMENTIA = 0.015  # as above; it ends a point above its curve at 90
LAST_YEAR = 2050


def constant_pack(folder):
    """The town with the life table of 2020 in every year."""
    source = os.path.dirname(runs.path_of("town"))
    shutil.copytree(source, os.path.join(folder, "examples", "town"), dirs_exist_ok=True)
    shutil.copytree(os.path.join(source, "..", "..", "china"), os.path.join(folder, "china"), dirs_exist_ok=True)
    folder = os.path.join(folder, "examples", "town")
    table = os.path.join(folder, "..", "..", "china", "life_table.csv")
    lines = [row for row in pack.rows(table) if row["year"] == "2020"]
    with open(table, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0].keys())
        writer.writeheader()
        writer.writerows(lines)
    path = os.path.join(folder, "constant.yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"base: town.yaml\nrun:\n  last_year: {LAST_YEAR}\n")
    return path


def read(text):
    """births [sex], expectancy {(sex, age)}, alive [sex][age], level [sex][age][level], ill [sex][age]."""
    births, expectancy = [0, 0], {}
    alive, level, ill = numpy.zeros((2, 140)), numpy.zeros((2, 140, 5)), numpy.zeros((2, 140))
    for line in text.splitlines():
        name, sex, *numbers = line.split()
        sex = pack.SEXES.index(sex)
        if name == "births":
            births[sex] = int(numbers[0])
        elif name == "expectancy":
            expectancy[sex, int(numbers[0])] = float(numbers[1])
        elif name == "alive":
            age = int(numbers[0])
            alive[sex, age], level[sex, age], ill[sex, age] = int(numbers[1]), numbers[2:7], int(numbers[7])
    return births, expectancy, alive, level, ill


def check_sex(verdict, sex, mx, births, expectancy, alive):
    label = pack.SEXES[sex]
    verdict.check(births[sex] >= 1000000, f"{label}: {births[sex]} born")
    # l(60) lies between the people aged 59 and those aged 60 last birthday
    at_60 = numpy.sqrt(alive[sex, 59] * alive[sex, 60])
    observed = {0: alive[sex].sum() / births[sex], 60: alive[sex, 60:].sum() / at_60}
    for age in (0, 60):
        own, theirs = rates.expectancy(mx[sex], age), expectancy[sex, age]
        verdict.check(abs(own - theirs) < 1e-6,
                      f"{label}: life table at {age}: twin {own:.6f}, program {theirs:.6f} years")
        difference = observed[age] - own
        verdict.check(abs(difference) < TOLERANCE_YEARS,
                      f"{label}: cohort at {age}: {observed[age]:.4f} years, table {own:.4f}, "
                      f"difference {difference:+.4f}")
    death = rates.death_probs(mx[sex])
    start = numpy.concatenate([[births[sex]], alive[sex, :100]])
    expected = start * death[:101]
    z = (start - alive[sex, :101] - expected) / numpy.sqrt(numpy.maximum(expected * (1 - death[:101]), 1e-9))
    z = z[expected >= 25]
    error = numpy.sqrt(2 / len(z))
    verdict.check(abs((z**2).mean() - 1) < 3 * error and abs(z).max() < scores.bonferroni(len(z)),
                  f"{label}: deaths at {len(z)} ages: max|z| {abs(z).max():.2f}, "
                  f"mean z2 {(z**2).mean():.3f} (se {error:.3f})")


def main():
    verdict = runs.Verdict()
    with tempfile.TemporaryDirectory() as folder:
        path = constant_pack(folder)
        n_women = 2200000 * (5 if runs.IS_FULL else 1)
        command = [sys.argv[1], "cohort", path, str(n_women)]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        births, expectancy, alive, level, ill = read(text)
        scenario = pack.read_scenario(path)
        mx = pack.life_table(scenario, numpy.array([pack.FIRST_YEAR]))[0]
        curves = rates.Curves(scenario)
        for sex in range(2):
            check_sex(verdict, sex, mx, births, expectancy, alive)
            for age in (60, 70, 80, 90):
                share = level[sex, age] / alive[sex, age]
                curve = curves.levels(numpy.array(sex), numpy.array(age + 0.5), pack.FIRST_YEAR)
                demented, wanted = ill[sex, age] / alive[sex, age], curves.dementia_share(sex, age + 0.5)
                print(f"      {pack.SEXES[sex]} {age}: mild or worse {1 - share[0]:.4f} (curve {1 - curve[0]:.4f}), "
                      f"total {share[4]:.4f} ({curve[4]:.4f}), dementia {demented:.4f} ({wanted:.4f})")
                off, ill_off = abs(share - curve).max(), abs(demented - wanted)
                verdict.check(off < TOLERANCE_SHARE and ill_off < TOLERANCE_DEMENTIA,
                              f"{pack.SEXES[sex]}, {age}: the cohort keeps its curves: "
                              f"levels within {100 * off:.2f} points, dementia within {100 * ill_off:.2f}")
    verdict.exit()


if __name__ == "__main__":
    main()
