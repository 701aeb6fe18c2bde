/** @file  Scenario files that are wrong: each kind of fault with its place, its key and what would be allowed. */
#include "tests/scenarios/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void a_missing_scenario_is_a_file_error(void **state)
{
    assert_int_equal(care_folder_read(*state), CARE_ERROR_FILE);
    care_folder_assert_only(*state, "main.yaml", 0, 0, NULL, "no such file", "文件不存在");
}

static void a_folder_is_no_scenario(void **state)
{
    char path[128];
    const struct folder *folder = *state;
    (void)snprintf(path, sizeof path, "%s/main.yaml", folder->path);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(care_folder_read(*state), CARE_ERROR_FILE);
    care_folder_assert_only(*state, "main.yaml", 0, 0, NULL, "it is a folder", "这是文件夹");
}

static void a_file_of_17_megabytes_is_refused(void **state)
{
    const size_t size = (size_t)17 << 20;
    char *spaces = malloc(size);
    assert_non_null(spaces);
    memset(spaces, ' ', size);
    care_folder_write_bytes(*state, "main.yaml", spaces, size);
    free(spaces);
    assert_int_equal(care_folder_read(*state), CARE_ERROR_FILE);
    care_folder_assert_only(*state, "main.yaml", 0, 0, NULL, "too large", "文件过大");
}

static void an_empty_file_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, ""), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, NULL, "nothing is written", "没有内容");
}

static void a_file_of_comments_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "# city:\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, NULL, "nothing is written", "没有内容");
}

static void a_file_in_gbk_is_refused_with_the_offset_of_the_byte(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  name: \xCC\xEC\xBD\xF2\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 9, NULL, "byte 14 (0xCC) is not UTF-8", "第 14 字节（0xCC）");
    care_folder_assert_only(*state, "main.yaml", 2, 9, NULL, "GB18030", "GB18030");
}

static void a_file_in_utf16_is_named_as_such(void **state)
{
    care_folder_write_bytes(*state, "main.yaml",
                            "\xFF\xFE"
                            "c\0",
                            4);
    assert_int_equal(care_folder_read(*state), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, NULL, "UTF-16", "UTF-16");
}

static void a_nul_byte_is_refused(void **state)
{
    care_folder_write_bytes(*state, "main.yaml", "city:\n  n_beds: 5\0\n", 19);
    assert_int_equal(care_folder_read(*state), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 12, NULL, "byte 17", "U+0000");
}

static void a_control_character_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city: {n_beds: \x01 5}\nmore: 1\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 16, NULL, "U+0001", "控制字符 U+0001");
}

static void broken_yaml_is_told_with_line_and_column(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: 5: 6\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 12, NULL, "not YAML", "不是有效的 YAML");
}

static void a_tab_for_indentation_is_told_with_its_line(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n\tn_beds: 5\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 1, NULL, "tab character", "不是有效的 YAML");
}

static void a_full_width_colon_is_pointed_out(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city：\n  n_beds: 5\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, NULL, "full-width colon", "全角冒号");
}

static void a_file_that_is_one_value_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "n_beds：5\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, NULL, "must be a map", "全角冒号");
}

static void a_repeated_key_is_refused_with_the_line_of_the_first(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: 5\n  n_beds: 6\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 3, 3, "city.n_beds", "first on line 2", "首次出现在第 2 行");
}

static void a_second_document_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city: {}\n---\ncity: {}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 1, NULL, "second document", "第二个文档");
}

static void a_list_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  share: [0.1, 0.2]\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 10, "city.share", "lists are not used", "不支持列表");
}

static void an_anchor_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: &x 5\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.n_beds", "anchors", "锚点");
}

static void an_alias_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: *x\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.n_beds", "aliases", "别名");
}

static void a_tag_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: !!int 5\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.n_beds", "tags", "标签");
}

static void a_merge_key_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  <<: {n_beds: 5}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 3, "city.<<", "merge keys", "合并键");
}

static void a_map_as_a_key_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  {a: 1}: 2\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 3, "city", "a map cannot be a key", "映射不能作为键");
}

/* On this text libfyaml 0.7.12 corrupts its memory. */
static void an_explicit_key_is_refused_before_the_parser_sees_it(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  ? b: \t: c\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 3, NULL, "a ? may not stand alone", "单独的 ?");
}

/* A file of 200,000 times the same opening. */
static void nest(const struct folder *folder, const char *opening)
{
    enum { N = 200000 };
    const size_t n = strlen(opening);
    char *text = malloc(N * n);
    assert_non_null(text);
    for (size_t i = 0; i < N; i++) {
        memcpy(text + i * n, opening, n);
    }
    care_folder_write_bytes(folder, "main.yaml", text, N * n);
    free(text);
}

static void deep_nesting_is_refused_promptly(void **state)
{
    static const char *const openings[] = {"[", "{", "{a: ", "- ", "? "};
    static const char *const says[] = {"lists", "map cannot be a key", "nested more than 12 deep", "lists",
                                       "a ? may not stand alone"};
    struct folder *folder = *state;
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        nest(folder, openings[i]);
        const clock_t start = clock();
        assert_int_equal(care_folder_read(folder), CARE_ERROR_INPUT);
        assert_true(clock() - start < 2 * CLOCKS_PER_SEC);
        assert_non_null(
            strstr(care_diagnostics_at(folder->list, care_diagnostics_n(folder->list) - 1)->text_en, says[i]));
        assert_int_equal(care_diagnostics_n(folder->list), (int)i + 1);
    }
}

static void too_many_keys_are_refused(void **state)
{
    char text[12 * 10002 + 1] = "";
    char *at = text;
    for (int i = 0; i < 10002; i++) {
        at += snprintf(at, 13, "k%d: 1\n", i);
    }
    assert_int_equal(care_folder_read_text(*state, text), CARE_ERROR_INPUT);
    const struct folder *folder = *state;
    assert_int_equal(care_diagnostics_n(folder->list), 1);
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "more than 10000 keys"));
}

static void an_unknown_key_is_told_with_the_nearest_one(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  rate:\n    mael: 1\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 3, 5, "city.rate.mael", "'city.rate.male'", "“city.rate.male”");
}

static void an_unknown_group_is_told_with_the_nearest_one(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  rates:\n    male: 1\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 3, "city.rates", "'city.rate'", "“city.rate”");
}

static void an_unknown_section_is_told_with_the_nearest_one(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "citi: {}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, "citi", "'city'", "“city”");
}

static void a_key_without_its_section_is_told_with_its_section(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "n_beds: 5\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, "n_beds", "'city.n_beds'", "“city.n_beds”");
}

static void a_missing_required_key_is_told_with_its_range(void **state)
{
    struct folder *folder = *state;
    folder->n_sections = CARE_FOLDER_N_WITH_REQUIRED;
    assert_int_equal(care_folder_read_text(folder, "city: {}\nbudget: {}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(folder, "main.yaml", 2, 1, "budget.total_yuan",
                            "required and missing; expected: a number in [0, 5000], unit yuan",
                            "范围 [0, 5000]，单位 yuan");
}

static void a_base_may_set_what_is_required(void **state)
{
    struct folder *folder = *state;
    folder->n_sections = CARE_FOLDER_N_WITH_REQUIRED;
    care_folder_write(folder, "root.yaml", "budget: {total_yuan: 10}\n");
    assert_int_equal(care_folder_read_text(folder, "base: root.yaml\n"), CARE_OK);
}

static void a_number_out_of_range_is_told_with_the_range(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  rate: {male: 3.01}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 16, "city.rate.male",
                            "3.01 is out of range; expected: a number in [0.1, 3], unit year-1",
                            "3.01 超出范围；应为：数字，范围 [0.1, 3]，单位 year-1");
}

static void a_whole_number_out_of_range_is_told_with_the_range(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: -1\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.n_beds",
                            "-1 is out of range; expected: a whole number in [0, 900]", "[0, 900]");
}

static void what_is_not_a_whole_number_is_refused(void **state)
{
    static const char *const bad[] = {"37091O", "20年", "020", "nan",   "0x10", "1_000", "1e2",
                                      "20.7",   "+5",   "'5'", "\"5\"", "５",   "- 5",   "99999999999999999999",
                                      "1,000",  "yes",  "~",   "5%",    ".",    "-"};
    struct folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "city:\n  n_beds: %s\n", bad[i]);
        assert_int_equal(care_folder_read_text(folder, text), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(folder->list), (int)i + 1);
        if (bad[i][0] == '-') { /* YAML takes "- 5" for a list; the column then differs */
            continue;
        }
        care_folder_assert_fault(folder, (int)i, "main.yaml", 2, 11, "city.n_beds",
                                 "a whole number in [0, 900], unit 1", "整数，范围 [0, 900]，单位 1");
    }
}

static void what_is_not_a_number_is_refused(void **state)
{
    static const char *const bad[] = {"nan",  "inf", "-inf", "1e999", "0x1p3", "1_0.5", "35.5‰",  "60%",    ".5",  "5.",
                                      "1.e3", "1e",  "1e+",  "00.5",  "0,5",   "'0.5'", "0.5 年", "1e-999", "+0.5"};
    struct folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "city:\n  rate:\n    male: %s\n", bad[i]);
        assert_int_equal(care_folder_read_text(folder, text), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(folder->list), (int)i + 1);
        care_folder_assert_fault(folder, (int)i, "main.yaml", 3, 11, "city.rate.male",
                                 "a number in [0.1, 3], unit year-1", "范围 [0.1, 3]");
    }
}

static void a_bool_is_true_or_false_only(void **state)
{
    static const char *const bad[] = {"yes", "True", "1", "'true'", "on", "是"};
    struct folder *folder = *state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[64];
        (void)snprintf(text, sizeof text, "city:\n  is_open: %s\n", bad[i]);
        assert_int_equal(care_folder_read_text(folder, text), CARE_ERROR_INPUT);
        care_folder_assert_fault(folder, (int)i, "main.yaml", 2, 12, "city.is_open", "true or false", "true 或 false");
    }
}

static void an_unknown_choice_is_told_with_the_nearest_one(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  mode: hihg\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 9, "city.mode",
                            "the nearest is 'high'; expected: one of low, middle, high", "low、middle、high 之一");
}

static void a_key_without_a_value_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds:\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 3, "city.n_beds",
                            "nothing is written here; expected: a whole number in [0, 900]", "没有写值");
}

static void a_section_without_keys_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 1, "city", "a map of key: value lines", "映射");
}

static void a_map_in_place_of_a_number_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: {2025: 5}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.n_beds",
                            "a map stands here; expected: a whole number in [0, 900]", "[0, 900]");
}

static void a_year_outside_the_model_is_told_with_the_years(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  share: {2019: 0.1}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.share",
                            "'2019' is not a year of the model; allowed: [2020, 2050]", "允许范围 [2020, 2050]");
}

static void a_repeated_year_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  share: {2025: 0.1, 2025: 0.2}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 22, "city.share.2025", "repeated", "重复");
}

static void a_value_of_a_series_keeps_the_range(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  share: {2025: 0.1, 2026: 1.5}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 28, "city.share", "in [0, 1]", "[0, 1]");
}

static void a_series_without_years_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  share: {}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 10, "city.share", "in [0, 1]", "[0, 1]");
}

static void a_text_in_one_language_only_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  name: {zh: 津}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 9, "city.name", "{zh: ..., en: ...}", "{zh: ..., en: ...}");
}

static void a_third_language_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "title: {zh: 津, en: Jin, fr: Jin}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 25, "title.fr", "zh and en", "zh 与 en");
}

static void a_text_with_an_escaped_nul_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "title: \"a\\0b\"\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 8, "title", "escaped character", "转义字符");
}

static void a_missing_base_is_told_where_it_is_named(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city: {}\nbase: none.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 7, "base", "'none.yaml': there is no such file", "文件不存在");
}

static void a_base_that_is_a_folder_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "base: .\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 7, "base", "it is a folder", "这是文件夹");
}

static void bases_in_a_circle_are_refused(void **state)
{
    care_folder_write(*state, "b.yaml", "base: main.yaml\n");
    assert_int_equal(care_folder_read_text(*state, "base: b.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "b.yaml", 1, 7, "base", "'main.yaml' leads back to itself", "循环");
}

static void a_base_that_is_itself_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "base: ./main.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 7, "base", "circle", "循环");
}

static void a_file_that_packs_share_is_no_scenario(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "common: true\ncity: {n_beds: 2}\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 9, "common", "only be the base", "只能作为情景的 base");
}

static void what_is_common_says_true(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "common: false\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 9, "common", "expected: true", "应为 true");
}

static void a_file_that_packs_share_is_not_based_on_a_scenario(void **state)
{
    care_folder_write(*state, "common.yaml", "common: true\nbase: city.yaml\n");
    care_folder_write(*state, "city.yaml", "city: {n_beds: 2}\n");
    assert_int_equal(care_folder_read_text(*state, "base: common.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "city.yaml", 0, 0, NULL, "cannot be based on a scenario", "不能以情景为 base");
}

static void a_chain_of_bases_has_an_end(void **state)
{
    for (int i = 0; i < 20; i++) {
        char name[32], text[64];
        (void)snprintf(name, sizeof name, "b%d.yaml", i);
        (void)snprintf(text, sizeof text, "base: b%d.yaml\n", i + 1);
        care_folder_write(*state, name, text);
    }
    assert_int_equal(care_folder_read_text(*state, "base: b0.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "b15.yaml", 1, 7, "base", "more than 16 bases", "超过 16 层");
}

static void an_absolute_base_is_refused(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "base: /etc/base.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 1, 7, "base", "relative to this file", "相对于本文件");
}

static void a_fault_in_a_base_is_told_with_the_file_of_the_base(void **state)
{
    care_folder_write(*state, "root.yaml", "city:\n  n_beds: x\n");
    assert_int_equal(care_folder_read_text(*state, "base: root.yaml\n"), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "root.yaml", 2, 11, "city.n_beds", "[0, 900]", "[0, 900]");
}

static void all_faults_are_told_in_one_pass(void **state)
{
    const struct folder *folder = *state;
    care_folder_write(*state, "root.yaml", "city: {n_beds: 1000, mode: none}\nciti: 1\n");
    care_folder_write(*state, "people.csv", "area,year,sex,n,note\n120101,2020,mal,3,\n");
    assert_int_equal(care_folder_read_text(*state, "base: root.yaml\ncity: {share: 2, people: people.csv, open: true}\n"
                                                   "areas: {table: none.csv}\n"),
                     CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 7);
}

static void only_50_faults_of_a_file_are_shown_and_the_rest_counted(void **state)
{
    const struct folder *folder = *state;
    char text[4096] = "city:\n";
    for (int i = 0; i < 60; i++) {
        (void)snprintf(text + strlen(text), 32, "  unknown%d: 1\n", i);
    }
    assert_int_equal(care_folder_read_text(*state, text), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 51);
    care_folder_assert_fault(folder, 50, "main.yaml", 51, 3, NULL, "and 10 more in this file", "另有 10 处错误");
}

static void a_long_value_is_shown_cut(void **state)
{
    char text[1024] = "city:\n  n_beds: ";
    for (int i = 0; i < 200; i++) {
        (void)strcat(text, "年");
    }
    assert_int_equal(care_folder_read_text(*state, text), CARE_ERROR_INPUT);
    care_folder_assert_only(*state, "main.yaml", 2, 11, "city.n_beds", "年…' is not right", "年…”不正确");
}

static void an_override_of_an_unknown_key_is_told_with_the_nearest_one(void **state)
{
    const struct folder *folder = *state;
    const struct care_override override = {"city.n_bed", "5"};
    care_folder_write(*state, "main.yaml", "city: {}\n");
    assert_int_equal(care_folder_read_with(*state, &override, 1), CARE_ERROR_INPUT);
    const struct care_diagnostic *fault = care_diagnostics_at(folder->list, 0);
    assert_string_equal(fault->place.file, "命令行");
    assert_string_equal(fault->place.key, "city.n_bed");
    assert_non_null(strstr(fault->text_en, "'city.n_beds'"));
}

static void an_override_keeps_the_rules_of_the_file(void **state)
{
    static const struct care_override overrides[] = {{"city.n_beds", "901"}, {"city.n_beds", "'5'"},
                                                     {"city.n_beds", ""},    {"city.n_beds", "[5]"},
                                                     {"city.n_beds", "{"},   {"city.n_beds", "\xFF"}};
    struct folder *folder = *state;
    care_folder_write(folder, "main.yaml", "city: {}\n");
    for (int i = 0; i < 6; i++) {
        assert_int_equal(care_folder_read_with(folder, &overrides[i], 1), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(folder->list), i + 1);
        assert_string_equal(care_diagnostics_at(folder->list, i)->place.key, "city.n_beds");
    }
}

static void an_override_given_twice_is_refused(void **state)
{
    const struct folder *folder = *state;
    const struct care_override overrides[] = {{"city.n_beds", "5"}, {"city.n_beds", "6"}};
    care_folder_write(*state, "main.yaml", "city: {}\n");
    assert_int_equal(care_folder_read_with(*state, overrides, 2), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 1);
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_zh, "给出了两次"));
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(a_missing_scenario_is_a_file_error),
        FOLDER_TEST(a_folder_is_no_scenario),
        FOLDER_TEST(a_file_of_17_megabytes_is_refused),
        FOLDER_TEST(an_empty_file_is_refused),
        FOLDER_TEST(a_file_of_comments_is_refused),
        FOLDER_TEST(a_file_in_gbk_is_refused_with_the_offset_of_the_byte),
        FOLDER_TEST(a_file_in_utf16_is_named_as_such),
        FOLDER_TEST(a_nul_byte_is_refused),
        FOLDER_TEST(a_control_character_is_refused),
        FOLDER_TEST(broken_yaml_is_told_with_line_and_column),
        FOLDER_TEST(a_tab_for_indentation_is_told_with_its_line),
        FOLDER_TEST(a_full_width_colon_is_pointed_out),
        FOLDER_TEST(a_file_that_is_one_value_is_refused),
        FOLDER_TEST(a_repeated_key_is_refused_with_the_line_of_the_first),
        FOLDER_TEST(a_second_document_is_refused),
        FOLDER_TEST(a_list_is_refused),
        FOLDER_TEST(an_anchor_is_refused),
        FOLDER_TEST(an_alias_is_refused),
        FOLDER_TEST(a_tag_is_refused),
        FOLDER_TEST(a_merge_key_is_refused),
        FOLDER_TEST(a_map_as_a_key_is_refused),
        FOLDER_TEST(an_explicit_key_is_refused_before_the_parser_sees_it),
        FOLDER_TEST(deep_nesting_is_refused_promptly),
        FOLDER_TEST(too_many_keys_are_refused),
        FOLDER_TEST(an_unknown_key_is_told_with_the_nearest_one),
        FOLDER_TEST(an_unknown_group_is_told_with_the_nearest_one),
        FOLDER_TEST(an_unknown_section_is_told_with_the_nearest_one),
        FOLDER_TEST(a_key_without_its_section_is_told_with_its_section),
        FOLDER_TEST(a_missing_required_key_is_told_with_its_range),
        FOLDER_TEST(a_base_may_set_what_is_required),
        FOLDER_TEST(a_number_out_of_range_is_told_with_the_range),
        FOLDER_TEST(a_whole_number_out_of_range_is_told_with_the_range),
        FOLDER_TEST(what_is_not_a_whole_number_is_refused),
        FOLDER_TEST(what_is_not_a_number_is_refused),
        FOLDER_TEST(a_bool_is_true_or_false_only),
        FOLDER_TEST(an_unknown_choice_is_told_with_the_nearest_one),
        FOLDER_TEST(a_key_without_a_value_is_refused),
        FOLDER_TEST(a_section_without_keys_is_refused),
        FOLDER_TEST(a_map_in_place_of_a_number_is_refused),
        FOLDER_TEST(a_year_outside_the_model_is_told_with_the_years),
        FOLDER_TEST(a_repeated_year_is_refused),
        FOLDER_TEST(a_value_of_a_series_keeps_the_range),
        FOLDER_TEST(a_series_without_years_is_refused),
        FOLDER_TEST(a_text_in_one_language_only_is_refused),
        FOLDER_TEST(a_third_language_is_refused),
        FOLDER_TEST(a_text_with_an_escaped_nul_is_refused),
        FOLDER_TEST(a_missing_base_is_told_where_it_is_named),
        FOLDER_TEST(a_base_that_is_a_folder_is_refused),
        FOLDER_TEST(bases_in_a_circle_are_refused),
        FOLDER_TEST(a_base_that_is_itself_is_refused),
        FOLDER_TEST(a_file_that_packs_share_is_no_scenario),
        FOLDER_TEST(what_is_common_says_true),
        FOLDER_TEST(a_file_that_packs_share_is_not_based_on_a_scenario),
        FOLDER_TEST(a_chain_of_bases_has_an_end),
        FOLDER_TEST(an_absolute_base_is_refused),
        FOLDER_TEST(a_fault_in_a_base_is_told_with_the_file_of_the_base),
        FOLDER_TEST(all_faults_are_told_in_one_pass),
        FOLDER_TEST(only_50_faults_of_a_file_are_shown_and_the_rest_counted),
        FOLDER_TEST(a_long_value_is_shown_cut),
        FOLDER_TEST(an_override_of_an_unknown_key_is_told_with_the_nearest_one),
        FOLDER_TEST(an_override_keeps_the_rules_of_the_file),
        FOLDER_TEST(an_override_given_twice_is_refused),
    };
    return cmocka_run_group_tests_name("scenario faults", tests, NULL, NULL);
}
