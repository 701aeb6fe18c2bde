/** @file  Writes the cubes of a run: one compressed dataset each, attached to its axes. Private to output/. */
#ifndef CARE_OUTPUT_RUN_CUBES_H
#define CARE_OUTPUT_RUN_CUBES_H

#include "output/run_axes.h"

/** @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_cubes_write(struct care_hdf *hdf, struct care_cubes *cubes,
                                        const struct care_run_axes *axes);

/** Chunk lengths of a cube of @p rank axes: as much of one (scenario, draw, replicate) as fits 2 MiB, in equal parts; small
 *  cubes take several replicates, then draws, then scenarios, up to 256 KiB. */
void care_run_cubes_chunk(const hsize_t *length, int rank, size_t cell_bytes, hsize_t *chunk);

#endif
