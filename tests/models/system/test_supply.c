/** @file  Supply: the stock of 2020, the list of single facilities, and the network. */
#include "tests/models/system/supply_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { JULY = 9, ALL = CARE_N_BED_CLASSES }; /* month of the model year; all classes */

static int add_planned_home(struct care_supply_fixture *f, const char *opens, int nursing_beds)
{
    const int row = care_supply_fixture_add_project(f, opens);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED, nursing_beds);
    return row;
}

static int add_existing(struct care_supply_fixture *f, enum care_supply_project_kind kind)
{
    const int row = care_supply_fixture_add_project(f, "");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_EXISTING);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_KIND, kind);
    return row;
}

/* ---- the stock of 2020 ---- */

static void the_stock_of_2020_is_that_of_the_tables(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_create(f);
    static const int32_t of_11[CARE_SUPPLY_N_BEDS] = {20, 30, 0, 10, 0, 0, 100, 35, 5};
    static const int32_t facilities_of_12[CARE_N_FACILITIES] = {0, 4, 1, 1, 1, 1, 2, 1, 2, 1};
    static const int32_t nodes_of_12[CARE_N_NODES] = {3, 5, 20};
    for (int month = 1; month <= CARE_MONTHS_A_YEAR; month++) {
        assert_memory_equal(care_supply_beds(f->supply, 2020, month), of_11, sizeof of_11);
        assert_int_equal(care_supply_fixture_beds(f->supply, 2020, month, 2, ALL), 50);
        assert_int_equal(care_supply_fixture_day_places(f->supply, 2020, month, 1), 12);
        assert_int_equal(care_supply_fixture_home_beds(f->supply, 2020, month, 0), 6);
    }
    assert_memory_equal(care_supply_facilities(f->supply, 2020, 1), facilities_of_12, sizeof facilities_of_12);
    assert_memory_equal(f->supply->nodes + CARE_N_NODES, nodes_of_12, sizeof nodes_of_12);
}

static void without_a_list_or_a_lever_nothing_ever_changes(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_create(f);
    const struct care_supply_changes none = {.opened = {0}};
    const size_t size = (size_t)f->supply->n_districts * CARE_SUPPLY_N_BEDS * sizeof(int32_t);
    for (int year = 2021; year <= CARE_LAST_YEAR; year++) {
        assert_memory_equal(care_supply_beds(f->supply, year, 7), care_supply_beds(f->supply, 2020, 1), size);
        assert_memory_equal(care_supply_changes(f->supply, year, 0), &none, sizeof none);
    }
}

/* ---- buildings of another use ---- */

/* Half a year of papers: what opens in May 2026 opens in November, which is the next model year; up to 1,000 m2 at once. */
static void large_buildings_of_another_use_wait_for_papers(void **state)
{
    struct care_supply_fixture *f = *state;
    static const double areas_m2[] = {1000, 1001};
    for (int i = 0; i < 2; i++) {
        const int row = add_planned_home(f, "2026-05", 10);
        care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_REUSES, 1);
        care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_AREA_M2, areas_m2[i]);
    }
    care_supply_fixture_set(&f->parameters.papers_free_m2, 1000);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_changes(f->supply, 2026, 0)->built[CARE_PRIVATE][CARE_NURSING_BED], 10);
    assert_int_equal(care_supply_changes(f->supply, 2027, 0)->built[CARE_PRIVATE][CARE_NURSING_BED], 10);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2027, 1, 0, CARE_NURSING_BED), 65 + 20);
    care_supply_fixture_set(&f->parameters.papers_months, 0);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_changes(f->supply, 2026, 0)->built[CARE_PRIVATE][CARE_NURSING_BED], 20);
}

/* A home of 10 nursing and 6 dementia beds has an area; one of 30 dementia beds is for people with dementia alone. */
static void listed_homes_with_dementia_beds_have_an_area(void **state)
{
    struct care_supply_fixture *f = *state;
    const int mixed = add_planned_home(f, "2026-05", 10), alone = add_planned_home(f, "2026-05", 0);
    care_supply_fixture_put(f, mixed, CARE_SUPPLY_PROJECTS_BEDS + CARE_DEMENTIA_BED, 6);
    care_supply_fixture_put(f, alone, CARE_SUPPLY_PROJECTS_BEDS + CARE_DEMENTIA_BED, 30);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, 2025, 0)[CARE_DEMENTIA_AREAS], 2);
    assert_int_equal(care_supply_facilities(f->supply, 2026, 0)[CARE_DEMENTIA_AREAS], 4);
    assert_int_equal(care_supply_facilities(f->supply, 2026, 0)[CARE_DEMENTIA_HOMES], 1);
}

/* ---- dates ---- */

/* The model year 2026 begins in November 2025: July 2026 is its ninth month. */
static void a_home_opens_in_its_month(void **state)
{
    struct care_supply_fixture *f = *state;
    add_planned_home(f, "2026-07", 40);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2026, JULY - 1, 0, CARE_NURSING_BED), 65);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2026, JULY, 0, CARE_NURSING_BED), 105);
    assert_int_equal(care_supply_facilities(f->supply, 2025, 0)[CARE_PRIVATE_HOMES], 6);
    assert_int_equal(care_supply_facilities(f->supply, 2026, 0)[CARE_PRIVATE_HOMES], 7);
    assert_int_equal(care_supply_changes(f->supply, 2026, 0)->built[CARE_PRIVATE][CARE_NURSING_BED], 40);
    assert_int_equal(care_supply_changes(f->supply, 2027, 0)->built[CARE_PRIVATE][CARE_NURSING_BED], 0);
}

static void a_home_may_open_in_the_month_it_is_planned(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_write(f, add_planned_home(f, "2026-07", 40), CARE_SUPPLY_PROJECTS_PLANNED, "2026-07");
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2026, JULY, 0, CARE_NURSING_BED), 105);
}

/* 1000 beds would be five homes of a lever. */
static void a_listed_home_is_one_home_however_large(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_write(f, add_planned_home(f, "2026-07", 1000), CARE_SUPPLY_PROJECTS_CLOSES, "2030");
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, 2026, 0)[CARE_PRIVATE_HOMES], 7);
    assert_int_equal(care_supply_facilities(f->supply, 2030, 0)[CARE_PRIVATE_HOMES], 6);
}

static void a_date_may_be_a_year_a_month_or_a_day(void **state)
{
    struct care_supply_fixture *f = *state;
    static const struct {
        const char *opens;
        int year, month;
    } cases[] = {{"2026", 2026, JULY}, {"2025-11", 2026, 1}, {"2026/10/31", 2026, 12}, {"2026-1-5", 2026, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const int row = add_planned_home(f, cases[i].opens, 10);
        care_supply_fixture_create(f);
        const int before = cases[i].month == 1
                               ? care_supply_fixture_beds(f->supply, cases[i].year - 1, 12, 0, ALL)
                               : care_supply_fixture_beds(f->supply, cases[i].year, cases[i].month - 1, 0, ALL);
        assert_int_equal(before, 200);
        assert_int_equal(care_supply_fixture_beds(f->supply, cases[i].year, cases[i].month, 0, ALL), 210);
        f->parameters.projects->n_rows = row;
    }
}

/* A year and a half after July 2026 is January 2028, the third month of the model year 2028; what stands is not late. */
static void what_is_planned_or_being_built_may_be_late(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_set(&f->parameters.delay_years, 1.5);
    add_planned_home(f, "2026-07", 40);
    care_supply_fixture_put(f, add_planned_home(f, "2026-07", 3), CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_BUILDING);
    care_supply_fixture_put(f, add_planned_home(f, "2026-07", 2), CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_EXISTING);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2026, JULY, 0, ALL), 202);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2028, 2, 0, ALL), 202);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2028, 3, 0, ALL), 245);
}

/* Two years late in district 12 alone; it counts the year in which the home was to open. */
static void what_is_late_in_one_district_is_in_time_in_others(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {12};
    struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .first_year = 2026};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        rule.series.value[y] = 2;
    }
    f->parameters.delay_years.rules = &rule;
    f->parameters.delay_years.n_rules = 1;
    (void)add_planned_home(f, "2026-07", 40);
    care_supply_fixture_put(f, add_planned_home(f, "2026-07", 30), CARE_SUPPLY_PROJECTS_AREA, 12);
    care_supply_fixture_put(f, add_planned_home(f, "2025-07", 3), CARE_SUPPLY_PROJECTS_AREA, 12);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2026, 12, 0, ALL), 240);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2027, 12, 1, ALL), 103);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2028, 12, 1, ALL), 133);
}

static void what_would_open_after_it_has_closed_never_does(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_set(&f->parameters.delay_years, 5);
    care_supply_fixture_write(f, add_planned_home(f, "2022", 40), CARE_SUPPLY_PROJECTS_CLOSES, "2026");
    care_supply_fixture_create(f);
    for (int year = 2021; year <= CARE_LAST_YEAR; year++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, year, 12, 0, ALL), 200);
    }
}

static void a_facility_closes_in_its_month(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = add_planned_home(f, "2022-07", 40);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_DAY, 8);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_HOME_BEDS, 5);
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, "2024-07");
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2024, JULY - 1, 0, ALL), 240);
    assert_int_equal(care_supply_fixture_day_places(f->supply, 2024, JULY - 1, 0), 32);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, 2024, JULY - 1, 0), 11);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2024, JULY, 0, ALL), 200);
    assert_int_equal(care_supply_fixture_day_places(f->supply, 2024, JULY, 0), 24);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, 2024, JULY, 0), 6);
    const struct care_supply_changes *changes = care_supply_changes(f->supply, 2024, 0);
    assert_int_equal(changes->closed[CARE_PRIVATE][CARE_NURSING_BED], 40);
    assert_int_equal(changes->closed[CARE_PUBLIC][CARE_DAY_PLACE], 8);
    assert_int_equal(changes->shut[CARE_PRIVATE_HOMES], 1);
}

/* ---- shares ---- */

/* 0.6 of three times 41 beds: 24.6, 49.2, 73.8 in all are 25, 49, 74; of three homes: 0.6, 1.2, 1.8 are 1, 1, 2. */
static void shares_realised_add_up_over_the_rows(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_set(&f->parameters.planned_realised, 0.6);
    add_planned_home(f, "2022", 41);
    add_planned_home(f, "2023", 41);
    add_planned_home(f, "2024", 41);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2022, 12, 0, ALL), 225);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2023, 12, 0, ALL), 249);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2024, 12, 0, ALL), 274);
    assert_int_equal(care_supply_facilities(f->supply, 2023, 0)[CARE_PRIVATE_HOMES], 7);
    assert_int_equal(care_supply_facilities(f->supply, 2024, 0)[CARE_PRIVATE_HOMES], 8);
}

static void a_row_may_say_its_own_share_and_what_stands_is_whole(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_set(&f->parameters.planned_realised, 0);
    care_supply_fixture_set(&f->parameters.building_realised, 0.5);
    add_planned_home(f, "2022", 100);
    care_supply_fixture_put(f, add_planned_home(f, "2022", 40), CARE_SUPPLY_PROJECTS_REALISED, 0.25);
    care_supply_fixture_put(f, add_planned_home(f, "2022", 6), CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_BUILDING);
    care_supply_fixture_put(f, add_planned_home(f, "2022", 1000), CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_EXISTING);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2022, 12, 0, ALL), 200 + 10 + 3 + 1000);
}

/* ---- what is listed as existing ---- */

static void a_list_of_homes_stands_for_the_totals_of_its_district(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_put(f, add_existing(f, CARE_SUPPLY_HOME), CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED, 80);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2020, 1, 0, ALL), 80);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2050, 12, 0, CARE_NURSING_BED), 80);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2020, 1, 1, ALL), 100);
    assert_int_equal(care_supply_fixture_day_places(f->supply, 2020, 1, 0), 24);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_PRIVATE_HOMES], 1);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_PUBLIC_HOMES], 0);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_CANTEENS], 5);
}

static void a_list_may_be_added_to_the_totals(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.projects_replace_totals = false;
    care_supply_fixture_put(f, add_existing(f, CARE_SUPPLY_HOME), CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED, 80);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2020, 1, 0, ALL), 280);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_PRIVATE_HOMES], 7);
}

static void what_has_opened_since_leaves_the_totals_as_they_are(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_fixture_put(f, add_planned_home(f, "2022-07", 80), CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_EXISTING);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2020, 1, 0, ALL), 200);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2022, 12, 0, ALL), 280);
}

static void what_closed_before_the_census_is_not_there(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = add_existing(f, CARE_SUPPLY_HOME);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED, 80);
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, "2019-03");
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2020, 1, 0, ALL), 200);
}

/* Eight functions and 1000 m2; Dongli asks for four functions. */
static void a_street_centre_is_full_with_all_functions_and_area(void **state)
{
    struct care_supply_fixture *f = *state;
    static const double functions_and_area[][2] = {{8, 1000}, {8, 999}, {7, 2000}, {-1, 2000}, {8, -1}};
    for (int i = 0; i < 5; i++) {
        const int row = add_existing(f, CARE_SUPPLY_STREET_CENTRE);
        care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_FUNCTIONS, functions_and_area[i][0]);
        care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_AREA_M2, functions_and_area[i][1]);
    }
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_STREET_CENTRES], 5);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_FULL_STREET_CENTRES], 1);
    care_supply_fixture_set(&f->parameters.street_centre_least_functions, 4);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_FULL_STREET_CENTRES], 2);
}

static void every_kind_of_facility_is_counted_as_what_it_is(void **state)
{
    struct care_supply_fixture *f = *state;
    static const enum care_facility facility[CARE_SUPPLY_N_PROJECT_KINDS] = {
        CARE_PRIVATE_HOMES,      CARE_GUIDANCE_CENTRES, CARE_STREET_CENTRES, CARE_URBAN_DAY_STATIONS,
        CARE_RURAL_DAY_STATIONS, CARE_VILLAGE_HOMES,    CARE_CANTEENS,       CARE_CENTRAL_KITCHENS};
    for (int kind = 0; kind < CARE_SUPPLY_N_PROJECT_KINDS; kind++) {
        care_supply_fixture_put(f, add_existing(f, (enum care_supply_project_kind)kind), CARE_SUPPLY_PROJECTS_COUNT,
                                2 + kind);
    }
    care_supply_fixture_put(f, add_existing(f, CARE_SUPPLY_HOME), CARE_SUPPLY_PROJECTS_OWNER,
                            CARE_PUBLIC_PRIVATELY_RUN);
    care_supply_fixture_create(f);
    for (int kind = 0; kind < CARE_SUPPLY_N_PROJECT_KINDS; kind++) {
        assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[facility[kind]], 2 + kind);
    }
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_PUBLIC_HOMES], 1);
}

/* The lists are given twice, in English and in Chinese: the twelfth kind is the Chinese fourth. */
static void the_words_of_a_list_may_be_chinese(void **state)
{
    struct care_supply_fixture *f = *state;
    const struct care_sheet_column *columns = care_supply_parameters_projects_sheet.columns;
    assert_string_equal(columns[CARE_SUPPLY_PROJECTS_KIND].choices[11], "社区日间照料站");
    assert_string_equal(columns[CARE_SUPPLY_PROJECTS_OWNER].choices[4], "公建民营");
    assert_string_equal(columns[CARE_SUPPLY_PROJECTS_STATUS].choices[3], "现状");
    assert_string_equal(columns[CARE_SUPPLY_PROJECTS_STATUS].choices[5], "规划");
    const int row = care_supply_fixture_add_project(f, "");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_KIND, 11);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_OWNER, 4);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_STATUS, 3);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, 2020, 0)[CARE_URBAN_DAY_STATIONS], 1);
}

/* District 11 has 140 private beds, 0.3 of them inclusive by the lever, and 60 of the list: (60 + 42) / 200. When the
 * 60 close it is the lever's again. */
static void the_inclusive_share_takes_the_list_at_its_word(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = add_planned_home(f, "2022", 60);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_PRICE, CARE_SUPPLY_INCLUSIVE);
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, "2025");
    care_supply_fixture_create(f);
    const double *share = f->supply->inclusive_share;
    assert_float_equal(share[0], 0.3, 1e-12);
    assert_float_equal(share[2 * CARE_FIXTURE_N_DISTRICTS], 0.51, 1e-12);
    assert_float_equal(share[5 * CARE_FIXTURE_N_DISTRICTS], 0.3, 1e-12);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_PRICE, CARE_SUPPLY_MARKET);
    care_supply_fixture_create(f);
    assert_float_equal(f->supply->inclusive_share[2 * CARE_FIXTURE_N_DISTRICTS], 42.0 / 200, 1e-12);
}

/* ---- the network ---- */

/* Full centres 1 of 4, 1 of 3, 0 of 2; stations 4 of 10 and 1 of 5; villages 3 of 20 and 4 of 10; guidance centres in two
 * of three; 6 home beds for 10,000 people. */
static void coverage_is_the_share_of_nodes_with_a_facility(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.city_platform_from = 2025;
    care_supply_fixture_create(f);
    const struct care_supply *s = f->supply;
    assert_float_equal(care_supply_coverage(s, 2020, 0, CARE_NETWORK_STREET), 0.25, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, -1, CARE_NETWORK_STREET), 2.0 / 9, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, -1, CARE_NETWORK_COMMUNITY), 5.0 / 15, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, 1, CARE_NETWORK_VILLAGE), 0.15, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, -1, CARE_NETWORK_VILLAGE), 7.0 / 30, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, -1, CARE_NETWORK_DISTRICT), 2.0 / 3, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, -1, CARE_NETWORK_HOUSEHOLD), 0.0006, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2024, 2, CARE_NETWORK_CITY), 0, 0);
    assert_float_equal(care_supply_coverage(s, 2025, -1, CARE_NETWORK_CITY), 1, 0);
    assert_true(isnan(care_supply_coverage(s, 2020, 0, CARE_NETWORK_VILLAGE)));
}

static void more_facilities_than_nodes_count_once_a_node(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2022");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_KIND, CARE_SUPPLY_URBAN_DAY_STATION);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_COUNT, 50);
    care_supply_fixture_create(f);
    assert_float_equal(care_supply_coverage(f->supply, 2022, 0, CARE_NETWORK_COMMUNITY), 1, 0);
    assert_float_equal(care_supply_coverage(f->supply, 2022, -1, CARE_NETWORK_COMMUNITY), 11.0 / 15, 1e-12);
}

static void assert_nodes(const struct care_supply *supply, int district, enum care_network_level level, int nodes,
                         int covered)
{
    const struct care_supply_nodes counted = care_supply_network(supply, 2025, district, level);
    assert_int_equal(counted.nodes, nodes);
    assert_int_equal(counted.covered, covered);
}

/* Four levels in the city, three in the second district: nobody counts households, and the second district no city. */
static void a_district_counts_the_levels_of_its_own_network(void **state)
{
    struct care_supply_fixture *f = *state;
    static const int32_t second = 12;
    struct care_lever_rule three = {.codes = &second, .n_codes = 1, .first_year = 2020};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        three.series.value[y] = 3;
    }
    f->parameters.city_platform_from = 2025;
    care_supply_fixture_set(&f->parameters.network_levels, 4);
    f->parameters.network_levels.rules = &three;
    f->parameters.network_levels.n_rules = 1;
    care_supply_fixture_create(f);
    const struct care_supply *s = f->supply;
    assert_nodes(s, 0, CARE_NETWORK_CITY, 1, 1);
    assert_nodes(s, 1, CARE_NETWORK_CITY, 0, 0);
    assert_nodes(s, 0, CARE_NETWORK_HOUSEHOLD, 0, 0);
    assert_nodes(s, 1, CARE_NETWORK_HOUSEHOLD, 0, 0);
    assert_nodes(s, 1, CARE_NETWORK_STREET, 3, 1);
    assert_nodes(s, 1, CARE_NETWORK_VILLAGE, 20, 3);
    assert_true(isnan(care_supply_coverage(s, 2025, 1, CARE_NETWORK_CITY)));
    assert_true(isnan(care_supply_coverage(s, 2025, -1, CARE_NETWORK_HOUSEHOLD)));
    assert_float_equal(care_supply_coverage(s, 2025, -1, CARE_NETWORK_CITY), 1, 0);
    assert_float_equal(care_supply_coverage(s, 2025, 1, CARE_NETWORK_VILLAGE), 0.15, 1e-12);
}

int main(void)
{
#define SUPPLY_TEST(name) cmocka_unit_test_setup_teardown(name, care_supply_fixture_setup, care_supply_fixture_teardown)
    const struct CMUnitTest tests[] = {
        SUPPLY_TEST(the_stock_of_2020_is_that_of_the_tables),
        SUPPLY_TEST(without_a_list_or_a_lever_nothing_ever_changes),
        SUPPLY_TEST(large_buildings_of_another_use_wait_for_papers),
        SUPPLY_TEST(listed_homes_with_dementia_beds_have_an_area),
        SUPPLY_TEST(a_home_opens_in_its_month),
        SUPPLY_TEST(a_home_may_open_in_the_month_it_is_planned),
        SUPPLY_TEST(a_listed_home_is_one_home_however_large),
        SUPPLY_TEST(a_date_may_be_a_year_a_month_or_a_day),
        SUPPLY_TEST(what_is_planned_or_being_built_may_be_late),
        SUPPLY_TEST(what_is_late_in_one_district_is_in_time_in_others),
        SUPPLY_TEST(what_would_open_after_it_has_closed_never_does),
        SUPPLY_TEST(a_facility_closes_in_its_month),
        SUPPLY_TEST(shares_realised_add_up_over_the_rows),
        SUPPLY_TEST(a_row_may_say_its_own_share_and_what_stands_is_whole),
        SUPPLY_TEST(a_list_of_homes_stands_for_the_totals_of_its_district),
        SUPPLY_TEST(a_list_may_be_added_to_the_totals),
        SUPPLY_TEST(what_has_opened_since_leaves_the_totals_as_they_are),
        SUPPLY_TEST(what_closed_before_the_census_is_not_there),
        SUPPLY_TEST(a_street_centre_is_full_with_all_functions_and_area),
        SUPPLY_TEST(every_kind_of_facility_is_counted_as_what_it_is),
        SUPPLY_TEST(the_words_of_a_list_may_be_chinese),
        SUPPLY_TEST(the_inclusive_share_takes_the_list_at_its_word),
        SUPPLY_TEST(coverage_is_the_share_of_nodes_with_a_facility),
        SUPPLY_TEST(more_facilities_than_nodes_count_once_a_node),
        SUPPLY_TEST(a_district_counts_the_levels_of_its_own_network),
    };
    return cmocka_run_group_tests_name("supply", tests, NULL, NULL);
}
