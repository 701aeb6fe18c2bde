/** @file  The person table: structure of arrays, one row a person, columns given by descriptors.
 *
 *  Rows lie in blocks of one leaf area and one cohort (at most CARE_BLOCK_ROWS rows). A block is the unit of parallel
 *  work, of cache and of homogeneity: age is one number for all of it. Memory is owned by the table; untouched
 *  capacity costs address space only.
 *
 *  Threads: blocks and rows of different areas may be worked on at the same time, appending and tidying included. */
#ifndef CARE_SIM_TABLE_H
#define CARE_SIM_TABLE_H

#include "sim/status.h"
#include "sim/text.h"

#include <stddef.h>
#include <stdint.h>

enum { CARE_BLOCK_ROWS = 4096 };
static const uint32_t CARE_NO_ROW = UINT32_MAX;

/** What the engine itself does with a column. */
enum care_column_role {
    CARE_COLUMN_PLAIN,
    CARE_COLUMN_KEY,  /* uint64_t, exactly one */
    CARE_COLUMN_LINK, /* uint32_t row of another person in the same area, or CARE_NO_ROW; always mutual; at most one */
    CARE_COLUMN_EXIT, /* uint8_t, exactly one: 0 while present; other values mark rows to be removed */
    CARE_COLUMN_SCRATCH /* plain to the engine; means something only within a year, so it is never shown */
};

/** The exit of a row that left in an earlier year and still lies in its block. */
enum { CARE_EXIT_GONE = 255 };

/** A few bits of a column that hold a thing of their own. Static data. */
struct care_column_part {
    const char *name;
    int shift, n_bits; /* from the lowest bit; at most 8 bits */
    double max;        /* values 0 .. max */
    struct care_text doc;
    const char *source; /* anchor in docs/SOURCES.md */
};

/** One column. Static data. */
struct care_column {
    const char *name;
    int width_bytes;
    enum care_column_role role;
    const char *unit;
    double min, max;
    struct care_text doc;
    const char *source;                   /* anchor in docs/SOURCES.md */
    const struct care_column_part *parts; /* [n_parts] shown instead of the column; NULL: shown as it is */
    int n_parts;
};

/** A run of rows of one area and one cohort. */
struct care_block {
    uint32_t first;    /* row */
    uint32_t n;        /* rows in use, those of people gone included */
    uint32_t capacity; /* rows it may grow to */
    int32_t area;      /* leaf index */
    int32_t cohort;    /* age on 1 November of year t is t - cohort */
};

struct care_table;

/** @param columns   [n_columns] borrowed, static
 *  @param max_rows  address space to reserve; at most 4.2e9
 *  @return CARE_OK; CARE_ERROR_INPUT without exactly a key and an exit column; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_table_create(const struct care_column *columns, int n_columns, uint32_t max_rows, int n_areas,
                                     struct care_table **out);
void care_table_free(struct care_table *table);

int care_table_n_areas(const struct care_table *table);
int care_table_n_columns(const struct care_table *table);
const struct care_column *care_table_describe(const struct care_table *table, int column);
/** Base of a column: [rows] of its width. */
void *care_table_column(const struct care_table *table, int column);
/** Blocks start on a cache line of the narrowest column, so that no two threads share one; a line has one cohort. */
enum { CARE_TABLE_LINE_ROWS = 64 };
/** [rows / CARE_TABLE_LINE_ROWS] the cohort of every line of rows. Good as long as the table. */
const int32_t *care_table_cohorts(const struct care_table *table);
/** The cohort of a row, whatever block it lies in. */
int care_table_cohort(const struct care_table *table, uint32_t row);
/** Bytes a person: the sum of the widths. */
int care_table_row_bytes(const struct care_table *table);
/** Rows ever touched. */
uint32_t care_table_rows_touched(const struct care_table *table);

int care_table_n_blocks(const struct care_table *table, int area);
const struct care_block *care_table_block(const struct care_table *table, int area, int i);

/** Adds @p n rows (at most CARE_BLOCK_ROWS) to a cohort: into a block with room, else into a new one. Links are
 *  CARE_NO_ROW and exits 0; other columns are the caller's to fill.
 *  @param spare  rows of room to leave when a new block is made
 *  @param first  the first of the new rows, which lie together
 *  @return CARE_OK; CARE_ERROR_FULL beyond max_rows; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_table_append(struct care_table *table, int area, int cohort, uint32_t n, uint32_t spare,
                                     uint32_t *first);

/** Removes the rows that are gone from blocks of @p area in which they are more than an eighth, merges small blocks of a
 *  cohort, drops empty ones; links are remapped in the same pass; exits that stay become CARE_EXIT_GONE. Gone rows must
 *  have no link. O(rows of one column + rows moved). */
void care_table_tidy(struct care_table *table, int area);

/** Rows present (exit 0), counted. O(rows). */
int64_t care_table_n_present(const struct care_table *table);

#endif
