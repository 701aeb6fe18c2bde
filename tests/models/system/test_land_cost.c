/** @file  Land that a year's supply takes and what it costs, by hand. */
#include "models/system/land_cost.h"

#include "tests/models/system/land_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum {
    CENTRAL,
    YEAR = 2022
}; /* plot ratio 1.5: an ordinary bed takes 35 / 1.5 m2, a nursing bed 30, a dementia bed 32 */

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) < 1e-6)) {
        fail_msg("%.12g, expected %.12g", found, expected);
    }
}

static int setup(void **state)
{
    care_land_world_setup(state);
    struct care_land_world *world = *state;
    world->parameters.paid_yuan = care_land_world_level(2000);
    world->parameters.allocated_yuan = care_land_world_level(10);
    for (int way = 0; way < CARE_N_PAID_WAYS; way++) {
        world->parameters.paid_ratio[way] = care_land_world_level(1);
    }
    for (int y = 0; y < CARE_N_YEARS; y++) {
        world->supply.for_profit_share[y * CARE_LAND_WORLD_DISTRICTS + CENTRAL] = 0.4;
    }
    return care_land_world_plan(world, NULL, 0);
}

static struct care_supply_changes *changes_of(struct care_land_world *world, int year)
{
    return &world->supply.changes[(year - CARE_FIRST_YEAR) * CARE_LAND_WORLD_DISTRICTS + CENTRAL];
}

static struct care_land_bill bill_of(const struct care_land_world *world, int year)
{
    return care_land_cost_of(world->plan, &world->supply, CENTRAL, year);
}

/* A quarter in existing buildings. 100 private nursing beds: 2,250 m2, four tenths of them paid; 60 public ordinary beds:
 * 1,050 m2, allocated. */
static void for_profit_homes_pay_for_land_and_others_have_it_allocated(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.stock_reuse_share = care_land_world_level(0.25);
    changes_of(world, YEAR)->built[CARE_PRIVATE][CARE_NURSING_BED] = 100;
    changes_of(world, YEAR)->built[CARE_PUBLIC][CARE_ORDINARY_BED] = 60;
    const struct care_land_bill bill = bill_of(world, YEAR);
    assert_near(bill.taken_m2[CARE_TAKEN_BY_BEDS], 3300);
    assert_near(bill.yuan[CARE_LAND_PAID][1], 900 * 2000);
    assert_near(bill.yuan[CARE_LAND_PAID][0], 0);
    assert_near(bill.yuan[CARE_LAND_ALLOCATED][1], 1350 * 10);
    assert_near(bill.yuan[CARE_LAND_ALLOCATED][0], 1050 * 10);
    assert_near(bill.yuan[CARE_LAND_RENT][0] + bill.yuan[CARE_LAND_RENT][1], 0);
}

/* A third each by lease at 0.4 of the price, leased and then granted at 0.6, granted at 1: two thirds of it on average.
 * 100 private nursing beds take 3,000 m2, four tenths of them paid. */
static void land_is_paid_for_by_three_ways_of_supply(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.paid_ratio[CARE_PAID_LEASE] = care_land_world_level(0.4);
    world->parameters.paid_ratio[CARE_PAID_LEASE_THEN_GRANT] = care_land_world_level(0.6);
    changes_of(world, YEAR)->built[CARE_PRIVATE][CARE_NURSING_BED] = 100;
    assert_near(bill_of(world, YEAR).yuan[CARE_LAND_PAID][1], 1200 * 2000 * 2.0 / 3);
}

/* A centre of 1,000 m2 of floor and two stations of 200, a quarter in existing buildings. */
static void community_facilities_take_allocated_land(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.stock_reuse_share = care_land_world_level(0.25);
    changes_of(world, YEAR)->opened[CARE_STREET_CENTRES] = 1;
    changes_of(world, YEAR)->opened[CARE_URBAN_DAY_STATIONS] = 1;
    changes_of(world, YEAR)->opened[CARE_RURAL_DAY_STATIONS] = 1;
    const struct care_land_bill bill = bill_of(world, YEAR);
    assert_near(bill.taken_m2[CARE_TAKEN_BY_COMMUNITY], 1400 / 1.5 * 0.75);
    assert_near(bill.yuan[CARE_LAND_ALLOCATED][0], 1400 / 1.5 * 0.75 * 10);
}

/* 30 beds become nursing beds, 30 - 35 / 1.5 m2 more each: 200 m2; 15 become dementia beds, 2 m2 more: 30. */
static void beds_upgraded_in_place_take_the_share_that_the_rule_names(void **state)
{
    struct care_land_world *world = *state;
    changes_of(world, YEAR)->converted_to_nursing[CARE_PUBLIC] = 30;
    changes_of(world, YEAR)->converted_to_dementia[CARE_PUBLIC] = 15;
    assert_near(bill_of(world, YEAR).taken_m2[CARE_TAKEN_BY_UPGRADES], 0);
    world->parameters.upgrade_land_share = care_land_world_level(0.5);
    assert_near(bill_of(world, YEAR).taken_m2[CARE_TAKEN_BY_UPGRADES], 115);
    assert_near(bill_of(world, YEAR).yuan[CARE_LAND_ALLOCATED][0], 1150);
}

/* 100 private nursing beds, half in existing buildings, four tenths of them for profit: 600 m2 settled after five years. */
static void for_profit_homes_settle_their_land_when_the_transition_ends(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.stock_reuse_share = care_land_world_level(0.5);
    changes_of(world, YEAR)->built[CARE_PRIVATE][CARE_NURSING_BED] = 100;
    for (int year = YEAR + 1; year <= YEAR + 6; year++) {
        const struct care_land_bill bill = bill_of(world, year);
        assert_near(bill.taken_m2[CARE_TAKEN_AFTER_TRANSITION], year == YEAR + 5 ? 600 : 0);
        assert_near(bill.yuan[CARE_LAND_PAID][1], year == YEAR + 5 ? 600 * 2000 : 0);
    }
}

/* 100 beds of 45 m2 of floor, half in existing buildings: 2,250 m2 from the year they open. */
static void reused_buildings_cost_their_rent_each_year(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.stock_reuse_share = care_land_world_level(0.5);
    world->parameters.reuse_rent_yuan = care_land_world_level(100);
    changes_of(world, YEAR)->built[CARE_PRIVATE][CARE_NURSING_BED] = 100;
    assert_near(bill_of(world, YEAR - 1).yuan[CARE_LAND_RENT][1], 0);
    assert_near(bill_of(world, YEAR).yuan[CARE_LAND_RENT][1], 225000);
    assert_near(bill_of(world, YEAR + 9).yuan[CARE_LAND_RENT][1], 225000);
    assert_near(bill_of(world, YEAR + 9).yuan[CARE_LAND_RENT][0], 0);
}

int main(void)
{
#define LAND_TEST(name) cmocka_unit_test_setup_teardown(name, setup, care_land_world_teardown)
    const struct CMUnitTest tests[] = {
        LAND_TEST(for_profit_homes_pay_for_land_and_others_have_it_allocated),
        LAND_TEST(land_is_paid_for_by_three_ways_of_supply),
        LAND_TEST(community_facilities_take_allocated_land),
        LAND_TEST(beds_upgraded_in_place_take_the_share_that_the_rule_names),
        LAND_TEST(for_profit_homes_settle_their_land_when_the_transition_ends),
        LAND_TEST(reused_buildings_cost_their_rent_each_year),
    };
    return cmocka_run_group_tests_name("land cost", tests, NULL, NULL);
}
