/** @file  Every indicator of the Tianjin plan (津民发〔2022〕25号) on numbers small enough to be worked out by hand. */
#include "tests/models/plan/micro.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct care_micro_plan plan = {.name = "tianjin"};

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
    /* ---- basic care and money ---- */
    /* Willing destitute in homes, all, 2022: 180 + 60 of 200 + 60 = 240 of 260. */
    {.indicator = "TJ-032",
     .cells = {{"destitute", "in_home", 180},
               {"destitute", "willing", 200},
               {"destitute", "in_home", 60, .district = 1},
               {"destitute", "willing", 60, .district = 1}},
     .whole = 240.0 / 260,
     .verdict = CARE_VERDICT_MISSED},
    /* The twenty are taken in: 260 of 260. */
    {.indicator = "TJ-032",
     .cells = {{"destitute", "in_home", 200},
               {"destitute", "willing", 200},
               {"destitute", "in_home", 60, .district = 1},
               {"destitute", "willing", 60, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Special difficulty visited every month, all: 90 + 45 of 100 + 50; the 15 who decline stay in the denominator. */
    {.indicator = "TJ-033",
     .cells = {{"services", "monthly_visit, eligible", 100},
               {"services", "monthly_visit, asked", 90},
               {"services", "monthly_visit, served", 90},
               {"services", "monthly_visit, eligible", 50, .district = 1},
               {"services", "monthly_visit, served", 45, .district = 1}},
     .whole = 135.0 / 150,
     .verdict = CARE_VERDICT_MISSED},
    /* Destitute who cannot care for themselves in homes, at least 30 % in 2022: 9 + 6 of 20 + 30. */
    {.indicator = "TJ-052",
     .cells = {{"destitute", "unable", 20},
               {"destitute", "unable_in_home", 9},
               {"destitute", "unable", 30, .district = 1},
               {"destitute", "unable_in_home", 6, .district = 1}},
     .whole = 0.3,
     .verdict = CARE_VERDICT_MET},
    /* One fewer: 14 of 50. */
    {.indicator = "TJ-052",
     .cells = {{"destitute", "unable", 50}, {"destitute", "unable_in_home", 14}},
     .whole = 0.28,
     .verdict = CARE_VERDICT_MISSED},
    /* Disabled people helped, all, 2022: 80 of 80 and 119 of 120. */
    {.indicator = "TJ-060",
     .cells = {{"disabled_help", "disabled", 80},
               {"disabled_help", "helped", 80},
               {"disabled_help", "disabled", 120, .district = 1},
               {"disabled_help", "helped", 119, .district = 1}},
     .whole = 199.0 / 200,
     .verdict = CARE_VERDICT_MISSED},
    /* Districts whose public beds, 5 publicly and 4 privately run, suffice for the willing destitute: 9 for 8, and 3 for 4:
       one of two. People make a district count. */
    {.indicator = "TJ-106",
     .cells = {{"beds_by_owner", "public, nursing", 5},
               {"beds_by_owner", "public_privately_run, ordinary", 4},
               {"beds_by_owner", "private, ordinary", 900, .district = 1},
               {"beds_by_owner", "public, ordinary", 3, .district = 1},
               {"destitute", "willing", 8},
               {"destitute", "willing", 4, .district = 1},
               {"population", "male, age=70", 10},
               {"population", "male, age=70", 10, .district = 1}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    /* Lottery money for care, at least 55 %: 33 + 22 million of 60 + 40. */
    {.indicator = "TJ-144",
     .cells = {{"budget", "lottery", 33e6},
               {"budget", "lottery", 22e6, .district = 1},
               {"lottery_fund", "", 60e6},
               {"lottery_fund", "", 40e6, .district = 1}},
     .whole = 0.55,
     .verdict = CARE_VERDICT_MET},

    /* ---- facilities ---- */
    /* Urban communities with day care, at least 90 %: 40 of 50 and 50 of 50. */
    {.indicator = "TJ-034",
     .cells = {{"network", "community, covered", 40},
               {"network", "community, nodes", 50},
               {"network", "community, covered", 50, .district = 1},
               {"network", "community, nodes", 50, .district = 1}},
     .whole = 0.9,
     .verdict = CARE_VERDICT_MET},
    /* New areas: 7 complied at once and 2 later of 10 handed over; 1 is left. */
    {.indicator = "TJ-035",
     .cells = {{"four_sync", "compliant", 7},
               {"four_sync", "cleared", 2},
               {"four_sync", "backlog", 1},
               {"four_sync", "handed_over", 10}},
     .whole = 0.9,
     .verdict = CARE_VERDICT_MISSED},
    /* Streets and towns with a full centre: 12 of 12 and 20 of 20. */
    {.indicator = "TJ-036",
     .cells = {{"network", "street_town, covered", 12},
               {"network", "street_town, nodes", 12},
               {"network", "street_town, covered", 20, .district = 1},
               {"network", "street_town, nodes", 20, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* 60,000 ordinary + 30,000 nursing + 10,000 dementia beds; day places and home beds do not count. */
    {.indicator = "TJ-037",
     .cells = {{"beds", "ordinary", 60000},
               {"beds", "nursing", 30000, .district = 1},
               {"beds", "dementia", 10000},
               {"places", "day_places", 7000},
               {"places", "home_beds", 300}},
     .whole = 100000,
     .verdict = CARE_VERDICT_MET},
    /* Nursing-type: 50 + 9 of 100 beds; 60 were asked. */
    {.indicator = "TJ-038",
     .cells = {{"beds", "ordinary", 41}, {"beds", "nursing", 50}, {"beds", "dementia", 9, .district = 1}},
     .whole = 0.59,
     .verdict = CARE_VERDICT_MISSED},
    /* Public homes: the district with the fewest has none. */
    {.indicator = "TJ-068",
     .cells = {{"facilities", "public_homes", 4}, {"facilities", "private_homes", 9, .district = 1}},
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},
    /* One each, at least: 4 and 1. */
    {.indicator = "TJ-068",
     .cells = {{"facilities", "public_homes", 4}, {"facilities", "public_homes", 1, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Villages with day care, at least 50 %: 30 of 80. */
    {.indicator = "TJ-073",
     .cells = {{"network", "village, covered", 30, .district = 1}, {"network", "village, nodes", 80, .district = 1}},
     .whole = 0.375,
     .verdict = CARE_VERDICT_MISSED},
    /* Home beds: 1,800 + 1,200. */
    {.indicator = "TJ-075",
     .cells = {{"places", "home_beds", 1800}, {"places", "home_beds", 1200, .district = 1}},
     .whole = 3000,
     .verdict = CARE_VERDICT_MET},
    /* Meals: 70 canteens for 60 communities count 60; 30 canteens for 20 communities and 40 villages count 30: 90 of 120. */
    {.indicator = "TJ-087",
     .cells = {{"facilities", "canteens", 70},
               {"network", "community, nodes", 60},
               {"facilities", "canteens", 30, .district = 1},
               {"network", "community, nodes", 20, .district = 1},
               {"network", "village, nodes", 40, .district = 1}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* Rural areas: 30 of 40 villages have a place for care; 30 canteens less those of 20 communities leave 10 of 40 with
       meals: the lower is 25 %. */
    {.indicator = "TJ-109",
     .cells = {{"network", "village, covered", 30},
               {"network", "village, nodes", 40},
               {"network", "community, nodes", 20},
               {"facilities", "canteens", 30}},
     .whole = 0.25,
     .verdict = CARE_VERDICT_MISSED},
    /* Mutual help: 40 of 40 villages and 10 of 10. */
    {.indicator = "TJ-110",
     .cells = {{"network", "village, covered", 40},
               {"network", "village, nodes", 40},
               {"network", "village, covered", 10, .district = 1},
               {"network", "village, nodes", 10, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Left behind: 200 people in a district with 30 of 40 villages covered, 100 with 5 of 5: 150 + 100 of 300. */
    {.indicator = "TJ-111",
     .cells = {{"family_situation", "left_behind", 200},
               {"network", "village, covered", 30},
               {"network", "village, nodes", 40},
               {"family_situation", "left_behind", 100, .district = 1},
               {"network", "village, covered", 5, .district = 1},
               {"network", "village, nodes", 5, .district = 1}},
     .whole = 250.0 / 300,
     .verdict = CARE_VERDICT_MISSED},
    /* Villages with meals: 25 canteens beyond 15 communities make 10 of 30; 50 canteens beyond 5 make 20 of 20. */
    {.indicator = "TJ-112",
     .cells = {{"facilities", "canteens", 25},
               {"network", "community, nodes", 15},
               {"network", "village, nodes", 30},
               {"facilities", "canteens", 50, .district = 1},
               {"network", "community, nodes", 5, .district = 1},
               {"network", "village, nodes", 20, .district = 1}},
     .whole = 0.6,
     .verdict = CARE_VERDICT_MISSED},
    /* No villages: nothing to judge. */
    {.indicator = "TJ-112",
     .cells = {{"facilities", "canteens", 25}, {"network", "community, nodes", 15}},
     .whole = NAN,
     .verdict = CARE_VERDICT_NOT_APPLICABLE},

    /* ---- health and staff ---- */
    /* 65+ at home under health management, at least 70 %: 640 + 760 of 1,000 + 1,000. */
    {.indicator = "TJ-039",
     .cells = {{"services", "health_management, served", 640},
               {"services", "health_management, eligible", 1000},
               {"services", "health_management, served", 760, .district = 1},
               {"services", "health_management, eligible", 1000, .district = 1}},
     .whole = 0.7,
     .verdict = CARE_VERDICT_MET},
    /* Homes under contract: 9 of 10 and 5 of 5. */
    {.indicator = "TJ-040",
     .cells = {{"services", "medical_contract, served", 9},
               {"services", "medical_contract, eligible", 10},
               {"services", "medical_contract, served", 5, .district = 1},
               {"services", "medical_contract, eligible", 5, .district = 1}},
     .whole = 14.0 / 15,
     .verdict = CARE_VERDICT_MISSED},
    /* Homes with medical care: 9 of 10 by contract, 4 of 5 in the house (3 by contract): 13 of 15. */
    {.indicator = "TJ-129",
     .cells = {{"services", "medical_contract, served", 9},
               {"services", "medical_contract, eligible", 10},
               {"services", "co_location, served", 2},
               {"services", "medical_contract, served", 3, .district = 1},
               {"services", "medical_contract, eligible", 5, .district = 1},
               {"services", "co_location, served", 4, .district = 1}},
     .whole = 13.0 / 15,
     .verdict = CARE_VERDICT_MISSED},
    /* Family carers, 600 a year: 350 + 250 in 2025; those of other years do not help. */
    {.indicator = "TJ-043",
     .cells = {{"family_carers_trained", "", 350},
               {"family_carers_trained", "", 250, .district = 1},
               {"family_carers_trained", "", 900, .year = 2024}},
     .whole = 600,
     .verdict = CARE_VERDICT_MET},
    /* 3,000 from 2021 to 2025: 1,000 + 900 + 500 + 599. */
    {.indicator = "TJ-090",
     .cells = {{"family_carers_trained", "", 1000, .year = 2021},
               {"family_carers_trained", "", 900, .year = 2022},
               {"family_carers_trained", "", 500, .district = 1, .year = 2024},
               {"family_carers_trained", "", 599, .year = 2025},
               {"family_carers_trained", "", 5000, .year = 2026}},
     .whole = 2999,
     .verdict = CARE_VERDICT_MISSED},
    /* Directors, 100 a year: 60 + 45. */
    {.indicator = "TJ-044",
     .cells = {{"staff_flows", "directors, trained", 60}, {"staff_flows", "directors, trained", 45, .district = 1}},
     .whole = 105,
     .verdict = CARE_VERDICT_MET},
    /* Care workers, 4,000 a year: 2,500 of homes + 1,400 of services; hired ones are not trained. */
    {.indicator = "TJ-045",
     .cells = {{"staff_flows", "caregivers_of_homes, trained", 2500},
               {"staff_flows", "caregivers_of_services, trained", 1400, .district = 1},
               {"staff_flows", "caregivers_of_homes, hired", 800}},
     .whole = 3900,
     .verdict = CARE_VERDICT_MISSED},
    /* 20,000 from 2021 to 2025: 9,000 + 6,000 + 5,000. */
    {.indicator = "TJ-131",
     .cells = {{"staff_flows", "caregivers_of_homes, trained", 9000, .year = 2021},
               {"staff_flows", "caregivers_of_services, trained", 6000, .district = 1, .year = 2023},
               {"staff_flows", "caregivers_of_homes, trained", 5000, .year = 2025}},
     .whole = 20000,
     .verdict = CARE_VERDICT_MET},
    /* Social workers per 1000 of 60+: 3 + 2 for 2,000 + 3,000; people of 59 do not count. */
    {.indicator = "TJ-047",
     .cells = {{"staff_in_post", "social_workers", 3},
               {"staff_in_post", "social_workers", 2, .district = 1},
               {"population", "male, age=60", 2000},
               {"population", "female, age=100", 3000, .district = 1},
               {"population", "female, age=59", 90000}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* Social workers for beds: 8 less one for each 1000 of 2,000 + 3,000 older people leave 3 for 250 + 150 beds. */
    {.indicator = "TJ-133",
     .cells = {{"staff_in_post", "social_workers", 6},
               {"staff_in_post", "social_workers", 2, .district = 1},
               {"population", "male, age=70", 2000},
               {"population", "male, age=70", 3000, .district = 1},
               {"beds", "ordinary", 250},
               {"beds", "nursing", 150}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- what a user tells: the value itself against the threshold of the document ---- */
    DECLARED("TJ-041", 0.69, MISSED),     /* health education: 69 % of 70 % */
    DECLARED("TJ-042", 1, MET),           /* month of respect: once, once asked */
    DECLARED("TJ-046", 0, MISSED),        /* enrolment: no growth is not growth */
    DECLARED("TJ-046", 0.05, MET),        /* 5 % more than 2020 */
    DECLARED("TJ-048", 10.1e6, MET),      /* pension: 10.1 million of 10.1 million */
    DECLARED("TJ-049", 11.839e6, MISSED), /* medical insurance: a thousand short of 11.84 million */
    DECLARED("TJ-058", 1, MET),           /* visit system: in place */
    DECLARED("TJ-059", 0, MISSED),        /* emergency system: not in place */
    DECLARED("TJ-069", 7, MISSED),        /* networks: 7 of 8 */
    DECLARED("TJ-074", 20, MISSED),       /* walk: 20 minutes, 15 at most */
    DECLARED("TJ-074", 12, MET),
    DECLARED("TJ-107", 0.8, MET),     /* street-level homes of grade 1-2: 80 % of 80 % */
    DECLARED("TJ-108", 0.75, MISSED), /* district-level homes of grade 2-3: 75 % of 80 % */
    DECLARED("TJ-118", 2, MET),       /* Beidaihe: 2, at least 1 */
    DECLARED("TJ-123", 1, MISSED),    /* parks: 1 of 2 */
    DECLARED("TJ-124", 1, MET),       /* display centre: 1 of 1 */
    DECLARED("TJ-126", 39, MISSED),   /* culture: 39 of 40 activities */
    DECLARED("TJ-128", 1, MET),       /* releases: 1 of 1 a year */
    NOT_DECLARED("TJ-041"),
    NOT_DECLARED("TJ-091"),
    /* Organisations of every district: 3 and 0, the fewest count. */
    {.indicator = "TJ-091",
     .declared = {{3, .area = CARE_MICRO_FIRST}, {0, .area = CARE_MICRO_SECOND}},
     .n_declared = 2,
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},
    /* Emergency centres of every district: 1 and 2. */
    {.indicator = "TJ-122",
     .declared = {{1, .area = CARE_MICRO_FIRST}, {2, .area = CARE_MICRO_SECOND}},
     .n_declared = 2,
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
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
