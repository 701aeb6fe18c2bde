/** @file  Tables in a group of a run file: columns of text along one dimension. Private to output/. */
#ifndef CARE_OUTPUT_RUN_TABLE_H
#define CARE_OUTPUT_RUN_TABLE_H

#include "output/hdf.h"
#include "sim/text.h"

/** One dimension of a group and the columns along it; texts borrowed. */
struct care_run_table {
    const char *dimension;
    struct care_text doc;
    int n;                     /* rows, at least 1 */
    const char *const *labels; /* [n] values of the dimension; NULL: rows are numbered from 0, to join the columns by */
    hid_t scale;               /* H5I_INVALID_HID before care_run_table_begin() */
};

/** Writes the dimension. @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY; care_run_table_end() is due in any case */
CARE_NODISCARD int care_run_table_begin(struct care_hdf *hdf, hid_t group, struct care_run_table *table);
void care_run_table_end(struct care_run_table *table);

/** A column of texts; an empty cell is written as a dash.
 *  @param values  [n]
 *  @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_table_column(struct care_hdf *hdf, hid_t group, const struct care_run_table *table,
                                         const char *name, const char *const *values, struct care_text doc);
/** Attaches and describes a column of any kind. Takes @p id. @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_table_attach(struct care_hdf *hdf, hid_t id, const struct care_run_table *table,
                                         struct care_text doc);

#endif
