"""People as clients of the queue (placing.py): from the people files of two years, everybody's wish, place and draws; and back,
where everybody stands at the end of the year. Who dies in the year, when, and who changes level, by their own draws.
"""
import copy

import numpy

import care
import chance
import pack
import people
import placing
import rates

WORD_OF_HEALTH, LANE_OF_DEATH, LANE_OF_LEVEL = 1, 0, 1  # models/purposes.h
WORD_OF_MONTH, LANE_OF_MONTH = 4, 3
CLASS_OF_MODE = (None, placing.VISITS, placing.HOME_BED, placing.DAY, placing.ORDINARY, placing.NURSING, placing.DEMENTIA)
MOST_MONTHS = 255


class Health:
    """What the draws of people of 60 and over do to them in a year, by the probabilities of their states."""

    def __init__(self, scenario, root, last_year):
        mx = pack.life_table(scenario, numpy.arange(pack.FIRST_YEAR, last_year + 1))
        self.health = rates.Health(scenario, mx, pack.census(scenario).sum(0), root)

    def through(self, seed, rows, year):
        """Of people of the year before: the month in which they die, 1..12 or 0; and their level after the year. Who dies
        has the level of the year's end too, as if he had lived."""
        y = year - pack.FIRST_YEAR
        reached = numpy.clip(rows.age_years + 1 - 60, 0, len(rates.REACHED) - 1)
        u = chance.word(seed, 0, rows.key, year, WORD_OF_HEALTH).astype(numpy.int64)
        below = numpy.rint(self.health.die[y][rows.sex, reached, rows.level, rows.dementia] * 2.0**32).astype(numpy.int64)
        month = numpy.where(u[LANE_OF_DEATH] < below, 1 + u[LANE_OF_DEATH] * 12 // numpy.maximum(below, 1), 0)
        share = self.health.move[y][rows.sex, reached, rows.level].copy()  # [row][to], of survivors
        stay = share[range(rows.n), rows.level]
        share[range(rows.n), rows.level] = 0
        beyond = (stay[:, None] + numpy.cumsum(share, axis=1)) * 2.0**32
        moved = (u[LANE_OF_LEVEL][:, None] >= beyond[:, :-1]).sum(1)
        return month, numpy.where(u[LANE_OF_LEVEL] < stay * 2.0**32, rows.level, moved)


class Year:
    """The clients of a year, from the people of its end and of the end of the year before, and where they stand after it."""

    def __init__(self, rules, health, run, seed, year):
        self.rules, self.year, self.seed = rules, year, seed
        self.after, self.before = run.people[year], run.people.get(year - 1)
        self.wrong_deaths = self.wrong_levels = 0
        clients = self._of_census() if self.before is None else self._of_year(health)
        # who is or comes to 60 in the year, those who do not live to its end too
        elders = run["population"][0, max(year - pack.FIRST_YEAR - 1, 0)][..., 59:].sum((-1, -2))
        self.terms = placing.Terms(rules, run, year, elders)
        floor = care.at(rules.queue["public_floor"], year)
        self.replay = placing.Replay(rules, self.terms, clients, floor).live()
        self.clients = clients
        if self.before is None:  # before them, places were empty: who had asked earlier has had his since then
            for client in clients:
                client.admitted = client.asked if client.admitted == 0 and client.asked < 0 else client.admitted
                client.asked = max(client.asked, -1) if client.waits else client.asked  # or has waited as long

    def _columns(self, rows, has_partner):
        """What people are to the queue, and their draws, as lists by row."""
        u = chance.word(self.seed, 0, rows.key, self.year, WORD_OF_MONTH)[LANE_OF_MONTH].astype(numpy.int64)
        lot = chance.word(self.seed, 0, rows.key, self.year, placing.WORD_OF_PREFERENCE)[placing.LANE_OF_LOT]
        return (self.rules.ranks(rows, has_partner, self.year), self.rules.tastes(self.seed, rows, self.year), u, lot)

    def _new(self, rows, columns, i, wants, asked):
        ranks, tastes, _, lot = columns
        key = int(rows.key[i]) & 0xFFFFFFFFFFFFFFFF  # ordered as an unsigned number
        client = placing.Client(key, int(rows.d[i]), wants, int(ranks[i]), int(tastes[i]), int(rows.level[i]), asked)
        if care.at(self.rules.queue.get("waiting_list", 1), self.year) < 0.5:
            client.lot = int(lot[i])
        client.relief, client.insured = int(rows.relief[i]), int(rows.employee_insured[i])
        return client

    def _of_census(self):
        """Everybody who wants a place has asked so many months before the end of a run of two years."""
        rows = self.after
        columns = self._columns(rows, rows.linked)
        mean, clients = self.rules.queue["mean_stay_months"], []
        for i in numpy.flatnonzero((rows.mode != people.FAMILY_ONLY) & (rows.age_years >= 60)):
            share = (columns[2][i] + 0.5) / 2.0**32
            months = int(numpy.log(share) / numpy.log(1 - 1 / (1 + mean)))
            asked = (placing.CENSUS_MONTHS - months) * self.rules.per_month - 1
            client = self._new(rows, columns, i, CLASS_OF_MODE[rows.mode[i]], asked)
            client.assessed = -1
            clients.append(client)
        return clients

    def _of_year(self, health):
        before, after = self.before, self.after
        month, level = health.through(self.seed, before, self.year)
        order = numpy.argsort(after.key)
        at = order[numpy.minimum(numpy.searchsorted(after.key[order], before.key), after.n - 1)]
        stays, was_old = after.key[at] == before.key, before.age_years >= 60
        self.wrong_deaths = int(((month > 0) == stays)[was_old].sum())
        self.wrong_levels = int((level != after.level[at])[was_old & stays].sum())
        if (before.area != after.area[at])[stays & was_old].any():
            raise ValueError("the twin knows no moves of people of 60 and over")
        clients = []
        standing = {int(key): i for i, key in enumerate(before.key) if was_old[i]}
        columns = self._columns(after, after.linked)
        for i in numpy.flatnonzero(after.age_years >= 60):
            self._add(clients, after, columns, i, standing.get(int(after.key[i])), 0)
        gone = copy.copy(before)
        gone.level = level
        columns = self._columns(gone, numpy.zeros(before.n, bool))
        for i in numpy.flatnonzero(was_old & ~stays):
            self._add(clients, gone, columns, i, i, month[i])
        return clients

    def _add(self, clients, rows, columns, i, was, dies_in):
        """Somebody who has, waits for or wants anything. was: his row of the year before, or None."""
        before, per_month = self.before, self.rules.per_month
        place = people.AT_HOME if was is None else before.place[was]
        wants = CLASS_OF_MODE[rows.mode[i]]
        if place == people.AT_HOME and wants is None:
            return
        provider = None if was is None else int(before.provider[was])
        holds = (int(place) - people.IN_ORDINARY_BED if place >= people.IN_ORDINARY_BED else
                 placing.DAY + provider if place == people.SERVED_AT_HOME else None)
        queue = provider if place == people.WAITING else None if holds is None else placing.queue_of(holds)
        since = -1 - (0 if was is None else int(before.months[was])) * per_month
        drawn = int(columns[2][i]) * 12 * per_month >> 32
        is_upgrade = None not in (holds, wants) and holds < wants < placing.N_BED_CLASSES
        has_asked = wants is None or (queue == placing.queue_of(wants) and not is_upgrade)
        if wants is None:  # he has had or waited for this
            kind = holds if holds is not None else placing.class_in(queue)
        client = self._new(rows, columns, i, kind if wants is None else wants, since if has_asked else drawn)
        waits_for_assessor = place == people.WAITING and before.bed[was] == people.NOT_ASSESSED
        if queue is not None and not waits_for_assessor:
            client.assessed = since
        if holds is not None:
            is_bed = holds < placing.N_BED_CLASSES
            client.place, client.holds = int(before.bed[was]) if is_bed else client.home, holds
            client.owner, client.admitted = provider if is_bed else placing.PUBLIC, since
        if wants is None:
            client.leaves = 0 if holds is None else drawn
        exit_step = dies_in * per_month - 1
        if dies_in > 0 and (client.leaves is None or exit_step < client.leaves):
            client.leaves, client.reason = exit_step, placing.DIES
        if holds is not None and client.leaves is not None and client.asked >= client.leaves:
            client.wants, client.asked = holds, since  # he is gone before he would want anything else
        if client.leaves is None or client.asked < client.leaves:
            clients.append(client)

    # ---- what is compared ----

    def months_since(self, step):
        return min((self.terms.n_steps - 1 - step) // self.rules.per_month, MOST_MONTHS)

    def standing(self):
        """{key: (place, provider, months, bed)} of those not simply at home."""
        out = {}
        for client in self.clients:
            if client.is_gone:
                continue
            if client.holds is None:
                bed = people.NOT_ASSESSED if client.assessed is None else 0
                out[client.key] = (people.WAITING, placing.queue_of(client.wants), self.months_since(client.asked), bed)
            elif client.holds >= placing.DAY:
                out[client.key] = (people.SERVED_AT_HOME, client.holds - placing.DAY, self.months_since(client.admitted), 0)
            else:
                out[client.key] = (people.IN_ORDINARY_BED + client.holds, client.owner,
                                   self.months_since(client.admitted), client.place)
        return out

    def differing(self):
        """People who do not stand where the twin says."""
        rows, mine = self.after, self.standing()
        off = 0
        for i in numpy.flatnonzero(rows.age_years >= 60):
            theirs = tuple(int(column[i]) for column in (rows.place, rows.provider, rows.months, rows.bed))
            off += theirs != mine.pop(int(rows.key[i]) & 0xFFFFFFFFFFFFFFFF, (people.AT_HOME, 0, 0, 0))
        return off + len(mine)

    def waits(self, group_of):
        """{(district, group_of(client)): steps from asking to admission of those admitted in the year}"""
        out = {}
        for client in self.clients:
            if client.admitted is not None and client.admitted >= 0:
                out.setdefault((client.home, group_of(client)), []).append(client.admitted - client.asked)
        return out

    def mean_waits(self):
        """What the choice of the next year hears: months [district][ordinary bed, other bed], by what was wanted; where
        nobody was admitted, of those who wait still. Nothing of the years before the census."""
        def kind(client):
            return int(client.wants > placing.ORDINARY) if client.wants < placing.N_BED_CLASSES else None

        out = numpy.zeros((self.rules.n, 2))
        if self.before is None:
            return out
        still = {}
        for client in self.clients:
            if client.waits:
                still.setdefault((client.home, kind(client)), []).append(self.terms.n_steps - 1 - client.asked)
        waits = {**still, **self.waits(kind)}
        for d, k in numpy.ndindex(out.shape):
            out[d, k] = numpy.mean(waits.get((d, k), [0])) / self.rules.per_month
        return out

    def books(self):
        """The year's cubes, but for axes before the district: {name: array}."""
        months, n = 12, self.rules.n
        care = self.replay.care.reshape(months, -1, n, placing.N_QUEUES, len(placing.Replay.CARE))
        places = self.replay.places.reshape(months, -1, n, placing.N_CLASSES, len(placing.Replay.PLACES))
        flows = numpy.concatenate([care[..., :7].sum(1), care[:, -1, ..., 7:]], axis=-1)
        stands = numpy.concatenate([places[:, -1, ..., :3], places[..., 3:].sum(1)], axis=-1)
        refused = numpy.zeros((n, placing.N_BED_CLASSES), int)
        for client in self.clients:
            if client.is_gone and client.wants < placing.N_BED_CLASSES and client.admitted is None:
                refused[client.home, client.wants] += 1
        return {"care_account": flows.swapaxes(0, 1), "place_account": stands.swapaxes(0, 1), "refused": refused,
                "refused_by_rank": self.replay.refused, "wait_months": self._statistics()}

    def _statistics(self):
        out = numpy.full((self.rules.n, placing.N_QUEUES, 3), numpy.nan)
        for (d, queue), steps in self.waits(lambda client: placing.queue_of(client.last_class)).items():
            steps = sorted(steps)
            at = (len(steps) - 1) // 2, (len(steps) - 1) * 9 // 10
            out[d, queue] = numpy.array([numpy.mean(steps), steps[at[0]], steps[at[1]]]) / self.rules.per_month
        return out
