/** @file  Mixed keys: the published sequence of SplitMix64, no two alike, the order of the parts matters. */
#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Test vectors of the reference implementation: seed 0 and seed 1234567. */
static void the_mix_is_that_of_splitmix64(void **state)
{
    (void)state;
    assert_true(care_key_mix(0) == UINT64_C(0xE220A8397B1DCDAF));
    assert_true(care_key_mix(1234567) == UINT64_C(6457827717110365317));
    assert_true(care_key_mix(1234567 + UINT64_C(0x9E3779B97F4A7C15)) == UINT64_C(3203168211198807973));
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void neighbours_never_share_a_key(void **state)
{
    (void)state;
    enum { N = 200000 };
    static uint64_t keys[N];
    for (uint64_t i = 0; i < N; i++) {
        keys[i] = i % 2 == 0 ? care_key_mix(i) : care_key_join(77, i);
    }
    qsort(keys, N, sizeof keys[0], compare);
    for (int i = 1; i < N; i++) {
        assert_true(keys[i - 1] < keys[i]);
    }
}

static void a_joined_key_depends_on_both_parts_and_their_order(void **state)
{
    (void)state;
    assert_true(care_key_join(1, 2) == care_key_join(1, 2));
    assert_true(care_key_join(1, 2) != care_key_join(2, 1));
    assert_true(care_key_join(1, 2) != care_key_join(1, 3));
    assert_true(care_key_join(1, 2) != care_key_join(4, 2));
    assert_true(care_key_join(0, 0) != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mix_is_that_of_splitmix64),
        cmocka_unit_test(neighbours_never_share_a_key),
        cmocka_unit_test(a_joined_key_depends_on_both_parts_and_their_order),
    };
    return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
