"""Need, what families give, prices, and the choice among seven ways of care: derived anew from docs/SOURCES.md (#need,
#family-care, #prices, #choice) and the heads of models/people/{need,prices,choice_logit}.h.
"""
import numpy

import pack
import people

RELIEFS = ("everyone", "near_poor", "low_income", "destitute")
KINDS = ("household", "personal", "nursing")
N_COMPANIES = 5
ALONE, WITH_PARTNER, WITH_CHILDREN, WITH_BOTH, WITH_OTHERS = range(N_COMPANIES)
DAYS_PER_MONTH, WEEKS_PER_MONTH = 365 / 12, 52 / 12  # as the program takes them; a month of 365 / 84 weeks would move prices 0.3 %
HOME, BEDS = slice(people.VISITS, people.DAY_CARE + 1), slice(people.ORDINARY_BED, people.DEMENTIA_BED + 1)


def is_true(value):
    return value == "true"


def by_level(table):
    return numpy.array([table[name] for name in pack.LEVELS])


def at(series, year):
    return pack.series(series, [year])[0]


def tenths(hours):
    """Whole tenths, ties to even; the last bits of a double make no tie."""
    return numpy.rint(numpy.round(10 * hours, 8)).astype(numpy.int64)


class Family:
    """Hours a week in whole tenths: needed, what the family can give, what is missing."""

    def __init__(self, scenario, year):
        need, self.family = scenario["need"], scenario["family_care"]
        self.kinds = numpy.zeros((5, 4, 4), numpy.int64)  # [level][stage][kind]
        for k, kind in enumerate(KINDS):
            self.kinds[:, :, k] = tenths(by_level(need[kind + "_hours_per_week"]))[:, None]
        self.kinds[:, 1:, 3] = tenths(numpy.array([need["supervision_hours_per_week"][name] for name in pack.STAGES]))
        self.all = self.kinds.sum(-1)
        self.trained = 1 + at(self.family["trained_share"], year) * self.family["trained_gain"]
        self.respite = at(self.family["respite_days_per_year"], year) / 365

    def needed(self, rows):
        return self.all[rows.level, rows.dementia]

    def given(self, rows, helps):
        """By the children of each person and by the partner where `helps`."""
        family = self.family
        older = numpy.maximum(0, rows.of_partner(rows.age_years) - 70)
        strength = numpy.maximum(0, 1 - family["partner_fall_per_year"] * older)
        ability = by_level(family["partner_ability"])[rows.of_partner(rows.level)]
        partner = tenths(family["partner_hours_per_week"] * strength * ability * self.trained)
        near = numpy.maximum(rows.children_near, rows.with_children)
        hours = family["near_child_hours_per_week"] * near
        hours = hours + rows.with_children * (family["resident_child_hours_per_week"] -
                                              family["near_child_hours_per_week"])
        return numpy.where(helps, partner, 0) + tenths(hours * self.trained)

    def missing(self, rows, helps):
        needed, given = self.needed(rows), self.given(rows, helps)
        respite = numpy.where(given > 0, tenths(needed / 10 * self.respite), 0)
        return numpy.maximum(0, needed - given - respite)

    def gap_class(self, rows, helps):
        gap, needed = self.missing(rows, helps), self.needed(rows)
        return (gap > 0).astype(int) + ((gap > 0) & (gap >= self.family["gap_large_share"] * needed))


class Prices:
    """Out of pocket, thousand yuan a month [level][relief][insured][mode], and what of a service can be seen [mode]."""

    def __init__(self, scenario, year):
        prices = scenario["prices"]
        ltci = prices["ltci"]
        hours = by_level(prices["visit_hours_per_week"]) * WEEKS_PER_MONTH * prices["visit_yuan_per_hour"]
        self.thousand = numpy.zeros((5, 4, 2, people.N_MODES))
        covered = at(ltci["take_up"], year) * numpy.array([at(ltci["others_share"], year), 1])
        eligible = numpy.arange(5) >= pack.LEVELS.index(ltci["from_level"])
        covered = eligible[:, None, None] * covered  # [level][relief][insured]
        fee = self._fees(prices, year, hours)
        relief = numpy.arange(4) >= RELIEFS.index(prices["allowance_from_relief"])
        by_name = prices["allowance_yuan_per_month"]
        amount = [0.0] + [at(by_name[name], year) for name in ("mild", "moderate", "severe_or_total", "severe_or_total")]
        allowance = numpy.array(amount)[:, None, None] * relief[:, None]
        for mode in (people.VISITS, people.HOME_BED):
            full = fee[mode][:, None, None]
            paid = numpy.minimum(full, ltci["home_cap_yuan_per_month"]) * at(ltci["home_share"], year)
            self.thousand[..., mode] = (covered * numpy.maximum(0, full - paid - allowance) +
                                        (1 - covered) * numpy.maximum(0, full - allowance))
        self.thousand[..., people.DAY_CARE] = fee[people.DAY_CARE][:, None, None]
        for mode in range(people.ORDINARY_BED, people.N_MODES):
            full = fee[mode][:, None, None]
            paid = numpy.minimum(full, ltci["bed_cap_yuan_per_day"] * DAYS_PER_MONTH) * at(ltci["bed_share"], year)
            self.thousand[..., mode] = full - covered * paid
            if is_true(prices["destitute_pay_nothing"]):
                self.thousand[:, 3, :, mode] = 0
        self.thousand[..., people.FAMILY_ONLY] = -covered * at(ltci["family_yuan_per_month"], year)
        self.thousand /= 1000
        self.visible = numpy.ones(people.N_MODES)
        self.visible[HOME] = [at(prices["visible"][name], year) for name in ("home_visits", "home_beds", "day_care")]

    @staticmethod
    def _fees(prices, year, visits):
        """[mode][level] yuan a month."""
        factor = {way: at(prices[way + "_fee_factor"], year) for way in ("bed", "visit", "home_bed", "day_care")}
        bed = by_level(prices["bed_fee_yuan_per_month"])
        dementia = bed + prices["dementia_bed_extra_yuan_per_month"]
        return {people.VISITS: visits * factor["visit"],
                people.HOME_BED: (visits + prices["home_bed_extra_yuan_per_month"]) * factor["home_bed"],
                people.DAY_CARE: numpy.full(5, prices["day_care_yuan_per_month"] * factor["day_care"]),
                people.ORDINARY_BED: bed * factor["bed"], people.NURSING_BED: bed * factor["bed"],
                people.DEMENTIA_BED: dementia * factor["bed"]}


def company(rows):
    """Whom a person has: a linked partner, children in the household, both, an old relative or a collective, nobody."""
    others = (rows.household == people.WITH_ELDERS) | (rows.household == people.COLLECTIVE)
    out = numpy.where(rows.with_children, WITH_CHILDREN, numpy.where(others, WITH_OTHERS, ALONE))
    return numpy.where(rows.linked, numpy.where(rows.with_children, WITH_BOTH, WITH_PARTNER), out)


class Choosers:
    """The covariates of people of 60 and over, as columns; one row a person.

    lay_in_bed: [rows of `rows`] who was in a bed before this year's queue. Such a partner helps with nothing.
    """

    def __init__(self, scenario, rows, year, lay_in_bed):
        helps = rows.linked & ~rows.of_partner(lay_in_bed, False)
        old = numpy.flatnonzero(rows.age_years >= 60)
        self.rows, self.level = old, rows.level[old]
        self.late = (rows.dementia >= 2)[old]
        self.relief, self.insured = rows.relief[old], rows.employee_insured[old]
        self.company, self.d = company(rows)[old], rows.d[old]
        self.key = rows.key[old]
        self.gap = Family(scenario, year).gap_class(rows, helps)[old]
        self.log_odds = {}
        for name in ("bed", "home"):
            odds = scenario["choice"][name + "_odds"]
            whom = numpy.log([1] + [odds["with_" + each] for each in ("partner", "children", "both", "others")])
            self.log_odds[name] = (whom[self.company] +
                                   numpy.log(odds["over_80"]) * (rows.age_years[old] >= 80) +
                                   numpy.log(odds["late_dementia"]) * self.late +
                                   numpy.log(odds["urban"]) * (rows.rural[old] == 0) +
                                   numpy.log([1, odds["income_middle"], odds["income_top"]])[rows.income[old]] +
                                   numpy.log([1, odds["gap_some"], odds["gap_large"]])[self.gap])
        self.offered = numpy.ones((len(old), people.N_MODES), bool)
        nursing = self.level >= pack.LEVELS.index(scenario["choice"]["nursing_from_level"])
        self.offered[:, people.ORDINARY_BED], self.offered[:, people.NURSING_BED] = ~nursing, nursing
        self.offered[:, people.DEMENTIA_BED] = self.late

    def __len__(self):
        return len(self.rows)

    def utility(self, scenario, prices, wait=None, destitute=0.0):
        """[person][mode] log odds but for the constants; -inf where not offered. wait: [district][bed class] months;
        destitute: of a bed, what the destitute have more."""
        choice = scenario["choice"]
        out = choice["price_log_odds_per_thousand_yuan"] * prices.thousand[self.level, self.relief, self.insured]
        out[:, HOME] += self.log_odds["home"][:, None]
        out[:, BEDS] += self.log_odds["bed"][:, None]
        out[:, BEDS] += numpy.where(self.relief == RELIEFS.index("destitute"), destitute, 0)[:, None]
        with numpy.errstate(divide="ignore"):
            out += numpy.log(prices.visible)
        if wait is not None:
            slope = choice["wait_log_odds_per_month"]
            out[:, people.ORDINARY_BED] += slope * wait[self.d, 0]
            out[:, people.NURSING_BED] += slope * wait[self.d, 1]
            out[:, people.DEMENTIA_BED] += slope * wait[self.d, 1]
        return numpy.where(self.offered, out, -numpy.inf)


def wanted(scenario, choosers, norm):
    """Targets by level [level][visits, home bed, day care, beds], persons."""
    choice = scenario["choice"]
    n = numpy.bincount(choosers.level, minlength=5).astype(float)
    present = n * by_level(choice["present_share"])
    beds = present * (1 - norm + norm * choice["norm_share"] * n.sum() / present.sum())
    return numpy.stack([n * by_level(choice[name]) for name in ("home_visits_share", "home_bed_share",
                                                                "day_care_share")] + [beds], axis=1)


def shares(utility, constant):
    """Choice probabilities [person][mode]."""
    with numpy.errstate(invalid="ignore"):
        weight = numpy.exp(utility + constant)
    weight = numpy.where(numpy.isneginf(utility) | numpy.isneginf(constant), 0, weight)
    return weight / weight.sum(-1, keepdims=True)


def solve(scenario, choosers, utility, norm):
    """Constants [level][mode] by Newton's method on the log odds, one level after the other."""
    target = wanted(scenario, choosers, norm)
    out = numpy.full((5, people.N_MODES), -numpy.inf)
    for level in range(5):
        mine = choosers.level == level
        if mine.any():
            out[level] = _newton(utility[mine], target[level], choosers.late[mine],
                                 scenario["choice"]["dementia_bed_share"])
    return out


def destitute_log_odds(scenario, choosers, utility, year):
    """What the destitute have more, so that of those of level severe or total the share wants a bed; the constants follow."""
    share, mine = at(scenario["choice"]["destitute_share"], year), choosers.relief == RELIEFS.index("destitute")
    unable, low, high = mine & (choosers.level >= 3), -7.0, 7.0
    if share == 0 or not unable.any():
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        moved = utility.copy()
        moved[:, BEDS] += numpy.where(mine, middle, 0)[:, None]
        wanting = shares(moved[unable], solve(scenario, choosers, moved, 0.0)[choosers.level[unable]])
        low, high = (middle, high) if wanting[:, BEDS].sum(-1).mean() < share else (low, middle)
    return (low + high) / 2


def _newton(utility, target, late, dementia_share):
    """Unknowns: the constants of three services, of the bed of the level, and of the dementia bed. Equations: four
    targets, and that of the beds late dementia wants the given share is dementia beds."""
    bed = people.ORDINARY_BED if (utility[:, people.ORDINARY_BED] > -numpy.inf).any() else people.NURSING_BED
    free = [mode for mode, n in zip((1, 2, 3, bed), target) if n > 0]
    goal = target[target > 0]
    has_dementia = late.any() and target[3] > 0 and dementia_share > 0
    if has_dementia:
        free.append(people.DEMENTIA_BED)
    constant = numpy.full(people.N_MODES, -numpy.inf)
    constant[0] = 0
    for mode, n in zip(free, numpy.append(goal, 1.0)):
        constant[mode] = numpy.log(n / len(utility))
    for _ in range(60):
        p = shares(utility, constant)

        def equations(p):
            beds = p[:, BEDS].sum(-1)
            each = [beds if mode == bed else p[:, mode] for mode in free if mode != people.DEMENTIA_BED]
            value = [column.sum() for column in each]
            if has_dementia:
                value.append((p[late, people.DEMENTIA_BED] - dementia_share * beds[late]).sum())
            return numpy.array(value)

        error = equations(p) - numpy.append(goal, [0.0] * has_dementia)
        if abs(error).max() < 1e-11 * len(utility):
            return constant
        slope = numpy.empty((len(free), len(free)))
        for j, mode in enumerate(free):  # dp/dconstant[mode] = p (indicator - p[mode])
            step = -p * p[:, mode:mode + 1]
            step[:, mode] += p[:, mode]
            slope[:, j] = equations(step)
        constant[free] -= numpy.clip(numpy.linalg.solve(slope, error), -2, 2)
    raise ValueError("the constants cannot be solved")
