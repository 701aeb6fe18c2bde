/** @file  Need, what the family gives and the gap, by hand. */
#include "models/people/need.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { YEAR = 2030 };

struct fixture {
    struct care_need_parameters need;
    struct care_family_parameters family;
};

static struct care_lever level_lever(double value)
{
    struct care_lever lever = {.n_rules = 0};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        lever.city.value[y] = value;
    }
    return lever;
}

/* Every field of a section at its default, as a scenario that names none has it. */
static void fill_defaults(const struct care_section *section, void *out)
{
    for (int i = 0; i < section->n_fields; i++) {
        const struct care_field *field = &section->fields[i];
        void *member = (char *)out + field->offset;
        if (field->kind == CARE_FIELD_LEVER) {
            *(struct care_lever *)member = level_lever(field->fallback);
        } else {
            assert_int_equal(field->kind, CARE_FIELD_REAL);
            *(double *)member = field->fallback;
        }
    }
}

static int setup(void **state)
{
    static struct fixture fixture;
    memset(&fixture, 0xff, sizeof fixture); /* NaN: a member without a field shows */
    fill_defaults(&care_need_section, &fixture.need);
    fill_defaults(&care_need_family_section, &fixture.family);
    *state = &fixture;
    return 0;
}

static struct care_need_tables tables_of(const struct fixture *f)
{
    return care_need_tables_of(&f->need, &f->family, CARE_NO_DISTRICT, YEAR);
}

/* A partner only, unless nobody. */
static int family_of_partner(const struct care_need_tables *tables, int age, unsigned level)
{
    return care_need_family(tables, &(struct care_helpers){true, age, level, false, 0});
}

static void kinds_of_need_follow_level_and_stage_and_add_up(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    const int16_t expected[CARE_N_NEED_KINDS] = {70, 210, 20, 140}; /* severe, moderate dementia */
    assert_memory_equal(tables.need[3][CARE_DEMENTIA_MODERATE], expected, sizeof expected);
    assert_int_equal(tables.need_all[3][CARE_DEMENTIA_MODERATE], 440);
    assert_int_equal(tables.need_all[0][CARE_NO_DEMENTIA], 0);
    assert_int_equal(tables.need_all[0][CARE_DEMENTIA_MILD], 40);
    assert_int_equal(tables.need_all[1][CARE_NO_DEMENTIA], 70);
    assert_int_equal(tables.need_all[4][CARE_NO_DEMENTIA], 390);
    assert_int_equal(tables.need_all[4][CARE_DEMENTIA_SEVERE], 600);
}

static void need_never_falls_from_one_level_or_stage_to_the_next(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        for (int stage = 0; stage < CARE_N_STAGES; stage++) {
            assert_true(level == 0 || tables.need_all[level][stage] > tables.need_all[level - 1][stage]);
            assert_true(stage == 0 || tables.need_all[level][stage] > tables.need_all[level][stage - 1]);
        }
    }
}

static void need_is_the_same_bytes_whatever_supports_families_and_in_every_year(void **state)
{
    const struct fixture *f = *state;
    struct care_family_parameters other = f->family;
    other.partner_hours = 40;
    other.resident_child_hours = 3;
    other.gap_large_share = 0.2;
    other.trained_share = level_lever(1);
    other.respite_days_per_year = level_lever(28);
    const struct care_need_tables here = tables_of(f);
    for (int year = CARE_FIRST_YEAR; year <= CARE_LAST_YEAR; year++) {
        const struct care_need_tables there = care_need_tables_of(&f->need, &other, CARE_NO_DISTRICT, year);
        assert_memory_equal(here.need, there.need, sizeof here.need);
        assert_memory_equal(here.need_all, there.need_all, sizeof here.need_all);
    }
}

static void hours_are_rounded_to_whole_tenths_and_their_sum_is_that_of_the_kinds(void **state)
{
    struct fixture *f = *state;
    f->need.household_hours[1] = 1.04;
    f->need.personal_hours[1] = 1.04;
    f->need.nursing_hours[1] = 0.26;
    const struct care_need_tables tables = tables_of(f);
    assert_int_equal(tables.need[1][CARE_NO_DEMENTIA][CARE_NEED_HOUSEHOLD], 10);
    assert_int_equal(tables.need[1][CARE_NO_DEMENTIA][CARE_NEED_NURSING], 3);
    assert_int_equal(tables.need_all[1][CARE_NO_DEMENTIA], 23); /* not 2.34 hours */
}

static void the_largest_hours_allowed_fit(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < care_need_section.n_fields; i++) {
        const struct care_field *field = &care_need_section.fields[i];
        *(double *)((char *)&f->need + field->offset) = field->max;
    }
    for (int i = 0; i < care_need_family_section.n_fields; i++) {
        const struct care_field *field = &care_need_family_section.fields[i];
        void *member = (char *)&f->family + field->offset;
        if (field->kind == CARE_FIELD_LEVER) {
            *(struct care_lever *)member = level_lever(field->max);
        } else {
            *(double *)member = field->max;
        }
    }
    const struct care_need_tables tables = tables_of(f);
    assert_int_equal(tables.need_all[4][CARE_DEMENTIA_SEVERE], 4 * 1680);
    assert_int_equal(tables.respite[4][CARE_DEMENTIA_SEVERE], 4 * 1680);
    assert_int_equal(tables.large_from[4][CARE_DEMENTIA_SEVERE], 4 * 1680);
    assert_int_equal(tables.partner[4][70], 3 * 1680);
    assert_int_equal(tables.children[1][3], 9 * 1680);
}

static void a_partner_gives_less_with_age_and_disability(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    assert_int_equal(family_of_partner(&tables, 55, 0), 280);
    assert_int_equal(family_of_partner(&tables, 70, 0), 280);
    assert_int_equal(family_of_partner(&tables, 71, 0), 269); /* 28 * 0.96 = 26.88 */
    assert_int_equal(family_of_partner(&tables, 80, 0), 168); /* 28 * 0.6 */
    assert_int_equal(family_of_partner(&tables, 80, 1), 101); /* 28 * 0.6 * 0.6 = 10.08 */
    assert_int_equal(family_of_partner(&tables, 65, 2), 56);  /* 28 * 0.2 */
    assert_int_equal(family_of_partner(&tables, 65, 3), 0);
    assert_int_equal(family_of_partner(&tables, 94, 0), 11); /* 28 * 0.04 */
    assert_int_equal(family_of_partner(&tables, 95, 0), 0);
    assert_int_equal(family_of_partner(&tables, 99, 0), 0); /* never below 0 */
    assert_int_equal(family_of_partner(&tables, 120, 0), 0);
}

static void a_partner_beyond_the_last_age_counts_as_one_of_the_last_age(void **state)
{
    struct fixture *f = *state;
    f->family.partner_fall_per_year = 0.01;
    const struct care_need_tables tables = tables_of(f);
    assert_int_equal(family_of_partner(&tables, CARE_N_AGES - 1, 0), 196);
    assert_int_equal(family_of_partner(&tables, 107, 0), 196);
}

static void the_resident_child_is_one_of_those_near_by(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    const int away[] = {0, 50, 100, 150, 150}, resident[] = {210, 210, 260, 310, 310}; /* by children near by, 0 to 4 */
    for (unsigned n = 0; n < 5; n++) {
        assert_int_equal(care_need_family(&tables, &(struct care_helpers){false, 0, 0, false, n}), away[n]);
        assert_int_equal(care_need_family(&tables, &(struct care_helpers){false, 0, 0, true, n}), resident[n]);
    }
}

static void partner_and_children_add_up(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    assert_int_equal(care_need_family(&tables, &(struct care_helpers){true, 80, 1, true, 3}), 101 + 210 + 2 * 50);
}

static void what_is_said_of_a_partner_who_is_not_there_does_not_count(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    assert_int_equal(care_need_family(&tables, &(struct care_helpers){false, 60, 0, false, 1}), 50);
}

static void training_adds_its_gain_for_the_share_who_are_trained(void **state)
{
    struct fixture *f = *state;
    f->family.trained_share = level_lever(0.4); /* 0.4 * 0.15: 6 % more */
    const struct care_need_tables tables = tables_of(f);
    assert_int_equal(family_of_partner(&tables, 60, 0), 297); /* 28 * 1.06 = 29.68 */
    assert_int_equal(tables.children[0][1], 53);
    assert_int_equal(tables.children[1][1], 223); /* 21 * 1.06 = 22.26 */
}

static void the_support_of_its_own_year_counts(void **state)
{
    struct fixture *f = *state;
    f->family.trained_share.city.value[YEAR - CARE_FIRST_YEAR] = 1;
    f->family.respite_days_per_year.city.value[YEAR - CARE_FIRST_YEAR] = 36.5;
    const struct care_need_tables before = care_need_tables_of(&f->need, &f->family, CARE_NO_DISTRICT, YEAR - 1),
                                  then = tables_of(f);
    assert_int_equal(before.children[1][1], 210);
    assert_int_equal(then.children[1][1], 242); /* 24.15, half to even */
    assert_int_equal(before.respite[4][CARE_NO_DEMENTIA], 0);
    assert_int_equal(then.respite[4][CARE_NO_DEMENTIA], 39);
}

static void support_in_one_district_is_not_support_in_others(void **state)
{
    enum { HERE = 120110, ELSEWHERE = 120101 };
    struct fixture *f = *state;
    const int32_t codes[] = {HERE};
    const struct care_lever_rule rules[] = {{codes, 1, false, YEAR, level_lever(36.5).city}};
    f->family.respite_days_per_year.rules = rules;
    f->family.respite_days_per_year.n_rules = 1;
    const struct care_need_tables here = care_need_tables_of(&f->need, &f->family, HERE, YEAR);
    const struct care_need_tables before = care_need_tables_of(&f->need, &f->family, HERE, YEAR - 1);
    const struct care_need_tables there = care_need_tables_of(&f->need, &f->family, ELSEWHERE, YEAR);
    assert_int_equal(here.respite[4][CARE_NO_DEMENTIA], 39);
    assert_int_equal(before.respite[4][CARE_NO_DEMENTIA], 0);
    assert_int_equal(there.respite[4][CARE_NO_DEMENTIA], 0);
}

static void the_gap_is_what_is_missing_and_never_below_0(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 0), 390);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 389), 1);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 390), 0);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 500), 0);
    assert_int_equal(care_need_gap(&tables, 4, CARE_DEMENTIA_SEVERE, 390), 210);
}

static void respite_covers_its_share_of_the_need_where_there_is_a_family_carer(void **state)
{
    struct fixture *f = *state;
    f->family.respite_days_per_year = level_lever(73); /* a fifth of the year: 7.8 of 39 hours */
    struct care_need_tables tables = tables_of(f);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 0), 390);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 100), 390 - 100 - 78);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 350), 0);
    f->family.respite_days_per_year = level_lever(365);
    tables = tables_of(f);
    assert_int_equal(care_need_gap(&tables, 4, CARE_NO_DEMENTIA, 1), 0);
}

static void a_gap_is_large_from_its_share_of_the_need_on(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    assert_int_equal(tables.large_from[4][CARE_NO_DEMENTIA], 195);
    assert_int_equal(care_need_gap_class(&tables, 4, CARE_NO_DEMENTIA, 390), CARE_GAP_NONE);
    assert_int_equal(care_need_gap_class(&tables, 4, CARE_NO_DEMENTIA, 389), CARE_GAP_SOME);
    assert_int_equal(care_need_gap_class(&tables, 4, CARE_NO_DEMENTIA, 196), CARE_GAP_SOME);
    assert_int_equal(care_need_gap_class(&tables, 4, CARE_NO_DEMENTIA, 195), CARE_GAP_LARGE);
    assert_int_equal(care_need_gap_class(&tables, 4, CARE_NO_DEMENTIA, 0), CARE_GAP_LARGE);
}

static void who_needs_nothing_has_no_gap(void **state)
{
    const struct care_need_tables tables = tables_of(*state);
    assert_int_equal(care_need_gap_class(&tables, 0, CARE_NO_DEMENTIA, 0), CARE_GAP_NONE);
}

static void a_limit_between_two_tenths_is_met_by_the_larger(void **state)
{
    struct fixture *f = *state;
    f->family.gap_large_share = 0.35; /* of 39 hours: 13.65 */
    struct care_need_tables tables = tables_of(f);
    assert_int_equal(tables.large_from[4][CARE_NO_DEMENTIA], 137);
    f->family.gap_large_share = 0.3; /* 11.7 hours, just: what doubles leave over does not make it 11.8 */
    tables = tables_of(f);
    assert_int_equal(tables.large_from[4][CARE_NO_DEMENTIA], 117);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(kinds_of_need_follow_level_and_stage_and_add_up, setup),
        cmocka_unit_test_setup(need_never_falls_from_one_level_or_stage_to_the_next, setup),
        cmocka_unit_test_setup(need_is_the_same_bytes_whatever_supports_families_and_in_every_year, setup),
        cmocka_unit_test_setup(hours_are_rounded_to_whole_tenths_and_their_sum_is_that_of_the_kinds, setup),
        cmocka_unit_test_setup(the_largest_hours_allowed_fit, setup),
        cmocka_unit_test_setup(a_partner_gives_less_with_age_and_disability, setup),
        cmocka_unit_test_setup(a_partner_beyond_the_last_age_counts_as_one_of_the_last_age, setup),
        cmocka_unit_test_setup(the_resident_child_is_one_of_those_near_by, setup),
        cmocka_unit_test_setup(partner_and_children_add_up, setup),
        cmocka_unit_test_setup(what_is_said_of_a_partner_who_is_not_there_does_not_count, setup),
        cmocka_unit_test_setup(training_adds_its_gain_for_the_share_who_are_trained, setup),
        cmocka_unit_test_setup(the_support_of_its_own_year_counts, setup),
        cmocka_unit_test_setup(support_in_one_district_is_not_support_in_others, setup),
        cmocka_unit_test_setup(the_gap_is_what_is_missing_and_never_below_0, setup),
        cmocka_unit_test_setup(respite_covers_its_share_of_the_need_where_there_is_a_family_carer, setup),
        cmocka_unit_test_setup(a_gap_is_large_from_its_share_of_the_need_on, setup),
        cmocka_unit_test_setup(who_needs_nothing_has_no_gap, setup),
        cmocka_unit_test_setup(a_limit_between_two_tenths_is_met_by_the_larger, setup),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
