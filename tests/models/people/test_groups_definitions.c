/** @file  A district's own definition of special difficulty and of priority, else the city's; dementia inside disability or
 *  apart from it. */
#include "models/people/groups_definitions.h"

#include "models/people/union_table.h"
#include "tests/models/people/groups_fixture.h"
#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Codes and districts of the fixture. */
enum { FIRST = 11, SECOND = 12, THIRD = 13, N_DISTRICTS = 3 };
static const struct care_groups_union nobody = {.disabled_from_level = CARE_N_LEVELS,
                                                .oldest_from_age = CARE_GROUPS_NO_AGE};

/* A row in which nothing counts. */
struct row {
    double cell[CARE_N_DEFINITIONS_COLUMNS];
};
static struct row row_of(int area, enum care_groups_use use)
{
    struct row row = {.cell = {[CARE_DEFINITIONS_AREA] = area,
                               [CARE_DEFINITIONS_USE] = use,
                               [CARE_DEFINITIONS_DISABLED_FROM_LEVEL] = CARE_N_LEVELS,
                               [CARE_DEFINITIONS_OLDEST_FROM_AGE] = CARE_GROUPS_NO_AGE}};
    return row;
}

/* @param rows  [n] laid on the fixture's parameters; n = 0: no table at all */
static int define(struct care_groups_fixture *f, const struct row *rows, int n, struct care_groups_definitions *out)
{
    f->parameters.definitions = n > 0 ? care_handmade_sheet(&care_groups_definitions_sheet, rows[0].cell, n) : NULL;
    const int status = care_groups_definitions_create(&f->parameters, f->areas, f->list, out);
    if (n > 0) {
        care_handmade_free(f->parameters.definitions);
    }
    return status;
}

static void without_a_table_every_district_has_the_citys_definition(void **state)
{
    struct care_groups_fixture *f = *state;
    struct care_groups_definitions definitions;
    f->parameters.special = nobody;
    f->parameters.special.low_income = true;
    assert_int_equal(define(f, NULL, 0, &definitions), CARE_OK);
    for (int d = 0; d < N_DISTRICTS; d++) {
        assert_true(definitions.of_district[d].special.low_income);
        assert_false(definitions.of_district[d].has_own_priority);
        assert_ptr_equal(definitions.of_district[d].table, definitions.tables);
    }
    care_groups_definitions_free(&definitions);
}

static void a_row_replaces_the_citys_definition_for_its_district_and_use_alone(void **state)
{
    struct care_groups_fixture *f = *state;
    struct care_groups_definitions definitions;
    struct row rows[] = {row_of(SECOND, CARE_USE_SPECIAL), row_of(THIRD, CARE_USE_PRIORITY)};
    rows[0].cell[CARE_DEFINITIONS_EMPTY_NEST] = rows[1].cell[CARE_DEFINITIONS_VETERAN] = 1;
    f->parameters.special = nobody;
    f->parameters.special.low_income = true;
    assert_int_equal(define(f, rows, 2, &definitions), CARE_OK);
    const struct care_groups_definition *of = definitions.of_district;
    assert_true(of[0].special.low_income && of[2].special.low_income);
    assert_true(of[1].special.empty_nest && !of[1].special.low_income);
    assert_false(of[0].has_own_priority || of[1].has_own_priority);
    assert_true(of[2].has_own_priority && of[2].priority.veteran && !of[2].priority.low_income);
    care_groups_definitions_free(&definitions);
}

/* Flags, then level and age: apart, for what lies between them in memory. */
static void assert_same_union(const struct care_groups_union *a, const struct care_groups_union *b)
{
    assert_memory_equal(a, b, offsetof(struct care_groups_union, veteran) + sizeof a->veteran);
    assert_int_equal(a->disabled_from_level, b->disabled_from_level);
    assert_int_equal(a->oldest_from_age, b->oldest_from_age);
}

/* Each flag of a row, and no other, sets the member of its name. */
static void every_column_of_a_row_is_read(void **state)
{
    struct care_groups_fixture *f = *state;
    struct care_groups_union expected[] = {nobody, nobody, nobody, nobody, nobody, nobody, nobody,
                                           nobody, nobody, nobody, nobody, nobody, nobody};
    bool *const members[] = {
        &expected[0].destitute,
        &expected[1].low_income,
        &expected[2].near_poor,
        &expected[3].bereaved,
        &expected[4].veteran,
        &expected[5].only_poor,
        &expected[6].empty_nest,
        &expected[7].alone,
        &expected[8].left_behind,
        &expected[9].kinless,
        &expected[10].certificate_severe,
        &expected[11].certificate_other,
        &expected[12].late_dementia,
    };
    for (int i = 0; i < 13; i++) {
        struct care_groups_definitions definitions;
        struct row row = row_of(FIRST, CARE_USE_SPECIAL);
        row.cell[CARE_DEFINITIONS_DESTITUTE + i] = 1;
        *members[i] = true;
        assert_int_equal(define(f, &row, 1, &definitions), CARE_OK);
        assert_same_union(&definitions.of_district[0].special, &expected[i]);
        care_groups_definitions_free(&definitions);
    }
}

static void levels_and_ages_are_those_of_the_row(void **state)
{
    struct care_groups_fixture *f = *state;
    struct care_groups_definitions definitions;
    struct row row = row_of(FIRST, CARE_USE_SPECIAL);
    row.cell[CARE_DEFINITIONS_DISABLED_FROM_LEVEL] = 3;
    row.cell[CARE_DEFINITIONS_OLDEST_FROM_AGE] = 85;
    assert_int_equal(define(f, &row, 1, &definitions), CARE_OK);
    assert_int_equal(definitions.of_district[0].special.disabled_from_level, 3);
    assert_int_equal(definitions.of_district[0].special.oldest_from_age, 85);
    care_groups_definitions_free(&definitions);
}

/* The city counts people alone, the first district the bereaved: a person who is only alone is in the one table and not in
 * the other. */
static void each_definition_has_a_table_of_its_own(void **state)
{
    struct care_groups_fixture *f = *state;
    struct care_groups_definitions definitions;
    struct row row = row_of(FIRST, CARE_USE_SPECIAL);
    row.cell[CARE_DEFINITIONS_BEREAVED] = 1;
    f->parameters.special = nobody;
    f->parameters.special.alone = true;
    assert_int_equal(define(f, &row, 1, &definitions), CARE_OK);
    const uint16_t alone = care_trait_with(0, CARE_TRAIT_HOUSEHOLD, CARE_BY_ONESELF);
    const uint16_t bereaved =
        care_trait_with(care_trait_with(0, CARE_TRAIT_BEREAVED, 1), CARE_TRAIT_HOUSEHOLD, CARE_WITH_CHILDREN);
    const struct care_groups_definition *of = definitions.of_district;
    assert_int_equal(of[0].table[care_union_table_index(false, true, alone)] & CARE_UNION_SPECIAL, 0);
    assert_int_equal(of[0].table[care_union_table_index(false, true, bereaved)] & CARE_UNION_SPECIAL,
                     CARE_UNION_SPECIAL);
    assert_int_equal(of[1].table[care_union_table_index(false, true, alone)] & CARE_UNION_SPECIAL, CARE_UNION_SPECIAL);
    assert_int_equal(of[1].table[care_union_table_index(false, true, bereaved)] & CARE_UNION_SPECIAL, 0);
    care_groups_definitions_free(&definitions);
}

static void a_row_of_no_district_is_refused(void **state)
{
    struct care_groups_fixture *f = *state;
    struct care_groups_definitions definitions;
    const struct row row = row_of(10, CARE_USE_SPECIAL);
    assert_int_equal(define(f, &row, 1, &definitions), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_string_equal(care_diagnostics_at(f->list, 0)->place.key, "area");
    assert_null(definitions.of_district);
}

/* Disability from severe on. Level mild with late dementia: disabled only where dementia is a group of its own. */
static void dementia_counts_by_itself_only_where_the_definition_says_so(void **state)
{
    (void)state;
    for (int is_apart = 0; is_apart < 2; is_apart++) {
        struct care_groups_union listed = nobody;
        listed.disabled_from_level = 3;
        listed.late_dementia = is_apart == 1;
        const struct care_groups_person demented = {.age_years = 70, .level = 1, .has_late_dementia = true};
        const struct care_groups_person severe = {.age_years = 70, .level = 3};
        const struct care_groups_person neither = {.age_years = 70, .level = 2};
        assert_int_equal(care_groups_is_in_union(&listed, 0, &demented), is_apart);
        assert_true(care_groups_is_in_union(&listed, 0, &severe));
        assert_false(care_groups_is_in_union(&listed, 0, &neither));
        const struct care_union_bits bits = care_union_table_bits(&listed, 70);
        assert_int_equal(bits.of[1][1] & CARE_UNION_SPECIAL_IF_DISABLED, is_apart * CARE_UNION_SPECIAL_IF_DISABLED);
        assert_int_equal(bits.of[0][1] & CARE_UNION_SPECIAL_IF_DISABLED, 0);
        assert_int_equal(bits.of[0][3] & CARE_UNION_SPECIAL_IF_DISABLED, CARE_UNION_SPECIAL_IF_DISABLED);
    }
}

int main(void)
{
#define DEFINED(name) cmocka_unit_test_setup_teardown(name, care_groups_fixture_setup, care_groups_fixture_teardown)
    const struct CMUnitTest tests[] = {
        DEFINED(without_a_table_every_district_has_the_citys_definition),
        DEFINED(a_row_replaces_the_citys_definition_for_its_district_and_use_alone),
        DEFINED(every_column_of_a_row_is_read),
        DEFINED(levels_and_ages_are_those_of_the_row),
        DEFINED(each_definition_has_a_table_of_its_own),
        DEFINED(a_row_of_no_district_is_refused),
        cmocka_unit_test(dementia_counts_by_itself_only_where_the_definition_says_so),
    };
    return cmocka_run_group_tests_name("definitions of groups", tests, NULL, NULL);
}
