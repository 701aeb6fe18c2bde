/* The cubes of the scorecard, described: their axis of indicators is known only when the tables are read. */
#include "models/plan/scorecard.h"

#include <stdlib.h>
#include <string.h>

static const char *const scopes[] = {"whole", "district"};
static const char *const scopes_zh[] = {"全域", "区县"};
static const struct care_axis scope_axis = {"indicator_scope",
                                            2,
                                            NULL,
                                            scopes,
                                            scopes_zh,
                                            {"of the jurisdiction as a whole, or of the district", "全域或本区"},
                                            NULL};

enum { VALUE, MET, RANK, N_CUBES };

struct memory {
    const struct care_cube_spec *specs[N_CUBES];
    struct care_cube_spec spec[N_CUBES];
    struct care_axis axis;
    const char *text[]; /* labels, then their Chinese names */
};

static void describe(struct memory *memory)
{
    memory->spec[VALUE] = (struct care_cube_spec){
        .name = "indicator_value",
        .type = CARE_CUBE_FLOAT64_MEAN,
        .time = CARE_CUBE_STOCK,
        .axes = {&memory->axis, &scope_axis},
        .unit = "1",
        .doc =
            {"value of each indicator of the plan, in the unit of its threshold; the whole repeats in every district",
             "各项规划指标的数值，单位同目标值；全域数值在各区重复"},
    };
    memory->spec[MET] = (struct care_cube_spec){
        .name = "indicator_met",
        .type = CARE_CUBE_INT32_CODE,
        .time = CARE_CUBE_STOCK,
        .axes = {&memory->axis, &scope_axis},
        .unit = "1",
        .doc = {"1 met, 0 missed, -1 not applicable, -2 no data", "1 达标，0 未达标，-1 不适用，-2 无数据"},
    };
    memory->spec[RANK] = (struct care_cube_spec){
        .name = "district_rank",
        .type = CARE_CUBE_INT32_CODE,
        .time = CARE_CUBE_STOCK,
        .unit = "1",
        .doc = {"rank of the district among those of the plan, 1 is the best; 0 without anything to judge",
                "本区在规划所辖各区中的排名，1 为最好；无可评指标则为 0"},
    };
    for (int i = 0; i < N_CUBES; i++) {
        memory->spec[i].source_model = "scorecard";
        memory->spec[i].since_format = 3;
        memory->specs[i] = &memory->spec[i];
    }
}

static bool is_known(const struct memory *memory, const char *id)
{
    for (int i = 0; i < memory->axis.n; i++) {
        if (strcmp(memory->text[i], id) == 0) {
            return true;
        }
    }
    return false;
}

/* Ids in order of first appearance; @p names is where their names go. */
static void take_indicators(struct memory *memory, const struct care_sheet *table, const char **names)
{
    for (int row = 0; table != NULL && row < table->n_rows; row++) {
        const char *id = care_sheet_text(table, CARE_INDICATORS_ID, row);
        if (!is_known(memory, id)) {
            names[memory->axis.n] = care_sheet_text(table, CARE_INDICATORS_NAME_ZH, row);
            memory->text[memory->axis.n++] = id;
        }
    }
}

int care_scorecard_cubes_create(const struct care_indicators_parameters *const *parameters, int n_scenarios,
                                struct care_scorecard_cubes *out)
{
    *out = (struct care_scorecard_cubes){.n = 0};
    int n_rows = 0;
    for (int i = 0; i < n_scenarios; i++) {
        n_rows += parameters[i]->table != NULL ? parameters[i]->table->n_rows : 0;
    }
    if (n_rows == 0) {
        return CARE_OK;
    }
    struct memory *memory = calloc(1, sizeof *memory + 2 * (size_t)n_rows * sizeof memory->text[0]);
    if (memory == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const char **names = &memory->text[n_rows];
    memory->axis =
        (struct care_axis){.name = "indicator",
                           .labels = memory->text,
                           .labels_zh = names,
                           .doc = {"indicator of the plan, by the rule it scores", "规划指标，按所评规则编号"}};
    for (int i = 0; i < n_scenarios; i++) {
        take_indicators(memory, parameters[i]->table, names);
    }
    describe(memory);
    *out = (struct care_scorecard_cubes){.specs = memory->specs, .n = N_CUBES, .memory = memory};
    return CARE_OK;
}

void care_scorecard_cubes_free(struct care_scorecard_cubes *cubes)
{
    free(cubes->memory);
    *cubes = (struct care_scorecard_cubes){.n = 0};
}
