/** @file  How the census' households with one, two and three members of 65 and over are filled: how many couples and
 *  singles of each area live outside family households, apart, or with another old relative.
 *
 *  Residents of 65+ who are in no household of the table live in collective households or homes. Of the couples of two
 *  people of 65+ some must be parted between households when there are more of them than households with two; when
 *  there are fewer, two single people of 65+ share one (mostly an old parent and a child).
 *  Source  docs/SOURCES.md#population-households. */
#ifndef CARE_MODELS_PEOPLE_LIVING_QUOTAS_H
#define CARE_MODELS_PEOPLE_LIVING_QUOTAS_H

#include "models/people/living_rates.h"

/** Shares of the units of an area that are not in an ordinary household of their own generation: [single, couple]. */
struct care_living_outside {
    double collective[2], elders[2];
};

/** @param of_area  [leaves] quotas and thresholds of collective households and elders are filled
 *  @param outside  [leaves + 1] filled; the last: the city
 *  @return CARE_OK; CARE_ERROR_INPUT when a leaf area has no row */
CARE_NODISCARD int care_living_quotas_create(const struct care_living_inputs *inputs, struct care_diagnostics *list,
                                             struct care_living_area *of_area, struct care_living_outside *outside);

/** Share of three generations among those with children, from the area's households of three generations. */
void care_living_quotas_generations(const struct care_living_inputs *inputs, struct care_living_rates *rates);

#endif
