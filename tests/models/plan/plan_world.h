/** @file  A small made-up set of cubes, filled by hand, for measures and scorecards: two districts, 11 and 12, 2020 to 2023, one
 *  scenario. */
#ifndef CARE_TESTS_MODELS_PLAN_PLAN_WORLD_H
#define CARE_TESTS_MODELS_PLAN_PLAN_WORLD_H

#include "sim/cubes.h"
#include "sim/diagnostics.h"

enum {
    CARE_PLAN_WORLD_DISTRICTS = 2,
    CARE_PLAN_WORLD_YEARS = 4,
    CARE_PLAN_WORLD_CITY = 1, /* code */
    CARE_PLAN_WORLD_FIRST = 11,
    CARE_PLAN_WORLD_SECOND = 12
};

/** Cubes: `people` (sex {men, women}, age {60, 65, 70}) and `beds` (class {plain, nursing, dementia}), counts of 1 November;
 *  `trained` (course {long, short}, result {passed, failed, long}), a flow of counts; `cost`, a flow of amounts;
 *  `wait` (kind {bed, visit}), means. All zero, floats missing. */
struct care_plan_world {
    struct care_diagnostics *list;
    struct care_cubes *cubes;
};

/* fixture of every test */
int care_plan_world_setup(void **state);
int care_plan_world_teardown(void **state);

/** The same with several replicates and @p n_more cubes beside. */
void care_plan_world_open(struct care_plan_world *world, int n_replicates, const struct care_cube_spec *const *more,
                          int n_more);
void care_plan_world_close(struct care_plan_world *world);

/** Sets one cell, in all replicates or in one.
 *  @param cell  index among those of the district;  @param year  from 2020 */
void care_plan_world_set(struct care_plan_world *world, const char *cube, int year, int district, int cell,
                         double value);
void care_plan_world_set_replicate(struct care_plan_world *world, const char *cube, int replicate, int year,
                                   int district, int cell, double value);

#endif
