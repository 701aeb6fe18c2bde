#include "scenarios/own_rows.h"

static int area_column(const struct care_sheet *sheet)
{
    return care_sheet_check_column(sheet->spec, "area");
}

bool care_own_rows_are_possible(const struct care_sheet_checked *own)
{
    const int column = area_column(&own->sheet);
    return column >= 0 && own->cell_of_column[column] >= 0;
}

static bool names_area_of(const struct care_sheet *own, const struct care_sheet *under, int row)
{
    const int area = area_column(own);
    return care_sheet_row_with(own, area, care_sheet_int(under, area, row)) >= 0;
}

static void copy_row(const struct care_sheet *from, int row, struct care_sheet *to)
{
    const int at = to->n_rows++;
    to->line[at] = from->line[row];
    to->origin[at] = care_sheet_origin(from, row);
    for (int c = 0; c < to->spec->n_columns; c++) {
        if (to->spec->columns[c].kind == CARE_SHEET_TEXT) {
            to->text[c][at] = from->text[c][row];
        } else {
            to->number[c][at] = from->number[c][row];
        }
    }
}

/* Room for @p n_rows. @return NULL when memory has run out */
static struct care_sheet_checked *new_table(struct care_arena *arena, const struct care_sheet_checked *under,
                                            const char *path, size_t n_rows)
{
    struct care_sheet_checked *checked = care_arena_zeros(arena, 1, sizeof *checked);
    if (checked == NULL) {
        return NULL;
    }
    struct care_sheet *sheet = &checked->sheet;
    const size_t n_columns = (size_t)under->sheet.spec->n_columns;
    checked->cell_of_column = under->cell_of_column;
    sheet->spec = under->sheet.spec;
    sheet->path = care_arena_text(arena, "%s + %s", under->sheet.path, path);
    sheet->line = care_arena_zeros(arena, n_rows, sizeof *sheet->line);
    sheet->origin = care_arena_zeros(arena, n_rows, sizeof *sheet->origin);
    sheet->number = care_arena_zeros(arena, n_columns, sizeof *sheet->number);
    sheet->text = care_arena_zeros(arena, n_columns, sizeof *sheet->text);
    for (size_t c = 0; c < n_columns && !arena->is_exhausted; c++) {
        if (sheet->spec->columns[c].kind == CARE_SHEET_TEXT) {
            sheet->text[c] = care_arena_zeros(arena, n_rows, sizeof **sheet->text);
        } else {
            sheet->number[c] = care_arena_zeros(arena, n_rows, sizeof **sheet->number);
        }
    }
    return arena->is_exhausted ? NULL : checked;
}

int care_own_rows_lay(struct care_arena *arena, const struct care_sheet_checked *under,
                      const struct care_sheet_checked *own, const struct care_sheet_checked **out)
{
    const struct care_sheet *below = &under->sheet, *above = &own->sheet;
    struct care_sheet_checked *whole =
        new_table(arena, under, above->path, (size_t)below->n_rows + (size_t)above->n_rows);
    *out = whole;
    if (whole == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int row = 0; row < below->n_rows; row++) {
        if (!names_area_of(above, below, row)) {
            copy_row(below, row, &whole->sheet);
        }
    }
    for (int row = 0; row < above->n_rows; row++) {
        copy_row(above, row, &whole->sheet);
    }
    return CARE_OK;
}
