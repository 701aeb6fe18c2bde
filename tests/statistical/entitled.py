"""Who is entitled to what: the conditions of rows of services.csv and allowances.csv, asked of everybody of 60 and over in a
people file, one by one (docs/SOURCES.md#services, #allowances; models/system/entitlements.h).
"""
import math

import numpy

import care
import pack
import people
import placing

RELIEFS = ("none",) + care.RELIEFS[1:]  # no relief is called so in tables
CERTIFICATES = ("none", "other", "severe")
ANSWERS = {"no": False, "yes": True}
FIRST_AGE, NO_LIMIT = 60, 150


class Residents:
    """People of 60 and over of a district as columns of answers."""

    def __init__(self, scenario, rows):
        old = rows.age_years >= FIRST_AGE
        at_home = ~rows.in_bed
        self.codes = pack.districts(scenario)
        registered = {int(row["area"]): float(row["district_ratio"]) for row in
                      pack.rows(scenario["allowances"]["registered"])}
        self.district_share = numpy.minimum(1, [registered.get(code, 1.0) for code in self.codes])
        self.old, self.d = old, rows.d
        self.age, self.level, self.relief, self.certificate = rows.age_years, rows.level, rows.relief, rows.certificate
        self.yes = {"late_dementia": rows.dementia >= 2, "bereaved": rows.bereaved == 1, "in_home": rows.in_bed,
                    "insured": rows.employee_insured == 1, "veteran": rows.veteran == 1, "rural": rows.rural == 1,
                    "local_hukou": rows.local_hukou == 1,
                    "alone": at_home & (rows.household == people.BY_ONESELF) & ~rows.linked,
                    "special": at_home & placing.is_special(scenario, rows, rows.linked)}

    def fits(self, row, age_from=None):
        """Who meets all conditions of a row; an empty one is none."""
        def said(name, otherwise):
            return row.get(name) or otherwise

        age_from = float(said("age_from", FIRST_AGE)) if age_from is None else age_from
        out = self.old & (self.age >= age_from) & (self.age < float(said("age_below", NO_LIMIT)))
        out &= (self.relief >= RELIEFS.index(said("relief_from", "none")))
        out &= (self.relief <= RELIEFS.index(said("relief_to", "destitute")))
        out &= (self.certificate >= CERTIFICATES.index(said("certificate_from", "none")))
        out &= (self.level >= pack.LEVELS.index(said("level_from", "none")))
        out &= (self.level <= pack.LEVELS.index(said("level_to", "total")))
        for name, answer in self.yes.items():
            if said(name, "any") != "any":
                out &= answer == ANSWERS[row[name]]
        return out

    def count(self, who, n_districts):
        """Whole persons by district. who: yes or no, or the share of such people"""
        persons = numpy.bincount(self.d, weights=who, minlength=n_districts)
        return numpy.rint(numpy.round(persons, 7)).astype(int)

    def goes_by(self, row, own):
        """Whose row it is: of a service with rows of their own districts go by these. own: {(service, area)}"""
        if row.get("area"):
            return self.d == self.codes.index(int(row["area"]))
        return ~numpy.isin(self.d, [d for d, code in enumerate(self.codes) if (row["service"], str(code)) in own])


def services(scenario, residents, year):
    """{service: share of such people who are eligible}; of several rows of a service the one that holds most. Who must be
    registered in his own district is one of the residents with local hukou, as many as the ratio says."""
    meals, out = scenario["services"]["meals"], {}
    start = {"meals": meals["start_age"], "special_meals": meals["special_start_age"]}
    table = pack.rows(scenario["services"]["rules"])
    own = {(row["service"], row["area"]) for row in table if row.get("area")}
    for row in table:
        age_from = None
        if row["start_age"]:  # ages are counted in bands of five years
            age_from = FIRST_AGE + 5 * math.ceil((care.at(start[row["start_age"]], year) - FIRST_AGE) / 5)
        who = residents.fits(row, age_from) & residents.goes_by(row, own)
        share = 1.0
        if row.get("hukou") == "district":
            who, share = who & residents.yes["local_hukou"], residents.district_share[residents.d]
        out[row["service"]] = numpy.maximum(out.get(row["service"], 0.0), who * share)
    visited = care.at(scenario["services"]["monthly_visit"].get("disabled_share", 0.0), year)
    disabled = residents.old & ~residents.yes["in_home"] & (residents.level > 0)
    out["monthly_visit"] = numpy.maximum(out["monthly_visit"], visited * disabled)
    return out


def of_town_by_hand(rows, special):
    """A few services of the town in words of this file alone: {service: who}."""
    old, at_home = rows.age_years >= 60, rows.place < people.IN_ORDINARY_BED
    home = old & at_home
    poor = (rows.relief == 1) | (rows.relief == 2) | (rows.relief == 3)
    poor_but_not_destitute = (rows.relief == 1) | (rows.relief == 2)
    with_others = (rows.partner_key != 0) | (rows.household != people.BY_ONESELF)
    meals = (rows.age_years >= 80) & (rows.local_hukou == 1)
    meals |= (rows.age_years >= 70) & (rows.local_hukou == 1) & special
    meals |= poor_but_not_destitute & (rows.level >= 3)
    meals |= (rows.age_years < 70) & poor_but_not_destitute & (rows.certificate == 2)
    return {"monthly_visit": home & special, "health_management": home & (rows.age_years >= 65), "meals": home & meals,
            "bathing": home & (rows.level >= 2), "family_doctor": old,
            "respite": home & with_others & ((rows.level >= 2) | (rows.dementia >= 2)),
            "adaptation": home & poor & ((rows.age_years >= 80) | (rows.level >= 1) | (rows.certificate >= 1)),
            "assessment": (rows.age_years >= 65) & ((rows.level >= 1) | (rows.dementia >= 2))}
