/** @file  Land that the year's supply takes, and what it costs: allocated (划拨) to public and non-profit homes and to community
 *  facilities, paid for (有偿) by for-profit homes. What is built into existing buildings takes no land while the transition
 *  lasts; then for-profit homes settle theirs. Beds upgraded in place take none, or the share of what a better bed needs
 *  more that the rule names.
 *  Reads   supply.   Draws  nothing.   Source  docs/SOURCES.md#land-price-yuan-per-m2, #land-upgrade-land-share. */
#ifndef CARE_MODELS_SYSTEM_LAND_COST_H
#define CARE_MODELS_SYSTEM_LAND_COST_H

#include "models/system/land_areas.h"
#include "models/system/ledger.h"
#include "models/system/supply.h"
#include "sim/cubes.h"
#include "sim/model.h"
#include "sim/tally.h"

enum care_land_taken {
    CARE_TAKEN_BY_BEDS, /* built anew, outside existing buildings */
    CARE_TAKEN_BY_COMMUNITY,
    CARE_TAKEN_BY_UPGRADES, /* beds converted */
    CARE_TAKEN_AFTER_TRANSITION,
    CARE_N_LAND_TAKEN
};
enum care_land_mode {
    CARE_LAND_ALLOCATED,
    CARE_LAND_PAID,
    CARE_LAND_RENT, /* a year, of existing buildings in use */
    CARE_N_LAND_MODES
};

/** What a district takes in a model year. */
struct care_land_bill {
    double taken_m2[CARE_N_LAND_TAKEN];
    double yuan[CARE_N_LAND_MODES][2]; /* at prices of 2024; paid by public money, by investors */
};
struct care_land_bill care_land_cost_of(const struct care_land_plan *plan, const struct care_supply *supply,
                                        int district, int year);

/** All borrowed; cubes NULL when not recorded. */
struct care_land_cost {
    const struct care_land_plan *plan;
    const struct care_supply *supply;
    struct care_ledger *ledger;
    const struct care_tally *tally;
    struct care_cube *taken, *cost;
};

extern const struct care_model care_land_cost_model; /* close: before finance weighs the sources */
extern const struct care_cube_spec care_land_cost_cube, care_land_cost_taken_cube;

#endif
