"""The expected people of every district by sex, age, level and stage, year by year, with exact variances.

Everybody of the census is an independent trial at every cell he may come to be in, so a cell is a sum of independent
indicators: variance = sum of p - p^2. People are followed in streams that share their probabilities: those of
the census, the newborn of a year, the arrivals of a year. Of a stream, E is the expected number in a cell and `inverse`
is sum p^2 / E^2: 1 / N for N people of the census; (w + f^2) / (w + f)^2 for w arrivals for certain and one more with probability f.
Ages run on past 100, so that no two cohorts share a cell before the result is folded to 100 and over.
"""
import numpy

import pack
import rates

OPEN = 100


def fold(cells, axis=-1):
    """Ages past 100 into 100 and over."""
    cells = numpy.moveaxis(cells, axis, -1)
    out = cells[..., :OPEN + 1].copy()
    out[..., OPEN] += cells[..., OPEN + 1:].sum(-1)
    return numpy.moveaxis(out, -1, axis)


class Flow:
    """Mean and variance by [district][sex][age], the city last."""

    def __init__(self, first, second):
        self.mean, self.variance = fold(first), fold(first - second)


class Projection:
    """`stock[y]` holds first = sum of p and second = sum of p^2 by [district, city last][sex][extended age];
    `state[y]` the shares [sex][age - 60][level][stage] of a cohort alive. `deaths[y]`, `births[y]`, `moves_in[y]`,
    `moves_out[y]` are Flows of the model year 2020 + y."""

    def __init__(self, scenario, last_year, root=None):
        self.years = last_year - pack.FIRST_YEAR + 1
        span = numpy.arange(pack.FIRST_YEAR, last_year + 1)
        self.codes = pack.districts(scenario)
        census = pack.census(scenario)
        self.mx = pack.life_table(scenario, span)
        self.health = rates.Health(scenario, self.mx, census.sum(0), root)
        self._read_fertility(scenario["fertility"], span)
        self._read_migration(scenario["migration"], span)
        self._start(census)
        for y in range(1, self.years):
            self._year(y)

    # ---- what the scenario says ----

    def _read_fertility(self, section, span):
        shares = {}
        for row in pack.rows(section["pattern"]):
            shares.setdefault(int(row["year"]), numpy.zeros(pack.N_AGES + 1))[int(row["age"])] = float(row["share"])
        known = sorted(shares)
        table = numpy.array([shares[year] for year in known])
        share = numpy.array([numpy.interp(span, known, table[:, age]) for age in range(pack.N_AGES + 1)]).T
        rate = pack.series(section["tfr"], span)[:, None] * share
        self.birth_prob = numpy.zeros_like(rate)  # by the age reached
        self.birth_prob[:, 1:] = (rate[:, :-1] + rate[:, 1:]) / 2
        boys = pack.series(section["boys_per_100_girls"], span)
        self.boys = boys / (100 + boys)
        self.fertility_factor = pack.by_district(section["areas"], "factor", self.codes)

    def _read_migration(self, section, span):
        self.net = pack.series(section["net_persons_per_year"], span)
        weight = pack.by_district(section["areas"], "weight", self.codes)
        self.area_weight = weight / weight.sum()
        self.destination = pack.by_district(section["areas"], "destination_weight", self.codes)
        arrivals = pack.by_sex_age(section["profile"], "arrivals_weight")
        if arrivals[:, 60:].any():
            raise ValueError("the twin knows no arrivals of 60 and over")
        self.arrivals = arrivals / arrivals.sum()
        self.leavers = self._extended(pack.by_sex_age(section["profile"], "leavers_weight"))
        self.leavers[:, 0] = 0  # the newborn of the year stay
        rate = section["move_rate_per_year"]
        mean = pack.by_sex_age(section["profile"], "leavers_weight")[:, :60].mean()
        self.moves = numpy.minimum(0.9, rate * self.leavers / mean)
        self.moving = rate > 0

    def _extended(self, by_age):
        return numpy.concatenate([by_age, numpy.repeat(by_age[..., -1:], self.years - 1, -1)], axis=-1)

    # ---- streams ----

    def _add_stream(self, expected, inverse):
        """expected, inverse [district][sex][extended age]. With moves each district of origin is its own stream."""
        if self.moving:
            n = len(self.codes)
            own = numpy.eye(n)[:, :, None, None] * expected
            common = numpy.broadcast_to(inverse[:, None], (n,) + inverse.shape)
        else:
            own, common = expected[None], inverse[None]
        self.expected = numpy.concatenate([self.expected, own])
        self.inverse = numpy.concatenate([self.inverse, common])

    def _start(self, census):
        shape = (0, len(self.codes), 2, OPEN + self.years)
        self.expected, self.inverse = numpy.zeros(shape), numpy.zeros(shape)
        persons = numpy.zeros(shape[1:])
        persons[..., :OPEN + 1] = census
        self._add_stream(persons, 1 / numpy.maximum(persons, 1))
        self.state = [self.health.projected[0]]
        self.stock = [self._moments(self.expected)]
        self.deaths, self.births, self.moves_in, self.moves_out = [None], [None], [None], [None]

    def _moments(self, expected):
        """Sum of p and of p^2 by district, the city last. A person is one indicator in each."""
        first, second = expected.sum(0), (expected**2 * self.inverse).sum(0)
        if self.moving:
            whole = expected.sum(1)
            city = (whole**2 * self.inverse[:, 0]).sum(0)
        else:
            city = second.sum(0)
        return (numpy.concatenate([first, first.sum(0)[None]]), numpy.concatenate([second, city[None]]))

    # ---- the year ----

    def _death_probs(self, y):
        """By sex and extended age reached; moves the state of the cohorts on."""
        out = numpy.zeros((2, OPEN + self.years))
        out[:, :60] = self.health.death[y][:, :60]
        joint = numpy.concatenate([self.health.entering[y][:, None], self.state[-1]], axis=1)
        died, after = self.health.year(y, joint)
        out[:, 60:60 + died.shape[1]] = died
        self.state.append(after)
        return out

    def _bear(self, y):
        """Births by district, and the sum of squares of the mothers' probabilities."""
        prob = self.birth_prob[y][15:51] * self.fertility_factor[:, None]
        bearing = self.expected[:, :, pack.FEMALE, 14:50] * prob
        return bearing.sum((0, 2)), (bearing**2 * self.inverse[:, :, pack.FEMALE, 14:50]).sum((0, 2))

    def _leaving(self, y, survivors):
        lost = max(0, -self.net[y]) * self.area_weight
        exposed = (survivors.sum(0) * self.leavers).sum((1, 2))
        return numpy.minimum(1, (lost / exposed)[:, None, None] * self.leavers)

    def _relocate(self, moving):
        """Where movers arrive: by the attraction of the other districts."""
        n = len(self.codes)
        share = numpy.tile(self.destination, (n, 1)) * (1 - numpy.eye(n))
        share = share / numpy.where(share.sum(1, keepdims=True) > 0, share.sum(1, keepdims=True), 1)
        return numpy.einsum("kdsa,de->kesa", moving, share)

    def _year(self, y):
        death = self._death_probs(y)
        n_births, squares = self._bear(y)
        before = numpy.zeros_like(self.expected)
        before[..., 1:] = self.expected[..., :-1]
        older = numpy.zeros_like(self.inverse)
        older[..., 1:] = self.inverse[..., :-1]
        self.inverse = older
        dying, survivors = before * death, before * (1 - death)
        leave = self._leaving(y, survivors)
        moving = survivors * (self.moves if self.moving and len(self.codes) > 1 else 0)
        arriving = self._relocate(moving)
        going = survivors * leave + moving
        self.moves_out.append(Flow(*self._moments(going)))
        first, second = self._moments(arriving)
        deaths = self._moments(dying)
        self.expected = survivors - going + arriving
        self._newborn(y, death, n_births, squares, deaths)
        self._arrivals(y, first, second)
        self.stock.append(self._moments(self.expected))

    def _newborn(self, y, death, n_births, squares, deaths):
        sexes = numpy.array([self.boys[y], 1 - self.boys[y]])
        born = n_births[:, None] * sexes
        inverse = numpy.zeros(self.expected.shape[1:])
        inverse[..., 0] = (squares / n_births**2)[:, None]
        second = born**2 * inverse[..., 0]
        with_city = [numpy.concatenate([x, x.sum(0)[None]]) for x in (born, second)]
        self.births.append(Flow(*(x[..., None].repeat(OPEN + 1, -1) for x in with_city)))
        deaths[0][..., 0] += with_city[0] * death[:, 0]
        deaths[1][..., 0] += with_city[1] * death[:, 0]**2
        self.deaths.append(Flow(*deaths))
        expected = numpy.zeros(self.expected.shape[1:])
        expected[..., 0] = born * (1 - death[:, 0])
        self._add_stream(expected, inverse)

    def _arrivals(self, y, first, second):
        """Arrivals of a cell are a whole number for certain and perhaps one more."""
        n = max(0, self.net[y]) * self.area_weight[:, None, None] * self.arrivals
        whole = numpy.floor(n)
        squares = whole + (n - whole)**2
        wide = [numpy.zeros(self.expected.shape[1:]) for _ in range(2)]
        wide[0][..., :OPEN + 1], wide[1][..., :OPEN + 1] = n, squares
        with_city = [numpy.concatenate([x, x.sum(0)[None]]) for x in wide]
        self.moves_in.append(Flow(first + with_city[0], second + with_city[1]))
        if n.any():
            self._add_stream(wide[0], wide[1] / numpy.where(wide[0] > 0, wide[0], 1)**2)

    # ---- what is compared ----

    def population(self, y):
        return Flow(*self.stock[y])

    def groups(self, y, what):
        """Mean [district, city last][sex][age group][level or stage] and covariance [...][i][j] within an age group."""
        share = self.state[y].sum(-1 if what == "disability" else -2)  # [sex][age - 60][i]
        first, second = (moment[..., 60:60 + share.shape[1]] for moment in self.stock[y])
        group = numpy.minimum(numpy.arange(share.shape[1]) // 5, 8)
        mean = numpy.zeros(first.shape[:2] + (9, share.shape[-1]))
        covariance = numpy.zeros(mean.shape + (share.shape[-1],))
        for g in range(9):
            at = group == g
            mean[:, :, g] = numpy.einsum("dsa,sai->dsi", first[..., at], share[:, at])
            covariance[:, :, g] = -numpy.einsum("dsa,sai,saj->dsij", second[..., at], share[:, at], share[:, at])
        covariance[..., range(share.shape[-1]), range(share.shape[-1])] += mean
        return mean, covariance
