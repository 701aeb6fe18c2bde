/** @file  The packs of districts say what is theirs and nothing else: every parameter and every row of the other districts is
 *  that of the city's baseline. */
#include "models/city.h"
#include "models/people/groups_definitions.h"
#include "tests/models/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { DONGLI = 120110, NINGHE = 120117 };

struct fixture {
    struct care_trial_city city, district;
};

static int setup(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    *state = &fixture;
    care_trial_read("tianjin/baseline.yaml", NULL, 0, &fixture.city);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_trial_close(&f->city);
    care_trial_close(&f->district);
    return 0;
}

static const void *member_of(const struct care_trial_city *trial, const struct care_section *section,
                             const struct care_field *field)
{
    return (const char *)care_scenario_section(trial->scenario, section->name) + field->offset;
}

/* ---- numbers ---- */

static void assert_same_lever(const struct fixture *f, const char *name, const struct care_lever *city,
                              const struct care_lever *district, int32_t own_code)
{
    const struct care_areas_parameters *areas = care_scenario_section(f->city.scenario, "areas");
    for (int row = 0; row < areas->table->n_rows; row++) {
        const int32_t code = (int32_t)care_sheet_int(areas->table, CARE_AREAS_CODE, row);
        for (int year = CARE_FIRST_YEAR; year <= CARE_LAST_YEAR && code != own_code; year++) {
            if (care_lever_at(city, code, year) != care_lever_at(district, code, year)) {
                fail_msg("%s differs in %d in %d", name, (int)code, year);
            }
        }
    }
}

static size_t size_of(enum care_field_kind kind)
{
    return kind == CARE_FIELD_BOOL     ? sizeof(bool)
           : kind == CARE_FIELD_REAL   ? sizeof(double)
           : kind == CARE_FIELD_SERIES ? sizeof(struct care_series)
                                       : sizeof(int);
}

/* ---- tables ---- */

static int column_named(const struct care_sheet *sheet, const char *name)
{
    for (int c = 0; c < sheet->spec->n_columns; c++) {
        if (strcmp(sheet->spec->columns[c].name, name) == 0) {
            return c;
        }
    }
    return -1;
}

/* The first row from @p row on that is not the district's own. */
static int next_of_others(const struct care_sheet *sheet, int row, int area, int32_t own_code)
{
    while (row < sheet->n_rows && area >= 0 && care_sheet_int(sheet, area, row) == own_code) {
        row++;
    }
    return row;
}

static void assert_same_row(const char *name, const struct care_sheet *a, int row_a, const struct care_sheet *b,
                            int row_b)
{
    for (int c = 0; c < a->spec->n_columns; c++) {
        const bool is_text = a->spec->columns[c].kind == CARE_SHEET_TEXT;
        if (is_text ? strcmp(a->text[c][row_a], b->text[c][row_b]) != 0 : a->number[c][row_a] != b->number[c][row_b]) {
            fail_msg("%s: column %s of %s:%d differs from %s:%d", name, a->spec->columns[c].name,
                     care_sheet_origin(a, row_a), a->line[row_a], care_sheet_origin(b, row_b), b->line[row_b]);
        }
    }
}

/* Rows of all others are the same, in the same order; a table the city has not holds own rows only. */
static void assert_same_table(const char *name, const struct care_sheet *city, const struct care_sheet *district,
                              int32_t own_code)
{
    if (district == NULL) {
        assert_null(city);
        return;
    }
    const int area = column_named(district, "area");
    int a = 0, b = next_of_others(district, 0, area, own_code);
    for (a = city != NULL ? next_of_others(city, 0, area, own_code) : 0; city != NULL && a < city->n_rows;
         a = next_of_others(city, a + 1, area, own_code)) {
        assert_true(b < district->n_rows);
        assert_same_row(name, city, a, district, b);
        b = next_of_others(district, b + 1, area, own_code);
    }
    assert_int_equal(b, district->n_rows);
}

static void assert_same_field(const struct fixture *f, const struct care_section *section,
                              const struct care_field *field, int32_t own_code)
{
    const void *city = member_of(&f->city, section, field), *district = member_of(&f->district, section, field);
    if (field->kind == CARE_FIELD_LEVER) {
        assert_same_lever(f, field->name, city, district, own_code);
    } else if (field->kind == CARE_FIELD_SHEET) {
        assert_same_table(field->name, *(const struct care_sheet *const *)city,
                          *(const struct care_sheet *const *)district, own_code);
    } else if (field->kind != CARE_FIELD_TEXT && memcmp(city, district, size_of(field->kind)) != 0) {
        fail_msg("%s.%s differs", section->name, field->name);
    }
}

/* Of all sections but the scorecard, which is the district's. */
static void assert_only_its_own(struct fixture *f, const char *file, int32_t own_code)
{
    care_trial_read(file, NULL, 0, &f->district);
    for (int s = 0; s < care_city_n_sections; s++) {
        const struct care_section *section = care_city_sections[s];
        for (int i = 0; i < section->n_fields && strcmp(section->name, "scorecard") != 0; i++) {
            assert_same_field(f, section, &section->fields[i], own_code);
        }
    }
}

static void dongli_sets_nothing_but_its_own(void **state)
{
    assert_only_its_own(*state, "dongli/baseline.yaml", DONGLI);
}

static void ninghe_sets_nothing_but_its_own(void **state)
{
    assert_only_its_own(*state, "ninghe/baseline.yaml", NINGHE);
}

static void the_plans_of_districts_set_nothing_but_their_own(void **state)
{
    struct fixture *f = *state;
    static const char *const dongli[] = {"dongli/plan-2025.yaml", "dongli/childcare-first.yaml",
                                         "dongli/home-first.yaml"};
    static const char *const ninghe[] = {"ninghe/plan-2025.yaml", "ninghe/list-plus.yaml", "ninghe/meals-all.yaml",
                                         "ninghe/visits-weekly.yaml"};
    for (size_t i = 0; i < sizeof dongli / sizeof dongli[0]; i++) {
        assert_only_its_own(f, dongli[i], DONGLI);
        care_trial_close(&f->district);
    }
    for (size_t i = 0; i < sizeof ninghe / sizeof ninghe[0]; i++) {
        assert_only_its_own(f, ninghe[i], NINGHE);
        care_trial_close(&f->district);
    }
}

/* ---- readings ---- */

static const struct care_groups_definition *definition_of(const struct fixture *f, int32_t code,
                                                          struct care_groups_definitions *definitions)
{
    struct care_areas *areas = NULL;
    const struct care_areas_parameters *table = care_scenario_section(f->district.scenario, "areas");
    assert_int_equal(care_areas_create(table->table, f->district.list, &areas), CARE_OK);
    assert_int_equal(care_groups_definitions_create(care_scenario_section(f->district.scenario, "groups"), areas,
                                                    f->district.list, definitions),
                     CARE_OK);
    const int district = areas->area[care_areas_find(areas, code)].district;
    care_areas_free(areas);
    return &definitions->of_district[district];
}

/* Flags, then level and age: apart, for what lies between them in memory. */
static void assert_same_union(const struct care_groups_union *a, const struct care_groups_union *b)
{
    assert_memory_equal(a, b, offsetof(struct care_groups_union, veteran) + sizeof a->veteran);
    assert_int_equal(a->disabled_from_level, b->disabled_from_level);
    assert_int_equal(a->oldest_from_age, b->oldest_from_age);
}

/* DL-065, DL-066: 失能、重残、留守、空巢、计划生育特殊家庭, nobody need be poor; bottom-line groups first. */
static void dongli_defines_special_difficulty_by_five_groups(void **state)
{
    struct fixture *f = *state;
    struct care_groups_definitions definitions;
    care_trial_read("dongli/baseline.yaml", NULL, 0, &f->district);
    const struct care_groups_definition *own = definition_of(f, DONGLI, &definitions);
    const struct care_groups_union special = {.empty_nest = true,
                                              .left_behind = true,
                                              .certificate_severe = true,
                                              .bereaved = true,
                                              .disabled_from_level = 1,
                                              .oldest_from_age = CARE_GROUPS_NO_AGE};
    const struct care_groups_union priority = {.destitute = true,
                                               .low_income = true,
                                               .disabled_from_level = CARE_N_LEVELS,
                                               .oldest_from_age = CARE_GROUPS_NO_AGE};
    assert_same_union(&own->special, &special);
    assert_true(own->has_own_priority);
    assert_same_union(&own->priority, &priority);
    care_groups_definitions_free(&definitions);
}

/* NH-006: 孤寡、留守、空巢、独居、失能、重残、计划生育特殊家庭. NH-024: hard-pressed ones, special families, kin of soldiers. */
static void ninghe_defines_special_difficulty_by_seven_groups_and_priority_apart(void **state)
{
    struct fixture *f = *state;
    struct care_groups_definitions definitions;
    care_trial_read("ninghe/baseline.yaml", NULL, 0, &f->district);
    const struct care_groups_definition *own = definition_of(f, NINGHE, &definitions);
    const struct care_groups_union special = {.empty_nest = true,
                                              .alone = true,
                                              .left_behind = true,
                                              .kinless = true,
                                              .certificate_severe = true,
                                              .bereaved = true,
                                              .disabled_from_level = 1,
                                              .oldest_from_age = CARE_GROUPS_NO_AGE};
    const struct care_groups_union priority = {.only_poor = true,
                                               .empty_nest = true,
                                               .left_behind = true,
                                               .kinless = true,
                                               .certificate_severe = true,
                                               .certificate_other = true,
                                               .bereaved = true,
                                               .veteran = true,
                                               .disabled_from_level = 1,
                                               .oldest_from_age = 80};
    assert_same_union(&own->special, &special);
    assert_same_union(&own->priority, &priority);
    assert_true(definitions.of_district[0].special.only_poor); /* Heping's are the city's */
    assert_false(definitions.of_district[0].has_own_priority);
    care_groups_definitions_free(&definitions);
}

int main(void)
{
#define DISTRICT_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        DISTRICT_TEST(dongli_sets_nothing_but_its_own),
        DISTRICT_TEST(ninghe_sets_nothing_but_its_own),
        DISTRICT_TEST(the_plans_of_districts_set_nothing_but_their_own),
        DISTRICT_TEST(dongli_defines_special_difficulty_by_five_groups),
        DISTRICT_TEST(ninghe_defines_special_difficulty_by_seven_groups_and_priority_apart),
    };
    return cmocka_run_group_tests_name("districts", tests, NULL, NULL);
}
