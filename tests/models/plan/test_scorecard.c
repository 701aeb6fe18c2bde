/** @file  The scorecard: operators, scopes, years, declared values, chance, ranking and counts, by hand on
 *  two districts and four replicates. */
#include "models/plan/scorecard.h"

#include "tests/models/plan/plan_tables.h"
#include "tests/models/plan/plan_world.h"
#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the fixture: a world, and a plan on it ---- */

struct fixture {
    struct care_plan_world world;
    struct care_indicators_parameters parameters;
    struct care_scorecard *scorecard;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_plan_world_open(&f->world, 4, NULL, 0);
    return 0;
}

static void drop_plan(struct fixture *f)
{
    care_scorecard_free(f->scorecard);
    care_handmade_free(f->parameters.table);
    care_handmade_free(f->parameters.declared);
    care_handmade_free(f->parameters.jurisdiction);
    f->scorecard = NULL;
    f->parameters = (struct care_indicators_parameters){.table = NULL};
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    drop_plan(f);
    care_plan_world_close(&f->world);
    free(f);
    return 0;
}

static void set(struct fixture *f, const char *cube, int year, int district, int cell, double value)
{
    care_plan_world_set(&f->world, cube, year, district, cell, value);
}

/* @param area  of a jurisdiction of one district; 0: all */
static int try_plan(struct fixture *f, const struct care_plan_row *rows, int n_rows, const struct care_plan_told *told,
                    int n_told, double area)
{
    drop_plan(f);
    f->parameters.table = care_plan_table(rows, n_rows);
    f->parameters.declared = care_plan_declared(told, n_told);
    f->parameters.jurisdiction = area > 0 ? care_handmade_sheet(&care_indicators_jurisdiction_sheet, &area, 1) : NULL;
    return care_scorecard_create(&f->parameters, f->world.cubes, f->world.list, &f->scorecard);
}

static void plan(struct fixture *f, const struct care_plan_row *rows, int n_rows, const struct care_plan_told *told,
                 int n_told, double area)
{
    const int status = try_plan(f, rows, n_rows, told, n_told, area);
    if (status != CARE_OK) {
        fail_msg("%s", care_diagnostics_at(f->world.list, 0)->text_en);
    }
}

static struct care_scorecard_cell whole(const struct fixture *f, int indicator, int year)
{
    return care_scorecard_whole(f->scorecard, indicator, 0, 0, 0, year - 2020);
}

static struct care_scorecard_cell district(const struct fixture *f, int indicator, int year, int d)
{
    return care_scorecard_district(f->scorecard, indicator, 0, 0, 0, year - 2020, d);
}

static void assert_cell(struct care_scorecard_cell cell, double value, double gap, enum care_scorecard_verdict verdict)
{
    const bool is_value = isnan(value) ? isnan(cell.value) : fabs(cell.value - value) < 1e-9;
    const bool is_gap = isnan(gap) ? isnan(cell.gap) : fabs(cell.gap - gap) < 1e-9;
    if (!is_value || !is_gap || cell.verdict != verdict) {
        fail_msg("value %.12g, gap %.12g, verdict %d; expected %.12g, %.12g, %d", cell.value, cell.gap, cell.verdict,
                 value, gap, verdict);
    }
}

/* ---- operators ---- */

/* 100 beds against thresholds below, at and above; `between` 90 and 110. */
static void each_operator_judges_below_at_and_above(void **state)
{
    struct fixture *f = *state;
    static const struct {
        enum care_indicators_operator comparison;
        double threshold, high, gap;
        enum care_scorecard_verdict verdict;
    } cases[] = {
        {CARE_AT_LEAST, 90, 0, 10, CARE_VERDICT_MET},      {CARE_AT_LEAST, 100, 0, 0, CARE_VERDICT_MET},
        {CARE_AT_LEAST, 101, 0, -1, CARE_VERDICT_MISSED},  {CARE_MORE_THAN, 90, 0, 10, CARE_VERDICT_MET},
        {CARE_MORE_THAN, 100, 0, 0, CARE_VERDICT_MISSED},  {CARE_AT_MOST, 110, 0, 10, CARE_VERDICT_MET},
        {CARE_AT_MOST, 100, 0, 0, CARE_VERDICT_MET},       {CARE_AT_MOST, 99, 0, -1, CARE_VERDICT_MISSED},
        {CARE_LESS_THAN, 110, 0, 10, CARE_VERDICT_MET},    {CARE_LESS_THAN, 100, 0, 0, CARE_VERDICT_MISSED},
        {CARE_EXACTLY, 100.4, 0, 0, CARE_VERDICT_MET},     {CARE_EXACTLY, 101, 0, -1, CARE_VERDICT_MISSED},
        {CARE_EXACTLY, 99, 0, -1, CARE_VERDICT_MISSED},    {CARE_BETWEEN, 90, 110, 10, CARE_VERDICT_MET},
        {CARE_BETWEEN, 99, 110, 1, CARE_VERDICT_MET},      {CARE_BETWEEN, 100, 110, 0, CARE_VERDICT_MET},
        {CARE_BETWEEN, 102, 110, -2, CARE_VERDICT_MISSED}, {CARE_BETWEEN, 90, 97, -3, CARE_VERDICT_MISSED},
    };
    set(f, "beds", 2023, 0, 0, 70);
    set(f, "beds", 2023, 1, 0, 30);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct care_plan_row row = {"A", "beds", .comparison = cases[i].comparison,
                                          .threshold = cases[i].threshold, .high = cases[i].high};
        plan(f, &row, 1, NULL, 0, 0);
        assert_cell(whole(f, 0, 2023), 100, cases[i].gap, cases[i].verdict);
    }
}

/* 3 of 10 is 0.3 and 0.1 + 0.2 is a little more in binary; 699,996 of 1,000,000 is 0.7 to one part in 100,000, 699,992 is not,
   and 199,999 trained are never 200,000. */
static void a_share_is_not_missed_by_the_last_bits(void **state)
{
    struct fixture *f = *state;
    static const struct care_plan_row rows[] = {
        {"A", "beds[plain]", "beds", .comparison = CARE_AT_MOST, .threshold = 0.1 + 0.2},
        {"B", "beds[plain]", "beds", .comparison = CARE_AT_LEAST, .threshold = 0.1 + 0.2},
        {"C", "people[men]", "people", .threshold = 0.7},
        {"D", "people[men]", "people", .threshold = 0.7, .year = 2022},
        {"E", "people[men]", "people", .comparison = CARE_MORE_THAN, .threshold = 0.7},
        {"F", "trained", .threshold = 200000},
    };
    set(f, "beds", 2023, 0, 0, 3);
    set(f, "beds", 2023, 0, 1, 7);
    set(f, "people", 2023, 0, 0, 699996);
    set(f, "people", 2023, 0, 3, 300004);
    set(f, "people", 2022, 0, 0, 699992);
    set(f, "people", 2022, 0, 3, 300008);
    set(f, "trained", 2023, 0, 0, 199999);
    plan(f, rows, 6, NULL, 0, 0);
    assert_cell(whole(f, 0, 2023), 0.3, 0, CARE_VERDICT_MET);
    assert_cell(whole(f, 1, 2023), 0.3, 0, CARE_VERDICT_MET);
    assert_cell(whole(f, 2, 2023), 0.699996, 0, CARE_VERDICT_MET);
    assert_cell(whole(f, 3, 2022), 0.699992, -0.000008, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 4, 2023), 0.699996, -0.000004, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 5, 2023), 199999, -1, CARE_VERDICT_MISSED);
}

static void nothing_to_count_is_not_applicable(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {{"A", "beds[plain]", "beds", .threshold = 0.5},
                                         {"B", "trained", .threshold = 0}};
    plan(f, rows, 2, NULL, 0, 0);
    assert_cell(whole(f, 0, 2023), NAN, NAN, CARE_VERDICT_NOT_APPLICABLE);
    assert_cell(whole(f, 1, 2020), NAN, NAN, CARE_VERDICT_NOT_APPLICABLE);
    assert_cell(whole(f, 1, 2021), 0, 0, CARE_VERDICT_MET);
}

/* ---- scopes ---- */

/* Nursing shares 30 of 60 and 5 of 20: 35 of 80 in the whole. */
static void a_scope_says_whom_the_threshold_binds(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {
        {"A", "beds[nursing]", "beds", .threshold = 0.4, .scope = CARE_SCOPE_WHOLE},
        {"B", "beds[nursing]", "beds", .threshold = 0.4, .scope = CARE_SCOPE_DISTRICTS_TOO},
        {"C", "beds[nursing]", "beds", .threshold = 0.4, .scope = CARE_SCOPE_EACH},
    };
    set(f, "beds", 2023, 0, 0, 30);
    set(f, "beds", 2023, 0, 1, 30);
    set(f, "beds", 2023, 1, 0, 15);
    set(f, "beds", 2023, 1, 1, 5);
    plan(f, rows, 3, NULL, 0, 0);
    assert_cell(whole(f, 0, 2023), 0.4375, 0.0375, CARE_VERDICT_MET);
    assert_cell(whole(f, 1, 2023), 0.4375, 0.0375, CARE_VERDICT_MET);
    assert_cell(whole(f, 2, 2023), 0.25, -0.15, CARE_VERDICT_MISSED);
    assert_cell(district(f, 0, 2023, 0), 0.5, 0.1, CARE_VERDICT_NOT_APPLICABLE);
    for (int i = 1; i < 3; i++) {
        assert_cell(district(f, i, 2023, 0), 0.5, 0.1, CARE_VERDICT_MET);
        assert_cell(district(f, i, 2023, 1), 0.25, -0.15, CARE_VERDICT_MISSED);
    }
}

/* For a bound from above the worst is the largest; a district without beds is left out. */
static void the_worst_district_goes_by_the_gap_and_leaves_out_the_empty(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row row = {
        "A", "beds[plain]", "beds", .comparison = CARE_AT_MOST, .threshold = 0.6, .scope = CARE_SCOPE_EACH};
    plan(f, &row, 1, NULL, 0, 0);
    set(f, "beds", 2023, 0, 0, 1);
    set(f, "beds", 2023, 0, 1, 3);
    assert_cell(whole(f, 0, 2023), 0.25, 0.35, CARE_VERDICT_MET);
    set(f, "beds", 2023, 1, 0, 3);
    set(f, "beds", 2023, 1, 1, 1);
    assert_cell(whole(f, 0, 2023), 0.75, -0.15, CARE_VERDICT_MISSED);
}

static void a_plan_of_one_district_counts_that_district_alone(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row row = {"A", "beds", .threshold = 50};
    int n = 0;
    set(f, "beds", 2023, 0, 0, 100);
    set(f, "beds", 2023, 1, 0, 40);
    plan(f, &row, 1, NULL, 0, CARE_PLAN_WORLD_SECOND);
    assert_int_equal(care_scorecard_districts(f->scorecard, &n)[0], 1);
    assert_int_equal(n, 1);
    assert_cell(whole(f, 0, 2023), 40, -10, CARE_VERDICT_MISSED);
}

/* ---- years ---- */

/* Beds 10, 60, 40, 70 from 2020 on against 50, due in 2021: met in 2021, missed in 2022 and met again: a floor. */
static void a_threshold_is_a_floor_after_its_year(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row row = {"A", "beds", .threshold = 50, .year = 2021};
    static const double beds[] = {10, 60, 40, 70};
    for (int year = 2020; year <= 2023; year++) {
        set(f, "beds", year, 0, 0, beds[year - 2020]);
    }
    plan(f, &row, 1, NULL, 0, 0);
    assert_cell(whole(f, 0, 2020), 10, -40, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 0, 2021), 60, 10, CARE_VERDICT_MET);
    assert_cell(whole(f, 0, 2022), 40, -10, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 0, 2023), 70, 20, CARE_VERDICT_MET);
    assert_int_equal(care_scorecard_first_met(f->scorecard, 0, 0, 0, 0), 1);
}

static void what_is_due_outside_the_run_is_judged_in_its_first_or_last_year(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {{"A", "beds", .threshold = 1, .year = 2022},
                                         {"B", "beds", .threshold = 1, .year = 2035},
                                         {"C", "beds", .threshold = 1, .year = 2020},
                                         {"D", "beds", .threshold = 1, .year = 2019}};
    plan(f, rows, 4, NULL, 0, 0);
    assert_int_equal(care_scorecard_due(f->scorecard, 0), 2);
    assert_int_equal(care_scorecard_due(f->scorecard, 1), 3);
    assert_int_equal(care_scorecard_due(f->scorecard, 2), 0);
    assert_int_equal(care_scorecard_due(f->scorecard, 3), 0);
    assert_int_equal(care_scorecard_first_met(f->scorecard, 0, 0, 0, 0), -1);
}

/* ---- declared values ---- */

static const struct care_plan_row told_rows[] = {
    {"A", .threshold = 5, .basis = CARE_BASIS_DECLARED, .scope = CARE_SCOPE_WHOLE},
    {"B", .threshold = 5, .basis = CARE_BASIS_DECLARED, .scope = CARE_SCOPE_DISTRICTS_TOO},
    {"C", .threshold = 5, .basis = CARE_BASIS_DECLARED, .scope = CARE_SCOPE_EACH},
};

static void without_a_declared_value_there_is_no_data_and_nothing_is_met(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_told told[] = {{"Z", CARE_PLAN_WORLD_CITY, 2020, 9}};
    plan(f, told_rows, 3, told, 1, 0);
    for (int i = 0; i < 3; i++) {
        assert_cell(whole(f, i, 2023), NAN, NAN, CARE_VERDICT_NO_DATA);
        assert_int_equal(care_scorecard_first_met(f->scorecard, i, 0, 0, 0), -1);
    }
    assert_int_equal(district(f, 0, 2023, 0).verdict, CARE_VERDICT_NOT_APPLICABLE);
    assert_int_equal(district(f, 1, 2023, 0).verdict, CARE_VERDICT_NO_DATA);
    const struct care_scorecard_counts counts = care_scorecard_count(f->scorecard, 0, 0, 0);
    assert_int_equal(counts.none[CARE_BASIS_DECLARED], 3);
    assert_int_equal(counts.met[CARE_BASIS_DECLARED] + counts.missed[CARE_BASIS_DECLARED], 0);
}

/* 4 from 2021, 6 from 2023, rows in any order; the districts have said something else. */
static void a_declared_value_holds_until_the_next_year_given(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_told told[] = {{"B", CARE_PLAN_WORLD_CITY, 2023, 6},
                                          {"B", CARE_PLAN_WORLD_CITY, 2021, 4},
                                          {"B", CARE_PLAN_WORLD_SECOND, 2022, 8}};
    plan(f, told_rows, 3, told, 3, 0);
    assert_cell(whole(f, 1, 2020), NAN, NAN, CARE_VERDICT_NO_DATA);
    assert_cell(whole(f, 1, 2021), 4, -1, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 1, 2022), 4, -1, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 1, 2023), 6, 1, CARE_VERDICT_MET);
    assert_cell(district(f, 1, 2022, 1), 8, 3, CARE_VERDICT_MET);
    assert_cell(district(f, 1, 2022, 0), NAN, NAN, CARE_VERDICT_NO_DATA);
}

/* Of every district: what one has not said could be the worst. */
static void of_every_district_a_missing_one_leaves_only_a_miss_known(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_told told[] = {{"C", CARE_PLAN_WORLD_FIRST, 2020, 6},
                                          {"C", CARE_PLAN_WORLD_FIRST, 2021, 4},
                                          {"C", CARE_PLAN_WORLD_FIRST, 2022, 7},
                                          {"C", CARE_PLAN_WORLD_SECOND, 2022, 5},
                                          {"C", CARE_PLAN_WORLD_CITY, 2023, 9}};
    plan(f, told_rows, 3, told, 5, 0);
    assert_cell(whole(f, 2, 2020), NAN, NAN, CARE_VERDICT_NO_DATA);
    assert_cell(whole(f, 2, 2021), 4, -1, CARE_VERDICT_MISSED);
    assert_cell(whole(f, 2, 2022), 5, 0, CARE_VERDICT_MET);
    assert_cell(whole(f, 2, 2023), 9, 4, CARE_VERDICT_MET);
}

static void the_one_district_of_a_plan_speaks_for_the_whole(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_told told[] = {{"A", CARE_PLAN_WORLD_SECOND, 2020, 6}};
    plan(f, told_rows, 3, told, 1, CARE_PLAN_WORLD_SECOND);
    assert_cell(whole(f, 0, 2023), 6, 1, CARE_VERDICT_MET);
}

static void assert_fault(struct fixture *f, const char *key, const char *message)
{
    const struct care_diagnostic *fault = care_diagnostics_at(f->world.list, care_diagnostics_n(f->world.list) - 1);
    assert_string_equal(fault->place.key, key);
    if (strstr(fault->text_en, message) == NULL) {
        fail_msg("%s; expected %s", fault->text_en, message);
    }
}

/* A street, a district of another plan, and the city in the plan of a district: nobody would ever read their values. */
static void a_declared_area_outside_the_plan_is_a_fault(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_told street[] = {{"A", CARE_PLAN_WORLD_CITY, 2020, 6}, {"A", 111, 2021, 6}};
    assert_int_equal(try_plan(f, told_rows, 3, street, 2, 0), CARE_ERROR_INPUT);
    assert_fault(f, "area", "111 is neither a district of this plan nor its whole area");
    const struct care_plan_told other[] = {{"A", CARE_PLAN_WORLD_FIRST, 2020, 6}};
    assert_int_equal(try_plan(f, told_rows, 3, other, 1, CARE_PLAN_WORLD_SECOND), CARE_ERROR_INPUT);
    assert_fault(f, "area", "11 is no district of this plan");
    assert_int_equal(try_plan(f, told_rows, 3, street, 1, CARE_PLAN_WORLD_SECOND), CARE_ERROR_INPUT);
    assert_fault(f, "area", "1 is neither a district of this plan nor its whole area");
}

/* ---- faults of the table ---- */

static void every_fault_of_the_table_is_told(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {
        {"A B", "beds", .threshold = 1},
        {"C", "bed", "beds[x]", .threshold = 1},
        {"D", "beds", .comparison = CARE_BETWEEN, .threshold = 1},
        {"E", "beds", .comparison = CARE_AT_LEAST, .threshold = 1, .high = 2},
        {"F", "beds", .threshold = 1, .basis = CARE_BASIS_DECLARED},
        {"G", .threshold = 1},
    };
    static const struct {
        const char *key, *message;
        int line;
    } faults[] = {
        {"id", "'A B': only letters", 2},         {"numerator", "unknown cube 'bed'", 3},
        {"denominator", "unknown label 'x'", 3},  {"threshold_high", "between needs an upper bound", 4},
        {"threshold_high", "between only", 5},    {"basis", "a declared value has no numerator", 6},
        {"numerator", "a measure is missing", 7},
    };
    assert_int_equal(try_plan(f, rows, 6, NULL, 0, 0), CARE_ERROR_INPUT);
    assert_null(f->scorecard);
    assert_int_equal(care_diagnostics_n(f->world.list), sizeof faults / sizeof faults[0]);
    for (int i = 0; i < care_diagnostics_n(f->world.list); i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(f->world.list, i);
        assert_string_equal(fault->place.key, faults[i].key);
        assert_int_equal(fault->place.line, faults[i].line);
        assert_non_null(strstr(fault->text_en, faults[i].message));
    }
}

static void a_district_of_the_jurisdiction_must_be_of_the_run(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row row = {"A", "beds", .threshold = 1};
    assert_int_equal(try_plan(f, &row, 1, NULL, 0, 99), CARE_ERROR_INPUT);
    assert_fault(f, "area", "99 is no district of the run");
}

/* ---- chance, ranking, counts ---- */

/* Replicates have 40, 50, 60 and 30 beds: two of four have at least 50. Of `between` 45 and 55 one. With people in the first
   alone the beds of one of four are at least as many. */
static void the_chance_is_the_share_of_replicates_that_meet_it(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {
        {"A", "beds", .threshold = 50},
        {"B", "beds", .comparison = CARE_BETWEEN, .threshold = 45, .high = 55},
        {"C", "beds", "people", .threshold = 1},
        {"D", "beds", "trained", .threshold = 1},
    };
    static const double beds[] = {40, 50, 60, 30};
    for (int r = 0; r < 4; r++) {
        care_plan_world_set_replicate(&f->world, "beds", r, 2023, 0, 0, beds[r]);
    }
    care_plan_world_set_replicate(&f->world, "people", 0, 2023, 0, 0, 40);
    plan(f, rows, 4, NULL, 0, 0);
    assert_true(care_scorecard_chance(f->scorecard, 0, 0) == 0.5);
    assert_true(care_scorecard_chance(f->scorecard, 1, 0) == 0.25);
    assert_true(care_scorecard_chance(f->scorecard, 2, 0) == 0.25);
    assert_true(isnan(care_scorecard_chance(f->scorecard, 3, 0)));
    assert_int_equal(care_scorecard_whole(f->scorecard, 0, 0, 0, 2, 3).verdict, CARE_VERDICT_MET);
    assert_int_equal(care_scorecard_first_met(f->scorecard, 0, 0, 0, 0), -1);
    assert_int_equal(care_scorecard_first_met(f->scorecard, 0, 0, 0, 2), 3);
}

static void of_a_single_replicate_there_is_no_chance(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row row = {"A", "beds", .threshold = 0};
    care_plan_world_close(&f->world);
    care_plan_world_open(&f->world, 1, NULL, 0);
    plan(f, &row, 1, NULL, 0, 0);
    assert_cell(whole(f, 0, 2023), 0, 0, CARE_VERDICT_MET);
    assert_true(isnan(care_scorecard_chance(f->scorecard, 0, 0)));
}

static void assert_ranks(struct fixture *f, int first, int second)
{
    int rank[2] = {-1, -1};
    care_scorecard_rank(f->scorecard, 0, 0, 0, 3, rank);
    assert_int_equal(rank[0], first);
    assert_int_equal(rank[1], second);
}

/* Thresholds 10 for beds, at most 4 failed. First by the share met, then by how near the missed ones are, then by order. */
static void districts_are_ranked_by_what_they_meet_and_how_near_they_are(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {
        {"A", "beds", .threshold = 10, .scope = CARE_SCOPE_DISTRICTS_TOO},
        {"B", "trained[failed]", .comparison = CARE_AT_MOST, .threshold = 4, .scope = CARE_SCOPE_EACH},
        {"C", "beds", .threshold = 1000, .scope = CARE_SCOPE_WHOLE}, /* does not count: no verdict for districts */
    };
    plan(f, rows, 3, NULL, 0, 0);
    /* both have 0 beds and nobody failed: one of two met, equally near: the order */
    assert_ranks(f, 1, 2);
    /* 8 failed in the first: it meets nothing, though near to both: (8 / 10 + 4 / 8) / 2 */
    set(f, "trained", 2023, 0, 1, 8);
    set(f, "beds", 2023, 0, 0, 8);
    assert_ranks(f, 2, 1);
    /* so does the second, and less near: (7 / 10 + 4 / 8) / 2 */
    set(f, "trained", 2023, 1, 1, 8);
    set(f, "beds", 2023, 1, 0, 7);
    assert_ranks(f, 1, 2);
    /* with 5 failed it is nearer: (7 / 10 + 4 / 5) / 2 */
    set(f, "trained", 2023, 1, 1, 5);
    assert_ranks(f, 2, 1);
}

/* Between 40 and 50, and exactly 40: 60 beds are at 50 / 60 and 40 / 60, 30 beds at 30 / 40 twice; together 1.5 either way, so
   the order; with 61 beds the first falls behind. A negative value, or any above a bound of 0, is at 0. */
static void too_much_is_as_far_as_too_little(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {
        {"A", "beds", .comparison = CARE_BETWEEN, .threshold = 40, .high = 50, .scope = CARE_SCOPE_DISTRICTS_TOO},
        {"B", "beds", .comparison = CARE_EXACTLY, .threshold = 40, .scope = CARE_SCOPE_DISTRICTS_TOO},
        {"C", "0 - beds", .threshold = 1, .scope = CARE_SCOPE_DISTRICTS_TOO},
        {"D", "beds", .comparison = CARE_AT_MOST, .threshold = 0, .scope = CARE_SCOPE_DISTRICTS_TOO},
    };
    set(f, "beds", 2023, 0, 0, 60);
    set(f, "beds", 2023, 1, 0, 30);
    plan(f, rows, 4, NULL, 0, 0);
    assert_ranks(f, 1, 2);
    set(f, "beds", 2023, 0, 0, 61);
    assert_ranks(f, 2, 1);
}

static void a_district_without_anything_to_judge_has_no_rank(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row row = {"A", "beds[nursing]", "beds", .threshold = 0.5,
                                      .scope = CARE_SCOPE_DISTRICTS_TOO};
    set(f, "beds", 2023, 1, 0, 10);
    plan(f, &row, 1, NULL, 0, 0);
    assert_ranks(f, 0, 1);
}

/* Supply: met and missed; simulated: met and not applicable; declared: no data. */
static void the_counts_keep_the_bases_apart(void **state)
{
    struct fixture *f = *state;
    const struct care_plan_row rows[] = {
        {"A", "beds", .threshold = 10, .basis = CARE_BASIS_SUPPLY},
        {"B", "beds", .threshold = 11, .basis = CARE_BASIS_SUPPLY},
        {"C", "trained", .comparison = CARE_AT_MOST, .threshold = 0, .basis = CARE_BASIS_SIMULATED},
        {"D", "trained", "people", .threshold = 0, .basis = CARE_BASIS_SIMULATED},
        {"E", .threshold = 0, .basis = CARE_BASIS_DECLARED},
    };
    set(f, "beds", 2023, 0, 0, 10);
    plan(f, rows, 5, NULL, 0, 0);
    const struct care_scorecard_counts counts = care_scorecard_count(f->scorecard, 0, 0, 0);
    const struct care_scorecard_counts expected = {.met = {1, 1, 0}, .missed = {0, 1, 0}, .none = {1, 0, 1}};
    assert_memory_equal(&counts, &expected, sizeof counts);
}

/* The set of the fixture has no cubes of the scorecard. */
static void a_scenario_without_a_plan_scores_nothing(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_scorecard_create(&f->parameters, f->world.cubes, f->world.list, &f->scorecard), CARE_OK);
    assert_int_equal(care_scorecard_n_indicators(f->scorecard), 0);
    assert_null(care_scorecard_table(f->scorecard));
    care_scorecard_fill(f->scorecard, 0);
    assert_ranks(f, 0, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(each_operator_judges_below_at_and_above),
        TEST(a_share_is_not_missed_by_the_last_bits),
        TEST(nothing_to_count_is_not_applicable),
        TEST(a_scope_says_whom_the_threshold_binds),
        TEST(the_worst_district_goes_by_the_gap_and_leaves_out_the_empty),
        TEST(a_plan_of_one_district_counts_that_district_alone),
        TEST(a_threshold_is_a_floor_after_its_year),
        TEST(what_is_due_outside_the_run_is_judged_in_its_first_or_last_year),
        TEST(without_a_declared_value_there_is_no_data_and_nothing_is_met),
        TEST(a_declared_value_holds_until_the_next_year_given),
        TEST(of_every_district_a_missing_one_leaves_only_a_miss_known),
        TEST(the_one_district_of_a_plan_speaks_for_the_whole),
        TEST(a_declared_area_outside_the_plan_is_a_fault),
        TEST(every_fault_of_the_table_is_told),
        TEST(a_district_of_the_jurisdiction_must_be_of_the_run),
        TEST(the_chance_is_the_share_of_replicates_that_meet_it),
        TEST(of_a_single_replicate_there_is_no_chance),
        TEST(districts_are_ranked_by_what_they_meet_and_how_near_they_are),
        TEST(too_much_is_as_far_as_too_little),
        TEST(a_district_without_anything_to_judge_has_no_rank),
        TEST(the_counts_keep_the_bases_apart),
        TEST(a_scenario_without_a_plan_scores_nothing),
    };
#undef TEST
    return cmocka_run_group_tests_name("scorecard", tests, NULL, NULL);
}
