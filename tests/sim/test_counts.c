/** @file  Counts of small values: the same as a plain loop finds, for every length. */
#include "sim/counts.h"

#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 600, BLOCK = 4096, MOST_VALUES = 16 };

/* Of exactly n bytes: the sanitizer sees a read past the end. The caller frees. */
static uint8_t *bytes_of(int n)
{
    uint8_t *byte = malloc(n > 0 ? (size_t)n : 1);
    assert_non_null(byte);
    for (int i = 0; i < n; i++) {
        const uint64_t chance = care_key_join((uint64_t)n, (uint64_t)i);
        byte[i] = (uint8_t)(chance % 5 == 0 ? 0 : chance % 7 == 0 ? 255 : (chance >> 20) % 20);
    }
    return byte;
}

static void each_value_is_counted_as_a_plain_loop_does(void **state)
{
    (void)state;
    for (int n = 0; n <= LONGEST; n++) {
        uint8_t *byte = bytes_of(n);
        for (int n_values = 1; n_values <= MOST_VALUES; n_values += 5) {
            int32_t count[MOST_VALUES + 1] = {0}, expected[MOST_VALUES + 1] = {0};
            for (int i = 0; i < n; i++) {
                expected[byte[i] < n_values ? byte[i] : MOST_VALUES]++;
            }
            expected[MOST_VALUES] = 0;
            care_counts_of_bytes(byte, n, n_values, count);
            assert_memory_equal(count, expected, sizeof count);
        }
        free(byte);
    }
}

static void counts_are_added_to_what_is_there(void **state)
{
    (void)state;
    const uint8_t byte[] = {1, 0, 1, 9};
    int32_t count[2] = {10, 20};
    care_counts_of_bytes(byte, 4, 2, count);
    assert_int_equal(count[0], 11);
    assert_int_equal(count[1], 22);
}

static void a_block_of_one_value_overflows_no_lane(void **state)
{
    (void)state;
    static uint8_t byte[BLOCK];
    for (int value = 0; value < MOST_VALUES; value++) {
        int32_t count[MOST_VALUES] = {0};
        memset(byte, value, sizeof byte);
        care_counts_of_bytes(byte, BLOCK, MOST_VALUES, count);
        for (int v = 0; v < MOST_VALUES; v++) {
            assert_int_equal(count[v], v == value ? BLOCK : 0);
        }
        assert_int_equal(care_counts_nonzero(byte, BLOCK), value == 0 ? 0 : BLOCK);
    }
}

static void bytes_that_are_not_zero_are_counted_as_a_plain_loop_does(void **state)
{
    (void)state;
    for (int n = 0; n <= LONGEST; n++) {
        uint8_t *byte = bytes_of(n);
        int expected = 0;
        for (int i = 0; i < n; i++) {
            expected += byte[i] != 0;
        }
        assert_int_equal(care_counts_nonzero(byte, n), expected);
        free(byte);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_is_counted_as_a_plain_loop_does),
        cmocka_unit_test(counts_are_added_to_what_is_there),
        cmocka_unit_test(a_block_of_one_value_overflows_no_lane),
        cmocka_unit_test(bytes_that_are_not_zero_are_counted_as_a_plain_loop_does),
    };
    return cmocka_run_group_tests_name("counts", tests, NULL, NULL);
}
