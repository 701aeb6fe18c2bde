/** @file  The grammar of numbers and their shortest texts. */
#include "scenarios/numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <float.h>
#include <math.h>
#include <string.h>

static void whole_numbers_are_digits_without_leading_zeros(void **state)
{
    (void)state;
    double value = 0;
    assert_true(care_numbers_read_int("-12", &value) && value == -12);
    assert_true(care_numbers_read_int("9007199254740992", &value) && value == 9007199254740992.0);
    assert_true(care_numbers_read_int("-0", &value) && value == 0 && !signbit(value));
    static const char *const bad[] = {"",   "-", "01", "-01", "1.", "1.0", "1e3", " 1", "1 ", "--1", "9007199254740994",
                                      "0x1"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(care_numbers_read_int(bad[i], &value));
    }
}

static void decimal_numbers_may_have_a_fraction_and_an_exponent(void **state)
{
    (void)state;
    double value = 0;
    assert_true(care_numbers_read_real("0.35", &value) && value == 0.35);
    assert_true(care_numbers_read_real("-2E+3", &value) && value == -2000);
    assert_true(care_numbers_read_real("2e-4", &value) && value == 2e-4);
    assert_true(care_numbers_read_real("0e9", &value) && value == 0);
    assert_true(care_numbers_read_real("0.000", &value) && value == 0);
    assert_true(care_numbers_read_real("4.9406564584124654e-324", &value) && value > 0);
    static const char *const bad[] = {"",       "-",   ".",        "1.",    ".1",  "1e",    "e1", "1e400",
                                      "1e-400", "nan", "infinity", "0x1p1", "1,5", "1.5.5", "00", "1 e5"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_false(care_numbers_read_real(bad[i], &value));
    }
}

static void a_number_is_written_in_the_shortest_text_that_reads_back(void **state)
{
    (void)state;
    char text[CARE_NUMBERS_TEXT];
    assert_string_equal(care_numbers_format(text, 0.1), "0.1");
    assert_string_equal(care_numbers_format(text, 0.1 + 0.2), "0.30000000000000004");
    assert_string_equal(care_numbers_format(text, 120101), "120101");
    assert_string_equal(care_numbers_format(text, 1.0 / 3.0), "0.3333333333333333");
    double back = 0;
    const double values[] = {DBL_MAX, DBL_MIN, DBL_EPSILON, 1e22, 123456789012345678.0, 5e-324, -0.7};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        assert_true(care_numbers_read_real(care_numbers_format(text, values[i]), &back));
        assert_true(back == values[i]);
    }
    char range[CARE_NUMBERS_RANGE];
    assert_string_equal(care_numbers_range(range, -DBL_MAX, DBL_MAX),
                        "[-1.7976931348623157e+308, 1.7976931348623157e+308]");
}

static void a_plausible_range_is_written_with_two_dots_and_none_as_nothing(void **state)
{
    (void)state;
    char text[CARE_NUMBERS_RANGE];
    assert_string_equal(care_numbers_plausible(text, 0.4, 0.85), "0.4..0.85");
    assert_string_equal(care_numbers_plausible(text, -0.12, 0), "-0.12..0");
    assert_string_equal(care_numbers_plausible(text, 0, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_numbers_are_digits_without_leading_zeros),
        cmocka_unit_test(decimal_numbers_may_have_a_fraction_and_an_exponent),
        cmocka_unit_test(a_number_is_written_in_the_shortest_text_that_reads_back),
        cmocka_unit_test(a_plausible_range_is_written_with_two_dots_and_none_as_nothing),
    };
    return cmocka_run_group_tests_name("numbers", tests, NULL, NULL);
}
