#include "scenarios/cell_path.h"

#include "sim/nearest.h"

#include <string.h>

bool care_cell_path_is(const char *text)
{
    return strchr(text, '[') != NULL;
}

static int refuse(const struct care_sheet_place *place)
{
    care_faults_add(place->faults, place->line, place->column, place->key,
                    "expected: section.key[column=value;column=value].column for cells of a table, "
                    "section.key[district,district] for a lever",
                    "应为：节.键[列=值;列=值].列（表中的单元格），或 节.键[区,区]（杠杆）");
    return CARE_ERROR_INPUT;
}

/* The n-th of the parts between semicolons, taken apart at its equals sign. @return whether it has one */
static bool read_condition(struct care_arena *arena, const char *part, struct care_cell_condition *out)
{
    const size_t size = strcspn(part, ";");
    const size_t n_name = strcspn(part, "=");
    if (n_name == 0 || n_name >= size) {
        return false;
    }
    out->column = care_arena_copy(arena, part, n_name);
    out->value = care_arena_copy(arena, part + n_name + 1, size - n_name - 1);
    return true;
}

static int read_conditions(struct care_arena *arena, struct care_cell_path *path)
{
    int n = path->within[0] != '\0';
    for (const char *c = path->within; *c != '\0'; c++) {
        n += *c == ';';
    }
    struct care_cell_condition *conditions = care_arena_zeros(arena, (size_t)n + 1, sizeof *conditions);
    if (conditions == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const char *part = path->within;
    for (int i = 0; i < n; i++) {
        if (!read_condition(arena, part, &conditions[i])) {
            return refuse(&path->place);
        }
        part += strcspn(part, ";") + 1;
    }
    path->conditions = conditions;
    path->n_conditions = n;
    return CARE_OK;
}

int care_cell_path_read(struct care_arena *arena, struct care_sheet_place place, struct care_cell_path *out)
{
    const char *open = strchr(place.key, '[');
    const char *close = open == NULL ? NULL : strchr(open, ']');
    *out = (struct care_cell_path){.place = place};
    if (close == NULL || open == place.key || (close[1] != '\0' && (close[1] != '.' || close[2] == '\0'))) {
        return refuse(&place);
    }
    out->setting = care_arena_copy(arena, place.key, (size_t)(open - place.key));
    out->within = care_arena_copy(arena, open + 1, (size_t)(close - open - 1));
    out->column = close[1] == '\0' ? NULL : close + 2;
    if (arena->is_exhausted) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = out->column == NULL ? CARE_OK : read_conditions(arena, out);
    return status == CARE_OK && arena->is_exhausted ? care_trace(CARE_ERROR_MEMORY) : status;
}

static const char *nearest_to(const struct care_sheet_spec *spec, const char *name)
{
    const char *nearest = spec->columns[0].name;
    int least = CARE_NEAREST_FAR;
    for (int i = 0; i < spec->n_columns; i++) {
        const char *known = spec->columns[i].name;
        const int distance = care_nearest_distance(name, strlen(name), known, strlen(known));
        nearest = distance < least ? known : nearest;
        least = distance < least ? distance : least;
    }
    return nearest;
}

static int column_named(const struct care_sheet_place *place, const struct care_sheet_spec *spec, const char *name)
{
    char shown[CARE_FAULTS_EXCERPT];
    const int column = care_sheet_check_column(spec, name);
    if (column < 0) {
        care_faults_add(place->faults, place->line, place->column, place->key,
                        "table %s has no column '%s' that is read; the nearest is '%s'",
                        "表 %s 没有读取的列“%s”；最接近的是“%s”", spec->name, care_faults_excerpt(shown, name),
                        nearest_to(spec, name));
    }
    return column;
}

int care_cell_path_column(const struct care_cell_path *path, const struct care_sheet_spec *spec)
{
    return column_named(&path->place, spec, path->column);
}

/* Leaves only the rows that have this text in this column. */
static void keep_texts(char *const *texts, const char *wanted, int n_rows, bool *is_meant)
{
    for (int row = 0; row < n_rows; row++) {
        is_meant[row] = is_meant[row] && strcmp(texts[row], wanted) == 0;
    }
}

static void keep_numbers(const double *numbers, double wanted, int n_rows, bool *is_meant)
{
    for (int row = 0; row < n_rows; row++) {
        is_meant[row] = is_meant[row] && numbers[row] == wanted;
    }
}

/* @return whether the condition can be asked of the table; if not, it has been reported */
static bool keep_rows(const struct care_sheet_place *place, const struct care_cell_condition *condition,
                      const struct care_sheet *sheet, bool *is_meant)
{
    const int c = column_named(place, sheet->spec, condition->column);
    if (c < 0) {
        return false;
    }
    if (sheet->spec->columns[c].kind == CARE_SHEET_TEXT) {
        keep_texts(sheet->text[c], condition->value, sheet->n_rows, is_meant);
        return true;
    }
    double wanted = 0;
    if (!care_sheet_check_value(place, &sheet->spec->columns[c], condition->value, &wanted)) {
        return false;
    }
    keep_numbers(sheet->number[c], wanted, sheet->n_rows, is_meant);
    return true;
}

int care_cell_path_rows(const struct care_cell_path *path, const struct care_sheet *sheet, bool *is_meant)
{
    bool is_good = true;
    int n = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        is_meant[row] = true;
    }
    for (int i = 0; i < path->n_conditions; i++) {
        is_good = keep_rows(&path->place, &path->conditions[i], sheet, is_meant) && is_good;
    }
    for (int row = 0; row < sheet->n_rows; row++) {
        n += is_meant[row];
    }
    if (is_good && n == 0) {
        care_faults_add(path->place.faults, path->place.line, path->place.column, path->place.key,
                        "no row of %s matches", "%s 中没有相符的行", sheet->path);
    }
    return is_good && n > 0 ? CARE_OK : CARE_ERROR_INPUT;
}
