/** @file  A small made-up world for the queue: districts, places, staff and clients, by hand or by chance; what must hold
 *  in every step of a run of it; and a slow, obvious twin of the queue that must say the same. */
#ifndef CARE_TESTS_MODELS_SYSTEM_QUEUE_WORLD_H
#define CARE_TESTS_MODELS_SYSTEM_QUEUE_WORLD_H

#include "models/system/queue.h"

enum {
    CARE_QUEUE_WORLD_DISTRICTS = 5, /* the most */
    CARE_QUEUE_WORLD_STEPS = 12,
    CARE_QUEUE_WORLD_CLIENTS = 120,
    CARE_QUEUE_WORLD_OPTIONS = CARE_QUEUE_WORLD_DISTRICTS * CARE_N_OWNERS,
    CARE_QUEUE_WORLD_ROWS = CARE_QUEUE_WORLD_STEPS * CARE_QUEUE_WORLD_DISTRICTS,
};

/** What a run fills. */
struct care_queue_world_results {
    struct care_queue_account accounts[CARE_QUEUE_WORLD_ROWS * CARE_N_QUEUES];
    struct care_queue_places places[CARE_QUEUE_WORLD_ROWS * CARE_N_PLACE_CLASSES];
    int32_t refused[CARE_QUEUE_WORLD_DISTRICTS * CARE_QUEUE_N_RANKS];
};

struct care_queue_world {
    struct care_queue_terms terms;
    int n;
    struct care_queue_client before[CARE_QUEUE_WORLD_CLIENTS], clients[CARE_QUEUE_WORLD_CLIENTS]; /* and after a run */
    struct care_queue_world_results results;
    int32_t capacity[CARE_QUEUE_WORLD_ROWS * CARE_N_OWNERS * CARE_N_PLACE_CLASSES];
    int32_t staff_milli[CARE_QUEUE_WORLD_ROWS * CARE_N_STAFF_POOLS];
    int32_t staff_need_milli[CARE_N_PLACE_CLASSES][CARE_N_LEVELS];
    int32_t assessments[CARE_QUEUE_WORLD_ROWS];
    int32_t reserved[CARE_QUEUE_WORLD_DISTRICTS];
    struct care_queue_option options[CARE_QUEUE_N_TYPES * CARE_QUEUE_WORLD_DISTRICTS * (CARE_QUEUE_WORLD_OPTIONS + 1)];
};

/** A world without places and clients, the same in all steps, where all prefer the own district, then those numbered
 *  above and below it, and in each public, then privately run, then private homes. @return to be freed with free() */
struct care_queue_world *care_queue_world_create(int n_districts, int n_steps);

/** Capacity from @p step on. */
void care_queue_world_set_capacity(struct care_queue_world *world, int step, int district, int owner, int place_class,
                                   int32_t capacity);
/** Staff in post in a pool of a district in all steps, thousandths; the other pools have none. */
void care_queue_world_set_staff(struct care_queue_world *world, int district, int pool, int32_t milli);

/** One who asked @p ago steps before the run, or -ago steps after its begin, has been assessed, of rank 1. His key, number
 *  and row are those of his place in `before`. @return the client, to be changed before the run */
struct care_queue_client *care_queue_world_add_asker(struct care_queue_world *world, int ago, int home, int wants);
/** One who holds what he wants in a home of the owner in his district since @p ago steps. */
struct care_queue_client *care_queue_world_add_resident(struct care_queue_world *world, int ago, int home, int owner,
                                                        int holds);

/** Everything by chance; the same for the same number. */
struct care_queue_world *care_queue_world_random(uint64_t number);

/** Runs the queue over a copy of `before`, and checks what must hold in all runs. Fails the test and says where. */
void care_queue_world_run(struct care_queue_world *world);

/** Places of one owner and class that nobody holds at the end of the run, by the clients and the capacity of @p step. */
int care_queue_world_n_free(const struct care_queue_world *world, int step, int district, int owner, int place_class);

/** What must hold: of clients in every step and district those who come are those who go or stay, places likewise;
 *  used + idle = capacity; who left the queue for beds was refused one. @param before  [n] clients before the run */
void care_queue_world_check(const struct care_queue_terms *terms, const struct care_queue_client *before, int n,
                            const struct care_queue_result *result);

struct care_queue_account *care_queue_world_account(struct care_queue_world *world, int step, int district,
                                                    enum care_queue_kind queue);
struct care_queue_places *care_queue_world_places(struct care_queue_world *world, int step, int district,
                                                  int place_class);

#endif
