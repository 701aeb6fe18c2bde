/** @file  Files as bytes: loading, hashing, checking that they are UTF-8 text, converting GB18030. */
#ifndef CARE_SCENARIOS_BYTES_H
#define CARE_SCENARIOS_BYTES_H

#include "scenarios/arena.h"
#include "scenarios/faults.h"

#include <stdint.h>

enum {
    CARE_BYTES_MAX_YAML = 16 << 20,  /* bytes; a scenario is some kB */
    CARE_BYTES_MAX_TABLE = 64 << 20, /* bytes; a siting table of a million points fits */
    CARE_BYTES_SHA256 = 65           /* hexadecimal digits and NUL */
};

/** The content of one file. `data` belongs to the arena it was loaded into and is ended by a NUL that is not counted. */
struct care_bytes {
    const char *data;
    size_t size;
    uint64_t device, inode; /* tell whether two paths are one file */
};

/** Loads a whole file.
 *  @param error  receives the errno of a failure; EFBIG when there are more than @p limit bytes
 *  @return CARE_OK, CARE_ERROR_FILE, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_bytes_load(struct care_arena *arena, const char *path, size_t limit, struct care_bytes *out,
                                   int *error);
/** Reports at a place that names @p path why it could not be loaded. */
void care_bytes_report(struct care_faults *faults, int line, int column, const char *key, const char *path, int error);

/** Offset of the first byte that is not part of well-formed UTF-8; @p size when all is well. */
size_t care_bytes_first_broken(const char *data, size_t size);
/** Reports bytes that are not UTF-8 and control characters (both make the YAML library drop the rest of a file
 *  without a word). @return whether the text is clean */
bool care_bytes_check_text(struct care_faults *faults, const char *data, size_t size);
/** Length of a byte order mark at the start: 3 or 0. */
size_t care_bytes_mark(const char *data, size_t size);

/** GB18030 to UTF-8; the result belongs to the arena.
 *  @param broken  receives the offset of the first byte that is not GB18030
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY (the C library has no such converter) */
CARE_NODISCARD int care_bytes_from_gb18030(struct care_arena *arena, const char *data, size_t size,
                                           struct care_bytes *out, size_t *broken);

/** SHA-256 as hexadecimal digits. */
void care_bytes_sha256(const char *data, size_t size, char digits[static CARE_BYTES_SHA256]);

#endif
