/** @file  Supply: what the levers build, close and convert. */
#include "models/system/supply_targets.h"

#include "tests/models/system/supply_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { ALL = CARE_N_BED_CLASSES, YEAR = 2025 };

static void set_from(struct care_series *series, int year, double value)
{
    for (int y = year - CARE_FIRST_YEAR; y < CARE_N_YEARS; y++) {
        series->value[y] = value;
    }
}

static int32_t bed(const struct care_supply_fixture *f, int year, int month, int district, int owner, int class)
{
    return care_supply_beds(f->supply, year,
                            month)[district * CARE_SUPPLY_N_BEDS + care_supply_months_bed(owner, class)];
}

/* ---- totals of the city ---- */

/* 500 beds by 5 : 3 : 2 are 250, 150, 100: fifty more in each. In district 12, 40 of 100 beds are nursing-type: so are 20
 * of the new ones; a quarter of 50, 12 to the even number, is public: 8 of the 30 ordinary ones and then 4. */
static void a_total_of_the_city_is_shared_by_elders(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.beds_total, YEAR, 500);
    care_supply_fixture_create(f);
    static const int32_t expected[] = {250, 150, 100};
    for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR - 1, 12, d, ALL), expected[d] - 50);
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, d, ALL), expected[d]);
        assert_int_equal(care_supply_fixture_beds(f->supply, CARE_LAST_YEAR, 12, d, ALL), expected[d]);
    }
    const struct care_supply_changes *changes = care_supply_changes(f->supply, YEAR, 1);
    assert_int_equal(changes->built[CARE_PUBLIC][CARE_ORDINARY_BED], 8);
    assert_int_equal(changes->built[CARE_PUBLIC][CARE_NURSING_BED], 4);
    assert_int_equal(changes->built[CARE_PRIVATE][CARE_ORDINARY_BED], 22);
    assert_int_equal(changes->built[CARE_PRIVATE][CARE_NURSING_BED], 16);
    assert_int_equal(care_supply_changes(f->supply, YEAR, 2)->built[CARE_PUBLIC][CARE_ORDINARY_BED], 12);
}

/* By the month: floor(n m / 12) of each of the four kinds; half of 8, 4, 22, 16 by the sixth. */
static void a_total_is_reached_evenly_over_the_months(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.beds_total, YEAR, 500);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 6, 1, ALL), 125);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 1, 1, ALL), 102); /* 0 + 0 + 1 + 1 */
}

/* Of 360 beds, district 11 would get 180 and has 200; 12 would get 96 of the other 160 and has 100; 60 are left for 13. */
static void who_has_more_than_his_share_keeps_it(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.beds_total, YEAR, 360);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, ALL), 200);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 1, ALL), 100);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 2, ALL), 60);
}

static void a_total_below_what_stands_closes_nothing(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.beds_total, 2022, 400);
    set_from(&f->parameters.beds_total, YEAR, 100);
    care_supply_fixture_create(f);
    for (int year = 2022; year <= CARE_LAST_YEAR; year++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, year, 12, 0, ALL), 200);
        assert_int_equal(care_supply_fixture_beds(f->supply, year, 12, 1, ALL), 120);
        assert_int_equal(care_supply_fixture_beds(f->supply, year, 12, 2, ALL), 80);
    }
}

/* With 60 % and a tenth of them asked for, district 13 (50 ordinary beds) needs 60 nursing-type beds of 100: the 50 new
 * beds are, six of them dementia beds: a tenth of 50 is 5, and of 60, after ten are converted, one more. */
static void new_beds_are_of_the_class_that_is_missing(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.beds_total, YEAR, 500);
    set_from(&f->parameters.nursing_share.city, YEAR, 0.6);
    set_from(&f->parameters.dementia_share.city, YEAR, 0.1);
    care_supply_fixture_create(f);
    const struct care_supply_changes *changes = care_supply_changes(f->supply, YEAR, 2);
    assert_int_equal(changes->built[CARE_PUBLIC][CARE_ORDINARY_BED] + changes->built[CARE_PRIVATE][CARE_ORDINARY_BED],
                     0);
    assert_int_equal(changes->built[CARE_PUBLIC][CARE_DEMENTIA_BED] + changes->built[CARE_PRIVATE][CARE_DEMENTIA_BED],
                     5);
    assert_int_equal(changes->converted_to_nursing[CARE_PUBLIC], 10);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 2, CARE_NURSING_BED), 54);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 2, CARE_DEMENTIA_BED), 6);
}

/* 100 home beds are 50, 30, 20; district 13's part is doubled by a rule of its own. */
static void home_beds_are_shared_and_a_district_may_have_more(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {13};
    const struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .is_factor = true, .first_year = YEAR};
    struct care_lever_rule doubled = rule;
    set_from(&doubled.series, CARE_FIRST_YEAR, 2);
    set_from(&f->parameters.home_beds, YEAR, 100);
    f->parameters.home_beds_factor.rules = &doubled;
    f->parameters.home_beds_factor.n_rules = 1;
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, YEAR - 1, 12, 0), 6);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, YEAR, 12, 0), 50);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, YEAR, 12, 1), 30);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, YEAR, 12, 2), 40);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, CARE_LAST_YEAR, 12, 2), 40);
}

/* District 12 is to have 130 beds, 100 stand: they come first, and the city's 500 are shared as before but for 13, which
 * gets what is left of 250 + 150 + 100. With 160 it has more than its part: of 340 for the others by 5 : 2, 243 and 97. */
static void beds_of_a_district_count_towards_the_citys_total(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {12};
    struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .first_year = YEAR};
    set_from(&rule.series, CARE_FIRST_YEAR, 130);
    f->parameters.district_beds.rules = &rule;
    f->parameters.district_beds.n_rules = 1;
    care_supply_fixture_create(f);
    static const int32_t alone[] = {200, 130, 50}, shared[] = {243, 160, 97};
    for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR - 1, 12, d, ALL), d == 1 ? 100 : alone[d]);
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, d, ALL), alone[d]);
    }
    set_from(&rule.series, CARE_FIRST_YEAR, 160);
    set_from(&f->parameters.beds_total, YEAR, 500);
    care_supply_fixture_create(f);
    for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, d, ALL), shared[d]);
    }
}

static void day_places_and_home_beds_of_a_district_are_its_own(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {13};
    struct care_lever_rule day = {.codes = codes, .n_codes = 1, .first_year = YEAR}, home = day;
    set_from(&day.series, CARE_FIRST_YEAR, 77);
    set_from(&home.series, CARE_FIRST_YEAR, 33);
    care_supply_fixture_create(f);
    const int32_t day_before = care_supply_fixture_day_places(f->supply, YEAR, 12, 0);
    const int32_t home_before = care_supply_fixture_home_beds(f->supply, YEAR, 12, 0);
    f->parameters.district_day_places = (struct care_lever){.rules = &day, .n_rules = 1};
    f->parameters.district_home_beds = (struct care_lever){.rules = &home, .n_rules = 1};
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR, 12, 2), 77);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, YEAR, 12, 2), 33);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR, 12, 0), day_before);
    assert_int_equal(care_supply_fixture_home_beds(f->supply, YEAR, 12, 0), home_before);
}

/* ---- conversion ---- */

/* 60 % of 200 beds are 120; 70 are nursing-type. The 50 come from 20, 10 and 100 ordinary beds: 7.69, 3.85, 38.46, that is
 * 8, 4, 38. Half of them by the sixth month. */
static void ordinary_beds_become_nursing_beds_until_the_share_is_reached(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.nursing_share.city, YEAR, 0.6);
    care_supply_fixture_create(f);
    static const int32_t expected[] = {8, 4, 38};
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        assert_int_equal(care_supply_changes(f->supply, YEAR, 0)->converted_to_nursing[owner], expected[owner]);
        assert_int_equal(bed(f, YEAR, 6, 0, owner, CARE_ORDINARY_BED),
                         bed(f, 2020, 1, 0, owner, CARE_ORDINARY_BED) - expected[owner] / 2);
    }
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, CARE_ORDINARY_BED), 80);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, ALL), 200);
}

static void a_share_that_falls_converts_nothing_back(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.nursing_share.city, YEAR, 0.6);
    set_from(&f->parameters.nursing_share.city, YEAR + 1, 0.3);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, CARE_LAST_YEAR, 12, 0, CARE_ORDINARY_BED), 80);
}

/* A fifth of 70 nursing-type beds are 14; 5 are there; the 9 come from 30 public and 35 private nursing beds: 4.15, 4.85. */
static void nursing_beds_become_dementia_beds(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.dementia_share.city, YEAR, 0.2);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_changes(f->supply, YEAR, 0)->converted_to_dementia[CARE_PUBLIC], 4);
    assert_int_equal(care_supply_changes(f->supply, YEAR, 0)->converted_to_dementia[CARE_PRIVATE], 5);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, CARE_DEMENTIA_BED), 14);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, CARE_NURSING_BED), 56);
}

/* ---- factors and the market ---- */

static void a_factor_scales_the_beds_of_2020_and_nothing_else(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2022");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_BEDS + CARE_ORDINARY_BED, 7);
    set_from(&f->parameters.beds_factor.city, 2023, 1.5);
    set_from(&f->parameters.beds_factor.city, YEAR, 0.5);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2022, 12, 0, ALL), 207);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2023, 12, 0, CARE_ORDINARY_BED), 195 + 7);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2023, 12, 0, CARE_NURSING_BED), 45 + 52); /* of 52.5 */
    assert_int_equal(care_supply_fixture_beds(f->supply, 2023, 12, 0, CARE_DEMENTIA_BED), 8);      /* of 7.5 */
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, CARE_ORDINARY_BED), 65 + 7);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, CARE_NURSING_BED), 15 + 18);
}

/* Half of the 60 + 40 private beds of district 12 leave; 100 are built, and they stay when the factor closes all of 2020. */
static void a_factor_closes_no_more_than_stands_of_2020(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {12};
    struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .first_year = YEAR + 1};
    set_from(&rule.series, YEAR + 1, 150);
    set_from(&rule.series, YEAR + 2, 0);
    f->parameters.district_beds.rules = &rule;
    f->parameters.district_beds.n_rules = 1;
    set_from(&f->parameters.market_exit_per_year.city, YEAR, 0.5);
    set_from(&f->parameters.market_exit_per_year.city, YEAR + 1, 0);
    set_from(&f->parameters.beds_factor.city, YEAR + 2, 0);
    care_supply_fixture_create(f);
    static const int32_t expected[] = {100, 50, 150, 100, 100};
    for (int i = 0; i < 5; i++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR - 1 + i, 12, 1, ALL), expected[i]);
    }
    assert_int_equal(care_supply_changes(f->supply, YEAR + 2, 1)->closed[CARE_PRIVATE][CARE_ORDINARY_BED], 30);
    assert_int_equal(care_supply_changes(f->supply, YEAR + 2, 1)->closed[CARE_PRIVATE][CARE_NURSING_BED], 20);
}

/* Of the 50 public beds of district 13 30 are converted; of 50 more, 12 are public: 5 of 20 ordinary and 7 of 30 nursing beds.
 * 0.4 closes 30 of 2020: the 20 that are still ordinary, and 10 of the converted. */
static void a_factor_finds_beds_of_2020_in_the_class_they_have_now(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {13};
    struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .first_year = YEAR + 1};
    set_from(&rule.series, YEAR + 1, 100);
    set_from(&rule.series, YEAR + 2, 0);
    f->parameters.district_beds.rules = &rule;
    f->parameters.district_beds.n_rules = 1;
    set_from(&f->parameters.nursing_share.city, YEAR, 0.6);
    set_from(&f->parameters.nursing_share.city, YEAR + 1, 0);
    set_from(&f->parameters.beds_factor.city, YEAR + 2, 0.4);
    care_supply_fixture_create(f);
    assert_int_equal(bed(f, YEAR + 1, 12, 2, CARE_PUBLIC, CARE_ORDINARY_BED), 25);
    assert_int_equal(bed(f, YEAR + 1, 12, 2, CARE_PUBLIC, CARE_NURSING_BED), 37);
    assert_int_equal(bed(f, YEAR + 2, 12, 2, CARE_PUBLIC, CARE_ORDINARY_BED), 5);
    assert_int_equal(bed(f, YEAR + 2, 12, 2, CARE_PUBLIC, CARE_NURSING_BED), 27);
}

/* A home of 40 beds beside the 200 of district 11 closes; 100 are built: they stay when the factor closes all of 2020. */
static void what_the_list_has_closed_is_not_closed_again(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {11};
    struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .first_year = YEAR};
    set_from(&rule.series, YEAR, 300);
    set_from(&rule.series, YEAR + 1, 0);
    f->parameters.district_beds.rules = &rule;
    f->parameters.district_beds.n_rules = 1;
    f->parameters.projects_replace_totals = false;
    const int row = care_supply_fixture_add_project(f, "");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_STATUS, CARE_SUPPLY_EXISTING);
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_BEDS + CARE_NURSING_BED, 40);
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_CLOSES, "2023");
    set_from(&f->parameters.beds_factor.city, YEAR + 1, 0);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2022, 12, 0, ALL), 240);
    assert_int_equal(care_supply_fixture_beds(f->supply, 2023, 12, 0, ALL), 200);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, ALL), 300);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR + 1, 12, 0, ALL), 100);
}

static void a_rule_for_one_district_leaves_the_others_alone(void **state)
{
    struct care_supply_fixture *f = *state;
    const int32_t codes[] = {12};
    struct care_lever_rule rule = {.codes = codes, .n_codes = 1, .first_year = YEAR};
    set_from(&rule.series, CARE_FIRST_YEAR, 2);
    f->parameters.beds_factor.rules = &rule;
    f->parameters.beds_factor.n_rules = 1;
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR - 1, 12, 1, ALL), 100);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 1, ALL), 200);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, ALL), 200);
}

static void day_places_follow_their_factor(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.day_places_factor.city, YEAR, 0.5);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR - 1, 12, 0), 24);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR, 6, 0), 18);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR, 12, 0), 12);
}

/* A tenth of 60 and 40 beds a year: 6 and 4; then 5.4 and 3.6 are 5 and 4, and what is over is carried: 4.9 + 0.4 is 5, and
 * 3.2 - 0.4 is 3; 4.4 + 0.3 is 5 again. Homes: 4 x 10 / 100 = 0.4, then 4 x 9 / 90 = 0.4 more: one of four closes in the second year. */
static void private_beds_leave_the_market_and_homes_with_them(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.market_exit_per_year.city, YEAR, 0.1);
    care_supply_fixture_create(f);
    static const int32_t ordinary[] = {60, 54, 49, 44, 39}, nursing[] = {40, 36, 32, 29, 26}, homes[] = {4, 4, 3, 3, 3};
    for (int i = 0; i < 5; i++) {
        const int year = YEAR - 1 + i;
        assert_int_equal(bed(f, year, 12, 1, CARE_PRIVATE, CARE_ORDINARY_BED), ordinary[i]);
        assert_int_equal(bed(f, year, 12, 1, CARE_PRIVATE, CARE_NURSING_BED), nursing[i]);
        assert_int_equal(care_supply_facilities(f->supply, year, 1)[CARE_PRIVATE_HOMES], homes[i]);
    }
    assert_int_equal(care_supply_fixture_beds(f->supply, CARE_LAST_YEAR, 12, 2, ALL), 50); /* public */
}

/* District 11 gets 800 beds more, 200 of them public: 0.67 of a home of 300 beds, and 600 private ones, 2 homes. */
static void homes_are_built_with_the_beds(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.beds_per_new_home = 300;
    set_from(&f->parameters.beds_total, YEAR, 2000);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, 0, ALL), 1000);
    assert_int_equal(care_supply_changes(f->supply, YEAR, 0)->opened[CARE_PUBLIC_HOMES], 1);
    assert_int_equal(care_supply_changes(f->supply, YEAR, 0)->opened[CARE_PRIVATE_HOMES], 2);
}

/* District 11 has 8 homes, 2 of them with an area, and 65 nursing beds; district 12 has 4 homes, none with one, and 40
 * nursing beds; district 13 has one home and no nursing bed. Areas of 15 beds up to three: one, three and one more. */
static void areas_for_dementia_open_in_homes_and_turn_nursing_beds(void **state)
{
    struct care_supply_fixture *f = *state;
    f->parameters.beds_per_dementia_area = 15;
    set_from(&f->parameters.dementia_areas.city, YEAR, 3);
    care_supply_fixture_create(f);
    static const int areas_before[] = {2, 0, 0}, areas[] = {3, 3, 1}, nursing[] = {65 - 15, 0, 0}, more[] = {15, 40, 0};
    for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
        assert_int_equal(care_supply_facilities(f->supply, YEAR - 1, d)[CARE_DEMENTIA_AREAS], areas_before[d]);
        assert_int_equal(care_supply_facilities(f->supply, YEAR, d)[CARE_DEMENTIA_AREAS], areas[d]);
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, d, CARE_NURSING_BED), nursing[d]);
        assert_int_equal(care_supply_fixture_beds(f->supply, YEAR, 12, d, CARE_DEMENTIA_BED) -
                             care_supply_fixture_beds(f->supply, YEAR - 1, 12, d, CARE_DEMENTIA_BED),
                         more[d]);
    }
}

/* ---- facilities ---- */

/* 0.9 of 10 communities, less 4, and of 5 (4.5: 5, so that it is reached), less 1: 5 and 4 stations of 11 places. */
static void stations_are_built_up_to_their_coverage_with_places(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.day_care_coverage_urban.city, YEAR, 0.9);
    set_from(&f->parameters.day_care_coverage_urban.city, YEAR + 5, 0.2);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, YEAR - 1, 0)[CARE_URBAN_DAY_STATIONS], 4);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 0)[CARE_URBAN_DAY_STATIONS], 9);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 1)[CARE_URBAN_DAY_STATIONS], 5);
    assert_int_equal(care_supply_facilities(f->supply, CARE_LAST_YEAR, 0)[CARE_URBAN_DAY_STATIONS], 9);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR, 12, 0), 24 + 55);
    assert_int_equal(care_supply_fixture_day_places(f->supply, YEAR, 12, 1), 12 + 44);
}

/* Half of 20 villages: 10, of which 2 have a station and 1 a home of mutual help. Half of 10: 5, of which 4 a home. */
static void village_homes_count_for_rural_day_care(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.day_care_coverage_rural.city, YEAR, 0.5);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 1)[CARE_RURAL_DAY_STATIONS], 9);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 2)[CARE_RURAL_DAY_STATIONS], 1);
    assert_float_equal(care_supply_coverage(f->supply, YEAR, -1, CARE_NETWORK_VILLAGE), 0.5, 1e-12);
}

/* Two of the 20 villages have a station already. */
static void a_village_has_a_station_or_a_home_of_mutual_help(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.village_home_coverage.city, YEAR, 1);
    set_from(&f->parameters.day_care_coverage_rural.city, YEAR, 1);
    care_supply_fixture_create(f);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 1)[CARE_VILLAGE_HOMES], 18);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 1)[CARE_RURAL_DAY_STATIONS], 2);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 2)[CARE_VILLAGE_HOMES], 10);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 2)[CARE_RURAL_DAY_STATIONS], 0);
}

/* District 11 has 3 centres, 1 of them full, on 4 streets; 13 has none on 2. */
static void street_centres_are_completed_before_new_ones_are_built(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.street_centre_coverage.city, YEAR, 0.5);
    set_from(&f->parameters.street_centre_coverage.city, YEAR + 1, 1);
    care_supply_fixture_create(f);
    const struct care_supply_changes *changes = care_supply_changes(f->supply, YEAR, 0);
    assert_int_equal(changes->opened[CARE_FULL_STREET_CENTRES], 1);
    assert_int_equal(changes->opened[CARE_STREET_CENTRES], 0);
    assert_int_equal(care_supply_facilities(f->supply, YEAR + 1, 0)[CARE_FULL_STREET_CENTRES], 4);
    assert_int_equal(care_supply_facilities(f->supply, YEAR + 1, 0)[CARE_STREET_CENTRES], 4);
    assert_int_equal(care_supply_facilities(f->supply, YEAR, 2)[CARE_STREET_CENTRES], 1);
    assert_float_equal(care_supply_coverage(f->supply, YEAR + 1, -1, CARE_NETWORK_STREET), 1, 0);
}

/* 0.8 canteens for each of 10, 25 and 10 communities and villages. */
static void canteens_and_kitchens_are_built(void **state)
{
    struct care_supply_fixture *f = *state;
    set_from(&f->parameters.canteens_per_node.city, YEAR, 0.8);
    set_from(&f->parameters.central_kitchens.city, YEAR, 1);
    care_supply_fixture_create(f);
    static const int32_t canteens[] = {8, 20, 8};
    for (int d = 0; d < CARE_FIXTURE_N_DISTRICTS; d++) {
        assert_int_equal(care_supply_facilities(f->supply, YEAR, d)[CARE_CANTEENS], canteens[d]);
        assert_int_equal(care_supply_facilities(f->supply, YEAR, d)[CARE_CENTRAL_KITCHENS], 1);
    }
}

/* ---- freezing ---- */

static void from_the_year_of_the_freeze_on_nothing_changes(void **state)
{
    struct care_supply_fixture *f = *state;
    const int row = care_supply_fixture_add_project(f, "2027");
    care_supply_fixture_put(f, row, CARE_SUPPLY_PROJECTS_BEDS + CARE_ORDINARY_BED, 7);
    set_from(&f->parameters.beds_total, 2024, 400);
    set_from(&f->parameters.beds_total, 2026, 900);
    set_from(&f->parameters.nursing_share.city, 2026, 0.9);
    set_from(&f->parameters.market_exit_per_year.city, 2026, 0.1);
    f->parameters.freeze_from = 2026;
    care_supply_fixture_create(f);
    const struct care_supply_changes none = {.opened = {0}};
    for (int year = 2026; year <= CARE_LAST_YEAR; year++) {
        assert_int_equal(care_supply_fixture_beds(f->supply, year, 1, 2, ALL), 80);
        assert_memory_equal(care_supply_changes(f->supply, year, 0), &none, sizeof none);
    }
}

int main(void)
{
#define TARGETS_TEST(name) \
    cmocka_unit_test_setup_teardown(name, care_supply_fixture_setup, care_supply_fixture_teardown)
    const struct CMUnitTest tests[] = {
        TARGETS_TEST(a_total_of_the_city_is_shared_by_elders),
        TARGETS_TEST(a_total_is_reached_evenly_over_the_months),
        TARGETS_TEST(who_has_more_than_his_share_keeps_it),
        TARGETS_TEST(a_total_below_what_stands_closes_nothing),
        TARGETS_TEST(new_beds_are_of_the_class_that_is_missing),
        TARGETS_TEST(home_beds_are_shared_and_a_district_may_have_more),
        TARGETS_TEST(beds_of_a_district_count_towards_the_citys_total),
        TARGETS_TEST(day_places_and_home_beds_of_a_district_are_its_own),
        TARGETS_TEST(ordinary_beds_become_nursing_beds_until_the_share_is_reached),
        TARGETS_TEST(a_share_that_falls_converts_nothing_back),
        TARGETS_TEST(nursing_beds_become_dementia_beds),
        TARGETS_TEST(a_factor_scales_the_beds_of_2020_and_nothing_else),
        TARGETS_TEST(a_factor_closes_no_more_than_stands_of_2020),
        TARGETS_TEST(a_factor_finds_beds_of_2020_in_the_class_they_have_now),
        TARGETS_TEST(what_the_list_has_closed_is_not_closed_again),
        TARGETS_TEST(a_rule_for_one_district_leaves_the_others_alone),
        TARGETS_TEST(day_places_follow_their_factor),
        TARGETS_TEST(private_beds_leave_the_market_and_homes_with_them),
        TARGETS_TEST(homes_are_built_with_the_beds),
        TARGETS_TEST(areas_for_dementia_open_in_homes_and_turn_nursing_beds),
        TARGETS_TEST(stations_are_built_up_to_their_coverage_with_places),
        TARGETS_TEST(village_homes_count_for_rural_day_care),
        TARGETS_TEST(a_village_has_a_station_or_a_home_of_mutual_help),
        TARGETS_TEST(street_centres_are_completed_before_new_ones_are_built),
        TARGETS_TEST(canteens_and_kitchens_are_built),
        TARGETS_TEST(from_the_year_of_the_freeze_on_nothing_changes),
    };
    return cmocka_run_group_tests_name("supply targets", tests, NULL, NULL);
}
