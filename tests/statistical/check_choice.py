#!/usr/bin/env python3
"""Who wants which care. The twin solves the constants of the logit by Newton's method, from the people of the census as
the program wrote them, and then

- compares the demand of 2020 by level, company and mode with its expectation over the traits (z),
- makes everybody's choice anew from the draws of that person, in 2020 and in every later year: who changed, came to 60
  or to 80, or thinks again in that year, chooses; all others keep their mode. Person by person, without tolerance,
- does so with the waits that people believe, from the twin of the queue.

    check_choice.py PROGRAM town|tianjin
"""
import copy
import sys

import numpy

import care
import chance
import check_queue
import pack
import people
import runs
import scores

WORD_OF_CHOICE = 5  # models/purposes.h: bed, services at home, which service, dementia bed
NO_WAIT = "choice.wait_log_odds_per_month=0"
INSURED_HOME = "prices.ltci.home_share={2020: 0.75, 2021: 0.95}"
HOURS_FOR_ALL = "need.household_hours_per_week.none=2"
RESPITE = "family_care.respite_days_per_year={2020: 0, 2026: 60}"


class Chooser:
    """Choices of the people of one run, by the twin. `changes` spoil it on purpose."""

    def __init__(self, name, overrides, run, seed):
        self.scenario = pack.read_scenario(runs.path_of(name), overrides)
        self.root = pack.read_root(runs.path_of(name))
        for section in ("choice", "groups"):
            self.root[section] = self.scenario[section]
        self.run, self.seed = run, seed
        self.constants = {}
        rows = run.people[pack.FIRST_YEAR]
        self.census = care.Choosers(self.root, rows, pack.FIRST_YEAR, numpy.zeros(rows.n, bool))
        prices, shares = care.Prices(self.root, pack.FIRST_YEAR), self.scenario["choice"]["destitute_share"]
        if len({care.at(shares, year) for year in self.run.people}) > 1:
            raise ValueError("the twin knows one share of the destitute for all years")
        self.destitute = care.destitute_log_odds(self.scenario, self.census, self.census.utility(self.root, prices),
                                                 pack.FIRST_YEAR)
        self.census_utility = self.census.utility(self.root, prices, destitute=self.destitute)

    def constants_of(self, year):
        choice = self.scenario["choice"]
        norm = care.at(choice["norm_ramp"], year) if choice["basis"] == "norm" else 0.0
        if norm not in self.constants:
            self.constants[norm] = care.solve(self.scenario, self.census, self.census_utility, norm)
        return self.constants[norm]

    def choosers(self, year):
        """The people of 60 and over of a year: those who lay in a bed before the queue of the year were in one before."""
        rows, before = self.run.people[year], self.run.people.get(year - 1)
        lay = numpy.zeros(rows.n, bool)
        if before is not None:
            at, was = matched(before, rows.key)
            lay = was & before.in_bed[at]
        return care.Choosers(self.scenario, rows, year, lay)

    def shares(self, choosers, year, wait=None):
        utility = choosers.utility(self.scenario, care.Prices(self.scenario, year), wait, self.destitute)
        return care.shares(utility, self.constants_of(year)[choosers.level])

    def draws(self, choosers):
        return chance.word(self.seed, 0, choosers.key, 0, WORD_OF_CHOICE) / 2.0**32

    def pick(self, choosers, share):
        """The mode of each: three draws, one after the other, and one for the dementia bed."""
        u = self.draws(choosers)
        bed, home = share[:, care.BEDS].sum(-1), share[:, care.HOME].sum(-1)
        wants_bed = u[0] < bed
        wants_home = ~wants_bed & (u[1] * (1 - bed) < home)
        below = numpy.cumsum(share[:, care.HOME], -1)[:, :2]
        service = people.VISITS + (u[2][:, None] * home[:, None] >= below).sum(-1)
        nursing = choosers.level >= pack.LEVELS.index(self.scenario["choice"]["nursing_from_level"])
        kind = numpy.where(nursing, people.NURSING_BED, people.ORDINARY_BED)
        kind = numpy.where(u[3] * bed < share[:, people.DEMENTIA_BED], people.DEMENTIA_BED, kind)
        return numpy.where(wants_bed, kind, numpy.where(wants_home, service, people.FAMILY_ONLY))

    def chooses(self, choosers, year):
        """Who chooses in a year, and the modes of the year before."""
        rows, before = self.run.people[year], self.run.people[year - 1]
        at, was = matched(before, choosers.key)
        mine = choosers.rows
        age, period = rows.age_years[mine], int(self.scenario["choice"]["reconsider_every_years"])
        changed = ~was | (age == 60)
        for name in ("level", "dementia", "household", "partner_key"):
            changed |= before[name][at] != rows[name][mine]
        by_row = numpy.zeros(rows.n, bool)
        by_row[mine] = changed
        need = care.Family(self.scenario, year).needed(rows)[mine] > 0
        of_partner = rows.of_partner(by_row, False)[mine] & need
        slot = ((choosers.key.view(numpy.uint64) >> numpy.uint64(32)) * numpy.uint64(period)) >> numpy.uint64(32)
        return changed | of_partner | (age == 80) | (slot.astype(int) == year % period), before.mode[at]


def matched(before, keys):
    """Rows of `before` with these keys, and which of them are there."""
    order = numpy.argsort(before.key)
    at = order[numpy.minimum(numpy.searchsorted(before.key[order], keys), before.n - 1)]
    return at, before.key[at] == keys


def add_cells(table, label, choosers, share, demand, n_districts):
    """Families of cells [district][level][company][mode] and their sums over the city."""
    shape = (n_districts, 5, care.N_COMPANIES)
    cell = numpy.ravel_multi_index((choosers.d, choosers.level, choosers.company), shape)
    n = int(numpy.prod(shape))
    mean = numpy.zeros((n, people.N_MODES))
    covariance = numpy.zeros((n, people.N_MODES, people.N_MODES))
    for i in range(people.N_MODES):
        mean[:, i] = numpy.bincount(cell, share[:, i], n)
        covariance[:, i, i] = mean[:, i]
        for j in range(people.N_MODES):
            covariance[:, i, j] -= numpy.bincount(cell, share[:, i] * share[:, j], n)
    mean = mean.reshape(shape + mean.shape[1:])
    covariance = covariance.reshape(shape + covariance.shape[1:])
    for part, axes in (("district", ()), ("city", (0,))):
        m, c, observed = mean.sum(axes), covariance.sum(axes), demand.sum(axes)
        if part == "district" and n_districts * 175 > 2000 and not runs.IS_FULL:
            continue
        table.add(f"{label}, {part}", observed, m, numpy.maximum(0, numpy.diagonal(c, axis1=-2, axis2=-1)),
                  scores.block_correlation(c))


def census_demand(title, several):
    """z of the demand of 2020 over runs: [(Chooser, Run)]. @return failures"""
    table, parts = scores.Table(title), []
    for chooser, run in several:
        choosers = chooser.choosers(pack.FIRST_YEAR)
        parts.append((choosers, chooser.shares(choosers, pack.FIRST_YEAR), run["demand"][0, 0]))
    joined = copy.copy(parts[0][0])
    for name in ("d", "level", "company"):
        setattr(joined, name, numpy.concatenate([getattr(part[0], name) for part in parts]))
    share, demand = numpy.concatenate([part[1] for part in parts]), sum(part[2] for part in parts)
    add_cells(table, "demand of 2020", joined, share, demand, demand.shape[0])
    return table.judge()


def differing(chooser, run, years, wait_of=lambda year: None):
    """People whose mode is not the twin's, of how many who chose and who changed."""
    off = chose = moved = 0
    for year in years:
        choosers = chooser.choosers(year)
        mode = chooser.pick(choosers, chooser.shares(choosers, year, wait_of(year)))
        theirs = run.people[year].mode[choosers.rows]
        if year > pack.FIRST_YEAR:
            does, before = chooser.chooses(choosers, year)
            mode = numpy.where(does, mode, before)
            chose, moved = chose + int(does.sum()), moved + int((does & (mode != before)).sum())
        off += int((mode != theirs).sum())
    return off, chose, moved


def check_demand_cube(verdict, name, run):
    """The cube is the people's modes."""
    off = 0
    for year, rows in run.people.items():
        old = rows.age_years >= 60
        shape = run["demand"].shape[2:]
        cells = numpy.ravel_multi_index((rows.d[old], rows.level[old], care.company(rows)[old], rows.mode[old]), shape)
        mine = numpy.bincount(cells, minlength=int(numpy.prod(shape))).reshape(shape)
        off += int((mine != run["demand"][0, year - pack.FIRST_YEAR]).sum())
    verdict.check(off == 0, f"{name}: demand by level, company and mode is that of the people, "
                            f"{len(run.people)} years: {off} cells differ")


def check_basis(verdict, name, chooser, run):
    """Expected demand of the census at the root's prices is what the scenario names; the count is near it."""
    target = care.wanted(chooser.scenario, chooser.census, 1.0 if chooser.scenario["choice"]["basis"] == "norm" else 0.0)
    share = care.shares(chooser.census_utility, chooser.constants_of(pack.FIRST_YEAR)[chooser.census.level])
    beds, observed = share[:, care.BEDS].sum(-1), run["demand"][0, 0][..., care.BEDS].sum()
    n, spread = target[:, 3].sum(), numpy.sqrt((beds * (1 - beds)).sum())
    verdict.check(abs(beds.sum() / n - 1) < 1e-6 and abs(observed - n) < 4 * spread,
                  f"{name}: beds wanted in 2020: {observed}, expected {beds.sum():.4f}, basis {n:.4f} "
                  f"({100 * n / len(share):.3f} % of 60 and over), z {(observed - n) / spread:+.2f}")


def believed_waits(run, town):
    """{year: months [district][ordinary bed, other bed]}: half of what was believed and half of last year's mean, in whole
    months; last year's by the twin of the queue."""
    believed, last, out = 0.0, 0.0, {}
    for year, twin in town.years():
        believed = (believed + last) / 2 if year > pack.FIRST_YEAR else 0.0
        out[year] = numpy.rint(believed * numpy.ones((run.district.size, 2)))
        last = twin.mean_waits()
    return out


def check_waits(verdict, name, chooser, run):
    """Everybody's choice with the waits that are believed, and what a twin without waits would say."""
    waits = believed_waits(run, check_queue.Town(run, name, ()))
    off, chose, moved = differing(chooser, run, sorted(run.people), waits.get)
    longest = max(wait.max() for wait in waits.values())
    verdict.check(off == 0, f"{name}: with the waits believed, up to {longest:.0f} months, every choice of {len(run.people)} "
                            f"years made anew, {off} differ ({chose} chose after 2020, {moved} another mode)")
    longer = {year: wait + 1 for year, wait in waits.items()}
    off, _, _ = differing(chooser, run, sorted(run.people), longer.get)
    verdict.check(off > 0, f"{name}: a month more of every wait is noticed: {off} differ")


def exact(verdict, program, name, overrides, years, at_least=1):
    """@return (Chooser, Run)"""
    run = runs.Run(program, name, overrides=overrides, people=years)
    chooser = Chooser(name, overrides, run, runs.SEEDS[0])
    title = f"{name} {' '.join(overrides)}".strip()
    check_demand_cube(verdict, title, run)
    off, chose, moved = differing(chooser, run, sorted(run.people))
    verdict.check(off == 0 and moved >= at_least,
                  f"{title}: every choice of {len(run.people)} years made anew, {off} differ "
                  f"({chose} chose after 2020, {moved} another mode)")
    return chooser, run


def spoiled(verdict, program, name, several):
    """A twin with other odds or prices differs."""
    chooser, run = several[0]
    for key, value in (("choice.bed_odds.over_80", "1.8"), ("choice.price_log_odds_per_thousand_yuan", "-0.18"),
                       ("family_care.partner_fall_per_year", "0.05"), ("choice.home_visits_share.mild", "0.036")):
        wrong = []
        for _, each in several:
            twin = Chooser(name, (f"{key}={value}",), each, runs.SEEDS[0])
            section = key.split(".", maxsplit=1)[0]
            twin.root[section] = twin.scenario[section]
            twin.census = care.Choosers(twin.root, each.people[pack.FIRST_YEAR], pack.FIRST_YEAR,
                                        numpy.zeros(each.people[pack.FIRST_YEAR].n, bool))
            twin.census_utility = twin.census.utility(twin.root, care.Prices(twin.root, pack.FIRST_YEAR))
            wrong.append((twin, each))
        off, _, _ = differing(wrong[0][0], run, [pack.FIRST_YEAR])
        verdict.check(off > 0, f"a twin with {key} = {value}: {off} choices of 2020 differ")
    return wrong


def check_town(verdict, program):
    exact(verdict, program, "town", (NO_WAIT,), "all", 500)
    exact(verdict, program, "town-norm", (NO_WAIT, "choice.norm_ramp={2020: 0, 2025: 1}"), "all", 500)
    exact(verdict, program, "town", (NO_WAIT, INSURED_HOME), "all", 500)
    exact(verdict, program, "town", (NO_WAIT, "choice.destitute_share=0.4"), "all", 500)
    exact(verdict, program, "town", (NO_WAIT, HOURS_FOR_ALL, RESPITE), "all", 500)
    for name in ("town", "town-norm"):
        run = runs.Run(program, name, people="all")
        chooser = Chooser(name, (), run, runs.SEEDS[0])
        check_basis(verdict, name, chooser, run)
        check_waits(verdict, name, chooser, run)
    for name in ("town", "town-norm"):
        several = []
        for seed in range(1, 201 if runs.IS_FULL else 21):
            run = runs.Run(program, name, seed=seed, people="2020")
            several.append((Chooser(name, (), run, seed), run))
        verdict.check(census_demand(f"{name}, {len(several)} seeds", several) == 0, f"{name}: demand as expected")
    spoil_counts(verdict, name, several)
    run = runs.Run(program, "town", people="2020")
    spoiled(verdict, program, "town", [(Chooser("town", (), run, runs.SEEDS[0]), run)])


def spoil_counts(verdict, name, several):
    wrong = []
    for chooser, run in several:
        twin = Chooser(name, ("choice.home_visits_share.mild=0.05",), run, chooser.seed)
        wrong.append((twin, run))
    print("-- the same with a twin spoiled on purpose: more visits wanted by the mildly disabled --")
    verdict.check(census_demand("spoiled", wrong) > 0, "the counts notice a spoiled twin")


def check_tianjin(verdict, program):
    for name in ("tianjin", "tianjin-norm"):
        chooser, run = exact(verdict, program, name, (NO_WAIT, INSURED_HOME), "2020,2021,2022", 500)
        check_basis(verdict, name, chooser, run)
        verdict.check(census_demand(name, [(chooser, run)]) == 0, f"{name}: demand as expected")
        run = runs.Run(program, name, people="2020,2021,2022")
        check_waits(verdict, name, Chooser(name, (), run, runs.SEEDS[0]), run)
    spoiled(verdict, program, name, [(chooser, run)])
    spoil_counts(verdict, name, [(chooser, run)])


def main():
    runs.only_if_full(sys.argv[2])
    verdict = runs.Verdict()
    {"town": check_town, "tianjin": check_tianjin}[sys.argv[2]](verdict, sys.argv[1])
    verdict.exit()


if __name__ == "__main__":
    main()
