/** @file  Writes a run as one HDF5 file that is also a valid netCDF-4 file; names, types and layout are promised in
 *  docs/data-dictionary.md. Two runs of the same inputs give the same bytes. */
#ifndef CARE_OUTPUT_RUN_FILE_H
#define CARE_OUTPUT_RUN_FILE_H

#include "output/run_scorecard.h"
#include "sim/cubes.h"
#include "sim/diagnostics.h"
#include "sim/provenance.h"

#include <stdbool.h>
#include <stdint.h>

enum { CARE_FILE_FORMAT = 3 };

/** Facts that may differ between two identical runs: only written when the user asks (--record-run). */
struct care_run_record {
    int n_threads;
    const char *simd;
    const char *host;
    const char *started_utc;
    const char *ended_utc;
    double wall_seconds;
};

/** Everything a run file holds. All borrowed. */
struct care_run_facts {
    struct care_cubes *cubes;
    const struct care_provenance *const *provenance; /* [n_scenarios of the cubes] */
    uint64_t seed;
    const char *run_id;       /* hash of inputs, seed and version: 16 hexadecimal digits */
    const char *version;      /* of the program */
    const char *git_revision; /* "" when built outside a checkout */
    const char *libraries; /* names and versions of the libraries the models used, "GSL 2.7.1, ..."; NULL: not stated */
    const struct care_run_scorecard *scorecard; /* NULL: nothing is scored */
    const struct care_run_record *record;       /* NULL unless asked for */
};

/** Writes to a temporary name beside @p path, syncs, renames; on any error the temporary file is gone and @p path is
 *  as it was. Call from one thread.
 *  @param force  replace an existing file; without it an existing file is a fault
 *  @return CARE_OK; CARE_ERROR_INPUT when @p path exists and not @p force; CARE_ERROR_FILE (disk full, no permission,
 *          no such folder); CARE_ERROR_LIBRARY; CARE_ERROR_MEMORY; the reason is added to @p list */
CARE_NODISCARD int care_run_file_write(const char *path, const struct care_run_facts *facts, bool force,
                                       struct care_diagnostics *list);

#endif
