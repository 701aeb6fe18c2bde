/** @file  The destitute and the disabled who are reached, by hand, among the people of the services fixture. */
#include "models/system/reach.h"

#include "models/system/services.h"

#include "tests/models/system/services_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { YEAR = CARE_FIRST_YEAR + 1 };

static struct care_reach reach_of(struct care_services_fixture *f)
{
    assert_int_equal(care_services_fixture_read(f), CARE_OK);
    return (struct care_reach){.profiles = &f->money->profiles,
                               .use = f->money->use,
                               .rules = f->rules,
                               .registration = &f->money->allowances->registration,
                               .areas = f->money->areas,
                               .tally = &f->tally};
}

/* 4 severe in a home, 10 without disability and 6 of total disability at home; two of them wait for a bed. */
static void the_destitute_are_told_by_what_they_can_and_where_they_are(void **state)
{
    struct care_services_fixture *f = *state;
    static const int32_t expected[CARE_N_DESTITUTE_ITEMS] = {
        [CARE_DESTITUTE_SUPPORTED] = 20, [CARE_DESTITUTE_UNABLE] = 10,        [CARE_DESTITUTE_WILLING] = 6,
        [CARE_DESTITUTE_IN_HOME] = 4,    [CARE_DESTITUTE_UNABLE_IN_HOME] = 4, [CARE_DESTITUTE_WAITING] = 2,
    };
    care_money_add(f->money, 0, (struct care_profile){.relief = CARE_DESTITUTE, .level = 3, .is_in_home = true}, 4);
    care_money_add(f->money, 0, (struct care_profile){.relief = CARE_DESTITUTE}, 10);
    care_money_add(f->money, 0, (struct care_profile){.relief = CARE_DESTITUTE, .level = 4}, 6);
    f->money->use[0].destitute_waiting = 2;
    const struct care_reach reach = reach_of(f);
    int32_t found[CARE_N_DESTITUTE_ITEMS];
    care_reach_destitute(&reach, 0, found);
    assert_memory_equal(found, expected, sizeof found);
}

/* 20 + 10 + 8 + 5 disabled at home, 6 in a home; 20 + 10 may be visited. Ten hold a place at home, so of the 30 about
 * 30 x 33/43 do not; half of those are visited: 6 + 10 + 11.5. */
static void disabled_people_in_homes_with_a_place_or_visited_are_helped(void **state)
{
    struct care_services_fixture *f = *state;
    int32_t found[CARE_N_HELP_ITEMS];
    f->money->use[0].disabled_served_at_home = 10;
    const struct care_reach reach = reach_of(f);
    care_reach_disabled(&reach, 0, YEAR, 0.5, found);
    assert_int_equal(found[CARE_HELP_DISABLED], 49);
    assert_int_equal(found[CARE_HELP_HELPED], 28);
    care_reach_disabled(&reach, 0, YEAR, 0, found);
    assert_int_equal(found[CARE_HELP_HELPED], 16);
}

/* Everybody is visited: where all disabled people are entitled to it, all are helped. */
static void who_is_visited_and_entitled_leaves_nobody_alone(void **state)
{
    struct care_services_fixture *f = *state;
    int32_t found[CARE_N_HELP_ITEMS];
    for (int row = 0; row < f->n_rules; row++) {
        if (f->rule_rows[row][CARE_SERVICES_RULES_SERVICE] == CARE_SERVICE_MONTHLY_VISIT) {
            f->rule_rows[row][CARE_SERVICES_RULES_FIRST + CARE_ENTITLED_SPECIAL] = 0;
            f->rule_rows[row][CARE_SERVICES_RULES_FIRST + CARE_ENTITLED_LEVEL_FROM] = 1;
        }
    }
    f->money->use[0].disabled_served_at_home = 10;
    const struct care_reach reach = reach_of(f);
    care_reach_disabled(&reach, 0, YEAR, 1, found);
    assert_int_equal(found[CARE_HELP_HELPED], found[CARE_HELP_DISABLED]);
}

/* A share of one: all 43 disabled people at home are to be visited, be they in special difficulty or not. */
static void the_share_of_disabled_people_visited_goes_beyond_the_rows(void **state)
{
    struct care_services_fixture *f = *state;
    int32_t found[CARE_N_HELP_ITEMS];
    f->parameters.disabled_visited_share = care_money_lever(1);
    const struct care_reach reach = reach_of(f);
    care_reach_disabled(&reach, 0, YEAR, 1, found);
    assert_int_equal(found[CARE_HELP_HELPED], 49);
    f->parameters.disabled_visited_share = care_money_lever(0.5); /* 30 in special difficulty, 6.5 of the other 13 */
    care_reach_disabled(&reach, 0, YEAR, 1, found);
    assert_int_equal(found[CARE_HELP_HELPED], 42);
}

/* As many as the services say: 28 of 30 who may be visited consent; nobody is destitute. */
static void the_years_cubes_are_filled(void **state)
{
    struct care_services_fixture *f = *state;
    static const struct care_cube_spec *const specs[] = {&care_reach_destitute_cube, &care_reach_disabled_cube};
    struct care_cubes *cubes = NULL;
    care_services_fixture_run(f, YEAR);
    assert_int_equal(care_cubes_create(specs, 2, care_cubes_outer(f->cubes), &cubes), CARE_OK);
    struct care_reach reach = {.profiles = &f->money->profiles,
                               .use = f->money->use,
                               .rules = f->rules,
                               .registration = &f->money->allowances->registration,
                               .areas = f->money->areas,
                               .tally = &f->tally,
                               .services = f->services.cube[CARE_SERVICES_CUBE_PERSONS],
                               .destitute = care_cubes_at(cubes, 0),
                               .disabled_help = care_cubes_at(cubes, 1)};
    const struct care_year year = {.year = YEAR, .index = 1};
    assert_int_equal(care_reach_model.close(&reach, &year), CARE_OK);
    assert_int_equal(care_tally_counts(&f->tally, reach.disabled_help, YEAR, 0)[CARE_HELP_HELPED], 6 + 28);
    assert_int_equal(care_tally_counts(&f->tally, reach.destitute, YEAR, 0)[CARE_DESTITUTE_SUPPORTED], 0);
    care_cubes_free(cubes);
}

int main(void)
{
#define REACH_TEST(name) \
    cmocka_unit_test_setup_teardown(name, care_services_fixture_setup, care_services_fixture_teardown)
    const struct CMUnitTest tests[] = {
        REACH_TEST(the_destitute_are_told_by_what_they_can_and_where_they_are),
        REACH_TEST(disabled_people_in_homes_with_a_place_or_visited_are_helped),
        REACH_TEST(who_is_visited_and_entitled_leaves_nobody_alone),
        REACH_TEST(the_share_of_disabled_people_visited_goes_beyond_the_rows),
        REACH_TEST(the_years_cubes_are_filled),
    };
    return cmocka_run_group_tests_name("reach", tests, NULL, NULL);
}
