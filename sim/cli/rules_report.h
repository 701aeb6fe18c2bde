/** @file  What a check of rules has found: the first fault of each rule, in the order of the table. */
#ifndef CARE_SIM_CLI_RULES_REPORT_H
#define CARE_SIM_CLI_RULES_REPORT_H

#include "sim/cli/rules_table.h"

struct care_rules_report {
    const struct care_rules_table *table; /* borrowed */
    struct care_diagnostics *list;        /* failures; notes as warnings */
    bool *has_failed;                     /* [rules of the table] */
};

CARE_NODISCARD int care_rules_report_create(const struct care_rules_table *table, struct care_rules_report *out);
void care_rules_report_free(struct care_rules_report *report);

/** The rule does not pass; only the first reason is kept. */
void care_rules_report_fail(struct care_rules_report *report, const struct care_rule *rule, const char *en,
                            const char *zh, ...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/** Something worth knowing of a rule that passes. */
void care_rules_report_note(struct care_rules_report *report, const struct care_rule *rule, const char *en,
                            const char *zh, ...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/** The reason is the first fault of @p faults; nothing where there is none. */
void care_rules_report_fault(struct care_rules_report *report, const struct care_rule *rule, const char *what,
                             const struct care_diagnostics *faults);
bool care_rules_report_has(const struct care_rules_report *report, const struct care_rule *rule);

/** One line a failing rule or a note, then one a plan: how many of those chosen pass.
 *  @param is_chosen  [rules of the table]
 *  @return whether all pass */
bool care_rules_report_print(const struct care_rules_report *report, const bool *is_chosen);

#endif
