/** @file  What can be said of the table of rules without a run: nothing is missing, and every name is known. */
#ifndef CARE_SIM_CLI_RULES_ROWS_H
#define CARE_SIM_CLI_RULES_ROWS_H

#include "models/plan/indicators.h"
#include "sim/cli/rules_report.h"

/** All ids of a plan are there. @param list  receives which are not */
void care_rules_rows_complete(const struct care_rules_table *table, const struct care_rules_plan *plan,
                              struct care_diagnostics *list);

/** The home is one for such a rule, has what its check needs, and agrees with the table of conflicts. */
void care_rules_rows_home(struct care_rules_report *report, const struct care_rule *rule);

/** Everything in the column `also` is a parameter or a group of them, cells of a table, an indicator of the plan, a cube of
 *  the results or a model. */
void care_rules_rows_also(struct care_rules_report *report, const struct care_rule *rule,
                          const struct care_indicators_parameters *scorecard);

#endif
