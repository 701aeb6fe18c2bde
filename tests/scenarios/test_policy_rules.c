/** @file  The key `policy`: which lever it moves, where, from when on, and every way in which an entry is wrong. */
#include "tests/scenarios/policed.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct supply *supply_of(const struct folder *folder)
{
    return care_scenario_section(folder->scenario, "supply");
}

static void read_well(struct folder *folder, const char *text)
{
    assert_int_equal(care_policed_read(folder, text), CARE_OK);
    assert_int_equal(care_diagnostics_n(folder->list), 0);
}

static void assert_near(double value, double expected)
{
    if (!(fabs(value - expected) < 1e-12)) {
        fail_msg("%.17g is not %.17g", value, expected);
    }
}

static void assert_share(const struct folder *folder, int district, int year, double expected)
{
    assert_near(care_lever_at(&supply_of(folder)->nursing_share, district, year), expected);
}

static void a_lever_in_its_section_is_written_like_a_series(void **state)
{
    read_well(*state, "supply: {nursing_share: {2020: 0.4, 2030: 0.5}, wage: {yuan: 5000}}\n");
    assert_share(*state, 101, 2025, 0.45);
    assert_share(*state, 103, 2040, 0.5);
    assert_near(care_lever_at(&supply_of(*state)->wage_yuan, 101, 2020), 5000);
    assert_int_equal(supply_of(*state)->nursing_share.n_rules, 0);
}

static void a_lever_that_is_not_named_has_its_default_everywhere(void **state)
{
    read_well(*state, "policy: []\n");
    assert_share(*state, 101, 2020, 0.5);
    assert_share(*state, 103, 2050, 0.5);
}

/* The city's line is 0.40 + 0.01 a year to 2030; the rule's runs from 0.6 in 2025 to 0.8 in 2035. */
static void a_rule_holds_in_its_districts_from_its_first_year_on(void **state)
{
    read_well(*state, "supply: {nursing_share: {2020: 0.4, 2030: 0.5}}\n"
                      "policy:\n"
                      "  - lever: supply.nursing_share\n"
                      "    where: [102]\n"
                      "    set: {2025: 0.6, 2035: 0.8}\n");
    assert_share(*state, 101, 2030, 0.5);
    assert_share(*state, 102, 2024, 0.44);
    assert_share(*state, 102, 2025, 0.6);
    assert_share(*state, 102, 2030, 0.7);
    assert_share(*state, 102, 2045, 0.8);
}

static void a_plain_number_holds_everywhere_from_the_first_year_on(void **state)
{
    read_well(*state, "policy: [{lever: supply.nursing_share, set: 0.9}]\n");
    assert_share(*state, 101, 2020, 0.9);
    assert_share(*state, 103, 2050, 0.9);
}

/* 0.4 becomes 0.6 in 102 and then half of it, 0.3; elsewhere half of 0.4 is 0.2. The other way about: half of 0.4, and then
 * 0.6 again in 102. */
static void entries_act_in_their_order(void **state)
{
    read_well(*state, "supply: {nursing_share: 0.4}\n"
                      "policy:\n"
                      "  - {lever: supply.nursing_share, where: [102], set: 0.6}\n"
                      "  - {lever: supply.nursing_share, factor: {2030: 0.5}}\n");
    assert_share(*state, 102, 2029, 0.6);
    assert_share(*state, 102, 2030, 0.3);
    assert_share(*state, 101, 2030, 0.2);
    read_well(*state, "supply: {nursing_share: 0.4}\n"
                      "policy:\n"
                      "  - {lever: supply.nursing_share, factor: 0.5}\n"
                      "  - {lever: supply.nursing_share, where: [102], set: 0.6}\n");
    assert_share(*state, 102, 2030, 0.6);
    assert_share(*state, 101, 2030, 0.2);
}

static void districts_go_by_code_name_or_group(void **state)
{
    static const char *const places[] = {"[101, 102]", "[和平区, 102]", "['Heping', 河西区]", "[inner]",
                                         "[inner, 101]"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char text[160];
        (void)snprintf(text, sizeof text, "policy: [{lever: supply.nursing_share, where: %s, set: 0.7}]\n", places[i]);
        read_well(*state, text);
        assert_share(*state, 101, 2030, 0.7);
        assert_share(*state, 102, 2030, 0.7);
        assert_share(*state, 103, 2030, 0.5);
        assert_int_equal(supply_of(*state)->nursing_share.rules[0].n_codes, 2);
    }
}

static void entries_of_a_base_come_first(void **state)
{
    care_folder_write(*state, "base.yaml",
                      "areas: {table: areas.csv}\n"
                      "policy: [{lever: supply.nursing_share, set: 0.8}]\n");
    assert_int_equal(care_folder_read_text(*state, "base: base.yaml\n"
                                                   "policy: [{lever: supply.nursing_share, factor: 0.5}]\n"),
                     CARE_OK);
    assert_share(*state, 101, 2030, 0.4);
}

/* 1 until 2029, then twice the series, which by 2040 is 1.5. */
static void a_series_is_moved_for_the_whole_city(void **state)
{
    read_well(*state, "supply: {fee_factor: {2030: 1, 2040: 1.5}}\n"
                      "policy: [{lever: supply.fee_factor, factor: {2030: 2}}]\n");
    const struct care_series *series = &supply_of(*state)->fee_factor;
    assert_near(care_series_at(series, 2029), 1);
    assert_near(care_series_at(series, 2030), 2);
    assert_near(care_series_at(series, 2040), 3);
}

static void the_command_line_sets_the_value_that_rules_act_on(void **state)
{
    static const struct care_override override = {"supply.nursing_share", "{2020: 0.2}"};
    struct folder *folder = *state;
    care_folder_write(folder, "main.yaml",
                      "areas: {table: areas.csv}\n"
                      "policy: [{lever: supply.nursing_share, where: [101], factor: 2}]\n");
    assert_int_equal(care_folder_read_with(folder, &override, 1), CARE_OK);
    assert_share(folder, 101, 2020, 0.4);
    assert_share(folder, 102, 2020, 0.2);
}

/* 0.5 x 2 = 1 is still allowed, and 4000 x 2.25 = 9000. */
static void a_factor_may_lead_to_the_end_of_the_range(void **state)
{
    read_well(*state, "policy:\n"
                      "  - {lever: supply.nursing_share, factor: 2}\n"
                      "  - {lever: supply.wage.yuan, factor: {2020: 1, 2050: 2.25}}\n"
                      "  - {lever: supply.nursing_share, factor: 0}\n");
    assert_near(care_lever_at(&supply_of(*state)->wage_yuan, 101, 2050), 9000);
    assert_share(*state, 103, 2020, 0);
}

static const struct care_resolved *row_at(const struct folder *folder, int i)
{
    const struct care_provenance *provenance = care_scenario_provenance(folder->scenario);
    assert_true(i < provenance->n_resolved);
    return &provenance->resolved[i];
}

static void every_entry_has_a_row_below_its_lever(void **state)
{
    read_well(*state, "policy:\n"
                      "  - {lever: supply.wage.yuan, factor: {2025: 1.5, 2030: 2}}\n"
                      "  - {lever: supply.nursing_share, where: [101, 武清区], set: 0.6}\n"
                      "  - {lever: supply.nursing_share, set: {2030: 0.7}}\n");
    const struct care_provenance *provenance = care_scenario_provenance(((struct folder *)*state)->scenario);
    assert_int_equal(provenance->n_resolved, 5 + 3);
    assert_string_equal(row_at(*state, 0)->name, "supply.nursing_share");
    assert_string_equal(row_at(*state, 0)->value, "0.5");
    assert_string_equal(row_at(*state, 0)->plausible, "0.4..0.85");
    assert_false(row_at(*state, 0)->is_rule);
    assert_string_equal(row_at(*state, 1)->name, "supply.nursing_share policy[2]");
    assert_string_equal(row_at(*state, 1)->value, "[101, 武清区] set 0.6");
    assert_string_equal(row_at(*state, 1)->unit, "1");
    assert_string_equal(row_at(*state, 1)->range, "[0, 1]");
    assert_string_equal(row_at(*state, 1)->origin, "main.yaml:4");
    assert_string_equal(row_at(*state, 1)->plausible, "");
    assert_int_equal(row_at(*state, 1)->confidence, CARE_CHOSEN);
    assert_true(row_at(*state, 1)->is_rule);
    assert_string_equal(row_at(*state, 2)->value, "set {2030: 0.7}");
    assert_string_equal(row_at(*state, 3)->name, "supply.wage.yuan");
    assert_string_equal(row_at(*state, 4)->name, "supply.wage.yuan policy[1]");
    assert_string_equal(row_at(*state, 4)->value, "factor {2025: 1.5, 2030: 2}");
}

static void the_place_of_a_lever_is_its_last_entry(void **state)
{
    const struct folder *folder = *state;
    read_well(*state, "supply: {nursing_share: 0.4}\n"
                      "policy:\n"
                      "  - {lever: supply.nursing_share, set: 0.6}\n"
                      "  - {lever: supply.nursing_share, set: 0.7}\n");
    const struct care_place place = care_scenario_place(folder->scenario, "supply.nursing_share");
    assert_int_equal(place.line, 5);
    assert_string_equal(place.key, "supply.nursing_share");
    assert_non_null(strstr(place.file, "main.yaml"));
}

/* The text, read, has one fault: at this place, with these words. */
static void assert_fault(struct folder *folder, const char *text, int line, int column, const char *key, const char *en,
                         const char *zh)
{
    assert_int_equal(care_policed_read(folder, text), CARE_ERROR_INPUT);
    care_folder_assert_only(folder, "main.yaml", line, column, key, en, zh);
}

static void a_policy_that_is_no_list_is_refused(void **state)
{
    assert_fault(*state, "policy: {lever: supply.nursing_share, set: 1}\n", 2, 9, "policy", "a list of entries",
                 "列表");
}

static void a_policy_of_nothing_is_refused(void **state)
{
    assert_fault(*state, "policy:\n", 2, 1, "policy", "a list of entries", "列表");
}

static void an_entry_that_is_no_map_is_refused(void **state)
{
    assert_fault(*state, "policy:\n  - supply.nursing_share\n", 3, 5, "policy[1]", "an entry with lever", "一条政策");
}

static void an_unknown_key_of_an_entry_is_refused_with_the_nearest(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, were: [101], set: 1}]\n", 2, 40, "policy[1].were",
                 "nearest known one is 'where'", "最接近的已知键为“where”");
}

static void a_repeated_key_of_an_entry_is_refused(void **state)
{
    assert_fault(*state,
                 "policy:\n"
                 "  - lever: supply.nursing_share\n"
                 "    set: 1\n"
                 "    set: 0\n",
                 5, 5, "policy[1].set", "first on line 4", "首次出现在第 4 行");
}

static void an_entry_without_a_lever_is_refused(void **state)
{
    assert_fault(*state, "policy:\n  - set: 1\n", 3, 5, "policy[1]", "expected: lever: section.key",
                 "应为：lever: 节.键");
}

static void a_lever_that_is_a_list_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: [supply.nursing_share], set: 1}]\n", 2, 18, "policy[1].lever",
                 "expected: lever: section.key", "应为：lever: 节.键");
}

static void an_unknown_lever_is_refused_with_the_nearest(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_shore, set: 1}]\n", 2, 18, "policy[1].lever",
                 "no lever 'supply.nursing_shore'; the nearest is 'supply.nursing_share'",
                 "最接近的是“supply.nursing_share”");
}

static void a_field_that_is_no_lever_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.n_beds, set: 1}]\n", 2, 18, "policy[1].lever",
                 "'supply.n_beds' is no lever", "不是政策杠杆");
}

static void an_unknown_district_is_refused_with_the_nearest(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, where: [101, 河东区], set: 1}]\n", 2, 53,
                 "policy[1].where[2]", "no district or group '河东区' in the areas table; the nearest is '河西区'",
                 "最接近的是“河西区”");
}

static void a_street_and_the_city_are_no_districts(void **state)
{
    assert_int_equal(care_policed_read(*state, "policy: [{lever: supply.nursing_share, where: [104, City], set: 1}]\n"),
                     CARE_ERROR_INPUT);
    care_folder_assert_fault(*state, 0, "main.yaml", 2, 48, "policy[1].where[1]", "group '104'", "“104”");
    care_folder_assert_fault(*state, 1, "main.yaml", 2, 53, "policy[1].where[2]", "group 'City'", "“City”");
}

static void an_empty_where_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, where: [], set: 1}]\n", 2, 47, "policy[1].where",
                 "without it: everywhere", "不写则为全市");
}

static void a_where_without_brackets_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, where: 101, set: 1}]\n", 2, 47, "policy[1].where",
                 "[120101, 河西区]", "[120101, 河西区]");
}

static void a_map_among_the_districts_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, where: [{a: 1}], set: 1}]\n", 2, 48,
                 "policy[1].where[1]", "a district's code or name", "区的代码、名称");
}

static void an_empty_text_is_no_district(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, where: [''], set: 1}]\n", 2, 48, "policy[1].where[1]",
                 "a district's code or name", "区的代码、名称");
}

static void a_series_takes_no_districts(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.fee_factor, where: [101], set: 1}]\n", 2, 44, "policy[1].where",
                 "acts on the whole city", "作用于全市");
}

static void set_and_factor_together_are_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, set: 1, factor: 1}]\n", 2, 10, "policy[1]",
                 "either set or factor", "二者取一");
}

static void an_entry_that_does_nothing_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share}]\n", 2, 10, "policy[1]", "either set or factor",
                 "二者取一");
}

static void a_value_out_of_range_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, set: {2025: 1.2}}]\n", 2, 52, "policy[1].set",
                 "1.2 is out of range; expected: a number or {year: number, ...} in [0, 1], unit 1", "[0, 1]");
}

static void a_value_that_is_no_number_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, set: high}]\n", 2, 45, "policy[1].set",
                 "'high' is not right here", "“high”不正确");
}

static void a_list_of_values_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, set: [0.1, 0.2]}]\n", 2, 45, "policy[1].set",
                 "lists are not used here", "不支持列表");
}

static void a_year_of_no_run_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, set: {2019: 0.5}}]\n", 2, 46, "policy[1].set",
                 "'2019' is not a year of the model; allowed: [2020, 2050]", "[2020, 2050]");
}

static void a_negative_factor_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.nursing_share, factor: -1}]\n", 2, 48, "policy[1].factor",
                 "-1 is out of range; expected: a number or {year: number, ...} in [0, 1000]", "[0, 1000]");
}

/* 4000 x 1.5 = 6000 everywhere is allowed; twice that in 102 is not, and the third entry, judged by itself, is. */
static void a_factor_that_leads_out_of_the_range_is_refused_with_district_and_year(void **state)
{
    assert_fault(*state,
                 "policy:\n"
                 "  - {lever: supply.wage.yuan, factor: 1.5}\n"
                 "  - {lever: supply.wage.yuan, where: [102], factor: {2029: 1.5, 2030: 2}}\n"
                 "  - {lever: supply.wage.yuan, factor: 1}\n",
                 4, 53, "policy[2].factor", "supply.wage.yuan would be 12000 in 2030 in Hexi; allowed: [1000, 9000]",
                 "supply.wage.yuan 将为 12000（2030 年，河西区）；允许范围 [1000, 9000]");
}

static void a_factor_that_leads_a_series_out_of_the_range_is_refused(void **state)
{
    assert_fault(*state, "policy: [{lever: supply.fee_factor, factor: {2040: 0.4}}]\n", 2, 45, "policy[1].factor",
                 "would be 0.4 in 2040 in the city; allowed: [0.5, 3]", "（2040 年，全市）");
}

static void all_faults_of_all_entries_are_told_at_once(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_policed_read(*state, "policy:\n"
                                               "  - {lever: supply.nursing_shore, where: [109], set: high}\n"
                                               "  - {lever: supply.nursing_share, where: [109], factor: {2051: -1}}\n"
                                               "supply: {n_beds: 10}\n"),
                     CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 1 + 2 + 3);
}

static void a_missing_areas_table_says_nothing_of_districts(void **state)
{
    const struct folder *folder = *state;
    assert_int_equal(care_folder_read_text(*state, "areas: {table: gone.csv}\n"
                                                   "policy: [{lever: supply.nursing_share, where: [101], set: 1}]\n"),
                     CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(folder->list), 1);
}

static void a_list_for_a_section_is_refused(void **state)
{
    assert_fault(*state, "supply: [1]\n", 2, 9, "supply", "lists are not used here", "不支持列表");
}

static void a_list_as_a_key_is_refused(void **state)
{
    assert_fault(*state, "supply:\n  [a]: 1\n", 3, 3, "supply", "a list cannot be a key", "列表不能作为键");
}

static void a_mistyped_policy_is_told(void **state)
{
    assert_fault(*state, "polici: []\n", 2, 1, "polici", "nearest known one is 'policy'", "“policy”");
}

static void the_command_line_takes_no_policy_and_does_not_offer_it(void **state)
{
    static const struct care_override override = {"policy", "[]"};
    struct folder *folder = *state;
    care_folder_write(folder, "main.yaml", "areas: {table: areas.csv}\n");
    assert_int_equal(care_folder_read_with(folder, &override, 1), CARE_ERROR_INPUT);
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "unknown key"));
    assert_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "'policy'"));
}

int main(void)
{
#define POLICY_TEST(name) cmocka_unit_test_setup_teardown(name, care_policed_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        POLICY_TEST(a_lever_in_its_section_is_written_like_a_series),
        POLICY_TEST(a_lever_that_is_not_named_has_its_default_everywhere),
        POLICY_TEST(a_rule_holds_in_its_districts_from_its_first_year_on),
        POLICY_TEST(a_plain_number_holds_everywhere_from_the_first_year_on),
        POLICY_TEST(entries_act_in_their_order),
        POLICY_TEST(districts_go_by_code_name_or_group),
        POLICY_TEST(entries_of_a_base_come_first),
        POLICY_TEST(a_series_is_moved_for_the_whole_city),
        POLICY_TEST(the_command_line_sets_the_value_that_rules_act_on),
        POLICY_TEST(a_factor_may_lead_to_the_end_of_the_range),
        POLICY_TEST(every_entry_has_a_row_below_its_lever),
        POLICY_TEST(the_place_of_a_lever_is_its_last_entry),
        POLICY_TEST(a_policy_that_is_no_list_is_refused),
        POLICY_TEST(a_policy_of_nothing_is_refused),
        POLICY_TEST(an_entry_that_is_no_map_is_refused),
        POLICY_TEST(an_unknown_key_of_an_entry_is_refused_with_the_nearest),
        POLICY_TEST(a_repeated_key_of_an_entry_is_refused),
        POLICY_TEST(an_entry_without_a_lever_is_refused),
        POLICY_TEST(a_lever_that_is_a_list_is_refused),
        POLICY_TEST(an_unknown_lever_is_refused_with_the_nearest),
        POLICY_TEST(a_field_that_is_no_lever_is_refused),
        POLICY_TEST(an_unknown_district_is_refused_with_the_nearest),
        POLICY_TEST(a_street_and_the_city_are_no_districts),
        POLICY_TEST(an_empty_where_is_refused),
        POLICY_TEST(a_where_without_brackets_is_refused),
        POLICY_TEST(a_map_among_the_districts_is_refused),
        POLICY_TEST(an_empty_text_is_no_district),
        POLICY_TEST(a_series_takes_no_districts),
        POLICY_TEST(set_and_factor_together_are_refused),
        POLICY_TEST(an_entry_that_does_nothing_is_refused),
        POLICY_TEST(a_value_out_of_range_is_refused),
        POLICY_TEST(a_value_that_is_no_number_is_refused),
        POLICY_TEST(a_list_of_values_is_refused),
        POLICY_TEST(a_year_of_no_run_is_refused),
        POLICY_TEST(a_negative_factor_is_refused),
        POLICY_TEST(a_factor_that_leads_out_of_the_range_is_refused_with_district_and_year),
        POLICY_TEST(a_factor_that_leads_a_series_out_of_the_range_is_refused),
        POLICY_TEST(all_faults_of_all_entries_are_told_at_once),
        POLICY_TEST(a_missing_areas_table_says_nothing_of_districts),
        POLICY_TEST(a_list_for_a_section_is_refused),
        POLICY_TEST(a_list_as_a_key_is_refused),
        POLICY_TEST(a_mistyped_policy_is_told),
        POLICY_TEST(the_command_line_takes_no_policy_and_does_not_offer_it),
    };
    return cmocka_run_group_tests_name("policy rules", tests, NULL, NULL);
}
