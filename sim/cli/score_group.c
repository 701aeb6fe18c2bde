#include "sim/cli/score_group.h"

#include "scenarios/numbers.h"
#include "sim/cli/sheet_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE, DECLARED, JURISDICTION, N_TABLES, MOST_COLUMNS = 24, NAME_BYTES = 64 };

/* How a table stands in the group: the dimension; what its columns are called there begins with the prefix; the column that
   gives the dimension its labels. */
static const struct layout {
    const char *dimension, *prefix;
    int label_column; /* -1: rows are numbered */
    const struct care_sheet_spec *spec;
    struct care_text doc;
} layouts[N_TABLES] = {
    [TABLE] =
        {"indicator", "", CARE_INDICATORS_ID, &care_indicators_sheet, {"indicators, one row each", "指标，每行一个"}},
    [DECLARED] = {"declared",
                  "declared_",
                  -1,
                  &care_indicators_declared_sheet,
                  {"declared values, one row each", "申报值，每行一个"}},
    [JURISDICTION] = {"jurisdiction",
                      "jurisdiction_",
                      CARE_JURISDICTION_AREA,
                      &care_indicators_jurisdiction_sheet,
                      {"districts the plan is for", "规划所辖区县"}},
};
static const char scenario_column[] = "declared_scenario";

/* ---- to the file ---- */

struct care_score_group {
    struct care_sheet_texts texts[N_TABLES];
    struct care_run_scorecard_column columns[N_TABLES][MOST_COLUMNS];
    struct care_run_scorecard_table tables[N_TABLES];
    struct care_run_scorecard scorecard;
};

static const struct care_sheet *sheet_of(const struct care_indicators_parameters *plan, int table)
{
    return table == TABLE ? plan->table : table == DECLARED ? plan->declared : plan->jurisdiction;
}

static int add_rows(struct care_sheet_texts *texts, const struct care_sheet *sheet)
{
    int status = CARE_OK;
    for (int row = 0; sheet != NULL && row < sheet->n_rows && status == CARE_OK; row++) {
        status = care_sheet_texts_add(texts, sheet, row);
    }
    return status;
}

/* Declared values are each scenario's own; the other tables those of the first that has a plan. */
static int fill_texts(struct care_score_group *group, int table, const struct care_indicators_parameters *const *plans,
                      int first, int n)
{
    const int end = table == DECLARED ? n : first + 1;
    int n_rows = 0;
    for (int s = first; s < end; s++) {
        const struct care_sheet *sheet = sheet_of(plans[s], table);
        n_rows += sheet == NULL ? 0 : sheet->n_rows;
    }
    int status = care_sheet_texts_begin(&group->texts[table], layouts[table].spec, n_rows);
    for (int s = first; s < end && status == CARE_OK; s++) {
        status = add_rows(&group->texts[table], sheet_of(plans[s], table));
    }
    return status;
}

static int fill_table(struct care_score_group *group, int table)
{
    const struct layout *layout = &layouts[table];
    struct care_sheet_texts *texts = &group->texts[table];
    int n = 0;
    for (int c = 0; c < layout->spec->n_columns; c++) {
        const char *name = care_arena_text(&texts->arena, "%s%s", layout->prefix, layout->spec->columns[c].name);
        if (c != layout->label_column) {
            group->columns[table][n++] =
                (struct care_run_scorecard_column){name, layout->spec->columns[c].doc, texts->cells[c]};
        }
    }
    group->tables[table] = (struct care_run_scorecard_table){
        .dimension = layout->dimension,
        .doc = layout->doc,
        .labels = layout->label_column < 0 ? NULL : texts->cells[layout->label_column],
        .columns = group->columns[table],
        .n_columns = n,
        .n_rows = texts->n_rows,
    };
    return texts->arena.is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

/* Whose each declared row is. */
static int add_scenarios(struct care_score_group *group, const struct care_indicators_parameters *const *plans,
                         const char *const *names, int first, int n)
{
    struct care_run_scorecard_table *table = &group->tables[DECLARED];
    const char **cells = care_arena_zeros(&group->texts[DECLARED].arena, (size_t)table->n_rows, sizeof *cells);
    if (cells == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int row = 0;
    for (int s = first; s < n; s++) {
        const int n_rows = plans[s]->declared == NULL ? 0 : plans[s]->declared->n_rows;
        for (int end = row + n_rows; row < end; row++) {
            cells[row] = names[s];
        }
    }
    group->columns[DECLARED][table->n_columns++] =
        (struct care_run_scorecard_column){scenario_column, {"scenario", "情景"}, cells};
    return CARE_OK;
}

static int fill(struct care_score_group *group, const struct care_indicators_parameters *const *plans,
                const char *const *names, int first, int n)
{
    struct care_numbers numbers;
    int status = care_numbers_begin(&numbers);
    for (int table = 0; table < N_TABLES && status == CARE_OK; table++) {
        status = fill_texts(group, table, plans, first, n);
        status = status == CARE_OK ? fill_table(group, table) : status;
    }
    status = status == CARE_OK ? add_scenarios(group, plans, names, first, n) : status;
    care_numbers_end(&numbers);
    group->scorecard = (struct care_run_scorecard){plans[first]->plan, group->tables, N_TABLES};
    return status;
}

int care_score_group_create(const struct care_indicators_parameters *const *plans, const char *const *names, int n,
                            struct care_score_group **out)
{
    int first = 0;
    *out = NULL;
    while (first < n && plans[first]->table == NULL) {
        first++;
    }
    if (first == n) {
        return CARE_OK;
    }
    struct care_score_group *group = calloc(1, sizeof *group);
    if (group == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = fill(group, plans, names, first, n);
    if (status != CARE_OK) {
        care_score_group_free(group);
        return status;
    }
    *out = group;
    return CARE_OK;
}

void care_score_group_free(struct care_score_group *group)
{
    if (group == NULL) {
        return;
    }
    for (int table = 0; table < N_TABLES; table++) {
        care_sheet_texts_free(&group->texts[table]);
    }
    free(group);
}

const struct care_run_scorecard *care_score_group_tables(const struct care_score_group *group)
{
    return group == NULL ? NULL : &group->scorecard;
}

/* ---- from the file ---- */

/* The columns of one table, as they were read; a column that the file does not have has no rows. */
struct columns {
    struct care_run_read_texts texts[MOST_COLUMNS];
    struct care_sheet_file_column given[MOST_COLUMNS]; /* [n_given] those that are there */
    int n_given, n_rows;
};

static void free_columns(struct columns *columns)
{
    for (int c = 0; c < MOST_COLUMNS; c++) {
        care_run_read_free_texts(&columns->texts[c]);
    }
}

/* The number of rows is that of the first column. */
static int read_columns(const struct care_run_read *run, const struct layout *layout, struct columns *columns)
{
    int status = CARE_OK;
    for (int c = 0; c < layout->spec->n_columns && status == CARE_OK; c++) {
        char name[NAME_BYTES];
        struct care_run_read_texts *texts = &columns->texts[c];
        (void)snprintf(name, sizeof name, "%s%s", layout->prefix, layout->spec->columns[c].name);
        status = care_run_scorecard_read(run, c == layout->label_column ? layout->dimension : name, texts);
        columns->n_rows = c == 0 ? texts->n : columns->n_rows;
        if (status == CARE_OK && texts->n > 0) {
            status = texts->n == columns->n_rows ? CARE_OK : care_trace(CARE_ERROR_INPUT);
            columns->given[columns->n_given++] =
                (struct care_sheet_file_column){layout->spec->columns[c].name, (const char *const *)texts->text};
        }
    }
    return status;
}

/* Leaves the rows of one scenario. */
static int keep_scenario(const struct care_run_read *run, const char *scenario, struct columns *columns)
{
    struct care_run_read_texts owner;
    const int status = care_run_scorecard_read(run, scenario_column, &owner);
    if (status != CARE_OK || owner.n != columns->n_rows) {
        care_run_read_free_texts(&owner);
        return status != CARE_OK ? status : care_trace(CARE_ERROR_INPUT);
    }
    int n = 0;
    for (int row = 0; row < columns->n_rows; row++) {
        const bool is_kept = strcmp(owner.text[row], scenario) == 0;
        for (int c = 0; c < MOST_COLUMNS && is_kept; c++) { /* all texts stay, so that all are freed */
            char **text = columns->texts[c].text;
            if (text != NULL) {
                char *kept = text[row];
                text[row] = text[n];
                text[n] = kept;
            }
        }
        n += is_kept;
    }
    columns->n_rows = n;
    care_run_read_free_texts(&owner);
    return CARE_OK;
}

static int read_table(const struct care_run_read *run, const char *path, int table, const char *scenario,
                      struct care_diagnostics *list, struct care_sheet_file **out)
{
    struct columns columns = {.n_rows = 0};
    int status = read_columns(run, &layouts[table], &columns);
    if (status == CARE_OK && table == DECLARED && columns.n_rows > 0) {
        status = keep_scenario(run, scenario, &columns);
    }
    if (status == CARE_ERROR_INPUT) {
        care_diagnostics_add(list, (struct care_place){.file = path, .key = layouts[table].dimension},
                             "the scorecard of the file is damaged", "文件中的指标考核表已损坏");
    }
    if (status == CARE_OK && columns.n_rows > 0) {
        status = care_sheet_file_of_columns(path, columns.given, columns.n_given, columns.n_rows, layouts[table].spec,
                                            list, out);
    }
    free_columns(&columns);
    return status;
}

int care_score_group_read(const struct care_run_read *run, const char *path, const char *scenario,
                          struct care_diagnostics *list, struct care_score_group_sheets *out)
{
    struct care_sheet_file **const files[N_TABLES] = {&out->table, &out->declared, &out->jurisdiction};
    int status = CARE_OK;
    for (int table = 0; table < N_TABLES && status == CARE_OK; table++) {
        status = read_table(run, path, table, scenario, list, files[table]);
    }
    return status;
}

void care_score_group_free_sheets(struct care_score_group_sheets *sheets)
{
    care_sheet_file_free(sheets->jurisdiction);
    care_sheet_file_free(sheets->declared);
    care_sheet_file_free(sheets->table);
    *sheets = (struct care_score_group_sheets){NULL, NULL, NULL};
}
