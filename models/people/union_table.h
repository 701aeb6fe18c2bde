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
    CARE_UNION_SPECIAL_IF_DISABLED = 8, /* or with late dementia, as the union means it */
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
static inline uint8_t care_union_table_special(const struct care_groups_union *special, int level, int age_years,
                                               bool has_late_dementia)
{
    const bool is_oldest = special->oldest_from_age < CARE_GROUPS_NO_AGE && age_years >= special->oldest_from_age;
    const bool is_disabled = level >= special->disabled_from_level || (special->late_dementia && has_late_dementia);
    return (uint8_t)(CARE_UNION_SPECIAL | (is_disabled ? CARE_UNION_SPECIAL_IF_DISABLED : 0) |
                     (is_oldest ? CARE_UNION_SPECIAL_IF_OLDEST : 0));
}

/** The same for every level, without late dementia and with it. */
struct care_union_bits {
    uint8_t of[2][CARE_N_LEVELS];
};
static inline struct care_union_bits care_union_table_bits(const struct care_groups_union *special, int age_years)
{
    struct care_union_bits bits;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        bits.of[0][level] = care_union_table_special(special, level, age_years, false);
        bits.of[1][level] = care_union_table_special(special, level, age_years, true);
    }
    return bits;
}

#endif
