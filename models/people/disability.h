/** @file  Yearly moves between disability levels (GB/T 42195-2022), with recovery: a Markov chain by sex and single age.
 *  Entry at 60 by prevalence.
 *  Reads   sex, level, dementia, exit, key.   Writes  level; level and dementia at entry.
 *  Draws   CARE_DRAW_DISABILITY; at entry CARE_DRAW_ENTRY_*.
 *  Source  docs/SOURCES.md#disability. */
#ifndef CARE_MODELS_PEOPLE_DISABILITY_H
#define CARE_MODELS_PEOPLE_DISABILITY_H

#include "models/people.h"

struct care_health;

struct care_disability {
    const struct care_health *health;
    bool marks_changes; /* who moves is marked CARE_EVENT_CHANGED, because somebody reads that and clears it */
};
/** Enters people at 60: before deaths in the year. */
extern const struct care_model care_disability_entry_model;
/** Moves: after deaths in the year. */
extern const struct care_model care_disability_model;

#endif
