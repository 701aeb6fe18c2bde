/** @file  Supply: the tables that ship say what their sources say, and wrong cells are refused by the reader. */
#include "models/system/supply_months.h"
#include "models/system/supply_parameters.h"

#include "scenarios/reader.h"
#include "scenarios/scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { DONGLI = 6, MOST_DISTRICTS = 16 };

struct fixture {
    struct care_diagnostics *list;
    struct care_scenario *scenario;
    struct care_areas *areas;
    struct care_supply *supply;
};

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.list = NULL};
    *state = &fixture;
    return care_diagnostics_create(&fixture.list);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_supply_free(f->supply);
    care_areas_free(f->areas);
    care_scenario_free(f->scenario);
    care_diagnostics_free(f->list);
    return 0;
}

/* Every district has as many elders as any other: the packs' totals do not depend on them. */
static void open_pack(struct fixture *f, const char *file, const struct care_override *overrides, int n_overrides)
{
    static const struct care_section *const sections[] = {&care_areas_section, &care_supply_parameters_section};
    static const double elders[MOST_DISTRICTS] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    char path[512];
    (void)snprintf(path, sizeof path, "%s/tests/models/system/data/%s", CARE_SOURCE_DIR, file);
    assert_int_equal(care_scenario_read(path, sections, 2, overrides, n_overrides, f->list, &f->scenario), CARE_OK);
    const struct care_areas_parameters *areas = care_scenario_section(f->scenario, "areas");
    assert_int_equal(care_areas_create(areas->table, f->list, &f->areas), CARE_OK);
    assert_true(f->areas->n_districts <= MOST_DISTRICTS);
    assert_int_equal(
        care_supply_create(care_scenario_section(f->scenario, "supply"), f->areas, elders, f->list, &f->supply),
        CARE_OK);
    assert_int_equal(care_diagnostics_n(f->list), 0);
}

/* Of districts first to last: all owners and classes for -1. */
static int32_t beds_of(const struct care_supply *supply, int year, int first, int last, int owner, int class)
{
    int32_t n = 0;
    for (int d = first; d <= last; d++) {
        const int32_t *beds = care_supply_beds(supply, year, CARE_MONTHS_A_YEAR) + d * CARE_SUPPLY_N_BEDS;
        for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
            const bool counts =
                (owner < 0 || kind / CARE_N_BED_CLASSES == owner) && (class < 0 || kind % CARE_N_BED_CLASSES == class);
            n += counts ? beds[kind] : 0;
        }
    }
    return n;
}

static int32_t facilities_of(const struct care_supply *supply, int year, enum care_facility facility)
{
    int32_t n = 0;
    for (int d = 0; d < supply->n_districts; d++) {
        n += care_supply_facilities(supply, year, d)[facility];
    }
    return n;
}

/* 76,000 beds, 3,700 in Dongli, 42 % of them nursing-type; 40 % elsewhere, so 30,474 in all; 5 % of these for dementia;
 * 15, 10 and 75 % by owner. */
static void tianjin_has_the_beds_of_its_plan(void **state)
{
    struct fixture *f = *state;
    open_pack(f, "supply_tianjin.yaml", NULL, 0);
    const struct care_supply *s = f->supply;
    assert_int_equal(s->n_districts, 16);
    assert_int_equal(f->areas->area[f->areas->district[DONGLI]].code, 120110);
    assert_int_equal(beds_of(s, 2020, 0, 15, -1, -1), 76000);
    assert_int_equal(beds_of(s, 2020, DONGLI, DONGLI, -1, -1), 3700);
    assert_int_equal(beds_of(s, 2020, DONGLI, DONGLI, -1, CARE_ORDINARY_BED), 2146); /* 58 % */
    assert_int_equal(76000 - beds_of(s, 2020, 0, 15, -1, CARE_ORDINARY_BED), 30474);
    assert_int_equal(beds_of(s, 2020, 0, 15, -1, CARE_DEMENTIA_BED), 1524);
    assert_in_range(beds_of(s, 2020, 0, 15, CARE_PRIVATE, -1), 57000 - 8, 57000 + 8); /* rounded in 16 districts */
    assert_in_range(beds_of(s, 2020, 0, 15, CARE_PUBLIC, -1), 11400 - 8, 11400 + 8);
    assert_int_equal(beds_of(s, 2050, 0, 15, -1, -1), 76000);
}

/* 387 homes, 83.2 % private; 1,257 care centres; day care in 32.6 % of Dongli's 122 communities: 40 of them. */
static void tianjin_has_the_facilities_of_its_plan(void **state)
{
    struct fixture *f = *state;
    open_pack(f, "supply_tianjin.yaml", NULL, 0);
    const struct care_supply *s = f->supply;
    assert_int_equal(facilities_of(s, 2020, CARE_PUBLIC_HOMES) + facilities_of(s, 2020, CARE_PRIVATE_HOMES), 387);
    assert_int_equal(facilities_of(s, 2020, CARE_PRIVATE_HOMES), 322);
    assert_int_equal(facilities_of(s, 2020, CARE_URBAN_DAY_STATIONS) + facilities_of(s, 2020, CARE_RURAL_DAY_STATIONS),
                     1257);
    assert_float_equal(care_supply_coverage(s, 2020, DONGLI, CARE_NETWORK_COMMUNITY), 40.0 / 122, 1e-12);
    assert_float_equal(care_supply_coverage(s, 2020, -1, CARE_NETWORK_DISTRICT), 1, 0);
    assert_int_equal(facilities_of(s, 2020, CARE_CANTEENS), 1565);
}

/* 1,700 canteens in 2022 and 1,800 in 2025; 180 street centres since 2022, over 70 % of streets and towns. */
static void tianjin_has_what_opened_since(void **state)
{
    struct fixture *f = *state;
    open_pack(f, "supply_tianjin.yaml", NULL, 0);
    const struct care_supply *s = f->supply;
    assert_int_equal(facilities_of(s, 2021, CARE_CANTEENS), 1565);
    assert_int_equal(facilities_of(s, 2022, CARE_CANTEENS), 1700);
    assert_int_equal(facilities_of(s, 2025, CARE_CANTEENS), 1800);
    assert_int_equal(facilities_of(s, 2021, CARE_FULL_STREET_CENTRES), 0);
    assert_int_equal(facilities_of(s, 2023, CARE_FULL_STREET_CENTRES), 90);
    assert_int_equal(facilities_of(s, 2025, CARE_FULL_STREET_CENTRES), 180);
    assert_in_range((int)(100 * care_supply_coverage(s, 2025, -1, CARE_NETWORK_STREET)), 70, 73);
}

/* The city plan as written: 100,000 beds, 60 % nursing-type, 3,000 home beds, 90 and 50 % day care, all streets. */
static void the_city_plan_can_be_reached(void **state)
{
    struct fixture *f = *state;
    static const struct care_override plan[] = {
        {"supply.beds_total", "100000"},
        {"supply.nursing_share", "0.6"},
        {"supply.home_beds", "3000"},
        {"supply.day_care_coverage_urban", "0.9"},
        {"supply.day_care_coverage_rural", "0.5"},
        {"supply.street_centre_coverage", "1"},
    };
    open_pack(f, "supply_tianjin.yaml", plan, sizeof plan / sizeof plan[0]);
    const struct care_supply *s = f->supply;
    int32_t home_beds = 0;
    for (int d = 0; d < 16; d++) {
        const int32_t beds = beds_of(s, 2021, d, d, -1, -1);
        assert_in_range(beds - beds_of(s, 2021, d, d, -1, CARE_ORDINARY_BED), (int)(0.6 * beds - 0.5), beds);
        home_beds += s->home_beds[(2 * CARE_MONTHS_A_YEAR - 1) * 16 + d];
    }
    assert_int_equal(beds_of(s, 2021, 0, 15, -1, -1), 100000);
    assert_int_equal(home_beds, 3000);
    assert_true(care_supply_coverage(s, 2021, -1, CARE_NETWORK_COMMUNITY) > 0.89);
    assert_true(care_supply_coverage(s, 2021, -1, CARE_NETWORK_VILLAGE) >= 0.499);
    assert_float_equal(care_supply_coverage(s, 2021, -1, CARE_NETWORK_STREET), 1, 0);
}

/* 270 beds and the 10 of the existing wing, which opens in July 2021 and closes in June 2030; 0.8 of 30 + 10 new ones in
 * September 2024, 24 nursing and 8 dementia beds; a street centre with 10 nursing beds in May 2022. */
static void the_list_of_the_town_is_read(void **state)
{
    struct fixture *f = *state;
    open_pack(f, "supply_town.yaml", NULL, 0);
    const struct care_supply *s = f->supply;
    static const int years[] = {2020, 2021, 2022, 2024, 2030}, beds[] = {270, 280, 290, 322, 312};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(beds_of(s, years[i], 0, 2, -1, -1), beds[i]);
    }
    assert_int_equal(facilities_of(s, 2022, CARE_FULL_STREET_CENTRES), 1);
    assert_int_equal(care_supply_changes(s, 2024, 1)->built[CARE_PRIVATE][CARE_DEMENTIA_BED], 8);
}

/* ---- cells ---- */

static const char *fault_of(struct fixture *f, const struct care_sheet_spec *spec, const char *text, int line)
{
    assert_int_equal(care_reader_check_csv(text, strlen(text), spec, false, f->list), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_int_equal(care_diagnostics_at(f->list, 0)->place.line, line);
    return care_diagnostics_at(f->list, 0)->text_en;
}

static void an_unknown_owner_is_refused(void **state)
{
    assert_string_equal(fault_of(*state, &care_supply_parameters_beds_sheet,
                                 "area,bed_class,owner,beds\n11,nursing,public,7\n11,nursing,privat,7\n", 3),
                        "'privat' is none of the choices; the nearest is 'private'");
}

static void a_negative_number_of_beds_is_refused_with_its_range(void **state)
{
    assert_string_equal(
        fault_of(*state, &care_supply_parameters_beds_sheet, "area,bed_class,owner,beds\n11,nursing,public,-7\n", 2),
        "-7 is outside [0, 1000000], unit 1");
}

static void the_same_beds_twice_are_refused(void **state)
{
    assert_string_equal(fault_of(*state, &care_supply_parameters_beds_sheet,
                                 "area,bed_class,owner,beds\n11,nursing,public,7\n11,nursing,public,8\n", 3),
                        "the row repeats the key of line 2");
}

static void a_share_above_all_is_refused_with_its_range(void **state)
{
    assert_string_equal(fault_of(*state, &care_supply_parameters_projects_sheet,
                                 "area,kind,owner,status,opens,realised_share\n11,home,private,planned,2026,1.5\n", 2),
                        "1.5 is outside [-1, 1], unit 1");
}

static void a_list_needs_four_columns_only(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "area,kind,owner,status\n11,养老机构,民办,现状\n11,canteen,private,existing\n";
    assert_int_equal(
        care_reader_check_csv(text, sizeof text - 1, &care_supply_parameters_projects_sheet, false, f->list), CARE_OK);
}

int main(void)
{
#define PACK_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        PACK_TEST(tianjin_has_the_beds_of_its_plan),
        PACK_TEST(tianjin_has_the_facilities_of_its_plan),
        PACK_TEST(tianjin_has_what_opened_since),
        PACK_TEST(the_city_plan_can_be_reached),
        PACK_TEST(the_list_of_the_town_is_read),
        PACK_TEST(an_unknown_owner_is_refused),
        PACK_TEST(a_negative_number_of_beds_is_refused_with_its_range),
        PACK_TEST(the_same_beds_twice_are_refused),
        PACK_TEST(a_share_above_all_is_refused_with_its_range),
        PACK_TEST(a_list_needs_four_columns_only),
    };
    return cmocka_run_group_tests_name("supply packs", tests, NULL, NULL);
}
