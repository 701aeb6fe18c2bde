#include "sim/cli/rules_values.h"

#include "models/city.h"
#include "scenarios/cell_path.h"
#include "scenarios/numbers.h"
#include "sim/nearest.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- paths ---- */

/* What follows the section's name and the dot. @return NULL when @p path is of another section */
static const char *within(const struct care_section *section, const char *path)
{
    const size_t n = strlen(section->name);
    return strncmp(path, section->name, n) == 0 && path[n] == '.' ? path + n + 1 : NULL;
}

/* @param section  receives it */
static const struct care_field *find(const char *path, const struct care_section **section)
{
    for (int s = 0; s < care_city_n_sections; s++) {
        const char *name = within(care_city_sections[s], path);
        for (int i = 0; name != NULL && i < care_city_sections[s]->n_fields; i++) {
            if (strcmp(care_city_sections[s]->fields[i].name, name) == 0) {
                *section = care_city_sections[s];
                return &care_city_sections[s]->fields[i];
            }
        }
    }
    return NULL;
}

const struct care_field *care_rules_values_field(const char *path)
{
    const struct care_section *section;
    return find(path, &section);
}

const struct care_field *care_rules_values_table(const char *path)
{
    char table[128];
    const int n = (int)strcspn(path, "[");
    (void)snprintf(table, sizeof table, "%.*s", n, path);
    return care_rules_values_field(table);
}

bool care_rules_values_is_group(const char *path)
{
    for (int s = 0; s < care_city_n_sections; s++) {
        const char *name = within(care_city_sections[s], path);
        if (strcmp(care_city_sections[s]->name, path) == 0) {
            return true;
        }
        for (int i = 0; name != NULL && i < care_city_sections[s]->n_fields; i++) {
            const char *known = care_city_sections[s]->fields[i].name;
            if (strncmp(known, name, strlen(name)) == 0 && known[strlen(name)] == '.') {
                return true;
            }
        }
    }
    return false;
}

static void report_unknown(const char *path, struct care_diagnostics *list)
{
    char known[128], nearest[128] = "";
    int least = CARE_NEAREST_FAR;
    for (int s = 0; s < care_city_n_sections; s++) {
        for (int i = 0; i < care_city_sections[s]->n_fields; i++) {
            (void)snprintf(known, sizeof known, "%s.%s", care_city_sections[s]->name,
                           care_city_sections[s]->fields[i].name);
            const int distance = care_nearest_distance(path, strlen(path), known, strlen(known));
            if (distance < least) {
                least = distance;
                (void)snprintf(nearest, sizeof nearest, "%s", known);
            }
        }
    }
    care_diagnostics_add(list, (struct care_place){.key = path}, "there is no parameter '%s'; the nearest is '%s'",
                         "没有参数“%s”；最接近的是“%s”", path, nearest);
}

/* ---- districts of the plan ---- */

static const struct care_sheet *jurisdiction_of(const struct care_scenario *scenario)
{
    const struct care_indicators_parameters *scorecard = care_scenario_section(scenario, care_indicators_section.name);
    return scorecard->jurisdiction;
}

const char *care_rules_values_codes(const struct care_scenario *scenario, char buffer[static CARE_RULES_CODES])
{
    const struct care_sheet *sheet = jurisdiction_of(scenario);
    size_t n = 0;
    buffer[0] = '\0';
    for (int row = 0; sheet != NULL && row < sheet->n_rows && n + 16 < CARE_RULES_CODES; row++) {
        n += (size_t)snprintf(buffer + n, CARE_RULES_CODES - n, "%s%d", row == 0 ? "" : ",",
                              care_sheet_int(sheet, CARE_JURISDICTION_AREA, row));
    }
    return buffer;
}

/* ---- values ---- */

static int make_room(struct care_rules_values *values, int n)
{
    values->number = calloc((size_t)n, sizeof *values->number);
    values->n = values->number == NULL ? 0 : n;
    return values->number == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

/* Of the plan's districts; of the city where the plan is for all. */
static int read_lever(const struct care_scenario *scenario, const struct care_lever *lever, int year,
                      struct care_rules_values *values)
{
    const struct care_sheet *sheet = jurisdiction_of(scenario);
    const int status = make_room(values, sheet == NULL ? 1 : sheet->n_rows);
    for (int i = 0; i < values->n; i++) {
        const int code = sheet == NULL ? CARE_NO_DISTRICT : care_sheet_int(sheet, CARE_JURISDICTION_AREA, i);
        values->number[i] = care_lever_at(lever, code, year);
    }
    return status;
}

static int read_single(double number, struct care_rules_values *values)
{
    const int status = make_room(values, 1);
    if (status == CARE_OK) {
        values->number[0] = number;
    }
    return status;
}

static int read_field(const struct care_scenario *scenario, const struct care_section *section,
                      const struct care_field *field, int year, struct care_rules_values *values)
{
    static const char *const truth[] = {"false", "true", NULL};
    const char *member = (const char *)care_scenario_section(scenario, section->name) + field->offset;
    values->min = field->min;
    values->max = field->max;
    values->is_whole = field->kind == CARE_FIELD_INT;
    values->is_by_district = field->kind == CARE_FIELD_LEVER;
    values->is_lever = values->is_by_district || field->kind == CARE_FIELD_SERIES;
    switch (field->kind) {
    case CARE_FIELD_BOOL:
        values->choices = truth;
        return read_single(*(const bool *)member, values);
    case CARE_FIELD_CHOICE:
        values->choices = field->choices;
        return read_single(*(const int *)member, values);
    case CARE_FIELD_INT:
        return read_single(*(const int *)member, values);
    case CARE_FIELD_REAL:
        return read_single(*(const double *)member, values);
    case CARE_FIELD_SERIES:
        return read_single(care_series_at((const struct care_series *)member, year), values);
    case CARE_FIELD_LEVER:
        return read_lever(scenario, (const struct care_lever *)member, year, values);
    case CARE_FIELD_SHEET:
    case CARE_FIELD_TEXT:
        break;
    }
    values->is_text = true;
    return CARE_OK;
}

/* ---- cells ---- */

static int take_cells(const struct care_sheet *sheet, int column, const bool *is_meant,
                      struct care_rules_values *values)
{
    const struct care_sheet_column *spec = &sheet->spec->columns[column];
    values->is_text = spec->kind == CARE_SHEET_TEXT;
    values->is_whole = spec->kind == CARE_SHEET_INT;
    values->choices = spec->kind == CARE_SHEET_CHOICE ? spec->choices : NULL;
    values->min = spec->min;
    values->max = spec->max;
    const int status = make_room(values, sheet->n_rows);
    values->n = 0;
    for (int row = 0; status == CARE_OK && !values->is_text && row < sheet->n_rows; row++) {
        if (is_meant[row]) {
            values->number[values->n++] = sheet->number[column][row];
        }
    }
    return status;
}

static int find_cells(const struct care_cell_path *path, const struct care_sheet *sheet, struct care_arena *arena,
                      struct care_rules_values *values)
{
    const int column = care_cell_path_column(path, sheet->spec);
    bool *is_meant = care_arena_zeros(arena, (size_t)sheet->n_rows, sizeof *is_meant);
    if (is_meant == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = care_cell_path_rows(path, sheet, is_meant);
    if (status != CARE_OK || column < 0) {
        return CARE_ERROR_INPUT;
    }
    return take_cells(sheet, column, is_meant, values);
}

/* @return the table of a path; NULL when the scenario has none, which has been reported */
static const struct care_sheet *sheet_of(const struct care_scenario *scenario, const char *path,
                                         struct care_diagnostics *list)
{
    const struct care_section *section;
    const struct care_field *field = find(path, &section);
    if (field == NULL) {
        report_unknown(path, list);
        return NULL;
    }
    if (field->kind != CARE_FIELD_SHEET) {
        care_diagnostics_add(list, (struct care_place){.key = path}, "'%s' is no table", "“%s”不是表", path);
        return NULL;
    }
    const char *member = (const char *)care_scenario_section(scenario, section->name) + field->offset;
    const struct care_sheet *sheet = *(struct care_sheet *const *)member;
    if (sheet == NULL) {
        care_diagnostics_add(list, (struct care_place){.key = path}, "'%s' has no table in this scenario",
                             "此情景中“%s”没有表", path);
    }
    return sheet;
}

static int read_cells(const struct care_scenario *scenario, const char *text, struct care_diagnostics *list,
                      struct care_rules_values *values)
{
    struct care_arena arena = {NULL, false};
    struct care_faults faults = {.list = list};
    struct care_numbers numbers;
    struct care_cell_path path;
    int status = care_numbers_begin(&numbers);
    if (status == CARE_OK) {
        status = care_cell_path_read(&arena, (struct care_sheet_place){.faults = &faults, .key = text}, &path);
    }
    if (status == CARE_OK && path.column == NULL) {
        care_diagnostics_add(list, (struct care_place){.key = text}, "'%s' names no column", "“%s”没有写列", text);
        status = CARE_ERROR_INPUT;
    }
    if (status == CARE_OK) {
        const struct care_sheet *sheet = sheet_of(scenario, path.setting, list);
        status = sheet == NULL ? CARE_ERROR_INPUT : find_cells(&path, sheet, &arena, values);
    }
    care_numbers_end(&numbers);
    care_arena_free(&arena);
    return status;
}

int care_rules_values_read(const struct care_scenario *scenario, const char *path, int year,
                           struct care_diagnostics *list, struct care_rules_values *out)
{
    *out = (struct care_rules_values){.number = NULL};
    if (care_cell_path_is(path)) {
        return read_cells(scenario, path, list, out);
    }
    const struct care_section *section;
    const struct care_field *field = find(path, &section);
    if (field == NULL) {
        report_unknown(path, list);
        return CARE_ERROR_INPUT;
    }
    return read_field(scenario, section, field, year, out);
}

void care_rules_values_free(struct care_rules_values *values)
{
    free(values->number);
    *values = (struct care_rules_values){.number = NULL};
}

bool care_rules_values_is_on(const struct care_rules_values *values)
{
    static const char *const off[] = {"false", "no", "none", "none_counts"};
    for (int i = 0; i < values->n; i++) {
        if (values->choices == NULL && !(values->number[i] > 0)) {
            return false;
        }
        for (size_t k = 0; values->choices != NULL && k < sizeof off / sizeof off[0]; k++) {
            if (strcmp(values->choices[(int)values->number[i]], off[k]) == 0) {
                return false;
            }
        }
    }
    return true;
}
