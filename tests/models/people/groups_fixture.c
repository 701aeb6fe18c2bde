#include "tests/models/people/groups_fixture.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* code, parent, kind, (two names), longitude, latitude, (group) */
static const double area_rows[][CARE_N_AREAS_COLUMNS] = {
    {10, 0, CARE_AREA_CITY, 0, 0, 117, 39},
    {11, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39},
    {12, 10, CARE_AREA_DISTRICT, 0, 0, 118, 39},
    {13, 10, CARE_AREA_DISTRICT, 0, 0, 118, 40},
};

/* The rows are not in the order of the leaves. */
static const double share_rows[CARE_FIXTURE_N_LEAVES][CARE_N_GROUPS_COLUMNS] = {
    {12, 0.95, 0.55, 0.35, 0.010, 0.03, 0.02, 0.006, 0.025, 0.036, 0.019},
    {11, 0.85, 0, 0.72, 0.002, 0.01, 0.005, 0.011, 0.021, 0.031, 0.011},
    {13, 0.90, 0.4, 0.40, 0.005, 0.02, 0.01, 0.010, 0.020, 0.030, 0.020},
};
static const int row_of_leaf[CARE_FIXTURE_N_LEAVES] = {1, 0, 2};

double care_groups_fixture_share(int leaf, enum care_groups_column column)
{
    return share_rows[row_of_leaf[leaf]][column];
}

/* Every field at its default, as a scenario that names none has it; a member without a field would stay 0xff. */
static void set_defaults(struct care_groups_parameters *parameters)
{
    memset(parameters, 0xff, sizeof *parameters);
    for (int i = 0; i < care_groups_section.n_fields; i++) {
        const struct care_field *field = &care_groups_section.fields[i];
        void *member = (char *)parameters + field->offset;
        switch (field->kind) {
        case CARE_FIELD_REAL:
            assert_true(field->fallback >= field->min && field->fallback <= field->max);
            *(double *)member = field->fallback;
            break;
        case CARE_FIELD_CHOICE:
        case CARE_FIELD_INT:
            *(int *)member = (int)field->fallback;
            break;
        case CARE_FIELD_BOOL:
            *(bool *)member = field->fallback != 0;
            break;
        default:
            assert_int_equal(field->kind, CARE_FIELD_SHEET);
        }
    }
}

static void set_people(struct care_groups_fixture *f)
{
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int a = 0; a < CARE_FIXTURE_N_AGES; a++) {
            f->persons[CARE_FIXTURE_TOWN][sex][CARE_FIRST_CARE_AGE + a] = 4000 - 90 * a + 300 * sex;
            f->persons[CARE_FIXTURE_MIXED][sex][CARE_FIRST_CARE_AGE + a] = (2500 - 60 * a) * (a % 3 + 1);
            const double worse = 0.01 * (a + 3 * sex); /* evenly over the levels beyond the first */
            f->level_share[sex][a][0] = 1 - worse;
            for (int level = 1; level < CARE_N_LEVELS; level++) {
                f->level_share[sex][a][level] = worse / 4;
            }
        }
    }
}

int care_groups_fixture_setup(void **state)
{
    static struct care_groups_fixture fixture;
    struct care_groups_fixture *f = &fixture;
    *f = (struct care_groups_fixture){0};
    *state = f;
    set_defaults(&f->parameters);
    set_people(f);
    f->parameters.shares = care_handmade_sheet(&care_groups_sheet, &share_rows[0][0], CARE_FIXTURE_N_LEAVES);
    f->area_sheet = care_handmade_sheet(&care_areas_sheet, &area_rows[0][0], sizeof area_rows / sizeof area_rows[0]);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    return care_areas_create(f->area_sheet, f->list, &f->areas);
}

int care_groups_fixture_teardown(void **state)
{
    struct care_groups_fixture *f = *state;
    care_groups_rates_free(&f->rates);
    care_areas_free(f->areas);
    care_handmade_free(f->area_sheet);
    care_handmade_free(f->parameters.shares);
    care_diagnostics_free(f->list);
    return 0;
}

int care_groups_fixture_try(struct care_groups_fixture *f)
{
    return care_groups_rates_create(&f->parameters, f->areas, (const int32_t(*)[CARE_N_SEXES][CARE_N_AGES])f->persons,
                                    (const double(*)[CARE_FIXTURE_N_AGES][CARE_N_LEVELS])f->level_share, f->list,
                                    &f->rates);
}

void care_groups_fixture_create(struct care_groups_fixture *f)
{
    assert_int_equal(care_groups_fixture_try(f), CARE_OK);
    assert_int_equal(care_diagnostics_n(f->list), 0);
}
