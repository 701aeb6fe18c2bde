/** @file  From a YAML value to the member of a struct, for each kind of field. */
#ifndef CARE_SCENARIOS_VALUES_H
#define CARE_SCENARIOS_VALUES_H

#include "scenarios/reader.h"

/** Sets the member of @p setting from @p node, or reports why it cannot be. Needs numbers begun (numbers.h). */
void care_values_read(struct care_scenario *scenario, struct care_setting *setting, struct care_input *input,
                      const struct care_yaml_node *node);
/** Sets the default of the field. */
void care_values_default(struct care_scenario *scenario, struct care_setting *setting);
/** The numbers of SERIES and, for the city, of LEVER. */
struct care_series *care_values_series(const struct care_setting *setting);

/** A number for every year, and how it was written. */
struct care_values_years {
    struct care_series series;
    int first_year;   /* the first one given; CARE_FIRST_YEAR when a plain number was */
    const char *text; /* "0.6", "2025: 0.6, 2035: 0.8" */
};

/** A number or {year: number, ...} in the range of @p field, called @p key in messages.
 *  @return whether it is that; if not, it has been reported */
bool care_values_read_years(struct care_scenario *scenario, struct care_input *input, const struct care_field *field,
                            const char *key, const struct care_yaml_node *node, struct care_values_years *out);

/** {zh: ..., en: ...}, or one text for both. @return whether it is that; if not, it has been reported */
bool care_values_read_text(struct care_scenario *scenario, struct care_input *input, const struct care_yaml_node *node,
                           struct care_text *out);

/** What a field takes, in words: "a number in [0.1, 3], unit year". */
struct care_text care_values_expected(struct care_arena *arena, const struct care_field *field);
/** "[0.1, 3]", "low | high", or "". @return NULL when memory has run out */
const char *care_values_range(struct care_arena *arena, const struct care_field *field);
/** "0.4..0.85", or "" where none is stated. @return NULL when memory has run out */
const char *care_values_plausible(struct care_arena *arena, const struct care_field *field);

#endif
