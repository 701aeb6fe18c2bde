/** @file  The packs of districts in runs of all Tianjin: people are those of Tianjin's baseline, stocks those the documents
 *  print, and the plans reach what they say. For release builds: fourteen million people, several times.
 *  Source  东丽区“一老一小”整体解决方案 (2023), 宁河区推进基本养老服务体系建设实施方案 (2024): the figures below are theirs. */
#include "models/people.h"
#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, SEED = 20201101, DONGLI = 120110, NINGHE = 120117 };
enum { ELIGIBLE, ASKED, SERVED };
static const struct care_simulation_options options = {.simd = true};

struct fixture {
    struct care_trial_city city, other_city;
    struct care_trial_run run, other;
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
    care_trial_free(&f->run);
    care_trial_free(&f->other);
    care_trial_close(&f->city);
    care_trial_close(&f->other_city);
    free(f);
    return 0;
}

static void run_to(const char *file, int last_year, struct care_trial_city *city, struct care_trial_run *run)
{
    care_trial_open_policy(file, NULL, 0, city);
    care_trial_run(city->city, SEED, options, last_year, run);
}

static int district_of(const struct fixture *f, int32_t code)
{
    const int32_t *codes = f->city.city->district_codes;
    int d = 0;
    while (codes[d] != code) {
        assert_true(++d < f->city.city->areas->n_districts);
    }
    return d;
}

/* Where a label stands on the first axis of a cube. */
static int index_of(const struct care_cube *cube, const char *label)
{
    const struct care_axis *axis = cube->spec->axes[0];
    for (int i = 0; i < axis->n; i++) {
        if (strcmp(axis->labels[i], label) == 0) {
            return i;
        }
    }
    fail_msg("%s has no %s", cube->spec->name, label);
    return -1;
}

/* The cells of one label: a number, or as many as the other axes have. */
static const int32_t *counts(const struct care_trial_run *run, const char *name, const char *label, int year,
                             int district)
{
    struct care_cube *cube = care_cubes_find(run->cubes, name);
    assert_non_null(cube);
    return care_tally_counts(&run->tally, cube, year, district) +
           index_of(cube, label) * (cube->n_per_district / cube->spec->axes[0]->n);
}

static double amount(const struct care_trial_run *run, const char *name, const char *label, int year, int district)
{
    struct care_cube *cube = care_cubes_find(run->cubes, name);
    assert_non_null(cube);
    return care_tally_amounts(&run->tally, cube, year, district)[index_of(cube, label)];
}

static double nursing_share(const struct care_trial_run *run, int year, int district)
{
    const double nursing =
        *counts(run, "beds", "nursing", year, district) + *counts(run, "beds", "dementia", year, district);
    return nursing / (nursing + *counts(run, "beds", "ordinary", year, district));
}

/* ---- the others ---- */

static void people_are_those_of_the_citys_baseline(void **state)
{
    struct fixture *f = *state;
    static const char *const packs[] = {"dongli/baseline.yaml", "ninghe/baseline.yaml"};
    run_to("tianjin/baseline.yaml", 2022, &f->other_city, &f->other);
    for (size_t i = 0; i < sizeof packs / sizeof packs[0]; i++) {
        run_to(packs[i], 2022, &f->city, &f->run);
        const char *differs = care_trial_first_difference(&f->other, &f->run, care_trial_n_cubes_before("living"));
        if (differs != NULL) {
            fail_msg("%s: %s differs", packs[i], differs);
        }
        care_trial_free(&f->run);
        care_trial_close(&f->city);
    }
}

/* ---- Dongli ---- */

/* DL-002, DL-003, DL-004, DL-006, DL-030, DL-034, DL-036: 3,700 beds in 2020, 42 % of them nursing, 3,545 in 2022; 24 centres;
 * 15 of 46 communities are 32.6 %. DL-009, DL-010, DL-014: 99,890 registered of 60 and over, 22.03 % of all; 15,805 under
 * three. */
static void dongli_has_the_stock_its_document_prints(void **state)
{
    struct fixture *f = *state;
    run_to("dongli/baseline.yaml", 2022, &f->city, &f->run);
    const int d = district_of(f, DONGLI);
    assert_int_equal(care_trial_sum(&f->run, "beds", 2020, d), 3700);
    assert_float_equal(nursing_share(&f->run, 2020, d), 0.42, 0.0005);
    assert_float_equal(amount(&f->run, "coverage", "community", 2020, d), 0.326, 0.0005);
    assert_true(isnan(amount(&f->run, "coverage", "city", 2020, d)));
    assert_int_equal(care_trial_sum(&f->run, "beds", 2022, d), 3545);
    assert_int_equal(*counts(&f->run, "facilities", "public_homes", 2022, d) +
                         *counts(&f->run, "facilities", "private_homes", 2022, d),
                     21);
    assert_int_equal(*counts(&f->run, "facilities", "urban_day_stations", 2022, d) +
                         *counts(&f->run, "facilities", "rural_day_stations", 2022, d),
                     24);
    assert_int_equal(*counts(&f->run, "facilities", "canteens", 2022, d), 14);
    assert_int_equal(*counts(&f->run, "childcare", "places", 2022, d), 1765);
    assert_int_equal(*counts(&f->run, "childcare", "sites", 2022, d), 51);
    const double elders = amount(&f->run, "registered", "elders", 2022, d);
    assert_true(fabs(elders - 99890) < 0.5);
    assert_true(fabs(elders / amount(&f->run, "registered", "all", 2022, d) - 0.2203) < 0.00005);
    assert_true(fabs(amount(&f->run, "registered", "under_3", 2022, d) - 15805) < 0.5);
}

/* DL-039: everybody in special difficulty is visited every month, and they are many times those of the city's definition,
 * who must also be on relief. */
static void dongli_visits_everybody_in_special_difficulty(void **state)
{
    struct fixture *f = *state;
    run_to("dongli/baseline.yaml", FIRST_YEAR, &f->city, &f->run);
    run_to("tianjin/baseline.yaml", FIRST_YEAR, &f->other_city, &f->other);
    const int d = district_of(f, DONGLI), elsewhere = district_of(f, NINGHE);
    const int32_t *own = counts(&f->run, "services", "monthly_visit", FIRST_YEAR, d);
    const int32_t *by_city = counts(&f->other, "services", "monthly_visit", FIRST_YEAR, d);
    assert_int_equal(own[SERVED], own[ELIGIBLE]);
    assert_true(own[ELIGIBLE] > 20 * by_city[ELIGIBLE]);
    assert_int_equal(*counts(&f->run, "groups", "special_difficulty", FIRST_YEAR, d), own[ELIGIBLE]);
    assert_int_equal(counts(&f->run, "services", "monthly_visit", FIRST_YEAR, elsewhere)[ELIGIBLE],
                     counts(&f->other, "services", "monthly_visit", FIRST_YEAR, elsewhere)[ELIGIBLE]);
}

/* DL-017, DL-018, DL-031, DL-033, DL-056, DL-038: 5,225 beds, 60 % nursing, more than 90 % of communities, all streets, 4.5
 * places per 1000 people, 70 % of all of 65 and over. */
static void dongli_reaches_what_its_plan_says(void **state)
{
    struct fixture *f = *state;
    run_to("dongli/plan-2025.yaml", 2025, &f->city, &f->run);
    const int d = district_of(f, DONGLI);
    assert_int_equal(care_trial_sum(&f->run, "beds", 2022, d), 3545);
    assert_int_equal(care_trial_sum(&f->run, "beds", 2025, d), 5225);
    assert_true(nursing_share(&f->run, 2025, d) >= 0.6);
    assert_true(amount(&f->run, "coverage", "community", 2025, d) > 0.9);
    assert_float_equal(amount(&f->run, "coverage", "street_town", 2025, d), 1, 0);
    const double residents = (double)care_trial_sum(&f->run, "population", 2025, d);
    assert_true(1000 * *counts(&f->run, "childcare", "places", 2025, d) >= 4.4999 * residents);
    const int32_t *heads = care_tally_counts(&f->run.tally, care_cubes_find(f->run.cubes, "population"), 2025, d);
    double old = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        old += i % CARE_N_AGES >= 65 ? heads[i] : 0;
    }
    assert_true(counts(&f->run, "services", "health_management", 2025, d)[SERVED] >= 0.7 * old);
}

/* ---- Ninghe ---- */

/* Items 9, 11, 12, 19 and 20 of the list, and the health service of disabled people, for everybody who is eligible; a centre in
 * every street and town, a place in every community and village, 60 % nursing beds. */
static void ninghe_serves_its_list_to_everybody_eligible(void **state)
{
    struct fixture *f = *state;
    static const char *const items[] = {"monthly_visit", "assessment", "meals", "health_management", "disabled_health"};
    run_to("ninghe/plan-2025.yaml", 2025, &f->city, &f->run);
    const int d = district_of(f, NINGHE);
    for (int year = 2024; year <= 2025; year++) {
        for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
            const int32_t *service = counts(&f->run, "services", items[i], year, d);
            assert_true(service[ELIGIBLE] > 10000);
            assert_int_equal(service[SERVED], service[ELIGIBLE]);
        }
        const int32_t *adaptation = counts(&f->run, "services", "adaptation", year, d);
        assert_int_equal(adaptation[SERVED], adaptation[ASKED]);
    }
    assert_true(nursing_share(&f->run, 2025, d) >= 0.6);
    assert_float_equal(amount(&f->run, "coverage", "street_town", 2025, d), 1, 0);
    assert_float_equal(amount(&f->run, "coverage", "community", 2025, d), 1, 0);
    assert_float_equal(amount(&f->run, "coverage", "village", 2025, d), 1, 0);
}

/* C25: where "severe" binds the near-poor only, everybody on minimum living with a disability is in meal group c. */
static void meal_group_c_may_be_read_widely(void **state)
{
    struct fixture *f = *state;
    run_to("ninghe/plan-2025.yaml", FIRST_YEAR, &f->other_city, &f->other);
    run_to("ninghe/list-plus.yaml", FIRST_YEAR, &f->city, &f->run);
    const int d = district_of(f, NINGHE);
    const int32_t narrow = counts(&f->other, "services", "meals", FIRST_YEAR, d)[ELIGIBLE];
    const int32_t wide = counts(&f->run, "services", "meals", FIRST_YEAR, d)[ELIGIBLE];
    assert_true(wide > narrow && wide < narrow + *counts(&f->run, "groups", "low_income", FIRST_YEAR, d));
}

int main(void)
{
#define PACK_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        PACK_TEST(people_are_those_of_the_citys_baseline),        PACK_TEST(dongli_has_the_stock_its_document_prints),
        PACK_TEST(dongli_visits_everybody_in_special_difficulty), PACK_TEST(dongli_reaches_what_its_plan_says),
        PACK_TEST(ninghe_serves_its_list_to_everybody_eligible),  PACK_TEST(meal_group_c_may_be_read_widely),
    };
    return cmocka_run_group_tests_name("district packs", tests, NULL, NULL);
}
