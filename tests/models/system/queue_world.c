#include "tests/models/system/queue_world.h"

#include "sim/draws.h"
#include "sim/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_CELLS = CARE_N_OWNERS * CARE_N_PLACE_CLASSES }; /* of a district */

static struct care_queue_option *options_of(struct care_queue_world *world, int type, int home)
{
    const int list = type * world->terms.n_districts + home;
    return &world->options[list * (world->terms.n_options + 1)];
}

static void set_plain_options(struct care_queue_world *world, int type, int home)
{
    const int n_districts = world->terms.n_districts;
    struct care_queue_option *option = options_of(world, type, home);
    for (int near = 0; near < n_districts; near++) {
        for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
            *option++ = (struct care_queue_option){(int16_t)((home + near) % n_districts), (uint8_t)owner};
        }
    }
    option->district = -1;
}

struct care_queue_world *care_queue_world_create(int n_districts, int n_steps)
{
    struct care_queue_world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    assert_true(n_districts <= CARE_QUEUE_WORLD_DISTRICTS && n_steps <= CARE_QUEUE_WORLD_STEPS);
    world->terms = (struct care_queue_terms){.n_districts = n_districts,
                                             .n_steps = n_steps,
                                             .capacity = world->capacity,
                                             .capacity_stride = (size_t)n_districts * N_CELLS,
                                             .options = world->options,
                                             .n_options = n_districts * CARE_N_OWNERS};
    for (int type = 0; type < CARE_QUEUE_N_TYPES; type++) {
        for (int home = 0; home < n_districts; home++) {
            set_plain_options(world, type, home);
        }
    }
    return world;
}

void care_queue_world_set_capacity(struct care_queue_world *world, int step, int district, int owner, int place_class,
                                   int32_t capacity)
{
    for (; step < world->terms.n_steps; step++) {
        const int row = step * world->terms.n_districts + district;
        world->capacity[(row * CARE_N_OWNERS + owner) * CARE_N_PLACE_CLASSES + place_class] = capacity;
    }
}

void care_queue_world_set_staff(struct care_queue_world *world, int district, int pool, int32_t milli)
{
    world->terms.staff_milli = world->staff_milli; /* stride 0: the same in all steps */
    world->terms.staff_need_milli = (const int32_t(*)[CARE_N_LEVELS])world->staff_need_milli;
    world->staff_milli[district * CARE_N_STAFF_POOLS + pool] = milli;
}

struct care_queue_client *care_queue_world_add_asker(struct care_queue_world *world, int ago, int home, int wants)
{
    assert_true(world->n < CARE_QUEUE_WORLD_CLIENTS);
    struct care_queue_client *client = &world->before[world->n];
    *client = (struct care_queue_client){.key = (uint64_t)world->n,
                                         .row = (uint32_t)world->n,
                                         .asked = -ago,
                                         .assessed = ago > 0 ? -ago : -1,
                                         .admitted = CARE_QUEUE_NEVER,
                                         .leaves = CARE_QUEUE_NEVER,
                                         .stay = CARE_QUEUE_NEVER,
                                         .home = (int16_t)home,
                                         .place = -1,
                                         .wants = (uint8_t)wants,
                                         .rank = 1};
    world->n++;
    return client;
}

struct care_queue_client *care_queue_world_add_resident(struct care_queue_world *world, int ago, int home, int owner,
                                                        int holds)
{
    struct care_queue_client *client = care_queue_world_add_asker(world, ago, home, holds);
    client->admitted = -ago;
    client->place = (int16_t)home;
    client->owner = (uint8_t)owner;
    client->holds = (uint8_t)holds;
    return client;
}

/* Chance, one number after another. */
struct chance {
    struct care_draws draws;
    uint64_t key;
};

static int below(struct chance *chance, int n)
{
    return (int)((uint64_t)care_draws_one(&chance->draws, chance->key++, 0, 0) * (uint64_t)n >> 32);
}

static int between(struct chance *chance, int low, int high)
{
    return low + below(chance, high - low + 1);
}

/* Swaps, and for some the list ends early. */
static void shuffle_options(struct care_queue_world *world, struct chance *chance, int type, int home)
{
    struct care_queue_option *options = options_of(world, type, home);
    const int n = world->terms.n_options;
    for (int i = n - 1; i > 0; i--) {
        const int j = below(chance, i + 1);
        const struct care_queue_option option = options[i];
        options[i] = options[j];
        options[j] = option;
    }
    options[between(chance, n / 3, n)].district = -1;
}

/* Places fall and rise now and then; about as many as clients want, in some worlds fewer, in some more. */
static void draw_places(struct care_queue_world *world, struct chance *chance)
{
    const int n_districts = world->terms.n_districts, most = between(chance, 1, 6);
    for (int row = 0; row < world->terms.n_steps * n_districts; row++) {
        for (int c = 0; c < N_CELLS; c++) {
            int32_t *capacity = &world->capacity[row * N_CELLS + c];
            const bool is_kept = row >= n_districts && below(chance, 8) > 0;
            *capacity = is_kept ? capacity[-n_districts * N_CELLS] : below(chance, most);
            if (c == CARE_VISITS_PLACE) { /* of public homes: there are no others */
                *capacity = INT32_MAX;
            }
        }
    }
    world->terms.capacity_stride = below(chance, 4) == 0 ? 0 : world->terms.capacity_stride;
}

static void draw_staff(struct care_queue_world *world, struct chance *chance)
{
    const int most_milli = between(chance, 500, 6000);
    for (int i = 0; i < world->terms.n_steps * world->terms.n_districts * CARE_N_STAFF_POOLS; i++) {
        world->staff_milli[i] = below(chance, most_milli);
    }
    for (int c = 0; c < CARE_N_PLACE_CLASSES; c++) {
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            world->staff_need_milli[c][level] = below(chance, 8) == 0 ? 0 : between(chance, 50, 700);
        }
    }
    world->terms.staff_milli = world->staff_milli;
    world->terms.staff_need_milli = (const int32_t(*)[CARE_N_LEVELS])world->staff_need_milli;
    world->terms.staff_stride = below(chance, 2) == 0 ? 0 : (size_t)world->terms.n_districts * CARE_N_STAFF_POOLS;
}

static void draw_assessments(struct care_queue_world *world, struct chance *chance)
{
    for (int i = 0; i < world->terms.n_steps * world->terms.n_districts; i++) {
        world->assessments[i] = below(chance, 4);
    }
    world->terms.assessments = world->assessments;
    world->terms.assessments_stride = below(chance, 2) == 0 ? 0 : (size_t)world->terms.n_districts;
}

static void draw_place_held(struct care_queue_world *world, struct chance *chance, struct care_queue_client *client)
{
    client->holds = (uint8_t)below(chance, CARE_N_PLACE_CLASSES);
    client->wants = below(chance, 3) == 0 ? client->wants : client->holds;
    client->owner = CARE_PUBLIC;
    client->place = client->home;
    if (client->holds < CARE_N_BED_CLASSES) {
        client->owner = (uint8_t)below(chance, CARE_N_OWNERS);
        client->place = (int16_t)below(chance, world->terms.n_districts);
        client->wants = below(chance, 3) == 0 ? (uint8_t)below(chance, CARE_N_BED_CLASSES) : client->wants;
    }
    client->admitted = -between(chance, 1, 9);
}

static void draw_client(struct care_queue_world *world, struct chance *chance)
{
    const int n_steps = world->terms.n_steps;
    struct care_queue_client *client =
        care_queue_world_add_asker(world, -between(chance, -6, n_steps), below(chance, world->terms.n_districts),
                                   below(chance, below(chance, 3) > 0 ? CARE_N_BED_CLASSES : CARE_N_PLACE_CLASSES));
    client->key = below(chance, 2) == 0 ? client->key : care_key_mix(client->key);
    client->assessed = below(chance, 3) == 0 ? -between(chance, 1, 6) : CARE_QUEUE_NEVER;
    client->leaves = below(chance, 2) == 0 ? CARE_QUEUE_NEVER : between(chance, -1, n_steps + 2);
    client->stay = below(chance, 2) == 0 ? CARE_QUEUE_NEVER : between(chance, 1, 12);
    client->rank = (uint8_t)below(chance, CARE_QUEUE_N_RANKS);
    client->type = (uint8_t)below(chance, CARE_QUEUE_N_TYPES);
    client->level = (uint8_t)below(chance, CARE_N_LEVELS);
    client->reason = (uint8_t)below(chance, CARE_QUEUE_N_REASONS);
    client->is_by_lot = client->home == 0; /* no waiting list in the first district */
    client->lot = (uint32_t)(care_key_mix(client->key + 1) >> 32);
    if (below(chance, 3) == 0) {
        draw_place_held(world, chance, client);
    }
}

struct care_queue_world *care_queue_world_random(uint64_t number)
{
    struct chance chance = {.draws = care_draws_create(number, 4, false)};
    struct care_queue_world *world =
        care_queue_world_create(between(&chance, 3, 5), between(&chance, 1, CARE_QUEUE_WORLD_STEPS));
    for (int type = 0; type < CARE_QUEUE_N_TYPES; type++) {
        for (int home = 0; home < world->terms.n_districts; home++) {
            shuffle_options(world, &chance, type, home);
        }
    }
    draw_places(world, &chance);
    if (below(&chance, 3) > 0) {
        draw_staff(world, &chance);
    }
    if (below(&chance, 3) > 0) {
        draw_assessments(world, &chance);
    }
    if (below(&chance, 3) > 0) {
        for (int district = 0; district < world->terms.n_districts; district++) {
            world->reserved[district] = below(&chance, 5);
        }
        world->terms.reserved = world->reserved;
    }
    for (int n = below(&chance, CARE_QUEUE_WORLD_CLIENTS); n > 0; n--) {
        draw_client(world, &chance);
    }
    return world;
}

struct care_queue_account *care_queue_world_account(struct care_queue_world *world, int step, int district,
                                                    enum care_queue_kind queue)
{
    const int row = step * world->terms.n_districts + district;
    return &world->results.accounts[row * CARE_N_QUEUES + (int)queue];
}

struct care_queue_places *care_queue_world_places(struct care_queue_world *world, int step, int district,
                                                  int place_class)
{
    const int row = step * world->terms.n_districts + district;
    return &world->results.places[row * CARE_N_PLACE_CLASSES + place_class];
}

int care_queue_world_n_free(const struct care_queue_world *world, int step, int district, int owner, int place_class)
{
    const int cell = (district * CARE_N_OWNERS + owner) * CARE_N_PLACE_CLASSES + place_class;
    int n_free = world->capacity[(size_t)step * world->terms.capacity_stride + (size_t)cell];
    for (int i = 0; i < world->n; i++) {
        const struct care_queue_client *client = &world->clients[i];
        n_free -= client->place == district && client->owner == owner && client->holds == place_class;
    }
    return n_free;
}

static int n_waiting_before(const struct care_queue_client *clients, int n, int district, int queue)
{
    int n_waiting = 0;
    for (int i = 0; i < n; i++) {
        n_waiting += clients[i].home == district && (int)care_queue_of(clients[i].wants) == queue &&
                     clients[i].place < 0 && clients[i].asked < 0;
    }
    return n_waiting;
}

static int n_used_before(const struct care_queue_client *clients, int n, int district, int place_class)
{
    int n_used = 0;
    for (int i = 0; i < n; i++) {
        n_used += clients[i].place == district && clients[i].holds == place_class;
    }
    return n_used;
}

static int sum(const int32_t *counts)
{
    return counts[CARE_QUEUE_WITHDRAWS] + counts[CARE_QUEUE_DIES] + counts[CARE_QUEUE_MOVES_AWAY];
}

/* @param before  number waiting before the first step */
static void check_accounts(const struct care_queue_terms *terms, int district, int queue, int before,
                           const struct care_queue_account *accounts)
{
    for (int step = 0; step < terms->n_steps; step++) {
        const struct care_queue_account *now =
            &accounts[(step * terms->n_districts + district) * CARE_N_QUEUES + queue];
        assert_int_equal(before + now->asked + now->sent_back,
                         now->admitted_here + now->admitted_elsewhere + sum(now->left_queue) + now->waiting);
        assert_true(now->in_assessment >= 0 && now->in_assessment <= now->waiting);
        before = now->waiting;
    }
}

static int32_t capacity_of(const struct care_queue_terms *terms, int step, int district, int place_class)
{
    int64_t capacity = 0;
    for (int owner = 0; owner < CARE_N_OWNERS; owner++) {
        capacity += terms->capacity[(size_t)step * terms->capacity_stride +
                                    (size_t)((district * CARE_N_OWNERS + owner) * CARE_N_PLACE_CLASSES + place_class)];
    }
    return capacity < INT32_MAX ? (int32_t)capacity : INT32_MAX;
}

static void check_places(const struct care_queue_terms *terms, int district, int place_class, int before,
                         const struct care_queue_places *places)
{
    for (int step = 0; step < terms->n_steps; step++) {
        const struct care_queue_places *now =
            &places[(step * terms->n_districts + district) * CARE_N_PLACE_CLASSES + place_class];
        assert_int_equal(before + now->admitted + now->changed_in,
                         now->used + now->left + now->changed_out + now->sent_back);
        assert_int_equal(now->used + now->idle, capacity_of(terms, step, district, place_class));
        assert_true(now->used >= 0 && now->idle >= 0);
        assert_true(now->idle_for_staff >= 0 && now->idle_for_staff <= now->idle);
        before = now->used;
    }
}

/* In every step those admitted by home are those admitted by place, and who leaves places by home does by place but for
 *  those who die in it; who is sent back by home is by place; changes stay in the district. */
static void check_districts_together(const struct care_queue_terms *terms, const struct care_queue_result *result,
                                     int step)
{
    int by_home[3] = {0}, by_place[3] = {0}, n_changed = 0;
    for (int i = 0; i < terms->n_districts * CARE_N_QUEUES; i++) {
        const struct care_queue_account *account = &result->accounts[step * terms->n_districts * CARE_N_QUEUES + i];
        by_home[0] += account->admitted_here + account->admitted_elsewhere;
        by_home[1] += sum(account->left_place);
        by_home[2] += account->sent_back;
    }
    for (int i = 0; i < terms->n_districts * CARE_N_PLACE_CLASSES; i++) {
        const struct care_queue_places *places = &result->places[step * terms->n_districts * CARE_N_PLACE_CLASSES + i];
        by_place[0] += places->admitted;
        by_place[1] += places->left;
        by_place[2] += places->sent_back;
        n_changed += places->changed_in - places->changed_out;
    }
    assert_memory_equal(by_home, by_place, sizeof by_home);
    assert_int_equal(n_changed, 0);
}

/* Those who left the queues for beds in the run, by all accounts and by ranks. */
static void check_refused(const struct care_queue_terms *terms, const struct care_queue_result *result)
{
    for (int district = 0; district < terms->n_districts; district++) {
        int n_left = 0, n_refused = 0;
        for (int step = 0; step < terms->n_steps; step++) {
            n_left += sum(result->accounts[(step * terms->n_districts + district) * CARE_N_QUEUES].left_queue);
        }
        for (int rank = 0; rank < CARE_QUEUE_N_RANKS; rank++) {
            n_refused += result->refused[district * CARE_QUEUE_N_RANKS + rank];
        }
        assert_int_equal(n_refused, n_left);
    }
}

void care_queue_world_check(const struct care_queue_terms *terms, const struct care_queue_client *before, int n,
                            const struct care_queue_result *result)
{
    for (int district = 0; district < terms->n_districts; district++) {
        for (int queue = 0; queue < CARE_N_QUEUES; queue++) {
            check_accounts(terms, district, queue, n_waiting_before(before, n, district, queue), result->accounts);
        }
        for (int c = 0; c < CARE_N_PLACE_CLASSES; c++) {
            check_places(terms, district, c, n_used_before(before, n, district, c), result->places);
        }
    }
    for (int step = 0; step < terms->n_steps; step++) {
        check_districts_together(terms, result, step);
    }
    check_refused(terms, result);
}

/* What clients say of themselves at the end is what the last step counted. */
static void check_end(struct care_queue_world *world)
{
    const int last = world->terms.n_steps - 1;
    for (int district = 0; district < world->terms.n_districts && last >= 0; district++) {
        int n_waiting[CARE_N_QUEUES] = {0}, n_used[CARE_N_PLACE_CLASSES] = {0};
        for (int i = 0; i < world->n; i++) {
            const struct care_queue_client *client = &world->clients[i];
            n_waiting[care_queue_of(client->wants)] +=
                client->home == district && client->place < 0 && !client->has_left && client->asked <= last;
            n_used[client->holds] += client->place == district;
        }
        for (int queue = 0; queue < CARE_N_QUEUES; queue++) {
            assert_int_equal(care_queue_world_account(world, last, district, (enum care_queue_kind)queue)->waiting,
                             n_waiting[queue]);
        }
        for (int c = 0; c < CARE_N_PLACE_CLASSES; c++) {
            assert_int_equal(care_queue_world_places(world, last, district, c)->used, n_used[c]);
        }
    }
}

void care_queue_world_run(struct care_queue_world *world)
{
    struct care_queue_result result = {world->results.accounts, world->results.places, world->results.refused};
    memset(&world->results, 0x55, sizeof world->results); /* a run clears what it fills */
    memcpy(world->clients, world->before, sizeof world->clients);
    assert_int_equal(care_queue_run(&world->terms, world->clients, world->n, &result), 0);
    care_queue_world_check(&world->terms, world->before, world->n, &result);
    check_end(world);
}
