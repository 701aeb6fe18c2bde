/** @file  A year of living arrangements on people made by hand: who moves in and out with children, at the rates and
 *  nobody else; couples together; shares that stay, and follow a trend; widows; and no order that shows. */
#include "models/people/living.h"

#include "sim/engine.h"
#include "sim/keys.h"
#include "tests/models/trial.h"
#include "tests/sim/picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, SINGLE = 0, COUPLE = 1, AREA = 1, MAX_PEOPLE = 400000 };

struct fixture {
    struct care_trial_city town;
    struct care_table *table;
    struct care_engine *engine;
    struct care_living living;
    struct care_draws draws;
    uint64_t n_keys;
};

static void open_town(struct fixture *f, const struct care_override *override)
{
    care_trial_open("examples/town/town.yaml", override, override != NULL, &f->town);
    f->living.entrants =
        (struct care_entrants){f->town.city->children, &f->town.city->groups, f->town.city->living, true};
}

static void make_table(struct fixture *f, struct care_engine_options options, bool simd)
{
    const struct care_scheduled scheduled = {&care_living_model, &f->living};
    f->draws = care_draws_create(5, 0, simd);
    f->n_keys = 0;
    assert_int_equal(care_table_create(care_people_columns, CARE_N_PEOPLE_COLUMNS, MAX_PEOPLE,
                                       f->town.city->areas->n_leaves, &f->table),
                     CARE_OK);
    f->living.table = f->table;
    assert_int_equal(care_engine_create(f->table, &scheduled, 1, options, &f->engine), CARE_OK);
}

static void drop_table(struct fixture *f)
{
    care_engine_free(f->engine);
    care_table_free(f->table);
    f->engine = NULL;
    f->table = NULL;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    drop_table(f);
    care_trial_close(&f->town);
    free(f);
    return 0;
}

static void open_all(struct fixture *f, const struct care_override *override)
{
    open_town(f, override);
    make_table(f, (struct care_engine_options){.n_threads = 2}, true);
}

/* ---- people ---- */

/* Of one kind, in the rows they were given. */
struct group {
    int n;
    uint32_t rows[60000];
};

struct kind {
    int age; /* on 1 November 2020 */
    enum care_sex sex;
    uint8_t level;
    enum care_household household;
    unsigned children;
};

static void add_group(struct fixture *f, const struct kind *kind, int n, struct group *out)
{
    const struct care_people people = care_people_of_table(f->table);
    out->n = n;
    for (int i = 0; i < n; i++) {
        uint32_t row;
        assert_int_equal(care_table_append(f->table, AREA, FIRST_YEAR - kind->age, 1, 64, &row), CARE_OK);
        const uint16_t traits =
            kind->age < CARE_FIRST_CARE_AGE ? 0 : care_trait_with(0, CARE_TRAIT_CHILDREN, kind->children);
        people.key[row] = care_key_mix(++f->n_keys);
        people.event[row] = 0;
        people.sex[row] = (uint8_t)kind->sex;
        people.marital[row] = CARE_WIDOWED;
        people.level[row] = kind->level;
        people.dementia[row] = people.care[row] = people.months[row] = people.bed[row] = 0;
        people.traits[row] =
            kind->age < CARE_FIRST_CARE_AGE ? 0 : care_trait_with(traits, CARE_TRAIT_HOUSEHOLD, kind->household);
        out->rows[i] = row;
    }
}

static void marry(const struct fixture *f, const struct group *men, const struct group *women)
{
    const struct care_people people = care_people_of_table(f->table);
    for (int i = 0; i < men->n; i++) {
        care_people_link(&people, men->rows[i], women->rows[i]);
    }
}

static void next_year(struct fixture *f, int year)
{
    const struct care_year now = {.year = year, .index = year - FIRST_YEAR, .draws = &f->draws};
    assert_int_equal(care_engine_year(f->engine, &now), CARE_OK);
}

static unsigned household_of(const struct fixture *f, uint32_t row)
{
    return care_trait(care_people_of_table(f->table).traits[row], CARE_TRAIT_HOUSEHOLD);
}

static int count_with_children(const struct fixture *f, const struct group *group)
{
    int n = 0;
    for (int i = 0; i < group->n; i++) {
        n += care_trait_is_with_children(care_people_of_table(f->table).traits[group->rows[i]]);
    }
    return n;
}

static void assert_chance(int n, int of, uint32_t threshold)
{
    const double prob = (double)threshold / 4294967296.0, mean = of * prob, sd = sqrt(mean * (1 - prob));
    if (!(fabs(n - mean) <= 4 * sd)) {
        fail_msg("%d of %d, %.1f expected, sd %.1f", n, of, mean, sd);
    }
}

/* ---- one year ---- */

static void singles_move_at_the_rates_of_their_age_and_level(void **state)
{
    enum { N = 50000, AGE = 74 };
    static struct group groups[4];
    static const struct kind kinds[4] = {{AGE, CARE_FEMALE, 0, CARE_BY_ONESELF, 1},
                                         {AGE, CARE_MALE, 1, CARE_BY_ONESELF, 3},
                                         {AGE, CARE_FEMALE, 2, CARE_BY_ONESELF, 2},
                                         {AGE, CARE_MALE, 4, CARE_WITH_CHILDREN, 1}};
    struct fixture *f = *state;
    open_all(f, NULL);
    for (int g = 0; g < 4; g++) {
        add_group(f, &kinds[g], N, &groups[g]);
    }
    next_year(f, 2021);
    const struct care_living_rates *rates = f->town.city->living;
    const int a = AGE + 1 - CARE_FIRST_CARE_AGE;
    assert_chance(count_with_children(f, &groups[0]), N, rates->take_in[1][SINGLE][0][a]);
    assert_chance(count_with_children(f, &groups[1]), N, rates->take_in[1][SINGLE][0][a]);
    assert_chance(count_with_children(f, &groups[2]), N, rates->take_in[1][SINGLE][1][a]);
    assert_chance(N - count_with_children(f, &groups[3]), N, rates->leave[1][SINGLE][a]);
    assert_true(count_with_children(f, &groups[2]) > 2 * count_with_children(f, &groups[0]));
}

static void who_is_taken_in_meets_three_generations_as_often_as_in_the_area(void **state)
{
    enum { N = 60000 };
    static struct group group;
    static const struct kind kind = {82, CARE_FEMALE, 3, CARE_BY_ONESELF, 2};
    struct fixture *f = *state;
    int n_three = 0;
    open_all(f, NULL);
    add_group(f, &kind, N, &group);
    next_year(f, 2021);
    for (int i = 0; i < N; i++) {
        n_three += household_of(f, group.rows[i]) == CARE_THREE_GENERATIONS;
    }
    assert_true(n_three > 300);
    assert_chance(n_three, count_with_children(f, &group), f->town.city->living->of_area[AREA].three_generations);
}

static void nobody_else_moves_and_who_moves_is_marked(void **state)
{
    enum { N = 20000 };
    static struct group groups[6];
    static const struct kind kinds[6] = {
        {70, CARE_FEMALE, 4, CARE_BY_ONESELF, 0}, /* no child to move to */
        {70, CARE_MALE, 2, CARE_WITH_ELDERS, 2},  {70, CARE_MALE, 2, CARE_COLLECTIVE, 2},
        {58, CARE_FEMALE, 0, CARE_BY_ONESELF, 2}, /* too young */
        {70, CARE_FEMALE, 2, CARE_BY_ONESELF, 2}, {70, CARE_FEMALE, 2, CARE_THREE_GENERATIONS, 2}};
    struct fixture *f = *state;
    open_all(f, NULL);
    for (int g = 0; g < 6; g++) {
        add_group(f, &kinds[g], N, &groups[g]);
    }
    next_year(f, 2021);
    const struct care_people people = care_people_of_table(f->table);
    int n_moved[6] = {0};
    for (int i = 0; i < 6 * N; i++) {
        const uint32_t row = groups[i / N].rows[i % N];
        const bool has_moved = household_of(f, row) != (kinds[i / N].age < 60 ? 0 : kinds[i / N].household);
        n_moved[i / N] += has_moved;
        assert_int_equal(people.event[row], has_moved ? CARE_EVENT_CHANGED : 0);
        assert_int_equal(care_trait(people.traits[row], CARE_TRAIT_CHILDREN),
                         kinds[i / N].age < 60 ? 0 : kinds[i / N].children);
    }
    for (int g = 0; g < 4; g++) {
        assert_int_equal(n_moved[g], 0);
    }
    assert_true(n_moved[4] > 100 && n_moved[5] > 100);
}

/* ---- couples ---- */

static void couples_move_together_at_the_rates_of_the_husband(void **state)
{
    enum { N = 50000 };
    static struct group men[2], women[2];
    static const struct kind his[2] = {{78, CARE_MALE, 0, CARE_BY_ONESELF, 2},
                                       {78, CARE_MALE, 0, CARE_WITH_CHILDREN, 1}};
    static const struct kind hers[2] = {{69, CARE_FEMALE, 4, CARE_BY_ONESELF, 2},
                                        {83, CARE_FEMALE, 0, CARE_WITH_CHILDREN, 1}};
    struct fixture *f = *state;
    open_all(f, NULL);
    for (int g = 0; g < 2; g++) {
        add_group(f, &his[g], N, &men[g]);
        add_group(f, &hers[g], N, &women[g]);
        marry(f, &men[g], &women[g]);
    }
    next_year(f, 2021);
    const int a = 79 - CARE_FIRST_CARE_AGE;
    const struct care_living_rates *rates = f->town.city->living;
    assert_chance(count_with_children(f, &men[0]), N, rates->take_in[1][COUPLE][0][a]);
    assert_chance(N - count_with_children(f, &men[1]), N, rates->leave[1][COUPLE][a]);
    for (int i = 0; i < 2 * N; i++) {
        assert_int_equal(household_of(f, men[i / N].rows[i % N]), household_of(f, women[i / N].rows[i % N]));
    }
}

/* A husband under 60 has no household of his own here: hers follows her draw. */
static void a_wife_whose_husband_is_too_young_decides(void **state)
{
    enum { N = 40000 };
    static struct group men[2], women[2];
    static const struct kind his[2] = {{55, CARE_MALE, 0, CARE_BY_ONESELF, 0},
                                       {66, CARE_MALE, 0, CARE_WITH_CHILDREN, 1}};
    static const struct kind hers[2] = {{62, CARE_FEMALE, 0, CARE_WITH_CHILDREN, 2},
                                        {50, CARE_FEMALE, 0, CARE_BY_ONESELF, 0}};
    struct fixture *f = *state;
    open_all(f, NULL);
    for (int g = 0; g < 2; g++) {
        add_group(f, &his[g], N, &men[g]);
        add_group(f, &hers[g], N, &women[g]);
        marry(f, &men[g], &women[g]);
    }
    next_year(f, 2021);
    const struct care_people people = care_people_of_table(f->table);
    const struct care_living_rates *rates = f->town.city->living;
    assert_chance(N - count_with_children(f, &women[0]), N, rates->leave[1][COUPLE][63 - CARE_FIRST_CARE_AGE]);
    assert_chance(N - count_with_children(f, &men[1]), N, rates->leave[1][COUPLE][67 - CARE_FIRST_CARE_AGE]);
    for (int i = 0; i < N; i++) {
        assert_int_equal(people.traits[men[0].rows[i]], 0);
        assert_int_equal(people.traits[women[1].rows[i]], 0);
    }
}

static void one_of_a_couple_apart_stays_where_she_is(void **state)
{
    enum { N = 30000 };
    static struct group men, women;
    static const struct kind his = {75, CARE_MALE, 0, CARE_COLLECTIVE, 2},
                             hers = {74, CARE_FEMALE, 3, CARE_BY_ONESELF, 2};
    struct fixture *f = *state;
    open_all(f, NULL);
    add_group(f, &his, N, &men);
    add_group(f, &hers, N, &women);
    marry(f, &men, &women);
    for (int year = 2021; year <= 2025; year++) {
        next_year(f, year);
    }
    assert_int_equal(count_with_children(f, &men), 0);
    for (int i = 0; i < N; i++) {
        assert_int_equal(household_of(f, men.rows[i]), CARE_COLLECTIVE);
    }
    assert_int_equal(count_with_children(f, &women), 0);
}

/* ---- shares that stay ---- */

static double logistic_of(double share, double log_odds)
{
    const double odds = share / (1 - share) * exp(log_odds);
    return odds / (1 + odds);
}

/* Moderate and worse with the share of people who were a year younger, whoever they are: as the rates take it. */
static void spread_levels(const struct fixture *f, const struct group *group, int year, int age)
{
    struct care_prevalence curve;
    const struct care_people people = care_people_of_table(f->table);
    double share = 0;
    assert_int_equal(care_prevalence_create(f->town.city->parameters.disability, &curve), CARE_OK);
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        share += care_prevalence_or_worse(&curve, 1, (enum care_sex)sex, age - 0.5, FIRST_YEAR) / 2;
    }
    for (int i = 0; i < group->n; i++) {
        const uint64_t hash = care_key_join(people.key[group->rows[i]], (uint64_t)year);
        people.level[group->rows[i]] = (double)(hash >> 32) < share * 4294967296.0 ? 3 : 0;
    }
}

/* Draws households by the share with children at the age of the group. */
static void spread_households(const struct fixture *f, const struct group *group, double share)
{
    const struct care_people people = care_people_of_table(f->table);
    for (int i = 0; i < group->n; i++) {
        uint16_t *traits = &people.traits[group->rows[i]];
        const bool with = (double)(care_key_join(people.key[group->rows[i]], 1) >> 32) < share * 4294967296.0;
        *traits = care_trait_with(*traits, CARE_TRAIT_HOUSEHOLD, with ? CARE_WITH_CHILDREN : CARE_BY_ONESELF);
    }
}

static void assert_share(const struct fixture *f, const struct group *group, double share, int year)
{
    const double mean = group->n * share, sd = sqrt(mean * (1 - share));
    const int n = count_with_children(f, group);
    if (!(fabs(n - mean) <= 4 * sd)) {
        fail_msg("%d: %d of %d live with children, %.1f expected, sd %.1f", year, n, group->n, mean, sd);
    }
}

/* Nobody dies here, so that arrangements alone move: from 62 to 91. */
static void follow_shares(struct fixture *f, const double *log_odds)
{
    enum { N = 60000, AGE = 62, LAST_YEAR = 2049 };
    static struct group singles, men, women;
    static const struct kind single = {AGE, CARE_FEMALE, 0, CARE_BY_ONESELF, 1};
    static const struct kind man = {AGE, CARE_MALE, 0, CARE_BY_ONESELF, 2},
                             woman = {AGE - 1, CARE_FEMALE, 0, CARE_BY_ONESELF, 2};
    const struct care_living_rates *rates = f->town.city->living;
    add_group(f, &single, N, &singles);
    add_group(f, &man, N, &men);
    add_group(f, &woman, N, &women);
    marry(f, &men, &women);
    spread_households(f, &singles, rates->with_children[SINGLE][AGE - CARE_FIRST_CARE_AGE]);
    spread_households(f, &men, rates->with_children[COUPLE][AGE - CARE_FIRST_CARE_AGE]);
    for (int i = 0; i < N; i++) {
        uint16_t *traits = &care_people_of_table(f->table).traits[women.rows[i]];
        *traits = care_trait_with(*traits, CARE_TRAIT_HOUSEHOLD, household_of(f, men.rows[i]));
    }
    for (int year = 2021; year <= LAST_YEAR; year++) {
        const int age = AGE + year - FIRST_YEAR, a = age - CARE_FIRST_CARE_AGE;
        spread_levels(f, &singles, year, age);
        spread_levels(f, &men, year, age);
        next_year(f, year);
        assert_share(f, &singles, logistic_of(rates->with_children[SINGLE][a], log_odds[year - FIRST_YEAR]), year);
        assert_share(f, &men, logistic_of(rates->with_children[COUPLE][a], log_odds[year - FIRST_YEAR]), year);
        assert_int_equal(count_with_children(f, &men), count_with_children(f, &women));
    }
}

static void shares_with_children_stay_by_age(void **state)
{
    struct fixture *f = *state;
    static const double none[CARE_N_YEARS];
    open_all(f, NULL);
    follow_shares(f, none);
}

static void a_trend_moves_the_shares_with_it(void **state)
{
    struct fixture *f = *state;
    double log_odds[CARE_N_YEARS];
    const struct care_override trend = {"living.co_residence_log_odds", "{2020: 0, 2030: 0.5}"};
    open_all(f, &trend);
    for (int y = 0; y < CARE_N_YEARS; y++) {
        log_odds[y] = y < 10 ? 0.05 * y : 0.5;
    }
    follow_shares(f, log_odds);
}

/* ---- partners lost and found ---- */

static void mark_bereft(const struct fixture *f, const struct group *group)
{
    for (int i = 0; i < group->n; i++) {
        care_people_of_table(f->table).event[group->rows[i]] |= CARE_EVENT_BEREFT;
    }
}

static void widows_are_taken_in_or_left_alone_at_the_rates(void **state)
{
    enum { N = 40000, AGE = 79 };
    static struct group groups[3];
    static const struct kind kinds[3] = {{AGE, CARE_FEMALE, 0, CARE_BY_ONESELF, 2},
                                         {AGE, CARE_FEMALE, 0, CARE_WITH_CHILDREN, 2},
                                         {AGE, CARE_MALE, 0, CARE_BY_ONESELF, 0}};
    struct fixture *f = *state;
    open_all(f, NULL);
    for (int g = 0; g < 3; g++) {
        add_group(f, &kinds[g], N, &groups[g]);
        mark_bereft(f, &groups[g]);
    }
    next_year(f, 2021);
    const struct care_living_rates *rates = f->town.city->living;
    const int a = AGE + 1 - CARE_FIRST_CARE_AGE;
    assert_chance(count_with_children(f, &groups[0]), N, rates->taken_in_alone[1][a]);
    assert_chance(N - count_with_children(f, &groups[1]), N, rates->left_alone[1][a]);
    assert_int_equal(count_with_children(f, &groups[2]), 0);
    assert_true(rates->taken_in_alone[1][a] > rates->take_in[1][SINGLE][0][a] || rates->left_alone[1][a] > 0);
    for (int i = 0; i < 3 * N; i++) { /* all choose again, moved or not */
        assert_int_equal(care_people_of_table(f->table).event[groups[i / N].rows[i % N]], CARE_EVENT_CHANGED);
    }
}

static void who_finds_a_partner_lives_with_the_partner_only(void **state)
{
    enum { N = 200 };
    static struct group men, women;
    static const struct kind his = {70, CARE_MALE, 0, CARE_WITH_CHILDREN, 2},
                             hers = {64, CARE_FEMALE, 2, CARE_COLLECTIVE, 0};
    struct fixture *f = *state;
    open_all(f, NULL);
    add_group(f, &his, N, &men);
    add_group(f, &hers, N, &women);
    marry(f, &men, &women);
    mark_bereft(f, &men);
    mark_bereft(f, &women);
    next_year(f, 2021);
    for (int i = 0; i < N; i++) {
        assert_int_equal(household_of(f, men.rows[i]), CARE_BY_ONESELF);
        assert_int_equal(household_of(f, women.rows[i]), CARE_BY_ONESELF);
    }
}

/* ---- no order shows ---- */

/* A crowd of all kinds; turned: the rows stand the other way round, keys and couples are the same. */
static void add_crowd(struct fixture *f, bool turned)
{
    enum { N = 12000 };
    static struct group one;
    static uint32_t rows[N];
    for (int i = 0; i < N; i++) {
        const int j = turned ? N - 1 - i : i;
        const struct kind kind = {.age = 57 + j % 13 * 3,
                                  .sex = j % 2 == 0 ? CARE_MALE : CARE_FEMALE,
                                  .level = (uint8_t)(j / 3 % CARE_N_LEVELS),
                                  .household = (enum care_household)(j / 2 % CARE_N_HOUSEHOLDS),
                                  .children = (unsigned)(j / 4 % 4)};
        f->n_keys = (uint64_t)j;
        add_group(f, &kind, 1, &one);
        rows[j] = one.rows[0];
    }
    const struct care_people people = care_people_of_table(f->table);
    for (int j = 0; j + 1 < N; j += 2) {
        people.event[rows[j]] = j % 10 == 0 && people.traits[rows[j]] != 0 ? CARE_EVENT_BEREFT : 0;
        if (j % 3 != 0) {
            care_people_link(&people, rows[j], rows[j + 1]);
        }
    }
}

static struct care_picture live_ten_years(struct fixture *f, struct care_engine_options options, bool simd, bool turned)
{
    make_table(f, options, simd);
    add_crowd(f, turned);
    for (int year = 2021; year <= 2030; year++) {
        next_year(f, year);
    }
    const struct care_picture picture = care_picture_take(f->table, 0);
    drop_table(f);
    return picture;
}

static void neither_rows_nor_threads_nor_visits_nor_vectors_show(void **state)
{
    static const struct {
        struct care_engine_options options;
        bool simd, turned;
    } ways[] = {{{.n_threads = 1}, false, true},
                {{.n_threads = 2, .visit_order = 3}, true, false},
                {{.n_threads = 8, .visit_order = 4}, true, true},
                {{.n_threads = 1, .visit_order = 9}, false, true}};
    struct fixture *f = *state;
    open_town(f, NULL);
    struct care_picture plain = live_ten_years(f, (struct care_engine_options){.n_threads = 1}, true, false);
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct care_picture other = live_ten_years(f, ways[i].options, ways[i].simd, ways[i].turned);
        const bool is_same = care_picture_is_equal(&plain, &other);
        care_picture_free(&other);
        if (!is_same) {
            care_picture_free(&plain);
        }
        assert_true(is_same);
    }
    care_picture_free(&plain);
}

int main(void)
{
#define LIVING_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        LIVING_TEST(singles_move_at_the_rates_of_their_age_and_level),
        LIVING_TEST(who_is_taken_in_meets_three_generations_as_often_as_in_the_area),
        LIVING_TEST(nobody_else_moves_and_who_moves_is_marked),
        LIVING_TEST(couples_move_together_at_the_rates_of_the_husband),
        LIVING_TEST(a_wife_whose_husband_is_too_young_decides),
        LIVING_TEST(one_of_a_couple_apart_stays_where_she_is),
        LIVING_TEST(shares_with_children_stay_by_age),
        LIVING_TEST(a_trend_moves_the_shares_with_it),
        LIVING_TEST(widows_are_taken_in_or_left_alone_at_the_rates),
        LIVING_TEST(who_finds_a_partner_lives_with_the_partner_only),
        LIVING_TEST(neither_rows_nor_threads_nor_visits_nor_vectors_show),
    };
    return cmocka_run_group_tests_name("living", tests, NULL, NULL);
}
