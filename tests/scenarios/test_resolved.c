/** @file  The table of resolved numbers is aligned and says where each came from, in both languages. */
#include "scenarios/resolved.h"

#include "sim/text.h"
#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int setup(void **state)
{
    care_language_set(CARE_LANGUAGE_ZH);
    return care_folder_setup(state);
}

/* The printed table; to be freed. */
static char *print(struct folder *folder, enum care_language language)
{
    static const struct care_override override = {"city.n_beds", "8"};
    char *text = NULL;
    size_t size = 0;
    care_folder_write(folder, "main.yaml", "title: {zh: 甲城, en: A city}\ncity:\n  mode: high\n  name: 天津市\n");
    assert_int_equal(care_folder_read_with(folder, &override, 1), CARE_OK);
    care_language_set(language);
    FILE *stream = open_memstream(&text, &size);
    assert_non_null(stream);
    assert_int_equal(care_resolved_print(care_scenario_provenance(folder->scenario), stream), CARE_OK);
    assert_int_equal(fclose(stream), 0);
    return text;
}

/* Terminal column at which `word` begins in its line. */
static int column_of(const char *text, const char *word)
{
    char before[512];
    const char *at = strstr(text, word);
    assert_non_null(at);
    const char *start = at;
    while (start > text && start[-1] != '\n') {
        start--;
    }
    (void)snprintf(before, sizeof before, "%.*s", (int)(at - start), start);
    return care_resolved_width(before);
}

static void a_chinese_character_is_two_columns_wide(void **state)
{
    (void)state;
    assert_int_equal(care_resolved_width(""), 0);
    assert_int_equal(care_resolved_width("abc"), 3);
    assert_int_equal(care_resolved_width("床位a，"), 7);
    assert_int_equal(care_resolved_width("𠀀é"), 3);
}

static void the_table_is_in_chinese(void **state)
{
    char *text = print(*state, CARE_LANGUAGE_ZH);
    static const char *const words[] = {"甲城 (main)", "参数",      "取值", "单位",   "允许范围", "合理范围",
                                        "来自",        "出处",      "把握", "命令行", "默认",     "main.yaml:3",
                                        "亲见",        "凭记忆",    "推算", "假定",   "设定",     "low | middle | high",
                                        "#beds",       "读入的文件"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_non_null(strstr(text, words[i]));
    }
    free(text);
}

static void the_table_is_in_english(void **state)
{
    char *text = print(*state, CARE_LANGUAGE_EN);
    static const char *const words[] = {"A city (main)", "parameter",  "value",        "unit",      "range", "from",
                                        "source",        "confidence", "command line", "default",   "seen",  "recalled",
                                        "derived",       "assumed",    "chosen",       "files read"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_non_null(strstr(text, words[i]));
    }
    free(text);
}

static void the_columns_stand_under_their_headings(void **state)
{
    char *text = print(*state, CARE_LANGUAGE_ZH);
    assert_int_equal(column_of(text, "天津市"), column_of(text, "取值"));
    assert_int_equal(column_of(text, "命令行"), column_of(text, "来自"));
    assert_int_equal(column_of(text, "main.yaml:4"), column_of(text, "来自"));
    assert_int_equal(column_of(text, "推算"), column_of(text, "把握"));
    free(text);
}

static void the_plausible_range_stands_beside_the_accepted_one(void **state)
{
    char *text = print(*state, CARE_LANGUAGE_EN);
    assert_int_equal(column_of(text, "20..80"), column_of(text, "plausible"));
    free(text);
}

static void a_full_disk_is_told(void **state)
{
    struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(folder, "city: {}\n"), CARE_OK);
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    assert_int_equal(care_resolved_print(care_scenario_provenance(folder->scenario), full), CARE_ERROR_FILE);
    (void)fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chinese_character_is_two_columns_wide),
        cmocka_unit_test_setup_teardown(the_table_is_in_chinese, setup, care_folder_teardown),
        cmocka_unit_test_setup_teardown(the_table_is_in_english, setup, care_folder_teardown),
        cmocka_unit_test_setup_teardown(the_columns_stand_under_their_headings, setup, care_folder_teardown),
        cmocka_unit_test_setup_teardown(the_plausible_range_stands_beside_the_accepted_one, setup,
                                        care_folder_teardown),
        cmocka_unit_test_setup_teardown(a_full_disk_is_told, setup, care_folder_teardown),
    };
    return cmocka_run_group_tests_name("resolved", tests, NULL, NULL);
}
