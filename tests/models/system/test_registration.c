/** @file  Who is registered in a district: the table, and the cube of a run against the groups and heads of the same run. */
#include "models/system/registration.h"

#include "tests/models/system/money_fixture.h"
#include "tests/models/trial.h"
#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, LAST_YEAR = 2022, SEED = 20201101 };

/* ---- the table ---- */

static int read_rows(struct care_money_fixture *f, const double (*rows)[5], int n, struct care_registration *out)
{
    struct care_sheet *sheet = care_handmade_sheet(&care_registration_sheet, rows[0], n);
    const int status = care_registration_create(sheet, f->areas, f->list, out);
    care_handmade_free(sheet);
    return status;
}

static void a_district_without_a_row_is_as_its_residents_are(void **state)
{
    struct care_registration registration;
    static const double rows[][5] = {{CARE_MONEY_FIRST_DISTRICT, 0.73, 120, 0.48, 0.8}};
    assert_int_equal(read_rows(*state, rows, 1, &registration), CARE_OK);
    assert_true(registration.district_ratio[0] == 0.73 && registration.absent[0] == 120);
    assert_true(registration.all_ratio[0] == 0.48 && registration.under_3_ratio[0] == 0.8);
    assert_true(registration.district_ratio[1] == 1 && registration.absent[1] == 0);
    assert_true(isnan(registration.all_ratio[1]) && isnan(registration.under_3_ratio[1]));
    care_registration_free(&registration);
}

static void a_ratio_that_is_not_given_is_not_known(void **state)
{
    struct care_registration registration;
    static const double rows[][5] = {{CARE_MONEY_FIRST_DISTRICT, 1, 0, -1, 0}};
    assert_int_equal(read_rows(*state, rows, 1, &registration), CARE_OK);
    assert_true(isnan(registration.all_ratio[0]));
    assert_true(registration.under_3_ratio[0] == 0);
    care_registration_free(&registration);
}

static void a_row_of_no_district_is_refused(void **state)
{
    struct care_money_fixture *f = *state;
    struct care_registration registration;
    static const double rows[][5] = {{CARE_MONEY_CITY, 1, 0, -1, -1}};
    assert_int_equal(read_rows(f, rows, 1, &registration), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_null(registration.absent);
}

/* ---- the cube ---- */

static int64_t count_heads(const struct care_trial_run *run, int year, int district, int age_below)
{
    const int32_t *of = care_tally_counts(&run->tally, care_cubes_find(run->cubes, "population"), year, district);
    int64_t heads = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        heads += i % CARE_N_AGES < age_below ? of[i] : 0;
    }
    return heads;
}

/* Half of those registered in the city, and 7 who live elsewhere; of all ages twice as many as live there; of children
 * under three it is not known. */
static void the_cube_is_residents_times_ratios_and_the_absent(void **state)
{
    (void)state;
    static const struct care_override overrides[] = {{"allowances.registered[].district_ratio", "0.5"},
                                                     {"allowances.registered[].absent", "7"},
                                                     {"allowances.registered[].all_ratio", "2"}};
    static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};
    struct care_trial_city town;
    struct care_trial_run run;
    care_trial_open("examples/town/town.yaml", overrides, 3, &town);
    care_trial_run(town.city, SEED, options, LAST_YEAR, &run);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        for (int d = 0; d < town.city->areas->n_districts; d++) {
            const double *registered =
                care_tally_amounts(&run.tally, care_cubes_find(run.cubes, "registered"), year, d);
            const int32_t local = care_tally_counts(&run.tally, care_cubes_find(run.cubes, "groups"), year, d)[0];
            assert_true(local > 1000);
            assert_true(registered[CARE_REGISTERED_ELDERS] == 0.5 * local + 7);
            assert_true(registered[CARE_REGISTERED_ALL] == 2.0 * (double)count_heads(&run, year, d, CARE_N_AGES));
            assert_true(isnan(registered[CARE_REGISTERED_UNDER_3]));
        }
    }
    care_trial_free(&run);
    care_trial_close(&town);
}

static void children_under_three_are_counted_by_their_own_ratio(void **state)
{
    (void)state;
    static const struct care_override override = {"allowances.registered[].under_3_ratio", "0.5"};
    static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};
    struct care_trial_city town;
    struct care_trial_run run;
    care_trial_open("examples/town/town.yaml", &override, 1, &town);
    care_trial_run(town.city, SEED, options, FIRST_YEAR, &run);
    const double *registered = care_tally_amounts(&run.tally, care_cubes_find(run.cubes, "registered"), FIRST_YEAR, 0);
    assert_true(count_heads(&run, FIRST_YEAR, 0, 3) > 100);
    assert_true(registered[CARE_REGISTERED_UNDER_3] == 0.5 * (double)count_heads(&run, FIRST_YEAR, 0, 3));
    care_trial_free(&run);
    care_trial_close(&town);
}

int main(void)
{
#define MONEY_TEST(name) cmocka_unit_test_setup_teardown(name, care_money_setup, care_money_teardown)
    const struct CMUnitTest tests[] = {
        MONEY_TEST(a_district_without_a_row_is_as_its_residents_are),
        MONEY_TEST(a_ratio_that_is_not_given_is_not_known),
        MONEY_TEST(a_row_of_no_district_is_refused),
        cmocka_unit_test(the_cube_is_residents_times_ratios_and_the_absent),
        cmocka_unit_test(children_under_three_are_counted_by_their_own_ratio),
    };
    return cmocka_run_group_tests_name("registration", tests, NULL, NULL);
}
