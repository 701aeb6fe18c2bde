/** @file  A checked table in memory (rows by typed columns), as read from a CSV file, and the description it is checked by. */
#ifndef CARE_SIM_SHEET_H
#define CARE_SIM_SHEET_H

#include "sim/text.h"

#include <stdbool.h>

enum care_sheet_kind {
    CARE_SHEET_INT,    /* stored as double, exact up to 2^53 */
    CARE_SHEET_REAL,   /* stored as double */
    CARE_SHEET_CHOICE, /* stored as the index into `choices` */
    CARE_SHEET_TEXT    /* stored as UTF-8 string */
};

/** One column of a table. Static data. */
struct care_sheet_column {
    const char *name;
    enum care_sheet_kind kind;
    const char *unit;           /* UDUNITS; NULL for text and choice */
    double min, max;            /* closed range of numbers */
    const char *const *choices; /* NULL-ended; CHOICE only */
    bool is_key;                /* the key columns together may not repeat */
    bool is_contiguous;         /* INT key: within equal other keys, values run without a gap */
    bool is_area;               /* INT: must be a code of the areas table */
    bool is_optional;           /* may be missing from the file; there and where it is empty: `fallback`, or "" */
    double fallback;
    struct care_text doc;
};

/** A table's description. Columns named here are read, in any order in the file; columns `source` and `confidence`
 *  are always allowed (and required in the packs that ship); any other column is an error. Static data. */
struct care_sheet_spec {
    const char *name;
    const struct care_sheet_column *columns;
    int n_columns;
    int min_rows; /* 0: the header alone will do */
    struct care_text doc;
};

/** The table itself. Owned by who read it; models only read. */
struct care_sheet {
    const struct care_sheet_spec *spec;
    char *path; /* as shown to the user */
    int n_rows;
    int *line;           /* [n_rows] line in the file, from 1 */
    const char **origin; /* [n_rows] file of each row, where rows come from several; NULL: all from `path` */
    double **number;     /* [n_columns][n_rows]; NULL for TEXT columns */
    char ***text;        /* [n_columns][n_rows]; NULL for other columns */
};

/** The file that a row comes from, as shown to the user. */
static inline const char *care_sheet_origin(const struct care_sheet *sheet, int row)
{
    return sheet->origin != NULL ? sheet->origin[row] : sheet->path;
}

static inline double care_sheet_number(const struct care_sheet *sheet, int column, int row)
{
    return sheet->number[column][row];
}

static inline int care_sheet_int(const struct care_sheet *sheet, int column, int row)
{
    return (int)sheet->number[column][row];
}

/** The first row with a value in an INT column; -1 where there is none. O(rows). */
static inline int care_sheet_row_with(const struct care_sheet *sheet, int column, int value)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        if (care_sheet_int(sheet, column, row) == value) {
            return row;
        }
    }
    return -1;
}

static inline const char *care_sheet_text(const struct care_sheet *sheet, int column, int row)
{
    return sheet->text[column][row];
}

#endif
