/** @file  Reads a run file: its axes, its cubes by description and their cells. Knows no model or cube by name. */
#ifndef CARE_OUTPUT_RUN_READ_H
#define CARE_OUTPUT_RUN_READ_H

#include "sim/diagnostics.h"

#include <stdbool.h>
#include <stdint.h>

enum { CARE_RUN_READ_MAX_AXES = 12, CARE_RUN_READ_N_OUTER = 5 };

/** Positions of the outer axes in every cube. */
enum care_run_read_outer {
    CARE_RUN_READ_SCENARIO,
    CARE_RUN_READ_DRAW,
    CARE_RUN_READ_REPLICATE,
    CARE_RUN_READ_YEAR,
    CARE_RUN_READ_DISTRICT
};

/** A dimension: codes or labels, and perhaps names beside. Owned by the run. */
struct care_run_read_axis {
    char *name;
    int n;
    int32_t *codes; /* [n], or NULL */
    char **labels;  /* [n], or NULL */
    char **zh;      /* [n] Chinese names or titles, or NULL */
    char **en;      /* [n] English ones, or NULL */
};

/** A cube's description. Owned by the run. */
struct care_run_read_cube {
    char *name;
    char *unit;
    char *description_en;
    char *description_zh;
    char *source_model;
    bool is_float;
    bool is_flow;                     /* else a stock */
    bool adds;                        /* cells may be added up; true in files that do not say */
    int n_axes;                       /* outer ones included */
    int axis[CARE_RUN_READ_MAX_AXES]; /* for care_run_read_axis() */
    int64_t n_cells;                  /* of one (scenario, draw, replicate) */
};

/** Strings read from the file; caller frees with care_run_read_free_texts(). */
struct care_run_read_texts {
    char **text; /* [n] */
    int n;
};

struct care_run_read; /* an open run file */

/** Opens a run file and reads all descriptions; every cube has the outer axes first and lengths that agree.
 *  HDF5's own error printing is off until it is closed.
 *  @return CARE_OK; CARE_ERROR_FILE when it cannot be opened; CARE_ERROR_INPUT when it is damaged, no run file or of a newer
 *          format; CARE_ERROR_MEMORY; the reason is added to @p list */
CARE_NODISCARD int care_run_read_open(const char *path, struct care_diagnostics *list, struct care_run_read **out);
void care_run_read_close(struct care_run_read *run);

int care_run_read_format(const struct care_run_read *run);
int care_run_read_n_axes(const struct care_run_read *run);
const struct care_run_read_axis *care_run_read_axis(const struct care_run_read *run, int i);
/** One of the outer axes. */
const struct care_run_read_axis *care_run_read_outer(const struct care_run_read *run, enum care_run_read_outer which);
int care_run_read_n_cubes(const struct care_run_read *run);
const struct care_run_read_cube *care_run_read_cube(const struct care_run_read *run, int i);

/** The cells [year][district][own axes] of one (scenario, draw, replicate) of a cube; counts are exact as double.
 *  @param cells  [cube->n_cells]
 *  @return CARE_OK, CARE_ERROR_INPUT (damaged) */
CARE_NODISCARD int care_run_read_cells(const struct care_run_read *run, int cube, int scenario, int draw, int replicate,
                                       double *cells);

/** A text attribute of @p group ("/", "provenance"); "" when it or the group is missing; caller frees.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_read_fact(const struct care_run_read *run, const char *group, const char *name, char **out);

/** A column of texts, e.g. "provenance/parameter_name"; no rows when the file has no such column.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_read_column(const struct care_run_read *run, const char *path,
                                        struct care_run_read_texts *out);
void care_run_read_free_texts(struct care_run_read_texts *texts);

#endif
