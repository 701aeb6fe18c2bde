/** @file  Levers of some districts on the command line: a policy of one entry that comes after all others. */
#include "scenarios/lever_override.h"

#include "tests/scenarios/policed.h"

#include <string.h>

static int read_with(struct folder *folder, const char *text, const char *key, const char *value)
{
    const struct care_override override = {key, value};
    care_folder_write(folder, "main.yaml", text);
    return care_folder_read_with(folder, &override, 1);
}

static void assert_share(const struct folder *folder, int district, int year, double expected)
{
    const struct supply *supply = care_scenario_section(folder->scenario, "supply");
    const double share = care_lever_at(&supply->nursing_share, district, year);
    if (!(share > expected - 1e-12 && share < expected + 1e-12)) {
        fail_msg("%.17g is not %.17g", share, expected);
    }
}

#define AREAS "areas: {table: areas.csv}\n"

static void a_lever_is_set_in_the_districts_named(void **state)
{
    static const char *const keys[] = {"supply.nursing_share[101,102]", "supply.nursing_share[和平区, Hexi]",
                                       "supply.nursing_share[inner]"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_int_equal(read_with(*state, AREAS, keys[i], "0.7"), CARE_OK);
        assert_share(*state, 101, 2020, 0.7);
        assert_share(*state, 102, 2050, 0.7);
        assert_share(*state, 103, 2030, 0.5);
    }
}

static void an_empty_bracket_means_everywhere(void **state)
{
    assert_int_equal(read_with(*state, AREAS, "supply.nursing_share[]", "0.7"), CARE_OK);
    assert_share(*state, 101, 2030, 0.7);
    assert_share(*state, 103, 2030, 0.7);
}

/* 0.7 in 2025, 0.9 in 2035, so 0.8 in 2030; before 2025 what the file says. */
static void the_value_may_be_a_map_of_years(void **state)
{
    assert_int_equal(read_with(*state, AREAS "supply: {nursing_share: 0.4}\n", "supply.nursing_share[103]",
                               "{2025: 0.7, 2035: 0.9}"),
                     CARE_OK);
    assert_share(*state, 103, 2024, 0.4);
    assert_share(*state, 103, 2030, 0.8);
}

static void it_comes_after_the_policy_of_the_files(void **state)
{
    assert_int_equal(read_with(*state, AREAS "policy: [{lever: supply.nursing_share, set: 0.6}]\n",
                               "supply.nursing_share[101]", "0.3"),
                     CARE_OK);
    assert_share(*state, 101, 2030, 0.3);
    assert_share(*state, 102, 2030, 0.6);
}

static void a_lever_of_the_city_takes_only_the_empty_bracket(void **state)
{
    struct folder *folder = *state;
    assert_int_equal(read_with(folder, AREAS, "supply.fee_factor[]", "2"), CARE_OK);
    assert_true(((const struct supply *)care_scenario_section(folder->scenario, "supply"))->fee_factor.value[9] == 2);
    assert_int_equal(read_with(folder, AREAS, "supply.fee_factor[101]", "2"), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(folder->list, 0)->place.key, "supply.fee_factor[101].where");
    assert_non_null(strstr(care_diagnostics_at(folder->list, 0)->text_en, "leave out where"));
}

static void it_is_recorded_below_the_lever(void **state)
{
    struct folder *folder = *state;
    assert_int_equal(read_with(folder, AREAS "policy: [{lever: supply.nursing_share, set: 0.6}]\n",
                               "supply.nursing_share[101]", "0.3"),
                     CARE_OK);
    const struct care_resolved *row = &care_scenario_provenance(folder->scenario)->resolved[2];
    assert_string_equal(row->name, "supply.nursing_share policy[2]");
    assert_string_equal(row->value, "[101] set 0.3");
    assert_string_equal(row->origin, "command line");
}

/* The lever, the district, the value, the bracket: each with its place. */
static void what_is_wrong_is_told_with_the_expression(void **state)
{
    static const char *const wrong[][4] = {
        {"supply.nursing_shore[101]", "0.3", "supply.nursing_shore[101].lever", "nearest is 'supply.nursing_share'"},
        {"supply.nursing_share[109]", "0.3", "supply.nursing_share[109].where[1]", "no district or group '109'"},
        {"supply.nursing_share[101]", "1.5", "supply.nursing_share[101].set", "1.5 is out of range"},
        {"supply.nursing_share[101]", "{", "supply.nursing_share[101]", "not YAML"},
        {"supply.n_beds[101]", "3", "supply.n_beds[101].lever", "is no lever"},
    };
    struct folder *folder = *state;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(read_with(folder, AREAS, wrong[i][0], wrong[i][1]), CARE_ERROR_INPUT);
        const struct care_diagnostic *fault = care_diagnostics_at(folder->list, care_diagnostics_n(folder->list) - 1);
        assert_string_equal(fault->place.key, wrong[i][2]);
        assert_non_null(strstr(fault->text_en, wrong[i][3]));
    }
}

int main(void)
{
#define POLICY_TEST(name) cmocka_unit_test_setup_teardown(name, care_policed_setup, care_folder_teardown)
    const struct CMUnitTest tests[] = {
        POLICY_TEST(a_lever_is_set_in_the_districts_named),
        POLICY_TEST(an_empty_bracket_means_everywhere),
        POLICY_TEST(the_value_may_be_a_map_of_years),
        POLICY_TEST(it_comes_after_the_policy_of_the_files),
        POLICY_TEST(a_lever_of_the_city_takes_only_the_empty_bracket),
        POLICY_TEST(it_is_recorded_below_the_lever),
        POLICY_TEST(what_is_wrong_is_told_with_the_expression),
    };
    return cmocka_run_group_tests_name("lever_override", tests, NULL, NULL);
}
