/** @file  The plan of beds: shares met on the mean, the norm met in every year, neighbours by distance, supply as given. */
#include "models/system/beds.h"

#include "sim/rounding.h"
#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { N_DISTRICTS = 4 };

/* code, parent, kind, (two names), longitude, latitude: a degree of latitude is 111.2 km */
static const double area_rows[][7] = {
    {10, 0, CARE_AREA_CITY, 0, 0, 117, 39},        {11, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39},
    {12, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39.3}, {13, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39.1},
    {14, 10, CARE_AREA_DISTRICT, 0, 0, 117, 41},   {111, 11, CARE_AREA_STREET, 0, 0, 117, 39},
};
static const double supply_rows[][3] = {
    {11, CARE_ORDINARY_BED, 100}, {11, CARE_NURSING_BED, 51}, {12, CARE_ORDINARY_BED, 3}, {12, CARE_NURSING_BED, 0},
    {13, CARE_ORDINARY_BED, 0},   {13, CARE_NURSING_BED, 7},  {14, CARE_ORDINARY_BED, 1}, {14, CARE_NURSING_BED, 2},
};
static const struct care_bed_askers askers = {{{3000, 9000}, {900, 1500}, {500, 400}, {0, 0}, {200, 10}}};

struct fixture {
    struct care_diagnostics *list;
    struct care_sheet *area_sheet, *supply;
    struct care_areas *areas;
    struct care_beds_parameters parameters;
    double level_share[CARE_N_YEARS][CARE_N_LEVELS];
    struct care_beds_plan *plan;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    f->area_sheet = care_handmade_sheet(&care_areas_sheet, &area_rows[0][0], sizeof area_rows / sizeof area_rows[0]);
    f->supply = care_handmade_sheet(&care_beds_plan_supply_sheet, &supply_rows[0][0],
                                    sizeof supply_rows / sizeof supply_rows[0]);
    f->parameters = (struct care_beds_parameters){.supply = f->supply,
                                                  .present_share = {0.005, 0.04, 0.09, 0.13, 0.14},
                                                  .norm_share = 0.03,
                                                  .alone_odds_ratio = 2.13,
                                                  .nursing_from_level = 2,
                                                  .neighbour_limit_km = 40};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        const double none = 0.86 - 0.001 * y;
        const double shares[CARE_N_LEVELS] = {none, 0.08, 0.03, 0.02, 1 - none - 0.13};
        f->parameters.supply_factor.value[y] = 1;
        f->parameters.norm_ramp.value[y] = fmin(1, y / 5.0);
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            f->level_share[y][level] = shares[level];
        }
    }
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    return care_areas_create(f->area_sheet, f->list, &f->areas);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_beds_plan_free(f->plan);
    care_areas_free(f->areas);
    care_handmade_free(f->supply);
    care_handmade_free(f->area_sheet);
    care_diagnostics_free(f->list);
    free(f);
    return 0;
}

static int create(struct fixture *f)
{
    return care_beds_plan_create(&f->parameters, f->areas, &askers, (const double(*)[CARE_N_LEVELS])f->level_share,
                                 f->list, &f->plan);
}

static void the_share_of_a_level_is_met_on_the_mean_with_the_odds_given(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(create(f), CARE_OK);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double *n = askers.n[level];
        const double alone = ldexp(f->plan->wish[0][level][0], -32), coupled = ldexp(f->plan->wish[0][level][1], -32);
        const double share = f->parameters.present_share[level];
        if (n[0] + n[1] <= 0) { /* nobody to split between */
            assert_true(fabs(alone - share) < 1e-9 && fabs(coupled - share) < 1e-9);
            continue;
        }
        assert_true(fabs((n[0] * alone + n[1] * coupled) / (n[0] + n[1]) - share) < 1e-9);
        assert_true(fabs(alone / (1 - alone) / (coupled / (1 - coupled)) - 2.13) < 1e-5);
    }
}

static void present_use_stays_the_same_every_year(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(create(f), CARE_OK);
    assert_memory_equal(f->plan->wish[0], f->plan->wish[CARE_N_YEARS - 1], sizeof f->plan->wish[0]);
    assert_true(f->plan->share[20][3] == 0.13);
}

static void the_norm_is_met_on_the_mix_of_every_year_as_the_ramp_says(void **state)
{
    struct fixture *f = *state;
    f->parameters.demand_basis = CARE_DEMAND_NORM;
    assert_int_equal(create(f), CARE_OK);
    for (int y = 0; y < CARE_N_YEARS; y++) {
        double wanted = 0, present = 0;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            wanted += f->level_share[y][level] * f->plan->share[y][level];
            present += f->level_share[y][level] * f->parameters.present_share[level];
        }
        const double ramp = f->parameters.norm_ramp.value[y];
        assert_true(fabs(wanted - (present + ramp * (0.03 - present))) < 1e-12);
    }
}

static void a_share_never_exceeds_nineteen_in_twenty(void **state)
{
    struct fixture *f = *state;
    f->parameters.demand_basis = CARE_DEMAND_NORM;
    f->parameters.norm_share = 0.3;
    assert_int_equal(create(f), CARE_OK);
    assert_true(f->plan->share[10][4] == 0.95);
}

static void nobody_asks_when_no_level_wants_a_bed(void **state)
{
    struct fixture *f = *state;
    f->parameters.demand_basis = CARE_DEMAND_NORM;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        f->parameters.present_share[level] = 0;
    }
    assert_int_equal(create(f), CARE_OK);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        assert_int_equal(f->plan->wish[12][level][0] | f->plan->wish[12][level][1], 0);
    }
}

/* 13 is 11.1 km from 11, 12 is 33.4 km from 11 and 22.2 km from 13; 14 is far from all. */
static void neighbours_come_by_distance_and_within_the_limit(void **state)
{
    struct fixture *f = *state;
    static const int expected[N_DISTRICTS][N_DISTRICTS] = {{2, 1, -1, 0}, {2, 0, -1, 0}, {0, 1, -1, 0}, {-1, 0, 0, 0}};
    assert_int_equal(create(f), CARE_OK);
    for (int d = 0; d < N_DISTRICTS; d++) {
        for (int i = 0; i == 0 || expected[d][i - 1] >= 0; i++) {
            assert_int_equal(f->plan->neighbours[d * N_DISTRICTS + i], expected[d][i]);
        }
    }
}

static void a_wider_limit_reaches_everybody_and_none_reaches_nobody(void **state)
{
    struct fixture *f = *state;
    f->parameters.neighbour_limit_km = 1000;
    assert_int_equal(create(f), CARE_OK);
    static const int of_last[] = {1, 2, 0, -1};
    assert_memory_equal(f->plan->neighbours + 3 * N_DISTRICTS, of_last, sizeof of_last);
    care_beds_plan_free(f->plan);
    f->parameters.neighbour_limit_km = 0;
    assert_int_equal(create(f), CARE_OK);
    for (int d = 0; d < N_DISTRICTS; d++) {
        assert_int_equal(f->plan->neighbours[d * N_DISTRICTS], -1);
    }
}

static void beds_follow_the_factor_in_whole_beds(void **state)
{
    struct fixture *f = *state;
    f->parameters.supply_factor.value[3] = 1.5;
    f->parameters.supply_factor.value[4] = 0;
    assert_int_equal(create(f), CARE_OK);
    const int32_t *beds = f->plan->beds;
    enum { YEAR = N_DISTRICTS * CARE_N_BED_CLASSES };
    static const int32_t plain[YEAR] = {100, 51, 3, 0, 0, 7, 1, 2};
    static const int32_t half_more[YEAR] = {150, 76, 4, 0, 0, 10, 2, 3}; /* halves to the even number */
    static const int32_t none[YEAR] = {0};
    assert_memory_equal(beds, plain, sizeof plain);
    assert_memory_equal(beds + 3 * YEAR, half_more, sizeof half_more);
    assert_memory_equal(beds + 4 * YEAR, none, sizeof none);
    assert_memory_equal(beds + 30 * YEAR, plain, sizeof plain);
}

static void a_district_without_a_row_is_refused(void **state)
{
    struct fixture *f = *state;
    f->supply->n_rows--;
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    assert_null(f->plan);
    assert_string_equal(care_diagnostics_at(f->list, 0)->place.key, "bed_class");
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en,
                        "7 rows for districts; both classes of 4 districts need 8");
}

static void beds_of_a_street_are_refused_with_the_line(void **state)
{
    struct fixture *f = *state;
    f->supply->number[CARE_SUPPLY_AREA][7] = 111;
    assert_int_equal(create(f), CARE_ERROR_INPUT);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_int_equal(fault->place.line, 9);
    assert_string_equal(fault->place.key, "area");
    assert_string_equal(fault->text_en, "area 111 is not a district");
}

static void more_districts_than_a_byte_names_are_refused(void **state)
{
    struct fixture *f = *state;
    const struct care_areas many = {.n_districts = 255};
    assert_int_equal(care_beds_plan_create(&f->parameters, &many, &askers,
                                           (const double(*)[CARE_N_LEVELS])f->level_share, f->list, &f->plan),
                     CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en, "255 districts; at most 254");
    care_beds_plan_free(NULL);
}

int main(void)
{
#define PLAN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        PLAN_TEST(the_share_of_a_level_is_met_on_the_mean_with_the_odds_given),
        PLAN_TEST(present_use_stays_the_same_every_year),
        PLAN_TEST(the_norm_is_met_on_the_mix_of_every_year_as_the_ramp_says),
        PLAN_TEST(a_share_never_exceeds_nineteen_in_twenty),
        PLAN_TEST(nobody_asks_when_no_level_wants_a_bed),
        PLAN_TEST(neighbours_come_by_distance_and_within_the_limit),
        PLAN_TEST(a_wider_limit_reaches_everybody_and_none_reaches_nobody),
        PLAN_TEST(beds_follow_the_factor_in_whole_beds),
        PLAN_TEST(a_district_without_a_row_is_refused),
        PLAN_TEST(beds_of_a_street_are_refused_with_the_line),
        PLAN_TEST(more_districts_than_a_byte_names_are_refused),
    };
    return cmocka_run_group_tests_name("beds plan", tests, NULL, NULL);
}
