#include "models/people/migration.h"

#include "models/columns.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

static const struct care_sheet_column profile_columns[] = {
    [CARE_PROFILE_SEX] = CARE_COLUMNS_SEX,
    [CARE_PROFILE_AGE] = {.name = "age",
                          .kind = CARE_SHEET_INT,
                          .unit = "year",
                          .min = 0,
                          .max = CARE_N_AGES - 1,
                          .is_key = true,
                          .is_contiguous = true,
                          .doc = {"age", "年龄"}},
    [CARE_PROFILE_ARRIVALS] = {.name = "arrivals_weight",
                               .kind = CARE_SHEET_REAL,
                               .unit = "1",
                               .min = 0,
                               .max = 1e9,
                               .doc = {"relative number of net arrivals", "净迁入的相对人数"}},
    [CARE_PROFILE_LEAVERS] = {.name = "leavers_weight",
                              .kind = CARE_SHEET_REAL,
                              .unit = "1",
                              .min = 0,
                              .max = 1e9,
                              .doc = {"relative rate of leaving per person", "人均净迁出的相对强度"}},
};
const struct care_sheet_spec care_migration_rates_profile_sheet = {
    .name = "migration_profile",
    .columns = profile_columns,
    .n_columns = sizeof profile_columns / sizeof profile_columns[0],
    .min_rows = 2 * CARE_N_AGES,
    .doc = {"age and sex profile of migration", "迁移的年龄性别模式"},
};
static const struct care_sheet_column area_columns[] = {
    [CARE_MIGRATION_AREA] = CARE_COLUMNS_LEAF_AREA,
    [CARE_MIGRATION_WEIGHT] = {.name = "weight",
                               .kind = CARE_SHEET_REAL,
                               .unit = "1",
                               .min = 0,
                               .max = 1e9,
                               .doc = {"share of arrivals and leavers goes by this", "迁入迁出按此分摊"}},
    [CARE_MIGRATION_DESTINATION] = {.name = "destination_weight",
                                    .kind = CARE_SHEET_REAL,
                                    .unit = "1",
                                    .min = 0,
                                    .max = 1e9,
                                    .doc = {"attraction for moves between areas", "市内迁移的吸引力"}},
};
const struct care_sheet_spec care_migration_rates_areas_sheet = {
    .name = "migration_areas",
    .columns = area_columns,
    .n_columns = sizeof area_columns / sizeof area_columns[0],
    .min_rows = 1,
    .doc = {"spread of migration over areas", "迁移在各区的分布"},
};

static const struct care_field fields[] = {
    {.name = "profile",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_migration_parameters, profile),
     .is_required = true,
     .sheet = &care_migration_rates_profile_sheet,
     .doc = {"age and sex profile", "年龄性别模式"},
     .source = "#migration-profile",
     .confidence = CARE_ASSUMED},
    {.name = "areas",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_migration_parameters, areas),
     .is_required = true,
     .sheet = &care_migration_rates_areas_sheet,
     .doc = {"spread over areas", "各区分布"},
     .source = "#migration-areas",
     .confidence = CARE_SEEN},
    {.name = "net_persons_per_year",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_migration_parameters, net_persons_per_year),
     .unit = "year-1",
     .min = -5e6,
     .max = 5e6,
     .low = -30000,
     .high = 30000,
     .fallback = 0,
     .doc = {"net arrivals of the city, persons in a year", "全市年净迁入人数"},
     .source = "#migration-net-persons-per-year",
     .confidence = CARE_DERIVED},
    {.name = "move_rate_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_migration_parameters, move_rate_per_year),
     .unit = "year-1",
     .min = 0,
     .max = 0.3,
     .low = 0,
     .high = 0.03,
     .fallback = 0,
     .doc = {"moves between areas per person under 60; no data, so off",
             "市内跨区迁移率（60 岁以下）；无数据，默认关闭"},
     .source = "#migration-move-rate-per-year",
     .confidence = CARE_ASSUMED},
};
const struct care_section care_migration_rates_section = {
    .name = "migration",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_migration_parameters),
    .doc = {"migration", "迁移"},
};

static void scale_to_one(double *weight, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += weight[i];
    }
    for (int i = 0; i < n && sum > 0; i++) {
        weight[i] = care_round(weight[i] / sum);
    }
}

/* Moves have the leavers' age profile, scaled so that its plain mean over ages under 60 is the rate given. */
static void fill_move_probs(double rate_per_year, struct care_migration_rates *out)
{
    double mean = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_FIRST_CARE_AGE; i++) {
        mean += out->leavers_weight[i / CARE_FIRST_CARE_AGE][i % CARE_FIRST_CARE_AGE] /
                (CARE_N_SEXES * CARE_FIRST_CARE_AGE);
    }
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES && mean > 0; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
        out->move_prob[sex][age] = care_round(fmin(0.9, rate_per_year * out->leavers_weight[sex][age] / mean));
    }
    out->has_moves = out->has_moves && rate_per_year > 0 && mean > 0;
}

static void read_profile(const struct care_sheet *sheet, struct care_migration_rates *out)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int sex = care_sheet_int(sheet, CARE_PROFILE_SEX, row),
                  age = care_sheet_int(sheet, CARE_PROFILE_AGE, row);
        out->arrivals_weight[sex][age] = care_sheet_number(sheet, CARE_PROFILE_ARRIVALS, row);
        out->leavers_weight[sex][age] = care_sheet_number(sheet, CARE_PROFILE_LEAVERS, row);
    }
    scale_to_one(&out->arrivals_weight[0][0], CARE_N_SEXES * CARE_N_AGES);
}

static int read_areas(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list,
                      struct care_migration_rates *out)
{
    int n_read = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int area = care_areas_find(areas, (int32_t)care_sheet_int(sheet, CARE_MIGRATION_AREA, row));
        if (area < 0 || areas->area[area].leaf < 0) {
            continue;
        }
        out->area_weight[areas->area[area].leaf] = care_sheet_number(sheet, CARE_MIGRATION_WEIGHT, row);
        out->destination_weight[areas->area[area].leaf] = care_sheet_number(sheet, CARE_MIGRATION_DESTINATION, row);
        n_read++;
    }
    if (n_read != areas->n_leaves) {
        care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "area"},
                             "%d leaf areas have a row, but there are %d", "有 %d 个基层区划有行，应有 %d 个", n_read,
                             areas->n_leaves);
        return CARE_ERROR_INPUT;
    }
    scale_to_one(out->area_weight, out->n_leaves);
    for (int leaf = 0; leaf < out->n_leaves; leaf++) {
        for (int other = 0; other < out->n_leaves; other++) {
            out->others_weight[leaf] += other == leaf ? 0 : out->destination_weight[other];
        }
        out->has_moves = out->has_moves || out->others_weight[leaf] > 0; /* and a rate: see fill_move_probs */
    }
    return CARE_OK;
}

static double sum_of(const double *weight, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += weight[i];
    }
    return sum;
}

/* Weights that are all zero would silently bring or take nobody; and a cell's arrivals are numbered in 16 bits. */
static int check_weights(const struct care_migration_parameters *parameters, const struct care_migration_rates *rates,
                         struct care_diagnostics *list)
{
    enum { MOST_ARRIVALS = 60000 };
    const char *profile = parameters->profile->path, *areas = parameters->areas->path;
    double most_in = 0, most_out = 0, most_cell = 0, most_area = 0;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        const double net = parameters->net_persons_per_year.value[y];
        most_in = fmax(most_in, net);
        most_out = fmax(most_out, -net);
    }
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        most_cell = fmax(most_cell, rates->arrivals_weight[i / CARE_N_AGES][i % CARE_N_AGES]);
    }
    for (int leaf = 0; leaf < rates->n_leaves; leaf++) {
        most_area = fmax(most_area, rates->area_weight[leaf]);
    }
    if (most_in + most_out > 0 && most_area <= 0) {
        care_diagnostics_add(list, (struct care_place){.file = areas, .key = "weight"},
                             "all weights are 0, but people arrive or leave", "权重全为 0，却有人口迁入或迁出");
    }
    if (most_in > 0 && most_cell <= 0) {
        care_diagnostics_add(list, (struct care_place){.file = profile, .key = "arrivals_weight"},
                             "all weights are 0, but people arrive", "权重全为 0，却有人口迁入");
    }
    if (most_out > 0 &&
        sum_of(rates->leavers_weight[0], CARE_N_AGES) + sum_of(rates->leavers_weight[1], CARE_N_AGES) <= 0) {
        care_diagnostics_add(list, (struct care_place){.file = profile, .key = "leavers_weight"},
                             "all weights are 0, but people leave", "权重全为 0，却有人口迁出");
    }
    if (most_in * most_area * most_cell > MOST_ARRIVALS) {
        care_diagnostics_add(list, (struct care_place){.key = "migration.net_persons_per_year"},
                             "%.0f arrivals of one sex and age in one area and year; at most %d",
                             "同一区划、性别、年龄一年迁入 %.0f 人，最多 %d 人", most_in * most_area * most_cell,
                             MOST_ARRIVALS);
    }
    return care_diagnostics_status(list);
}

int care_migration_rates_create(const struct care_migration_parameters *parameters, const struct care_areas *areas,
                                struct care_diagnostics *list, struct care_migration_rates *out)
{
    static const struct care_migration_rates nothing;
    *out = nothing;
    const size_t n = (size_t)areas->n_leaves;
    out->n_leaves = areas->n_leaves;
    out->area_weight = calloc(n, sizeof(double));
    out->destination_weight = calloc(n, sizeof(double));
    out->leave_scale = calloc(n * CARE_N_YEARS, sizeof(double));
    out->others_weight = calloc(n, sizeof(double));
    int status = CARE_OK;
    if (out->area_weight == NULL || out->destination_weight == NULL || out->leave_scale == NULL ||
        out->others_weight == NULL) {
        status = care_trace(CARE_ERROR_MEMORY);
    }
    status = status == CARE_OK ? read_areas(parameters->areas, areas, list, out) : status;
    if (status != CARE_OK) {
        care_migration_rates_free(out);
        return status;
    }
    read_profile(parameters->profile, out);
    status = check_weights(parameters, out, list);
    if (status != CARE_OK) {
        care_migration_rates_free(out);
        return status;
    }
    fill_move_probs(parameters->move_rate_per_year, out);
    for (int y = 0; y < CARE_N_YEARS; y++) {
        out->arrivals[y] = fmax(0, care_series_at(&parameters->net_persons_per_year, CARE_FIRST_YEAR + y));
    }
    return CARE_OK;
}

void care_migration_rates_free(struct care_migration_rates *rates)
{
    free(rates->area_weight);
    free(rates->destination_weight);
    free(rates->leave_scale);
    free(rates->others_weight);
    rates->area_weight = rates->destination_weight = rates->leave_scale = rates->others_weight = NULL;
}
