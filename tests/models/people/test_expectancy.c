/** @file  Life expectancy of a year from its counts, by hand. */
#include "models/people/expectancy.h"

#include "models/people/headcount.h"
#include "models/people/migration.h"
#include "models/people/mortality.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { POPULATION, DEATHS, MOVES_IN, MOVES_OUT, YEARS, N_CUBES, YEAR = 2021 };

struct fixture {
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_expectancy model;
};

static int setup(void **state)
{
    static const struct care_cube_spec *const specs[N_CUBES] = {&care_headcount_population_cube,
                                                                &care_mortality_deaths_cube, &care_migration_in_cube,
                                                                &care_migration_out_cube, &care_expectancy_cube};
    static const int32_t codes[] = {11};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_FIRST_YEAR,
                                     .n_years = 2,
                                     .n_districts = 1,
                                     .district_codes = codes};
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    assert_int_equal(care_cubes_create(specs, N_CUBES, &outer, &f->cubes), CARE_OK);
    f->tally = (struct care_tally){.cubes = f->cubes};
    f->model = (struct care_expectancy){&f->tally,
                                        1,
                                        care_cubes_at(f->cubes, POPULATION),
                                        care_cubes_at(f->cubes, DEATHS),
                                        care_cubes_at(f->cubes, MOVES_IN),
                                        care_cubes_at(f->cubes, MOVES_OUT),
                                        care_cubes_at(f->cubes, YEARS)};
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_cubes_free(f->cubes);
    free(f);
    return 0;
}

static void count(struct fixture *f, int cube, enum care_sex sex, int age, int32_t n)
{
    care_tally_counts(&f->tally, care_cubes_at(f->cubes, cube), YEAR, 0)[(int)sex * CARE_N_AGES + age] = n;
}

static const double *close(struct fixture *f, int year)
{
    const struct care_year of = {.year = year, .index = year - CARE_FIRST_YEAR};
    assert_int_equal(care_expectancy_model.close(&f->model, &of), CARE_OK);
    return care_tally_amounts(&f->tally, f->model.years, year, 0);
}

#define assert_near(found, expected) assert_true(fabs((found) - (expected)) < 1e-6)

/* Of 100 newborn boys 20 die, who of 96 and over half do; nobody of any other age is there. 95 years at 0.8, and one more at
 * the end. 85 boys are counted: 10 came from elsewhere after the deaths of the year and 5 left. Girls all live: 95 and 1. */
static void years_are_those_of_who_died_and_who_came_through(void **state)
{
    struct fixture *f = *state;
    count(f, DEATHS, CARE_MALE, 0, 20);
    count(f, POPULATION, CARE_MALE, 0, 85);
    count(f, MOVES_IN, CARE_MALE, 0, 10);
    count(f, MOVES_OUT, CARE_MALE, 0, 5);
    count(f, POPULATION, CARE_FEMALE, 0, 100);
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        count(f, DEATHS, (enum care_sex)sex, 96, 3);
        count(f, POPULATION, (enum care_sex)sex, 96, 1);
        count(f, POPULATION, (enum care_sex)sex, 100, 2);
    }
    const double *years = close(f, YEAR);
    assert_near(years[CARE_EXPECTANCY_OF_MEN], 96 * 0.8);
    assert_near(years[CARE_EXPECTANCY_OF_WOMEN], 96);
    assert_near(years[CARE_EXPECTANCY_OF_BOTH], 96 * 0.9);
}

static void the_first_year_has_no_deaths_to_tell(void **state)
{
    struct fixture *f = *state;
    count(f, DEATHS, CARE_MALE, 96, 3);
    assert_true(isnan(close(f, CARE_FIRST_YEAR)[CARE_EXPECTANCY_OF_BOTH]));
}

static void a_run_without_these_counts_leaves_it_alone(void **state)
{
    struct fixture *f = *state;
    count(f, DEATHS, CARE_MALE, 96, 3);
    f->model.moves_in = NULL;
    assert_true(isnan(close(f, YEAR)[CARE_EXPECTANCY_OF_BOTH]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(years_are_those_of_who_died_and_who_came_through, setup, teardown),
        cmocka_unit_test_setup_teardown(the_first_year_has_no_deaths_to_tell, setup, teardown),
        cmocka_unit_test_setup_teardown(a_run_without_these_counts_leaves_it_alone, setup, teardown),
    };
    return cmocka_run_group_tests_name("expectancy", tests, NULL, NULL);
}
