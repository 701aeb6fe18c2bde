/** @file  Says in words what a run file holds, from the file alone. */
#ifndef CARE_OUTPUT_DESCRIBE_H
#define CARE_OUTPUT_DESCRIBE_H

#include "sim/diagnostics.h"

#include <stdio.h>

/** Prints title, run id, scenarios, axes, cubes with unit and meaning, a few headline numbers and provenance, in the
 *  language in force.
 *  @return CARE_OK; CARE_ERROR_FILE when it cannot be opened; CARE_ERROR_INPUT when it is no carecap file or of a newer
 *          format; CARE_ERROR_MEMORY; the reason is added to @p list */
CARE_NODISCARD int care_describe(const char *path, FILE *out, struct care_diagnostics *list);

#endif
