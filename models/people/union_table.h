/** @file  A union of groups and the situations asked of every value of the traits, once, of people who live at home: counting
 *  then looks them up. */
#ifndef CARE_MODELS_PEOPLE_UNION_TABLE_H
#define CARE_MODELS_PEOPLE_UNION_TABLE_H

#include "models/people/groups.h"

enum { CARE_N_TRAIT_VALUES = 1 << 16, CARE_N_UNION_VALUES = 4 * CARE_N_TRAIT_VALUES };

/** Bits of an entry. */
enum care_union_bit {
    CARE_UNION_LEFT_BEHIND = 1,
    CARE_UNION_ALONE = 2,
    CARE_UNION_SPECIAL = 4,
    CARE_UNION_SPECIAL_IF_DISABLED = 8, /* as the union means it */
    CARE_UNION_SPECIAL_IF_OLDEST = 16
};

/** @param out  [CARE_N_UNION_VALUES] */
void care_union_table_fill(const struct care_groups_union *special, uint8_t *out);

/** Place of a person's entry. */
static inline uint32_t care_union_table_index(bool has_partner, bool was_married, uint16_t traits)
{
    return (uint32_t)(has_partner * 2 + was_married) * CARE_N_TRAIT_VALUES + traits;
}

/** The bits that put somebody of this level and age into the union. */
static inline uint8_t care_union_table_special(const struct care_groups_union *special, int level, int age_years)
{
    enum { NO_AGE = 150 }; /* of the union: age does not count */
    const bool is_oldest = special->oldest_from_age < NO_AGE && age_years >= special->oldest_from_age;
    return (uint8_t)(CARE_UNION_SPECIAL | (level >= special->disabled_from_level ? CARE_UNION_SPECIAL_IF_DISABLED : 0) |
                     (is_oldest ? CARE_UNION_SPECIAL_IF_OLDEST : 0));
}

#endif
