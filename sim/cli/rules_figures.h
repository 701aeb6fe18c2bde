/** @file  Published figures: what the model reproduces, what it only stands beside, what the user declares. */
#ifndef CARE_SIM_CLI_RULES_FIGURES_H
#define CARE_SIM_CLI_RULES_FIGURES_H

#include "sim/cli/rules_report.h"
#include "sim/cli/rules_run.h"

/** The year a stock or forecast is read in: the last one the rule names, 2020 where it names none. */
int care_rules_figures_year(const struct care_rule *rule);

/** Homes `stock` and `forecast`. @return CARE_OK, though the rule may not pass; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_rules_figures_modelled(struct care_rules_report *report, const struct care_rule *rule,
                                               const struct care_rules_run *run);
/** Home `declared`. @param scorecard  of the rule's scenario */
void care_rules_figures_declared(struct care_rules_report *report, const struct care_rule *rule,
                                 const struct care_indicators_parameters *scorecard);

#endif
