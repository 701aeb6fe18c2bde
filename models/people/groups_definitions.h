/** @file  Who is in special difficulty (特殊困难) and who goes first in the queue, by district: a district's own definition,
 *  else the city's. With the table of each definition, so that counting looks people up.
 *  Source  docs/SOURCES.md#groups-definitions. */
#ifndef CARE_MODELS_PEOPLE_GROUPS_DEFINITIONS_H
#define CARE_MODELS_PEOPLE_GROUPS_DEFINITIONS_H

#include "models/people/groups.h"

/** Columns of the table of a district's own definitions; flags that are not given: no. */
enum care_groups_definitions_column {
    CARE_DEFINITIONS_AREA,
    CARE_DEFINITIONS_USE, /* enum care_groups_use */
    CARE_DEFINITIONS_DESTITUTE,
    CARE_DEFINITIONS_LOW_INCOME,
    CARE_DEFINITIONS_NEAR_POOR,
    CARE_DEFINITIONS_BEREAVED,
    CARE_DEFINITIONS_VETERAN,
    CARE_DEFINITIONS_ONLY_POOR,
    CARE_DEFINITIONS_EMPTY_NEST,
    CARE_DEFINITIONS_ALONE,
    CARE_DEFINITIONS_LEFT_BEHIND,
    CARE_DEFINITIONS_KINLESS,
    CARE_DEFINITIONS_CERTIFICATE_SEVERE,
    CARE_DEFINITIONS_CERTIFICATE_OTHER,
    CARE_DEFINITIONS_LATE_DEMENTIA,
    CARE_DEFINITIONS_DISABLED_FROM_LEVEL,
    CARE_DEFINITIONS_OLDEST_FROM_AGE,
    CARE_N_DEFINITIONS_COLUMNS
};
enum care_groups_use { CARE_USE_SPECIAL, CARE_USE_PRIORITY };
extern const struct care_sheet_spec care_groups_definitions_sheet;

struct care_groups_definition {
    struct care_groups_union special;  /* 特殊困难老年人 */
    struct care_groups_union priority; /* who goes first in the queue, where the district says so itself */
    bool has_own_priority;
    const uint8_t *table; /* of `special`: models/people/union_table.h; owned by the definitions */
};

/** Owns its arrays; not changed by a run. */
struct care_groups_definitions {
    struct care_groups_definition *of_district; /* [districts] */
    uint8_t *tables;                            /* [definitions][CARE_N_UNION_VALUES], the city's first */
};

/** @return CARE_OK; CARE_ERROR_INPUT (a row of no district); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_groups_definitions_create(const struct care_groups_parameters *parameters,
                                                  const struct care_areas *areas, struct care_diagnostics *list,
                                                  struct care_groups_definitions *out);
void care_groups_definitions_free(struct care_groups_definitions *definitions);

#endif
