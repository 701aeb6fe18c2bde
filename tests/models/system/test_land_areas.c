/** @file  New residential areas: what the rule of each jurisdiction asks, pooling of small ones, the four steps, the backlog;
 *  all by hand. */
#include "tests/models/system/land_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CENTRAL, OUTER }; /* plot ratio 1.5 and 0.9 */

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) < 1e-6)) {
        fail_msg("%.12g, expected %.12g", found, expected);
    }
}

static struct care_land_size rule_of(const struct care_land_world *world, int district, double persons,
                                     double new_households, double built_households)
{
    return care_land_areas_rule(world->plan, district, 2030, persons, new_households, built_households);
}

static double areas_in(const struct care_land_world *world, int year, enum care_four_sync what)
{
    return care_land_areas_at(world->plan, year, CENTRAL)->areas[what];
}

static const struct care_land_size *facilities_in(const struct care_land_world *world, int year)
{
    return &care_land_areas_at(world->plan, year, CENTRAL)->facilities;
}

/* ---- the rule by residents or households ---- */

/* 10,000 people at 0.1 m2 of land: 1,000 m2, on which 1,500 m2 of floor stand at a ratio of 1.5 and 900 at 0.9. */
static void land_per_head_is_land(void **state)
{
    struct care_land_world *world = *state;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_OK);
    assert_near(rule_of(world, CENTRAL, 10000, 0, 0).land_m2, 1000);
    assert_near(rule_of(world, CENTRAL, 10000, 0, 0).floor_m2, 1500);
    assert_near(rule_of(world, OUTER, 10000, 0, 0).land_m2, 1000);
    assert_near(rule_of(world, OUTER, 10000, 0, 0).floor_m2, 900);
}

/* The same figure as floor: a third less land in the centre, a ninth more outside. */
static void floor_per_head_is_floor(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.rule = CARE_LAND_FLOOR_PER_HEAD;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_OK);
    assert_near(rule_of(world, CENTRAL, 10000, 0, 0).floor_m2, 1000);
    assert_near(rule_of(world, CENTRAL, 10000, 0, 0).land_m2, 1000 / 1.5);
    assert_near(rule_of(world, OUTER, 10000, 0, 0).land_m2, 1000 / 0.9);
}

/* 4,000 new households at 20 m2 a hundred: 800; 6,000 built ones at 15: 900. People do not count. */
static void floor_per_100_households_differs_for_new_and_built_areas(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.rule = CARE_LAND_FLOOR_PER_100_HOUSEHOLDS;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_OK);
    assert_near(rule_of(world, CENTRAL, 99999, 4000, 6000).floor_m2, 1700);
    assert_near(rule_of(world, CENTRAL, 99999, 4000, 6000).land_m2, 1700 / 1.5);
}

static void a_district_may_raise_the_rule_and_build_higher(void **state)
{
    struct care_land_world *world = *state;
    static const int32_t outer[] = {12};
    struct care_lever_rule raise = {
        .codes = outer, .n_codes = 1, .is_factor = true, .first_year = 2025, .series = care_land_world_level(2).city};
    world->parameters.land_per_head_m2.rules = world->parameters.plot_ratio_factor.rules = &raise;
    world->parameters.land_per_head_m2.n_rules = world->parameters.plot_ratio_factor.n_rules = 1;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_OK);
    assert_near(rule_of(world, CENTRAL, 10000, 0, 0).land_m2, 1000);
    assert_near(rule_of(world, OUTER, 10000, 0, 0).land_m2, 2000);
    assert_near(rule_of(world, OUTER, 10000, 0, 0).floor_m2, 3600);
    assert_near(care_land_areas_plot_ratio(world->plan, OUTER, 2024), 0.9);
}

static void a_plot_is_the_largest_of_what_land_floor_and_least_size_ask(void **state)
{
    (void)state;
    assert_near(care_land_areas_plot_m2(1000, 1200, 350, 1.5), 1000);
    assert_near(care_land_areas_plot_m2(1000, 1800, 350, 1.5), 1200);
    assert_near(care_land_areas_plot_m2(100, 90, 350, 1.5), 350 / 1.5);
}

/* ---- pooling; floor by households, 20 m2 a hundred, least 350 m2 ---- */

static int plan_by_households(struct care_land_world *world, const struct care_land_world_row *rows, int n)
{
    world->parameters.rule = CARE_LAND_FLOOR_PER_100_HOUSEHOLDS;
    return care_land_world_plan(world, rows, n);
}

/* 1,750 households make exactly 350 m2 (C10): no pooling. Two areas of it: two facilities. */
static void an_area_just_large_enough_has_its_own_facility(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 3500, 8000, 2020, 2021, 2021, 2022, -1, 2}};
    assert_int_equal(plan_by_households(world, rows, 1), CARE_OK);
    assert_near(areas_in(world, 2022, CARE_SYNC_POOLED), 0);
    assert_near(facilities_in(world, 2022)->floor_m2, 700);
    assert_near(facilities_in(world, 2022)->land_m2, 700 / 1.5);
    assert_near(facilities_in(world, 2022)->number, 2);
}

/* 200 m2 alone: one facility at the least size. */
static void a_small_area_alone_builds_the_least_size(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 1, 1000, 2500, 2020, 2021, 2021, 2022, -1, 1}};
    assert_int_equal(plan_by_households(world, rows, 1), CARE_OK);
    assert_near(facilities_in(world, 2022)->floor_m2, 350);
    assert_near(facilities_in(world, 2022)->number, 1);
}

/* Three of 200 m2 and one of 300, planned in one year in one district: 900 / 350 = 2.57, so two facilities of 450 m2. The
 * large area beside them, one of another year and one of another district are left out. */
static void small_neighbours_of_one_year_share_facilities(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 3, 3000, 7500, 2020, 2021, 2021, 2022, -1, 3},
                                                      {11, 1, 1500, 3750, 2020, 2021, 2021, 2022, -1, 1},
                                                      {11, 1, 5000, 9999, 2020, 2023, 2023, 2023, -1, 1},
                                                      {11, 1, 1000, 2500, 2021, 2023, 2023, 2023, -1, 1},
                                                      {12, 1, 1000, 2500, 2020, 2021, 2021, 2022, -1, 1}};
    assert_int_equal(plan_by_households(world, rows, 5), CARE_OK);
    assert_near(areas_in(world, 2020, CARE_SYNC_POOLED), 4);
    assert_near(areas_in(world, 2020, CARE_SYNC_SHARED_FACILITIES), 2);
    assert_near(areas_in(world, 2021, CARE_SYNC_POOLED), 5);
    assert_near(facilities_in(world, 2022)->floor_m2, 900);
    assert_near(facilities_in(world, 2022)->number, 2);
    assert_near(facilities_in(world, 2023)->floor_m2, 900 + 1000 + 350);
}

static void without_pooling_every_area_builds_the_least_size(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 3, 3000, 7500, 2020, 2021, 2021, 2022, -1, 3}};
    world->parameters.pools_neighbours = false;
    assert_int_equal(plan_by_households(world, rows, 1), CARE_OK);
    assert_near(areas_in(world, 2022, CARE_SYNC_POOLED), 0);
    assert_near(facilities_in(world, 2022)->floor_m2, 3 * 350);
    assert_near(facilities_in(world, 2022)->number, 3);
}

static void a_rule_of_nothing_builds_nothing(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 3, 3000, 7500, 2020, 2021, 2021, 2022, -1, 3}};
    world->parameters.land_per_head_m2 = care_land_world_level(0);
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_OK);
    assert_near(facilities_in(world, 2022)->floor_m2, 0);
    assert_near(areas_in(world, 2022, CARE_SYNC_POOLED), 0);
}

/* ---- the four steps ---- */

/* Four areas with 10,000 people: 1,000 m2 of land, 1,500 of floor. */
static const struct care_land_world_row four_areas = {11, 4, 4000, 10000, 2019, 2021, 2022, 2023, -1, 4};

static void an_area_goes_through_four_steps(void **state)
{
    struct care_land_world *world = *state;
    static const double expected[][CARE_N_SYNC_STEPS] = {{4, 0, 0, 0}, {4, 4, 0, 0}, {4, 4, 4, 0}, {4, 4, 4, 4}};
    assert_int_equal(care_land_world_plan(world, &four_areas, 1), CARE_OK);
    for (int y = 0; y < 4; y++) {
        for (int step = 0; step < CARE_N_SYNC_STEPS; step++) {
            assert_near(areas_in(world, 2020 + y, (enum care_four_sync)step), expected[y][step]);
        }
    }
    assert_near(facilities_in(world, 2022)->floor_m2, 0);
    assert_near(facilities_in(world, 2023)->floor_m2, 1500);
    assert_near(facilities_in(world, 2023)->land_m2, 1000);
    assert_near(areas_in(world, 2050, CARE_SYNC_COMPLIANT), 4);
    assert_near(care_land_areas_at(world->plan, 2020, CENTRAL)->households, 0);
    assert_near(care_land_areas_at(world->plan, 2021, CENTRAL)->households, 4000);
    assert_near(care_land_areas_at(world->plan, 2023, OUTER)->areas[CARE_SYNC_PLANNED], 0);
}

static void a_floor_that_is_given_is_what_is_handed_over(void **state)
{
    struct care_land_world *world = *state;
    struct care_land_world_row row = four_areas;
    row.floor_m2 = 2400;
    assert_int_equal(care_land_world_plan(world, &row, 1), CARE_OK);
    assert_near(facilities_in(world, 2023)->floor_m2, 2400);
    assert_near(facilities_in(world, 2023)->land_m2, 1600);
}

static void areas_built_before_the_review_are_not_looked_at(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 1, 2000, 5000, 2010, 2013, 2014, 2015, -1, 0},
                                                      {11, 1, 2000, 5000, 2010, 2014, 2014, 2015, -1, 0}};
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_OK);
    assert_near(areas_in(world, 2020, CARE_SYNC_HANDED_OVER), 1);
    assert_near(areas_in(world, 2020, CARE_SYNC_BACKLOG), 1);
}

static void a_delay_moves_what_is_still_to_come(void **state)
{
    struct care_land_world *world = *state;
    const struct care_land_world_row rows[] = {four_areas, {11, 1, 2000, 5000, 2014, 2018, 2018, 2020, -1, 1}};
    world->parameters.hand_over_delay_years = care_land_world_level(2);
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_OK);
    assert_near(areas_in(world, 2020, CARE_SYNC_HANDED_OVER), 1);
    assert_near(areas_in(world, 2024, CARE_SYNC_HANDED_OVER), 1);
    assert_near(areas_in(world, 2025, CARE_SYNC_HANDED_OVER), 5);
}

/* Three quarters of four areas comply, one joins the backlog, of which a fifth is cleared in the year after. */
static void what_does_not_comply_joins_the_backlog(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.four_sync_compliance = care_land_world_level(0.75);
    assert_int_equal(care_land_world_plan(world, &four_areas, 1), CARE_OK);
    assert_near(areas_in(world, 2023, CARE_SYNC_COMPLIANT), 3);
    assert_near(areas_in(world, 2023, CARE_SYNC_BACKLOG), 1);
    assert_near(areas_in(world, 2023, CARE_SYNC_CLEARED), 0);
    assert_near(areas_in(world, 2024, CARE_SYNC_BACKLOG), 0.8);
    assert_near(areas_in(world, 2024, CARE_SYNC_CLEARED), 0.2);
    assert_near(facilities_in(world, 2024)->floor_m2, 0.75 * 1500 + 0.2 * 0.25 * 1500);
}

/* Ten areas without a facility, three tenths cleared a year: 10, 7, 4.9, 3.43, 2.401, 1.6807. Their facilities would be
 * 10 x 375 m2 (2,500 people each, 250 m2 of land). */
static void the_backlog_falls_by_its_share_every_year(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 10, 10000, 25000, 2014, 2016, 2017, 2018, -1, 0}};
    static const double backlog[] = {10, 7, 4.9, 3.43, 2.401, 1.6807};
    world->parameters.backlog_cleared_share_per_year = care_land_world_level(0.3);
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_OK);
    for (int y = 0; y < 6; y++) {
        assert_near(areas_in(world, 2020 + y, CARE_SYNC_BACKLOG), backlog[y]);
        assert_near(areas_in(world, 2020 + y, CARE_SYNC_CLEARED), 10 - backlog[y]);
        assert_near(facilities_in(world, 2020 + y)->floor_m2, (10 - backlog[y]) * 375);
    }
}

static void an_area_built_by_2020_and_never_handed_over_is_backlog(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 2000, 5000, 2014, 2016, 0, 0, -1, 2},
                                                      {11, 1, 2000, 5000, 2020, 2023, 0, 0, -1, 1}};
    world->parameters.backlog_cleared_share_per_year = care_land_world_level(0);
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_OK);
    assert_near(areas_in(world, 2020, CARE_SYNC_BACKLOG), 2);
    assert_near(areas_in(world, 2035, CARE_SYNC_BACKLOG), 2);
}

/* Of areas of 4,000, 10,000 and 10,001 people only the last is above 10,000; those of 2020 and before are old. */
static void people_of_large_areas_count_once_handed_over(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 5, 8000, 20000, 2018, 2021, 2021, 2022, -1, 5},
                                                      {11, 1, 4000, 10000, 2018, 2021, 2021, 2022, -1, 1},
                                                      {11, 2, 8000, 20002, 2018, 2021, 2021, 2022, -1, 2},
                                                      {11, 1, 8000, 20000, 2014, 2019, 2019, 2020, -1, 1}};
    assert_int_equal(care_land_world_plan(world, rows, 4), CARE_OK);
    assert_near(care_land_areas_persons_above(world->plan, CENTRAL, 2021, 10000), 0);
    assert_near(care_land_areas_persons_above(world->plan, CENTRAL, 2022, 10000), 20002);
    assert_near(care_land_areas_persons_above(world->plan, OUTER, 2022, 10000), 0);
}

/* ---- faults ---- */

static void assert_fault(struct care_land_world *world, int line, const char *key, const char *text)
{
    assert_null(world->plan);
    assert_int_equal(care_diagnostics_n(world->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(world->list, 0);
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.key, key);
    assert_string_equal(fault->text_en, text);
    if (line > 0) {
        assert_string_equal(fault->place.file, "handmade.csv");
    }
}

static void an_area_handed_over_before_it_is_accepted_is_refused(void **state)
{
    struct care_land_world *world = *state;
    const struct care_land_world_row rows[] = {four_areas, {11, 1, 900, 2000, 2020, 2021, 2023, 2022, -1, 1}};
    assert_int_equal(care_land_world_plan(world, rows, 2), CARE_ERROR_INPUT);
    assert_fault(world, 3, "handed_over_year", "2022 is too early; allowed: 2023 to 2050");
}

static void an_area_built_before_it_is_planned_is_refused(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 1, 900, 2000, 2020, 2019, 2020, 2021, -1, 1}};
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_ERROR_INPUT);
    assert_fault(world, 2, "built_year", "2019 is too early; allowed: 2020 to 2050");
}

static void an_area_handed_over_without_being_built_is_refused(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 1, 900, 2000, 2020, 0, 2021, 2021, -1, 1}};
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_ERROR_INPUT);
    assert_fault(world, 2, "accepted_year", "2021 without built_year; allowed: 0");
}

static void an_area_never_planned_is_refused(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 1, 900, 2000, 0, 0, 0, 0, -1, 1}};
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_ERROR_INPUT);
    assert_fault(world, 2, "planned_year", "0 is too early; allowed: 1990 to 2050");
}

static void more_areas_that_comply_than_areas_are_refused(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 900, 2000, 2020, 2020, 2020, 2020, -1, 3}};
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_ERROR_INPUT);
    assert_fault(world, 2, "compliant_areas", "3 comply of 2 areas; allowed: 0 to 2");
}

static void floor_in_areas_of_which_none_complies_is_refused(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{11, 2, 900, 2000, 2020, 2020, 2020, 2020, 400, 0}};
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_ERROR_INPUT);
    assert_fault(world, 2, "floor_m2", "400 m2 in areas of which none complies; allowed: empty or 0");
}

static void a_new_area_of_a_street_is_refused(void **state)
{
    struct care_land_world *world = *state;
    static const struct care_land_world_row rows[] = {{111, 2, 900, 2000, 2020, 2020, 2020, 2020, -1, 2}};
    assert_int_equal(care_land_world_plan(world, rows, 1), CARE_ERROR_INPUT);
    assert_fault(world, 2, "area", "area 111 is not a district");
}

static void a_district_without_a_site_is_refused(void **state)
{
    struct care_land_world *world = *state;
    world->sites->n_rows = 1;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_ERROR_INPUT);
    assert_fault(world, 0, "area", "no row for district 12");
}

static void buildings_and_green_that_do_not_fit_are_refused(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.density_share = 0.65;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_ERROR_INPUT);
    assert_fault(world, 0, "land.green_share",
                 "0.4 in 2020 and land.density_share 0.65 are more than the plot; allowed: at most 0.35");
}

static void a_band_of_land_upside_down_is_refused(void **state)
{
    struct care_land_world *world = *state;
    world->parameters.bed_land_low_m2 = 45;
    assert_int_equal(care_land_world_plan(world, NULL, 0), CARE_ERROR_INPUT);
    assert_fault(world, 0, "land.land_m2_per_bed.least", "45 is above land.land_m2_per_bed.most; allowed: at most 44");
}

int main(void)
{
#define AREAS_TEST(name) cmocka_unit_test_setup_teardown(name, care_land_world_setup, care_land_world_teardown)
    const struct CMUnitTest tests[] = {
        AREAS_TEST(land_per_head_is_land),
        AREAS_TEST(floor_per_head_is_floor),
        AREAS_TEST(floor_per_100_households_differs_for_new_and_built_areas),
        AREAS_TEST(a_district_may_raise_the_rule_and_build_higher),
        cmocka_unit_test(a_plot_is_the_largest_of_what_land_floor_and_least_size_ask),
        AREAS_TEST(an_area_just_large_enough_has_its_own_facility),
        AREAS_TEST(a_small_area_alone_builds_the_least_size),
        AREAS_TEST(small_neighbours_of_one_year_share_facilities),
        AREAS_TEST(without_pooling_every_area_builds_the_least_size),
        AREAS_TEST(a_rule_of_nothing_builds_nothing),
        AREAS_TEST(an_area_goes_through_four_steps),
        AREAS_TEST(a_floor_that_is_given_is_what_is_handed_over),
        AREAS_TEST(areas_built_before_the_review_are_not_looked_at),
        AREAS_TEST(a_delay_moves_what_is_still_to_come),
        AREAS_TEST(what_does_not_comply_joins_the_backlog),
        AREAS_TEST(the_backlog_falls_by_its_share_every_year),
        AREAS_TEST(an_area_built_by_2020_and_never_handed_over_is_backlog),
        AREAS_TEST(people_of_large_areas_count_once_handed_over),
        AREAS_TEST(an_area_handed_over_before_it_is_accepted_is_refused),
        AREAS_TEST(an_area_built_before_it_is_planned_is_refused),
        AREAS_TEST(an_area_handed_over_without_being_built_is_refused),
        AREAS_TEST(an_area_never_planned_is_refused),
        AREAS_TEST(more_areas_that_comply_than_areas_are_refused),
        AREAS_TEST(floor_in_areas_of_which_none_complies_is_refused),
        AREAS_TEST(a_new_area_of_a_street_is_refused),
        AREAS_TEST(a_district_without_a_site_is_refused),
        AREAS_TEST(buildings_and_green_that_do_not_fit_are_refused),
        AREAS_TEST(a_band_of_land_upside_down_is_refused),
    };
    return cmocka_run_group_tests_name("land areas", tests, NULL, NULL);
}
