/** @file  Moves in and out of the town: totals as asked for, couples together, every switch that turns a flow off. */
#include "tests/models/inspection.h"
#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LAST_YEAR = 2025, SEED = 3 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

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

/* Arrivals by cell are the whole expected number and one more by chance: over 606 cells the sd is below 13. */
static void as_many_arrive_as_are_asked_for(void **state)
{
    (void)state;
    struct town town;
    run_town(&(struct care_override){"migration.net_persons_per_year", "400"}, 1, &town);
    for (int year = 2021; year <= LAST_YEAR; year++) {
        assert_in_range(care_trial_sum(&town.run, "moves_in", year, -1), 400 - 52, 400 + 52);
        assert_int_equal(care_trial_sum(&town.run, "moves_out", year, -1), 0);
    }
    free_town(&town);
}

/* Leavers are about Poisson, couples together: sd below 29. */
static void as_many_leave_as_are_asked_for(void **state)
{
    (void)state;
    struct town town;
    run_town(&(struct care_override){"migration.net_persons_per_year", "-400"}, 1, &town);
    for (int year = 2021; year <= LAST_YEAR; year++) {
        assert_in_range(care_trial_sum(&town.run, "moves_out", year, -1), 400 - 116, 400 + 116);
        assert_int_equal(care_trial_sum(&town.run, "moves_in", year, -1), 0);
    }
    free_town(&town);
}

/* Who leaves one area arrives in another in the same year, and the city keeps all. */
static void moves_between_areas_lose_nobody(void **state)
{
    (void)state;
    struct town town;
    static const struct care_override overrides[] = {{"migration.net_persons_per_year", "0"},
                                                     {"migration.move_rate_per_year", "0.05"}};
    run_town(overrides, 2, &town);
    for (int year = 2021; year <= LAST_YEAR; year++) {
        const int64_t out = care_trial_sum(&town.run, "moves_out", year, -1);
        assert_int_equal(out, care_trial_sum(&town.run, "moves_in", year, -1));
        assert_true(out > 1000);
        for (int d = 0; d < town.city.city->areas->n_districts; d++) {
            assert_true(care_trial_sum(&town.run, "moves_in", year, d) > 0);
        }
    }
    struct care_inspection seen;
    assert_int_equal(
        care_inspection_of_people(care_simulation_people(town.run.simulation), town.city.city, LAST_YEAR, &seen), 0);
    assert_null(seen.fault);
    free_town(&town);
}

static int64_t n_widowed(const struct town *town, int year, int district, int sex)
{
    const struct care_cube *marital = care_cubes_find(town->run.cubes, "marital");
    const int32_t *cells = marital->data.int32 +
                           care_cube_offset(marital, care_cubes_outer(town->run.cubes), 0, 0, 0, year - 2020, district);
    int64_t n = 0;
    for (int group = 0; group < CARE_N_ADULT_AGE_GROUPS; group++) {
        n += cells[(sex * CARE_N_ADULT_AGE_GROUPS + group) * CARE_N_MARITAL + CARE_WIDOWED];
    }
    return n;
}

/* Those who came to be widowed less those who ceased. @param all  adds up what happens, by kind */
static int64_t widow_change(const struct town *town, int year, int district, int sex, int64_t *all)
{
    const struct care_cube *flows = care_cubes_find(town->run.cubes, "widow_flows");
    const int64_t at = care_cube_offset(flows, care_cubes_outer(town->run.cubes), 0, 0, 0, year - 2020, district) +
                       sex * CARE_N_WIDOW_FLOWS;
    int64_t change = 0;
    for (int k = 0; k < CARE_N_WIDOW_FLOWS; k++) {
        const int32_t n = flows->data.int32[at + k];
        assert_true(n >= 0);
        change += k < CARE_WIDOWS_REMARRIED ? n : -n;
        all[k] += n;
    }
    return change;
}

/* In every district, of each sex, exactly; with leavers, arrivals and moves between districts. */
static void widowed_people_come_and_go_only_by_what_is_counted(void **state)
{
    (void)state;
    struct town town;
    int64_t all[CARE_N_WIDOW_FLOWS] = {0}, n_bereaved = 0;
    static const struct care_override overrides[] = {
        {"migration.net_persons_per_year", "{2021: -600, 2022: -600, 2023: 800}"},
        {"migration.move_rate_per_year", "0.05"}};
    run_town(overrides, 2, &town);
    for (int year = 2021; year <= LAST_YEAR; year++) {
        for (int i = 0; i < town.city.city->areas->n_districts * CARE_N_SEXES; i++) {
            const int d = i / CARE_N_SEXES, sex = i % CARE_N_SEXES;
            assert_int_equal(n_widowed(&town, year, d, sex),
                             n_widowed(&town, year - 1, d, sex) + widow_change(&town, year, d, sex, all));
        }
        n_bereaved += care_trial_sum(&town.run, "widowed", year, -1);
        assert_int_equal(all[CARE_WIDOWS_BEREAVED], n_bereaved);
        assert_int_equal(all[CARE_WIDOWS_MOVED_IN], all[CARE_WIDOWS_MOVED_OUT]);
    }
    for (int k = 0; k < CARE_N_WIDOW_FLOWS; k++) {
        assert_true(all[k] > 0);
    }
    free_town(&town);
}

static void nobody_moves_when_moving_is_off_and_life_goes_on(void **state)
{
    (void)state;
    struct town town;
    run_town(&(struct care_override){"migration.net_persons_per_year", "0"}, 1, &town);
    for (int year = 2021; year <= LAST_YEAR; year++) {
        assert_int_equal(care_trial_sum(&town.run, "moves_in", year, -1), 0);
        assert_int_equal(care_trial_sum(&town.run, "moves_out", year, -1), 0);
        assert_true(care_trial_sum(&town.run, "births", year, -1) > 0);
        assert_true(care_trial_sum(&town.run, "marriages", year, -1) > 0);
    }
    free_town(&town);
}

/* The projection knows what the runs will do in the mean: the sd of the town's people after five years is below 100. */
static void the_projection_expects_the_people_who_come_about(void **state)
{
    (void)state;
    struct town town;
    run_town(NULL, 0, &town);
    for (int year = 2020; year <= LAST_YEAR; year++) {
        const double expected = town.city.city->expected_residents[year - 2020];
        assert_true(fabs((double)care_trial_sum(&town.run, "population", year, -1) - expected) < 400);
    }
    free_town(&town);
}

static void more_leavers_than_people_are_refused(void **state)
{
    (void)state;
    struct care_trial_city town;
    care_trial_read("examples/town/town.yaml", &(struct care_override){"migration.net_persons_per_year", "-5000000"}, 1,
                    &town);
    const struct care_city_parameters parameters = care_trial_parameters(&town);
    assert_int_equal(care_city_create(&parameters, town.list, &town.city), CARE_ERROR_SOLVER);
    assert_null(town.city);
    care_city_free(NULL);
    care_trial_close(&town);
}

/* The nested sets of models for bench: fewer models. */
static void smaller_sets_of_models_run_alone(void **state)
{
    (void)state;
    static const enum care_schedule_set sets[] = {CARE_SCHEDULE_PEOPLE, CARE_SCHEDULE_BASIC};
    struct care_trial_city city;
    care_trial_open("examples/town/town.yaml", NULL, 0, &city);
    for (int s = 0; s < 2; s++) {
        struct care_trial_run run;
        struct care_simulation_options few = options;
        few.set = sets[s];
        care_trial_run(city.city, SEED, few, LAST_YEAR, &run);
        assert_int_equal(care_trial_sum(&run, "beds", LAST_YEAR, -1), 0);
        assert_true(care_trial_sum(&run, "deaths", LAST_YEAR, -1) > 200);
        assert_true((care_trial_sum(&run, "marriages", LAST_YEAR, -1) > 0) == (sets[s] == CARE_SCHEDULE_PEOPLE));
        care_trial_free(&run);
    }
    care_trial_close(&city);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_many_arrive_as_are_asked_for),
        cmocka_unit_test(as_many_leave_as_are_asked_for),
        cmocka_unit_test(moves_between_areas_lose_nobody),
        cmocka_unit_test(widowed_people_come_and_go_only_by_what_is_counted),
        cmocka_unit_test(nobody_moves_when_moving_is_off_and_life_goes_on),
        cmocka_unit_test(the_projection_expects_the_people_who_come_about),
        cmocka_unit_test(more_leavers_than_people_are_refused),
        cmocka_unit_test(smaller_sets_of_models_run_alone),
    };
    return cmocka_run_group_tests_name("flows", tests, NULL, NULL);
}
