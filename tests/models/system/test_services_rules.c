/** @file  The tables of services: what is refused, and where. */
#include "models/system/services_rules.h"

#include "tests/models/system/services_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_refused(struct care_services_fixture *f, int line, const char *key, const char *text)
{
    assert_int_equal(care_services_fixture_read(f), CARE_ERROR_INPUT);
    assert_null(f->rules);
    assert_int_equal(care_diagnostics_n(f->money->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->money->list, 0);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->text_en, text);
}

static void shares_of_payers_that_do_not_sum_are_refused_with_the_line(void **state)
{
    struct care_services_fixture *f = *state;
    f->payer_rows[CARE_CHARGE_BATHING][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_USER] = 0.25;
    assert_refused(f, CARE_CHARGE_BATHING + 2, "charge", "the shares of the payers sum to 1.25; they must sum to 1");
}

static void a_charge_that_nobody_pays_is_refused(void **state)
{
    struct care_services_fixture *f = *state;
    f->payer_rows[CARE_CHARGE_RESPITE][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_DISTRICT] = 0;
    assert_refused(f, CARE_CHARGE_RESPITE + 2, "charge", "the shares of the payers sum to 0; they must sum to 1");
}

static void a_service_for_nobody_is_refused(void **state)
{
    struct care_services_fixture *f = *state;
    f->rule_rows[0][CARE_SERVICES_RULES_SERVICE] = CARE_SERVICE_HOME_VISITS;
    assert_refused(f, 0, "service", "service day_care has 0 rows; allowed: 1 to 16");
}

static void a_missing_charge_is_refused(void **state)
{
    struct care_services_fixture *f = *state;
    assert_int_equal(care_services_fixture_read(f), CARE_OK);
    care_services_rules_free(f->rules);
    f->rules = NULL;
    f->parameters.payers->n_rows--;
    assert_int_equal(care_services_rules_create(&f->parameters, f->money->areas, f->money->list, &f->rules),
                     CARE_ERROR_INPUT);
    f->parameters.payers->n_rows++;
    assert_string_equal(care_diagnostics_at(f->money->list, 0)->text_en, "13 charges; all 14 are needed");
}

static void conditions_that_nobody_meets_are_refused_with_the_line(void **state)
{
    struct care_services_fixture *f = *state;
    f->rule_rows[CARE_SERVED_FIRST_MEAL_RULE][CARE_SERVICES_RULES_FIRST + CARE_ENTITLED_AGE_FROM] = 62;
    assert_refused(f, CARE_SERVED_FIRST_MEAL_RULE + 2, "age_from",
                   "age 62 is inside a band; allowed: 60, 65, 70 .. 100");
}

int main(void)
{
#define RULES_TEST(name) \
    cmocka_unit_test_setup_teardown(name, care_services_fixture_setup, care_services_fixture_teardown)
    const struct CMUnitTest tests[] = {
        RULES_TEST(shares_of_payers_that_do_not_sum_are_refused_with_the_line),
        RULES_TEST(a_charge_that_nobody_pays_is_refused),
        RULES_TEST(a_service_for_nobody_is_refused),
        RULES_TEST(a_missing_charge_is_refused),
        RULES_TEST(conditions_that_nobody_meets_are_refused_with_the_line),
    };
    return cmocka_run_group_tests_name("services' rules", tests, NULL, NULL);
}
