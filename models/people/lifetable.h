/** @file  Life tables of the city by sex and single age, 2020 to the last year: death rates of the national table times
 *  the city's factor, and survival from one 1 November to the next.
 *
 *  Survival of people aged x on one 1 November to the next is L(x+1)/L(x), of the newborn of a model year L(0)/l(0);
 *  qx, which counts from birthday to birthday, would miss about 5 % of the deaths.
 *  Source: docs/SOURCES.md#mortality. */
#ifndef CARE_MODELS_PEOPLE_LIFETABLE_H
#define CARE_MODELS_PEOPLE_LIFETABLE_H

#include "models/people.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"

enum care_lifetable_column { CARE_LIFETABLE_YEAR, CARE_LIFETABLE_SEX, CARE_LIFETABLE_AGE, CARE_LIFETABLE_MX };
extern const struct care_sheet_spec care_lifetable_sheet;

/** Plain data. */
struct care_lifetable {
    double mx[CARE_N_YEARS][CARE_N_SEXES][CARE_N_AGES]; /* deaths per person-year at age 0..99, 100 and over */
    double death_prob[CARE_N_YEARS][CARE_N_SEXES]
                     [CARE_RATE_AGES]; /* within the model year, by the age reached at its end:
                                                                  0 the newborn, 101 all who were 100 and over */
};

/** Builds the tables, each year's times its factor; years the sheet does not hold take the nearest year it holds, with straight lines of log mx
 *  between. @return CARE_OK, CARE_ERROR_INPUT when a year of the sheet lacks an age */
CARE_NODISCARD int care_lifetable_create(const struct care_sheet *sheet, const struct care_series factor[CARE_N_SEXES],
                                         struct care_diagnostics *list, struct care_lifetable *out);

/** Life expectancy at an exact age from the table of one year, in years. */
double care_lifetable_expectancy(const struct care_lifetable *table, int year, enum care_sex sex, int age_years);

/** Life expectancy at birth by the deaths of a model year and those who lived through it, by the age reached at its end:
 *  the years lived at an age are the product of the chances to come so far, the ends of the model year being as far from
 *  birth as L(x) is from l(0). From 95 on the chance is one. NaN where nobody died there, which leaves it without an end.
 *  @param died, survived  [CARE_N_AGES], 100 and over in the last; an age that nobody has loses nobody */
double care_lifetable_expectancy_counted(const int64_t died[CARE_N_AGES], const int64_t survived[CARE_N_AGES]);

/** Hazard of death at an exact age: mx of [a, a+1) is taken as the hazard at a + 1/2, geometric in between; ages from
 *  59.5 to 100. For the solver of disability rates. */
double care_lifetable_hazard(const struct care_lifetable *table, int year, enum care_sex sex, double age_exact);

#endif
