/** @file  A death widows the partner who is alive at the end of its month; the link is undone.
 *  Reads   exit, partner, sex.   Writes  partner, marital, event.   Draws  nothing.
 *  Source  docs/SOURCES.md#partnership. */
#ifndef CARE_MODELS_PEOPLE_WIDOWING_H
#define CARE_MODELS_PEOPLE_WIDOWING_H

#include "models/people.h"
#include "sim/cubes.h"
#include "sim/tally.h"

struct care_widowing {
    const struct care_tally *tally;
    struct care_cube *widowed, *flows; /* may be NULL */
};
extern const struct care_model care_widowing_model;
extern const struct care_cube_spec care_widowing_cube, care_widowing_flows_cube;

/** How widowed people become more and fewer: start + the first four - the others = end, in every area. */
enum care_widow_flow {
    CARE_WIDOWS_BEREAVED,  /* the linked partner died */
    CARE_WIDOWS_ELSEWHERE, /* a partner elsewhere died */
    CARE_WIDOWS_ARRIVED,
    CARE_WIDOWS_MOVED_IN, /* from another district */
    CARE_WIDOWS_REMARRIED,
    CARE_WIDOWS_DIED,
    CARE_WIDOWS_LEFT,
    CARE_WIDOWS_MOVED_OUT,
    CARE_N_WIDOW_FLOWS
};

/** Adds to one flow of one area. @param cube  may be NULL */
static inline void care_widowing_count(const struct care_tally *tally, struct care_cube *cube, int year, int leaf,
                                       int sex, enum care_widow_flow flow, int32_t n)
{
    int32_t *cells = care_tally_cells(tally, cube, year, leaf);
    if (cells != NULL) {
        care_tally_add(&cells[sex * CARE_N_WIDOW_FLOWS + (int)flow], n);
    }
}

#endif
