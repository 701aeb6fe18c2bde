#!/usr/bin/env python3
"""Beds and partners, from the cubes and the people file: who wants a place of a kind has one or waits for it, and nobody
else does; people and cubes say the same; links are mutual and partners share an area.

    check_beds.py PROGRAM town|tianjin
"""
import sys

import numpy

import pack
import people
import runs

SCARCE = ("supply.beds_factor=0.5",)
BED = 0  # what is waited for; beside beds, the place wanted by mode
PLACE_OF_MODE = {people.DAY_CARE: 0, people.HOME_BED: 1, people.VISITS: 2}


def wrong_links(rows):
    """Links that are not mutual, tie people of two areas or of one sex, or do not go with the status."""
    mate = rows.partner[rows.linked]
    mine = numpy.flatnonzero(rows.linked)
    off = (rows.partner[mate] != mine) | (rows.area[mate] != rows.area[mine]) | (rows.sex[mate] == rows.sex[mine])
    off |= rows.marital[mine] != people.PARTNERED
    return int(off.sum()) + int(((rows.marital == people.PARTNERED) != rows.linked).sum())


def counts(rows, n_districts):
    """{cube: [district]...} of what the people file says."""
    old = rows.age_years >= 60

    def table(who, column, length):
        cell = rows.d[who] * length + column[who]
        return numpy.bincount(cell, minlength=n_districts * length).reshape(n_districts, length)

    in_bed = old & rows.in_bed
    waiting = old & (rows.place == people.WAITING) & (rows.provider == BED)
    return {"use": table(in_bed, rows.place - people.IN_ORDINARY_BED, 3),
            "queue": table(waiting, rows.mode - people.ORDINARY_BED, 3), "placements": table(in_bed, rows.bed, n_districts)}


def out_of_place(rows):
    """People of 60 and over who stand where nobody does who wants what they want."""
    wants_bed = rows.mode >= people.ORDINARY_BED
    fits = numpy.select([rows.place == people.AT_HOME, rows.in_bed, wants_bed],
                        [rows.mode == people.FAMILY_ONLY, wants_bed, (rows.place == people.WAITING) & (rows.provider == BED)])
    for mode, place in PLACE_OF_MODE.items():
        served = (rows.place == people.SERVED_AT_HOME) & (rows.provider == place)
        waits = (rows.place == people.WAITING) & (rows.provider == place + 1)
        fits = numpy.where(rows.mode == mode, served | waits, fits)
    return int(((rows.age_years >= 60) & (fits == 0)).sum())


def check_people(verdict, title, run):
    links = sum(wrong_links(rows) for rows in run.people.values())
    verdict.check(links == 0, f"{title}: links of {len(run.people)} years are mutual, in one area, of two sexes: "
                              f"{links} are not")
    off, idle, waits = 0, 0, 0
    for year, rows in run.people.items():
        for cube, mine in counts(rows, run.district.size).items():
            off += int((mine != run[cube][0, year - pack.FIRST_YEAR]).sum())
        idle += out_of_place(rows)
        waits += int(((rows.place == people.AT_HOME) & (rows.months + rows.bed + rows.provider > 0)).sum())
    verdict.check(off == 0, f"{title}: use, queue and placements are those of the people: {off} cells differ")
    verdict.check(idle == 0, f"{title}: who wants a place waits for it or has it, nobody else does: {idle} do not fit")
    verdict.check(waits == 0, f"{title}: nobody at home has months, a bed or a provider ({waits})")


def beds_off(run, demand):
    """District-years in which the demand for beds is not use and queue."""
    wanted = demand[..., people.ORDINARY_BED:].sum((-1, -2, -3))
    return int((wanted != (run["use"] + run["queue"]).sum(-1)).sum())


def check_identity(verdict, title, run):
    off = beds_off(run, run["demand"])
    verdict.check(off == 0, f"{title}: demand over the bed modes = use + queue, {run['use'][..., 0].size} "
                            f"district-years: {off} differ")
    by_mode = run["demand"][..., people.ORDINARY_BED:].sum((-2, -3))
    verdict.check((run["queue"] <= by_mode).all(), f"{title}: never more in the queue for a bed of a class than want one")
    old = run["population"][..., 60:].sum((-1, -2))
    verdict.check((run["demand"].sum((-1, -2, -3)) == old).all(), f"{title}: everybody of 60 and over wants one way of care")


def check_widows(verdict, title, run):
    """Widowed at the start + the first four flows - the others = widowed at the end; the deaths that widow are those of
    linked partners."""
    widowed, flows = run["marital"][..., 4].sum(-1), run["widow_flows"]
    change = flows[..., :4].sum(-1) - flows[..., 4:].sum(-1)
    off = int((widowed[:, :-1] + change[:, 1:] != widowed[:, 1:]).sum())
    verdict.check(off == 0, f"{title}: widowed at the start + flows = at the end: {off} cells differ")
    verdict.check(numpy.array_equal(flows[..., 0], run["widowed"]), f"{title}: the bereaved are the widowed of the year")


def spoiled(verdict, run):
    demand = run["demand"].copy()
    at = numpy.argwhere(demand[..., people.NURSING_BED] > 0)[0]
    demand[tuple(at) + (people.NURSING_BED,)] -= 1
    verdict.check(beds_off(run, demand) == 1, "one person less in the demand is noticed")
    rows = run.people[max(run.people)]
    rows.partner[numpy.flatnonzero(rows.linked)[0]] = numpy.flatnonzero(rows.linked)[0]
    verdict.check(wrong_links(rows) > 0, "a link to oneself is noticed")
    rows.place[numpy.flatnonzero((rows.place == people.WAITING) & (rows.provider == BED))[0]] = people.AT_HOME
    before = run["queue"][0, max(run.people) - pack.FIRST_YEAR]
    verdict.check((counts(rows, run.district.size)["queue"] != before).any(), "one person less in the queue is noticed")


def main():
    runs.only_if_full(sys.argv[2])
    verdict, program, town = runs.Verdict(), sys.argv[1], sys.argv[2] == "town"
    packs = (("town", ()), ("town", SCARCE), ("town-norm", ())) if town else (("tianjin", ()), ("tianjin-norm", ()))
    for name, overrides in packs:
        run = runs.Run(program, name, overrides=overrides, people="all" if town else "2020,2021,2035")
        title = " ".join((name,) + overrides)
        check_people(verdict, title, run)
        check_identity(verdict, title, run)
        check_widows(verdict, title, run)
    spoiled(verdict, run)
    verdict.exit()


if __name__ == "__main__":
    main()
