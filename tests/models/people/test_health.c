/** @file  Deaths, levels and dementia prepared together: the average death is the life table's whatever the mix. */
#include "models/people/health.h"

#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const struct care_override more_disabled = {"disability.city_odds", "1.25"};

static int open_town(void **state, const struct care_override *overrides, int n)
{
    struct care_trial_city *town = calloc(1, sizeof *town);
    assert_non_null(town);
    *state = town;
    care_trial_open("examples/town/town.yaml", overrides, n, town);
    return 0;
}

static int setup(void **state)
{
    return open_town(state, NULL, 0);
}

static int setup_more_disabled(void **state)
{
    return open_town(state, &more_disabled, 1);
}

static int teardown(void **state)
{
    care_trial_close(*state);
    free(*state);
    return 0;
}

static const struct care_health *health_of(void **state)
{
    return ((const struct care_trial_city *)*state)->city->health;
}

static double prob(uint32_t threshold)
{
    return ldexp(threshold, -32);
}

/* Shares by level and stage of people who start the first year at an age: by prevalence. */
static void mix_at(const struct care_health *health, int sex, int age, double w[CARE_N_LEVELS][CARE_N_STAGES])
{
    const int y = age < CARE_FIRST_CARE_AGE ? 1 : 0, a = age - CARE_FIRST_CARE_AGE + 1; /* at 59 they enter in 2021 */
    double before = 0, stage_before = 0, stage_share[CARE_N_STAGES] = {0};
    for (int stage = 1; stage < CARE_N_STAGES; stage++) {
        const double below = prob(health->entry_stage[stage - 1]);
        stage_share[stage] = below - stage_before;
        stage_before = below;
    }
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double below = prob(health->entry_level[y][a][sex][level]);
        const double with = prob(health->entry_dementia[y][a][sex][level]);
        w[level][0] = (below - before) * (1 - with);
        for (int stage = 1; stage < CARE_N_STAGES; stage++) {
            w[level][stage] = (below - before) * with * stage_share[stage];
        }
        before = below;
    }
}

/* Thresholds are whole: each probability is off by at most 2^-33, the shares by as much. */
static void the_average_death_is_that_of_the_life_table(void **state)
{
    const struct care_health *health = health_of(state);
    const struct care_lifetable *lifetable = ((const struct care_trial_city *)*state)->city->lifetable;
    for (int i = 0; i < CARE_N_SEXES * CARE_HEALTH_AGES; i++) {
        const int sex = i / CARE_HEALTH_AGES, age = CARE_FIRST_CARE_AGE + i % CARE_HEALTH_AGES;
        double w[CARE_N_LEVELS][CARE_N_STAGES], mean = 0;
        mix_at(health, sex, age - 1, w);
        for (unsigned s = 0; s < CARE_N_LEVELS * CARE_N_STAGES; s++) {
            const unsigned level = s / CARE_N_STAGES, stage = s % CARE_N_STAGES;
            mean += w[level][stage] * prob(health->death_from_60[1][age - CARE_FIRST_CARE_AGE]
                                                                [care_health_state((unsigned)sex, level, stage)]);
        }
        assert_true(fabs(mean - lifetable->death_prob[1][sex][age]) < 1e-9);
    }
}

static void a_worse_level_and_dementia_bring_death_nearer(void **state)
{
    const struct care_health *health = health_of(state);
    for (int y = 1; y <= 15; y += 7) {
        for (int i = 0; i < CARE_N_SEXES * CARE_HEALTH_AGES; i++) {
            const unsigned sex = (unsigned)i / CARE_HEALTH_AGES;
            const uint32_t *death = health->death_from_60[y][i % CARE_HEALTH_AGES];
            for (unsigned level = 0; level < CARE_N_LEVELS; level++) {
                assert_true(level == 0 ||
                            death[care_health_state(sex, level, 0)] > death[care_health_state(sex, level - 1, 0)]);
                assert_true(death[care_health_state(sex, level, 1)] > death[care_health_state(sex, level, 0)]);
                assert_int_equal(death[care_health_state(sex, level, 1)], death[care_health_state(sex, level, 3)]);
            }
        }
    }
}

static void levels_can_worsen_and_recover_at_every_age(void **state)
{
    const struct care_health *health = health_of(state);
    for (int i = 0; i < CARE_N_SEXES * CARE_HEALTH_AGES; i++) {
        const int sex = i / CARE_HEALTH_AGES, a = i % CARE_HEALTH_AGES;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            const uint32_t stay = health->stay[1][a][care_health_state((unsigned)sex, (unsigned)level, 0)];
            const uint32_t *other = health->other[1][a][sex][level];
            uint32_t before = stay;
            for (int to = 0; to < CARE_N_LEVELS; to++) {
                assert_true(to == level ? other[to] == before : other[to] > before);
                before = other[to];
            }
            assert_true(before >= UINT32_MAX - 4); /* all of the line is taken */
        }
    }
}

static void dementia_is_likelier_the_worse_the_level(void **state)
{
    const struct care_health *health = health_of(state);
    for (int i = 0; i < CARE_N_SEXES * CARE_HEALTH_AGES; i++) {
        const unsigned sex = (unsigned)i / CARE_HEALTH_AGES;
        const uint32_t *dementia = health->dementia[1][i % CARE_HEALTH_AGES];
        for (unsigned level = 1; level < CARE_N_LEVELS; level++) {
            assert_true(dementia[care_health_state(sex, level, 0)] > dementia[care_health_state(sex, level - 1, 0)]);
        }
        assert_int_equal(dementia[care_health_state(sex, 2, 3)], 0); /* nothing comes after severe */
    }
}

static void stages_progress_in_some_cases_and_not_in_all(void **state)
{
    const struct care_health *health = health_of(state);
    for (int stage = 0; stage < 2; stage++) {
        assert_true(health->progress_prob[stage] > 0.02 && health->progress_prob[stage] < 0.6);
    }
}

static void worsening_is_never_cut_at_zero(void **state)
{
    assert_true(health_of(state)->smallest_worsening_per_year > 0);
}

/* The root's risks by state hold in a scenario of more disability; so more die there than in the root. */
static void a_scenario_keeps_the_risk_of_death_in_each_state_of_its_root(void **state)
{
    struct care_trial_city *town = *state;
    struct care_trial_city root;
    care_trial_open("examples/town/town.yaml", NULL, 0, &root);
    struct care_city_parameters parameters = care_trial_parameters(town);
    const struct care_city_parameters roots_parameters = care_trial_parameters(&root);
    parameters.root = &roots_parameters;
    care_city_free(town->city);
    assert_int_equal(care_city_create(&parameters, town->list, &town->city), CARE_OK);
    const struct care_health *own = town->city->health, *roots = root.city->health;
    assert_memory_equal(own->death_from_60, roots->death_from_60, sizeof own->death_from_60);
    for (int y = 0; y <= 15; y++) {
        assert_true(own->entry_level[y][20][CARE_MALE][0] <
                    roots->entry_level[y][20][CARE_MALE][0]); /* fewer are well */
    }
    care_trial_close(&root);
}

static void under_60_deaths_are_the_life_table_itself(void **state)
{
    const struct care_trial_city *town = *state;
    for (int age = 0; age < CARE_FIRST_CARE_AGE; age++) {
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            assert_true(fabs(prob(town->city->health->death[5][sex][age]) -
                             town->city->lifetable->death_prob[5][sex][age]) < 2e-10);
        }
    }
}

/* 20,000 persons of 75 who enter: each share within 4 standard deviations. */
static void who_enters_does_so_by_prevalence(void **state)
{
    const struct care_health *health = health_of(state);
    const struct care_draws draws = care_draws_create(7, 0, false);
    const struct care_year year = {.year = 2020, .index = 0, .draws = &draws};
    enum { N = 20000 };
    int n[CARE_N_LEVELS][CARE_N_STAGES] = {{0}};
    double w[CARE_N_LEVELS][CARE_N_STAGES];
    mix_at(health, CARE_FEMALE, 75, w);
    for (uint64_t key = 0; key < N; key++) {
        uint8_t level, stage;
        care_health_enter(health, &year, key, CARE_FEMALE, 75, &level, &stage);
        n[level][stage]++;
    }
    for (int i = 0; i < CARE_N_LEVELS * CARE_N_STAGES; i++) {
        const double share = w[i / CARE_N_STAGES][i % CARE_N_STAGES];
        assert_true(fabs(n[i / CARE_N_STAGES][i % CARE_N_STAGES] - N * share) < 4 * sqrt(N * share) + 1);
    }
}

static void the_oldest_enter_like_people_of_100(void **state)
{
    const struct care_health *health = health_of(state);
    const struct care_draws draws = care_draws_create(7, 0, false);
    const struct care_year year = {.year = 2020, .index = 0, .draws = &draws};
    for (uint64_t key = 0; key < 100; key++) {
        uint8_t level[2], stage[2];
        care_health_enter(health, &year, key, CARE_MALE, 100, &level[0], &stage[0]);
        care_health_enter(health, &year, key, CARE_MALE, 117, &level[1], &stage[1]);
        assert_true(level[0] == level[1] && stage[0] == stage[1]);
    }
}

static void numbers_that_contradict_each_other_are_refused(void **state)
{
    const struct care_trial_city *town = *state;
    const struct care_city *city = town->city;
    struct care_dementia_parameters dementia = *city->parameters.dementia;
    struct care_health *health = NULL;
    const struct care_health_inputs inputs = {.lifetable = city->lifetable,
                                              .mortality = city->parameters.mortality,
                                              .disability = city->parameters.disability,
                                              .dementia = &dementia,
                                              .root_disability = city->parameters.disability,
                                              .root_dementia = &dementia,
                                              .persons = (const double(*)[CARE_N_AGES])city->census.city,
                                              .last_year = 2021};
    dementia.share_of_60plus = 0.99;
    dementia.slope_per_year = 0.02;
    assert_int_equal(care_health_create(&inputs, &health), CARE_ERROR_SOLVER);
    assert_null(health);
    care_health_free(NULL);
}

static void stages_must_sum_to_one(void **state)
{
    const struct care_trial_city *town = *state;
    struct care_dementia_parameters dementia = *town->city->parameters.dementia;
    assert_int_equal(care_dementia_check(&dementia, town->list), CARE_OK);
    dementia.stage_share[0] += 1e-6;
    assert_int_equal(care_dementia_check(&dementia, town->list), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(town->list, 0)->place.key, "dementia.stage_share");
}

int main(void)
{
#define HEALTH_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        HEALTH_TEST(the_average_death_is_that_of_the_life_table),
        {"the_average_death_is_that_of_the_life_table_in_a_city_of_more_disability",
         the_average_death_is_that_of_the_life_table, setup_more_disabled, teardown, NULL},
        HEALTH_TEST(a_worse_level_and_dementia_bring_death_nearer),
        HEALTH_TEST(levels_can_worsen_and_recover_at_every_age),
        HEALTH_TEST(dementia_is_likelier_the_worse_the_level),
        HEALTH_TEST(stages_progress_in_some_cases_and_not_in_all),
        HEALTH_TEST(worsening_is_never_cut_at_zero),
        {"worsening_is_never_cut_at_zero_in_a_city_of_more_disability", worsening_is_never_cut_at_zero,
         setup_more_disabled, teardown, NULL},
        cmocka_unit_test_setup_teardown(a_scenario_keeps_the_risk_of_death_in_each_state_of_its_root,
                                        setup_more_disabled, teardown),
        HEALTH_TEST(under_60_deaths_are_the_life_table_itself),
        HEALTH_TEST(who_enters_does_so_by_prevalence),
        HEALTH_TEST(the_oldest_enter_like_people_of_100),
        HEALTH_TEST(numbers_that_contradict_each_other_are_refused),
        HEALTH_TEST(stages_must_sum_to_one),
    };
    return cmocka_run_group_tests_name("health", tests, NULL, NULL);
}
