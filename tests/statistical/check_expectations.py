#!/usr/bin/env python3
"""Counts of the program against the exact expectations of the twin: after 0, 1, 5 and 15 years, by district and in the
city: people by sex and age; by sex, age group and level, and stage; births, deaths and moves by age.

    check_expectations.py PROGRAM town|tianjin [--set KEY=VALUE]... [--replicates N]
"""
import argparse

import numpy

import projection
import pack
import runs
import scores

AFTER = (0, 1, 5, 15)


def with_city(cube):
    """[replicate][district]... with the city appended as a last district."""
    return numpy.concatenate([cube, cube.sum(1, keepdims=True)], axis=1)


def cells(run, twin, y):
    """(name, observed [replicate][district]..., mean, variance, covariance or None) of a year."""
    if y > 0:
        flow = twin.population(y)
        yield "people by sex, age", with_city(run["population"][:, y]), flow.mean, flow.variance, None
        for name, table in (("deaths", twin.deaths), ("moves_out", twin.moves_out), ("moves_in", twin.moves_in)):
            yield name, with_city(run[name][:, y]), table[y].mean, table[y].variance, None
        flow = twin.births[y]
        yield "births by sex", with_city(run["births"][:, y]), flow.mean[..., 0], flow.variance[..., 0], None
    for name in ("disability", "dementia"):
        mean, covariance = twin.groups(y, name)
        variance = numpy.diagonal(covariance, axis1=-2, axis2=-1)
        yield name, with_city(run[name][:, y]), mean, variance, covariance


def compare(title, run, twin):
    """Two tables: each replicate for itself, and the sum over replicates. @return failures"""
    single, summed = scores.Table(f"{title}, single runs"), scores.Table(f"{title}, sum over replicates")
    n = run["population"].shape[0]
    for y in AFTER:
        for name, observed, mean, variance, covariance in cells(run, twin, y):
            for part, at in (("district", slice(None, -1)), ("city", slice(-1, None))):
                label = f"{name}, {part}, {pack.FIRST_YEAR + y}"
                shape = observed[:, at].shape
                joint = None if covariance is None else scores.block_correlation(
                    numpy.broadcast_to(covariance[at], shape + covariance.shape[-1:]))
                single.add(label, observed[:, at], numpy.broadcast_to(mean[at], shape),
                           numpy.broadcast_to(variance[at], shape), joint)
                if n > 1:
                    joint = None if covariance is None else scores.block_correlation(covariance[at])
                    summed.add(label, observed[:, at].sum(0), n * mean[at], n * variance[at], joint)
    return single.judge() + (summed.judge() if n > 1 else 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("scenario", choices=("town", "tianjin"))
    parser.add_argument("--set", action="append", default=[], dest="changes")
    parser.add_argument("--replicates", type=int, default=1)
    arguments = parser.parse_args()
    changes, last_year = arguments.changes, pack.FIRST_YEAR + max(AFTER)
    replicates = min(1000, arguments.replicates * (10 if runs.IS_FULL else 1))
    path = runs.path_of(arguments.scenario)
    scenario, root = pack.read_scenario(path, changes), pack.read_root(path)
    twin = projection.Projection(scenario, last_year, root)
    verdict = runs.Verdict()
    seeds = runs.SEEDS if arguments.scenario == "tianjin" else runs.SEEDS[:1]
    run = runs.join([runs.Run(arguments.program, arguments.scenario, seed, replicates, changes) for seed in seeds])
    census = numpy.broadcast_to(pack.census(scenario), run["population"][:, 0].shape)
    verdict.check(numpy.array_equal(run["population"][:, 0], census), "2020 is the census to the person")
    title = f"{arguments.scenario}, seeds {', '.join(map(str, seeds))}, {replicates} replicates each"
    failures = compare(title, run, twin)
    verdict.check(failures == 0, f"counts agree with the expectations ({failures} families do not)")
    scenario["mortality"]["factor"] = {sex: 1.03 * value for sex, value in scenario["mortality"]["factor"].items()}
    scenario["disability"]["recovery_decay_per_year"] *= 0.9
    spoiled = projection.Projection(scenario, last_year)
    print("-- the same with a twin spoiled on purpose: mortality 3 % higher, recovery 10 % slower to fall with age --")
    verdict.check(compare("spoiled", run, spoiled) > 0, "the test notices a spoiled twin")
    verdict.exit()


if __name__ == "__main__":
    main()
