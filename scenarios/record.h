/** @file  Fills the provenance of a scenario that has been read. */
#ifndef CARE_SCENARIOS_RECORD_H
#define CARE_SCENARIOS_RECORD_H

#include "scenarios/reader.h"

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_record_fill(struct care_scenario *scenario);

#endif
