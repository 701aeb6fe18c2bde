/** @file  Whom people of 60 and over live with, from year to year: a child moves out (空巢) or takes the parent in, more often
 *  a disabled one; who loses the partner may be taken in; who finds one lives with that partner.
 *  Reads   key, partner, sex, marital, level, exit, event, traits.   Writes  traits, event.
 *  Draws  CARE_DRAW_LIVING; of entrants words 7 to 9.   Source  docs/SOURCES.md#living. */
#ifndef CARE_MODELS_PEOPLE_LIVING_H
#define CARE_MODELS_PEOPLE_LIVING_H

#include "models/people/entrants.h"

struct care_living {
    struct care_entrants entrants;
    const struct care_table *table;
};
extern const struct care_model care_living_model;

/** The census: families and groups of all people of 60 and over. Areas in parallel.
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_living_start(const struct care_living *living, const struct care_year *year,
                                     const struct care_table *table, int n_threads);

#endif
