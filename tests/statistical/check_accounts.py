#!/usr/bin/env python3
"""People and beds are conserved, from the result file alone: every year, district, sex and birth cohort.

    check_accounts.py PROGRAM
"""
import sys

import numpy

import runs

RUNS = (("town", ()),
        ("town, moves and arrivals", ("migration.move_rate_per_year=0.03", "migration.net_persons_per_year=300")),
        ("town, few beds", ("beds.supply_factor=0.3",)), ("town-norm", ()), ("tianjin", ()))
CARE_GROUPS = [slice(60 + 5 * g, 65 + 5 * g) for g in range(8)] + [slice(100, 101)]
ADULT_GROUPS = [slice(15 + 5 * g, 20 + 5 * g) for g in range(14)] + [slice(85, 101)]


def off(left, right):
    """Cells that differ."""
    return int((left != right).sum())


def grouped(people, groups):
    return numpy.stack([people[..., group].sum(-1) for group in groups], axis=-1)


def cohorts_off(run):
    """End of the year from its start, by single age reached."""
    people, flows = run["population"], [run[name][:, 1:] for name in ("deaths", "moves_out", "moves_in")]
    start = numpy.zeros_like(people[:, 1:])
    start[..., 1:] = people[:, :-1, ..., :-1]
    start[..., 100] += people[:, :-1, ..., 100]
    start[..., 0] = run["births"][:, 1:]
    return off(start - flows[0] - flows[1] + flows[2], people[:, 1:])


def check_people(verdict, name, run):
    people = run["population"]
    total = people.sum((-1, -2))
    change = run["births"].sum(-1)
    for flow, sign in (("deaths", -1), ("moves_out", -1), ("moves_in", 1)):
        change = change + sign * run[flow].sum((-1, -2))
    verdict.check(off(total[:, :-1] + change[:, 1:], total[:, 1:]) == 0,
                  f"{name}: start + births + in - deaths - out = end, {total[:, 1:].size} district-years")
    verdict.check(cohorts_off(run) == 0, f"{name}: the same by sex and cohort, {people[:, 1:].size} cells")
    first = sum(run[flow][:, 0].sum() for flow in ("births", "deaths", "moves_in", "moves_out", "marriages", "widowed"))
    verdict.check(first == 0 and (people >= 0).all(), f"{name}: no flow in the first year, nobody less than none")
    old = grouped(people, CARE_GROUPS)
    levels, stages = run["disability"].sum(-1), run["dementia"].sum(-1)
    verdict.check(off(old, levels) + off(old, stages) == 0,
                  f"{name}: levels = stages = people of 60 and over, by group")
    adults, marital = grouped(people, ADULT_GROUPS), run["marital"]
    verdict.check(off(adults, marital.sum(-1)) == 0, f"{name}: marital status = people of 15 and over, by group")
    linked = marital[..., 1].sum(-1)
    verdict.check(off(linked[..., 0], linked[..., 1]) == 0, f"{name}: as many linked husbands as wives, by district")
    return (run["moves_in"] - run["moves_out"]).sum((2, 3, 4))


def check_beds(verdict, name, run):
    use, queue, demand = run["use"], run["queue"], run["demand"][..., 4:].sum((-1, -2, -3))
    used, idle, beds = run["beds_used"], run["beds_idle"], run["beds"]
    placements = run["placements"]
    verdict.check(off(beds, used + idle) == 0 and (idle >= 0).all() and (used >= 0).all(),
                  f"{name}: beds = used + idle")
    verdict.check(off(placements.sum(2), used.sum(-1)) == 0,
                  f"{name}: placements from all homes = beds used, by district")
    verdict.check(off(placements.sum(-1), use.sum(-1)) == 0, f"{name}: placements to all districts = use, by home")
    verdict.check(off((use + queue).sum(-1), demand) == 0, f"{name}: use + queue = demand for beds, by home")
    verdict.check(off(use.sum(2), used.sum(2)) == 0,
                  f"{name}: use = beds used in the city, by class: nobody in two beds")
    old = run["population"][..., 60:].sum((-1, -2))
    verdict.check((demand <= old).all(), f"{name}: no more ask than there are people of 60 and over")
    before = queue.sum((2, 3))[:, :-1]
    gone = (run["admitted"] + run["refused"]).sum((2, 3))[:, 1:]
    asked = queue.sum((2, 3))[:, 1:] - before + gone
    verdict.check((asked >= 0).all(), f"{name}: queue + new askers - admitted - refused = queue, askers never negative")
    waits = run["wait_months"]
    waited = ~numpy.isnan(waits[..., 0])
    verdict.check(off(waited, run["admitted"].sum(-1) > 0) == 0 and (waits[waited] >= 0).all(),
                  f"{name}: a mean wait where somebody was admitted, and only there")


def main():
    verdict = runs.Verdict()
    for name, overrides in RUNS:
        scenario = name.split(",")[0]
        run = runs.Run(sys.argv[1], scenario, overrides=overrides, replicates=1 if scenario == "tianjin" else 3)
        net = check_people(verdict, name, run)
        if "moves" in name:
            # arrivals are whole numbers by cell, so the city's total may be off by the rounding of 3 x 202 cells
            spread = numpy.abs(net[:, 1:] - 300).max()
            verdict.check(spread < 40, f"{name}: moves within the city cancel: net of each year 300 within {spread}")
        check_beds(verdict, name, run)
    verdict.exit()


if __name__ == "__main__":
    main()
