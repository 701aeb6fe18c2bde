/** @file  The queue by hand: who is served before whom, where, with whose staff, who is sent back, and what is counted. */
#include "tests/models/system/queue_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { ORDINARY = CARE_ORDINARY_BED, NURSING = CARE_NURSING_BED, DEMENTIA = CARE_DEMENTIA_BED };
enum { NEVER = CARE_QUEUE_NEVER, WITHDRAWS = CARE_QUEUE_WITHDRAWS, DIES = CARE_QUEUE_DIES };

static int teardown(void **state)
{
    free(*state);
    return 0;
}

static struct care_queue_world *start(void **state, int n_districts, int n_steps)
{
    free(*state);
    *state = care_queue_world_create(n_districts, n_steps);
    return *state;
}

/* Public places of a class in a district from the first step on. */
static void build(struct care_queue_world *world, int district, int place_class, int n)
{
    care_queue_world_set_capacity(world, 0, district, CARE_PUBLIC, place_class, n);
}

static void ask(struct care_queue_world *world, int ago, int home, int wants, int rank)
{
    care_queue_world_add_asker(world, ago, home, wants)->rank = (uint8_t)rank;
}

/* Steps of admission of all clients in the order in which they were added; NEVER: none */
static void assert_admitted(const struct care_queue_world *world, const int32_t *steps)
{
    for (int i = 0; i < world->n; i++) {
        assert_int_equal(world->clients[i].row, i);
        assert_int_equal(world->clients[i].admitted, steps[i]);
    }
}

static void assert_holds(const struct care_queue_client *client, int place, int owner, int holds)
{
    assert_int_equal(client->place, place);
    assert_int_equal(client->owner, owner);
    assert_int_equal(client->holds, holds);
}

/* ---- the order of service ---- */

/* One bed: rank 1 who asked last goes before rank 2 who has waited for nine steps, and before rank 3. */
static void rank_goes_before_time(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 1);
    ask(world, 20, 0, NURSING, 3);
    ask(world, 9, 0, NURSING, 2);
    ask(world, 0, 0, NURSING, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, NEVER, 0});
}

/* Two beds, three of a rank: who asked 2 steps ago waits. */
static void time_goes_before_key(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 2);
    ask(world, 2, 0, NURSING, 1);
    ask(world, 5, 0, NURSING, 1);
    ask(world, 3, 0, NURSING, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, 0, 0});
}

/* The lowest of three keys gets the bed; keys are compared as unsigned numbers of 64 bits. */
static void the_key_settles_ties(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 1);
    ask(world, 1, 0, NURSING, 1);
    ask(world, 1, 0, NURSING, 1);
    ask(world, 1, 0, NURSING, 1);
    world->before[0].key = UINT64_MAX;
    world->before[1].key = 1ull << 63;
    world->before[2].key = (1ull << 63) + 1;
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, 0, NEVER});
}

/* ---- where ---- */

/* From district 1 the options go on to 2, then 0. One bed in each of 0 and 2: the first is served in 2, the second in 0, the
 * third waits; beds of another class do not count. */
static void neighbours_are_asked_in_the_order_of_options(void **state)
{
    struct care_queue_world *world = start(state, 3, 1);
    build(world, 0, NURSING, 1);
    build(world, 2, NURSING, 1);
    build(world, 1, ORDINARY, 5);
    for (int ago = 3; ago > 0; ago--) {
        ask(world, ago, 1, NURSING, 1);
    }
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 2, CARE_PUBLIC, NURSING);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, NURSING);
    assert_int_equal(world->clients[2].place, -1);
    assert_int_equal(care_queue_world_account(world, 0, 1, CARE_QUEUE_BEDS)->admitted_elsewhere, 2);
    assert_int_equal(care_queue_world_account(world, 0, 1, CARE_QUEUE_BEDS)->waiting, 1);
    assert_int_equal(care_queue_world_places(world, 0, 1, ORDINARY)->idle, 5);
}

/* Type 2 is made to prefer private homes: the two who ask take one bed each, though both beds are free to both. */
static void each_type_has_its_own_options(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 1);
    care_queue_world_set_capacity(world, 0, 0, CARE_PRIVATE, NURSING, 1);
    world->options[2 * 4] = (struct care_queue_option){0, CARE_PRIVATE};
    world->options[2 * 4 + 2] = (struct care_queue_option){0, CARE_PUBLIC};
    ask(world, 2, 0, NURSING, 1);
    ask(world, 1, 0, NURSING, 1);
    world->before[0].type = 2;
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 0, CARE_PRIVATE, NURSING);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, NURSING);
}

/* Day places of the neighbour stay empty, whatever the options say. */
static void day_places_are_taken_in_the_own_district_only(void **state)
{
    struct care_queue_world *world = start(state, 2, 1);
    build(world, 0, CARE_DAY_PLACE, 1);
    build(world, 1, CARE_DAY_PLACE, 9);
    ask(world, 2, 0, CARE_DAY_PLACE, 1);
    ask(world, 1, 0, CARE_DAY_PLACE, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){0, NEVER});
    assert_int_equal(care_queue_world_account(world, 0, 0, CARE_QUEUE_DAY)->waiting, 1);
}

/* ---- rank 0 ---- */

/* Three public beds, two kept. In step 0 one other is served (3 free > 2), the second is not (2 free); a private bed takes
 * him. In step 1 a destitute client takes a kept bed; one of the two is now filled and 1 free is not more than 1 kept. In
 * step 2 the second destitute client has the last bed. */
static void public_beds_are_kept_for_rank_0(void **state)
{
    struct care_queue_world *world = start(state, 1, 3);
    build(world, 0, NURSING, 2);
    care_queue_world_set_capacity(world, 0, 0, CARE_PUBLIC_PRIVATELY_RUN, NURSING, 1);
    care_queue_world_set_capacity(world, 0, 0, CARE_PRIVATE, NURSING, 1);
    world->reserved[0] = 2;
    world->terms.reserved = world->reserved;
    ask(world, 3, 0, NURSING, 1);
    ask(world, 2, 0, NURSING, 1);
    ask(world, 1, 0, NURSING, 1);
    ask(world, -1, 0, NURSING, 0);
    ask(world, -2, 0, NURSING, 0);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){0, 0, NEVER, 1, 2});
    assert_holds(&world->clients[1], 0, CARE_PRIVATE, NURSING);
    assert_false(world->clients[2].is_blocked); /* it is not staff that is missing */
}

/* Wants nursing: takes a dementia bed of a neighbour before an ordinary bed at home, and that before nothing; passes over
 * private homes. */
static void the_destitute_are_never_refused_while_a_public_bed_is_free(void **state)
{
    struct care_queue_world *world = start(state, 2, 1);
    build(world, 0, ORDINARY, 1);
    build(world, 1, DEMENTIA, 1);
    care_queue_world_set_capacity(world, 0, 0, CARE_PRIVATE, NURSING, 5);
    for (int ago = 3; ago > 0; ago--) {
        ask(world, ago, 0, NURSING, 0);
    }
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 1, CARE_PUBLIC, DEMENTIA);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, ORDINARY);
    assert_int_equal(world->clients[2].place, -1);
    assert_int_equal(care_queue_world_places(world, 0, 0, NURSING)->idle, 5);
}

/* ---- better beds ---- */

/* One ordinary bed, held by A who wants nursing; a nursing bed opens in step 1. A changes, and B has the bed A leaves, in the
 * same step. A was admitted four steps before the run and still is. */
static void an_upgrade_within_the_home_frees_the_old_bed(void **state)
{
    struct care_queue_world *world = start(state, 1, 2);
    build(world, 0, ORDINARY, 1);
    care_queue_world_set_capacity(world, 1, 0, CARE_PUBLIC, NURSING, 1);
    care_queue_world_add_resident(world, 4, 0, CARE_PUBLIC, ORDINARY)->wants = NURSING;
    ask(world, 1, 0, ORDINARY, 1);
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 0, CARE_PUBLIC, NURSING);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, ORDINARY);
    assert_admitted(world, (const int32_t[]){-4, 1});
    assert_int_equal(care_queue_world_places(world, 1, 0, NURSING)->changed_in, 1);
    assert_int_equal(care_queue_world_places(world, 1, 0, ORDINARY)->changed_out, 1);
    assert_int_equal(care_queue_world_account(world, 1, 0, CARE_QUEUE_BEDS)->asked, 0);
}

/* Nursing beds are free at the neighbour's and in another owner's home: he stays where he is. One who will want better only
 * from step 2 on changes then, not before. */
static void residents_change_only_within_the_home_and_when_they_want_to(void **state)
{
    struct care_queue_world *world = start(state, 2, 3);
    build(world, 0, ORDINARY, 1);
    build(world, 1, NURSING, 1);
    build(world, 1, ORDINARY, 1);
    care_queue_world_set_capacity(world, 0, 0, CARE_PRIVATE, NURSING, 1);
    care_queue_world_add_resident(world, 4, 0, CARE_PUBLIC, ORDINARY)->wants = NURSING;
    care_queue_world_add_resident(world, 4, 1, CARE_PUBLIC, ORDINARY)->wants = NURSING;
    world->before[1].asked = 2;
    care_queue_world_run(world);
    assert_int_equal(world->clients[0].holds, ORDINARY);
    assert_int_equal(world->clients[1].holds, NURSING);
    assert_int_equal(care_queue_world_places(world, 1, 1, NURSING)->used, 0);
    assert_int_equal(care_queue_world_places(world, 2, 1, NURSING)->used, 1);
}

/* No dementia bed: a nursing bed. One opens in step 2 in the same home: he changes into it, and who is of a worse rank but
 * waits for nursing has his bed in that very step. */
static void dementia_falls_back_to_nursing_and_moves_up_later(void **state)
{
    struct care_queue_world *world = start(state, 1, 3);
    build(world, 0, NURSING, 1);
    care_queue_world_set_capacity(world, 2, 0, CARE_PUBLIC, DEMENTIA, 1);
    ask(world, 1, 0, DEMENTIA, 1);
    ask(world, 1, 0, NURSING, 2);
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 0, CARE_PUBLIC, DEMENTIA);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, NURSING);
    assert_admitted(world, (const int32_t[]){0, 2});
    assert_int_equal(care_queue_world_places(world, 0, 0, NURSING)->admitted, 1);
}

/* The neighbour's ordinary bed goes before a nursing bed at home, and that before waiting; a dementia bed is for neither. Who
 * has more than he wants stays when an ordinary bed opens in step 1. */
static void who_wants_an_ordinary_bed_takes_a_nursing_bed_too(void **state)
{
    struct care_queue_world *world = start(state, 2, 2);
    build(world, 0, NURSING, 1);
    build(world, 0, DEMENTIA, 1);
    build(world, 1, ORDINARY, 1);
    care_queue_world_set_capacity(world, 1, 0, CARE_PUBLIC, ORDINARY, 1);
    ask(world, 2, 0, ORDINARY, 1);
    ask(world, 1, 0, ORDINARY, 1);
    ask(world, 0, 0, ORDINARY, 1);
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 1, CARE_PUBLIC, ORDINARY);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, NURSING);
    assert_holds(&world->clients[2], 0, CARE_PUBLIC, ORDINARY);
}

/* A dementia bed of a neighbour is a dementia bed: it goes before a nursing bed at home. */
static void a_dementia_bed_elsewhere_goes_before_a_nursing_bed_here(void **state)
{
    struct care_queue_world *world = start(state, 2, 1);
    build(world, 0, NURSING, 1);
    build(world, 1, DEMENTIA, 1);
    ask(world, 1, 0, DEMENTIA, 1);
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 1, CARE_PUBLIC, DEMENTIA);
}

/* One bed of each class. The dementia bed is free; A holds nursing and wants dementia; B, before A in the order, holds the
 * ordinary bed and wants nursing: A moves first and B into what A leaves. */
static void a_bed_left_for_a_better_one_is_there_for_the_next(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, ORDINARY, 1);
    build(world, 0, NURSING, 1);
    build(world, 0, DEMENTIA, 1);
    care_queue_world_add_resident(world, 2, 0, CARE_PUBLIC, NURSING)->wants = DEMENTIA;
    care_queue_world_add_resident(world, 9, 0, CARE_PUBLIC, ORDINARY)->wants = NURSING;
    care_queue_world_run(world);
    assert_int_equal(world->clients[0].holds, DEMENTIA);
    assert_int_equal(world->clients[1].holds, NURSING);
}

/* ---- assessment ---- */

/* Five ask in step 0, beds for all, two assessments a step: 3, then 1, then none in the backlog, who are those waiting. */
static void assessors_are_a_bottleneck(void **state)
{
    static const int backlog[] = {3, 1, 0};
    struct care_queue_world *world = start(state, 1, 3);
    build(world, 0, NURSING, 9);
    world->assessments[0] = 2;
    world->terms.assessments = world->assessments;
    for (int i = 0; i < 5; i++) {
        ask(world, 0, 0, NURSING, 1);
        world->before[i].assessed = NEVER;
    }
    care_queue_world_run(world);
    for (int step = 0; step < 3; step++) {
        const struct care_queue_account *account = care_queue_world_account(world, step, 0, CARE_QUEUE_BEDS);
        assert_int_equal(account->in_assessment, backlog[step]);
        assert_int_equal(account->waiting, backlog[step]);
        assert_int_equal(account->asked, step == 0 ? 5 : 0);
    }
    assert_admitted(world, (const int32_t[]){0, 0, 1, 1, 2});
    assert_int_equal(world->clients[4].assessed, 2);
}

/* One assessment a step. B of rank 1 asks a step after A1 and A2 of rank 2, of whom A1 has been assessed: B is before A2.
 * Whoever has been assessed already does not wait for it, and a bed is no use to who has not. */
static void the_backlog_is_worked_off_by_rank_then_time(void **state)
{
    struct care_queue_world *world = start(state, 1, 3);
    build(world, 0, NURSING, 9);
    world->assessments[0] = 1;
    world->terms.assessments = world->assessments;
    ask(world, 1, 0, NURSING, 2);
    ask(world, 0, 0, NURSING, 2);
    ask(world, -1, 0, NURSING, 1);
    for (int i = 0; i < 3; i++) {
        world->before[i].assessed = NEVER;
    }
    ask(world, -1, 0, NURSING, 3);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){0, 2, 1, 1});
}

/* Assessors of another district are no help. */
static void each_district_has_its_own_assessors(void **state)
{
    struct care_queue_world *world = start(state, 2, 1);
    build(world, 0, NURSING, 9);
    world->assessments[1] = 5;
    world->terms.assessments = world->assessments;
    ask(world, 1, 0, NURSING, 1);
    ask(world, 1, 1, NURSING, 1);
    world->before[0].assessed = world->before[1].assessed = NEVER;
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, 0});
}

/* ---- staff ---- */

/* Four beds, 1000 milli, 400 for each: two are served, the other beds stand idle for want of staff and three wait for them.
 * With half the staff one is served and three beds stand idle. */
static void staff_bind_before_beds_do(void **state)
{
    for (int half = 0; half < 2; half++) {
        struct care_queue_world *world = start(state, 1, 1);
        const struct care_queue_places *places = care_queue_world_places(world, 0, 0, NURSING);
        const int n_served = half ? 1 : 2;
        build(world, 0, NURSING, 4);
        care_queue_world_set_staff(world, 0, CARE_STAFF_OF_HOMES, half ? 500 : 1000);
        world->staff_need_milli[NURSING][4] = 400;
        for (int ago = 5; ago > 0; ago--) {
            care_queue_world_add_asker(world, ago, 0, NURSING)->level = 4;
        }
        care_queue_world_run(world);
        assert_int_equal(places->used, n_served);
        assert_int_equal(places->idle, 4 - n_served);
        assert_int_equal(places->idle_for_staff, 4 - n_served);
        for (int i = 0; i < 5; i++) {
            assert_int_equal(world->clients[i].is_blocked, i >= n_served);
        }
    }
}

/* 200 milli are left: too few for level 4, who waits, but enough for level 1 behind him. One bed more is idle than anybody
 * waits for: only one is idle for want of staff. */
static void who_needs_less_may_be_served_before_who_needs_more(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 3);
    care_queue_world_set_staff(world, 0, CARE_STAFF_OF_HOMES, 200);
    world->staff_need_milli[NURSING][4] = 400;
    world->staff_need_milli[NURSING][1] = 150;
    care_queue_world_add_asker(world, 2, 0, NURSING)->level = 4;
    care_queue_world_add_asker(world, 1, 0, NURSING)->level = 1;
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, 0});
    assert_int_equal(care_queue_world_places(world, 0, 0, NURSING)->idle, 2);
    assert_int_equal(care_queue_world_places(world, 0, 0, NURSING)->idle_for_staff, 1);
}

/* The one bed free in step 0 lacks staff for A and is taken by B, who needs less: it is idle for nobody, and A is not blocked
 * by staff but by B. */
static void a_bed_taken_by_who_needs_less_is_not_idle_for_staff(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 1);
    care_queue_world_set_staff(world, 0, CARE_STAFF_OF_HOMES, 200);
    world->staff_need_milli[NURSING][4] = 400;
    care_queue_world_add_asker(world, 2, 0, NURSING)->level = 4;
    care_queue_world_add_asker(world, 1, 0, NURSING)->level = 1;
    care_queue_world_run(world);
    assert_int_equal(care_queue_world_places(world, 0, 0, NURSING)->idle_for_staff, 0);
    assert_false(world->clients[0].is_blocked);
}

/* No staff at all in post: the resident stays, may not change to a bed that takes more of it, and nobody comes. A change that
 * takes no more is free. */
static void residents_stay_though_staff_are_missing(void **state)
{
    struct care_queue_world *world = start(state, 1, 2);
    build(world, 0, ORDINARY, 2);
    build(world, 0, NURSING, 2);
    care_queue_world_set_staff(world, 0, CARE_STAFF_OF_HOMES, 0);
    world->staff_need_milli[ORDINARY][2] = 100;
    world->staff_need_milli[NURSING][2] = 300;
    world->staff_need_milli[ORDINARY][3] = world->staff_need_milli[NURSING][3] = 300;
    for (int level = 2; level < 4; level++) {
        care_queue_world_add_resident(world, 4, 0, CARE_PUBLIC, ORDINARY)->wants = NURSING;
        world->before[level - 2].level = (uint8_t)level;
    }
    care_queue_world_add_asker(world, 1, 0, ORDINARY)->level = 2;
    care_queue_world_run(world);
    assert_holds(&world->clients[0], 0, CARE_PUBLIC, ORDINARY);
    assert_holds(&world->clients[1], 0, CARE_PUBLIC, NURSING);
    assert_admitted(world, (const int32_t[]){-4, -4, NEVER});
}

/* Day places and visits draw on the staff of services, beds on that of homes: 300 each, 200 a client of either. */
static void homes_and_services_have_staff_of_their_own(void **state)
{
    struct care_queue_world *world = start(state, 1, 1);
    build(world, 0, NURSING, 9);
    build(world, 0, CARE_DAY_PLACE, 9);
    build(world, 0, CARE_VISITS_PLACE, INT32_MAX);
    care_queue_world_set_staff(world, 0, CARE_STAFF_OF_HOMES, 300);
    care_queue_world_set_staff(world, 0, CARE_STAFF_OF_SERVICES, 300);
    world->staff_need_milli[NURSING][0] = 200;
    world->staff_need_milli[CARE_DAY_PLACE][0] = world->staff_need_milli[CARE_VISITS_PLACE][0] = 200;
    ask(world, 4, 0, NURSING, 1);
    ask(world, 3, 0, NURSING, 1);
    ask(world, 2, 0, CARE_DAY_PLACE, 1);
    ask(world, 1, 0, CARE_VISITS_PLACE, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){0, NEVER, 0, NEVER});
    assert_int_equal(care_queue_world_places(world, 0, 0, CARE_VISITS_PLACE)->idle, INT32_MAX);
    assert_int_equal(care_queue_world_places(world, 0, 0, CARE_VISITS_PLACE)->idle_for_staff, 1);
}

/* ---- coming and going ---- */

/* Three beds fall to one in step 1: rank 2 goes back, though he asked first, and of rank 1 who asked last. Both are behind C of
 * rank 1 who asked in step 0: the bed that opens again in step 2 is C's, that of step 3 is B's. Nobody is assessed again. */
static void when_places_close_the_last_in_order_go_back_behind_equals(void **state)
{
    struct care_queue_world *world = start(state, 1, 4);
    build(world, 0, NURSING, 3);
    for (int step = 1; step < 4; step++) {
        care_queue_world_set_capacity(world, step, 0, CARE_PUBLIC, NURSING, step);
    }
    world->terms.assessments = world->assessments; /* none */
    care_queue_world_add_resident(world, 5, 0, CARE_PUBLIC, NURSING);
    care_queue_world_add_resident(world, 3, 0, CARE_PUBLIC, NURSING);
    care_queue_world_add_resident(world, 9, 0, CARE_PUBLIC, NURSING)->rank = 2;
    ask(world, 0, 0, NURSING, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){-5, 3, NEVER, 2});
    assert_int_equal(world->clients[1].asked, 1);
    assert_true(world->clients[1].was_sent_back && world->clients[2].was_sent_back && !world->clients[0].was_sent_back);
    assert_int_equal(care_queue_world_places(world, 1, 0, NURSING)->sent_back, 2);
    assert_int_equal(care_queue_world_account(world, 1, 0, CARE_QUEUE_BEDS)->sent_back, 2);
    assert_int_equal(care_queue_world_account(world, 1, 0, CARE_QUEUE_BEDS)->waiting, 3);
}

/* A day place until step 1, then he asks for a bed, there is none, and the day place is the next one's in that step. */
static void a_place_of_another_kind_is_given_up_on_asking(void **state)
{
    struct care_queue_world *world = start(state, 1, 2);
    build(world, 0, CARE_DAY_PLACE, 1);
    care_queue_world_add_resident(world, 3, 0, CARE_PUBLIC, CARE_DAY_PLACE)->wants = NURSING;
    world->before[0].asked = 1;
    ask(world, 2, 0, CARE_DAY_PLACE, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, 1});
    assert_int_equal(care_queue_world_places(world, 1, 0, CARE_DAY_PLACE)->left, 1);
    assert_int_equal(care_queue_world_account(world, 1, 0, CARE_QUEUE_DAY)->left_place[WITHDRAWS], 1);
    assert_int_equal(care_queue_world_account(world, 1, 0, CARE_QUEUE_BEDS)->asked, 1);
    assert_int_equal(care_queue_world_account(world, 1, 0, CARE_QUEUE_BEDS)->waiting, 1);
}

/* One bed, a stay of 2 steps each: admissions in steps 0, 2, 4. The third dies in step 4, before he is served; who dies in a
 * bed leaves it at once, and reasons are kept apart. */
static void who_leaves_makes_room_in_the_same_step(void **state)
{
    struct care_queue_world *world = start(state, 1, 6);
    build(world, 0, NURSING, 1);
    for (int i = 0; i < 4; i++) {
        care_queue_world_add_asker(world, 4 - i, 0, NURSING)->stay = 2;
        world->before[i].reason = DIES;
    }
    world->before[2].leaves = 4;
    world->before[2].rank = 3;
    world->before[3].leaves = 5;
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){0, 2, NEVER, 4});
    assert_true(world->clients[0].has_left && world->clients[2].has_left && world->clients[3].has_left);
    assert_int_equal(care_queue_world_account(world, 2, 0, CARE_QUEUE_BEDS)->left_place[WITHDRAWS], 1);
    assert_int_equal(care_queue_world_account(world, 4, 0, CARE_QUEUE_BEDS)->left_queue[DIES], 1);
    assert_int_equal(care_queue_world_account(world, 5, 0, CARE_QUEUE_BEDS)->left_place[DIES], 1);
    assert_int_equal(world->results.refused[3], 1);
    assert_int_equal(world->results.refused[1], 0);
}

/* Who would ask in the step in which he leaves, or after it, is never seen. */
static void who_leaves_before_asking_never_asks(void **state)
{
    struct care_queue_world *world = start(state, 1, 3);
    build(world, 0, NURSING, 5);
    care_queue_world_add_asker(world, -1, 0, NURSING)->leaves = 1;
    care_queue_world_add_asker(world, -2, 0, NURSING)->leaves = 1;
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER, NEVER});
    for (int step = 0; step < 3; step++) {
        assert_int_equal(care_queue_world_account(world, step, 0, CARE_QUEUE_BEDS)->asked, 0);
        assert_int_equal(care_queue_world_account(world, step, 0, CARE_QUEUE_BEDS)->left_queue[WITHDRAWS], 0);
    }
}

/* ---- the least ---- */

static void a_run_without_clients_or_without_steps_does_nothing(void **state)
{
    struct care_queue_world *world = start(state, 2, 2);
    build(world, 1, NURSING, 3);
    care_queue_world_run(world);
    assert_int_equal(care_queue_world_places(world, 1, 1, NURSING)->idle, 3);
    assert_int_equal(care_queue_world_account(world, 1, 1, CARE_QUEUE_BEDS)->waiting, 0);
    world->terms.n_steps = 0;
    ask(world, 1, 1, NURSING, 1);
    care_queue_world_run(world);
    assert_admitted(world, (const int32_t[]){NEVER});
    assert_int_equal(world->results.refused[3], 0);
}

/* Served in the step of asking; all that is counted in four steps, by hand. */
static void one_client_has_the_bed_to_himself(void **state)
{
    struct care_queue_world *world = start(state, 1, 4);
    build(world, 0, NURSING, 1);
    care_queue_world_add_asker(world, -1, 0, NURSING)->stay = 2;
    world->before[0].assessed = NEVER;
    care_queue_world_run(world);
    assert_int_equal(world->clients[0].assessed, 1);
    assert_int_equal(world->clients[0].admitted, 1);
    for (int step = 0; step < 4; step++) {
        const struct care_queue_account *account = care_queue_world_account(world, step, 0, CARE_QUEUE_BEDS);
        const struct care_queue_places *places = care_queue_world_places(world, step, 0, NURSING);
        assert_int_equal(account->asked, step == 1);
        assert_int_equal(account->admitted_here, step == 1);
        assert_int_equal(account->waiting, 0);
        assert_int_equal(places->used, step == 1 || step == 2);
        assert_int_equal(places->admitted, step == 1);
        assert_int_equal(places->left, step == 3);
    }
}

#define CASE(name) cmocka_unit_test_teardown(name, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(rank_goes_before_time),
        CASE(time_goes_before_key),
        CASE(the_key_settles_ties),
        CASE(neighbours_are_asked_in_the_order_of_options),
        CASE(each_type_has_its_own_options),
        CASE(day_places_are_taken_in_the_own_district_only),
        CASE(public_beds_are_kept_for_rank_0),
        CASE(the_destitute_are_never_refused_while_a_public_bed_is_free),
        CASE(an_upgrade_within_the_home_frees_the_old_bed),
        CASE(residents_change_only_within_the_home_and_when_they_want_to),
        CASE(dementia_falls_back_to_nursing_and_moves_up_later),
        CASE(who_wants_an_ordinary_bed_takes_a_nursing_bed_too),
        CASE(a_dementia_bed_elsewhere_goes_before_a_nursing_bed_here),
        CASE(a_bed_left_for_a_better_one_is_there_for_the_next),
        CASE(assessors_are_a_bottleneck),
        CASE(the_backlog_is_worked_off_by_rank_then_time),
        CASE(each_district_has_its_own_assessors),
        CASE(staff_bind_before_beds_do),
        CASE(who_needs_less_may_be_served_before_who_needs_more),
        CASE(a_bed_taken_by_who_needs_less_is_not_idle_for_staff),
        CASE(residents_stay_though_staff_are_missing),
        CASE(homes_and_services_have_staff_of_their_own),
        CASE(when_places_close_the_last_in_order_go_back_behind_equals),
        CASE(a_place_of_another_kind_is_given_up_on_asking),
        CASE(who_leaves_makes_room_in_the_same_step),
        CASE(who_leaves_before_asking_never_asks),
        CASE(a_run_without_clients_or_without_steps_does_nothing),
        CASE(one_client_has_the_bed_to_himself),
    };
    return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
