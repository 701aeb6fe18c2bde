/** @file  Rare rows found fast: the same rows as a plain loop finds, for every length and threshold. */
#include "sim/hits.h"

#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 600, N_STATES = 64 };

/* Arrays of exactly the length asked for: the sanitizer sees a read past the end. */
struct input {
    int n;
    uint32_t *u;
    uint8_t *state;
    uint16_t *rows;
    uint32_t threshold[N_STATES];
};

static struct input input_of(int n, uint32_t threshold)
{
    struct input input = {.n = n};
    const size_t size = (size_t)n;
    input.u = malloc(size * sizeof *input.u + 1);
    input.state = malloc(size + 1);
    input.rows = malloc(size * sizeof *input.rows + 1);
    assert_true(input.u != NULL && input.state != NULL && input.rows != NULL);
    input.u = realloc(input.u, size > 0 ? size * sizeof *input.u : 1);
    input.state = realloc(input.state, size > 0 ? size : 1);
    assert_true(input.u != NULL && input.state != NULL);
    for (int i = 0; i < n; i++) {
        const uint64_t chance = care_key_join((uint64_t)n, (uint64_t)i);
        input.u[i] = i % 37 == 5 ? UINT32_MAX : i % 41 == 3 ? 0 : (uint32_t)chance;
        input.state[i] = (uint8_t)(chance >> 32 & 63);
    }
    for (uint32_t s = 0; s < N_STATES; s++) {
        input.threshold[s] = s == 0 ? 0 : s == 1 ? UINT32_MAX : s < 8 ? threshold : (uint32_t)care_key_mix(s) / (s + 1);
    }
    return input;
}

static void free_input(struct input *input)
{
    free(input->u);
    free(input->state);
    free(input->rows);
}

static void assert_rows(const uint16_t *rows, int n_rows, const int *expected, int n_expected)
{
    assert_int_equal(n_rows, n_expected);
    for (int r = 0; r < n_rows; r++) {
        assert_int_equal(rows[r], expected[r]);
    }
}

static const uint32_t thresholds[] = {0, 1, 1u << 22, 0x80000000u, UINT32_MAX};
enum { N_THRESHOLDS = sizeof thresholds / sizeof thresholds[0] };

static void draws_below_a_threshold_are_those_a_plain_loop_finds(void **state)
{
    (void)state;
    for (int n = 0; n <= LONGEST; n++) {
        for (int t = 0; t < N_THRESHOLDS; t++) {
            struct input in = input_of(n, thresholds[t]);
            int expected[LONGEST + 1], n_expected = 0;
            for (int i = 0; i < n; i++) {
                expected[n_expected] = i;
                n_expected += in.u[i] < thresholds[t];
            }
            assert_rows(in.rows, care_hits_below(in.u, n, thresholds[t], in.rows), expected, n_expected);
            free_input(&in);
        }
    }
}

static void draws_below_the_threshold_of_their_state_are_those_a_plain_loop_finds(void **state)
{
    (void)state;
    for (int n = 0; n <= LONGEST; n++) {
        struct input in = input_of(n, thresholds[n % N_THRESHOLDS]);
        int below[LONGEST + 1], from[LONGEST + 1], n_below = 0, n_from = 0;
        for (int i = 0; i < n; i++) {
            const int is_below = in.u[i] < in.threshold[in.state[i]];
            below[n_below] = from[n_from] = i;
            n_below += is_below;
            n_from += !is_below;
        }
        assert_rows(in.rows, care_hits_below_by_state(in.u, in.state, n, in.threshold, in.rows), below, n_below);
        assert_rows(in.rows, care_hits_from_by_state(in.u, in.state, n, in.threshold, in.rows), from, n_from);
        assert_int_equal(n_below + n_from, n);
        free_input(&in);
    }
}

static void bytes_that_are_not_zero_are_those_a_plain_loop_finds(void **state)
{
    (void)state;
    for (int n = 0; n <= LONGEST; n++) {
        struct input in = input_of(n, 0);
        int expected[LONGEST + 1], n_expected = 0;
        for (int i = 0; i < n; i++) {
            in.state[i] = (uint8_t)(i % 3 == 0 ? in.state[i] << 2 : 0);
            expected[n_expected] = i;
            n_expected += in.state[i] != 0;
        }
        assert_rows(in.rows, care_hits_nonzero(in.state, n, in.rows), expected, n_expected);
        free_input(&in);
    }
}

static void a_whole_block_can_hit(void **state)
{
    (void)state;
    enum { N = 4096 };
    static uint32_t u[N];
    static uint8_t bytes[N];
    static uint16_t rows[N];
    memset(bytes, 255, sizeof bytes);
    assert_int_equal(care_hits_below(u, N, 1, rows), N);
    assert_int_equal(rows[N - 1], N - 1);
    assert_int_equal(care_hits_below(u, N, 0, rows), 0);
    assert_int_equal(care_hits_nonzero(bytes, N, rows), N);
    assert_int_equal(rows[N - 1], N - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_below_a_threshold_are_those_a_plain_loop_finds),
        cmocka_unit_test(draws_below_the_threshold_of_their_state_are_those_a_plain_loop_finds),
        cmocka_unit_test(bytes_that_are_not_zero_are_those_a_plain_loop_finds),
        cmocka_unit_test(a_whole_block_can_hit),
    };
    return cmocka_run_group_tests_name("hits", tests, NULL, NULL);
}
