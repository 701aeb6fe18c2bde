/** @file  A year of placement by hand: who is admitted, served, waits, leaves, in which month, and what is written of it to
 *  people, sums and accounts. In a city of three districts on a road (tests/models/system/placement_world.c). */
#include "models/system/placement.h"

#include "tests/models/inspection.h"
#include "tests/models/system/money_fixture.h"
#include "tests/models/system/placement_world.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { YEAR = CARE_FIRST_YEAR + 1, SEVERE = 3, OF_DAY_CARE = 0, OF_VISITS = 2 /* CARE_SERVED_AT_HOME by */ };

static void build(struct care_placement_world *world, enum care_owner owner, enum care_place_class bed_class,
                  int32_t beds)
{
    care_placement_world_build(world, 0, owner, bed_class, beds, CARE_FIRST_YEAR, 1);
}

static double months_of(const struct care_placement_world *world, enum care_place_class place_class,
                        enum care_owner owner, const struct care_placed *person)
{
    return world->placement.use_of_year[person->district]
        .months[place_class][owner][person->level][person->relief][person->is_insured];
}

static double paid_months_of(const struct care_placement_world *world, enum care_place_class place_class,
                             const struct care_placed *person)
{
    return world->placement.use_of_year[person->district]
        .assessed_months[place_class][person->level][person->relief][person->is_insured];
}

static int32_t in_queue(const struct care_placement_world *world, int month, enum care_account_item item)
{
    return care_placement_world_account(world, YEAR, month, 0, CARE_QUEUE_BEDS, item);
}

static int32_t in_nursing_beds(const struct care_placement_world *world, int month, enum care_place_item item)
{
    return care_placement_world_places(world, YEAR, month, 0, CARE_NURSING_BED, item);
}

/* ---- asking and waiting ---- */

static const struct care_placed asks_in_april = {
    .wants = CARE_WANTS_NURSING_BED, .level = SEVERE, .is_insured = true, .month = 6};
static const struct care_placed waits = {
    .wants = CARE_WANTS_NURSING_BED, .setting = CARE_WAITING, .provider = CARE_QUEUE_BEDS, .months = 3};
static const struct care_placed resident = {
    .wants = CARE_WANTS_NURSING_BED, .setting = CARE_IN_NURSING_BED, .provider = CARE_PUBLIC, .months = 10};

/* The sixth of twelve months: seven of them in the bed, six since. The insurance pays from the seventh. */
static void who_asks_is_assessed_and_admitted_in_the_month_when_a_bed_is_free(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC_PRIVATELY_RUN, CARE_NURSING_BED, 1);
    const uint32_t row = care_placement_world_add(world, &asks_in_april);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC_PRIVATELY_RUN, 6);
    assert_int_equal(care_mode_of(world->people.care[row]), CARE_WANTS_NURSING_BED);
    assert_int_equal(in_queue(world, 6, CARE_ACCOUNT_ASKED), 1);
    assert_int_equal(in_queue(world, 6, CARE_ACCOUNT_HERE), 1);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC_PRIVATELY_RUN, &asks_in_april) == 7);
    assert_true(paid_months_of(world, CARE_NURSING_BED, &asks_in_april) == 6);
    assert_int_equal(world->placement.use_of_year[0].asked[CARE_NURSING_BED], 1);
    assert_int_equal(world->placement.use_of_year[0].admitted[CARE_NURSING_BED], 1);
    assert_int_equal(world->placement.residents[0].persons[CARE_NURSING_BED][SEVERE], 1);
}

/* Where nobody waits for an assessment, he is assessed in the month of asking: it is paid from the next. */
static void without_assessments_first_months_are_paid_from_the_next(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.is_assessment_first = false;
    world->parameters.assessments_per_1000_per_month = care_money_lever(0);
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    (void)care_placement_world_add(world, &asks_in_april);
    care_placement_world_year(world, YEAR);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &asks_in_april) == 7);
    assert_true(paid_months_of(world, CARE_NURSING_BED, &asks_in_april) == 6);
}

/* Three months after that of the assessment: of the seven months in the bed, four. */
static void insurance_may_begin_later(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.is_assessment_first = false;
    world->prices.ltci_delay_months = care_money_lever(3);
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    (void)care_placement_world_add(world, &asks_in_april);
    care_placement_world_year(world, YEAR);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &asks_in_april) == 7);
    assert_true(paid_months_of(world, CARE_NURSING_BED, &asks_in_april) == 4);
}

/* 6 months by November, then a year more each year; a byte holds 255. */
static void months_of_waiting_go_on_from_year_to_year(void **state)
{
    struct care_placement_world *world = *state;
    const uint32_t asker = care_placement_world_add(world, &asks_in_april);
    struct care_placed old = waits;
    old.months = 240;
    const uint32_t oldest = care_placement_world_add(world, &old);
    for (int year = 0; year < 3; year++) {
        care_placement_world_year(world, YEAR + year);
        care_placement_world_assert(world, asker, CARE_WAITING, CARE_QUEUE_BEDS, 6 + 12 * year);
        care_placement_world_assert(world, oldest, CARE_WAITING, CARE_QUEUE_BEDS, year == 0 ? 252 : 255);
    }
    assert_int_equal(world->placement.use_of_year[0].waiting[CARE_NURSING_BED], 2);
    assert_int_equal(world->placement.use_of_year[0].asked[CARE_NURSING_BED], 0);
}

/* In the bed all the year, and a year longer. */
static void residents_stay(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    const uint32_t row = care_placement_world_add(world, &resident);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 22);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &resident) == 12);
    assert_true(paid_months_of(world, CARE_NURSING_BED, &resident) == 12);
    const double *stays = care_tally_amounts(&world->tally, world->placement.cube[CARE_CUBE_OF_STAYS], YEAR, 0);
    assert_true(stays[0] == 22 && stays[1] == 22 && stays[2] == 22);
}

/* The resident dies in the fifth month, after four in the bed; who has waited 3 months by November has it for the other
 * eight, after 7 of waiting: asked in step -4, admitted in step 4. */
static void a_bed_that_falls_free_goes_to_who_waits_in_the_same_month(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    struct care_placed dies = resident;
    dies.exit = CARE_EXIT_DIED + 5;
    (void)care_placement_world_add(world, &dies);
    const uint32_t row = care_placement_world_add(world, &waits);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 7);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &waits) == 4 + 8);
    assert_int_equal(in_nursing_beds(world, 5, CARE_PLACES_LEFT), 1);
    assert_int_equal(in_nursing_beds(world, 5, CARE_PLACES_ADMITTED), 1);
    assert_true(world->placement.mean_wait_months[0][1] == 8);
    const double *wait = care_tally_amounts(&world->tally, world->placement.cube[CARE_CUBE_OF_WAITS], YEAR, 0);
    assert_true(wait[3 * CARE_QUEUE_BEDS] == 8 && isnan(wait[3 * CARE_QUEUE_DAY]));
}

static void who_dies_or_moves_away_waiting_is_refused_for_good(void **state)
{
    struct care_placement_world *world = *state;
    struct care_placed dies = waits, leaves = waits, moves = waits;
    dies.exit = CARE_EXIT_DIED + 2;
    dies.relief = CARE_DESTITUTE;
    leaves.exit = CARE_EXIT_LEFT + 3;
    moves.exit = CARE_EXIT_MOVED;
    (void)care_placement_world_add(world, &dies);
    (void)care_placement_world_add(world, &leaves);
    (void)care_placement_world_add(world, &moves);
    care_placement_world_year(world, YEAR);
    assert_int_equal(in_queue(world, 2, CARE_ACCOUNT_DIED), 1);
    assert_int_equal(in_queue(world, 3, CARE_ACCOUNT_MOVED), 1);
    assert_int_equal(in_queue(world, 12, CARE_ACCOUNT_MOVED), 1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_REFUSED, YEAR, 0)[CARE_NURSING_BED], 3);
    const int32_t *refused = care_placement_world_counts(world, CARE_CUBE_OF_REFUSED_BY_RANK, YEAR, 0);
    assert_int_equal(refused[0], 1);
    assert_int_equal(refused[3], 2);
}

/* ---- other wishes ---- */

/* One waits no longer, at once; the other leaves the bed in the month drawn, the third, after two in it. */
static void who_wants_nothing_any_more_leaves(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    struct care_placed quits = waits, goes_home = resident;
    quits.wants = goes_home.wants = CARE_FAMILY_ONLY;
    quits.month = 7;
    goes_home.month = 3;
    const uint32_t quitter = care_placement_world_add(world, &quits);
    const uint32_t leaver = care_placement_world_add(world, &goes_home);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, quitter, CARE_AT_HOME, 0, 0);
    care_placement_world_assert(world, leaver, CARE_AT_HOME, 0, 0);
    assert_int_equal(world->people.bed[leaver], 0);
    assert_int_equal(in_queue(world, 1, CARE_ACCOUNT_WITHDRAWN), 1);
    assert_int_equal(in_nursing_beds(world, 3, CARE_PLACES_LEFT), 1);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &resident) == 2);
}

/* Waited for a day place, asks for a bed in the sixth month: leaves the one queue as the year begins, is in the other from
 * then on, and needs no second assessment, of which there is none to be had. */
static void who_waits_for_day_care_and_now_wants_a_bed_changes_queues(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.assessments_per_1000_per_month = care_money_lever(0);
    struct care_placed changes = asks_in_april;
    changes.setting = CARE_WAITING;
    changes.provider = CARE_QUEUE_DAY;
    changes.months = 9;
    const uint32_t row = care_placement_world_add(world, &changes);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_WAITING, CARE_QUEUE_BEDS, 6);
    assert_int_equal(care_placement_world_account(world, YEAR, 1, 0, CARE_QUEUE_DAY, CARE_ACCOUNT_BEFORE), 1);
    assert_int_equal(care_placement_world_account(world, YEAR, 1, 0, CARE_QUEUE_DAY, CARE_ACCOUNT_WITHDRAWN), 1);
    assert_int_equal(in_queue(world, 5, CARE_ACCOUNT_WAITING), 0);
    assert_int_equal(in_queue(world, 6, CARE_ACCOUNT_ASKED), 1);
    assert_int_equal(in_queue(world, 12, CARE_ACCOUNT_WAITING), 1);
    assert_int_equal(in_queue(world, 12, CARE_ACCOUNT_IN_ASSESSMENT), 0);
}

/* Five months in day care, then the bed for seven; the insurance pays all twelve, as he was assessed long ago. */
static void who_gives_up_day_care_for_a_bed_had_both(void **state)
{
    struct care_placement_world *world = *state;
    care_placement_world_open(world, 0, CARE_DAY_PLACE, 1);
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    struct care_placed changes = asks_in_april;
    changes.setting = CARE_SERVED_AT_HOME;
    changes.provider = OF_DAY_CARE;
    changes.months = 20;
    const uint32_t row = care_placement_world_add(world, &changes);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 6);
    assert_true(months_of(world, CARE_DAY_PLACE, CARE_PUBLIC, &changes) == 5);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &changes) == 7);
    assert_true(paid_months_of(world, CARE_DAY_PLACE, &changes) == 5);
    assert_true(paid_months_of(world, CARE_NURSING_BED, &changes) == 7);
    assert_int_equal(care_placement_world_places(world, YEAR, 6, 0, CARE_DAY_PLACE, CARE_PLACES_LEFT), 1);
    assert_int_equal(care_placement_world_places(world, YEAR, 6, 0, CARE_DAY_PLACE, CARE_PLACES_IDLE), 1);
}

/* The other way: the bed is given up for visits, which need no place. */
static void who_gives_up_a_bed_for_visits_had_both(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PRIVATE, CARE_ORDINARY_BED, 1);
    const struct care_placed changes = {.wants = CARE_HOME_VISITS,
                                        .setting = CARE_IN_ORDINARY_BED,
                                        .provider = CARE_PRIVATE,
                                        .months = 30,
                                        .month = 12};
    const uint32_t row = care_placement_world_add(world, &changes);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_SERVED_AT_HOME, OF_VISITS, 0);
    assert_true(months_of(world, CARE_ORDINARY_BED, CARE_PRIVATE, &changes) == 11);
    assert_true(months_of(world, CARE_VISITS_PLACE, CARE_PUBLIC, &changes) == 1);
}

/* Ordinary bed held, nursing bed wanted and free in the same home: no asking, no new admission, months go on. */
static void a_resident_changes_to_a_better_bed_of_the_home(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_ORDINARY_BED, 1);
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    struct care_placed better = resident;
    better.setting = CARE_IN_ORDINARY_BED;
    const uint32_t row = care_placement_world_add(world, &better);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 22);
    assert_int_equal(in_nursing_beds(world, 1, CARE_PLACES_CHANGED_IN), 1);
    assert_int_equal(world->placement.use_of_year[0].admitted[CARE_NURSING_BED], 0);
}

/* ---- where ---- */

/* Beds in district 2 alone, 30 km away: he stays a resident of district 0. */
static void neighbours_take_residents_of_the_district(void **state)
{
    struct care_placement_world *world = *state;
    care_placement_world_build(world, 2, CARE_PRIVATE, CARE_NURSING_BED, 1, CARE_FIRST_YEAR, 1);
    const uint32_t row = care_placement_world_add(world, &asks_in_april);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PRIVATE, 6);
    assert_int_equal(world->people.bed[row], 2);
    assert_int_equal(in_queue(world, 6, CARE_ACCOUNT_ELSEWHERE), 1);
    assert_int_equal(world->placement.use_of_year[0].holding[CARE_NURSING_BED], 1);
    assert_int_equal(world->placement.residents[2].persons[CARE_NURSING_BED][SEVERE], 1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_PLACEMENTS, YEAR, 0)[2], 1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_BEDS_USED, YEAR, 2)[CARE_NURSING_BED], 1);
}

/* Day places, home beds and visits are given in the own district only. */
static void services_are_not_given_by_neighbours(void **state)
{
    struct care_placement_world *world = *state;
    care_placement_world_open(world, 1, CARE_DAY_PLACE, 5);
    const struct care_placed person = {.wants = CARE_DAY_CARE, .month = 6};
    const uint32_t row = care_placement_world_add(world, &person);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_WAITING, CARE_QUEUE_DAY, 6);
}

/* ---- in which order ---- */

/* 40 who have waited 1..40 months, ten beds. */
static int n_admitted_of_the_ten_longest(struct care_placement_world *world)
{
    uint32_t rows[40];
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 10);
    for (int i = 0; i < 40; i++) {
        struct care_placed person = waits;
        person.months = 1 + i * 7 % 40;
        rows[person.months - 1] = care_placement_world_add(world, &person);
    }
    care_placement_world_year(world, YEAR);
    int n = 0;
    for (int i = 0; i < 40; i++) {
        const bool is_admitted = care_is_in_home(world->people.care[rows[i]]);
        n += is_admitted;
        assert_int_equal(world->people.months[rows[i]], is_admitted ? 11 : 12 + 1 + i);
    }
    assert_int_equal(n, 10);
    n = 0;
    for (int i = 30; i < 40; i++) {
        n += care_is_in_home(world->people.care[rows[i]]);
    }
    return n;
}

static void on_a_waiting_list_who_waits_longest_is_first(void **state)
{
    assert_int_equal(n_admitted_of_the_ten_longest(*state), 10);
}

/* Of ten lots of 40, 2.5 in the mean fall to the longest; all ten once in 850 million draws. */
static void without_a_waiting_list_lots_decide(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.waiting_list = care_money_lever(0);
    assert_in_range(n_admitted_of_the_ten_longest(world), 0, 7);
}

/* ---- public beds kept ---- */

/* Two public beds, two who wait, and a destitute person who asks in the sixth month. */
static void run_with_floor(struct care_placement_world *world, double floor_of, uint32_t rows[3])
{
    const struct care_placed destitute = {.wants = CARE_WANTS_NURSING_BED, .relief = CARE_DESTITUTE, .month = 6};
    world->parameters.public_floor = care_money_lever(floor_of);
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 2);
    rows[0] = care_placement_world_add(world, &waits);
    rows[1] = care_placement_world_add(world, &waits);
    rows[2] = care_placement_world_add(world, &destitute);
    care_placement_world_year(world, YEAR);
}

static int n_in_beds(const struct care_placement_world *world, const uint32_t *rows, int n)
{
    int in_beds = 0;
    for (int i = 0; i < n; i++) {
        in_beds += care_is_in_home(world->people.care[rows[i]]);
    }
    return in_beds;
}

static void the_public_floor_keeps_beds_for_the_destitute(void **state)
{
    struct care_placement_world *world = *state;
    uint32_t rows[3];
    run_with_floor(world, 1, rows);
    assert_int_equal(n_in_beds(world, rows, 2), 1);
    care_placement_world_assert(world, rows[2], CARE_IN_NURSING_BED, CARE_PUBLIC, 6);
    assert_int_equal(world->placement.use_of_year[0].destitute_wanting, 1);
}

static void without_a_floor_who_comes_first_takes_the_public_beds(void **state)
{
    struct care_placement_world *world = *state;
    uint32_t rows[3];
    run_with_floor(world, 0, rows);
    assert_int_equal(n_in_beds(world, rows, 2), 2);
    care_placement_world_assert(world, rows[2], CARE_WAITING, CARE_QUEUE_BEDS, 6);
}

/* Twice one: both beds are kept all the year, though one is enough. */
static void a_floor_of_two_keeps_two_beds(void **state)
{
    struct care_placement_world *world = *state;
    uint32_t rows[3];
    run_with_floor(world, 2, rows);
    assert_int_equal(n_in_beds(world, rows, 3), 1);
    assert_int_equal(in_nursing_beds(world, 12, CARE_PLACES_IDLE), 1);
}

/* ---- beds that open and close ---- */

/* Closed from the eighth month on: seven months in it; back in the queue since, four months before November. */
static void who_loses_his_bed_waits_again(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    care_placement_world_build(world, 0, CARE_PUBLIC, CARE_NURSING_BED, 0, YEAR, 8);
    const uint32_t row = care_placement_world_add(world, &resident);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_WAITING, CARE_QUEUE_BEDS, 4);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &resident) == 7);
    assert_int_equal(in_queue(world, 8, CARE_ACCOUNT_SENT_BACK), 1);
    assert_int_equal(in_nursing_beds(world, 8, CARE_PLACES_SENT_BACK), 1);
}

/* Admitted in the sixth month, sent back in the eighth, and never admitted again: two months. */
static void months_in_a_bed_that_closes_in_the_year_of_admission_count(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 1);
    care_placement_world_build(world, 0, CARE_PUBLIC, CARE_NURSING_BED, 0, YEAR, 8);
    const uint32_t row = care_placement_world_add(world, &asks_in_april);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_WAITING, CARE_QUEUE_BEDS, 4);
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &asks_in_april) == 2);
}

/* Opened in the ninth month: 12 - 9 months by November. */
static void who_waits_is_admitted_in_the_month_a_bed_opens(void **state)
{
    struct care_placement_world *world = *state;
    care_placement_world_build(world, 0, CARE_PUBLIC, CARE_NURSING_BED, 1, YEAR, 9);
    const uint32_t row = care_placement_world_add(world, &waits);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 3);
}

/* ---- staff and assessors ---- */

/* Everybody takes a post. Three posts from the fourth month on for two residents and three who wait: one more from then. */
static void nobody_is_admitted_without_staff_and_the_beds_stand_idle_for_it(void **state)
{
    struct care_placement_world *world = *state;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 4);
    care_placement_world_staff(world, 0, CARE_STAFF_OF_HOMES, 2000, 1);
    care_placement_world_staff(world, 0, CARE_STAFF_OF_HOMES, 3000, 4);
    (void)care_placement_world_add_many(world, &resident, 2);
    (void)care_placement_world_add_many(world, &waits, 3);
    care_placement_world_year(world, YEAR);
    assert_int_equal(in_nursing_beds(world, 3, CARE_PLACES_IDLE_FOR_STAFF), 2);
    assert_int_equal(in_nursing_beds(world, 4, CARE_PLACES_ADMITTED), 1);
    assert_int_equal(in_nursing_beds(world, 12, CARE_PLACES_IDLE_FOR_STAFF), 1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_IDLE_FOR_STAFF, YEAR, 0)[CARE_NURSING_BED], 1);
    assert_int_equal(care_placement_world_counts(world, CARE_CUBE_OF_BEDS_IDLE, YEAR, 0)[CARE_NURSING_BED], 1);
}

static void staff_that_does_not_bind_is_not_looked_at(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.is_staff_binding = false;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 4);
    care_placement_world_staff(world, 0, CARE_STAFF_OF_HOMES, 0, 1);
    (void)care_placement_world_add_many(world, &waits, 5);
    care_placement_world_year(world, YEAR);
    assert_int_equal(in_nursing_beds(world, 1, CARE_PLACES_ADMITTED), 4);
    assert_int_equal(in_nursing_beds(world, 12, CARE_PLACES_IDLE_FOR_STAFF), 0);
}

/* 100 people of 60 and over, 5 assessments a month of 1000: half a one a month, one in every other month, six in the year.
 * Ten ask in the sixth month: one is assessed in it, one in the eighth, the tenth, the twelfth. The other six are assessed in
 * the year after, and only then, one in every other month. */
static void the_backlog_of_assessments_goes_on_into_the_next_year(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.assessments_per_1000_per_month = care_money_lever(5);
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 100);
    const uint32_t first = care_placement_world_add_many(world, &asks_in_april, 10);
    (void)care_placement_world_add_many(world, &(struct care_placed){0}, 90);
    care_placement_world_year(world, YEAR);
    for (int month = 6; month <= CARE_MONTHS_A_YEAR; month++) {
        assert_int_equal(in_queue(world, month, CARE_ACCOUNT_HERE), month % 2 == 0);
        assert_int_equal(in_queue(world, month, CARE_ACCOUNT_IN_ASSESSMENT), 10 - (month - 4) / 2);
    }
    care_placement_world_year(world, YEAR + 1);
    for (int month = 1; month <= CARE_MONTHS_A_YEAR; month++) {
        assert_int_equal(
            care_placement_world_account(world, YEAR + 1, month, 0, CARE_QUEUE_BEDS, CARE_ACCOUNT_IN_ASSESSMENT),
            6 - month / 2);
    }
    for (uint32_t row = first; row < first + 10; row++) {
        assert_int_equal(care_setting_of(world->people.care[row]), CARE_IN_NURSING_BED);
        assert_int_equal(world->people.bed[row], 0);
    }
}

/* ---- shorter steps ---- */

/* One month is eight steps: the months of people are the same, but for the step within the month in which he asks. */
static void months_do_not_depend_on_the_length_of_a_step(void **state)
{
    struct care_placement_world *world = *state;
    world->parameters.steps_per_month = 8;
    build(world, CARE_PUBLIC, CARE_NURSING_BED, 2);
    struct care_placed dies = resident;
    dies.exit = CARE_EXIT_DIED + 5;
    (void)care_placement_world_add(world, &dies);
    const uint32_t stays = care_placement_world_add(world, &resident);
    const uint32_t row = care_placement_world_add(world, &waits);
    const uint32_t asks = care_placement_world_add(world, &asks_in_april);
    care_placement_world_year(world, YEAR);
    care_placement_world_assert(world, stays, CARE_IN_NURSING_BED, CARE_PUBLIC, 22);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 7);
    care_placement_world_assert(world, asks, CARE_WAITING, CARE_QUEUE_BEDS, 6);
    /* the last eighth of the fifth month is the first of the new resident */
    assert_true(months_of(world, CARE_NURSING_BED, CARE_PUBLIC, &resident) == 12 + 4.875 + 7.125);
    assert_int_equal(in_nursing_beds(world, 5, CARE_PLACES_LEFT), 1);
    assert_int_equal(in_nursing_beds(world, 5, CARE_PLACES_ADMITTED), 1);
    care_placement_world_year(world, YEAR + 1);
    care_placement_world_assert(world, stays, CARE_IN_NURSING_BED, CARE_PUBLIC, 34);
    care_placement_world_assert(world, row, CARE_IN_NURSING_BED, CARE_PUBLIC, 19);
    care_placement_world_assert(world, asks, CARE_WAITING, CARE_QUEUE_BEDS, 18);
}

/* ---- everybody ---- */

/* One of each that stands differently before, with half of what they want. */
static void what_is_written_to_people_obeys_the_rules_of_the_table(void **state)
{
    struct care_placement_world *world = *state;
    for (int district = 0; district < CARE_PLACED_DISTRICTS; district++) {
        care_placement_world_open(world, district, CARE_DAY_PLACE, 6);
        care_placement_world_open(world, district, CARE_HOME_BED_PLACE, 6);
        for (int i = 0; i < CARE_N_OWNERS * CARE_N_BED_CLASSES; i++) {
            care_placement_world_build(world, district, (enum care_owner)(i / CARE_N_BED_CLASSES),
                                       (enum care_place_class)(i % CARE_N_BED_CLASSES), 3, CARE_FIRST_YEAR, 1);
        }
        for (int wants = CARE_HOME_VISITS; wants < CARE_N_MODES; wants++) {
            for (int level = 0; level < CARE_N_LEVELS; level++) {
                const struct care_placed person = {
                    .district = district, .wants = (enum care_mode)wants, .level = level};
                (void)care_placement_world_add_many(world, &person, 4);
            }
        }
    }
    care_placement_world_census(world);
    const struct care_city city = {.areas = &world->areas};
    for (int year = CARE_FIRST_YEAR; year <= CARE_FIRST_YEAR + 6; year++) {
        struct care_inspection seen;
        assert_int_equal(care_inspection_of_people(world->table, &city, year, &seen), 0);
        if (seen.fault != NULL) {
            fail_msg("row %u in %d: %s", seen.fault_row, year, seen.fault);
        }
        for (uint32_t row = 0; row < care_table_rows_touched(world->table); row++) {
            const unsigned mode = care_mode_of(world->people.care[row]); /* the next wish, whatever there is now */
            world->people.care[row] =
                care_column_with_mode(world->people.care[row], (mode + row % 3) % (unsigned)CARE_N_MODES);
        }
        care_placement_world_year(world, year + 1);
    }
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, care_placement_world_setup, care_placement_world_teardown)
    const struct CMUnitTest tests[] = {
        PLACED(who_asks_is_assessed_and_admitted_in_the_month_when_a_bed_is_free),
        PLACED(without_assessments_first_months_are_paid_from_the_next),
        PLACED(insurance_may_begin_later),
        PLACED(months_of_waiting_go_on_from_year_to_year),
        PLACED(residents_stay),
        PLACED(a_bed_that_falls_free_goes_to_who_waits_in_the_same_month),
        PLACED(who_dies_or_moves_away_waiting_is_refused_for_good),
        PLACED(who_wants_nothing_any_more_leaves),
        PLACED(who_waits_for_day_care_and_now_wants_a_bed_changes_queues),
        PLACED(who_gives_up_day_care_for_a_bed_had_both),
        PLACED(who_gives_up_a_bed_for_visits_had_both),
        PLACED(a_resident_changes_to_a_better_bed_of_the_home),
        PLACED(neighbours_take_residents_of_the_district),
        PLACED(services_are_not_given_by_neighbours),
        PLACED(on_a_waiting_list_who_waits_longest_is_first),
        PLACED(without_a_waiting_list_lots_decide),
        PLACED(the_public_floor_keeps_beds_for_the_destitute),
        PLACED(without_a_floor_who_comes_first_takes_the_public_beds),
        PLACED(a_floor_of_two_keeps_two_beds),
        PLACED(who_loses_his_bed_waits_again),
        PLACED(months_in_a_bed_that_closes_in_the_year_of_admission_count),
        PLACED(who_waits_is_admitted_in_the_month_a_bed_opens),
        PLACED(nobody_is_admitted_without_staff_and_the_beds_stand_idle_for_it),
        PLACED(staff_that_does_not_bind_is_not_looked_at),
        PLACED(the_backlog_of_assessments_goes_on_into_the_next_year),
        PLACED(months_do_not_depend_on_the_length_of_a_step),
        PLACED(what_is_written_to_people_obeys_the_rules_of_the_table),
    };
    return cmocka_run_group_tests_name("placement of a year", tests, NULL, NULL);
}
