/** @file  Placement before the queue runs: options, ranks, people as its clients; and the census of 2020. In a city of three
 *  districts on a road (tests/models/system/placement_world.c). The years after: test_placement_year.c. */
#include "models/system/placement.h"

#include "tests/models/system/money_fixture.h"
#include "tests/models/system/placement_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { YEAR = CARE_FIRST_YEAR + 1, N = CARE_PLACED_DISTRICTS };

/* ---- options ---- */

enum { PUBLIC = CARE_PUBLIC, PRIVATELY_RUN = CARE_PUBLIC_PRIVATELY_RUN, PRIVATE = CARE_PRIVATE };
enum { OF_PRIVATE, POOR_OF_PRIVATE, OF_PUBLIC, POOR_OF_PUBLIC }; /* who prefers what */

static void assert_options(struct care_placement_world *world, int type, int home,
                           const struct care_queue_option *expected, int n)
{
    care_placement_world_create(world);
    const struct care_queue_option *found =
        world->placement.options + (type * N + home) * (world->placement.n_options + 1);
    for (int i = 0; i < n; i++) {
        assert_int_equal(found[i].district, expected[i].district);
        assert_int_equal(found[i].owner, expected[i].owner);
    }
    assert_int_equal(found[n].district, -1);
}
#define OPTIONS(world, type, home, ...)                                                \
    assert_options(world, type, home, (const struct care_queue_option[]){__VA_ARGS__}, \
                   sizeof((const struct care_queue_option[]){__VA_ARGS__}) / sizeof(struct care_queue_option))

/* District 1 lies 10 km from 2 and 20 km from 0; another district counts 10 km more, a private home 5 km more. Public homes of
 * the own district 0, private 5; of district 2 20 and 25; of district 0 30 and 35. */
static void options_begin_with_the_own_district_and_go_on_by_distance(void **state)
{
    OPTIONS(*state, OF_PUBLIC, 1, {1, PUBLIC}, {1, PRIVATELY_RUN}, {1, PRIVATE}, {2, PUBLIC}, {2, PRIVATELY_RUN},
            {2, PRIVATE}, {0, PUBLIC}, {0, PRIVATELY_RUN}, {0, PRIVATE});
}

/* Private 0, public 5; at 20 km 30 and 35; at 30 km 40 and 45. */
static void who_prefers_private_homes_takes_them_first(void **state)
{
    OPTIONS(*state, OF_PRIVATE, 0, {0, PRIVATE}, {0, PUBLIC}, {0, PRIVATELY_RUN}, {1, PRIVATE}, {1, PUBLIC},
            {1, PRIVATELY_RUN}, {2, PRIVATE}, {2, PUBLIC}, {2, PRIVATELY_RUN});
}

/* The price is 10 km: private 0 + 10, public 5, in the own district; 40 and 35; 50 and 45. */
static void the_poor_avoid_private_homes(void **state)
{
    OPTIONS(*state, POOR_OF_PRIVATE, 0, {0, PUBLIC}, {0, PRIVATELY_RUN}, {0, PRIVATE}, {1, PUBLIC}, {1, PRIVATELY_RUN},
            {1, PRIVATE}, {2, PUBLIC}, {2, PRIVATELY_RUN}, {2, PRIVATE});
}

/* A price of 30 km: private 5 + 30 in the own district, 65 at 20 km, 75 at 30 km; public 0, 30, 40. */
static void a_high_price_sends_the_poor_to_public_homes_of_neighbours(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.market_price_km = 30;
    OPTIONS(world, POOR_OF_PUBLIC, 0, {0, PUBLIC}, {0, PRIVATELY_RUN}, {1, PUBLIC}, {1, PRIVATELY_RUN}, {0, PRIVATE},
            {2, PUBLIC}, {2, PRIVATELY_RUN}, {1, PRIVATE}, {2, PRIVATE});
    OPTIONS(world, OF_PUBLIC, 0, {0, PUBLIC}, {0, PRIVATELY_RUN}, {0, PRIVATE}, {1, PUBLIC}, {1, PRIVATELY_RUN},
            {1, PRIVATE}, {2, PUBLIC}, {2, PRIVATELY_RUN}, {2, PRIVATE});
}

static void districts_beyond_the_limit_are_not_asked(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.neighbour_limit_km = 20;
    OPTIONS(world, OF_PUBLIC, 0, {0, PUBLIC}, {0, PRIVATELY_RUN}, {0, PRIVATE}, {1, PUBLIC}, {1, PRIVATELY_RUN},
            {1, PRIVATE});
    OPTIONS(world, OF_PUBLIC, 2, {2, PUBLIC}, {2, PRIVATELY_RUN}, {2, PRIVATE}, {1, PUBLIC}, {1, PRIVATELY_RUN},
            {1, PRIVATE});
}

static void of_many_neighbours_the_nearest_are_asked(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.neighbours = 1;
    OPTIONS(world, OF_PUBLIC, 1, {1, PUBLIC}, {1, PRIVATELY_RUN}, {1, PRIVATE}, {2, PUBLIC}, {2, PRIVATELY_RUN},
            {2, PRIVATE});
}

static void no_neighbours_no_other_district(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.neighbours = 0;
    OPTIONS(world, OF_PUBLIC, 1, {1, PUBLIC}, {1, PRIVATELY_RUN}, {1, PRIVATE});
    OPTIONS(world, POOR_OF_PRIVATE, 2, {2, PUBLIC}, {2, PRIVATELY_RUN}, {2, PRIVATE});
}

/* ---- ranks and preferences ---- */

enum { MODERATE = 2, SEVERE = 3 };

/* One of each, in this order: destitute; of low income; veteran; severe; moderate; none of it. */
static void assert_ranks(struct care_placement_world *world, const int ranks[6])
{
    static const struct care_placed kinds[6] = {
        {.relief = CARE_DESTITUTE}, {.relief = CARE_LOW_INCOME}, {.is_veteran = true},
        {.level = SEVERE},          {.level = MODERATE},         {0},
    };
    for (int i = 0; i < 6 && world->n_keys < 6; i++) {
        struct care_placed person = kinds[i];
        person.wants = CARE_WANTS_NURSING_BED;
        (void)care_placement_world_add(world, &person);
    }
    const struct care_queue_client *clients = care_placement_world_clients(world, YEAR, 0);
    assert_int_equal(world->placement.clients[0].n, 6);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(clients[i].rank, ranks[i]);
    }
}

static void the_destitute_are_first_then_special_difficulty_then_the_disabled(void **state)
{
    struct care_placement_world *world = *state;
    world->definition[0].special.low_income = true;
    assert_ranks(world, (const int[]){0, 1, 3, 2, 2, 3});
}

static void veterans_are_first_where_the_jurisdiction_says_so(void **state)
{
    struct care_placement_world *world = *state;
    world->definition[0].special.low_income = true;
    world->parameters.are_veterans_first = true;
    assert_ranks(world, (const int[]){0, 1, 1, 2, 2, 3});
}

static void special_difficulty_is_no_rank_where_the_jurisdiction_does_not_say_so(void **state)
{
    struct care_placement_world *world = *state;
    world->definition[0].special.low_income = true;
    world->parameters.is_special_first = false;
    assert_ranks(world, (const int[]){0, 3, 3, 2, 2, 3});
}

/* The first district puts veterans and the severely disabled first, and nobody else: not those in special difficulty. The
 * second one says nothing of its own. */
static void a_district_may_say_itself_who_has_priority(void **state)
{
    struct care_placement_world *world = *state;
    world->definition[0].special.low_income = world->definition[1].special.low_income = true;
    world->definition[0].has_own_priority = true;
    world->definition[0].priority.veteran = true;
    world->definition[0].priority.disabled_from_level = SEVERE;
    assert_ranks(world, (const int[]){0, 3, 1, 1, 2, 3});
    (void)care_placement_world_add(
        world, &(struct care_placed){.district = 1, .relief = CARE_LOW_INCOME, .wants = CARE_WANTS_NURSING_BED});
    (void)care_placement_world_add(
        world, &(struct care_placed){.district = 1, .is_veteran = true, .wants = CARE_WANTS_NURSING_BED});
    const struct care_queue_client *clients = care_placement_world_clients(world, YEAR, 1);
    assert_int_equal(clients[0].rank, 1);
    assert_int_equal(clients[1].rank, 3);
}

/* Severe people are in special difficulty here, and "disabled" means severe: others rank second, the disabled third. */
static void ranks_and_levels_are_the_jurisdictions(void **state)
{
    struct care_placement_world *world = *state;
    world->definition[0].special.disabled_from_level = SEVERE;
    world->parameters.disabled_from_level = SEVERE;
    world->parameters.others_rank = care_money_lever(2);
    world->parameters.disabled_rank = care_money_lever(3);
    assert_ranks(world, (const int[]){0, 2, 2, 1, 2, 2});
    world->parameters.disabled_from_level = MODERATE;
    assert_ranks(world, (const int[]){0, 2, 2, 1, 3, 2});
}

/* The disabled after all others in the second district, from 2022 on; 2.4 is rank 2, 2.6 rank 3. */
static void ranks_may_differ_by_district_and_year(void **state)
{
    struct care_placement_world *world = *state;
    const int32_t second = CARE_PLACED_FIRST_CODE + 1;
    const struct care_lever_rule disabled = {&second, 1, false, 2022, care_money_level(2.6)};
    const struct care_lever_rule others = {&second, 1, false, 2022, care_money_level(2.4)};
    world->parameters.disabled_rank.rules = &disabled;
    world->parameters.others_rank.rules = &others;
    world->parameters.disabled_rank.n_rules = world->parameters.others_rank.n_rules = 1;
    for (int d = 0; d < 2; d++) {
        (void)care_placement_world_add(
            world, &(struct care_placed){.district = d, .level = SEVERE, .wants = CARE_WANTS_NURSING_BED});
        (void)care_placement_world_add(world, &(struct care_placed){.district = d, .wants = CARE_WANTS_ORDINARY_BED});
    }
    for (int i = 0; i < 4; i++) {
        const int district = i / 2, year = 2021 + i % 2;
        const bool is_turned = district == 1 && year == 2022;
        const struct care_queue_client *clients = care_placement_world_clients(world, year, district);
        assert_int_equal(clients[0].rank, is_turned ? 3 : 2);
        assert_int_equal(clients[1].rank, is_turned ? 2 : 3);
    }
}

/* No waiting list in the second district: his turn is a lot, another one each year. */
static void without_a_waiting_list_turns_go_by_lot(void **state)
{
    struct care_placement_world *world = *state;
    const int32_t second = CARE_PLACED_FIRST_CODE + 1;
    const struct care_lever_rule rule = {&second, 1, false, YEAR, care_money_level(0.4)};
    world->parameters.waiting_list.rules = &rule;
    world->parameters.waiting_list.n_rules = 1;
    for (int d = 0; d < 2; d++) {
        (void)care_placement_world_add(world, &(struct care_placed){.district = d, .wants = CARE_WANTS_NURSING_BED});
    }
    assert_false(care_placement_world_clients(world, YEAR, 0)->is_by_lot);
    assert_true(care_placement_world_clients(world, YEAR, 1)->is_by_lot);
    const uint32_t lot = care_placement_world_clients(world, YEAR, 1)->lot;
    assert_int_equal(care_placement_world_clients(world, YEAR, 1)->lot, lot);
    assert_true(care_placement_world_clients(world, YEAR + 1, 1)->lot != lot);
}

static int n_of_type(const struct care_placement_world *world, int type)
{
    int n = 0;
    for (int i = 0; i < world->placement.clients[0].n; i++) {
        n += world->placement.clients[0].list[i].type == type;
    }
    return n;
}

/* 0.3 of 2,000 middle incomes prefer public homes: 600, sd sqrt(2000 x 0.3 x 0.7) = 20.5. For life: the same next year. The
 * bottom third are the poor. */
static void preferences_are_drawn_once_for_life(void **state)
{
    enum { N_PEOPLE = 2000, MEAN = 600, FOUR_SD = 82 };
    struct care_placement_world *world = *state;
    world->parameters.prefers_public_share = care_money_lever(0.3);
    const struct care_placed person = {.wants = CARE_WANTS_NURSING_BED, .income = CARE_INCOME_MIDDLE};
    const uint32_t first = care_placement_world_add_many(world, &person, N_PEOPLE);
    (void)care_placement_world_clients(world, YEAR, 0);
    const int n = n_of_type(world, OF_PUBLIC);
    assert_in_range(n, MEAN - FOUR_SD, MEAN + FOUR_SD);
    assert_int_equal(n_of_type(world, OF_PRIVATE), N_PEOPLE - n);
    for (uint32_t row = first; row < first + N_PEOPLE; row++) {
        world->people.traits[row] = care_trait_with(world->people.traits[row], CARE_TRAIT_INCOME, CARE_INCOME_BOTTOM);
    }
    (void)care_placement_world_clients(world, YEAR + 1, 0);
    assert_int_equal(n_of_type(world, POOR_OF_PUBLIC), n);
    assert_int_equal(n_of_type(world, POOR_OF_PRIVATE), N_PEOPLE - n);
}

/* ---- who is a client ---- */

static void who_wants_and_has_nothing_or_is_gone_is_no_client(void **state)
{
    struct care_placement_world *world = *state;
    static const struct care_placed nothing = {0}, gone = {.wants = CARE_DAY_CARE, .exit = CARE_EXIT_GONE},
                                    asker = {.wants = CARE_DAY_CARE};
    (void)care_placement_world_add(world, &nothing);
    (void)care_placement_world_add(world, &gone);
    const uint32_t row = care_placement_world_add(world, &asker);
    const struct care_queue_client *clients = care_placement_world_clients(world, YEAR, 0);
    assert_int_equal(world->placement.clients[0].n, 1);
    assert_int_equal(clients[0].row, row);
    assert_int_equal(clients[0].wants, CARE_DAY_PLACE);
    assert_int_equal(world->placement.clients[0].n_elders, 2); /* who is gone counts no more */
    assert_int_equal(world->placement.clients[1].n, 0);
}

/* Eight steps a month: who has waited 7 months asked 56 steps before the run, that is in step -57; who asks in April, the sixth
 * month, does so in steps 40..47; who dies in it leaves in its last. */
static void months_become_steps(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.steps_per_month = 8;
    static const struct care_placed people[] = {
        {.wants = CARE_WANTS_NURSING_BED, .setting = CARE_WAITING, .provider = CARE_QUEUE_BEDS, .months = 7},
        {.wants = CARE_WANTS_NURSING_BED, .month = 6},
        {.wants = CARE_HOME_VISITS, .setting = CARE_SERVED_AT_HOME, .provider = 2, .exit = CARE_EXIT_DIED + 6},
    };
    for (int i = 0; i < 3; i++) {
        (void)care_placement_world_add(world, &people[i]);
    }
    const struct care_queue_client *clients = care_placement_world_clients(world, YEAR, 0);
    assert_int_equal(clients[0].asked, -57);
    assert_in_range(clients[1].asked, 40, 47);
    assert_int_equal(clients[2].leaves, 47);
    assert_int_equal(clients[2].reason, CARE_QUEUE_DIES);
}

/* ---- the census ---- */

static const struct care_placed nursing = {.wants = CARE_WANTS_NURSING_BED};

static int n_in(const struct care_placement_world *world, uint32_t first, int n, enum care_setting setting)
{
    int found = 0;
    for (int i = 0; i < n; i++) {
        found += care_setting_of(world->people.care[first + (uint32_t)i]) == setting;
    }
    return found;
}

/* 40 people for 25 beds, no neighbours: nobody leaves, so the 25 who asked first have them, and 15 wait. */
static void at_the_census_all_who_want_a_place_have_it_or_wait(void **state)
{
    enum { PEOPLE = 40, BEDS = 25 };
    struct care_placement_world *world = *state;
    world->parameters.neighbours = 0;
    const uint32_t first = care_placement_world_add_many(world, &nursing, PEOPLE);
    care_placement_world_build(world, 0, CARE_PUBLIC, CARE_NURSING_BED, BEDS, CARE_FIRST_YEAR, 1);
    care_placement_world_census(world);
    assert_int_equal(n_in(world, first, PEOPLE, CARE_IN_NURSING_BED), BEDS);
    assert_int_equal(n_in(world, first, PEOPLE, CARE_WAITING), PEOPLE - BEDS);
    int least_in = 255, most_waiting = 0;
    for (uint32_t row = first; row < first + PEOPLE; row++) {
        const int months = world->people.months[row];
        if (care_is_in_home(world->people.care[row])) {
            least_in = months < least_in ? months : least_in;
        } else {
            most_waiting = months > most_waiting ? months : most_waiting;
        }
    }
    assert_true(most_waiting > 0 && least_in >= most_waiting);
    const struct care_placement_use *use = &world->placement.use_of_year[0];
    assert_int_equal(use->holding[CARE_NURSING_BED], BEDS);
    assert_int_equal(use->waiting[CARE_NURSING_BED], PEOPLE - BEDS);
    assert_int_equal(world->placement.residents[0].persons[CARE_NURSING_BED][0], BEDS);
}

/* Services too: day places and home beds as there are, visits without limit. */
static void the_census_fills_services_as_it_fills_beds(void **state)
{
    struct care_placement_world *world = *state;
    static const struct care_placed day = {.district = 1, .wants = CARE_DAY_CARE},
                                    home_bed = {.district = 1, .wants = CARE_HOME_BED},
                                    visits = {.district = 1, .wants = CARE_HOME_VISITS};
    const uint32_t first = care_placement_world_add_many(world, &day, 5);
    (void)care_placement_world_add_many(world, &home_bed, 5);
    (void)care_placement_world_add_many(world, &visits, 5);
    care_placement_world_open(world, 1, CARE_DAY_PLACE, 3);
    care_placement_world_open(world, 1, CARE_HOME_BED_PLACE, 2);
    care_placement_world_census(world);
    assert_int_equal(n_in(world, first, 5, CARE_SERVED_AT_HOME), 3);
    assert_int_equal(n_in(world, first + 5, 5, CARE_SERVED_AT_HOME), 2);
    assert_int_equal(n_in(world, first + 10, 5, CARE_SERVED_AT_HOME), 5);
    assert_int_equal(n_in(world, first, 15, CARE_WAITING), 5);
    assert_int_equal(world->placement.residents[1].persons[CARE_DAY_PLACE][0], 3);
    assert_int_equal(world->placement.use_of_year[1].waiting[CARE_HOME_BED_PLACE], 3);
}

/* Neither staff nor assessors of years to come decide what was taken in 2020. */
static void places_of_the_census_are_taken_without_regard_to_staff_and_assessors(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.assessments_per_1000_per_month = care_money_lever(0);
    care_placement_world_staff(world, 0, CARE_STAFF_OF_HOMES, 0, 1);
    const uint32_t first = care_placement_world_add_many(world, &nursing, 10);
    care_placement_world_build(world, 0, CARE_PRIVATE, CARE_NURSING_BED, 10, CARE_FIRST_YEAR, 1);
    care_placement_world_census(world);
    assert_int_equal(n_in(world, first, 10, CARE_IN_NURSING_BED), 10);
}

/* A bed for everybody: months since asking are geometric of mean 30: 30 +- 30.5 / sqrt(2000) = 0.68; those of more than 24
 * months are (30/31)^25 = 0.4405 +- 0.0111. */
static void months_since_asking_are_geometric_and_reach_beyond_the_24_months(void **state)
{
    enum { PEOPLE = 2000 };
    struct care_placement_world *world = *state;
    const uint32_t first = care_placement_world_add_many(world, &nursing, PEOPLE);
    care_placement_world_build(world, 0, CARE_PUBLIC, CARE_NURSING_BED, PEOPLE, CARE_FIRST_YEAR, 1);
    care_placement_world_census(world);
    double months = 0, longer = 0;
    for (uint32_t row = first; row < first + PEOPLE; row++) {
        assert_int_equal(care_setting_of(world->people.care[row]), CARE_IN_NURSING_BED);
        months += world->people.months[row];
        longer += world->people.months[row] > 24;
    }
    assert_true(fabs(months / PEOPLE - 30) < 4 * 0.68);
    assert_true(fabs(longer / PEOPLE - 0.4405) < 4 * 0.0111);
}

/* Of 300 people those who have so many months; at a mean of 240 months. */
static int n_of_months(struct care_placement_world *world, int beds, int months)
{
    enum { PEOPLE = 300 };
    world->parameters.mean_stay_months = 240;
    const uint32_t first = care_placement_world_add_many(world, &nursing, PEOPLE);
    care_placement_world_build(world, 0, CARE_PUBLIC, CARE_NURSING_BED, beds, CARE_FIRST_YEAR, 1);
    care_placement_world_census(world);
    int n = 0;
    for (uint32_t row = first; row < first + PEOPLE; row++) {
        assert_int_equal(care_is_in_home(world->people.care[row]), beds > 0);
        assert_true(world->people.months[row] <= months);
        n += world->people.months[row] == months;
    }
    return n;
}

/* (240/241)^255 = 0.346 of 300 asked 255 months ago or more, 103.9 +- 8.2: 255 is what is kept of it. */
static void months_in_a_bed_stop_at_what_a_byte_holds(void **state)
{
    assert_in_range(n_of_months(*state, 300, 255), 71, 136);
}

/* (240/241)^24 = 0.905 of 300 asked 24 months ago or more, 271.5 +- 5.1; nobody has waited longer. */
static void nobody_has_waited_longer_than_the_24_months(void **state)
{
    assert_in_range(n_of_months(*state, 0, 24), 252, 291);
}

static void a_census_of_nobody_is_one(void **state)
{
    struct care_placement_world *world = *state;
    care_placement_world_census(world);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_USE, CARE_FIRST_YEAR, 0)[CARE_NURSING_BED], 0);
}

static void the_census_of_one_person_is_one(void **state)
{
    struct care_placement_world *world = *state;
    care_placement_world_build(world, 2, CARE_PRIVATE, CARE_NURSING_BED, 1, CARE_FIRST_YEAR, 1);
    const uint32_t row = care_placement_world_add(world, &nursing); /* of district 0: the bed is 30 km away */
    care_placement_world_census(world);
    assert_int_equal(care_setting_of(world->people.care[row]), CARE_IN_NURSING_BED);
    assert_int_equal(world->people.bed[row], 2);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_USE, CARE_FIRST_YEAR, 0)[CARE_NURSING_BED], 1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_BEDS_USED, CARE_FIRST_YEAR, 2)[CARE_NURSING_BED],
                     1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_PLACEMENTS, CARE_FIRST_YEAR, 0)[2], 1);
}

/* ---- input ---- */

/* The district of a bed is one byte of a person: 254 fit. */
static void more_districts_than_a_byte_holds_are_refused(void **state)
{
    (void)state;
    struct care_diagnostics *list = NULL;
    assert_int_equal(care_diagnostics_create(&list), CARE_OK);
    const int most = care_placement_check(&(struct care_areas){.n_districts = 254}, list);
    const int more = care_placement_check(&(struct care_areas){.n_districts = 255}, list);
    const int n = care_diagnostics_n(list);
    care_diagnostics_free(list);
    assert_int_equal(most, CARE_OK);
    assert_int_equal(more, CARE_ERROR_INPUT);
    assert_int_equal(n, 1);
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, care_placement_world_setup, care_placement_world_teardown)
    const struct CMUnitTest tests[] = {
        PLACED(options_begin_with_the_own_district_and_go_on_by_distance),
        PLACED(who_prefers_private_homes_takes_them_first),
        PLACED(the_poor_avoid_private_homes),
        PLACED(a_high_price_sends_the_poor_to_public_homes_of_neighbours),
        PLACED(districts_beyond_the_limit_are_not_asked),
        PLACED(of_many_neighbours_the_nearest_are_asked),
        PLACED(no_neighbours_no_other_district),
        PLACED(the_destitute_are_first_then_special_difficulty_then_the_disabled),
        PLACED(veterans_are_first_where_the_jurisdiction_says_so),
        PLACED(special_difficulty_is_no_rank_where_the_jurisdiction_does_not_say_so),
        PLACED(a_district_may_say_itself_who_has_priority),
        PLACED(ranks_and_levels_are_the_jurisdictions),
        PLACED(ranks_may_differ_by_district_and_year),
        PLACED(without_a_waiting_list_turns_go_by_lot),
        PLACED(preferences_are_drawn_once_for_life),
        PLACED(who_wants_and_has_nothing_or_is_gone_is_no_client),
        PLACED(months_become_steps),
        PLACED(at_the_census_all_who_want_a_place_have_it_or_wait),
        PLACED(the_census_fills_services_as_it_fills_beds),
        PLACED(places_of_the_census_are_taken_without_regard_to_staff_and_assessors),
        PLACED(months_since_asking_are_geometric_and_reach_beyond_the_24_months),
        PLACED(months_in_a_bed_stop_at_what_a_byte_holds),
        PLACED(nobody_has_waited_longer_than_the_24_months),
        PLACED(a_census_of_nobody_is_one),
        PLACED(the_census_of_one_person_is_one),
        cmocka_unit_test(more_districts_than_a_byte_holds_are_refused),
    };
    return cmocka_run_group_tests_name("placement", tests, NULL, NULL);
}
