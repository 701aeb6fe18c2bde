/** @file  The fitter itself: odds ratios and standard errors by hand, and what it does when choices cannot tell. */
#include "tests/models/logit_fit.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { NONE_VISITS = CARE_LOGIT_CONSTANTS + CARE_HOME_VISITS - 1, NONE_BED = CARE_WANTS_ORDINARY_BED - 1 };

static const struct care_choice_parameters parameters = {.nursing_from_level = 2};
static const struct care_price_tables free_of_charge = {.odds = {1, 1, 1, 1, 1, 1, 1}, .destitute_bed_odds = 1};

/* The poor in a village, alone and with a partner, counted at family only and in a bed: a table of two by two. */
static struct care_logit_fit_row row(enum care_company company, int64_t at_home, int64_t in_bed)
{
    return (struct care_logit_fit_row){.chooser = {.is_rural = true, .company = (uint8_t)company},
                                       .prices = &free_of_charge,
                                       .count = {[CARE_FAMILY_ONLY] = at_home, [CARE_WANTS_ORDINARY_BED] = in_bed}};
}

static void a_table_of_two_by_two_gives_its_odds_ratio_and_error(void **state)
{
    (void)state;
    const struct care_logit_fit_row rows[] = {row(CARE_COMPANY_NONE, 700, 300), row(CARE_COMPANY_PARTNER, 900, 100),
                                              row(CARE_COMPANY_BOTH, 0, 0)};
    struct care_logit_fit fit;
    assert_int_equal(care_logit_fit_rows(&parameters, rows, 3, &fit), CARE_OK);
    const int partner = CARE_LOGIT_BED + CARE_LOGIT_PARTNER;
    assert_int_equal(fit.n_fitted, 2);
    assert_true(fabs(fit.estimate[NONE_BED] - log(3.0 / 7)) < 1e-6);
    assert_true(fabs(fit.standard_error[NONE_BED] - sqrt(1.0 / 300 + 1.0 / 700)) < 1e-6);
    assert_true(fabs(fit.estimate[partner] - log(1.0 / 9 * 7 / 3)) < 1e-6);
    assert_true(fabs(fit.standard_error[partner] - sqrt(1.0 / 300 + 1.0 / 700 + 1.0 / 900 + 1.0 / 100)) < 1e-6);
    assert_true(fabs(fit.log_likelihood - (700 * log(0.7) + 300 * log(0.3) + 900 * log(0.9) + 100 * log(0.1))) < 1e-6);
}

/* Two prices, nothing else: the coefficient is the difference of log odds over the difference of prices. */
static void price_and_wait_are_found_from_differences(void **state)
{
    (void)state;
    struct care_price_tables dear = free_of_charge;
    dear.thousand_yuan[0][0][0][0][CARE_WANTS_ORDINARY_BED] = 2;
    struct care_logit_fit_row rows[] = {row(CARE_COMPANY_NONE, 500, 500), row(CARE_COMPANY_NONE, 750, 250),
                                        row(CARE_COMPANY_NONE, 600, 400)};
    rows[1].prices = &dear;
    rows[2].wait_months[0] = 5;
    rows[2].wait_months[1] = 100; /* of beds that are not theirs */
    struct care_logit_fit fit;
    assert_int_equal(care_logit_fit_rows(&parameters, rows, 3, &fit), CARE_OK);
    assert_int_equal(fit.n_fitted, 3);
    assert_true(fabs(fit.estimate[NONE_BED]) < 1e-6);
    assert_true(fabs(fit.estimate[CARE_LOGIT_PRICE] + log(3) / 2) < 1e-6);
    assert_true(fabs(fit.estimate[CARE_LOGIT_WAIT] - log(4.0 / 6) / 5) < 1e-6);
}

static void what_nobody_chose_is_left_out_and_the_rest_is_found(void **state)
{
    (void)state;
    struct care_logit_fit_row rows[] = {row(CARE_COMPANY_NONE, 600, 300), row(CARE_COMPANY_CHILDREN, 950, 0)};
    rows[0].count[CARE_HOME_VISITS] = 100;
    rows[1].count[CARE_HOME_VISITS] = 50;
    struct care_logit_fit fit;
    assert_int_equal(care_logit_fit_rows(&parameters, rows, 2, &fit), CARE_OK);
    assert_int_equal(fit.n_fitted, 3);
    assert_false(fit.is_fitted[CARE_LOGIT_BED + CARE_LOGIT_CHILDREN]); /* never wants a bed: minus infinity */
    assert_false(fit.is_fitted[CARE_DAY_CARE - 1]);
    assert_true(fabs(fit.estimate[NONE_BED] - log(0.5)) < 1e-6);
    assert_true(fabs(fit.estimate[NONE_VISITS] - log(1.0 / 6)) < 1e-6);
    assert_true(fabs(fit.estimate[CARE_LOGIT_HOME + CARE_LOGIT_CHILDREN] - log(50.0 / 950 * 6)) < 1e-6);
    assert_true(fit.standard_error[CARE_LOGIT_BED + CARE_LOGIT_CHILDREN] <= 0);
}

static void what_cannot_be_told_apart_is_refused(void **state)
{
    (void)state;
    struct care_logit_fit_row rows[] = {row(CARE_COMPANY_NONE, 700, 300), row(CARE_COMPANY_PARTNER, 900, 100)};
    rows[1].chooser.is_over_80 = true; /* the partner, or the age? */
    struct care_logit_fit fit;
    assert_int_equal(care_logit_fit_rows(&parameters, rows, 2, &fit), CARE_ERROR_SOLVER);
    assert_int_equal(care_logit_fit_rows(&parameters, rows, 0, &fit), CARE_ERROR_SOLVER);
    rows[0].count[CARE_WANTS_NURSING_BED] = 1; /* not offered */
    assert_int_equal(care_logit_fit_rows(&parameters, rows, 1, &fit), CARE_ERROR_SOLVER);
}

static void names_and_truth_stand_in_the_same_order(void **state)
{
    (void)state;
    static const struct care_choice_constants constants = {.constant = {[4][CARE_WANTS_DEMENTIA_BED] = -3}};
    struct care_choice_parameters known = {.price_log_odds_per_thousand_yuan = -0.2};
    known.home.urban = 2;
    known.bed.gap[CARE_GAP_LARGE] = 3;
    double truth[CARE_N_LOGIT_PARAMETERS];
    care_logit_fit_truth(&known, &constants, truth);
    static const struct {
        const char *name;
        double odds;
    } wanted[] = {{"total dementia bed", 0.049787068367863944},
                  {"home urban", 2},
                  {"bed gap large", 3},
                  {"price", 0.81873075307798182}};
    int n_found = 0;
    for (int p = 0; p < CARE_N_LOGIT_PARAMETERS; p++) {
        char name[48];
        care_logit_fit_name(p, name);
        for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
            if (strcmp(name, wanted[i].name) == 0) {
                n_found++;
                assert_true(fabs(truth[p] - log(wanted[i].odds)) < 1e-12);
            }
        }
    }
    assert_int_equal(n_found, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_of_two_by_two_gives_its_odds_ratio_and_error),
        cmocka_unit_test(price_and_wait_are_found_from_differences),
        cmocka_unit_test(what_nobody_chose_is_left_out_and_the_rest_is_found),
        cmocka_unit_test(what_cannot_be_told_apart_is_refused),
        cmocka_unit_test(names_and_truth_stand_in_the_same_order),
    };
    return cmocka_run_group_tests_name("logit_fit", tests, NULL, NULL);
}
