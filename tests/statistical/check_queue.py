#!/usr/bin/env python3
"""Who is where: the queue of every year lived through again by a twin (clients.py, placing.py), from the people of the year
before, the modes they want and their own draws. Everybody must stand where the program says: the place, whose it is, since when, in
which district; everybody who dies, dies by his own draw; the monthly accounts are those of the twin.

    check_queue.py PROGRAM town|tianjin
"""
import copy
import sys

import numpy

import clients
import pack
import placing
import runs

ASSESSORS_SCARCE = "queue.assessments_per_1000_per_month=0.4"
BEDS_CLOSE = "supply.beds_factor={2020: 0.8, 2023: 0.5, 2028: 0.3}"
RUNS = {"town": (("town", ()), ("town", (BEDS_CLOSE, "queue.staff_binds=false")), ("town", (ASSESSORS_SCARCE,)),
                 ("town-projects", ("queue.neighbours=0", "queue.public_floor=3",
                                   "queue.waiting_list={2020: 1, 2025: 1, 2026: 0}")),
                 ("town-norm", ("queue.steps_per_month=4", "workforce.hire_share_of_vacancies=0.3",
                                "queue.priority.veterans=true", "supply.beds_factor=0.6")),
                 ("town-own", ("supply.beds_factor=0.6",))),
        "tianjin": (("tianjin", ()), ("tianjin-norm", ()))}
SPOILED = ("queue.ranks.disabled=3", "queue.staff_binds=false", "queue.prefers_public_share=0.6",
           "queue.mean_stay_months=29", "queue.not_preferred_km=0", "groups.special.oldest_from_age=75",
           "workforce.residents_per_caregiver.severe=3.9", "mortality.dementia_ratio_at_75=2.6")


class Town:
    """One run and what its twin needs. `twin`: overrides of the twin alone."""

    def __init__(self, run, name, overrides, twin=()):
        self.run, self.seed = run, runs.SEEDS[0]
        self.scenario = pack.read_scenario(runs.path_of(name), overrides + twin)
        root = copy.deepcopy(self.scenario)
        root.update({key: pack.read_root(runs.path_of(name))[key] for key in ("disability", "dementia")})
        self.rules = placing.Rules(self.scenario, run.district)
        self.health = clients.Health(self.scenario, root, max(run.people))

    def years(self):
        for year in sorted(self.run.people):
            if year == pack.FIRST_YEAR or year - 1 in self.run.people:
                yield year, clients.Year(self.rules, self.health, self.run, self.seed, year)


def off_books(run, year, twin):
    """{cube: cells that differ}"""
    out = {}
    for name, mine in twin.books().items():
        theirs = run[name][0, year - pack.FIRST_YEAR]
        theirs = theirs[..., 1:] if name.endswith("_account") else theirs  # the first item follows from the others
        unbounded = name == "place_account"
        if unbounded:  # visits have no limit of places
            mine, theirs = mine.copy(), theirs.copy()
            mine[:, :, placing.VISITS, 1:3] = theirs[:, :, placing.VISITS, 1:3] = 0
        if name == "care_account":  # who waited and turned elsewhere is shown to withdraw in the first month
            mine, theirs = numpy.delete(mine[:, 1:], 4, -1), numpy.delete(theirs[:, 1:], 4, -1)
        out[name] = int((~numpy.isclose(mine, theirs, rtol=1e-9, atol=0, equal_nan=True)).sum())
    return out


def check(verdict, town, title):
    off = wrong = persons = n_clients = 0
    books = {}
    for year, twin in town.years():
        off, wrong = off + twin.differing(), wrong + twin.wrong_deaths + twin.wrong_levels
        n_clients, persons = n_clients + len(twin.clients), persons + int((twin.after.age_years >= 60).sum())
        if year > pack.FIRST_YEAR:
            for name, n in off_books(town.run, year, twin).items():
                books[name] = books.get(name, 0) + n
    verdict.check(off == 0, f"{title}: place, provider, months and district of {persons} person-years, {n_clients} in the "
                            f"queue or a place: {off} differ")
    verdict.check(wrong == 0, f"{title}: everybody died, lived and changed level by his own draw: {wrong} did not")
    verdict.check(not any(books.values()), f"{title}: the books of the twin: cells that differ: {books}")


def spoiled(verdict, run, name, overrides):
    """A twin that misses one rule is noticed."""
    for change in SPOILED:
        twin = Town(run, name, overrides, (change,))
        off = sum(year.differing() + year.wrong_deaths for _, year in twin.years())
        verdict.check(off > 0, f"a twin with {change} is noticed: {off} differ")
    honest = Town(run, name, overrides)
    year, twin = list(honest.years())[-1]
    held = next(client for client in twin.clients if client.holds is not None)
    held.place = (held.place + 1) % len(run.district)
    verdict.check(twin.differing() == 1, "one person in a bed of another district is noticed")


def spoiled_own(verdict, program):
    """A twin that goes by the city's definitions in districts that have their own is noticed."""
    name, overrides = RUNS["town"][-1]
    run = runs.Run(program, name, overrides=overrides, people="2020,2021,2022")
    off = sum(year.differing() for _, year in Town(run, name, overrides, ("groups.definitions=",)).years())
    verdict.check(off > 0, f"a twin without definitions of the districts is noticed: {off} differ")


def main():
    runs.only_if_full(sys.argv[2])
    verdict, program = runs.Verdict(), sys.argv[1]
    for name, overrides in RUNS[sys.argv[2]]:
        run = runs.Run(program, name, overrides=overrides, people="all" if name.startswith("town") else "2020,2021,2022")
        check(verdict, Town(run, name, overrides), " ".join((name,) + overrides))
    if sys.argv[2] == "town":
        name, overrides = "town", ("supply.beds_factor=0.5", "workforce.hire_share_of_vacancies=0.5")
        spoiled(verdict, runs.Run(program, name, overrides=overrides, people="all"), name, overrides)
        spoiled_own(verdict, program)
    verdict.exit()


if __name__ == "__main__":
    main()
