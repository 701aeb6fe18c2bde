#include "tests/models/system/land_world.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* code, plot ratio, persons of a household */
static const double site_rows[CARE_LAND_WORLD_DISTRICTS][3] = {{11, 1.5, 2.5}, {12, 0.9, 2.5}};

static void *zeros(size_t n, size_t size)
{
    void *memory = calloc(n, size);
    assert_non_null(memory);
    return memory;
}

struct care_lever care_land_world_level(double value)
{
    struct care_lever lever = {.rules = NULL};
    for (int y = 0; y < CARE_N_YEARS; y++) {
        lever.city.value[y] = value;
    }
    return lever;
}

void care_land_world_defaults(const struct care_section *section, void *parameters)
{
    memset(parameters, 0xff, section->size);
    for (int i = 0; i < section->n_fields; i++) {
        const struct care_field *field = &section->fields[i];
        void *member = (char *)parameters + field->offset;
        switch (field->kind) {
        case CARE_FIELD_LEVER:
            *(struct care_lever *)member = care_land_world_level(field->fallback);
            break;
        case CARE_FIELD_CHOICE:
        case CARE_FIELD_INT:
            *(int *)member = (int)field->fallback;
            break;
        case CARE_FIELD_BOOL:
            *(bool *)member = field->fallback != 0;
            break;
        case CARE_FIELD_SHEET:
            *(struct care_sheet **)member = NULL;
            break;
        default:
            assert_int_equal(field->kind, CARE_FIELD_REAL);
            *(double *)member = field->fallback;
        }
    }
}

static struct care_supply empty_supply(void)
{
    enum { N = CARE_LAND_WORLD_DISTRICTS, MONTHS = CARE_N_YEARS * CARE_MONTHS_A_YEAR };
    return (struct care_supply){
        .n_districts = N,
        .beds = zeros((size_t)MONTHS * N * CARE_N_OWNERS * CARE_N_BED_CLASSES, sizeof(int32_t)),
        .day_places = zeros((size_t)MONTHS * N, sizeof(int32_t)),
        .facilities = zeros((size_t)CARE_N_YEARS * N * CARE_N_FACILITIES, sizeof(int32_t)),
        .nodes = zeros((size_t)N * CARE_N_NODES, sizeof(int32_t)),
        .for_profit_share = zeros((size_t)CARE_N_YEARS * N, sizeof(double)),
        .changes = zeros((size_t)CARE_N_YEARS * N, sizeof(struct care_supply_changes)),
    };
}

int care_land_world_setup(void **state)
{
    static const struct care_area area[] = {
        {.code = 10, .kind = CARE_AREA_CITY, .parent = -1, .leaf = -1, .district = -1},
        {.code = 11, .kind = CARE_AREA_DISTRICT, .leaf = -1, .district = 0},
        {.code = 12, .kind = CARE_AREA_DISTRICT, .leaf = 0, .district = 1},
        {.code = 111, .kind = CARE_AREA_STREET, .parent = 1, .leaf = 1, .district = 0},
    };
    struct care_land_world *world = zeros(1, sizeof *world);
    *state = world;
    assert_int_equal(care_diagnostics_create(&world->list), CARE_OK);
    memcpy(world->area, area, sizeof area);
    world->district[0] = 1;
    world->district[1] = 2;
    world->areas =
        (struct care_areas){.n = 4, .area = world->area, .n_leaves = 2, .n_districts = 2, .district = world->district};
    world->sites = care_handmade_sheet(&care_land_parameters_sites_sheet, &site_rows[0][0], CARE_LAND_WORLD_DISTRICTS);
    care_land_world_defaults(&care_land_parameters_section, &world->parameters);
    world->parameters.sites = world->sites;
    world->supply = empty_supply();
    return 0;
}

int care_land_world_teardown(void **state)
{
    struct care_land_world *world = *state;
    care_land_areas_free(world->plan);
    care_handmade_free(world->new_areas);
    care_handmade_free(world->sites);
    care_diagnostics_free(world->list);
    free(world->supply.beds);
    free(world->supply.day_places);
    free(world->supply.facilities);
    free(world->supply.nodes);
    free(world->supply.for_profit_share);
    free(world->supply.changes);
    free(world);
    return 0;
}

int care_land_world_plan(struct care_land_world *world, const struct care_land_world_row *rows, int n)
{
    enum { N_COLUMNS = CARE_NEW_AREAS_COMPLIANT + 1 };
    double *values = zeros((size_t)n * N_COLUMNS, sizeof *values);
    for (int i = 0; i < n; i++) {
        const double row[N_COLUMNS] = {
            [CARE_NEW_AREAS_AREA] = rows[i].district_code,    [CARE_NEW_AREAS_N] = rows[i].n_areas,
            [CARE_NEW_AREAS_HOUSEHOLDS] = rows[i].households, [CARE_NEW_AREAS_PERSONS] = rows[i].persons,
            [CARE_NEW_AREAS_PLANNED] = rows[i].planned,       [CARE_NEW_AREAS_BUILT] = rows[i].built,
            [CARE_NEW_AREAS_ACCEPTED] = rows[i].accepted,     [CARE_NEW_AREAS_HANDED_OVER] = rows[i].handed_over,
            [CARE_NEW_AREAS_FLOOR] = rows[i].floor_m2,        [CARE_NEW_AREAS_COMPLIANT] = rows[i].n_compliant,
        };
        memcpy(values + i * N_COLUMNS, row, sizeof row);
    }
    care_land_areas_free(world->plan);
    care_handmade_free(world->new_areas);
    world->new_areas = care_handmade_sheet(&care_land_parameters_new_areas_sheet, values, n);
    world->parameters.new_areas = world->new_areas;
    free(values);
    return care_land_areas_create(&world->parameters, &world->areas, world->list, &world->plan);
}
