/** @file  Every indicator of Tai'an's paper on a few made-up cells; district 0 and 1 stand for county units. */
#include "tests/models/plan/micro.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct care_micro_plan plan = {.name = "taian"};

static const struct care_micro_case cases[] = {
    /* ---- the destitute, visits, public homes ---- */

    /* 30 + 33 in homes of 50 + 50 unable to care for themselves; at least 60 %. */
    {.indicator = "TA-003",
     .cells = {{"destitute", "unable_in_home", 30},
               {"destitute", "unable", 50},
               {"destitute", "unable_in_home", 33, .district = 1},
               {"destitute", "unable", 50, .district = 1},
               {"destitute", "in_home", 90}},
     .whole = 0.63,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-003",
     .cells = {{"destitute", "unable_in_home", 10}, {"destitute", "unable", 40}},
     .whole = 0.25,
     .verdict = CARE_VERDICT_MISSED},
    /* 19 of 20 who wish for it. */
    {.indicator = "TA-004",
     .cells = {{"destitute", "in_home", 19}, {"destitute", "willing", 20}, {"destitute", "supported", 60}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MISSED},
    /* 4 public homes in district 0, none in district 1: the worst is 0. */
    {.indicator = "TA-005",
     .cells = {{"facilities", "public_homes", 4}, {"facilities", "private_homes", 7, .district = 1}},
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-005",
     .cells = {{"facilities", "public_homes", 4}, {"facilities", "public_homes", 1, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-008",
     .cells = {{"services", "monthly_visit, eligible", 250},
               {"services", "monthly_visit, asked", 200},
               {"services", "monthly_visit, served", 200}},
     .whole = 0.8,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-011", .declared = {{1}}, .n_declared = 1, .whole = 1, .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-011", .whole = NAN, .verdict = CARE_VERDICT_NO_DATA},

    /* ---- beds and homes ---- */

    /* (60 + 20) of 60 + 20 + 20; then 70 of 100; at least 75 %. */
    {.indicator = "TA-013",
     .cells = {{"beds", "nursing", 60}, {"beds", "dementia", 20, .district = 1}, {"beds", "ordinary", 20}},
     .whole = 0.8,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-013",
     .cells = {{"beds", "nursing", 70}, {"beds", "ordinary", 30}},
     .whole = 0.7,
     .verdict = CARE_VERDICT_MISSED},
    /* Two homes for people with dementia alone; areas in other homes are not meant. */
    {.indicator = "TA-017",
     .cells = {{"facilities", "dementia_homes", 2}, {"facilities", "dementia_areas", 5}},
     .whole = 2,
     .verdict = CARE_VERDICT_MET},
    /* 3 and 1 homes with an area: the worst has 1 of 2. */
    {.indicator = "TA-018",
     .cells = {{"facilities", "dementia_areas", 3}, {"facilities", "dementia_areas", 1, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MISSED},
    /* 13 of 20 homes. */
    {.indicator = "TA-020",
     .cells = {{"services", "outreach, eligible", 20}, {"services", "outreach, served", 13}},
     .whole = 0.65,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-040",
     .cells = {{"services", "medical_contract, eligible", 8}, {"services", "medical_contract, served", 8}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},

    /* ---- community facilities ---- */

    /* 500 + 100 m2 for 2,000 + 2,000 households: 15 m2 per 100. Of new areas 20 are asked, of built ones 15. */
    {.indicator = "TA-030",
     .cells = {{"community_floor", "floor_new", 500},
               {"community_floor", "floor_new", 100, .district = 1},
               {"community_floor", "households_new", 2000},
               {"community_floor", "households_new", 2000, .district = 1},
               {"community_floor", "floor_built", 9000}},
     .whole = 15,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-031",
     .cells = {{"community_floor", "floor_built", 500},
               {"community_floor", "floor_built", 140, .district = 1},
               {"community_floor", "households_built", 2000},
               {"community_floor", "households_built", 2000, .district = 1},
               {"community_floor", "floor_new", 9000}},
     .whole = 16,
     .verdict = CARE_VERDICT_MET},
    /* 1,200 m2 in 4 facilities. */
    {.indicator = "TA-032",
     .cells = {{"floor_area", "other_community, planned", 1200}, {"facility_count", "other_community, planned", 4}},
     .whole = 300,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-034",
     .cells = {{"network", "street_town, covered", 12},
               {"network", "street_town, nodes", 12},
               {"network", "street_town, covered", 8, .district = 1},
               {"network", "street_town, nodes", 8, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-035",
     .cells = {{"network", "community, covered", 30}, {"network", "community, nodes", 40}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-038", .declared = {{9}}, .n_declared = 1, .whole = 9, .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-038", .declared = {{12}}, .n_declared = 1, .whole = 12, .verdict = CARE_VERDICT_MET},

    /* ---- staff, quality, money ---- */

    {.indicator = "TA-043", .declared = {{0.72}}, .n_declared = 1, .whole = 0.72, .verdict = CARE_VERDICT_MET},
    /* 50 + 26 certified of 60 + 20 care workers; social workers are not meant. */
    {.indicator = "TA-056",
     .cells = {{"staff_certified", "caregivers_of_homes", 50},
               {"staff_certified", "caregivers_of_services", 26, .district = 1},
               {"staff_in_post", "caregivers_of_homes", 60},
               {"staff_in_post", "caregivers_of_services", 20, .district = 1},
               {"staff_in_post", "social_workers", 99}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MET},
    /* None may stand idle: 2 are too many. */
    {.indicator = "TA-061", .declared = {{2}}, .n_declared = 1, .whole = 2, .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-061", .declared = {{0}}, .n_declared = 1, .whole = 0, .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-063", .declared = {{0.98}}, .n_declared = 1, .whole = 0.98, .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-065", .declared = {{4}}, .n_declared = 1, .whole = 4, .verdict = CARE_VERDICT_MET},
    {.indicator = "TA-066", .declared = {{0.5}}, .n_declared = 1, .whole = 0.5, .verdict = CARE_VERDICT_MISSED},
    {.indicator = "TA-068", .declared = {{2.5}}, .n_declared = 1, .whole = 2.5, .verdict = CARE_VERDICT_MET},
    /* 20 + 20 of 40 + 40 million yuan: less than 55 %. */
    {.indicator = "TA-072",
     .cells = {{"budget", "lottery", 20e6},
               {"budget", "lottery", 20e6, .district = 1},
               {"lottery_fund", NULL, 40e6},
               {"lottery_fund", NULL, 40e6, .district = 1}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
};
enum { N_CASES = sizeof cases / sizeof cases[0] };

static void every_indicator_of_taian_is_as_worked_out_by_hand(void **state)
{
    (void)state;
    care_micro_check(&plan, cases, N_CASES);
}

static void no_indicator_of_taian_is_without_a_case(void **state)
{
    (void)state;
    care_micro_check_complete(&plan, cases, N_CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_indicator_of_taian_is_as_worked_out_by_hand),
        cmocka_unit_test(no_indicator_of_taian_is_without_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
