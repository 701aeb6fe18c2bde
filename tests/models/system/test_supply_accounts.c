/** @file  Supply: with levers and lists of any kind, stock and changes agree in every year, month, district and class. */
#include "tests/models/system/supply_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { N_TRIALS = 60 };

/* A linear congruential generator (Knuth's MMIX constants): the trials are the same on every machine. */
static double uniform(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 40) / (1 << 24);
}

static void draw_series(struct care_series *series, double most, uint64_t *seed)
{
    for (int y = 0; y < CARE_N_YEARS; y++) {
        series->value[y] = most * uniform(seed);
    }
}

/* Every third lever stays at its default, so that they meet in many ways. */
static void draw_lever(struct care_lever *lever, double most, uint64_t *seed)
{
    if (uniform(seed) > 1.0 / 3) {
        draw_series(&lever->city, most, seed);
    }
}

static void draw_levers(struct care_supply_parameters *p, uint64_t *seed)
{
    draw_series(&p->beds_total, 1200, seed);
    draw_series(&p->home_beds, 300, seed);
    draw_lever(&p->delay_years, 3, seed);
    draw_lever(&p->building_realised, 1, seed);
    draw_lever(&p->planned_realised, 1, seed);
    draw_lever(&p->beds_factor, 2, seed);
    draw_lever(&p->district_beds, 400, seed);
    draw_lever(&p->district_day_places, 60, seed);
    draw_lever(&p->district_home_beds, 60, seed);
    draw_lever(&p->public_share_of_new, 1, seed);
    draw_lever(&p->nursing_share, 1, seed);
    draw_lever(&p->dementia_share, 1, seed);
    draw_lever(&p->market_exit_per_year, 0.3, seed);
    draw_lever(&p->inclusive_share, 1, seed);
    draw_lever(&p->day_care_coverage_urban, 1, seed);
    draw_lever(&p->day_care_coverage_rural, 1, seed);
    draw_lever(&p->street_centre_coverage, 1, seed);
    draw_lever(&p->village_home_coverage, 1, seed);
    draw_lever(&p->canteens_per_node, 1, seed);
    draw_lever(&p->central_kitchens, 3, seed);
    draw_lever(&p->home_beds_factor, 2, seed);
    draw_lever(&p->day_places_factor, 2, seed);
    p->freeze_from = uniform(seed) < 0.25 ? 2035 : CARE_LAST_YEAR + 1;
    p->projects_replace_totals = uniform(seed) < 0.5;
    p->beds_per_new_home = 20;
}

static void draw_project(struct care_supply_fixture *f, uint64_t *seed)
{
    char date[32];
    const int year = 2021 + (int)(uniform(seed) * 20), month = 1 + (int)(uniform(seed) * 12);
    (void)snprintf(date, sizeof date, "%d-%02d", year, month);
    const int row = care_supply_fixture_add_project(f, date);
    const int status = (int)(uniform(seed) * CARE_SUPPLY_N_STATUS);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_AREA, 11 + (int)(uniform(seed) * CARE_FIXTURE_N_DISTRICTS));
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_STATUS, status);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_OWNER, (int)(uniform(seed) * CARE_N_OWNERS));
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_KIND, (int)(uniform(seed) * CARE_SUPPLY_N_PROJECT_KINDS));
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_PRICE, (int)(uniform(seed) * CARE_SUPPLY_N_PRICES));
    for (int column = CARE_SUPPLY_PROJECTS_BEDS; column <= CARE_SUPPLY_PROJECTS_HOME_BEDS; column++) {
        care_supply_fixture_put(f, row, column, (int)(uniform(seed) * 60));
    }
    if (status == CARE_SUPPLY_EXISTING && uniform(seed) < 0.3) {
        care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_OPENS, "");
    }
    if (uniform(seed) < 0.5) {
        (void)snprintf(date, sizeof date, "%d", year + 1 + (int)(uniform(seed) * 10));
        care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, date);
    }
}

static void draw_trial(struct care_supply_fixture *f, int trial, uint64_t *seed)
{
    draw_levers(&f->parameters, seed);
    if (f->parameters.projects != NULL) {
        f->parameters.projects->n_rows = 0;
    }
    for (int i = 0; i < trial % CARE_FIXTURE_MAX_PROJECTS; i++) {
        draw_project(f, seed);
    }
    care_supply_fixture_create(f);
}

/* ---- what must hold ---- */

static int32_t converted_into(const struct care_supply_changes *changes, int owner, int class)
{
    const int32_t nursing = changes->converted_to_nursing[owner], dementia = changes->converted_to_dementia[owner];
    return class == CARE_ORDINARY_BED ? -nursing : class == CARE_NURSING_BED ? nursing - dementia : dementia;
}

static void assert_beds_agree(const struct care_supply *supply, int year, int district)
{
    const struct care_supply_changes *changes = care_supply_changes(supply, year, district);
    const int32_t *before = care_supply_beds(supply, year - 1, 12) + district * CARE_SUPPLY_N_BEDS;
    const int32_t *after = care_supply_beds(supply, year, 12) + district * CARE_SUPPLY_N_BEDS;
    for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
        const int owner = kind / CARE_N_BED_CLASSES, class = kind % CARE_N_BED_CLASSES;
        assert_true(changes->built[owner][class] >= 0 && changes->closed[owner][class] >= 0);
        assert_true(changes->converted_to_nursing[owner] >= 0 && changes->converted_to_dementia[owner] >= 0);
        assert_int_equal(after[kind] - before[kind], changes->built[owner][class] - changes->closed[owner][class] +
                                                         converted_into(changes, owner, class));
    }
}

static void assert_the_rest_agrees(const struct care_supply *supply, int year, int district)
{
    const struct care_supply_changes *changes = care_supply_changes(supply, year, district);
    assert_int_equal(care_supply_fixture_day_places(supply, year, 12, district) -
                         care_supply_fixture_day_places(supply, year - 1, 12, district),
                     changes->built[CARE_PUBLIC][CARE_DAY_PLACE] - changes->closed[CARE_PUBLIC][CARE_DAY_PLACE]);
    assert_int_equal(care_supply_fixture_home_beds(supply, year, 12, district) -
                         care_supply_fixture_home_beds(supply, year - 1, 12, district),
                     changes->built[CARE_PUBLIC][CARE_HOME_BED_PLACE] -
                         changes->closed[CARE_PUBLIC][CARE_HOME_BED_PLACE]);
    for (int facility = 0; facility < CARE_N_FACILITIES; facility++) {
        const int32_t after = care_supply_facilities(supply, year, district)[facility];
        assert_true(after >= 0);
        assert_int_equal(after - care_supply_facilities(supply, year - 1, district)[facility],
                         changes->opened[facility] - changes->shut[facility]);
    }
}

static void assert_nothing_is_below_zero(const struct care_supply *supply, int year, int district)
{
    for (int month = 1; month <= CARE_MONTHS_A_YEAR; month++) {
        const int32_t *beds = care_supply_beds(supply, year, month) + district * CARE_SUPPLY_N_BEDS;
        for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
            assert_true(beds[kind] >= 0);
        }
        assert_true(care_supply_fixture_day_places(supply, year, month, district) >= 0);
        assert_true(care_supply_fixture_home_beds(supply, year, month, district) >= 0);
    }
    const double share = supply->inclusive_share[(year - CARE_FIRST_YEAR) * supply->n_districts + district];
    assert_true(share >= 0 && share <= 1);
}

static void stock_and_changes_agree_whatever_the_levers_do(void **state)
{
    struct care_supply_fixture *f = *state;
    uint64_t seed = 20201101;
    for (int trial = 0; trial < N_TRIALS; trial++) {
        draw_trial(f, trial, &seed);
        for (int year = CARE_FIRST_YEAR + 1; year <= CARE_LAST_YEAR; year++) {
            for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
                assert_beds_agree(f->supply, year, d);
                assert_the_rest_agrees(f->supply, year, d);
                assert_nothing_is_below_zero(f->supply, year, d);
            }
        }
    }
}

static void a_freeze_holds_whatever_the_levers_do(void **state)
{
    struct care_supply_fixture *f = *state;
    const struct care_supply_changes none = {.opened = {0}};
    uint64_t seed = 7;
    for (int trial = 0; trial < N_TRIALS; trial++) {
        draw_trial(f, trial, &seed);
        for (int year = f->parameters.freeze_from; year <= CARE_LAST_YEAR; year++) {
            assert_memory_equal(care_supply_changes(f->supply, year, trial % CARE_FIXTURE_N_DISTRICTS), &none,
                                sizeof none);
        }
    }
}

/* Without a list, factors and the market only targets act: they build and convert, and never take away. */
static void targets_never_take_away(void **state)
{
    struct care_supply_fixture *f = *state;
    struct care_supply_parameters *p = &f->parameters;
    uint64_t seed = 99;
    for (int trial = 0; trial < N_TRIALS; trial++) {
        draw_levers(p, &seed);
        care_supply_fixture_set(&p->beds_factor, 1);
        care_supply_fixture_set(&p->day_places_factor, 1);
        care_supply_fixture_set(&p->home_beds_factor, 1);
        care_supply_fixture_set(&p->market_exit_per_year, 0);
        care_supply_fixture_create(f);
        for (int year = CARE_FIRST_YEAR + 1; year <= CARE_LAST_YEAR; year++) {
            const struct care_supply_changes *changes = care_supply_changes(f->supply, year, trial % 3);
            const struct care_supply_changes none = {.opened = {0}};
            assert_memory_equal(changes->closed, none.closed, sizeof none.closed);
            assert_memory_equal(changes->shut, none.shut, sizeof none.shut);
        }
    }
}

/* A city's total is met exactly wherever no district has more than its share; no total is ever exceeded by building. */
static void a_total_is_met_to_the_bed(void **state)
{
    struct care_supply_fixture *f = *state;
    for (int total = 400; total < 1000; total += 7) {
        for (int y = 0; y < CARE_N_YEARS; y++) {
            f->parameters.beds_total.value[y] = total;
        }
        care_supply_fixture_create(f);
        int32_t beds = 0;
        for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
            beds += care_supply_fixture_beds(f->supply, 2021, 12, d, CARE_N_BED_CLASSES);
        }
        assert_int_equal(beds, total);
    }
}

static void the_same_levers_give_the_same_supply(void **state)
{
    struct care_supply_fixture *f = *state;
    uint64_t seed = 5;
    draw_trial(f, 35, &seed);
    struct care_supply *first = f->supply;
    f->supply = NULL;
    care_supply_fixture_create(f);
    const size_t n = (size_t)CARE_N_YEARS * CARE_FIXTURE_N_DISTRICTS;
    assert_memory_equal(first->changes, f->supply->changes, n * sizeof *first->changes);
    assert_memory_equal(first->beds, f->supply->beds,
                        n * CARE_MONTHS_A_YEAR * CARE_SUPPLY_N_BEDS * sizeof *first->beds);
    care_supply_free(first);
}

int main(void)
{
#define ACCOUNT_TEST(name) \
    cmocka_unit_test_setup_teardown(name, care_supply_fixture_setup, care_supply_fixture_teardown)
    const struct CMUnitTest tests[] = {
        ACCOUNT_TEST(stock_and_changes_agree_whatever_the_levers_do),
        ACCOUNT_TEST(a_freeze_holds_whatever_the_levers_do),
        ACCOUNT_TEST(targets_never_take_away),
        ACCOUNT_TEST(a_total_is_met_to_the_bed),
        ACCOUNT_TEST(the_same_levers_give_the_same_supply),
    };
    return cmocka_run_group_tests_name("supply accounts", tests, NULL, NULL);
}
