/** @file  The table behind `carecap check --resolved`: every number of a scenario and where it came from. */
#ifndef CARE_SCENARIOS_RESOLVED_H
#define CARE_SCENARIOS_RESOLVED_H

#include "sim/provenance.h"
#include "sim/status.h"

#include <stdio.h>

/** Prints in the language in force, columns aligned with a Chinese character as two columns wide.
 *  @return CARE_OK; CARE_ERROR_FILE when writing failed */
CARE_NODISCARD int care_resolved_print(const struct care_provenance *provenance, FILE *stream);

/** The word of docs/SOURCES.md for how sure a figure is. */
struct care_text care_resolved_confidence(enum care_confidence confidence);

/** Columns of a terminal that a UTF-8 text takes. */
int care_resolved_width(const char *text);

#endif
