/** @file  Children near by: numbers by hand, against the slow sum, and every way in which the cohorts are wrong. */
#include "models/people/children.h"

#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N_COLUMNS = 4, N_COHORTS = 3, N_CARE_AGES = CARE_N_AGES - CARE_FIRST_CARE_AGE };

/* first and last year, mean, childless */
static const double cohorts[N_COHORTS][N_COLUMNS] = {
    {1925, 1939, 4.6, 0.03}, {1940, 1959, 1.9, 0.1}, {1960, 1990, 0.95, 0.05}, /* who has any has one */
};

struct fixture {
    struct care_children_parameters parameters;
    struct care_diagnostics *list;
    struct care_children_rates *rates;
};

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    fixture.parameters.near_share = 0.75;
    fixture.parameters.near_loss_per_year = 0.01;
    fixture.parameters.cohorts = care_handmade_sheet(&care_children_cohorts_sheet, &cohorts[0][0], N_COHORTS);
    fixture.rates = calloc(1, sizeof *fixture.rates);
    *state = &fixture;
    return fixture.rates != NULL ? care_diagnostics_create(&fixture.list) : -1;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    free(f->rates);
    care_diagnostics_free(f->list);
    care_handmade_free(f->parameters.cohorts);
    return 0;
}

static void create(struct fixture *f)
{
    assert_int_equal(care_children_rates_create(&f->parameters, f->list, f->rates), CARE_OK);
    assert_int_equal(care_diagnostics_n(f->list), 0);
}

static void assert_near(double found, double expected, double tolerance)
{
    if (!(fabs(found - expected) <= tolerance)) {
        print_error("%.12f instead of %.12f\n", found, expected);
        fail();
    }
}

static void with_all_near_the_numbers_are_those_born(void **state)
{
    struct fixture *f = *state;
    f->parameters.near_share = 1;
    f->parameters.near_loss_per_year = 0;
    create(f);
    const double *prob = care_children_probs(f->rates, 1950, 70), beyond = 1.9 / 0.9 - 1;
    assert_near(prob[0], 0.1, 1e-9);
    assert_near(prob[1], 0.9 * exp(-beyond), 1e-9);
    assert_near(prob[2], 0.9 * beyond * exp(-beyond), 1e-9);
    assert_near(prob[3], 0.9 - 0.9 * (1 + beyond) * exp(-beyond), 1e-9);
}

static void an_only_child_is_near_or_not(void **state)
{
    struct fixture *f = *state;
    create(f);
    const double *at_60 = care_children_probs(f->rates, 1970, 60), *at_80 = care_children_probs(f->rates, 1970, 80);
    assert_near(at_60[0], 0.05 + 0.95 * 0.25, 1e-9);
    assert_near(at_60[1], 0.95 * 0.75, 1e-9);
    assert_near(at_60[2] + at_60[3], 0, 1e-9);
    assert_near(at_80[1], 0.95 * 0.75 * exp(-0.2), 1e-9);
}

static void nobody_near_leaves_everybody_without(void **state)
{
    struct fixture *f = *state;
    f->parameters.near_share = 0;
    create(f);
    const double *prob = care_children_probs(f->rates, 1930, 90);
    assert_near(prob[0], 1, 1e-9);
    assert_near(prob[1] + prob[2] + prob[3], 0, 1e-9);
    assert_int_equal(care_children_below(f->rates, 1930, 90)[0], UINT32_MAX);
}

/* P(k near) by the sum over the number born n, each near with probability s. */
static double slow_prob(double childless, double mean_born, double s, int k)
{
    const double beyond = mean_born / (1 - childless) - 1;
    double sum = k == 0 ? childless : 0;
    for (int n = 1; n < 60; n++) {
        if (k <= n) {
            const double choose = exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1));
            const double born = exp(-beyond + (n - 1) * log(beyond) - lgamma(n));
            sum += (1 - childless) * born * choose * pow(s, k) * pow(1 - s, n - k);
        }
    }
    return sum;
}

static void numbers_agree_with_the_sum_over_children_born(void **state)
{
    struct fixture *f = *state;
    create(f);
    for (int cohort = 0; cohort < 2; cohort++) {
        for (int age = 60; age <= 100; age++) {
            const double s = 0.75 * exp(-0.01 * (age - 60));
            const double *prob = care_children_probs(f->rates, (int)cohorts[cohort][0], age);
            double rest = 1;
            for (int k = 0; k < 3; k++) {
                const double slow = slow_prob(cohorts[cohort][3], cohorts[cohort][2], s, k);
                assert_near(prob[k], slow, 1e-9);
                rest -= slow;
            }
            assert_near(prob[3], rest, 1e-8);
        }
    }
}

static void thresholds_cumulate_the_probabilities(void **state)
{
    struct fixture *f = *state;
    create(f);
    for (int birth_year = 1915; birth_year <= 1990; birth_year++) {
        for (int age = 60; age <= 100; age++) {
            const double *prob = care_children_probs(f->rates, birth_year, age);
            const uint32_t *below = care_children_below(f->rates, birth_year, age);
            double sum = 0;
            for (int k = 0; k < CARE_N_CHILDREN - 1; k++) {
                sum += prob[k];
                assert_near(ldexp(below[k], -32), sum, 1e-9);
                assert_true(k == 0 || below[k] >= below[k - 1]);
            }
            assert_near(sum + prob[CARE_N_CHILDREN - 1], 1, 1e-9);
        }
    }
}

static void older_parents_have_fewer_near_by(void **state)
{
    struct fixture *f = *state;
    create(f);
    for (int age = 61; age <= 100; age++) {
        for (int birth_year = 1920; birth_year <= 1980; birth_year += 20) {
            assert_true(care_children_below(f->rates, birth_year, age)[0] >
                        care_children_below(f->rates, birth_year, age - 1)[0]);
        }
    }
}

static void birth_years_and_ages_beyond_the_table_take_its_edge(void **state)
{
    struct fixture *f = *state;
    create(f);
    assert_ptr_equal(care_children_probs(f->rates, 1890, 108), f->rates->prob[0][N_CARE_AGES - 1]);
    assert_ptr_equal(care_children_probs(f->rates, 2010, 50), f->rates->prob[CARE_N_PARENT_YEARS - 1][0]);
    assert_ptr_equal(care_children_below(f->rates, 1890, 108), f->rates->below[0][N_CARE_AGES - 1]);
    assert_ptr_equal(care_children_below(f->rates, 2010, 50), f->rates->below[CARE_N_PARENT_YEARS - 1][0]);
    /* 1915 is before the first cohort, which serves it */
    assert_memory_equal(care_children_probs(f->rates, 1915, 70), care_children_probs(f->rates, 1939, 70),
                        sizeof f->rates->prob[0][0]);
    assert_true(care_children_probs(f->rates, 1939, 70)[0] < care_children_probs(f->rates, 1940, 70)[0]);
    f->parameters.cohorts->n_rows = 2; /* and the last serves later years */
    create(f);
    assert_memory_equal(care_children_probs(f->rates, 1990, 70), care_children_probs(f->rates, 1959, 70),
                        sizeof f->rates->prob[0][0]);
}

static void assert_refused(struct fixture *f, const char *key, int line, const char *text)
{
    assert_int_equal(care_children_rates_create(&f->parameters, f->list, f->rates), CARE_ERROR_INPUT);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->text_en, text);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_int_equal(fault->place.line, line);
}

static void a_gap_between_cohorts_is_refused(void **state)
{
    struct fixture *f = *state;
    f->parameters.cohorts->number[CARE_CHILDREN_FIRST][1] = 1941;
    assert_refused(f, "year_first", 3,
                   "the cohort begins in 1941; cohorts follow each other without gap or overlap: 1940");
    assert_int_equal(care_diagnostics_n(f->list), 1);
}

static void cohorts_that_overlap_are_refused(void **state)
{
    struct fixture *f = *state;
    f->parameters.cohorts->number[CARE_CHILDREN_LAST][1] = 1960;
    assert_refused(f, "year_first", 4,
                   "the cohort begins in 1960; cohorts follow each other without gap or overlap: 1961");
}

static void a_cohort_that_ends_before_it_begins_is_refused(void **state)
{
    struct fixture *f = *state;
    f->parameters.cohorts->number[CARE_CHILDREN_LAST][2] = 1959;
    assert_refused(f, "year_last", 4, "the cohort ends in 1959, before it begins in 1960");
}

static void a_mean_below_one_child_for_each_mother_is_refused(void **state)
{
    struct fixture *f = *state;
    f->parameters.cohorts->number[CARE_CHILDREN_MEAN][1] = 0.5;
    assert_refused(f, "mean_children", 3,
                   "a mean of 0.5 children is too low when only 0.1 are childless: at least 0.9");
}

static void all_faults_are_told_at_once(void **state)
{
    struct fixture *f = *state;
    f->parameters.cohorts->number[CARE_CHILDREN_MEAN][0] = 0.5;
    f->parameters.cohorts->number[CARE_CHILDREN_LAST][2] = 1950;
    assert_int_equal(care_children_rates_create(&f->parameters, f->list, f->rates), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 2);
}

static void defaults_lie_in_their_ranges(void **state)
{
    (void)state;
    assert_int_equal(care_children_section.n_fields, 3);
    for (int i = 1; i < care_children_section.n_fields; i++) {
        const struct care_field *field = &care_children_section.fields[i];
        assert_true(field->fallback >= field->min && field->fallback <= field->max);
    }
}

int main(void)
{
#define CHILDREN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CHILDREN_TEST(with_all_near_the_numbers_are_those_born),
        CHILDREN_TEST(an_only_child_is_near_or_not),
        CHILDREN_TEST(nobody_near_leaves_everybody_without),
        CHILDREN_TEST(numbers_agree_with_the_sum_over_children_born),
        CHILDREN_TEST(thresholds_cumulate_the_probabilities),
        CHILDREN_TEST(older_parents_have_fewer_near_by),
        CHILDREN_TEST(birth_years_and_ages_beyond_the_table_take_its_edge),
        CHILDREN_TEST(a_gap_between_cohorts_is_refused),
        CHILDREN_TEST(cohorts_that_overlap_are_refused),
        CHILDREN_TEST(a_cohort_that_ends_before_it_begins_is_refused),
        CHILDREN_TEST(a_mean_below_one_child_for_each_mother_is_refused),
        CHILDREN_TEST(all_faults_are_told_at_once),
        cmocka_unit_test(defaults_lie_in_their_ranges),
    };
    return cmocka_run_group_tests_name("children", tests, NULL, NULL);
}
