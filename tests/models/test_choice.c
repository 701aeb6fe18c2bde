/** @file  The town's choices: demand meets the basis, people choose as the logit says and keep to it, and what a policy on
 *  prices, beds or support changes is what people want, and nothing else about anybody. */
#include "models/people/choice.h"

#include "tests/models/choosers.h"
#include "tests/models/pairs.h"
#include "tests/models/trial.h"
#include "tests/sim/picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, SEED = 20201101, MAX_TOWNS = 2 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

struct fixture {
    struct care_trial_city town[MAX_TOWNS];
    struct care_trial_run run[MAX_TOWNS];
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
    for (int i = 0; i < MAX_TOWNS; i++) {
        care_trial_free(&f->run[i]);
        care_trial_close(&f->town[i]);
    }
    free(f);
    return 0;
}

static void start(struct fixture *f, int i, const struct care_override *overrides, int n, uint64_t seed)
{
    care_trial_open_policy("examples/town/town.yaml", overrides, n, &f->town[i]);
    assert_int_equal(care_trial_start(f->town[i].city, seed, options, &f->run[i]), CARE_OK);
    care_choosers_free(&f->census.choosers);
    f->census = care_choosers_take();
}

static void restart(struct fixture *f, int i)
{
    care_trial_free(&f->run[i]);
    care_trial_close(&f->town[i]);
}

static void next_year(struct fixture *f, int i, int year)
{
    assert_int_equal(care_simulation_year(f->run[i].simulation, year), CARE_OK);
}

static struct care_table *people_of(const struct fixture *f, int i)
{
    return care_simulation_people(f->run[i].simulation);
}

/* ---- the basis ---- */

static void demand_is_present_use_by_level_and_mode(void **state)
{
    struct fixture *f = *state;
    start(f, 0, NULL, 0, SEED);
    assert_true(f->census.choosers.n_persons > 9000);
    (void)care_choosers_check(&f->census.choosers, f->census.choice, 0);
}

static void demand_is_the_norm_when_that_is_the_basis(void **state)
{
    struct fixture *f = *state;
    start(f, 0, &(struct care_override){"choice.basis", "norm"}, 1, SEED);
    (void)care_choosers_check(&f->census.choosers, f->census.choice, 1);
    const int64_t wanted =
        care_trial_sum(&f->run[0], "use", FIRST_YEAR, -1) + care_trial_sum(&f->run[0], "queue", FIRST_YEAR, -1);
    assert_true(llabs(wanted - (int64_t)(0.03 * (double)f->census.choosers.n_persons)) < 80); /* 4 sd */
}

static void a_norm_half_in_force_lies_half_way(void **state)
{
    struct fixture *f = *state;
    static const struct care_override half[] = {{"choice.basis", "norm"}, {"choice.norm_ramp", "0.5"}};
    start(f, 0, half, 2, SEED);
    (void)care_choosers_check(&f->census.choosers, f->census.choice, 0.5);
}

/* Prices of 2020 other than the root's move demand away from the basis: they are not absorbed by the constants. */
static void a_price_of_the_base_year_is_felt_in_the_base_year(void **state)
{
    struct fixture *f = *state;
    double expected[2] = {0, 0};
    static const struct care_override dear = {"prices.bed_fee_factor", "2"};
    for (int i = 0; i < 2; i++) {
        start(f, i, &dear, i, SEED);
        const struct care_prices of = {f->census.choice->own.prices, CARE_NO_DISTRICT, FIRST_YEAR};
        const struct care_price_tables prices = care_prices_tables(&of);
        const struct care_choosers_demand demand = care_choosers_expect(
            &f->census.choosers, f->census.choice->parameters, &f->census.choice->constants, &prices);
        int64_t n = 0;
        double variance = 0;
        for (int j = 0; j < CARE_N_LEVELS * 3; j++) {
            expected[i] += demand.expected[j / 3][CARE_WANTS_ORDINARY_BED + j % 3];
            n += demand.realised[j / 3][CARE_WANTS_ORDINARY_BED + j % 3];
        }
        variance = demand.beds_variance;
        assert_true(fabs((double)n - expected[i]) <= 4 * sqrt(variance));
    }
    assert_true(expected[1] < 0.7 * expected[0]);
}

/* Over many draws of the same census the counts scatter as the variances say: |z| of the sum, and a chi-square. */
static void counts_scatter_about_their_expectation_as_chance_does(void **state)
{
    enum { N_SEEDS = 24 };
    struct fixture *f = *state;
    double sum[CARE_N_MODES] = {0}, variance[CARE_N_MODES] = {0}, squares = 0;
    int n_squares = 0;
    for (uint64_t seed = 1; seed <= N_SEEDS; seed++) {
        start(f, 0, NULL, 0, seed);
        const struct care_prices of = {f->census.choice->own.prices, CARE_NO_DISTRICT, FIRST_YEAR};
        const struct care_price_tables prices = care_prices_tables(&of);
        const struct care_choosers_demand demand = care_choosers_expect(
            &f->census.choosers, f->census.choice->parameters, &f->census.choice->constants, &prices);
        for (int mode = 0; mode < CARE_N_MODES; mode++) {
            double excess = 0;
            for (int level = 0; level < CARE_N_LEVELS; level++) {
                excess += (double)demand.realised[level][mode] - demand.expected[level][mode];
            }
            sum[mode] += excess;
            variance[mode] += demand.all_variance[mode];
            squares += excess * excess / demand.all_variance[mode];
            n_squares++;
        }
        restart(f, 0);
    }
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        assert_true(fabs(sum[mode]) <= 4 * sqrt(variance[mode]));
    }
    assert_true(fabs(squares - n_squares) <= 4 * sqrt(2.5 * n_squares)); /* modes of one draw hang together a little */
}

/* ---- keeping to it ---- */

/* What decides whether and what a person chooses. */
struct memory {
    uint64_t key, partner_key;
    uint8_t level, dementia, mode, household;
    int age;
};

static int compare_memories(const void *a, const void *b)
{
    const uint64_t x = ((const struct memory *)a)->key, y = ((const struct memory *)b)->key;
    return (x > y) - (x < y);
}

/* Everybody of 60 and over, sorted by key. The caller frees. */
static struct memory *remember(const struct care_table *table, int year, size_t *n)
{
    const struct care_people people = care_people_of_table(table);
    struct memory *memories = calloc((size_t)care_table_n_present(table), sizeof *memories);
    assert_non_null(memories);
    *n = 0;
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            const bool is_old = year - block->cohort >= CARE_FIRST_CARE_AGE;
            for (uint32_t row = block->first; is_old && row < block->first + block->n; row++) {
                if (people.exit[row] == CARE_EXIT_NONE) {
                    const uint32_t partner = people.partner[row];
                    memories[(*n)++] = (struct memory){people.key[row],
                                                       partner != CARE_NO_ROW ? people.key[partner] : 0,
                                                       people.level[row],
                                                       people.dementia[row],
                                                       (uint8_t)care_mode_of(people.care[row]),
                                                       (uint8_t)care_trait(people.traits[row], CARE_TRAIT_HOUSEHOLD),
                                                       year - block->cohort};
                }
            }
        }
    }
    qsort(memories, *n, sizeof *memories, compare_memories);
    return memories;
}

/* The years in which a person thinks again without a reason follow from the key alone. */
static bool is_turn(const struct memory *m, int year, int period)
{
    return (int)((m->key >> 32) * (uint64_t)period >> 32) == year % period || m->age == 80;
}

static const struct memory *find(const struct memory *memories, size_t n, uint64_t key)
{
    const struct memory wanted = {.key = key};
    return key == 0 ? NULL : bsearch(&wanted, memories, n, sizeof *memories, compare_memories);
}

static bool has_changed(const struct memory *before, const struct memory *after)
{
    return before == NULL || before->level != after->level || before->dementia != after->dementia ||
           before->partner_key != after->partner_key || before->household != after->household;
}

/* All of 60 and over in two years. */
struct two_years {
    const struct memory *before, *after;
    size_t n_before, n_after;
    int year, period;
};

/* The own life changed, or that of the partner, who may be able to do less. */
static bool has_reason(const struct two_years *t, const struct memory *before, const struct memory *after)
{
    const struct memory *partner = find(t->after, t->n_after, after->partner_key);
    return has_changed(before, after) ||
           (partner != NULL && has_changed(find(t->before, t->n_before, partner->key), partner));
}

static void compare_years(const struct two_years *t, int64_t n_changed[3])
{
    for (size_t i = 0; i < t->n_after; i++) {
        const struct memory *after = &t->after[i], *before = find(t->before, t->n_before, after->key);
        if (before == NULL) {
            continue; /* new at 60, or come from elsewhere */
        }
        const int why = has_reason(t, before, after) ? 2 : is_turn(after, t->year, t->period) ? 1 : 0;
        n_changed[why] += before->mode != after->mode;
    }
}

/* Bed fees triple in 2022, so that there is something to think about. */
static void nobody_changes_his_mind_without_a_reason_or_his_turn(void **state)
{
    struct fixture *f = *state;
    static const struct care_override dear[] = {{"prices.bed_fee_factor", "{2021: 1, 2022: 3}"},
                                                {"choice.reconsider_every_years", "4"}};
    int64_t n_changed[3] = {0};
    start(f, 0, dear, 2, SEED);
    size_t n_before, n_after;
    struct memory *before = remember(people_of(f, 0), FIRST_YEAR, &n_before);
    for (int year = FIRST_YEAR + 1; year <= 2027; year++) {
        next_year(f, 0, year);
        struct memory *after = remember(people_of(f, 0), year, &n_after);
        const struct two_years both = {before, after, n_before, n_after, year, 4};
        compare_years(&both, n_changed);
        free(before);
        before = after;
        n_before = n_after;
    }
    free(before);
    assert_int_equal(n_changed[0], 0);
    assert_true(n_changed[1] > 30);
    assert_true(n_changed[2] > 300);
}

/* Whoever comes to 60 chooses in that year, by the probabilities of the year. */
static void people_who_come_to_60_choose_as_the_logit_says(void **state)
{
    struct fixture *f = *state;
    struct care_choosers entrants = {.rows = NULL};
    start(f, 0, NULL, 0, SEED);
    struct care_simulation_options people_only = options;
    people_only.set =
        CARE_SCHEDULE_PEOPLE; /* without beds nobody's partner is in a home, so gaps are those chosen by */
    care_trial_free(&f->run[0]);
    assert_int_equal(care_trial_start(f->town[0].city, SEED, people_only, &f->run[0]), CARE_OK);
    const struct care_choosers_census census = care_choosers_take();
    for (int year = FIRST_YEAR + 1; year <= 2035; year++) {
        const struct care_need_tables tables =
            care_need_tables_of(census.choice->own.need, census.choice->own.family, CARE_NO_DISTRICT, year);
        next_year(f, 0, year);
        care_choosers_add(&entrants, &tables, people_of(f, 0), year, CARE_FIRST_CARE_AGE);
    }
    const struct care_prices of = {census.choice->own.prices, CARE_NO_DISTRICT, FIRST_YEAR};
    const struct care_price_tables prices = care_prices_tables(&of);
    const struct care_choosers_demand demand =
        care_choosers_expect(&entrants, census.choice->parameters, &census.choice->constants, &prices);
    int64_t n_home = 0;
    for (int mode = 0; mode < CARE_N_MODES; mode++) {
        double expected = 0;
        int64_t n = 0;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            expected += demand.expected[level][mode];
            n += demand.realised[level][mode];
        }
        n_home += mode == CARE_FAMILY_ONLY ? 0 : n;
        assert_true(fabs((double)n - expected) <= 4 * sqrt(demand.all_variance[mode]));
    }
    assert_true(n_home > 100);
    struct care_choosers seen = census.choosers;
    care_choosers_free(&seen);
    care_choosers_free(&entrants);
}

/* ---- what a policy may move ---- */

/* Cubes that rest on health alone. */
static void assert_same_need(const struct fixture *f)
{
    static const char *const names[] = {"population", "births",      "deaths",       "moves_in",   "moves_out",
                                        "marital",    "marriages",   "widowed",      "disability", "dementia",
                                        "need",       "widow_flows", "children_near"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct care_cube *x = care_cubes_find(f->run[0].cubes, names[i]);
        const struct care_cube *y = care_cubes_find(f->run[1].cubes, names[i]);
        assert_non_null(x);
        assert_memory_equal(x->data.int32, y->data.int32, (size_t)x->n_cells * sizeof(int32_t));
    }
    const struct care_cube *x = care_cubes_find(f->run[0].cubes, "need_hours");
    const struct care_cube *y = care_cubes_find(f->run[1].cubes, "need_hours");
    assert_memory_equal(x->data.float64, y->data.float64, (size_t)x->n_cells * sizeof(double));
}

static void assert_same_people(const struct fixture *f, int year, const char *policy)
{
    const char *difference = care_pairs_first_difference(people_of(f, 0), people_of(f, 1), CARE_PAIRS_CARE);
    if (difference != NULL) {
        fail_msg("%d, %s: changes %s", year, policy, difference);
    }
}

static int64_t beds_of(const int64_t *modes)
{
    return modes[CARE_WANTS_ORDINARY_BED] + modes[CARE_WANTS_NURSING_BED] + modes[CARE_WANTS_DEMENTIA_BED];
}

/* People whom the policy takes from services at home to a bed. */
static int64_t from_home_to_bed(const struct care_pairs_modes *modes)
{
    return beds_of(modes->n[CARE_HOME_VISITS]) + beds_of(modes->n[CARE_HOME_BED]) + beds_of(modes->n[CARE_DAY_CARE]);
}

/* @return what people want in the last year */
static struct care_pairs_modes raise_home_share(struct fixture *f, const struct care_override *common, int n_common,
                                                int last_year)
{
    struct care_override overrides[5];
    for (int i = 0; i < n_common; i++) {
        overrides[i] = common[i];
    }
    overrides[n_common] = (struct care_override){"prices.ltci.home_share", "{2020: 0.75, 2021: 0.95}"};
    start(f, 0, overrides, n_common, SEED);
    start(f, 1, overrides, n_common + 1, SEED);
    assert_null(care_trial_first_difference(&f->run[0], &f->run[1], care_simulation_n_cubes));
    struct care_pairs_modes modes = {.of_a = {0}};
    for (int year = FIRST_YEAR + 1; year <= last_year; year++) {
        next_year(f, 0, year);
        next_year(f, 1, year);
        assert_same_people(f, year, "a higher LTCI share at home");
        modes = care_pairs_modes_of(people_of(f, 0), people_of(f, 1), year);
        assert_int_equal(from_home_to_bed(&modes), 0);
    }
    assert_same_need(f);
    return modes;
}

/* With beds for all and nobody put off by waits, so that nothing but the price acts; people insured and heeding prices
 * more than they do, so that a town shows it. */
static void a_higher_share_at_home_moves_people_from_beds_to_home(void **state)
{
    static const struct care_override ample[] = {{"supply.beds_factor", "3"},
                                                 {"choice.wait_log_odds_per_month", "0"},
                                                 {"choice.price_log_odds_per_thousand_yuan", "-2"},
                                                 {"prices.ltci.others_share", "1"}};
    const struct care_pairs_modes modes = raise_home_share(*state, ample, 4, 2030);
    assert_true(beds_of(modes.of_b) < beds_of(modes.of_a));
    assert_true(modes.of_b[CARE_HOME_VISITS] + modes.of_b[CARE_HOME_BED] >
                modes.of_a[CARE_HOME_VISITS] + modes.of_a[CARE_HOME_BED]);
}

static void nobody_goes_to_a_bed_because_of_it_by_the_scenario_as_it_ships(void **state)
{
    const struct care_pairs_modes modes = raise_home_share(*state, NULL, 0, 2028);
    assert_true(beds_of(modes.of_b) <= beds_of(modes.of_a));
    assert_true(modes.of_b[CARE_HOME_VISITS] + modes.of_b[CARE_HOME_BED] >
                modes.of_a[CARE_HOME_VISITS] + modes.of_a[CARE_HOME_BED]);
}

/* The same numbers in other words. */
static void a_policy_of_no_dose_changes_nobody(void **state)
{
    static const struct care_override same[] = {
        {"prices.ltci.home_share", "{2020: 0.75, 2030: 0.75}"},
        {"prices.bed_fee_factor", "1.0"},
        {"prices.visible.home_beds", "{2021: 1}"},
        {"prices.allowance_yuan_per_month.mild", "{2025: 200}"},
        {"choice.basis", "present_use"},
        {"choice.norm_ramp", "0.2"}, /* of a norm that is not in force */
        {"choice.bed_odds.urban", "2.05"},
        {"living.co_residence_log_odds", "{2020: 0, 2035: 0}"},
        {"family_care.respite_days_per_year", "0"},
        {"need.personal_hours_per_week.total", "28"},
        {"groups.special.oldest_from_age", "80"},
        {"supply.beds_factor", "1"},
    };
    struct fixture *f = *state;
    start(f, 0, NULL, 0, SEED);
    start(f, 1, same, sizeof same / sizeof same[0], SEED);
    for (int year = FIRST_YEAR + 1; year <= 2030; year++) {
        next_year(f, 0, year);
        next_year(f, 1, year);
    }
    assert_null(care_pairs_first_difference(people_of(f, 0), people_of(f, 1), 0));
    const char *cube = care_trial_first_difference(&f->run[0], &f->run[1], care_simulation_n_cubes);
    if (cube != NULL) {
        fail_msg("cube %s differs", cube);
    }
}

static void policies_on_prices_beds_and_support_change_nobody_but_in_care(void **state)
{
    static const struct care_override policies[] = {
        {"prices.bed_fee_factor", "{2020: 1, 2021: 0.4}"},
        {"prices.visit_fee_factor", "{2020: 1, 2021: 0.2}"},
        {"prices.home_bed_fee_factor", "{2020: 1, 2021: 0.2}"},
        {"prices.day_care_fee_factor", "{2020: 1, 2021: 0.2}"},
        {"prices.ltci.from_level", "mild"},
        {"prices.ltci.take_up", "{2020: 0.6, 2021: 1}"},
        {"prices.ltci.others_share", "{2020: 0, 2021: 1}"},
        {"prices.ltci.bed_share", "{2020: 0.7, 2021: 1}"},
        {"prices.ltci.family_yuan_per_month", "{2020: 750, 2021: 3000}"},
        {"prices.allowance_yuan_per_month.severe_or_total", "{2020: 600, 2021: 3000}"},
        {"prices.allowance_from_relief", "everyone"},
        {"prices.destitute_pay_nothing", "false"},
        {"prices.visible.home_visits", "{2020: 1, 2021: 3}"},
        {"prices.visible.home_beds", "{2020: 1, 2021: 10}"},
        {"prices.visible.day_care", "{2020: 1, 2021: 0}"},
        {"supply.beds_factor", "{2020: 1, 2021: 0.2}"},
        {"choice.basis", "norm"},
        {"family_care.trained_share", "{2020: 0, 2021: 1}"},
        {"family_care.respite_days_per_year", "{2020: 0, 2021: 60}"},
    };
    /* people who heed prices more than they do, so that a town shows it */
    struct care_override overrides[2] = {{"choice.price_log_odds_per_thousand_yuan", "-2"}};
    struct fixture *f = *state;
    start(f, 0, overrides, 1, SEED);
    for (int year = FIRST_YEAR + 1; year <= 2024; year++) {
        next_year(f, 0, year);
    }
    for (size_t i = 0; i < sizeof policies / sizeof policies[0]; i++) {
        overrides[1] = policies[i];
        start(f, 1, overrides, 2, SEED);
        for (int year = FIRST_YEAR + 1; year <= 2024; year++) {
            next_year(f, 1, year);
        }
        assert_same_people(f, 2024, policies[i].key);
        assert_same_need(f);
        if (care_pairs_first_difference(people_of(f, 0), people_of(f, 1), 0) == NULL) {
            fail_msg("%s has no effect", policies[i].key);
        }
        restart(f, 1);
    }
}

/* ---- no order shows ---- */

static void traits_and_modes_do_not_depend_on_threads_order_or_vectors(void **state)
{
    static const struct care_override lively[] = {
        {"migration.move_rate_per_year", "0.02"},
        {"migration.net_persons_per_year", "{2021: -300, 2024: -50, 2025: 400}"},
        {"prices.bed_fee_factor", "{2021: 1, 2023: 0.5}"}};
    static const struct care_simulation_options ways[] = {
        {.engine = {.n_threads = 1, .visit_order = 0}, .simd = false},
        {.engine = {.n_threads = 2, .visit_order = 5}, .simd = true},
        {.engine = {.n_threads = 8, .visit_order = 6}, .simd = true},
        {.engine = {.n_threads = 1, .visit_order = 7}, .simd = false},
        {.engine = {.n_threads = 8, .visit_order = 0}, .simd = false},
    };
    const uint64_t without = ~(UINT64_C(1) << CARE_PEOPLE_TRAITS | UINT64_C(1) << CARE_PEOPLE_CARE);
    struct care_trial_city *town = &((struct fixture *)*state)->town[0];
    struct care_trial_run *run = &((struct fixture *)*state)->run[0];
    struct care_picture first = {.bytes = NULL};
    care_trial_open("examples/town/town.yaml", lively, 3, town);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        care_trial_run(town->city, SEED, ways[i], 2027, run);
        struct care_picture picture = care_picture_take(care_simulation_people(run->simulation), without);
        care_trial_free(run);
        if (i == 0) {
            first = picture;
            continue;
        }
        const bool is_same = care_picture_is_equal(&first, &picture);
        care_picture_free(&picture);
        assert_true(is_same);
    }
    care_picture_free(&first);
}

int main(void)
{
#define CHOICE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CHOICE_TEST(demand_is_present_use_by_level_and_mode),
        CHOICE_TEST(demand_is_the_norm_when_that_is_the_basis),
        CHOICE_TEST(a_norm_half_in_force_lies_half_way),
        CHOICE_TEST(a_price_of_the_base_year_is_felt_in_the_base_year),
        CHOICE_TEST(counts_scatter_about_their_expectation_as_chance_does),
        CHOICE_TEST(nobody_changes_his_mind_without_a_reason_or_his_turn),
        CHOICE_TEST(people_who_come_to_60_choose_as_the_logit_says),
        CHOICE_TEST(a_higher_share_at_home_moves_people_from_beds_to_home),
        CHOICE_TEST(nobody_goes_to_a_bed_because_of_it_by_the_scenario_as_it_ships),
        CHOICE_TEST(a_policy_of_no_dose_changes_nobody),
        CHOICE_TEST(policies_on_prices_beds_and_support_change_nobody_but_in_care),
        CHOICE_TEST(traits_and_modes_do_not_depend_on_threads_order_or_vectors),
    };
    return cmocka_run_group_tests_name("choice", tests, NULL, NULL);
}
