/** @file  The parts of placement (models/system/placement.h): people to clients and back, what a run of the queue goes by, and
 *  what is recorded of it. For placement's own files only. */
#ifndef CARE_MODELS_SYSTEM_PLACEMENT_PARTS_H
#define CARE_MODELS_SYSTEM_PLACEMENT_PARTS_H

#include "models/system/placement.h"

enum { CARE_CENSUS_MONTHS = 24 }; /* of the queue before the census */

/** Items of the monthly accounts. */
enum care_account_item {
    CARE_ACCOUNT_BEFORE,
    CARE_ACCOUNT_ASKED,
    CARE_ACCOUNT_SENT_BACK,
    CARE_ACCOUNT_HERE,
    CARE_ACCOUNT_ELSEWHERE,
    CARE_ACCOUNT_WITHDRAWN,
    CARE_ACCOUNT_DIED,
    CARE_ACCOUNT_MOVED,
    CARE_ACCOUNT_WAITING,
    CARE_ACCOUNT_IN_ASSESSMENT,
    CARE_N_ACCOUNT_ITEMS
};
enum care_place_item {
    CARE_PLACES_CAPACITY,
    CARE_PLACES_USED,
    CARE_PLACES_IDLE,
    CARE_PLACES_IDLE_FOR_STAFF,
    CARE_PLACES_ADMITTED,
    CARE_PLACES_LEFT,
    CARE_PLACES_CHANGED_IN,
    CARE_PLACES_CHANGED_OUT,
    CARE_PLACES_SENT_BACK,
    CARE_N_PLACE_ITEMS
};

/** A run of the queue: over a year, or over the months before the census. Everything is owned by it. */
struct care_placement_run {
    struct care_placement *placement;
    int year;
    int steps_per_month, n_steps;
    struct care_queue_client *clients; /* [n] */
    struct care_people people;         /* of the whole table */
    int n;
    int32_t (*changed)[CARE_N_QUEUES];                        /* [districts] see struct care_placement_clients */
    int32_t *elders;                                          /* [districts] */
    int32_t *capacity, *staff_milli, *assessments, *reserved; /* see struct care_queue_terms */
    struct care_queue_result result;
};

/* placement_clients.c */

/** Lists everybody of an area who holds a place, waits, or now wants one. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_clients_of_area(struct care_placement *placement, const struct care_year *year,
                                                  const struct care_table *table, int area);
/** The same for the census: everybody who wants a place has asked before. */
CARE_NODISCARD int care_placement_clients_of_census(struct care_placement *placement, const struct care_year *year,
                                                    const struct care_table *table, int area);
/** Class of the place held, or CARE_N_PLACE_CLASSES. */
unsigned care_placement_clients_holds(uint8_t care);
/** Writes to the people where the clients stand at the end of a run. */
void care_placement_clients_write(const struct care_placement_run *run);

/* placement_terms.c */

/** Options of all types and districts. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_terms_options(struct care_placement *placement);
/** What a run goes by, its arrays filled. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_terms_create(struct care_placement_run *run, struct care_queue_terms *out);

/* placement_records.c */

/** Sums up a run for finance, services and staff, and for next year's choice. Before the people are written.
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_records_sum(const struct care_placement_run *run, bool is_census);
/** Fills the cubes of the year. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_records_write(const struct care_placement_run *run, bool is_census);

#endif
