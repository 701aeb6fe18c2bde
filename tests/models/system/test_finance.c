/** @file  Who pays for what in a year, by hand; and that every yuan paid is received. */
#include "models/system/finance.h"

#include "tests/models/system/money_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MODERATE = 2, SEVERE = 3 };

static const struct care_profile severe_insured = {.level = SEVERE, .is_insured = true};

static void let_everybody_eligible_be_paid(struct care_money_fixture *f)
{
    f->prices.ltci_take_up = care_money_lever(1);
}

static double sum_of_payers(const struct care_money_fixture *f, int district, enum care_purpose_of_money purpose)
{
    double sum = 0;
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        sum += care_money_cost(f, district, (int)purpose, payer);
    }
    return sum;
}

/* ---- long-term care insurance ---- */

/* 70 yuan a day x 70 % x 365 days (rules of 2024). */
static void a_severe_insured_person_in_a_home_costs_the_fund_17885_yuan_a_year(void **state)
{
    struct care_money_fixture *f = *state;
    let_everybody_eligible_be_paid(f);
    care_money_hold(f, 0, CARE_NURSING_BED, severe_insured, 12, 0);
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_OPERATE, CARE_PAYER_LTCI), 17885);
    assert_yuan(care_money_cell(f, f->finance.ltci_cost, 0, CARE_LTCI_INSTITUTION), 17885);
    assert_yuan(care_money_cell(f, f->finance.ltci_persons, 0, CARE_LTCI_INSTITUTION), 1);
}

/* 30 hours a month at 70 yuan, 2,100 x 75 % x 12 months. */
static void a_severe_insured_person_at_home_costs_the_fund_18900_yuan_a_year(void **state)
{
    struct care_money_fixture *f = *state;
    let_everybody_eligible_be_paid(f);
    care_money_hold(f, 0, CARE_VISITS_PLACE, severe_insured, 12, 0);
    care_money_hold(f, 1, CARE_HOME_BED_PLACE, severe_insured, 12, 0);
    care_money_run(f);
    for (int d = 0; d < CARE_MONEY_N_DISTRICTS; d++) {
        assert_yuan(care_money_cost(f, d, CARE_MONEY_SERVE, CARE_PAYER_LTCI), 18900);
        assert_yuan(care_money_cell(f, f->finance.ltci_cost, d, CARE_LTCI_HOME), 18900);
        assert_yuan(care_money_cell(f, f->finance.ltci_persons, d, CARE_LTCI_HOME), 1);
    }
}

/* 750 a month, cash to the family. */
static void a_severe_insured_person_cared_for_by_the_family_costs_the_fund_9000_yuan_a_year(void **state)
{
    struct care_money_fixture *f = *state;
    let_everybody_eligible_be_paid(f);
    care_money_add(f, 0, severe_insured, 1);
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_ALLOWANCES, CARE_PAYER_LTCI), 9000);
    assert_yuan(care_money_received(f, 0, CARE_MONEY_ALLOWANCES, CARE_RECEIVER_RESIDENTS), 9000);
    assert_yuan(care_money_cell(f, f->finance.ltci_persons, 0, CARE_LTCI_FAMILY), 1);
}

/* Assessed in the month of moving in: eleven of the twelve months are paid. */
static void the_month_of_the_assessment_is_not_paid(void **state)
{
    struct care_money_fixture *f = *state;
    let_everybody_eligible_be_paid(f);
    care_money_hold(f, 0, CARE_NURSING_BED, severe_insured, 12, 1);
    care_money_hold(f, 1, CARE_VISITS_PLACE, severe_insured, 1, 1);
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_OPERATE, CARE_PAYER_LTCI), 17885 * 11 / 12.0);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_SERVE, CARE_PAYER_LTCI), 0);
    assert_yuan(sum_of_payers(f, 1, CARE_MONEY_SERVE), 5 * 52 * 65 / 12.0);
}

static void insurance_pays_neither_the_less_disabled_nor_those_outside_the_scheme(void **state)
{
    struct care_money_fixture *f = *state;
    let_everybody_eligible_be_paid(f);
    care_money_hold(f, 0, CARE_NURSING_BED, (struct care_profile){.level = MODERATE, .is_insured = true}, 12, 0);
    care_money_hold(f, 0, CARE_NURSING_BED, (struct care_profile){.level = SEVERE}, 12, 0);
    care_money_add(f, 0, (struct care_profile){.level = SEVERE}, 5);
    care_money_run(f);
    for (int purpose = 0; purpose < CARE_N_MONEY_PURPOSES; purpose++) {
        assert_yuan(care_money_cost(f, 0, purpose, CARE_PAYER_LTCI), 0);
    }
}

/* ---- building ---- */

/* Ten public nursing beds: 30,000 of each 200,000 are subsidy (city 40 %, district 40 %, lottery 20 %), the rest is public
 * building (30, 40, 20, 10 %). */
static void public_beds_are_paid_out_of_public_money(void **state)
{
    struct care_money_fixture *f = *state;
    f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS + 1].built[CARE_PUBLIC][CARE_NURSING_BED] =
        10;
    care_money_run(f);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_BUILD, CARE_PAYER_CITY), 0.3 * 1700000);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_BUILD, CARE_PAYER_DISTRICT), 0.4 * 1700000);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_BUILD, CARE_PAYER_LOTTERY), 0.2 * 1700000);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_BUILD, CARE_PAYER_CENTRAL), 0.1 * 1700000);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_SUBSIDISE, CARE_PAYER_LOTTERY), 0.2 * 300000);
    assert_yuan(care_money_received(f, 1, CARE_MONEY_BUILD, CARE_RECEIVER_BUILDERS), 1700000);
    assert_yuan(care_money_received(f, 1, CARE_MONEY_SUBSIDISE, CARE_RECEIVER_HOMES), 300000);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_BUILD), 0);
}

/* Half on rented premises: (15,000 + 6,000) / 2 of each 150,000. */
static void private_beds_are_paid_by_investors_less_the_subsidy(void **state)
{
    struct care_money_fixture *f = *state;
    f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS].built[CARE_PRIVATE][CARE_ORDINARY_BED] = 4;
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_BUILD, CARE_PAYER_INVESTOR), 4 * 139500);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_BUILD), 4 * 139500);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_SUBSIDISE), 4 * 10500);
}

/* 3 private beds into nursing, 2 public ones on into dementia beds; 5 day places, 7 home beds; a guidance centre of 500 m2,
 * a new full street centre of 600 + 400 m2 at 3,900 yuan. Places at home and by day have no building subsidy. */
static void conversion_places_and_centres_are_paid_for(void **state)
{
    struct care_money_fixture *f = *state;
    struct care_supply_changes *changes = &f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS];
    changes->converted_to_nursing[CARE_PRIVATE] = 3;
    changes->converted_to_dementia[CARE_PUBLIC_PRIVATELY_RUN] = 2;
    changes->built[CARE_PUBLIC][CARE_DAY_PLACE] = 5;
    changes->built[CARE_PUBLIC][CARE_HOME_BED_PLACE] = 7;
    changes->opened[CARE_GUIDANCE_CENTRES] = 1;
    changes->opened[CARE_STREET_CENTRES] = 1;
    changes->opened[CARE_FULL_STREET_CENTRES] = 1;
    changes->opened[CARE_PUBLIC_HOMES] = 9; /* their cost is that of their beds */
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_CONVERT, CARE_PAYER_INVESTOR), 75000);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_CONVERT, CARE_PAYER_DISTRICT), 0.4 * 40000);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_BUILD), 5 * 70000 + 7 * 5000 + 1500 * 3900);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_BUILD, CARE_PAYER_CITY), 0.3 * (350000 + 35000 + 5850000));
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_SUBSIDISE), 0);
}

/* ---- subsidies, training ---- */

/* 24 months of moderate residents in nursing beds at 3,000 a year, 6 of severe ones in ordinary beds at 1,000; mild: none. */
static void homes_are_subsidised_by_resident_and_year(void **state)
{
    struct care_money_fixture *f = *state;
    f->parameters.nursing_subsidy_yuan_per_year = care_money_lever(3000);
    f->parameters.ordinary_subsidy_yuan_per_year = care_money_lever(1000);
    care_money_hold(f, 0, CARE_NURSING_BED, (struct care_profile){.level = MODERATE}, 24, 0);
    care_money_hold(f, 0, CARE_ORDINARY_BED, (struct care_profile){.level = SEVERE, .is_insured = true}, 6, 0);
    care_money_hold(f, 0, CARE_ORDINARY_BED, (struct care_profile){.level = 1}, 60, 0);
    care_money_run(f);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_SUBSIDISE), 6500);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_SUBSIDISE, CARE_PAYER_CITY), 2600);
    assert_yuan(care_money_received(f, 0, CARE_MONEY_SUBSIDISE, CARE_RECEIVER_HOMES), 6500);
}

/* A year of one resident in a private nursing bed: 2,400. Half of such beds are for profit and get a quarter: 1,200 + 300. */
static void for_profit_beds_get_their_part_of_the_operating_subsidy(void **state)
{
    struct care_money_fixture *f = *state;
    f->for_profit_share[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS] = 0.5;
    f->use[0].months[CARE_NURSING_BED][CARE_PRIVATE][MODERATE][CARE_NO_RELIEF][0] = 12;
    care_money_run(f);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_SUBSIDISE), 2400); /* equal, where nothing else is said */
    f->parameters.for_profit_subsidy_factor = care_money_lever(0.25);
    care_money_run(f);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_SUBSIDISE), 1500);
}

/* 200 private nursing beds of 200,000 yuan less 10,500 of subsidy: half of 37.9 million is borrowed. Half a year of 4 %:
 * 379,000, of which public money pays a quarter, the city four tenths of that. */
static void investors_pay_interest_on_what_they_borrow(void **state)
{
    struct care_money_fixture *f = *state;
    f->parameters.loans.share = care_money_lever(0.5);
    f->parameters.loans.subsidised_share = care_money_lever(0.25);
    f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS].built[CARE_PRIVATE][CARE_NURSING_BED] =
        200;
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_BUILD, CARE_PAYER_INVESTOR), 37.9e6);
    assert_yuan(care_money_cell(f, f->finance.loans_cube, 0, CARE_LOANS_BORROWED), 18.95e6);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_INTEREST, CARE_PAYER_INVESTOR), 379000 * 0.75);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_INTEREST, CARE_PAYER_CITY), 379000 * 0.25 * 0.4);
    assert_yuan(care_money_received(f, 0, CARE_MONEY_INTEREST, CARE_RECEIVER_LENDERS), 379000);
}

/* The second district's only bed becomes a nursing bed: it wins five million from the city. */
static void the_city_pays_the_award_of_the_year(void **state)
{
    static int32_t beds[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_MONEY_N_DISTRICTS][CARE_N_OWNERS][CARE_N_BED_CLASSES];
    struct care_money_fixture *f = *state;
    enum { Y = CARE_MONEY_YEAR - CARE_FIRST_YEAR, LAST = CARE_MONTHS_A_YEAR - 1 };
    beds[Y - 1][LAST][1][CARE_PUBLIC][CARE_ORDINARY_BED] = 1;
    beds[Y][LAST][1][CARE_PUBLIC][CARE_NURSING_BED] = 1;
    f->supply.beds = &beds[0][0][0][0][0];
    f->parameters.award.million_yuan = care_money_level(5);
    care_money_run(f);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_SUBSIDISE, CARE_PAYER_CITY), 5e6);
    assert_yuan(care_money_cell(f, f->finance.award, 1, 0), 5e6);
    assert_yuan(care_money_cell(f, f->finance.award, 0, 0), 0);
}

static void training_is_paid_by_its_shares(void **state)
{
    struct care_money_fixture *f = *state;
    f->training_yuan[1] = 1000;
    care_money_run(f);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_TRAINING, CARE_PAYER_CITY), 500);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_TRAINING, CARE_PAYER_DISTRICT), 300);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_TRAINING, CARE_PAYER_LOTTERY), 200);
    assert_yuan(care_money_received(f, 1, CARE_MONEY_TRAINING, CARE_RECEIVER_TRAINERS), 1000);
}

/* ---- prices ---- */

/* Half of the private beds are inclusive, at 0.85 of the list: 0.925. 0.7 of it is left to the person. */
static void private_fees_follow_the_share_of_inclusive_beds(void **state)
{
    struct care_money_fixture *f = *state;
    f->inclusive_share[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS] = 0.5;
    f->use[0].months[CARE_ORDINARY_BED][CARE_PRIVATE][0][CARE_NO_RELIEF][0] = 10;
    f->use[1].months[CARE_ORDINARY_BED][CARE_PRIVATE][0][CARE_NO_RELIEF][0] = 10;
    care_money_run(f);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_OPERATE), 36000 * 0.925);
    assert_yuan(sum_of_payers(f, 1, CARE_MONEY_OPERATE), 36000);
    assert_yuan(care_money_cost(f, 1, CARE_MONEY_OPERATE, CARE_PAYER_USER), 36000 * 0.7);
}

/* Prices have doubled. Caps of insurance follow in full: at prices of 2024 all is as before. What does not follow has half
 * of its worth. In current prices everything is twice what it is at prices of 2024. */
static void amounts_follow_prices_as_far_as_they_are_indexed(void **state)
{
    struct care_money_fixture *f = *state;
    let_everybody_eligible_be_paid(f);
    f->parameters.price_index = care_money_level(2);
    care_money_hold(f, 0, CARE_NURSING_BED, severe_insured, 12, 0);
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_OPERATE, CARE_PAYER_LTCI), 17885);
    f->parameters.ltci_indexation_share = 0;
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_OPERATE, CARE_PAYER_LTCI), 17885 / 2.0);
    f->parameters.report = CARE_AT_CURRENT_PRICES;
    care_money_run(f);
    assert_yuan(care_money_cost(f, 0, CARE_MONEY_OPERATE, CARE_PAYER_LTCI), 17885);
    assert_yuan(sum_of_payers(f, 0, CARE_MONEY_OPERATE), 2 * 12 * 5100 * 0.85);
    assert_yuan(care_money_cell(f, f->finance.ltci_cost, 0, CARE_LTCI_INSTITUTION), 17885);
}

/* ---- sources ---- */

/* Residents of 60 and over: 3 and 1. Budget of all districts 1 million a year, 3 % more each year from 2021: in 2025
 * 1,125,508.81. The districts pay 0.4 of the building: 600,000 and 900,000. */
static void a_district_lacks_what_it_pays_above_its_share(void **state)
{
    struct care_money_fixture *f = *state;
    care_money_add(f, 0, (struct care_profile){.level = 0}, 3);
    care_money_add(f, 1, (struct care_profile){.level = 0}, 1);
    f->parameters.budget.district = care_money_level(1);
    struct care_supply_changes *changes = &f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS];
    f->parameters.floor_yuan_per_m2 = 3000;
    changes[0].opened[CARE_GUIDANCE_CENTRES] = 1; /* 500 m2: 1,500,000 */
    changes[1].opened[CARE_VILLAGE_HOMES] = 5;    /* 750 m2: 2,250,000 */
    care_money_run(f);
    const double budget = 1e6 * 1.03 * 1.03 * 1.03 * 1.03;
    assert_yuan(care_money_cell(f, f->finance.budget, 0, CARE_PAYER_DISTRICT), budget * 3 / 4);
    assert_yuan(care_money_cell(f, f->finance.unfunded, 0, CARE_PAYER_DISTRICT), 0);
    assert_yuan(care_money_cell(f, f->finance.unfunded, 1, CARE_PAYER_DISTRICT), 900000 - budget / 4);
}

/* The city pays 0.3 of the same: 450,000 and 675,000, and has 1 million. It spends where it is needed: of the 125,000 that
 * are lacking 4 tenths and 6 tenths belong to the districts. */
static void what_the_city_lacks_is_shared_by_what_was_to_be_paid(void **state)
{
    struct care_money_fixture *f = *state;
    care_money_add(f, 0, (struct care_profile){.level = 0}, 3);
    care_money_add(f, 1, (struct care_profile){.level = 0}, 1);
    f->parameters.budget.city = care_money_level(1);
    f->parameters.budget.growth_per_year = 0;
    struct care_supply_changes *changes = &f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS];
    f->parameters.floor_yuan_per_m2 = 3000;
    changes[0].opened[CARE_GUIDANCE_CENTRES] = 1;
    changes[1].opened[CARE_VILLAGE_HOMES] = 5;
    care_money_run(f);
    assert_yuan(care_money_cell(f, f->finance.unfunded, 0, CARE_PAYER_CITY), 50000);
    assert_yuan(care_money_cell(f, f->finance.unfunded, 1, CARE_PAYER_CITY), 75000);
    assert_yuan(care_money_cell(f, f->finance.budget, 0, CARE_PAYER_CITY), 750000);
}

/* 400 million a year, 55 % of it for older people. */
static void the_lottery_gives_its_share_and_nothing_is_unfunded_where_no_source_is_stated(void **state)
{
    struct care_money_fixture *f = *state;
    care_money_add(f, 1, (struct care_profile){.level = 0}, 1);
    f->parameters.budget.growth_per_year = 0;
    f->training_yuan[1] = 1e12;
    care_money_run(f);
    assert_yuan(care_money_cell(f, f->finance.budget, 1, CARE_PAYER_LOTTERY), 220e6);
    assert_yuan(care_money_cell(f, f->finance.lottery_fund, 1, 0), 400e6);
    assert_yuan(care_money_cell(f, f->finance.unfunded, 1, CARE_PAYER_LOTTERY), 2e11 - 220e6);
    for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
        if (payer != CARE_PAYER_LOTTERY) {
            assert_true(isnan(care_money_cell(f, f->finance.budget, 1, payer)));
            assert_true(care_money_cell(f, f->finance.unfunded, 1, payer) == 0);
        }
    }
}

/* ---- all of it ---- */

static void fill_everything(struct care_money_fixture *f)
{
    let_everybody_eligible_be_paid(f);
    for (int d = 0; d < CARE_MONEY_N_DISTRICTS; d++) {
        struct care_supply_changes *changes =
            &f->changes[(CARE_MONEY_YEAR - CARE_FIRST_YEAR) * CARE_MONEY_N_DISTRICTS + d];
        double months = 0.37 + d;
        f->training_yuan[d] = 12345.678;
        care_money_add(f, d, severe_insured, 17 + d);
        for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
            for (int class = 0; class < CARE_N_PLACE_CLASSES; class ++) {
                changes->built[owner][class] = owner + 2 * class;
                const struct care_profile who = {.level = (uint8_t)(MODERATE + class % 3),
                                                 .relief = (uint8_t)(owner + d),
                                                 .is_insured = class % 2 == 0};
                f->use[d].months[class][owner][who.level][who.relief][who.is_insured] = months *= 1.1;
                f->use[d].assessed_months[class][who.level][who.relief][who.is_insured] = months / 3;
            }
            changes->converted_to_nursing[owner] = 3;
        }
    }
}

static void every_yuan_that_is_paid_is_received(void **state)
{
    struct care_money_fixture *f = *state;
    fill_everything(f);
    care_money_run(f);
    double all = 0;
    for (int d = 0; d < CARE_MONEY_N_DISTRICTS; d++) {
        const struct care_ledger_book *book = &f->ledger.books[d];
        for (int purpose = 0; purpose < CARE_N_MONEY_PURPOSES; purpose++) {
            int64_t balance = 0;
            for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
                balance += book->cost_fen[purpose][payer];
                all += care_money_cost(f, d, purpose, payer);
            }
            for (int receiver = 0; receiver < CARE_N_RECEIVERS; receiver++) {
                balance -= book->received_fen[purpose][receiver];
                all -= care_money_received(f, d, purpose, receiver);
            }
            assert_true(balance == 0);
        }
        assert_true(sum_of_payers(f, d, CARE_MONEY_OPERATE) > 0 && sum_of_payers(f, d, CARE_MONEY_CONVERT) > 0);
    }
    assert_yuan(all, 0);
}

static void what_insurance_pays_in_its_three_ways_is_what_the_books_say(void **state)
{
    struct care_money_fixture *f = *state;
    fill_everything(f);
    care_money_run(f);
    for (int d = 0; d < CARE_MONEY_N_DISTRICTS; d++) {
        double sum = 0;
        for (int mode = 0; mode < CARE_N_LTCI_MODES; mode++) {
            assert_true(care_money_cell(f, f->finance.ltci_cost, d, mode) > 0);
            sum += care_money_cell(f, f->finance.ltci_cost, d, mode);
        }
        assert_yuan(sum, care_ledger_paid(&f->ledger, d, CARE_PAYER_LTCI));
    }
}

static void no_year_lies_behind_the_census(void **state)
{
    struct care_money_fixture *f = *state;
    const struct care_year census = {.year = CARE_FIRST_YEAR, .index = 0};
    fill_everything(f);
    assert_int_equal(care_finance_model.begin(&f->finance, &census), CARE_OK);
    assert_int_equal(care_finance_model.close(&f->finance, &census), CARE_OK);
    assert_true(isnan(f->ledger.cost->data.float64[0]) && isnan(f->finance.budget->data.float64[0]));
}

static void nothing_has_to_be_recorded(void **state)
{
    struct care_money_fixture *f = *state;
    fill_everything(f);
    f->ledger.cost = f->ledger.received = f->finance.unfunded = f->finance.budget = NULL;
    f->finance.ltci_persons = f->finance.ltci_cost = f->finance.allowance_cost = f->finance.allowance_persons = NULL;
    care_money_run(f);
    assert_true(care_ledger_paid(&f->ledger, 0, CARE_PAYER_INVESTOR) > 0);
}

/* ---- input ---- */

static void shares_that_do_not_sum_are_refused_with_their_key(void **state)
{
    struct care_money_fixture *f = *state;
    static const char *const keys[CARE_N_FINANCE_SPLITS] = {
        "finance.building_share.city", "finance.subsidy_share.city", "finance.training_share.city",
        "finance.destitute_share.city", "finance.service_allowance_share.city"};
    assert_int_equal(care_finance_parameters_check(&f->parameters, f->areas, f->list), CARE_OK);
    for (int split = 0; split < CARE_N_FINANCE_SPLITS; split++) {
        f->parameters.split[split].district.city.value[5] += 0.01;
    }
    assert_int_equal(care_finance_parameters_check(&f->parameters, f->areas, f->list), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), CARE_N_FINANCE_SPLITS);
    for (int split = 0; split < CARE_N_FINANCE_SPLITS; split++) {
        assert_string_equal(care_diagnostics_at(f->list, split)->place.key, keys[split]);
    }
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en,
                        "city, district, lottery and central sum to 1.01 in district 11 in 2025; they must sum to 1");
}

static void a_policy_for_one_district_that_breaks_the_sum_is_refused(void **state)
{
    struct care_money_fixture *f = *state;
    const int32_t code = CARE_MONEY_SECOND_DISTRICT;
    const struct care_lever_rule rule = {
        .codes = &code, .n_codes = 1, .first_year = 2030, .series = care_money_level(0.5)};
    f->parameters.split[CARE_SPLIT_OF_TRAINING].district.rules = &rule; /* 0.5 + 0.5 + 0.2 */
    f->parameters.split[CARE_SPLIT_OF_TRAINING].district.n_rules = 1;
    assert_int_equal(care_finance_parameters_check(&f->parameters, f->areas, f->list), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en,
                        "city, district, lottery and central sum to 1.2 in district 12 in 2030; they must sum to 1");
}

int main(void)
{
#define FINANCE_TEST(name) cmocka_unit_test_setup_teardown(name, care_money_setup, care_money_teardown)
    const struct CMUnitTest tests[] = {
        FINANCE_TEST(a_severe_insured_person_in_a_home_costs_the_fund_17885_yuan_a_year),
        FINANCE_TEST(a_severe_insured_person_at_home_costs_the_fund_18900_yuan_a_year),
        FINANCE_TEST(a_severe_insured_person_cared_for_by_the_family_costs_the_fund_9000_yuan_a_year),
        FINANCE_TEST(the_month_of_the_assessment_is_not_paid),
        FINANCE_TEST(insurance_pays_neither_the_less_disabled_nor_those_outside_the_scheme),
        FINANCE_TEST(public_beds_are_paid_out_of_public_money),
        FINANCE_TEST(private_beds_are_paid_by_investors_less_the_subsidy),
        FINANCE_TEST(conversion_places_and_centres_are_paid_for),
        FINANCE_TEST(homes_are_subsidised_by_resident_and_year),
        FINANCE_TEST(for_profit_beds_get_their_part_of_the_operating_subsidy),
        FINANCE_TEST(investors_pay_interest_on_what_they_borrow),
        FINANCE_TEST(the_city_pays_the_award_of_the_year),
        FINANCE_TEST(training_is_paid_by_its_shares),
        FINANCE_TEST(private_fees_follow_the_share_of_inclusive_beds),
        FINANCE_TEST(amounts_follow_prices_as_far_as_they_are_indexed),
        FINANCE_TEST(a_district_lacks_what_it_pays_above_its_share),
        FINANCE_TEST(what_the_city_lacks_is_shared_by_what_was_to_be_paid),
        FINANCE_TEST(the_lottery_gives_its_share_and_nothing_is_unfunded_where_no_source_is_stated),
        FINANCE_TEST(every_yuan_that_is_paid_is_received),
        FINANCE_TEST(what_insurance_pays_in_its_three_ways_is_what_the_books_say),
        FINANCE_TEST(no_year_lies_behind_the_census),
        FINANCE_TEST(nothing_has_to_be_recorded),
        FINANCE_TEST(shares_that_do_not_sum_are_refused_with_their_key),
        FINANCE_TEST(a_policy_for_one_district_that_breaks_the_sum_is_refused),
    };
    return cmocka_run_group_tests_name("finance", tests, NULL, NULL);
}
