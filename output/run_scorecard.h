/** @file  Group /scorecard of a run file: what the scorecard was worked out from, as tables of text, so that anybody can
 *  read it and the program can work it out again. Knows no column by name. */
#ifndef CARE_OUTPUT_RUN_SCORECARD_H
#define CARE_OUTPUT_RUN_SCORECARD_H

#include "output/run_read.h"
#include "sim/text.h"

struct care_hdf; /* output/hdf.h */

/** One column. Borrowed. */
struct care_run_scorecard_column {
    const char *name; /* in the group */
    struct care_text doc;
    const char *const *cells; /* [n_rows] */
};

/** One table. Borrowed. */
struct care_run_scorecard_table {
    const char *dimension;
    struct care_text doc;
    const char *const *labels; /* [n_rows] values of the dimension; NULL: rows are numbered from 0 */
    const struct care_run_scorecard_column *columns; /* [n_columns] */
    int n_columns, n_rows;                           /* without a row the table is left out */
};

/** All of it. Borrowed. */
struct care_run_scorecard {
    struct care_text title;                        /* name of the plan */
    const struct care_run_scorecard_table *tables; /* [n_tables] */
    int n_tables;
};

/** @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_scorecard_write(struct care_hdf *hdf, const struct care_run_scorecard *scorecard);

/** The title; "" for what the file does not have. Caller frees both. @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_scorecard_read_title(const struct care_run_read *run, char **en, char **zh);

/** A column, or the labels of a dimension; no rows when the file has no such thing. Empty cells are "".
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_scorecard_read(const struct care_run_read *run, const char *name,
                                           struct care_run_read_texts *out);

#endif
