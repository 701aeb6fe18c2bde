/** @file  The books: every yuan has a payer and a receiver, and sums agree to the fen. */
#include "models/system/ledger.h"

#include "tests/models/system/money_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void pay(struct care_money_fixture *f, enum care_payer payer, double yuan)
{
    care_ledger_pay(&f->ledger, 1, CARE_MONEY_SERVE, payer, CARE_RECEIVER_SERVICES, yuan);
}

static void an_amount_enters_once_for_the_payer_and_once_for_the_receiver(void **state)
{
    struct care_money_fixture *f = *state;
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR, 1);
    care_ledger_pay(&f->ledger, 1, CARE_MONEY_MEALS, CARE_PAYER_LOTTERY, CARE_RECEIVER_SERVICES, 12.34);
    care_ledger_pay(&f->ledger, 1, CARE_MONEY_MEALS, CARE_PAYER_LOTTERY, CARE_RECEIVER_SERVICES, 1);
    for (int purpose = 0; purpose < CARE_N_MONEY_PURPOSES; purpose++) {
        for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
            const bool is_it = purpose == CARE_MONEY_MEALS && payer == CARE_PAYER_LOTTERY;
            assert_true(care_money_cost(f, 1, purpose, payer) == (is_it ? 13.34 : 0));
            assert_true(care_money_cost(f, 0, purpose, payer) == 0);
        }
        for (int receiver = 0; receiver < CARE_N_RECEIVERS; receiver++) {
            const bool is_it = purpose == CARE_MONEY_MEALS && receiver == CARE_RECEIVER_SERVICES;
            assert_true(care_money_received(f, 1, purpose, receiver) == (is_it ? 13.34 : 0));
        }
    }
    assert_true(care_ledger_paid(&f->ledger, 1, CARE_PAYER_LOTTERY) == 13.34);
}

/* Thirds of a fen are lost or won on entry, so that three payers of 3.333.. pay 9.99, and 9.99 is received. */
static void amounts_are_rounded_to_the_fen_before_they_enter(void **state)
{
    struct care_money_fixture *f = *state;
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR, 1);
    pay(f, CARE_PAYER_USER, 10.0 / 3);
    pay(f, CARE_PAYER_CITY, 10.0 / 3);
    pay(f, CARE_PAYER_LTCI, 10.0 / 3);
    assert_true(care_money_cost(f, 1, CARE_MONEY_SERVE, CARE_PAYER_CITY) == 3.33);
    assert_true(care_money_received(f, 1, CARE_MONEY_SERVE, CARE_RECEIVER_SERVICES) == 9.99);
}

/* A million entries of 0.1 yuan: sums of doubles would have drifted. */
static void many_small_entries_sum_exactly(void **state)
{
    struct care_money_fixture *f = *state;
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR, 1);
    for (int i = 0; i < 1000000; i++) {
        pay(f, CARE_PAYER_USER, 0.1);
    }
    assert_true(care_money_cost(f, 1, CARE_MONEY_SERVE, CARE_PAYER_USER) == 100000);
}

static void amounts_are_turned_into_the_prices_reported(void **state)
{
    struct care_money_fixture *f = *state;
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR, 1.25);
    pay(f, CARE_PAYER_USER, 80);
    assert_true(care_money_cost(f, 1, CARE_MONEY_SERVE, CARE_PAYER_USER) == 100);
}

static void a_new_year_begins_with_empty_books_and_leaves_the_old_one_in_the_cubes(void **state)
{
    struct care_money_fixture *f = *state;
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR, 1);
    pay(f, CARE_PAYER_USER, 5);
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR + 1, 1);
    assert_true(care_ledger_paid(&f->ledger, 1, CARE_PAYER_USER) == 0);
    pay(f, CARE_PAYER_USER, 7);
    assert_true(care_money_cost(f, 1, CARE_MONEY_SERVE, CARE_PAYER_USER) == 5);
    assert_true(care_ledger_paid(&f->ledger, 1, CARE_PAYER_USER) == 7);
}

static void while_no_year_is_open_nothing_enters(void **state)
{
    struct care_money_fixture *f = *state;
    pay(f, CARE_PAYER_USER, 5);
    assert_true(isnan(care_money_cost(f, 1, CARE_MONEY_SERVE, CARE_PAYER_USER)));
    assert_true(care_ledger_paid(&f->ledger, 1, CARE_PAYER_USER) == 0);
}

static void books_are_kept_without_cubes_too(void **state)
{
    struct care_money_fixture *f = *state;
    f->ledger.cost = f->ledger.received = NULL;
    care_ledger_open(&f->ledger, CARE_MONEY_YEAR, 1);
    pay(f, CARE_PAYER_USER, 5);
    assert_true(care_ledger_paid(&f->ledger, 1, CARE_PAYER_USER) == 5);
}

int main(void)
{
#define LEDGER_TEST(name) cmocka_unit_test_setup_teardown(name, care_money_setup, care_money_teardown)
    const struct CMUnitTest tests[] = {
        LEDGER_TEST(an_amount_enters_once_for_the_payer_and_once_for_the_receiver),
        LEDGER_TEST(amounts_are_rounded_to_the_fen_before_they_enter),
        LEDGER_TEST(many_small_entries_sum_exactly),
        LEDGER_TEST(amounts_are_turned_into_the_prices_reported),
        LEDGER_TEST(a_new_year_begins_with_empty_books_and_leaves_the_old_one_in_the_cubes),
        LEDGER_TEST(while_no_year_is_open_nothing_enters),
        LEDGER_TEST(books_are_kept_without_cubes_too),
    };
    return cmocka_run_group_tests_name("ledger", tests, NULL, NULL);
}
