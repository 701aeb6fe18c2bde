/** @file  Deaths, by sex, age, disability level and dementia. The average over levels stays the life table.
 *  Reads   sex, level, dementia, exit, key.   Writes  exit.
 *  Draws   CARE_DRAW_DEATH_UNDER_60, CARE_DRAW_DEATH_FROM_60.
 *  Source  docs/SOURCES.md#mortality. */
#ifndef CARE_MODELS_PEOPLE_MORTALITY_H
#define CARE_MODELS_PEOPLE_MORTALITY_H

#include "models/people.h"
#include "sim/cubes.h"
#include "sim/fields.h"

struct care_health;
struct care_tally;

/** Section `mortality` of the scenario. Sheet owned by the scenario. */
struct care_mortality_parameters {
    struct care_sheet *life_table;
    struct care_series factor[CARE_N_SEXES]; /* on the national death rates, all ages */
    double ratio_at_75[CARE_N_LEVELS - 1];   /* hazard ratio of levels 1..4 to level 0 */
    double ratio_decay_per_year;             /* the excess of the ratio shrinks with age */
    double dementia_ratio_at_75;
    double dementia_ratio_decay_per_year;
};
extern const struct care_section care_mortality_section;

/** Hazard ratios at an exact age. */
void care_mortality_level_ratios(const struct care_mortality_parameters *parameters, double age_exact,
                                 double ratio[CARE_N_LEVELS]);
double care_mortality_dementia_ratio(const struct care_mortality_parameters *parameters, double age_exact);

/** What the model runs on. Borrowed; must outlive the run. */
struct care_mortality {
    const struct care_health *health;
    const struct care_tally *tally;
    struct care_cube *deaths; /* may be NULL */
};
extern const struct care_model care_mortality_model;
extern const struct care_cube_spec care_mortality_deaths_cube;

#endif
