#include "scenarios/cell_override.h"

#include "scenarios/cell_path.h"
#include "scenarios/numbers.h"
#include "scenarios/settings.h"
#include "scenarios/sheet_check.h"

#include <string.h>

/* @return the table named; NULL when there is none, which has been reported, here or where the table was read */
static struct care_setting *find_table(const struct care_scenario *scenario, struct care_input *input,
                                       const struct care_cell_path *path)
{
    struct care_setting *setting = care_settings_find(scenario, path->setting);
    if (setting == NULL) {
        care_settings_report_unknown(scenario, input, path->setting);
        return NULL;
    }
    if (setting->field->kind != CARE_FIELD_SHEET || setting->tables == NULL) {
        care_faults_add(&input->faults, 0, 0, path->place.key, "%s has no table here", "%s 此处没有表", path->setting);
        return NULL;
    }
    return setting->checked == NULL ? NULL : setting;
}

/* @return the column to be changed; -1 when it may not be, which has been reported */
static int find_column(const struct care_cell_path *path, const struct care_sheet_spec *spec)
{
    const int column = care_cell_path_column(path, spec);
    if (column >= 0 && spec->columns[column].is_key) {
        care_faults_add(path->place.faults, 0, 0, path->place.key,
                        "column '%s' is a key: it says which row is meant and cannot be changed",
                        "列“%s”是键：它指明是哪一行，不能更改", path->column);
        return -1;
    }
    return column;
}

static bool is_allowed_empty(const struct care_sheet_column *column, const char *value)
{
    return value[0] == '\0' && (column->is_optional || column->kind == CARE_SHEET_TEXT);
}

static void set_texts(char **texts, char *text, int n_rows, const bool *is_meant)
{
    for (int row = 0; row < n_rows; row++) {
        texts[row] = is_meant[row] ? text : texts[row];
    }
}

static void set_numbers(double *numbers, double number, int n_rows, const bool *is_meant)
{
    for (int row = 0; row < n_rows; row++) {
        numbers[row] = is_meant[row] ? number : numbers[row];
    }
}

/* Writes the value into the rows meant. @return whether it is one of the column; if not, it has been reported */
static bool set_cells(struct care_arena *arena, const struct care_cell_path *path, const struct care_sheet *sheet,
                      int column, const char *value, const bool *is_meant)
{
    const struct care_sheet_column *spec = &sheet->spec->columns[column];
    if (spec->kind == CARE_SHEET_TEXT) {
        char *text = care_arena_copy(arena, value, strlen(value));
        set_texts(sheet->text[column], text, sheet->n_rows, is_meant);
        return true;
    }
    double number = spec->fallback;
    if (!is_allowed_empty(spec, value) && !care_sheet_check_value(&path->place, spec, value, &number)) {
        return false;
    }
    set_numbers(sheet->number[column], number, sheet->n_rows, is_meant);
    return true;
}

/* For provenance. */
static void record(struct care_arena *arena, struct care_setting *setting, const struct care_override *override,
                   const struct care_sheet_column *column, const struct care_input *input)
{
    char range[CARE_NUMBERS_RANGE];
    const bool is_number = column->kind == CARE_SHEET_INT || column->kind == CARE_SHEET_REAL;
    struct care_setting_cells **end = &setting->cells;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = care_arena_zeros(arena, 1, sizeof **end);
    if (*end != NULL) {
        **end = (struct care_setting_cells){
            .path = care_arena_copy(arena, override->key, strlen(override->key)),
            .value = care_arena_copy(arena, override->value, strlen(override->value)),
            .unit = column->unit == NULL ? "" : column->unit,
            .range = is_number ? care_arena_text(arena, "%s", care_numbers_range(range, column->min, column->max)) : "",
            .input = input,
        };
    }
}

static void change(struct care_scenario *scenario, struct care_setting *setting, const struct care_cell_path *path,
                   const struct care_override *override, const struct care_input *input)
{
    const struct care_sheet *sheet = &setting->checked->sheet;
    bool *is_meant = care_arena_zeros(&scenario->arena, (size_t)sheet->n_rows, sizeof *is_meant);
    const int column = find_column(path, sheet->spec);
    if (is_meant == NULL || care_cell_path_rows(path, sheet, is_meant) != CARE_OK || column < 0) {
        return;
    }
    if (set_cells(&scenario->arena, path, sheet, column, override->value, is_meant)) {
        record(&scenario->arena, setting, override, &sheet->spec->columns[column], input);
    }
}

int care_cell_override_apply(struct care_scenario *scenario, struct care_input *input,
                             const struct care_override *override)
{
    struct care_cell_path path;
    const struct care_sheet_place place = {.faults = &input->faults, .key = override->key};
    const int status = care_cell_path_read(&scenario->arena, place, &path);
    if (status != CARE_OK) {
        return status == CARE_ERROR_INPUT ? CARE_OK : status;
    }
    struct care_setting *setting = find_table(scenario, input, &path);
    if (setting != NULL) {
        change(scenario, setting, &path, override, input);
    }
    return scenario->arena.is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}
