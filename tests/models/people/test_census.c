/** @file  The census split to single ages: sums exact, every gap, overlap and unknown area told with its place. */
#include "models/people/population.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* code, parent, kind, (two names), longitude, latitude, (group) */
static const double area_rows[][CARE_N_AREAS_COLUMNS] = {{10, 0, CARE_AREA_CITY, 0, 0, 117, 39},
                                                         {11, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39},
                                                         {12, 10, CARE_AREA_DISTRICT, 0, 0, 118, 39}};

/* area, sex, first, last, persons */
static const double census_rows[][5] = {
    {11, CARE_MALE, 0, 0, 7},      {11, CARE_MALE, 1, 4, 10},         {11, CARE_MALE, 5, 59, 1001},
    {11, CARE_MALE, 60, 100, 333}, {11, CARE_FEMALE, 0, 100, 1},      {12, CARE_MALE, 0, 100, 0},
    {12, CARE_FEMALE, 50, 100, 3}, {12, CARE_FEMALE, 0, 49, 2000000},
};
enum { N_CENSUS = sizeof census_rows / sizeof census_rows[0] };

struct fixture {
    struct care_diagnostics *list;
    struct care_sheet *area_sheet;
    struct care_areas *areas;
    struct care_population_parameters parameters;
    struct care_census census;
};

static int setup(void **state)
{
    static double weights[CARE_N_SEXES * CARE_N_AGES][3];
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const int age = i % CARE_N_AGES;
        const double row[3] = {i / CARE_N_AGES, age,
                               age == 1               ? 3
                               : age == 2             ? 1
                               : age == 3 || age == 4 ? 0
                                                      : 100 + age % 7};
        memcpy(weights[i], row, sizeof row);
    }
    f->area_sheet = care_handmade_sheet(&care_areas_sheet, &area_rows[0][0], 3);
    f->parameters.census = care_handmade_sheet(&care_census_sheet, &census_rows[0][0], N_CENSUS);
    f->parameters.single_years =
        care_handmade_sheet(&care_census_single_sheet, &weights[0][0], CARE_N_SEXES * CARE_N_AGES);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    return care_areas_create(f->area_sheet, f->list, &f->areas);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_census_free(&f->census);
    care_areas_free(f->areas);
    care_handmade_free(f->parameters.census);
    care_handmade_free(f->parameters.single_years);
    care_handmade_free(f->area_sheet);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

static int create(struct fixture *f)
{
    return care_census_create(&f->parameters, f->areas, f->list, &f->census);
}

static void a_group_is_split_by_weight(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(create(f), CARE_OK);
    static const int32_t expected[] = {7, 8, 2, 0, 0}; /* 10 by 3 : 1; 7.5 goes to the even 8 */
    assert_memory_equal(f->census.persons[0][CARE_MALE], expected, sizeof expected);
}

static void the_single_ages_of_a_group_sum_to_it_exactly(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(create(f), CARE_OK);
    int64_t all = 0;
    double city = 0;
    for (int row = 0; row < N_CENSUS; row++) {
        const double *group = census_rows[row];
        int64_t sum = 0;
        for (int age = (int)group[2]; age <= (int)group[3]; age++) {
            const int32_t persons = f->census.persons[(int)group[0] - 11][(int)group[1]][age];
            assert_true(persons >= 0);
            sum += persons;
        }
        assert_int_equal(sum, group[4]);
        all += sum;
    }
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        city += f->census.city[i / CARE_N_AGES][i % CARE_N_AGES];
    }
    assert_int_equal(f->census.n_persons, all);
    assert_true(city == (double)all);
}

static void a_group_without_weights_is_split_evenly(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        f->parameters.single_years->number[CARE_SINGLE_WEIGHT][i] = 0;
    }
    assert_int_equal(create(f), CARE_OK);
    for (int age = 1; age <= 4; age++) {
        assert_in_range(f->census.persons[0][CARE_MALE][age], 2, 3);
    }
}

static void assert_refused(struct fixture *f, int line, const char *key, const char *en)
{
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    assert_null(f->census.persons);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->text_en, en);
}

static void a_missing_age_is_told(void **state)
{
    struct fixture *f = *state;
    f->parameters.census->number[CARE_CENSUS_FIRST][3] = 61;
    assert_refused(f, 0, "age_first", "area 11 lacks age 60 of male: the groups must cover 0 to 100 without a gap");
    assert_int_equal(care_diagnostics_n(f->list), 1);
}

static void an_overlap_is_told_with_its_line(void **state)
{
    struct fixture *f = *state;
    f->parameters.census->number[CARE_CENSUS_FIRST][3] = 59;
    assert_refused(f, 5, "age_first", "area 11: ages 59 to 100 overlap an earlier row or run backwards");
}

static void a_group_that_runs_backwards_is_told(void **state)
{
    struct fixture *f = *state;
    f->parameters.census->number[CARE_CENSUS_FIRST][1] = 4;
    f->parameters.census->number[CARE_CENSUS_LAST][1] = 1;
    assert_refused(f, 3, "age_first", "area 11: ages 4 to 1 overlap an earlier row or run backwards");
}

static void an_area_that_is_no_leaf_or_not_there_is_told(void **state)
{
    struct fixture *f = *state;
    f->parameters.census->number[CARE_CENSUS_AREA][6] = 10;
    f->parameters.census->number[CARE_CENSUS_AREA][7] = 99;
    assert_refused(f, 8, "area", "area 10 is not a leaf of the areas table");
    assert_string_equal(care_diagnostics_at(f->list, 1)->text_en, "area 99 is not a leaf of the areas table");
    assert_int_equal(care_diagnostics_n(f->list), 3); /* and the women of area 12 are missing */
}

int main(void)
{
#define CENSUS_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        CENSUS_TEST(a_group_is_split_by_weight),
        CENSUS_TEST(the_single_ages_of_a_group_sum_to_it_exactly),
        CENSUS_TEST(a_group_without_weights_is_split_evenly),
        CENSUS_TEST(a_missing_age_is_told),
        CENSUS_TEST(an_overlap_is_told_with_its_line),
        CENSUS_TEST(a_group_that_runs_backwards_is_told),
        CENSUS_TEST(an_area_that_is_no_leaf_or_not_there_is_told),
    };
    return cmocka_run_group_tests_name("census", tests, NULL, NULL);
}
