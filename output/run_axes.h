/** @file  The axes of a run file: one dimension scale each, and the label variables beside them. Private to output/.
 *
 *  Reads   the outer axes of the cubes and the axes their descriptions name.
 *  Writes  scenario, draw, replicate, year, district, own axes in order of first mention; district_name, scenario_title,
 *          NAME_name. */
#ifndef CARE_OUTPUT_RUN_AXES_H
#define CARE_OUTPUT_RUN_AXES_H

#include "output/hdf.h"
#include "sim/cubes.h"

enum { CARE_RUN_N_OUTER_AXES = 5, CARE_RUN_MAX_AXES = CARE_RUN_N_OUTER_AXES + CARE_MAX_CUBE_AXES };

/** One dimension of the file. */
struct care_run_dimension {
    const char *name; /* borrowed */
    int n;
    hid_t scale;
    char coordinates[160]; /* label variables, blank-separated; "" without */
};

/** All of them; the first CARE_RUN_N_OUTER_AXES are the outer axes in order. */
struct care_run_axes {
    struct care_run_dimension *dimension; /* [n] */
    int n;
    int capacity;
};

/** @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY; care_run_axes_free() is due in either case */
CARE_NODISCARD int care_run_axes_write(struct care_hdf *hdf, struct care_cubes *cubes, struct care_run_axes *axes);
void care_run_axes_free(struct care_run_axes *axes);

/** The dimensions of a cube, outer ones first.
 *  @param index  [CARE_RUN_MAX_AXES] into axes->dimension
 *  @return their number */
int care_run_axes_of(const struct care_run_axes *axes, const struct care_cube_spec *spec, int *index);

#endif
