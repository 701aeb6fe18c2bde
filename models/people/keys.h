/** @file  Keys of persons: what a person is, packed without loss where it can be and then mixed, so that no two people of
 *  the census or among migrants share a key; newborn hash their mother's key.
 *  Source  docs/SOURCES.md#person-keys. */
#ifndef CARE_MODELS_PEOPLE_KEYS_H
#define CARE_MODELS_PEOPLE_KEYS_H

#include "sim/keys.h"

enum { CARE_KEY_CENSUS = 1, CARE_KEY_MIGRANT = 2, CARE_KEY_CELL = 3 };

/** @param area  code below 2^30;  @param ordinal  below 2^24, within area, sex and age */
static inline uint64_t care_key_of_census(uint32_t area, unsigned sex, unsigned age, uint32_t ordinal)
{
    return care_key_mix((uint64_t)CARE_KEY_CENSUS << 62 | (uint64_t)area << 32 | (uint64_t)sex << 31 |
                        (uint64_t)age << 24 | ordinal);
}

/** @param ordinal  below 2^16, within area, sex, age and year */
static inline uint64_t care_key_of_migrant(uint32_t area, unsigned sex, unsigned age, int year, uint32_t ordinal)
{
    return care_key_mix((uint64_t)CARE_KEY_MIGRANT << 62 | (uint64_t)area << 32 | (uint64_t)sex << 31 |
                        (uint64_t)age << 24 | (uint64_t)(year - 2020) << 16 | ordinal);
}

/** @param twin  0 for a single child or the first of twins */
static inline uint64_t care_key_of_newborn(uint64_t mother, int year, unsigned twin)
{
    return care_key_join(mother, (uint64_t)year << 8 | twin);
}

/** Not a person: a cell of area, sex and age, for draws that belong to the cell. */
static inline uint64_t care_key_of_cell(uint32_t area, unsigned sex, unsigned age)
{
    return care_key_mix((uint64_t)CARE_KEY_CELL << 62 | (uint64_t)area << 32 | (uint64_t)sex << 31 |
                        (uint64_t)age << 24);
}

#endif
