/** @file  One run for checks of rules: a scenario with some changes to a year, and measures of what came out. */
#ifndef CARE_SIM_CLI_RULES_RUN_H
#define CARE_SIM_CLI_RULES_RUN_H

#include "models/plan/indicators.h"
#include "sim/cli/simulate.h"

/** What is run. Borrowed. */
struct care_rules_request {
    const char *path;                   /* of the scenario */
    const char *with;                   /* blank-separated key=value */
    const struct care_override *change; /* one more; in place of one of the same key; NULL: none */
    int last_year;
};

/** A run that is done. Owner. */
struct care_rules_run {
    struct care_composition city;
    const char *name;
    struct care_text title;
    struct care_cubes *cubes;
    const struct care_indicators_parameters *scorecard; /* of the scenario */
    int *districts;                                     /* [n_districts] of the plan, indices of the outer axis */
    int n_districts;
};

/** @param out  is to be freed whatever the answer
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list; CARE_ERROR_INTERRUPTED; or what failed */
CARE_NODISCARD int care_rules_run_create(const struct care_rules_request *request,
                                         const struct care_simulation_options *options, struct care_diagnostics *list,
                                         struct care_rules_run *out);
void care_rules_run_free(struct care_rules_run *run);

/** A measure in the districts of the plan. @p place is that of its text.
 *  @param value  NaN where it is not defined
 *  @return CARE_OK; CARE_ERROR_INPUT with the fault in @p list; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_rules_run_measure(const struct care_rules_run *run, const char *text, int year,
                                          struct care_place place, struct care_diagnostics *list, double *value);

#endif
