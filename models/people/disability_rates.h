/** @file  The yearly moves between disability levels that keep prevalence and life table.
 *
 *  In a stationary cohort with hazards of death m_s by level, overall hazard m = sum p_s m_s, recovery r_k (k to k-1) and
 *  worsening u_k (k-1 to k),
 *
 *      dS_k/dx = u_k p_(k-1) - r_k p_k - sum over s >= k of p_s (m_s - m),
 *
 *  where S_k is the share in level k or worse (models/people/prevalence). So u_k follows in closed form and the one-year
 *  matrix is exp(Q) with Q at the middle of the year: prevalence and life table are both reproduced.
 *  Source: docs/SOURCES.md#disability. */
#ifndef CARE_MODELS_PEOPLE_DISABILITY_RATES_H
#define CARE_MODELS_PEOPLE_DISABILITY_RATES_H

#include "models/people/lifetable.h"
#include "models/people/mortality.h"
#include "models/people/prevalence.h"

/** One-year matrix from exact age x to x + 1.
 *  @param out  [from][to], to = CARE_N_LEVELS is death; rows sum to 1
 *  @param smallest_worsening  smallest u_k met, may be NULL; negative rates are cut at 0
 *  @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_disability_rates_matrix(const struct care_prevalence *curve,
                                                const struct care_lifetable *lifetable,
                                                const struct care_mortality_parameters *mortality, enum care_sex sex,
                                                double age_exact, int year,
                                                double out[CARE_N_LEVELS][CARE_N_LEVELS + 1],
                                                double *smallest_worsening);

#endif
