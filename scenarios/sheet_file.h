/** @file  One table by itself, outside any scenario: a file, or texts that stand elsewhere, checked like a scenario's tables. */
#ifndef CARE_SCENARIOS_SHEET_FILE_H
#define CARE_SCENARIOS_SHEET_FILE_H

#include "sim/diagnostics.h"
#include "sim/sheet.h"

struct care_sheet_file; /* owns its table */

/** Reads a table: CSV in UTF-8, or a workbook where the program can read those.
 *  @param spec  borrowed, must outlive the table
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list, a file that is not there among them;
 *          CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_sheet_file_read(const char *path, const struct care_sheet_spec *spec,
                                        struct care_diagnostics *list, struct care_sheet_file **out);

/** One column of texts. Borrowed. */
struct care_sheet_file_column {
    const char *name;
    const char *const *cells; /* [n_rows] UTF-8 */
};

/** The same from columns of texts in memory.
 *  @param path  what messages call the place they came from; their lines are rows, the header counted
 *  @return as care_sheet_file_read() */
CARE_NODISCARD int care_sheet_file_of_columns(const char *path, const struct care_sheet_file_column *columns,
                                              int n_columns, int n_rows, const struct care_sheet_spec *spec,
                                              struct care_diagnostics *list, struct care_sheet_file **out);

void care_sheet_file_free(struct care_sheet_file *file);

/** The table; owned by @p file. */
struct care_sheet *care_sheet_file_sheet(struct care_sheet_file *file);

#endif
