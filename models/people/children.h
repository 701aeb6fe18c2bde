/** @file  Living children near by, of people of 60 and over: how many a cohort bore, and how many of them still live within
 *  reach (the same district or the next). The number is drawn once, at 60 or at the census: a child lost later shows only
 *  in the next cohort's figures.
 *  Source  docs/SOURCES.md#children. */
#ifndef CARE_MODELS_PEOPLE_CHILDREN_H
#define CARE_MODELS_PEOPLE_CHILDREN_H

#include "models/people.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"

enum {
    CARE_N_CHILDREN = 4,          /* 0, 1, 2, 3 and more */
    CARE_FIRST_PARENT_YEAR = 1915 /* cohorts born before have its figures */
};

enum care_children_column { CARE_CHILDREN_FIRST, CARE_CHILDREN_LAST, CARE_CHILDREN_MEAN, CARE_CHILDREN_CHILDLESS };
extern const struct care_sheet_spec care_children_cohorts_sheet;

/** Section `children` of the scenario. Sheet owned by the scenario. */
struct care_children_parameters {
    struct care_sheet *cohorts; /* children ever born to ever-married women by birth year: mean, share with none */
    double near_share;          /* of children born: alive and near by, when the parent is 60 */
    double near_loss_per_year;  /* hazard of losing nearness for each year of the parent's age beyond 60 */
};
extern const struct care_section care_children_section;

enum { CARE_N_PARENT_YEARS = CARE_LAST_YEAR - CARE_FIRST_CARE_AGE - CARE_FIRST_PARENT_YEAR + 1 };

/** By birth year of the parent (index year - CARE_FIRST_PARENT_YEAR) and age when drawn (60..100, index age - 60). Plain
 *  data. Men have the figures of women of their own birth year; the never married have no children. */
struct care_children_rates {
    /* P(number near by), ever married */
    double prob[CARE_N_PARENT_YEARS][CARE_N_AGES - CARE_FIRST_CARE_AGE][CARE_N_CHILDREN];
    uint32_t below[CARE_N_PARENT_YEARS][CARE_N_AGES - CARE_FIRST_CARE_AGE][CARE_N_CHILDREN - 1]; /* cumulative */
};

/** Children born are 0 with the childless share, else 1 + Poisson with the mean that is left; each is near by with the
 *  near share at the parent's age, independently.
 *  @return CARE_OK; CARE_ERROR_INPUT (gaps or overlaps of cohorts, a mean that the childless share rules out) */
CARE_NODISCARD int care_children_rates_create(const struct care_children_parameters *parameters,
                                              struct care_diagnostics *list, struct care_children_rates *out);

/** Probabilities and thresholds of one parent; birth years and ages beyond the table take its edge.
 *  @param birth_year  year in which the person is 0 on 1 November: model year - age */
const double *care_children_probs(const struct care_children_rates *rates, int birth_year, int age_years);
const uint32_t *care_children_below(const struct care_children_rates *rates, int birth_year, int age_years);

#endif
