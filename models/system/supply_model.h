/** @file  Writes the supply of each year into the result cubes.
 *  Reads   supply.   Writes  cubes only.   Draws  nothing. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_MODEL_H
#define CARE_MODELS_SYSTEM_SUPPLY_MODEL_H

#include "models/system/supply.h"
#include "sim/cubes.h"
#include "sim/model.h"
#include "sim/tally.h"

enum care_supply_cube {
    CARE_SUPPLY_CUBE_BEDS_BY_OWNER,
    CARE_SUPPLY_CUBE_PLACES,
    CARE_SUPPLY_CUBE_FACILITIES,
    CARE_SUPPLY_CUBE_CHANGES,
    CARE_SUPPLY_CUBE_COVERAGE,
    CARE_SUPPLY_CUBE_NETWORK,
    CARE_SUPPLY_CUBE_HOSPICE,
    CARE_N_SUPPLY_CUBES
};
extern const struct care_cube_spec care_supply_model_cubes[CARE_N_SUPPLY_CUBES];

/** All borrowed; cubes NULL where a run does not record them. */
struct care_supply_model {
    const struct care_supply *supply;
    const struct care_tally *tally;
    struct care_cube *cube[CARE_N_SUPPLY_CUBES];
};

/** The stock of 1 November 2020. */
void care_supply_model_start(const struct care_supply_model *model);

/** Its `self` is a struct care_supply_model. */
extern const struct care_model care_supply_model_descriptor;

#endif
