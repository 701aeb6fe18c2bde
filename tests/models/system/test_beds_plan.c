/** @file  The plan of beds: neighbours by distance, supply as given. */
#include "models/system/beds.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N_DISTRICTS = 4 };

/* code, parent, kind, (two names), longitude, latitude: a degree of latitude is 111.2 km */
static const double area_rows[][7] = {
    {10, 0, CARE_AREA_CITY, 0, 0, 117, 39},        {11, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39},
    {12, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39.3}, {13, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39.1},
    {14, 10, CARE_AREA_DISTRICT, 0, 0, 117, 41},   {111, 11, CARE_AREA_STREET, 0, 0, 117, 39},
};
static const double supply_rows[][3] = {
    {11, CARE_ORDINARY_BED, 100}, {11, CARE_NURSING_BED, 51}, {12, CARE_ORDINARY_BED, 3}, {12, CARE_NURSING_BED, 0},
    {13, CARE_ORDINARY_BED, 0},   {13, CARE_NURSING_BED, 7},  {14, CARE_ORDINARY_BED, 1}, {14, CARE_NURSING_BED, 2},
};

struct fixture {
    struct care_diagnostics *list;
    struct care_sheet *area_sheet, *supply;
    struct care_areas *areas;
    struct care_beds_parameters parameters;
    struct care_beds_plan *plan;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    f->area_sheet = care_handmade_sheet(&care_areas_sheet, &area_rows[0][0], sizeof area_rows / sizeof area_rows[0]);
    f->supply = care_handmade_sheet(&care_beds_plan_supply_sheet, &supply_rows[0][0],
                                    sizeof supply_rows / sizeof supply_rows[0]);
    f->parameters = (struct care_beds_parameters){.supply = f->supply, .neighbour_limit_km = 40};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        f->parameters.supply_factor.value[y] = 1;
    }
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    return care_areas_create(f->area_sheet, f->list, &f->areas);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_beds_plan_free(f->plan);
    care_areas_free(f->areas);
    care_handmade_free(f->supply);
    care_handmade_free(f->area_sheet);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

static int create(struct fixture *f)
{
    return care_beds_plan_create(&f->parameters, f->areas, f->list, &f->plan);
}

/* 13 is 11.1 km from 11, 12 is 33.4 km from 11 and 22.2 km from 13; 14 is far from all. */
static void neighbours_come_by_distance_and_within_the_limit(void **state)
{
    struct fixture *f = *state;
    static const int expected[N_DISTRICTS][N_DISTRICTS] = {{2, 1, -1, 0}, {2, 0, -1, 0}, {0, 1, -1, 0}, {-1, 0, 0, 0}};
    assert_int_equal(create(f), CARE_OK);
    for (int d = 0; d < N_DISTRICTS; d++) {
        for (int i = 0; i == 0 || expected[d][i - 1] >= 0; i++) {
            assert_int_equal(f->plan->neighbours[d * N_DISTRICTS + i], expected[d][i]);
        }
    }
}

static void a_wider_limit_reaches_everybody_and_none_reaches_nobody(void **state)
{
    struct fixture *f = *state;
    f->parameters.neighbour_limit_km = 1000;
    assert_int_equal(create(f), CARE_OK);
    static const int of_last[] = {1, 2, 0, -1};
    assert_memory_equal(f->plan->neighbours + 3 * N_DISTRICTS, of_last, sizeof of_last);
    care_beds_plan_free(f->plan);
    f->parameters.neighbour_limit_km = 0;
    assert_int_equal(create(f), CARE_OK);
    for (int d = 0; d < N_DISTRICTS; d++) {
        assert_int_equal(f->plan->neighbours[d * N_DISTRICTS], -1);
    }
}

static void beds_follow_the_factor_in_whole_beds(void **state)
{
    struct fixture *f = *state;
    f->parameters.supply_factor.value[3] = 1.5;
    f->parameters.supply_factor.value[4] = 0;
    assert_int_equal(create(f), CARE_OK);
    const int32_t *beds = f->plan->beds;
    enum { YEAR = N_DISTRICTS * CARE_N_BED_CLASSES };
    static const int32_t plain[YEAR] = {100, 51, 3, 0, 0, 7, 1, 2};
    static const int32_t half_more[YEAR] = {150, 76, 4, 0, 0, 10, 2, 3}; /* halves to the even number */
    static const int32_t none[YEAR] = {0};
    assert_memory_equal(beds, plain, sizeof plain);
    assert_memory_equal(beds + 3 * YEAR, half_more, sizeof half_more);
    assert_memory_equal(beds + 4 * YEAR, none, sizeof none);
    assert_memory_equal(beds + 30 * YEAR, plain, sizeof plain);
}

static void a_district_without_a_row_is_refused(void **state)
{
    struct fixture *f = *state;
    f->supply->n_rows--;
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    assert_null(f->plan);
    assert_string_equal(care_diagnostics_at(f->list, 0)->place.key, "bed_class");
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en,
                        "7 rows for districts; both classes of 4 districts need 8");
}

static void beds_of_a_street_are_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    f->supply->number[CARE_SUPPLY_AREA][7] = 111;
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_int_equal(fault->place.line, 9);
    assert_string_equal(fault->place.key, "area");
    assert_string_equal(fault->text_en, "area 111 is not a district");
}

static void more_districts_than_a_byte_names_are_refused(void **state)
{
    struct fixture *f = *state;
    const struct care_areas many = {.n_districts = 255};
    assert_int_equal(care_beds_plan_create(&f->parameters, &many, f->list, &f->plan), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en, "255 districts; at most 254");
    care_beds_plan_free(NULL);
}

int main(void)
{
#define PLAN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        PLAN_TEST(neighbours_come_by_distance_and_within_the_limit),
        PLAN_TEST(a_wider_limit_reaches_everybody_and_none_reaches_nobody),
        PLAN_TEST(beds_follow_the_factor_in_whole_beds),
        PLAN_TEST(a_district_without_a_row_is_refused),
        PLAN_TEST(beds_of_a_street_are_refused_with_the_line),
        PLAN_TEST(more_districts_than_a_byte_names_are_refused),
    };
    return cmocka_run_group_tests_name("beds plan", tests, NULL, NULL);
}
