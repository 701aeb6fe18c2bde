/** @file  Puts bytes into a file so that a reader sees the old file or the new one, whole, whatever happens meanwhile. */
#ifndef CARE_OUTPUT_SAFE_FILE_H
#define CARE_OUTPUT_SAFE_FILE_H

#include "sim/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Whether @p path could be written as things stand: its folder exists and it is not in the way itself. Meant for the
 *  start of a long run; the answer may be out of date at its end.
 *  @return CARE_OK; CARE_ERROR_INPUT when @p path exists and not @p force; CARE_ERROR_FILE; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_safe_file_check(const char *path, bool force, struct care_diagnostics *list);

/** A run of bytes. Borrowed. */
struct care_safe_file_part {
    const void *bytes;
    size_t n;
};

/** Writes @p n parts, one after the other, to PATH.tmp-XXXXXX in the same folder, syncs, renames, syncs the folder. On any
 *  error the temporary file is gone and @p path is as it was; a file that is replaced keeps its permissions. A program
 *  that may meet a limit on file sizes must ignore SIGXFSZ.
 *  @return as care_safe_file_check(); CARE_ERROR_FILE also for a full disk; the reason is added to @p list */
CARE_NODISCARD int care_safe_file_write(const char *path, const struct care_safe_file_part *parts, int n, bool force,
                                        struct care_diagnostics *list);

/** A file that is being written step by step under its temporary name. Only for care_safe_file_...(); owns the
 *  descriptors and the names. */
struct care_safe_file {
    const char *path; /* borrowed */
    char *folder;
    const char *leaf; /* inside path */
    char *temporary;  /* "" while there is none */
    int folder_fd;    /* -1 = none */
    int fd;           /* of the temporary file, to read and write; -1 = none */
    bool is_replaced; /* there is an old file, and it may go */
    mode_t mode;      /* of the old file */
    struct care_diagnostics *list;
};

/** Creates the temporary file; @p path and @p list are borrowed until commit or abandon, of which one is due whatever
 *  the answer.
 *  @return as care_safe_file_check() */
CARE_NODISCARD int care_safe_file_begin(struct care_safe_file *file, const char *path, bool force,
                                        struct care_diagnostics *list);
/** Adds the reason of a failed system call. @param error  errno  @return CARE_ERROR_FILE */
CARE_NODISCARD int care_safe_file_fail(const struct care_safe_file *file, int error);
/** Syncs, renames, syncs the folder. On any error the temporary file is gone and the old file is as it was.
 *  @return as care_safe_file_write() */
CARE_NODISCARD int care_safe_file_commit(struct care_safe_file *file);
/** Removes the temporary file; legal after a begin that failed. */
void care_safe_file_abandon(struct care_safe_file *file);

#endif
