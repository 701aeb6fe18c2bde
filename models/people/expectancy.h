/** @file  Life expectancy at birth of a year by district: what a newborn would live by the deaths and survivors counted in the
 *  model year. An output only; the life tables that people die by are models/people/lifetable.h.
 *  Reads   the year's counts.   Writes  nothing.   Draws  nothing. */
#ifndef CARE_MODELS_PEOPLE_EXPECTANCY_H
#define CARE_MODELS_PEOPLE_EXPECTANCY_H

#include "models/people.h"
#include "sim/cubes.h"
#include "sim/tally.h"

/** All borrowed. Cubes that are read: NULL where a run does not count them, then nothing is filled. */
struct care_expectancy {
    const struct care_tally *tally;
    int n_districts;
    struct care_cube *population, *deaths, *moves_in, *moves_out; /* read */
    struct care_cube *years;                                      /* filled */
};

enum care_expectancy_of {
    CARE_EXPECTANCY_OF_BOTH,
    CARE_EXPECTANCY_OF_MEN,
    CARE_EXPECTANCY_OF_WOMEN,
    CARE_N_EXPECTANCIES
};

extern const struct care_model care_expectancy_model; /* close: after headcount */
extern const struct care_cube_spec care_expectancy_cube;

#endif
