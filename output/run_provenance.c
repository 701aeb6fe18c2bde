/** @file  Provenance. Nothing here may depend on the time, the machine, the folder or the number of threads. */
#include "output/run_provenance.h"

#include "output/run_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_CONFIDENCES = CARE_CHOSEN + 1, NUMBER_BYTES = 24 };

/* In the order of enum care_confidence. */
static const char *const confidence_words[N_CONFIDENCES] = {"seen", "recalled", "derived", "assumed", "chosen"};

static int write_title(struct care_hdf *hdf, const struct care_outer *outer)
{
    const struct care_text first = outer->titles[0];
    char en[512];
    char zh[512];
    (void)snprintf(en, sizeof en, "carecap: %.400s%s", first.en, outer->n_scenarios > 1 ? " and other scenarios" : "");
    (void)snprintf(zh, sizeof zh, "%.400s%s", first.zh, outer->n_scenarios > 1 ? "等情景" : "");
    return care_hdf_text_pair(hdf, hdf->root, "title", en, zh);
}

int care_run_provenance_root(struct care_hdf *hdf, const struct care_run_facts *facts)
{
    char source[160];
    char history[224];
    char seed[NUMBER_BYTES];
    const char *const revision = facts->git_revision;
    (void)snprintf(source, sizeof source, "carecap %s%s%s%s", facts->version, revision[0] == '\0' ? "" : " (git ",
                   revision, revision[0] == '\0' ? "" : ")");
    (void)snprintf(history, sizeof history,
                   "written by carecap %s; times are left out so that equal runs give equal files", facts->version);
    (void)snprintf(seed, sizeof seed, "%" PRIu64, facts->seed);
    const struct care_hdf_attribute texts[] = {
        {"institution", "not stated; run by a user of carecap / 未注明，由 carecap 用户运行"},
        {"source", source},
        {"history", history},
        {"references", "docs/data-dictionary.md, docs/SOURCES.md"},
        {"comment",
         "Stocks are of 1 November of the year; flows are of the model year, 1 November of the year before to 31 "
         "October, and 0 in the first year. Axes in C order. / "
         "存量为当年 11 月 1 日；流量为上年 11 月 1 日至当年 10 月 31 日，首年为 0。各轴按 C 语言行优先次序。"},
        {"run_id", facts->run_id},
        {"seed", seed},
    };
    int status = care_hdf_text(hdf, hdf->root, "Conventions", "CF-1.10");
    if (status == CARE_OK) {
        status = write_title(hdf, care_cubes_outer(facts->cubes));
    }
    if (status == CARE_OK) {
        status = care_hdf_texts(hdf, hdf->root, texts, (int)(sizeof texts / sizeof texts[0]));
    }
    if (status == CARE_OK) { /* the same 64 bits; netCDF-3 tools know no unsigned type */
        status = care_hdf_int64(hdf, hdf->root, "seed_int64", (int64_t)facts->seed);
    }
    return status == CARE_OK ? care_hdf_int32(hdf, hdf->root, "file_format_version", CARE_FILE_FORMAT) : status;
}

static int write_software(struct care_hdf *hdf, hid_t group, const struct care_run_facts *facts)
{
    unsigned major = 0;
    unsigned minor = 0;
    unsigned release = 0;
    char version[40];
    char seed[NUMBER_BYTES];
    if (H5get_libversion(&major, &minor, &release) < 0) {
        return care_hdf_fail(hdf, "provenance");
    }
    (void)snprintf(version, sizeof version, "%u.%u.%u", major, minor, release);
    (void)snprintf(seed, sizeof seed, "%" PRIu64, facts->seed);
    const struct care_hdf_attribute texts[] = {
        {"software", "carecap"},
        {"software_version", facts->version},
        {"git_revision", facts->git_revision},
        {"compiler", CARE_COMPILER},
        {"compiler_flags", CARE_COMPILER_FLAGS},
        {"hdf5_version", version},
        {"libraries", facts->libraries == NULL ? "" : facts->libraries},
        {"run_id", facts->run_id},
        {"seed", seed},
    };
    const int status = care_hdf_texts(hdf, group, texts, (int)(sizeof texts / sizeof texts[0]));
    return status == CARE_OK ? care_hdf_int32(hdf, group, "file_format_version", CARE_FILE_FORMAT) : status;
}

enum parameter_column { P_SCENARIO, P_NAME, P_VALUE, P_UNIT, P_RANGE, P_ORIGIN, P_SOURCE, P_CONFIDENCE, N_P };

static const struct {
    const char *name;
    struct care_text doc;
} parameter_columns[N_P] = {
    [P_SCENARIO] = {"parameter_scenario", {"scenario", "情景"}},
    [P_NAME] = {"parameter_name", {"name of the parameter", "参数名"}},
    [P_VALUE] = {"parameter_value", {"value as resolved", "取值"}},
    [P_UNIT] = {"parameter_unit", {"unit", "单位"}},
    [P_RANGE] = {"parameter_range", {"allowed values", "允许范围"}},
    [P_ORIGIN] = {"parameter_origin",
                  {"where the value was set: file and line, or default", "取值来自：文件与行号，或默认值"}},
    [P_SOURCE] = {"parameter_source", {"anchor in docs/SOURCES.md", "docs/SOURCES.md 中的出处"}},
    [P_CONFIDENCE] = {"parameter_confidence",
                      {"seen, recalled, derived, assumed or chosen", "可信程度：亲见、凭记忆、推算、假定或设定"}},
};

static const char *parameter_cell(const struct care_resolved *row, const char *scenario, enum parameter_column column)
{
    switch (column) {
    case P_SCENARIO:
        return scenario;
    case P_NAME:
        return row->name;
    case P_VALUE:
        return row->value;
    case P_UNIT:
        return row->unit;
    case P_RANGE:
        return row->range;
    case P_ORIGIN:
        return row->origin;
    case P_SOURCE:
        return row->source;
    default:
        return confidence_words[row->confidence];
    }
}

static int write_parameter_column(struct care_hdf *hdf, hid_t group, const struct care_run_table *table,
                                  enum parameter_column column, const struct care_run_facts *facts, const char **cells)
{
    const struct care_outer *outer = care_cubes_outer(facts->cubes);
    int n = 0;
    for (int s = 0; s < outer->n_scenarios; s++) {
        const struct care_provenance *p = facts->provenance[s];
        for (int i = 0; i < p->n_resolved; i++) {
            cells[n++] = parameter_cell(&p->resolved[i], outer->scenarios[s], column);
        }
    }
    return care_run_table_column(hdf, group, table, parameter_columns[column].name, cells,
                                 parameter_columns[column].doc);
}

static int write_parameters(struct care_hdf *hdf, hid_t group, const struct care_run_facts *facts)
{
    struct care_run_table table = {
        .dimension = "parameter",
        .doc = {"parameters of all scenarios, one row each", "各情景的全部参数，每行一个"},
        .scale = H5I_INVALID_HID,
    };
    for (int s = 0; s < care_cubes_outer(facts->cubes)->n_scenarios; s++) {
        table.n += facts->provenance[s]->n_resolved;
    }
    if (table.n == 0) {
        return CARE_OK;
    }
    const char **cells = malloc((size_t)table.n * sizeof *cells);
    if (cells == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = care_run_table_begin(hdf, group, &table);
    for (int column = 0; column < N_P && status == CARE_OK; column++) {
        status = write_parameter_column(hdf, group, &table, (enum parameter_column)column, facts, cells);
    }
    care_run_table_end(&table);
    free(cells);
    return status;
}

/* The columns of the inputs, gathered over all scenarios. */
struct inputs {
    const char **scenario;
    const char **path;
    const char **sha256;
    int32_t *rows;
};

static int write_input_columns(struct care_hdf *hdf, hid_t group, struct care_run_table *table,
                               const struct inputs *inputs)
{
    hid_t id = H5I_INVALID_HID;
    int status = care_run_table_begin(hdf, group, table);
    if (status == CARE_OK) {
        status = care_run_table_column(hdf, group, table, "input_scenario", inputs->scenario,
                                       (struct care_text){"scenario", "情景"});
    }
    if (status == CARE_OK) {
        status = care_run_table_column(
            hdf, group, table, "input_path", inputs->path,
            (struct care_text){"input file, relative to the scenario file", "输入文件（相对于情景文件）"});
    }
    if (status == CARE_OK) {
        status = care_run_table_column(hdf, group, table, "input_sha256", inputs->sha256,
                                       (struct care_text){"SHA-256 of its bytes", "文件内容的 SHA-256"});
    }
    if (status == CARE_OK) {
        status = care_hdf_codes(hdf, group, "input_rows", inputs->rows, table->n, &id);
    }
    if (status == CARE_OK) {
        status = care_run_table_attach(
            hdf, id, table, (struct care_text){"data rows of a table; 0 for YAML", "表格数据行数；YAML 为 0"});
    }
    return status;
}

static void gather_inputs(const struct care_run_facts *facts, struct inputs *inputs)
{
    const struct care_outer *outer = care_cubes_outer(facts->cubes);
    int n = 0;
    for (int s = 0; s < outer->n_scenarios; s++) {
        const struct care_provenance *p = facts->provenance[s];
        for (int i = 0; i < p->n_inputs; i++, n++) {
            inputs->scenario[n] = outer->scenarios[s];
            inputs->path[n] = p->inputs[i].path;
            inputs->sha256[n] = p->inputs[i].sha256;
            inputs->rows[n] = p->inputs[i].n_rows;
        }
    }
}

static int write_inputs(struct care_hdf *hdf, hid_t group, const struct care_run_facts *facts)
{
    int status = CARE_ERROR_MEMORY;
    struct care_run_table table = {
        .dimension = "input",
        .doc = {"input files of all scenarios, one row each", "各情景的输入文件，每行一个"},
        .scale = H5I_INVALID_HID,
    };
    for (int s = 0; s < care_cubes_outer(facts->cubes)->n_scenarios; s++) {
        table.n += facts->provenance[s]->n_inputs;
    }
    if (table.n == 0) {
        return CARE_OK;
    }
    const size_t n = (size_t)table.n;
    const struct inputs inputs = {
        .scenario = malloc(n * sizeof *inputs.scenario),
        .path = malloc(n * sizeof *inputs.path),
        .sha256 = malloc(n * sizeof *inputs.sha256),
        .rows = malloc(n * sizeof *inputs.rows),
    };
    if (inputs.scenario == NULL || inputs.path == NULL || inputs.sha256 == NULL || inputs.rows == NULL) {
        (void)care_trace(status);
        goto out;
    }
    struct inputs filled = inputs;
    gather_inputs(facts, &filled);
    status = write_input_columns(hdf, group, &table, &filled);
out:
    care_run_table_end(&table);
    free(inputs.rows);
    free(inputs.sha256);
    free(inputs.path);
    free(inputs.scenario);
    return status;
}

/* The scenarios' own scale inside the group, so that the group opens alone, and each text as it was read. */
static int write_texts(struct care_hdf *hdf, hid_t group, const struct care_run_facts *facts)
{
    const struct care_outer *outer = care_cubes_outer(facts->cubes);
    struct care_run_table table = {
        .dimension = "scenario",
        .doc = {"scenario", "情景"},
        .n = outer->n_scenarios,
        .labels = outer->scenarios,
        .scale = H5I_INVALID_HID,
    };
    const char **texts = malloc((size_t)table.n * sizeof *texts);
    if (texts == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int s = 0; s < table.n; s++) {
        texts[s] = facts->provenance[s]->text;
    }
    int status = care_run_table_begin(hdf, group, &table);
    if (status == CARE_OK) {
        status = care_run_table_column(
            hdf, group, &table, "scenario_text", texts,
            (struct care_text){"scenario file as read, its bases before it", "情景文件原文，其所基于的文件在前"});
    }
    care_run_table_end(&table);
    free(texts);
    return status;
}

int care_run_provenance_write(struct care_hdf *hdf, const struct care_run_facts *facts)
{
    hid_t group = H5I_INVALID_HID;
    int status = care_hdf_group(hdf, hdf->root, "provenance", &group);
    if (status != CARE_OK) {
        return status;
    }
    status = write_software(hdf, group, facts);
    if (status == CARE_OK) {
        status = write_texts(hdf, group, facts);
    }
    if (status == CARE_OK) {
        status = write_parameters(hdf, group, facts);
    }
    if (status == CARE_OK) {
        status = write_inputs(hdf, group, facts);
    }
    (void)H5Gclose(group);
    return status;
}

int care_run_provenance_record(struct care_hdf *hdf, const struct care_run_record *record)
{
    const struct care_hdf_attribute texts[] = {
        {"simd", record->simd},
        {"host", record->host},
        {"started_utc", record->started_utc},
        {"ended_utc", record->ended_utc},
    };
    hid_t group = H5I_INVALID_HID;
    int status = care_hdf_group(hdf, hdf->root, "run_record", &group);
    if (status != CARE_OK) {
        return status;
    }
    status = care_hdf_int32(hdf, group, "n_threads", record->n_threads);
    if (status == CARE_OK) {
        status = care_hdf_texts(hdf, group, texts, (int)(sizeof texts / sizeof texts[0]));
    }
    if (status == CARE_OK) {
        status = care_hdf_float64(hdf, group, "wall_seconds", record->wall_seconds);
    }
    (void)H5Gclose(group);
    return status;
}
