/** @file  The axes result cubes share. */
#ifndef CARE_MODELS_AXES_H
#define CARE_MODELS_AXES_H

#include "models/people.h"
#include "models/system/places.h"
#include "sim/cubes.h"

enum {
    CARE_N_CARE_AGE_GROUPS = 9,   /* 60-64, 65-69 ... 95-99, 100+ */
    CARE_N_ADULT_AGE_GROUPS = 15, /* 15-19 ... 80-84, 85+ */
    CARE_FIRST_ADULT_AGE = 15
};

extern const struct care_axis care_axes_sex, care_axes_age, care_axes_care_age_group, care_axes_adult_age_group,
    care_axes_level, care_axes_stage, care_axes_marital, care_axes_bed_class, care_axes_bed_district,
    care_axes_wait_statistic, care_axes_month, care_axes_owner, care_axes_place_class, care_axes_queue;

static inline int care_care_age_group(int age_years)
{
    const int group = (age_years - CARE_FIRST_CARE_AGE) / 5;
    return group < CARE_N_CARE_AGE_GROUPS ? group : CARE_N_CARE_AGE_GROUPS - 1;
}

static inline int care_adult_age_group(int age_years)
{
    const int group = (age_years - CARE_FIRST_ADULT_AGE) / 5;
    return group < CARE_N_ADULT_AGE_GROUPS ? group : CARE_N_ADULT_AGE_GROUPS - 1;
}

#endif
