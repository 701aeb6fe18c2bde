/** @file  Roots: known ones found, those that are not there refused. */
#include "models/solve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double shifted_square(double x, void *context)
{
    return x * x - *(const double *)context;
}

static double undefined(double x, void *context)
{
    (void)context;
    return x < 1 ? -1 : NAN;
}

static void a_root_is_found_and_rounded(void **state)
{
    (void)state;
    double two = 2, root = 0;
    assert_int_equal(care_solve_root(shifted_square, &two, 0, 10, &root), CARE_OK);
    assert_true(fabs(root - sqrt(2)) < 4e-10);
    assert_true(ldexp(root, 31) == nearbyint(ldexp(root, 31))); /* 32 significant bits */
}

static void a_root_at_the_end_of_the_range_is_found(void **state)
{
    (void)state;
    double nine = 9, root = 0;
    assert_int_equal(care_solve_root(shifted_square, &nine, 3, 10, &root), CARE_OK);
    assert_true(fabs(root - 3) < 1e-8);
}

static void equal_signs_at_both_ends_are_refused(void **state)
{
    (void)state;
    double two = 2, root = 0;
    assert_int_equal(care_solve_root(shifted_square, &two, 2, 10, &root), CARE_ERROR_SOLVER);
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    double root = 0;
    assert_int_equal(care_solve_root(undefined, NULL, 0, 2, &root), CARE_ERROR_SOLVER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_root_is_found_and_rounded),
        cmocka_unit_test(a_root_at_the_end_of_the_range_is_found),
        cmocka_unit_test(equal_signs_at_both_ends_are_refused),
        cmocka_unit_test(what_is_no_number_is_refused),
    };
    return cmocka_run_group_tests_name("solve", tests, NULL, NULL);
}
