/** @file  A series answers for every year, a lever for every year and district. */
#include "sim/fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_series_is_level_outside_its_years(void **state)
{
    (void)state;
    struct care_series series;
    for (int i = 0; i < CARE_N_YEARS; i++) {
        series.value[i] = CARE_FIRST_YEAR + i;
    }
    assert_true(care_series_at(&series, 2020) == 2020);
    assert_true(care_series_at(&series, 2033) == 2033);
    assert_true(care_series_at(&series, 2050) == 2050);
    assert_true(care_series_at(&series, 1900) == 2020);
    assert_true(care_series_at(&series, 2051) == 2050);
}

static struct care_series level(double value)
{
    struct care_series series;
    for (int i = 0; i < CARE_N_YEARS; i++) {
        series.value[i] = value;
    }
    return series;
}

static void a_lever_without_rules_is_its_series(void **state)
{
    (void)state;
    struct care_lever lever = {.city = level(2)};
    lever.city.value[CARE_N_YEARS - 1] = 3;
    assert_true(care_lever_at(&lever, 120101, 2020) == 2);
    assert_true(care_lever_at(&lever, 120101, 2051) == 3);
}

static void a_rule_acts_in_its_districts_from_its_first_year_on(void **state)
{
    (void)state;
    static const int32_t codes[] = {120103, 120101};
    const struct care_lever_rule rule = {
        .codes = codes, .n_codes = 2, .is_factor = false, .first_year = 2025, .series = level(7)};
    const struct care_lever lever = {.city = level(2), .rules = &rule, .n_rules = 1};
    assert_true(care_lever_at(&lever, 120101, 2024) == 2);
    assert_true(care_lever_at(&lever, 120101, 2025) == 7);
    assert_true(care_lever_at(&lever, 120103, 2060) == 7);
    assert_true(care_lever_at(&lever, 120102, 2025) == 2);
}

/* Everywhere 2 x 5 = 10, from 2030 on 7 in 120101, and half of either from 2040 on. */
static void rules_act_in_order_on_what_held_before(void **state)
{
    (void)state;
    static const int32_t code = 120101;
    const struct care_lever_rule rules[] = {
        {.n_codes = 0, .is_factor = true, .first_year = 2020, .series = level(5)},
        {.codes = &code, .n_codes = 1, .first_year = 2030, .series = level(7)},
        {.n_codes = 0, .is_factor = true, .first_year = 2040, .series = level(0.5)},
    };
    const struct care_lever lever = {.city = level(2), .rules = rules, .n_rules = 3};
    assert_true(care_lever_at(&lever, 120101, 2029) == 10);
    assert_true(care_lever_at(&lever, 120101, 2030) == 7);
    assert_true(care_lever_at(&lever, 120101, 2040) == 3.5);
    assert_true(care_lever_at(&lever, 120102, 2039) == 10);
    assert_true(care_lever_at(&lever, 120102, 2040) == 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_series_is_level_outside_its_years),
        cmocka_unit_test(a_lever_without_rules_is_its_series),
        cmocka_unit_test(a_rule_acts_in_its_districts_from_its_first_year_on),
        cmocka_unit_test(rules_act_in_order_on_what_held_before),
    };
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
