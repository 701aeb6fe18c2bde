#!/usr/bin/env python3
"""People are conserved, from the result file alone: every year, district, sex and birth cohort. And the accounts of the care
system agree with each other and go on from month to month and year to year (accounts.py).

    check_accounts.py PROGRAM
"""
import sys

import numpy

import accounts
import runs

LEVERS = ("supply.beds_total=400", "supply.nursing_share={2020: 0.3, 2030: 0.7}", "supply.dementia_share=0.1",
          "supply.market_exit_per_year=0.03", "supply.day_care_coverage_urban={2020: 0, 2028: 1}", "supply.home_beds=60",
          "finance.budget_million_yuan.city=2", "finance.budget_million_yuan.district=3", "finance.budget_million_yuan.ltci=1",
          "childcare.gap_closed_share_per_year=0.1", "services.respite.days_per_carer_per_year=7",
          "land.four_sync.compliance=0.6", "queue.steps_per_month=2", "queue.assessments_per_1000_per_month=0.4",
          "workforce.relative_wage={2020: 1, 2028: 0.9}", "finance.price_index={2024: 1, 2035: 1.2}",
          "finance.report=current_prices", "finance.loans.share=0.5", "finance.loans.subsidised_share=0.3",
          "finance.award.million_yuan=0.1", "supply.for_profit_share=0.5", "land.stock_reuse.share=0.3",
          "land.stock_reuse.rent_yuan_per_m2_year=60", "supply.hospice_share=0.1", "choice.destitute_share=0.4",
          "supply.network_levels=4")
RUNS = (("town", ()),
        ("town, moves and arrivals", ("migration.move_rate_per_year=0.03", "migration.net_persons_per_year=300")),
        ("town, few beds", ("supply.beds_factor={2020: 1, 2022: 0.5, 2030: 0.3}",)),
        ("town, levers", LEVERS), ("town-projects", ()), ("town-norm", ()), ("tianjin", ()),
        ("shijiazhuang", ()), ("shijiazhuang-plan", ()), ("taian", ()), ("taian-plan", ()))
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


def check_system(verdict, name, run):
    off = accounts.differing(run)
    wrong = {what: n for what, n in off.items() if n}
    verdict.check(not wrong, f"{name}: {len(off)} accounts of the care system hold" + (f"; do not: {wrong}" if wrong else ""))


def spoiled(verdict, run):
    """One person, bed, post or yuan too many anywhere is noticed."""
    for name in accounts.CUBES:
        kept = run.cubes[name]
        accounts.spoil(run, name)
        wrong = [what for what, n in accounts.differing(run).items() if n]
        verdict.check(len(wrong) > 0, f"one too many in {name} is noticed by: {', '.join(wrong[:3])}")
        run.cubes[name] = kept


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
        check_system(verdict, name, run)
        if name == "town, levers":
            spoiled(verdict, run)
    verdict.exit()


if __name__ == "__main__":
    main()
