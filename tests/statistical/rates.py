"""The yearly probabilities, derived anew from the written method: docs/SOURCES.md and the heads of models/people/*.h.

numpy only; nothing is shared with the C code. Ages reached run 60..101 (101: all who were 100 and over at the start).
"""
import numpy

import pack

N_LEVELS, N_STAGES = 5, 4
REACHED = numpy.arange(60, 102)  # ages reached of people of 60 and over
STARTED = numpy.arange(60, 101)


def survivorship(mx):
    """l(x), L(x) for x = 0..100 of one column of death rates; L(100) is of the single year 100."""
    alive, lived = numpy.ones(pack.N_AGES), numpy.zeros(pack.N_AGES)
    for age in range(100):
        in_year = 0.1 if age == 0 else 0.5
        died = alive[age] * mx[age] / (1 + (1 - in_year) * mx[age])
        alive[age + 1] = alive[age] - died
        lived[age] = alive[age + 1] + in_year * died
    lived[100] = alive[100] * (1 - numpy.exp(-mx[100])) / mx[100]
    return alive, lived


def expectancy(mx, age):
    alive, lived = survivorship(mx)
    return (lived[age:100].sum() + alive[100] / mx[100]) / alive[age]


def death_probs(mx):
    """Within a model year, by the age reached 0..101, for [..., age] of death rates."""
    out = numpy.zeros(mx.shape[:-1] + (pack.N_AGES + 1,))
    for at in numpy.ndindex(mx.shape[:-1]):
        _, lived = survivorship(mx[at])
        out[at][0] = 1 - lived[0]
        out[at][1:101] = 1 - lived[1:] / lived[:-1]
        out[at][101] = 1 - numpy.exp(-mx[at][100])
    return out


def logistic(z):
    return 1 / (1 + numpy.exp(-z))


def root(function, low, high):
    """Zero of an increasing function, elementwise, by halving."""
    low, high = numpy.array(low, float), numpy.array(high, float)
    for _ in range(100):
        middle = (low + high) / 2
        above = function(middle) > 0
        high = numpy.where(above, middle, high)
        low = numpy.where(above, low, middle)
    return (low + high) / 2


def exponential(q):
    """exp of a batch of small matrices: Taylor on q / 2^10, squared back."""
    small = q / 1024
    term = numpy.broadcast_to(numpy.eye(q.shape[-1]), q.shape).copy()
    total = term.copy()
    for k in range(1, 18):
        term = term @ small / k
        total += term
    for _ in range(10):
        total = total @ total
    return total


class Curves:
    """Prevalence of disability and dementia by sex and exact age: heights solved on the national 60+ of 2020."""

    def __init__(self, scenario):
        self.disability, self.dementia = scenario["disability"], scenario["dementia"]
        names = ("mild", "moderate", "severe", "total")
        self.slope = numpy.array([self.disability["slope_per_year"][name] for name in names])
        self.odds = numpy.array([self.dementia["odds_by_level"][name] for name in pack.LEVELS])
        self.stage_share = numpy.array([self.dementia["stage_share"][name] for name in pack.STAGES])
        sex, age, persons = self._national()
        share = [self.disability["share_of_60plus"][name]
                 for name in ("mild_or_worse", "moderate_or_worse", "severe_or_worse", "total")]
        self.height = numpy.zeros(4)
        for k in range(4):
            self.height[k] = root(
                lambda z, k=k: (persons * logistic(z + self._logit(sex, age)[k])).sum() / persons.sum() - share[k],
                -9, 2)
        self.dementia_height = root(
            lambda z: (persons * self._dementia_at(z, sex, age)).sum() / persons.sum() -
            self.dementia["share_of_60plus"],
            -9, 2)

    def _national(self):
        """A five-year group is five equal single years; nobody is taken as older than 103."""
        sex, age, persons = [], [], []
        for row in pack.rows(self.disability["reference_population"]):
            for i in range(5):
                sex.append(pack.SEXES.index(row["sex"]))
                age.append(min(int(row["age_first"]) + i + 0.5, 103))
                persons.append(float(row["persons"]) / 5)
        return numpy.array(sex), numpy.array(age), numpy.array(persons)

    def _logit(self, sex, age):
        """[k][...] of level k + 1 or worse, without its height; beyond 90 a year counts half."""
        years = numpy.where(age <= 90, age - 75.0, 15 + (age - 90) / 2.0)
        women = self.disability["female_log_odds_at_75"] + self.disability["female_log_odds_per_year"] * years
        return numpy.array([slope * years + numpy.where(sex == pack.FEMALE, women, 0) for slope in self.slope])

    def _dementia_at(self, height, sex, age):
        women = numpy.where(sex == pack.FEMALE, self.dementia["female_log_odds"], 0)
        return logistic(height + self.dementia["slope_per_year"] * (age - 75.0) + women)

    def dementia_share(self, sex, age):
        return self._dementia_at(self.dementia_height, sex, age)

    def or_worse(self, sex, age, year):
        shift = numpy.log(self.disability["city_odds"])
        shift += self.disability["trend_log_odds_per_year"] * (year - pack.FIRST_YEAR)
        logit = self._logit(sex, age)
        return logistic(logit + (self.height + shift).reshape((4,) + (1,) * (logit.ndim - 1)))

    def levels(self, sex, age, year):
        """[..., level]"""
        worse = numpy.minimum.accumulate(self.or_worse(sex, age, year), axis=0)
        edges = numpy.concatenate([numpy.ones_like(worse[:1]), worse, numpy.zeros_like(worse[:1])])
        return numpy.moveaxis(edges[:-1] - edges[1:], 0, -1)

    def spread(self, weight, target):
        """Probabilities by level with the odds of the scenario whose sum over weight is target; [..., level]."""
        base = root(lambda z: (weight * logistic(z[..., None] + numpy.log(self.odds))).sum(-1) - target,
                    numpy.full(target.shape, -60.0), numpy.full(target.shape, 60.0))
        return numpy.where(target[..., None] > 0, logistic(base[..., None] + numpy.log(self.odds)), 0)

    def joint(self, sex, age, year):
        """Shares [..., level, stage] by prevalence."""
        level = self.levels(sex, age, year)
        ill = self.spread(level, self.dementia_share(sex, age))
        return level[..., None] * numpy.concatenate(
            [1 - ill[..., None], ill[..., None] * self.stage_share], axis=-1)


class Health:
    """Yearly probabilities of people of 60 and over: death by level and dementia, moves of level, onset, stages.

    die[y][sex][i][level][stage], move[y][sex][i][from][to] among survivors, onset[y][sex][i][level] with
    i = age reached - 60; entering[y][sex][level][stage] of those who reach 60. y = year - 2020.

    Death by state is normalised in the root of the scenario's bases, `root`: its disability and dementia, with the
    scenario's own life table. A scenario that changes disability keeps the risks of each state (docs/decisions/0004).
    """

    def __init__(self, scenario, mx, persons, root=None):
        self.scenario, self.mx, self.curves = scenario, mx, Curves(scenario)
        self.root = None
        if root is not None and any(root[name] != scenario[name] for name in ("disability", "dementia")):
            sections = {name: root[name] for name in ("disability", "dementia")}
            self.root = Health({**scenario, **sections}, mx, persons)
        self.own_onset = self.root is None or root["dementia"] != scenario["dementia"]
        self.death = death_probs(mx)
        self.years = mx.shape[0]
        self.sex = numpy.arange(2)[:, None]
        self.target = self._onset_target()
        self._project(persons)

    def _hazard(self, y, age):
        """Overall hazard at an exact age: the rate of [a, a+1) stands at a + 1/2, geometric between."""
        middle = numpy.clip(age - 0.5, 59, 100 - 1e-6)
        below = middle.astype(int)
        part = middle - below
        return numpy.exp((1 - part) * numpy.log(self.mx[y][:, below]) + part * numpy.log(self.mx[y][:, below + 1]))

    def _level_ratios(self, age):
        at_75 = numpy.array([1.0] + [self.scenario["mortality"]["ratio_at_75"][name] for name in pack.LEVELS[1:]])
        fading = numpy.exp(-self.scenario["mortality"]["ratio_decay_per_year"] * (age - 75))
        return 1 + (at_75 - 1) * fading[..., None]

    def _dementia_ratio(self, age):
        mortality = self.scenario["mortality"]
        return 1 + (mortality["dementia_ratio_at_75"] - 1) * numpy.exp(
            -mortality["dementia_ratio_decay_per_year"] * (age - 75))

    def matrices(self, y):
        """One-year matrices [sex][age reached][from][to], to = 5 is death: exp of the rates at mid-year, which is
        the age reached. Worsening in closed form from the prevalence and life table of 2020."""
        age = REACHED.astype(float)
        overall = self._hazard(0, age)
        p = self.curves.levels(self.sex, age, pack.FIRST_YEAR)
        ratio = numpy.broadcast_to(self._level_ratios(age), p.shape)
        by_level = overall[..., None] * ratio / (p * ratio).sum(-1, keepdims=True)
        disability = self.scenario["disability"]
        recovery = numpy.array([disability["recovery_at_70_per_year"][name] for name in pack.LEVELS[1:]])
        recovery = recovery * numpy.exp(-disability["recovery_decay_per_year"] * (age - 70))[:, None]
        step = 0.05
        slope = (self.curves.or_worse(self.sex, age + step, pack.FIRST_YEAR) -
                 self.curves.or_worse(self.sex, age - step, pack.FIRST_YEAR)) / (2 * step)
        year = pack.FIRST_YEAR + y
        onset = numpy.exp(disability["trend_log_odds_per_year"] * (year - pack.FIRST_YEAR))
        q = numpy.zeros(p.shape[:2] + (6, 6))
        for k in range(1, N_LEVELS):
            lost = (p[..., k:] * (by_level[..., k:] - overall[..., None])).sum(-1)
            worsening = (slope[k - 1] + recovery[:, k - 1] * p[..., k] + lost) / p[..., k - 1]
            q[..., k - 1, k] = numpy.maximum(worsening, 0) * onset
            q[..., k, k - 1] = recovery[:, k - 1]
        q[..., :5, 5] = by_level * (self._hazard(y, age) / overall)[..., None]
        q[..., range(6), range(6)] = -q.sum(-1)
        return exponential(q)[..., :5, :]

    def _deaths(self, y, matrix, joint):
        """Probability of death by level and stage: the hazard ratio of dementia applies within a level, each level keeps
        the mean of its row of the matrix over its people of joint, and then all are scaled to the life table's mean."""
        of_level = -numpy.log(1 - matrix[..., 5])
        ratio = self._dementia_ratio(REACHED.astype(float))[None, :, None]
        hazard = numpy.stack([of_level] + [of_level * ratio] * 3, axis=-1)
        within = joint.sum(-1) * matrix[..., 5]
        factor = root(lambda c: (joint * -numpy.expm1(-c[..., None] * hazard)).sum(-1) - within,
                      numpy.full(within.shape, 1e-3), numpy.full(within.shape, 2.0))
        hazard = hazard * factor[..., None]
        target = self.death[y][:, 60:]
        scale = root(lambda c: (joint * -numpy.expm1(-c[..., None, None] * hazard)).sum((-1, -2)) - target,
                     numpy.full(target.shape, 1e-6), numpy.full(target.shape, 100.0))
        return -numpy.expm1(-scale[..., None, None] * hazard)

    def _onset_target(self):
        """Onset among survivors free of dementia that carries the curve from one age to the next in a stationary cohort
        of 2020: by the age reached."""
        age = REACHED.astype(float)
        before = self.curves.joint(self.sex, age - 0.5, pack.FIRST_YEAR)
        alive = before * (1 - self._deaths(0, self.matrices(0), before))
        ill = alive[..., 1:].sum((-1, -2)) / alive.sum((-1, -2))
        wanted = self.curves.dementia_share(self.sex, age + 0.5)
        return numpy.maximum(0, (wanted - ill) / (1 - ill))

    def _start(self, y, stock):
        """Shares at the start of the year by the age reached: entrants by prevalence at 59.5, others as projected."""
        entering = self.curves.joint(self.sex, numpy.array([59.5]), pack.FIRST_YEAR + y)
        self.entering.append(entering[:, 0])
        return numpy.concatenate([entering, stock], axis=1)

    def _project(self, persons):
        """The closed city of 2020 by sex and age, from which the yearly probabilities are solved."""
        stock = self.curves.joint(self.sex, STARTED + 0.5, pack.FIRST_YEAR)
        persons = numpy.maximum(persons.astype(float), 1e-6)
        self.die, self.move, self.onset, self.entering = [None], [None], [None], [None]
        self.projected, self.free, self.level_share = [stock], [None], [self._level_share(stock, persons)]
        self.progress = None
        for y in range(1, self.years):
            matrix = self.matrices(y)
            joint = self._start(y, stock)
            die = self.root.die[y] if self.root else self._deaths(y, matrix, joint)
            move = matrix[..., :5] / (1 - matrix[..., 5:])
            alive = joint * (1 - die)
            n = persons[:, 59:101] * alive.sum((-1, -2))
            moved = numpy.einsum("saft,safk->satk", move, alive / alive.sum((-1, -2), keepdims=True))
            self.free.append(moved[..., 0])
            onset = self._onset(y)
            if self.progress is None:
                self.progress = self._progress(n, moved, onset)
            after = self.advance(moved, onset)
            self.die.append(die)
            self.move.append(move)
            self.onset.append(onset)
            stock, persons = self._store(y, persons, n, after)
            self.projected.append(stock)
            self.level_share.append(self._level_share(stock, persons))

    def _onset(self, y):
        """By level: the odds of the scenario, the margin of the target among the root's survivors free of it."""
        free = (self.root or self).free[y]
        return self.curves.spread(free, self.target * free.sum(-1)) if self.own_onset else self.root.onset[y]

    def _level_share(self, stock, persons):
        """Of all of 60 and over in the closed city."""
        n = (persons[:, 60:, None] * stock.sum(-1)).sum((0, 1))
        return n / n.sum()

    def _progress(self, n, moved, onset):
        """Yearly moves to the next stage that keep the stage shares among all cases at the end of the first year."""
        stage = (n[..., None] * moved.sum(-2)).sum((0, 1))
        new = (n * (moved[..., 0] * onset).sum(-1)).sum()
        cases = stage[1:].sum() + new
        leave_mild = stage[1] + new - self.curves.stage_share[0] * cases
        leave_moderate = stage[2] + leave_mild - self.curves.stage_share[1] * cases
        return numpy.clip([leave_mild / stage[1], leave_moderate / stage[2]], 0, 1)

    def advance(self, moved, onset):
        """Stages of those already ill advance; new cases are mild."""
        out = moved.copy()
        new = moved[..., 0] * onset
        first, second = moved[..., 1] * self.progress[0], moved[..., 2] * self.progress[1]
        out[..., 0] -= new
        out[..., 1] += new - first
        out[..., 2] += first - second
        out[..., 3] += second
        return out

    def _store(self, y, persons, n, after):
        """All who end the year at 100 or over are one cell."""
        following = numpy.zeros_like(persons)
        following[:, 1:60] = persons[:, :59] * (1 - self.death[y][:, 1:60])
        following[:, 60:100] = n[:, :40]
        following[:, 100] = n[:, 40] + n[:, 41]
        stock = after[:, :41].copy()
        weight = (n[:, 40:] / n[:, 40:].sum(1, keepdims=True))[..., None, None]
        stock[:, 40] = (after[:, 40:] * weight).sum(1)
        return stock, following

    def year(self, y, joint):
        """A cohort's [sex][age reached][level][stage] through the year: the shares that die, and the survivors' states,
        by cells of ages reached 60 and over of any length (the last cell repeats beyond 101)."""
        at = numpy.minimum(numpy.arange(joint.shape[1]), len(REACHED) - 1)
        alive = joint * (1 - self.die[y][:, at])
        share = alive.sum((-1, -2))
        moved = numpy.einsum("saft,safk->satk", self.move[y][:, at],
                             alive / numpy.where(share > 0, share, 1)[..., None, None])
        return 1 - share, self.advance(moved, self.onset[y][:, at])
