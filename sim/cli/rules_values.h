/** @file  What a setting of a scenario is worth where a rule says it lives: a field, a lever in the districts of the plan, or cells
 *  of a table. */
#ifndef CARE_SIM_CLI_RULES_VALUES_H
#define CARE_SIM_CLI_RULES_VALUES_H

#include "scenarios/scenario.h"

/** A field by its path, "supply.nursing_share". @return NULL when there is none */
const struct care_field *care_rules_values_field(const char *path);
/** The field or section before the bracket of a cell expression; @p path itself where it has none. @return as above */
const struct care_field *care_rules_values_table(const char *path);
/** Whether some path begins with @p path and a dot. */
bool care_rules_values_is_group(const char *path);

/** Values of one path. Owner of `number`. */
struct care_rules_values {
    double *number; /* [n]: one, or one a district of the plan, or one a row; words by their index */
    int n;
    const char *const *choices; /* NULL: numbers; {"false", "true"} of a bool */
    bool is_text;               /* no number at all */
    bool is_whole;              /* whole numbers only */
    bool is_lever;              /* may be set by policy: where by district, else for the city */
    bool is_by_district;
    double min, max; /* accepted */
};

/** @param year  of levers and series
 *  @param out   is to be freed whatever the answer
 *  @return CARE_OK; CARE_ERROR_INPUT with the fault in @p list (no such path, no row that matches); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_rules_values_read(const struct care_scenario *scenario, const char *path, int year,
                                          struct care_diagnostics *list, struct care_rules_values *out);
void care_rules_values_free(struct care_rules_values *values);

/** Whether something is there: true, more than 0, a word that is not none, no or none_counts. */
bool care_rules_values_is_on(const struct care_rules_values *values);

/** The codes of the plan's districts, "120110,120117"; "" for all. @return @p buffer */
enum { CARE_RULES_CODES = 1024 };
const char *care_rules_values_codes(const struct care_scenario *scenario, char buffer[static CARE_RULES_CODES]);

#endif
