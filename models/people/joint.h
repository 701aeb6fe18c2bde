/** @file  Level of disability and stage of dementia together: prevalence, risk of death and risk of onset by state, each
 *  meeting its margin. Solvers only; the years are models/people/health.
 *  Source  docs/SOURCES.md#mortality, #dementia. */
#ifndef CARE_MODELS_PEOPLE_JOINT_H
#define CARE_MODELS_PEOPLE_JOINT_H

#include "models/people/dementia.h"
#include "models/people/disability_rates.h"
#include "models/people/mortality.h"

enum { CARE_N_JOINT = CARE_N_LEVELS * CARE_N_STAGES /* state: level * CARE_N_STAGES + stage */ };

/** Prevalence of both. The dementia parameters are borrowed. */
struct care_joint_curve {
    struct care_prevalence disability;
    const struct care_dementia_parameters *dementia;
    double dementia_height; /* solved: care_dementia_height */
};

/** Shares at one age. */
struct care_joint_shares {
    double level[CARE_N_LEVELS];    /* sum 1 */
    double dementia[CARE_N_LEVELS]; /* of a level */
};

/** Both margins at an exact age, dementia by level with the relative odds of the parameters.
 *  @return CARE_OK, CARE_ERROR_SOLVER, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_joint_prevalence(const struct care_joint_curve *curve, enum care_sex sex, double age_exact,
                                         int year, struct care_joint_shares *out);

/** Shares of all states; sum 1. */
void care_joint_states(const struct care_joint_shares *at, const double stage_share[CARE_N_STAGES - 1],
                       double w[CARE_N_JOINT]);

/** Probability of death in a year by state: its mean over the mix @p w is @p mean_prob; a level's mean over its people with
 *  and without dementia keeps the proportion of the matrix's deaths; dementia multiplies the hazard.
 *  @param matrix  one-year moves [from][to], the last column death
 *  @return CARE_OK, CARE_ERROR_SOLVER, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_joint_death_probs(const struct care_mortality_parameters *mortality,
                                          const double matrix[CARE_N_LEVELS][CARE_N_LEVELS + 1],
                                          const double w[CARE_N_JOINT], double age_exact, double mean_prob,
                                          double prob[CARE_N_JOINT]);

/** Probability of onset by level: the relative odds of the parameters, the share @p target of all who are free of it.
 *  @param free_of_it  weights by level
 *  @return CARE_OK, CARE_ERROR_SOLVER, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_joint_onset_probs(const struct care_dementia_parameters *dementia,
                                          const double free_of_it[CARE_N_LEVELS], double target,
                                          double onset[CARE_N_LEVELS]);

#endif
