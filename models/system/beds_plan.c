/* Parameters of the beds, and what follows from them before the first year. */
#include "models/system/beds.h"

#include "models/solve.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

static const char *const classes[] = {"ordinary", "nursing", NULL};
static const char *const bases[] = {"present_use", "norm", NULL};
static const char *const levels[] = {"none", "mild", "moderate", "severe", "total", NULL};

static const struct care_sheet_column columns[] = {
    [CARE_SUPPLY_AREA] = {.name = "area",
                          .kind = CARE_SHEET_INT,
                          .unit = "1",
                          .min = 1,
                          .max = 999999999,
                          .is_key = true,
                          .is_area = true,
                          .doc = {"code of the district", "区县代码"}},
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

#define PRESENT(level, index, value)                                                                              \
    {                                                                                                             \
        .name = "present_share." level, .kind = CARE_FIELD_REAL,                                                  \
        .offset = offsetof(struct care_beds_parameters, present_share[index]), .unit = "1", .min = 0, .max = 0.9, \
        .fallback = value,                                                                                        \
        .doc = {"share of this level who want a bed, present use: " level,                                        \
                "该等级中希望入住机构的比例（现状使用）：" level},                                                \
        .source = "#beds-present-share", .confidence = CARE_ASSUMED                                               \
    }
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
    {.name = "demand_basis",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_beds_parameters, demand_basis),
     .choices = bases,
     .fallback = CARE_DEMAND_PRESENT_USE,
     .doc = {"present use, or the plans' norm", "需求口径：present_use 现状使用、norm 规划标准"},
     .source = "#beds-demand-basis",
     .confidence = CARE_CHOSEN},
    PRESENT("none", 0, 0.0050),
    PRESENT("mild", 1, 0.0357),
    PRESENT("moderate", 2, 0.0900),
    PRESENT("severe", 3, 0.1355),
    PRESENT("total", 4, 0.1368),
    {.name = "norm_share",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_beds_parameters, norm_share),
     .unit = "1",
     .min = 0.001,
     .max = 0.3,
     .fallback = 0.03,
     .doc = {"share of 60+ in institutions by the norm", "规划标准的机构养老比例"},
     .source = "#beds-norm-share",
     .confidence = CARE_SEEN},
    {.name = "norm_ramp",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_beds_parameters, norm_ramp),
     .unit = "1",
     .min = 0,
     .max = 1,
     .fallback = 1,
     .doc = {"how much of the norm is in force", "规划标准的实现程度"},
     .source = "#beds-norm-ramp",
     .confidence = CARE_ASSUMED},
    {.name = "alone_odds_ratio",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_beds_parameters, alone_odds_ratio),
     .unit = "1",
     .min = 0.1,
     .max = 20,
     .fallback = 2.13,
     .doc = {"odds of wanting a bed without a partner against with", "无配偶者相对有配偶者的入住意愿优势比"},
     .source = "#beds-alone-odds-ratio",
     .confidence = CARE_DERIVED},
    {.name = "nursing_from_level",
     .kind = CARE_FIELD_CHOICE,
     .offset = offsetof(struct care_beds_parameters, nursing_from_level),
     .choices = levels,
     .fallback = 2,
     .doc = {"this level and worse need a nursing bed", "该等级及以上需护理型床位"},
     .source = "#beds-nursing-from-level",
     .confidence = CARE_ASSUMED},
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
#undef PRESENT
const struct care_section care_beds_plan_section = {
    .name = "beds",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_beds_parameters),
    .doc = {"beds, the wish for them and the queue", "床位、入住意愿与轮候"},
};

/* ---- wishes ---- */

struct mean_share {
    const double *n; /* [2] alone, coupled */
    double odds_ratio, target;
};

/* Mean over both groups when the coupled have probability p and the alone the odds ratio against them. */
static double share_excess(double log_odds, void *context)
{
    const struct mean_share *mean = context;
    const double coupled = 1 / (1 + exp(-log_odds)), alone = 1 / (1 + exp(-log_odds - log(mean->odds_ratio)));
    return (mean->n[0] * alone + mean->n[1] * coupled) / (mean->n[0] + mean->n[1]) - mean->target;
}

static int split_share(const struct care_bed_askers *askers, int level, double odds_ratio, double share,
                       uint32_t wish[2])
{
    const double *n = askers->n[level];
    wish[0] = wish[1] = care_threshold(share);
    if (n[0] + n[1] <= 0 || share <= 0) {
        return CARE_OK;
    }
    struct mean_share mean = {n, odds_ratio, share};
    double log_odds;
    const int status = care_solve_root(share_excess, &mean, -40, 40, &log_odds);
    if (status == CARE_OK) {
        wish[0] = care_threshold(1 / (1 + exp(-log_odds - log(odds_ratio))));
        wish[1] = care_threshold(1 / (1 + exp(-log_odds)));
    }
    return status;
}

/* Factor by which the norm exceeds present use among the expected people of 60+ of a year. */
static double norm_factor(const struct care_beds_parameters *parameters, const double level_share[CARE_N_LEVELS])
{
    double wanting = 0;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        wanting += level_share[level] * parameters->present_share[level];
    }
    return wanting > 0 ? parameters->norm_share / wanting : 1;
}

static int solve_wishes(const struct care_bed_askers *askers, const double (*level_share)[CARE_N_LEVELS],
                        struct care_beds_plan *plan)
{
    const struct care_beds_parameters *parameters = plan->parameters;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        const double factor =
            parameters->demand_basis == CARE_DEMAND_NORM ? norm_factor(parameters, level_share[y]) : 1;
        const double ramp = care_series_at(&parameters->norm_ramp, CARE_FIRST_YEAR + y);
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            plan->share[y][level] = fmin(0.95, parameters->present_share[level] * (1 + ramp * (factor - 1)));
            const int status =
                split_share(askers, level, parameters->alone_odds_ratio, plan->share[y][level], plan->wish[y][level]);
            if (status != CARE_OK) {
                return status;
            }
        }
    }
    return CARE_OK;
}

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
                          const struct care_bed_askers *askers, const double (*level_share)[CARE_N_LEVELS],
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
    status = status == CARE_OK ? solve_wishes(askers, level_share, plan) : status;
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
