/** @file  Floor, land and facilities of one district by hand: what stands, what is planned, what demand and rules ask. */
#include "models/system/land.h"

#include "tests/models/system/land_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { CENTRAL, OUTER, YEAR = 2030 }; /* plot ratio 1.5 and 0.9 */

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) < 1e-6)) {
        fail_msg("%.12g, expected %.12g", found, expected);
    }
}

static int setup(void **state)
{
    care_land_world_setup(state);
    return care_land_world_plan(*state, NULL, 0);
}

/* ---- supply by hand ---- */

/* The stock of a year is that of its last month: months 11, 23, .. from 0. */
enum { LAST_MONTH = CARE_MONTHS_A_YEAR - 1 };

/* From a year on, to the end. */
static void stand_beds(struct care_land_world *world, int from, enum care_owner owner, enum care_place_class class,
                       int32_t n)
{
    for (int y = from - CARE_FIRST_YEAR; y < CARE_N_YEARS; y++) {
        const int month = y * CARE_MONTHS_A_YEAR + LAST_MONTH;
        const int cell = (month * CARE_LAND_WORLD_DISTRICTS + CENTRAL) * CARE_N_OWNERS + (int)owner;
        world->supply.beds[cell * CARE_N_BED_CLASSES + (int)class] = n;
    }
}

static void stand_day_places(struct care_land_world *world, int32_t n)
{
    for (int month = LAST_MONTH; month < CARE_N_YEARS * CARE_MONTHS_A_YEAR; month += CARE_MONTHS_A_YEAR) {
        world->supply.day_places[month * CARE_LAND_WORLD_DISTRICTS + CENTRAL] = n;
    }
}

static void stand_facilities(struct care_land_world *world, int from, enum care_facility facility, int32_t n)
{
    for (int y = from - CARE_FIRST_YEAR; y < CARE_N_YEARS; y++) {
        world->supply.facilities[(y * CARE_LAND_WORLD_DISTRICTS + CENTRAL) * CARE_N_FACILITIES + (int)facility] = n;
    }
}

static void set_nodes(struct care_land_world *world, int32_t streets, int32_t communities, int32_t villages)
{
    world->supply.nodes[CARE_NODE_STREET] = streets;
    world->supply.nodes[CARE_NODE_COMMUNITY] = communities;
    world->supply.nodes[CARE_NODE_VILLAGE] = villages;
}

static struct care_land_need need_of(const struct care_land_world *world, struct care_land_people people)
{
    struct care_land_need need;
    memset(&need, 0xff, sizeof need);
    care_land_needs(world->plan, &world->supply, &people, CENTRAL, YEAR, &need);
    return need;
}

static const struct care_land_people nobody = {.residents = 0};

/* ---- tests ---- */

/* 35 / 1.5 = 23.33 is inside 18 to 44; 48 / 0.9 = 53.3 is above, 35 / 3 = 11.7 below. */
static void land_of_a_bed_stays_inside_the_band(void **state)
{
    struct care_land_world *world = *state;
    assert_near(care_land_of_bed_m2(&world->parameters, 35, 1.5), 35 / 1.5);
    assert_near(care_land_of_bed_m2(&world->parameters, 48, 0.9), 44);
    assert_near(care_land_of_bed_m2(&world->parameters, 35, 3), 18);
}

/* Of 120 ordinary beds of 2020 40 were converted; 100 nursing beds became 160, of which half are private from 2025 on. */
static void what_stood_in_2020_and_stands_exists_and_the_rest_is_planned(void **state)
{
    struct care_land_world *world = *state;
    stand_beds(world, 2020, CARE_PUBLIC, CARE_ORDINARY_BED, 120);
    stand_beds(world, 2024, CARE_PUBLIC, CARE_ORDINARY_BED, 80);
    stand_beds(world, 2020, CARE_PUBLIC, CARE_NURSING_BED, 100);
    stand_beds(world, 2025, CARE_PUBLIC, CARE_NURSING_BED, 80);
    stand_beds(world, 2025, CARE_PRIVATE, CARE_NURSING_BED, 80);
    stand_facilities(world, 2020, CARE_PUBLIC_HOMES, 2);
    stand_facilities(world, 2025, CARE_PRIVATE_HOMES, 1);
    stand_facilities(world, 2020, CARE_STREET_CENTRES, 3);
    stand_facilities(world, 2026, CARE_STREET_CENTRES, 5);
    const struct care_land_need need = need_of(world, nobody);
    assert_near(need.size[CARE_LAND_ORDINARY_BEDS][CARE_LAND_EXISTS].floor_m2, 120 * 35);
    assert_near(need.size[CARE_LAND_ORDINARY_BEDS][CARE_LAND_PLANNED].floor_m2, 80 * 35);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_EXISTS].floor_m2, 100 * 45);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_PLANNED].floor_m2, 160 * 45);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_PLANNED].land_m2, 160 * 30);
    assert_near(need.size[CARE_LAND_STREET_CENTRES][CARE_LAND_EXISTS].floor_m2, 3000);
    assert_near(need.size[CARE_LAND_STREET_CENTRES][CARE_LAND_PLANNED].floor_m2, 5000);
    assert_near(need.size[CARE_LAND_STREET_CENTRES][CARE_LAND_PLANNED].number, 5);
    assert_near(need.homes[CARE_LAND_EXISTS], 2);
    assert_near(need.homes[CARE_LAND_PLANNED], 3);
}

/* 120 + 100 beds, of which 90 are converted: all buildings stand. Of 220 beds 165 are left, three quarters, of each class. */
static void beds_that_are_converted_stay_in_their_buildings(void **state)
{
    struct care_land_world *world = *state;
    stand_beds(world, 2020, CARE_PUBLIC, CARE_ORDINARY_BED, 120);
    stand_beds(world, 2020, CARE_PUBLIC, CARE_NURSING_BED, 100);
    stand_beds(world, 2024, CARE_PUBLIC, CARE_ORDINARY_BED, 30);
    stand_beds(world, 2024, CARE_PUBLIC, CARE_NURSING_BED, 190);
    struct care_land_need need = need_of(world, nobody);
    assert_near(need.size[CARE_LAND_ORDINARY_BEDS][CARE_LAND_EXISTS].floor_m2, 120 * 35);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_EXISTS].floor_m2, 100 * 45);
    stand_beds(world, 2028, CARE_PUBLIC, CARE_NURSING_BED, 135);
    need = need_of(world, nobody);
    assert_near(need.size[CARE_LAND_ORDINARY_BEDS][CARE_LAND_EXISTS].floor_m2, 90 * 35);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_EXISTS].floor_m2, 75 * 45);
}

/* Five stations are 1,000 m2 at the least; 100 places at 18 m2 ask 1,800. */
static void stations_are_as_large_as_their_places_ask(void **state)
{
    struct care_land_world *world = *state;
    stand_facilities(world, 2020, CARE_URBAN_DAY_STATIONS, 4);
    stand_facilities(world, 2020, CARE_RURAL_DAY_STATIONS, 1);
    stand_day_places(world, 50);
    assert_near(need_of(world, nobody).size[CARE_LAND_DAY_STATIONS][CARE_LAND_PLANNED].floor_m2, 1000);
    stand_day_places(world, 100);
    assert_near(need_of(world, nobody).size[CARE_LAND_DAY_STATIONS][CARE_LAND_PLANNED].floor_m2, 1800);
    assert_near(need_of(world, nobody).size[CARE_LAND_DAY_STATIONS][CARE_LAND_PLANNED].land_m2, 1200);
    assert_near(need_of(world, nobody).size[CARE_LAND_DAY_STATIONS][CARE_LAND_PLANNED].number, 5);
}

/* At a planned use of 85 %: 170 who want a nursing bed need 200, 34 a dementia bed 40, so two homes of 200; 17 a day place
 * 20 places, 360 m2, two stations of 200 by number. */
static void demand_is_met_at_the_planned_use(void **state)
{
    struct care_land_world *world = *state;
    const struct care_land_people people = {
        .asking = {[CARE_NURSING_BED] = 170, [CARE_DEMENTIA_BED] = 34, [CARE_DAY_PLACE] = 17}};
    const struct care_land_need need = need_of(world, people);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_NEEDED_BY_DEMAND].floor_m2, 200 * 45);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_NEEDED_BY_DEMAND].land_m2, 200 * 30);
    assert_near(need.size[CARE_LAND_DEMENTIA_BEDS][CARE_LAND_NEEDED_BY_DEMAND].land_m2, 40 * 32);
    assert_near(need.homes[CARE_LAND_NEEDED_BY_DEMAND], 2);
    assert_near(need.size[CARE_LAND_DAY_STATIONS][CARE_LAND_NEEDED_BY_DEMAND].number, 2);
    assert_near(need.size[CARE_LAND_DAY_STATIONS][CARE_LAND_NEEDED_BY_DEMAND].floor_m2, 400);
    assert_near(need.size[CARE_LAND_OTHER_COMMUNITY][CARE_LAND_NEEDED_BY_DEMAND].floor_m2, 0);
}

/* 10,000 of 60 and over: 400 beds, in the mix of 30 ordinary to 90 nursing; without any bed all are nursing beds. */
static void beds_by_rule_have_the_mix_of_those_there_are(void **state)
{
    struct care_land_world *world = *state;
    const struct care_land_people people = {.elders = 10000};
    assert_near(need_of(world, people).size[CARE_LAND_NURSING_BEDS][CARE_LAND_NEEDED_BY_RULE].floor_m2, 400 * 45);
    stand_beds(world, 2020, CARE_PUBLIC, CARE_ORDINARY_BED, 30);
    stand_beds(world, 2020, CARE_PRIVATE, CARE_NURSING_BED, 90);
    const struct care_land_need need = need_of(world, people);
    assert_near(need.size[CARE_LAND_ORDINARY_BEDS][CARE_LAND_NEEDED_BY_RULE].floor_m2, 100 * 35);
    assert_near(need.size[CARE_LAND_NURSING_BEDS][CARE_LAND_NEEDED_BY_RULE].floor_m2, 300 * 45);
    assert_near(need.homes[CARE_LAND_NEEDED_BY_RULE], 2);
}

/* 100,000 people: 10,000 m2 of land, on it 15,000 of floor. Four streets take 4,000; nine tenths of ten communities and half
 * of three villages, eleven stations, take 2,200; 8,800 are left for others, 26 of at least 350. */
static void other_community_facilities_fill_up_the_rule(void **state)
{
    struct care_land_world *world = *state;
    set_nodes(world, 4, 10, 3);
    const struct care_land_need need = need_of(world, (struct care_land_people){.residents = 100000});
    assert_near(need.size[CARE_LAND_STREET_CENTRES][CARE_LAND_NEEDED_BY_RULE].number, 4);
    assert_near(need.size[CARE_LAND_DAY_STATIONS][CARE_LAND_NEEDED_BY_RULE].number, 11);
    const struct care_land_size *others = &need.size[CARE_LAND_OTHER_COMMUNITY][CARE_LAND_NEEDED_BY_RULE];
    assert_near(others->floor_m2, 8800);
    assert_near(others->land_m2, 8800 / 1.5);
    assert_near(others->number, 26);
}

/* The same city where the figure means floor: 10,000 less 6,200. */
static void a_rule_of_floor_leaves_less(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.rule = CARE_LAND_FLOOR_PER_HEAD;
    set_nodes(world, 4, 10, 3);
    const struct care_land_need need = need_of(world, (struct care_land_people){.residents = 100000});
    assert_near(need.size[CARE_LAND_OTHER_COMMUNITY][CARE_LAND_NEEDED_BY_RULE].floor_m2, 3800);
}

/* 100,000 people are 40,000 households: 10,000 in new areas at 20 m2 a hundred and 30,000 others at 15, 6,500 m2. Areas
 * built after the year do not count yet. */
static void households_of_new_areas_count_as_new(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 10000, 25000, 2024, 2026, 2027, 2027, -1, 2},
                                                      {11, 1, 5000, 12500, 2030, 2031, 2032, 2032, -1, 1}};
    world->parameters.rule = CARE_LAND_FLOOR_PER_100_HOUSEHOLDS;
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_OK);
    assert_near(care_land_by_rule(world->plan, CENTRAL, YEAR, 100000).floor_m2, 6500);
    assert_near(care_land_by_rule(world->plan, CENTRAL, 2025, 100000).floor_m2, 6000);
    assert_near(care_land_by_rule(world->plan, CENTRAL, YEAR, 20000).floor_m2, 1600); /* all 8,000 in new areas */
}

/* By 2020 two areas have handed over 700 m2, by 2030 two more: 1,400. */
static void facilities_of_new_areas_are_other_community_facilities(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 3500, 9000, 2016, 2018, 2019, 2020, -1, 2},
                                                      {11, 2, 3500, 9000, 2024, 2026, 2027, 2027, -1, 2}};
    world->parameters.rule = CARE_LAND_FLOOR_PER_100_HOUSEHOLDS;
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_OK);
    const struct care_land_need need = need_of(world, nobody);
    assert_near(need.size[CARE_LAND_OTHER_COMMUNITY][CARE_LAND_EXISTS].floor_m2, 700);
    assert_near(need.size[CARE_LAND_OTHER_COMMUNITY][CARE_LAND_PLANNED].floor_m2, 1400);
    assert_near(need.size[CARE_LAND_OTHER_COMMUNITY][CARE_LAND_PLANNED].number, 4);
}

/* Missing: 100 of 200 nursing beds, 4,500 m2 of floor and 3,000 of land, and one of four centres, 1,000 and 666.7; ordinary
 * beds are 50 too many and make up for nothing. A quarter goes into existing buildings. */
static void plots_are_for_what_is_missing_and_not_reused(void **state)
{
    struct care_land_world *world = *state;
    double plots[CARE_N_PLOT_ITEMS];
    world->parameters.land_per_head_m2 = care_land_world_level(0);
    world->parameters.stock_reuse_share = care_land_world_level(0.25);
    stand_beds(world, 2020, CARE_PRIVATE, CARE_ORDINARY_BED, 50);
    stand_beds(world, 2020, CARE_PRIVATE, CARE_NURSING_BED, 100);
    stand_facilities(world, 2020, CARE_STREET_CENTRES, 3);
    set_nodes(world, 4, 0, 0);
    const struct care_land_need need =
        need_of(world, (struct care_land_people){.elders = 90000, .asking = {[CARE_NURSING_BED] = 170}});
    care_land_plots(world->plan, &world->supply, &need, CENTRAL, YEAR, plots);
    const double land = (3000 + 1000 / 1.5) * 0.75;
    assert_near(plots[CARE_PLOTS_FLOOR], 5500);
    assert_near(plots[CARE_PLOTS_FLOOR_REUSED], 1375);
    assert_near(plots[CARE_PLOTS_LAND], land);
    assert_near(plots[CARE_PLOTS_FOOTPRINT], land * 0.3);
    assert_near(plots[CARE_PLOTS_GREEN], land * 0.4);
    assert_near(plots[CARE_PLOTS_TRANSITION_ENDS], 0);
}

/* In 2026 the scenario opens 100 nursing beds (4,500 m2) and two centres (2,000); 40 % went into old buildings, whose five
 * years end in 2031. */
static void the_transition_of_reused_buildings_ends_after_five_years(void **state)
{
    struct care_land_world *world = *state;
    const struct care_land_need need = need_of(world, nobody);
    double plots[CARE_N_PLOT_ITEMS];
    world->parameters.stock_reuse_share = care_land_world_level(0.4);
    struct care_supply_changes *changes = &world->supply.changes[6 * CARE_LAND_WORLD_DISTRICTS + CENTRAL];
    changes->built[CARE_PRIVATE][CARE_NURSING_BED] = 100;
    changes->opened[CARE_STREET_CENTRES] = 2;
    static const double expected[] = {0, 0.4 * 6500, 0};
    for (int i = 0; i < 3; i++) {
        care_land_plots(world->plan, &world->supply, &need, CENTRAL, 2030 + i, plots);
        assert_near(plots[CARE_PLOTS_TRANSITION_ENDS], expected[i]);
    }
}

/* ---- the model ---- */

enum { N_CUBES = 7 };
static const struct care_axis sexes = {"sex", 2, NULL, NULL, NULL, {NULL, NULL}, NULL};
static const struct care_axis ages = {"age", CARE_N_AGES, NULL, NULL, NULL, {NULL, NULL}, NULL};
static const struct care_cube_spec population = {
    "population", CARE_CUBE_INT32, CARE_CUBE_STOCK, {&sexes, &ages}, "1", {NULL, NULL}, "x", 1};
static const struct care_cube_spec *const specs[N_CUBES] = {&population,
                                                            &care_land_cubes_floor,
                                                            &care_land_cubes_land,
                                                            &care_land_cubes_houses,
                                                            &care_land_cubes_four_sync,
                                                            &care_land_cubes_plots,
                                                            &care_land_cubes_community};

static void close_year(const struct care_land_world *world, const struct care_placement_use *use,
                       struct care_cubes *cubes, bool is_recorded)
{
    const struct care_tally tally = {.cubes = cubes};
    struct care_cube *cube[N_CUBES] = {NULL};
    for (int i = 0; i < N_CUBES; i++) {
        cube[i] = i == 0 || is_recorded ? care_cubes_at(cubes, i) : NULL;
    }
    int32_t *people = care_tally_counts(&tally, cube[0], YEAR, CENTRAL);
    people[40] = 90000; /* men of 40 and women of 60 */
    people[CARE_N_AGES + 60] = 10000;
    struct care_land land = {world->plan, &world->supply, use,     &tally,  cube[0], cube[1],
                             cube[2],     cube[3],        cube[4], cube[5], cube[6]};
    const struct care_year year = {.year = YEAR};
    assert_int_equal(care_land_model.close(&land, &year), CARE_OK);
}

static double cell(struct care_cubes *cubes, int cube, int district, int i)
{
    const struct care_tally tally = {.cubes = cubes};
    return care_tally_amounts(&tally, care_cubes_at(cubes, cube), YEAR, district)[i];
}

static struct care_cubes *create_cubes(void)
{
    static const struct care_outer outer = {.n_scenarios = 1,
                                            .n_draws = 1,
                                            .n_replicates = 1,
                                            .first_year = YEAR,
                                            .n_years = 1,
                                            .n_districts = CARE_LAND_WORLD_DISTRICTS};
    struct care_cubes *cubes = NULL;
    assert_int_equal(care_cubes_create(specs, N_CUBES, &outer, &cubes), CARE_OK);
    return cubes;
}

static void the_model_writes_the_need_of_those_counted(void **state)
{
    struct care_land_world *world = *state;
    static struct care_placement_use use[CARE_LAND_WORLD_DISTRICTS];
    use[CENTRAL].holding[CARE_NURSING_BED] = 100;
    use[CENTRAL].waiting[CARE_NURSING_BED] = 70;
    struct care_cubes *cubes = create_cubes();
    close_year(world, use, cubes, false); /* nothing recorded */
    assert_true(isnan(cell(cubes, 1, CENTRAL, 0)));
    close_year(world, use, cubes, true);
    const int nursing = CARE_LAND_NURSING_BEDS * CARE_N_LAND_MEASURES;
    const int others = CARE_LAND_OTHER_COMMUNITY * CARE_N_LAND_MEASURES;
    assert_near(cell(cubes, 1, CENTRAL, nursing + CARE_LAND_NEEDED_BY_DEMAND), 200 * 45);
    assert_near(cell(cubes, 1, CENTRAL, nursing + CARE_LAND_NEEDED_BY_RULE), 400 * 45);
    assert_near(cell(cubes, 1, CENTRAL, others + CARE_LAND_NEEDED_BY_RULE), 15000);
    assert_near(cell(cubes, 2, CENTRAL, others + CARE_LAND_NEEDED_BY_RULE), 10000);
    assert_near(cell(cubes, 2, OUTER, others + CARE_LAND_NEEDED_BY_RULE), 0);
    assert_near(cell(cubes, 3, CENTRAL, CARE_LAND_HOMES * CARE_N_LAND_MEASURES + CARE_LAND_NEEDED_BY_DEMAND), 1);
    assert_near(cell(cubes, 3, CENTRAL, CARE_LAND_OTHERS * CARE_N_LAND_MEASURES + CARE_LAND_NEEDED_BY_RULE), 43);
    assert_near(cell(cubes, 4, CENTRAL, CARE_SYNC_PLANNED), 0);
    assert_near(cell(cubes, 5, CENTRAL, CARE_PLOTS_FLOOR), 200 * 45 + 15000);
    care_cubes_free(cubes);
}

/* 100,000 people live in 40,000 households: 7,000 of them in four new areas with a facility of 350 m2 each; for the others
 * there are two centres of 1,000 m2 and three stations of 200. */
static void floor_of_new_areas_is_told_apart_from_that_of_all_others(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 3500, 9000, 2016, 2018, 2019, 2020, -1, 2},
                                                      {11, 2, 3500, 9000, 2024, 2026, 2027, 2027, -1, 2}};
    static struct care_placement_use use[CARE_LAND_WORLD_DISTRICTS];
    world->parameters.rule = CARE_LAND_FLOOR_PER_100_HOUSEHOLDS;
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_OK);
    stand_facilities(world, 2026, CARE_STREET_CENTRES, 2);
    stand_facilities(world, 2020, CARE_RURAL_DAY_STATIONS, 3);
    struct care_cubes *cubes = create_cubes();
    close_year(world, use, cubes, true);
    assert_near(cell(cubes, 6, CENTRAL, CARE_COMMUNITY_FLOOR_NEW), 1400);
    assert_near(cell(cubes, 6, CENTRAL, CARE_COMMUNITY_HOUSEHOLDS_NEW), 7000);
    assert_near(cell(cubes, 6, CENTRAL, CARE_COMMUNITY_FLOOR_BUILT), 2600);
    assert_near(cell(cubes, 6, CENTRAL, CARE_COMMUNITY_HOUSEHOLDS_BUILT), 33000);
    assert_near(cell(cubes, 6, OUTER, CARE_COMMUNITY_HOUSEHOLDS_BUILT), 0);
    care_cubes_free(cubes);
}

int main(void)
{
#define LAND_TEST(name) cmocka_unit_test_setup_teardown(name, setup, care_land_world_teardown)
    const struct CMUnitTest tests[] = {
        LAND_TEST(land_of_a_bed_stays_inside_the_band),
        LAND_TEST(what_stood_in_2020_and_stands_exists_and_the_rest_is_planned),
        LAND_TEST(beds_that_are_converted_stay_in_their_buildings),
        LAND_TEST(stations_are_as_large_as_their_places_ask),
        LAND_TEST(demand_is_met_at_the_planned_use),
        LAND_TEST(beds_by_rule_have_the_mix_of_those_there_are),
        LAND_TEST(other_community_facilities_fill_up_the_rule),
        LAND_TEST(a_rule_of_floor_leaves_less),
        LAND_TEST(households_of_new_areas_count_as_new),
        LAND_TEST(facilities_of_new_areas_are_other_community_facilities),
        LAND_TEST(plots_are_for_what_is_missing_and_not_reused),
        LAND_TEST(the_transition_of_reused_buildings_ends_after_five_years),
        LAND_TEST(the_model_writes_the_need_of_those_counted),
        LAND_TEST(floor_of_new_areas_is_told_apart_from_that_of_all_others),
    };
    return cmocka_run_group_tests_name("land", tests, NULL, NULL);
}
