/** @file  Prevalence of disability by age: S_k(x), the share of survivors at exact age x in level k or worse, is logistic
 *  in age; its height is solved so that the national 60+ of 2020 meet the published shares.
 *  Source: docs/SOURCES.md#disability. */
#ifndef CARE_MODELS_PEOPLE_PREVALENCE_H
#define CARE_MODELS_PEOPLE_PREVALENCE_H

#include "models/people.h"
#include "sim/fields.h"

enum { CARE_N_WORSE = CARE_N_LEVELS - 1 /* levels 1..4, index k-1 */ };

/** Section `disability` of the scenario. Sheet owned by the scenario. */
struct care_disability_parameters {
    struct care_sheet *reference_population; /* national 60+ of 2020 */
    double share[CARE_N_WORSE];              /* of national 60+ in level k or worse */
    double slope_per_year[CARE_N_WORSE];     /* of the logit of S_k */
    double female_log_odds_at_75, female_log_odds_per_year;
    double recovery_at_70_per_year[CARE_N_WORSE]; /* hazard of k to k-1 */
    double recovery_decay_per_year;
    double city_odds;                    /* multiplies the odds of S_k in the city */
    double trend_log_odds_per_year;      /* of onset and of prevalence at entry, from 2020 on */
    struct care_series worsening_factor; /* on the rates of getting worse, from 2021 on */
};
extern const struct care_section care_prevalence_section;

enum care_reference_column { CARE_REFERENCE_SEX, CARE_REFERENCE_FIRST, CARE_REFERENCE_LAST, CARE_REFERENCE_PERSONS };
extern const struct care_sheet_spec care_prevalence_reference_sheet;

/** The solved curve. Plain data. */
struct care_prevalence {
    const struct care_disability_parameters *parameters;
    double height[CARE_N_WORSE]; /* logit of S_k for men of 75, national */
};

/** @return CARE_OK, CARE_ERROR_SOLVER when a share cannot be met */
CARE_NODISCARD int care_prevalence_create(const struct care_disability_parameters *parameters,
                                          struct care_prevalence *out);

/** Shares p[0..4] by level in the city at an exact age (60 and over; half weight of years beyond 90) in a year. */
void care_prevalence_levels(const struct care_prevalence *curve, enum care_sex sex, double age_exact, int year,
                            double p[CARE_N_LEVELS]);

/** S_(k+1): the share in level k + 1 or worse, k from 0. */
double care_prevalence_or_worse(const struct care_prevalence *curve, int k, enum care_sex sex, double age_exact,
                                int year);

#endif
