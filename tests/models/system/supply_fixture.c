#include "tests/models/system/supply_fixture.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* code, parent, kind, (two names), longitude, latitude, (group) */
static const double area_rows[][CARE_N_AREAS_COLUMNS] = {
    {10, 0, CARE_AREA_CITY, 0, 0, 117, 39},      {11, 10, CARE_AREA_DISTRICT, 0, 0, 117, 39},
    {12, 10, CARE_AREA_DISTRICT, 0, 0, 118, 39}, {13, 10, CARE_AREA_DISTRICT, 0, 0, 118, 40},
    {111, 11, CARE_AREA_STREET, 0, 0, 117, 39},
};

/* Not in the order of the districts; district 13 has public ordinary beds only. */
static const double bed_rows[][4] = {
    {12, CARE_ORDINARY_BED, CARE_PRIVATE, 60},  {11, CARE_ORDINARY_BED, CARE_PUBLIC, 20},
    {11, CARE_NURSING_BED, CARE_PUBLIC, 30},    {11, CARE_ORDINARY_BED, CARE_PUBLIC_PRIVATELY_RUN, 10},
    {11, CARE_ORDINARY_BED, CARE_PRIVATE, 100}, {11, CARE_NURSING_BED, CARE_PRIVATE, 35},
    {11, CARE_DEMENTIA_BED, CARE_PRIVATE, 5},   {12, CARE_NURSING_BED, CARE_PRIVATE, 40},
    {13, CARE_ORDINARY_BED, CARE_PUBLIC, 50},
};

static const double place_rows[][3] = {{11, 24, 6}, {12, 12, 0}, {13, 0, 0}};

/* area; public and private homes, guidance, street centres, full ones, urban and rural stations, village homes, canteens,
 * kitchens, dementia areas and homes; streets, communities, villages */
static const double facility_rows[][1 + CARE_N_FACILITIES + 3] = {
    {11, 2, 6, 1, 3, 1, 4, 0, 0, 5, 0, 2, 0, 4, 10, 0},
    {12, 0, 4, 1, 1, 1, 1, 2, 1, 2, 1, 0, 0, 3, 5, 20},
    {13, 1, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 2, 0, 10},
};

static void set_default(const struct care_field *field, void *member)
{
    switch (field->kind) {
    case CARE_FIELD_REAL:
        *(double *)member = field->fallback;
        break;
    case CARE_FIELD_INT:
        *(int *)member = (int)field->fallback;
        break;
    case CARE_FIELD_BOOL:
        *(bool *)member = field->fallback != 0;
        break;
    case CARE_FIELD_LEVER:
        *(struct care_lever *)member = (struct care_lever){.n_rules = 0};
        care_supply_fixture_set(member, field->fallback);
        break;
    case CARE_FIELD_SERIES:
        for (int y = 0; y < CARE_N_YEARS; y++) {
            ((struct care_series *)member)->value[y] = field->fallback;
        }
        break;
    default:
        assert_int_equal(field->kind, CARE_FIELD_SHEET);
        *(struct care_sheet **)member = NULL;
    }
}

/* Every field at its default, as a scenario that names none has it; a member without a field would stay 0xff. */
static void set_defaults(struct care_supply_parameters *parameters)
{
    memset(parameters, 0xff, sizeof *parameters);
    for (int i = 0; i < care_supply_parameters_section.n_fields; i++) {
        const struct care_field *field = &care_supply_parameters_section.fields[i];
        set_default(field, (char *)parameters + field->offset);
    }
}

int care_supply_fixture_setup(void **state)
{
    static struct care_supply_fixture fixture;
    struct care_supply_fixture *f = &fixture;
    *f = (struct care_supply_fixture){.elders = {5000, 3000, 2000}};
    *state = f;
    set_defaults(&f->parameters);
    f->parameters.beds =
        care_handmade_sheet(&care_supply_parameters_beds_sheet, &bed_rows[0][0], sizeof bed_rows / sizeof bed_rows[0]);
    f->parameters.places = care_handmade_sheet(&care_supply_parameters_places_sheet, &place_rows[0][0],
                                               sizeof place_rows / sizeof place_rows[0]);
    f->parameters.facilities = care_handmade_sheet(&care_supply_parameters_facilities_sheet, &facility_rows[0][0],
                                                   sizeof facility_rows / sizeof facility_rows[0]);
    f->area_sheet = care_handmade_sheet(&care_areas_sheet, &area_rows[0][0], sizeof area_rows / sizeof area_rows[0]);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    return care_areas_create(f->area_sheet, f->list, &f->areas);
}

int care_supply_fixture_teardown(void **state)
{
    struct care_supply_fixture *f = *state;
    care_supply_free(f->supply);
    care_areas_free(f->areas);
    care_handmade_free(f->area_sheet);
    care_handmade_free(f->parameters.beds);
    care_handmade_free(f->parameters.places);
    care_handmade_free(f->parameters.facilities);
    care_handmade_free(f->parameters.projects);
    care_diagnostics_free(f->list);
    return 0;
}

int care_supply_fixture_try(struct care_supply_fixture *f)
{
    return care_supply_create(&f->parameters, f->areas, f->elders, f->list, &f->supply);
}

void care_supply_fixture_create(struct care_supply_fixture *f)
{
    care_supply_free(f->supply);
    f->supply = NULL;
    assert_int_equal(care_supply_fixture_try(f), CARE_OK);
    assert_int_equal(care_diagnostics_n(f->list), 0);
}

void care_supply_fixture_set(struct care_lever *lever, double value)
{
    for (int y = 0; y < CARE_N_YEARS; y++) {
        lever->city.value[y] = value;
    }
}

static char empty[] = "";

int care_supply_fixture_add_project(struct care_supply_fixture *f, const char *opens)
{
    static const double zeros[CARE_FIXTURE_MAX_PROJECTS * (CARE_SUPPLY_PROJECTS_REUSES + 1)] = {0};
    if (f->parameters.projects == NULL) {
        f->parameters.projects =
            care_handmade_sheet(&care_supply_parameters_projects_sheet, zeros, CARE_FIXTURE_MAX_PROJECTS);
        f->parameters.projects->n_rows = 0;
    }
    struct care_sheet *sheet = f->parameters.projects;
    const int row = sheet->n_rows++;
    assert_true(row < CARE_FIXTURE_MAX_PROJECTS);
    for (int c = 0; c < sheet->spec->n_columns; c++) {
        if (sheet->spec->columns[c].kind == CARE_SHEET_TEXT) {
            sheet->text[c][row] = empty;
        } else {
            sheet->number[c][row] = sheet->spec->columns[c].fallback;
        }
    }
    sheet->number[CARE_SUPPLY_PROJECTS_AREA][row] = 11;
    sheet->number[CARE_SUPPLY_PROJECTS_KIND][row] = CARE_SUPPLY_HOME;
    sheet->number[CARE_SUPPLY_PROJECTS_OWNER][row] = CARE_PRIVATE;
    sheet->number[CARE_SUPPLY_PROJECTS_STATUS][row] = CARE_SUPPLY_PLANNED;
    care_supply_fixture_write(f, row, CARE_SUPPLY_PROJECTS_OPENS, opens);
    return row;
}

void care_supply_fixture_put(struct care_supply_fixture *f, int row, int column, double value)
{
    f->parameters.projects->number[column][row] = value;
}

void care_supply_fixture_write(struct care_supply_fixture *f, int row, int column, const char *text)
{
    static char texts[CARE_FIXTURE_MAX_PROJECTS][3][64];
    char *room = texts[row][column - CARE_SUPPLY_PROJECTS_PLANNED];
    assert_true(strlen(text) < sizeof texts[0][0]);
    f->parameters.projects->text[column][row] = strcpy(room, text);
}

int32_t care_supply_fixture_beds(const struct care_supply *supply, int year, int month, int district, int class)
{
    const int32_t *beds = care_supply_beds(supply, year, month) + district * CARE_SUPPLY_N_BEDS;
    int32_t n = 0;
    for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
        n += class == CARE_N_BED_CLASSES || kind % CARE_N_BED_CLASSES == class ? beds[kind] : 0;
    }
    return n;
}

static int at(const struct care_supply *supply, int year, int month, int district)
{
    return ((year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + month - 1) * supply->n_districts + district;
}

int32_t care_supply_fixture_day_places(const struct care_supply *supply, int year, int month, int district)
{
    return supply->day_places[at(supply, year, month, district)];
}

int32_t care_supply_fixture_home_beds(const struct care_supply *supply, int year, int month, int district)
{
    return supply->home_beds[at(supply, year, month, district)];
}
