/** @file  Numbers that decide: rounding to 32 bits, thresholds, and the month inside a threshold. */
#include "sim/rounding.h"

#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Any double but infinities and NaN. */
static double random_double(uint64_t i)
{
    uint64_t bits = care_key_mix(i);
    double x;
    memcpy(&x, &bits, sizeof x);
    return isfinite(x) ? x : 1.0 / (double)(i + 3);
}

static void rounding_twice_is_rounding_once(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 200000; i++) {
        const double once = care_round(random_double(i));
        assert_true(care_round(once) == once);
    }
}

static void rounding_moves_a_number_by_at_most_two_to_the_minus_32_of_itself(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 200000; i++) {
        const double x = random_double(i);
        if (isfinite(care_round(x)) && fabs(x) > 1e-300) {
            assert_true(fabs(care_round(x) - x) <= ldexp(fabs(x), -32));
            assert_true(care_round(-x) == -care_round(x));
        }
    }
}

static void the_last_bits_of_a_number_do_not_matter(void **state)
{
    (void)state;
    assert_true(care_round(0.1) == care_round(nextafter(0.1, 1)));
    assert_true(care_round(0.1) != 0.1);
    assert_true(care_round(0.3) == care_round(0.1 + 0.2));
    assert_true(0.3 != 0.1 + 0.2);
}

static void what_has_no_digits_to_round_passes_unchanged(void **state)
{
    (void)state;
    assert_true(care_round(0) == 0);
    assert_true(care_round(-7) == -7);
    assert_true(care_round(INFINITY) == INFINITY);
    assert_true(care_round(-INFINITY) == -INFINITY);
    assert_true(isnan(care_round(NAN)));
}

static void a_threshold_is_the_probability_times_two_to_the_32(void **state)
{
    (void)state;
    assert_int_equal(care_threshold(0), 0);
    assert_int_equal(care_threshold(0.5), 0x80000000u);
    assert_int_equal(care_threshold(0.25), 0x40000000u);
    assert_int_equal(care_threshold(ldexp(1, -32)), 1);
    assert_int_equal(care_threshold(1e-12), 0);
    assert_int_equal(care_threshold(0.01), 42949673); /* 42949672.96 */
}

static void a_threshold_stays_within_its_bounds(void **state)
{
    (void)state;
    assert_int_equal(care_threshold(1), UINT32_MAX);
    assert_int_equal(care_threshold(1.5), UINT32_MAX);
    assert_int_equal(care_threshold(INFINITY), UINT32_MAX);
    assert_int_equal(care_threshold(nextafter(1, 0)), UINT32_MAX);
    assert_int_equal(care_threshold(-0.1), 0);
    assert_int_equal(care_threshold(-INFINITY), 0);
    assert_int_equal(care_threshold(NAN), 0);
}

static void every_month_is_equally_likely_below_a_threshold(void **state)
{
    (void)state;
    enum { THRESHOLD = 12000 };
    int n[13] = {0};
    for (uint32_t u = 0; u < THRESHOLD; u++) {
        const int month = care_month_of(u, THRESHOLD);
        assert_in_range(month, 1, 12);
        n[month]++;
    }
    for (int month = 1; month <= 12; month++) {
        assert_int_equal(n[month], THRESHOLD / 12);
    }
}

static void the_first_and_last_draw_fall_in_the_first_and_last_month(void **state)
{
    (void)state;
    assert_int_equal(care_month_of(0, 1), 1);
    for (uint64_t i = 0; i < 10000; i++) {
        const uint32_t threshold = (uint32_t)(care_key_mix(i) >> (i % 24)) | 64;
        assert_int_equal(care_month_of(0, threshold), 1);
        assert_int_equal(care_month_of(threshold - 1, threshold), 12);
    }
    assert_int_equal(care_month_of(UINT32_MAX - 1, UINT32_MAX), 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounding_twice_is_rounding_once),
        cmocka_unit_test(rounding_moves_a_number_by_at_most_two_to_the_minus_32_of_itself),
        cmocka_unit_test(the_last_bits_of_a_number_do_not_matter),
        cmocka_unit_test(what_has_no_digits_to_round_passes_unchanged),
        cmocka_unit_test(a_threshold_is_the_probability_times_two_to_the_32),
        cmocka_unit_test(a_threshold_stays_within_its_bounds),
        cmocka_unit_test(every_month_is_equally_likely_below_a_threshold),
        cmocka_unit_test(the_first_and_last_draw_fall_in_the_first_and_last_month),
    };
    return cmocka_run_group_tests_name("rounding", tests, NULL, NULL);
}
