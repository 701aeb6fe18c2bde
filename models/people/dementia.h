/** @file  Onset and stages of dementia, by age and sex, more likely with disability. No recovery.
 *  Reads   sex, level, dementia, exit.   Writes  dementia.   Draws  CARE_DRAW_DEMENTIA.
 *  Source  docs/SOURCES.md#dementia. */
#ifndef CARE_MODELS_PEOPLE_DEMENTIA_H
#define CARE_MODELS_PEOPLE_DEMENTIA_H

#include "models/people.h"
#include "models/people/disability_rates.h"
#include "sim/fields.h"

struct care_health;

/** Section `dementia` of the scenario. */
struct care_dementia_parameters {
    double share_of_60plus; /* national, 2020 */
    double slope_per_year;  /* of the logit */
    double female_log_odds;
    double odds_by_level[CARE_N_LEVELS];   /* relative odds of having it, and of onset, by disability level */
    double stage_share[CARE_N_STAGES - 1]; /* mild, moderate, severe among those who have it; sums to 1 */
};
extern const struct care_section care_dementia_section;

/** Height of the logit at 75 for men that meets the national share. @return CARE_OK, CARE_ERROR_SOLVER */
CARE_NODISCARD int care_dementia_height(const struct care_dementia_parameters *parameters,
                                        const struct care_sheet *national, double *height);
/** Share with dementia at an exact age. */
double care_dementia_prevalence(const struct care_dementia_parameters *parameters, double height, enum care_sex sex,
                                double age_exact);
/** Checks between fields: the stages sum to 1. */
CARE_NODISCARD int care_dementia_check(const struct care_dementia_parameters *parameters,
                                       struct care_diagnostics *list);

struct care_dementia {
    const struct care_health *health;
    bool marks_changes; /* as of disability */
};
extern const struct care_model care_dementia_model;

#endif
