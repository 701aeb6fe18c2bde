/** @file  Keyed draws: the published answers of Philox4x32-10 through our counter, and twins that agree to the bit. */
#include "sim/draws.h"

#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 4096, STRIDE = MOST + CARE_DRAW_ROOM };

static const uint32_t UNTOUCHED = 0xABCDABCDu;

static void assert_lanes(uint64_t seed, uint32_t replicate, uint64_t key, int year, int word,
                         const uint32_t expected[4])
{
    const struct care_draws draws = care_draws_create(seed, replicate, false);
    uint32_t lanes[CARE_LANES];
    care_draws_word(&draws, key, year, word, lanes);
    assert_memory_equal(lanes, expected, sizeof lanes);
    for (int lane = 0; lane < CARE_LANES; lane++) {
        assert_int_equal(care_draws_one(&draws, key, year, word * CARE_LANES + lane), expected[lane]);
    }
}

/* kat_vectors of Random123: philox 4x32 with 10 rounds. */
static void the_published_answers_come_out(void **state)
{
    (void)state;
    assert_lanes(0, 0, 0, 0, 0, (const uint32_t[]){0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    assert_lanes(UINT64_MAX, UINT32_MAX, UINT64_MAX, 0xFFFF, 0xFFFF,
                 (const uint32_t[]){0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    assert_lanes(0x299f31d0a4093822u, 0x03707344, 0x85a308d3243f6a88u, 0x8a2e, 0x1319,
                 (const uint32_t[]){0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

static void fill_keys(uint64_t *key, int n, uint64_t seed)
{
    for (int i = 0; i < n; i++) {
        key[i] = care_key_join(seed, (uint64_t)i);
    }
}

static void a_fill_is_the_single_draws_side_by_side(void **state)
{
    (void)state;
    static uint64_t key[STRIDE];
    static uint32_t u[CARE_LANES * STRIDE];
    const struct care_draws draws = care_draws_create(99, 3, true);
    fill_keys(key, STRIDE, 5);
    draws.fill(&draws, key, 100, 2031, 4, u, STRIDE);
    for (int i = 0; i < 100; i++) {
        for (int lane = 0; lane < CARE_LANES; lane++) {
            assert_int_equal(u[lane * STRIDE + i], care_draws_one(&draws, key[i], 2031, 16 + lane));
        }
    }
}

static void assert_like_scalar(care_draws_fill_function *fill, int n, uint64_t chance)
{
    static uint64_t key[STRIDE];
    static uint32_t scalar[CARE_LANES * STRIDE], vector[CARE_LANES * STRIDE];
    const struct care_draws draws = care_draws_create(care_key_mix(chance), (uint32_t)chance, false);
    const int year = (int)(chance % 2100), word = (int)(chance % 6);
    fill_keys(key, STRIDE, chance);
    memset(scalar, 0, sizeof scalar);
    memset(vector, 0, sizeof vector);
    care_draws_fill_scalar(&draws, key, n, year, word, scalar, STRIDE);
    fill(&draws, key, n, year, word, vector, STRIDE);
    for (int lane = 0; lane < CARE_LANES; lane++) {
        assert_memory_equal(scalar + lane * STRIDE, vector + lane * STRIDE, (size_t)n * sizeof *scalar);
    }
}

static void assert_like_scalar_at_all_lengths(care_draws_fill_function *fill)
{
    static const int lengths[] = {0, 1, 7, 8, 9, 15, 16, 17, 4095, 4096};
    for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
        for (uint64_t trial = 0; trial < 10; trial++) {
            assert_like_scalar(fill, lengths[l], care_key_join(l, trial));
        }
    }
}

static void the_fill_by_avx2_equals_the_scalar_fill(void **state)
{
    (void)state;
    if (!care_draws_has_avx2()) {
        skip();
    }
    assert_like_scalar_at_all_lengths(care_draws_avx2_fill);
}

static void the_fill_by_avx512_equals_the_scalar_fill(void **state)
{
    (void)state;
    if (!care_draws_has_avx512()) {
        skip();
    }
    assert_like_scalar_at_all_lengths(care_draws_avx512_fill);
}

static void a_fill_writes_no_farther_than_its_room(void **state)
{
    (void)state;
    static uint64_t key[STRIDE];
    static uint32_t u[CARE_LANES * STRIDE];
    const struct care_draws draws = care_draws_create(1, 2, true);
    fill_keys(key, STRIDE, 6);
    for (int n = 0; n <= 50; n++) {
        const int room = (n + CARE_DRAW_ROOM - 1) / CARE_DRAW_ROOM * CARE_DRAW_ROOM;
        for (int i = 0; i < CARE_LANES * STRIDE; i++) {
            u[i] = UNTOUCHED;
        }
        draws.fill(&draws, key, n, 2021, 0, u, STRIDE);
        for (int lane = 0; lane < CARE_LANES; lane++) {
            for (int i = room; i < STRIDE; i++) {
                assert_int_equal(u[lane * STRIDE + i], UNTOUCHED);
            }
        }
    }
}

static void any_other_part_of_the_key_gives_other_lanes(void **state)
{
    (void)state;
    const struct care_draws draws = care_draws_create(1, 0, false), other_seed = care_draws_create(2, 0, false);
    const struct care_draws high_seed = care_draws_create(UINT64_C(1) << 32 | 1, 0, false);
    const struct care_draws other_replicate = care_draws_create(1, 1, false);
    uint32_t lanes[8][CARE_LANES];
    care_draws_word(&draws, 7, 2021, 0, lanes[0]);
    care_draws_word(&other_seed, 7, 2021, 0, lanes[1]);
    care_draws_word(&high_seed, 7, 2021, 0, lanes[2]);
    care_draws_word(&other_replicate, 7, 2021, 0, lanes[3]);
    care_draws_word(&draws, 8, 2021, 0, lanes[4]);
    care_draws_word(&draws, UINT64_C(7) << 32 | 7, 2021, 0, lanes[5]);
    care_draws_word(&draws, 7, 2022, 0, lanes[6]);
    care_draws_word(&draws, 7, 2021, 1, lanes[7]);
    for (int a = 0; a < 8; a++) {
        for (int b = 0; b < a; b++) {
            for (int lane = 0; lane < CARE_LANES; lane++) {
                assert_int_not_equal(lanes[a][lane], lanes[b][lane]);
            }
        }
    }
}

static void a_purpose_is_one_lane_of_one_word(void **state)
{
    (void)state;
    assert_int_equal(care_draws_word_of(0), 0);
    assert_int_equal(care_draws_lane_of(3), 3);
    assert_int_equal(care_draws_word_of(4), 1);
    assert_int_equal(care_draws_word_of(20), 5);
    assert_int_equal(care_draws_lane_of(21), 1);
}

static void the_vectors_are_taken_only_when_asked_for(void **state)
{
    (void)state;
    const struct care_draws plain = care_draws_create(1, 1, false), best = care_draws_create(1, 1, true);
    assert_string_equal(care_draws_simd_name(&plain), "scalar");
    assert_string_equal(care_draws_simd_name(&best), care_draws_has_avx512() ? "avx512"
                                                     : care_draws_has_avx2() ? "avx2"
                                                                             : "scalar");
}

/* Of 2^16 draws the number below a quarter is 16384 in the mean, sd 110.9. Seed 11. */
static void draws_fill_their_range_evenly(void **state)
{
    (void)state;
    const struct care_draws draws = care_draws_create(11, 0, false);
    for (int lane = 0; lane < CARE_LANES; lane++) {
        int n_below = 0;
        for (uint64_t i = 0; i < 65536; i++) {
            n_below += care_draws_one(&draws, i, 2021, lane) < 0x40000000u;
        }
        assert_in_range(n_below, 16384 - 444, 16384 + 444);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_published_answers_come_out),
        cmocka_unit_test(a_fill_is_the_single_draws_side_by_side),
        cmocka_unit_test(the_fill_by_avx2_equals_the_scalar_fill),
        cmocka_unit_test(the_fill_by_avx512_equals_the_scalar_fill),
        cmocka_unit_test(a_fill_writes_no_farther_than_its_room),
        cmocka_unit_test(any_other_part_of_the_key_gives_other_lanes),
        cmocka_unit_test(a_purpose_is_one_lane_of_one_word),
        cmocka_unit_test(the_vectors_are_taken_only_when_asked_for),
        cmocka_unit_test(draws_fill_their_range_evenly),
    };
    return cmocka_run_group_tests_name("draws", tests, NULL, NULL);
}
