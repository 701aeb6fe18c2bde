/** @file  How micro cases are written, on a small table: copy this file for a plan. */
#include "tests/models/plan/micro.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct care_micro_plan plan = {.name = "example"};

static const struct care_micro_case cases[] = {
    /* Nursing share of beds, at least 60 %, 2025: (50 + 10) nursing and dementia beds of 50 + 10 + 40 = 100. */
    {.indicator = "EX-001",
     .cells = {{"beds", "nursing", 50}, {"beds", "dementia", 10, .district = 1}, {"beds", "ordinary", 40}},
     .whole = 0.6,
     .verdict = CARE_VERDICT_MET},
    /* One nursing bed fewer: 59 of 99. */
    {.indicator = "EX-001",
     .cells = {{"beds", "nursing", 49}, {"beds", "dementia", 10, .district = 1}, {"beds", "ordinary", 40}},
     .whole = 59.0 / 99,
     .verdict = CARE_VERDICT_MISSED},
    /* No beds: nothing to judge. */
    {.indicator = "EX-001", .whole = NAN, .verdict = CARE_VERDICT_NOT_APPLICABLE},
    /* Directors trained, at least 300 from 2021 to 2025: 120 + 100 + 80 + 0 + 0; those of 2026 come too late. */
    {.indicator = "EX-002",
     .cells = {{"staff_flows", "directors, trained", 120, .year = 2021},
               {"staff_flows", "directors, trained", 100, .year = 2022},
               {"staff_flows", "directors, trained", 80, .district = 1, .year = 2023},
               {"staff_flows", "directors, trained", 500, .year = 2026}},
     .whole = 300,
     .verdict = CARE_VERDICT_MET},
    /* A homes' contract rate, at least 100 %, every district: 3 of 4 in district 0, 2 of 2 in district 1; the worst counts. */
    {.indicator = "EX-003",
     .cells = {{"services", "medical_contract, eligible", 4},
               {"services", "medical_contract, served", 3},
               {"services", "medical_contract, eligible", 2, .district = 1},
               {"services", "medical_contract, served", 2, .district = 1}},
     .whole = 0.75,
     .verdict = CARE_VERDICT_MISSED},
    /* Insured persons, declared: 277,000 are at least 277,000. */
    {.indicator = "EX-004", .declared = {{277000}}, .n_declared = 1, .whole = 277000, .verdict = CARE_VERDICT_MET},
    /* Nothing declared is never met. */
    {.indicator = "EX-004", .whole = NAN, .verdict = CARE_VERDICT_NO_DATA},
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
