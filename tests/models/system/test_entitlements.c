/** @file  Conditions by hand: each alone, rows of a table, and alternatives that overlap. */
#include "models/system/entitlements.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct care_sheet_column columns[] = {{.name = "item", .kind = CARE_SHEET_TEXT},
                                                   CARE_ENTITLEMENTS_COLUMNS};
enum { FIRST = 1, N_COLUMNS = FIRST + CARE_N_ENTITLEMENT_COLUMNS };
static const struct care_sheet_spec spec = {.name = "entitled", .columns = columns, .n_columns = N_COLUMNS};

struct fixture {
    double row[N_COLUMNS];
    struct care_diagnostics *list;
    struct care_sheet *sheet;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    for (int c = 0; c < N_COLUMNS; c++) {
        f->row[c] = columns[c].fallback;
    }
    return care_diagnostics_create(&f->list);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_handmade_free(f->sheet);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

static struct care_entitlement read_row(struct fixture *f)
{
    care_handmade_free(f->sheet);
    f->sheet = care_handmade_sheet(&spec, f->row, 1);
    return care_entitlements_read(f->sheet, FIRST, 0, f->list);
}

static void a_table_that_names_no_condition_entitles_everybody(void **state)
{
    struct fixture *f = *state;
    const struct care_entitlement all = read_row(f);
    assert_int_equal(care_diagnostics_status(f->list), CARE_OK);
    const struct care_profile youngest = {0};
    const struct care_profile oldest = {CARE_N_AGE_BANDS - 1,
                                        4,
                                        CARE_DESTITUTE,
                                        CARE_CERTIFICATE_SEVERE,
                                        true,
                                        true,
                                        true,
                                        true,
                                        true,
                                        true,
                                        true,
                                        true,
                                        true};
    assert_true(care_entitlements_holds(&all, &youngest) && care_entitlements_holds(&all, &oldest));
    assert_true(care_entitlements_holds(&care_entitlements_of_all, &youngest));
    assert_true(care_entitlements_holds(&care_entitlements_of_all, &oldest));
}

/* 80 to under 90 are the bands 4 and 5: 80-84, 85-89. */
static void ages_include_the_first_and_not_the_last(void **state)
{
    struct fixture *f = *state;
    f->row[FIRST + CARE_ENTITLED_AGE_FROM] = 80;
    f->row[FIRST + CARE_ENTITLED_AGE_BELOW] = 90;
    const struct care_entitlement octogenarians = read_row(f);
    for (uint8_t band = 0; band < CARE_N_AGE_BANDS; band++) {
        const struct care_profile who = {.band = band};
        assert_int_equal(care_entitlements_holds(&octogenarians, &who), band == 4 || band == 5);
    }
    f->row[FIRST + CARE_ENTITLED_AGE_FROM] = 100;
    f->row[FIRST + CARE_ENTITLED_AGE_BELOW] = 150;
    const struct care_entitlement centenarians = read_row(f);
    assert_int_equal(centenarians.first_band, 8);
    assert_int_equal(centenarians.last_band, 8);
}

static void grades_go_from_one_to_another_inclusive(void **state)
{
    struct fixture *f = *state;
    f->row[FIRST + CARE_ENTITLED_RELIEF_FROM] = CARE_NEAR_POOR;
    f->row[FIRST + CARE_ENTITLED_RELIEF_TO] = CARE_LOW_INCOME;
    f->row[FIRST + CARE_ENTITLED_LEVEL_FROM] = 2;
    f->row[FIRST + CARE_ENTITLED_LEVEL_TO] = 3;
    f->row[FIRST + CARE_ENTITLED_CERTIFICATE_FROM] = CARE_CERTIFICATE_OTHER;
    const struct care_entitlement some = read_row(f);
    int n = 0;
    for (uint8_t relief = 0; relief < CARE_N_RELIEFS; relief++) {
        for (uint8_t level = 0; level < CARE_N_LEVELS; level++) {
            for (uint8_t certificate = 0; certificate < CARE_N_CERTIFICATES; certificate++) {
                const struct care_profile who = {.relief = relief, .level = level, .certificate = certificate};
                const bool wanted = (relief == 1 || relief == 2) && (level == 2 || level == 3) && certificate >= 1;
                assert_int_equal(care_entitlements_holds(&some, &who), wanted);
                n += wanted;
            }
        }
    }
    assert_int_equal(n, 8);
}

/* Each condition of yes or no looks at its own fact and at no other. */
static void each_answer_asks_for_its_own_fact(void **state)
{
    struct fixture *f = *state;
    enum { N_ANSWERS = CARE_N_ENTITLEMENT_COLUMNS - CARE_ENTITLED_LATE_DEMENTIA, NO = 1, YES = 2 };
    for (int asked = 0; asked < N_ANSWERS; asked++) {
        for (int fact = 0; fact < N_ANSWERS; fact++) {
            bool is[N_ANSWERS] = {false};
            is[fact] = true;
            const struct care_profile who = {.has_late_dementia = is[0],
                                             .is_bereaved = is[1],
                                             .is_insured = is[2],
                                             .is_veteran = is[3],
                                             .is_local = is[4],
                                             .is_rural = is[5],
                                             .is_special = is[6],
                                             .is_alone = is[7],
                                             .is_in_home = is[8]};
            f->row[FIRST + CARE_ENTITLED_LATE_DEMENTIA + asked] = YES;
            const struct care_entitlement with = read_row(f);
            f->row[FIRST + CARE_ENTITLED_LATE_DEMENTIA + asked] = NO;
            const struct care_entitlement without = read_row(f);
            f->row[FIRST + CARE_ENTITLED_LATE_DEMENTIA + asked] = 0;
            assert_int_equal(care_entitlements_holds(&with, &who), asked == fact);
            assert_int_equal(care_entitlements_holds(&without, &who), asked != fact);
        }
    }
}

/* 10 of 80-84, of whom 4 live alone; 7 of 60-64 who live alone; 5 of 60-64 who do not. 80 and over: 10; alone: 11;
 * either: 17, not 21. */
static void who_fits_two_alternatives_is_counted_once(void **state)
{
    (void)state;
    struct care_entitlement old = care_entitlements_of_all, alone = care_entitlements_of_all;
    old.first_band = 4;
    alone.alone = 1;
    const struct care_entitlement either[] = {old, alone};
    const struct care_profile_count list[] = {
        {{.band = 0}, 5}, {{.band = 0, .is_alone = true}, 7}, {{.band = 4}, 6}, {{.band = 4, .is_alone = true}, 4}};
    assert_int_equal(care_entitlements_persons(&old, 1, list, 4), 10);
    assert_int_equal(care_entitlements_persons(&alone, 1, list, 4), 11);
    assert_int_equal(care_entitlements_persons(either, 2, list, 4), 17);
    assert_int_equal(care_entitlements_persons(either, 0, list, 4), 0);
    assert_int_equal(care_entitlements_persons(either, 2, list, 0), 0);
}

static void assert_refused(struct fixture *f, const char *key, const char *text)
{
    (void)read_row(f);
    assert_int_equal(care_diagnostics_status(f->list), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_int_equal(fault->place.line, 2);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->text_en, text);
}

static void an_age_inside_a_band_is_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    f->row[FIRST + CARE_ENTITLED_AGE_FROM] = 67;
    assert_refused(f, "age_from", "age 67 is inside a band; allowed: 60, 65, 70 .. 100");
}

static void an_upper_age_beyond_the_bands_is_refused(void **state)
{
    struct fixture *f = *state;
    f->row[FIRST + CARE_ENTITLED_AGE_BELOW] = 105;
    assert_refused(f, "age_below", "age 105 is inside a band; allowed: 60, 65, 70 .. 100");
}

static void ages_that_nobody_has_are_refused(void **state)
{
    struct fixture *f = *state;
    f->row[FIRST + CARE_ENTITLED_AGE_FROM] = f->row[FIRST + CARE_ENTITLED_AGE_BELOW] = 80;
    assert_refused(f, "age_below", "age_below must exceed age_from: nobody can be entitled");
}

static void grades_in_the_wrong_order_are_refused(void **state)
{
    struct fixture *f = *state;
    f->row[FIRST + CARE_ENTITLED_LEVEL_FROM] = 3;
    f->row[FIRST + CARE_ENTITLED_LEVEL_TO] = 2;
    assert_refused(f, "level_to", "level_from exceeds level_to: nobody can be entitled");
}

int main(void)
{
#define ENTITLEMENT_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        ENTITLEMENT_TEST(a_table_that_names_no_condition_entitles_everybody),
        ENTITLEMENT_TEST(ages_include_the_first_and_not_the_last),
        ENTITLEMENT_TEST(grades_go_from_one_to_another_inclusive),
        ENTITLEMENT_TEST(each_answer_asks_for_its_own_fact),
        ENTITLEMENT_TEST(who_fits_two_alternatives_is_counted_once),
        ENTITLEMENT_TEST(an_age_inside_a_band_is_refused_with_the_line),
        ENTITLEMENT_TEST(an_upper_age_beyond_the_bands_is_refused),
        ENTITLEMENT_TEST(ages_that_nobody_has_are_refused),
        ENTITLEMENT_TEST(grades_in_the_wrong_order_are_refused),
    };
    return cmocka_run_group_tests_name("entitlements", tests, NULL, NULL);
}
