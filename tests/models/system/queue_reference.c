#include "tests/models/system/queue_reference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
    const struct care_queue_terms *terms;
    struct care_queue_client **clients; /* [n] in order of service */
    int n, step;
    struct care_queue_result *result;
};

static bool is_bed(unsigned place_class)
{
    return place_class == CARE_ORDINARY_BED || place_class == CARE_NURSING_BED || place_class == CARE_DEMENTIA_BED;
}

static bool is_public_bed(unsigned owner, unsigned place_class)
{
    return is_bed(place_class) && (owner == CARE_PUBLIC || owner == CARE_PUBLIC_PRIVATELY_RUN);
}

static bool is_same_kind(unsigned a, unsigned b)
{
    return a == b || (is_bed(a) && is_bed(b));
}

/* Who has asked before a step and holds nothing. */
static bool is_waiting(const struct care_queue_client *client, int asked_before)
{
    return !client->has_left && client->place < 0 && client->asked < asked_before;
}

static int by_order(const void *a, const void *b)
{
    const struct care_queue_client *x = *(struct care_queue_client *const *)a,
                                   *y = *(struct care_queue_client *const *)b;
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    /* a lot counts as a time of asking from INT32_MIN on */
    const int64_t x_turn = x->is_by_lot ? (int64_t)x->lot + INT32_MIN : x->asked;
    const int64_t y_turn = y->is_by_lot ? (int64_t)y->lot + INT32_MIN : y->asked;
    if (x_turn != y_turn) {
        return x_turn < y_turn ? -1 : 1;
    }
    return x->key < y->key ? -1 : 1;
}

static void put_in_order(struct world *world)
{
    qsort(world->clients, (size_t)world->n, sizeof *world->clients, by_order);
}

static struct care_queue_account *account(struct world *world, int district, unsigned place_class)
{
    const int queue = is_bed(place_class) ? 0 : (int)place_class - CARE_DAY_PLACE + 1;
    return &world->result->accounts[(world->step * world->terms->n_districts + district) * CARE_N_QUEUES + queue];
}

static struct care_queue_places *places(struct world *world, int district, unsigned place_class)
{
    return &world->result->places[(world->step * world->terms->n_districts + district) * CARE_N_PLACE_CLASSES +
                                  (int)place_class];
}

static int32_t capacity(const struct world *world, int district, unsigned owner, unsigned place_class)
{
    const size_t start = (size_t)world->step * world->terms->capacity_stride;
    const int cell = (district * CARE_N_OWNERS + (int)owner) * CARE_N_PLACE_CLASSES + (int)place_class;
    return world->terms->capacity[start + (size_t)cell];
}

static int n_held(const struct world *world, int district, unsigned owner, unsigned place_class)
{
    int n = 0;
    for (int i = 0; i < world->n; i++) {
        const struct care_queue_client *client = world->clients[i];
        n += client->place == district && client->owner == owner && client->holds == place_class;
    }
    return n;
}

static bool is_free(const struct world *world, int district, unsigned owner, unsigned place_class)
{
    return n_held(world, district, owner, place_class) < capacity(world, district, owner, place_class);
}

static int need(const struct world *world, unsigned place_class, unsigned level)
{
    return world->terms->staff_milli == NULL ? 0 : world->terms->staff_need_milli[place_class][level];
}

/* Staff of the pool of a class that nobody in the district takes, thousandths. */
static int free_staff(const struct world *world, int district, unsigned place_class)
{
    const struct care_queue_terms *terms = world->terms;
    const enum care_staff_pool pool = care_places_pool_of((enum care_place_class)place_class);
    int left = terms->staff_milli[(size_t)world->step * terms->staff_stride +
                                  (size_t)(district * CARE_N_STAFF_POOLS + (int)pool)];
    for (int i = 0; i < world->n; i++) {
        const struct care_queue_client *client = world->clients[i];
        if (client->place == district && care_places_pool_of((enum care_place_class)client->holds) == pool) {
            left -= need(world, client->holds, client->level);
        }
    }
    return left;
}

static bool has_staff(const struct world *world, int district, unsigned place_class, int more_milli)
{
    return world->terms->staff_milli == NULL || more_milli <= 0 ||
           more_milli <= free_staff(world, district, place_class);
}

/* Whether the beds kept for rank 0 leave one to others. */
static bool is_left_to_others(const struct world *world, int district)
{
    if (world->terms->reserved == NULL) {
        return true;
    }
    int n_free = 0, kept = world->terms->reserved[district];
    for (unsigned owner = 0; owner < CARE_N_OWNERS; owner++) {
        for (unsigned c = 0; c < CARE_N_PLACE_CLASSES; c++) {
            n_free +=
                is_public_bed(owner, c) ? capacity(world, district, owner, c) - n_held(world, district, owner, c) : 0;
        }
    }
    for (int i = 0; i < world->n; i++) {
        const struct care_queue_client *client = world->clients[i];
        kept -= client->place == district && client->rank == 0 && is_public_bed(client->owner, client->holds);
    }
    return n_free > (kept > 0 ? kept : 0);
}

/* Tries one place. @return 1 it can be taken, 0 it cannot, -1 it could if there were staff */
static int try_place(const struct world *world, const struct care_queue_client *client, int district, unsigned owner,
                     unsigned place_class)
{
    if (!is_free(world, district, owner, place_class)) {
        return 0;
    }
    if (is_bed(place_class) && client->rank == 0 && owner == CARE_PRIVATE) {
        return 0;
    }
    if (is_public_bed(owner, place_class) && client->rank != 0 && !is_left_to_others(world, district)) {
        return 0;
    }
    return has_staff(world, district, place_class, need(world, place_class, client->level)) ? 1 : -1;
}

/* The k-th class that a client would take, -1: no more. */
static int class_taken(const struct care_queue_client *client, int k)
{
    const int wants = client->wants;
    if (k == 0) {
        return wants;
    }
    if (!is_bed(client->wants)) {
        return -1;
    }
    if (client->rank != 0) {
        return (wants == CARE_DEMENTIA_BED || wants == CARE_ORDINARY_BED) && k == 1 ? CARE_NURSING_BED : -1;
    }
    const int higher = wants + k;
    const int lower = wants - (higher - CARE_DEMENTIA_BED);
    return higher <= CARE_DEMENTIA_BED ? higher : lower >= CARE_ORDINARY_BED ? lower : -1;
}

struct found {
    int district, owner, place_class; /* district -1: none */
};

/* @param blocked  the first that lacks only staff */
static struct found find(const struct world *world, const struct care_queue_client *client, struct found *blocked)
{
    const struct care_queue_terms *terms = world->terms;
    *blocked = (struct found){-1, 0, 0};
    for (int k = 0; class_taken(client, k) >= 0; k++) {
        const int c = class_taken(client, k);
        for (int o = 0; o < (is_bed(client->wants) ? terms->n_options : 1); o++) {
            struct care_queue_option option = {client->home, CARE_PUBLIC};
            if (is_bed(client->wants)) {
                option =
                    terms->options[(client->type * terms->n_districts + client->home) * (terms->n_options + 1) + o];
            }
            if (option.district < 0) {
                break;
            }
            const int tried = try_place(world, client, option.district, option.owner, (unsigned)c);
            const struct found found = {option.district, option.owner, c};
            if (tried > 0) {
                return found;
            }
            *blocked = tried < 0 && blocked->district < 0 ? found : *blocked;
        }
    }
    return (struct found){-1, 0, 0};
}

static void leave_place(struct world *world, struct care_queue_client *client, unsigned reason)
{
    account(world, client->home, client->holds)->left_place[reason]++;
    places(world, client->place, client->holds)->left++;
    client->place = -1;
}

static void leave(struct world *world, struct care_queue_client *client)
{
    const bool is_stay_over =
        client->place >= 0 && client->stay != CARE_QUEUE_NEVER && client->admitted + client->stay <= world->step;
    if (client->has_left || (client->leaves > world->step && !is_stay_over)) {
        return;
    }
    if (client->place >= 0) {
        leave_place(world, client, client->leaves <= world->step ? client->reason : CARE_QUEUE_WITHDRAWS);
    } else if (is_waiting(client, world->step)) {
        account(world, client->home, client->wants)->left_queue[client->reason]++;
        world->result->refused[client->home * CARE_QUEUE_N_RANKS + client->rank] += is_bed(client->wants);
    }
    client->has_left = true;
}

/* @return whether a better bed of the home is free, in which he then is */
static bool stays(struct world *world, struct care_queue_client *client)
{
    for (unsigned better = client->holds + 1u; is_bed(client->holds) && better <= CARE_DEMENTIA_BED; better++) {
        const int district = client->place;
        if (n_held(world, district, client->owner, better) < capacity(world, district, client->owner, better)) {
            places(world, district, client->holds)->changed_out++;
            places(world, district, better)->changed_in++;
            client->holds = (uint8_t)better;
            return true;
        }
    }
    return false;
}

static bool is_over(const struct world *world, const struct care_queue_client *client)
{
    return client->place >= 0 && n_held(world, client->place, client->owner, client->holds) >
                                     capacity(world, client->place, client->owner, client->holds);
}

static void send_back(struct world *world, struct care_queue_client *client)
{
    places(world, client->place, client->holds)->sent_back++;
    account(world, client->home, client->wants)->sent_back++;
    client->place = -1;
    client->was_sent_back = true;
    client->asked = world->step;
    client->admitted = CARE_QUEUE_NEVER;
    client->assessed = client->assessed == CARE_QUEUE_NEVER ? world->step : client->assessed;
}

static void close_places(struct world *world)
{
    for (int i = 0; i < world->n; i++) {
        if (is_bed(world->clients[i]->holds) && world->clients[i]->wants > world->clients[i]->holds &&
            is_bed(world->clients[i]->wants) && is_over(world, world->clients[i])) {
            (void)stays(world, world->clients[i]);
        }
    }
    for (int i = world->n - 1; i >= 0; i--) {
        if (is_over(world, world->clients[i]) && !stays(world, world->clients[i])) {
            send_back(world, world->clients[i]);
        }
    }
    put_in_order(world);
}

/* Who was sent back in this very step waits already. */
static void ask(struct world *world, struct care_queue_client *client)
{
    const int asks = client->asked < 0 ? 0 : client->asked;
    const bool is_holding = client->place >= 0 && !is_same_kind(client->holds, client->wants);
    if (client->has_left || asks != world->step) {
        return;
    }
    if (is_holding) {
        leave_place(world, client, CARE_QUEUE_WITHDRAWS);
        client->admitted = CARE_QUEUE_NEVER;
        account(world, client->home, client->wants)->asked++;
    } else if (client->place < 0 && client->asked == world->step && !client->was_sent_back) {
        account(world, client->home, client->wants)->asked++;
    }
}

static void assess(struct world *world, int district)
{
    const struct care_queue_terms *terms = world->terms;
    int left = terms->assessments == NULL
                   ? world->n
                   : terms->assessments[(size_t)world->step * terms->assessments_stride + (size_t)district];
    for (int i = 0; i < world->n; i++) {
        struct care_queue_client *client = world->clients[i];
        if (left > 0 && client->home == district && is_waiting(client, world->step + 1) &&
            client->assessed == CARE_QUEUE_NEVER) {
            client->assessed = world->step;
            left--;
        }
    }
}

static void change(struct world *world, struct care_queue_client *client, unsigned place_class)
{
    if (client->place < 0 || client->asked > world->step || !is_bed(client->holds) || !is_bed(client->wants) ||
        client->holds >= place_class || client->wants < place_class ||
        !is_free(world, client->place, client->owner, place_class) ||
        !has_staff(world, client->place, place_class,
                   need(world, place_class, client->level) - need(world, client->holds, client->level))) {
        return;
    }
    places(world, client->place, client->holds)->changed_out++;
    places(world, client->place, place_class)->changed_in++;
    client->holds = (uint8_t)place_class;
}

static void serve(struct world *world, struct care_queue_client *client)
{
    struct found blocked;
    if (!is_waiting(client, world->step + 1) || client->assessed == CARE_QUEUE_NEVER) {
        return;
    }
    const struct found found = find(world, client, &blocked);
    if (found.district < 0) {
        return;
    }
    client->place = (int16_t)found.district;
    client->owner = (uint8_t)found.owner;
    client->holds = (uint8_t)found.place_class;
    client->admitted = world->step;
    places(world, found.district, client->holds)->admitted++;
    if (found.district == client->home) {
        account(world, client->home, client->wants)->admitted_here++;
    } else {
        account(world, client->home, client->wants)->admitted_elsewhere++;
    }
}

static void count_client(struct world *world, struct care_queue_client *client)
{
    struct found blocked;
    client->is_blocked = false;
    if (!is_waiting(client, world->step + 1)) {
        return;
    }
    account(world, client->home, client->wants)->waiting++;
    if (client->assessed == CARE_QUEUE_NEVER) {
        account(world, client->home, client->wants)->in_assessment++;
        return;
    }
    assert_int_equal(find(world, client, &blocked).district, -1);
    client->is_blocked = blocked.district >= 0;
    if (blocked.district >= 0) {
        places(world, blocked.district, (unsigned)blocked.place_class)->idle_for_staff++;
    }
}

static void count_places(struct world *world, int district, unsigned place_class)
{
    struct care_queue_places *row = places(world, district, place_class);
    int64_t limit = 0;
    for (unsigned owner = 0; owner < CARE_N_OWNERS; owner++) {
        row->used += n_held(world, district, owner, place_class);
        limit += capacity(world, district, owner, place_class);
    }
    row->idle = (int32_t)(limit < INT32_MAX ? limit : INT32_MAX) - row->used;
    row->idle_for_staff = row->idle_for_staff < row->idle ? row->idle_for_staff : row->idle;
}

static void live_step(struct world *world)
{
    const int n_districts = world->terms->n_districts;
    memset(account(world, 0, 0), 0, sizeof(struct care_queue_account) * CARE_N_QUEUES * (size_t)n_districts);
    memset(places(world, 0, 0), 0, sizeof(struct care_queue_places) * CARE_N_PLACE_CLASSES * (size_t)n_districts);
    put_in_order(world);
    for (int i = 0; i < world->n; i++) {
        leave(world, world->clients[i]);
    }
    close_places(world);
    for (int i = 0; i < world->n; i++) {
        ask(world, world->clients[i]);
    }
    for (int district = 0; district < n_districts; district++) {
        assess(world, district);
    }
    for (unsigned better = CARE_DEMENTIA_BED; better >= CARE_NURSING_BED; better--) {
        for (int i = 0; i < world->n; i++) {
            change(world, world->clients[i], better);
        }
    }
    for (int i = 0; i < world->n; i++) {
        serve(world, world->clients[i]);
    }
    for (int i = 0; i < world->n; i++) {
        count_client(world, world->clients[i]);
    }
    for (int district = 0; district < n_districts; district++) {
        for (unsigned c = 0; c < CARE_N_PLACE_CLASSES; c++) {
            count_places(world, district, c);
        }
    }
}

void care_queue_reference_run(const struct care_queue_terms *terms, struct care_queue_client *clients, int n,
                              struct care_queue_result *result)
{
    struct world world = {.terms = terms, .n = n, .result = result};
    world.clients = calloc((size_t)n + 1, sizeof *world.clients);
    assert_non_null(world.clients);
    memset(result->refused, 0, sizeof *result->refused * CARE_QUEUE_N_RANKS * (size_t)terms->n_districts);
    for (int i = 0; i < n; i++) {
        world.clients[i] = &clients[i];
        clients[i].has_left = clients[i].is_blocked = clients[i].was_sent_back = false;
    }
    for (world.step = 0; world.step < terms->n_steps; world.step++) {
        live_step(&world);
    }
    free(world.clients);
}
