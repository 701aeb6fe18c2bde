/** @file  Rules that are scored: the indicator is theirs, and its verdict turns with the threshold. */
#ifndef CARE_SIM_CLI_RULES_INDICATORS_H
#define CARE_SIM_CLI_RULES_INDICATORS_H

#include "sim/cli/rules_report.h"
#include "sim/cli/rules_run.h"

/** The row of an indicator in a plan's table. @return -1 when there is none, or no table */
int care_rules_indicators_row(const struct care_indicators_parameters *scorecard, const char *id);

/** Threshold, operator, year and attribute are those of the rule; without a declared value there is none; another threshold
 *  gives another gap; beyond the value it gives the other verdict.
 *  @return CARE_OK, though the rule may not pass; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_rules_indicators_check(struct care_rules_report *report, const struct care_rule *rule,
                                               const struct care_rules_run *run);

#endif
