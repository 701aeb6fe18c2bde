/** @file  Life tables: survival between two 1 Novembers by hand, and the expectancies of the published tables. */
#include "models/people/lifetable.h"

#include "tests/models/trial.h"
#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_COLUMNS = 4, ROWS_A_YEAR = CARE_N_SEXES * CARE_N_AGES };

struct fixture {
    struct care_diagnostics *list;
    struct care_sheet *sheet; /* 2020: men 0.1, 0.02, 0.04, then 0.5; women 0.5. 2030: all of it four times */
    struct care_lifetable table;
};

static double mx_of(int sex, int age)
{
    static const double first[] = {0.1, 0.02, 0.04};
    return sex == CARE_MALE && age < 3 ? first[age] : 0.5;
}

static int setup(void **state)
{
    static double rows[2 * ROWS_A_YEAR][N_COLUMNS];
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    for (int i = 0; i < 2 * ROWS_A_YEAR; i++) {
        const int later = i / ROWS_A_YEAR, sex = i / CARE_N_AGES % CARE_N_SEXES, age = i % CARE_N_AGES;
        const double row[N_COLUMNS] = {2020 + 10 * later, sex, age, mx_of(sex, age) * (later ? 4 : 1)};
        memcpy(rows[i], row, sizeof row);
    }
    f->sheet = care_handmade_sheet(&care_lifetable_sheet, &rows[0][0], 2 * ROWS_A_YEAR);
    return care_diagnostics_create(&f->list);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_handmade_free(f->sheet);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

static void fill_factors(double men, double women, struct care_series factor[CARE_N_SEXES])
{
    for (int y = 0; y < CARE_N_YEARS; y++) {
        factor[CARE_MALE].value[y] = men;
        factor[CARE_FEMALE].value[y] = women;
    }
}

static void create(struct fixture *f, double men, double women)
{
    struct care_series factor[CARE_N_SEXES];
    fill_factors(men, women, factor);
    assert_int_equal(care_lifetable_create(f->sheet, factor, f->list, &f->table), CARE_OK);
}

static void assert_near(double value, double expected, double tolerance)
{
    if (!(fabs(value - expected) <= tolerance)) {
        fail_msg("%.12g, expected %.12g", value, expected);
    }
}

/* L(0) = 1 - 0.9 q0 with q0 = 0.1/1.09: 100/109. L(1)/L(0) = 99/101, L(2)/L(1) = 99/102. */
static void survival_between_two_novembers_is_the_ratio_of_years_lived(void **state)
{
    struct fixture *f = *state;
    create(f, 1, 1);
    const double *prob = f->table.death_prob[0][CARE_MALE];
    assert_near(prob[0], 9.0 / 109, 1e-9);
    assert_near(prob[1], 2.0 / 101, 1e-9);
    assert_near(prob[2], 3.0 / 102, 1e-9);
    /* at a constant rate of 0.5, q = 0.4 and L falls by 0.4 a year */
    assert_near(f->table.death_prob[0][CARE_FEMALE][50], 0.4, 1e-9);
}

static void the_oldest_die_at_the_rate_of_the_open_age(void **state)
{
    struct fixture *f = *state;
    create(f, 1, 1);
    assert_near(f->table.death_prob[0][CARE_FEMALE][CARE_N_AGES], 1 - exp(-0.5), 1e-9);
}

/* Under a constant rate m everybody of 1 and over may expect 1/m years. */
static void expectancy_under_a_constant_rate_is_its_inverse(void **state)
{
    struct fixture *f = *state;
    create(f, 1, 1);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_FEMALE, 100), 2, 1e-12);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_FEMALE, 60), 2, 1e-12);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_FEMALE, 1), 2, 1e-12);
}

static void years_between_go_by_straight_lines_of_the_logarithm(void **state)
{
    struct fixture *f = *state;
    create(f, 1, 1);
    assert_near(f->table.mx[5][CARE_MALE][1], 0.04, 1e-9); /* half way from 0.02 to 0.08 */
    assert_near(f->table.mx[10][CARE_MALE][1], 0.08, 0);
    assert_near(f->table.mx[30][CARE_MALE][1], 0.08, 0); /* level after the last */
    assert_true(f->table.mx[0][CARE_MALE][1] == 0.02);
}

static void the_factor_of_the_city_applies_to_every_age_of_its_sex(void **state)
{
    struct fixture *f = *state;
    create(f, 0.5, 2);
    assert_near(f->table.mx[0][CARE_MALE][2], 0.02, 1e-15);
    assert_near(f->table.mx[0][CARE_FEMALE][2], 1, 1e-15);
}

static void the_hazard_between_middles_of_ages_is_geometric(void **state)
{
    struct fixture *f = *state;
    f->sheet->number[CARE_LIFETABLE_MX][70] = 0.08; /* men of 70 in 2020 */
    create(f, 1, 1);
    assert_near(care_lifetable_hazard(&f->table, 2020, CARE_MALE, 70.5), 0.08, 1e-10);
    assert_near(care_lifetable_hazard(&f->table, 2020, CARE_MALE, 71), sqrt(0.08 * 0.5), 1e-9);
    assert_near(care_lifetable_hazard(&f->table, 2020, CARE_MALE, 71.5), 0.5, 1e-9);
    assert_near(care_lifetable_hazard(&f->table, 2020, CARE_MALE, 110), 0.5, 1e-9);
}

/* Men of 1 die at 0.02 in 2020 and 0.08 in 2030, 0.04 half-way between; twice that in 2025 by the factor. */
static void a_factor_of_one_year_moves_the_rates_of_that_year_alone(void **state)
{
    struct fixture *f = *state;
    struct care_series factor[CARE_N_SEXES];
    fill_factors(1.5, 1, factor);
    factor[CARE_MALE].value[5] = 3;
    assert_int_equal(care_lifetable_create(f->sheet, factor, f->list, &f->table), CARE_OK);
    assert_near(f->table.mx[0][CARE_MALE][1], 0.03, 1e-9);
    assert_near(f->table.mx[5][CARE_MALE][1], 0.12, 1e-9);
    assert_near(f->table.mx[10][CARE_MALE][1], 0.12, 1e-9);
    assert_near(f->table.mx[5][CARE_FEMALE][1], 1, 1e-9);
    assert_true(f->table.death_prob[5][CARE_MALE][1] > f->table.death_prob[4][CARE_MALE][1]);
    assert_true(f->table.death_prob[6][CARE_MALE][1] < f->table.death_prob[5][CARE_MALE][1]);
}

static void a_year_that_lacks_an_age_is_refused(void **state)
{
    struct fixture *f = *state;
    struct care_series factor[CARE_N_SEXES];
    fill_factors(1, 1, factor);
    f->sheet->n_rows -= 1; /* women of 100 in 2030 */
    assert_int_equal(care_lifetable_create(f->sheet, factor, f->list, &f->table), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->place.file, "handmade.csv");
    assert_string_equal(fault->place.key, "age");
    assert_string_equal(fault->text_en,
                        "year 2030 lacks female at age 100: each year needs both sexes at ages 0 to 100");
}

/* Of 100 newborn 10 died, of 50 of one year 5: 0.9, then 0.81 in each of the 94 years to 94, nobody else being there. Of four
 * of 95 and over one died: three years more at 0.81. */
static void years_lived_follow_from_deaths_and_survivors(void **state)
{
    (void)state;
    int64_t died[CARE_N_AGES] = {[0] = 10, [1] = 5, [99] = 1}, survived[CARE_N_AGES] = {[0] = 90, [1] = 45, [97] = 3};
    assert_near(care_lifetable_expectancy_counted(died, survived), 0.9 + 94 * 0.81 + 3 * 0.81, 1e-9);
    died[99] = 0;
    assert_true(isnan(care_lifetable_expectancy_counted(died, survived)));
}

/* A thousand million people of each age, who die by the table: what is counted is what the table says. */
static void deaths_by_a_table_give_its_expectancy_back(const struct care_lifetable *table, enum care_sex sex)
{
    int64_t died[CARE_N_AGES], survived[CARE_N_AGES];
    for (int age = 0; age < CARE_N_AGES; age++) {
        died[age] = (int64_t)(1e9 * table->death_prob[0][sex][age]);
        survived[age] = 1000000000 - died[age];
    }
    assert_near(care_lifetable_expectancy_counted(died, survived), care_lifetable_expectancy(table, 2020, sex, 0),
                0.06);
}

/* e0 of China in 2020, UN WPP 2024: 75.245 men, 80.999 women. Tianjin's census: 79.3 and 83.3. */
static void the_tables_of_the_pack_have_the_published_expectancies(void **state)
{
    struct fixture *f = *state;
    struct care_trial_city tianjin;
    care_trial_read("tianjin/baseline.yaml", NULL, 0, &tianjin);
    const struct care_mortality_parameters *parameters = care_trial_parameters(&tianjin).mortality;
    struct care_series nation[CARE_N_SEXES];
    fill_factors(1, 1, nation);
    assert_int_equal(care_lifetable_create(parameters->life_table, nation, f->list, &f->table), CARE_OK);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_MALE, 0), 75.245, 0.02);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_FEMALE, 0), 80.999, 0.02);
    assert_int_equal(care_lifetable_create(parameters->life_table, parameters->factor, f->list, &f->table), CARE_OK);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_MALE, 0), 79.3, 0.1);
    assert_near(care_lifetable_expectancy(&f->table, 2020, CARE_FEMALE, 0), 83.3, 0.1);
    deaths_by_a_table_give_its_expectancy_back(&f->table, CARE_MALE);
    deaths_by_a_table_give_its_expectancy_back(&f->table, CARE_FEMALE);
    care_trial_close(&tianjin);
}

int main(void)
{
#define LIFE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        LIFE_TEST(survival_between_two_novembers_is_the_ratio_of_years_lived),
        LIFE_TEST(the_oldest_die_at_the_rate_of_the_open_age),
        LIFE_TEST(expectancy_under_a_constant_rate_is_its_inverse),
        LIFE_TEST(years_between_go_by_straight_lines_of_the_logarithm),
        LIFE_TEST(the_factor_of_the_city_applies_to_every_age_of_its_sex),
        LIFE_TEST(the_hazard_between_middles_of_ages_is_geometric),
        LIFE_TEST(a_factor_of_one_year_moves_the_rates_of_that_year_alone),
        LIFE_TEST(years_lived_follow_from_deaths_and_survivors),
        LIFE_TEST(a_year_that_lacks_an_age_is_refused),
        LIFE_TEST(the_tables_of_the_pack_have_the_published_expectancies),
    };
    return cmocka_run_group_tests_name("lifetable", tests, NULL, NULL);
}
