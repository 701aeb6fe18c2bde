/** @file  The solver of disability: China's matrices of 2020 come out, and carrying a cohort by them keeps both the
 *  prevalence it was solved from and the life table. */
#include "models/people/disability_rates.h"

#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DEAD = CARE_N_LEVELS, N_STATES = CARE_N_LEVELS + 1 };

struct fixture {
    struct care_trial_city tianjin;
    struct care_disability_parameters disability;
    struct care_mortality_parameters mortality;
    struct care_lifetable table; /* of China */
    struct care_prevalence curve;
};

static int setup(void **state)
{
    struct care_series nation[CARE_N_SEXES];
    for (int i = 0; i < CARE_N_SEXES * CARE_N_YEARS; i++) {
        nation[i / CARE_N_YEARS].value[i % CARE_N_YEARS] = 1;
    }
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_trial_read("tianjin/baseline.yaml", NULL, 0, &f->tianjin);
    const struct care_city_parameters parameters = care_trial_parameters(&f->tianjin);
    f->disability = *parameters.disability;
    f->mortality = *parameters.mortality;
    assert_int_equal(care_lifetable_create(f->mortality.life_table, nation, f->tianjin.list, &f->table), CARE_OK);
    return care_prevalence_create(&f->disability, &f->curve);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_trial_close(&f->tianjin);
    free(f);
    return 0;
}

static void matrix_at(const struct fixture *f, enum care_sex sex, double age, int year,
                      double out[CARE_N_LEVELS][N_STATES])
{
    assert_int_equal(care_disability_rates_matrix(&f->curve, &f->table, &f->mortality, sex, age, year, out, NULL),
                     CARE_OK);
}

static int level_of(const char *name)
{
    static const char *const names[] = {"none", "mild", "moderate", "severe", "total"};
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        if (strcmp(names[level], name) == 0) {
            return level;
        }
    }
    fail_msg("unknown level %s", name);
    return -1;
}

/* tests/models/data/china_2020_transitions.csv: an independent solution of the same equations (Python, scipy's expm). */
static void the_matrices_of_china_in_2020_come_out(void **state)
{
    const struct fixture *f = *state;
    char line[256], sex[8], from[16];
    FILE *file = fopen(CARE_SOURCE_DIR "/tests/models/data/china_2020_transitions.csv", "r");
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    int n_rows = 0;
    double largest = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        double expected[N_STATES], out[CARE_N_LEVELS][N_STATES];
        int age;
        assert_int_equal(sscanf(line, "%7[^,],%d,%15[^,],%lf,%lf,%lf,%lf,%lf,%lf", sex, &age, from, &expected[0],
                                &expected[1], &expected[2], &expected[3], &expected[4], &expected[5]),
                         9);
        matrix_at(f, strcmp(sex, "male") == 0 ? CARE_MALE : CARE_FEMALE, age, CARE_FIRST_YEAR, out);
        for (int to = 0; to < N_STATES; to++) {
            largest = fmax(largest, fabs(out[level_of(from)][to] - expected[to]));
        }
        n_rows++;
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(n_rows, CARE_N_SEXES * 41 * CARE_N_LEVELS);
    assert_true(largest < 1e-5);
}

static void every_row_of_a_matrix_sums_to_one(void **state)
{
    const struct fixture *f = *state;
    for (int i = 0; i < CARE_N_SEXES * 42; i++) {
        double out[CARE_N_LEVELS][N_STATES];
        matrix_at(f, (enum care_sex)(i / 42), 59.5 + i % 42, 2035, out);
        for (int from = 0; from < CARE_N_LEVELS; from++) {
            double sum = 0;
            for (int to = 0; to < N_STATES; to++) {
                assert_true(out[from][to] > 0 && out[from][to] < 1);
                sum += out[from][to];
            }
            assert_true(fabs(sum - 1) < 1e-8); /* each rounded to 32 bits */
        }
    }
}

/* Twice the rates of getting worse in 2030: who is well stays so with probability exp(-2 q - d) for exp(-q - d), to the
 * first order; nothing else of the year, and no other year, changes. */
static void a_factor_on_getting_worse_acts_in_its_own_year_alone(void **state)
{
    struct fixture *f = *state;
    double usual[CARE_N_LEVELS][N_STATES], worse[CARE_N_LEVELS][N_STATES], others[CARE_N_LEVELS][N_STATES];
    matrix_at(f, CARE_MALE, 70, 2030, usual);
    f->disability.worsening_factor.value[2030 - CARE_FIRST_YEAR] = 2;
    matrix_at(f, CARE_MALE, 70, 2030, worse);
    const double was = 1 - usual[0][0] - usual[0][CARE_N_LEVELS], is = 1 - worse[0][0] - worse[0][CARE_N_LEVELS];
    assert_true(is > 1.9 * was && is < 2.01 * was);
    f->disability.worsening_factor.value[0] = 2; /* the year of the census follows from the curve */
    matrix_at(f, CARE_MALE, 70, CARE_FIRST_YEAR, others);
    f->disability.worsening_factor.value[0] = 1;
    matrix_at(f, CARE_MALE, 70, CARE_FIRST_YEAR, usual);
    assert_memory_equal(others, usual, sizeof usual);
}

static void the_nation_meets_its_published_shares(void **state)
{
    const struct fixture *f = *state;
    const struct care_sheet *sheet = f->disability.reference_population;
    double worse[CARE_N_WORSE] = {0}, all = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        for (int i = 0; i < 5; i++) {
            double p[CARE_N_LEVELS], tail = 0;
            const double n = care_sheet_number(sheet, CARE_REFERENCE_PERSONS, row) / 5;
            care_prevalence_levels(&f->curve, (enum care_sex)care_sheet_int(sheet, CARE_REFERENCE_SEX, row),
                                   fmin(care_sheet_number(sheet, CARE_REFERENCE_FIRST, row) + i + 0.5, 103),
                                   CARE_FIRST_YEAR, p);
            for (int level = CARE_N_WORSE; level > 0; level--) {
                tail += p[level];
                worse[level - 1] += n * tail;
            }
            all += n;
        }
    }
    for (int k = 0; k < CARE_N_WORSE; k++) {
        assert_true(fabs(worse[k] / all - f->disability.share[k]) < 1e-8);
    }
}

static void shares_by_level_are_shares_and_rise_with_age(void **state)
{
    const struct fixture *f = *state;
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        double none_before = 1;
        for (double age = 59.5; age <= 105; age += 0.5) {
            double p[CARE_N_LEVELS], sum = 0;
            care_prevalence_levels(&f->curve, (enum care_sex)sex, age, CARE_FIRST_YEAR, p);
            for (int level = 0; level < CARE_N_LEVELS; level++) {
                assert_true(p[level] > 0 && p[level] < 1);
                sum += p[level];
            }
            assert_true(fabs(sum - 1) < 1e-12);
            assert_true(p[0] < none_before);
            none_before = p[0];
        }
    }
}

/* A cohort of 60.0 carried year by year: rates of the middle of a year stand for the year, which at 90 has cost the men
 * 0.00035 of their share without disability. */
static void carrying_a_cohort_keeps_prevalence_and_life_table(void **state)
{
    const struct fixture *f = *state;
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        double p[CARE_N_LEVELS], alive = 1, expected_alive = 1, worst_share = 0, worst_alive = 0;
        care_prevalence_levels(&f->curve, (enum care_sex)sex, 60, CARE_FIRST_YEAR, p);
        for (int age = 60; age < 100; age++) {
            double out[CARE_N_LEVELS][N_STATES], next[N_STATES] = {0}, curve[CARE_N_LEVELS];
            matrix_at(f, (enum care_sex)sex, age, CARE_FIRST_YEAR, out);
            for (int i = 0; i < CARE_N_LEVELS * N_STATES; i++) {
                next[i % N_STATES] += p[i / N_STATES] * out[i / N_STATES][i % N_STATES];
            }
            alive *= 1 - next[DEAD];
            expected_alive *= exp(-f->table.mx[0][sex][age]);
            worst_alive = fmax(worst_alive, fabs(alive - expected_alive));
            care_prevalence_levels(&f->curve, (enum care_sex)sex, age + 1, CARE_FIRST_YEAR, curve);
            for (int level = 0; level < CARE_N_LEVELS; level++) {
                p[level] = next[level] / (1 - next[DEAD]);
                worst_share = fmax(worst_share, fabs(p[level] - curve[level]));
            }
        }
        assert_true(worst_share < 0.0004);
        assert_true(worst_alive < 0.0002);
    }
}

static void people_recover_one_level_at_a_time_and_less_with_age(void **state)
{
    const struct fixture *f = *state;
    double young[CARE_N_LEVELS][N_STATES], old[CARE_N_LEVELS][N_STATES];
    matrix_at(f, CARE_FEMALE, 65, 2020, young);
    matrix_at(f, CARE_FEMALE, 90, 2020, old);
    for (int level = 1; level < CARE_N_LEVELS; level++) {
        assert_true(young[level][level - 1] > old[level][level - 1]);
        assert_true(old[level][level - 1] > 0.001);
        assert_true(level < 2 || young[level][level - 1] > 4 * young[level][level - 2]);
    }
}

static void the_worse_the_level_the_sooner_the_death(void **state)
{
    const struct fixture *f = *state;
    for (int age = 60; age <= 100; age += 5) {
        double out[CARE_N_LEVELS][N_STATES];
        matrix_at(f, CARE_MALE, age, 2020, out);
        for (int level = 1; level < CARE_N_LEVELS; level++) {
            assert_true(out[level][DEAD] > out[level - 1][DEAD]);
        }
    }
}

static void odds_of_the_city_multiply_the_odds_of_every_level(void **state)
{
    struct fixture *f = *state;
    double nation[CARE_N_LEVELS], city[CARE_N_LEVELS];
    care_prevalence_levels(&f->curve, CARE_FEMALE, 78, 2020, nation);
    f->disability.city_odds = 1.25;
    care_prevalence_levels(&f->curve, CARE_FEMALE, 78, 2020, city);
    double before = 0, after = 0;
    for (int level = CARE_N_WORSE; level > 0; level--) {
        before += nation[level];
        after += city[level];
        assert_true(fabs(after / (1 - after) - 1.25 * before / (1 - before)) < 1e-9);
    }
}

static void a_trend_of_onset_moves_later_years_only(void **state)
{
    struct fixture *f = *state;
    double plain[2][CARE_N_LEVELS][N_STATES], falling[2][CARE_N_LEVELS][N_STATES];
    matrix_at(f, CARE_MALE, 75, 2020, plain[0]);
    matrix_at(f, CARE_MALE, 75, 2035, plain[1]);
    f->disability.trend_log_odds_per_year = -0.02;
    matrix_at(f, CARE_MALE, 75, 2020, falling[0]);
    matrix_at(f, CARE_MALE, 75, 2035, falling[1]);
    assert_memory_equal(plain[0], falling[0], sizeof plain[0]);
    assert_true(falling[1][0][1] < 0.8 * plain[1][0][1]);
    assert_true(falling[1][1][0] > plain[1][1][0]); /* fewer worsen on the way */
}

static void a_share_that_no_height_meets_is_refused(void **state)
{
    struct fixture *f = *state;
    f->disability.share[0] = 0.9999;
    assert_int_equal(care_prevalence_create(&f->disability, &f->curve), CARE_ERROR_SOLVER);
}

int main(void)
{
#define RATES_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        RATES_TEST(the_matrices_of_china_in_2020_come_out),
        RATES_TEST(every_row_of_a_matrix_sums_to_one),
        RATES_TEST(the_nation_meets_its_published_shares),
        RATES_TEST(shares_by_level_are_shares_and_rise_with_age),
        RATES_TEST(carrying_a_cohort_keeps_prevalence_and_life_table),
        RATES_TEST(people_recover_one_level_at_a_time_and_less_with_age),
        RATES_TEST(the_worse_the_level_the_sooner_the_death),
        RATES_TEST(odds_of_the_city_multiply_the_odds_of_every_level),
        RATES_TEST(a_trend_of_onset_moves_later_years_only),
        RATES_TEST(a_factor_on_getting_worse_acts_in_its_own_year_alone),
        RATES_TEST(a_share_that_no_height_meets_is_refused),
    };
    return cmocka_run_group_tests_name("disability rates", tests, NULL, NULL);
}
