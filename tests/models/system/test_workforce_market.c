/** @file  Staff: what the norms do to all beds, for whom nobody is sought, what is left when staff is halved, how fast
 *  directors come, where a lever holds. */
#include "models/system/workforce.h"

#include "tests/models/system/money_fixture.h"
#include "tests/models/system/workforce_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum {
    YEAR = CARE_FIRST_YEAR + 1,
    HOMES = CARE_STAFF_OF_HOMES,
    SERVICES = CARE_STAFF_OF_SERVICES,
};

#define assert_near(found, expected) assert_true(fabs((found) - (expected)) < 1e-9)

static void assert_moved(const struct care_workforce_world *w, int district, int occupation, int hired, int left)
{
    assert_int_equal(care_workforce_world_flow(w, district, occupation, CARE_STAFF_CERTIFIED), 0);
    assert_int_equal(care_workforce_world_flow(w, district, occupation, CARE_STAFF_HIRED), hired);
    assert_int_equal(care_workforce_world_flow(w, district, occupation, CARE_STAFF_LEFT), left);
}

/* ---- certificates ---- */

/* 100 in post, 60 of them with a certificate, 100 wanted: 28 leave, 6 in 10 of them with one; ten are trained, 3.5 of them new,
 * 3.15 with the certificate, 3 of them whole persons; 0.9 x (28 - 3.15), 22 persons, are hired, 6 in 10 with one. Of the 6.5
 * who serve already 4 in 10 had none, and 0.9 of these get one: 0.6 x 72 + 3 + 13.2 + 2.34. */
static void certificates_come_with_courses_and_hiring_and_go_with_who_leaves(void **state)
{
    struct care_workforce_world *w = *state;
    w->parameters.trained_per_year = care_money_level(10);
    care_workforce_world_staff(w, 0, HOMES, 100, 100);
    w->workforce.districts[0].certified[HOMES] = 60;
    care_workforce_world_begin(w, YEAR);
    assert_int_equal(care_workforce_world_flow(w, 0, HOMES, CARE_STAFF_CERTIFIED), 3);
    assert_int_equal(care_workforce_world_flow(w, 0, HOMES, CARE_STAFF_HIRED), 22);
    assert_near(w->workforce.districts[0].certified[HOMES], 0.6 * 72 + 3 + 13.2 + 2.34);
}

/* In 2020 seven tenths of the posts, as the parameter says: of 100 in ordinary beds of each level, 82 posts, 57.4. */
static void caregivers_of_2020_have_the_certificate_by_their_share(void **state)
{
    struct care_workforce_world *w = *state;
    care_workforce_world_serve(w, 0, CARE_ORDINARY_BED, 100);
    care_workforce_world_year(w, CARE_FIRST_YEAR);
    assert_int_equal(care_workforce_world_posts(w, 0, HOMES), 82);
    assert_near(w->workforce.districts[0].certified[HOMES], 57.4);
    assert_int_equal(care_tally_counts(&w->tally, w->workforce.certified, CARE_FIRST_YEAR, 0)[HOMES], 57);
}

/* ---- beds ---- */

/* 0.9 of the residents to a caregiver: 63, 111, 171, 278, 278 thousandths in ordinary and nursing beds, 1/2.7 = 370 for all in
 * dementia beds. */
static void a_factor_on_the_ratios_holds_in_beds_of_all_classes(void **state)
{
    struct care_workforce_world *w = *state;
    static const double needed[CARE_N_BED_CLASSES] = {90.1, 90.1, 185};
    w->parameters.residents_factor = care_money_level(0.9);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        care_workforce_world_serve(w, class, (enum care_place_class) class, 100);
    }
    care_workforce_world_year(w, CARE_FIRST_YEAR);
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        assert_near(care_workforce_world_needed(w, class, HOMES), needed[class]);
    }
}

/* Five severe residents in seven nursing beds, four wait for one: two could come, 154 thousandths each as moderate. All of
 * them taken: nobody could, though ordinary beds are free. */
static void a_free_bed_of_another_class_wants_no_staff(void **state)
{
    struct care_workforce_world *w = *state;
    w->residents[0].persons[CARE_NURSING_BED][3] = 5;
    w->use[0].waiting[CARE_NURSING_BED] = 4;
    care_workforce_world_build(w, 0, CARE_ORDINARY_BED, 9);
    care_workforce_world_build(w, 0, CARE_NURSING_BED, 7);
    care_workforce_world_year(w, CARE_FIRST_YEAR);
    assert_near(w->workforce.districts[0].wanted[HOMES], 5 * 0.25 + 2 * 0.154);
    care_workforce_world_build(w, 0, CARE_NURSING_BED, 5);
    care_workforce_world_close(w, CARE_FIRST_YEAR);
    assert_near(w->workforce.districts[0].wanted[HOMES], 5 * 0.25);
}

/* 41 posts for residents who need 81.1: the market adds 4.9 in a year, and 11.5 are replaced. All the year there is less
 * than the residents alone need. */
static void with_staff_halved_residents_alone_need_more_than_there_is(void **state)
{
    struct care_workforce_world *w = *state;
    w->parameters.posts_factor_2020 = 0.5;
    care_workforce_world_serve(w, 0, CARE_NURSING_BED, 100);
    care_workforce_world_year(w, CARE_FIRST_YEAR);
    care_workforce_world_begin(w, YEAR);
    assert_moved(w, 0, HOMES, 16, 11);
    for (int month = 1; month <= CARE_MONTHS_A_YEAR; month++) {
        assert_in_range(care_workforce_world_staff_milli(w, month, 0, HOMES), 41000, 46000);
    }
}

/* ---- levers by district ---- */

/* Half leave in the second district: 50 of 100, and 28 elsewhere; before the rule's first year 28 there too. */
static void a_rule_for_one_district_holds_there_from_its_year(void **state)
{
    struct care_workforce_world *w = *state;
    const int32_t second = CARE_STAFFED_FIRST_CODE + 1;
    const struct care_lever_rule rule = {&second, 1, false, YEAR + 1, care_money_level(0.5)};
    care_workforce_world_freeze(w);
    w->parameters.attrition_per_year = (struct care_lever){care_money_level(0.28), &rule, 1};
    static const int left[2][CARE_STAFFED_DISTRICTS] = {{28, 28, 28}, {28, 50, 28}};
    for (int y = 0; y < 2; y++) {
        for (int d = 0; d < CARE_STAFFED_DISTRICTS; d++) {
            care_workforce_world_staff(w, d, SERVICES, 100, 100);
        }
        care_workforce_world_begin(w, YEAR + y);
        for (int d = 0; d < CARE_STAFFED_DISTRICTS; d++) {
            assert_moved(w, d, SERVICES, 0, left[y][d]);
        }
    }
}

/* ---- the others ---- */

/* Ten homes and six directors: 1.68 leave, 5.68 posts are open, and the market gives 1.68 + 0.72, two of them. */
static void directors_fill_as_fast_as_the_market_allows(void **state)
{
    struct care_workforce_world *w = *state;
    w->workforce.districts[0].needed[CARE_DIRECTORS] = 10;
    w->workforce.districts[0].posts[CARE_DIRECTORS] = 6;
    care_workforce_world_begin(w, YEAR);
    assert_moved(w, 0, CARE_DIRECTORS, 2, 1);
}

int main(void)
{
#define STAFFED(test) cmocka_unit_test_setup_teardown(test, care_workforce_world_setup, care_workforce_world_teardown)
    const struct CMUnitTest tests[] = {
        STAFFED(certificates_come_with_courses_and_hiring_and_go_with_who_leaves),
        STAFFED(caregivers_of_2020_have_the_certificate_by_their_share),
        STAFFED(a_factor_on_the_ratios_holds_in_beds_of_all_classes),
        STAFFED(a_free_bed_of_another_class_wants_no_staff),
        STAFFED(with_staff_halved_residents_alone_need_more_than_there_is),
        STAFFED(a_rule_for_one_district_holds_there_from_its_year),
        STAFFED(directors_fill_as_fast_as_the_market_allows),
    };
    return cmocka_run_group_tests_name("workforce market", tests, NULL, NULL);
}
