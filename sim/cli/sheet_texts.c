#include "sim/cli/sheet_texts.h"

#include "scenarios/numbers.h"

#include <math.h>
#include <string.h>

int care_sheet_texts_begin(struct care_sheet_texts *texts, const struct care_sheet_spec *spec, int most_rows)
{
    const size_t n_columns = (size_t)spec->n_columns;
    texts->spec = spec;
    texts->cells = care_arena_zeros(&texts->arena, n_columns, sizeof *texts->cells);
    for (size_t c = 0; texts->cells != NULL && c < n_columns; c++) {
        texts->cells[c] = care_arena_zeros(&texts->arena, (size_t)most_rows, sizeof *texts->cells[c]);
    }
    return texts->arena.is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

static const char *text_of(struct care_arena *arena, const struct care_sheet *sheet, int column, int row)
{
    char number[CARE_NUMBERS_TEXT];
    const struct care_sheet_column *about = &sheet->spec->columns[column];
    if (about->kind == CARE_SHEET_TEXT) {
        const char *text = care_sheet_text(sheet, column, row);
        return care_arena_copy(arena, text, strlen(text));
    }
    if (about->kind == CARE_SHEET_CHOICE) {
        return about->choices[care_sheet_int(sheet, column, row)];
    }
    const double value = care_sheet_number(sheet, column, row);
    return isnan(value) ? "" : care_arena_text(arena, "%s", care_numbers_format(number, value));
}

int care_sheet_texts_add(struct care_sheet_texts *texts, const struct care_sheet *sheet, int row)
{
    for (int c = 0; c < texts->spec->n_columns; c++) {
        texts->cells[c][texts->n_rows] = text_of(&texts->arena, sheet, c, row);
    }
    texts->n_rows++;
    return texts->arena.is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

void care_sheet_texts_free(struct care_sheet_texts *texts)
{
    care_arena_free(&texts->arena);
    *texts = (struct care_sheet_texts){.n_rows = 0};
}
