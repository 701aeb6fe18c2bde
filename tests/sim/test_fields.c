/** @file  A series answers for every year. */
#include "sim/fields.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_series_is_level_outside_its_years(void **state)
{
    (void)state;
    struct care_series series;
    for (int i = 0; i < CARE_N_YEARS; i++) {
        series.value[i] = CARE_FIRST_YEAR + i;
    }
    assert_true(care_series_at(&series, 2020) == 2020);
    assert_true(care_series_at(&series, 2033) == 2033);
    assert_true(care_series_at(&series, 2050) == 2050);
    assert_true(care_series_at(&series, 1900) == 2020);
    assert_true(care_series_at(&series, 2051) == 2050);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_series_is_level_outside_its_years)};
    return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
