/** @file  A death widows the partner who is alive at the end of its month; the link is undone.
 *  Reads   exit, partner, sex.   Writes  partner, marital.   Draws  nothing.
 *  Source  docs/SOURCES.md#partnership. */
#ifndef CARE_MODELS_PEOPLE_WIDOWING_H
#define CARE_MODELS_PEOPLE_WIDOWING_H

#include "models/people.h"
#include "sim/cubes.h"

struct care_tally;

struct care_widowing {
    const struct care_tally *tally;
    struct care_cube *widowed; /* may be NULL */
};
extern const struct care_model care_widowing_model;
extern const struct care_cube_spec care_widowing_cube;

#endif
