/** @file  From cells to a checked table: every cell against its column's description, keys and gaps against each other. */
#ifndef CARE_SCENARIOS_SHEET_CHECK_H
#define CARE_SCENARIOS_SHEET_CHECK_H

#include "scenarios/cells.h"
#include "sim/sheet.h"

/** A checked table and where its columns stand in the file. */
struct care_sheet_checked {
    struct care_sheet sheet;
    const int *cell_of_column; /* [n_columns] from 0; -1 when the file has no such column */
};

/** @param path  as shown to the user
 *  @param out   the table, belonging to @p arena; NULL unless CARE_OK
 *  @return CARE_OK; CARE_ERROR_INPUT, reported; CARE_ERROR_MEMORY. Needs numbers begun (numbers.h). */
CARE_NODISCARD int care_sheet_check_cells(struct care_arena *arena, struct care_faults *faults,
                                          const struct care_cells *cells, const struct care_sheet_spec *spec,
                                          const char *path, struct care_sheet_checked **out);

/** Index of the column of that name; -1: none, or one that is not read (`source`, `confidence`). */
int care_sheet_check_column(const struct care_sheet_spec *spec, const char *name);

/** Where a single value stands, for its faults. Borrowed. */
struct care_sheet_place {
    struct care_faults *faults;
    const char *key;
    int line, column; /* from 1, or 0 */
};

/** Reads a value of a column that is not text, by the rules for its cells; an empty one is a fault.
 *  @return whether it is right; if not, it has been reported. Needs numbers begun (numbers.h). */
bool care_sheet_check_value(const struct care_sheet_place *place, const struct care_sheet_column *column,
                            const char *text, double *out);

/** Key columns together may not repeat; contiguous ones may not have gaps, which is told only of a table that
 *  @p is_whole. Rows whose line is 0 are faulty and left out.
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_sheet_keys_check(struct care_arena *arena, struct care_faults *faults,
                                         const struct care_sheet_checked *checked, bool is_whole);

/** Columns marked is_area may only name codes of the areas table's column "code".
 *  @param file   where columns stand, and whose rows of @p sheet are looked at */
void care_sheet_keys_check_areas(struct care_faults *faults, const struct care_sheet_checked *file,
                                 const struct care_sheet *sheet, const struct care_sheet *areas);

#endif
