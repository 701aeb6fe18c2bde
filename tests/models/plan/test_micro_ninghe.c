/** @file  Every indicator of Ninghe's paper and list on a few made-up cells; the jurisdiction is district 0 alone, so
 *  cells of district 1 change nothing. */
#include "tests/models/plan/micro.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct care_micro_plan plan = {.name = "ninghe", .is_of_district = true};

static const struct care_micro_case cases[] = {
    /* ---- the text ---- */

    /* 45 of 50 who wish for it; the other district has all of its own. */
    {.indicator = "NH-009",
     .cells = {{"destitute", "in_home", 45},
               {"destitute", "willing", 50},
               {"destitute", "in_home", 200, .district = 1},
               {"destitute", "willing", 200, .district = 1}},
     .whole = 0.9,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-009",
     .cells = {{"destitute", "in_home", 50}, {"destitute", "willing", 50}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-010",
     .cells = {{"facilities", "public_homes", 2}, {"facilities", "private_homes", 10}},
     .whole = 2,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-010",
     .cells = {{"facilities", "public_homes", 3, .district = 1}},
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},
    /* 5 comply from the start and 2 were set right, of 8 handed over. */
    {.indicator = "NH-017",
     .cells = {{"four_sync", "compliant", 5}, {"four_sync", "cleared", 2}, {"four_sync", "handed_over", 8}},
     .whole = 0.875,
     .verdict = CARE_VERDICT_MISSED},
    /* 1 of 1 centres, 6 of 15 bases, (7 + 65) of 20 + 70 places: 1 + 0.4 + 0.8; the other district's are not counted. */
    {.indicator = "NH-020",
     .cells = {{"network", "district, covered", 1},
               {"network", "district, nodes", 1},
               {"network", "street_town, covered", 6},
               {"network", "street_town, nodes", 15},
               {"network", "community, covered", 7},
               {"network", "community, nodes", 20},
               {"network", "village, covered", 65},
               {"network", "village, nodes", 70},
               {"network", "street_town, covered", 9, .district = 1},
               {"network", "street_town, nodes", 9, .district = 1}},
     .whole = 2.2,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-021", .declared = {{15}}, .n_declared = 1, .whole = 15, .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-021", .declared = {{25}}, .n_declared = 1, .whole = 25, .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-022",
     .cells = {{"network", "street_town, covered", 12}, {"network", "street_town, nodes", 15}},
     .whole = 0.8,
     .verdict = CARE_VERDICT_MISSED},
    /* 900 services to 400 people and a carer of each: 900 of 800; then 600 of 800. */
    {.indicator = "NH-029",
     .cells = {{"service_volume", "disabled_health", 900}, {"services", "disabled_health, eligible", 400}},
     .whole = 1.125,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-029",
     .cells = {{"service_volume", "disabled_health", 600}, {"services", "disabled_health, eligible", 400}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-030",
     .cells = {{"services", "medical_contract, eligible", 12}, {"services", "medical_contract, served", 9}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* 66 of 40 + 60 people of 65 and over; the 200 of 64 do not count. */
    {.indicator = "NH-031",
     .cells = {{"services", "health_management, served", 66},
               {"services", "health_management, eligible", 70},
               {"population", "sex=male, age=65", 40},
               {"population", "sex=female, age=100", 60},
               {"population", "age=64", 200}},
     .whole = 0.66,
     .verdict = CARE_VERDICT_MET},
    /* (50 + 5) of 100; at least 60 %. */
    {.indicator = "NH-032",
     .cells = {{"beds", "nursing", 50}, {"beds", "dementia", 5}, {"beds", "ordinary", 45}},
     .whole = 0.55,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- the list ---- */

    /* Insurance pays for 30 in homes, 50 at home and 10 cared for by family, of 120 entitled. */
    {.indicator = "NH-038",
     .cells = {{"ltci_persons", "institution", 30},
               {"ltci_persons", "home", 50},
               {"ltci_persons", "family", 10},
               {"ltci_entitled", NULL, 120}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* 119.7 of 120 on average over the year: within half a per cent of all. */
    {.indicator = "NH-038",
     .cells = {{"ltci_persons", "home", 119.7}, {"ltci_entitled", NULL, 120}},
     .whole = 0.9975,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-042",
     .cells = {{"allowance_persons", "minimum_living", 80},
               {"allowance_entitled", "minimum_living", 80},
               {"allowance_entitled", "other", 7}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-045",
     .cells = {{"allowance_persons", "other", 30}, {"allowance_entitled", "other", 40}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* Nobody of the priority groups may leave without a bed: 3 did, then none; others do not matter. */
    {.indicator = "NH-046", .cells = {{"refused_by_rank", "priority", 3}}, .whole = 3, .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-046", .cells = {{"refused_by_rank", "others", 40}}, .whole = 0, .verdict = CARE_VERDICT_MET},
    /* 30 of 40 eligible households. */
    {.indicator = "NH-049",
     .cells = {{"adapted_households", NULL, 30}, {"services", "adaptation, eligible", 40}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* More than nobody: 25, then none. */
    {.indicator = "NH-050", .cells = {{"family_carers_trained", NULL, 25}}, .whole = 25, .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-050",
     .cells = {{"family_carers_trained", NULL, 25, .district = 1}},
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-051",
     .cells = {{"services", "monthly_visit, eligible", 500},
               {"services", "monthly_visit, asked", 450},
               {"services", "monthly_visit, served", 450}},
     .whole = 0.9,
     .verdict = CARE_VERDICT_MISSED},
    /* 90 of those who ask; that 300 are eligible does not matter. */
    {.indicator = "NH-052",
     .cells = {{"services", "assessment, eligible", 300},
               {"services", "assessment, asked", 90},
               {"services", "assessment, served", 90}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-011",
     .cells = {{"allowance_persons", "old_age", 190}, {"allowance_entitled", "old_age", 200}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-060",
     .cells = {{"allowance_persons", "care", 20}, {"allowance_entitled", "care", 50}},
     .whole = 0.4,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-064",
     .cells = {{"allowance_persons", "disabled_living", 15}, {"allowance_entitled", "disabled_living", 15}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "NH-065",
     .cells = {{"allowance_persons", "disabled_nursing", 12}, {"allowance_entitled", "disabled_nursing", 16}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* 60 of the 80 who ask. */
    {.indicator = "NH-069",
     .cells = {{"services", "meals, eligible", 800},
               {"services", "meals, asked", 80},
               {"services", "meals, served", 60}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-074",
     .cells = {{"services", "health_management, eligible", 400}, {"services", "health_management, served", 280}},
     .whole = 0.7,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "NH-076",
     .cells = {{"allowance_persons", "family_planning", 9}, {"allowance_entitled", "family_planning", 9}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
};
enum { N_CASES = sizeof cases / sizeof cases[0] };

static void every_indicator_of_ninghe_is_as_worked_out_by_hand(void **state)
{
    (void)state;
    care_micro_check(&plan, cases, N_CASES);
}

static void no_indicator_of_ninghe_is_without_a_case(void **state)
{
    (void)state;
    care_micro_check_complete(&plan, cases, N_CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_indicator_of_ninghe_is_as_worked_out_by_hand),
        cmocka_unit_test(no_indicator_of_ninghe_is_without_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
