#!/usr/bin/env python3
"""Families and groups of people of 60 and over, in the census and of those who come to 60 later: children near by by cohort,
who lives with a child, shares of groups by area with their slopes and ties, against their expectations (z).

    check_living.py PROGRAM town|tianjin
"""
import copy
import sys

import numpy

import family
import pack
import people
import rates
import runs
import scores

OLD = 65  # the census' households are told apart by members of this age


class Drawn:
    """People whose family and groups are drawn in a year: all of 60 and over in 2020, then those who come to 60. A couple
    is drawn by its `leaders`: the husband where both enter; who enters later joins the other."""

    def __init__(self, rows, year):
        is_census = year == pack.FIRST_YEAR
        old = rows.age_years >= 60 if is_census else rows.age_years == 60
        mates_age = rows.of_partner(rows.age_years)
        mate_enters = (mates_age >= 60) if is_census else (mates_age == 60)
        joins = rows.linked & (mates_age >= 60) & (~mate_enters | (rows.sex == pack.FEMALE))
        self.rows, self.all, self.leaders = rows, numpy.flatnonzero(old), numpy.flatnonzero(old & ~joins)
        self.joiners = numpy.flatnonzero(old & joins)


def age_index(rows, who):
    return numpy.minimum(rows.age_years[who], 100) - 60


class Sums:
    """Counts by cell with their expectations and covariances, added up over runs."""

    def __init__(self):
        self.families = {}

    def add(self, label, cells, n_cells, prob, observed):
        """People with given probabilities [n] or [n][outcome], and what happened to them."""
        if prob.ndim == 1:
            prob, observed = prob[:, None], observed[:, None]
        outcomes = range(prob.shape[1])
        mean = numpy.stack([numpy.bincount(cells, prob[:, k], n_cells) for k in outcomes], -1)
        seen = numpy.stack([numpy.bincount(cells, observed[:, k], n_cells) for k in outcomes], -1)
        covariance = -numpy.stack([numpy.stack([numpy.bincount(cells, prob[:, i] * prob[:, j], n_cells)
                                                for j in outcomes], -1) for i in outcomes], -2)
        for k in outcomes:
            covariance[:, k, k] += mean[:, k]
        before = self.families.get(label, (0, 0, 0))
        self.families[label] = tuple(old + new for old, new in zip(before, (seen, mean, covariance)))

    def judge(self, title):
        table = scores.Table(title)
        for label, (seen, mean, covariance) in self.families.items():
            variance = numpy.maximum(0, numpy.diagonal(covariance, axis1=-2, axis2=-1))
            table.add(label, seen, mean, variance, scores.block_correlation(covariance))
        return table.judge()


def outside_shares(rows, n_districts):
    """[single, couple][district] of the people of 65 and over in 2020 who are in a collective household or with an old
    relative; collective of singles: also of those whose partner is younger."""
    old, elders = rows.age_years >= OLD, rows.household == people.WITH_ELDERS
    collective = rows.household == people.COLLECTIVE
    pair = old & rows.linked & (rows.of_partner(rows.age_years) >= OLD)
    single = old & ~rows.linked

    def share(part, whole):
        return (numpy.bincount(rows.d[part & whole], minlength=n_districts) /
                numpy.maximum(1, numpy.bincount(rows.d[whole], minlength=n_districts)))

    return numpy.stack([share(collective, old & ~pair) + share(elders, single), share(collective | elders, pair)])


def single_childless(scenario, rows):
    """P(no child near by) of the people of 2020 without a linked partner, [age - 60] of the whole city."""
    single = (rows.age_years >= 60) & ~rows.linked
    at = age_index(rows, single)
    n = numpy.bincount(at, minlength=41)
    never = numpy.bincount(at[rows.marital[single] == 0], minlength=41)
    return (never + (n - never) * family.childless(scenario)) / numpy.maximum(n, 1)


class Twin:
    def __init__(self, scenario, rows):
        """rows: the people of the census"""
        census = pack.census(scenario)
        self.scenario, self.n = scenario, census.shape[0]
        ages = numpy.arange(60, 101) + 0.5
        levels = rates.Curves(scenario).levels(numpy.arange(2)[:, None], ages, pack.FIRST_YEAR)
        self.groups = family.Groups(scenario, census, levels)
        self.living = family.Living(scenario, single_childless(scenario, rows), outside_shares(rows, self.n))
        self.near = {}

    def near_probs(self, year, rows, who):
        """[person][0, 1, 2, 3+]"""
        age = numpy.minimum(rows.age_years[who], 100)
        out = numpy.zeros((len(who), 4))
        for each in numpy.unique(age):
            key = (year - each, each)
            if key not in self.near:
                self.near[key] = family.near_probs(self.scenario, *map(int, key))
            out[age == each] = self.near[key]
        out[rows.marital[who] == 0] = (1, 0, 0, 0)
        return out


def add_families(table, twin, year, drawn):
    rows = drawn.rows
    who = drawn.leaders[rows.marital[drawn.leaders] != 0]
    outcome = rows.children_near[who][:, None] == numpy.arange(4)
    table.add(f"children near by, {year}", age_index(rows, who), 41, twin.near_probs(year, rows, who), outcome)
    inside = (rows.household[drawn.leaders] <= people.THREE_GENERATIONS) & (rows.children_near[drawn.leaders] > 0)
    who = drawn.leaders[inside]
    for status, name in enumerate(("single", "couple")):
        mine = who[rows.linked[who] == bool(status)]
        at = age_index(rows, mine)
        prob = numpy.minimum(1, twin.living.with_children[status][rows.d[mine], at])
        for label, cells, n in (("by area", rows.d[mine], twin.n), ("by age", at, 41)):
            table.add(f"with a child, {name}, {label}, {year}", cells, n, prob, rows.with_children[mine])


def add_groups(table, twin, year, drawn, level=None):
    """level: at the time of the draw; None where it may have changed since: then certificates are left out."""
    rows, groups = drawn.rows, twin.groups
    for name in ("local_hukou", "bereaved", "veteran", "employee_insured"):
        who = drawn.all
        prob = getattr(groups, name)[rows.d[who], age_index(rows, who)]
        if name == "employee_insured":
            prob = numpy.take_along_axis(prob, rows.rural[who][:, None], 1)[:, 0]
            table.add(f"{name} by village, {year}", rows.d[who] * 2 + rows.rural[who], 2 * twin.n, prob, rows[name][who])
        by_cells(table, f"{name}, {year}", twin, rows, who, prob, rows[name][who])
    who = drawn.leaders
    at = rows.d[who], age_index(rows, who)
    by_cells(table, f"rural, {year}", twin, rows, who, groups.rural[at], rows.rural[who])
    table.add(f"income by village, {year}", rows.d[who] * 2 + rows.rural[who], 2 * twin.n,
        groups.income[rows.rural[who]], rows.income[who][:, None] == numpy.arange(3))
    bottom = (1 - groups.share["rural"]) * groups.income[0, 0] + groups.share["rural"] * groups.income[1, 0]
    poor = who[rows.income[who] == 0]
    prob = groups.relief[rows.d[poor], age_index(rows, poor)] / bottom[rows.d[poor], None]
    by_cells(table, f"relief of the bottom third, {year}", twin, rows, poor, prob,
             rows.relief[poor][:, None] == numpy.arange(1, 4))
    if level is not None:
        who = drawn.all
        at = rows.d[who], age_index(rows, who)
        severe = groups.severe[at + (level[who],)]
        by_cells(table, f"severe certificate, {year}", twin, rows, who, severe, rows.certificate[who] == 2)
        table.add(f"severe certificate by level, {year}", level[who], 5, severe, rows.certificate[who] == 2)
        who = who[rows.certificate[who] != 2]
        by_cells(table, f"other certificate, {year}", twin, rows, who,
                 groups.other[rows.d[who], age_index(rows, who)], rows.certificate[who] == 1)


def by_cells(table, label, twin, rows, who, prob, observed):
    table.add(f"{label}, area", rows.d[who], twin.n, prob, observed)
    table.add(f"{label}, age", age_index(rows, who) // 5, 9, prob, observed)


def compare(title, several, years, scenario):
    """@return failures over the people of all runs"""
    sums = Sums()
    for run in several:
        twin = Twin(scenario, run.people[pack.FIRST_YEAR])
        for year in years:
            rows = run.people[year]
            drawn = Drawn(rows, year)
            add_families(sums, twin, year, drawn)
            add_groups(sums, twin, year, drawn, rows.level if year == pack.FIRST_YEAR else None)
    return sums.judge(title)


def check_couples(verdict, name, run):
    """Who joins has the partner's village, income, relief and children; the household too, but for couples apart."""
    rows = run.people[pack.FIRST_YEAR]
    who = Drawn(rows, pack.FIRST_YEAR).joiners
    mate = rows.partner[who]
    off = sum(int((rows[column][who] != rows[column][mate]).sum())
              for column in ("rural", "income", "relief", "children_near"))
    apart = rows.household[who] != rows.household[mate]
    strange = apart & ~((rows.household[who] == people.BY_ONESELF) & (rows.household[mate] == people.COLLECTIVE))
    verdict.check(off == 0 and not strange.any(),
                  f"{name}: {len(who)} couples share village, income, relief, children ({off} do not) and household "
                  f"({int(apart.sum())} live apart, {int(strange.sum())} in another way)")


def check_nation(verdict, scenario):
    """The scaled shape comes to the published share of China's 60 and over."""
    living, own = scenario["living"], family.alone(scenario)
    flat = living["alone_without_partner"]["to_70"] / living["alone_without_partner"]["from_85"]
    verdict.check(abs(own[0] / own[-1] - flat) < 1e-9 and 0.3 < own[-1] < own[0] < 0.95,
                  f"P(alone | no partner) {own[0]:.4f} at 60, {own[20]:.4f} at 80, {own[-1]:.4f} at 100")


def spoiled(verdict, title, several, scenario):
    for key, value in (("children.near_share", 0.73), ("living.couple_only_share", 0.60),
                       ("groups.rural_insured_odds", 0.2), ("groups.log_odds_per_year.bereaved", -0.04)):
        wrong = copy.deepcopy(scenario)
        *way, last = key.split(".")
        place = wrong
        for name in way:
            place = place[name]
        place[last] = value
        print(f"-- the same with a twin spoiled on purpose: {key} = {value} --")
        verdict.check(compare("spoiled", several[:20], [pack.FIRST_YEAR], wrong) > 0,
                      f"{title}: a twin with {key} = {value} is noticed")


def main():
    runs.only_if_full(sys.argv[2])
    verdict, program, name = runs.Verdict(), sys.argv[1], sys.argv[2]
    scenario = pack.read_scenario(runs.path_of(name))
    seeds = runs.SEEDS if name == "tianjin" else range(1, 201 if runs.IS_FULL else 21)
    years = (2020, 2021, 2025, 2035)
    several = [runs.Run(program, name, seed=seed, people=",".join(map(str, years))) for seed in seeds]
    check_nation(verdict, scenario)
    check_couples(verdict, name, several[0])
    failures = compare(f"{name}, {len(several)} seeds", several, years, scenario)
    verdict.check(failures == 0, f"{name}: families and groups as expected ({failures} families of cells are not)")
    spoiled(verdict, name, several, scenario)
    verdict.exit()


if __name__ == "__main__":
    main()
