/** @file  What a policy may not touch: one on beds changes no person but in care, months and bed; one of no dose changes
 *  nothing at all. Compared person by person under the same draws. */
#include "tests/models/trial.h"
#include "tests/sim/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LAST_YEAR = 2026, SEED = 20201101 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

#define BIT(column) (UINT64_C(1) << (column))
static const uint64_t CARE_COLUMNS = BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_MONTHS) | BIT(CARE_PEOPLE_BED);

struct town {
    struct care_trial_city city;
    struct care_trial_run run;
};

static void run_town(const struct care_override *overrides, int n, struct town *out)
{
    care_trial_open("examples/town/town.yaml", overrides, n, &out->city);
    care_trial_run(out->city.city, SEED, options, LAST_YEAR, &out->run);
}

static void free_town(struct town *town)
{
    care_trial_free(&town->run);
    care_trial_close(&town->city);
}

static int setup(void **state)
{
    struct town *baseline = calloc(1, sizeof *baseline);
    assert_non_null(baseline);
    *state = baseline;
    run_town(NULL, 0, baseline);
    return 0;
}

static int teardown(void **state)
{
    free_town(*state);
    free(*state);
    return 0;
}

static bool is_same_people(const struct town *a, const struct town *b, uint64_t without)
{
    struct care_picture x = care_picture_take(care_simulation_people(a->run.simulation), without);
    struct care_picture y = care_picture_take(care_simulation_people(b->run.simulation), without);
    const bool same = care_picture_is_equal(&x, &y);
    care_picture_free(&x);
    care_picture_free(&y);
    return same;
}

/* Changes care, and nothing else of anybody. */
static void assert_moves_care_only(const struct town *baseline, const char *key, const char *value)
{
    struct town town;
    run_town(&(struct care_override){key, value}, 1, &town);
    assert_true(is_same_people(baseline, &town, CARE_COLUMNS));
    assert_false(is_same_people(baseline, &town, 0));
    assert_null(care_trial_first_difference(&baseline->run, &town.run, care_trial_n_people_cubes()));
    assert_non_null(care_trial_first_difference(&baseline->run, &town.run, care_simulation_n_cubes));
    free_town(&town);
}

static void more_beds_change_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "beds.supply_factor", "2");
    assert_moves_care_only(*state, "beds.supply_factor", "{2020: 1, 2023: 0.2}");
}

static void another_demand_for_beds_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "beds.demand_basis", "norm");
    assert_moves_care_only(*state, "beds.alone_odds_ratio", "5");
    assert_moves_care_only(*state, "beds.nursing_from_level", "severe");
}

static void a_policy_of_no_dose_changes_nothing(void **state)
{
    static const struct care_override same[] = {
        {"beds.supply_factor", "1.0"},         {"mortality.factor.male", "1"},
        {"disability.city_odds", "1.0"},       {"disability.trend_log_odds_per_year", "0"},
        {"migration.move_rate_per_year", "0"}, {"partnership.divorce_rate_per_year", "0.0127"},
        {"beds.norm_share", "0.03"},           {"dementia.share_of_60plus", "0.06"},
    };
    const struct town *baseline = *state;
    struct town town;
    run_town(same, sizeof same / sizeof same[0], &town);
    assert_true(is_same_people(baseline, &town, 0));
    assert_null(care_trial_first_difference(&baseline->run, &town.run, care_simulation_n_cubes));
    free_town(&town);
}

/* Births and the lives of people who never reach 60 in the run are none of its business. */
static void less_disability_moves_no_birth_and_nobody_under_60(void **state)
{
    const struct town *baseline = *state;
    struct town town;
    run_town(&(struct care_override){"disability.city_odds", "0.8"}, 1, &town);
    const struct care_cube *births[2] = {care_cubes_find(baseline->run.cubes, "births"),
                                         care_cubes_find(town.run.cubes, "births")};
    assert_memory_equal(births[0]->data.int32, births[1]->data.int32, (size_t)births[0]->n_cells * sizeof(int32_t));
    const struct care_cube *people[2] = {care_cubes_find(baseline->run.cubes, "population"),
                                         care_cubes_find(town.run.cubes, "population")};
    for (int64_t i = 0; i < people[0]->n_cells; i++) {
        assert_true(i % CARE_N_AGES >= 60 || people[0]->data.int32[i] == people[1]->data.int32[i]);
    }
    assert_true(strcmp(care_trial_first_difference(&baseline->run, &town.run, care_simulation_n_cubes), "births") != 0);
    free_town(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(more_beds_change_nobody_but_in_care),
        cmocka_unit_test(another_demand_for_beds_changes_nobody_but_in_care),
        cmocka_unit_test(a_policy_of_no_dose_changes_nothing),
        cmocka_unit_test(less_disability_moves_no_birth_and_nobody_under_60),
    };
    return cmocka_run_group_tests_name("policy", tests, setup, teardown);
}
