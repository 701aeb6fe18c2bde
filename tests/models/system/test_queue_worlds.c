/** @file  A thousand small worlds made by chance: the queue does what its slow twin does, client by client; nobody and no
 *  place is lost; where a run is cut and how the clients lie in memory makes no difference; memory may run out anywhere. */
#include "tests/models/system/queue_reference.h"
#include "tests/models/system/queue_world.h"

#include "models/system/queue_order.h"
#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_WORLDS = 1000, ENOUGH = N_WORLDS / 4, MOST_CLIENTS = CARE_QUEUE_WORLD_CLIENTS };

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);

static int n_until_failure = -1; /* allocations that still succeed; negative: all do */
static bool has_failed;
static int n_live;

static bool is_failing(void)
{
    const bool fails = n_until_failure == 0;
    n_until_failure -= n_until_failure >= 0;
    has_failed = has_failed || fails;
    return fails;
}

void *__wrap_malloc(size_t size)
{
    void *memory = is_failing() ? NULL : __real_malloc(size);
    n_live += memory != NULL;
    return memory;
}

void *__wrap_calloc(size_t n, size_t size)
{
    void *memory = is_failing() ? NULL : __real_calloc(n, size);
    n_live += memory != NULL;
    return memory;
}

void __wrap_free(void *memory)
{
    n_live -= memory != NULL;
    __real_free(memory);
}

/* ---- the worlds ---- */

static int setup_world(void **state, uint64_t number)
{
    free(*state);
    *state = care_queue_world_random(number);
    return 0;
}

static int setup(void **state)
{
    *state = NULL;
    return setup_world(state, 0);
}

static int teardown(void **state)
{
    n_until_failure = -1;
    free(*state);
    return 0;
}

static void assert_same_clients(const struct care_queue_client *a, const struct care_queue_client *b, int n)
{
    for (int i = 0; i < n; i++) {
        assert_int_equal(a[i].key, b[i].key);
        assert_int_equal(a[i].asked, b[i].asked);
        assert_int_equal(a[i].assessed, b[i].assessed);
        assert_int_equal(a[i].admitted, b[i].admitted);
        assert_int_equal(a[i].place, b[i].place);
        assert_int_equal(a[i].holds, b[i].holds);
        assert_int_equal(a[i].owner, b[i].owner);
        assert_int_equal(a[i].has_left, b[i].has_left);
        assert_int_equal(a[i].is_blocked, b[i].is_blocked);
        assert_int_equal(a[i].was_sent_back, b[i].was_sent_back);
    }
}

static void the_queue_does_what_its_slow_twin_does(void **state)
{
    static struct care_queue_world_results twin;
    static struct care_queue_client clients[MOST_CLIENTS];
    struct care_queue_result result = {twin.accounts, twin.places, twin.refused};
    for (uint64_t number = 0; number < N_WORLDS; number++) {
        setup_world(state, number);
        struct care_queue_world *world = *state;
        memset(&twin, 0x55, sizeof twin);
        memcpy(clients, world->before, sizeof clients);
        care_queue_reference_run(&world->terms, clients, world->n, &result);
        care_queue_world_run(world);
        assert_same_clients(world->clients, clients, world->n);
        assert_memory_equal(&world->results, &twin, sizeof twin);
    }
}

/* What can happen, counted: a world in which nothing does shows nothing. */
struct happenings {
    int sent_back, changed, idle_for_staff, elsewhere, in_assessment, refused, gave_up, fell_back, blocked;
};

static void add_rows(const struct care_queue_world *world, struct happenings *sum)
{
    for (int i = 0; i < world->terms.n_steps * world->terms.n_districts * CARE_N_PLACE_CLASSES; i++) {
        sum->sent_back += world->results.places[i].sent_back;
        sum->changed += world->results.places[i].changed_in;
        sum->idle_for_staff += world->results.places[i].idle_for_staff;
    }
    for (int i = 0; i < world->terms.n_steps * world->terms.n_districts * CARE_N_QUEUES; i++) {
        sum->elsewhere += world->results.accounts[i].admitted_elsewhere;
        sum->in_assessment += world->results.accounts[i].in_assessment;
    }
    for (int i = 0; i < world->terms.n_districts * CARE_QUEUE_N_RANKS; i++) {
        sum->refused += world->results.refused[i];
    }
}

static void add_clients(const struct care_queue_world *world, struct happenings *sum)
{
    for (int i = 0; i < world->n; i++) {
        const struct care_queue_client *before = &world->before[i], *after = &world->clients[i];
        sum->gave_up += before->place >= 0 && care_queue_of(before->holds) != care_queue_of(before->wants) &&
                        !after->has_left && after->asked < world->terms.n_steps && !after->was_sent_back;
        sum->fell_back += after->place >= 0 && after->wants == CARE_DEMENTIA_BED && after->holds == CARE_NURSING_BED;
        sum->blocked += after->is_blocked;
    }
}

static void everything_happens_in_the_worlds(void **state)
{
    struct happenings sum = {0};
    for (uint64_t number = 0; number < N_WORLDS; number++) {
        setup_world(state, number);
        care_queue_world_run(*state);
        add_rows(*state, &sum);
        add_clients(*state, &sum);
    }
    assert_true(sum.sent_back > ENOUGH && sum.changed > ENOUGH && sum.idle_for_staff > ENOUGH);
    assert_true(sum.elsewhere > ENOUGH && sum.in_assessment > ENOUGH && sum.refused > ENOUGH);
    assert_true(sum.gave_up > ENOUGH && sum.fell_back > ENOUGH && sum.blocked > ENOUGH);
}

static void how_clients_lie_in_memory_makes_no_difference(void **state)
{
    static struct care_queue_world turned;
    for (uint64_t number = 0; number < N_WORLDS / 10; number++) {
        setup_world(state, number);
        struct care_queue_world *world = *state;
        turned = *world;
        for (int i = 0; i < world->n; i++) {
            turned.before[i] = world->before[world->n - 1 - i];
        }
        turned.terms = world->terms; /* which points into the first */
        care_queue_world_run(world);
        care_queue_world_run(&turned);
        assert_memory_equal(&turned.results, &world->results, sizeof turned.results);
        for (int i = 0; i < world->n; i++) {
            assert_same_clients(&turned.clients[i], &world->clients[world->n - 1 - i], 1);
        }
    }
}

/* Two ordinary beds; one becomes a nursing bed in step 1, the other in step 2. The first goes to him who wants one, though only
 * from step 2 on; who wants no better one stays in the second. Nobody asks anew. */
static void who_lies_in_a_bed_that_is_converted_stays_in_it(void **state)
{
    free(*state);
    struct care_queue_world *world = *state = care_queue_world_create(1, 3);
    const int ordinary = CARE_ORDINARY_BED, nursing = CARE_NURSING_BED;
    for (int step = 0; step < 3; step++) {
        care_queue_world_set_capacity(world, step, 0, CARE_PUBLIC, ordinary, 2 - step);
        care_queue_world_set_capacity(world, step, 0, CARE_PUBLIC, nursing, step);
    }
    (void)care_queue_world_add_resident(world, 9, 0, CARE_PUBLIC, ordinary);
    care_queue_world_add_resident(world, 4, 0, CARE_PUBLIC, ordinary)->wants = (uint8_t)nursing;
    world->before[1].asked = 2;
    care_queue_world_run(world);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(world->clients[i].holds, nursing);
        assert_int_equal(world->clients[i].changed[nursing], 2 - i);
        assert_int_equal(world->clients[i].admitted, i == 0 ? -9 : -4);
    }
    assert_int_equal(care_queue_world_places(world, 1, 0, ordinary)->sent_back, 0);
    assert_int_equal(care_queue_world_places(world, 2, 0, ordinary)->sent_back, 0);
    assert_int_equal(care_queue_world_account(world, 2, 0, CARE_QUEUE_BEDS)->asked, 0);
}

/* Public beds free in the options of a client. */
static int n_free_public(const struct care_queue_world *world, const struct care_queue_client *client)
{
    const struct care_queue_terms *terms = &world->terms;
    const int list = (client->type * terms->n_districts + client->home) * (terms->n_options + 1);
    int n_free = 0;
    for (const struct care_queue_option *option = &world->options[list]; option->district >= 0; option++) {
        for (int bed = 0; bed < CARE_N_BED_CLASSES && option->owner != CARE_PRIVATE; bed++) {
            n_free += care_queue_world_n_free(world, terms->n_steps - 1, option->district, option->owner, bed);
        }
    }
    return n_free;
}

/* While staff do not bind. */
static void the_destitute_wait_only_when_all_public_beds_are_taken(void **state)
{
    int n_waiting = 0;
    for (uint64_t number = 0; number < N_WORLDS; number++) {
        setup_world(state, number);
        struct care_queue_world *world = *state;
        world->terms.staff_milli = NULL;
        care_queue_world_run(world);
        for (int i = 0; i < world->n; i++) {
            const struct care_queue_client *client = &world->clients[i];
            if (client->rank == 0 && client->place < 0 && !client->has_left && client->wants < CARE_N_BED_CLASSES &&
                client->asked < world->terms.n_steps && client->assessed != CARE_QUEUE_NEVER) {
                assert_int_equal(n_free_public(world, client), 0);
                n_waiting++;
            }
        }
    }
    assert_true(n_waiting > ENOUGH);
}

static int32_t later_by(int32_t step, int n_steps)
{
    return step == CARE_QUEUE_NEVER ? CARE_QUEUE_NEVER : step - n_steps;
}

/* The clients still there after some steps, as they stand at the begin of a run of the others. @return how many */
static int carry_over(const struct care_queue_client *from, int n, int n_steps, struct care_queue_client *to)
{
    int n_left = 0;
    for (int i = 0; i < n; i++) {
        if (!from[i].has_left) {
            to[n_left] = from[i];
            to[n_left].asked = later_by(from[i].asked, n_steps);
            to[n_left].assessed = later_by(from[i].assessed, n_steps);
            to[n_left].admitted = later_by(from[i].admitted, n_steps);
            to[n_left].leaves = later_by(from[i].leaves, n_steps);
            n_left++;
        }
    }
    return n_left;
}

/* The terms of the steps from @p step on. */
static struct care_queue_terms terms_from(const struct care_queue_terms *terms, int step)
{
    struct care_queue_terms later = *terms;
    later.n_steps -= step;
    later.capacity += (size_t)step * terms->capacity_stride;
    later.staff_milli += terms->staff_milli == NULL ? 0 : (size_t)step * terms->staff_stride;
    later.assessments += terms->assessments == NULL ? 0 : (size_t)step * terms->assessments_stride;
    return later;
}

static void a_run_cut_in_two_is_the_run_in_one(void **state)
{
    static struct care_queue_world_results cut;
    static struct care_queue_client first[MOST_CLIENTS], second[MOST_CLIENTS];
    for (uint64_t number = 0; number < N_WORLDS / 4; number++) {
        setup_world(state, number);
        struct care_queue_world *world = *state;
        struct care_queue_terms begin = world->terms;
        const int n_districts = begin.n_districts, n_first = begin.n_steps / 2, n_rows = begin.n_steps * n_districts;
        const struct care_queue_terms rest = terms_from(&world->terms, n_first);
        struct care_queue_result result = {cut.accounts, cut.places, cut.refused};
        care_queue_world_run(world);
        begin.n_steps = n_first;
        memcpy(first, world->before, sizeof first);
        assert_int_equal(care_queue_run(&begin, first, world->n, &result), CARE_OK);
        const int n = carry_over(first, world->n, n_first, second);
        result.accounts += n_first * n_districts * CARE_N_QUEUES;
        result.places += n_first * n_districts * CARE_N_PLACE_CLASSES;
        assert_int_equal(care_queue_run(&rest, second, n, &result), CARE_OK);
        assert_memory_equal(cut.accounts, world->results.accounts,
                            (size_t)n_rows * CARE_N_QUEUES * sizeof *cut.accounts);
        assert_memory_equal(cut.places, world->results.places,
                            (size_t)n_rows * CARE_N_PLACE_CLASSES * sizeof *cut.places);
    }
}

static void memory_may_run_out_at_every_allocation(void **state)
{
    setup_world(state, 7);
    struct care_queue_world *world = *state;
    struct care_queue_result result = {world->results.accounts, world->results.places, world->results.refused};
    int n_refused = 0, status = CARE_ERROR_MEMORY;
    for (; status == CARE_ERROR_MEMORY; n_refused++) {
        const int n_live_before = n_live;
        memcpy(world->clients, world->before, sizeof world->clients);
        n_until_failure = n_refused;
        has_failed = false;
        status = care_queue_run(&world->terms, world->clients, world->n, &result);
        n_until_failure = -1;
        assert_int_equal(n_live, n_live_before);
        assert_int_equal(status, has_failed ? CARE_ERROR_MEMORY : CARE_OK);
    }
    assert_true(n_refused > 10);
}

/* ---- the order of service ---- */

static int by_order(const void *a, const void *b)
{
    const struct care_queue_turn *x = a, *y = b;
    return x->order != y->order ? (x->order < y->order ? -1 : 1) : x->client - y->client;
}

/* Of 64 random bits; of a few, so that many are equal; of none. */
static void turns_are_sorted_and_equal_ones_stay_as_they_stood(void **state)
{
    enum { N = 1000 };
    static struct care_queue_turn turns[N], sorted[N], room[N];
    static const uint64_t masks[] = {UINT64_MAX, 0xF00000000000000Fu, 0xFF00, 0};
    (void)state;
    for (int m = 0; m < 4; m++) {
        for (int i = 0; i < N; i++) {
            turns[i] = sorted[i] = (struct care_queue_turn){care_key_mix((uint64_t)i) & masks[m], i, 0};
        }
        qsort(sorted, N, sizeof *sorted, by_order);
        care_queue_order_sort(turns, N, room);
        assert_memory_equal(turns, sorted, sizeof turns);
    }
}

/* Ranks first, then steps, those before the run included, or lots, then numbers, at the ends of their ranges. */
static void the_order_of_service_is_rank_then_time_or_lot_then_number(void **state)
{
    (void)state;
    assert_true(care_queue_order(0, INT32_MAX, CARE_QUEUE_ORDER_MOST_CLIENTS - 1) < care_queue_order(1, INT32_MIN, 0));
    assert_true(care_queue_order(3, -1, CARE_QUEUE_ORDER_MOST_CLIENTS - 1) < care_queue_order(3, 0, 0));
    assert_true(care_queue_order(3, INT32_MIN, 0) < care_queue_order(3, -1, 0));
    assert_true(care_queue_order(2, 5, 6) < care_queue_order(2, 5, 7));
    assert_true(care_queue_order_by_lot(0, UINT32_MAX, CARE_QUEUE_ORDER_MOST_CLIENTS - 1) <
                care_queue_order_by_lot(1, 0, 0));
    assert_true(care_queue_order_by_lot(3, 0, CARE_QUEUE_ORDER_MOST_CLIENTS - 1) < care_queue_order_by_lot(3, 1, 0));
    assert_true(care_queue_order_by_lot(2, 5, 6) < care_queue_order_by_lot(2, 5, 7));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_queue_does_what_its_slow_twin_does, setup, teardown),
        cmocka_unit_test_setup_teardown(everything_happens_in_the_worlds, setup, teardown),
        cmocka_unit_test_setup_teardown(who_lies_in_a_bed_that_is_converted_stays_in_it, setup, teardown),
        cmocka_unit_test_setup_teardown(how_clients_lie_in_memory_makes_no_difference, setup, teardown),
        cmocka_unit_test_setup_teardown(the_destitute_wait_only_when_all_public_beds_are_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(a_run_cut_in_two_is_the_run_in_one, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_every_allocation, setup, teardown),
        cmocka_unit_test(turns_are_sorted_and_equal_ones_stay_as_they_stood),
        cmocka_unit_test(the_order_of_service_is_rank_then_time_or_lot_then_number),
    };
    return cmocka_run_group_tests_name("queue worlds", tests, NULL, NULL);
}
