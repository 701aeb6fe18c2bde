/** @file  `carecap rules --markdown`: docs/plans.md, both languages in each row. */
#ifndef CARE_SIM_CLI_RULES_MARKDOWN_H
#define CARE_SIM_CLI_RULES_MARKDOWN_H

#include "sim/cli/rules_table.h"

#include <stdio.h>

/** Counts, then a section a plan with a row a rule. Links are relative to docs/. */
void care_rules_markdown_print(const struct care_rules_table *table, FILE *stream);

#endif
