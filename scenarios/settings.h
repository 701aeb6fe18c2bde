/** @file  All fields of all sections, and how a tree of YAML sets them. */
#ifndef CARE_SCENARIOS_SETTINGS_H
#define CARE_SCENARIOS_SETTINGS_H

#include "scenarios/reader.h"

/** Allocates the structs of the sections and fills in the defaults. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_settings_create(struct care_scenario *scenario);
/** Sets all that a file says. `base` and `policy` are not looked at. */
void care_settings_apply(struct care_scenario *scenario, struct care_input *input);
/** Sets one field from the command line. @return CARE_OK, though faults may have been reported; CARE_ERROR_MEMORY,
 *  CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_settings_override(struct care_scenario *scenario, struct care_input *input,
                                          const struct care_override *override);
/** Reports a key of the command line that is no field. */
void care_settings_report_unknown(const struct care_scenario *scenario, struct care_input *input, const char *key);
/** Reports required fields that nobody set. */
void care_settings_check_required(struct care_scenario *scenario, struct care_input *main_input);
/** NULL when there is no such field. */
struct care_setting *care_settings_find(const struct care_scenario *scenario, const char *key);

#endif
