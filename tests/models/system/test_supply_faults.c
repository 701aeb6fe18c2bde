/** @file  Supply: every way in which the tables are wrong. */
#include "tests/models/system/supply_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_refused(struct care_supply_fixture *f, const char *key, int line, const char *text)
{
    assert_int_equal(care_supply_fixture_try(f), CARE_ERROR_INPUT);
    assert_null(f->supply);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    const struct care_diagnostic *fault = care_diagnostics_at(f->list, 0);
    assert_string_equal(fault->text_en, text);
    assert_string_equal(fault->place.key, key);
    assert_int_equal(fault->place.line, line);
    assert_string_equal(fault->place.file, "handmade.csv");
}

static void a_bed_that_opens_before_it_is_planned_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2026-07");
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_PLANNED, "2026-08");
    assert_refused(f, "opens", 2, "it opens 2026-07, before it is planned (2026-08)");
}

static void a_facility_that_closes_when_it_opens_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    (void)care_supply_fixture_add_project(f, "2022");
    const int row = care_supply_fixture_add_project(f, "2026-07");
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, "2026-07");
    assert_refused(f, "closes", 3, "it closes 2026-07, not after it opens (2026-07)");
}

static void a_plan_without_a_date_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    (void)care_supply_fixture_add_project(f, "");
    assert_refused(f, "opens", 2, "what is being built or planned must say when it opens");
}

static void a_plan_that_opened_before_the_census_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2020-10");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_BUILDING);
    assert_refused(f, "opens", 2, "it opens 2020-10, before November 2020: its status is then existing");
}

static void what_is_no_date_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    static const char *const wrong[] = {"soon",     "2026-13", "2026-00", "26-07",     "2026-07-32",
                                        "2026-07-", "-2026",   "20261",   "2026年7月", "2026-07-01-01",
                                        "2026 07",  "1899-12", "2026-07x"};
    const int n = sizeof wrong / sizeof wrong[0];
    const int row = care_supply_fixture_add_project(f, "2026-07");
    for (int i = 0; i < n; i++) {
        care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_OPENS, wrong[i]);
        assert_int_equal(care_supply_fixture_try(f), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(f->list), i + 1);
        assert_string_equal(care_diagnostics_at(f->list, i)->place.key, "opens");
    }
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en,
                        "'soon' is no date: write 2026, 2026-07 or 2026-07-15, years 1900 to 2200");
}

static void a_negative_share_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2026-07");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_REALISED, -0.5);
    assert_refused(f, "realised_share", 2, "-0.5 is outside [0, 1], unit 1; -1 leaves it to the lever");
}

static void a_list_of_more_than_can_be_summed_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    (void)care_supply_fixture_add_project(f, "2026-07");
    f->parameters.projects->n_rows = 10001;
    assert_int_equal(care_supply_fixture_try(f), CARE_ERROR_INPUT);
    assert_string_equal(care_diagnostics_at(f->list, 0)->text_en, "10001 facilities; at most 10000");
}

static void a_district_that_does_not_exist_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2026-07");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_AREA, 99);
    assert_refused(f, "area", 2, "area 99 is not a district");
}

static void beds_of_a_street_are_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.beds->number[CARE_SUPPLY_BEDS_AREA][1] = 111;
    assert_refused(f, "area", 3, "area 111 is not a district");
}

static void a_district_without_stock_is_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    struct care_sheet *const sheets[] = {f->parameters.beds, f->parameters.places, f->parameters.facilities};
    for (int i = 0; i < 3; i++) {
        sheets[i]->n_rows--; /* the last row is that of district 13 */
        assert_int_equal(care_supply_fixture_try(f), CARE_ERROR_INPUT);
        assert_int_equal(care_diagnostics_n(f->list), i + 1);
        assert_string_equal(care_diagnostics_at(f->list, i)->text_en, "no row for district 13");
        sheets[i]->n_rows++;
    }
}

static void more_stations_than_communities_are_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.facilities->number[CARE_SUPPLY_FACILITIES_FIRST + CARE_URBAN_DAY_STATIONS][0] = 11;
    assert_refused(f, "urban_day_stations", 2, "11 is more than the 10 of communities: at most one to each");
}

static void more_village_facilities_than_villages_are_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.facilities->number[CARE_SUPPLY_FACILITIES_FIRST + CARE_RURAL_DAY_STATIONS][2] = 7;
    assert_refused(f, "rural_day_stations", 4, "11 is more than the 10 of villages: at most one to each");
}

static void more_full_centres_than_centres_are_refused(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.facilities->number[CARE_SUPPLY_FACILITIES_FIRST + CARE_FULL_STREET_CENTRES][1] = 2;
    assert_refused(f, "full_street_centres", 3, "2 is more than the 1 of street_centres: at most one to each");
}

static void a_new_home_has_a_bed_at_least(void **state)
{
    (void)state;
    const struct care_section *section = &care_supply_parameters_section;
    int found = 0;
    for (int i = 0; i < section->n_fields; i++) {
        if (strcmp(section->fields[i].name, "beds_per_new_home") == 0) {
            assert_float_equal(section->fields[i].min, 1, 0);
            found++;
        }
    }
    assert_int_equal(found, 1);
}

static void all_faults_of_a_list_are_shown_at_once(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "never");
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, "?");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_AREA, 10);
    care_supply_fixture_write(f, care_supply_fixture_add_project(f, "2022"), CARE_SUPPLY_PROJECTS_PLANNED, "2023");
    assert_int_equal(care_supply_fixture_try(f), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 4);
    assert_int_equal(care_diagnostics_at(f->list, 3)->place.line, 3);
}

int main(void)
{
#define FAULT_TEST(name) cmocka_unit_test_setup_teardown(name, care_supply_fixture_setup, care_supply_fixture_teardown)
    const struct CMUnitTest tests[] = {
        FAULT_TEST(a_bed_that_opens_before_it_is_planned_is_refused),
        FAULT_TEST(a_facility_that_closes_when_it_opens_is_refused),
        FAULT_TEST(a_plan_without_a_date_is_refused),
        FAULT_TEST(a_plan_that_opened_before_the_census_is_refused),
        FAULT_TEST(what_is_no_date_is_refused),
        FAULT_TEST(a_negative_share_is_refused),
        FAULT_TEST(a_list_of_more_than_can_be_summed_is_refused),
        FAULT_TEST(a_district_that_does_not_exist_is_refused),
        FAULT_TEST(beds_of_a_street_are_refused),
        FAULT_TEST(a_district_without_stock_is_refused),
        FAULT_TEST(more_stations_than_communities_are_refused),
        FAULT_TEST(more_village_facilities_than_villages_are_refused),
        FAULT_TEST(more_full_centres_than_centres_are_refused),
        FAULT_TEST(a_new_home_has_a_bed_at_least),
        FAULT_TEST(all_faults_of_a_list_are_shown_at_once),
    };
    return cmocka_run_group_tests_name("supply faults", tests, NULL, NULL);
}
