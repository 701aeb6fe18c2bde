/** @file  Staff by hand, in a city of three districts on a road (tests/models/system/workforce_world.c): need, posts of 2020,
 *  flows of a year. Loans, months, money and any world: test_workforce_accounts.c. */
#include "models/system/workforce.h"

#include "tests/models/system/money_fixture.h"
#include "tests/models/system/workforce_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N = CARE_STAFFED_DISTRICTS, HOMES = CARE_STAFF_OF_HOMES, SERVICES = CARE_STAFF_OF_SERVICES };

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) < 1e-9)) {
        print_error("%.12g, expected %.12g\n", found, expected);
        fail();
    }
}

/* ---- need ---- */

/* What 100 of each of the five levels in a class of places need. */
static double need_of_500(struct care_workforce_world *world, enum care_place_class place_class)
{
    memset(world->residents, 0, sizeof world->residents);
    care_workforce_world_serve(world, 0, place_class, 100);
    care_workforce_world_year(world, CARE_FIRST_YEAR);
    return care_workforce_world_needed(
        world, 0, place_class < CARE_DAY_PLACE ? CARE_CAREGIVERS_OF_HOMES : CARE_CAREGIVERS_OF_SERVICES);
}

/* In thousandths of a post: 1/17.5 = 57, 1/10 = 100, 1/6.5 = 154, 1/4 = 250, 250: together 811. */
static void residents_of_homes_need_caregivers_by_level(void **state)
{
    assert_near(need_of_500(*state, CARE_ORDINARY_BED), 81.1);
    assert_near(need_of_500(*state, CARE_NURSING_BED), 81.1);
}

/* 1/3 = 333 for all levels: 5 x 33.3. Where a ratio is below 3, that one: 1/2 = 500 for the last. */
static void dementia_beds_need_one_caregiver_to_three_residents_at_least(void **state)
{
    struct care_workforce_world *world = *state;
    assert_near(need_of_500(world, CARE_DEMENTIA_BED), 166.5);
    world->parameters.residents_per_caregiver[CARE_N_LEVELS - 1] = 2;
    assert_near(need_of_500(world, CARE_DEMENTIA_BED), 4 * 33.3 + 50);
}

/* 1/8 = 125 thousandths for everybody. */
static void day_places_need_one_to_eight(void **state)
{
    assert_near(need_of_500(*state, CARE_DAY_PLACE), 62.5);
}

/* A worker has 5 x 230 / 52 = 22.115 hours a week. Visits of 0.5, 1, 3, 5, 7 hours take 23, 45, 136, 226, 317
 * thousandths: 747; a home bed an hour more, 1.5, 2, 4, 6, 8: 68, 90, 181, 271, 362: 972. */
static void visits_and_home_beds_need_the_hours_of_their_level(void **state)
{
    assert_near(need_of_500(*state, CARE_VISITS_PLACE), 74.7);
    assert_near(need_of_500(*state, CARE_HOME_BED_PLACE), 97.2);
}

/* Factor 2 halves what beds and day places take: 29, 50, 77, 125, 125 thousandths are 40.6 posts; 62.5 to the even 62, five
 * times: 31; visits are hours. */
static void more_residents_to_a_caregiver_need_fewer_caregivers(void **state)
{
    struct care_workforce_world *world = *state;
    world->parameters.residents_factor = care_money_level(2);
    assert_near(need_of_500(world, CARE_NURSING_BED), 40.6);
    assert_near(need_of_500(world, CARE_DAY_PLACE), 31);
    assert_near(need_of_500(world, CARE_VISITS_PLACE), 74.7);
}

/* 2,000 people and 300 beds: 2 + 3 social workers. 2 + 1 homes. 1,000 who asked at 500 a year: 2. 81.1 x 0.45 others. */
static void other_occupations_go_by_people_beds_homes_and_askers(void **state)
{
    struct care_workforce_world *world = *state;
    world->elders[0].persons = 2000;
    care_workforce_world_build(world, 0, CARE_ORDINARY_BED, 300);
    world->facilities[0][0][CARE_PUBLIC_HOMES] = 2;
    world->facilities[0][0][CARE_PRIVATE_HOMES] = 1;
    world->use[0].asked[CARE_NURSING_BED] = 400;
    world->use[0].asked[CARE_VISITS_PLACE] = 600;
    assert_near(need_of_500(world, CARE_NURSING_BED), 81.1);
    assert_near(care_workforce_world_needed(world, 0, CARE_SOCIAL_WORKERS), 5);
    assert_near(care_workforce_world_needed(world, 0, CARE_DIRECTORS), 3);
    assert_near(care_workforce_world_needed(world, 0, CARE_ASSESSORS), 2);
    assert_near(care_workforce_world_needed(world, 0, CARE_OTHER_STAFF), 36.495);
}

/* 100 wait for nursing beds, 50 beds stand free: half of 100 x 154 thousandths. Others need what they need: of 100 who wait
 * for visits, 136 thousandths each; no day places, so nobody for those who wait for them. */
static void employers_want_staff_for_those_who_wait_as_far_as_places_are_free(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_build(world, 0, CARE_NURSING_BED, 550);
    world->use[0].waiting[CARE_NURSING_BED] = 100;
    world->use[0].waiting[CARE_VISITS_PLACE] = 100;
    world->use[0].waiting[CARE_DAY_PLACE] = 100;
    assert_near(need_of_500(world, CARE_NURSING_BED), 81.1);
    assert_near(world->workforce.districts[0].wanted[HOMES], 81.1 + 7.7);
    assert_near(world->workforce.districts[0].wanted[SERVICES], 13.6);
}

/* 20 wait and 50 beds stand free: all 20 x 154 thousandths, and no more. */
static void free_places_that_nobody_waits_for_want_no_staff(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_build(world, 0, CARE_NURSING_BED, 550);
    world->use[0].waiting[CARE_NURSING_BED] = 20;
    assert_near(need_of_500(world, CARE_NURSING_BED), 81.1);
    assert_near(world->workforce.districts[0].wanted[HOMES], 81.1 + 3.08);
}

/* Six nursing beds are free and two people wait for one; three wait for a dementia bed, of which one is free, and three for
 * an ordinary bed, of which there is none: four nursing beds are left over for five. 154 thousandths, or 333 in a dementia
 * bed; day places wait for no bed, and one of two is free: 125 thousandths. */
static void nursing_beds_left_over_serve_those_who_want_other_beds(void **state)
{
    struct care_workforce_world *world = *state;
    world->use[0].waiting[CARE_ORDINARY_BED] = 3;
    world->use[0].waiting[CARE_NURSING_BED] = 2;
    world->use[0].waiting[CARE_DEMENTIA_BED] = 3;
    world->use[0].waiting[CARE_DAY_PLACE] = 2;
    care_workforce_world_build(world, 0, CARE_NURSING_BED, 6);
    care_workforce_world_build(world, 0, CARE_DEMENTIA_BED, 1);
    world->day_places[0][CARE_MONTHS_A_YEAR - 1][0] = 1;
    care_workforce_world_year(world, CARE_FIRST_YEAR);
    assert_near(world->workforce.districts[0].wanted[HOMES], 6 * 0.154 + 0.333);
    assert_near(world->workforce.districts[0].wanted[SERVICES], 0.125);
}

/* ---- posts of 2020 ---- */

/* Two districts need 81.1 each, 162.2 together; services 62.5; others 0.45 x 81.1 = 36.495. */
static void set_2020(struct care_workforce_world *world, double caregivers_of_the_city)
{
    world->parameters.caregivers_of_homes_2020 = caregivers_of_the_city;
    care_workforce_world_serve(world, 0, CARE_ORDINARY_BED, 100);
    care_workforce_world_serve(world, 1, CARE_NURSING_BED, 100);
    care_workforce_world_serve(world, 1, CARE_DAY_PLACE, 100);
    care_workforce_world_year(world, CARE_FIRST_YEAR);
}

static void posts_of_2020_are_those_needed_where_the_city_says_fewer(void **state)
{
    struct care_workforce_world *world = *state;
    set_2020(world, 100);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 82);
    assert_int_equal(care_workforce_world_posts(world, 1, HOMES), 82);
    assert_int_equal(care_workforce_world_posts(world, 1, SERVICES), 63);
    assert_int_equal(care_workforce_world_posts(world, 1, CARE_OTHER_STAFF), 37);
    assert_int_equal(care_workforce_world_posts(world, 2, HOMES), 0);
}

/* 324.4 is twice the need: 162.2 each; others 72.99. Services know no figure of the city. */
static void posts_of_2020_are_the_citys_where_it_says_more(void **state)
{
    struct care_workforce_world *world = *state;
    set_2020(world, 324.4);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 163);
    assert_int_equal(care_workforce_world_posts(world, 1, HOMES), 163);
    assert_int_equal(care_workforce_world_posts(world, 1, SERVICES), 63);
    assert_int_equal(care_workforce_world_posts(world, 1, CARE_OTHER_STAFF), 73);
}

/* 40.55, 31.25, 18.2475: always whole persons, up. */
static void posts_of_2020_can_be_halved(void **state)
{
    struct care_workforce_world *world = *state;
    world->parameters.posts_factor_2020 = 0.5;
    set_2020(world, 100);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 41);
    assert_int_equal(care_workforce_world_posts(world, 1, SERVICES), 32);
    assert_int_equal(care_workforce_world_posts(world, 1, CARE_OTHER_STAFF), 19);
}

/* 10 homes: 10 directors needed, 0.6 of them in post. */
static void other_posts_of_2020_are_filled_in_part(void **state)
{
    struct care_workforce_world *world = *state;
    world->facilities[0][2][CARE_PRIVATE_HOMES] = 10;
    set_2020(world, 0);
    assert_int_equal(care_workforce_world_posts(world, 2, CARE_DIRECTORS), 6);
}

/* ---- flows ---- */

/* 0.28 x 6,333 = 1,773.24: 1,773 go, 4,560 stay. 0.28 x 4,560 = 1,276.8 and the 0.24 left over: 1,277 go, 3,283 stay. */
static void staff_leaves_and_fractions_wait_for_the_next_year(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_freeze(world);
    world->parameters.attrition_per_year = care_money_lever(0.28);
    care_workforce_world_staff(world, 0, HOMES, 6333, 0);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_LEFT), 1773);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 4560);
    care_workforce_world_begin(world, 2022);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_LEFT), 1277);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 3283);
}

/* Courses for 100: 75 to homes and 25 to services, as posts are wanted. 0.35 x 0.9 of them are new, stay and pass:
 * 23.625 and 7.875; a year on 0.625 + 23.625 and 0.875 + 7.875 are 24 and 8. */
static void courses_go_where_staff_is_wanted_and_few_of_the_trained_are_new(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_freeze(world);
    world->parameters.trained_per_year = care_money_level(100);
    care_workforce_world_staff(world, 0, HOMES, 0, 300);
    care_workforce_world_staff(world, 1, SERVICES, 0, 100);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_TRAINED), 75);
    assert_int_equal(care_workforce_world_flow(world, 1, SERVICES, CARE_STAFF_TRAINED), 25);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_CERTIFIED), 23);
    assert_int_equal(care_workforce_world_flow(world, 1, SERVICES, CARE_STAFF_CERTIFIED), 7);
    care_workforce_world_begin(world, 2022);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_CERTIFIED), 24);
    assert_int_equal(care_workforce_world_flow(world, 1, SERVICES, CARE_STAFF_CERTIFIED), 8);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 47);
}

/* A district's own 100 a year, 75 and 25 as its own pools want; the city's 100 besides, half of them here. */
static void courses_of_a_district_are_for_its_own_pools(void **state)
{
    struct care_workforce_world *world = *state;
    const int32_t first = CARE_STAFFED_FIRST_CODE;
    const struct care_lever_rule rule = {&first, 1, false, 2022, care_money_level(100)};
    care_workforce_world_freeze(world);
    world->parameters.trained_per_year = care_money_level(100);
    world->parameters.district_courses[CARE_COURSE_OF_CAREGIVERS].rules = &rule;
    world->parameters.district_courses[CARE_COURSE_OF_CAREGIVERS].n_rules = 1;
    for (int year = 2021; year <= 2022; year++) {
        const int own = year == 2022;
        care_workforce_world_staff(world, 0, HOMES, 0, 300);
        care_workforce_world_staff(world, 0, SERVICES, 0, 100);
        care_workforce_world_staff(world, 1, HOMES, 0, 400);
        care_workforce_world_begin(world, year);
        assert_in_range(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_TRAINED), 37 + 75 * own, 38 + 75 * own);
        assert_in_range(care_workforce_world_flow(world, 0, SERVICES, CARE_STAFF_TRAINED), 12 + 25 * own,
                        13 + 25 * own);
        assert_int_equal(care_workforce_world_flow(world, 1, HOMES, CARE_STAFF_TRAINED), 50);
    }
}

/* Ten posts, ten wanted, 2.8 leave: of a thousand new people 2.8 find an opening; in two years 5.6 of each. */
static void the_trained_are_taken_on_only_as_far_as_there_are_openings(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_freeze(world);
    world->parameters.attrition_per_year = care_money_lever(0.28);
    world->parameters.trained_per_year = care_money_level(1000);
    world->parameters.new_and_staying_share = world->parameters.certified_share = care_money_lever(1);
    care_workforce_world_staff(world, 0, HOMES, 10, 10);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_TRAINED), 1000);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_CERTIFIED), 2);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_LEFT), 2);
    care_workforce_world_begin(world, 2022);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_CERTIFIED), 3);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_LEFT), 3);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 10);
}

/* 100 in post, 100 wanted, of which employers keep 1.22; 10 leave: 32 openings, of which 0.5 are filled; the market would allow 10 + 12. */
static void employers_fill_a_share_of_vacancies_up_to_what_they_keep(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_freeze(world);
    world->parameters.attrition_per_year = care_money_lever(0.1);
    world->parameters.hire_share_of_vacancies = care_money_lever(0.5);
    world->parameters.staffing_ratio = care_money_lever(1.22);
    care_workforce_world_staff(world, 0, HOMES, 100, 100);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_HIRED), 16);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 106);
}

/* 100 in post and ten times as many wanted. 12 more in a year, whoever leaves besides: 28 + 12 hired; of whom the 20 who come
 * from training are 20. Then 112 x 0.12 = 13.44. */
static void posts_grow_no_faster_than_the_market_allows(void **state)
{
    struct care_workforce_world *world = *state;
    world->parameters.hire_share_of_vacancies = care_money_lever(1);
    world->parameters.trained_per_year = care_money_level(20);
    world->parameters.new_and_staying_share = world->parameters.certified_share = care_money_lever(1);
    care_workforce_world_staff(world, 0, HOMES, 100, 1000);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_LEFT), 28);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_CERTIFIED), 20);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_HIRED), 20);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 112);
    world->parameters.attrition_per_year = care_money_lever(0);
    world->parameters.trained_per_year = care_money_level(0);
    care_workforce_world_begin(world, 2022);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 125);
}

/* 1,000 in post: 280 leave at the wage of 2020, 140 at twice, 560 at half; without an elasticity always 280. */
static void a_wage_doubled_halves_leaving(void **state)
{
    struct care_workforce_world *world = *state;
    static const struct {
        double wage, elasticity;
        int32_t left;
    } cases[] = {{1, 1, 280}, {2, 1, 140}, {0.5, 1, 560}, {2, 0, 280}, {2, 2, 70}, {0, 1, 1000}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        world->parameters.relative_wage = care_money_lever(cases[i].wage);
        world->parameters.wage_elasticity = cases[i].elasticity;
        care_workforce_world_staff(world, 0, HOMES, 1000, 0);
        memset(world->workforce.districts[0].carry, 0, sizeof world->workforce.districts[0].carry);
        care_workforce_world_begin(world, 2021);
        assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_LEFT), cases[i].left);
    }
}

/* 100 in post, nobody leaves, 10 wanted more: 0.5 of them are hired; at twice the wage all; the market allows 12, then 24. */
static void a_wage_doubled_draws_twice_as_many(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_freeze(world);
    world->parameters.hire_share_of_vacancies = care_money_lever(0.5);
    care_workforce_world_staff(world, 0, HOMES, 100, 110);
    care_workforce_world_staff(world, 1, HOMES, 100, 1000);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_HIRED), 5);
    assert_int_equal(care_workforce_world_flow(world, 1, HOMES, CARE_STAFF_HIRED), 12);
    world->parameters.relative_wage = care_money_lever(2);
    care_workforce_world_staff(world, 0, HOMES, 100, 110);
    care_workforce_world_staff(world, 1, HOMES, 100, 1000);
    care_workforce_world_begin(world, 2022);
    assert_int_equal(care_workforce_world_flow(world, 0, HOMES, CARE_STAFF_HIRED), 10);
    assert_int_equal(care_workforce_world_flow(world, 1, HOMES, CARE_STAFF_HIRED), 24);
}

/* 5 assessments a month of 1000 older people, 500 a year of one assessor: 20,000 people have 2.4 assessors, three persons. 30
 * assessments a month of 1000: 14.4; 0.84 leave and 12.24 come. */
static void assessors_are_as_many_as_the_assessments_of_the_queue_take(void **state)
{
    struct care_workforce_world *world = *state;
    world->elders[0].persons = 20000;
    care_workforce_world_year(world, CARE_FIRST_YEAR);
    assert_int_equal(care_workforce_world_posts(world, 0, CARE_ASSESSORS), 3);
    world->queue.assessments_per_1000_per_month = care_money_lever(30);
    care_workforce_world_begin(world, CARE_FIRST_YEAR + 1);
    assert_int_equal(care_workforce_world_flow(world, 0, CARE_ASSESSORS, CARE_STAFF_LEFT), 0);
    assert_int_equal(care_workforce_world_flow(world, 0, CARE_ASSESSORS, CARE_STAFF_HIRED), 12);
    assert_int_equal(care_workforce_world_posts(world, 0, CARE_ASSESSORS), 15);
}

/* Other staff is 0.45 of the caregivers of homes in the same year: 100 caregivers less 50 are 22.5, whole persons. */
static void other_staff_follow_the_caregivers_at_once(void **state)
{
    struct care_workforce_world *world = *state;
    care_workforce_world_freeze(world);
    world->workforce.districts[0].posts[CARE_OTHER_STAFF] = 10;
    care_workforce_world_staff(world, 0, HOMES, 100, 100);
    care_workforce_world_begin(world, 2021);
    assert_int_equal(care_workforce_world_posts(world, 0, CARE_OTHER_STAFF), 45);
    world->parameters.attrition_per_year = care_money_lever(0.5);
    care_workforce_world_begin(world, 2022);
    assert_int_equal(care_workforce_world_posts(world, 0, HOMES), 50);
    assert_int_equal(care_workforce_world_posts(world, 0, CARE_OTHER_STAFF),
                     23); /* 22.5 leave: 22; 0.5 for next year */
}

/* Not a post, not a need, not a yuan, though the city trains and the neighbours hire. */
static void a_district_with_nobody_has_no_staff(void **state)
{
    struct care_workforce_world *world = *state;
    world->parameters.trained_per_year = care_money_level(100);
    world->elders[0].persons = 1000;
    care_workforce_world_serve(world, 0, CARE_NURSING_BED, 10);
    for (int year = CARE_FIRST_YEAR; year <= CARE_LAST_YEAR; year++) {
        care_workforce_world_year(world, year);
    }
    static const struct care_workforce_district nothing;
    assert_memory_equal(world->workforce.districts[2].posts, nothing.posts, sizeof nothing.posts);
    assert_memory_equal(world->workforce.districts[2].flows, nothing.flows, sizeof nothing.flows);
    assert_near(world->workforce.training_yuan[2], 0);
    assert_near(care_workforce_wage_bill_yuan(&world->workforce, 2, CARE_LAST_YEAR), 0);
    assert_true(care_workforce_world_posts(world, 0, HOMES) > 0);
}

/* ---- parameters ---- */

static void no_parameter_of_staff_may_be_negative(void **state)
{
    (void)state;
    for (int i = 0; i < care_workforce_parameters_section.n_fields; i++) {
        const struct care_field *field = &care_workforce_parameters_section.fields[i];
        assert_true(field->min >= 0 && field->max > field->min);
        assert_true(field->low >= 0 && field->low <= field->high);
    }
}

int main(void)
{
#define STAFFED(test) cmocka_unit_test_setup_teardown(test, care_workforce_world_setup, care_workforce_world_teardown)
    const struct CMUnitTest tests[] = {
        STAFFED(residents_of_homes_need_caregivers_by_level),
        STAFFED(dementia_beds_need_one_caregiver_to_three_residents_at_least),
        STAFFED(day_places_need_one_to_eight),
        STAFFED(visits_and_home_beds_need_the_hours_of_their_level),
        STAFFED(more_residents_to_a_caregiver_need_fewer_caregivers),
        STAFFED(other_occupations_go_by_people_beds_homes_and_askers),
        STAFFED(employers_want_staff_for_those_who_wait_as_far_as_places_are_free),
        STAFFED(free_places_that_nobody_waits_for_want_no_staff),
        STAFFED(nursing_beds_left_over_serve_those_who_want_other_beds),
        STAFFED(posts_of_2020_are_those_needed_where_the_city_says_fewer),
        STAFFED(posts_of_2020_are_the_citys_where_it_says_more),
        STAFFED(posts_of_2020_can_be_halved),
        STAFFED(other_posts_of_2020_are_filled_in_part),
        STAFFED(staff_leaves_and_fractions_wait_for_the_next_year),
        STAFFED(courses_go_where_staff_is_wanted_and_few_of_the_trained_are_new),
        STAFFED(courses_of_a_district_are_for_its_own_pools),
        STAFFED(the_trained_are_taken_on_only_as_far_as_there_are_openings),
        STAFFED(employers_fill_a_share_of_vacancies_up_to_what_they_keep),
        STAFFED(posts_grow_no_faster_than_the_market_allows),
        STAFFED(a_wage_doubled_halves_leaving),
        STAFFED(a_wage_doubled_draws_twice_as_many),
        STAFFED(assessors_are_as_many_as_the_assessments_of_the_queue_take),
        STAFFED(other_staff_follow_the_caregivers_at_once),
        STAFFED(a_district_with_nobody_has_no_staff),
        cmocka_unit_test(no_parameter_of_staff_may_be_negative),
    };
    return cmocka_run_group_tests_name("workforce", tests, NULL, NULL);
}
