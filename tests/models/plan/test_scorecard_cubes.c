/** @file  The cubes of the scorecard: the axis of indicators of several plans, and what is filled for whom. */
#include "models/plan/scorecard.h"

#include "tests/models/plan/plan_tables.h"
#include "tests/models/plan/plan_world.h"
#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* The linker sends the allocations of models/plan here (WRAP in CMakeLists.txt). */
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

static int n_until_failure = -1; /* allocations that still succeed; negative: all do */

static bool is_failing(void)
{
    return n_until_failure >= 0 && n_until_failure-- == 0;
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_failing() ? NULL : __real_calloc(n, size);
}

void *__wrap_malloc(size_t size)
{
    return is_failing() ? NULL : __real_malloc(size);
}

enum { WHOLE, DISTRICT }; /* scopes */
enum { A, B, C };         /* indicators in order of first appearance */
enum { CITY_PLAN, DISTRICT_PLAN, N_PLANS };

static const struct care_plan_row city_rows[] = {
    {"A", "beds", .threshold = 10, .scope = CARE_SCOPE_DISTRICTS_TOO},
    {"B", .threshold = 0, .basis = CARE_BASIS_DECLARED, .scope = CARE_SCOPE_DISTRICTS_TOO},
};
static const struct care_plan_row district_rows[] = {
    {"C", "beds", .threshold = 30, .scope = CARE_SCOPE_WHOLE},
    {"A", "beds", .threshold = 20, .scope = CARE_SCOPE_DISTRICTS_TOO},
};

/* A plan of both districts and one of the second alone; 25 and 15 beds in 2023. */
struct fixture {
    struct care_indicators_parameters plans[N_PLANS];
    struct care_scorecard_cubes specs;
    struct care_plan_world world;
    struct care_scorecard *scorecard;
};

static int setup(void **state)
{
    static const double second[] = {CARE_PLAN_WORLD_SECOND};
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    f->plans[CITY_PLAN].table = care_plan_table(city_rows, 2);
    f->plans[DISTRICT_PLAN].table = care_plan_table(district_rows, 2);
    f->plans[DISTRICT_PLAN].jurisdiction = care_handmade_sheet(&care_indicators_jurisdiction_sheet, second, 1);
    const struct care_indicators_parameters none = {.table = NULL};
    const struct care_indicators_parameters *const parameters[] = {&f->plans[CITY_PLAN], &none,
                                                                   &f->plans[DISTRICT_PLAN]};
    assert_int_equal(care_scorecard_cubes_create(parameters, 3, &f->specs), CARE_OK);
    care_plan_world_open(&f->world, 2, f->specs.specs, f->specs.n);
    care_plan_world_set(&f->world, "beds", 2023, 0, 0, 25);
    care_plan_world_set(&f->world, "beds", 2023, 1, 0, 15);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_scorecard_free(f->scorecard);
    care_plan_world_close(&f->world);
    care_scorecard_cubes_free(&f->specs);
    for (int i = 0; i < N_PLANS; i++) {
        care_handmade_free(f->plans[i].table);
        care_handmade_free(f->plans[i].jurisdiction);
    }
    free(f);
    return 0;
}

static void fill(struct fixture *f, int plan)
{
    assert_int_equal(care_scorecard_create(&f->plans[plan], f->world.cubes, f->world.list, &f->scorecard), CARE_OK);
    care_scorecard_fill(f->scorecard, 0);
}

static int64_t first_cell(const struct fixture *f, const struct care_cube *cube, int year, int district)
{
    const int replicate = 1; /* any: all are alike */
    return care_cube_offset(cube, care_cubes_outer(f->world.cubes), 0, 0, replicate, year - 2020, district);
}

static double value_in(const struct fixture *f, int year, int district, int indicator, int scope)
{
    const struct care_cube *cube = care_cubes_find(f->world.cubes, "indicator_value");
    return cube->data.float64[first_cell(f, cube, year, district) + 2 * indicator + scope];
}

static int met_in(const struct fixture *f, int year, int district, int indicator, int scope)
{
    const struct care_cube *cube = care_cubes_find(f->world.cubes, "indicator_met");
    return cube->data.int32[first_cell(f, cube, year, district) + 2 * indicator + scope];
}

static int rank_in(const struct fixture *f, int year, int district)
{
    const struct care_cube *cube = care_cubes_find(f->world.cubes, "district_rank");
    return cube->data.int32[first_cell(f, cube, year, district)];
}

static void the_axis_of_indicators_has_the_ids_of_all_plans_in_order(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(f->specs.n, 3);
    const struct care_axis *axis = f->specs.specs[0]->axes[0];
    assert_ptr_equal(axis, f->specs.specs[1]->axes[0]);
    assert_int_equal(axis->n, 3);
    assert_string_equal(axis->labels[A], "A");
    assert_string_equal(axis->labels[B], "B");
    assert_string_equal(axis->labels[C], "C");
    assert_string_equal(axis->labels_zh[C], "x"); /* as all texts of handmade tables */
}

static void without_any_plan_there_are_no_cubes(void **state)
{
    (void)state;
    const struct care_indicators_parameters none = {.table = NULL};
    const struct care_indicators_parameters *const parameters[] = {&none};
    struct care_scorecard_cubes cubes = {.n = 7};
    assert_int_equal(care_scorecard_cubes_create(parameters, 1, &cubes), CARE_OK);
    assert_int_equal(cubes.n, 0);
    care_scorecard_cubes_free(&cubes);
}

/* 25 + 15 against 10; B is declared and nobody has. */
static void the_whole_repeats_in_every_district(void **state)
{
    struct fixture *f = *state;
    fill(f, CITY_PLAN);
    for (int d = 0; d < 2; d++) {
        assert_true(value_in(f, 2023, d, A, WHOLE) == 40);
        assert_int_equal(met_in(f, 2023, d, A, WHOLE), CARE_VERDICT_MET);
        assert_int_equal(met_in(f, 2022, d, A, WHOLE), CARE_VERDICT_MISSED);
        assert_true(value_in(f, 2023, d, A, DISTRICT) == (d == 0 ? 25 : 15));
        assert_int_equal(met_in(f, 2023, d, B, DISTRICT), CARE_VERDICT_NO_DATA);
        assert_true(isnan(value_in(f, 2023, d, B, WHOLE)));
        assert_int_equal(rank_in(f, 2023, d), d + 1);
    }
}

/* The second district has 50 beds in 2021 and 2022, the first has none; in 2023 they have 25 and 5. */
static void a_rank_is_of_its_year_alone(void **state)
{
    struct fixture *f = *state;
    care_plan_world_set(&f->world, "beds", 2021, 1, 0, 50);
    care_plan_world_set(&f->world, "beds", 2022, 1, 0, 50);
    care_plan_world_set(&f->world, "beds", 2023, 1, 0, 5);
    fill(f, CITY_PLAN);
    assert_int_equal(rank_in(f, 2022, 0), 2);
    assert_int_equal(rank_in(f, 2022, 1), 1);
    assert_int_equal(rank_in(f, 2023, 0), 1);
    assert_int_equal(rank_in(f, 2023, 1), 2);
}

static void a_plan_of_one_district_fills_that_district(void **state)
{
    struct fixture *f = *state;
    fill(f, DISTRICT_PLAN);
    assert_true(value_in(f, 2023, 1, A, WHOLE) == 15);
    assert_int_equal(met_in(f, 2023, 1, A, WHOLE), CARE_VERDICT_MISSED);
    assert_true(value_in(f, 2023, 1, C, WHOLE) == 15);
    assert_int_equal(met_in(f, 2023, 1, C, DISTRICT), CARE_VERDICT_NOT_APPLICABLE);
    assert_int_equal(rank_in(f, 2023, 1), 1);
}

static void what_is_of_another_plan_is_missing_and_not_applicable(void **state)
{
    struct fixture *f = *state;
    fill(f, DISTRICT_PLAN);
    assert_true(isnan(value_in(f, 2023, 1, B, WHOLE)));
    assert_int_equal(met_in(f, 2023, 1, B, WHOLE), CARE_VERDICT_NOT_APPLICABLE);
    assert_true(isnan(value_in(f, 2023, 0, A, WHOLE)));
    assert_int_equal(met_in(f, 2023, 0, A, DISTRICT), CARE_VERDICT_NOT_APPLICABLE);
    assert_int_equal(rank_in(f, 2023, 0), 0);
}

static void a_scenario_without_a_plan_is_filled_with_nothing(void **state)
{
    struct fixture *f = *state;
    const struct care_indicators_parameters none = {.table = NULL};
    assert_int_equal(care_scorecard_create(&none, f->world.cubes, f->world.list, &f->scorecard), CARE_OK);
    care_scorecard_fill(f->scorecard, 0);
    assert_true(isnan(value_in(f, 2023, 0, A, WHOLE)));
    assert_int_equal(met_in(f, 2023, 0, A, WHOLE), CARE_VERDICT_NOT_APPLICABLE);
}

/* Every allocation of the plan of the city in turn, until all succeed. */
static void memory_that_runs_out_is_told(void **state)
{
    struct fixture *f = *state;
    int status = CARE_ERROR_MEMORY, n = 0;
    for (; status != CARE_OK; n++) {
        n_until_failure = n;
        status = care_scorecard_create(&f->plans[CITY_PLAN], f->world.cubes, f->world.list, &f->scorecard);
        n_until_failure = -1;
        assert_true(status == CARE_OK || status == CARE_ERROR_MEMORY);
        assert_true((f->scorecard != NULL) == (status == CARE_OK));
    }
    /* the card, its districts, two rooms for ranks, indicators; measure, nodes, choice, ranges of A; values of B: ten */
    assert_int_equal(n, 11);
    struct care_scorecard_cubes cubes;
    const struct care_indicators_parameters *const parameters[] = {&f->plans[CITY_PLAN]};
    n_until_failure = 0;
    assert_int_equal(care_scorecard_cubes_create(parameters, 1, &cubes), CARE_ERROR_MEMORY);
    assert_int_equal(cubes.n, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(the_axis_of_indicators_has_the_ids_of_all_plans_in_order),
        TEST(without_any_plan_there_are_no_cubes),
        TEST(the_whole_repeats_in_every_district),
        TEST(a_rank_is_of_its_year_alone),
        TEST(a_plan_of_one_district_fills_that_district),
        TEST(what_is_of_another_plan_is_missing_and_not_applicable),
        TEST(a_scenario_without_a_plan_is_filled_with_nothing),
        TEST(memory_that_runs_out_is_told),
    };
#undef TEST
    return cmocka_run_group_tests_name("scorecard_cubes", tests, NULL, NULL);
}
