/** @file  Loans of investors by hand: what is borrowed, owed and paid on it. */
#include "models/system/loans.h"

#include "tests/models/system/money_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { DISTRICT = 0, CODE = 11, YEAR = 2021 };

struct fixture {
    struct care_loans_parameters parameters; /* 4 % a year, four years, at most 30 million a firm of 200 beds */
    struct care_loans loans;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    f->parameters = (struct care_loans_parameters){.share = care_money_lever(0.5),
                                                   .most_million_yuan = care_money_lever(30),
                                                   .rate_per_year = care_money_lever(0.04),
                                                   .subsidised_share = care_money_lever(0.25),
                                                   .beds_per_firm = 200,
                                                   .years = 4};
    f->loans = (struct care_loans){.parameters = &f->parameters, .n_districts = 2};
    return care_loans_create(&f->loans);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_loans_free(&f->loans);
    free(f);
    return 0;
}

/* 400 beds for 80 million, half of it borrowed: two firms might borrow 60. */
static void a_share_of_the_building_cost_is_borrowed(void **state)
{
    struct fixture *f = *state;
    double items[CARE_N_LOAN_ITEMS];
    care_loans_year(&f->loans, DISTRICT, CODE, YEAR, 80e6, 400, items);
    assert_yuan(items[CARE_LOANS_BORROWED], 40e6);
    assert_yuan(items[CARE_LOANS_REPAID], 0);
    assert_yuan(items[CARE_LOANS_OWED], 40e6);
    assert_yuan(items[CARE_LOANS_INTEREST], 0.04 * 20e6);
    assert_yuan(items[CARE_LOANS_SUBSIDY], 0.01 * 20e6);
}

/* 100 beds are half a firm: 15 million at most. */
static void the_limit_of_a_firm_binds(void **state)
{
    struct fixture *f = *state;
    double items[CARE_N_LOAN_ITEMS];
    care_loans_year(&f->loans, DISTRICT, CODE, YEAR, 80e6, 100, items);
    assert_yuan(items[CARE_LOANS_BORROWED], 15e6);
}

/* 40 million in four parts of 10: interest on 40, 30, 20, 10 in the years after the first, then nothing. */
static void loans_are_paid_back_in_equal_parts(void **state)
{
    struct fixture *f = *state;
    double items[CARE_N_LOAN_ITEMS];
    care_loans_year(&f->loans, DISTRICT, CODE, YEAR, 80e6, 400, items);
    for (int age = 1; age <= 4; age++) {
        care_loans_year(&f->loans, DISTRICT, CODE, YEAR + age, 0, 0, items);
        assert_yuan(items[CARE_LOANS_REPAID], 10e6);
        assert_yuan(items[CARE_LOANS_OWED], 40e6 - age * 10e6);
        assert_yuan(items[CARE_LOANS_INTEREST], 0.04 * (50e6 - age * 10e6));
    }
    care_loans_year(&f->loans, DISTRICT, CODE, YEAR + 5, 0, 0, items);
    assert_yuan(items[CARE_LOANS_REPAID] + items[CARE_LOANS_OWED] + items[CARE_LOANS_INTEREST], 0);
}

static void a_district_owes_its_own_loans_only(void **state)
{
    struct fixture *f = *state;
    double items[CARE_N_LOAN_ITEMS];
    care_loans_year(&f->loans, DISTRICT, CODE, YEAR, 80e6, 400, items);
    care_loans_year(&f->loans, DISTRICT + 1, CODE + 1, YEAR + 1, 0, 0, items);
    assert_yuan(items[CARE_LOANS_OWED], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_share_of_the_building_cost_is_borrowed, setup, teardown),
        cmocka_unit_test_setup_teardown(the_limit_of_a_firm_binds, setup, teardown),
        cmocka_unit_test_setup_teardown(loans_are_paid_back_in_equal_parts, setup, teardown),
        cmocka_unit_test_setup_teardown(a_district_owes_its_own_loans_only, setup, teardown),
    };
    return cmocka_run_group_tests_name("loans", tests, NULL, NULL);
}
