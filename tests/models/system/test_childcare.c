/** @file  Childcare of one district by hand: places from year to year, who uses them, staff, and tables that are wrong. */
#include "models/system/childcare.h"

#include "tests/models/system/land_world.h"
#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CENTRAL, OUTER };

struct fixture {
    struct care_land_world *world;
    struct care_sheet *places;
    struct care_childcare_parameters parameters; /* at their defaults */
    struct care_childcare childcare;
};

/* code, places; the districts in another order than in the tree */
static const double place_rows[CARE_LAND_WORLD_DISTRICTS][2] = {{12, 30}, {11, 1000}};

static int setup(void **state)
{
    void *world = NULL;
    care_land_world_setup(&world);
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    f->world = world;
    f->places = care_handmade_sheet(&care_childcare_sheet, &place_rows[0][0], CARE_LAND_WORLD_DISTRICTS);
    care_land_world_defaults(&care_childcare_section, &f->parameters);
    f->parameters.places = f->places;
    f->childcare.parameters = &f->parameters;
    f->childcare.areas = &f->world->areas;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    void *world = f->world;
    care_childcare_free(&f->childcare);
    care_handmade_free(f->places);
    free(f);
    return care_land_world_teardown(&world);
}

static void plan(struct fixture *f, const struct care_land_world_row *rows, int n)
{
    assert_int_equal(care_land_world_plan(f->world, rows, n), CARE_OK);
    f->childcare.new_areas = f->world->plan;
}

static int32_t places_after(const struct fixture *f, int year, int32_t before)
{
    return care_childcare_places(&f->childcare, CENTRAL, year, 400000, before);
}

/* 400,000 people at 4.5 per 1000: 1,800. From 1,000 a quarter of what is missing each year: 1,200, then 1,350. */
static void a_share_of_what_the_norm_asks_is_built_each_year(void **state)
{
    struct fixture *f = *state;
    plan(f, NULL, 0);
    assert_int_equal(places_after(f, 2021, 1000), 1000);
    f->parameters.gap_closed_share_per_year = care_land_world_level(0.25);
    assert_int_equal(places_after(f, 2021, 1000), 1200);
    assert_int_equal(places_after(f, 2022, 1200), 1350);
    assert_int_equal(places_after(f, 2022, 2000), 2000); /* what is above the norm stays */
}

/* An area of 12,500 people brings 50 places once, in the year it is handed over; one of 10,000 brings none. What is then
 * missing to 1,800 is 750, half of which is built. */
static void large_new_areas_bring_places(void **state)
{
    struct fixture *f = *state;
    static const struct care_land_world_row rows[] = {{11, 1, 5000, 12500, 2019, 2021, 2022, 2022, -1, 1},
                                                      {11, 1, 4000, 10000, 2019, 2021, 2022, 2022, -1, 1}};
    plan(f, rows, 2);
    assert_int_equal(places_after(f, 2021, 1000), 1000);
    assert_int_equal(places_after(f, 2022, 1000), 1050);
    assert_int_equal(places_after(f, 2023, 1050), 1050);
    f->parameters.gap_closed_share_per_year = care_land_world_level(0.5);
    assert_int_equal(places_after(f, 2022, 1000), 1425);
}

/* Of the 50 places due to an area of 12,500 people, kindergartens there supply 30 %: 35 are built. */
static void kindergartens_of_new_areas_supply_a_share_of_their_places(void **state)
{
    struct fixture *f = *state;
    static const struct care_land_world_row row = {11, 1, 5000, 12500, 2019, 2021, 2022, 2022, -1, 1};
    plan(f, &row, 1);
    f->parameters.new_area_kindergarten_share = care_land_world_level(0.3);
    assert_int_equal(places_after(f, 2022, 1000), 1035);
}

static const struct care_childcare_children children = {.residents = 400000, .of_age = {1000, 1000, 1000}};

static void assert_items(const struct fixture *f, int32_t places, const int32_t *expected)
{
    int32_t items[CARE_N_CHILDCARE_ITEMS];
    memset(items, 0xff, sizeof items);
    care_childcare_year(&f->childcare, CENTRAL, 2025, &children, places, items);
    for (int i = 0; i < CARE_N_CHILDCARE_ITEMS; i++) {
        if (items[i] != expected[i]) {
            fail_msg("%s: %d, expected %d", care_childcare_cube.axes[0]->labels[i], (int)items[i], (int)expected[i]);
        }
    }
}

static int32_t used_with_classes(struct fixture *f, int32_t places, double share, int from_age)
{
    int32_t items[CARE_N_CHILDCARE_ITEMS];
    f->parameters.kindergarten_share = care_land_world_level(share);
    f->parameters.kindergarten_from_age = from_age;
    care_childcare_year(&f->childcare, CENTRAL, 2025, &children, places, items);
    assert_int_equal(items[CARE_CHILDCARE_IDLE], places - items[CARE_CHILDCARE_USED]);
    assert_int_equal(items[CARE_CHILDCARE_INCLUSIVE_PLACES], places * 6 / 10);
    return items[CARE_CHILDCARE_USED];
}

/* 150 of two and 60 of one year among 220. Of 200 places 90 % are in classes: 180, 30 more than there are children of two;
 * 170 are open, 102 of them inclusive, and of the other 118 children 59 take one of the 68 others. From one year on all 200
 * are open: 120 and half of 100. Of 300 places 270 are in classes and 120 too many for those of two: 180 are open, 108
 * inclusive, 56 of the rest. With few classes all is as without. */
static void classes_of_kindergartens_take_the_older_children_only(void **state)
{
    struct fixture *f = *state;
    plan(f, NULL, 0);
    assert_int_equal(used_with_classes(f, 200, 0.9, 2), 102 + 59);
    assert_int_equal(used_with_classes(f, 200, 0.9, 1), 120 + 50);
    assert_int_equal(used_with_classes(f, 300, 0.9, 2), 108 + 56);
    assert_int_equal(used_with_classes(f, 200, 0.5, 2), used_with_classes(f, 200, 0, 2));
}

/* 10 + 60 + 150 = 220 wish a place. Of 200 places 120 are inclusive and full; half of the other 100 take a place at the
 * market price. Workers for the 220: 10/3 + 60/5 + 150/7 = 36.76; for 170 of them 28.41. Nine tenths of 29 are 26.1. */
static void inclusive_places_fill_first_and_half_of_the_rest_pay_the_market_price(void **state)
{
    struct fixture *f = *state;
    plan(f, NULL, 0);
    f->parameters.certified_share = care_land_world_level(0.9);
    assert_items(f, 200,
                 (const int32_t[CARE_N_CHILDCARE_ITEMS]){
                     [CARE_CHILDCARE_UNDER_3] = 3000,
                     [CARE_CHILDCARE_N_PLACES] = 200,
                     [CARE_CHILDCARE_INCLUSIVE_PLACES] = 120,
                     [CARE_CHILDCARE_NEEDED] = 1800,
                     [CARE_CHILDCARE_SITES] = 6, /* 200 / 35 = 5.7 */
                     [CARE_CHILDCARE_DEMAND] = 220,
                     [CARE_CHILDCARE_USED] = 170,
                     [CARE_CHILDCARE_UNMET] = 50,
                     [CARE_CHILDCARE_IDLE] = 30,
                     [CARE_CHILDCARE_WORKERS_NEEDED] = 29,
                     [CARE_CHILDCARE_CERTIFIED_NEEDED] = 27,
                 });
}

/* Of 130 places 78 are inclusive; 71 of the other 142 would pay, 52 places are left. 36.76 * 130 / 220 = 21.72. */
static void nobody_uses_a_place_that_is_not_there(void **state)
{
    struct fixture *f = *state;
    plan(f, NULL, 0);
    assert_items(f, 130,
                 (const int32_t[CARE_N_CHILDCARE_ITEMS]){
                     [CARE_CHILDCARE_UNDER_3] = 3000,
                     [CARE_CHILDCARE_N_PLACES] = 130,
                     [CARE_CHILDCARE_INCLUSIVE_PLACES] = 78,
                     [CARE_CHILDCARE_NEEDED] = 1800,
                     [CARE_CHILDCARE_SITES] = 4,
                     [CARE_CHILDCARE_DEMAND] = 220,
                     [CARE_CHILDCARE_USED] = 130,
                     [CARE_CHILDCARE_UNMET] = 90,
                     [CARE_CHILDCARE_WORKERS_NEEDED] = 22,
                     [CARE_CHILDCARE_CERTIFIED_NEEDED] = 22,
                 });
}

static void without_children_nobody_is_needed(void **state)
{
    struct fixture *f = *state;
    plan(f, NULL, 0);
    int32_t items[CARE_N_CHILDCARE_ITEMS];
    care_childcare_year(&f->childcare, CENTRAL, 2025, &(const struct care_childcare_children){.residents = 0}, 35,
                        items);
    assert_int_equal(items[CARE_CHILDCARE_IDLE], 35);
    assert_int_equal(items[CARE_CHILDCARE_WORKERS_NEEDED], 0);
    assert_int_equal(items[CARE_CHILDCARE_NEEDED], 0);
}

/* ---- the table ---- */

static void assert_fault(struct fixture *f, int line, const char *text)
{
    assert_int_equal(care_childcare_check(&f->parameters, &f->world->areas, f->world->list), CARE_ERROR_INPUT);
    const struct care_diagnostic *fault = care_diagnostics_at(f->world->list, 0);
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_string_equal(fault->place.key, "area");
    assert_string_equal(fault->text_en, text);
}

static void a_good_table_passes(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_childcare_check(&f->parameters, &f->world->areas, f->world->list), CARE_OK);
}

static void places_of_a_street_are_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    f->places->number[CARE_CHILDCARE_AREA][1] = 111;
    assert_fault(f, 3, "area 111 is not a district");
}

static void a_district_without_places_is_refused(void **state)
{
    struct fixture *f = *state;
    f->places->n_rows = 1;
    assert_fault(f, 0, "no row for district 11");
}

/* ---- the model ---- */

static const struct care_axis sexes = {"sex", 2, NULL, NULL, NULL, {NULL, NULL}, NULL};
static const struct care_axis ages = {"age", CARE_N_AGES, NULL, NULL, NULL, {NULL, NULL}, NULL};
static const struct care_cube_spec population = {
    "population", CARE_CUBE_INT32, CARE_CUBE_STOCK, {&sexes, &ages}, "1", {NULL, NULL}, "x", 1};

/* 400 boys and 600 girls of 2 among 400,000: 150 wish a place; the table's 1,000 places of 2020 become 1,400 in 2021. */
static void the_model_starts_from_the_table_and_carries_places_on(void **state)
{
    struct fixture *f = *state;
    static const struct care_outer outer = {.n_scenarios = 1,
                                            .n_draws = 1,
                                            .n_replicates = 1,
                                            .first_year = 2020,
                                            .n_years = 3,
                                            .n_districts = CARE_LAND_WORLD_DISTRICTS};
    static const struct care_cube_spec *const specs[] = {&population, &care_childcare_cube};
    static const int32_t expected[] = {1000, 1400, 1600};
    struct care_cubes *cubes = NULL;
    plan(f, NULL, 0);
    f->parameters.gap_closed_share_per_year = care_land_world_level(0.5);
    assert_int_equal(care_childcare_create(&f->childcare), CARE_OK);
    assert_int_equal(care_cubes_create(specs, 2, &outer, &cubes), CARE_OK);
    const struct care_tally tally = {.cubes = cubes};
    f->childcare.tally = &tally;
    f->childcare.population = care_cubes_at(cubes, 0);
    f->childcare.cube = care_cubes_at(cubes, 1);
    for (int y = 0; y < 3; y++) {
        const struct care_year year = {.year = 2020 + y, .index = y};
        int32_t *people = care_tally_counts(&tally, f->childcare.population, year.year, CENTRAL);
        people[2] = 400;
        people[CARE_N_AGES + 2] = 600;
        people[CARE_N_AGES + 3] = 399000;
        assert_int_equal(care_childcare_model.close(&f->childcare, &year), CARE_OK);
        const int32_t *items = care_tally_counts(&tally, f->childcare.cube, year.year, CENTRAL);
        assert_int_equal(items[CARE_CHILDCARE_N_PLACES], expected[y]);
        assert_int_equal(items[CARE_CHILDCARE_UNDER_3], 1000);
        assert_int_equal(items[CARE_CHILDCARE_DEMAND], 150);
        assert_int_equal(care_tally_counts(&tally, f->childcare.cube, year.year, OUTER)[CARE_CHILDCARE_N_PLACES], 30);
    }
    care_cubes_free(cubes);
}

int main(void)
{
#define CHILDCARE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CHILDCARE_TEST(a_share_of_what_the_norm_asks_is_built_each_year),
        CHILDCARE_TEST(large_new_areas_bring_places),
        CHILDCARE_TEST(kindergartens_of_new_areas_supply_a_share_of_their_places),
        CHILDCARE_TEST(classes_of_kindergartens_take_the_older_children_only),
        CHILDCARE_TEST(inclusive_places_fill_first_and_half_of_the_rest_pay_the_market_price),
        CHILDCARE_TEST(nobody_uses_a_place_that_is_not_there),
        CHILDCARE_TEST(without_children_nobody_is_needed),
        CHILDCARE_TEST(a_good_table_passes),
        CHILDCARE_TEST(places_of_a_street_are_refused_with_the_line),
        CHILDCARE_TEST(a_district_without_places_is_refused),
        CHILDCARE_TEST(the_model_starts_from_the_table_and_carries_places_on),
    };
    return cmocka_run_group_tests_name("childcare", tests, NULL, NULL);
}
