/** @file  A made-up city for land and childcare: two districts, one plot ratio each, supply and new areas by hand. */
#ifndef CARE_TESTS_MODELS_SYSTEM_LAND_WORLD_H
#define CARE_TESTS_MODELS_SYSTEM_LAND_WORLD_H

#include "models/system/land.h"

enum { CARE_LAND_WORLD_DISTRICTS = 2 }; /* codes 11 and 12; 111 is a street */

struct care_land_world {
    struct care_diagnostics *list;
    struct care_area area[4];
    int district[CARE_LAND_WORLD_DISTRICTS];
    struct care_areas areas;
    struct care_sheet *sites, *new_areas;
    struct care_land_parameters parameters; /* at their defaults */
    struct care_land_plan *plan;
    struct care_supply supply; /* nothing stands */
};

/* fixture of every test; the plan is for the test to make */
int care_land_world_setup(void **state);
int care_land_world_teardown(void **state);

/** Sets all fields of a section to their defaults; a member without a field is all ones. */
void care_land_world_defaults(const struct care_section *section, void *parameters);
/** A lever that is level. */
struct care_lever care_land_world_level(double value);

/** One row of the table of new areas. */
struct care_land_world_row {
    double district_code, n_areas, households, persons;
    double planned, built, accepted, handed_over; /* years; 0: not yet */
    double floor_m2;                              /* -1: as the rule asks */
    double n_compliant;
};
/** Puts the table into the parameters and makes the plan. @return its status */
CARE_NODISCARD int care_land_world_plan(struct care_land_world *world, const struct care_land_world_row *rows, int n);

#endif
