/** @file  Families and groups of people who come to 60, by hand: couples share a household, a village and their means; who
 *  comes later joins; shares and quotas are met; and neither rows nor threads nor vectors show. */
#include "models/people/entrants.h"

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
#include <string.h>

#include <cmocka.h>

enum { YEAR = 2020, AREA = 1, MAX_PEOPLE = 400000, MAX_AREAS = 8 };

struct fixture {
    struct care_trial_city town;
    struct care_living_rates rates; /* the town's, quotas by hand */
    struct care_living_area of_area[MAX_AREAS];
    struct care_table *table;
    struct care_living living;
    struct care_draws draws;
    uint64_t n_keys;
};

static void make_table(struct fixture *f)
{
    f->n_keys = 0;
    assert_int_equal(care_table_create(care_people_columns, CARE_N_PEOPLE_COLUMNS, MAX_PEOPLE,
                                       f->town.city->areas->n_leaves, &f->table),
                     CARE_OK);
    f->living.table = f->table;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_trial_open("examples/town/town.yaml", NULL, 0, &f->town);
    const int n_leaves = f->town.city->areas->n_leaves;
    assert_true(n_leaves <= MAX_AREAS);
    f->rates = *f->town.city->living;
    memcpy(f->of_area, f->rates.of_area, (size_t)n_leaves * sizeof *f->of_area);
    f->rates.of_area = f->of_area;
    f->living.entrants = (struct care_entrants){f->town.city->children, &f->town.city->groups, &f->rates, true};
    f->draws = care_draws_create(11, 0, true);
    make_table(f);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_table_free(f->table);
    care_trial_close(&f->town);
    free(f);
    return 0;
}

/* ---- people ---- */

static struct care_people people_of(const struct fixture *f)
{
    return care_people_of_table(f->table);
}

static uint32_t add(struct fixture *f, int area, int age, enum care_sex sex, enum care_marital marital)
{
    const struct care_people people = people_of(f);
    uint32_t row;
    assert_int_equal(care_table_append(f->table, area, YEAR - age, 1, 64, &row), CARE_OK);
    people.key[row] = care_key_mix(++f->n_keys);
    people.event[row] = 0;
    people.sex[row] = (uint8_t)sex;
    people.marital[row] = (uint8_t)marital;
    people.level[row] = people.dementia[row] = people.care[row] = people.months[row] = people.bed[row] = 0;
    people.traits[row] = 0;
    return row;
}

struct couple {
    uint32_t man, woman;
};

static struct couple add_couple(struct fixture *f, int area, int his_age, int her_age)
{
    const struct couple couple = {add(f, area, his_age, CARE_MALE, CARE_PARTNERED),
                                  add(f, area, her_age, CARE_FEMALE, CARE_PARTNERED)};
    const struct care_people people = people_of(f);
    care_people_link(&people, couple.man, couple.woman);
    return couple;
}

static struct care_year year_of(const struct fixture *f, int year)
{
    return (struct care_year){.year = year, .index = year - YEAR, .draws = &f->draws};
}

static void enter(const struct fixture *f, uint32_t row)
{
    people_of(f).event[row] |= CARE_EVENT_ENTERS;
}

/* All who are marked, in a year after the census. */
static void draw(const struct fixture *f, int year)
{
    const struct care_year now = year_of(f, year);
    for (int area = 0; area < f->town.city->areas->n_leaves; area++) {
        assert_int_equal(care_entrants_draw(&f->living.entrants, &now, f->table, area, false), CARE_OK);
    }
}

static unsigned trait(const struct fixture *f, uint32_t row, enum care_trait which)
{
    return care_trait(people_of(f).traits[row], which);
}

static void assert_chance(int64_t n, int64_t of, double prob)
{
    const double mean = (double)of * prob, sd = sqrt(mean * (1 - prob));
    if (!(fabs((double)n - mean) <= 4 * sd)) {
        fail_msg("%lld of %lld, %.1f expected, sd %.1f", (long long)n, (long long)of, mean, sd);
    }
}

static double prob_of(uint32_t threshold)
{
    return (double)threshold / 4294967296.0;
}

static const enum care_trait shared[] = {CARE_TRAIT_CHILDREN, CARE_TRAIT_HOUSEHOLD, CARE_TRAIT_RURAL, CARE_TRAIT_INCOME,
                                         CARE_TRAIT_RELIEF};
static const enum care_trait own[] = {CARE_TRAIT_HUKOU, CARE_TRAIT_CERTIFICATE, CARE_TRAIT_INSURED, CARE_TRAIT_VETERAN};
enum { N_SHARED = 5, N_OWN = 4 };

static void assert_shared(const struct fixture *f, const struct couple *couple)
{
    for (int t = 0; t < N_SHARED; t++) {
        assert_int_equal(trait(f, couple->man, shared[t]), trait(f, couple->woman, shared[t]));
    }
}

/* ---- couples ---- */

static void couples_who_enter_together_share_household_children_and_means(void **state)
{
    enum { N = 20000 };
    struct fixture *f = *state;
    static struct couple couples[N];
    int n_of_value[N_SHARED][8] = {{0}}, n_different[N_OWN] = {0};
    for (int i = 0; i < N; i++) {
        couples[i] = add_couple(f, AREA, 60 + i % 30, 60 + i % 23);
        enter(f, couples[i].man);
        enter(f, couples[i].woman);
    }
    draw(f, YEAR);
    for (int i = 0; i < N; i++) {
        assert_shared(f, &couples[i]);
        for (int t = 0; t < N_SHARED; t++) {
            n_of_value[t][trait(f, couples[i].man, shared[t])]++;
        }
        for (int t = 0; t < N_OWN; t++) {
            n_different[t] += trait(f, couples[i].man, own[t]) != trait(f, couples[i].woman, own[t]);
        }
        assert_int_equal(people_of(f).event[couples[i].man], CARE_EVENT_CHANGED);
        assert_int_equal(people_of(f).event[couples[i].woman], CARE_EVENT_CHANGED);
    }
    for (int t = 0; t < N_SHARED; t++) {
        assert_true(n_of_value[t][0] > 100 && n_of_value[t][0] < N - 100);
    }
    for (int t = 0; t < N_OWN; t++) {
        assert_true(n_different[t] > 100);
    }
}

/* His draws decide for both: another wife, and nothing of his changes. */
static void what_is_his_does_not_depend_on_whom_he_married(void **state)
{
    enum { N = 2000 };
    struct fixture *f = *state;
    static uint16_t his[N];
    for (int turn = 0; turn < 2; turn++) {
        static struct couple couples[N];
        for (int i = 0; i < N; i++) {
            f->n_keys = (uint64_t)i;
            couples[i].man = add(f, AREA, 66, CARE_MALE, CARE_PARTNERED);
            f->n_keys = (uint64_t)(100000 * (turn + 1) + i);
            couples[i].woman = add(f, AREA, 64, CARE_FEMALE, CARE_PARTNERED);
            const struct care_people people = people_of(f);
            care_people_link(&people, couples[i].man, couples[i].woman);
            enter(f, couples[i].man);
            enter(f, couples[i].woman);
        }
        draw(f, YEAR);
        for (int i = 0; i < N; i++) {
            assert_true(turn == 0 || his[i] == people_of(f).traits[couples[i].man]);
            his[i] = people_of(f).traits[couples[i].man];
        }
        care_table_free(f->table);
        f->table = NULL;
        make_table(f);
    }
}

static void who_enters_later_joins_the_partner(void **state)
{
    enum { N = 4000 };
    struct fixture *f = *state;
    static struct couple couples[N];
    static uint16_t before[N];
    int n_of_household[CARE_N_HOUSEHOLDS] = {0};
    for (int i = 0; i < N; i++) { /* she, or he, is 55 when the other is drawn */
        couples[i] = add_couple(f, AREA, i % 2 == 0 ? 65 : 55, i % 2 == 0 ? 55 : 65);
        enter(f, i % 2 == 0 ? couples[i].man : couples[i].woman);
    }
    draw(f, YEAR);
    for (int i = 0; i < N; i++) {
        const uint32_t older = i % 2 == 0 ? couples[i].man : couples[i].woman;
        assert_int_equal(people_of(f).traits[i % 2 == 0 ? couples[i].woman : couples[i].man], 0);
        if (i % 7 == 0) { /* since then moved in with a child */
            people_of(f).traits[older] =
                care_trait_with(people_of(f).traits[older], CARE_TRAIT_HOUSEHOLD, CARE_THREE_GENERATIONS);
        }
        before[i] = people_of(f).traits[older];
        enter(f, i % 2 == 0 ? couples[i].woman : couples[i].man);
    }
    draw(f, YEAR + 5);
    for (int i = 0; i < N; i++) {
        assert_shared(f, &couples[i]);
        assert_int_equal(before[i], people_of(f).traits[i % 2 == 0 ? couples[i].man : couples[i].woman]);
        n_of_household[trait(f, couples[i].man, CARE_TRAIT_HOUSEHOLD)]++;
    }
    assert_true(n_of_household[CARE_BY_ONESELF] > 100 && n_of_household[CARE_THREE_GENERATIONS] > 400);
}

/* ---- shares ---- */

static void the_never_married_have_no_children(void **state)
{
    enum { N = 5000 };
    struct fixture *f = *state;
    static uint32_t rows[N];
    for (int i = 0; i < N; i++) {
        rows[i] = add(f, AREA, 60 + i % 40, CARE_MALE, CARE_NEVER_MARRIED);
        enter(f, rows[i]);
    }
    draw(f, YEAR);
    for (int i = 0; i < N; i++) {
        assert_int_equal(trait(f, rows[i], CARE_TRAIT_CHILDREN), 0);
        assert_false(care_trait_is_with_children(people_of(f).traits[rows[i]]));
    }
}

/* Children near by, whom people live with, three generations: by age, single or in a couple. */
static void check_shares(struct fixture *f, int age, bool in_couple)
{
    enum { N = 40000 };
    static uint32_t rows[N];
    for (int i = 0; i < N; i++) {
        rows[i] = in_couple ? add_couple(f, AREA, age, 50).man : add(f, AREA, age, CARE_FEMALE, CARE_WIDOWED);
        enter(f, rows[i]);
    }
    draw(f, YEAR);
    const struct care_living_area *area = &f->of_area[AREA];
    const double *prob = care_children_probs(f->town.city->children, YEAR - age, age);
    int64_t n_children[CARE_N_CHILDREN] = {0}, n_household[CARE_N_HOUSEHOLDS] = {0}, n_may = 0, n_with = 0;
    for (int i = 0; i < N; i++) {
        const uint16_t traits = people_of(f).traits[rows[i]];
        const unsigned household = care_trait(traits, CARE_TRAIT_HOUSEHOLD);
        n_children[care_trait(traits, CARE_TRAIT_CHILDREN)]++;
        n_household[household]++;
        n_may += household != CARE_COLLECTIVE && household != CARE_WITH_ELDERS &&
                 care_trait(traits, CARE_TRAIT_CHILDREN) > 0;
        n_with += care_trait_is_with_children(traits);
    }
    for (int k = 0; k < CARE_N_CHILDREN; k++) {
        assert_chance(n_children[k], N, prob[k]);
    }
    const int a = age - CARE_FIRST_CARE_AGE;
    assert_chance(n_with, n_may, prob_of(area->with_children[YEAR - CARE_FIRST_YEAR][in_couple][a]));
    assert_chance(n_household[CARE_THREE_GENERATIONS], n_with, prob_of(area->three_generations));
    assert_chance(n_household[CARE_COLLECTIVE], N, prob_of(area->collective[in_couple]));
    assert_chance(n_household[CARE_WITH_ELDERS], N,
                  prob_of(area->elders[in_couple]) - prob_of(area->collective[in_couple]));
}

static void children_and_households_of_entrants_are_drawn_by_their_shares(void **state)
{
    struct fixture *f = *state;
    static const double outside[2][2] = {{0.05, 0.09}, {0.03, 0.04}}; /* [single, couple][collective, with elders] */
    for (int status = 0; status < 2; status++) {
        f->of_area[AREA].collective[status] = (uint32_t)(outside[status][0] * 4294967296.0);
        f->of_area[AREA].elders[status] = (uint32_t)(outside[status][1] * 4294967296.0);
    }
    static const int ages[] = {60, 71, 84};
    for (int i = 0; i < 3; i++) {
        check_shares(f, ages[i], false);
        check_shares(f, ages[i], true);
        care_table_free(f->table);
        f->table = NULL;
        make_table(f);
    }
}

/* ---- the census ---- */

/* 3000 couples of two of 65+, 1000 of one, 4000 single people, 1500 people under 65. */
static void add_crowd(struct fixture *f, int area, bool turned)
{
    enum { N = 9500 };
    for (int i = 0; i < N; i++) {
        const int j = turned ? N - 1 - i : i;
        f->n_keys = (uint64_t)(area * 100000 + 2 * j);
        if (j < 4000) {
            (void)add_couple(f, area, 65 + j % 25, j < 3000 ? 65 + j % 19 : 52 + j % 13);
        } else {
            (void)add(f, area, j < 8000 ? 65 + j % 35 : 60 + j % 5, j % 3 == 0 ? CARE_MALE : CARE_FEMALE,
                      j % 10 == 0 ? CARE_NEVER_MARRIED : CARE_WIDOWED);
        }
    }
}

static void count_quotas(const struct fixture *f, int area, struct care_living_quotas *n)
{
    const struct care_people people = people_of(f);
    for (int b = 0; b < care_table_n_blocks(f->table, area); b++) {
        const struct care_block *block = care_table_block(f->table, area, b);
        for (uint32_t row = block->first; YEAR - block->cohort >= 60 && row < block->first + block->n; row++) {
            const uint32_t partner = people.partner[row];
            const int age = YEAR - block->cohort;
            const int other = partner != CARE_NO_ROW ? YEAR - care_table_cohort(f->table, partner) : 0;
            const unsigned household = trait(f, row, CARE_TRAIT_HOUSEHOLD);
            const bool out = household == CARE_COLLECTIVE, elders = household == CARE_WITH_ELDERS;
            if (age >= 65 && other >= 65 && people.sex[row] == CARE_MALE) {
                const unsigned hers = trait(f, partner, CARE_TRAIT_HOUSEHOLD);
                n->couples_collective += out && hers == CARE_COLLECTIVE;
                n->couples_apart += out && hers == CARE_BY_ONESELF;
                n->couples_elders += elders && hers == CARE_WITH_ELDERS;
                assert_true(household == hers || (out && hers == CARE_BY_ONESELF));
            } else if (age >= 65 && other < 65) {
                n->others_collective += out;
                n->singles_elders += elders && partner == CARE_NO_ROW;
                assert_true(partner == CARE_NO_ROW || !elders);
            }
        }
    }
}

static void the_census_meets_the_quotas_of_each_area_to_the_unit(void **state)
{
    struct fixture *f = *state;
    static const struct care_living_quotas wanted[] = {{100, 60, 25, 210, 77}, {0, 0, 0, 0, 12}, {0, 301, 0, 45, 0}};
    const struct care_year census = year_of(f, YEAR);
    for (int area = 0; area < 3; area++) {
        f->of_area[area].quotas = wanted[area];
        add_crowd(f, area, false);
    }
    assert_int_equal(care_living_start(&f->living, &census, f->table, 2), CARE_OK);
    for (int area = 0; area < 3; area++) {
        struct care_living_quotas n = {0};
        count_quotas(f, area, &n);
        assert_int_equal(n.couples_collective, wanted[area].couples_collective);
        assert_int_equal(n.couples_apart, wanted[area].couples_apart);
        assert_int_equal(n.couples_elders, wanted[area].couples_elders);
        assert_int_equal(n.others_collective, wanted[area].others_collective);
        assert_int_equal(n.singles_elders, wanted[area].singles_elders);
    }
}

static void quotas_beyond_the_people_there_take_all_of_them(void **state)
{
    struct fixture *f = *state;
    const struct care_year census = year_of(f, YEAR);
    f->of_area[0].quotas = (struct care_living_quotas){4000, 10, 10, 9000, 10};
    add_crowd(f, 0, false);
    assert_int_equal(care_living_start(&f->living, &census, f->table, 1), CARE_OK);
    struct care_living_quotas n = {0};
    count_quotas(f, 0, &n);
    assert_int_equal(n.couples_collective, 3000);
    assert_int_equal(n.others_collective, 5000);
    assert_int_equal(n.couples_apart + n.couples_elders + n.singles_elders, 0);
}

/* ---- no order shows ---- */

static struct care_picture start_and_live(struct fixture *f, bool turned, bool simd, struct care_engine_options options)
{
    const struct care_scheduled scheduled = {&care_living_model, &f->living};
    struct care_engine *engine = NULL;
    f->draws = care_draws_create(11, 0, simd);
    care_table_free(f->table);
    f->table = NULL;
    make_table(f);
    for (int area = 0; area < f->town.city->areas->n_leaves; area++) {
        add_crowd(f, area, turned);
    }
    const struct care_year census = year_of(f, YEAR);
    assert_int_equal(care_living_start(&f->living, &census, f->table, options.n_threads), CARE_OK);
    assert_int_equal(care_engine_create(f->table, &scheduled, 1, options, &engine), CARE_OK);
    for (int year = YEAR + 1; year <= YEAR + 9; year++) { /* those of 52 and over come to 60 */
        const struct care_year now = year_of(f, year);
        assert_int_equal(care_engine_year(engine, &now), CARE_OK);
    }
    care_engine_free(engine);
    return care_picture_take(f->table, 0);
}

static void neither_rows_nor_threads_nor_visits_nor_vectors_show(void **state)
{
    static const struct {
        bool turned, simd;
        struct care_engine_options options;
    } ways[] = {{true, true, {.n_threads = 1}},
                {false, false, {.n_threads = 2, .visit_order = 3}},
                {true, true, {.n_threads = 8, .visit_order = 4}},
                {true, false, {.n_threads = 2, .visit_order = 8}}};
    struct fixture *f = *state;
    for (int area = 0; area < f->town.city->areas->n_leaves; area++) {
        f->of_area[area].quotas = (struct care_living_quotas){50, 40, 30, 120, 90};
    }
    struct care_picture plain = start_and_live(f, false, true, (struct care_engine_options){.n_threads = 1});
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        struct care_picture other = start_and_live(f, ways[i].turned, ways[i].simd, ways[i].options);
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
#define ENTRANTS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        ENTRANTS_TEST(couples_who_enter_together_share_household_children_and_means),
        ENTRANTS_TEST(what_is_his_does_not_depend_on_whom_he_married),
        ENTRANTS_TEST(who_enters_later_joins_the_partner),
        ENTRANTS_TEST(the_never_married_have_no_children),
        ENTRANTS_TEST(children_and_households_of_entrants_are_drawn_by_their_shares),
        ENTRANTS_TEST(the_census_meets_the_quotas_of_each_area_to_the_unit),
        ENTRANTS_TEST(quotas_beyond_the_people_there_take_all_of_them),
        ENTRANTS_TEST(neither_rows_nor_threads_nor_visits_nor_vectors_show),
    };
    return cmocka_run_group_tests_name("entrants", tests, NULL, NULL);
}
