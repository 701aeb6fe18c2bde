/** @file  The key `policy` of scenario files: what is to change, by year and by district, on top of levers and series. */
#ifndef CARE_SCENARIOS_POLICY_H
#define CARE_SCENARIOS_POLICY_H

#include "scenarios/reader.h"

enum { CARE_POLICY_MAX_FACTOR = 1000 };

/** Puts the entries of all files, those of the deepest base first, then those of the command line, on top of what the sections and the command line have
 *  set. To be called once the tables are read, which know the districts. Needs numbers begun (numbers.h).
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_policy_apply(struct care_scenario *scenario);

#endif
