/** @file  One result file from beginning to end: scenarios read, checked, simulated side by side, scored, written. */
#ifndef CARE_SIM_CLI_RUN_JOB_H
#define CARE_SIM_CLI_RUN_JOB_H

#include "models/plan/scorecard.h"
#include "scenarios/run_id.h"
#include "sim/cli/compose.h"
#include "sim/cli/microdata.h"

#include <limits.h>

/** What is asked for. Borrowed. */
struct care_run_job_request {
    const char *const *paths; /* [n] scenario files */
    int n;
    const struct care_override *overrides; /* [n_overrides] */
    int n_overrides;
    const char *output; /* NULL: results/NAME.h5 in the working folder, of the first scenario */
    bool is_forced, is_quiet, is_recorded;
    bool is_lenient; /* scenarios that are wrong or fail are left out, their faults told at once; not a wrong plan */
    struct care_simulation_options simulation;
    struct care_microdata_request people;
};

/** Starts as {0}. */
struct care_run_job {
    const struct care_run_job_request *request;
    struct care_diagnostics *list;
    const char *output;
    int n, n_failed;                                 /* scenarios that are in it, and that were left out */
    int failed_outcome;                              /* worst enum care_outcome of those */
    struct care_composition *cities;                 /* [n] */
    const char **names;                              /* [n] */
    struct care_text *titles;                        /* [n] */
    const struct care_provenance **provenance;       /* [n] */
    const struct care_indicators_parameters **plans; /* [n] */
    struct care_scorecard_cubes score_cubes;
    struct care_cubes *cubes;
    struct care_scorecard **cards; /* [n] */
    struct care_microdata *people; /* NULL: not asked for */
    int n_threads;                 /* that worked: for the record */
    char default_output[PATH_MAX];
    char run_id[CARE_RUN_ID_BYTES];
};

/** All of it. An existing file stays as it is unless the result is complete.
 *  @param job  is to be freed whatever the answer, after its list has been shown
 *  @return CARE_OK, even if scenarios were left out; CARE_ERROR_INPUT with the faults in the job's list; CARE_ERROR_FILE;
 *          CARE_ERROR_SOLVER; CARE_ERROR_INTERRUPTED; CARE_ERROR_LIBRARY; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_job_do(const struct care_run_job_request *request, struct care_run_job *job);
void care_run_job_free(struct care_run_job *job);

#endif
