/** @file  Levers of demand and prices by district and year: what the policy language says of one district reaches the
 *  thresholds by which people choose there, and no others. */
#include "tests/models/choosers.h"
#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_DISTRICTS = 3, LIUHE = 1 /* 990102 */, SEED = 7 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

struct town {
    struct care_trial_city city;
    struct care_trial_run run;
    const struct care_choice *choice;
};

/* The town as it ships and under a policy. */
struct fixture {
    struct town baseline, policy;
};

/* @param lines  entries of the list `policy`, or other sections */
static void start(struct town *town, const char *lines)
{
    char path[] = "/tmp/care-district-levers-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    assert_non_null(file);
    (void)fprintf(file, "base: ..%s/scenarios/examples/town/town.yaml\n%s", CARE_SOURCE_DIR, lines); /* from /tmp */
    assert_int_equal(fclose(file), 0);
    care_trial_open_policy(path, NULL, 0, &town->city);
    assert_int_equal(remove(path), 0);
    assert_int_equal(care_trial_start(town->city.city, SEED, options, &town->run), CARE_OK);
    struct care_choosers_census census = care_choosers_take();
    town->choice = census.choice;
    care_choosers_free(&census.choosers);
}

static void live_to(struct town *town, int year)
{
    for (int y = CARE_FIRST_YEAR + 1; y <= year; y++) {
        assert_int_equal(care_simulation_year(town->run.simulation, y), CARE_OK);
    }
}

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    assert_non_null(*state);
    start(&((struct fixture *)*state)->baseline, "");
    return 0;
}

static void free_town(struct town *town)
{
    care_trial_free(&town->run);
    care_trial_close(&town->city);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    free_town(&f->baseline);
    free_town(&f->policy);
    free(f);
    return 0;
}

static bool choose_alike(const struct fixture *f, int district)
{
    return memcmp(&f->baseline.choice->thresholds[district], &f->policy.choice->thresholds[district],
                  sizeof f->policy.choice->thresholds[district]) == 0;
}

static void assert_only_liuhe_differs(const struct fixture *f)
{
    for (int d = 0; d < N_DISTRICTS; d++) {
        assert_true(choose_alike(f, d) == (d != LIUHE));
    }
}

/* Of a bed against everything else. */
static double odds_of(uint32_t threshold)
{
    return threshold / (4294967296.0 - threshold);
}

static void demand_for_beds_in_one_district_is_a_factor_on_its_odds(void **state)
{
    struct fixture *f = *state;
    start(&f->policy, "policy:\n  - {lever: choice.bed_demand_factor, where: [990102], factor: 0.5}\n");
    assert_only_liuhe_differs(f);
    for (int cell = 0; cell < CARE_N_CHOOSERS; cell++) {
        const double was = odds_of(f->baseline.choice->thresholds[LIUHE].bed[cell]);
        const double is = odds_of(f->policy.choice->thresholds[LIUHE].bed[cell]);
        assert_true(fabs(is - 0.5 * was) < 1e-6 * was + 1e-9);
    }
}

/* What is given becomes the number, whatever it was before: 2 and then 0.5 of it is 1, which changes nobody. */
static void a_number_and_a_factor_on_it_come_to_their_product(void **state)
{
    struct fixture *f = *state;
    start(&f->policy, "policy:\n"
                      "  - {lever: choice.bed_demand_factor, where: [countryside], set: 2}\n"
                      "  - {lever: choice.bed_demand_factor, where: [990102, 990103], factor: 0.5}\n");
    for (int d = 0; d < N_DISTRICTS; d++) {
        assert_true(choose_alike(f, d));
    }
}

static void prices_of_one_district_hold_there_from_their_year(void **state)
{
    struct fixture *f = *state;
    start(&f->policy, "policy:\n"
                      "  - {lever: prices.bed_fee_factor, where: [Liuhe Town], factor: {2022: 1.2}}\n"
                      "  - {lever: prices.ltci.take_up, where: [990102], set: {2022: 0.9}}\n");
    for (int d = 0; d < N_DISTRICTS; d++) {
        assert_true(choose_alike(f, d));
    }
    live_to(&f->baseline, 2022); /* waits of 2021 are still the same */
    live_to(&f->policy, 2022);
    assert_only_liuhe_differs(f);
}

static void training_of_family_carers_in_one_district_narrows_the_gap_there(void **state)
{
    struct fixture *f = *state;
    start(&f->policy, "policy:\n  - {lever: family_care.trained_share, where: [990102], set: 0.5}\n");
    for (int d = 0; d < N_DISTRICTS; d++) {
        const int was = f->baseline.choice->tables[d].children[1][1], is = f->policy.choice->tables[d].children[1][1];
        assert_true(d == LIUHE ? is > was : is == was);
    }
}

/* The constants of 2022 are those solved for the norm of 2022, on the census and the prices of the root. */
static void the_norm_is_that_of_the_year(void **state)
{
    struct fixture *f = *state;
    start(&f->policy, "choice:\n  basis: norm\n  norm_share: {2020: 0.03, 2021: 0.03, 2022: 0.05}\n");
    const struct care_choice *choice = f->policy.choice;
    const struct care_prices base = {choice->root.prices, CARE_NO_DISTRICT, CARE_FIRST_YEAR};
    const struct care_price_tables prices = care_prices_tables(&base);
    struct care_choice_constants expected;
    static const double share_of[] = {0.03, 0.03, 0.05};
    for (int y = 0; y < 3; y++) {
        if (y > 0) {
            assert_int_equal(care_simulation_year(f->policy.run.simulation, CARE_FIRST_YEAR + y), CARE_OK);
        }
        const struct care_choice_norm norm = {1, share_of[y]};
        assert_int_equal(care_choice_logit_solve(choice->parameters, choice->census, &prices, norm, &expected),
                         CARE_OK);
        assert_memory_equal(&choice->constants, &expected, sizeof expected);
    }
}

int main(void)
{
#define LEVERS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        LEVERS_TEST(demand_for_beds_in_one_district_is_a_factor_on_its_odds),
        LEVERS_TEST(a_number_and_a_factor_on_it_come_to_their_product),
        LEVERS_TEST(prices_of_one_district_hold_there_from_their_year),
        LEVERS_TEST(training_of_family_carers_in_one_district_narrows_the_gap_there),
        LEVERS_TEST(the_norm_is_that_of_the_year),
    };
    return cmocka_run_group_tests_name("district levers", tests, NULL, NULL);
}
