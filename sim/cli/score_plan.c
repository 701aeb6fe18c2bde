#include "sim/cli/score_plan.h"

#include "models/city.h"
#include "scenarios/numbers.h"
#include "scenarios/scenario.h"
#include "sim/cli/score_group.h"
#include "sim/cli/sheet_texts.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct care_score_plan {
    struct care_indicators_parameters parameters;
    char *title_en, *title_zh;              /* of the file's own plan */
    struct care_score_group_sheets own;     /* the file's */
    struct care_scenario *pack;             /* NULL: none is asked for */
    struct care_sheet_file *table;          /* NULL: no table alone is asked for */
    struct care_sheet_file *given, *merged; /* what the user declares, and with it what was declared already */
};

static struct care_sheet *sheet_of(struct care_sheet_file *file)
{
    return file == NULL ? NULL : care_sheet_file_sheet(file);
}

/* ---- the file's own plan ---- */

static int read_own(struct care_score_plan *plan, struct care_run_load *load, const char *path, int scenario,
                    struct care_diagnostics *list)
{
    const struct care_run_read *file = care_run_load_file(load);
    const char *name = care_cubes_outer(care_run_load_cubes(load))->scenarios[scenario];
    int status = care_run_scorecard_read_title(file, &plan->title_en, &plan->title_zh);
    status = status == CARE_OK ? care_score_group_read(file, path, name, list, &plan->own) : status;
    if (status == CARE_OK) {
        plan->parameters = (struct care_indicators_parameters){
            .plan = {plan->title_en, plan->title_zh},
            .table = sheet_of(plan->own.table),
            .declared = sheet_of(plan->own.declared),
            .jurisdiction = sheet_of(plan->own.jurisdiction),
        };
    }
    return status;
}

/* ---- another plan ---- */

static bool ends_in(const char *text, const char *ending)
{
    const size_t n = strlen(text), n_ending = strlen(ending);
    return n >= n_ending && strcmp(text + n - n_ending, ending) == 0;
}

static bool has_district(const struct care_outer *outer, int code)
{
    for (int d = 0; d < outer->n_districts; d++) {
        if (outer->district_codes[d] == code) {
            return true;
        }
    }
    return false;
}

/* Whether all districts of a pack, or those of its jurisdiction, are in the file. */
static bool is_at_home(const struct care_indicators_parameters *pack, const struct care_sheet *areas,
                       const struct care_outer *outer)
{
    const struct care_sheet *sheet = pack->jurisdiction != NULL ? pack->jurisdiction : areas;
    const int column = pack->jurisdiction != NULL ? (int)CARE_JURISDICTION_AREA : (int)CARE_AREAS_CODE;
    for (int row = 0; row < sheet->n_rows; row++) {
        const bool is_district = sheet != areas || care_sheet_int(areas, CARE_AREAS_KIND, row) == CARE_AREA_DISTRICT;
        if (is_district && !has_district(outer, care_sheet_int(sheet, column, row))) {
            return false;
        }
    }
    return true;
}

/* The plan of a pack is that of its baseline. */
static int read_pack(struct care_score_plan *plan, const char *name, const struct care_outer *outer,
                     struct care_diagnostics *list)
{
    char path[PATH_MAX];
    (void)snprintf(path, sizeof path, "scenarios/%s/baseline.yaml", name);
    const int status = care_scenario_read(path, care_city_sections, care_city_n_sections, NULL, 0, list, &plan->pack);
    if (status != CARE_OK) {
        return status == CARE_ERROR_FILE ? CARE_ERROR_INPUT : status; /* the user named a pack that is not there */
    }
    const struct care_indicators_parameters *pack = care_scenario_section(plan->pack, care_indicators_section.name);
    const struct care_areas_parameters *areas = care_scenario_section(plan->pack, care_areas_section.name);
    plan->parameters.plan = pack->plan;
    plan->parameters.table = pack->table;
    plan->parameters.declared = NULL;
    if (is_at_home(pack, areas->table, outer)) {
        plan->parameters.declared = pack->declared;
        plan->parameters.jurisdiction = pack->jurisdiction;
    }
    return CARE_OK;
}

static int read_other(struct care_score_plan *plan, const char *name, const struct care_outer *outer,
                      struct care_diagnostics *list)
{
    if (!ends_in(name, ".csv") && !ends_in(name, ".xlsx")) {
        return read_pack(plan, name, outer, list);
    }
    const int status = care_sheet_file_read(name, &care_indicators_sheet, list, &plan->table);
    plan->parameters.plan = (struct care_text){name, name};
    plan->parameters.table = sheet_of(plan->table);
    return status;
}

/* ---- what the user declares ---- */

static bool is_of(const struct care_sheet *a, int row, const struct care_sheet *b, int other)
{
    return care_sheet_int(a, CARE_DECLARED_AREA, row) == care_sheet_int(b, CARE_DECLARED_AREA, other) &&
           strcmp(care_sheet_text(a, CARE_DECLARED_INDICATOR, row),
                  care_sheet_text(b, CARE_DECLARED_INDICATOR, other)) == 0;
}

/* Whether the user says something of the indicator and area of a row. */
static bool is_replaced(const struct care_sheet *before, int row, const struct care_sheet *given)
{
    for (int other = 0; other < given->n_rows; other++) {
        if (is_of(before, row, given, other)) {
            return true;
        }
    }
    return false;
}

/* All rows of the user, and those before of which he says nothing. */
static int gather(struct care_sheet_texts *texts, const struct care_sheet *before, const struct care_sheet *given)
{
    const int n_before = before == NULL ? 0 : before->n_rows;
    int status = care_sheet_texts_begin(texts, &care_indicators_declared_sheet, n_before + given->n_rows);
    for (int row = 0; row < n_before && status == CARE_OK; row++) {
        if (!is_replaced(before, row, given)) {
            status = care_sheet_texts_add(texts, before, row);
        }
    }
    for (int row = 0; row < given->n_rows && status == CARE_OK; row++) {
        status = care_sheet_texts_add(texts, given, row);
    }
    return status;
}

static int merge(struct care_score_plan *plan, const char *path, struct care_diagnostics *list)
{
    struct care_sheet_texts texts = {.n_rows = 0};
    struct care_sheet_file_column columns[CARE_N_DECLARED_COLUMNS];
    struct care_numbers numbers;
    int status = care_numbers_begin(&numbers);
    status = status == CARE_OK ? gather(&texts, plan->parameters.declared, sheet_of(plan->given)) : status;
    care_numbers_end(&numbers);
    if (status == CARE_OK) {
        for (int c = 0; c < CARE_N_DECLARED_COLUMNS; c++) {
            columns[c] =
                (struct care_sheet_file_column){care_indicators_declared_sheet.columns[c].name, texts.cells[c]};
        }
        status = care_sheet_file_of_columns(path, columns, CARE_N_DECLARED_COLUMNS, texts.n_rows,
                                            &care_indicators_declared_sheet, list, &plan->merged);
    }
    care_sheet_texts_free(&texts);
    return status;
}

/* A mistyped id must not look like an indicator of which nothing was told. */
static void check_ids(const struct care_score_plan *plan, struct care_diagnostics *list)
{
    const struct care_sheet *given = sheet_of(plan->given), *table = plan->parameters.table;
    for (int row = 0; table != NULL && row < given->n_rows; row++) {
        const char *id = care_sheet_text(given, CARE_DECLARED_INDICATOR, row);
        const struct care_place place = {.file = given->path, .line = given->line[row], .key = "indicator"};
        int i = 0;
        while (i < table->n_rows && strcmp(care_sheet_text(table, CARE_INDICATORS_ID, i), id) != 0) {
            i++;
        }
        if (i == table->n_rows) {
            care_diagnostics_add(list, place, "the plan has no indicator %s", "规划中没有指标 %s", id);
        } else if (care_sheet_int(table, CARE_INDICATORS_BASIS, i) != CARE_BASIS_DECLARED) {
            care_diagnostics_add(list, place, "indicator %s is worked out, not declared",
                                 "指标 %s 由程序计算，不必申报", id);
        }
    }
}

static int declare(struct care_score_plan *plan, const char *path, struct care_diagnostics *list)
{
    int status = care_sheet_file_read(path, &care_indicators_declared_sheet, list, &plan->given);
    if (status == CARE_OK) {
        check_ids(plan, list);
        status = care_diagnostics_status(list);
    }
    status = status == CARE_OK ? merge(plan, path, list) : status;
    plan->parameters.declared = status == CARE_OK ? sheet_of(plan->merged) : NULL;
    return status;
}

/* ---- all of it ---- */

static int fill(struct care_score_plan *plan, const struct care_score_plan_request *request, struct care_run_load *load,
                const char *path, int scenario, struct care_diagnostics *list)
{
    int status = read_own(plan, load, path, scenario, list);
    if (status == CARE_OK && request->plan != NULL) {
        status = read_other(plan, request->plan, care_cubes_outer(care_run_load_cubes(load)), list);
    }
    if (status == CARE_OK && request->declared != NULL) {
        status = declare(plan, request->declared, list);
    }
    if (status == CARE_OK && plan->parameters.table == NULL) {
        care_diagnostics_add(list, (struct care_place){.file = path},
                             "the file has no plan to score it by; name one with --plan",
                             "文件中没有可供考核的规划；请用 --plan 指定");
        status = CARE_ERROR_INPUT;
    }
    return status;
}

int care_score_plan_create(const struct care_score_plan_request *request, struct care_run_load *load, const char *path,
                           int scenario, struct care_diagnostics *list, struct care_score_plan **out)
{
    *out = NULL;
    struct care_score_plan *plan = calloc(1, sizeof *plan);
    if (plan == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = fill(plan, request, load, path, scenario, list);
    if (status != CARE_OK) {
        care_score_plan_free(plan);
        return status;
    }
    *out = plan;
    return CARE_OK;
}

void care_score_plan_free(struct care_score_plan *plan)
{
    if (plan == NULL) {
        return;
    }
    care_sheet_file_free(plan->merged);
    care_sheet_file_free(plan->given);
    care_sheet_file_free(plan->table);
    care_scenario_free(plan->pack);
    care_score_group_free_sheets(&plan->own);
    free(plan->title_zh);
    free(plan->title_en);
    free(plan);
}

const struct care_indicators_parameters *care_score_plan_parameters(const struct care_score_plan *plan)
{
    return &plan->parameters;
}
