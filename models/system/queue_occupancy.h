/** @file  What is held in a step and what a client may still take: places, staff, and the public beds kept for rank 0. */
#ifndef CARE_MODELS_SYSTEM_QUEUE_OCCUPANCY_H
#define CARE_MODELS_SYSTEM_QUEUE_OCCUPANCY_H

#include "models/system/queue.h"

/** Terms borrowed, arrays owned. A cell is a district's places of one owner and class, as a number. */
struct care_queue_occupancy {
    const struct care_queue_terms *terms;
    const int32_t *capacity;    /* [cells] of the open step */
    const int32_t *staff_milli; /* [districts][pools] of the open step; NULL: no limit */
    int32_t *used;              /* [cells] */
    int64_t *staff_used_milli;  /* [districts][pools] */
    int32_t *first_ranks;       /* [districts] clients of rank 0 in public beds */
};

static inline int care_queue_occupancy_cell(int district, unsigned owner, unsigned place_class)
{
    return (district * CARE_N_OWNERS + (int)owner) * CARE_N_PLACE_CLASSES + (int)place_class;
}
static inline int care_queue_occupancy_district_of(int cell)
{
    return cell / (CARE_N_OWNERS * CARE_N_PLACE_CLASSES);
}
static inline int care_queue_occupancy_owner_of(int cell)
{
    return cell / CARE_N_PLACE_CLASSES % CARE_N_OWNERS;
}
static inline int care_queue_occupancy_class_of(int cell)
{
    return cell % CARE_N_PLACE_CLASSES;
}

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_queue_occupancy_create(const struct care_queue_terms *terms, struct care_queue_occupancy *out);
void care_queue_occupancy_free(struct care_queue_occupancy *occupancy);

/** Capacity and staff are from now on those of the step. */
void care_queue_occupancy_open(struct care_queue_occupancy *occupancy, int step);

/** Enters a client into, or strikes him out of, the place that he holds. */
void care_queue_occupancy_enter(struct care_queue_occupancy *occupancy, const struct care_queue_client *client);
void care_queue_occupancy_strike(struct care_queue_occupancy *occupancy, const struct care_queue_client *client);

/** The first place that a client without one may take, in the order of classes and options.
 *  @param blocked  cell of the first place that is free for him but has no staff, -1: none
 *  @return cell, -1: none. The answer is the same for all who share type, home, wants, level, and are or are not of rank 0;
 *  as long as clients are only entered, none stays none */
int care_queue_occupancy_find(const struct care_queue_occupancy *occupancy, const struct care_queue_client *client,
                              int *blocked);

/** Whether a resident may change to a bed of another class within his home. */
bool care_queue_occupancy_can_change(const struct care_queue_occupancy *occupancy,
                                     const struct care_queue_client *client, unsigned place_class);

/** Capacity and clients of a class in a district, all owners; a capacity without limit is INT32_MAX. */
void care_queue_occupancy_count(const struct care_queue_occupancy *occupancy, int district, unsigned place_class,
                                int32_t *used, int32_t *capacity);

#endif
