/** @file  Prepares death, disability and dementia together, year by year, on the deterministic projection of the city's
 *  people of 60 and over by level and stage: so that average mortality stays the life table and the margin of dementia
 *  stays its curve (docs/decisions/0004-normalisation.md).
 *
 *  The projection that normalises is the root baseline's, with the scenario's own life table: a scenario that changes
 *  onset keeps the baseline's risk of death in each state, so that preventing disability lengthens life.
 *
 *  Source  docs/SOURCES.md#mortality, #disability, #dementia. */
#ifndef CARE_MODELS_PEOPLE_HEALTH_H
#define CARE_MODELS_PEOPLE_HEALTH_H

#include "models/people/dementia.h"
#include "models/people/disability_rates.h"
#include "models/people/lifetable.h"
#include "models/people/mortality.h"

enum {
    CARE_HEALTH_AGES = CARE_RATE_AGES - CARE_FIRST_CARE_AGE,     /* ages reached: 60..101, index age - 60 */
    CARE_PREVALENCE_AGES = CARE_N_AGES - CARE_FIRST_CARE_AGE + 1 /* ages of people: 59..100, index age - 59 */
};

/** What the yearly steps decide by, as 32-bit thresholds; and the projection itself. About 6 MB; create on the heap. */
struct care_health {
    /* [year][sex][age reached]: death of people who end the year under 60 (and all of 60+, on average) */
    double death_prob[CARE_N_YEARS][CARE_N_SEXES][CARE_RATE_AGES];
    uint32_t death[CARE_N_YEARS][CARE_N_SEXES][CARE_RATE_AGES];
    /* [year][age - 60][health state] */
    uint32_t death_from_60[CARE_N_YEARS][CARE_HEALTH_AGES][CARE_N_HEALTH_STATES];
    /* stay[year][age - 60][state]: below it no change; beyond it `other` [sex][level][i]: cumulative over the levels */
    uint32_t stay[CARE_N_YEARS][CARE_HEALTH_AGES][CARE_N_HEALTH_STATES];
    uint32_t other[CARE_N_YEARS][CARE_HEALTH_AGES][CARE_N_SEXES][CARE_N_LEVELS][CARE_N_LEVELS];
    /* dementia[year][age - 60][state]: onset of dementia, or the next stage */
    uint32_t dementia[CARE_N_YEARS][CARE_HEALTH_AGES][CARE_N_HEALTH_STATES];
    /* prevalence at an age in a year: cumulative thresholds of level; of dementia given level; of stage */
    uint32_t entry_level[CARE_N_YEARS][CARE_PREVALENCE_AGES][CARE_N_SEXES][CARE_N_LEVELS];
    uint32_t entry_dementia[CARE_N_YEARS][CARE_PREVALENCE_AGES][CARE_N_SEXES][CARE_N_LEVELS];
    uint32_t entry_stage[CARE_N_STAGES - 1];
    double progress_prob[2]; /* mild to moderate, moderate to severe, per year */
    double smallest_worsening_per_year;
};

struct care_health_inputs {
    const struct care_lifetable *lifetable;
    const struct care_mortality_parameters *mortality;
    const struct care_disability_parameters *disability;
    const struct care_dementia_parameters *dementia;
    const struct care_disability_parameters
        *root_disability; /* of the root baseline; the same pointer when it is the root */
    const struct care_dementia_parameters *root_dementia;
    const double (*persons)[CARE_N_AGES]; /* [sex][age], the city in 2020: weights of the stages */
    int last_year;
};

/** Solves everything. @return CARE_OK, CARE_ERROR_SOLVER, CARE_ERROR_LIBRARY, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_health_create(const struct care_health_inputs *inputs, struct care_health **out);
void care_health_free(struct care_health *health);

/** Level and stage drawn by prevalence for a person of @p age_years (59: about to enter; the census; an arrival). */
void care_health_enter(const struct care_health *health, const struct care_year *year, uint64_t key, unsigned sex,
                       int age_years, uint8_t *level, uint8_t *stage);

#endif
