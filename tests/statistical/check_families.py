#!/usr/bin/env python3
"""What the file says of families and need, counted again from the people file: need and care hours, situations, living
arrangements, children near by, groups and their union, households with one and two of 65 and over. Everything must be
equal, in hours to the tenth.

    check_families.py PROGRAM town|tianjin
"""
import sys

import numpy

import care
import pack
import people
import runs

SUPPORT = ("family_care.trained_share={2020: 0, 2030: 0.3}", "family_care.respite_days_per_year={2020: 0, 2030: 20}")
# seats of the groups in the cube: column of the people file and the code that counts
GROUPS = (("local_hukou", 1), ("rural", 1), ("income", 0), ("income", 1), ("income", 2), ("relief", 1), ("relief", 2),
          ("relief", 3), ("bereaved", 1), ("certificate", 1), ("certificate", 2), ("employee_insured", 1), ("veteran", 1))


class Counted:
    """The counts of one year, by name of the cube and without the axes before the district."""

    def __init__(self, scenario, rows, year, n_districts):
        self.scenario, self.rows, self.n = scenario, rows, n_districts
        self.family = care.Family(scenario, year)
        self.old = rows.age_years >= 60
        self.at_home = self.old & ~rows.in_bed
        mate = numpy.where(rows.linked, rows.partner, 0)
        self.mate_at_home = rows.linked & ~rows.in_bed[mate]
        same = (rows.household[mate] == rows.household) | (rows.age_years[mate] < 60)
        self.at_hand = self.mate_at_home & same
        self.mate = mate
        self.needed = self.family.needed(rows)
        self.given = numpy.where(self.needed > 0, self.family.given(rows, self.mate_at_home), 0)
        self.gap = self.family.missing(rows, self.mate_at_home)
        self.by_oneself = self.at_home & (rows.household == people.BY_ONESELF)
        self.alone = self.by_oneself & ~self.at_hand
        self.no_child = (rows.children_near == 0) & ~rows.with_children
        self.kinless = self.at_home & ~rows.linked & self.no_child
        self.left_behind = self.at_home & (rows.rural == 1) & (rows.marital != 0) & self.no_child

    def table(self, who, axes, weight=None):
        """Persons, or the sum of a weight, by district and further (column, length) axes."""
        shape = (self.n,) + tuple(length for _, length in axes)
        at = numpy.ravel_multi_index((self.rows.d[who],) + tuple(column[who] for column, _ in axes), shape)
        weight = None if weight is None else weight[who]
        return numpy.bincount(at, weight, int(numpy.prod(shape))).reshape(shape)

    def number(self, *whom):
        return numpy.stack([self.table(who, ()) for who in whom], axis=-1)

    def once(self):
        """Of each couple one."""
        return self.rows.key < self.rows.key[self.mate]

    def cubes(self):
        rows, old = self.rows, self.old
        age_group = (numpy.minimum((rows.age_years - 60) // 5, 8), 9)
        kinds = self.family.kinds[rows.level, rows.dementia]
        yield "need", self.table(old, ((rows.level, 5), (rows.dementia, 4)))
        yield "need_hours", numpy.stack([self.table(old, (), kinds[:, k]) for k in range(4)], -1) / 10
        yield "care_hours", numpy.stack([self.table(self.at_home, ((rows.level, 5),), hours)
                                         for hours in (self.needed, self.given, self.gap)], -1) / 10
        yield "children_near", self.table(old, (age_group, (rows.children_near, 4)))
        arrangement = numpy.select([rows.in_bed, *(rows.household == code for code in range(1, 5)), self.at_hand],
                                   [6, 2, 3, 4, 5, 1], 0)
        yield "living", self.table(old, ((rows.sex, 2), age_group, (arrangement, 7)))
        yield "family_situation", self.situations()
        yield "groups", self.groups()
        yield "households", self.households()

    def situations(self):
        rows = self.rows
        both = self.at_home & self.mate_at_home & (rows.level > 0) & (rows.level[self.mate] > 0) & self.once()
        without = self.at_home & (rows.level > 0) & (self.given == 0)
        return self.number(self.by_oneself, self.alone, self.left_behind, self.kinless, both, without)

    def special(self):
        """Persons at home in the union of their district, or else of the city."""
        out = self.in_union(self.scenario["groups"]["special"])
        for d, union in pack.definitions(self.scenario, "special").items():
            mine = self.rows.d == d
            out[mine] = self.in_union(union)[mine]
        return out

    def in_union(self, union):
        """Relief, special families and veterans count by themselves; with only_poor the other situations count only of people
        on some relief. Who has a partner in a home lives alone by the cube of situations, but not by the union (groups.h)."""
        rows = self.rows
        listed = {"destitute": rows.relief == 3, "low_income": rows.relief == 2, "near_poor": rows.relief == 1,
                  "bereaved": rows.bereaved == 1, "veteran": rows.veteran == 1}
        situations = {"empty_nest": self.by_oneself, "alone": self.by_oneself & ~rows.linked,
                      "left_behind": self.left_behind, "kinless": self.kinless, "certificate_severe": rows.certificate == 2,
                      "certificate_other": rows.certificate == 1, "late_dementia": rows.dementia >= 2}

        def any_of(members):
            chosen = [who for name, who in members.items() if care.is_true(union.get(name, "false"))]
            return numpy.any(chosen, axis=0) if chosen else numpy.zeros(rows.n, bool)

        out, least = any_of(situations), union["disabled_from_level"]
        if least != "none_counts":
            out = out | (rows.level >= pack.LEVELS.index(least))
        if union["oldest_from_age"] < 150:
            out = out | (rows.age_years >= union["oldest_from_age"])
        if care.is_true(union["only_poor"]):
            out = out & (rows.relief > 0)
        return (out | any_of(listed)) & self.at_home

    def groups(self):
        whom = [self.old & (self.rows[name] == code) for name, code in GROUPS]
        return self.number(*whom, self.special(), self.old)

    def households(self):
        """With one and with two members of 65 and over; those of younger people follow from the census and are left out.
        Singles who live with an old relative live with each other, those left over by couples with a parent."""
        rows, senior = self.rows, self.rows.age_years >= 65
        in_family = senior & ~rows.in_bed & (rows.household != people.COLLECTIVE)
        paired = in_family & self.at_hand & senior[self.mate]
        elders = rows.household == people.WITH_ELDERS
        couple, single = paired & self.once(), in_family & ~paired
        n = self.number(single & ~elders, couple & ~elders, single & elders, couple & elders)
        return numpy.stack([n[:, 0], n[:, 1] + numpy.maximum(0, n[:, 2] - n[:, 3]) // 2], -1)


def compare(name, scenario, run):
    """{cube: cells that differ} over the years of the people file."""
    off = {}
    for year, rows in run.people.items():
        for cube, mine in Counted(scenario, rows, year, run.district.size).cubes():
            theirs = run[cube][0, year - pack.FIRST_YEAR]
            theirs = theirs[:, 2:] if cube == "households" else theirs
            # hours of all Tianjin are below 2^53 tenths, so sums of doubles are exact to far less than a tenth
            off[cube] = off.get(cube, 0) + int((abs(mine - theirs) > 1e-6 * (1 + abs(mine) * 1e-6)).sum())
    return off


def check_equal(verdict, title, scenario, run):
    off = compare(title, scenario, run)
    for cube, n in off.items():
        verdict.check(n == 0, f"{title}: {cube} of {len(run.people)} years counted again: {n} cells differ")


def check_census(verdict, name, scenario, run):
    """Households of 2020 against the census' table, by district: within 1 %, or, where people are few, within chance of how
    many of 65 and over happen to live in homes."""
    table = {int(row["area"]): row for row in pack.rows(scenario["population"]["households"])}
    names = ("one_person", "one_generation", "with_one_65plus", "with_two_65plus")
    census = numpy.array([[float(table[code][key]) for key in names] for code in run.district])
    off = run["households"][0, 0] / census - 1
    rows = run.people[pack.FIRST_YEAR]
    in_homes = numpy.bincount(rows.d[rows.in_bed & (rows.age_years >= 65)], minlength=run.district.size)
    allowed = numpy.maximum(0.01 * census, 4 * numpy.sqrt(in_homes)[:, None])
    verdict.check((abs(off) * census <= allowed).all(),
                  f"{name}: households of 2020 within 1 % of the census by district, or within chance: " +
                  ", ".join(f"{key} {100 * off[abs(off[:, k]).argmax(), k]:+.2f} %" for k, key in enumerate(names)))


def spoiled(verdict, title, scenario, run):
    """A twin that misses one rule differs in the cube that rests on it."""
    for cube, key, value in (("care_hours", ("family_care", "near_child_hours_per_week"), 4.5),
                             ("need_hours", ("need", "nursing_hours_per_week", "total"), 4.1),
                             ("groups", ("groups", "special", "disabled_from_level"), "total")):
        wrong = pack.read_scenario(runs.path_of(title), (f"{'.'.join(key)}={value}",))
        verdict.check(compare(title, wrong, run)[cube] > 0, f"a twin with {'.'.join(key)} = {value} is noticed in {cube}")
    rows = next(iter(run.people.values()))
    rows.in_bed[numpy.flatnonzero(rows.in_bed)[0]] = False
    off = compare(title, scenario, run)
    verdict.check(off["living"] > 0 and off["care_hours"] + off["family_situation"] + off["households"] > 0,
                  "one person taken out of a bed is noticed")


def main():
    runs.only_if_full(sys.argv[2])
    verdict, program, name = runs.Verdict(), sys.argv[1], sys.argv[2]
    years = "all" if name == "town" else "2020,2021,2035"
    own = (("town-own", ()),) if name == "town" else ()
    for each, overrides in ((name, ()), (name, SUPPORT)) + own:
        scenario = pack.read_scenario(runs.path_of(each), overrides)
        run = runs.Run(program, each, overrides=overrides, people=years)
        check_equal(verdict, each + " with family support" * bool(overrides), scenario, run)
        if not overrides:
            check_census(verdict, each, scenario, run)
    scenario = pack.read_scenario(runs.path_of(name))
    spoiled(verdict, name, scenario, runs.Run(program, name, people="2020"))
    verdict.exit()


if __name__ == "__main__":
    main()
