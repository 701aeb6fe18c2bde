/** @file  The odds ratio of the destitute from the share of those unable to care for themselves who want a bed, by hand. */
#include "models/people/choice_destitute.h"

#include "tests/models/system/money_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define assert_near(found, expected, tolerance) assert_true(fabs((found) - (expected)) <= (tolerance))

enum { SEVERE = 3 };

/* Severely disabled people who live alone in a village: 900 others and 100 destitute. Price is of no account. 13.55 % of all
 * want a bed: 135.5. */
struct fixture {
    struct care_choice_parameters parameters;
    struct care_price_tables prices;
    struct care_choice_destitute destitute;
    int64_t n[CARE_N_CHOOSERS];
    int other, poor; /* cells */
};

static int setup(void **state)
{
    static const struct care_chooser other = {.level = SEVERE, .is_rural = true};
    struct care_chooser poor = other;
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_money_defaults(&care_choice_parameters_section, &f->parameters);
    f->parameters.price_log_odds_per_thousand_yuan = 0;
    f->parameters.destitute_share = care_money_lever(0.24);
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        f->prices.odds[mode] = 1;
    }
    poor.relief = CARE_DESTITUTE;
    f->other = care_choice_logit_index(&other);
    f->poor = care_choice_logit_index(&poor);
    f->n[f->other] = 900;
    f->n[f->poor] = 100;
    return 0;
}

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static double bed_share(const struct fixture *f, int cell)
{
    static const double no_wait[2] = {0, 0};
    const struct care_chooser chooser = care_choice_logit_chooser(cell);
    double prob[CARE_N_MODES];
    care_choice_logit_probs(&f->parameters, &f->destitute.constants, &f->destitute.prices, no_wait, &chooser, prob);
    return prob[CARE_WANTS_NURSING_BED];
}

/* 24 of the destitute, so 111.5 of the others: odds of 24/76 to those of 111.5/788.5, 2.2332. */
static void the_share_is_met_and_all_together_want_as_many_as_before(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_choice_destitute_create(&f->parameters, f->n, &f->prices, &f->destitute), CARE_OK);
    assert_near(bed_share(f, f->poor), 0.24, 1e-8);
    assert_near(bed_share(f, f->other), 0.1115 / 0.9, 1e-8);
    assert_near(f->destitute.prices.destitute_bed_odds, (24 / 76.0) / (111.5 / 788.5), 1e-7);
}

/* Half of them, and nobody else moves: even odds to those of 111.5/788.5. */
static void another_share_moves_nobody_else(void **state)
{
    struct fixture *f = *state;
    double odds;
    assert_int_equal(care_choice_destitute_create(&f->parameters, f->n, &f->prices, &f->destitute), CARE_OK);
    assert_int_equal(care_choice_destitute_odds(&f->destitute, 0.5, &odds), CARE_OK);
    assert_near(odds, 788.5 / 111.5, 1e-6);
    assert_int_equal(care_choice_destitute_odds(&f->destitute, 0.24, &odds), CARE_OK);
    assert_true(odds == f->destitute.prices.destitute_bed_odds);
}

static void a_share_that_is_not_stated_leaves_them_as_others(void **state)
{
    struct fixture *f = *state;
    double odds;
    f->parameters.destitute_share = care_money_lever(0);
    assert_int_equal(care_choice_destitute_create(&f->parameters, f->n, &f->prices, &f->destitute), CARE_OK);
    assert_true(f->destitute.prices.destitute_bed_odds == 1);
    assert_near(bed_share(f, f->poor), 0.1355, 1e-9);
    assert_int_equal(care_choice_destitute_odds(&f->destitute, 0, &odds), CARE_OK);
    assert_true(odds == 1);
}

static void without_anybody_unable_there_is_no_ratio(void **state)
{
    struct fixture *f = *state;
    double odds;
    f->n[f->poor] = 0;
    assert_int_equal(care_choice_destitute_create(&f->parameters, f->n, &f->prices, &f->destitute), CARE_OK);
    assert_true(f->destitute.prices.destitute_bed_odds == 1);
    assert_int_equal(care_choice_destitute_odds(&f->destitute, 0.5, &odds), CARE_OK);
    assert_true(odds == 1);
}

/* 20 others: 16.3 of 120 want a bed, fewer than 90 of the destitute. */
static void more_than_all_want_together_is_no_solution(void **state)
{
    struct fixture *f = *state;
    f->n[f->other] = 20;
    f->parameters.destitute_share = care_money_lever(0.9);
    assert_int_equal(care_choice_destitute_create(&f->parameters, f->n, &f->prices, &f->destitute), CARE_ERROR_SOLVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_share_is_met_and_all_together_want_as_many_as_before, setup, teardown),
        cmocka_unit_test_setup_teardown(another_share_moves_nobody_else, setup, teardown),
        cmocka_unit_test_setup_teardown(a_share_that_is_not_stated_leaves_them_as_others, setup, teardown),
        cmocka_unit_test_setup_teardown(without_anybody_unable_there_is_no_ratio, setup, teardown),
        cmocka_unit_test_setup_teardown(more_than_all_want_together_is_no_solution, setup, teardown),
    };
    return cmocka_run_group_tests_name("choice of the destitute", tests, NULL, NULL);
}
