/** @file  Family and groups of a person of 60 and over, packed into the 16 bits of the column `traits`. They overlap: who
 *  counts a union counts persons, never adds groups up.
 *  Source  docs/SOURCES.md#living, #children, #groups. */
#ifndef CARE_MODELS_PEOPLE_TRAITS_H
#define CARE_MODELS_PEOPLE_TRAITS_H

#include "sim/table.h"

#include <stdbool.h>
#include <stdint.h>

enum care_trait {
    CARE_TRAIT_CHILDREN,    /* living children near by, co-resident ones included: 0, 1, 2, 3 and more */
    CARE_TRAIT_HOUSEHOLD,   /* enum care_household */
    CARE_TRAIT_HUKOU,       /* registered in this city (户籍) */
    CARE_TRAIT_RURAL,       /* lives in a village */
    CARE_TRAIT_INCOME,      /* enum care_income */
    CARE_TRAIT_RELIEF,      /* enum care_relief */
    CARE_TRAIT_BEREAVED,    /* 计划生育特殊家庭: the only child died or is disabled */
    CARE_TRAIT_CERTIFICATE, /* enum care_certificate */
    CARE_TRAIT_INSURED,     /* employees' medical insurance, hence LTCI */
    CARE_TRAIT_VETERAN,     /* 优抚对象 */
    CARE_N_TRAITS
};

/** Whom a person of 60 and over lives with, apart from the partner; of somebody in a home: lived with. */
enum care_household {
    CARE_BY_ONESELF,        /* alone, or with the partner only */
    CARE_WITH_CHILDREN,     /* two generations */
    CARE_THREE_GENERATIONS, /* or more */
    CARE_WITH_ELDERS,       /* with a relative of 65 and over other than the partner: mostly an old parent */
    CARE_COLLECTIVE,        /* outside family households, though not in a home: 集体户 */
    CARE_N_HOUSEHOLDS
};

enum care_income { CARE_INCOME_BOTTOM, CARE_INCOME_MIDDLE, CARE_INCOME_TOP, CARE_N_INCOMES }; /* thirds of the 60+ */

/** 低保边缘, 低保, 特困: of one person the highest. */
enum care_relief { CARE_NO_RELIEF, CARE_NEAR_POOR, CARE_LOW_INCOME, CARE_DESTITUTE, CARE_N_RELIEFS };

/** Certificate of disability (残疾人证): grades 3-4, grades 1-2. */
enum care_certificate { CARE_NO_CERTIFICATE, CARE_CERTIFICATE_OTHER, CARE_CERTIFICATE_SEVERE, CARE_N_CERTIFICATES };

/** Where each trait lies, in the order of enum care_trait. */
static const struct {
    uint8_t shift, n_bits;
} care_trait_place[CARE_N_TRAITS] = {{0, 2}, {2, 3},  {5, 1},  {6, 1},  {7, 2},
                                     {9, 2}, {11, 1}, {12, 2}, {14, 1}, {15, 1}};

static inline unsigned care_trait(uint16_t traits, enum care_trait which)
{
    return (unsigned)traits >> care_trait_place[which].shift & ((1u << care_trait_place[which].n_bits) - 1);
}

/** The traits with one of them changed. */
static inline uint16_t care_trait_with(uint16_t traits, enum care_trait which, unsigned value)
{
    const unsigned mask = ((1u << care_trait_place[which].n_bits) - 1) << care_trait_place[which].shift;
    return (uint16_t)((traits & ~mask) | (value << care_trait_place[which].shift & mask));
}

/** Lives with a child. */
static inline bool care_trait_is_with_children(uint16_t traits)
{
    const unsigned household = care_trait(traits, CARE_TRAIT_HOUSEHOLD);
    return household == CARE_WITH_CHILDREN || household == CARE_THREE_GENERATIONS;
}

extern const struct care_column_part care_traits_parts[CARE_N_TRAITS];

#endif
