#!/usr/bin/python3
"""How far a district's queue depends on what is not known: the beds of each district.

Only the city's total and Dongli's beds are published; the packs share the rest by residents of 60 and over, anything from
0.6 to 1.6 times that. This draws such factors (log-uniform, then scaled so that the city keeps its beds), runs the scenario
with each, and prints for every district the least, middle and largest queue: the table of the README.

    district_spread.py CARECAP [SCENARIO] [--draws 20] [--year 2025]
"""
import argparse
import csv
import os
import shutil
import subprocess
import tempfile

import numpy as np
import xarray as xr

KNOWN = 120110  # Dongli's beds are published


def read(path):
    with open(path, encoding="utf-8") as table:
        return list(csv.DictReader(table))


def draw_factors(beds, rng):
    """{district: factor}: Dongli's is 1; the others keep the city's total and the range."""
    codes = sorted(beds)
    open_codes = [code for code in codes if code != KNOWN]
    share = np.array([beds[code] for code in open_codes], float)
    while True:
        factor = np.exp(rng.uniform(np.log(0.6), np.log(1.6), len(open_codes)))
        factor *= share.sum() / (factor * share).sum()
        if factor.min() >= 0.6 and factor.max() <= 1.6:
            return dict(zip(open_codes, factor))


def run(program, scenario, factors, folder, year):
    """@param folder  a copy of the scenario's"""
    path = os.path.join(folder, "drawn.yaml")
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"base: {os.path.basename(scenario)}\nrun:\n  title: {{zh: 抽样, en: drawn}}\npolicy:\n")
        for code, factor in factors.items():
            out.write(f"  - lever: supply.beds_factor\n    where: [{code}]\n    factor: {factor:.6f}\n")
    result = os.path.join(folder, "drawn.h5")
    subprocess.run([program, "run", path, "-o", result, "--force", "-q"], check=True, stdout=subprocess.DEVNULL)
    with xr.open_dataset(result) as data:
        one = data.isel(scenario=0, draw=0, replicate=0).sel(year=year)
        return one.queue.sum("bed_class").values, one.beds.sum("bed_class").values, list(one.district_name.values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("scenario", nargs="?", default="scenarios/tianjin/norm-973.yaml")
    parser.add_argument("--draws", type=int, default=20)
    parser.add_argument("--year", type=int, default=2025)
    arguments = parser.parse_args()
    beds = {}
    for row in read(os.path.join(os.path.dirname(arguments.scenario), "beds.csv")):
        beds[int(row["area"])] = beds.get(int(row["area"]), 0) + int(row["beds"])
    rng = np.random.default_rng(20201101)
    queues = []
    with tempfile.TemporaryDirectory() as above:
        folder = os.path.join(above, "pack")
        shutil.copytree(os.path.dirname(arguments.scenario), folder)
        shutil.copytree(os.path.join(os.path.dirname(arguments.scenario), "..", "china"), os.path.join(above, "china"))
        as_it_is = dict.fromkeys(beds, 1.0)
        central, base_beds, names = run(arguments.program, arguments.scenario, as_it_is, folder, arguments.year)
        for _ in range(arguments.draws):
            queue, total, _ = run(arguments.program, arguments.scenario, draw_factors(beds, rng), folder, arguments.year)
            if abs(int(total.sum()) - int(base_beds.sum())) > len(names) * 9:
                raise SystemExit(f"the city's beds changed: {total.sum()} against {base_beds.sum()}")
            queues.append(queue)
    queues = np.array(queues)
    print(f"{arguments.year}: queue by district, {arguments.draws} draws of the districts' beds (x0.6-1.6, the city's total kept)")
    for d, name in enumerate(names):
        print(f"{name}\t{central[d]}\t{queues[:, d].min()}\t{int(np.median(queues[:, d]))}\t{queues[:, d].max()}")
    city = queues.sum(1)
    print(f"city\t{central.sum()}\t{city.min()}\t{int(np.median(city))}\t{city.max()}")


if __name__ == "__main__":
    main()
