/** @file  Cells of a table changed on the command line: which rows are meant, what may stand there, and where it is recorded. */
#include "scenarios/cell_override.h"

#include "tests/scenarios/folder.h"

#include <string.h>

#define PEOPLE \
    "area,year,sex,n,note\n120101,2020,male,3,x\n120101,2020,female,4,y\n120101,2021,male,5,x\n120102,2020,male,6,\n"

static int read_with(struct folder *folder, const char *key, const char *value)
{
    const struct care_override override = {key, value};
    care_folder_write(folder, "people.csv", PEOPLE);
    care_folder_write(folder, "main.yaml", "city: {people: people.csv}\n");
    return care_folder_read_with(folder, &override, 1);
}

static const struct care_sheet *people_of(const struct folder *folder)
{
    return ((const struct city *)care_scenario_section(folder->scenario, "city"))->people;
}

/* The numbers of the four rows after one change. */
static void assert_numbers(struct folder *folder, const char *key, const char *value, const double expected[static 4])
{
    assert_int_equal(read_with(folder, key, value), CARE_OK);
    for (int row = 0; row < 4; row++) {
        assert_true(care_sheet_number(people_of(folder), COLUMN_N, row) == expected[row]);
    }
}

static void a_cell_is_changed_in_the_row_that_matches(void **state)
{
    assert_numbers(*state, "city.people[area=120101;year=2020;sex=female].n", "7.5", (double[]){3, 7.5, 5, 6});
}

static void all_rows_that_match_are_changed(void **state)
{
    assert_numbers(*state, "city.people[note=x].n", "9", (double[]){9, 4, 9, 6});
    assert_numbers(*state, "city.people[note=].n", "9", (double[]){3, 4, 5, 9});
    assert_numbers(*state, "city.people[n=4].n", "9", (double[]){3, 9, 5, 6});
}

static void an_empty_bracket_means_every_row(void **state)
{
    assert_numbers(*state, "city.people[].n", "1", (double[]){1, 1, 1, 1});
}

static void texts_are_changed_too_and_may_hold_an_equals_sign(void **state)
{
    assert_int_equal(read_with(*state, "city.people[area=120102].note", "a = b"), CARE_OK);
    assert_string_equal(care_sheet_text(people_of(*state), COLUMN_NOTE, 3), "a = b");
    assert_string_equal(care_sheet_text(people_of(*state), COLUMN_NOTE, 0), "x");
}

/* The column is not in the file, so that every row has its fallback, 0.25. */
static void an_optional_column_can_be_set_and_left_empty(void **state)
{
    assert_int_equal(read_with(*state, "city.people[sex=female].weight", "0.75"), CARE_OK);
    assert_true(care_sheet_number(people_of(*state), COLUMN_WEIGHT, 1) == 0.75);
    assert_true(care_sheet_number(people_of(*state), COLUMN_WEIGHT, 0) == 0.25);
    assert_int_equal(read_with(*state, "city.people[].weight", ""), CARE_OK);
    assert_true(care_sheet_number(people_of(*state), COLUMN_WEIGHT, 1) == 0.25);
}

static void later_changes_act_on_earlier_ones(void **state)
{
    static const struct care_override overrides[] = {{"city.people[].n", "1"}, {"city.people[n=1;sex=male].n", "2"}};
    care_folder_write(*state, "people.csv", PEOPLE);
    care_folder_write(*state, "main.yaml", "city: {people: people.csv}\n");
    assert_int_equal(care_folder_read_with(*state, overrides, 2), CARE_OK);
    assert_true(care_sheet_number(people_of(*state), COLUMN_N, 0) == 2);
    assert_true(care_sheet_number(people_of(*state), COLUMN_N, 1) == 1);
}

static void a_change_has_a_row_below_its_table(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(read_with(*state, "city.people[].n", "1"), CARE_OK);
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    int row = 0;
    while (strcmp(provenance->resolved[row].name, "city.people") != 0) {
        row++;
    }
    assert_false(provenance->resolved[row].is_cells);
    const struct care_resolved *cells = &provenance->resolved[row + 1];
    assert_string_equal(cells->name, "city.people[].n");
    assert_string_equal(cells->value, "1");
    assert_string_equal(cells->unit, "person");
    assert_string_equal(cells->range, "[0, 1000000]");
    assert_string_equal(cells->origin, "command line");
    assert_true(cells->is_cells);
    assert_false(cells->is_rule);
}

static void assert_refused(struct folder *folder, const char *key, const char *value, const char *en, const char *zh)
{
    const int n_before = folder->list == NULL ? 0 : care_diagnostics_n(folder->list);
    assert_int_equal(read_with(folder, key, value), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), n_before + 1);
    const struct care_diagnostic *fault = care_diagnostics_at(folder->list, n_before);
    assert_string_equal(fault->place.file, "命令行");
    assert_string_equal(fault->place.key, key);
    if (strstr(fault->text_en, en) == NULL || strstr(fault->text_zh, zh) == NULL) {
        fail_msg("'%s', '%s'", fault->text_en, fault->text_zh);
    }
}

static void no_row_that_matches_is_a_fault(void **state)
{
    assert_refused(*state, "city.people[area=120109].n", "1", "no row of", "没有相符的行");
    assert_refused(*state, "city.people[note=x;sex=female].n", "1", "no row of", "没有相符的行");
}

static void a_column_that_is_not_there_is_told_with_the_nearest(void **state)
{
    assert_refused(*state, "city.people[].not", "1", "the nearest is 'note'", "最接近的是“note”");
    assert_refused(*state, "city.people[aera=120101].n", "1", "the nearest is 'area'", "最接近的是“area”");
    assert_refused(*state, "city.people[source=x].n", "1", "no column 'source' that is read", "没有读取的列“source”");
}

static void a_key_cannot_be_changed(void **state)
{
    assert_refused(*state, "city.people[year=2021].year", "2022", "is a key", "是键");
}

static void the_value_keeps_the_rules_of_its_column(void **state)
{
    assert_refused(*state, "city.people[].n", "-1", "-1 is outside [0, 1000000]", "-1 超出允许范围 [0, 1000000]");
    assert_refused(*state, "city.people[].n", "many", "'many' is not a decimal number", "“many”不是小数或整数");
    assert_refused(*state, "city.people[].n", "", "the cell is empty", "单元格为空");
}

static void a_condition_keeps_the_rules_of_its_column(void **state)
{
    assert_refused(*state, "city.people[sex=mael].n", "1", "the nearest is 'male'", "最接近的是“male”");
    assert_refused(*state, "city.people[year=1].n", "1", "1 is outside [2020, 2050]", "1 超出允许范围 [2020, 2050]");
}

static void an_expression_that_is_none_is_told_how_to_write_one(void **state)
{
    static const char *const keys[] = {"city.people[area].n", "city.people[=1].n", "city.people[area=1;].n",
                                       "city.people[]n",      "city.people[].",    "city.people[.n",
                                       "[area=120101].n"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_refused(*state, keys[i], "1", "section.key[column=value;column=value].column", "节.键[列=值;列=值].列");
    }
}

static void only_a_table_has_cells(void **state)
{
    assert_refused(*state, "city.n_beds[].n", "1", "has no table here", "此处没有表");
    assert_refused(*state, "areas.table[].name", "x", "has no table here", "此处没有表");
}

static void an_unknown_table_is_told_with_the_nearest(void **state)
{
    struct folder *folder = *state;
    assert_int_equal(read_with(folder, "city.peple[].n", "1"), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(folder->list, 0)->place.key, "city.peple");
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "'city.people'"));
}

static void cells_given_twice_are_refused(void **state)
{
    static const struct care_override overrides[] = {{"city.people[].n", "1"}, {"city.people[].n", "2"}};
    struct folder *folder = *state;
    care_folder_write(folder, "people.csv", PEOPLE);
    care_folder_write(folder, "main.yaml", "city: {people: people.csv}\n");
    assert_int_equal(care_folder_read_with(folder, overrides, 2), CARE_ERROR_INPUT);
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "given twice; again as '2'"));
}

/* What is wrong with the table has been said once; the command line adds nothing. */
static void a_table_with_faults_has_no_cells_to_change(void **state)
{
    static const struct care_override override = {"city.people[].n", "1"};
    struct folder *folder = *state;
    care_folder_write(folder, "people.csv", "area,year,sex,n,note\n120101,2020,male,x,\n");
    care_folder_write(folder, "main.yaml", "city: {people: people.csv}\n");
    assert_int_equal(care_folder_read_with(folder, &override, 1), CARE_ERROR_INPUT);
    care_folder_assert_only(folder, "people.csv", 2, 4, "n", "'x' is not a decimal number", "“x”不是小数或整数");
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_cell_is_changed_in_the_row_that_matches),
        FOLDER_TEST(all_rows_that_match_are_changed),
        FOLDER_TEST(an_empty_bracket_means_every_row),
        FOLDER_TEST(texts_are_changed_too_and_may_hold_an_equals_sign),
        FOLDER_TEST(an_optional_column_can_be_set_and_left_empty),
        FOLDER_TEST(later_changes_act_on_earlier_ones),
        FOLDER_TEST(a_change_has_a_row_below_its_table),
        FOLDER_TEST(no_row_that_matches_is_a_fault),
        FOLDER_TEST(a_column_that_is_not_there_is_told_with_the_nearest),
        FOLDER_TEST(a_key_cannot_be_changed),
        FOLDER_TEST(the_value_keeps_the_rules_of_its_column),
        FOLDER_TEST(a_condition_keeps_the_rules_of_its_column),
        FOLDER_TEST(an_expression_that_is_none_is_told_how_to_write_one),
        FOLDER_TEST(only_a_table_has_cells),
        FOLDER_TEST(an_unknown_table_is_told_with_the_nearest),
        FOLDER_TEST(cells_given_twice_are_refused),
        FOLDER_TEST(a_table_with_faults_has_no_cells_to_change),
    };
    return cmocka_run_group_tests_name("cell_override", tests, NULL, NULL);
}
