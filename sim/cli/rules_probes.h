/** @file  Rules that live in parameters or tables: they hold the rule's number, and what comes out moves with them. */
#ifndef CARE_SIM_CLI_RULES_PROBES_H
#define CARE_SIM_CLI_RULES_PROBES_H

#include "sim/cli/rules_report.h"
#include "sim/cli/rules_run.h"

/** What a probe starts from. Borrowed. */
struct care_rules_probe {
    const struct care_scenario *scenario; /* as it stands */
    const struct care_rules_request *request;
    const struct care_rules_run *base; /* of the request */
    const struct care_simulation_options *options;
    struct care_progress *progress;
};

/** Compares the rule's number with the parameters, then runs once more for each of them with that one changed.
 *  Needs numbers begun (scenarios/numbers.h).
 *  @return CARE_OK, though the rule may not pass; CARE_ERROR_INTERRUPTED, or what failed */
CARE_NODISCARD int care_rules_probes_check(struct care_rules_report *report, const struct care_rule *rule,
                                           const struct care_rules_probe *probe);

#endif
