/** @file  `carecap rules` on the terminal: the rules as a list, what they come to, and their conflicts. */
#ifndef CARE_SIM_CLI_RULES_PRINT_H
#define CARE_SIM_CLI_RULES_PRINT_H

#include "sim/cli/rules_table.h"

/** How many of some rules are where. */
struct care_rules_counts {
    int n;
    int n_computable; /* computable, with a home */
    int n_partly;     /* others, with a home for the part that is computable */
    int n_outside;
    int n_homeless; /* computable, without a home */
};
/** @param plan  NULL: all;  @param is_chosen  [rules of the table]; NULL: all */
struct care_rules_counts care_rules_print_count(const struct care_rules_table *table,
                                                const struct care_rules_plan *plan, const bool *is_chosen);

/** One line a rule, then the counts. */
void care_rules_print_list(const struct care_rules_table *table, const bool *is_chosen);

/** Every conflict with the documents' readings, the parameter that holds the choice, and what each pack's plan has for it in 2025.
 *  @return CARE_OK, though a pack may not be there; CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_rules_print_conflicts(const struct care_rules_table *table);

#endif
