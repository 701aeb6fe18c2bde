#!/usr/bin/env python3
"""Who pays what for whom, from people and prices: every yuan of care, cash, services and training of every year reckoned
again (money.py) and compared with the ledger by district, purpose and payer; who is eligible for which service and who asks,
counted again from the people (entitled.py), some services in words of their own.

The program counts months by the bed held last: who has changed to a better bed within the home, or lost a place that closed,
is charged for the year as if he had never held another. Districts and years without such a person must agree to the fen.

    check_money.py PROGRAM town|tianjin
"""
import sys

import numpy

import care
import check_queue
import entitled
import money
import pack
import runs

RUNS = {"town": (("town", ()),
                 ("town-norm", ("prices.ltci.others_share=0.5", "prices.ltci.from_level=moderate",
                                "prices.allowance_from_relief=everyone", "prices.ltci.delay_months=3",
                                "services.respite.days_per_carer_per_year=6",
                                "queue.steps_per_month=3", "prices.ltci.home_share={2020: 0.75, 2026: 0.9}")),
                 ("town", ("supply.beds_factor={2020: 1, 2023: 0.5, 2028: 0.3}",)),
                 ("town-own", ("services.disabled_health.times_per_year=2", "services.monthly_visit.disabled_share=0.4",
                               "services.health_management.chronic_share=0.5"))),
        "tianjin": (("tianjin", ()),)}
SPOILED = (("prices.ltci.bed_cap_yuan_per_day=71", "operate"), ("prices.ltci.home_share=0.76", "serve"),
           ("prices.allowance_yuan_per_month.moderate=401", "serve"), ("finance.family_share.none=0.31", "operate"),
           ("prices.ltci.family_yuan_per_month=751", "allowances"), ("services.meals.price_yuan=15.1", "meals"),
           ("allowances.amount_factor.disabled_living=1.01", "allowances"),
           ("finance.operating_subsidy_yuan_per_year.nursing=2410", "subsidise"),
           ("workforce.training_yuan.caregiver=1501", "training"))
BY_BED = ("operate", "subsidise")
FEN, NEAR = 0.2, 0.01  # many entries, each rounded to a fen; where beds closed, share of the purpose
COVERED = {"emergency_call": "cover_share", "health_management": "share", "family_doctor": "share",
           "device_rental": "cover_share"}


def years(town):
    """(year, the twin's queue, its books), but for the census."""
    for year, twin in town.years():
        if year > pack.FIRST_YEAR:
            yield year, twin, money.Books(town.scenario, twin, town.run, town.run.people[year])


def off_ledger(town):
    """{purpose: [most yuan off where it must be exact, most share of the purpose off elsewhere]} over years."""
    out, names = {}, town.run.labels["purpose"]
    for year, twin, books in years(town):
        y = year - pack.FIRST_YEAR
        lost, moved, none = districts(twin, "was_sent_back"), districts(twin, "has_changed"), numpy.zeros(town.rules.n, bool)
        books.paid["subsidise"] += building_subsidies(town, y)
        for name in names[2:]:  # there are no people in building and converting
            is_near = lost | moved if name in BY_BED else lost if name == "serve" else none
            add_off(out, name, books.paid[name], town.run["cost"][0, y][:, names.index(name)], is_near)
        add_off(out, "ltci", books.ltci_yuan, town.run["ltci_cost"][0, y], lost | moved)
        add_off(out, "ltci persons", books.ltci_months / 12, town.run["ltci_persons"][0, y], lost | moved)
        add_off(out, "benefits", books.kind_yuan, town.run["allowance_cost"][0, y], lost)
        add_off(out, "who gets them", books.kind_persons, town.run["allowance_persons"][0, y], lost)
        add_off(out, "who fits the list", books.kind_entitled, town.run["allowance_entitled"][0, y], lost)
        add_off(out, "whom ltci is for", books.entitled[:, None], town.run["ltci_entitled"][0, y][:, None], none)
    return out


def districts(twin, what):
    """In which of them somebody lives of whom it is true."""
    return numpy.array([any(getattr(client, what) for client in twin.clients if client.home == d)
                        for d in range(twin.rules.n)])


def add_off(out, name, mine, theirs, is_near):
    off = abs(mine - theirs)
    exact, near = out.get(name, (0.0, 0.0))
    share = off.sum(-1) / numpy.maximum(1, abs(theirs).sum(-1))
    out[name] = max(exact, *(off.max(-1) * ~is_near)), max(near, *(share * is_near))


def building_subsidies(town, y):
    """Of new beds of a year: all classes alike, by owner."""
    finance, beds = town.scenario["finance"], town.run["beds_by_owner"][0]
    if (town.run["supply_changes"][0, y][:, :3, :1] > 0).any():
        each, share = finance["building_subsidy_yuan"], care.at(finance["rented_share"], pack.FIRST_YEAR + y)
        private = each["private_owned"] + share * (each["private_rented"] - each["private_owned"])
        new = numpy.maximum(0, beds[y] - beds[y - 1]).sum(-1)
        yuan = new @ numpy.array([each["public"], each["public_privately_run"], private])
        return yuan[:, None] * money.share_of_public(finance["subsidy_share"], pack.FIRST_YEAR + y)
    return numpy.zeros((town.rules.n, len(money.PAYERS)))


def is_right(off):
    return all(exact < FEN and near < NEAR for exact, near in off.values())


def check_ledger(verdict, title, town):
    off = off_ledger(town)
    text = ", ".join(f"{name} {exact:.2f}" + (f" (moved: {100 * near:.2f} %)" if near else "") for name, (exact, near) in
                     off.items())
    verdict.check(is_right(off), f"{title}: yuan of {len(town.run.people) - 1} years reckoned again, most off in a "
                                 f"cell: {text}")


# ---- services ----

def asked_and_served(town, y, service, eligible):
    """By take-up; served up to a share of the eligible, where that is the bound, else None."""
    section, year = town.scenario["services"], pack.FIRST_YEAR + y
    asked = numpy.rint(numpy.round(eligible * care.at(section["take_up"][service], year), 7)).astype(int)
    if service not in COVERED:
        return asked, None
    most = numpy.rint(numpy.round(eligible * care.at(section[service][COVERED[service]], year), 7)).astype(int)
    return asked, numpy.minimum(asked, most)


def off_services(town, year, rows):
    """{service: districts that differ} in who is eligible, asks, is served."""
    residents, y, n = entitled.Residents(town.scenario, rows), year - pack.FIRST_YEAR, town.rules.n
    cube, out = town.run["services"][0, y], {}
    is_town = n == 3 and isinstance(town.scenario["services"]["rules"], str)
    by_hand = entitled.of_town_by_hand(rows, residents.yes["special"]) if is_town else {}
    for service, who in entitled.services(town.scenario, residents, year).items():
        theirs = cube[:, town.run.labels["service"].index(service)]
        mine = residents.count(who, n)
        off = int((by_hand.get(service, who) != who).sum())
        if service == "adaptation":
            mine = numpy.rint(mine / max(1, town.scenario["services"]["adaptation"]["persons_per_household"])).astype(int)
        elif service in ("day_care", "home_bed", "home_visits"):
            provider = ("day_care", "home_bed", "home_visits").index(service)
            old = rows.age_years >= 60
            held = residents.count(old & (rows.place == 1) & (rows.provider == provider), n)
            waits = residents.count(old & (rows.place == 2) & (rows.provider == provider + 1), n)
            off += int((theirs[:, 1] != held + waits).sum()) + int((theirs[:, 2] != held).sum())
        else:
            asked, served = asked_and_served(town, y, service, mine)
            off += int((theirs[:, 1] != asked).sum()) + (0 if served is None else int((theirs[:, 2] != served).sum()))
        out[service] = off + int((theirs[:, 0] != mine).sum())
    return out


def check_services(verdict, title, town):
    off = {}
    for year, rows in town.run.people.items():
        for service, n in off_services(town, year, rows).items():
            off[service] = off.get(service, 0) + n
    verdict.check(not any(off.values()), f"{title}: {len(off)} services counted again from the people of "
                                         f"{len(town.run.people)} years: cells that differ: {sum(off.values())}")


def spoiled(verdict, run, name, overrides):
    for change, purpose in SPOILED:
        exact, near = off_ledger(check_queue.Town(run, name, overrides, (change,)))[purpose]
        verdict.check(exact >= FEN or near >= NEAR, f"a twin with {change} is noticed in {purpose}: {exact:.2f} yuan")
    town = check_queue.Town(run, name, overrides)
    year, rows = list(run.people.items())[-1]
    rows.level[numpy.flatnonzero((rows.age_years >= 65) & (rows.level == 1))[0]] = 2
    verdict.check(off_services(town, year, rows)["bathing"] > 0, "one person more who needs bathing is noticed")


def spoiled_own(verdict, program):
    """A twin that goes by the city's rows, or definitions, in districts that have their own is noticed."""
    name, overrides = RUNS["town"][-1]
    run = runs.Run(program, name, overrides=overrides, people="2020,2021,2022")
    year, rows = list(run.people.items())[-1]
    city = pack.read_scenario(runs.path_of("town"))
    for change, service in (("services.rules=" + city["services"]["rules"], "meals"),
                            ("groups.definitions=", "monthly_visit")):
        off = off_services(check_queue.Town(run, name, overrides, (change,)), year, rows)[service]
        verdict.check(off > 0, f"a twin with {change.split('=')[0]} of the city alone is noticed in {service}")
    benefits = "allowances.table=" + city["allowances"]["table"]
    exact, _ = off_ledger(check_queue.Town(run, name, overrides, (benefits,)))["benefits"]
    verdict.check(exact >= FEN, f"a twin with benefits of the city alone is noticed: {exact:.2f} yuan")


def main():
    runs.only_if_full(sys.argv[2])
    verdict, program = runs.Verdict(), sys.argv[1]
    for name, overrides in RUNS[sys.argv[2]]:
        run = runs.Run(program, name, overrides=overrides, people="all" if name.startswith("town") else "2020,2021,2022")
        town, title = check_queue.Town(run, name, overrides), " ".join((name,) + overrides)
        check_ledger(verdict, title, town)
        check_services(verdict, title, town)
    if sys.argv[2] == "town":
        run = runs.Run(program, "town", people="2020,2021,2022,2023,2024,2025")
        spoiled(verdict, run, "town", ())
        spoiled_own(verdict, program)
    verdict.exit()


if __name__ == "__main__":
    main()
