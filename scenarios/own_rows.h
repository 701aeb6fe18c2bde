/** @file  A district's own rows on top of a table of its city: own rule, else the parent's. */
#ifndef CARE_SCENARIOS_OWN_ROWS_H
#define CARE_SCENARIOS_OWN_ROWS_H

#include "scenarios/sheet_check.h"

/** Whether a table has rows of areas, and this file says of which. */
bool care_own_rows_are_possible(const struct care_sheet_checked *own);

/** A table in which the rows of the areas that @p own names stand in place of the rows of these areas in @p under; all
 *  others stay as they are, and first.
 *  @param own  care_own_rows_are_possible()
 *  @param out  belonging to @p arena  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_own_rows_lay(struct care_arena *arena, const struct care_sheet_checked *under,
                                     const struct care_sheet_checked *own, const struct care_sheet_checked **out);

#endif
