/** @file  People of 60 and over counted on 1 November by everything that decides what they are entitled to: one pass over
 *  the people, then services and allowances are questions to short lists. Nothing of people is changed.
 *  Reads   partner, marital, level, dementia, care, traits, exit.   Draws  nothing. */
#ifndef CARE_MODELS_SYSTEM_PROFILES_H
#define CARE_MODELS_SYSTEM_PROFILES_H

#include "models/axes.h"
#include "models/people/groups_definitions.h"
#include "models/people/traits.h"
#include "sim/model.h"
#include "sim/tally.h"

#include <stdint.h>

/** Bands of age: from 60, 65, 70, 75, 80, 85, 90, 95, 100 on. */
enum { CARE_N_AGE_BANDS = CARE_N_CARE_AGE_GROUPS };
static inline int care_profiles_first_age(int band)
{
    return band < CARE_N_AGE_BANDS ? CARE_FIRST_CARE_AGE + 5 * band : INT32_MAX;
}

struct care_profile {
    uint8_t band, level;
    uint8_t relief, certificate; /* enum care_relief, care_certificate */
    bool has_late_dementia;      /* moderate or severe */
    bool is_bereaved, is_insured, is_veteran, is_local, is_rural;
    bool is_special; /* 特殊困难老年人 by the district's definition */
    bool is_alone;   /* 独居: at home by oneself, no partner; one whose partner lives in a home has a partner */
    bool is_in_home; /* holds a bed */
};

struct care_profile_count {
    struct care_profile who;
    int32_t persons;
};

/** What the model runs on. Definitions and tally borrowed; lists owned. */
struct care_profiles {
    const struct care_groups_definitions *definitions;
    const struct care_tally *tally;
    int n_districts;
    struct care_profiles_counts *counts; /* [districts] while a year is counted */
    struct care_profile_count **list;    /* [districts][n_list]: of the last 1 November, in a fixed order */
    int *n_list, *room;                  /* [districts] lengths, and for how many there is memory */
};

/** @param out  definitions, tally, n_districts filled by the caller  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_profiles_create(struct care_profiles *out);
void care_profiles_free(struct care_profiles *profiles);

/** Residents of 60 and over of a district on the last 1 November. */
double care_profiles_elders(const struct care_profiles *profiles, int district);

extern const struct care_model care_profiles_model; /* tally counts, close makes the lists */

#endif
