/** @file  Services by hand, on a district of 219 people of eight kinds (tests/models/system/services_fixture.c). */
#include "models/system/services.h"

#include "tests/models/system/services_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { YEAR = CARE_MONEY_YEAR };

static void assert_counts(const struct care_services_fixture *f, int year, enum care_service service, int eligible,
                          int asked, int served, int unserved)
{
    assert_int_equal(care_services_fixture_count(f, year, service, CARE_ELIGIBLE), eligible);
    assert_int_equal(care_services_fixture_count(f, year, service, CARE_ASKED), asked);
    assert_int_equal(care_services_fixture_count(f, year, service, CARE_SERVED), served);
    assert_int_equal(care_services_fixture_count(f, year, service, CARE_UNSERVED), unserved);
}

static void assert_done(const struct care_services_fixture *f, enum care_service service, double volume, double yuan)
{
    assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_VOLUME, YEAR, (int)service), volume);
    assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_COST, YEAR, (int)service), yuan);
}

/* ---- eligible, asked, served, unserved, cost ---- */

/* In special difficulty 20 + 10. 30 x 0.95 = 28.5, 28. Three nodes of 900 hours, 3.6 hours a person: half by telephone of
 * 0.1, half at the door of 0.5, twelve times. 28 x 3.6 = 100.8 hours of 30 yuan. */
static void monthly_visits_go_to_all_who_consent_while_there_are_hours(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_MONTHLY_VISIT, 30, 28, 28, 0);
    assert_done(f, CARE_SERVICE_MONTHLY_VISIT, 100.8, 3024);
}

/* Three nodes of 20 hours: 60 / 3.6 = 16.7 persons; all at the door 6 hours: 10; all by telephone 1.2 hours: 50. */
static void hours_of_communities_bound_monthly_visits(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.visit_hours_of_node = care_money_lever(20);
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_MONTHLY_VISIT, 30, 28, 16, 12);
    f->parameters.phone_share = care_money_lever(0);
    care_services_fixture_run(f, YEAR + 1);
    assert_counts(f, YEAR + 1, CARE_SERVICE_MONTHLY_VISIT, 30, 28, 10, 18);
    f->parameters.phone_share = care_money_lever(1);
    care_services_fixture_run(f, YEAR + 2);
    assert_counts(f, YEAR + 2, CARE_SERVICE_MONTHLY_VISIT, 30, 28, 28, 0);
}

/* 65 and over at home: 40 + 30 + 20 + 10 + 5 = 105; 0.7 of them 73.5, to the even number. 74 x 150 yuan. */
static void health_management_reaches_its_share(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_HEALTH_MANAGEMENT, 105, 105, 74, 31);
    assert_done(f, CARE_SERVICE_HEALTH_MANAGEMENT, 74, 11100);
}

/* All 219, those in homes too; 0.533 of them 116.7. 117 x 130 yuan. */
static void family_doctors_sign_their_share_of_everybody(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_FAMILY_DOCTOR, 219, 219, 117, 102);
    assert_done(f, CARE_SERVICE_FAMILY_DOCTOR, 117, 15210);
}

/* Moderate and worse at home: 10 + 8 + 5 = 23; a tenth asks. Two points of 1000 baths for 26 each: 76 persons. Points of 13
 * baths: one person. */
static void baths_are_bounded_by_the_points(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_BATHING, 23, 2, 2, 0);
    assert_done(f, CARE_SERVICE_BATHING, 52, 4160);
    f->parameters.baths_of_point = care_money_lever(13);
    care_services_fixture_run(f, YEAR + 1);
    assert_counts(f, YEAR + 1, CARE_SERVICE_BATHING, 23, 2, 1, 1);
}

/* The same 23, none of whom lives alone. At 14 days the four idle beds serve 4 x 0.1 x 365 / 14 = 10.4 persons; 28 days
 * of 170 yuan. At 100 days 1.46. */
static void respite_takes_idle_beds_and_none_when_not_offered(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR - 1);
    assert_counts(f, YEAR - 1, CARE_SERVICE_RESPITE, 23, 2, 0, 2);
    f->parameters.respite_days_per_year = care_money_lever(14);
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_RESPITE, 23, 2, 2, 0);
    assert_done(f, CARE_SERVICE_RESPITE, 28, 4760);
    assert_yuan(care_money_received(f->money, 0, CARE_MONEY_SERVE, CARE_RECEIVER_HOMES), 4760);
    f->parameters.respite_days_per_year = care_money_lever(100);
    care_services_fixture_run(f, YEAR + 1);
    assert_counts(f, YEAR + 1, CARE_SERVICE_RESPITE, 23, 2, 1, 1);
    f->residents[0].persons[CARE_NURSING_BED][4] = 11; /* more than there are beds: none is idle */
    care_services_fixture_run(f, YEAR + 2);
    assert_counts(f, YEAR + 2, CARE_SERVICE_RESPITE, 23, 2, 0, 2);
}

/* 30 x 0.8 = 24 ask, 30 x 0.3 = 9 devices of 300 yuan; 23 x 0.1 = 2 ask, 23 x 0.05 = 1 device of 1200 yuan. */
static void devices_go_as_far_as_the_cover(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_EMERGENCY_CALL, 30, 24, 9, 15);
    assert_done(f, CARE_SERVICE_EMERGENCY_CALL, 9, 2700);
    assert_counts(f, YEAR, CARE_SERVICE_DEVICE_RENTAL, 23, 2, 1, 1);
    assert_done(f, CARE_SERVICE_DEVICE_RENTAL, 1, 1200);
}

/* Mild and worse of 65 and over, in homes too: 20 + 10 + 6 + 5 = 41, the 5 with dementia among them; 12 ask. The assessors
 * of 219 people make 219 / 1000 x 5 x 12 = 13.1; of 4 x 12: 10.5. */
static void assessments_are_bounded_by_the_assessors_of_the_queue(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_ASSESSMENT, 41, 12, 12, 0);
    assert_done(f, CARE_SERVICE_ASSESSMENT, 12, 1800);
    f->queue.assessments_per_1000_per_month = care_money_lever(4);
    care_services_fixture_run(f, YEAR + 1);
    assert_counts(f, YEAR + 1, CARE_SERVICE_ASSESSMENT, 41, 12, 10, 2);
}

/* Five homes; 5 x 10,000 yuan; 0.5 of five homes have a medical unit, to the even number 2. */
static void homes_are_counted_for_contracts_and_co_location(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.cover_share[CARE_SERVICE_CO_LOCATION] = care_money_lever(0.5);
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_MEDICAL_CONTRACT, 5, 5, 5, 0);
    assert_done(f, CARE_SERVICE_MEDICAL_CONTRACT, 5, 50000);
    assert_counts(f, YEAR, CARE_SERVICE_CO_LOCATION, 5, 5, 2, 3);
    assert_done(f, CARE_SERVICE_CO_LOCATION, 2, 0);
}

/* ---- meals ---- */

static int64_t eligible_for_meals(const struct care_services_fixture *f, double district_share)
{
    const struct care_services_people people = {.district_code = CARE_MONEY_FIRST_DISTRICT,
                                                .year = YEAR,
                                                .district_share = district_share,
                                                .list = f->money->profiles.list[0],
                                                .n_list = f->money->profiles.n_list[0]};
    return care_services_rules_eligible(f->rules, CARE_SERVICE_MEALS, &people);
}

/* a: 30 + 10 of 80 and over; b: 20 + 10 in special difficulty of 70 and over; c: 10 + 5 poor and severe; d: 8 of 60 to 69
 * with the certificate. The 10 are in a, b and c: 73, not 93. The 6 in a home are in none. */
static void each_meal_group_alone_and_all_together_count_persons_once(void **state)
{
    struct care_services_fixture *f = *state;
    static const int of_group[] = {40, 30, 15, 8};
    enum { ALL = 73 };
    assert_int_equal(care_services_fixture_read(f), CARE_OK);
    assert_int_equal(eligible_for_meals(f, 1), ALL);
    for (int group = 0; group < 4; group++) {
        care_services_rules_free(f->rules);
        for (int other = 0; other < 4; other++) {
            f->parameters.rules->number[CARE_SERVICES_RULES_SERVICE][CARE_SERVED_FIRST_MEAL_RULE + other] =
                other == group ? CARE_SERVICE_MEALS : CARE_SERVICE_DAY_CARE;
        }
        assert_int_equal(care_services_rules_create(&f->parameters, f->money->areas, f->money->list, &f->rules),
                         CARE_OK);
        assert_int_equal(eligible_for_meals(f, 1), of_group[group]);
    }
}

/* Group b only for those registered in the district itself. Of its 30, 10 are in a and c as well and eligible whatever their
 * registration; of the 20 others, 0.73 are: 14.6, with the 53 of a, c and d 67.6. Ratios beyond 1 are people who live
 * elsewhere. */
static void a_row_for_the_districts_own_registration_counts_a_share_of_those_registered_in_the_city(void **state)
{
    struct care_services_fixture *f = *state;
    f->rule_rows[CARE_SERVED_FIRST_MEAL_RULE + 1][CARE_SERVICES_RULES_HUKOU] = 1;
    assert_int_equal(care_services_fixture_read(f), CARE_OK);
    assert_int_equal(eligible_for_meals(f, 0.73), 68);
    assert_int_equal(eligible_for_meals(f, 0), 53);
    assert_int_equal(eligible_for_meals(f, 1), 73);
    assert_int_equal(eligible_for_meals(f, 1.4), 73);
}

/* 73 x 0.15 = 10.95, 11 persons, 5 x 52 meals each: 2860. The person pays 15 - 3, the subsidy 3 is half the city's, the
 * canteen's 2 the district's. Subsidies a person and year: 260 x (3 + 2) = 1300. */
static void a_meal_is_paid_by_the_person_and_two_subsidies(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_MEALS, 73, 11, 11, 0);
    assert_done(f, CARE_SERVICE_MEALS, 2860, 2860 * (12 + 3 + 2));
    assert_yuan(care_money_cost(f->money, 0, CARE_MONEY_MEALS, CARE_PAYER_USER), 2860 * 12);
    assert_yuan(care_money_cost(f->money, 0, CARE_MONEY_MEALS, CARE_PAYER_CITY), 4290);
    assert_yuan(care_money_cost(f->money, 0, CARE_MONEY_MEALS, CARE_PAYER_DISTRICT), 4290);
    assert_yuan(care_money_cost(f->money, 0, CARE_MONEY_SUBSIDISE, CARE_PAYER_DISTRICT), 5720);
    assert_yuan(4290 + 4290 + 5720, 11 * 1300);
}

static void a_subsidy_above_the_price_pays_the_price(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.unit_yuan[CARE_CHARGE_MEAL_PERSON_SUBSIDY] = care_money_lever(20);
    care_services_fixture_run(f, YEAR);
    assert_yuan(care_money_cost(f->money, 0, CARE_MONEY_MEALS, CARE_PAYER_USER), 0);
    assert_yuan(care_money_cost(f->money, 0, CARE_MONEY_MEALS, CARE_PAYER_CITY), 2860 * 7.5);
}

/* A canteen of 5 meals a day makes 35 a week: seven persons of five. */
static void canteens_bound_meals(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.meals_of[CARE_MEALS_OF_CANTEENS] = care_money_lever(5);
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_MEALS, 73, 11, 7, 4);
}

/* From 60: all 200 local people at home, and 8 + 5 others; from 82.5 nobody under 85 by age: 20 + 10, 8, 5. */
static void the_start_age_is_a_lever_and_never_lets_in_younger_people(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.meals_start_age = care_money_lever(60);
    care_services_fixture_run(f, YEAR);
    assert_int_equal(care_services_fixture_count(f, YEAR, CARE_SERVICE_MEALS, CARE_ELIGIBLE), 213);
    f->parameters.meals_start_age = care_money_lever(82.5);
    care_services_fixture_run(f, YEAR + 1);
    assert_int_equal(care_services_fixture_count(f, YEAR + 1, CARE_SERVICE_MEALS, CARE_ELIGIBLE), 43);
}

/* ---- adaptation ---- */

/* 10 + 8 + 5 = 23 persons of poor families in 18.4, 18 households; 0.6 of them ask, 0.2 is the quota: 3 of 3500 yuan. */
static void adaptation_counts_households_and_has_a_quota(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.adaptation_quota_share = care_money_lever(0.2);
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_ADAPTATION, 18, 11, 3, 8);
    assert_done(f, CARE_SERVICE_ADAPTATION, 3, 10500);
    assert_yuan(care_money_received(f->money, 0, CARE_MONEY_ADAPTATION, CARE_RECEIVER_BUILDERS), 10500);
}

/* 100 households, all ask, a quota of 40, a tenth of the adapted lost a year. 40; 40 - 4 + 40 = 76; 7.6 are lost, 7 of
 * them now: 69 + 31 = 100: saturated; 10.6 are lost, 10 of them now, and 10 done. */
static void adaptation_saturates_and_follows_those_who_are_lost(void **state)
{
    struct care_services_fixture *f = *state;
    f->money->n_people[0] = 0;
    care_money_add(f->money, 0, (struct care_profile){.level = 1, .relief = CARE_DESTITUTE}, 125);
    f->parameters.take_up[CARE_SERVICE_ADAPTATION] = care_money_lever(1);
    f->parameters.adaptation_quota_share = care_money_lever(0.4);
    f->parameters.adaptation_lost_share = 0.1;
    for (int year = YEAR; year < YEAR + 4; year++) {
        care_services_fixture_run(f, year);
    }
    assert_counts(f, YEAR, CARE_SERVICE_ADAPTATION, 100, 100, 40, 60);
    assert_counts(f, YEAR + 1, CARE_SERVICE_ADAPTATION, 100, 64, 40, 24);
    assert_counts(f, YEAR + 2, CARE_SERVICE_ADAPTATION, 100, 31, 31, 0);
    assert_counts(f, YEAR + 3, CARE_SERVICE_ADAPTATION, 100, 10, 10, 0);
    assert_int_equal(f->services.adapted[0].households, 100);
}

/* A twentieth of 15 households is 0.75 a year: 0.75, 1.5, 1.25, 1 with what is carried. */
static void a_quota_of_less_than_a_household_is_carried_to_the_next_year(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.persons_per_household = 1.5;
    f->parameters.adaptation_lost_share = 0;
    static const int served[] = {0, 1, 1, 1};
    for (int i = 0; i < 4; i++) {
        care_services_fixture_run(f, YEAR + i);
        assert_int_equal(care_services_fixture_count(f, YEAR + i, CARE_SERVICE_ADAPTATION, CARE_ELIGIBLE), 15);
        assert_int_equal(care_services_fixture_count(f, YEAR + i, CARE_SERVICE_ADAPTATION, CARE_SERVED), served[i]);
    }
    assert_int_equal(f->services.adapted[0].households, 3);
}

/* A tenth of 5 a year: 0.5, 1; of 4: 0.4, 0.8, 1.2. */
static void a_loss_of_less_than_a_household_is_carried_to_the_next_year(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.adaptation_quota_share = care_money_lever(0);
    f->parameters.adaptation_lost_share = 0.1;
    care_services_fixture_run(f, YEAR);
    f->services.adapted[0].households = 5;
    static const int left[] = {5, 4, 4, 4, 3};
    for (int i = 0; i < 5; i++) {
        care_services_fixture_run(f, YEAR + 1 + i);
        assert_int_equal(f->services.adapted[0].households, left[i]);
    }
}

/* Of 20 adapted households 12 are left: none asks, and 12 are adapted. */
static void no_more_households_are_adapted_than_are_eligible(void **state)
{
    struct care_services_fixture *f = *state;
    care_services_fixture_run(f, YEAR);
    f->services.adapted[0].households = 20; /* two are lost; 18 are more than 12 */
    f->parameters.persons_per_household = 2;
    care_services_fixture_run(f, YEAR + 1);
    assert_counts(f, YEAR + 1, CARE_SERVICE_ADAPTATION, 12, 0, 0, 0);
    assert_int_equal(f->services.adapted[0].households, 12);
}

/* ---- the census ---- */

/* 0.1 of 18 households, 1.8, are adapted by 2020; 16 x 0.6 = 9.6 ask. No year lies behind: nothing was done or paid. */
static void at_the_census_people_are_counted_and_nothing_is_done(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.adaptation_quota_share = care_money_lever(0.2);
    care_services_fixture_run(f, CARE_FIRST_YEAR);
    assert_int_equal(f->services.adapted[0].households, 2);
    assert_counts(f, CARE_FIRST_YEAR, CARE_SERVICE_ADAPTATION, 18, 10, 0, 10);
    assert_counts(f, CARE_FIRST_YEAR, CARE_SERVICE_MEALS, 73, 11, 11, 0);
    for (int service = 0; service < CARE_N_SERVICES; service++) {
        assert_true(isnan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_VOLUME, CARE_FIRST_YEAR, service)));
        assert_true(isnan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_COST, CARE_FIRST_YEAR, service)));
    }
}

/* ---- what the queue places ---- */

/* 7 hold a day place and 3 wait; all 213 at home may ask. 24 months are 2 years of 52 weeks of 5 days; of visits of a severe
 * case, 5 hours a week, 2 x 52 x 5 hours; 6 months of a home bed are half a year. Finance says what it cost. */
static void places_of_the_queue_are_counted_and_paid_for_elsewhere(void **state)
{
    struct care_services_fixture *f = *state;
    struct care_placement_use *use = &f->money->use[0];
    use->holding[CARE_DAY_PLACE] = 7;
    use->waiting[CARE_DAY_PLACE] = 3;
    use->holding[CARE_HOME_BED_PLACE] = 4;
    use->waiting[CARE_VISITS_PLACE] = 2;
    care_money_hold(f->money, 0, CARE_DAY_PLACE, (struct care_profile){.level = 1}, 24, 0);
    care_money_hold(f->money, 0, CARE_VISITS_PLACE, (struct care_profile){.level = 3, .is_insured = true}, 24, 0);
    care_money_hold(f->money, 0, CARE_HOME_BED_PLACE, (struct care_profile){.level = 4}, 6, 0);
    care_services_fixture_run(f, YEAR);
    assert_counts(f, YEAR, CARE_SERVICE_DAY_CARE, 213, 10, 7, 3);
    assert_counts(f, YEAR, CARE_SERVICE_HOME_BED, 43, 4, 4, 0);
    assert_counts(f, YEAR, CARE_SERVICE_HOME_VISITS, 213, 2, 0, 2);
    assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_VOLUME, YEAR, CARE_SERVICE_DAY_CARE), 520);
    assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_VOLUME, YEAR, CARE_SERVICE_HOME_BED), 182.5);
    assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_VOLUME, YEAR, CARE_SERVICE_HOME_VISITS), 520);
    assert_true(isnan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_COST, YEAR, CARE_SERVICE_DAY_CARE)));
    f->money->ledger.price_factor = 1.5;
    care_services_enter_cost(&f->services, 0, YEAR, CARE_SERVICE_DAY_CARE, 1000);
    assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_COST, YEAR, CARE_SERVICE_DAY_CARE), 1500);
}

/* A severe case: 24 months of visits of 5 hours a week and 12 of day care of 40 are 10 + 40 hours a week over the year; 70
 * are missing, 20 remain. A total one: 12 months of a home bed of 7 hours a week, of which 3 were missing. */
static void hours_of_services_stand_beside_what_families_cannot_give(void **state)
{
    struct care_services_fixture *f = *state;
    care_money_hold(f->money, 0, CARE_VISITS_PLACE, (struct care_profile){.level = 3}, 24, 0);
    care_money_hold(f->money, 0, CARE_DAY_PLACE, (struct care_profile){.level = 3}, 12, 0);
    care_money_hold(f->money, 0, CARE_HOME_BED_PLACE, (struct care_profile){.level = 4}, 12, 0);
    double *missing = care_tally_amounts(&f->tally, f->services.care_hours, YEAR, 0);
    missing[3 * 3 + 2] = 70;
    missing[4 * 3 + 2] = 3;
    care_services_fixture_run(f, YEAR);
    static const double severe[] = {50, 70, 20}, total[] = {7, 3, 0};
    for (int i = 0; i < 3; i++) {
        assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_HOURS, YEAR, 3 * 3 + i), severe[i]);
        assert_yuan(care_services_fixture_amount(f, CARE_SERVICES_CUBE_HOURS, YEAR, 4 * 3 + i), total[i]);
    }
}

/* ---- what always holds ---- */

static void assert_account(const struct care_services_fixture *f, int year)
{
    for (int service = 0; service < CARE_N_SERVICES; service++) {
        int32_t n[CARE_N_SERVED_MEASURES];
        for (int i = 0; i < CARE_N_SERVED_MEASURES; i++) {
            n[i] = care_services_fixture_count(f, year, (enum care_service)service, (enum care_served_measure)i);
            assert_true(n[i] >= 0);
        }
        assert_int_equal(n[CARE_ASKED], n[CARE_SERVED] + n[CARE_UNSERVED]);
        assert_true(n[CARE_ASKED] <= n[CARE_ELIGIBLE]);
    }
}

static void asked_is_served_and_unserved_whatever_is_short(void **state)
{
    struct care_services_fixture *f = *state;
    struct care_lever *const scarce[] = {
        &f->parameters.visit_hours_of_node,      &f->parameters.meals_of[CARE_MEALS_OF_CANTEENS],
        &f->parameters.baths_of_point,           &f->parameters.respite_days_per_year,
        &f->parameters.adaptation_quota_share,   &f->parameters.cover_share[CARE_SERVICE_EMERGENCY_CALL],
        &f->queue.assessments_per_1000_per_month};
    f->money->use[0].holding[CARE_DAY_PLACE] = 9;
    f->money->use[0].waiting[CARE_DAY_PLACE] = 4;
    care_services_fixture_run(f, YEAR);
    assert_account(f, YEAR);
    for (size_t i = 0; i < sizeof scarce / sizeof scarce[0]; i++) {
        *scarce[i] = care_money_lever(i % 2 == 0 ? 0 : 0.1);
    }
    care_services_fixture_run(f, YEAR + 1);
    assert_account(f, YEAR + 1);
    assert_int_equal(care_services_fixture_count(f, YEAR + 1, CARE_SERVICE_MONTHLY_VISIT, CARE_SERVED), 0);
}

/* Every yuan of the services is in the books, paid and received once. */
static void the_books_hold_what_services_cost(void **state)
{
    struct care_services_fixture *f = *state;
    f->parameters.respite_days_per_year = care_money_lever(14);
    f->parameters.adaptation_quota_share = care_money_lever(0.2);
    care_services_fixture_run(f, YEAR);
    double cost = 0, paid = 0, received = 0;
    for (int service = CARE_FIRST_COUNTED_SERVICE; service < CARE_N_SERVICES; service++) {
        cost += care_services_fixture_amount(f, CARE_SERVICES_CUBE_COST, YEAR, (int)service);
    }
    for (int purpose = 0; purpose < CARE_N_MONEY_PURPOSES; purpose++) {
        for (int payer = 0; payer < CARE_N_PAYERS; payer++) {
            paid += care_money_cost(f->money, 0, purpose, payer);
        }
        for (int to = 0; to < CARE_N_RECEIVERS; to++) {
            received += care_money_received(f->money, 0, purpose, to);
        }
    }
    assert_true(cost > 100000);
    assert_yuan(paid, cost);
    assert_yuan(received, cost);
}

static void a_lever_by_district_reaches_that_district_only(void **state)
{
    struct care_services_fixture *f = *state;
    static const int32_t second[] = {CARE_MONEY_SECOND_DISTRICT};
    struct care_lever_rule none = {second, 1, false, CARE_FIRST_YEAR, care_money_level(0)};
    f->parameters.take_up[CARE_SERVICE_MEALS].rules = &none;
    f->parameters.take_up[CARE_SERVICE_MEALS].n_rules = 1;
    care_money_add(f->money, 1, (struct care_profile){.band = 5, .is_local = true}, 100);
    care_services_fixture_run(f, YEAR);
    const int32_t *cells = care_tally_counts(&f->tally, f->services.cube[CARE_SERVICES_CUBE_PERSONS], YEAR, 1);
    assert_int_equal(cells[CARE_SERVICE_MEALS * CARE_N_SERVED_MEASURES + CARE_ELIGIBLE], 100);
    assert_int_equal(cells[CARE_SERVICE_MEALS * CARE_N_SERVED_MEASURES + CARE_ASKED], 0);
    assert_int_equal(care_services_fixture_count(f, YEAR, CARE_SERVICE_MEALS, CARE_ASKED), 11);
}

int main(void)
{
#define SERVICES_TEST(name) \
    cmocka_unit_test_setup_teardown(name, care_services_fixture_setup, care_services_fixture_teardown)
    const struct CMUnitTest tests[] = {
        SERVICES_TEST(monthly_visits_go_to_all_who_consent_while_there_are_hours),
        SERVICES_TEST(hours_of_communities_bound_monthly_visits),
        SERVICES_TEST(health_management_reaches_its_share),
        SERVICES_TEST(family_doctors_sign_their_share_of_everybody),
        SERVICES_TEST(baths_are_bounded_by_the_points),
        SERVICES_TEST(respite_takes_idle_beds_and_none_when_not_offered),
        SERVICES_TEST(devices_go_as_far_as_the_cover),
        SERVICES_TEST(assessments_are_bounded_by_the_assessors_of_the_queue),
        SERVICES_TEST(homes_are_counted_for_contracts_and_co_location),
        SERVICES_TEST(each_meal_group_alone_and_all_together_count_persons_once),
        SERVICES_TEST(a_row_for_the_districts_own_registration_counts_a_share_of_those_registered_in_the_city),
        SERVICES_TEST(a_meal_is_paid_by_the_person_and_two_subsidies),
        SERVICES_TEST(a_subsidy_above_the_price_pays_the_price),
        SERVICES_TEST(canteens_bound_meals),
        SERVICES_TEST(the_start_age_is_a_lever_and_never_lets_in_younger_people),
        SERVICES_TEST(adaptation_counts_households_and_has_a_quota),
        SERVICES_TEST(adaptation_saturates_and_follows_those_who_are_lost),
        SERVICES_TEST(a_quota_of_less_than_a_household_is_carried_to_the_next_year),
        SERVICES_TEST(a_loss_of_less_than_a_household_is_carried_to_the_next_year),
        SERVICES_TEST(no_more_households_are_adapted_than_are_eligible),
        SERVICES_TEST(at_the_census_people_are_counted_and_nothing_is_done),
        SERVICES_TEST(places_of_the_queue_are_counted_and_paid_for_elsewhere),
        SERVICES_TEST(hours_of_services_stand_beside_what_families_cannot_give),
        SERVICES_TEST(asked_is_served_and_unserved_whatever_is_short),
        SERVICES_TEST(the_books_hold_what_services_cost),
        SERVICES_TEST(a_lever_by_district_reaches_that_district_only),
    };
    return cmocka_run_group_tests_name("services", tests, NULL, NULL);
}
