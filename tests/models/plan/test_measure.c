/** @file  Measures: every function and every fault, worked out by hand on two districts. */
#include "models/plan/measure.h"

#include "tests/models/plan/plan_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The linker sends the allocations of models/plan here (WRAP in CMakeLists.txt). */
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

static int n_until_failure = -1; /* allocations that still succeed; negative: all do */

static bool is_failing(void)
{
    return n_until_failure >= 0 && n_until_failure-- == 0;
}

void *__wrap_calloc(size_t n, size_t size)
{
    return is_failing() ? NULL : __real_calloc(n, size);
}

void *__wrap_malloc(size_t size)
{
    return is_failing() ? NULL : __real_malloc(size);
}

static const int both[] = {0, 1}, second[] = {1};

/* Beds of 2020: 40 plain, 50 nursing, 10 dementia in the first district, 60, 20, 0 in the second; ten more plain ones a year in
   the first. People of 2020: men of 60, 65, 70: 100, 200, 300; women 10, 20, 30; half as many in the second district.
   Trained: long courses passed 5, 6, 7 in 2021 to 2023 in the first district, short ones failed 1 each year, "long" results of
   short courses 3 in 2023 in the second. Cost of 2021 and 2022: 1.5 and 2.5 in the first district, 1 and 1 in the second.
   Waits for a bed, 2020: 2 and 6 months; 2021: 3 months in the first district, not known in the second. */
static int setup(void **state)
{
    static const double beds[2][3] = {{40, 50, 10}, {60, 20, 0}};
    assert_int_equal(care_plan_world_setup(state), 0);
    struct care_plan_world *world = *state;
    for (int year = 2020; year <= 2023; year++) {
        for (int i = 0; i < 6; i++) {
            const double n_beds = beds[i / 3][i % 3] + (i == 0 ? 10 * (year - 2020) : 0);
            care_plan_world_set(world, "beds", year, i / 3, i % 3, n_beds);
        }
    }
    for (int i = 0; i < 6; i++) {
        const double people = (i < 3 ? 100 : 10) * (i % 3 + 1);
        care_plan_world_set(world, "people", 2020, 0, i, people);
        care_plan_world_set(world, "people", 2020, 1, i, people / 2);
    }
    for (int year = 2021; year <= 2023; year++) {
        care_plan_world_set(world, "trained", year, 0, 0, year - 2016);
        care_plan_world_set(world, "trained", year, 0, 4, 1);
    }
    care_plan_world_set(world, "trained", 2023, 1, 5, 3);
    care_plan_world_set(world, "cost", 2021, 0, 0, 1.5);
    care_plan_world_set(world, "cost", 2022, 0, 0, 2.5);
    care_plan_world_set(world, "cost", 2021, 1, 0, 1);
    care_plan_world_set(world, "cost", 2022, 1, 0, 1);
    care_plan_world_set(world, "wait", 2020, 0, 0, 2);
    care_plan_world_set(world, "wait", 2020, 1, 0, 6);
    care_plan_world_set(world, "wait", 2021, 0, 0, 3);
    return 0;
}

static double value_of(struct care_plan_world *world, const char *text, int year, const int *districts, int n_districts)
{
    struct care_measure *measure = NULL;
    const int status =
        care_measure_compile(text, world->cubes, (struct care_place){.key = "test"}, world->list, &measure);
    if (status != CARE_OK) {
        fail_msg("%s: %s", text, care_diagnostics_at(world->list, 0)->text_en);
    }
    const struct care_measure_at at = {.year_index = year - 2020, .districts = districts, .n_districts = n_districts};
    const double value = care_measure_value(measure, &at);
    care_measure_free(measure);
    return value;
}

static void assert_value(struct care_plan_world *world, const char *text, int year, double expected)
{
    const double found = value_of(world, text, year, both, 2);
    if (!(fabs(found - expected) < 1e-12)) {
        fail_msg("%s in %d: %.15g, expected %.15g", text, year, found, expected);
    }
}

static void assert_missing(struct care_plan_world *world, const char *text, int year)
{
    const double found = value_of(world, text, year, both, 2);
    if (!isnan(found)) {
        fail_msg("%s in %d: %.15g, expected none", text, year, found);
    }
}

/* ---- cells ---- */

/* 40 + 50 + 10 + 60 + 20 + 0 = 180, of which 80 nursing or dementia; the second district alone has 80. */
static void a_cube_is_the_sum_of_its_cells_in_all_districts(void **state)
{
    assert_value(*state, "beds", 2020, 180);
    assert_value(*state, "beds", 2023, 210);
    assert_value(*state, "beds[nursing|dementia]", 2020, 80);
    assert_value(*state, " beds [ class = plain | dementia ] ", 2020, 110);
    assert_true(value_of(*state, "beds", 2020, second, 1) == 80);
}

/* Men and women of 65 and 70 in the first district: 200 + 300 + 20 + 30 = 550; half of it in the second: 825. */
static void codes_are_chosen_one_by_one_or_as_a_range(void **state)
{
    assert_value(*state, "people[age=65..100]", 2020, 825);
    assert_value(*state, "people[age=60]", 2020, 165);
    assert_value(*state, "people[age=60|70]", 2020, 165 + 495);
    assert_value(*state, "people[men, age=60..65]", 2020, 450);
    assert_value(*state, "people[age=60..65, sex=men]", 2020, 450);
    assert_value(*state, "people[women]", 2020, 90);
}

/* Of 2023: 7 long courses passed, 3 short ones with the result "long". */
static void a_label_of_two_axes_is_told_apart_by_its_axis(void **state)
{
    assert_value(*state, "trained[course=long]", 2023, 7);
    assert_value(*state, "trained[result=long]", 2023, 3);
    assert_value(*state, "trained[course=short, result=failed|long]", 2023, 4);
}

/* ---- arithmetic ---- */

static void products_go_before_sums_and_parentheses_before_both(void **state)
{
    assert_value(*state, "1 + 2 * 3 - 4 / 2", 2020, 5);
    assert_value(*state, "(1 + 2) * (3 - 4) / 2", 2020, -1.5);
    assert_value(*state, "10 - 2 - 3", 2020, 5);
    assert_value(*state, "12 / 3 / 2", 2020, 2);
    assert_value(*state, "1000 * beds / people", 2020, 1000.0 * 180 / 990);
    assert_value(*state, "0.5 + 0.25", 2020, 0.75);
    assert_value(*state, "min(beds[nursing], 60) + max(1, 2)", 2020, 62);
}

static void nothing_comes_of_a_division_by_nothing(void **state)
{
    assert_missing(*state, "beds / beds[dementia] - beds / (beds - beds)", 2020);
    assert_missing(*state, "min(1, 1 / 0)", 2020);
    assert_missing(*state, "max(1 / 0, 1)", 2020);
    assert_missing(*state, "0 * (1 / 0)", 2020);
}

/* ---- years ---- */

static void at_takes_another_year(void **state)
{
    assert_value(*state, "beds / at(2020, beds)", 2023, 210.0 / 180);
    assert_value(*state, "at(2021, at(2022, beds))", 2020, 200);
    assert_missing(*state, "at(2024, beds)", 2023);
}

/* 5 + 6 + 7 passed and three times 1 failed, and 3 others: 24; to 2022: 5 + 6 + 2 = 13. */
static void total_adds_the_years_after_the_first(void **state)
{
    assert_value(*state, "total(trained)", 2023, 24);
    assert_value(*state, "total(trained)", 2022, 13);
    assert_value(*state, "total(trained[passed]) / 3", 2023, 6);
    assert_value(*state, "total(cost)", 2022, 6);
    assert_value(*state, "total(cost) + total(cost)", 2022, 12);
    assert_missing(*state, "total(trained)", 2020);
}

static void flows_are_not_known_in_the_first_year(void **state)
{
    assert_missing(*state, "trained", 2020);
    assert_missing(*state, "cost", 2020);
    assert_value(*state, "trained", 2021, 6);
    assert_value(*state, "cost", 2021, 2.5);
}

static void missing_cells_make_a_sum_missing(void **state)
{
    assert_missing(*state, "cost", 2023);
    assert_missing(*state, "total(cost)", 2023);
}

/* ---- districts ---- */

/* Of 60 nursing or dementia beds 55 at most count in a district: 55 + 20, where min of the sums is 80. */
static void each_works_out_every_district_and_adds(void **state)
{
    assert_value(*state, "each(min(beds[nursing|dementia], 55))", 2020, 75);
    assert_value(*state, "min(beds[nursing|dementia], 2 * 55)", 2020, 80);
    assert_value(*state, "each(1)", 2020, 2);
}

/* Nursing shares are 0.6 and 0.25; the second district has no dementia bed. */
static void districts_counts_where_it_holds(void **state)
{
    assert_value(*state, "districts(beds[nursing|dementia] / beds >= 0.6)", 2020, 1);
    assert_value(*state, "districts(beds[nursing|dementia] / beds > 0.6)", 2020, 0);
    assert_value(*state, "districts(beds[nursing|dementia] / beds < 0.6)", 2020, 1);
    assert_value(*state, "districts(beds[nursing|dementia] / beds <= 0.6)", 2020, 2);
    assert_value(*state, "districts(beds[dementia] = 0)", 2020, 1);
    assert_value(*state, "districts(beds[plain] / beds[dementia] >= 1)", 2020, 1);
    assert_value(*state, "districts(wait[bed] > 3) / districts(wait[bed] >= 0)", 2020, 0.5);
    assert_missing(*state, "districts(trained >= 0)", 2020);
}

/* 0.1 + 0.2 is not 0.3 in binary; both sides are rounded. */
static void a_comparison_of_districts_does_not_hang_on_the_last_bits(void **state)
{
    assert_value(*state, "districts(0.1 + 0.2 = 0.3)", 2020, 2);
    assert_value(*state, "districts(0.1 + 0.2 > 0.3)", 2020, 0);
}

/* (2 x 100 + 6 x 80) / 180; by dementia beds, of which the second district has none: 2. */
static void weighted_takes_the_mean_of_districts(void **state)
{
    assert_value(*state, "weighted(wait[bed], beds)", 2020, 680.0 / 180);
    assert_value(*state, "weighted(wait[bed], beds[dementia])", 2020, 2);
    assert_value(*state, "weighted(wait[bed], beds[dementia])", 2021, 3);
    assert_missing(*state, "weighted(wait[bed], beds)", 2021);
    assert_missing(*state, "weighted(wait[visit], beds)", 2020);
    assert_missing(*state, "weighted(wait[bed], 0)", 2020);
}

/* Shares of 0.6 and 0.25 by district; in the second alone nothing is left of the first. */
static void of_takes_the_districts_with_these_codes(void **state)
{
    assert_value(*state, "of(12, beds)", 2020, 80);
    assert_value(*state, "of(11|12, beds) / of( 11 | 99, beds )", 2020, 1.8);
    assert_value(*state, "of(12, beds[nursing] / beds)", 2020, 0.25);
    assert_value(*state, "of(11|12, districts(beds[nursing] / beds > 0.3))", 2020, 1);
    assert_value(*state, "of(11, of(11|12, beds))", 2020, 100);
    assert_missing(*state, "of(11, of(12, beds))", 2020);
    assert_true(isnan(value_of(*state, "of(11, beds)", 2020, second, 1)));
}

/* ---- faults ---- */

static void assert_fault(struct care_plan_world *world, const char *text, const char *message)
{
    struct care_measure *measure = NULL;
    const struct care_place place = {.file = "indicators.csv", .line = 7, .key = "numerator"};
    const int n = care_diagnostics_n(world->list);
    assert_int_equal(care_measure_compile(text, world->cubes, place, world->list, &measure), CARE_ERROR_INPUT);
    assert_null(measure);
    assert_int_equal(care_diagnostics_n(world->list), n + 1);
    const struct care_diagnostic *fault = care_diagnostics_at(world->list, n);
    if (strstr(fault->text_en, message) == NULL) {
        fail_msg("%s: %s; expected %s", text, fault->text_en, message);
    }
    assert_int_equal(fault->place.line, 7);
    assert_string_equal(fault->place.key, "numerator");
}

static void unknown_names_are_told_with_the_nearest(void **state)
{
    assert_fault(*state, "1 + bed", "character 5: unknown cube 'bed'; the nearest known one is 'beds'");
    assert_fault(*state, "beds[nursign]",
                 "character 6: unknown label 'nursign' of cube 'beds'; the nearest known one is 'nursing'");
    assert_fault(*state, "beds[nursing|plian]", "character 14: unknown label 'plian'");
    assert_fault(*state, "beds[clas=plain]",
                 "character 6: unknown axis 'clas' of cube 'beds'; the nearest known one is 'class'");
    assert_fault(*state, "totl(beds)", "character 1: unknown function 'totl'; the nearest known one is 'total'");
    assert_fault(*state, "people[ag=60]", "the nearest known one is 'age'");
}

static void a_position_counts_characters_not_bytes(void **state)
{
    assert_fault(*state, "beds[床位, nursign]", "character 6: unknown label '床位'");
    assert_fault(*state, "beds[plain] ＋ 1", "character 13: expected an operator or the end");
}

static void a_label_in_two_axes_asks_for_its_axis(void **state)
{
    assert_fault(*state, "trained[passed, long]",
                 "character 17: label 'long' stands in two axes: write course=long or result=long");
    assert_fault(*state, "trained[passed, result=long]", "character 17: axis 'result' is named twice");
}

static void codes_ask_for_their_axis_and_its_range(void **state)
{
    assert_fault(*state, "people[65..70]", "character 8: a code needs its axis: write age=65..70");
    assert_fault(*state, "people[age=71..90]",
                 "character 12: '71..90' names no code of axis 'age', which has 60 to 70");
    assert_fault(*state, "people[age=65..]", "names no code");
    assert_fault(*state, "people[age=65-70]", "names no code");
    assert_fault(*state, "people[age=old]", "names no code");
    assert_fault(*state, "people[age=]", "names no code");
    assert_fault(*state, "people[age=99999999999]", "names no code");
}

static void means_are_not_added(void **state)
{
    assert_fault(*state, "wait[bed]", "character 1: 'wait' holds means, which cannot be added over districts");
    assert_fault(*state, "each(wait[bed])", "cannot be added over districts");
    assert_fault(*state, "weighted(1, beds) + wait[bed]", "cannot be added over districts");
    assert_fault(*state, "weighted(wait, beds)", "'wait' holds means: name one label of each axis");
    assert_fault(*state, "districts(wait[bed|visit] > 1)", "name one label of each axis");
}

static void what_is_written_wrongly_is_told_with_its_place(void **state)
{
    assert_fault(*state, "", "character 1: expected a number, a cube or '('");
    assert_fault(*state, "beds +", "character 7: expected a number, a cube or '('");
    assert_fault(*state, "-beds", "character 1: expected a number, a cube or '('");
    assert_fault(*state, "(beds", "character 6: expected ')'");
    assert_fault(*state, "beds)", "character 5: expected an operator or the end");
    assert_fault(*state, "beds[plain", "character 11: expected ',', '|' or ']'");
    assert_fault(*state, "beds[]", "unknown label ''");
    assert_fault(*state, "1.", "character 3: expected a digit");
    assert_fault(*state, "1.5.2", "character 4: expected an operator or the end");
    assert_fault(*state, "min(1)", "character 6: expected ','");
    assert_fault(*state, "each(1, 2)", "character 7: expected ')'");
    assert_fault(*state, "at(20, beds)", "character 4: expected a year from 2020 to 2050");
    assert_fault(*state, "at(2051, beds)", "expected a year from 2020 to 2050");
    assert_fault(*state, "districts(beds)", "character 15: expected >=, >, <=, < or =");
    assert_fault(*state, "districts(beds >> 1)", "expected >=, >, <=, < or =");
    assert_fault(*state, "districts(beds > )", "character 18: expected a number");
    assert_fault(*state, "total(1 + total(beds))", "character 17: expected no total() within another");
    assert_fault(*state, "of(beds, beds)", "character 4: expected the code of a district");
    assert_fault(*state, "of(11|, beds)", "character 7: expected the code of a district");
    assert_fault(*state, "of(98|99, beds)", "character 4: none of these codes is a district of the run");
    assert_fault(*state, "of(11 beds)", "character 7: expected ','");
}

static void too_many_parentheses_are_a_fault_not_a_crash(void **state)
{
    enum { N = 100000 };
    char *text = malloc(N + 1);
    assert_non_null(text);
    memset(text, '(', N);
    text[N] = '\0';
    struct care_plan_world *world = *state;
    struct care_measure *measure = NULL;
    const int status =
        care_measure_compile(text, world->cubes, (struct care_place){.file = NULL}, world->list, &measure);
    free(text);
    assert_int_equal(status, CARE_ERROR_INPUT);
    assert_non_null(strstr(care_diagnostics_at(world->list, 0)->text_en, "expected fewer parentheses"));
}

/* Every allocation in turn, until all succeed. */
static void memory_that_runs_out_is_told(void **state)
{
    struct care_plan_world *world = *state;
    struct care_measure *measure = NULL;
    int status = CARE_ERROR_MEMORY, n = 0;
    for (; status != CARE_OK; n++) {
        n_until_failure = n;
        status = care_measure_compile("of(11, beds[plain] / people[age=60] + 1)", world->cubes,
                                      (struct care_place){.file = NULL}, world->list, &measure);
        n_until_failure = -1;
        assert_true(status == CARE_OK || status == CARE_ERROR_MEMORY);
        assert_true((measure != NULL) == (status == CARE_OK));
    }
    care_measure_free(measure);
    assert_int_equal(n,
                     9); /* the measure, its nodes, two of of(), choice and ranges of two cubes: eight that can fail */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, care_plan_world_teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_cube_is_the_sum_of_its_cells_in_all_districts),
        TEST(codes_are_chosen_one_by_one_or_as_a_range),
        TEST(a_label_of_two_axes_is_told_apart_by_its_axis),
        TEST(products_go_before_sums_and_parentheses_before_both),
        TEST(nothing_comes_of_a_division_by_nothing),
        TEST(at_takes_another_year),
        TEST(total_adds_the_years_after_the_first),
        TEST(flows_are_not_known_in_the_first_year),
        TEST(missing_cells_make_a_sum_missing),
        TEST(each_works_out_every_district_and_adds),
        TEST(districts_counts_where_it_holds),
        TEST(a_comparison_of_districts_does_not_hang_on_the_last_bits),
        TEST(weighted_takes_the_mean_of_districts),
        TEST(of_takes_the_districts_with_these_codes),
        TEST(unknown_names_are_told_with_the_nearest),
        TEST(a_position_counts_characters_not_bytes),
        TEST(a_label_in_two_axes_asks_for_its_axis),
        TEST(codes_ask_for_their_axis_and_its_range),
        TEST(means_are_not_added),
        TEST(what_is_written_wrongly_is_told_with_its_place),
        TEST(too_many_parentheses_are_a_fault_not_a_crash),
        TEST(memory_that_runs_out_is_told),
    };
#undef TEST
    return cmocka_run_group_tests_name("measure", tests, NULL, NULL);
}
