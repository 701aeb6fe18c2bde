/** @file  The queue (轮候) as a kernel: clients ask for places of some class, are assessed, wait by rank and then by time
 *  of asking (or, without a waiting list, by lot), are served in the order of their options, and leave. Time runs in steps of any length; the kernel knows
 *  neither people nor years. Deterministic: equal ranks and times are settled by key.
 *
 *  A step, in order: (1) who leaves in it leaves, from a place or from the queue; (2) places beyond the capacity of the
 *  step are closed: who lies in one stays in a better bed of the home if one is free, as when beds are converted, the others,
 *  the last in the order of service, go back to the queue; (3) who asks in it joins the assessment backlog of
 *  his district, which is worked off by rank and time as far as the assessors go; (4) residents who want a better bed than
 *  the one they hold change within the home (same district and owner) when one is free; (5) those waiting are served in
 *  order: the first option with a free place of the class wanted, and staff for it, is taken; who wants a dementia bed
 *  or an ordinary one takes a nursing bed when none of that class is free in any of his options. */
#ifndef CARE_MODELS_SYSTEM_QUEUE_H
#define CARE_MODELS_SYSTEM_QUEUE_H

#include "models/people.h"
#include "models/system/places.h"
#include "sim/status.h"

#include <stdbool.h>
#include <stdint.h>

enum { CARE_QUEUE_NEVER = INT32_MAX, CARE_QUEUE_N_TYPES = 4, CARE_QUEUE_N_RANKS = 4 };

/** Why somebody leaves at `leaves`. */
enum care_queue_reason { CARE_QUEUE_WITHDRAWS, CARE_QUEUE_DIES, CARE_QUEUE_MOVES_AWAY, CARE_QUEUE_N_REASONS };

/** One client. Steps count from 0, the first of the run; before it, negative. */
struct care_queue_client {
    uint64_t key;
    uint32_t row;     /* the caller's */
    int32_t asked;    /* step of asking; at most -1: already asking or in place when the run begins */
    int32_t assessed; /* step of the assessment; CARE_QUEUE_NEVER: not yet. Set by the run */
    int32_t admitted; /* step of admission to the place held; -1 or less before the run; NEVER: none. Set by the run */
    int32_t leaves;   /* step in which he leaves whatever happens, or CARE_QUEUE_NEVER */
    int32_t stay;     /* steps from admission to leaving by himself, at least 1, or CARE_QUEUE_NEVER */
    int16_t home;     /* district */
    int16_t place;    /* district of the place held, -1 while waiting. Set by the run */
    uint8_t wants;    /* enum care_place_class */
    uint8_t holds; /* class held; a place held of another kind (bed, day place, ..) than wanted is given up on asking */
    uint8_t owner; /* of the place held */
    uint8_t rank;  /* 0 first; 0 is the destitute */
    uint8_t type;  /* of preference: which list of options */
    uint8_t level; /* disability, for the staff he needs */
    bool is_by_lot;     /* where there is no waiting list: his turn goes by `lot` and not by the time of asking */
    uint8_t reason;     /* enum care_queue_reason of `leaves` */
    bool has_left;      /* set by the run */
    bool is_blocked;    /* set by the run: at its end a place is free in one of his options and only staff is missing */
    bool was_sent_back; /* set by the run: lost the place as it closed */
    int32_t exchanged;  /* set by the run: step in which he gave up a place of another kind on asking, or NEVER */
    int32_t closed;     /* set by the run: steps of it spent in places that closed */
    int32_t
        changed[CARE_N_BED_CLASSES]; /* set by the run: step in which he changed to a bed of the class within the home
                                          * he is in now, or NEVER */
    uint8_t taken;                   /* set by the run: class of the place when he was admitted in it */
    uint32_t lot;
};

/** Where a place may be taken. Lists of options are in order of preference. */
struct care_queue_option {
    int16_t district;
    uint8_t owner;
};

/** What a run goes by. All borrowed. A stride of 0 says that a table is the same in every step. */
struct care_queue_terms {
    int n_districts;
    int n_steps;
    /* [step][districts][CARE_N_OWNERS][CARE_N_PLACE_CLASSES]; day places, home beds under CARE_PUBLIC; INT32_MAX: no limit */
    const int32_t *capacity;
    size_t capacity_stride;
    /* [step][districts][CARE_N_STAFF_POOLS] staff in post in thousandths of a full post; NULL: no limit */
    const int32_t *staff_milli;
    size_t staff_stride;
    /* thousandths of a post for one client: [CARE_N_PLACE_CLASSES][CARE_N_LEVELS]; NULL with staff_milli */
    const int32_t (*staff_need_milli)[CARE_N_LEVELS];
    /* [step][districts] assessments that can be made; NULL: no limit */
    const int32_t *assessments;
    size_t assessments_stride;
    /* [districts] public beds (all classes, both public owners) kept for clients of rank 0: others may take a public bed
     * only while more are free than rank 0 does not fill yet of these; NULL: none */
    const int32_t *reserved;
    /* [CARE_QUEUE_N_TYPES][districts][n_options + 1]: where a bed may be taken, the most wanted first, ended by district -1.
     * Day places, home beds and visits are given in the own district only. Clients of rank 0 pass over private options */
    const struct care_queue_option *options;
    int n_options; /* the most a list holds */
};

/** What happened to those who asked, by home district, in one step. In every step and district:
 *  waiting before + asked + sent_back = admitted_here + admitted_elsewhere + left_queue[all reasons] + waiting after. */
struct care_queue_account {
    int32_t asked;
    int32_t admitted_here, admitted_elsewhere;
    int32_t sent_back;                        /* lost a place that closed */
    int32_t left_queue[CARE_QUEUE_N_REASONS]; /* without a place */
    int32_t left_place[CARE_QUEUE_N_REASONS]; /* who held one anywhere; residents of the district */
    int32_t waiting;                          /* at the end of the step, those in assessment included */
    int32_t in_assessment;                    /* of these */
};

/** Places of one class in one district in one step, all owners. used + idle = capacity; in every step
 *  used before + admitted + changed_in = used after + left + changed_out + sent_back. */
struct care_queue_places {
    int32_t used, idle;
    int32_t idle_for_staff; /* free, asked for by a client who could take one, and nobody to staff them */
    int32_t admitted, left, changed_in, changed_out, sent_back;
};

/** Filled by a run; arrays owned by the caller. */
struct care_queue_result {
    struct care_queue_account *accounts; /* [n_steps][districts][CARE_N_QUEUES] */
    struct care_queue_places *places;    /* [n_steps][districts][CARE_N_PLACE_CLASSES] */
    int32_t *refused;                    /* [districts][CARE_QUEUE_N_RANKS] left the queue for beds without a bed */
};

/** Runs all steps. At the end every client, at the index he had, says where he stands: who has left has no place but still
 *  says what he held; who waits has `admitted` NEVER; a change within the home leaves `admitted` as it was.
 *  - Whose `assessed` is given when he asks has been assessed; so has who is sent back: he waits for what he wants, behind
 *    equals, whatever he held.
 *  - Changes within the home are not asked for: they count in `places` alone, need only the staff that is more, and pass over
 *    `reserved`; into dementia beds first.
 *  - `leaves` at or before `asked`: he never asks and is counted nowhere. The end of `stay` counts as withdrawing.
 *  - Another class is taken when nothing of the one wanted can be, be it for want of staff.
 *  @param clients  [n], at most 2^30, in any order; the order does not matter
 *  Memory O(n + n_steps); time O(n + steps * clients who could take something).  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_queue_run(const struct care_queue_terms *terms, struct care_queue_client *clients, int n,
                                  struct care_queue_result *result);

#endif
