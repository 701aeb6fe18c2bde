/** @file  Puts bytes into a file so that a reader sees the old file or the new one, whole, whatever happens meanwhile. */
#ifndef CARE_OUTPUT_SAFE_FILE_H
#define CARE_OUTPUT_SAFE_FILE_H

#include "sim/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>

/** Whether @p path could be written as things stand: its folder exists and it is not in the way itself. Meant for the
 *  start of a long run; the answer may be out of date at its end.
 *  @return CARE_OK; CARE_ERROR_INPUT when @p path exists and not @p force; CARE_ERROR_FILE; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_safe_file_check(const char *path, bool force, struct care_diagnostics *list);

/** A run of bytes. Borrowed. */
struct care_safe_file_part {
    const void *bytes;
    size_t n;
};

/** Writes @p n parts, one after the other, to PATH.tmp-XXXXXX in the same folder, syncs, renames, syncs the folder. On any error the temporary file is
 *  gone and @p path is as it was; a file that is replaced keeps its permissions. A program that may meet a limit on
 *  file sizes must ignore SIGXFSZ.
 *  @return as care_safe_file_check(); CARE_ERROR_FILE also for a full disk; the reason is added to @p list */
CARE_NODISCARD int care_safe_file_write(const char *path, const struct care_safe_file_part *parts, int n, bool force,
                                        struct care_diagnostics *list);

#endif
