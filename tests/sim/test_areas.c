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

enum {
    N_COLUMNS = CARE_N_AREAS_COLUMNS,
    CITY = CARE_AREA_CITY,
    DISTRICT = CARE_AREA_DISTRICT,
    STREET = CARE_AREA_STREET
};

/* code, parent, kind, (two names), longitude, latitude, (group) */
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

/* Puts the text in the row's cell; the names of all districts are "x". */
static void write_text(struct fixture *f, enum care_areas_column column, int row, char *text)
{
    f->sheet->text[column][row] = text;
}

static void districts_may_have_groups(void **state)
{
    struct fixture *f = *state;
    static char snake[] = "ring_4", chinese[] = "环城四区";
    write_text(f, CARE_AREAS_GROUP, 0, snake);
    write_text(f, CARE_AREAS_GROUP, 3, chinese);
    write_text(f, CARE_AREAS_GROUP, 5, chinese);
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
}

static void a_group_with_the_name_of_a_district_is_refused(void **state)
{
    struct fixture *f = *state;
    static char same[] = "环";
    write_text(f, CARE_AREAS_NAME_ZH, 5, same);
    write_text(f, CARE_AREAS_GROUP, 3, same);
    assert_refused(f, 5, "group", "group '环' has the name of a district");
}

static void a_group_that_looks_like_a_code_or_a_sentence_is_refused(void **state)
{
    struct fixture *f = *state;
    static char names[][8] = {"4ring", "_ring", "Ring", "a ring", "a,b", "120101"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        write_text(f, CARE_AREAS_GROUP, 0, names[i]);
        assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(f->list), (int)i + 1);
        assert_non_null(strstr(care_diagnostics_at(f->list, (int)i)->text_en, "is no name of a group"));
    }
}

static void a_street_has_no_group(void **state)
{
    struct fixture *f = *state;
    static char group[] = "ring";
    write_text(f, CARE_AREAS_GROUP, 2, group);
    assert_refused(f, 4, "group", "only districts have a group");
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

static const struct care_sheet_column number_columns[] = {{.name = "area", .kind = CARE_SHEET_INT, .is_area = true}};
static const struct care_sheet_spec number_spec = {.name = "numbers", .columns = number_columns, .n_columns = 1};

static void a_row_of_a_table_finds_its_district_and_a_street_is_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    static const double rows[][1] = {{13}, {111}};
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    struct care_sheet *numbers = care_handmade_sheet(&number_spec, &rows[0][0], 2);
    assert_int_equal(care_areas_district_in_row(f->areas, numbers, 0, 0, f->list), 2);
    assert_int_equal(care_diagnostics_n(f->list), 0);
    assert_int_equal(care_areas_district_in_row(f->areas, numbers, 0, 1, f->list), -1);
    assert_int_equal(care_diagnostics_at(f->list, 0)->place.line, 3);
    assert_string_equal(care_diagnostics_at(f->list, 0)->place.key, "area");
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en, "area 111 is not a district");
    care_handmade_free(numbers);
}

static void a_table_without_a_district_is_told_which(void **state)
{
    struct fixture *f = *state;
    static const double rows[][1] = {{13}, {11}};
    assert_int_equal(care_areas_create(f->sheet, f->list, &f->areas), CARE_OK);
    struct care_sheet *numbers = care_handmade_sheet(&number_spec, &rows[0][0], 2);
    care_areas_check_districts(f->areas, numbers, 0, f->list);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en, "no row for district 12");
    care_handmade_free(numbers);
}

int main(void)
{
#define AREAS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        AREAS_TEST(leaves_are_streets_and_districts_without_streets),
        AREAS_TEST(a_row_of_a_table_finds_its_district_and_a_street_is_refused_with_the_line),
        AREAS_TEST(a_table_without_a_district_is_told_which),
        AREAS_TEST(parents_are_found_wherever_they_stand_in_the_table),
        AREAS_TEST(distances_are_those_of_great_circles),
        AREAS_TEST(a_city_that_lies_in_something_is_refused),
        AREAS_TEST(an_unknown_parent_is_refused),
        AREAS_TEST(a_parent_of_the_wrong_kind_is_refused),
        AREAS_TEST(an_area_in_itself_is_refused),
        AREAS_TEST(two_cities_are_refused),
        AREAS_TEST(without_a_city_every_orphan_is_named),
        AREAS_TEST(districts_may_have_groups),
        AREAS_TEST(a_group_with_the_name_of_a_district_is_refused),
        AREAS_TEST(a_group_that_looks_like_a_code_or_a_sentence_is_refused),
        AREAS_TEST(a_street_has_no_group),
        AREAS_TEST(the_city_alone_has_no_leaf),
        AREAS_TEST(memory_may_run_out_at_any_allocation),
    };
    return cmocka_run_group_tests_name("areas", tests, NULL, NULL);
}
