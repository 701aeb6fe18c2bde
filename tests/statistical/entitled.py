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
        return numpy.bincount(self.d[who], minlength=n_districts)


def services(scenario, residents, year):
    """{service: who is eligible}; of several rows of a service any will do."""
    meals, out = scenario["services"]["meals"], {}
    start = {"meals": meals["start_age"], "special_meals": meals["special_start_age"]}
    for row in pack.rows(scenario["services"]["rules"]):
        age_from = None
        if row["start_age"]:  # ages are counted in bands of five years
            age_from = FIRST_AGE + 5 * math.ceil((care.at(start[row["start_age"]], year) - FIRST_AGE) / 5)
        who = residents.fits(row, age_from)
        out[row["service"]] = out.get(row["service"], False) | who
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
