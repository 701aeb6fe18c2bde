/** @file  Benefits: stacking, registration, indexation, lists of districts, and tables that are refused. */
#include "models/system/allowances.h"

#include "models/system/list_floor.h"

#include "tests/models/system/money_fixture.h"
#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_ROWS = 4, N_COLUMNS = CARE_ALLOWANCES_ENTITLED + CARE_N_ENTITLEMENT_COLUMNS };

struct fixture {
    struct care_money_fixture *money;
    double rows[N_ROWS][N_COLUMNS];
    struct care_sheet *table;
    struct care_allowances *allowances;
};

/* Four rows for everybody in the whole city, 100, 200, 300, 400 yuan a month, each an item of its own; the city pays. */
static int setup(void **state)
{
    static struct fixture fixture;
    static char item[N_ROWS][2] = {"a", "b", "c", "d"};
    fixture = (struct fixture){0};
    *state = &fixture;
    assert_int_equal(care_money_setup((void **)&fixture.money), 0);
    for (int row = 0; row < N_ROWS; row++) {
        for (int c = 0; c < N_COLUMNS; c++) {
            fixture.rows[row][c] = care_allowances_sheet.columns[c].fallback;
        }
        fixture.rows[row][CARE_ALLOWANCES_AREA] = CARE_MONEY_CITY;
        fixture.rows[row][CARE_ALLOWANCES_KIND] = row;
        fixture.rows[row][CARE_ALLOWANCES_YUAN] = 100 * (row + 1);
        fixture.rows[row][CARE_ALLOWANCES_CITY_SHARE] = 1;
        fixture.rows[row][CARE_ALLOWANCES_FROM_YEAR] = CARE_FIRST_YEAR;
    }
    fixture.table = care_handmade_sheet(&care_allowances_sheet, &fixture.rows[0][0], N_ROWS);
    for (int row = 0; row < N_ROWS; row++) {
        fixture.table->text[CARE_ALLOWANCES_ITEM][row] = item[row];
    }
    fixture.money->allowance_parameters.table = fixture.table;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_allowances_free(f->allowances);
    care_handmade_free(f->table);
    return care_money_teardown((void **)&f->money);
}

static void set(struct fixture *f, int row, int column, double value)
{
    f->table->number[column][row] = value;
}

static int create(struct fixture *f)
{
    return care_allowances_create(&f->money->allowance_parameters, f->money->areas, f->money->list, &f->allowances);
}

static struct care_allowances_sums sums_of(struct fixture *f, int district, int year)
{
    if (f->allowances == NULL) {
        assert_int_equal(create(f), CARE_OK);
    }
    return care_allowances_of_year(f->allowances, district, year, 1, f->money->people[district],
                                   f->money->n_people[district]);
}

static double yuan_of(const struct care_allowances_sums *sums)
{
    double yuan = 0;
    for (int kind = 0; kind < CARE_N_ALLOWANCE_KINDS; kind++) {
        yuan += sums->yuan[kind];
    }
    return yuan;
}

static const struct care_profile local = {.is_local = true}, stranger = {.is_local = false};

/* ---- amounts ---- */

static void monthly_and_yearly_amounts_are_of_a_year(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 3);
    set(f, 1, CARE_ALLOWANCES_PERIOD, 1);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.yuan[0], 3 * 1200);
    assert_yuan(sums.yuan[1], 3 * 200);
    assert_yuan(sums.persons[1], 3);
    assert_yuan(yuan_of(&sums), 3 * (1200 + 200 + 3600 + 4800));
}

static void only_those_who_fit_are_paid(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 3);
    care_money_add(f->money, 0, (struct care_profile){.is_local = true, .band = 5}, 2); /* 85 */
    set(f, 0, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_AGE_FROM, 80);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.persons[0], 2);
    assert_yuan(sums.persons[1], 5);
}

static void a_share_of_those_who_fit_may_be_paid(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 10);
    set(f, 2, CARE_ALLOWANCES_FITTING_SHARE, 0.3);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.persons[2], 3);
    assert_yuan(sums.yuan[2], 3 * 3600);
}

static void payers_pay_their_shares(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 1);
    set(f, 3, CARE_ALLOWANCES_CITY_SHARE, 0.4);
    set(f, 3, CARE_ALLOWANCES_DISTRICT_SHARE, 0.3);
    set(f, 3, CARE_ALLOWANCES_LOTTERY_SHARE, 0.2);
    set(f, 3, CARE_ALLOWANCES_CENTRAL_SHARE, 0.1);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.paid[CARE_PAYER_CITY], 1200 + 2400 + 3600 + 0.4 * 4800);
    assert_yuan(sums.paid[CARE_PAYER_DISTRICT], 0.3 * 4800);
    assert_yuan(sums.paid[CARE_PAYER_LOTTERY], 0.2 * 4800);
    assert_yuan(sums.paid[CARE_PAYER_CENTRAL], 0.1 * 4800);
}

static void nothing_is_paid_before_the_first_year(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 1);
    set(f, 0, CARE_ALLOWANCES_FROM_YEAR, CARE_MONEY_YEAR);
    const struct care_allowances_sums before = sums_of(f, 0, CARE_MONEY_YEAR - 1);
    const struct care_allowances_sums then = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(before.yuan[0], 0);
    assert_yuan(then.yuan[0], 1200);
}

/* ---- stacking ---- */

/* b and d are of one group: who fits both gets 400, who fits b only 200. Two rows of one item are a group too: a and c. */
static void of_one_group_only_the_largest_amount_is_paid(void **state)
{
    struct fixture *f = *state;
    static char group[] = "together", item[] = "a";
    f->table->text[CARE_ALLOWANCES_GROUP][1] = f->table->text[CARE_ALLOWANCES_GROUP][3] = group;
    f->table->text[CARE_ALLOWANCES_ITEM][2] = item;
    set(f, 3, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_AGE_FROM, 90);
    care_money_add(f->money, 0, local, 1);
    care_money_add(f->money, 0, (struct care_profile){.band = 6}, 10); /* 90 */
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.persons[0], 0);
    assert_yuan(sums.persons[1], 1);
    assert_yuan(sums.persons[2], 11);
    assert_yuan(sums.persons[3], 10);
    assert_yuan(yuan_of(&sums), 2400 + 10 * 4800 + 11 * 3600);
}

/* A lever lifts b above d: then b is the largest. */
static void the_largest_is_looked_for_among_the_amounts_in_force(void **state)
{
    struct fixture *f = *state;
    static char group[] = "together";
    f->table->text[CARE_ALLOWANCES_GROUP][1] = f->table->text[CARE_ALLOWANCES_GROUP][3] = group;
    f->money->allowance_parameters.amount_factor[1] = care_money_lever(3);
    care_money_add(f->money, 0, local, 1);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.yuan[1], 7200);
    assert_yuan(sums.yuan[3], 0);
}

/* ---- registration ---- */

/* District 11: 8 residents with local hukou, 2 without; 3 are registered there for each 4 with local hukou; 4 who are
 * registered live elsewhere, spread like the residents: half of the local residents are 80, so half of the absent are. */
static void each_benefit_has_its_basis_of_registration(void **state)
{
    struct fixture *f = *state;
    f->money->registered->number[CARE_REGISTERED_DISTRICT_RATIO][0] = 0.75;
    f->money->registered->number[CARE_REGISTERED_ABSENT][0] = 4;
    care_money_add(f->money, 0, local, 4);
    care_money_add(f->money, 0, (struct care_profile){.is_local = true, .band = 4}, 4);
    care_money_add(f->money, 0, stranger, 2);
    set(f, 1, CARE_ALLOWANCES_HUKOU, CARE_HUKOU_CITY);
    set(f, 2, CARE_ALLOWANCES_HUKOU, CARE_HUKOU_DISTRICT);
    set(f, 3, CARE_ALLOWANCES_HUKOU, CARE_HUKOU_CITY);
    set(f, 3, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_AGE_FROM, 80);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.persons[0], 10);
    assert_yuan(sums.persons[1], 8 + 4);
    assert_yuan(sums.persons[2], 6 + 4);
    assert_yuan(sums.persons[3], 4 + 2);
}

static void a_district_without_a_row_has_nobody_absent(void **state)
{
    struct fixture *f = *state;
    f->money->registered->number[CARE_REGISTERED_ABSENT][0] = 4;
    set(f, 0, CARE_ALLOWANCES_HUKOU, CARE_HUKOU_DISTRICT);
    care_money_add(f->money, 1, local, 7);
    const struct care_allowances_sums sums = sums_of(f, 1, CARE_MONEY_YEAR), nobody = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.persons[0], 7);
    assert_yuan(nobody.persons[0], 0);
}

/* ---- prices, lists ---- */

/* Prices have doubled; half of the growth is passed on: 1.5 / 2 of the worth, without indexation 1 / 2. */
static void what_is_indexed_keeps_a_part_of_its_worth(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 1);
    set(f, 1, CARE_ALLOWANCES_IS_INDEXED, 1);
    f->money->allowance_parameters.indexation_share = 0.5;
    assert_int_equal(create(f), CARE_OK);
    const struct care_allowances_sums sums =
        care_allowances_of_year(f->allowances, 0, CARE_MONEY_YEAR, 2, f->money->people[0], 1);
    assert_yuan(sums.yuan[0], 600);
    assert_yuan(sums.yuan[1], 1800);
}

/* b is of district 11 alone, and a row of item a that pays 200 there in place of the city's 100. */
static void a_districts_rows_of_an_item_hold_there_in_place_of_the_citys(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 1);
    care_money_add(f->money, 1, local, 1);
    assert_yuan(sums_of(f, 0, CARE_MONEY_YEAR).yuan[0], 1200);
    care_allowances_free(f->allowances);
    f->allowances = NULL;
    set(f, 1, CARE_ALLOWANCES_AREA, CARE_MONEY_FIRST_DISTRICT);
    f->table->text[CARE_ALLOWANCES_ITEM][1] = f->table->text[CARE_ALLOWANCES_ITEM][0];
    const struct care_allowances_sums own = sums_of(f, 0, CARE_MONEY_YEAR), elsewhere = sums_of(f, 1, CARE_MONEY_YEAR);
    assert_yuan(own.yuan[0], 0);
    assert_yuan(own.yuan[1], 2400);
    assert_yuan(elsewhere.yuan[0], 1200);
    assert_yuan(elsewhere.yuan[1], 0);
    assert_yuan(own.yuan[2], elsewhere.yuan[2]); /* items of which it has no row of its own */
    assert_yuan(own.yuan[2], 3600);
}

static void an_item_of_one_district_is_paid_there_alone(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 1);
    care_money_add(f->money, 1, local, 1);
    set(f, 0, CARE_ALLOWANCES_AREA, CARE_MONEY_FIRST_DISTRICT);
    assert_yuan(sums_of(f, 0, CARE_MONEY_YEAR).persons[0], 1);
    assert_yuan(sums_of(f, 1, CARE_MONEY_YEAR).persons[0], 0);
    assert_yuan(sums_of(f, 1, CARE_MONEY_YEAR).persons[1], 1);
}

/* Of a hundred only those on the list since 2025: before, ten persons fit and nobody is paid. */
static void who_is_entitled_is_told_before_the_first_year(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 10);
    set(f, 0, CARE_ALLOWANCES_FROM_YEAR, 2025);
    const struct care_allowances_sums before = sums_of(f, 0, 2024), then = sums_of(f, 0, 2025);
    assert_yuan(before.entitled[0], 10);
    assert_yuan(before.persons[0], 0);
    assert_yuan(then.entitled[0], 10);
    assert_yuan(then.persons[0], 10);
}

/* The city pays six tenths, so the district the rest. */
static void a_district_that_states_no_share_pays_what_the_others_leave(void **state)
{
    struct fixture *f = *state;
    care_money_add(f->money, 0, local, 1);
    set(f, 0, CARE_ALLOWANCES_CITY_SHARE, 0.6);
    set(f, 0, CARE_ALLOWANCES_LOTTERY_SHARE, 0.1);
    const struct care_allowances_sums sums = sums_of(f, 0, CARE_MONEY_YEAR);
    assert_yuan(sums.paid[CARE_PAYER_DISTRICT], 0.3 * 12 * 100);
}

/* ---- not below the city ---- */

/* The first row is the city's 100 yuan, the second the district's own of the same item. */
static void make_own_row(struct fixture *f, double yuan)
{
    f->table->text[CARE_ALLOWANCES_ITEM][1] = f->table->text[CARE_ALLOWANCES_ITEM][0];
    set(f, 1, CARE_ALLOWANCES_AREA, CARE_MONEY_FIRST_DISTRICT);
    set(f, 1, CARE_ALLOWANCES_YUAN, yuan);
}

static void assert_below(struct fixture *f)
{
    assert_int_equal(create(f), CARE_OK);
    assert_int_equal(care_list_floor_check(f->allowances, f->money->list), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->money->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->money->list, 0);
    assert_int_equal(fault->place.line, 3);
    assert_string_equal(fault->place.key, "yuan");
    assert_string_equal(
        fault->text_en,
        "item a of district 11 falls below the city's (line 2): a smaller amount, fewer people or later");
}

static void an_own_row_of_the_same_amount_for_more_people_is_not_below_the_city(void **state)
{
    struct fixture *f = *state;
    make_own_row(f, 100);
    set(f, 0, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_LEVEL_FROM, 3);
    set(f, 1, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_LEVEL_FROM, 2);
    assert_int_equal(create(f), CARE_OK);
    assert_int_equal(care_list_floor_check(f->allowances, f->money->list), CARE_OK);
}

static void a_smaller_amount_is_below_the_city(void **state)
{
    make_own_row(*state, 99);
    assert_below(*state);
}

static void fewer_people_are_below_the_city(void **state)
{
    make_own_row(*state, 300);
    set(*state, 1, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_AGE_FROM, 65);
    assert_below(*state);
}

static void a_later_year_is_below_the_city(void **state)
{
    make_own_row(*state, 300);
    set(*state, 1, CARE_ALLOWANCES_FROM_YEAR, CARE_FIRST_YEAR + 1);
    assert_below(*state);
}

/* ---- tables that are refused ---- */

static void assert_refused(struct fixture *f, int line, const char *key, const char *text)
{
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    assert_null(f->allowances);
    const struct care_diagnostic *fault = care_diagnostics_at(f->money->list, 0);
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->text_en, text);
}

static void shares_of_payers_that_do_not_sum_are_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    set(f, 2, CARE_ALLOWANCES_CENTRAL_SHARE, 0.2);
    assert_refused(f, 4, "city_share",
                   "city_share + district_share + lottery_share + central_share is 1.2; it must be 1");
    assert_string_equal(care_diagnostics_at(f->money->list, 0)->place.file, "handmade.csv");
}

static void an_area_that_does_not_exist_is_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    set(f, 3, CARE_ALLOWANCES_AREA, 99);
    assert_refused(f, 5, "area", "area 99 is neither the city nor a district");
}

static void registration_of_what_is_no_district_is_refused(void **state)
{
    struct fixture *f = *state;
    f->money->registered->number[CARE_REGISTERED_AREA][0] = CARE_MONEY_CITY;
    assert_refused(f, 2, "area", "area 10 is not a district");
}

static void conditions_that_nobody_meets_are_refused(void **state)
{
    struct fixture *f = *state;
    set(f, 1, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_AGE_FROM, 80);
    set(f, 1, CARE_ALLOWANCES_ENTITLED + CARE_ENTITLED_AGE_BELOW, 80);
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_at(f->money->list, 0)->place.line, 3);
}

static void a_stacking_group_of_too_many_rows_is_refused(void **state)
{
    struct fixture *f = *state;
    enum { TOO_MANY = CARE_MOST_ALLOWANCES_OF_GROUP + 1 };
    double *rows = calloc((size_t)TOO_MANY * N_COLUMNS, sizeof *rows);
    assert_non_null(rows);
    for (int row = 0; row < TOO_MANY; row++) {
        memcpy(rows + (size_t)row * N_COLUMNS, f->rows[0], sizeof f->rows[0]);
    }
    struct care_sheet *many = care_handmade_sheet(&care_allowances_sheet, rows, TOO_MANY); /* all of one item */
    f->money->allowance_parameters.table = many;
    assert_refused(f, TOO_MANY + 1, "stack_group", "more than 128 rows of one stacking group");
    care_handmade_free(many);
    free(rows);
}

int main(void)
{
#define ALLOWANCES_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        ALLOWANCES_TEST(monthly_and_yearly_amounts_are_of_a_year),
        ALLOWANCES_TEST(only_those_who_fit_are_paid),
        ALLOWANCES_TEST(a_share_of_those_who_fit_may_be_paid),
        ALLOWANCES_TEST(payers_pay_their_shares),
        ALLOWANCES_TEST(nothing_is_paid_before_the_first_year),
        ALLOWANCES_TEST(of_one_group_only_the_largest_amount_is_paid),
        ALLOWANCES_TEST(the_largest_is_looked_for_among_the_amounts_in_force),
        ALLOWANCES_TEST(each_benefit_has_its_basis_of_registration),
        ALLOWANCES_TEST(a_district_without_a_row_has_nobody_absent),
        ALLOWANCES_TEST(what_is_indexed_keeps_a_part_of_its_worth),
        ALLOWANCES_TEST(a_districts_rows_of_an_item_hold_there_in_place_of_the_citys),
        ALLOWANCES_TEST(an_item_of_one_district_is_paid_there_alone),
        ALLOWANCES_TEST(who_is_entitled_is_told_before_the_first_year),
        ALLOWANCES_TEST(a_district_that_states_no_share_pays_what_the_others_leave),
        ALLOWANCES_TEST(an_own_row_of_the_same_amount_for_more_people_is_not_below_the_city),
        ALLOWANCES_TEST(a_smaller_amount_is_below_the_city),
        ALLOWANCES_TEST(fewer_people_are_below_the_city),
        ALLOWANCES_TEST(a_later_year_is_below_the_city),
        ALLOWANCES_TEST(shares_of_payers_that_do_not_sum_are_refused_with_the_line),
        ALLOWANCES_TEST(an_area_that_does_not_exist_is_refused_with_the_line),
        ALLOWANCES_TEST(registration_of_what_is_no_district_is_refused),
        ALLOWANCES_TEST(conditions_that_nobody_meets_are_refused),
        ALLOWANCES_TEST(a_stacking_group_of_too_many_rows_is_refused),
    };
    return cmocka_run_group_tests_name("allowances", tests, NULL, NULL);
}
