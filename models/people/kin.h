/** @file  Who can help a person of 60 and over: the partner who does not live in a home, and children near by. */
#ifndef CARE_MODELS_PEOPLE_KIN_H
#define CARE_MODELS_PEOPLE_KIN_H

#include "models/people.h"
#include "models/people/need.h"
#include "models/people/traits.h"

/** Partners lie anywhere in memory: asks for what care_kin_helpers() will read of a row's. */
static inline void care_kin_fetch(const struct care_people *people, uint32_t row)
{
    const uint32_t partner = people->partner[row];
    if (partner != CARE_NO_ROW) {
        __builtin_prefetch(&people->level[partner]);
        __builtin_prefetch(&people->care[partner]);
    }
}

static inline bool care_kin_is_in_home(const struct care_people *people, uint32_t row)
{
    return care_is_in_home(people->care[row]);
}

/** @param people  of the whole table; rows of it */
static inline struct care_helpers care_kin_helpers(const struct care_people *people, const struct care_table *table,
                                                   int year, uint32_t row)
{
    const uint32_t partner = people->partner[row];
    const uint16_t traits = people->traits[row];
    const bool has_partner = partner != CARE_NO_ROW && !care_kin_is_in_home(people, partner);
    return (struct care_helpers){
        .has_partner = has_partner,
        .partner_age_years = has_partner ? year - care_table_cohorts(table)[partner / CARE_TABLE_LINE_ROWS] : 0,
        .partner_level = has_partner ? people->level[partner] : 0,
        .is_with_children = care_trait_is_with_children(traits),
        .n_children_near = care_trait(traits, CARE_TRAIT_CHILDREN),
    };
}

#endif
