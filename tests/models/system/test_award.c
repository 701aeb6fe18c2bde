/** @file  The award to the best districts of a year, by hand. */
#include "models/system/award.h"

#include "tests/models/system/supply_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define assert_near(found, expected, tolerance) assert_true(fabs((found) - (expected)) <= (tolerance))

enum { YEAR = 2022, N = CARE_FIXTURE_N_DISTRICTS };

/* The listed home of ten dementia beds opens in the first district: 200 beds, 70 of them for nursing, become 210 and 80, 35 %
 * to 38.1 %. Then one of 40 nursing beds in the third: 50 ordinary beds become 90, from nothing to 44.4 %. */
static void open_homes(struct care_supply_fixture *f)
{
    const int first = care_supply_fixture_add_project(f, "2022-01"),
              third = care_supply_fixture_add_project(f, "2022-01");
    care_supply_fixture_put(f, first, CARE_SUPPLY_PROJECTS_BEDS + CARE_DEMENTIA_BED, 10);
    care_supply_fixture_put(f, third, CARE_SUPPLY_PROJECTS_AREA, 13);
    care_supply_fixture_put(f, third, CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED, 40);
    care_supply_fixture_create(f);
}

static void the_rise_is_that_of_the_share_of_nursing_beds(void **state)
{
    struct care_supply_fixture *f = *state;
    open_homes(f);
    assert_near(care_award_rise(f->supply, 0, YEAR), 80 / 210.0 - 70 / 200.0, 1e-9);
    assert_near(care_award_rise(f->supply, 1, YEAR), 0, 0);
    assert_near(care_award_rise(f->supply, 2, YEAR), 40 / 90.0, 1e-9);
    assert_near(care_award_rise(f->supply, 2, YEAR + 1), 0, 0);
}

static void the_best_win_and_nobody_without_a_rise(void **state)
{
    struct care_supply_fixture *f = *state;
    open_homes(f);
    static const bool is_won[N + 1][N] = {
        {false, false, false}, {false, false, true}, {true, false, true}, {true, false, true}};
    for (int units = 0; units <= N; units++) {
        for (int d = 0; d < N; d++) {
            assert_int_equal(care_award_is_won(f->supply, d, YEAR, units), is_won[units][d]);
            assert_false(care_award_is_won(f->supply, d, YEAR + 1, units));
        }
    }
}

int main(void)
{
#define AWARD_TEST(name) cmocka_unit_test_setup_teardown(name, care_supply_fixture_setup, care_supply_fixture_teardown)
    const struct CMUnitTest tests[] = {
        AWARD_TEST(the_rise_is_that_of_the_share_of_nursing_beds),
        AWARD_TEST(the_best_win_and_nobody_without_a_rise),
    };
    return cmocka_run_group_tests_name("award", tests, NULL, NULL);
}
