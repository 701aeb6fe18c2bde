/** @file  Marital status at the start: each district's margins met, nobody lost, couples never more than the married. */
#include "models/people/population.h"

#include "tests/models/trial.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static int setup(void **state)
{
    struct care_trial_city *tianjin = calloc(1, sizeof *tianjin);
    assert_non_null(tianjin);
    *state = tianjin;
    care_trial_open("tianjin/baseline.yaml", NULL, 0, tianjin);
    return 0;
}

static int teardown(void **state)
{
    care_trial_close(*state);
    free(*state);
    return 0;
}

static void every_district_meets_its_margins_within_one_percent(void **state)
{
    const struct care_city *city = ((const struct care_trial_city *)*state)->city;
    const struct care_sheet *sheet = city->parameters.partnership->marital_areas;
    static const int status_of[] = {CARE_NEVER_MARRIED, CARE_PARTNERED, CARE_DIVORCED, CARE_WIDOWED};
    assert_int_equal(sheet->n_rows, 32);
    for (int row = 0; row < sheet->n_rows; row++) {
        const int area = care_areas_find(city->areas, care_sheet_int(sheet, CARE_MARITAL_AREA, row));
        const int leaf = city->areas->area[area].leaf, sex = care_sheet_int(sheet, CARE_MARITAL_AREA_SEX, row);
        double sample = 0, persons = 0;
        for (int s = 0; s < 4; s++) {
            sample += care_sheet_number(sheet, CARE_MARITAL_AREA_NEVER + s, row);
        }
        for (int age = 15; age < CARE_N_AGES; age++) {
            persons += city->census.persons[leaf][sex][age];
        }
        for (int s = 0; s < 4; s++) {
            const double wanted = care_sheet_number(sheet, CARE_MARITAL_AREA_NEVER + s, row) / sample * persons;
            int64_t n = 0;
            for (int age = 15; age < CARE_N_AGES; age++) {
                n += city->marital.n[leaf][sex][age][status_of[s]];
            }
            assert_true(fabs((double)n / wanted - 1) < 0.01);
        }
    }
}

static void everybody_has_one_status_and_children_never_married(void **state)
{
    const struct care_city *city = ((const struct care_trial_city *)*state)->city;
    for (int i = 0; i < city->areas->n_leaves * CARE_N_SEXES * CARE_N_AGES; i++) {
        const int leaf = i / (CARE_N_SEXES * CARE_N_AGES), sex = i / CARE_N_AGES % CARE_N_SEXES, age = i % CARE_N_AGES;
        const int32_t *n = city->marital.n[leaf][sex][age];
        int32_t sum = 0;
        for (int s = 0; s < CARE_N_MARITAL; s++) {
            assert_true(n[s] >= 0);
            sum += n[s];
        }
        assert_int_equal(sum, city->census.persons[leaf][sex][age]);
        assert_int_equal(n[CARE_PARTNER_ELSEWHERE], 0);
        assert_true(age >= 15 || n[CARE_NEVER_MARRIED] == sum);
    }
}

static void couples_are_never_more_than_the_married_and_hardly_fewer_than_the_scarcer_sex(void **state)
{
    const struct care_city *city = ((const struct care_trial_city *)*state)->city;
    for (int leaf = 0; leaf < city->areas->n_leaves; leaf++) {
        int64_t married[CARE_N_SEXES] = {0}, couples = 0;
        for (int age = 0; age < CARE_N_AGES; age++) {
            int64_t of_wives = 0, of_husbands = 0;
            for (int other = 0; other < CARE_N_AGES; other++) {
                of_wives += city->couples.n[leaf][age][other];
                of_husbands += city->couples.n[leaf][other][age];
            }
            assert_true(of_wives <= city->marital.n[leaf][CARE_FEMALE][age][CARE_PARTNERED]);
            assert_true(of_husbands <= city->marital.n[leaf][CARE_MALE][age][CARE_PARTNERED]);
            married[CARE_MALE] += city->marital.n[leaf][CARE_MALE][age][CARE_PARTNERED];
            married[CARE_FEMALE] += city->marital.n[leaf][CARE_FEMALE][age][CARE_PARTNERED];
            couples += of_wives;
        }
        const int64_t fewer = married[0] < married[1] ? married[0] : married[1];
        assert_true((double)couples > 0.998 * (double)fewer);
    }
}

static void shares_of_an_age_that_do_not_sum_to_one_are_refused(void **state)
{
    const struct care_trial_city *tianjin = *state;
    const struct care_city *city = tianjin->city;
    const struct care_partnership_parameters *parameters = city->parameters.partnership;
    struct care_marital_counts counts;
    double *widowed = &parameters->marital_ages->number[CARE_MARITAL_AGE_WIDOWED][0]; /* men of 15 to 19 */
    *widowed += 0.01;
    assert_int_equal(care_marital_counts_create(parameters, city->areas, &city->census, tianjin->list, &counts),
                     CARE_ERROR_INPUT);
    *widowed -= 0.01;
    assert_null(counts.n);
    assert_string_equal(care_diagnostics_at(tianjin->list, 0)->place.key, "age_first");
    assert_string_equal(care_diagnostics_at(tianjin->list, 0)->text_en,
                        "the shares of sex 0 at age 15 sum to 1.0100, not 1");
}

static void an_area_without_rows_is_refused(void **state)
{
    const struct care_trial_city *tianjin = *state;
    const struct care_city *city = tianjin->city;
    const struct care_partnership_parameters *parameters = city->parameters.partnership;
    struct care_marital_counts counts;
    parameters->marital_areas->n_rows--;
    assert_int_equal(care_marital_counts_create(parameters, city->areas, &city->census, tianjin->list, &counts),
                     CARE_ERROR_INPUT);
    parameters->marital_areas->n_rows++;
    assert_string_equal(care_diagnostics_at(tianjin->list, care_diagnostics_n(tianjin->list) - 1)->text_en,
                        "31 rows for leaf areas; both sexes of 16 areas need 32");
}

static void arrivals_have_the_status_of_their_age(void **state)
{
    const struct care_city *city = ((const struct care_trial_city *)*state)->city;
    const uint32_t *below = city->arrival_status[CARE_MALE][17];
    assert_true(fabs(ldexp(below[CARE_NEVER_MARRIED], -32) - 0.996) < 1e-9);
    assert_int_equal(below[CARE_PARTNERED], below[CARE_NEVER_MARRIED]); /* nobody arrives linked */
    assert_true(below[CARE_PARTNER_ELSEWHERE] > below[CARE_PARTNERED]);
    assert_int_equal(below[CARE_WIDOWED], UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_district_meets_its_margins_within_one_percent),
        cmocka_unit_test(everybody_has_one_status_and_children_never_married),
        cmocka_unit_test(couples_are_never_more_than_the_married_and_hardly_fewer_than_the_scarcer_sex),
        cmocka_unit_test(shares_of_an_age_that_do_not_sum_to_one_are_refused),
        cmocka_unit_test(an_area_without_rows_is_refused),
        cmocka_unit_test(arrivals_have_the_status_of_their_age),
    };
    return cmocka_run_group_tests_name("marital", tests, setup, teardown);
}
