/** @file  Rows of tables as texts again, column by column: to be written to a result, or read as another table. */
#ifndef CARE_SIM_CLI_SHEET_TEXTS_H
#define CARE_SIM_CLI_SHEET_TEXTS_H

#include "scenarios/arena.h"
#include "sim/sheet.h"
#include "sim/status.h"

/** Rows of tables of one description. Starts as {0}; everything belongs to `arena`. */
struct care_sheet_texts {
    struct care_arena arena;
    const struct care_sheet_spec *spec;
    const char ***cells; /* [spec->n_columns][n_rows] UTF-8; "" where empty */
    int n_rows;
};

/** Room for @p most_rows rows. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_sheet_texts_begin(struct care_sheet_texts *texts, const struct care_sheet_spec *spec,
                                          int most_rows);
/** Adds a row: numbers as the shortest text that reads back equal, a missing one as "". Needs numbers begun
 *  (scenarios/numbers.h). @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_sheet_texts_add(struct care_sheet_texts *texts, const struct care_sheet *sheet, int row);
void care_sheet_texts_free(struct care_sheet_texts *texts);

#endif
