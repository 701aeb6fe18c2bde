/** @file  A run file as cubes again, cell by cell as they were written. Knows no cube by name.
 *
 *  Descriptions that the file does not have come back empty: meaning and unit of axes. */
#ifndef CARE_OUTPUT_RUN_LOAD_H
#define CARE_OUTPUT_RUN_LOAD_H

#include "output/run_read.h"
#include "sim/cubes.h"

struct care_run_load; /* owns the cubes and all that describes them */

/** Reads all of a run file.
 *  @return CARE_OK; CARE_ERROR_FILE when it cannot be opened; CARE_ERROR_INPUT when it is damaged, no run file or of a newer
 *          format; CARE_ERROR_MEMORY; the reason is added to @p list */
CARE_NODISCARD int care_run_load_create(const char *path, struct care_diagnostics *list, struct care_run_load **out);
void care_run_load_free(struct care_run_load *load);

/** Owned by @p load. */
struct care_cubes *care_run_load_cubes(struct care_run_load *load);
/** The open file, for what is not in cubes. Owned by @p load. */
const struct care_run_read *care_run_load_file(const struct care_run_load *load);

#endif
