/** @file  What a policy may not touch: one on prices, insurance, beds or demand changes no person but in care, months and
 *  bed; one of no dose changes nothing at all. Compared person by person under the same draws. */
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
    care_trial_open_policy("examples/town/town.yaml", overrides, n, &out->city);
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

/* Changes care, and nothing else of anybody: no cube of people, families, groups or need either. Where people live, and
 * what is missing there, depends on who is in a home. */
static void assert_changes_care_only(const struct town *baseline, const struct town *town)
{
    assert_true(is_same_people(baseline, town, CARE_COLUMNS));
    assert_false(is_same_people(baseline, town, 0));
    assert_null(care_trial_first_difference(&baseline->run, &town->run, care_trial_n_cubes_before("living")));
    assert_non_null(care_trial_first_difference(&baseline->run, &town->run, care_simulation_n_cubes));
}

static void assert_moves_care_only(const struct town *baseline, const char *key, const char *value)
{
    struct town town;
    run_town(&(struct care_override){key, value}, 1, &town);
    assert_changes_care_only(baseline, &town);
    free_town(&town);
}

static void more_beds_change_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "beds.supply_factor", "2");
    assert_moves_care_only(*state, "beds.supply_factor", "{2020: 1, 2023: 0.2}");
}

static void another_demand_for_beds_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "choice.basis", "norm");
    assert_moves_care_only(*state, "choice.present_share.severe", "0.3");
    assert_moves_care_only(*state, "choice.bed_odds.with_partner", "0.1");
    assert_moves_care_only(*state, "choice.nursing_from_level", "severe");
}

static void prices_change_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "prices.bed_fee_factor", "2");
    assert_moves_care_only(*state, "prices.visit_fee_factor", "{2020: 1, 2024: 0.1}");
    assert_moves_care_only(*state, "prices.visible.home_beds", "3");
    assert_moves_care_only(*state, "prices.allowance_from_relief", "everyone");
}

static void insurance_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "prices.ltci.from_level", "mild");
    assert_moves_care_only(*state, "prices.ltci.bed_share", "0");
    assert_moves_care_only(*state, "prices.ltci.others_share", "1");
}

static void help_for_families_changes_nobody_but_in_care(void **state)
{
    assert_moves_care_only(*state, "family_care.trained_share", "1");
    assert_moves_care_only(*state, "family_care.respite_days_per_year", "60");
}

/* All who want one of the modes, in a year. */
static int64_t n_who_want(const struct town *town, int year, bool bed)
{
    const struct care_cube *demand = care_cubes_find(town->run.cubes, "demand");
    const struct care_outer *outer = care_cubes_outer(town->run.cubes);
    int64_t n = 0;
    for (int d = 0; d < outer->n_districts; d++) {
        const int64_t at = care_cube_offset(demand, outer, 0, 0, 0, year - outer->first_year, d);
        for (int64_t i = 0; i < demand->n_per_district; i++) {
            const unsigned mode = (unsigned)(i % CARE_N_MODES);
            n += mode != CARE_FAMILY_ONLY && care_mode_is_bed(mode) == bed ? demand->data.int32[at + i] : 0;
        }
    }
    return n;
}

/* Everyone insured, and from mild disability on: the town is small. */
static const struct care_override no_home_share[] = {{"prices.ltci.from_level", "mild"},
                                                     {"prices.ltci.others_share", "1"},
                                                     {"prices.ltci.take_up", "1"},
                                                     {"prices.ltci.bed_share", "0"},
                                                     {"prices.ltci.home_share", "0"}},
                                  full_home_share[] = {{"prices.ltci.from_level", "mild"},
                                                       {"prices.ltci.others_share", "1"},
                                                       {"prices.ltci.take_up", "1"},
                                                       {"prices.ltci.bed_share", "0"},
                                                       {"prices.ltci.home_share", "1"}};
enum { N_SHARES = sizeof no_home_share / sizeof no_home_share[0] };

static void insurance_of_home_care_moves_people_from_beds_to_home(void **state)
{
    struct town none, all;
    int64_t n_beds[2] = {0, 0};
    run_town(no_home_share, N_SHARES, &none);
    run_town(full_home_share, N_SHARES, &all);
    assert_changes_care_only(*state, &all);
    assert_changes_care_only(&none, &all);
    for (int year = 2020; year <= LAST_YEAR; year++) {
        assert_true(n_who_want(&all, year, true) <= n_who_want(&none, year, true));
        assert_true(n_who_want(&all, year, false) > n_who_want(&none, year, false));
        n_beds[0] += n_who_want(&none, year, true);
        n_beds[1] += n_who_want(&all, year, true);
    }
    assert_true(n_beds[1] < n_beds[0]);
    free_town(&none);
    free_town(&all);
}

/* In the census, before waits are felt: whoever wanted services at home still does, and nobody comes to want a bed. */
static void cheaper_home_care_drives_nobody_into_a_bed_or_out_of_services(void **state)
{
    (void)state;
    struct care_trial_city cities[2];
    struct care_trial_run runs[2];
    struct care_people people[2];
    const struct care_simulation_options one_thread = {.engine = {.n_threads = 1}, .simd = true}; /* rows alike */
    care_trial_open_policy("examples/town/town.yaml", no_home_share, N_SHARES, &cities[0]);
    care_trial_open_policy("examples/town/town.yaml", full_home_share, N_SHARES, &cities[1]);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(care_trial_start(cities[i].city, SEED, one_thread, &runs[i]), CARE_OK);
        people[i] = care_people_of_table(care_simulation_people(runs[i].simulation));
    }
    int n_from_bed = 0, n_to_home = 0;
    for (uint32_t row = 0; row < care_table_rows_touched(care_simulation_people(runs[0].simulation)); row++) {
        assert_true(people[0].key[row] == people[1].key[row]);
        const unsigned before = care_mode_of(people[0].care[row]), after = care_mode_of(people[1].care[row]);
        const bool was_home = before != CARE_FAMILY_ONLY && !care_mode_is_bed(before);
        const bool is_home = after != CARE_FAMILY_ONLY && !care_mode_is_bed(after);
        assert_false(care_mode_is_bed(after) && after != before);
        assert_false(was_home && !is_home);
        n_from_bed += care_mode_is_bed(before) && !care_mode_is_bed(after);
        n_to_home += is_home && !was_home;
    }
    assert_true(n_from_bed > 0 && n_to_home > n_from_bed);
    for (int i = 0; i < 2; i++) {
        care_trial_free(&runs[i]);
        care_trial_close(&cities[i]);
    }
}

static void a_policy_of_no_dose_changes_nothing(void **state)
{
    static const struct care_override same[] = {
        {"beds.supply_factor", "1.0"},         {"mortality.factor.male", "1"},
        {"disability.city_odds", "1.0"},       {"disability.trend_log_odds_per_year", "0"},
        {"migration.move_rate_per_year", "0"}, {"partnership.divorce_rate_per_year", "0.0127"},
        {"choice.norm_share", "0.03"},         {"dementia.share_of_60plus", "0.06"},
        {"prices.ltci.home_share", "0.75"},    {"prices.bed_fee_factor", "{2020: 1, 2030: 1}"},
        {"family_care.trained_share", "0"},    {"living.co_residence_log_odds", "0.0"},
        {"children.near_share", "0.750"},      {"need.household_hours_per_week.mild", "4"},
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
        cmocka_unit_test(prices_change_nobody_but_in_care),
        cmocka_unit_test(insurance_changes_nobody_but_in_care),
        cmocka_unit_test(help_for_families_changes_nobody_but_in_care),
        cmocka_unit_test(insurance_of_home_care_moves_people_from_beds_to_home),
        cmocka_unit_test(cheaper_home_care_drives_nobody_into_a_bed_or_out_of_services),
        cmocka_unit_test(a_policy_of_no_dose_changes_nothing),
        cmocka_unit_test(less_disability_moves_no_birth_and_nobody_under_60),
    };
    return cmocka_run_group_tests_name("policy", tests, setup, teardown);
}
