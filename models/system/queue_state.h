/** @file  A run of the queue (models/system/queue.h) as it stands within a step: who waits in which line, what is held, and
 *  the books of the step. */
#ifndef CARE_MODELS_SYSTEM_QUEUE_STATE_H
#define CARE_MODELS_SYSTEM_QUEUE_STATE_H

#include "models/system/queue.h"
#include "models/system/queue_agenda.h"
#include "models/system/queue_occupancy.h"
#include "models/system/queue_order.h"

/** Clients who take the same places: of one type, home, class wanted and level, and all or none of rank 0. */
struct care_queue_group {
    int32_t n_waiting; /* assessed */
    int32_t blocked;   /* in this step: one of them, when a place is free for them that has no staff; else -1 */
};

/** Clients of a home district who want a place of one queue. */
struct care_queue_counts {
    int32_t waiting, in_assessment;
};

/** Terms, clients and result borrowed, the rest owned. */
struct care_queue_state {
    const struct care_queue_terms *terms;
    struct care_queue_client *clients;
    int n, step;
    struct care_queue_result *result;
    struct care_queue_occupancy occupancy;
    struct care_queue_agenda asking, leaving;
    struct care_queue_line waiting; /* assessed; those who have left stay in until they are met */
    struct care_queue_line backlog; /* to be assessed; likewise */
    struct care_queue_line wishing; /* residents who want a better bed; likewise */
    struct care_queue_turn *room;   /* [2 n] */
    int32_t *numbers;               /* [n] place of each client in the order of keys */
    int32_t *now;                   /* [n] clients to whom something happens in the step */
    int n_groups;
    struct care_queue_group *groups;
    bool *is_closed; /* [groups] nothing is left in this step that they could take; apart, as it is looked up most */
    struct care_queue_counts (*counts)[CARE_N_QUEUES]; /* [districts] */
    int32_t *assessments_left;                         /* [districts] in this step */
};

/** Everybody where he is when the run begins. @return CARE_OK, CARE_ERROR_MEMORY; to be freed in either case */
CARE_NODISCARD int care_queue_state_create(const struct care_queue_terms *terms, struct care_queue_client *clients,
                                           int n, struct care_queue_result *result, struct care_queue_state *out);
void care_queue_state_free(struct care_queue_state *state);

/** Opens a step: its places, its staff, its books still empty. */
void care_queue_state_open(struct care_queue_state *state, int step);

/** Books of the open step. */
struct care_queue_account *care_queue_state_account(const struct care_queue_state *state, int district,
                                                    unsigned place_class);
struct care_queue_places *care_queue_state_places(const struct care_queue_state *state, int district,
                                                  unsigned place_class);

struct care_queue_turn care_queue_state_turn(const struct care_queue_state *state, int client);

/** A client begins to wait: for an assessment or, when he has been assessed, for a place; he ceases to. */
void care_queue_state_join(struct care_queue_state *state, int client);
void care_queue_state_quit(struct care_queue_state *state, int client);

/** One who waits has just been assessed. */
void care_queue_state_assess(struct care_queue_state *state, const struct care_queue_turn *turn);

/** A client takes a place, or gives back the one he has. What he then waits for, and when he leaves, is planned anew. */
void care_queue_state_take(struct care_queue_state *state, int client, int cell);
void care_queue_state_give_back(struct care_queue_state *state, int client);

static inline bool care_queue_state_holds_kind_wanted(const struct care_queue_client *client)
{
    return client->place >= 0 && care_queue_of(client->holds) == care_queue_of(client->wants);
}

static inline bool care_queue_state_wants_better(const struct care_queue_client *client)
{
    return care_queue_state_holds_kind_wanted(client) && client->wants > client->holds;
}

#endif
