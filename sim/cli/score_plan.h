/** @file  The plan that `carecap score` goes by: that of the result file, of a pack, or a table of indicators alone. */
#ifndef CARE_SIM_CLI_SCORE_PLAN_H
#define CARE_SIM_CLI_SCORE_PLAN_H

#include "models/plan/indicators.h"
#include "output/run_load.h"

/** Which plan is wanted. Borrowed. */
struct care_score_plan_request {
    const char
        *plan; /* a pack below scenarios/, or a table (a path that ends in .csv or .xlsx); NULL: the file's own */
    const char *declared; /* a table of declared values, on top of the plan's; NULL: none */
};

struct care_score_plan; /* owns its tables */

/** For one scenario of a loaded file. A pack's districts and declared values go along when all its districts are in the
 *  file; else those of the file stay, and nothing is declared.
 *  @param path  of the file, for messages
 *  @return CARE_OK; CARE_ERROR_INPUT with the faults in @p list, a file that has no plan among them; CARE_ERROR_MEMORY;
 *          CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_score_plan_create(const struct care_score_plan_request *request, struct care_run_load *load,
                                          const char *path, int scenario, struct care_diagnostics *list,
                                          struct care_score_plan **out);
void care_score_plan_free(struct care_score_plan *plan);

/** Owned by @p plan. */
const struct care_indicators_parameters *care_score_plan_parameters(const struct care_score_plan *plan);

#endif
