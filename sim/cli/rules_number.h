/** @file  The number of a rule as the table writes it, ">=60" or "15000..20000", and whether something found is that number. */
#ifndef CARE_SIM_CLI_RULES_NUMBER_H
#define CARE_SIM_CLI_RULES_NUMBER_H

#include <stdbool.h>

enum care_rules_sense {
    CARE_RULES_NO_NUMBER, /* the rule gives none */
    CARE_RULES_EQUAL,     /* "=1" or "1" */
    CARE_RULES_ABOUT,     /* "~1" */
    CARE_RULES_AT_LEAST,
    CARE_RULES_MORE_THAN,
    CARE_RULES_AT_MOST,
    CARE_RULES_LESS_THAN,
    CARE_RULES_BETWEEN /* "1..2" */
};

/** Plain data. */
struct care_rules_number {
    enum care_rules_sense sense;
    double low, high;  /* equal unless between */
    double half_digit; /* half of the last digit written */
};

/** Needs numbers begun (scenarios/numbers.h). @return whether @p text is such a number, or empty */
bool care_rules_number_read(const char *text, struct care_rules_number *out);

/** The same in the units of a parameter or result. */
struct care_rules_number care_rules_number_scaled(const struct care_rules_number *number, double factor, double offset);

/** Another number in its place: a quarter more, or beyond the end of a range. What was right must be wrong by it. */
struct care_rules_number care_rules_number_changed(const struct care_rules_number *number);

/** Whether @p found is what the number asks, give or take @p slack. A strict bound takes equality: a parameter that is itself
 *  the bound has its value. */
bool care_rules_number_met(const struct care_rules_number *number, double found, double slack);

/** ">= 60", "15000..20000"; "" for no number. @return @p buffer */
enum { CARE_RULES_NUMBER_TEXT = 72 };
const char *care_rules_number_text(char buffer[static CARE_RULES_NUMBER_TEXT], const struct care_rules_number *number);

#endif
