#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static char text_of_all[] = "x", no_text[] = "", path_of_all[] = "handmade.csv";

static void *room(size_t n, size_t size)
{
    void *memory = calloc(n + 1, size);
    assert_non_null(memory);
    return memory;
}

struct care_sheet *care_handmade_sheet(const struct care_sheet_spec *spec, const double *values, int n_rows)
{
    const size_t n = (size_t)n_rows, n_columns = (size_t)spec->n_columns;
    struct care_sheet *sheet = room(1, sizeof *sheet);
    *sheet = (struct care_sheet){.spec = spec, .path = path_of_all, .n_rows = n_rows};
    sheet->line = room(n, sizeof *sheet->line);
    sheet->number = room(n_columns, sizeof *sheet->number);
    sheet->text = room(n_columns, sizeof *sheet->text);
    for (size_t c = 0; c < n_columns; c++) {
        if (spec->columns[c].kind == CARE_SHEET_TEXT) {
            sheet->text[c] = room(n, sizeof *sheet->text[c]);
        } else {
            sheet->number[c] = room(n, sizeof *sheet->number[c]);
        }
        for (size_t row = 0; row < n; row++) {
            sheet->line[row] = (int)row + 2;
            if (spec->columns[c].kind == CARE_SHEET_TEXT) {
                sheet->text[c][row] = spec->columns[c].is_optional ? no_text : text_of_all;
            } else {
                sheet->number[c][row] = values[row * n_columns + c];
            }
        }
    }
    return sheet;
}

void care_handmade_free(struct care_sheet *sheet)
{
    for (int c = 0; sheet != NULL && c < sheet->spec->n_columns; c++) {
        free(sheet->number[c]);
        free(sheet->text[c]);
    }
    if (sheet != NULL) {
        free(sheet->number);
        free(sheet->text);
        free(sheet->line);
        free(sheet);
    }
}
