/** @file  Converting a folder from GB18030: nothing is overwritten, nothing is half done. */
#include "scenarios/convert.h"

#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct paths {
    char from[128], to[128];
};

static struct paths make(const struct folder *folder)
{
    struct paths paths;
    char inner[160];
    (void)snprintf(paths.from, sizeof paths.from, "%s/from", folder->path);
    (void)snprintf(paths.to, sizeof paths.to, "%s/to", folder->path);
    (void)snprintf(inner, sizeof inner, "%s/tables", paths.from);
    assert_int_equal(mkdir(paths.from, 0777), 0);
    assert_int_equal(mkdir(inner, 0777), 0);
    return paths;
}

static bool is_there(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

static void a_folder_is_converted_with_its_folders(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    care_folder_write(folder, "from/main.yaml", "title: 天津\n");
    care_folder_write(folder, "from/tables/a.CSV", "name\n\xCC\xEC\xBD\xF2\n");
    care_folder_write(folder, "from/notes.txt", "x");
    assert_int_equal(care_convert_folder(paths.from, paths.to, folder->list), CARE_OK);
    care_folder_assert_file(folder, "to/main.yaml", "title: 天津\n");
    care_folder_assert_file(folder, "to/tables/a.CSV", "name\n天津\n");
    char path[160];
    (void)snprintf(path, sizeof path, "%s/notes.txt", paths.to);
    assert_false(is_there(path));
    assert_int_equal(care_diagnostics_n(folder->list), 1); /* the one that was converted */
    assert_true(care_diagnostics_at(folder->list, 0)->is_warning);
}

static void an_empty_target_is_used(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    care_folder_write(folder, "from/a.csv", "x\n");
    assert_int_equal(mkdir(paths.to, 0777), 0);
    assert_int_equal(care_convert_folder(paths.from, paths.to, folder->list), CARE_OK);
    care_folder_assert_file(folder, "to/a.csv", "x\n");
}

static void a_target_with_a_file_in_it_is_left_alone(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    care_folder_write(folder, "from/a.csv", "x\n");
    assert_int_equal(mkdir(paths.to, 0777), 0);
    care_folder_write(folder, "to/a.csv", "mine\n");
    assert_int_equal(care_convert_folder(paths.from, paths.to, folder->list), CARE_ERROR_INPUT);
    care_folder_assert_file(folder, "to/a.csv", "mine\n");
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "nothing is overwritten"));
}

static void a_target_that_is_a_file_is_left_alone(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    care_folder_write(folder, "from/a.csv", "x\n");
    care_folder_write(folder, "to", "mine\n");
    assert_int_equal(care_convert_folder(paths.from, paths.to, folder->list), CARE_ERROR_INPUT);
    care_folder_assert_file(folder, "to", "mine\n");
}

static void a_target_inside_the_source_is_refused_and_not_left_behind(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    char inside[160];
    (void)snprintf(inside, sizeof inside, "%s/new", paths.from);
    care_folder_write(folder, "from/a.csv", "x\n");
    assert_int_equal(care_convert_folder(paths.from, inside, folder->list), CARE_ERROR_INPUT);
    assert_false(is_there(inside));
}

static void a_file_in_neither_encoding_stops_all_before_anything_is_written(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    care_folder_write(folder, "from/a.csv", "good\n");
    care_folder_write(folder, "from/b.csv", "abc\xFFz\n");
    assert_int_equal(care_convert_folder(paths.from, paths.to, folder->list), CARE_ERROR_INPUT);
    assert_false(is_there(paths.to));
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_zh, "第 3 字节"));
}

static void a_folder_without_tables_is_told(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    assert_int_equal(care_convert_folder(paths.from, paths.to, folder->list), CARE_ERROR_INPUT);
    assert_false(is_there(paths.to));
}

static void a_missing_source_is_a_file_error(void **state)
{
    const struct folder *folder = *state;
    const struct paths paths = make(folder);
    assert_int_equal(care_convert_folder("/nonexistent", paths.to, folder->list), CARE_ERROR_FILE);
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "no such file"));
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_folder_is_converted_with_its_folders),
        FOLDER_TEST(an_empty_target_is_used),
        FOLDER_TEST(a_target_with_a_file_in_it_is_left_alone),
        FOLDER_TEST(a_target_that_is_a_file_is_left_alone),
        FOLDER_TEST(a_target_inside_the_source_is_refused_and_not_left_behind),
        FOLDER_TEST(a_file_in_neither_encoding_stops_all_before_anything_is_written),
        FOLDER_TEST(a_folder_without_tables_is_told),
        FOLDER_TEST(a_missing_source_is_a_file_error),
    };
    return cmocka_run_group_tests_name("convert", tests, NULL, NULL);
}
