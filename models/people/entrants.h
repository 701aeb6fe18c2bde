/** @file  People who come to 60, arrive at 60 and over, or are 60 and over in the census: their children near by, their
 *  groups and whom they live with are drawn, once. A couple has one household: the husband's draws decide where both enter
 *  together; who enters later joins the partner's household and groups.
 *  Reads   key, partner, sex, marital, level, exit, event.   Writes  traits, event.   Draws  words 7 to 9 (traits).
 *  Source  docs/SOURCES.md#living, #children, #groups. */
#ifndef CARE_MODELS_PEOPLE_ENTRANTS_H
#define CARE_MODELS_PEOPLE_ENTRANTS_H

#include "models/people/children.h"
#include "models/people/groups.h"
#include "models/people/living_rates.h"

/** What they are drawn by. Borrowed. */
struct care_entrants {
    const struct care_children_rates *children;
    const struct care_groups_rates *groups;
    const struct care_living_rates *living;
    bool marks_changes; /* entrants are marked CARE_EVENT_CHANGED, because somebody reads that and clears it */
};

/** The entrants of one leaf area (CARE_EVENT_ENTERS): traits are drawn. What happens
 *  depends on keys only, never on the order of rows.
 *  @param is_census  households meet the area's quotas to the unit
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_entrants_draw(const struct care_entrants *entrants, const struct care_year *year,
                                      const struct care_table *table, int area, bool is_census);

#endif
