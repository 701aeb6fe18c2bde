/** @file  The table at the end of `carecap run --all`: what a planner compares, a block a jurisdiction, a line a scenario. */
#ifndef CARE_SIM_CLI_RUN_SUMMARY_H
#define CARE_SIM_CLI_RUN_SUMMARY_H

#include "sim/cli/run_job.h"

#include <stdio.h>

struct care_run_summary; /* owns copies of all it shows */

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_summary_create(struct care_run_summary **out);
void care_run_summary_free(struct care_run_summary *summary);

/** Adds the scenarios of a finished job: the districts of its jurisdiction, and all districts of the run where those are
 *  more.
 *  @param name  of the jurisdiction
 *  @return CARE_OK; CARE_ERROR_INPUT when a cube is missing, added to @p list; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_run_summary_add(struct care_run_summary *summary, const char *name,
                                        const struct care_run_job *job, struct care_diagnostics *list);

/** Jurisdictions that were added. */
int care_run_summary_n(const struct care_run_summary *summary);

void care_run_summary_print(const struct care_run_summary *summary, FILE *stream);
/** The same and more as a list for machines: all districts of every scenario too. Needs numbers begun
 *  (scenarios/numbers.h). */
void care_run_summary_print_csv(const struct care_run_summary *summary, FILE *stream);

#endif
