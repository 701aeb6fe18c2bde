/** @file  Groups: every way in which the table is wrong. */
#include "models/people/groups.h"

#include "tests/models/people/groups_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_refused(struct care_groups_fixture *f, const char *key, int line, const char *text)
{
    assert_int_equal(care_groups_fixture_try(f), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->text_en, text);
    assert_string_equal(fault->place.key, key);
    assert_int_equal(fault->place.line, line);
    assert_null(f->rates.of_area);
}

static void a_leaf_area_without_a_row_is_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    f->parameters.shares->n_rows = 2;
    assert_refused(f, "area", 0, "no row for leaf area 13");
}

static void a_row_that_is_no_leaf_area_is_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    f->parameters.shares->number[CARE_GROUPS_AREA][2] = 10; /* the city */
    assert_int_equal(care_groups_fixture_try(f), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 2);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en, "area 10 is not a leaf area");
    f->parameters.shares->number[CARE_GROUPS_AREA][2] = 99;
    assert_int_equal(care_groups_fixture_try(f), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(f->list, 2)->text_en, "area 99 is not a leaf area");
    assert_int_equal(care_diagnostics_at(f->list, 2)->place.line, 4);
}

static void certificates_of_more_than_everybody_are_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    f->parameters.shares->number[CARE_GROUPS_CERTIFICATE_SEVERE][1] = 0.5;
    f->parameters.shares->number[CARE_GROUPS_CERTIFICATE_OTHER][1] = 0.625;
    assert_refused(f, "certificate_other", 3,
                   "0.5 with a severe certificate and 0.625 with another are more than everybody");
}

static void villages_that_leave_no_thirds_for_towns_are_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    for (int row = 0; row < CARE_FIXTURE_N_LEAVES; row++) {
        f->parameters.shares->number[CARE_GROUPS_RURAL][row] = 0.75;
    }
    assert_refused(f, "groups.rural_bottom_share", 0,
                   "with 0.6 of villagers in the bottom and 0.1 in the top third of incomes, and 0.7500 of people in "
                   "villages, no shares in towns make thirds of the whole");
}

static void villagers_of_more_than_everybody_are_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    f->parameters.rural_bottom_share = 0.7;
    f->parameters.rural_top_share = 0.35;
    assert_int_equal(care_groups_fixture_try(f), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(f->list, 0)->place.key, "groups.rural_bottom_share");
}

static void relief_for_more_than_the_bottom_third_is_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    f->parameters.log_odds_per_year[CARE_GROUPS_DESTITUTE - 1] = 0;
    f->parameters.shares->number[CARE_GROUPS_DESTITUTE][1] = 0.25;
    f->parameters.shares->number[CARE_GROUPS_LOW_INCOME][1] = 0.25;
    f->parameters.rural_bottom_share = 1.0 / 3; /* so that it is a third in towns */
    assert_refused(f, "destitute", 3,
                   "at age 60 a share of 0.5050 has relief, but only 0.3333 are in the bottom third of incomes");
}

static void a_share_too_small_to_be_met_is_an_error_of_the_solver(void **state)
{
    struct care_groups_fixture *f = *state;
    static const enum care_groups_column columns[] = {CARE_GROUPS_HUKOU,
                                                      CARE_GROUPS_RURAL,
                                                      CARE_GROUPS_INSURED,
                                                      CARE_GROUPS_NEAR_POOR,
                                                      CARE_GROUPS_VETERAN,
                                                      CARE_GROUPS_CERTIFICATE_SEVERE,
                                                      CARE_GROUPS_CERTIFICATE_OTHER};
    for (int i = 0; i < 7; i++) {
        double *share = &f->parameters.shares->number[columns[i]][0];
        *share = 1e-40;
        assert_int_equal(care_groups_fixture_try(f), CARE_ERROR_SOLVER);
        assert_null(f->rates.of_area);
        *share = care_groups_fixture_share(CARE_FIXTURE_MIXED, columns[i]);
    }
    care_groups_rates_free(NULL);
    care_groups_fixture_create(f);
}

int main(void)
{
#define GROUPS_TEST(name) cmocka_unit_test_setup_teardown(name, care_groups_fixture_setup, care_groups_fixture_teardown)
    const struct CMUnitTest tests[] = {
        GROUPS_TEST(a_leaf_area_without_a_row_is_refused),
        GROUPS_TEST(a_row_that_is_no_leaf_area_is_refused),
        GROUPS_TEST(certificates_of_more_than_everybody_are_refused),
        GROUPS_TEST(villages_that_leave_no_thirds_for_towns_are_refused),
        GROUPS_TEST(villagers_of_more_than_everybody_are_refused),
        GROUPS_TEST(relief_for_more_than_the_bottom_third_is_refused),
        GROUPS_TEST(a_share_too_small_to_be_met_is_an_error_of_the_solver),
    };
    return cmocka_run_group_tests_name("groups_faults", tests, NULL, NULL);
}
