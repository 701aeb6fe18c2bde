/** @file  One table outside any scenario, from a file and from columns of texts. */
#include "scenarios/sheet_file.h"
#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <string.h>

static const struct care_sheet_spec *people(void)
{
    const struct care_section *city = care_folder_sections[0];
    for (int i = 0; i < city->n_fields; i++) {
        if (strcmp(city->fields[i].name, "people") == 0) {
            return city->fields[i].sheet;
        }
    }
    return NULL;
}

static int read_people(const struct folder *folder, const char *name, struct care_sheet_file **out)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", folder->path, name);
    return care_sheet_file_read(path, people(), folder->list, out);
}

static void a_table_is_read_by_its_description(void **state)
{
    struct folder *folder = *state;
    struct care_sheet_file *file = NULL;
    care_folder_write(folder, "people.csv", "year,area,sex,n,note\n2020,120101,male,3,a\n2021,120101,male,4,\n");
    assert_int_equal(read_people(folder, "people.csv", &file), CARE_OK);
    const struct care_sheet *sheet = care_sheet_file_sheet(file);
    assert_int_equal(sheet->n_rows, 2);
    assert_int_equal(care_sheet_int(sheet, COLUMN_YEAR, 1), 2021);
    assert_int_equal(care_sheet_int(sheet, COLUMN_N, 0), 3);
    assert_string_equal(care_sheet_text(sheet, COLUMN_NOTE, 0), "a");
    assert_int_equal(sheet->line[1], 3);
    care_sheet_file_free(file);
}

static void faults_of_a_table_are_told_with_their_place(void **state)
{
    struct folder *folder = *state;
    struct care_sheet_file *file = NULL;
    care_folder_write(folder, "people.csv", "area,year,sex,n,note\n120101,2020,mal,3,\n");
    assert_int_equal(read_people(folder, "people.csv", &file), CARE_ERROR_INPUT);
    assert_null(file);
    care_folder_assert_only(folder, "people.csv", 2, 3, "sex", "'male'", "“male”");
}

static void a_file_that_is_not_there_is_wrong_input(void **state)
{
    struct folder *folder = *state;
    struct care_sheet_file *file = NULL;
    assert_int_equal(read_people(folder, "gone.csv", &file), CARE_ERROR_INPUT);
    assert_null(file);
    care_folder_assert_only(folder, "gone.csv", 0, 0, NULL, "there is no such file", "文件不存在");
}

static const char *const areas[] = {"120101", "120102"};
static const char *const years[] = {"2020", "2020"};
static const char *const sexes[] = {"male", "female"};
static const char *const numbers[] = {"3", "x"};
static const char *const notes[] = {"", "甲,乙"};

static int read_columns(const struct folder *folder, int n_rows, struct care_sheet_file **out)
{
    const struct care_sheet_file_column columns[] = {
        {"area", areas}, {"year", years}, {"sex", sexes}, {"n", numbers}, {"note", notes}};
    return care_sheet_file_of_columns("some.h5", columns, 5, n_rows, people(), folder->list, out);
}

static void columns_of_texts_are_a_table_too(void **state)
{
    struct care_sheet_file *file = NULL;
    assert_int_equal(read_columns(*state, 1, &file), CARE_OK);
    const struct care_sheet *sheet = care_sheet_file_sheet(file);
    assert_int_equal(sheet->n_rows, 1);
    assert_int_equal(care_sheet_int(sheet, COLUMN_AREA, 0), 120101);
    assert_string_equal(care_sheet_text(sheet, COLUMN_NOTE, 0), "");
    assert_string_equal(sheet->path, "some.h5");
    care_sheet_file_free(file);
}

static void faults_of_columns_name_the_row_and_the_place_they_came_from(void **state)
{
    struct folder *folder = *state;
    struct care_sheet_file *file = NULL;
    assert_int_equal(read_columns(folder, 2, &file), CARE_ERROR_INPUT);
    assert_null(file);
    assert_int_equal(care_diagnostics_n(folder->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(folder->list, 0);
    assert_string_equal(fault->place.file, "some.h5");
    assert_int_equal(fault->place.line, 3); /* the header is the first */
    assert_string_equal(fault->place.key, "n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_table_is_read_by_its_description, care_folder_setup, care_folder_teardown),
        cmocka_unit_test_setup_teardown(faults_of_a_table_are_told_with_their_place, care_folder_setup,
                                        care_folder_teardown),
        cmocka_unit_test_setup_teardown(a_file_that_is_not_there_is_wrong_input, care_folder_setup,
                                        care_folder_teardown),
        cmocka_unit_test_setup_teardown(columns_of_texts_are_a_table_too, care_folder_setup, care_folder_teardown),
        cmocka_unit_test_setup_teardown(faults_of_columns_name_the_row_and_the_place_they_came_from, care_folder_setup,
                                        care_folder_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
