/** @file  A district's list of benefits may not fall below the city's: where its own rows of an item stand in place of the
 *  city's, whoever fits the city's row must fit one of them, at no smaller amount. Asked for by the plans of some cities.
 *  Source  docs/SOURCES.md#allowances-not-below-city. */
#ifndef CARE_MODELS_SYSTEM_LIST_FLOOR_H
#define CARE_MODELS_SYSTEM_LIST_FLOOR_H

#include "models/system/allowances.h"
#include "sim/diagnostics.h"

/** Every row of the city that a district's own rows of the item fall short of: told at the first of these, with file and
 *  line.  @return CARE_OK, CARE_ERROR_INPUT */
CARE_NODISCARD int care_list_floor_check(const struct care_allowances *allowances, struct care_diagnostics *list);

#endif
