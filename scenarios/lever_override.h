/** @file  Levers that the command line sets in some districts: "supply.nursing_share[120110]" = "0.7". */
#ifndef CARE_SCENARIOS_LEVER_OVERRIDE_H
#define CARE_SCENARIOS_LEVER_OVERRIDE_H

#include "scenarios/reader.h"

/** Whether a key has a bracket and ends with it. */
bool care_lever_override_is(const char *key);

/** Adds what is said to the policy of the command line, which acts after that of all files. Nothing within the bracket means
 *  everywhere. To be called before care_policy_apply(), which checks it. Needs numbers begun (numbers.h).
 *  @param input  the command line
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_lever_override_add(struct care_scenario *scenario, struct care_input *input,
                                           const struct care_override *override);

#endif
