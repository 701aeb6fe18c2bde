/** @file  Counts who is there on 1 November: population, disability, dementia, marital status. Changes nothing.
 *  Reads   sex, level, dementia, marital, exit.   Writes  nothing. */
#ifndef CARE_MODELS_PEOPLE_HEADCOUNT_H
#define CARE_MODELS_PEOPLE_HEADCOUNT_H

#include "models/people.h"
#include "sim/cubes.h"

struct care_tally;

struct care_headcount {
    const struct care_tally *tally;
    struct care_cube *population, *disability, *dementia, *marital; /* any may be NULL */
};
extern const struct care_model care_headcount_model;
extern const struct care_cube_spec care_headcount_population_cube, care_headcount_disability_cube,
    care_headcount_dementia_cube, care_headcount_marital_cube;

#endif
