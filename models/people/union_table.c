#include "models/people/union_table.h"

void care_union_table_fill(const struct care_groups_union *special, uint8_t *out)
{
    struct care_groups_union of_traits = *special, of_level = *special, of_age = *special;
    of_traits.disabled_from_level = of_age.disabled_from_level = CARE_N_LEVELS;
    of_traits.oldest_from_age = of_level.oldest_from_age = CARE_GROUPS_NO_AGE;
    of_level.disabled_from_level = 0;
    of_age.oldest_from_age = CARE_FIRST_CARE_AGE;
    for (int i = 0; i < CARE_N_UNION_VALUES; i++) {
        const uint16_t traits = (uint16_t)(i % CARE_N_TRAIT_VALUES);
        const struct care_groups_person person = {.age_years = CARE_FIRST_CARE_AGE,
                                                  .has_partner = i / CARE_N_TRAIT_VALUES >= 2,
                                                  .was_married = i / CARE_N_TRAIT_VALUES % 2 == 1};
        out[i] = (uint8_t)((care_groups_is_left_behind(traits, &person) ? CARE_UNION_LEFT_BEHIND : 0) |
                           (care_groups_is_alone(traits, &person) ? CARE_UNION_ALONE : 0) |
                           (care_groups_is_in_union(&of_traits, traits, &person) ? CARE_UNION_SPECIAL : 0) |
                           (care_groups_is_in_union(&of_level, traits, &person) ? CARE_UNION_SPECIAL_IF_DISABLED : 0) |
                           (care_groups_is_in_union(&of_age, traits, &person) ? CARE_UNION_SPECIAL_IF_OLDEST : 0));
    }
}
