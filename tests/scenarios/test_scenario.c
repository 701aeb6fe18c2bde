/** @file  Scenarios that are right: every kind of field, bases, the command line, and where each number came from. */
#include "scenarios/scenario.h"

#include "tests/scenarios/folder.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct city *city_of(const struct folder *folder)
{
    return care_scenario_section(folder->scenario, "city");
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

static void a_field_that_is_not_named_keeps_its_default(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds: 7\n"), CARE_OK);
    const struct city *city = city_of(*state);
    assert_int_equal(city->n_beds, 7);
    assert_true(city->is_open);
    assert_true(city->rate_male == 1);
    assert_int_equal(city->mode, 1);
    assert_true(care_series_at(&city->share, 2037) == 0.5);
    assert_string_equal(city->name.zh, "");
    assert_null(city->people);
}

static void every_kind_of_field_is_read(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "title: {zh: 甲城, en: A city}\n"
                                                   "city:\n"
                                                   "  is_open: false # a comment\n"
                                                   "  n_beds: 900\n"
                                                   "  rate: {male: 2.5e-1, female: 3}\n"
                                                   "  mode: high\n"
                                                   "  share: 0.25\n"
                                                   "  name: {zh: \"津\", en: 'Jin'}\n"),
                     CARE_OK);
    const struct city *city = city_of(*state);
    assert_false(city->is_open);
    assert_int_equal(city->n_beds, 900);
    assert_true(city->rate_male == 0.25);
    assert_true(city->rate_female == 3);
    assert_int_equal(city->mode, 2);
    assert_true(care_series_at(&city->share, 2020) == 0.25 && care_series_at(&city->share, 2050) == 0.25);
    assert_string_equal(city->name.zh, "津");
    assert_string_equal(city->name.en, "Jin");
    const struct folder *folder = *state;
    assert_string_equal(care_scenario_provenance(folder->scenario)->title.en, "A city");
    assert_string_equal(care_scenario_provenance(folder->scenario)->title.zh, "甲城");
}

static void one_text_serves_for_both_languages(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(*state, "title: 甲城\ncity: {name: Jin}\n"), CARE_OK);
    assert_string_equal(care_scenario_provenance(folder->scenario)->title.en, "甲城");
    assert_string_equal(city_of(folder)->name.zh, "Jin");
}

static void the_title_may_stand_in_the_section_run(void **state)
{
    struct folder *folder = *state;
    folder->n_sections = CARE_FOLDER_N_WITH_TITLE;
    care_folder_write(folder, "root.yaml", "budget: {total_yuan: 1}\nrun: {title: {zh: 甲城, en: A city}}\n");
    assert_int_equal(care_folder_read_text(folder, "base: root.yaml\n"), CARE_OK);
    assert_string_equal(care_scenario_provenance(folder->scenario)->title.zh, "甲城");
    assert_int_equal(care_folder_read_text(folder, "base: root.yaml\ntitle: B\n"), CARE_OK);
    assert_string_equal(care_scenario_provenance(folder->scenario)->title.zh, "B");
}

static void a_series_runs_straight_between_its_years_and_level_outside(void **state)
{
    assert_int_equal(care_folder_read_text(*state, "city:\n  share: {2035: 0.8, 2025: 0.6, 2030: 0.6}\n"), CARE_OK);
    const struct care_series *share = &city_of(*state)->share;
    assert_true(care_series_at(share, 2020) == 0.6);
    assert_true(care_series_at(share, 2025) == 0.6);
    assert_true(care_series_at(share, 2028) == 0.6);
    assert_float_equal(care_series_at(share, 2031), 0.64, 1e-15);
    assert_float_equal(care_series_at(share, 2034), 0.76, 1e-15);
    assert_true(care_series_at(share, 2035) == 0.8);
    assert_true(care_series_at(share, 2050) == 0.8);
    assert_string_equal(row_of(*state, "city.share")->value, "2025: 0.6, 2030: 0.6, 2035: 0.8");
}

static void a_table_is_read_in_any_order_of_columns(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "note,n,sex,year,area,source\r\n"
                                                     "\"甲, \"\"乙\"\"\",1.5,female,2021,120101,x\r\n"
                                                     "\r\n"
                                                     "\"two\nlines\",0,male,2020,120101,x\r\n"
                                                     ",7,female,2020,120101,x"),
                     CARE_OK);
    const struct care_sheet *people = city_of(*state)->people;
    assert_int_equal(people->n_rows, 3);
    assert_int_equal(care_sheet_int(people, COLUMN_AREA, 0), 120101);
    assert_int_equal(care_sheet_int(people, COLUMN_SEX, 0), 1);
    assert_true(care_sheet_number(people, COLUMN_N, 0) == 1.5);
    assert_string_equal(care_sheet_text(people, COLUMN_NOTE, 0), "甲, \"乙\"");
    assert_string_equal(care_sheet_text(people, COLUMN_NOTE, 1), "two\nlines");
    assert_string_equal(care_sheet_text(people, COLUMN_NOTE, 2), "");
    assert_true(care_sheet_number(people, COLUMN_WEIGHT, 2) == 0.25);
    assert_null(people->number[COLUMN_NOTE]);
    assert_null(people->text[COLUMN_N]);
    assert_int_equal(people->line[0], 2);
    assert_int_equal(people->line[1], 4);
    assert_int_equal(people->line[2], 6);
}

static void an_empty_cell_of_an_optional_column_takes_its_default(void **state)
{
    assert_int_equal(care_folder_read_people(*state, "area,year,sex,n,note,weight\n"
                                                     "120101,2020,male,3,,0.5\n"
                                                     "120101,2020,female,3,,\n"),
                     CARE_OK);
    const struct care_sheet *people = city_of(*state)->people;
    assert_true(care_sheet_number(people, COLUMN_WEIGHT, 0) == 0.5);
    assert_true(care_sheet_number(people, COLUMN_WEIGHT, 1) == 0.25);
}

static void a_byte_order_mark_is_skipped(void **state)
{
    care_folder_write(*state, "people.csv",
                      "\xEF\xBB\xBF"
                      "area,year,sex,n,note\n120101,2020,male,3,\n");
    assert_int_equal(care_folder_read_text(*state, "\xEF\xBB\xBF"
                                                   "city:\r\n  people: people.csv\r\n"),
                     CARE_OK);
    assert_int_equal(city_of(*state)->people->n_rows, 1);
}

static void a_table_in_gb18030_is_converted_when_it_says_so(void **state)
{
    care_folder_write(*state, "people.csv", "area,year,sex,n,note\n120101,2020,male,3,\xCC\xEC\xBD\xF2\n"); /* 天津 */
    assert_int_equal(care_folder_read_text(*state, "city:\n  people: {file: people.csv, encoding: gb18030}\n"),
                     CARE_OK);
    assert_string_equal(care_sheet_text(city_of(*state)->people, COLUMN_NOTE, 0), "天津");
}

static void a_base_is_overridden_field_by_field(void **state)
{
    const struct folder *folder = *state;
    care_folder_write(
        *state, "root.yaml",
        "title: root\ncity:\n  n_beds: 1\n  rate: {male: 2, female: 2}\n  share: {2025: 0.1, 2035: 0.2}\n");
    care_folder_write(*state, "middle.yaml", "base: ./root.yaml\ncity:\n  n_beds: 2\n  rate: {male: 3}\n");
    assert_int_equal(care_folder_read_text(*state, "base: middle.yaml\ncity:\n  share: {2030: 0.9}\n"), CARE_OK);
    const struct city *city = city_of(*state);
    assert_int_equal(city->n_beds, 2);
    assert_true(city->rate_male == 3);
    assert_true(city->rate_female == 2);
    assert_true(care_series_at(&city->share, 2025) == 0.9); /* a series is replaced whole */
    assert_string_equal(row_of(*state, "city.n_beds")->origin, "middle.yaml:3");
    assert_string_equal(row_of(*state, "city.rate.female")->origin, "root.yaml:4");
    assert_string_equal(row_of(*state, "city.share")->origin, "main.yaml:3");
    assert_string_equal(care_scenario_provenance(folder->scenario)->title.zh, "main");
}

static void the_root_is_the_deepest_scenario_not_what_packs_share(void **state)
{
    struct folder *folder = *state;
    char root[96];
    care_folder_write(folder, "common.yaml", "common: true\ncity:\n  n_beds: 1\n  rate: {male: 2, female: 3}\n");
    care_folder_write(folder, "baseline.yaml", "base: common.yaml\ncity:\n  n_beds: 4\n");
    assert_int_equal(care_folder_read_text(folder, "base: baseline.yaml\ncity:\n  rate: {female: 1}\n"), CARE_OK);
    const struct city *city = care_scenario_section(folder->scenario, "city");
    assert_int_equal(city->n_beds, 4);
    assert_true(city->rate_male == 2);
    assert_true(city->rate_female == 1);
    (void)snprintf(root, sizeof root, "%s/baseline.yaml", folder->path);
    assert_string_equal(care_scenario_root(folder->scenario), root);
}

static void the_text_holds_the_whole_chain_with_the_deepest_base_first(void **state)
{
    const struct folder *folder = *state;
    care_folder_write(*state, "root.yaml", "city: {n_beds: 1}");
    assert_int_equal(care_folder_read_text(*state, "base: root.yaml\n# 末\n"), CARE_OK);
    assert_string_equal(care_scenario_provenance(folder->scenario)->text,
                        "# file: root.yaml\ncity: {n_beds: 1}\n# file: main.yaml\nbase: root.yaml\n# 末\n");
}

static void paths_are_relative_to_the_file_that_says_them(void **state)
{
    char path[128];
    const struct folder *folder = *state;
    (void)snprintf(path, sizeof path, "%s/common", folder->path);
    assert_int_equal(mkdir(path, 0777), 0);
    care_folder_write(*state, "common/people.csv", "area,year,sex,n,note\n120101,2020,male,3,\n");
    care_folder_write(*state, "common/base.yaml", "city: {people: people.csv}\n");
    assert_int_equal(care_folder_read_text(*state, "base: common/base.yaml\n"), CARE_OK);
    assert_string_equal(row_of(*state, "city.people")->value, "common/people.csv");
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    assert_int_equal(provenance->n_inputs, 3);
    assert_string_equal(provenance->inputs[0].path, "main.yaml");
    assert_string_equal(provenance->inputs[1].path, "common/base.yaml");
    assert_string_equal(provenance->inputs[2].path, "common/people.csv");
    assert_int_equal(provenance->inputs[2].n_rows, 1);
    assert_int_equal(provenance->inputs[1].n_rows, 0);
}

static void an_input_is_known_by_the_sha256_of_its_bytes(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(*state, "city: {}\n"), CARE_OK);
    assert_string_equal(care_scenario_provenance(folder->scenario)->inputs[0].sha256,
                        "e932c5fdbe8e30f2bf593068338d7d7218e3c07522c6acbd883ec06c87bfe233");
}

static void no_absolute_path_gets_into_provenance(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_people(*state, "area,year,sex,n,note\n120101,2020,male,3,\n"), CARE_OK);
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    assert_string_equal(provenance->scenario, "main");
    for (int i = 0; i < provenance->n_resolved; i++) {
        assert_null(strchr(provenance->resolved[i].value, '/'));
        assert_null(strchr(provenance->resolved[i].origin, '/'));
    }
    for (int i = 0; i < provenance->n_inputs; i++) {
        assert_null(strchr(provenance->inputs[i].path, '/'));
    }
    assert_null(strstr(provenance->text, folder->path));
}

static void the_command_line_comes_last(void **state)
{
    const struct folder *folder = *state;
    const struct care_override overrides[] = {
        {"city.n_beds", "12"}, {"city.share", "{2025: 0.1, 2027: 0.3}"}, {"city.name", "{zh: 甲, en: A}"}};
    care_folder_write(*state, "main.yaml", "city: {n_beds: 5, share: 0.7}\n");
    assert_int_equal(care_folder_read_with(*state, overrides, 3), CARE_OK);
    assert_int_equal(city_of(*state)->n_beds, 12);
    assert_float_equal(care_series_at(&city_of(*state)->share, 2026), 0.2, 1e-15);
    assert_string_equal(city_of(*state)->name.zh, "甲");
    assert_string_equal(row_of(*state, "city.n_beds")->origin, "command line");
    assert_string_equal(care_scenario_place(folder->scenario, "city.n_beds").file, "命令行");
    assert_int_equal(care_scenario_provenance(folder->scenario)->n_inputs, 1);
}

static void every_field_has_a_row_with_value_unit_range_and_source(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(*state, "city:\n  rate:\n    male: 0.30000000000000004\n"), CARE_OK);
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    assert_int_equal(provenance->n_resolved, 9);
    assert_string_equal(provenance->resolved[0].name, "city.is_open");
    assert_string_equal(provenance->resolved[8].name, "areas.table");
    const struct care_resolved *male = row_of(*state, "city.rate.male");
    assert_string_equal(male->value, "0.30000000000000004");
    assert_string_equal(male->unit, "year-1");
    assert_string_equal(male->range, "[0.1, 3]");
    assert_string_equal(male->origin, "main.yaml:3");
    assert_string_equal(male->source, "#rate");
    assert_int_equal(male->confidence, CARE_ASSUMED);
    assert_string_equal(row_of(*state, "city.mode")->range, "low | middle | high");
    assert_string_equal(row_of(*state, "city.mode")->value, "middle");
    assert_string_equal(row_of(*state, "city.is_open")->value, "true");
    assert_string_equal(row_of(*state, "city.share")->value, "0.5");
    assert_string_equal(row_of(*state, "city.share")->origin, "default");
    assert_string_equal(row_of(*state, "areas.table")->value, "");
}

static void a_place_is_known_for_what_was_set_only(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(*state, "city:\n  n_beds:   5\n"), CARE_OK);
    const struct care_place place = care_scenario_place(folder->scenario, "city.n_beds");
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 13);
    assert_string_equal(place.key, "city.n_beds");
    assert_non_null(strstr(place.file, "/main.yaml"));
    assert_null(care_scenario_place(folder->scenario, "city.mode").file);
    assert_null(care_scenario_place(folder->scenario, "no.such").file);
}

static void numbers_are_read_alike_in_a_locale_with_decimal_commas(void **state)
{
    const struct folder *folder = *state;
    char command[256];
    (void)snprintf(command, sizeof command, "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 >/dev/null 2>&1", folder->path);
    if (system(command) != 0) { /* the sources of locales are not installed */
        skip();
    }
    assert_int_equal(setenv("LOCPATH", folder->path, 1), 0);
    assert_non_null(setlocale(LC_ALL, "de_DE.UTF-8"));
    assert_string_equal(localeconv()->decimal_point, ",");
    const int status = care_folder_read_text(*state, "city:\n  rate: {male: 0.7}\n");
    const bool is_restored = strcmp(localeconv()->decimal_point, ",") == 0;
    (void)setlocale(LC_ALL, "C");
    assert_int_equal(status, CARE_OK);
    assert_true(is_restored);
    assert_true(city_of(*state)->rate_male == 0.7);
    assert_string_equal(row_of(*state, "city.rate.male")->value, "0.7");
    assert_string_equal(row_of(*state, "city.rate.male")->range, "[0.1, 3]");
}

static void an_unknown_section_has_no_struct(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(*state, "---\ncity: {}\n...\n"), CARE_OK);
    assert_null(care_scenario_section(folder->scenario, "nowhere"));
    care_scenario_free(NULL);
}

int main(void)
{
#define FOLDER_TEST(name) cmocka_unit_test_setup_teardown(name, care_folder_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        FOLDER_TEST(the_root_is_the_deepest_scenario_not_what_packs_share),
        FOLDER_TEST(a_field_that_is_not_named_keeps_its_default),
        FOLDER_TEST(every_kind_of_field_is_read),
        FOLDER_TEST(one_text_serves_for_both_languages),
        FOLDER_TEST(the_title_may_stand_in_the_section_run),
        FOLDER_TEST(a_series_runs_straight_between_its_years_and_level_outside),
        FOLDER_TEST(a_table_is_read_in_any_order_of_columns),
        FOLDER_TEST(an_empty_cell_of_an_optional_column_takes_its_default),
        FOLDER_TEST(a_byte_order_mark_is_skipped),
        FOLDER_TEST(a_table_in_gb18030_is_converted_when_it_says_so),
        FOLDER_TEST(a_base_is_overridden_field_by_field),
        FOLDER_TEST(the_text_holds_the_whole_chain_with_the_deepest_base_first),
        FOLDER_TEST(paths_are_relative_to_the_file_that_says_them),
        FOLDER_TEST(an_input_is_known_by_the_sha256_of_its_bytes),
        FOLDER_TEST(no_absolute_path_gets_into_provenance),
        FOLDER_TEST(the_command_line_comes_last),
        FOLDER_TEST(every_field_has_a_row_with_value_unit_range_and_source),
        FOLDER_TEST(a_place_is_known_for_what_was_set_only),
        FOLDER_TEST(numbers_are_read_alike_in_a_locale_with_decimal_commas),
        FOLDER_TEST(an_unknown_section_has_no_struct),
    };
    return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
