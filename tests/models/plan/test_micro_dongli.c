/** @file  Every indicator of Dongli's plan for old and young on numbers small enough to be worked out by hand. District 0 is
 *  the jurisdiction; what district 1 has never counts. */
#include "tests/models/plan/micro.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct care_micro_plan plan = {.name = "dongli", .is_of_district = true};

#define DECLARED(id, value_, verdict_)                                               \
    {                                                                                \
        .indicator = id, .declared = {{value_}}, .n_declared = 1, .whole = (value_), \
        .verdict = CARE_VERDICT_##verdict_                                           \
    }
#define NOT_DECLARED(id)                                               \
    {                                                                  \
        .indicator = id, .whole = NAN, .verdict = CARE_VERDICT_NO_DATA \
    }

static const struct care_micro_case cases[] = {
    /* ---- basic care ---- */

    /* Willing destitute in homes, all: 50 of 50; the neighbour's 10 of 40 do not count. */
    {.indicator = "DL-029",
     .cells = {{"destitute", "in_home", 50},
               {"destitute", "willing", 50},
               {"destitute", "in_home", 10, .district = 1},
               {"destitute", "willing", 40, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* One waits: 49 of 50. */
    {.indicator = "DL-029",
     .cells = {{"destitute", "in_home", 49}, {"destitute", "willing", 50}, {"destitute", "waiting", 1}},
     .whole = 0.98,
     .verdict = CARE_VERDICT_MISSED},
    /* Visited every month: 380 of 400. */
    {.indicator = "DL-040",
     .cells = {{"services", "monthly_visit, served", 380}, {"services", "monthly_visit, eligible", 400}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MISSED},
    /* Disabled people helped: 90 of 90. */
    {.indicator = "DL-041",
     .cells = {{"disabled_help", "helped", 90}, {"disabled_help", "disabled", 90}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Life expectancy, at least 82: that of the district, whatever the neighbour's. */
    {.indicator = "DL-043",
     .cells = {{"life_expectancy", "both", 81.5},
               {"life_expectancy", "both", 85, .district = 1},
               {"population", "male, age=40", 1000},
               {"population", "male, age=40", 3000, .district = 1}},
     .whole = 81.5,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- facilities ---- */

    /* Above 90 %: 18 of 20 is 90 % and not above it. */
    {.indicator = "DL-031",
     .cells = {{"network", "community, covered", 18}, {"network", "community, nodes", 20}},
     .whole = 0.9,
     .verdict = CARE_VERDICT_MISSED},
    /* 19 of 20 is. */
    {.indicator = "DL-031",
     .cells = {{"network", "community, covered", 19}, {"network", "community, nodes", 20}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MET},
    /* New areas: 5 complied at once and 3 later of 8 handed over. */
    {.indicator = "DL-032",
     .cells = {{"four_sync", "compliant", 5}, {"four_sync", "cleared", 3}, {"four_sync", "handed_over", 8}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Streets with a centre: 10 of 11. */
    {.indicator = "DL-033",
     .cells = {{"network", "street_town, covered", 10}, {"network", "street_town, nodes", 11}},
     .whole = 10.0 / 11,
     .verdict = CARE_VERDICT_MISSED},
    /* 2,000 + 3,210 beds are enough for the table's 5,200 ... */
    {.indicator = "DL-035",
     .cells = {{"beds", "ordinary", 2000}, {"beds", "nursing", 3210}, {"beds", "nursing", 900, .district = 1}},
     .whole = 5210,
     .verdict = CARE_VERDICT_MET},
    /* ... and not for the 5,225 of the text. */
    {.indicator = "DL-017",
     .cells = {{"beds", "ordinary", 2000}, {"beds", "nursing", 3210}, {"beds", "nursing", 900, .district = 1}},
     .whole = 5210,
     .verdict = CARE_VERDICT_MISSED},
    /* Nursing-type: 110 nursing + 10 dementia of 200 beds. */
    {.indicator = "DL-037",
     .cells = {{"beds", "ordinary", 80}, {"beds", "nursing", 110}, {"beds", "dementia", 10}},
     .whole = 0.6,
     .verdict = CARE_VERDICT_MET},
    /* Meals: 14 canteens for 20 communities and 8 villages. */
    {.indicator = "DL-082",
     .cells = {{"facilities", "canteens", 14}, {"network", "community, nodes", 20}, {"network", "village, nodes", 8}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- health and staff ---- */

    /* 65+ under health management, at least 70 %: 700 of 400 + 600 residents of 65 and over; those of 64 do not count. */
    {.indicator = "DL-038",
     .cells = {{"services", "health_management, served", 700},
               {"services", "health_management, eligible", 980},
               {"population", "male, age=65", 400},
               {"population", "female, age=80", 600},
               {"population", "female, age=64", 100}},
     .whole = 0.7,
     .verdict = CARE_VERDICT_MET},
    /* Directors, 5 a year: 4. */
    {.indicator = "DL-044",
     .cells = {{"staff_flows", "directors, trained", 4}, {"staff_flows", "directors, trained", 9, .district = 1}},
     .whole = 4,
     .verdict = CARE_VERDICT_MISSED},
    /* Care workers, 100 a year: 70 + 30. */
    {.indicator = "DL-045",
     .cells = {{"staff_flows", "caregivers_of_homes, trained", 70},
               {"staff_flows", "caregivers_of_services, trained", 30}},
     .whole = 100,
     .verdict = CARE_VERDICT_MET},
    /* Social workers per 1000 registered older people: 90 for 100,000; the 160,000 who live there do not count. */
    {.indicator = "DL-046",
     .cells = {{"staff_in_post", "social_workers", 90},
               {"registered", "elders", 100000},
               {"population", "male, age=70", 160000}},
     .whole = 0.9,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- childcare ---- */

    /* Places per 1000 residents of all ages: 9 for 1,500 + 500. */
    {.indicator = "DL-056",
     .cells = {{"childcare", "places", 9}, {"population", "male, age=1", 500}, {"population", "female, age=50", 1500}},
     .whole = 4.5,
     .verdict = CARE_VERDICT_MET},
    /* Inclusive: 59 of 100. */
    {.indicator = "DL-057",
     .cells = {{"childcare", "inclusive_places", 59}, {"childcare", "places", 100}},
     .whole = 0.59,
     .verdict = CARE_VERDICT_MISSED},
    /* Communities and villages with childcare: 12 sites for 15 + 5. */
    {.indicator = "DL-058",
     .cells = {{"childcare", "sites", 12}, {"network", "community, nodes", 15}, {"network", "village, nodes", 5}},
     .whole = 0.6,
     .verdict = CARE_VERDICT_MET},
    /* 25 sites for 20 communities are no more than one each. */
    {.indicator = "DL-058",
     .cells = {{"childcare", "sites", 25}, {"network", "community, nodes", 20}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Certified workers: 38 of 40. */
    {.indicator = "DL-059",
     .cells = {{"childcare", "certified_needed", 38}, {"childcare", "workers_needed", 40}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- what a user tells: the value itself against the threshold of the document ---- */

    DECLARED("DL-024", 277000, MET),    /* pension: 277,000 of 277,000 */
    DECLARED("DL-026", 509999, MISSED), /* medical insurance: one short of 510,000 */
    DECLARED("DL-026", 532000, MET),    /* as in 2020 */
    DECLARED("DL-027", 290000, MISSED), /* LTCI: 290,000 of 295,000 */
    DECLARED("DL-048", 1, MET),         /* university: everywhere */
    DECLARED("DL-049", 0.45, MISSED),   /* learners: 45 % of 50 % */
    DECLARED("DL-050", 1, MET),         /* green channel: everywhere */
    DECLARED("DL-051", 0.9, MISSED),    /* visit system: 90 % of all */
    DECLARED("DL-052", 1, MET),         /* emergency system: in place */
    DECLARED("DL-052", 0, MISSED),
    DECLARED("DL-053", 15, MET),   /* walk: 15 minutes, 15 at most */
    DECLARED("DL-054", 0, MISSED), /* month of respect: not once */
    DECLARED("DL-055", 1, MET),    /* demonstration: 1 of 1 */
    DECLARED("DL-088", 1, MISSED), /* smart homes: 1 of 2 */
    NOT_DECLARED("DL-024"),
};
enum { N_CASES = sizeof cases / sizeof cases[0] };

static void every_indicator_is_as_worked_out_by_hand(void **state)
{
    (void)state;
    care_micro_check(&plan, cases, N_CASES);
}

static void no_indicator_is_without_a_case(void **state)
{
    (void)state;
    care_micro_check_complete(&plan, cases, N_CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_indicator_is_as_worked_out_by_hand),
        cmocka_unit_test(no_indicator_is_without_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
