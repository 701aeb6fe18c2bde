/** @file  Supply in the result cubes: what is written is what was planned. */
#include "models/system/supply_model.h"

#include "tests/models/system/supply_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { N_YEARS = 6, BUILT = 0, CLOSED, CONVERTED_IN, CONVERTED_OUT, N_CHANGES };

struct world {
    struct care_supply_fixture *f;
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_supply_model model;
};

static void create_cubes(struct world *world)
{
    static const struct care_cube_spec *specs[CARE_N_SUPPLY_CUBES];
    static const char *const scenarios[] = {"one"};
    static const struct care_text titles[] = {{"one", "一"}};
    static const int32_t codes[] = {11, 12, 13};
    static const struct care_text names[] = {{"a", "甲"}, {"b", "乙"}, {"c", "丙"}};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_FIRST_YEAR,
                                     .n_years = N_YEARS,
                                     .n_districts = CARE_FIXTURE_N_DISTRICTS,
                                     .scenarios = scenarios,
                                     .titles = titles,
                                     .district_codes = codes,
                                     .district_names = names};
    for (int i = 0; i < CARE_N_SUPPLY_CUBES; i++) {
        specs[i] = &care_supply_model_cubes[i];
    }
    assert_int_equal(care_cubes_create(specs, CARE_N_SUPPLY_CUBES, &outer, &world->cubes), CARE_OK);
}

static int setup(void **state)
{
    static struct world world;
    world = (struct world){.f = NULL};
    assert_int_equal(care_supply_fixture_setup((void **)&world.f), 0);
    const int row = care_supply_fixture_add_project(world.f, "2022");
    care_supply_fixture_put(world.f, row, CARE_SUPPLY_PROJECTS_BEDS + CARE_ORDINARY_BED, 30);
    care_supply_fixture_write(world.f, row, CARE_SUPPLY_PROJECTS_CLOSES, "2024");
    care_supply_fixture_set(&world.f->parameters.nursing_share, 0.7);
    care_supply_fixture_set(&world.f->parameters.dementia_share, 0.2);
    care_supply_fixture_set(&world.f->parameters.day_care_coverage_urban, 0.8);
    care_supply_fixture_create(world.f);
    create_cubes(&world);
    world.tally = (struct care_tally){.cubes = world.cubes};
    world.model = (struct care_supply_model){.supply = world.f->supply, .tally = &world.tally};
    *state = &world;
    return 0;
}

static int teardown(void **state)
{
    struct world *world = *state;
    care_cubes_free(world->cubes);
    return care_supply_fixture_teardown((void **)&world->f);
}

static void run(struct world *world)
{
    care_supply_model_start(&world->model);
    for (int y = 1; y < N_YEARS; y++) {
        const struct care_year year = {.year = CARE_FIRST_YEAR + y, .index = y};
        assert_int_equal(care_supply_model_descriptor.settle(&world->model, &year, NULL), CARE_OK);
    }
}

static const int32_t *cells(const struct world *world, enum care_supply_cube cube, int year, int district)
{
    return care_tally_counts(&world->tally, world->model.cube[cube], year, district);
}

static int32_t beds_of_class(const struct world *world, int year, int district, int class)
{
    const int32_t *beds = cells(world, CARE_SUPPLY_CUBE_BEDS_BY_OWNER, year, district);
    int32_t n = 0;
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        n += beds[care_supply_months_bed(owner, class)];
    }
    return n;
}

static void the_cubes_hold_the_stock_of_november(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < CARE_N_SUPPLY_CUBES; i++) {
        world->model.cube[i] = care_cubes_at(world->cubes, i);
    }
    run(world);
    for (int year = CARE_FIRST_YEAR; year < CARE_FIRST_YEAR + N_YEARS; year++) {
        for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
            const struct care_supply *supply = world->f->supply;
            for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
                assert_int_equal(beds_of_class(world, year, d, class),
                                 care_supply_fixture_beds(supply, year, 12, d, class));
            }
            const int32_t *places = cells(world, CARE_SUPPLY_CUBE_PLACES, year, d);
            assert_int_equal(places[0], care_supply_fixture_day_places(supply, year, 12, d));
            assert_int_equal(places[1], care_supply_fixture_home_beds(supply, year, 12, d));
            assert_memory_equal(cells(world, CARE_SUPPLY_CUBE_FACILITIES, year, d),
                                care_supply_facilities(supply, year, d), CARE_N_FACILITIES * sizeof *places);
        }
    }
}

/* As the axis says: stock of the year before + built + converted_in = stock + closed + converted_out. */
static void stock_and_changes_agree_in_the_cubes(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < CARE_N_SUPPLY_CUBES; i++) {
        world->model.cube[i] = care_cubes_at(world->cubes, i);
    }
    run(world);
    int32_t moved = 0;
    for (int year = CARE_FIRST_YEAR + 1; year < CARE_FIRST_YEAR + N_YEARS; year++) {
        for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
            const int32_t *change = cells(world, CARE_SUPPLY_CUBE_CHANGES, year, 0) + class * N_CHANGES;
            assert_int_equal(beds_of_class(world, year - 1, 0, class) + change[BUILT] + change[CONVERTED_IN],
                             beds_of_class(world, year, 0, class) + change[CLOSED] + change[CONVERTED_OUT]);
            moved += change[BUILT] + change[CLOSED] + change[CONVERTED_IN];
        }
    }
    assert_true(moved > 60); /* 30 built and closed, and many converted */
}

/* District 11 has no villages; four fifths of its ten communities are covered from 2021 on. */
static void coverage_is_missing_where_there_is_no_node(void **state)
{
    struct world *world = *state;
    struct care_cube *cube = care_cubes_at(world->cubes, CARE_SUPPLY_CUBE_COVERAGE);
    world->model.cube[CARE_SUPPLY_CUBE_COVERAGE] = cube;
    run(world);
    const double *coverage = care_tally_amounts(&world->tally, cube, 2021, 0);
    assert_true(isnan(coverage[CARE_NETWORK_VILLAGE]));
    assert_float_equal(coverage[CARE_NETWORK_COMMUNITY], 0.8, 1e-12);
    assert_float_equal(care_tally_amounts(&world->tally, cube, 2020, 0)[CARE_NETWORK_COMMUNITY], 0.4, 1e-12);
}

/* District 11: its own centre, one of four streets with a full one, 4 of 10 communities in 2020 and 8 from 2021 on, no
 * village, 6 home beds for 5,000 people. Three levels are without the city and the households. */
static void the_network_counts_nodes_and_those_covered(void **state)
{
    struct world *world = *state;
    world->model.cube[CARE_SUPPLY_CUBE_NETWORK] = care_cubes_at(world->cubes, CARE_SUPPLY_CUBE_NETWORK);
    run(world);
    static const int32_t of_11[CARE_N_NETWORK_LEVELS][2] = {[CARE_NETWORK_CITY] = {1, 0},
                                                            [CARE_NETWORK_DISTRICT] = {1, 1},
                                                            [CARE_NETWORK_STREET] = {4, 1},
                                                            [CARE_NETWORK_COMMUNITY] = {10, 8},
                                                            [CARE_NETWORK_HOUSEHOLD] = {5000, 6}};
    assert_memory_equal(cells(world, CARE_SUPPLY_CUBE_NETWORK, 2021, 0), of_11, sizeof of_11);
    assert_int_equal(cells(world, CARE_SUPPLY_CUBE_NETWORK, 2020, 0)[2 * CARE_NETWORK_COMMUNITY + 1], 4);
    care_supply_fixture_set(&world->f->parameters.network_levels, 3);
    care_supply_fixture_create(world->f);
    world->model.supply = world->f->supply;
    run(world);
    const int32_t *of_three = cells(world, CARE_SUPPLY_CUBE_NETWORK, 2021, 0);
    assert_int_equal(of_three[2 * CARE_NETWORK_CITY], 0);
    assert_int_equal(of_three[2 * CARE_NETWORK_HOUSEHOLD], 0);
    assert_int_equal(of_three[2 * CARE_NETWORK_COMMUNITY], 10);
}

/* The other cubes stay as they were made. */
static void a_cube_that_is_not_recorded_is_left_alone(void **state)
{
    struct world *world = *state;
    world->model.cube[CARE_SUPPLY_CUBE_PLACES] = care_cubes_at(world->cubes, CARE_SUPPLY_CUBE_PLACES);
    run(world);
    const struct care_cube *beds = care_cubes_at(world->cubes, CARE_SUPPLY_CUBE_BEDS_BY_OWNER);
    for (int64_t i = 0; i < beds->n_cells; i++) {
        assert_int_equal(beds->data.int32[i], 0);
    }
    assert_int_equal(cells(world, CARE_SUPPLY_CUBE_PLACES, 2020, 1)[0], 12);
}

int main(void)
{
#define MODEL_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        MODEL_TEST(the_cubes_hold_the_stock_of_november),       MODEL_TEST(stock_and_changes_agree_in_the_cubes),
        MODEL_TEST(coverage_is_missing_where_there_is_no_node), MODEL_TEST(the_network_counts_nodes_and_those_covered),
        MODEL_TEST(a_cube_that_is_not_recorded_is_left_alone),
    };
    return cmocka_run_group_tests_name("supply model", tests, NULL, NULL);
}
