/** @file  Twelve months of supply: nothing falls below zero, everything is counted once. */
#include "models/system/supply_months.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct care_supply_months begun_with(int kind, int32_t n)
{
    struct care_supply_months months;
    int32_t before[CARE_SUPPLY_N_KINDS] = {0};
    before[kind] = n;
    care_supply_months_begin(&months, before);
    return months;
}

/* Month 4 of 12, counting from 0. */
static void what_opens_in_a_month_is_there_from_it_on(void **state)
{
    (void)state;
    struct care_supply_months months = begun_with(CARE_SUPPLY_DAY_PLACES, 7);
    care_supply_months_open(&months, 4, CARE_SUPPLY_DAY_PLACES, 5);
    assert_int_equal(months.stock[3][CARE_SUPPLY_DAY_PLACES], 7);
    assert_int_equal(months.stock[4][CARE_SUPPLY_DAY_PLACES], 12);
    assert_int_equal(months.stock[11][CARE_SUPPLY_DAY_PLACES], 12);
    assert_int_equal(months.changes.built[CARE_PUBLIC][CARE_DAY_PLACE], 5);
}

/* 20 by month m (from 0) are floor(20 (m + 1) / 12): 1, 3, 5, 6, 8, 10, 11, 13, 15, 16, 18, 20. */
static void a_year_is_filled_evenly_in_whole_numbers(void **state)
{
    (void)state;
    static const int32_t expected[CARE_MONTHS_A_YEAR] = {1, 3, 5, 6, 8, 10, 11, 13, 15, 16, 18, 20};
    const int kind = CARE_SUPPLY_FIRST_FACILITY + CARE_CANTEENS;
    struct care_supply_months months = begun_with(kind, 0);
    care_supply_months_open_evenly(&months, kind, 20);
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        assert_int_equal(months.stock[month][kind], expected[month]);
    }
    assert_int_equal(months.changes.opened[CARE_CANTEENS], 20);
}

/* 10 stand, 8 of them close in month 9: only two are left to close before. */
static void closing_leaves_what_a_later_month_closes(void **state)
{
    (void)state;
    const int kind = care_supply_months_bed(CARE_PRIVATE, CARE_DEMENTIA_BED);
    struct care_supply_months months = begun_with(kind, 10);
    assert_int_equal(care_supply_months_close(&months, 9, kind, 8), 8);
    assert_int_equal(care_supply_months_close(&months, 2, kind, 5), 2);
    assert_int_equal(months.stock[1][kind], 10);
    assert_int_equal(months.stock[2][kind], 8);
    assert_int_equal(months.stock[9][kind], 0);
    assert_int_equal(months.changes.closed[CARE_PRIVATE][CARE_DEMENTIA_BED], 10);
}

/* 6 ordinary beds stand and 4 nursing ones, which were ordinary once; the other owner's stay. */
static void beds_converted_before_close_in_the_class_they_have(void **state)
{
    (void)state;
    const int ordinary = care_supply_months_bed(CARE_PUBLIC, CARE_ORDINARY_BED);
    int32_t before[CARE_SUPPLY_N_KINDS] = {0};
    struct care_supply_months months;
    before[ordinary] = 6;
    before[care_supply_months_bed(CARE_PUBLIC, CARE_NURSING_BED)] = 3;
    before[care_supply_months_bed(CARE_PUBLIC, CARE_DEMENTIA_BED)] = 2;
    before[care_supply_months_bed(CARE_PUBLIC_PRIVATELY_RUN, CARE_ORDINARY_BED)] = 9;
    care_supply_months_begin(&months, before);
    assert_int_equal(care_supply_months_close(&months, 0, ordinary, 10), 10);
    assert_int_equal(months.changes.closed[CARE_PUBLIC][CARE_ORDINARY_BED], 6);
    assert_int_equal(months.changes.closed[CARE_PUBLIC][CARE_NURSING_BED], 3);
    assert_int_equal(months.changes.closed[CARE_PUBLIC][CARE_DEMENTIA_BED], 1);
    assert_int_equal(care_supply_months_close(&months, 0, ordinary, 10), 1);
    assert_int_equal(care_supply_months_beds(&months, CARE_N_BED_CLASSES), 9);
}

/* 12 beds that open in the last month cannot be converted before it: all of them are, in it. */
static void what_is_not_there_yet_is_converted_when_it_is(void **state)
{
    (void)state;
    const int ordinary = care_supply_months_bed(CARE_PRIVATE, CARE_ORDINARY_BED);
    struct care_supply_months months = begun_with(ordinary, 2);
    care_supply_months_open(&months, 11, ordinary, 12);
    care_supply_months_convert_evenly(&months, CARE_PRIVATE, CARE_ORDINARY_BED, 14);
    assert_int_equal(months.stock[0][ordinary], 1); /* floor(14 / 12) of the two */
    assert_int_equal(months.stock[10][ordinary], 0);
    assert_int_equal(months.stock[10][ordinary + 1], 2);
    assert_int_equal(months.stock[11][ordinary], 0);
    assert_int_equal(months.stock[11][ordinary + 1], 14);
    assert_int_equal(months.changes.converted_to_nursing[CARE_PRIVATE], 14);
    assert_int_equal(months.changes.converted_to_dementia[CARE_PRIVATE], 0);
}

static void nursing_beds_become_dementia_beds_of_the_same_owner(void **state)
{
    (void)state;
    const int nursing = care_supply_months_bed(CARE_PUBLIC_PRIVATELY_RUN, CARE_NURSING_BED);
    struct care_supply_months months = begun_with(nursing, 5);
    care_supply_months_convert_evenly(&months, CARE_PUBLIC_PRIVATELY_RUN, CARE_NURSING_BED, 9);
    assert_int_equal(months.stock[11][nursing], 0);
    assert_int_equal(months.stock[11][nursing + 1], 5);
    assert_int_equal(months.changes.converted_to_dementia[CARE_PUBLIC_PRIVATELY_RUN], 5);
}

/* 10 by 3:3:1 are 4.29, 4.29, 1.43: 4, 4, 1, and the one left goes to the largest remainder, the third. */
static void sharing_gives_what_is_left_to_the_largest_remainder(void **state)
{
    (void)state;
    static const double weight[3] = {3, 3, 1}, none[3] = {0, 0, 0}, same[3] = {1, 1, 1};
    int32_t share[3];
    care_supply_months_share(10, weight, 3, share);
    assert_int_equal(share[0], 4);
    assert_int_equal(share[1], 4);
    assert_int_equal(share[2], 2);
    care_supply_months_share(2, same, 3, share);
    assert_int_equal(share[0], 1);
    assert_int_equal(share[1], 1);
    assert_int_equal(share[2], 0);
    care_supply_months_share(10, none, 3, share);
    assert_int_equal(share[0] + share[1] + share[2], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_opens_in_a_month_is_there_from_it_on),
        cmocka_unit_test(a_year_is_filled_evenly_in_whole_numbers),
        cmocka_unit_test(closing_leaves_what_a_later_month_closes),
        cmocka_unit_test(beds_converted_before_close_in_the_class_they_have),
        cmocka_unit_test(what_is_not_there_yet_is_converted_when_it_is),
        cmocka_unit_test(nursing_beds_become_dementia_beds_of_the_same_owner),
        cmocka_unit_test(sharing_gives_what_is_left_to_the_largest_remainder),
    };
    return cmocka_run_group_tests_name("supply months", tests, NULL, NULL);
}
