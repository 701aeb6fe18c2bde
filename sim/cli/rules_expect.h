/** @file  Whether a figure is the number of a rule, and would not be if the rule said another. */
#ifndef CARE_SIM_CLI_RULES_EXPECT_H
#define CARE_SIM_CLI_RULES_EXPECT_H

#include "sim/cli/rules_report.h"

/** How near a figure must come where the rule states no tolerance. */
enum care_rules_nearness {
    CARE_RULES_TO_THE_DIGIT, /* the last one that is written */
    CARE_RULES_EXACTLY
};

/** The rule's number in the units of its home. Nothing where it has none and no offset stands for one. */
struct care_rules_number care_rules_expect_number(const struct care_rule *rule);

/** Reports unless @p found is that number, and is not the changed one.
 *  @param what  is compared, in a few words or an expression */
void care_rules_expect(struct care_rules_report *report, const struct care_rule *rule, struct care_text what,
                       double found, enum care_rules_nearness nearness);

#endif
