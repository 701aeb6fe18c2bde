/** @file  Checks a table cell by cell. */
#include "scenarios/sheet_check.h"

#include "scenarios/numbers.h"
#include "sim/nearest.h"

#include <string.h>

enum { NOT_READ = -1 };

/* Where the columns of a file stand: its header against the description. */
struct header {
    int *column_of_cell; /* [n_cells] index into the description, NOT_READ for source and confidence */
    int *cell_of_column; /* [n_columns] index from 0, NOT_READ when the file has no such column */
    bool is_good;
};

int care_sheet_check_column(const struct care_sheet_spec *spec, const char *name)
{
    for (int i = 0; i < spec->n_columns; i++) {
        if (strcmp(spec->columns[i].name, name) == 0) {
            return i;
        }
    }
    return NOT_READ;
}

static const char *nearest_column(const struct care_sheet_spec *spec, const char *name)
{
    const char *nearest = "source";
    int least = care_nearest_distance(name, strlen(name), nearest, strlen(nearest));
    for (int i = 0; i < spec->n_columns; i++) {
        const char *known = spec->columns[i].name;
        const int distance = care_nearest_distance(name, strlen(name), known, strlen(known));
        if (distance < least || (distance == CARE_NEAREST_FAR && i == 0)) {
            least = distance;
            nearest = known;
        }
    }
    return nearest;
}

static bool is_always_allowed(const char *name)
{
    return strcmp(name, "source") == 0 || strcmp(name, "confidence") == 0;
}

static void check_repeated(struct care_faults *faults, const struct care_cells_row *row, int cell,
                           struct header *header)
{
    for (int before = 0; before < cell; before++) {
        if (strcmp(row->cells[before].text, row->cells[cell].text) == 0) {
            care_faults_add(faults, row->cells[cell].line, cell + 1, row->cells[cell].text,
                            "the column stands twice; first as column %d", "此列重复出现；首次为第 %d 列", before + 1);
            header->is_good = false;
            return;
        }
    }
}

static void read_name(struct care_faults *faults, const struct care_sheet_spec *spec, const struct care_cells_row *row,
                      int cell, struct header *header)
{
    char shown[CARE_FAULTS_EXCERPT];
    const char *name = row->cells[cell].text;
    const int column = care_sheet_check_column(spec, name);
    header->column_of_cell[cell] = column;
    if (column != NOT_READ) {
        if (header->cell_of_column[column] == NOT_READ) {
            header->cell_of_column[column] = cell;
        }
    } else if (name[0] == '\0') {
        care_faults_add(faults, row->cells[cell].line, cell + 1, NULL, "the column has no name", "此列没有列名");
        header->is_good = false;
        return;
    } else if (!is_always_allowed(name)) {
        care_faults_add(faults, row->cells[cell].line, cell + 1, name,
                        "unknown column '%s' of table %s; the nearest known one is '%s'",
                        "未知的列“%s”（表 %s）；最接近的已知列为“%s”", care_faults_excerpt(shown, name), spec->name,
                        nearest_column(spec, name));
        header->is_good = false;
        return;
    }
    check_repeated(faults, row, cell, header);
}

static int read_header(struct care_arena *arena, struct care_faults *faults, const struct care_sheet_spec *spec,
                       const struct care_cells_row *row, struct header *header)
{
    header->is_good = true;
    header->column_of_cell = care_arena_zeros(arena, (size_t)row->n, sizeof(int));
    header->cell_of_column = care_arena_zeros(arena, (size_t)spec->n_columns, sizeof(int));
    if (header->column_of_cell == NULL || header->cell_of_column == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < spec->n_columns; i++) {
        header->cell_of_column[i] = NOT_READ;
    }
    for (int cell = 0; cell < row->n; cell++) {
        read_name(faults, spec, row, cell, header);
    }
    for (int i = 0; i < spec->n_columns; i++) {
        if (header->cell_of_column[i] == NOT_READ && !spec->columns[i].is_optional) {
            care_faults_add(faults, row->line, 0, spec->columns[i].name, "column '%s' of table %s is missing",
                            "缺少列“%s”（表 %s）", spec->columns[i].name, spec->name);
            header->is_good = false;
        }
    }
    return CARE_OK;
}

/* One cell being read: where it stands and what it should be. */
struct spot {
    struct care_sheet_place place;
    const struct care_sheet_column *column;
    const char *text;
};

static void report_number(const struct spot *spot)
{
    char shown[CARE_FAULTS_EXCERPT], range[CARE_NUMBERS_RANGE];
    const struct care_sheet_column *column = spot->column;
    const bool is_int = column->kind == CARE_SHEET_INT;
    const struct care_text hint = care_numbers_hint(spot->text);
    care_faults_add(spot->place.faults, spot->place.line, spot->place.column, spot->place.key,
                    "'%s' is not a %s number%.0s; allowed: %s, unit %s%s%.0s",
                    "“%s”不是%.0s%s；允许范围 %s，单位 %s%.0s%s", care_faults_excerpt(shown, spot->text),
                    is_int ? "whole" : "decimal", is_int ? "整数" : "小数或整数",
                    care_numbers_range(range, column->min, column->max), column->unit == NULL ? "1" : column->unit,
                    hint.en, hint.zh);
}

static void report_range(const struct spot *spot)
{
    char shown[CARE_FAULTS_EXCERPT], range[CARE_NUMBERS_RANGE];
    const struct care_sheet_column *column = spot->column;
    care_faults_add(spot->place.faults, spot->place.line, spot->place.column, spot->place.key,
                    "%s is outside %s, unit %s", "%s 超出允许范围 %s，单位 %s", care_faults_excerpt(shown, spot->text),
                    care_numbers_range(range, column->min, column->max), column->unit == NULL ? "1" : column->unit);
}

static void read_number(const struct spot *spot, double *out)
{
    const struct care_sheet_column *column = spot->column;
    const bool is_number = column->kind == CARE_SHEET_INT ? care_numbers_read_int(spot->text, out)
                                                          : care_numbers_read_real(spot->text, out);
    if (!is_number) {
        report_number(spot);
    } else if (!(*out >= column->min && *out <= column->max)) {
        report_range(spot);
    }
}

static void read_choice(const struct spot *spot, double *out)
{
    char shown[CARE_FAULTS_EXCERPT];
    for (int i = 0; spot->column->choices[i] != NULL; i++) {
        if (strcmp(spot->column->choices[i], spot->text) == 0) {
            *out = i;
            return;
        }
    }
    const char *nearest = care_nearest_of(spot->text, spot->column->choices);
    care_faults_add(spot->place.faults, spot->place.line, spot->place.column, spot->place.key,
                    "'%s' is none of the choices; the nearest is '%s'", "“%s”不在可选值之内；最接近的是“%s”",
                    care_faults_excerpt(shown, spot->text), nearest == NULL ? "" : nearest);
}

/* Reads a cell that is not text into @p out. */
static void read_value(const struct spot *spot, double *out)
{
    char range[CARE_NUMBERS_RANGE];
    if (spot->text[0] != '\0') {
        if (spot->column->kind == CARE_SHEET_CHOICE) {
            read_choice(spot, out);
        } else {
            read_number(spot, out);
        }
    } else if (spot->column->kind == CARE_SHEET_CHOICE) {
        care_faults_add(spot->place.faults, spot->place.line, spot->place.column, spot->place.key,
                        "the cell is empty; write one of the choices, for instance '%s'",
                        "单元格为空；请填写可选值之一，例如“%s”",
                        spot->column->choices[0] == NULL ? "" : spot->column->choices[0]);
    } else {
        care_faults_add(spot->place.faults, spot->place.line, spot->place.column, spot->place.key,
                        "the cell is empty; allowed: %s, unit %s", "单元格为空；允许范围 %s，单位 %s",
                        care_numbers_range(range, spot->column->min, spot->column->max),
                        spot->column->unit == NULL ? "1" : spot->column->unit);
    }
}

bool care_sheet_check_value(const struct care_sheet_place *place, const struct care_sheet_column *column,
                            const char *text, double *out)
{
    const struct spot spot = {*place, column, text};
    const int n_before = place->faults->n;
    read_value(&spot, out);
    return place->faults->n == n_before;
}

static bool is_blank_row(const struct care_cells_row *row)
{
    for (int i = 0; i < row->n; i++) {
        if (row->cells[i].text[0] != '\0') {
            return false;
        }
    }
    return true;
}

/* Rows that have not the cells of the header; said once a row. */
static bool has_its_cells(struct care_faults *faults, const struct care_cells_row *row, int n_wanted)
{
    if (is_blank_row(row)) {
        care_faults_add(faults, row->line, 1, NULL, "the row is empty; delete it", "此行为空；请删除");
        return false;
    }
    if (row->n != n_wanted) {
        care_faults_add(faults, row->line, (row->n < n_wanted ? row->n : n_wanted) + 1, NULL,
                        "the row has %d cells, the header %d", "此行有 %d 个单元格，而表头有 %d 个", row->n, n_wanted);
        return false;
    }
    return true;
}

static void read_row(struct care_faults *faults, struct care_sheet *sheet, const struct header *header,
                     const struct care_cells_row *row, int at)
{
    const int n_before = faults->n;
    for (int c = 0; c < sheet->spec->n_columns; c++) {
        const struct care_sheet_column *column = &sheet->spec->columns[c];
        const int cell = header->cell_of_column[c];
        if (cell == NOT_READ) {
            continue; /* optional: filled already */
        }
        const struct care_sheet_place place = {faults, column->name, row->cells[cell].line, cell + 1};
        const struct spot spot = {place, column, row->cells[cell].text};
        if (column->is_optional && !column->is_key && spot.text[0] == '\0') {
            continue; /* so is this */
        }
        if (column->kind != CARE_SHEET_TEXT) {
            read_value(&spot, &sheet->number[c][at]);
        } else if (column->is_key && spot.text[0] == '\0') {
            care_faults_add(faults, place.line, place.column, column->name,
                            "the cell is empty, but the column is a key", "单元格为空，而此列是键");
        }
    }
    sheet->line[at] = faults->n == n_before ? row->line : 0; /* 0: faulty, left out of what is checked between rows */
}

/* "" where a row is too short or the file has no such column. */
static const char *text_at(const struct care_cells_row *row, int cell)
{
    return cell == NOT_READ || cell >= row->n ? "" : row->cells[cell].text;
}

/* The texts of one column: pointers, and characters in one piece. */
static char **copy_texts(struct care_arena *arena, const struct care_cells *cells, int cell)
{
    const size_t n = (size_t)cells->n_rows - 1;
    size_t n_bytes = 0;
    for (size_t r = 0; r < n; r++) {
        n_bytes += strlen(text_at(&cells->rows[r + 1], cell)) + 1;
    }
    char **texts = care_arena_zeros(arena, n, sizeof *texts);
    char *at = care_arena_zeros(arena, n_bytes, 1);
    if (texts == NULL || at == NULL) {
        return NULL;
    }
    for (size_t r = 0; r < n; r++) {
        const char *text = text_at(&cells->rows[r + 1], cell);
        const size_t size = strlen(text) + 1;
        texts[r] = memcpy(at, text, size);
        at += size;
    }
    return texts;
}

static double *fallback_numbers(struct care_arena *arena, int n_rows, double fallback)
{
    double *numbers = care_arena_zeros(arena, (size_t)n_rows, sizeof *numbers);
    for (int r = 0; numbers != NULL && r < n_rows; r++) {
        numbers[r] = fallback;
    }
    return numbers;
}

/* An empty table of the right shape. @return NULL when memory has run out */
static struct care_sheet_checked *new_sheet(struct care_arena *arena, const struct care_sheet_spec *spec,
                                            const char *path, int n_rows)
{
    struct care_sheet_checked *checked = care_arena_zeros(arena, 1, sizeof *checked);
    if (checked == NULL) {
        return NULL;
    }
    struct care_sheet *sheet = &checked->sheet;
    sheet->spec = spec;
    sheet->n_rows = n_rows;
    sheet->path = care_arena_copy(arena, path, strlen(path));
    sheet->line = care_arena_zeros(arena, (size_t)n_rows, sizeof *sheet->line);
    sheet->number = care_arena_zeros(arena, (size_t)spec->n_columns, sizeof *sheet->number);
    sheet->text = care_arena_zeros(arena, (size_t)spec->n_columns, sizeof *sheet->text);
    for (int c = 0; sheet->number != NULL && c < spec->n_columns; c++) {
        if (spec->columns[c].kind != CARE_SHEET_TEXT) {
            sheet->number[c] = fallback_numbers(arena, n_rows, spec->columns[c].fallback);
        }
    }
    return arena->is_exhausted ? NULL : checked;
}

/* Cells row by row, then texts, then what holds between rows. */
static int fill(struct care_arena *arena, struct care_faults *faults, const struct care_cells *cells,
                const struct header *header, struct care_sheet_checked *checked)
{
    struct care_sheet *sheet = &checked->sheet;
    const int n_before = faults->n;
    checked->cell_of_column = header->cell_of_column;
    for (int r = 1; r < cells->n_rows; r++) {
        if (has_its_cells(faults, &cells->rows[r], cells->rows[0].n)) {
            read_row(faults, sheet, header, &cells->rows[r], r - 1);
        }
    }
    for (int c = 0; c < sheet->spec->n_columns; c++) {
        if (sheet->spec->columns[c].kind == CARE_SHEET_TEXT) {
            sheet->text[c] = copy_texts(arena, cells, header->cell_of_column[c]);
        }
    }
    if (arena->is_exhausted) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = care_sheet_keys_check(arena, faults, checked, faults->n == n_before);
    return status == CARE_OK && faults->n > n_before ? CARE_ERROR_INPUT : status;
}

/* @return whether there is a header and enough rows under it */
static bool has_its_rows(struct care_faults *faults, const struct care_cells *cells, const struct care_sheet_spec *spec)
{
    if (cells->n_rows == 0) {
        care_faults_add(faults, 1, 1, NULL, "table %s is empty; the first row names the columns",
                        "表 %s 为空；第一行应为列名", spec->name);
        return false;
    }
    const int n_rows = cells->n_rows - 1;
    if (n_rows < spec->min_rows) {
        care_faults_add(faults, cells->rows[n_rows].line, 1, NULL,
                        "table %s has %d rows under its header; it needs at least %d",
                        "表 %s 有 %d 行数据；至少需要 %d 行", spec->name, n_rows, spec->min_rows);
    }
    return n_rows >= spec->min_rows;
}

int care_sheet_check_cells(struct care_arena *arena, struct care_faults *faults, const struct care_cells *cells,
                           const struct care_sheet_spec *spec, const char *path, struct care_sheet_checked **out)
{
    struct header header;
    *out = NULL;
    const bool is_long_enough = has_its_rows(faults, cells, spec);
    if (cells->n_rows == 0) {
        return CARE_ERROR_INPUT;
    }
    int status = read_header(arena, faults, spec, &cells->rows[0], &header);
    if (status != CARE_OK) {
        return status;
    }
    if (!header.is_good || !is_long_enough) {
        return CARE_ERROR_INPUT;
    }
    struct care_sheet_checked *checked = new_sheet(arena, spec, path, cells->n_rows - 1);
    if (checked == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    status = fill(arena, faults, cells, &header, checked);
    *out = status == CARE_OK ? checked : NULL;
    return status;
}
