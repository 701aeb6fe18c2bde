/** @file  Walks the rows of one area to which something happened this year: few among many, so eight rows are looked at
 *  together, and the memory of the rows to come is fetched ahead. Rows may not be added to the area during a walk. */
#ifndef CARE_MODELS_WALK_H
#define CARE_MODELS_WALK_H

#include "models/people.h"

/** Plain data of one walk; 8 kB, for the stack of a resolve. */
struct care_walk {
    struct care_people people; /* of the whole table */
    int cohort;                /* of the row given last */
    uint8_t event;             /* its bits, which the walk has cleared: of a walk over events */

    const struct care_table *table; /* the rest is the walk's own */
    int area, block;
    int first_cohort, last_cohort;
    uint8_t mask; /* 0: exits are walked */
    uint32_t first;
    int n_rows, at;
    uint16_t rows[CARE_BLOCK_ROWS];
};

/** People with an event of @p mask, in cohorts from @p first_cohort to @p last_cohort. The events are taken: cleared. */
struct care_walk care_walk_events(const struct care_table *table, int area, uint8_t mask, int first_cohort,
                                  int last_cohort);

/** People who left this year, whichever way, in those cohorts. */
struct care_walk care_walk_exits(const struct care_table *table, int area, int first_cohort, int last_cohort);

/** @return false when there is none left */
bool care_walk_next(struct care_walk *walk, uint32_t *row);

#endif
