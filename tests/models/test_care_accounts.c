/** @file  The care system's books of the town, month by month and district by district, under policies that press on it from
 *  every side: whoever asks is served, waits, has gone elsewhere, withdrew or died; every bed is in use or idle; every
 *  month that money is paid for was spent in a place; every yuan has a payer and a receiver; staff come from somewhere. */
#include "models/system/placement_parts.h"
#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, LAST_YEAR = 2027, SEED = 11 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

/* ---- person-months: what the sums say, against the steps in which places were in use ---- */

int __real_care_placement_records_sum(const struct care_placement_run *run, bool is_census);
int __wrap_care_placement_records_sum(const struct care_placement_run *run, bool is_census);

static int64_t n_sums;

static double months_of_use(const struct care_placement_run *run, int class)
{
    const int n = CARE_N_OWNERS * CARE_N_LEVELS * CARE_N_RELIEFS * 2;
    double months = 0;
    for (int d = 0; d < run->placement->areas->n_districts; d++) {
        const double *cells = &run->placement->use_of_year[d].months[class][0][0][0][0];
        for (int i = 0; i < n; i++) {
            months += cells[i];
        }
    }
    return months;
}

static double months_in_places(const struct care_placement_run *run, int class)
{
    const int n = run->n_steps * run->placement->areas->n_districts;
    double steps = 0;
    for (int i = 0; i < n; i++) {
        steps += run->result.places[i * CARE_N_PLACE_CLASSES + class].used;
    }
    return steps / run->steps_per_month;
}

static bool is_any_sent_back(const struct care_placement_run *run)
{
    bool is_any = false;
    for (int i = 0; i < run->n; i++) {
        is_any = is_any || run->clients[i].was_sent_back;
    }
    return is_any;
}

int __wrap_care_placement_records_sum(const struct care_placement_run *run, bool is_census)
{
    const int status = __real_care_placement_records_sum(run, is_census);
    double sums = 0, places = 0;
    for (int class = 0; class < CARE_N_PLACE_CLASSES && !is_census; class ++) {
        const double of_class = months_of_use(run, class), in_places = months_in_places(run, class);
        /* what was spent in a bed that closed is all counted under the class held first */
        assert_true(fabs(of_class - in_places) < 1e-6 || (class < CARE_N_BED_CLASSES && is_any_sent_back(run)));
        sums += of_class;
        places += in_places;
        n_sums += of_class > 0;
    }
    assert_true(fabs(sums - places) < 1e-6);
    return status;
}

/* ---- the cubes ---- */

struct town {
    struct care_trial_city city;
    struct care_trial_run run;
};

static int32_t *counts(const struct town *town, const char *name, int year, int district)
{
    struct care_cube *cube = care_cubes_find(town->run.cubes, name);
    assert_non_null(cube);
    return care_tally_counts(&town->run.tally, cube, year, district);
}

static int32_t served(const int32_t *items)
{
    return items[CARE_ACCOUNT_HERE] + items[CARE_ACCOUNT_ELSEWHERE];
}

static int32_t left(const int32_t *items)
{
    return items[CARE_ACCOUNT_WITHDRAWN] + items[CARE_ACCOUNT_DIED] + items[CARE_ACCOUNT_MOVED];
}

/* One queue of a district in a year. @return the number waiting at its end */
static int32_t check_queue(int32_t (*months)[CARE_N_QUEUES][CARE_N_ACCOUNT_ITEMS], int queue, int32_t before)
{
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        const int32_t *items = months[month][queue];
        assert_int_equal(items[CARE_ACCOUNT_BEFORE], before);
        assert_int_equal(before + items[CARE_ACCOUNT_ASKED] + items[CARE_ACCOUNT_SENT_BACK],
                         served(items) + left(items) + items[CARE_ACCOUNT_WAITING]);
        assert_true(items[CARE_ACCOUNT_IN_ASSESSMENT] >= 0 &&
                    items[CARE_ACCOUNT_IN_ASSESSMENT] <= items[CARE_ACCOUNT_WAITING]);
        before = items[CARE_ACCOUNT_WAITING];
    }
    return before;
}

/* One class of places of a district in a year. @return those in use at its end; @param before  -1: not known */
static int32_t check_class(int32_t (*months)[CARE_N_PLACE_CLASSES][CARE_N_PLACE_ITEMS], int class, int32_t before)
{
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        const int32_t *items = months[month][class];
        const int32_t in = items[CARE_PLACES_ADMITTED] + items[CARE_PLACES_CHANGED_IN];
        const int32_t out = items[CARE_PLACES_LEFT] + items[CARE_PLACES_CHANGED_OUT] + items[CARE_PLACES_SENT_BACK];
        assert_true(before < 0 || items[CARE_PLACES_USED] == before + in - out);
        assert_int_equal(items[CARE_PLACES_CAPACITY], items[CARE_PLACES_USED] + items[CARE_PLACES_IDLE]);
        assert_true(items[CARE_PLACES_IDLE_FOR_STAFF] >= 0 &&
                    items[CARE_PLACES_IDLE_FOR_STAFF] <= items[CARE_PLACES_IDLE]);
        before = items[CARE_PLACES_USED];
    }
    return before;
}

static void check_accounts(const struct town *town)
{
    for (int d = 0; d < town->city.city->areas->n_districts; d++) {
        int32_t waiting[CARE_N_QUEUES] = {0}, used[CARE_N_PLACE_CLASSES];
        for (int queue = 0; queue < CARE_N_QUEUES; queue++) { /* the census: what the first year begins with */
            waiting[queue] = counts(town, "care_account", FIRST_YEAR + 1, d)[queue * CARE_N_ACCOUNT_ITEMS];
        }
        for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
            used[class] = class < CARE_N_BED_CLASSES ? counts(town, "beds_used", FIRST_YEAR, d)[class] : -1;
        }
        int32_t queued = 0;
        for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
            queued += counts(town, "queue", FIRST_YEAR, d)[class];
        }
        assert_int_equal(queued, waiting[CARE_QUEUE_BEDS]);
        for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
            int32_t *asked = counts(town, "care_account", year, d), *places = counts(town, "place_account", year, d);
            for (int queue = 0; queue < CARE_N_QUEUES; queue++) {
                waiting[queue] =
                    check_queue((int32_t(*)[CARE_N_QUEUES][CARE_N_ACCOUNT_ITEMS])asked, queue, waiting[queue]);
            }
            for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
                used[class] =
                    check_class((int32_t(*)[CARE_N_PLACE_CLASSES][CARE_N_PLACE_ITEMS])places, class, used[class]);
            }
        }
    }
}

/* Paid by somebody, received by somebody, to the fen. */
static void check_money(const struct town *town)
{
    struct care_cube *cost = care_cubes_find(town->run.cubes, "cost"),
                     *received = care_cubes_find(town->run.cubes, "received");
    double all = 0;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        for (int d = 0; d < town->city.city->areas->n_districts; d++) {
            const double *paid = care_tally_amounts(&town->run.tally, cost, year, d),
                         *got = care_tally_amounts(&town->run.tally, received, year, d);
            for (int purpose = 0; purpose < CARE_N_MONEY_PURPOSES; purpose++) {
                double in = 0, out = 0;
                for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
                    assert_true(paid[purpose * CARE_N_PAYERS + payer] >= 0);
                    out += paid[purpose * CARE_N_PAYERS + payer];
                }
                for (int receiver = 0; receiver < CARE_N_RECEIVERS; receiver++) {
                    in += got[purpose * CARE_N_RECEIVERS + receiver];
                }
                assert_true(fabs(in - out) < 0.005);
                all += out;
            }
        }
    }
    assert_true(all > 1e6);
}

static int64_t sum_of(const struct town *town, const char *cube, int item, int n_items)
{
    int64_t sum = 0;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        for (int d = 0; d < town->city.city->areas->n_districts; d++) {
            const int32_t *cells = counts(town, cube, year, d);
            const int n =
                CARE_MONTHS_A_YEAR * (n_items == CARE_N_ACCOUNT_ITEMS ? (int)CARE_N_QUEUES : (int)CARE_N_PLACE_CLASSES);
            for (int i = 0; i < n; i++) {
                sum += cells[i * n_items + item];
            }
        }
    }
    return sum;
}

static void run_town(const struct care_override *overrides, int n, struct town *out)
{
    care_trial_open_policy("examples/town/town.yaml", overrides, n, &out->city);
    care_trial_run(out->city.city, SEED, options, LAST_YEAR, &out->run);
    check_accounts(out);
    check_money(out);
}

static void free_town(struct town *town)
{
    care_trial_free(&town->run);
    care_trial_close(&town->city);
}

#define COUNT(overrides) ((int)(sizeof(overrides) / sizeof(overrides)[0]))

static void everything_adds_up_as_things_are(void **state)
{
    (void)state;
    struct town town;
    run_town(NULL, 0, &town);
    assert_true(n_sums > 0);
    assert_true(sum_of(&town, "care_account", CARE_ACCOUNT_ASKED, CARE_N_ACCOUNT_ITEMS) > 100);
    assert_true(sum_of(&town, "care_account", CARE_ACCOUNT_DIED, CARE_N_ACCOUNT_ITEMS) > 10);
    free_town(&town);
}

static void everything_adds_up_with_few_beds_that_become_fewer(void **state)
{
    (void)state;
    static const struct care_override closing[] = {{"choice.basis", "norm"},
                                                   {"supply.beds_factor", "{2021: 0.8, 2024: 0.3}"}};
    struct town town;
    run_town(closing, COUNT(closing), &town);
    assert_true(sum_of(&town, "care_account", CARE_ACCOUNT_SENT_BACK, CARE_N_ACCOUNT_ITEMS) > 10);
    assert_true(sum_of(&town, "care_account", CARE_ACCOUNT_ELSEWHERE, CARE_N_ACCOUNT_ITEMS) > 0);
    free_town(&town);
}

static void everything_adds_up_in_steps_of_an_eighth_of_a_month(void **state)
{
    (void)state;
    static const struct care_override fine[] = {{"queue.steps_per_month", "8"}, {"supply.beds_factor", "0.4"}};
    struct town town;
    run_town(fine, COUNT(fine), &town);
    free_town(&town);
}

/* One assessment a month for 2,000 people of 60 and over is far too few for those who ask. */
static void everything_adds_up_when_assessors_are_the_bottleneck(void **state)
{
    (void)state;
    static const struct care_override slow[] = {{"queue.assessments_per_1000_per_month", "0.5"}};
    struct town town;
    run_town(slow, COUNT(slow), &town);
    assert_true(sum_of(&town, "care_account", CARE_ACCOUNT_IN_ASSESSMENT, CARE_N_ACCOUNT_ITEMS) > 100);
    free_town(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_adds_up_as_things_are),
        cmocka_unit_test(everything_adds_up_with_few_beds_that_become_fewer),
        cmocka_unit_test(everything_adds_up_in_steps_of_an_eighth_of_a_month),
        cmocka_unit_test(everything_adds_up_when_assessors_are_the_bottleneck),
    };
    return cmocka_run_group_tests_name("care_accounts", tests, NULL, NULL);
}
