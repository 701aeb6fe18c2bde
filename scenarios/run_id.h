/** @file  The id of a run: what it was made from, in sixteen digits. */
#ifndef CARE_SCENARIOS_RUN_ID_H
#define CARE_SCENARIOS_RUN_ID_H

#include "sim/provenance.h"

#include <stdint.h>

enum { CARE_RUN_ID_BYTES = 17 }; /* hexadecimal digits and NUL */

/** The first 64 bits of the SHA-256 of the scenarios' names, their inputs' SHA-256, every resolved parameter, the seed and
 *  the version of the program, source revision included: another program may give other results. Paths of this machine, threads and times do not count.
 *  @param provenance  [n] */
void care_run_id(const struct care_provenance *const *provenance, int n, uint64_t seed, const char *version,
                 char digits[static CARE_RUN_ID_BYTES]);

#endif
