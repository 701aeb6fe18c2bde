"""The queue for beds and places, made anew from docs/SOURCES.md#queue, #workforce and the heads of
models/system/{queue,placement,workforce}.h: clients live through months, step by step. Plain loops over plain clients;
capacity and staff are taken from the cubes of the run. Who the clients are: clients.py.
"""
import numpy

import care
import chance
import pack
import people

ORDINARY, NURSING, DEMENTIA, DAY, HOME_BED, VISITS = range(6)
N_CLASSES, N_BED_CLASSES, N_QUEUES, N_OWNERS, N_RANKS = 6, 3, 4, 3, 4
PUBLIC, PUBLIC_PRIVATELY_RUN, PRIVATE = range(N_OWNERS)
BEDS = 0  # the queue for a bed of any class; the others follow the order of places
WITHDRAWS, DIES, MOVES = range(3)
WORD_OF_PREFERENCE, LANE_OF_PREFERENCE, LANE_OF_LOT = 6, 1, 2  # models/purposes.h
CENSUS_MONTHS = 24
DESTITUTE = 3
EARTH_KM = 6371.0088
# classes somebody takes, the most wanted first; the destitute would rather have any bed than none
TAKES = {False: {ORDINARY: (ORDINARY, NURSING), NURSING: (NURSING,), DEMENTIA: (DEMENTIA, NURSING)},
         True: {ORDINARY: (ORDINARY, NURSING, DEMENTIA), NURSING: (NURSING, DEMENTIA, ORDINARY),
                DEMENTIA: (DEMENTIA, NURSING, ORDINARY)}}


def queue_of(place_class):
    return BEDS if place_class < N_BED_CLASSES else place_class - N_BED_CLASSES + 1


def class_in(queue):
    return ORDINARY if queue == BEDS else N_BED_CLASSES + queue - 1


def is_special(scenario, rows, has_partner):
    """In special difficulty by the union of his district, were he at home: of everybody in the rows."""
    out = is_in_union(scenario["groups"]["special"], rows, has_partner)
    for d, union in pack.definitions(scenario, "special").items():
        out = numpy.where(rows.d == d, is_in_union(union, rows, has_partner), out)
    return out


def is_in_union(union, rows, has_partner):
    by_oneself = rows.household == people.BY_ONESELF
    no_child = (rows.children_near == 0) & ~rows.with_children
    listed = {"destitute": rows.relief == 3, "low_income": rows.relief == 2, "near_poor": rows.relief == 1,
              "bereaved": rows.bereaved == 1, "veteran": rows.veteran == 1}
    situations = {"late_dementia": rows.dementia >= 2, "empty_nest": by_oneself, "alone": by_oneself & ~has_partner,
                  "left_behind": (rows.rural == 1) & (rows.marital != 0) & no_child,
                  "kinless": ~has_partner & (rows.children_near == 0), "certificate_severe": rows.certificate == 2,
                  "certificate_other": rows.certificate == 1}
    out = numpy.zeros(rows.n, bool)
    for name, who in situations.items():
        out |= who & care.is_true(union.get(name, "false"))
    if union["disabled_from_level"] != "none_counts":
        out |= rows.level >= pack.LEVELS.index(union["disabled_from_level"])
    if union["oldest_from_age"] < 150:
        out |= rows.age_years >= union["oldest_from_age"]
    if care.is_true(union["only_poor"]):
        out &= rows.relief > 0
    for name, who in listed.items():
        out |= who & care.is_true(union.get(name, "false"))
    return out


class Client:
    """Steps count from 0, the first of the run; None: never, or none."""

    def __init__(self, key, home, wants, rank, taste, level, asked):
        self.key, self.home, self.wants, self.rank, self.taste, self.level = key, home, wants, rank, taste, level
        self.lot = None  # where there is no waiting list
        self.asked, self.assessed, self.admitted, self.leaves, self.reason = asked, None, None, None, WITHDRAWS
        self.place = self.owner = self.holds = None
        self.waits = self.is_gone = self.was_sent_back = self.has_changed = False
        self.relief = self.insured = 0
        self.steps = []  # (class, owner) held at the end of each step of the run

    def order(self):
        return (self.rank, self.asked if self.lot is None else self.lot, self.key)

    def wants_better(self):
        return self.holds is not None and queue_of(self.holds) == queue_of(self.wants) and self.wants > self.holds


class Rules:
    """What the scenario says of the queue."""

    def __init__(self, scenario, codes):
        self.scenario, self.queue, self.codes = scenario, scenario["queue"], codes
        self.n = len(codes)
        self.per_month = int(self.queue["steps_per_month"])
        self.staff_binds = care.is_true(self.queue["staff_binds"])
        self.assessment_first = care.is_true(self.queue["assessment_first"])
        self.km = self._distances()
        self.options = [[self._options(taste, home) for home in range(self.n)] for taste in range(4)]

    def _distances(self):
        table = {int(row["code"]): row for row in pack.rows(self.scenario["areas"]["table"])}
        at = numpy.radians([[float(table[code][name]) for name in ("longitude_degrees", "latitude_degrees")]
                            for code in self.codes])
        east, north = at[:, 0], at[:, 1]
        h = (numpy.sin((north[:, None] - north) / 2)**2 +
             numpy.cos(north[:, None]) * numpy.cos(north) * numpy.sin((east[:, None] - east) / 2)**2)
        return 2 * EARTH_KM * numpy.arcsin(numpy.sqrt(h))

    def _options(self, taste, home):
        """(district, owner) of beds, the nearest first by the distance felt."""
        prefers_public, is_poor = taste // 2 == 1, taste % 2 == 1
        limit = self.queue["neighbour_limit_km"]
        others = sorted((km, d) for d, km in enumerate(self.km[home]) if d != home and km <= limit)
        felt = []
        for district in [home] + [d for _, d in others[:int(self.queue["neighbours"])]]:
            for owner in range(N_OWNERS):
                km = 0 if district == home else self.km[home, district] + self.queue["other_district_km"]
                km += self.queue["not_preferred_km"] if prefers_public == (owner == PRIVATE) else 0
                km += self.queue["market_price_km"] if is_poor and owner == PRIVATE else 0
                felt.append((round(km, 6), district, owner))
        return [(district, owner) for _, district, owner in sorted(felt)]

    def ranks(self, rows, has_partner, year):
        priority = self.queue["priority"]
        first = is_special(self.scenario, rows, has_partner) & care.is_true(priority["special"])
        first |= (rows.veteran == 1) & care.is_true(priority["veterans"])
        for d, union in pack.definitions(self.scenario, "priority").items():
            first = numpy.where(rows.d == d, is_in_union(union, rows, has_partner), first)
        disabled = rows.level >= pack.LEVELS.index(self.queue["disabled_from_level"])
        rank = {name: care.at(series, year) for name, series in self.queue["ranks"].items()}
        return numpy.select([rows.relief == DESTITUTE, first, disabled], [0, rank["priority"], rank["disabled"]],
                            rank["others"]).astype(int)

    def tastes(self, seed, rows, year):
        u = chance.word(seed, 0, rows.key, 0, WORD_OF_PREFERENCE)[LANE_OF_PREFERENCE] / 2.0**32
        return 2 * (u < care.at(self.queue["prefers_public_share"], year)) + (rows.income == 0)

    def posts_of_a_client(self, year):
        """Thousandths of a post [class][level]."""
        workforce, prices = self.scenario["workforce"], self.scenario["prices"]
        factor = care.at(workforce["residents_factor"], year)
        ratio = care.by_level(workforce["residents_per_caregiver"])
        with_dementia = numpy.minimum(ratio, workforce["residents_per_caregiver"]["dementia_bed"])
        visits = care.by_level(prices["visit_hours_per_week"])
        hours = workforce["visits_per_working_day"] * workforce["working_days_per_year"] / 52
        posts = numpy.stack([1 / (ratio * factor), 1 / (ratio * factor), 1 / (with_dementia * factor),
                             numpy.full(5, 1 / (workforce["day_users_per_staff"] * factor)),
                             (visits + workforce["home_bed_extra_hours_per_week"]) / hours, visits / hours])
        return numpy.rint(numpy.round(1000 * posts, 7)).astype(int)

    def assessments(self, year, elders):
        """Whole assessments of a year's steps by district, which add up: [step][district]."""
        n_steps = 12 * self.per_month
        each = care.at(self.queue["assessments_per_1000_per_month"], year) * elders / 1000 / self.per_month
        so_far = numpy.floor(numpy.round(numpy.arange(n_steps + 1)[:, None] * each, 6))
        return numpy.diff(so_far, axis=0).astype(int)


class Terms:
    """What there is in a year: capacity [step][district][owner][class], staff in thousandths of a post
    [step][district][pool] or None, assessments [step][district] or None. From the cubes of replicate 0."""

    def __init__(self, rules, run, year, elders):
        y, self.rules = year - pack.FIRST_YEAR, rules
        is_census = y == 0
        months = CENSUS_MONTHS if is_census else 12
        self.n_steps = months * rules.per_month
        month_of = numpy.arange(self.n_steps) // rules.per_month
        self.capacity = self._capacity(run, y, is_census)[numpy.where(is_census, 0, month_of)]
        self.staff = self.need = self.assessments = None
        if rules.staff_binds and not is_census:
            self.staff = self._staff(run, y)[month_of]
            self.need = rules.posts_of_a_client(year)
        if rules.assessment_first and not is_census:
            self.assessments = rules.assessments(year, elders)

    def _capacity(self, run, y, is_census):
        """By owner as at the ends of the years. Within a year each owner's beds of a class change evenly over the months,
        if that gives the month's beds of all owners; or all that changes is that of one owner."""
        beds = run["beds_by_owner"][0]
        out = numpy.zeros((12, self.rules.n, N_OWNERS, N_CLASSES), int)
        out[:, :, :, :N_BED_CLASSES] = beds[max(y - 1, 0)]
        out[:, :, PUBLIC, DAY], out[:, :, PUBLIC, HOME_BED] = run["places"][0, y].T[:, None]
        out[:, :, PUBLIC, VISITS] = 1 << 30
        if is_census:
            return out
        monthly = run["place_account"][0, y][..., 0].swapaxes(0, 1)  # [month][district][class]: capacity
        out[:, :, PUBLIC, DAY], out[:, :, PUBLIC, HOME_BED] = monthly[..., DAY], monthly[..., HOME_BED]
        for d, k in numpy.ndindex(self.rules.n, N_BED_CLASSES):
            changing = numpy.flatnonzero(beds[y, d, :, k] != beds[y - 1, d, :, k])
            step = monthly[:, d, k] - beds[y - 1, d, :, k].sum()
            change = (beds[y] - beds[y - 1])[d, :, k]
            evenly = numpy.sign(change) * (abs(change) * numpy.arange(1, 13)[:, None] // 12)
            if (evenly.sum(1) == step).all():
                out[:, d, :, k] += evenly
            elif len(changing) == 1:
                out[:, d, changing, k] += step[:, None]
            else:
                raise ValueError("the twin does not know whose beds these are")
        return out

    @staticmethod
    def _staff(run, y):
        """Posts fill and empty evenly over the year; loans hold all year."""
        trained, certified, hired, left, borrowed, lent = run["staff_flows"][0, y][:, :2].transpose(2, 0, 1)
        gain, posts = certified + hired - left, run["staff_in_post"][0, y][:, :2]
        middle = (numpy.arange(12) + 0.5) / 12
        thousandths = 1000 * (posts - gain * (1 - middle[:, None, None]) + borrowed - lent)
        return numpy.maximum(0, numpy.rint(thousandths)).astype(int)


class Replay:
    """One run of the queue. Afterwards the clients stand where they stand, and the books are filled:
    care [step][district][queue][item], places [step][district][class][item], refused [district][rank]."""

    CARE = ("asked", "sent_back", "admitted_here", "admitted_elsewhere", "withdrawn", "died", "moved", "waiting",
            "in_assessment")
    PLACES = ("used", "idle", "idle_for_staff", "admitted", "left", "changed_in", "changed_out", "sent_back")

    def __init__(self, rules, terms, clients, floor):
        self.rules, self.terms, self.clients, self.step = rules, terms, clients, 0
        n = rules.n
        self.used = numpy.zeros((n, N_OWNERS, N_CLASSES), int)
        self.posts = numpy.zeros((n, 2), int)
        self.destitute = [0] * n  # in public beds
        self.care = numpy.zeros((terms.n_steps, n, N_QUEUES, len(self.CARE)), int)
        self.places = numpy.zeros((terms.n_steps, n, N_CLASSES, len(self.PLACES)), int)
        self.refused = numpy.zeros((n, N_RANKS), int)
        wanting = numpy.zeros(n)
        for client in clients:
            wanting[client.home] += client.rank == 0 and queue_of(client.wants) == BEDS
            if client.holds is not None:
                self._occupy(client, 1)
            elif client.asked < 0:
                client.waits = True
        self.reserved = numpy.rint(floor * wanting).astype(int)

    def live(self):
        asking = {}
        for client in self.clients:
            has_kind = client.holds is not None and queue_of(client.holds) == queue_of(client.wants)
            if not client.waits and (not has_kind or client.wants_better()):
                asking.setdefault(max(client.asked, 0), []).append(client)
        for self.step in range(self.terms.n_steps):
            self._leave()
            self._close()
            for client in asking.get(self.step, ()):
                if not client.is_gone and not client.was_sent_back:
                    self._ask(client)
            self._assess()
            self._change()
            self._serve()
            self._record()
        return self

    # ---- what is held ----

    def _capacity(self):
        return self.terms.capacity[self.step]

    def _occupy(self, client, n):
        cell = (client.place, client.owner, client.holds)
        self.used[cell] += n
        if client.rank == 0 and client.owner != PRIVATE and client.holds < N_BED_CLASSES:
            self.destitute[client.place] += n
        if self.terms.staff is not None:
            self.posts[client.place, int(client.holds >= N_BED_CLASSES)] += n * self.terms.need[client.holds, client.level]

    def _give_back(self, client, item):
        self._count_place(client.place, client.holds, item)
        self._occupy(client, -1)
        client.place = client.owner = client.holds = None

    def _has_staff(self, district, place_class, need):
        pool = int(place_class >= N_BED_CLASSES)
        return (self.terms.staff is None or need <= 0 or
                self.posts[district, pool] + need <= self.terms.staff[self.step, district, pool])

    def _need(self, place_class, level):
        return 0 if self.terms.need is None else self.terms.need[place_class, level]

    def _is_kept(self, district):
        """Whether the free public beds are kept for the destitute."""
        kept = self.reserved[district] - self.destitute[district]
        free = (self._capacity() - self.used)[district, :PRIVATE, :N_BED_CLASSES].sum()
        return kept > 0 and free <= kept

    def _find(self, client):
        """The place he takes, or None; and the class and district of the first that only lacks staff, or None."""
        is_destitute, blocked = client.rank == 0, None
        is_bed = client.wants < N_BED_CLASSES
        options = self.rules.options[client.taste][client.home] if is_bed else [(client.home, PUBLIC)]
        for place_class in TAKES[is_destitute][client.wants] if is_bed else (client.wants,):
            for district, owner in options:
                cell = (district, owner, place_class)
                if self.used[cell] >= self._capacity()[cell] or (is_destitute and owner == PRIVATE):
                    continue
                if is_bed and not is_destitute and owner != PRIVATE and self._is_kept(district):
                    continue
                if self._has_staff(district, place_class, self._need(place_class, client.level)):
                    return cell, blocked
                blocked = blocked or (district, place_class)
        return None, blocked

    # ---- a step ----

    def _count(self, client, item, n=1):
        self.care[self.step, client.home, queue_of(client.wants), self.CARE.index(item)] += n

    def _count_place(self, district, place_class, item):
        self.places[self.step, district, place_class, self.PLACES.index(item)] += 1

    def _leave(self):
        for client in self.clients:
            if client.is_gone or client.leaves is None or max(client.leaves, 0) != self.step:
                continue
            if client.holds is not None:
                self._give_back(client, "left")
            else:
                self._count(client, ("withdrawn", "died", "moved")[client.reason])
                if client.wants < N_BED_CLASSES:
                    self.refused[client.home, client.rank] += 1
            client.is_gone, client.waits = True, False

    def _close(self):
        over = self.used > self._capacity()
        if not over.any():
            return
        holders = [client for client in self.clients if client.holds is not None and
                   over[client.place, client.owner, client.holds]]
        holders.sort(key=Client.order)
        for client in holders:
            if client.wants_better() and self._is_over(client):
                self._stays(client)
        for client in reversed(holders):
            if self._is_over(client) and not self._stays(client):
                self._give_back(client, "sent_back")
                self._count(client, "sent_back")
                client.asked, client.admitted = self.step, None
                client.waits = client.was_sent_back = True
                client.assessed = self.step if client.assessed is None else client.assessed

    def _is_over(self, client):
        cell = (client.place, client.owner, client.holds)
        return self.used[cell] > self._capacity()[cell]

    def _stays(self, client):
        """In a better bed of the home, if one is free."""
        for better in range(client.holds + 1, N_BED_CLASSES):
            if self.used[client.place, client.owner, better] < self._capacity()[client.place, client.owner, better]:
                self._move_over(client, better)
                return True
        return False

    def _move_over(self, client, better):
        self._count_place(client.place, client.holds, "changed_out")
        self._occupy(client, -1)
        client.holds, client.has_changed = better, True
        self._occupy(client, 1)
        self._count_place(client.place, better, "changed_in")

    def _ask(self, client):
        if client.holds is not None and queue_of(client.holds) == queue_of(client.wants):
            return  # a better one is looked for in every step from now on, if he has not come to it
        if client.holds is not None:
            self._give_back(client, "left")
        self._count(client, "asked")
        client.waits, client.admitted = True, None

    def _assess(self):
        left = None if self.terms.assessments is None else list(self.terms.assessments[self.step])
        backlog = [client for client in self.clients if client.waits and client.assessed is None]
        for client in sorted(backlog, key=Client.order):
            if left is None or left[client.home] > 0:
                client.assessed = self.step
                if left is not None:
                    left[client.home] -= 1

    def _change(self):
        """Within the home, into dementia beds first."""
        wishing = sorted((client for client in self.clients if client.wants_better() and client.asked <= self.step),
                         key=Client.order)
        for better in (DEMENTIA, NURSING):
            for client in wishing:
                cell = (client.place, client.owner, better)
                if not client.holds < better <= client.wants or self.used[cell] >= self._capacity()[cell]:
                    continue
                more = self._need(better, client.level) - self._need(client.holds, client.level)
                if self._has_staff(client.place, better, more):
                    self._move_over(client, better)

    def _serve(self):
        waiting = [client for client in self.clients if client.waits and client.assessed is not None]
        refused = set()  # who takes the same places is refused with the first of them
        for client in sorted(waiting, key=Client.order):
            alike = (client.taste, client.home, client.wants, client.rank == 0, client.level)
            cell, _ = (None, None) if alike in refused else self._find(client)
            if cell is None:
                refused.add(alike)
                continue
            client.place, client.owner, client.holds = cell
            client.admitted, client.waits, client.last_class = self.step, False, client.holds
            self._occupy(client, 1)
            self._count_place(client.place, client.holds, "admitted")
            self._count(client, "admitted_here" if client.place == client.home else "admitted_elsewhere")

    def _record(self):
        idle_for_staff = numpy.zeros((self.rules.n, N_CLASSES), int)
        blocked_of = {}
        for client in self.clients:
            client.steps.append(None if client.holds is None else (client.holds, client.owner))
            if client.waits:
                self._count(client, "waiting")
                self._count(client, "in_assessment", client.assessed is None)
            if client.waits and client.assessed is not None:
                alike = (client.taste, client.home, client.wants, client.rank == 0, client.level)
                if alike not in blocked_of:
                    blocked_of[alike] = self._find(client)[1]
                if blocked_of[alike] is not None:
                    idle_for_staff[blocked_of[alike]] += 1
        used, capacity = self.used.sum(1), self._capacity().sum(1)
        books = self.places[self.step]
        books[..., 0], books[..., 1] = used, capacity - used
        books[..., 2] = numpy.minimum(idle_for_staff, capacity - used)
