/** @file  The distance between names, and the nearest of several. */
#include "sim/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void the_distance_counts_slips(void **state)
{
    (void)state;
    const struct {
        const char *a, *b;
        int distance;
    } pairs[] = {{"", "", 0},        {"male", "male", 0},  {"mael", "male", 1},
                 {"mal", "male", 1}, {"malee", "male", 1}, {"mule", "male", 1},
                 {"", "male", 4},    {"MALE", "male", 0},  {"kitten", "sitting", 3}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_int_equal(care_nearest_distance(pairs[i].a, strlen(pairs[i].a), pairs[i].b, strlen(pairs[i].b)),
                         pairs[i].distance);
    }
    char longer[80];
    memset(longer, 'a', sizeof longer);
    assert_int_equal(care_nearest_distance(longer, sizeof longer, "a", 1), CARE_NEAREST_FAR);
}

static void the_nearest_of_nothing_is_nothing(void **state)
{
    (void)state;
    const char *const known[] = {"low", "middle", "high", NULL}, *const none[] = {NULL};
    assert_string_equal(care_nearest_of("hgih", known), "high");
    assert_null(care_nearest_of("high", none));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_counts_slips),
        cmocka_unit_test(the_nearest_of_nothing_is_nothing),
    };
    return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
