/** @file  Tables that are wrong: each kind of fault with its line, its cell, its column and what would be allowed. */
#include "scenarios/reader.h"
#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <string.h>

#define HEADER "area,year,sex,n,note\n"

static void a_missing_table_is_told_where_it_is_named(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: none.csv\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.people", "'none.csv': there is no such file",
                            "文件不存在");
}

static void a_folder_is_no_table(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: .\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.people", "it is a folder", "这是文件夹");
}

static void an_absolute_table_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: /tmp/a.csv\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.people", "relative", "相对");
}

static void an_unknown_encoding_is_refused(void **state)
{
    care_folder_write(*state, "people.csv", HEADER "120101,2020,male,3,\n");
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: {file: people.csv, encoding: latin1}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 40, "city.people", "utf-8, gb18030", "gb18030");
}

static void an_unknown_key_of_a_table_is_refused(void **state)
{
    care_folder_write(*state, "people.csv", HEADER "120101,2020,male,3,\n");
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: {file: people.csv, path: x}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 30, "city.people", "unexpected key 'path'", "file 或 own");
}

static void a_table_without_its_file_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: {encoding: utf-8}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.people", "the path of a CSV table", "CSV 表的路径");
}

static void a_table_in_gbk_is_refused_with_the_offset_of_the_byte(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,3,\xCC\xEC\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 20, NULL, "byte 40 (0xCC)", "encoding: gb18030");
}

static void a_table_that_is_not_gb18030_though_it_says_so_is_refused(void **state)
{
    care_folder_write(*state, "people.csv", HEADER "120101,2020,male,3,\xFF\n");
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: {file: people.csv, encoding: gb18030}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 0, 0, NULL, "byte 40 is not GB18030", "第 40 字节不是 GB18030");
}

static void a_nul_byte_in_a_table_is_refused(void **state)
{
    care_folder_write_bytes(*state, "people.csv", HEADER "120101,\0", 29);
    assert_int_equal(care_folder_read_text(*state, "city: {people: people.csv}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 8, NULL, "byte 28", "U+0000");
}

static void an_empty_table_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "\n\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 1, 1, NULL, "table people is empty", "表 people 为空");
}

static void a_table_without_rows_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 1, 1, NULL, "has 0 rows under its header; it needs at least 1",
                            "至少需要 1 行");
}

static void a_table_with_fewer_rows_than_its_least_is_refused(void **state)
{
    care_folder_write(*state, "areas.csv", "code,name\n120101,和平\n");
    assert_int_equal(care_folder_read_text(*state, "areas: {table: areas.csv}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "areas.csv", 2, 1, NULL, "has 1 rows under its header; it needs at least 2",
                            "至少需要 2 行");
}

static void a_table_that_may_be_empty_needs_its_header_only(void **state)
{
    static const struct care_sheet_column columns[] = {
        {.name = "area", .kind = CARE_SHEET_INT, .max = 9, .is_key = true, .is_contiguous = true}};
    static const struct care_sheet_spec spec = {.name = "told", .columns = columns, .n_columns = 1};
    (void)state;
    struct care_diagnostics *list = NULL;
    assert_int_equal(care_diagnostics_create(&list), CARE_OK);
    assert_int_equal(care_reader_check_csv("area\n", 5, &spec, false, list), CARE_OK);
    assert_int_equal(care_reader_check_csv("", 0, &spec, false, list), CARE_ERROR_INPUT);
    care_diagnostics_free(list);
}

static void an_unknown_column_is_told_with_the_nearest_one(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "area,year,sex,n,note,wieght\n120101,2020,male,3,,1\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 1, 6, "wieght", "nearest known one is 'weight'", "“weight”");
}

static void a_missing_column_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "area,sex,n,note\n120101,male,3,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 1, 0, "year", "column 'year' of table people is missing",
                            "缺少列“year”");
}

static void a_repeated_column_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "area,year,sex,n,note,n\n120101,2020,male,3,,3\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 1, 6, "n", "first as column 4", "首次为第 4 列");
}

static void a_column_without_a_name_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "area,year,sex,n,note,\n120101,2020,male,3,,\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 1, 6, NULL, "has no name", "没有列名");
}

static void a_row_with_too_few_cells_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,3,\n120101,2021,mal"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 3, 4, NULL, "has 3 cells, the header 5",
                            "有 3 个单元格，而表头有 5 个");
}

static void a_row_with_too_many_cells_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,3,a,b\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 6, NULL, "has 6 cells, the header 5", "有 6 个单元格");
}

static void a_row_of_empty_cells_is_refused_once(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,3,\n,,,,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 3, 1, NULL, "the row is empty", "此行为空");
}

static void an_empty_cell_is_refused_with_the_range(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 4, "n", "the cell is empty; allowed: [0, 1000000], unit person",
                            "允许范围 [0, 1000000]，单位 person");
}

static void an_empty_choice_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,,3,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 3, "sex", "the cell is empty", "例如“male”");
}

static void what_is_not_a_number_is_refused_with_the_range(void **state)
{
    static const char *const bad[] = {"12O", "nan", "inf", "0x10", "1_000", "35.5‰", "020", "1e999", "3人"};
    struct folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char csv[128];
        (void)snprintf(csv, sizeof csv, HEADER "120101,2020,male,%s,\n", bad[i]);
        assert_int_equal(care_folder_read_people(folder, csv), CARE_ERROR_INPUT);
        care_folder_assert_fault(folder, (int)i, "people.csv", 2, 4, "n",
                                 "is not a decimal number; allowed: [0, 1000000], unit person",
                                 "允许范围 [0, 1000000]，单位 person");
    }
}

static void a_fraction_in_a_column_of_whole_numbers_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020.0,male,3,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 2, "year", "'2020.0' is not a whole number; allowed: [2020, 2050]",
                            "[2020, 2050]");
}

static void a_number_out_of_range_is_refused_with_the_range(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,-0.5,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 4, "n", "-0.5 is outside [0, 1000000], unit person",
                            "-0.5 超出允许范围 [0, 1000000]");
}

static void an_unknown_choice_is_told_with_the_nearest_one(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,femal,3,\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 3, "sex", "the nearest is 'female'", "“female”");
}

static void a_repeated_key_is_told_with_the_line_of_the_first(void **state)
{
    assert_int_equal(
        care_folder_read_people(*state, HEADER "120101,2020,male,3,\n120101,2020,female,3,\n120101,2020,male,4,\n"),
        CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 4, 1, "area", "repeats the key of line 2", "与第 2 行重复");
}

static void a_repeated_key_is_told_beside_other_faults(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(
        care_folder_read_people(*state, HEADER "120101,2020,male,3,\n120101,x,female,3,\n120101,2020,male,4,\n"),
        CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 2);
    care_folder_assert_fault(folder, 1, "people.csv", 4, 1, "area", "line 2", "第 2 行");
}

static void a_gap_in_the_years_is_told_with_the_first_missing_one(void **state)
{
    assert_int_equal(
        care_folder_read_people(*state, HEADER
                                "120101,2024,male,3,\n120101,2020,male,3,\n120101,2021,male,3,\n120102,2030,male,1,\n"),
        CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 2, "year", "year 2022 is missing", "缺少 year 2022");
}

static void an_area_that_is_not_in_the_areas_table_is_refused(void **state)
{
    care_folder_write(*state, "areas.csv", "code,name\n120101,和平\n120102,河东\n");
    care_folder_write(*state, "people.csv", HEADER "120101,2020,male,3,\n120103,2020,male,3,\n");
    assert_int_equal(care_folder_read_text(*state, "areas: {table: areas.csv}\ncity: {people: people.csv}\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 3, 1, "area", "area 120103 is not in the areas table",
                            "地区代码 120103");
}

static void areas_that_are_in_the_areas_table_are_accepted(void **state)
{
    care_folder_write(*state, "areas.csv", "code,name\n120101,和平\n120102,河东\n");
    care_folder_write(*state, "people.csv", HEADER "120101,2020,male,3,\n120102,2020,male,3,\n");
    assert_int_equal(care_folder_read_text(*state, "areas: {table: areas.csv}\ncity: {people: people.csv}\n"), CARE_OK);
}

static void a_quote_that_is_never_closed_is_told_where_it_opens(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,3,\n120101,2021,male,3,\"cut\noff\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 3, 5, NULL, "never ends", "没有结束");
}

static void a_quote_inside_a_cell_is_refused(void **state)
{
    assert_int_equal(care_folder_read_people(*state, HEADER "120101,2020,male,3,a\"b\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "people.csv", 2, 5, NULL, "stands inside a cell", "单元格内有引号");
}

static void faults_after_a_cell_of_two_lines_have_the_right_line(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(
        care_folder_read_people(*state, HEADER "120101,2020,male,3,\"two\n\nlines\"\n\n120101,2021,male,x,\n"),
        CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 1);
    care_folder_assert_fault(folder, 0, "people.csv", 6, 4, "n", "'x'", "“x”");
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_missing_table_is_told_where_it_is_named),
        FOLDER_TEST(a_folder_is_no_table),
        FOLDER_TEST(an_absolute_table_is_refused),
        FOLDER_TEST(an_unknown_encoding_is_refused),
        FOLDER_TEST(an_unknown_key_of_a_table_is_refused),
        FOLDER_TEST(a_table_without_its_file_is_refused),
        FOLDER_TEST(a_table_in_gbk_is_refused_with_the_offset_of_the_byte),
        FOLDER_TEST(a_table_that_is_not_gb18030_though_it_says_so_is_refused),
        FOLDER_TEST(a_nul_byte_in_a_table_is_refused),
        FOLDER_TEST(an_empty_table_is_refused),
        FOLDER_TEST(a_table_without_rows_is_refused),
        FOLDER_TEST(a_table_with_fewer_rows_than_its_least_is_refused),
        FOLDER_TEST(a_table_that_may_be_empty_needs_its_header_only),
        FOLDER_TEST(an_unknown_column_is_told_with_the_nearest_one),
        FOLDER_TEST(a_missing_column_is_refused),
        FOLDER_TEST(a_repeated_column_is_refused),
        FOLDER_TEST(a_column_without_a_name_is_refused),
        FOLDER_TEST(a_row_with_too_few_cells_is_refused),
        FOLDER_TEST(a_row_with_too_many_cells_is_refused),
        FOLDER_TEST(a_row_of_empty_cells_is_refused_once),
        FOLDER_TEST(an_empty_cell_is_refused_with_the_range),
        FOLDER_TEST(an_empty_choice_is_refused),
        FOLDER_TEST(what_is_not_a_number_is_refused_with_the_range),
        FOLDER_TEST(a_fraction_in_a_column_of_whole_numbers_is_refused),
        FOLDER_TEST(a_number_out_of_range_is_refused_with_the_range),
        FOLDER_TEST(an_unknown_choice_is_told_with_the_nearest_one),
        FOLDER_TEST(a_repeated_key_is_told_with_the_line_of_the_first),
        FOLDER_TEST(a_repeated_key_is_told_beside_other_faults),
        FOLDER_TEST(a_gap_in_the_years_is_told_with_the_first_missing_one),
        FOLDER_TEST(an_area_that_is_not_in_the_areas_table_is_refused),
        FOLDER_TEST(areas_that_are_in_the_areas_table_are_accepted),
        FOLDER_TEST(a_quote_that_is_never_closed_is_told_where_it_opens),
        FOLDER_TEST(a_quote_inside_a_cell_is_refused),
        FOLDER_TEST(faults_after_a_cell_of_two_lines_have_the_right_line),
    };
    return cmocka_run_group_tests_name("sheet faults", tests, NULL, NULL);
}
