/** @file  The made-up run. */
#include "tests/output/sample.h"

#include <math.h>
#include <stddef.h>

static const int32_t ages[] = {0, 1, 2, 3, 4, 60, 100};
static const char *const sexes[] = {"male", "female"};
static const char *const sexes_zh[] = {"男", "女"};
static const char *const statistics[] = {"mean", "longest", "share_over_6"};

static const struct care_axis sex_axis = {
    .name = "sex", .n = 2, .labels = sexes, .labels_zh = sexes_zh, .doc = {"sex", "性别"}};
static const struct care_axis age_axis = {
    .name = "age", .n = 7, .codes = ages, .doc = {"age last birthday", "周岁年龄"}, .unit = "year"};
static const struct care_axis bed_district_axis = {
    .name = "bed_district", .n = 0, .doc = {"district of the bed", "床位所在区"}, .unit = "1"};
static const struct care_axis statistic_axis = {
    .name = "statistic", .n = 3, .labels = statistics, .doc = {"statistic", "统计量"}};

static const struct care_cube_spec people = {.name = "people",
                                             .type = CARE_CUBE_INT32,
                                             .time = CARE_CUBE_STOCK,
                                             .axes = {&sex_axis, &age_axis},
                                             .unit = "1",
                                             .doc = {"people | by age", "分年龄人口"},
                                             .source_model = "people",
                                             .since_format = 1};
static const struct care_cube_spec moves = {.name = "moves",
                                            .type = CARE_CUBE_INT32,
                                            .time = CARE_CUBE_FLOW,
                                            .axes = {&sex_axis},
                                            .unit = "1",
                                            .doc = {"moves", "迁移"},
                                            .source_model = "migration",
                                            .since_format = 1};
static const struct care_cube_spec placements = {.name = "placements",
                                                 .type = CARE_CUBE_INT32,
                                                 .time = CARE_CUBE_STOCK,
                                                 .axes = {&bed_district_axis},
                                                 .unit = "1",
                                                 .doc = {"people by the district of their bed", "按床位所在区"},
                                                 .source_model = "queue",
                                                 .since_format = 1};
static const struct care_cube_spec wait_months = {.name = "wait",
                                                  .type = CARE_CUBE_FLOAT64_MEAN,
                                                  .time = CARE_CUBE_FLOW,
                                                  .axes = {&statistic_axis},
                                                  .unit = "month",
                                                  .doc = {"waiting time", "轮候时间"},
                                                  .source_model = "queue",
                                                  .since_format = 1};

static const struct care_cube_spec rank = {.name = "rank",
                                           .type = CARE_CUBE_INT32_CODE,
                                           .time = CARE_CUBE_STOCK,
                                           .unit = "1",
                                           .doc = {"rank of the district", "排名"},
                                           .source_model = "scorecard",
                                           .since_format = 1};

const struct care_cube_spec *const sample_specs[SAMPLE_N_CUBES] = {&people, &moves, &placements, &wait_months, &rank};

static const char *const scenarios[SAMPLE_N_SCENARIOS] = {"baseline", "more-beds"};
static const struct care_text titles[SAMPLE_N_SCENARIOS] = {{"Baseline", "基准情景"}, {"More beds", "床位增加"}};
static const int32_t districts[] = {120101, 120102, 120119};
static const struct care_text district_names[] = {{"Heping", "和平区"}, {"Hedong", "河东区"}, {"Jizhou", "蓟州区"}};

static const struct care_outer outer = {.n_scenarios = SAMPLE_N_SCENARIOS,
                                        .n_draws = SAMPLE_N_DRAWS,
                                        .n_replicates = SAMPLE_N_REPLICATES,
                                        .first_year = 2020,
                                        .n_years = SAMPLE_N_YEARS,
                                        .n_districts = 3,
                                        .scenarios = scenarios,
                                        .titles = titles,
                                        .district_codes = districts,
                                        .district_names = district_names};

static const struct care_resolved resolved[] = {
    {.name = "mortality.factor_male",
     .value = "1",
     .unit = "1",
     .range = "[0.1, 3]",
     .origin = "default",
     .source = "#mortality",
     .confidence = CARE_DERIVED},
    {.name = "policy.share",
     .value = "2025: 0.6, 2035: 0.8",
     .unit = "1",
     .range = "[0, 1]",
     .origin = "more-beds.yaml:3",
     .source = "#beds",
     .confidence = CARE_ASSUMED},
    {.name = "run.note",
     .value = "备注",
     .unit = "",
     .range = "",
     .origin = "baseline.yaml:1",
     .source = "",
     .confidence = CARE_CHOSEN},
};
static const struct care_input_file inputs[] = {
    {"baseline.yaml", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", 0},
    {"tables/区.csv", "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210", 16},
};
static const struct care_provenance baseline = {.scenario = "baseline",
                                                .title = {"Baseline", "基准情景"},
                                                .text = "# baseline.yaml\ntitle: {zh: 基准情景, en: Baseline}\n",
                                                .resolved = resolved,
                                                .n_resolved = 3,
                                                .inputs = inputs,
                                                .n_inputs = 1};
static const struct care_provenance more_beds = {.scenario = "more-beds",
                                                 .title = {"More beds", "床位增加"},
                                                 .text = "base: baseline.yaml\n",
                                                 .resolved = resolved,
                                                 .n_resolved = 2,
                                                 .inputs = inputs,
                                                 .n_inputs = 2};
static const struct care_provenance *const provenance[SAMPLE_N_SCENARIOS] = {&baseline, &more_beds};

static const char *const indicators[] = {"S-001", "S-002"};
static const char *const thresholds[] = {"0.6", ""};
static const struct care_run_scorecard_column indicator_columns[] = {
    {"threshold", {"threshold", "目标值"}, thresholds},
};
static const char *const declared[] = {"S-002", "S-002", "S-001"};
static const char *const declared_values[] = {"1", "2.5", "-3"};
static const struct care_run_scorecard_column declared_columns[] = {
    {"declared_indicator", {"indicator", "指标"}, declared},
    {"declared_value", {"value", "数值"}, declared_values},
};
static const struct care_run_scorecard_table scorecard_tables[] = {
    {"indicator", {"indicator", "指标"}, indicators, indicator_columns, 1, 2},
    {"declared", {"row", "行"}, NULL, declared_columns, 2, 3},
    {"nothing", {"no row", "无行"}, NULL, declared_columns, 2, 0},
};
static const struct care_run_scorecard scorecard = {{"The plan", "规划"}, scorecard_tables, 3};

const struct care_outer *sample_outer(void)
{
    return &outer;
}

void sample_fill(struct care_cubes *cubes)
{
    const struct care_outer *o = care_cubes_outer(cubes);
    for (int c = 0; c < care_cubes_n(cubes); c++) {
        struct care_cube *cube = care_cubes_at(cubes, c);
        const int64_t n_per_year = cube->n_per_district * o->n_districts;
        for (int64_t i = 0; i < cube->n_cells; i++) {
            if (cube->spec->time == CARE_CUBE_FLOW && i / n_per_year % o->n_years == 0) {
                continue;
            }
            if (care_cube_is_float(cube->spec)) {
                cube->data.float64[i] = i % 5 == 0 ? NAN : (double)i / 8;
            } else {
                cube->data.int32[i] = (int32_t)(i % 1000);
            }
        }
    }
}

int sample_create(struct sample *sample)
{
    *sample = (struct sample){.cubes = NULL};
    const int status = care_cubes_create(sample_specs, SAMPLE_N_CUBES, &outer, &sample->cubes);
    if (status != CARE_OK) {
        return status;
    }
    sample_fill(sample->cubes);
    sample->facts = (struct care_run_facts){.cubes = sample->cubes,
                                            .provenance = provenance,
                                            .seed = 18446744073709551615U,
                                            .run_id = "0123456789abcdef",
                                            .version = "0.1.0",
                                            .git_revision = "abc1234",
                                            .libraries = "GSL 2.7.1",
                                            .scorecard = &scorecard};
    return CARE_OK;
}

void sample_free(struct sample *sample)
{
    care_cubes_free(sample->cubes);
    sample->cubes = NULL;
}
