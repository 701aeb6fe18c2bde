/** @file  The thresholds that groups are drawn by. For groups.c and groups_rates.c only; others see models/people/groups.h. */
#ifndef CARE_MODELS_PEOPLE_GROUPS_RATES_H
#define CARE_MODELS_PEOPLE_GROUPS_RATES_H

#include "models/people/groups.h"

#include <stdint.h>

enum { CARE_GROUPS_AGES = CARE_N_AGES - CARE_FIRST_CARE_AGE }; /* 60..100 */

/** Thresholds of one area, [age - 60]. */
struct care_groups_of_area {
    uint32_t hukou[CARE_GROUPS_AGES], rural[CARE_GROUPS_AGES], bereaved[CARE_GROUPS_AGES], veteran[CARE_GROUPS_AGES];
    uint32_t insured[CARE_GROUPS_AGES][2];                 /* [town, village] */
    uint32_t income[2][CARE_N_INCOMES - 1];                /* [town, village] cumulative from the bottom */
    uint32_t relief[CARE_GROUPS_AGES][CARE_N_RELIEFS - 1]; /* of the bottom third; cumulative from the destitute */
    uint32_t severe[CARE_GROUPS_AGES][CARE_N_LEVELS];      /* certificate */
    uint32_t other[CARE_GROUPS_AGES];                      /* certificate; of those without the severe one */
};

#endif
