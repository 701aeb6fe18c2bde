/** @file  Every indicator of Shijiazhuang's plan on a few made-up cells; District 0 and 1 stand for county units. */
#include "tests/models/plan/micro.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Chang'an is one of the five districts of box 2, Xingtang one of the six. */
static const struct care_micro_plan plan = {.name = "shijiazhuang", .codes = {130102, 130125}};

static const struct care_micro_case cases[] = {
    /* ---- the table of indicators ---- */

    /* Beds of homes 20,000 + 15,000 + 5,000, day places 3,000, and 3 beds in each of the 5,000 village homes that are of
     * 2020; 800 new ones have none: 58,000 of 60,000. */
    {.indicator = "SJ-026",
     .cells = {{"beds", "ordinary", 20000},
               {"beds", "nursing", 15000, .district = 1},
               {"beds", "dementia", 5000},
               {"places", "day_places", 3000},
               {"places", "home_beds", 9999}, /* not counted */
               {"facilities", "village_homes", 5000, .district = 1, .year = 2020},
               {"facilities", "village_homes", 5800, .district = 1}},
     .whole = 58000,
     .verdict = CARE_VERDICT_MISSED},
    /* 6,000 village homes of 2020, of which 5,900 are left: 43,000 + 17,700. */
    {.indicator = "SJ-026",
     .cells = {{"beds", "ordinary", 20000},
               {"beds", "nursing", 20000},
               {"places", "day_places", 3000},
               {"facilities", "village_homes", 6000, .year = 2020},
               {"facilities", "village_homes", 5900}},
     .whole = 60700,
     .verdict = CARE_VERDICT_MET},
    /* Public homes in one of two county units with people: 1 of 2. */
    {.indicator = "SJ-027",
     .cells = {{"population", "age=70", 500},
               {"population", "age=30", 800, .district = 1},
               {"facilities", "public_homes", 3}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-027",
     .cells = {{"population", "age=70", 500},
               {"population", "age=30", 800, .district = 1},
               {"facilities", "public_homes", 3},
               {"facilities", "public_homes", 1, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* (40 + 16) nursing and dementia beds of 40 + 16 + 44 = 100; at least 55 %. */
    {.indicator = "SJ-028",
     .cells = {{"beds", "nursing", 40}, {"beds", "dementia", 16, .district = 1}, {"beds", "ordinary", 44}},
     .whole = 0.56,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-028",
     .cells = {{"beds", "nursing", 40}, {"beds", "dementia", 10}, {"beds", "ordinary", 50}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    /* 6 comply from the start and 1 was set right, of 8 handed over; then the last one, too. */
    {.indicator = "SJ-029",
     .cells = {{"four_sync", "compliant", 6},
               {"four_sync", "cleared", 1, .district = 1},
               {"four_sync", "handed_over", 6},
               {"four_sync", "handed_over", 2, .district = 1}},
     .whole = 0.875,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-029",
     .cells = {{"four_sync", "compliant", 6}, {"four_sync", "cleared", 2}, {"four_sync", "handed_over", 8}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-030", .declared = {{1}}, .n_declared = 1, .whole = 1, .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-030", .whole = NAN, .verdict = CARE_VERDICT_NO_DATA},
    /* Stations in 9 of 10 and 5 of 5 communities: 14 of 15. */
    {.indicator = "SJ-031",
     .cells = {{"network", "community, covered", 9},
               {"network", "community, nodes", 10},
               {"network", "community, covered", 5, .district = 1},
               {"network", "community, nodes", 5, .district = 1},
               {"network", "village, nodes", 99}}, /* another level */
     .whole = 14.0 / 15,
     .verdict = CARE_VERDICT_MISSED},
    /* 380 of 400 visited; those who ask do not matter. */
    {.indicator = "SJ-032",
     .cells = {{"services", "monthly_visit, eligible", 400},
               {"services", "monthly_visit, asked", 380},
               {"services", "monthly_visit, served", 380}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MISSED},
    /* 6 social workers for 2,000 + 2,000 people of 60 and over: 1.5 per 1000. The person of 59 does not count. */
    {.indicator = "SJ-033",
     .cells = {{"staff_in_post", "social_workers", 6},
               {"staff_in_post", "directors", 50},
               {"population", "sex=male, age=60", 2000},
               {"population", "sex=female, age=100", 2000, .district = 1},
               {"population", "age=59", 1000}},
     .whole = 1.5,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-034", .declared = {{0.45}}, .n_declared = 1, .whole = 0.45, .verdict = CARE_VERDICT_MISSED},
    /* More than 0: a tenth more pupils, and as many as before. */
    {.indicator = "SJ-035", .declared = {{0.1}}, .n_declared = 1, .whole = 0.1, .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-035", .declared = {{0}}, .n_declared = 1, .whole = 0, .verdict = CARE_VERDICT_MISSED},
    /* Every county unit: 2 and 1 are enough, 2 and 0 are not. */
    {.indicator = "SJ-036",
     .declared = {{2, .area = 130102}, {1, .area = 130125}},
     .n_declared = 2,
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-036",
     .declared = {{2, .area = 130102}, {0, .area = 130125}},
     .n_declared = 2,
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},

    /* ---- the text: network ---- */

    {.indicator = "SJ-023", .declared = {{12}}, .n_declared = 1, .whole = 12, .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-023", .declared = {{20}}, .n_declared = 1, .whole = 20, .verdict = CARE_VERDICT_MISSED},
    /* District 0: 3 canteens, 8 stations, 10 communities: 3 have both. District 1: 9, 6, 4: all 4. 7 of 14. */
    {.indicator = "SJ-024",
     .cells = {{"facilities", "canteens", 3},
               {"facilities", "urban_day_stations", 8},
               {"network", "community, nodes", 10},
               {"facilities", "canteens", 9, .district = 1},
               {"facilities", "urban_day_stations", 6, .district = 1},
               {"network", "community, nodes", 4, .district = 1}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    /* 2 of 2 county units, 6 of 10 towns (as good as all), 25 of 50 villages: 1 + 1 + 0.5; with all villages 3. */
    {.indicator = "SJ-025",
     .cells = {{"network", "district, nodes", 2},
               {"network", "district, covered", 2},
               {"network", "street_town, nodes", 10},
               {"network", "street_town, covered", 6},
               {"network", "village, nodes", 50},
               {"network", "village, covered", 25, .district = 1}},
     .whole = 2.5,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-025",
     .cells = {{"network", "district, nodes", 2},
               {"network", "district, covered", 2},
               {"network", "street_town, nodes", 10},
               {"network", "street_town, covered", 9},
               {"network", "village, nodes", 50},
               {"network", "village, covered", 50}},
     .whole = 3,
     .verdict = CARE_VERDICT_MET},
    /* Centres with whatever functions, one to a town: min(4, 3) + 2 of 3 + 5. */
    {.indicator = "SJ-068",
     .cells = {{"facilities", "street_centres", 4},
               {"network", "street_town, nodes", 3},
               {"facilities", "street_centres", 2, .district = 1},
               {"network", "street_town, nodes", 5, .district = 1}},
     .whole = 0.625,
     .verdict = CARE_VERDICT_MISSED},
    /* The same 5 of 8 are more than 60 %. */
    {.indicator = "SJ-096",
     .cells = {{"facilities", "street_centres", 4},
               {"network", "street_town, nodes", 3},
               {"facilities", "street_centres", 2, .district = 1},
               {"network", "street_town, nodes", 5, .district = 1}},
     .whole = 0.625,
     .verdict = CARE_VERDICT_MET},
    /* Complete centres: 4 of 8. */
    {.indicator = "SJ-070",
     .cells = {{"network", "street_town, covered", 4}, {"network", "street_town, nodes", 8}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    /* 3 canteens for 2 centres and 4 stations; one too many in district 1 is no help: (3 + 2) of (6 + 2). */
    {.indicator = "SJ-080",
     .cells = {{"facilities", "canteens", 3},
               {"facilities", "street_centres", 2},
               {"facilities", "urban_day_stations", 4},
               {"facilities", "canteens", 5, .district = 1},
               {"facilities", "urban_day_stations", 2, .district = 1}},
     .whole = 0.625,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-095",
     .cells = {{"network", "district, covered", 1},
               {"network", "district, nodes", 1},
               {"network", "district, nodes", 1, .district = 1}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-097",
     .cells = {{"network", "village, covered", 40},
               {"network", "village, nodes", 40},
               {"network", "village, covered", 20, .district = 1},
               {"network", "village, nodes", 20, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-085", .declared = {{2}}, .n_declared = 1, .whole = 2, .verdict = CARE_VERDICT_MET},

    /* ---- the text: beds and projects ---- */

    {.indicator = "SJ-042", .declared = {{0}}, .n_declared = 1, .whole = 0, .verdict = CARE_VERDICT_MISSED},
    /* Public beds 1,000 in 2020 and 2,500 + 2,100 in 2025: 3,600 more. Private beds do not count. */
    {.indicator = "SJ-050",
     .cells = {{"beds_by_owner", "public, nursing", 1000, .year = 2020},
               {"beds_by_owner", "public, nursing", 2500},
               {"beds_by_owner", "public_privately_run, ordinary", 2100, .district = 1},
               {"beds_by_owner", "private, ordinary", 7000}},
     .whole = 3600,
     .verdict = CARE_VERDICT_MET},
    /* Xingtang: 40 public homes; nursing-type 35 of 100 public beds in 2020, 50 of 100 in 2023: 15 of the 20 points to 55 %
     * are done, that is 30 homes. Chang'an is not one of the thirteen. */
    {.indicator = "SJ-046",
     .cells = {{"facilities", "public_homes", 90, .year = 2020},
               {"facilities", "public_homes", 40, .district = 1, .year = 2020},
               {"beds_by_owner", "public, nursing", 35, .district = 1, .year = 2020},
               {"beds_by_owner", "public, ordinary", 65, .district = 1, .year = 2020},
               {"beds_by_owner", "public, nursing", 45, .district = 1},
               {"beds_by_owner", "public_privately_run, dementia", 5, .district = 1},
               {"beds_by_owner", "public, ordinary", 50, .district = 1}},
     .whole = 30,
     .verdict = CARE_VERDICT_MET},
    /* Xingtang has 56 of 100; one county unit of thirteen. */
    {.indicator = "SJ-047",
     .cells = {{"beds", "nursing", 90},
               {"beds", "nursing", 50, .district = 1},
               {"beds", "dementia", 6, .district = 1},
               {"beds", "ordinary", 44, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MISSED},
    /* Public beds of Xingtang: (50 + 10) of 100. Private beds and Chang'an do not count. */
    {.indicator = "SJ-048",
     .cells = {{"beds_by_owner", "public, ordinary", 500},
               {"beds_by_owner", "public, nursing", 50, .district = 1},
               {"beds_by_owner", "public_privately_run, dementia", 10, .district = 1},
               {"beds_by_owner", "public, ordinary", 40, .district = 1},
               {"beds_by_owner", "private, ordinary", 900, .district = 1}},
     .whole = 0.6,
     .verdict = CARE_VERDICT_MET},
    /* In Chang'an 200 in 2020 and 1,100 in 2025: 900 more; Xingtang is not one of the five. */
    {.indicator = "SJ-052",
     .cells = {{"beds_by_owner", "public, nursing", 200, .year = 2020},
               {"beds_by_owner", "public, nursing", 1100},
               {"beds_by_owner", "public, nursing", 3000, .district = 1}},
     .whole = 900,
     .verdict = CARE_VERDICT_MISSED},
    /* Chang'an: 2 public homes of 300 beds in 2020, 5 of 870 in 2025: 570 beds in 3 homes are 190 each, of 200. */
    {.indicator = "SJ-051",
     .cells = {{"facilities", "public_homes", 2, .year = 2020},
               {"facilities", "public_homes", 5},
               {"beds_by_owner", "public, ordinary", 300, .year = 2020},
               {"beds_by_owner", "public, nursing", 870},
               {"facilities", "public_homes", 7, .district = 1},
               {"beds_by_owner", "public, nursing", 5000, .district = 1}},
     .whole = 190,
     .verdict = CARE_VERDICT_MISSED},
    /* In Xingtang 100 in 2020 and 2,700 in 2025: 2,600 more; Chang'an is not one of the six. */
    {.indicator = "SJ-053",
     .cells = {{"beds_by_owner", "public, nursing", 9000},
               {"beds_by_owner", "public, ordinary", 100, .district = 1, .year = 2020},
               {"beds_by_owner", "public, nursing", 2700, .district = 1}},
     .whole = 2600,
     .verdict = CARE_VERDICT_MET},
    /* In Xingtang 2 public homes in 2020 and 7 in 2025: 5 more of 6. */
    {.indicator = "SJ-118",
     .cells = {{"facilities", "public_homes", 50},
               {"facilities", "public_homes", 2, .district = 1, .year = 2020},
               {"facilities", "public_homes", 7, .district = 1}},
     .whole = 5,
     .verdict = CARE_VERDICT_MISSED},
    /* 220 private homes and 224 + 6: 10 more. */
    {.indicator = "SJ-081",
     .cells = {{"facilities", "private_homes", 220, .year = 2020},
               {"facilities", "private_homes", 224},
               {"facilities", "private_homes", 6, .district = 1}},
     .whole = 10,
     .verdict = CARE_VERDICT_MET},
    /* Investors build for 1.0 + 1.2 billion in 2022 and 2024; conversion and 2026 do not count. */
    {.indicator = "SJ-082",
     .cells = {{"cost", "build, investor", 1.0e9, .year = 2022},
               {"cost", "build, investor", 1.2e9, .district = 1, .year = 2024},
               {"cost", "convert, investor", 9e9, .year = 2024},
               {"cost", "build, investor", 9e9, .year = 2026}},
     .whole = 22,
     .verdict = CARE_VERDICT_MISSED},
    /* Private beds 30,000 and 39,500: 9,500 more. */
    {.indicator = "SJ-083",
     .cells = {{"beds_by_owner", "private, ordinary", 30000, .year = 2020},
               {"beds_by_owner", "private, ordinary", 20000},
               {"beds_by_owner", "private, nursing", 19500, .district = 1}},
     .whole = 9500,
     .verdict = CARE_VERDICT_MET},
    /* The worst county unit: 60 of 100, and 27 of 50. At least 50 % in 2022, 55 % in 2025, 80 % in 2035. */
    {.indicator = "SJ-086",
     .cells = {{"beds", "nursing", 60},
               {"beds", "ordinary", 40},
               {"beds", "nursing", 27, .district = 1},
               {"beds", "ordinary", 23, .district = 1}},
     .whole = 0.54,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-087",
     .cells = {{"beds", "nursing", 60},
               {"beds", "ordinary", 40},
               {"beds", "nursing", 27, .district = 1},
               {"beds", "ordinary", 23, .district = 1}},
     .whole = 0.54,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-088",
     .cells = {{"beds", "nursing", 90},
               {"beds", "ordinary", 10},
               {"beds", "nursing", 35, .district = 1},
               {"beds", "dementia", 6, .district = 1},
               {"beds", "ordinary", 9, .district = 1}},
     .whole = 0.82,
     .verdict = CARE_VERDICT_MET},

    /* ---- the text: people and services ---- */

    /* 9 + 10 in homes of 10 + 10 who wish for it. */
    {.indicator = "SJ-057",
     .cells = {{"destitute", "in_home", 9},
               {"destitute", "willing", 10},
               {"destitute", "in_home", 10, .district = 1},
               {"destitute", "willing", 10, .district = 1},
               {"destitute", "supported", 90}},
     .whole = 0.95,
     .verdict = CARE_VERDICT_MISSED},
    /* 60 of 80 eligible households. */
    {.indicator = "SJ-059",
     .cells = {{"adapted_households", NULL, 60}, {"services", "adaptation, eligible", 80}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    {.indicator = "SJ-063",
     .cells = {{"services", "emergency_call, eligible", 300}, {"services", "emergency_call, served", 300}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    /* After 2020: handed over 12 - 4 = 8, of which 10 - 3 = 7 comply; by 2022. */
    {.indicator = "SJ-073",
     .cells = {{"four_sync", "compliant", 3, .year = 2020},
               {"four_sync", "handed_over", 4, .year = 2020},
               {"four_sync", "compliant", 10},
               {"four_sync", "handed_over", 12}},
     .whole = 0.875,
     .verdict = CARE_VERDICT_MISSED},
    /* 3 of the backlog of 3 + 1 made up. */
    {.indicator = "SJ-074",
     .cells = {{"four_sync", "cleared", 3}, {"four_sync", "backlog", 1, .district = 1}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* Contracts of 10 + 4 homes of 10 + 4. */
    {.indicator = "SJ-091",
     .cells = {{"services", "medical_contract, eligible", 10},
               {"services", "medical_contract, served", 10},
               {"services", "medical_contract, eligible", 4, .district = 1},
               {"services", "medical_contract, served", 4, .district = 1}},
     .whole = 1,
     .verdict = CARE_VERDICT_MET},
    {.indicator = "SJ-093", .declared = {{11}}, .n_declared = 1, .whole = 11, .verdict = CARE_VERDICT_MET},
    /* 230 of 400 million yuan. */
    {.indicator = "SJ-111",
     .cells = {{"budget", "lottery", 230e6}, {"budget", "city", 900e6}, {"lottery_fund", NULL, 400e6}},
     .whole = 0.575,
     .verdict = CARE_VERDICT_MET},
    /* 6 social workers, of whom 2 for 2,000 people of 60 and over; the other 4 for 500 + 300 beds: 0.5 per 100. */
    {.indicator = "SJ-115",
     .cells = {{"staff_in_post", "social_workers", 6},
               {"population", "age=80", 2000},
               {"beds", "ordinary", 500},
               {"beds", "nursing", 300, .district = 1}},
     .whole = 0.5,
     .verdict = CARE_VERDICT_MISSED},
    /* Fewer than one per 1000: none for the beds. */
    {.indicator = "SJ-115",
     .cells = {{"staff_in_post", "social_workers", 1}, {"population", "age=80", 2000}, {"beds", "ordinary", 500}},
     .whole = 0,
     .verdict = CARE_VERDICT_MISSED},
    /* 7 of which 2: 5 for 400 beds. */
    {.indicator = "SJ-115",
     .cells = {{"staff_in_post", "social_workers", 7}, {"population", "age=80", 2000}, {"beds", "ordinary", 400}},
     .whole = 1.25,
     .verdict = CARE_VERDICT_MET},
};
enum { N_CASES = sizeof cases / sizeof cases[0] };

static void every_indicator_of_shijiazhuang_is_as_worked_out_by_hand(void **state)
{
    (void)state;
    care_micro_check(&plan, cases, N_CASES);
}

static void no_indicator_of_shijiazhuang_is_without_a_case(void **state)
{
    (void)state;
    care_micro_check_complete(&plan, cases, N_CASES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_indicator_of_shijiazhuang_is_as_worked_out_by_hand),
        cmocka_unit_test(no_indicator_of_shijiazhuang_is_without_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
