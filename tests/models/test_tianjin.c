/** @file  Tianjin's fourteen million, whole: every row and link of every year, widows, the census' margins, what people
 *  want and why, and a policy compared person by person. For release builds: seconds there, minutes elsewhere. */
#include "tests/models/choosers.h"
#include "tests/models/inspection.h"
#include "tests/models/margins.h"
#include "tests/models/pairs.h"
#include "tests/models/trial.h"
#include "tests/models/widows.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, LAST_YEAR = 2035, SEED = 20201101 };
static const struct care_simulation_options options = {.simd = true};

struct fixture {
    struct care_trial_city city[2];
    struct care_trial_run run[2];
    struct care_choosers_census census;
};

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    assert_non_null(*state);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_choosers_free(&f->census.choosers);
    for (int i = 0; i < 2; i++) {
        care_trial_free(&f->run[i]);
        care_trial_close(&f->city[i]);
    }
    free(f);
    return 0;
}

static void start(struct fixture *f, int i, const char *file, const struct care_override *overrides, int n)
{
    care_trial_open_policy(file, overrides, n, &f->city[i]);
    assert_int_equal(care_trial_start(f->city[i].city, SEED, options, &f->run[i]), CARE_OK);
    care_choosers_free(&f->census.choosers);
    f->census = care_choosers_take();
}

static struct care_table *people_of(const struct fixture *f, int i)
{
    return care_simulation_people(f->run[i].simulation);
}

/* ---- rows, links, widows ---- */

static struct care_inspection inspect(const struct fixture *f, int year)
{
    struct care_inspection seen;
    assert_int_equal(care_inspection_of_people(people_of(f, 0), f->city[0].city, year, &seen), 0);
    if (seen.fault != NULL) {
        fail_msg("%d, row %u: %s", year, seen.fault_row, seen.fault);
    }
    return seen;
}

/* Nobody dead is linked, no link is one-sided, leaves the area or joins two of a sex, so nobody is partnered twice. */
static void every_row_of_tianjin_is_in_order_in_every_year(void **state)
{
    struct fixture *f = *state;
    int64_t n_bereaved = 0, n_both = 0;
    struct care_inspection seen;
    start(f, 0, "tianjin/baseline.yaml", NULL, 0);
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        if (year > FIRST_YEAR) {
            assert_int_equal(care_simulation_year(f->run[0].simulation, year), CARE_OK);
            n_bereaved += care_widows_check(&f->run[0], f->city[0].city, year, &n_both);
        }
        seen = inspect(f, year);
        assert_int_equal(seen.n_present, care_trial_sum(&f->run[0], "population", year, -1));
        int64_t n_used = 0;
        for (int d = 0; d < f->city[0].city->areas->n_districts; d++) {
            n_used += seen.beds_used[d][CARE_ORDINARY_BED] + seen.beds_used[d][CARE_NURSING_BED] +
                      seen.beds_used[d][CARE_DEMENTIA_BED];
        }
        assert_int_equal(n_used, care_trial_sum(&f->run[0], "beds_used", year, -1));
        /* the projection's expectation; sd of a year's people is about a thousand */
        assert_true(llabs(seen.n_present - (int64_t)f->city[0].city->expected_residents[year - FIRST_YEAR]) < 10000);
    }
    assert_true(seen.n_present > 12000000 && seen.n_linked > 4000000);
    assert_true(n_bereaved > 800000 && n_both > 10000);
}

static void marital_status_and_households_are_the_census_in_every_district(void **state)
{
    struct fixture *f = *state;
    const struct care_margins_slack one_percent = {0.01, 0};
    start(f, 0, "tianjin/baseline.yaml", NULL, 0);
    const double marital = care_margins_check_marital(&f->run[0], f->city[0].city, one_percent);
    const double households = care_margins_check_households(&f->run[0], f->city[0].city, one_percent);
    print_message("farthest from the census: marital status %.4f %%, households %.3f %%\n", 100 * marital,
                  100 * households);
}

/* ---- choice ---- */

static void demand_of_tianjin_is_present_use(void **state)
{
    struct fixture *f = *state;
    start(f, 0, "tianjin/baseline.yaml", NULL, 0);
    assert_true(f->census.choosers.n_persons > 3000000);
    print_message("largest |z| of a count: %.2f\n", care_choosers_check(&f->census.choosers, f->census.choice, 0));
}

static const int32_t *census_of(const struct care_trial_run *run, const char *cube, int district)
{
    return care_tally_counts(&run->tally, care_cubes_find(run->cubes, cube), FIRST_YEAR, district);
}

/* Somebody in reach waits for a bed of the class, or would take one for want of his own. */
static bool is_waited_for(const struct care_trial_run *run, const struct care_city *city, int district, int class)
{
    const struct care_areas *areas = city->areas;
    for (int home = 0; home < areas->n_districts; home++) {
        const int32_t *queue = census_of(run, "queue", home);
        const bool is_in_reach =
            areas->km[home * areas->n_districts + district] <= city->parameters.system.queue->neighbour_limit_km;
        const bool others_take_it =
            class == CARE_NURSING_BED && queue[CARE_ORDINARY_BED] + queue[CARE_DEMENTIA_BED] > 0;
        if (is_in_reach && (queue[class] > 0 || others_take_it)) {
            return true;
        }
    }
    return false;
}

/* The queue is demand less the beds that can be used: those idle are out of reach of all who wait for them. */
static int64_t idle_beds_that_nobody_could_use(const struct care_trial_run *run, const struct care_city *city)
{
    int64_t n_idle = 0;
    for (int d = 0; d < city->areas->n_districts; d++) {
        for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
            const int32_t idle = census_of(run, "beds_idle", d)[class];
            assert_true(idle == 0 || !is_waited_for(run, city, d, class));
            n_idle += idle;
        }
    }
    return n_idle;
}

static void demand_of_tianjin_is_the_norm_when_that_is_the_basis(void **state)
{
    struct fixture *f = *state;
    start(f, 0, "tianjin/norm-973.yaml", NULL, 0);
    print_message("largest |z| of a count: %.2f\n", care_choosers_check(&f->census.choosers, f->census.choice, 1));
    const int64_t queue = care_trial_sum(&f->run[0], "queue", FIRST_YEAR, -1);
    assert_true(llabs(queue + care_trial_sum(&f->run[0], "use", FIRST_YEAR, -1) -
                      (int64_t)(0.03 * (double)f->census.choosers.n_persons)) < 1200); /* 4 sd */
    assert_true(queue > 10000);                                                        /* 90,000 people, 76,000 beds */
    const int64_t n_idle = idle_beds_that_nobody_could_use(&f->run[0], f->city[0].city);
    print_message("by the norm, 2020: %lld wait, %lld beds idle out of reach\n", (long long)queue, (long long)n_idle);
    assert_true(n_idle < 76000 / 20);
}

/* All the odds ratios the scenario gives: those of both groups of modes. The price is no ratio; it is found all the same. */
static void check_fit(const struct care_logit_fit *fit, const double *truth)
{
    double worst_error = 0, worst_z = 0;
    for (int p = CARE_LOGIT_HOME; p <= CARE_LOGIT_PRICE; p++) {
        char name[48];
        care_logit_fit_name(p, name);
        const double z = (fit->estimate[p] - truth[p]) / fit->standard_error[p];
        if (!fit->is_fitted[p] || !(fabs(z) <= 3) || !(fit->standard_error[p] < 0.03)) {
            fail_msg("%s: estimate %.4f, given %.4f, standard error %.4f", name, fit->estimate[p], truth[p],
                     fit->standard_error[p]);
        }
        worst_error = fmax(worst_error, fit->standard_error[p]);
        worst_z = fmax(worst_z, fabs(z));
    }
    print_message("largest standard error %.4f, largest |z| %.2f\n", worst_error, worst_z);
}

static void a_logit_fitted_to_what_people_hold_finds_every_odds_ratio(void **state)
{
    struct fixture *f = *state;
    /* the destitute as others: the fit has no covariate for them */
    static const struct care_override without = {"choice.destitute_share", "0"};
    start(f, 0, "tianjin/baseline.yaml", &without, 1);
    const struct care_prices of = {f->census.choice->own.prices, CARE_NO_DISTRICT, FIRST_YEAR};
    const struct care_price_tables prices = care_prices_tables(&of);
    const struct care_logit_fit fit = care_choosers_fit(&f->census.choosers, f->census.choice, &prices, NULL);
    double truth[CARE_N_LOGIT_PARAMETERS];
    care_logit_fit_truth(f->census.choice->parameters, &f->census.choice->constants, truth);
    check_fit(&fit, truth);
}

/* ---- a policy ---- */

static int64_t beds_of(const int64_t *modes)
{
    return modes[CARE_WANTS_ORDINARY_BED] + modes[CARE_WANTS_NURSING_BED] + modes[CARE_WANTS_DEMENTIA_BED];
}

static int64_t home_of(const int64_t *modes)
{
    return modes[CARE_HOME_VISITS] + modes[CARE_HOME_BED];
}

static int64_t from_home_to_bed(const struct care_pairs_modes *modes)
{
    return beds_of(modes->n[CARE_HOME_VISITS]) + beds_of(modes->n[CARE_HOME_BED]) + beds_of(modes->n[CARE_DAY_CARE]);
}

static void a_higher_ltci_share_at_home_moves_people_from_beds_to_home_and_changes_nobody_else(void **state)
{
    struct fixture *f = *state;
    const struct care_override policy = {"prices.ltci.home_share", "{2020: 0.75, 2021: 0.95}"};
    struct care_pairs_modes modes = {.of_a = {0}};
    start(f, 0, "tianjin/baseline.yaml", NULL, 0);
    start(f, 1, "tianjin/baseline.yaml", &policy, 1);
    assert_null(care_trial_first_difference(&f->run[0], &f->run[1], care_simulation_n_cubes));
    for (int year = FIRST_YEAR + 1; year <= FIRST_YEAR + 3; year++) {
        for (int i = 0; i < 2; i++) {
            assert_int_equal(care_simulation_year(f->run[i].simulation, year), CARE_OK);
        }
        const char *difference = care_pairs_first_difference(people_of(f, 0), people_of(f, 1), CARE_PAIRS_CARE);
        if (difference != NULL) {
            fail_msg("%d: changes %s", year, difference);
        }
        modes = care_pairs_modes_of(people_of(f, 0), people_of(f, 1), year);
        print_message("%d: beds %+lld, home %+lld, from bed to home %lld, from home to bed %lld\n", year,
                      (long long)(beds_of(modes.of_b) - beds_of(modes.of_a)),
                      (long long)(home_of(modes.of_b) - home_of(modes.of_a)),
                      (long long)(modes.n[CARE_WANTS_NURSING_BED][CARE_HOME_VISITS] +
                                  modes.n[CARE_WANTS_NURSING_BED][CARE_HOME_BED] +
                                  modes.n[CARE_WANTS_DEMENTIA_BED][CARE_HOME_VISITS] +
                                  modes.n[CARE_WANTS_DEMENTIA_BED][CARE_HOME_BED]),
                      (long long)from_home_to_bed(&modes));
        assert_int_equal(from_home_to_bed(&modes), 0);
        assert_true(beds_of(modes.of_b) < beds_of(modes.of_a));
        assert_true(home_of(modes.of_b) > home_of(modes.of_a));
    }
    /* cubes of people, and of need, to the byte */
    assert_null(care_trial_first_difference(&f->run[0], &f->run[1], care_trial_n_cubes_before("living")));
    const struct care_cube *need[2] = {care_cubes_find(f->run[0].cubes, "need"),
                                       care_cubes_find(f->run[1].cubes, "need")};
    const struct care_cube *hours[2] = {care_cubes_find(f->run[0].cubes, "need_hours"),
                                        care_cubes_find(f->run[1].cubes, "need_hours")};
    assert_memory_equal(need[0]->data.int32, need[1]->data.int32, (size_t)need[0]->n_cells * sizeof(int32_t));
    assert_memory_equal(hours[0]->data.float64, hours[1]->data.float64, (size_t)hours[0]->n_cells * sizeof(double));
}

int main(void)
{
#define TIANJIN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TIANJIN_TEST(every_row_of_tianjin_is_in_order_in_every_year),
        TIANJIN_TEST(marital_status_and_households_are_the_census_in_every_district),
        TIANJIN_TEST(demand_of_tianjin_is_present_use),
        TIANJIN_TEST(demand_of_tianjin_is_the_norm_when_that_is_the_basis),
        TIANJIN_TEST(a_logit_fitted_to_what_people_hold_finds_every_odds_ratio),
        TIANJIN_TEST(a_higher_ltci_share_at_home_moves_people_from_beds_to_home_and_changes_nobody_else),
    };
    return cmocka_run_group_tests_name("tianjin", tests, NULL, NULL);
}
