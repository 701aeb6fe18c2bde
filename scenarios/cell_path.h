/** @file  Cells of a table as one writes them: "allowances.table[item=L13-80;area=120117].yuan", all rows that match. */
#ifndef CARE_SCENARIOS_CELL_PATH_H
#define CARE_SCENARIOS_CELL_PATH_H

#include "scenarios/arena.h"
#include "scenarios/sheet_check.h"

struct care_cell_condition {
    const char *column, *value;
};

/** The parts of an expression. Strings belong to the arena of the reading. */
struct care_cell_path {
    struct care_sheet_place place;                /* its key is the whole expression */
    const char *setting;                          /* before the bracket: "allowances.table" */
    const char *within;                           /* in it, as written */
    const char *column;                           /* after it: "yuan"; NULL where nothing follows */
    const struct care_cell_condition *conditions; /* [n_conditions] all must hold; 0: every row */
    int n_conditions;
};

/** Whether @p text has a bracket, which no key of a field has. */
bool care_cell_path_is(const char *text);

/** Takes apart the expression that is the key of @p place. Conditions are read only where a column follows.
 *  @return CARE_OK; CARE_ERROR_INPUT when it is none, which has been reported; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_cell_path_read(struct care_arena *arena, struct care_sheet_place place,
                                       struct care_cell_path *out);

/** The column named after the bracket. @return its index; -1 when there is none, which has been reported */
int care_cell_path_column(const struct care_cell_path *path, const struct care_sheet_spec *spec);

/** The rows meant, at least one.
 *  @param is_meant  [n_rows of @p sheet]
 *  @return CARE_OK; CARE_ERROR_INPUT, reported: an unknown column, a value it cannot have, no row that matches. Needs
 *          numbers begun (numbers.h). */
CARE_NODISCARD int care_cell_path_rows(const struct care_cell_path *path, const struct care_sheet *sheet,
                                       bool *is_meant);

#endif
