/** @file  `carecap run --all`: every scenario of jurisdictions, a result file each, and a table of all. */
#ifndef CARE_SIM_CLI_RUN_ALL_H
#define CARE_SIM_CLI_RUN_ALL_H

#include "sim/cli/run_job.h"

/** @param request  what holds for all; without scenarios and output
 *  @param names    [n] folders below scenarios/, or paths of folders; with none: all below scenarios/
 *  @param folder   where results go; NULL: results
 *  @return the worst enum care_outcome of all; what could be run has been written */
int care_run_all(const struct care_run_job_request *request, const char *const *names, int n, const char *folder);

#endif
