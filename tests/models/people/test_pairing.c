/** @file  Who partners whom: the gap between ages, whole ages at once, and one by one in drawn order. */
#include "models/people/pairing.h"

#include "models/purposes.h"
#include "sim/keys.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_AGES = CARE_PAIRING_AGES, MOST = 4000 };

static double mean_gap(const struct care_gaps *gaps, double *sd)
{
    double mean = 0, square = 0;
    for (int g = 0; g < CARE_N_GAPS; g++) {
        mean += gaps->prob[g] * (CARE_GAP_LEAST + g);
        square += gaps->prob[g] * (CARE_GAP_LEAST + g) * (CARE_GAP_LEAST + g);
    }
    *sd = sqrt(square - mean * mean);
    return mean;
}

/* Of a normal variable in whole years the variance is larger by a twelfth. */
static void gaps_have_the_mean_and_spread_asked_for(void **state)
{
    (void)state;
    for (double mean = -2; mean <= 5; mean += 3.5) {
        const struct care_gaps gaps = care_pairing_gaps_create(mean, 3);
        double sd, sum = 0;
        assert_true(fabs(mean_gap(&gaps, &sd) - mean) < 1e-3);
        assert_true(fabs(sd - sqrt(9 + 1.0 / 12)) < 0.01);
        for (int g = 0; g < CARE_N_GAPS; g++) {
            assert_true(gaps.prob[g] >= 0);
            sum += gaps.prob[g];
        }
        assert_true(fabs(sum - 1) < 1e-12);
        assert_int_equal(gaps.below[CARE_N_GAPS - 1], UINT32_MAX);
    }
}

/* ---- whole ages at once ---- */

static int (*new_table(void))[N_AGES]
{
    int(*couples)[N_AGES] = calloc(N_AGES, sizeof *couples);
    assert_non_null(couples);
    return couples;
}

static int sum_of_couples(int (*couples)[N_AGES], const int *wives, const int *husbands, double *gap)
{
    int sum = 0;
    *gap = 0;
    for (int age = 0; age < N_AGES; age++) {
        int of_wives = 0, of_husbands = 0;
        for (int other = 0; other < N_AGES; other++) {
            assert_true(couples[age][other] >= 0);
            of_wives += couples[age][other];
            of_husbands += couples[other][age];
            *gap += couples[age][other] * (other - age);
        }
        assert_true(of_wives <= wives[age] && of_husbands <= husbands[age]);
        sum += of_wives;
    }
    *gap /= sum > 0 ? sum : 1;
    return sum;
}

static void couples_keep_both_margins_when_the_sexes_balance(void **state)
{
    (void)state;
    const struct care_gaps gaps = care_pairing_gaps_create(2, 3);
    int wives[N_AGES] = {0}, husbands[N_AGES] = {0};
    for (int age = 25; age < 80; age++) {
        wives[age] = 1000 + 7 * (age % 9);
        husbands[age + 2] = 1000 + 7 * (age % 9); /* the same people, two years older */
    }
    int(*couples)[N_AGES] = new_table();
    double gap;
    assert_int_equal(care_pairing_table(&gaps, wives, husbands, couples), CARE_OK);
    int n_wives = 0;
    for (int age = 0; age < N_AGES; age++) {
        n_wives += wives[age];
    }
    assert_true(sum_of_couples(couples, wives, husbands, &gap) > 0.998 * n_wives);
    assert_true(fabs(gap - 2) < 0.05);
    free(couples);
}

static void the_scarcer_sex_limits_the_couples(void **state)
{
    (void)state;
    const struct care_gaps gaps = care_pairing_gaps_create(2, 3);
    for (uint64_t trial = 0; trial < 20; trial++) {
        int wives[N_AGES] = {0}, husbands[N_AGES] = {0}, n_wives = 0, n_husbands = 0;
        for (int age = 20; age < N_AGES; age++) {
            wives[age] = (int)(care_key_join(trial, (uint64_t)age) % 300);
            husbands[age] = (int)(care_key_join(trial + 1000, (uint64_t)age) % (50 + trial * 40));
            n_wives += wives[age];
            n_husbands += husbands[age];
        }
        int(*couples)[N_AGES] = new_table();
        double gap;
        assert_int_equal(care_pairing_table(&gaps, wives, husbands, couples), CARE_OK);
        const int n = sum_of_couples(couples, wives, husbands, &gap);
        assert_true(n <= n_wives && n <= n_husbands);
        assert_true(n > 0.95 * (n_wives < n_husbands ? n_wives : n_husbands));
        free(couples);
    }
}

static void without_one_sex_there_are_no_couples(void **state)
{
    (void)state;
    const struct care_gaps gaps = care_pairing_gaps_create(2, 3);
    const int nobody[N_AGES] = {0};
    int somebody[N_AGES] = {0};
    somebody[40] = 100;
    int(*couples)[N_AGES] = new_table();
    double gap;
    assert_int_equal(care_pairing_table(&gaps, nobody, somebody, couples), CARE_OK);
    assert_int_equal(sum_of_couples(couples, nobody, somebody, &gap), 0);
    assert_int_equal(care_pairing_table(&gaps, nobody, nobody, couples), CARE_OK);
    assert_int_equal(sum_of_couples(couples, nobody, nobody, &gap), 0);
    free(couples);
}

/* ---- one by one ---- */

struct pool {
    struct care_gaps gaps;
    struct care_draws draws;
    struct care_year year;
    struct care_seekers seekers;
    uint32_t partner[2 * MOST]; /* women are rows 0.., men MOST.. */
    uint8_t marital[2 * MOST], event[2 * MOST];
    struct care_pairing_made made;
};

static int age_of(uint32_t row)
{
    return 20 + (int)(care_key_mix(row) % 60);
}

static void empty_pool(struct pool *pool)
{
    care_pairing_seekers_free(&pool->seekers);
    pool->gaps = care_pairing_gaps_create(2, 3);
    pool->draws = care_draws_create(5, 0, true);
    pool->year = (struct care_year){.year = 2025, .index = 5, .draws = &pool->draws};
    memset(pool->partner, 0xFF, sizeof pool->partner);
    memset(pool->marital, CARE_NEVER_MARRIED, sizeof pool->marital);
    memset(pool->event, 0, sizeof pool->event);
    memset(&pool->made, 0xFF, sizeof pool->made); /* to be written whatever happens */
}

/* @param stride  coprime to both numbers: the order in which they are added */
static void fill_pool(struct pool *pool, uint32_t n_women, uint32_t n_men, uint32_t stride)
{
    empty_pool(pool);
    for (uint32_t i = 0; i < n_women + n_men; i++) {
        const uint32_t who = i * stride % (n_women + n_men), row = who < n_women ? who : MOST + who - n_women;
        assert_int_equal(care_pairing_seekers_add(&pool->seekers, &pool->gaps, &pool->year, care_key_mix(row), row,
                                                  who < n_women ? CARE_FEMALE : CARE_MALE, age_of(row)),
                         CARE_OK);
    }
    assert_int_equal(care_pairing_seekers_end(&pool->seekers, &pool->gaps, &pool->year), CARE_OK);
    assert_int_equal(pool->seekers.n[CARE_FEMALE], n_women);
    assert_int_equal(pool->seekers.n[CARE_MALE], n_men);
}

static int32_t match(struct pool *pool)
{
    const struct care_people people = {.partner = pool->partner, .marital = pool->marital, .event = pool->event};
    assert_int_equal(care_pairing_match(&people, &pool->seekers, &pool->made), CARE_OK);
    return pool->made.n_couples;
}

static int setup(void **state)
{
    *state = calloc(2, sizeof(struct pool));
    return *state != NULL ? 0 : -1;
}

static int teardown(void **state)
{
    struct pool *pools = *state;
    care_pairing_seekers_free(&pools[0].seekers);
    care_pairing_seekers_free(&pools[1].seekers);
    free(pools);
    return 0;
}

/* The order and the wish are the draws of the person and year, whatever batch they were made in. */
static void a_seeker_draws_by_key_and_year(void **state)
{
    struct pool *pool = *state;
    fill_pool(pool, 700, 3, 1);
    for (int w = 0; w < 700; w++) {
        const struct care_seeker *woman = &pool->seekers.of_sex[CARE_FEMALE][w];
        const uint64_t key = care_key_mix(woman->row);
        const uint32_t order = care_draws_one(&pool->draws, key, 2025, CARE_DRAW_MATCHING_ORDER);
        const uint32_t u = care_draws_one(&pool->draws, key, 2025, CARE_DRAW_PARTNER_AGE);
        const int g = woman->gap_years - CARE_GAP_LEAST;
        assert_true(woman->order == ((uint64_t)order << 32 | key >> 32));
        assert_int_equal(woman->age_years, age_of(woman->row));
        assert_true(u < pool->gaps.below[g] && (g == 0 || u >= pool->gaps.below[g - 1]));
    }
}

static void everybody_is_linked_at_most_once_and_within_ten_years_of_the_wish(void **state)
{
    struct pool *pool = *state;
    fill_pool(pool, MOST, MOST, 1);
    static int8_t wish[MOST];
    for (int w = 0; w < MOST; w++) {
        wish[pool->seekers.of_sex[CARE_FEMALE][w].row] = pool->seekers.of_sex[CARE_FEMALE][w].gap_years;
    }
    const int32_t n = match(pool);
    int n_linked = 0;
    double gap = 0;
    for (uint32_t row = 0; row < 2 * MOST; row++) {
        const uint32_t partner = pool->partner[row];
        assert_int_equal(pool->marital[row], partner == CARE_NO_ROW ? CARE_NEVER_MARRIED : CARE_PARTNERED);
        if (partner != CARE_NO_ROW) {
            assert_int_equal(pool->partner[partner], row);
            assert_true((row < MOST) != (partner < MOST));
            n_linked++;
        }
        if (partner != CARE_NO_ROW && row < MOST) {
            assert_true(abs(age_of(partner) - age_of(row) - wish[row]) <= 10);
            gap += age_of(partner) - age_of(row);
        }
    }
    assert_int_equal(n_linked, 2 * n);
    assert_true(n > 0.95 * MOST);
    assert_true(fabs(gap / n - 2) < 0.5); /* the pool has ages 20 to 79 only, which pulls it in */
}

static void the_order_in_which_they_are_added_does_not_show(void **state)
{
    struct pool *pools = *state;
    for (uint32_t size = 1; size <= MOST; size = size * 3 + 1) {
        fill_pool(&pools[0], size, size + 1, 1);
        fill_pool(&pools[1], size, size + 1, 2); /* 2 size + 1 people: odd */
        assert_int_equal(match(&pools[0]), match(&pools[1]));
        assert_memory_equal(pools[0].partner, pools[1].partner, sizeof pools[0].partner);
    }
}

static void women_are_served_in_their_order_and_take_the_nearest_age(void **state)
{
    struct pool *pool = *state;
    fill_pool(pool, 3, 3, 1);
    struct care_seeker *women = pool->seekers.of_sex[CARE_FEMALE], *men = pool->seekers.of_sex[CARE_MALE];
    women[0] = (struct care_seeker){.order = 30, .row = 0, .age_years = 30, .gap_years = 2}; /* served last */
    women[1] = (struct care_seeker){.order = 10, .row = 1, .age_years = 30, .gap_years = 2};
    women[2] = (struct care_seeker){.order = 20, .row = 2, .age_years = 30, .gap_years = 2};
    men[0] = (struct care_seeker){.order = 1, .row = MOST, .age_years = 43};     /* eleven years from the wish */
    men[1] = (struct care_seeker){.order = 2, .row = MOST + 1, .age_years = 33}; /* older before younger */
    men[2] = (struct care_seeker){.order = 3, .row = MOST + 2, .age_years = 31};
    assert_int_equal(match(pool), 2);
    assert_int_equal(pool->partner[1], MOST + 1);
    assert_int_equal(pool->partner[2], MOST + 2);
    assert_int_equal(pool->partner[0], CARE_NO_ROW);
    assert_int_equal(pool->partner[MOST], CARE_NO_ROW);
}

static void the_widowed_among_them_are_counted_and_the_old_are_marked(void **state)
{
    struct pool *pool = *state;
    fill_pool(pool, MOST, MOST, 1);
    for (uint32_t row = 0; row < 2 * MOST; row++) {
        pool->marital[row] = care_key_join(9, row) % 4 == 0 ? CARE_WIDOWED : CARE_DIVORCED;
        pool->event[row] = CARE_EVENT_BIRTH; /* to be kept */
    }
    static uint8_t before[2 * MOST];
    memcpy(before, pool->marital, sizeof before);
    (void)match(pool);
    int32_t n[CARE_N_SEXES] = {0}, n_marked = 0;
    for (uint32_t row = 0; row < 2 * MOST; row++) {
        const bool is_linked = pool->partner[row] != CARE_NO_ROW;
        const bool is_marked = is_linked && age_of(row) >= CARE_FIRST_CARE_AGE;
        n[row < MOST ? CARE_FEMALE : CARE_MALE] += is_linked && before[row] == CARE_WIDOWED;
        n_marked += is_marked;
        assert_int_equal(pool->event[row], CARE_EVENT_BIRTH | (is_marked ? CARE_EVENT_BEREFT : 0));
    }
    assert_int_equal(pool->made.n_widowed[CARE_FEMALE], n[CARE_FEMALE]);
    assert_int_equal(pool->made.n_widowed[CARE_MALE], n[CARE_MALE]);
    assert_true(n[CARE_FEMALE] > 500 && n[CARE_MALE] > 500 && n_marked > 500);
}

static void one_side_alone_makes_no_couple(void **state)
{
    struct pool *pool = *state;
    fill_pool(pool, 10, 0, 1);
    assert_int_equal(match(pool), 0);
    fill_pool(pool, 0, 10, 1);
    assert_int_equal(match(pool), 0);
    fill_pool(pool, 0, 0, 1);
    assert_int_equal(match(pool), 0);
}

int main(void)
{
#define POOL_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaps_have_the_mean_and_spread_asked_for),
        cmocka_unit_test(couples_keep_both_margins_when_the_sexes_balance),
        cmocka_unit_test(the_scarcer_sex_limits_the_couples),
        cmocka_unit_test(without_one_sex_there_are_no_couples),
        POOL_TEST(a_seeker_draws_by_key_and_year),
        POOL_TEST(everybody_is_linked_at_most_once_and_within_ten_years_of_the_wish),
        POOL_TEST(the_order_in_which_they_are_added_does_not_show),
        POOL_TEST(women_are_served_in_their_order_and_take_the_nearest_age),
        POOL_TEST(the_widowed_among_them_are_counted_and_the_old_are_marked),
        POOL_TEST(one_side_alone_makes_no_couple),
    };
    return cmocka_run_group_tests_name("pairing", tests, NULL, NULL);
}
