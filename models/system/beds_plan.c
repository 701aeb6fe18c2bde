/* Parameters of the beds, and what follows from them before the first year. */
#include "models/system/beds.h"

#include "models/columns.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

static const char *const classes[] = {"ordinary", "nursing", NULL};

static const struct care_sheet_column columns[] = {
    [CARE_SUPPLY_AREA] = CARE_COLUMNS_AREA_OF("code of the district", "区县代码"),
    [CARE_SUPPLY_CLASS] = {.name = "bed_class",
                           .kind = CARE_SHEET_CHOICE,
                           .choices = classes,
                           .is_key = true,
                           .doc = {"ordinary or nursing", "床位类型：ordinary 普通、nursing 护理型"}},
    [CARE_SUPPLY_BEDS] = {.name = "beds",
                          .kind = CARE_SHEET_INT,
                          .unit = "1",
                          .min = 0,
                          .max = 1e7,
                          .doc = {"beds in use or ready in 2020", "2020 年床位数"}},
};
const struct care_sheet_spec care_beds_plan_supply_sheet = {
    .name = "beds",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"beds of 2020 by district and class", "2020 年分区床位数"},
};

static const struct care_field fields[] = {
    {.name = "supply",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_beds_parameters, supply),
     .is_required = true,
     .sheet = &care_beds_plan_supply_sheet,
     .doc = {"beds of 2020 by district and class", "2020 年分区床位数"},
     .source = "#beds-supply",
     .confidence = CARE_DERIVED},
    {.name = "supply_factor",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_beds_parameters, supply_factor),
     .unit = "1",
     .min = 0,
     .max = 20,
     .fallback = 1,
     .doc = {"factor on the beds of 2020", "相对 2020 年床位数的倍数"},
     .source = "#beds-supply-factor",
     .confidence = CARE_CHOSEN},
    {.name = "neighbour_limit_km",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_beds_parameters, neighbour_limit_km),
     .unit = "km",
     .min = 0,
     .max = 1000,
     .fallback = 40,
     .doc = {"farther districts are not asked", "超过此距离的区不予考虑"},
     .source = "#beds-neighbour-limit-km",
     .confidence = CARE_ASSUMED},
};
const struct care_section care_beds_plan_section = {
    .name = "beds",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_beds_parameters),
    .doc = {"beds and the queue for them", "床位与轮候"},
};

/* ---- beds and neighbours ---- */

static int read_supply(struct care_beds_plan *plan, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = plan->parameters->supply;
    const int n = plan->areas->n_districts;
    int n_read = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int code = care_sheet_int(sheet, CARE_SUPPLY_AREA, row);
        const int area = care_areas_find(plan->areas, (int32_t)code);
        if (area < 0 || plan->areas->area[area].kind != CARE_AREA_DISTRICT) {
            care_diagnostics_add(list, (struct care_place){sheet->path, sheet->line[row], 0, "area"},
                                 "area %d is not a district", "区划 %d 不是区县", code);
            continue;
        }
        const int class = care_sheet_int(sheet, CARE_SUPPLY_CLASS, row);
        for (int y = 0; y < CARE_N_YEARS; y++) {
            const double factor = care_series_at(&plan->parameters->supply_factor, CARE_FIRST_YEAR + y);
            plan->beds[(y * n + plan->areas->area[area].district) * CARE_N_BED_CLASSES + class] =
                (int32_t)nearbyint(care_round(factor * care_sheet_number(sheet, CARE_SUPPLY_BEDS, row)));
        }
        n_read++;
    }
    if (n_read != n * CARE_N_BED_CLASSES) {
        care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "bed_class"},
                             "%d rows for districts; both classes of %d districts need %d",
                             "有 %d 行；%d 个区两类床位应有 %d 行", n_read, n, n * CARE_N_BED_CLASSES);
    }
    return care_diagnostics_status(list);
}

/* Insertion by distance, then by code order. */
static void sort_neighbours(struct care_beds_plan *plan)
{
    const int n = plan->areas->n_districts;
    for (int from = 0; from < n; from++) {
        int *row = plan->neighbours + from * n, n_near = 0;
        const double *km = plan->areas->km + from * n;
        for (int to = 0; to < n; to++) {
            if (to == from || km[to] > plan->parameters->neighbour_limit_km) {
                continue;
            }
            int at = n_near++;
            for (; at > 0 && km[row[at - 1]] > km[to]; at--) {
                row[at] = row[at - 1];
            }
            row[at] = to;
        }
        row[n_near] = -1; /* at most n - 1 neighbours, so there is room */
    }
}

int care_beds_plan_create(const struct care_beds_parameters *parameters, const struct care_areas *areas,
                          struct care_diagnostics *list, struct care_beds_plan **out)
{
    enum { MOST_DISTRICTS = 254 }; /* the bed's district is one byte of a person */
    *out = NULL;
    if (areas->n_districts > MOST_DISTRICTS) {
        care_diagnostics_add(list, (struct care_place){.key = "areas.table"}, "%d districts; at most %d",
                             "区县 %d 个，最多 %d 个", areas->n_districts, MOST_DISTRICTS);
        return CARE_ERROR_INPUT;
    }
    const size_t n = (size_t)areas->n_districts;
    struct care_beds_plan *plan = calloc(1, sizeof *plan);
    if (plan == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    plan->parameters = parameters;
    plan->areas = areas;
    plan->beds = calloc(CARE_N_YEARS * n * CARE_N_BED_CLASSES, sizeof *plan->beds);
    plan->neighbours = calloc(n * n, sizeof *plan->neighbours);
    int status = plan->beds != NULL && plan->neighbours != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    status = status == CARE_OK ? read_supply(plan, list) : status;
    if (status != CARE_OK) {
        care_beds_plan_free(plan);
        return status;
    }
    sort_neighbours(plan);
    *out = plan;
    return CARE_OK;
}

void care_beds_plan_free(struct care_beds_plan *plan)
{
    if (plan != NULL) {
        free(plan->neighbours);
        free(plan->beds);
        free(plan);
    }
}
