"""What a model year costs and who pays, from docs/SOURCES.md#finance, #prices, #allowances, #services and the heads of
models/system/{charges,allowances,finance}.h: care by what each person held in each month (clients.Year), cash by who is
there at the end. At prices of 2024; the twin knows no other prices. No policy by district either.
"""
import numpy

import care
import entitled
import pack
import placing

PAYERS = ("user", "family", "ltci", "city", "district", "lottery", "central", "investor")
USER, FAMILY, LTCI, CITY = range(4)
KINDS = ("old_age", "care", "nursing", "disabled_living", "disabled_nursing", "minimum_living", "family_planning", "other")
INSTITUTION, HOME, BY_FAMILY = range(3)
OF_OWNER = ("public", "public_privately_run", "inclusive")
MODE_OF_CLASS = (4, 5, 6, 3, 2, 1)
# what a service's volume is charged with: (charge, purpose, yuan a unit); a meal's price less what the state adds to it
CHARGES = {"respite": (("respite", "serve", "respite.yuan_per_day"),),
           "monthly_visit": (("monthly_visit", "serve", "monthly_visit.yuan_per_hour"),),
           "meals": (("meal", "meals", None), ("meal_person_subsidy", "meals", "meals.person_yuan"),
                     ("meal_canteen_subsidy", "subsidise", "meals.canteen_yuan")),
           "bathing": (("bathing", "serve", "bathing.yuan_per_bath"),),
           "adaptation": (("adaptation", "adaptation", "adaptation.unit_cost_yuan"),),
           "emergency_call": (("emergency_call", "serve", "emergency_call.yuan_per_year"),),
           "health_management": (("health_management", "serve", None),),
           "family_doctor": (("family_doctor", "serve", "family_doctor.yuan_per_year"),),
           "device_rental": (("device_rental", "serve", "device_rental.yuan_per_year"),),
           "assessment": (("assessment", "serve", "assessment.yuan_each"),),
           "disabled_health": (("disabled_health", "serve", "disabled_health.yuan_each"),),
           "medical_contract": (("medical_contract", "serve", "medical_contract.yuan_per_year"),)}


def share_of_public(shares, year):
    """[payer]"""
    return numpy.array([care.at(shares[name], year) if name in ("city", "district", "lottery", "central") else 0.0
                        for name in PAYERS])


class Books:
    """Money of one year by district: {purpose: [district][payer]}, and what insurance and allowances come to."""

    def __init__(self, scenario, year, run, after_queue):
        self.scenario, self.year, self.n = scenario, year.year, run.district.size
        if care.at(scenario["finance"]["price_index"], self.year) != 1:
            raise ValueError("the twin knows prices of 2024 only")
        self.paid = {name: numpy.zeros((self.n, len(PAYERS))) for name in run.labels["purpose"]}
        self.ltci_months, self.ltci_yuan = numpy.zeros((self.n, 3)), numpy.zeros((self.n, 3))
        self.entitled = numpy.zeros(self.n)  # to insurance
        self.kind_yuan, self.kind_persons, self.kind_entitled = (numpy.zeros((self.n, len(KINDS))) for _ in range(3))
        self.fees = care.Prices._fees(scenario["prices"], self.year, self._visits())
        self._care(year)
        self._family(after_queue)
        self._allowances(after_queue)
        self._services(run)
        self._training(run)

    def _visits(self):
        prices = self.scenario["prices"]
        return care.by_level(prices["visit_hours_per_week"]) * care.WEEKS_PER_MONTH * prices["visit_yuan_per_hour"]

    def ltci_entitled(self, level, insured):
        """Of people of a level, whom insurance is for."""
        ltci = self.scenario["prices"]["ltci"]
        cover = 1.0 if insured else care.at(ltci["others_share"], self.year)
        return cover if level >= pack.LEVELS.index(ltci["from_level"]) else 0.0

    def ltci_share(self, level, insured):
        """Of people of a level, paid for by insurance."""
        return self.ltci_entitled(level, insured) * care.at(self.scenario["prices"]["ltci"]["take_up"], self.year)

    # ---- care that was received ----

    def _care(self, year):
        per_month = year.rules.per_month
        delay = per_month * round(care.at(self.scenario["prices"]["ltci"]["delay_months"], self.year))
        self.served_months = numpy.zeros((self.n, 5, 2))  # with visits or a home bed
        for client in year.clients:
            pays_from = client.assessed + delay if client.assessed is not None and client.assessed >= 0 else 0
            for step, held in enumerate(client.steps):
                if held is not None:
                    covered = self.ltci_share(client.level, client.insured) if step >= pays_from else 0.0
                    self._month(client, held, covered, 1 / per_month)

    def _month(self, client, held, covered, months):
        place_class, owner = held
        if place_class < placing.N_BED_CLASSES:
            self._in_bed(client, place_class, owner, covered, months)
        elif place_class == placing.DAY:
            fee = self.fees[MODE_OF_CLASS[place_class]][client.level]
            self._from_person(client, self.paid["serve"], months * fee)
        else:
            self.served_months[client.home, client.level, client.insured] += months
            self._at_home(client, place_class, covered, months)

    def _from_person(self, client, paid, yuan):
        relief = care.RELIEFS[client.relief] if client.relief else "none"
        share = self.scenario["finance"]["family_share"][relief]
        paid[client.home, FAMILY] += share * yuan
        paid[client.home, USER] += (1 - share) * yuan

    def _in_bed(self, client, place_class, owner, covered, months):
        """Insurance first; then the state for the destitute, or the person and the family."""
        finance, prices = self.scenario["finance"], self.scenario["prices"]
        factor = care.at(finance["fee_factor"][OF_OWNER[owner]], self.year)
        if owner == placing.PRIVATE:  # some of them at the inclusive price, the others at the market's
            factor = 1 - care.at(self.scenario["supply"]["inclusive_share"], self.year) * (1 - factor)
        fee = self.fees[MODE_OF_CLASS[place_class]][client.level] * factor
        cap = prices["ltci"]["bed_cap_yuan_per_day"] * care.DAYS_PER_MONTH
        insured = covered * care.at(prices["ltci"]["bed_share"], self.year) * min(fee, cap)
        paid = self.paid["operate"]
        paid[client.home, LTCI] += months * insured
        if client.relief == placing.DESTITUTE and care.is_true(prices["destitute_pay_nothing"]):
            paid[client.home] += months * (fee - insured) * share_of_public(finance["destitute_share"], self.year)
        else:
            self._from_person(client, paid, months * (fee - insured))
        self._insured(client, INSTITUTION, months * covered, months * insured)
        if client.level >= pack.LEVELS.index(finance["operating_subsidy_from_level"]):
            each = "ordinary" if place_class == placing.ORDINARY else "nursing"
            yuan = months / 12 * care.at(finance["operating_subsidy_yuan_per_year"][each], self.year)
            self.paid["subsidise"][client.home] += yuan * share_of_public(finance["subsidy_share"], self.year)

    def _insured(self, client, mode, months, yuan):
        self.ltci_months[client.home, mode] += months
        self.ltci_yuan[client.home, mode] += yuan

    def _at_home(self, client, place_class, covered, months):
        """Who is insured gets care up to the cap at least; the allowance pays of what is left, never more."""
        prices = self.scenario["prices"]
        fee, cap = self.fees[MODE_OF_CLASS[place_class]][client.level], prices["ltci"]["home_cap_yuan_per_month"]
        insurance = care.at(prices["ltci"]["home_share"], self.year) * cap
        name = (None, "mild", "moderate", "severe_or_total", "severe_or_total")[client.level]
        has_allowance = name is not None and client.relief >= care.RELIEFS.index(prices["allowance_from_relief"])
        most = care.at(prices["allowance_yuan_per_month"][name], self.year) if has_allowance else 0.0
        allowance = 0.0
        for share, left, insured in ((covered, max(fee, cap) - insurance, insurance), (1 - covered, fee, 0.0)):
            from_state = min(most, left)
            self.paid["serve"][client.home, LTCI] += months * share * insured
            self._from_person(client, self.paid["serve"], months * share * (left - from_state))
            allowance += share * from_state
        self.paid["serve"][client.home] += months * allowance * share_of_public(
            self.scenario["finance"]["service_allowance_share"], self.year)
        self._insured(client, HOME, months * covered, months * covered * insurance)
        self.kind_yuan[client.home, KINDS.index("care")] += months * allowance
        self.kind_persons[client.home, KINDS.index("care")] += months / 12 * (allowance > 0)

    def _family(self, rows):
        """All year for those at home at its end who could be insured, less the months with visits or a home bed."""
        yuan = care.at(self.scenario["prices"]["ltci"]["family_yuan_per_month"], self.year)
        at_home = (rows.age_years >= 60) & ~rows.in_bed
        cells = numpy.ravel_multi_index((rows.d, rows.level, rows.employee_insured), (self.n, 5, 2))
        months = 12 * numpy.bincount(cells[at_home], minlength=self.n * 10).reshape(self.n, 5, 2) - self.served_months
        old = numpy.bincount(cells[rows.age_years >= 60], minlength=self.n * 10).reshape(self.n, 5, 2)
        for level in range(5):
            for insured in range(2):
                self.entitled += old[:, level, insured] * self.ltci_entitled(level, insured)
                paid = self.ltci_share(level, insured) * numpy.maximum(0, months[:, level, insured])
                self.ltci_months[:, BY_FAMILY] += paid
                self.ltci_yuan[:, BY_FAMILY] += paid * yuan
        self.paid["allowances"][:, LTCI] += self.ltci_yuan[:, BY_FAMILY]

    # ---- cash, services, training ----

    def _allowances(self, rows):
        section, codes = self.scenario["allowances"], pack.districts(self.scenario)
        residents = entitled.Residents(self.scenario, rows)
        table = pack.rows(section["table"])
        own_items = {(int(row["area"]), row["item"]) for row in table}
        registered = {int(row["area"]): row for row in pack.rows(section["registered"])}
        for d, code in enumerate(codes):
            here = residents.d == d
            groups = {}
            for row in table:
                of_city = int(row["area"]) not in codes and (code, row["item"]) not in own_items
                if int(row["area"]) == code or of_city:
                    groups.setdefault(row["stack_group"] or row["item"], []).append(row)
            n_local = (here & residents.old & residents.yes["local_hukou"]).sum()
            absent = float(registered[code]["absent"]) / n_local if code in registered and n_local else 0.0
            ratio = float(registered[code]["district_ratio"]) if code in registered else 1.0
            weight = {"none": 1.0, "city": 1 + absent, "district": ratio + absent}
            for listed in groups.values():
                for row, _, persons in self._takers(listed, residents, here, weight):
                    self.kind_entitled[d, KINDS.index(row["kind"])] += persons
                in_force = [row for row in listed if self.year >= int(row["from_year"])]
                for taken in self._takers(in_force, residents, here, weight):
                    self._pay(d, *taken)
        self.kind_entitled[:, KINDS.index("care")] += self.kind_persons[:, KINDS.index("care")]

    def _takers(self, group, residents, here, weight):
        """(row, yuan a year, persons). Of rows that exclude each other everybody has the largest; of equal ones the first."""
        factor = self.scenario["allowances"]["amount_factor"]
        yuan = [float(row["yuan"]) * (12 if row["period"] == "month" else 1) * care.at(factor[row["kind"]], self.year)
                for row in group]
        taken = numpy.zeros(len(here), bool)
        for i in sorted(range(len(group)), key=lambda i: -yuan[i]):
            row, who = group[i], here & residents.fits(group[i]) & ~taken
            if row["hukou"] != "none":  # residents registered here stand for all who are registered
                who &= residents.yes["local_hukou"]
            taken |= who
            yield row, yuan[i], who.sum() * weight[row["hukou"]] * float(row.get("fitting_share") or 1)

    def _pay(self, d, row, yuan, persons):
        """The district pays what the others leave, where its share is not said."""
        kind = KINDS.index(row["kind"])
        self.kind_persons[d, kind] += persons
        self.kind_yuan[d, kind] += persons * yuan
        share = {payer: float(row.get(payer + "_share") or 0) for payer in ("city", "district", "lottery", "central")}
        share["district"] = share["district"] if row["district_share"] else 1 - sum(share.values())
        for payer, part in share.items():
            self.paid["allowances"][d, PAYERS.index(payer)] += persons * yuan * part

    def _services(self, run):
        """By what was done of each."""
        section, y = self.scenario["services"], self.year - pack.FIRST_YEAR
        payers = {row["charge"]: numpy.array([float(row[name] or 0) for name in PAYERS])
                  for row in pack.rows(section["payers"])}
        volume = dict(zip(run.labels["service"], run["service_volume"][0, y].T))
        meals = section["meals"]
        price, added = care.at(meals["price_yuan"], self.year), care.at(meals["person_yuan"], self.year)
        for service, charges in CHARGES.items():
            for charge, purpose, key in charges:
                if charge == "meal":
                    yuan = max(0, price - added)
                elif charge == "meal_person_subsidy":
                    yuan = min(price, added)
                elif charge == "health_management":
                    yuan = self._year_of_management(section["health_management"])
                else:
                    first, second = key.split(".")
                    yuan = care.at(section[first][second], self.year)
                self.paid[purpose] += volume[service][:, None] * yuan * payers[charge]

    def _year_of_management(self, health):
        """Checks of all, follow-ups of the chronically ill."""
        checks, followups = care.at(health["checks_per_year"], self.year), care.at(health["followups_per_year"], self.year)
        return (checks * care.at(health["check_yuan"], self.year) +
                health["chronic_share"] * followups * health["followup_yuan"])

    def _training(self, run):
        workforce, y = self.scenario["workforce"], self.year - pack.FIRST_YEAR
        trained, each = run["staff_flows"][0, y][..., 0], workforce["training_yuan"]
        yuan = (trained[:, :2].sum(1) * each["caregiver"] + trained[:, 2] * each["director"] +
                run["family_carers_trained"][0, y] * each["family_carer"])
        self.paid["training"] += yuan[:, None] * share_of_public(self.scenario["finance"]["training_share"], self.year)
