/** @file  The line after the last byte of a run file that tells damage from content. HDF5 1.10 reads past its buffers when
 *  a string heap or chunk index is damaged (about one flipped byte in a hundred ends the process), so a file is checked
 *  as bytes before HDF5 sees it. HDF5 ignores what follows its end of file, and drops it when another program changes the
 *  file: a missing seal means changed, a wrong one damaged. No protection against intent. */
#ifndef CARE_OUTPUT_SEAL_H
#define CARE_OUTPUT_SEAL_H

#include "sim/status.h"

#include <stddef.h>
#include <stdint.h>

/* "\ncarecap 000000012345 bytes crc32 89abcdef\n", without a NUL */
enum { CARE_SEAL_BYTES = 43 };

enum care_seal { CARE_SEAL_WHOLE, CARE_SEAL_MISSING, CARE_SEAL_BROKEN };

/** The seal of @p n bytes (below 10^12). */
void care_seal_make(const void *bytes, size_t n, char seal[CARE_SEAL_BYTES + 1]);

/** Compares a file with its seal; reads all of it.
 *  @param out  untouched on error
 *  @return CARE_OK, CARE_ERROR_FILE (errno says why) */
CARE_NODISCARD int care_seal_check(const char *path, enum care_seal *out);

#endif
