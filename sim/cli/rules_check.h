/** @file  `carecap rules --check`: every rule lives where the table says, and what comes out depends on its number. */
#ifndef CARE_SIM_CLI_RULES_CHECK_H
#define CARE_SIM_CLI_RULES_CHECK_H

#include "sim/cli/rules_table.h"

/** Checks the rules chosen and prints what fails, then a summary. Rules that share scenario, changes and years share a run.
 *  @param is_chosen  [rules of the table]
 *  @param is_quiet   no progress
 *  @return CARE_OK; CARE_ERROR_UNMET when a rule fails; CARE_ERROR_INTERRUPTED; or what failed */
CARE_NODISCARD int care_rules_check(const struct care_rules_table *table, const bool *is_chosen, bool is_quiet);

#endif
