/** @file  A district's own rows in place of those of its city's table, and the rows of all others as they were. */
#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <string.h>

#define HEADER "area,year,sex,n,note\n"
#define CITY_ROWS "120101,2020,male,1,\n120110,2020,male,2,\n120110,2021,male,3,\n120117,2020,male,4,\n"

static const struct care_sheet *people_of(const struct folder *folder)
{
    return ((const struct city *)care_scenario_section(folder->scenario, "city"))->people;
}

static const struct care_resolved *row_of(const struct folder *folder, const char *name)
{
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    for (int i = 0; i < provenance->n_resolved; i++) {
        if (strcmp(provenance->resolved[i].name, name) == 0) {
            return &provenance->resolved[i];
        }
    }
    fail_msg("no row named %s", name);
    return NULL;
}

static void write_city(const struct folder *folder)
{
    care_folder_write(folder, "city.csv", HEADER CITY_ROWS);
    care_folder_write(folder, "base.yaml", "city: {people: city.csv}\n");
}

/* Area and number of every row in one word: "120101=1 120110=2 ". */
static void assert_rows(const struct folder *folder, const char *expected)
{
    char rows[512] = "";
    const struct care_sheet *people = people_of(folder);
    for (int row = 0; row < people->n_rows; row++) {
        char shown[64];
        (void)snprintf(shown, sizeof shown, "%d=%g ", care_sheet_int(people, COLUMN_AREA, row),
                       care_sheet_number(people, COLUMN_N, row));
        strncat(rows, shown, sizeof rows - strlen(rows) - 1);
    }
    assert_string_equal(rows, expected);
}

/* Dongli has one row of its own in place of the city's two; Heping's and Ninghe's stay the city's. */
static void rows_of_a_district_stand_in_place_of_the_citys_rows_of_it(void **state)
{
    write_city(*state);
    care_folder_write(*state, "dongli.csv", HEADER "120110,2020,female,9,\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: dongli.csv}}\n"), CARE_OK);
    assert_rows(*state, "120101=1 120117=4 120110=9 ");
    assert_int_equal(care_sheet_int(people_of(*state), COLUMN_SEX, 2), 1);
    assert_string_equal(care_sheet_text(people_of(*state), COLUMN_NOTE, 2), "");
    assert_true(care_sheet_number(people_of(*state), COLUMN_WEIGHT, 2) == 0.25);
}

static void own_rows_may_add_a_district_the_city_does_not_name(void **state)
{
    write_city(*state);
    care_folder_write(*state, "more.csv", HEADER "120118,2020,male,7,\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: more.csv}}\n"), CARE_OK);
    assert_rows(*state, "120101=1 120110=2 120110=3 120117=4 120118=7 ");
}

static void own_rows_of_a_scenario_go_on_top_of_those_of_its_base(void **state)
{
    write_city(*state);
    care_folder_write(*state, "both.csv", HEADER "120110,2020,male,9,\n120117,2020,male,8,\n");
    care_folder_write(*state, "later.csv", HEADER "120110,2020,male,5,\n");
    care_folder_write(*state, "district.yaml", "base: base.yaml\ncity: {people: {own: both.csv}}\n");
    assert_int_equal(care_folder_read_text(*state, "base: district.yaml\ncity: {people: {own: later.csv}}\n"), CARE_OK);
    assert_rows(*state, "120101=1 120117=8 120110=5 ");
}

static void a_whole_table_replaces_the_own_rows_below_it(void **state)
{
    write_city(*state);
    care_folder_write(*state, "dongli.csv", HEADER "120110,2020,male,9,\n");
    care_folder_write(*state, "district.yaml", "base: base.yaml\ncity: {people: {own: dongli.csv}}\n");
    assert_int_equal(care_folder_read_text(*state, "base: district.yaml\ncity: {people: city.csv}\n"), CARE_OK);
    assert_rows(*state, "120101=1 120110=2 120110=3 120117=4 ");
}

static void a_row_knows_the_file_and_line_it_comes_from(void **state)
{
    write_city(*state);
    care_folder_write(*state, "dongli.csv", HEADER "120110,2020,male,9,\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: dongli.csv}}\n"), CARE_OK);
    const struct care_sheet *people = people_of(*state);
    assert_non_null(strstr(care_sheet_origin(people, 1), "/city.csv"));
    assert_int_equal(people->line[1], 5);
    assert_non_null(strstr(care_sheet_origin(people, 2), "/dongli.csv"));
    assert_int_equal(people->line[2], 2);
}

static void provenance_names_both_files_and_lists_both(void **state)
{
    const struct folder *folder = *state;
    write_city(folder);
    care_folder_write(folder, "dongli.csv", HEADER "120110,2020,male,9,\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: dongli.csv}}\n"), CARE_OK);
    assert_string_equal(row_of(folder, "city.people")->value, "city.csv + dongli.csv");
    assert_string_equal(row_of(folder, "city.people")->origin, "main.yaml:2");
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    assert_int_equal(provenance->n_inputs, 4);
    assert_string_equal(provenance->inputs[2].path, "city.csv");
    assert_string_equal(provenance->inputs[3].path, "dongli.csv");
    assert_int_equal(provenance->inputs[3].n_rows, 1);
}

static void own_rows_may_be_in_gb18030(void **state)
{
    write_city(*state);
    care_folder_write(*state, "dongli.csv", HEADER "120110,2020,male,9,\xB6\xAB\xC0\xF6\n");
    assert_int_equal(
        care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: dongli.csv, encoding: gb18030}}\n"),
        CARE_OK);
    assert_string_equal(care_sheet_text(people_of(*state), COLUMN_NOTE, 2), "东丽");
}

static void own_rows_without_a_table_to_stand_in_are_refused(void **state)
{
    care_folder_write(*state, "dongli.csv", HEADER "120110,2020,male,9,\n");
    assert_int_equal(care_folder_read_text(*state, "city: {people: {own: dongli.csv}}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 22, "city.people", "no base names one", "各级 base 均未给出");
}

static void own_rows_of_a_table_without_areas_are_refused(void **state)
{
    care_folder_write(*state, "areas.csv", "code,name\n120101,和平\n120110,东丽\n");
    care_folder_write(*state, "base.yaml", "areas: {table: areas.csv}\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\nareas: {table: {own: areas.csv}}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 22, "areas.table", "no column area", "没有 area 列");
}

static void a_table_is_either_whole_or_own_rows(void **state)
{
    write_city(*state);
    assert_int_equal(care_folder_read_text(*state, "city: {people: {file: city.csv, own: city.csv}}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 33, "city.people", "file or own", "file 或 own");
}

static void a_fault_of_own_rows_is_told_with_their_file(void **state)
{
    write_city(*state);
    care_folder_write(*state, "dongli.csv", HEADER "120110,2020,male,nine,\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: dongli.csv}}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "dongli.csv", 2, 4, "n", "'nine'", "“nine”");
}

static void an_own_row_of_an_unknown_area_is_told_with_its_file_and_place(void **state)
{
    write_city(*state);
    care_folder_write(*state, "areas.csv", "code,name\n120101,和平\n120110,东丽\n120117,宁河\n");
    care_folder_write(*state, "own.csv", "year,area,sex,n,note\n2020,120110,male,9,\n2020,120119,male,9,\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\nareas: {table: areas.csv}\n"
                                                   "city: {people: {own: own.csv}}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "own.csv", 3, 2, "area", "area 120119 is not in the areas table", "120119");
}

static void own_rows_that_are_not_there_are_told_where_they_are_named(void **state)
{
    write_city(*state);
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\ncity: {people: {own: none.csv}}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 22, "city.people", "none.csv", "none.csv");
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(rows_of_a_district_stand_in_place_of_the_citys_rows_of_it),
        FOLDER_TEST(own_rows_may_add_a_district_the_city_does_not_name),
        FOLDER_TEST(own_rows_of_a_scenario_go_on_top_of_those_of_its_base),
        FOLDER_TEST(a_whole_table_replaces_the_own_rows_below_it),
        FOLDER_TEST(a_row_knows_the_file_and_line_it_comes_from),
        FOLDER_TEST(provenance_names_both_files_and_lists_both),
        FOLDER_TEST(own_rows_may_be_in_gb18030),
        FOLDER_TEST(own_rows_without_a_table_to_stand_in_are_refused),
        FOLDER_TEST(own_rows_of_a_table_without_areas_are_refused),
        FOLDER_TEST(a_table_is_either_whole_or_own_rows),
        FOLDER_TEST(a_fault_of_own_rows_is_told_with_their_file),
        FOLDER_TEST(an_own_row_of_an_unknown_area_is_told_with_its_file_and_place),
        FOLDER_TEST(own_rows_that_are_not_there_are_told_where_they_are_named),
    };
    return cmocka_run_group_tests_name("own rows", tests, NULL, NULL);
}
