/** @file  The tree of areas: leaves, districts, distances, and every way in which a table is not one tree. */
#include "sim/areas.h"

#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The linker sends the allocations of sim/areas.c here (WRAP in CMakeLists.txt). */
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);

static int countdown;

void *__wrap_calloc(size_t n, size_t size)
{
    return countdown > 0 && --countdown == 0 ? NULL : __real_calloc(n, size);
}

enum { N_COLUMNS = 7, CITY = CARE_AREA_CITY, DISTRICT = CARE_AREA_DISTRICT, STREET = CARE_AREA_STREET };

/* code, parent, kind, (two names), longitude, latitude */
static const double good[][N_COLUMNS] = {
    {11, 10, DISTRICT, 0, 0, 117, 39}, /* a district with streets, before its city */
    {10, 0, CITY, 0, 0, 117, 39},      {111, 11, STREET, 0, 0, 117, 39},
    {12, 10, DISTRICT, 0, 0, 118, 39}, /* a district that is a leaf */
    {112, 11, STREET, 0, 0, 117, 39},  {13, 10, DISTRICT, 0, 0, 117, 40},
};
enum { N_GOOD = sizeof good / sizeof good[0] };

struct fixture {
    struct care_sheet *sheet;
    struct care_diagnostics *list;
    struct care_areas *areas;
};

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.sheet = care_handmade_sheet(&care_areas_sheet, &good[0][0], N_GOOD)};
    *state = &fixture;
    return care_diagnostics_create(&fixture.list);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    countdown = 0;
    care_areas_free(f->areas);
    care_diagnostics_free(f->list);
    care_handmade_free(f->sheet);
    return 0;
}

static void leaves_are_streets_and_districts_without_streets(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    static const int32_t leaves[] = {111, 12, 112, 13}, districts[] = {11, 12, 13};
    assert_int_equal(f->areas->n_leaves, 4);
    for (int leaf = 0; leaf < 4; leaf++) {
        assert_int_equal(f->areas->area[f->areas->leaf[leaf]].code, leaves[leaf]);
        assert_int_equal(f->areas->area[f->areas->leaf[leaf]].leaf, leaf);
    }
    assert_int_equal(f->areas->n_districts, 3);
    for (int d = 0; d < 3; d++) {
        assert_int_equal(f->areas->area[f->areas->district[d]].code, districts[d]);
    }
    static const int district_of_leaf[] = {0, 1, 0, 2};
    for (int leaf = 0; leaf < 4; leaf++) {
        assert_int_equal(care_areas_district_of_leaf(f->areas, leaf), district_of_leaf[leaf]);
    }
}

static void parents_are_found_wherever_they_stand_in_the_table(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    const int city = care_areas_find(f->areas, 10);
    assert_int_equal(f->areas->area[city].parent, -1);
    assert_int_equal(f->areas->area[city].district, -1);
    assert_int_equal(f->areas->area[city].leaf, -1);
    assert_int_equal(f->areas->area[care_areas_find(f->areas, 11)].parent, city);
    assert_int_equal(f->areas->area[care_areas_find(f->areas, 112)].parent, care_areas_find(f->areas, 11));
    assert_int_equal(care_areas_find(f->areas, 999), -1);
}

/* A degree of a great circle of the mean radius 6371.0088 km is 111.1951 km; along latitude 39 it is less. */
static void distances_are_those_of_great_circles(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    const double *km = f->areas->km;
    const double degree = 3.14159265358979323846 / 180;
    for (int d = 0; d < 3; d++) {
        assert_true(km[d * 3 + d] == 0);
        for (int e = 0; e < 3; e++) {
            assert_true(km[d * 3 + e] == km[e * 3 + d]);
        }
    }
    assert_true(fabs(km[0 * 3 + 2] - 111.19508) < 1e-4);
    const double chord = cos(39 * degree) * sin(0.5 * degree); /* half of it */
    assert_true(fabs(km[0 * 3 + 1] - 2 * 6371.0088 * asin(chord)) < 1e-6);
    assert_true(km[0 * 3 + 1] < 0.7772 * 111.1951);
}

static void assert_refused(struct fixture *f, int line, const char *key, const char *en)
{
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_ERROR_INPUT);
    assert_null(f->areas);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->text_en, en);
    assert_true(strlen(fault->text_zh) > 0);
}

static void a_city_that_lies_in_something_is_refused(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_AREAS_PARENT][1] = 5;
    assert_refused(f, 3, "parent", "a city has parent 0, not 5");
}

static void an_unknown_parent_is_refused(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_AREAS_PARENT][4] = 77;
    assert_refused(f, 6, "parent", "parent 77 is not a district of this table");
}

static void a_parent_of_the_wrong_kind_is_refused(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_AREAS_PARENT][3] = 11; /* a district in a district */
    assert_refused(f, 5, "parent", "parent 11 is not a city of this table");
}

static void an_area_in_itself_is_refused(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_AREAS_PARENT][3] = 12;
    assert_refused(f, 5, "parent", "parent 12 is not a city of this table");
}

static void two_cities_are_refused(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_AREAS_KIND][5] = CITY;
    f->sheet->number[CARE_AREAS_PARENT][5] = 0;
    assert_refused(f, 2, "kind", "one row must be the city; found 2");
}

static void without_a_city_every_orphan_is_named(void **state)
{
    struct fixture *f = *state;
    f->sheet->n_rows = 1; /* the district alone */
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 2);
}

static void the_city_alone_has_no_leaf(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_AREAS_KIND][0] = CITY;
    f->sheet->number[CARE_AREAS_PARENT][0] = 0;
    f->sheet->n_rows = 1;
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    assert_int_equal(f->areas->n_leaves, 0);
    assert_int_equal(f->areas->n_districts, 0);
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    struct fixture *f = *state;
    enum { N_ALLOCATIONS = 5 };
    for (int k = 1; k <= N_ALLOCATIONS; k++) {
        countdown = k;
        assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_ERROR_MEMORY);
        assert_int_equal(countdown, 0);
        assert_null(f->areas);
    }
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    care_areas_free(NULL);
}

int main(void)
{
#define AREAS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        AREAS_TEST(leaves_are_streets_and_districts_without_streets),
        AREAS_TEST(parents_are_found_wherever_they_stand_in_the_table),
        AREAS_TEST(distances_are_those_of_great_circles),
        AREAS_TEST(a_city_that_lies_in_something_is_refused),
        AREAS_TEST(an_unknown_parent_is_refused),
        AREAS_TEST(a_parent_of_the_wrong_kind_is_refused),
        AREAS_TEST(an_area_in_itself_is_refused),
        AREAS_TEST(two_cities_are_refused),
        AREAS_TEST(without_a_city_every_orphan_is_named),
        AREAS_TEST(the_city_alone_has_no_leaf),
        AREAS_TEST(memory_may_run_out_at_any_allocation),
    };
    return cmocka_run_group_tests_name("areas", tests, NULL, NULL);
}
