/** @file  Counts of 1 November that only make sense of families: living arrangements, households, empty nests, people left
 *  behind, groups and their union, need of care and what families give. Nothing of people is changed.
 *
 *  Households of people under 60 are not simulated; they follow from the census' headship rates, solved once for each
 *  district: one-person households for each person of 20-59 without a partner at hand, couples living by themselves for
 *  each couple under 60.
 *  Reads   partner, sex, marital, level, dementia, care, traits, exit.   Draws  nothing.
 *  Source  docs/SOURCES.md#living, #population-households, #groups, #need. */
#ifndef CARE_MODELS_PEOPLE_FAMILIES_H
#define CARE_MODELS_PEOPLE_FAMILIES_H

#include "models/people/groups_definitions.h"
#include "models/people/need.h"
#include "models/people/population.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/tally.h"

enum care_arrangement {
    CARE_ARRANGED_ALONE,
    CARE_ARRANGED_COUPLE,
    CARE_ARRANGED_WITH_CHILDREN,
    CARE_ARRANGED_THREE_GENERATIONS,
    CARE_ARRANGED_WITH_ELDERS,
    CARE_ARRANGED_COLLECTIVE,
    CARE_ARRANGED_IN_HOME,
    CARE_N_ARRANGEMENTS
};
extern const struct care_axis care_families_arrangement_axis, care_families_situation_axis;

enum care_households_kind {
    CARE_ONE_PERSON,
    CARE_ONE_GENERATION, /* one person, or a couple by themselves */
    CARE_WITH_ONE_65,
    CARE_WITH_TWO_65,
    CARE_N_HOUSEHOLD_KINDS
};

enum care_situation {
    CARE_SITUATION_EMPTY_NEST,
    CARE_SITUATION_ALONE,
    CARE_SITUATION_LEFT_BEHIND,
    CARE_SITUATION_KINLESS,
    CARE_SITUATION_COUPLES_BOTH_DISABLED, /* couples; the others count persons */
    CARE_SITUATION_DISABLED_WITHOUT_CARER,
    CARE_N_SITUATIONS
};

/** What the model runs on. Parameters, definitions and cubes borrowed; sums and tables owned. */
struct care_families {
    const struct care_areas *areas;
    const struct care_need_parameters *need;
    const struct care_family_parameters *family;
    const struct care_groups_definitions *definitions;
    const struct care_sheet *households; /* margins of the census */
    const struct care_table *table;
    const struct care_tally *tally;
    struct care_cube *living, *households_cube, *situations, *children, *groups, *need_cube, *need_hours, *care_hours,
        *marital;
    struct care_need_tables *tables; /* [districts] of the year */
    struct care_families_sums *sums; /* [districts] of the year being counted */
    double (*headship)[2];           /* [districts] under 60: alone of the single, couples by themselves of couples */
};

/** @param out  parameters, areas, tally and cubes filled by the caller; the rest here
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_families_create(struct care_families *out);
void care_families_free(struct care_families *families);

extern const struct care_model care_families_model;
extern const struct care_cube_spec care_families_living_cube, care_families_households_cube,
    care_families_situations_cube, care_families_children_cube, care_families_groups_cube, care_families_need_cube,
    care_families_need_hours_cube, care_families_care_hours_cube;

#endif
