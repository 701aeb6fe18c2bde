/** @file  A CSV text as rows of cells, before anybody asks what they mean. */
#ifndef CARE_SCENARIOS_CELLS_H
#define CARE_SCENARIOS_CELLS_H

#include "scenarios/arena.h"
#include "scenarios/faults.h"

/** One cell: UTF-8 ended by NUL; spaces around it are gone unless it was quoted. */
struct care_cell {
    const char *text;
    int line; /* where it begins, from 1 */
};

struct care_cells_row {
    const struct care_cell *cells; /* [n] */
    int n;
    int line; /* where it begins, from 1 */
};

/** Belongs to the arena of the reading. Blank lines are no rows. */
struct care_cells {
    const struct care_cells_row *rows; /* [n_rows], the header among them */
    int n_rows;
};

/** @param data  [size] UTF-8, checked; a byte order mark is skipped
 *  @return CARE_OK; CARE_ERROR_INPUT when quotes are wrong, which has been reported; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_cells_read(struct care_arena *arena, struct care_faults *faults, const char *data, size_t size,
                                   struct care_cells *out);

#endif
