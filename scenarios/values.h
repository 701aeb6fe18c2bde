/** @file  From a YAML value to the member of a struct, for each kind of field. */
#ifndef CARE_SCENARIOS_VALUES_H
#define CARE_SCENARIOS_VALUES_H

#include "scenarios/reader.h"

/** Sets the member of @p setting from @p node, or reports why it cannot be. Needs numbers begun (numbers.h). */
void care_values_read(struct care_scenario *scenario, struct care_setting *setting, struct care_input *input,
                      const struct care_yaml_node *node);
/** Sets the default of the field. */
void care_values_default(struct care_scenario *scenario, struct care_setting *setting);

/** {zh: ..., en: ...}, or one text for both. @return whether it is that; if not, it has been reported */
bool care_values_read_text(struct care_scenario *scenario, struct care_input *input, const struct care_yaml_node *node,
                           struct care_text *out);

/** What a field takes, in words: "a number in [0.1, 3], unit year". */
struct care_text care_values_expected(struct care_arena *arena, const struct care_field *field);
/** "[0.1, 3]", "low | high", or "". @return NULL when memory has run out */
const char *care_values_range(struct care_arena *arena, const struct care_field *field);

#endif
