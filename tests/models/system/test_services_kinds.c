/** @file  Services that come in several kinds: meals and baths by where they are given, checks and follow-ups, respite in a bed
 *  or at home, health services for the disabled; homes that have something; districts with rows of their own. */
#include "models/system/services.h"

#include "tests/models/system/services_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { YEAR = CARE_FIRST_YEAR + 1 };

static int32_t served(const struct care_services_fixture *f, int year, enum care_service service)
{
    return care_services_fixture_count(f, year, service, CARE_SERVED);
}

static double done(const struct care_services_fixture *f, enum care_services_cube cube, int year,
                   enum care_service service)
{
    return care_services_fixture_amount(f, cube, year, (int)service);
}

/* 11 persons ask for five meals a week. A canteen of 2 a day: 14 meals a week, two persons. With a station of 3: 35 a week,
 * seven. With a kitchen of 1 and a village home of 1, 49 a week, nine. */
static void kinds_of_places_that_give_meals_are_added_one_by_one(void **state)
{
    struct care_services_fixture *f = *state;
    static const double meals[CARE_N_MEAL_SOURCES] = {2, 3, 1, 1};
    static const int32_t persons[CARE_N_MEAL_SOURCES] = {2, 7, 8, 9};
    for (int source = 0; source < CARE_N_MEAL_SOURCES; source++) {
        f->parameters.meals_of[source] = care_money_lever(meals[source]);
        f->facilities[YEAR + source - CARE_FIRST_YEAR][0][CARE_CENTRAL_KITCHENS] = 1;
        f->facilities[YEAR + source - CARE_FIRST_YEAR][0][CARE_VILLAGE_HOMES] = 1;
    }
    for (int kinds = 1; kinds <= CARE_N_MEAL_SOURCES; kinds++) {
        f->parameters.meal_sources = kinds;
        care_services_fixture_run(f, YEAR + kinds - 1);
        assert_int_equal(served(f, YEAR + kinds - 1, CARE_SERVICE_MEALS), persons[kinds - 1]);
    }
}

/* Everybody asks, 10 + 8 + 5 = 23 people of moderate or worse disability at home. Two points of 26 baths a year: two
 * persons; a vehicle of 52: two more; three who are visited or have a home bed, 13 each: one and a half, together five. */
static void vehicles_and_visitors_give_baths_too(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.take_up[CARE_SERVICE_BATHING] = care_money_lever(1);
    f->parameters.baths_of_point = care_money_lever(26);
    care_services_fixture_run(f, YEAR);
    assert_int_equal(care_services_fixture_count(f, YEAR, CARE_SERVICE_BATHING, CARE_ELIGIBLE), 23);
    assert_int_equal(served(f, YEAR, CARE_SERVICE_BATHING), 2);
    f->parameters.bath_vehicles = care_money_lever(1);
    f->parameters.baths_of_vehicle = care_money_lever(52);
    care_services_fixture_run(f, YEAR + 1);
    assert_int_equal(served(f, YEAR + 1, CARE_SERVICE_BATHING), 4);
    f->parameters.baths_at_home = care_money_lever(13);
    f->money->use[0].holding[CARE_VISITS_PLACE] = 2;
    f->money->use[0].holding[CARE_HOME_BED_PLACE] = 1;
    care_services_fixture_run(f, YEAR + 2);
    assert_int_equal(served(f, YEAR + 2, CARE_SERVICE_BATHING), 5);
}

/* 74 managed. Two checks of 90 yuan and, for six tenths of them, six follow-ups of 25: 180 + 90 = 270 yuan each. */
static void health_management_costs_checks_and_follow_ups(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.checks_per_year = care_money_lever(2);
    f->parameters.followups_per_year = care_money_lever(6);
    care_services_fixture_run(f, YEAR);
    assert_yuan(done(f, CARE_SERVICES_CUBE_COST, YEAR, CARE_SERVICE_HEALTH_MANAGEMENT), 74 * 270);
}

/* 43 of any level at home: 20 + 10 + 8 + 5. Not offered until there is a time a year; then eight tenths ask, 34, and each is
 * served with a carer, twice a year: 136 services of 60 yuan. */
static void disabled_people_and_their_carers_have_a_health_service_where_it_is_offered(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_int_equal(care_services_fixture_count(f, YEAR, CARE_SERVICE_DISABLED_HEALTH, CARE_ELIGIBLE), 43);
    assert_int_equal(served(f, YEAR, CARE_SERVICE_DISABLED_HEALTH), 0);
    f->parameters.disabled_health_times = care_money_lever(2);
    care_services_fixture_run(f, YEAR + 1);
    assert_int_equal(served(f, YEAR + 1, CARE_SERVICE_DISABLED_HEALTH), 34);
    assert_yuan(done(f, CARE_SERVICES_CUBE_VOLUME, YEAR + 1, CARE_SERVICE_DISABLED_HEALTH), 136);
    assert_yuan(done(f, CARE_SERVICES_CUBE_COST, YEAR + 1, CARE_SERVICE_DISABLED_HEALTH), 136 * 60);
}

/* 23 families, all ask. Of 4 idle beds a quarter, one, may take guests: 365 days, of 73 days each five persons; with half of
 * the days at home ten; with all of them at home, all. */
static void days_of_respite_at_home_take_no_bed(void **state)
{
    struct care_services_fixture *f = *state;
    static const double at_home[] = {0, 0.5, 1};
    static const int32_t persons[] = {5, 10, 23};
    f->parameters.take_up[CARE_SERVICE_RESPITE] = care_money_lever(1);
    f->parameters.respite_days_per_year = care_money_lever(73);
    f->parameters.respite_idle_bed_share = care_money_lever(0.25);
    for (int i = 0; i < 3; i++) {
        f->parameters.respite_home_share = care_money_lever(at_home[i]);
        care_services_fixture_run(f, YEAR + i);
        assert_int_equal(served(f, YEAR + i, CARE_SERVICE_RESPITE), persons[i]);
    }
}

/* Five homes here and five there, three tenths of them: 1.5 makes 2 (to the even number), 3 of all ten leaves 1. */
static void homes_that_have_something_are_whole_and_add_up_to_the_citys_share(void **state)
{
    struct care_services_fixture *f = *state;
    f->facilities[YEAR - CARE_FIRST_YEAR][1][CARE_PRIVATE_HOMES] = 5;
    care_services_fixture_run(f, YEAR);
    const int cell = CARE_SERVICE_OUTREACH * CARE_N_SERVED_MEASURES + CARE_SERVED;
    assert_int_equal(served(f, YEAR, CARE_SERVICE_OUTREACH), 2);
    assert_int_equal(care_tally_counts(&f->tally, f->services.cube[CARE_SERVICES_CUBE_PERSONS], YEAR, 1)[cell], 1);
}

/* 10 + 8 + 5 = 23 persons make 18 households, a tenth of them, 2, adapted in 2020; 16 are left, of whom six tenths ask; 5 %
 * of 18 a year is 0.9, 20 % is 3. */
static void adapted_households_are_counted(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.adaptation_lost_share = 0;
    f->parameters.adaptation_quota_share = care_money_lever(0.2);
    care_services_fixture_run(f, CARE_FIRST_YEAR);
    care_services_fixture_run(f, YEAR);
    const struct care_cube *cube = f->services.cube[CARE_SERVICES_CUBE_ADAPTED];
    const int32_t before = cube->data.int32[care_cube_offset(cube, care_cubes_outer(f->cubes), 0, 0, 0, 0, 0)];
    const int32_t after = cube->data.int32[care_cube_offset(cube, care_cubes_outer(f->cubes), 0, 0, 0, 1, 0)];
    assert_int_equal(before, 2);
    assert_int_equal(after, 5);
}

/* The only row of respite becomes the second district's own: the first has none left. */
static void a_district_with_rows_of_its_own_goes_by_them_alone(void **state)
{
    struct care_services_fixture *f = *state;
    enum { FIRST_ROW_OF_RESPITE = 3 };
    double *row = f->rule_rows[FIRST_ROW_OF_RESPITE];
    assert_int_equal((int)row[CARE_SERVICES_RULES_SERVICE], CARE_SERVICE_RESPITE);
    row[CARE_SERVICES_RULES_AREA] = CARE_MONEY_SECOND_DISTRICT;
    assert_int_equal(care_services_fixture_read(f), CARE_OK);
    const struct care_profiles *profiles = &f->money->profiles;
    struct care_services_people people = {.district_code = CARE_MONEY_SECOND_DISTRICT,
                                          .year = YEAR,
                                          .district_share = 1,
                                          .list = profiles->list[0],
                                          .n_list = profiles->n_list[0]};
    assert_int_equal(care_services_rules_eligible(f->rules, CARE_SERVICE_RESPITE, &people), 23);
    people.district_code = CARE_MONEY_FIRST_DISTRICT;
    assert_int_equal(care_services_rules_eligible(f->rules, CARE_SERVICE_RESPITE, &people), 0);
}

int main(void)
{
#define KINDS_TEST(name) \
    cmocka_unit_test_setup_teardown(name, care_services_fixture_setup, care_services_fixture_teardown)
    const struct CMUnitTest tests[] = {
        KINDS_TEST(kinds_of_places_that_give_meals_are_added_one_by_one),
        KINDS_TEST(vehicles_and_visitors_give_baths_too),
        KINDS_TEST(health_management_costs_checks_and_follow_ups),
        KINDS_TEST(disabled_people_and_their_carers_have_a_health_service_where_it_is_offered),
        KINDS_TEST(days_of_respite_at_home_take_no_bed),
        KINDS_TEST(homes_that_have_something_are_whole_and_add_up_to_the_citys_share),
        KINDS_TEST(adapted_households_are_counted),
        KINDS_TEST(a_district_with_rows_of_its_own_goes_by_them_alone),
    };
    return cmocka_run_group_tests_name("kinds of services", tests, NULL, NULL);
}
