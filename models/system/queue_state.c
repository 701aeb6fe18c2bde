#include "models/system/queue_state.h"

#include <stdlib.h>
#include <string.h>

static int group_of(const struct care_queue_state *state, const struct care_queue_client *client)
{
    const int list = client->type * state->terms->n_districts + client->home;
    return ((list * CARE_N_PLACE_CLASSES + client->wants) * 2 + (client->rank == 0)) * CARE_N_LEVELS + client->level;
}

static struct care_queue_counts *counts_of(const struct care_queue_state *state, const struct care_queue_client *client)
{
    return &state->counts[client->home][care_queue_of(client->wants)];
}

static size_t row_of(const struct care_queue_state *state, int district)
{
    return (size_t)state->step * (size_t)state->terms->n_districts + (size_t)district;
}

struct care_queue_account *care_queue_state_account(const struct care_queue_state *state, int district,
                                                    unsigned place_class)
{
    return &state->result->accounts[row_of(state, district) * CARE_N_QUEUES + care_queue_of(place_class)];
}

struct care_queue_places *care_queue_state_places(const struct care_queue_state *state, int district,
                                                  unsigned place_class)
{
    return &state->result->places[row_of(state, district) * CARE_N_PLACE_CLASSES + place_class];
}

struct care_queue_turn care_queue_state_turn(const struct care_queue_state *state, int i)
{
    const struct care_queue_client *client = &state->clients[i];
    const uint64_t order = client->is_by_lot ? care_queue_order_by_lot(client->rank, client->lot, state->numbers[i])
                                             : care_queue_order(client->rank, client->asked, state->numbers[i]);
    return (struct care_queue_turn){order, i, group_of(state, client)};
}

void care_queue_state_join(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    const bool is_assessed = client->assessed != CARE_QUEUE_NEVER;
    const struct care_queue_turn turn = care_queue_state_turn(state, i);
    struct care_queue_counts *counts = counts_of(state, client);
    care_queue_order_add(is_assessed ? &state->waiting : &state->backlog, turn);
    client->admitted = CARE_QUEUE_NEVER;
    counts->waiting++;
    counts->in_assessment += !is_assessed;
    state->groups[turn.group].n_waiting += is_assessed;
}

void care_queue_state_quit(struct care_queue_state *state, int i)
{
    const struct care_queue_client *client = &state->clients[i];
    const bool is_assessed = client->assessed != CARE_QUEUE_NEVER;
    struct care_queue_counts *counts = counts_of(state, client);
    counts->waiting--;
    counts->in_assessment -= !is_assessed;
    state->groups[group_of(state, client)].n_waiting -= is_assessed;
}

void care_queue_state_assess(struct care_queue_state *state, const struct care_queue_turn *turn)
{
    struct care_queue_client *client = &state->clients[turn->client];
    client->assessed = state->step;
    counts_of(state, client)->in_assessment--;
    state->groups[turn->group].n_waiting++;
    care_queue_order_add(&state->waiting, *turn);
}

/* A client leaves by himself at the end of his stay, or whatever happens; a step gone by is the first of the run. */
static void plan_leaving(struct care_queue_state *state, int i)
{
    const struct care_queue_client *client = &state->clients[i];
    int64_t step = client->leaves;
    if (client->place >= 0 && client->stay != CARE_QUEUE_NEVER && (int64_t)client->admitted + client->stay < step) {
        step = (int64_t)client->admitted + client->stay;
    }
    care_queue_agenda_put(&state->leaving, i, step < 0 ? 0 : (int)step);
}

static void forget_changes(struct care_queue_client *client)
{
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        client->changed[class] = CARE_QUEUE_NEVER;
    }
}

void care_queue_state_take(struct care_queue_state *state, int i, int cell)
{
    struct care_queue_client *client = &state->clients[i];
    client->place = (int16_t)care_queue_occupancy_district_of(cell);
    client->owner = (uint8_t)care_queue_occupancy_owner_of(cell);
    client->holds = (uint8_t)care_queue_occupancy_class_of(cell);
    client->taken = client->holds;
    client->admitted = state->step;
    forget_changes(client);
    care_queue_occupancy_enter(&state->occupancy, client);
    plan_leaving(state, i);
    if (care_queue_state_wants_better(client)) {
        care_queue_order_add(&state->wishing, care_queue_state_turn(state, i));
    }
}

void care_queue_state_give_back(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    care_queue_occupancy_strike(&state->occupancy, client);
    client->place = -1;
    plan_leaving(state, i);
}

void care_queue_state_open(struct care_queue_state *state, int step)
{
    const size_t n = (size_t)state->terms->n_districts;
    state->step = step;
    memset(care_queue_state_account(state, 0, 0), 0, n * CARE_N_QUEUES * sizeof *state->result->accounts);
    memset(care_queue_state_places(state, 0, 0), 0, n * CARE_N_PLACE_CLASSES * sizeof *state->result->places);
    care_queue_occupancy_open(&state->occupancy, step);
    memset(state->is_closed, 0, (size_t)state->n_groups * sizeof *state->is_closed);
    for (int g = 0; g < state->n_groups; g++) {
        state->groups[g].blocked = -1;
    }
}

static void number_by_key(struct care_queue_state *state)
{
    for (int i = 0; i < state->n; i++) {
        state->room[i] = (struct care_queue_turn){state->clients[i].key, i, 0};
    }
    care_queue_order_sort(state->room, state->n, state->room + state->n);
    for (int i = 0; i < state->n; i++) {
        state->numbers[state->room[i].client] = i;
    }
}

static void start_client(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    client->has_left = client->is_blocked = client->was_sent_back = false;
    client->exchanged = CARE_QUEUE_NEVER;
    forget_changes(client);
    client->closed = 0;
    if (client->place >= 0) {
        care_queue_occupancy_enter(&state->occupancy, client);
    }
    if (client->place < 0 && client->asked < 0) {
        care_queue_state_join(state, i);
    } else if (!care_queue_state_holds_kind_wanted(client) || care_queue_state_wants_better(client)) {
        care_queue_agenda_put(&state->asking, i, client->asked < 0 ? 0 : client->asked);
    }
    plan_leaving(state, i);
}

/* Never of no bytes, for which NULL would be no failure. */
static void *new_array(size_t n, size_t size)
{
    return malloc((n + 1) * size);
}

static int create_arrays(struct care_queue_state *out)
{
    const size_t n = (size_t)out->n, n_districts = (size_t)out->terms->n_districts;
    out->waiting.turns = new_array(n, sizeof *out->waiting.turns);
    out->backlog.turns = new_array(n, sizeof *out->backlog.turns);
    out->wishing.turns = new_array(n, sizeof *out->wishing.turns);
    out->room = new_array(2 * n, sizeof *out->room);
    out->numbers = new_array(n, sizeof *out->numbers);
    out->now = new_array(n, sizeof *out->now);
    out->groups = calloc((size_t)out->n_groups + 1, sizeof *out->groups);
    out->is_closed = new_array((size_t)out->n_groups, sizeof *out->is_closed);
    out->counts = calloc(n_districts + 1, sizeof *out->counts);
    out->assessments_left = new_array(n_districts, sizeof *out->assessments_left);
    const bool is_short = out->waiting.turns == NULL || out->backlog.turns == NULL || out->wishing.turns == NULL ||
                          out->room == NULL || out->numbers == NULL || out->now == NULL || out->groups == NULL ||
                          out->is_closed == NULL || out->counts == NULL || out->assessments_left == NULL;
    return is_short ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

int care_queue_state_create(const struct care_queue_terms *terms, struct care_queue_client *clients, int n,
                            struct care_queue_result *result, struct care_queue_state *out)
{
    *out = (struct care_queue_state){.terms = terms,
                                     .clients = clients,
                                     .n = n,
                                     .result = result,
                                     .n_groups = CARE_QUEUE_N_TYPES * terms->n_districts * CARE_N_PLACE_CLASSES * 2 *
                                                 CARE_N_LEVELS};
    int status = create_arrays(out);
    status = status == CARE_OK ? care_queue_occupancy_create(terms, &out->occupancy) : status;
    status = status == CARE_OK ? care_queue_agenda_create(n, terms->n_steps, &out->asking) : status;
    status = status == CARE_OK ? care_queue_agenda_create(n, terms->n_steps, &out->leaving) : status;
    if (status != CARE_OK) {
        return status;
    }
    memset(result->refused, 0, (size_t)terms->n_districts * CARE_QUEUE_N_RANKS * sizeof *result->refused);
    number_by_key(out);
    for (int i = 0; i < n; i++) {
        start_client(out, i);
    }
    return CARE_OK;
}

void care_queue_state_free(struct care_queue_state *state)
{
    care_queue_agenda_free(&state->leaving);
    care_queue_agenda_free(&state->asking);
    care_queue_occupancy_free(&state->occupancy);
    free(state->assessments_left);
    free(state->counts);
    free(state->is_closed);
    free(state->groups);
    free(state->now);
    free(state->numbers);
    free(state->room);
    free(state->wishing.turns);
    free(state->backlog.turns);
    free(state->waiting.turns);
}
