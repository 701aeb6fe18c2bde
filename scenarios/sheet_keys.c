/** @file  What holds between the rows of a table: keys that do not repeat, years without a gap, areas that exist. */
#include "scenarios/numbers.h"
#include "scenarios/sheet_check.h"

#include <stdlib.h>
#include <string.h>

/* An order of rows by key columns, `last` of them last. */
struct order {
    const struct care_sheet *sheet;
    int last; /* column compared after all other keys; -1: none */
};

static int compare_cells(const struct care_sheet *sheet, int column, int a, int b)
{
    if (sheet->spec->columns[column].kind == CARE_SHEET_TEXT) {
        return strcmp(sheet->text[column][a], sheet->text[column][b]);
    }
    const double *number = sheet->number[column];
    return (number[a] > number[b]) - (number[a] < number[b]);
}

/* By all key columns but `last`. */
static int compare_keys(const struct order *order, int a, int b)
{
    for (int c = 0; c < order->sheet->spec->n_columns; c++) {
        if (!order->sheet->spec->columns[c].is_key || c == order->last) {
            continue;
        }
        const int sign = compare_cells(order->sheet, c, a, b);
        if (sign != 0) {
            return sign;
        }
    }
    return 0;
}

static int compare_rows(const void *a, const void *b, void *data)
{
    const struct order *order = data;
    const int row_a = *(const int *)a, row_b = *(const int *)b;
    int sign = compare_keys(order, row_a, row_b);
    if (sign == 0 && order->last >= 0) {
        sign = compare_cells(order->sheet, order->last, row_a, row_b);
    }
    return sign != 0 ? sign : (row_a > row_b) - (row_a < row_b); /* rows of one key in the order of the file */
}

/* @return how many rows were sorted: those that are not faulty */
static int sort_rows(struct order *order, int *rows)
{
    int n = 0;
    for (int i = 0; i < order->sheet->n_rows; i++) {
        if (order->sheet->line[i] != 0) {
            rows[n++] = i;
        }
    }
    qsort_r(rows, (size_t)n, sizeof *rows, compare_rows, order);
    return n;
}

static int first_key(const struct care_sheet_spec *spec)
{
    for (int c = 0; c < spec->n_columns; c++) {
        if (spec->columns[c].is_key) {
            return c;
        }
    }
    return -1;
}

static void check_unique(struct care_faults *faults, const struct care_sheet_checked *checked, int *rows)
{
    const struct care_sheet *sheet = &checked->sheet;
    struct order order = {sheet, -1};
    const int key = first_key(sheet->spec);
    const int n = sort_rows(&order, rows);
    int first = rows[0];
    for (int i = 1; i < n; i++) {
        if (compare_keys(&order, first, rows[i]) != 0) {
            first = rows[i];
            continue;
        }
        care_faults_add(faults, sheet->line[rows[i]], checked->cell_of_column[key] + 1, sheet->spec->columns[key].name,
                        "the row repeats the key of line %d", "此行的键与第 %d 行重复", sheet->line[first]);
    }
}

static void check_contiguous(struct care_faults *faults, const struct care_sheet_checked *checked, int column,
                             int *rows)
{
    const struct care_sheet *sheet = &checked->sheet;
    struct order order = {sheet, column};
    const int n = sort_rows(&order, rows);
    for (int i = 1; i < n; i++) {
        char text[CARE_NUMBERS_TEXT];
        const double before = sheet->number[column][rows[i - 1]];
        if (compare_keys(&order, rows[i - 1], rows[i]) == 0 && sheet->number[column][rows[i]] > before + 1) {
            const char *name = sheet->spec->columns[column].name;
            care_faults_add(faults, sheet->line[rows[i]], checked->cell_of_column[column] + 1, name,
                            "%s %s is missing before this row", "此行之前缺少 %s %s", name,
                            care_numbers_format(text, before + 1));
        }
    }
}

int care_sheet_keys_check(struct care_arena *arena, struct care_faults *faults,
                          const struct care_sheet_checked *checked, bool is_whole)
{
    const struct care_sheet_spec *spec = checked->sheet.spec;
    if (first_key(spec) < 0 || checked->sheet.n_rows == 0) {
        return CARE_OK;
    }
    int *rows = care_arena_zeros(arena, (size_t)checked->sheet.n_rows, sizeof *rows);
    if (rows == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    check_unique(faults, checked, rows);
    for (int c = 0; is_whole && c < spec->n_columns; c++) {
        if (spec->columns[c].is_contiguous && spec->columns[c].kind == CARE_SHEET_INT) {
            check_contiguous(faults, checked, c, rows);
        }
    }
    return CARE_OK;
}

static bool has_number(const struct care_sheet *sheet, int column, double value)
{
    for (int r = 0; r < sheet->n_rows; r++) {
        if (sheet->number[column][r] == value) {
            return true;
        }
    }
    return false;
}

static int code_column(const struct care_sheet_spec *spec)
{
    for (int c = 0; c < spec->n_columns; c++) {
        if (strcmp(spec->columns[c].name, "code") == 0 && spec->columns[c].kind == CARE_SHEET_INT) {
            return c;
        }
    }
    return -1;
}

/* Whether a row is of the file and names an area. */
static bool names_area(const struct care_sheet *sheet, int column, int row, const char *file)
{
    const struct care_sheet_column *spec = &sheet->spec->columns[column];
    const bool is_empty = spec->is_optional && sheet->number[column][row] == spec->fallback;
    return !is_empty && strcmp(care_sheet_origin(sheet, row), file) == 0;
}

void care_sheet_keys_check_areas(struct care_faults *faults, const struct care_sheet_checked *file,
                                 const struct care_sheet *sheet, const struct care_sheet *areas)
{
    const int code = code_column(areas->spec);
    for (int c = 0; code >= 0 && c < sheet->spec->n_columns; c++) {
        const struct care_sheet_column *column = &sheet->spec->columns[c];
        const int cell = file->cell_of_column[c];
        if (!column->is_area || column->kind != CARE_SHEET_INT || cell < 0) {
            continue;
        }
        for (int r = 0; r < sheet->n_rows; r++) {
            char text[CARE_NUMBERS_TEXT];
            if (names_area(sheet, c, r, file->sheet.path) && !has_number(areas, code, sheet->number[c][r])) {
                care_faults_add(faults, sheet->line[r], cell + 1, column->name,
                                "area %s is not in the areas table (%s)", "地区代码 %s 不在地区表中（%s）",
                                care_numbers_format(text, sheet->number[c][r]), areas->path);
            }
        }
    }
}
