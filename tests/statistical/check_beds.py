#!/usr/bin/env python3
"""The wish for a bed in 2020: thresholds from their definition, expected demand, and the demand of runs.

Of the people of a level a given share want a bed; their odds without a linked partner are alone_odds_ratio times those
with one. Linked people by single age are taken from the program, all else is computed anew.

    check_beds.py PROGRAM PROBE
"""
import subprocess
import sys

import numpy

import pack
import rates
import runs


def probe(program, scenario):
    """linked [district][sex][age], wish {(year, level): (share, alone, coupled)} as probabilities."""
    command = [program, "wishes", runs.path_of(scenario)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    linked, wish = {}, {}
    for line in text.splitlines():
        name, *numbers = line.split()
        if name == "linked":
            linked[int(numbers[0]), pack.SEXES.index(numbers[1]), int(numbers[2])] = int(numbers[3])
        else:
            alone, coupled = (int(number) / 2**32 for number in numbers[3:])
            wish[int(numbers[0]), int(numbers[1])] = (float(numbers[2]), alone, coupled)
    cells = numpy.zeros((max(key[0] for key in linked) + 1, 2, pack.N_AGES))
    for key, n in linked.items():
        cells[key] = n
    return cells, wish


def split(n, odds_ratio, share):
    """Probabilities alone and coupled, [level]; n [level][alone, coupled]."""
    weight = n / n.sum(-1, keepdims=True)
    shift = numpy.array([numpy.log(odds_ratio), 0.0])
    base = rates.root(lambda z: (weight * rates.logistic(z[:, None] + shift)).sum(-1) - share, numpy.full(5, -40.0),
                      numpy.full(5, 40.0))
    return rates.logistic(base[:, None] + shift)


def check(verdict, program, prober, name, replicates):
    scenario = pack.read_scenario(runs.path_of(name))
    beds, census = scenario["beds"], pack.census(scenario)
    linked, wish = probe(prober, name)
    curves = rates.Curves(scenario)
    level = curves.levels(numpy.arange(2)[:, None], numpy.arange(60, 101) + 0.5, pack.FIRST_YEAR)
    by_partner = numpy.stack([(census - linked)[..., 60:], linked[..., 60:]], axis=-1)
    n = numpy.einsum("dsap,sal->dlp", by_partner, level)  # [district][level][alone, coupled]
    present = numpy.array([beds["present_share"][each] for each in pack.LEVELS])
    span = numpy.arange(pack.FIRST_YEAR, pack.FIRST_YEAR + 16)
    health = rates.Health(scenario, pack.life_table(scenario, span), census.sum(0), pack.read_root(runs.path_of(name)))
    worst_wish = 0.0
    for year in (2020, 2021, 2025, 2035):
        ramp = pack.series(beds["norm_ramp"], [year])[0]
        factor = beds["norm_share"] / (health.level_share[year - pack.FIRST_YEAR] * present).sum()
        ramp *= beds["demand_basis"] == "norm"
        share = numpy.minimum(0.95, present * (1 + ramp * (factor - 1)))
        prob = split(n.sum(0), beds["alone_odds_ratio"], share)
        for k in range(5):
            worst_wish = max(worst_wish, *abs(numpy.array(wish[year, k]) - (share[k], *prob[k])))
        if year == 2020:
            base = prob, share
    verdict.check(worst_wish < 1e-8,
                  f"{name}: thresholds of four years as defined, largest difference {worst_wish:.1e}")
    prob, share = base
    solved = numpy.array([[wish[2020, k][1], wish[2020, k][2]] for k in range(5)])
    expected, wanted = (n.sum(0) * solved).sum(), (n.sum((0, 2)) * share).sum()
    verdict.check(abs(expected / wanted - 1) < 1e-6,
                  f"{name}: expected demand of 2020 {expected:.4f}, sum of the shares {wanted:.4f}")
    demand = (n * prob).sum((-1, -2))
    second = numpy.einsum("dsap,sap->d", by_partner, numpy.einsum("sal,lp->sap", level, prob)**2)
    run = runs.Run(program, name, replicates=replicates)
    nursing = pack.LEVELS.index(beds["nursing_from_level"])
    classes = numpy.stack([(n * prob)[:, :nursing].sum((-1, -2)), (n * prob)[:, nursing:].sum((-1, -2))], -1)
    observed = run["demand"][:, 0].mean(0)
    z = (observed.sum(-1) - demand) / numpy.sqrt((demand - second) / replicates)
    city = (observed.sum() - demand.sum()) / numpy.sqrt((demand - second).sum() / replicates)
    by_class = (observed - classes) / numpy.sqrt(classes / replicates)
    verdict.check(max(abs(z).max(), abs(city)) < 4,
                  f"{name}: demand of 2020, {replicates} runs: {observed.sum():.1f}, expected {demand.sum():.1f}; "
                  f"z {city:+.2f} in the city, max|z| {abs(z).max():.2f} of {len(z)} districts")
    verdict.check(abs(by_class).max() < 4, f"{name}: by class of bed and district, max|z| {abs(by_class).max():.2f}")


def main():
    verdict = runs.Verdict()
    for name, replicates in (("town", 50), ("town-norm", 50), ("tianjin", 1)):
        check(verdict, sys.argv[1], sys.argv[2], name, replicates * (10 if runs.IS_FULL else 1))
    verdict.exit()


if __name__ == "__main__":
    main()
