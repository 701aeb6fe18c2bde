/** @file  Unions of groups by hand, each counting a person once; and the bits that groups are packed in. */
#include "models/people/groups.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static uint16_t traits_of(unsigned children, unsigned household, unsigned rural)
{
    const uint16_t traits = care_trait_with(0, CARE_TRAIT_CHILDREN, children);
    return care_trait_with(care_trait_with(traits, CARE_TRAIT_HOUSEHOLD, household), CARE_TRAIT_RURAL, rural);
}

static void empty_nests_and_people_alone_live_with_nobody_but_a_partner(void **state)
{
    (void)state;
    const struct care_groups_person single = {.age_years = 70}, couple = {.age_years = 70, .has_partner = true},
                                    resident = {.age_years = 70, .is_in_home = true};
    for (unsigned household = 0; household < CARE_N_HOUSEHOLDS; household++) {
        const uint16_t traits = traits_of(1, household, 0);
        const bool by_oneself = household == CARE_BY_ONESELF;
        assert_int_equal(care_groups_is_empty_nest(traits, &single), by_oneself);
        assert_int_equal(care_groups_is_empty_nest(traits, &couple), by_oneself);
        assert_int_equal(care_groups_is_alone(traits, &single), by_oneself);
        assert_false(care_groups_is_alone(traits, &couple));
        assert_false(care_groups_is_empty_nest(traits, &resident));
        assert_false(care_groups_is_alone(traits, &resident));
    }
}

static void the_left_behind_are_villagers_whose_children_are_away(void **state)
{
    (void)state;
    struct care_groups_person person = {.age_years = 70, .has_partner = true, .was_married = true};
    assert_true(care_groups_is_left_behind(traits_of(0, CARE_BY_ONESELF, 1), &person));
    assert_true(care_groups_is_left_behind(traits_of(0, CARE_WITH_ELDERS, 1), &person));
    assert_false(care_groups_is_left_behind(traits_of(0, CARE_BY_ONESELF, 0), &person));
    assert_false(care_groups_is_left_behind(traits_of(1, CARE_BY_ONESELF, 1), &person));
    assert_false(care_groups_is_left_behind(traits_of(0, CARE_WITH_CHILDREN, 1), &person));
    person.was_married = false;
    assert_false(care_groups_is_left_behind(traits_of(0, CARE_BY_ONESELF, 1), &person));
    person = (struct care_groups_person){.age_years = 70, .was_married = true, .is_in_home = true};
    assert_false(care_groups_is_left_behind(traits_of(0, CARE_BY_ONESELF, 1), &person));
}

static void the_kinless_have_neither_partner_nor_child_near_by(void **state)
{
    (void)state;
    struct care_groups_person person = {.age_years = 70};
    assert_true(care_groups_is_kinless(traits_of(0, CARE_BY_ONESELF, 0), &person));
    assert_false(care_groups_is_kinless(traits_of(1, CARE_BY_ONESELF, 0), &person));
    person.is_in_home = true;
    assert_false(care_groups_is_kinless(traits_of(0, CARE_BY_ONESELF, 0), &person));
    person = (struct care_groups_person){.age_years = 70, .has_partner = true};
    assert_false(care_groups_is_kinless(traits_of(0, CARE_BY_ONESELF, 0), &person));
}

static const struct care_groups_union nothing = {.disabled_from_level = 5, .oldest_from_age = 150};

static void each_listed_group_is_enough_and_no_other_counts(void **state)
{
    (void)state;
    const struct care_groups_person couple = {.age_years = 70, .has_partner = true, .was_married = true};
    const struct care_groups_person single = {.age_years = 70, .was_married = true};
    const uint16_t home = traits_of(1, CARE_WITH_CHILDREN, 1);
    struct {
        struct care_groups_union listed;
        uint16_t traits;
        struct care_groups_person person;
    } cases[] = {
        {nothing, care_trait_with(home, CARE_TRAIT_RELIEF, CARE_DESTITUTE), couple},
        {nothing, care_trait_with(home, CARE_TRAIT_RELIEF, CARE_LOW_INCOME), couple},
        {nothing, care_trait_with(home, CARE_TRAIT_RELIEF, CARE_NEAR_POOR), couple},
        {nothing, traits_of(1, CARE_BY_ONESELF, 1), couple},
        {nothing, traits_of(1, CARE_BY_ONESELF, 1), single},
        {nothing, traits_of(0, CARE_WITH_ELDERS, 1), couple},
        {nothing, traits_of(0, CARE_WITH_ELDERS, 0), single},
        {nothing, care_trait_with(home, CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_SEVERE), couple},
        {nothing, care_trait_with(home, CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_OTHER), couple},
        {nothing, care_trait_with(home, CARE_TRAIT_BEREAVED, 1), couple},
        {nothing, care_trait_with(home, CARE_TRAIT_VETERAN, 1), couple},
    };
    bool *const lists[] = {&cases[0].listed.destitute,
                           &cases[1].listed.low_income,
                           &cases[2].listed.near_poor,
                           &cases[3].listed.empty_nest,
                           &cases[4].listed.alone,
                           &cases[5].listed.left_behind,
                           &cases[6].listed.kinless,
                           &cases[7].listed.certificate_severe,
                           &cases[8].listed.certificate_other,
                           &cases[9].listed.bereaved,
                           &cases[10].listed.veteran};
    for (int i = 0; i < 11; i++) {
        assert_false(care_groups_is_in_union(&cases[i].listed, cases[i].traits, &cases[i].person));
        *lists[i] = true;
        assert_true(care_groups_is_in_union(&cases[i].listed, cases[i].traits, &cases[i].person));
        assert_false(care_groups_is_in_union(&cases[i].listed, home, &couple));
        cases[i].person.is_in_home = true;
        assert_false(care_groups_is_in_union(&cases[i].listed, cases[i].traits, &cases[i].person));
    }
}

static void disability_counts_from_the_level_that_is_named(void **state)
{
    (void)state;
    const struct care_field *field = care_groups_section.fields;
    while (strcmp(field->name, "special.disabled_from_level") != 0) {
        field++;
    }
    static const char *const names[] = {"none", "mild", "moderate", "severe", "total", "none_counts"};
    struct care_groups_union listed = nothing;
    for (int from = 0; from < 6; from++) {
        assert_string_equal(field->choices[from], names[from]);
        listed.disabled_from_level = from;
        for (unsigned level = 0; level < CARE_N_LEVELS; level++) {
            const struct care_groups_person person = {.age_years = 70, .level = level};
            const bool counts = (int)level >= from;
            assert_int_equal(care_groups_is_in_union(&listed, traits_of(1, CARE_WITH_CHILDREN, 0), &person), counts);
        }
    }
    assert_null(field->choices[6]);
}

static void age_counts_from_the_age_that_is_named(void **state)
{
    (void)state;
    struct care_groups_union listed = nothing;
    listed.oldest_from_age = 80;
    struct care_groups_person person = {.age_years = 79};
    assert_false(care_groups_is_in_union(&listed, traits_of(1, CARE_WITH_CHILDREN, 0), &person));
    person.age_years = 80;
    assert_true(care_groups_is_in_union(&listed, traits_of(1, CARE_WITH_CHILDREN, 0), &person));
    person.is_in_home = true;
    assert_false(care_groups_is_in_union(&listed, traits_of(1, CARE_WITH_CHILDREN, 0), &person));
}

static void who_is_in_several_groups_is_counted_once(void **state)
{
    (void)state;
    struct care_groups_union listed = nothing, only_poor = nothing, only_alone = nothing;
    listed.low_income = listed.alone = only_poor.low_income = only_alone.alone = true;
    const struct care_groups_person person = {.age_years = 70};
    int n_union = 0, n_poor = 0, n_alone = 0, n_both = 0;
    for (unsigned traits = 0; traits <= UINT16_MAX; traits++) {
        const bool poor = care_groups_is_in_union(&only_poor, (uint16_t)traits, &person);
        const bool alone = care_groups_is_in_union(&only_alone, (uint16_t)traits, &person);
        n_union += care_groups_is_in_union(&listed, (uint16_t)traits, &person);
        n_poor += poor;
        n_alone += alone;
        n_both += poor && alone;
    }
    assert_int_equal(n_poor, 65536 / 4);  /* one of four codes of relief */
    assert_int_equal(n_alone, 65536 / 8); /* one of eight codes of households */
    assert_int_equal(n_both, 65536 / 32);
    assert_int_equal(n_union, n_poor + n_alone - n_both);
}

static void the_traits_are_described_as_they_are_packed(void **state)
{
    (void)state;
    unsigned used = 0;
    for (int i = 0; i < CARE_N_TRAITS; i++) {
        const struct care_column_part *part = &care_traits_parts[i];
        const unsigned mask = (1u << part->n_bits) - 1;
        assert_int_equal(part->shift, care_trait_place[i].shift);
        assert_int_equal(part->n_bits, care_trait_place[i].n_bits);
        assert_true(part->max >= 1 && part->max <= mask);
        assert_int_equal(used & mask << part->shift, 0);
        used |= mask << part->shift;
        assert_int_equal(care_trait(care_trait_with(0, (enum care_trait)i, (unsigned)part->max), (enum care_trait)i),
                         (int)part->max);
        assert_int_equal(part->source[0], '#');
    }
    assert_int_equal(used, 0xffff);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_nests_and_people_alone_live_with_nobody_but_a_partner),
        cmocka_unit_test(the_left_behind_are_villagers_whose_children_are_away),
        cmocka_unit_test(the_kinless_have_neither_partner_nor_child_near_by),
        cmocka_unit_test(each_listed_group_is_enough_and_no_other_counts),
        cmocka_unit_test(disability_counts_from_the_level_that_is_named),
        cmocka_unit_test(age_counts_from_the_age_that_is_named),
        cmocka_unit_test(who_is_in_several_groups_is_counted_once),
        cmocka_unit_test(the_traits_are_described_as_they_are_packed),
    };
    return cmocka_run_group_tests_name("unions", tests, NULL, NULL);
}
