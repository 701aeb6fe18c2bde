#include "tests/models/plan/plan_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static const int32_t ages[] = {60, 65, 70};
static const char *const sexes[] = {"men", "women"};
static const char *const classes[] = {"plain", "nursing", "dementia"};
static const char *const courses[] = {"long", "short"};
static const char *const results[] = {"passed", "failed", "long"}; /* one label as in courses */
static const char *const kinds[] = {"bed", "visit"};
static const struct care_axis sex_axis = {.name = "sex", .n = 2, .labels = sexes};
static const struct care_axis age_axis = {.name = "age", .n = 3, .codes = ages};
static const struct care_axis class_axis = {.name = "class", .n = 3, .labels = classes};
static const struct care_axis course_axis = {.name = "course", .n = 2, .labels = courses};
static const struct care_axis result_axis = {.name = "result", .n = 3, .labels = results};
static const struct care_axis kind_axis = {.name = "kind", .n = 2, .labels = kinds};

static const struct care_cube_spec people = {.name = "people", .axes = {&sex_axis, &age_axis}};
static const struct care_cube_spec beds = {.name = "beds", .axes = {&class_axis}};
static const struct care_cube_spec trained = {
    .name = "trained", .time = CARE_CUBE_FLOW, .axes = {&course_axis, &result_axis}};
static const struct care_cube_spec cost = {.name = "cost", .type = CARE_CUBE_FLOAT64, .time = CARE_CUBE_FLOW};
static const struct care_cube_spec wait = {.name = "wait", .type = CARE_CUBE_FLOAT64_MEAN, .axes = {&kind_axis}};

enum { N_CUBES = 5, MOST_CUBES = 8 };

void care_plan_world_open(struct care_plan_world *world, int n_replicates, const struct care_cube_spec *const *more,
                          int n_more)
{
    static const int32_t codes[] = {CARE_PLAN_WORLD_FIRST, CARE_PLAN_WORLD_SECOND};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = n_replicates,
                                     .first_year = 2020,
                                     .n_years = CARE_PLAN_WORLD_YEARS,
                                     .n_districts = CARE_PLAN_WORLD_DISTRICTS,
                                     .district_codes = codes};
    const struct care_cube_spec *specs[MOST_CUBES] = {&people, &beds, &trained, &cost, &wait};
    for (int i = 0; i < n_more; i++) {
        specs[N_CUBES + i] = more[i];
    }
    assert_int_equal(care_diagnostics_create(&world->list), CARE_OK);
    assert_int_equal(care_cubes_create(specs, N_CUBES + n_more, &outer, &world->cubes), CARE_OK);
}

void care_plan_world_close(struct care_plan_world *world)
{
    care_cubes_free(world->cubes);
    care_diagnostics_free(world->list);
}

int care_plan_world_setup(void **state)
{
    struct care_plan_world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    *state = world;
    care_plan_world_open(world, 1, NULL, 0);
    return 0;
}

int care_plan_world_teardown(void **state)
{
    care_plan_world_close(*state);
    free(*state);
    return 0;
}

void care_plan_world_set_replicate(struct care_plan_world *world, const char *name, int replicate, int year,
                                   int district, int cell, double value)
{
    const struct care_outer *outer = care_cubes_outer(world->cubes);
    const struct care_cube *cube = care_cubes_find(world->cubes, name);
    assert_non_null(cube);
    assert_in_range(cell, 0, cube->n_per_district - 1);
    const int64_t i = care_cube_offset(cube, outer, 0, 0, replicate, year - outer->first_year, district) + cell;
    if (care_cube_is_float(cube->spec)) {
        cube->data.float64[i] = value;
    } else {
        cube->data.int32[i] = (int32_t)value;
    }
}

void care_plan_world_set(struct care_plan_world *world, const char *name, int year, int district, int cell,
                         double value)
{
    for (int replicate = 0; replicate < care_cubes_outer(world->cubes)->n_replicates; replicate++) {
        care_plan_world_set_replicate(world, name, replicate, year, district, cell, value);
    }
}
