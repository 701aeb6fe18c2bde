"""What families are expected to be: children near by, who lives alone or with children, groups. Derived anew from
docs/SOURCES.md (#living, #children, #groups) and the heads of models/people/{living_rates,children,groups}.h.
"""
import math

import numpy

import pack
import rates

SINGLE, COUPLE = 0, 1
AGES = numpy.arange(60, 101)


def near_probs(scenario, birth_year, age):
    """P(0, 1, 2, 3 and more children near by) of one ever married: 1 + Poisson born, but for the childless; each near by
    independently."""
    children, table = scenario["children"], pack.rows(scenario["children"]["cohorts"])
    first, last = int(table[0]["year_first"]), int(table[-1]["year_last"])
    year = min(max(birth_year, first), last)
    row = next(row for row in table if int(row["year_first"]) <= year <= int(row["year_last"]))
    none = float(row["childless_share"])
    further = float(row["mean_children"]) / (1 - none) - 1
    near = children["near_share"] * math.exp(-children["near_loss_per_year"] * (age - 60))
    out = numpy.zeros(4)
    out[0] = none
    for born in range(1, 40):
        weight = (1 - none) * math.exp(-further) * further**(born - 1) / math.factorial(born - 1)
        for k in range(born + 1):
            out[min(k, 3)] += weight * math.comb(born, k) * near**k * (1 - near)**(born - k)
    return out / out.sum()


def married_share(scenario):
    """Of the nation, [sex][age]."""
    out = numpy.zeros((2, pack.N_AGES))
    for row in pack.rows(scenario["partnership"]["marital_ages"]):
        out[pack.SEXES.index(row["sex"]), int(row["age_first"]):int(row["age_last"]) + 1] = float(row["married"])
    return out


def alone(scenario):
    """P(alone | no partner) [age - 60], at exact age + 1/2: the nation's shape, scaled to its share of 60 and over."""
    living = scenario["living"]
    ends = living["alone_without_partner"]
    shape = numpy.interp(numpy.arange(60, 141) + 0.5, (70, 85), (ends["to_70"], ends["from_85"]))
    married, n, all_of = married_share(scenario), 0.0, 0.0
    for row in pack.rows(scenario["disability"]["reference_population"]):
        sex = pack.SEXES.index(row["sex"])
        for age in range(int(row["age_first"]), int(row["age_first"]) + 5):
            persons = float(row["persons"]) / 5
            n += persons * (1 - married[sex, min(age, 100)]) * shape[age - 60]
            all_of += persons
    return living["alone_share_of_60plus"] / (n / all_of) * shape[:len(AGES)]


class Groups:
    """P(group) by area and age [area][age - 60], each met over the residents of the census without regard to partners."""

    def __init__(self, scenario, census, level_share):
        """census [area][sex][age]; level_share [sex][age - 60][level]"""
        self.groups, codes = scenario["groups"], pack.districts(scenario)
        self.slope = self.groups["log_odds_per_year"]
        table = {int(row["area"]): row for row in pack.rows(self.groups["shares"])}
        self.persons = census[:, :, 60:].sum(1)
        self.share = {name: numpy.array([float(table[code][name]) for code in codes]) for name in self.slope}
        for name in ("local_hukou", "rural", "bereaved", "veteran"):
            setattr(self, name, self._by_age(name))
        self._income()
        self._relief()
        self._insured()
        self._certificates(census[:, :, 60:], level_share)

    def _met(self, name, weight, shift, share):
        """Log odds at 60 [area] at which the mean over weight [area][...] meets the share; weight's sum is one."""
        def excess(z):
            odds = z.reshape((-1,) + (1,) * (weight.ndim - 1)) + shift
            return (weight * rates.logistic(odds)).reshape(len(z), -1).sum(-1) - share
        return rates.root(excess, numpy.full(len(share), -60.0), numpy.full(len(share), 60.0))

    def _ages(self, name):
        return self.slope[name] * (AGES - 60)

    def _by_age(self, name):
        weight = self.persons / self.persons.sum(-1, keepdims=True)
        base = self._met(name, weight, self._ages(name), self.share[name])
        return rates.logistic(base[:, None] + self._ages(name))

    def _income(self):
        """[village][third] of the city: thirds of its 60 and over."""
        of_village = numpy.array([self.groups["rural_bottom_share"], 0, self.groups["rural_top_share"]])
        of_village[1] = 1 - of_village.sum()
        rural = (self.persons.sum(-1) * self.share["rural"]).sum() / self.persons.sum()
        self.income = numpy.stack([(1 / 3 - rural * of_village) / (1 - rural), of_village])

    def _relief(self):
        """[area][age][near poor, low income, destitute] of everybody."""
        self.relief = numpy.stack([self._by_age(name) for name in ("near_poor", "low_income", "destitute")], -1)

    def _insured(self):
        """[area][age][village]: slope of all of an age, odds ratio of village to town within it."""
        shift = numpy.array([0, math.log(self.groups["rural_insured_odds"])])
        weight = numpy.stack([1 - self.rural, self.rural], -1)
        mean = self._by_age("employee_insured")
        town = rates.root(lambda z: (weight * rates.logistic(z[..., None] + shift)).sum(-1) - mean,
                          numpy.full(mean.shape, -60.0), numpy.full(mean.shape, 60.0))
        self.employee_insured = rates.logistic(town[..., None] + shift)

    def _certificates(self, persons, level_share):
        """Severe [area][age][level], other [area][age] of those without the severe one."""
        odds = numpy.array([self.groups["certificate_level_odds"][name] for name in pack.LEVELS])
        shift = self._ages("certificate_severe")[:, None] + numpy.log(odds)
        n = numpy.einsum("dsa,sal->dal", persons, level_share)
        weight = n / n.sum((1, 2), keepdims=True)
        base = self._met("certificate_severe", weight, shift, self.share["certificate_severe"])
        self.severe = rates.logistic(base[:, None, None] + shift)
        without = (weight * (1 - self.severe)).sum(-1)
        base = self._met("certificate_other", without, self._ages("certificate_other"), self.share["certificate_other"])
        self.other = rates.logistic(base[:, None] + self._ages("certificate_other"))


class Living:
    """P(with a child | a child near by, in a household of the own generation and its children) by status and area
    [status][area][age - 60], from the shares of the census who live outside such households, by status and area."""

    def __init__(self, scenario, single_childless, outside):
        """single_childless [age - 60]; outside [status][area]"""
        own = numpy.stack([alone(scenario), numpy.full(len(AGES), scenario["living"]["couple_only_share"])])
        none = numpy.stack([single_childless, childless(scenario)])
        inside = 1 - outside[:, :, None]
        self.with_children = numpy.maximum(0, (inside - own[:, None]) / (inside * (1 - none[:, None])))


def childless(scenario):
    """P(no child near by) of the ever married of the census, [age - 60]."""
    return numpy.array([near_probs(scenario, pack.FIRST_YEAR - age, age)[0] for age in AGES])
