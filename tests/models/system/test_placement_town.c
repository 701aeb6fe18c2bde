/** @file  Placement in the town: what few staff do to beds, and shorter steps to the year. */
#include "models/system/placement_parts.h"
#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, SEED = 7 };
static const struct care_simulation_options options = {.engine = {.n_threads = 1}, .simd = true};

struct town {
    struct care_trial_city city;
    struct care_trial_run run;
};

static void run_town(const struct care_override *overrides, int n, int last_year, struct town *out)
{
    care_trial_open_policy("examples/town/town.yaml", overrides, n, &out->city);
    care_trial_run(out->city.city, SEED, options, last_year, &out->run);
}

static void free_town(struct town *town)
{
    care_trial_free(&town->run);
    care_trial_close(&town->city);
}

static int64_t sum(const struct town *town, const char *cube, int first_year, int last_year)
{
    int64_t n = 0;
    for (int year = first_year; year <= last_year; year++) {
        n += care_trial_sum(&town->run, cube, year, -1);
    }
    return n;
}

/* ---- few staff ---- */

/* Many ask, beds stand free, and only half of those who are needed for the residents of 2020 are there. */
static void run_short(struct town *out, int last_year, const char *binds)
{
    const struct care_override few[] = {{"choice.basis", "norm"},
                                        {"choice.norm_share", "0.04"},
                                        {"supply.beds_factor", "4"},
                                        {"workforce.posts_factor_2020", "0.5"},
                                        {"queue.staff_binds", binds}};
    run_town(few, sizeof few / sizeof few[0], last_year, out);
}

static void with_staff_halved_beds_stand_idle_for_it_and_fewer_are_admitted(void **state)
{
    enum { LAST_YEAR = FIRST_YEAR + 3 };
    (void)state;
    struct town bound, free;
    run_short(&bound, LAST_YEAR, "true");
    run_short(&free, LAST_YEAR, "false");
    assert_int_equal(sum(&bound, "use", FIRST_YEAR, FIRST_YEAR), sum(&free, "use", FIRST_YEAR, FIRST_YEAR));
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        assert_true(sum(&bound, "beds_idle_for_staff", year, year) > 100);
        assert_int_equal(sum(&free, "beds_idle_for_staff", year, year), 0);
        assert_true(sum(&bound, "beds_idle", year, year) > sum(&free, "beds_idle", year, year) + 100);
        assert_true(2 * sum(&bound, "admitted", year, year) < sum(&free, "admitted", year, year));
        assert_true(sum(&bound, "queue", year, year) > 100);
        assert_int_equal(sum(&free, "queue", year, year), 0);
    }
    free_town(&free);
    free_town(&bound);
}

/* ---- shorter steps ---- */

static int32_t asked(const struct town *town, int month, int district, int queue)
{
    struct care_cube *cube = care_cubes_find(town->run.cubes, "care_account");
    return care_tally_counts(&town->run.tally, cube, FIRST_YEAR + 1,
                             district)[(month * CARE_N_QUEUES + queue) * CARE_N_ACCOUNT_ITEMS + CARE_ACCOUNT_ASKED];
}

/* With staff for all, of whom a person more or less would hide the steps. Who asks does so in the same month, however many steps it has, as long as waits have not changed what is wanted. Then a few
 * change their minds who would not have: 2 % of those in beds, 5 % of those admitted in seven years. */
static void eight_steps_a_month_place_nearly_as_one_does(void **state)
{
    enum { LAST_YEAR = FIRST_YEAR + 7 };
    (void)state;
    static const struct care_override few_beds[] = {
        {"choice.basis", "norm"}, {"queue.staff_binds", "false"}, {"queue.steps_per_month", "8"}};
    struct town months, eighths;
    run_town(few_beds, 2, LAST_YEAR, &months);
    run_town(few_beds, 3, LAST_YEAR, &eighths);
    for (int i = 0; i < CARE_MONTHS_A_YEAR * CARE_N_QUEUES; i++) {
        for (int d = 0; d < months.city.city->areas->n_districts; d++) {
            const int month = i / CARE_N_QUEUES, queue = i % CARE_N_QUEUES;
            assert_int_equal(asked(&months, month, d, queue), asked(&eighths, month, d, queue));
        }
    }
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        const double use = (double)sum(&months, "use", year, year), fine = (double)sum(&eighths, "use", year, year);
        assert_true(use > 100 && fabs(fine - use) <= 0.02 * use);
    }
    const double admitted = (double)sum(&months, "admitted", FIRST_YEAR, LAST_YEAR);
    assert_true(admitted > 100 &&
                fabs((double)sum(&eighths, "admitted", FIRST_YEAR, LAST_YEAR) - admitted) < 0.05 * admitted);
    assert_true(sum(&months, "queue", FIRST_YEAR, LAST_YEAR) > 0);
    free_town(&eighths);
    free_town(&months);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_staff_halved_beds_stand_idle_for_it_and_fewer_are_admitted),
        cmocka_unit_test(eight_steps_a_month_place_nearly_as_one_does),
    };
    return cmocka_run_group_tests_name("placement in the town", tests, NULL, NULL);
}
