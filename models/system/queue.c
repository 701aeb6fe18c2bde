#include "models/system/queue.h"

#include "models/system/queue_state.h"

#include <assert.h>
#include <string.h>

enum { AHEAD = 8 }; /* clients lie far apart: they are fetched so many turns before theirs */

/* (1) Who leaves */

static void leave_place(struct care_queue_state *state, int i, enum care_queue_reason reason)
{
    const struct care_queue_client *client = &state->clients[i];
    care_queue_state_account(state, client->home, client->holds)->left_place[reason]++;
    care_queue_state_places(state, client->place, client->holds)->left++;
    care_queue_state_give_back(state, i);
}

static void leave_queue(struct care_queue_state *state, int i)
{
    const struct care_queue_client *client = &state->clients[i];
    care_queue_state_quit(state, i);
    care_queue_state_account(state, client->home, client->wants)->left_queue[client->reason]++;
    if (client->wants < CARE_N_BED_CLASSES) {
        state->result->refused[client->home * CARE_QUEUE_N_RANKS + client->rank]++;
    }
}

static void leave(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    const bool is_by_himself = client->leaves > state->step;
    if (client->place >= 0) {
        leave_place(state, i, is_by_himself ? CARE_QUEUE_WITHDRAWS : (enum care_queue_reason)client->reason);
    } else if (client->asked < state->step) {
        leave_queue(state, i);
    } /* else he never comes to ask */
    client->has_left = true;
    care_queue_agenda_remove(&state->leaving, i);
    care_queue_agenda_remove(&state->asking, i);
}

/* (2) Whose place is closed */

static bool is_over(const struct care_queue_state *state, int cell)
{
    return state->occupancy.used[cell] > state->occupancy.capacity[cell];
}

static bool is_any_over(const struct care_queue_state *state)
{
    const int n_cells = care_queue_occupancy_cell(state->terms->n_districts, 0, 0);
    int n_over = 0;
    for (int cell = 0; cell < n_cells; cell++) {
        n_over += is_over(state, cell);
    }
    return n_over > 0;
}

static int cell_held(const struct care_queue_client *client)
{
    return care_queue_occupancy_cell(client->place, client->owner, client->holds);
}

/* He asks anew, behind equals, for what he wants; he has been assessed before. */
static void send_back(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    care_queue_state_places(state, client->place, client->holds)->sent_back++;
    care_queue_state_account(state, client->home, client->wants)->sent_back++;
    client->closed += state->step - (client->admitted > 0 ? client->admitted : 0);
    care_queue_state_give_back(state, i);
    client->was_sent_back = true;
    client->asked = state->step;
    client->assessed = client->assessed == CARE_QUEUE_NEVER ? state->step : client->assessed;
    care_queue_agenda_remove(&state->asking, i);
    care_queue_state_join(state, i);
}

/* Holders in cells that are over, in order of service. @param holders  [2 n]  @return how many */
static int list_holders_over(const struct care_queue_state *state, struct care_queue_turn *holders)
{
    int n = 0;
    for (int i = 0; i < state->n; i++) {
        if (state->clients[i].place >= 0 && is_over(state, cell_held(&state->clients[i]))) {
            holders[n++] = care_queue_state_turn(state, i);
        }
    }
    care_queue_order_sort(holders, n, holders + state->n);
    return n;
}

static void move_over(struct care_queue_state *state, struct care_queue_client *client, unsigned better)
{
    care_queue_occupancy_strike(&state->occupancy, client);
    care_queue_state_places(state, client->place, client->holds)->changed_out++;
    client->holds = (uint8_t)better;
    client->changed[better] = state->step;
    care_queue_state_places(state, client->place, client->holds)->changed_in++;
    care_queue_occupancy_enter(&state->occupancy, client);
}

/* His bed has become a better one, or there is one free in the home: he stays, whatever he wants and whoever is there to care.
 * @return whether there is */
static bool stays_in_better(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    for (unsigned better = client->holds + 1u; better < CARE_N_BED_CLASSES; better++) {
        const int cell = care_queue_occupancy_cell(client->place, client->owner, better);
        if (state->occupancy.used[cell] < state->occupancy.capacity[cell]) {
            move_over(state, client, better);
            if (care_queue_state_holds_kind_wanted(client) && !care_queue_state_wants_better(client)) {
                care_queue_agenda_remove(&state->asking, i); /* he has what he would have come to ask for */
            }
            return true;
        }
    }
    return false;
}

/* Who wants a better bed has the first of those that his home has got; the last in the order of service go. */
static void close_places(struct care_queue_state *state)
{
    if (!is_any_over(state)) {
        return;
    }
    const int n = list_holders_over(state, state->room);
    for (int t = 0; t < n; t++) {
        const int i = state->room[t].client;
        if (care_queue_state_wants_better(&state->clients[i]) && is_over(state, cell_held(&state->clients[i]))) {
            (void)stays_in_better(state, i);
        }
    }
    for (int t = n - 1; t >= 0; t--) {
        const int i = state->room[t].client;
        if (is_over(state, cell_held(&state->clients[i])) && !stays_in_better(state, i)) {
            send_back(state, i);
        }
    }
}

/* (3) Who asks, and who is assessed */

static void ask(struct care_queue_state *state, int i)
{
    struct care_queue_client *client = &state->clients[i];
    if (care_queue_state_wants_better(client)) {
        care_queue_order_add(&state->wishing, care_queue_state_turn(state, i));
        return;
    }
    if (client->place >= 0) {
        leave_place(state, i, CARE_QUEUE_WITHDRAWS);
        client->exchanged = state->step;
    }
    care_queue_state_account(state, client->home, client->wants)->asked++;
    care_queue_state_join(state, i);
}

/* @return whether the district of a client has somebody to assess him */
static bool takes_assessor(struct care_queue_state *state, const struct care_queue_client *client)
{
    return state->terms->assessments == NULL || state->assessments_left[client->home]-- > 0;
}

static void assess(struct care_queue_state *state)
{
    const struct care_queue_terms *terms = state->terms;
    struct care_queue_line *backlog = &state->backlog;
    int n_kept = 0;
    if (terms->assessments != NULL) {
        memcpy(state->assessments_left, terms->assessments + (size_t)state->step * terms->assessments_stride,
               (size_t)terms->n_districts * sizeof *state->assessments_left);
    }
    care_queue_order_settle(backlog, state->room);
    for (int t = 0; t < backlog->n; t++) {
        const struct care_queue_turn turn = backlog->turns[t];
        const struct care_queue_client *client = &state->clients[turn.client];
        if (client->has_left) {
            continue;
        }
        if (takes_assessor(state, client)) {
            care_queue_state_assess(state, &turn);
        } else {
            backlog->turns[n_kept++] = turn;
        }
    }
    backlog->n = n_kept;
}

/* (4) Who changes to a better bed within the home */

static void change(struct care_queue_state *state, struct care_queue_client *client, unsigned better)
{
    if (client->holds >= better || better > client->wants ||
        !care_queue_occupancy_can_change(&state->occupancy, client, better)) {
        return;
    }
    move_over(state, client, better);
}

/* Into dementia beds first, so that the beds left for them are there for the next. */
static void change_within_homes(struct care_queue_state *state)
{
    struct care_queue_line *wishing = &state->wishing;
    care_queue_order_settle(wishing, state->room);
    for (unsigned better = CARE_DEMENTIA_BED; better > CARE_ORDINARY_BED; better--) {
        int n_kept = 0;
        for (int t = 0; t < wishing->n; t++) {
            struct care_queue_client *client = &state->clients[wishing->turns[t].client];
            if (care_queue_state_wants_better(client)) {
                wishing->turns[n_kept++] = wishing->turns[t];
                change(state, client, better);
            }
        }
        wishing->n = n_kept;
    }
}

/* (5) Who is served */

static void admit(struct care_queue_state *state, int i, int cell)
{
    const struct care_queue_client *client = &state->clients[i];
    struct care_queue_account *account = care_queue_state_account(state, client->home, client->wants);
    care_queue_state_quit(state, i);
    care_queue_state_take(state, i, cell);
    care_queue_state_places(state, client->place, client->holds)->admitted++;
    account->admitted_here += client->place == client->home;
    account->admitted_elsewhere += client->place != client->home;
}

/* @return whether he goes on waiting */
static bool serve_one(struct care_queue_state *state, const struct care_queue_turn *turn)
{
    const struct care_queue_client *client = &state->clients[turn->client];
    struct care_queue_group *group = &state->groups[turn->group];
    if (client->has_left) {
        return false;
    }
    int blocked;
    const int cell = care_queue_occupancy_find(&state->occupancy, client, &blocked);
    if (cell >= 0) {
        admit(state, turn->client, cell);
        return false;
    }
    state->is_closed[turn->group] = true;
    group->blocked = blocked >= 0 ? turn->client : -1;
    return true;
}

static void fetch(const struct care_queue_state *state, int t)
{
    const struct care_queue_turn *turn = &state->waiting.turns[t < state->waiting.n ? t : state->waiting.n - 1];
    if (!state->is_closed[turn->group]) {
        __builtin_prefetch(&state->clients[turn->client], 1);
    }
}

/* Places are only taken here, so who finds none closes the step for all of his group: nobody looks in vain twice. */
static void serve(struct care_queue_state *state)
{
    struct care_queue_line *waiting = &state->waiting;
    int n_kept = 0;
    care_queue_order_settle(waiting, state->room);
    for (int t = 0; t < waiting->n; t++) {
        const struct care_queue_turn turn = waiting->turns[t];
        fetch(state, t + AHEAD);
        if (state->is_closed[turn.group] || serve_one(state, &turn)) {
            waiting->turns[n_kept++] = turn;
        }
    }
    waiting->n = n_kept;
}

/* The books of a step */

/* For each group that lacks only staff: its first free place, now that all have been served, is idle for that. */
static void record_blocked(struct care_queue_state *state)
{
    for (int g = 0; g < state->n_groups; g++) {
        struct care_queue_group *group = &state->groups[g];
        if (group->n_waiting == 0 || group->blocked < 0) {
            continue;
        }
        int cell;
        (void)care_queue_occupancy_find(&state->occupancy, &state->clients[group->blocked], &cell);
        if (cell < 0) {
            group->blocked = -1; /* taken since by somebody who needs less staff */
            continue;
        }
        const int district = care_queue_occupancy_district_of(cell), place_class = care_queue_occupancy_class_of(cell);
        care_queue_state_places(state, district, (unsigned)place_class)->idle_for_staff += group->n_waiting;
    }
}

static void record_district(struct care_queue_state *state, int district)
{
    for (unsigned c = 0; c < CARE_N_PLACE_CLASSES; c++) {
        struct care_queue_places *places = care_queue_state_places(state, district, c);
        struct care_queue_account *account = care_queue_state_account(state, district, c);
        int32_t capacity;
        care_queue_occupancy_count(&state->occupancy, district, c, &places->used, &capacity);
        places->idle = capacity - places->used;
        places->idle_for_staff = places->idle_for_staff < places->idle ? places->idle_for_staff : places->idle;
        account->waiting = state->counts[district][care_queue_of(c)].waiting;
        account->in_assessment = state->counts[district][care_queue_of(c)].in_assessment;
    }
}

/* The run */

static void each_of_step(struct care_queue_state *state, struct care_queue_agenda *agenda,
                         void (*happens_to)(struct care_queue_state *state, int i))
{
    const int n = care_queue_agenda_take(agenda, state->step, state->now);
    for (int k = 0; k < n; k++) {
        __builtin_prefetch(&state->clients[state->now[k + AHEAD < n ? k + AHEAD : k]], 1);
        happens_to(state, state->now[k]);
    }
}

static void live_step(struct care_queue_state *state, int step)
{
    care_queue_state_open(state, step);
    each_of_step(state, &state->leaving, leave);
    close_places(state);
    each_of_step(state, &state->asking, ask);
    assess(state);
    change_within_homes(state);
    serve(state);
    record_blocked(state);
    for (int district = 0; district < state->terms->n_districts; district++) {
        record_district(state, district);
    }
}

/* Of those who wait at the end. */
static void mark_blocked(struct care_queue_state *state)
{
    for (int t = 0; t < state->waiting.n; t++) {
        const struct care_queue_turn *turn = &state->waiting.turns[t];
        struct care_queue_client *client = &state->clients[turn->client];
        client->is_blocked = !client->has_left && state->groups[turn->group].blocked >= 0;
    }
}

int care_queue_run(const struct care_queue_terms *terms, struct care_queue_client *clients, int n,
                   struct care_queue_result *result)
{
    struct care_queue_state state;
    assert(n < CARE_QUEUE_ORDER_MOST_CLIENTS);
    const int status = care_queue_state_create(terms, clients, n, result, &state);
    if (status != CARE_OK) {
        goto out;
    }
    for (int step = 0; step < terms->n_steps; step++) {
        live_step(&state, step);
    }
    mark_blocked(&state);
out:
    care_queue_state_free(&state);
    return status;
}
