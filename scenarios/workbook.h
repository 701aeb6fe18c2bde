/** @file  The first sheet of an Excel workbook (.xlsx) as rows of cells, where the program was built with GDAL. */
#ifndef CARE_SCENARIOS_WORKBOOK_H
#define CARE_SCENARIOS_WORKBOOK_H

#include "scenarios/bytes.h"
#include "scenarios/cells.h"

/** Whether a path names a workbook: it ends in .xlsx. */
bool care_workbook_is_path(const char *path);

/** Cells as they are stored: numbers as decimal text, dates as 2026/07/01. Blank rows are no rows; columns on the right without
 *  any text are left out. A line is a row of the sheet, from 1.
 *  @return CARE_OK; CARE_ERROR_INPUT (no workbook, or built without GDAL), which has been reported; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_workbook_read(struct care_arena *arena, struct care_faults *faults,
                                      const struct care_bytes *bytes, struct care_cells *out);

#endif
