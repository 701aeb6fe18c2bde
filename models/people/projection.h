/** @file  The expected people of each area by sex and age, year by year (cohort components): what net migration is
 *  scaled by, so that the totals of the scenario are met in expectation.
 *  Source  docs/SOURCES.md#migration. */
#ifndef CARE_MODELS_PEOPLE_PROJECTION_H
#define CARE_MODELS_PEOPLE_PROJECTION_H

#include "models/people/fertility.h"
#include "models/people/health.h"
#include "models/people/migration.h"
#include "models/people/population.h"

struct care_projection_inputs {
    const struct care_areas *areas;
    const struct care_census *census;
    const struct care_health *health;
    const struct care_fertility_rates *fertility;
    const struct care_series *net_persons_per_year;
    int last_year;
};

/** Fills `leave_scale` and `is_active` of @p migration for every year to the last.
 *  @param expected  [CARE_N_YEARS] expected residents of the city on 1 November; may be NULL
 *  @return CARE_OK, CARE_ERROR_SOLVER when more people should leave than there are, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_projection_create(const struct care_projection_inputs *inputs,
                                          struct care_migration_rates *migration, double *expected);

#endif
