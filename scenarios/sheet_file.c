/** @file  Reads one table as the reader of scenarios does: the same checks, the same messages. */
#include "scenarios/sheet_file.h"

#include "scenarios/inputs.h"
#include "scenarios/numbers.h"
#include "scenarios/sheet_check.h"

#include <stdlib.h>
#include <string.h>

struct care_sheet_file {
    struct care_scenario reader; /* no scenario: its arena and its list of one input */
    struct care_sheet sheet;
};

/* @return NULL when memory has run out */
static struct care_input *begin(const char *path, struct care_diagnostics *list, struct care_sheet_file **file)
{
    *file = calloc(1, sizeof **file);
    if (*file == NULL) {
        return NULL;
    }
    (*file)->reader.list = list;
    const char *shown = care_arena_copy(&(*file)->reader.arena, path, strlen(path));
    return care_inputs_add(&(*file)->reader, shown, shown);
}

/* Takes @p file. */
static int conclude(struct care_sheet_file *file, int status, const struct care_sheet_checked *checked,
                    struct care_sheet_file **out)
{
    status = file == NULL ? status : care_reader_conclude(&file->reader, status);
    if (status != CARE_OK) {
        care_sheet_file_free(file);
        return status;
    }
    file->sheet = checked->sheet;
    *out = file;
    return CARE_OK;
}

static int load(struct care_arena *arena, struct care_input *input)
{
    int error;
    const int status = care_bytes_load(arena, input->shown, CARE_BYTES_MAX_TABLE, &input->bytes, &error);
    if (status != CARE_ERROR_FILE) {
        return status;
    }
    care_bytes_report(&input->faults, 0, 0, NULL, input->shown, error);
    return CARE_ERROR_INPUT;
}

int care_sheet_file_read(const char *path, const struct care_sheet_spec *spec, struct care_diagnostics *list,
                         struct care_sheet_file **out)
{
    const struct care_sheet_checked *checked = NULL;
    struct care_sheet_file *file = NULL;
    struct care_numbers numbers;
    *out = NULL;
    int status = care_numbers_begin(&numbers);
    struct care_input *input = status == CARE_OK ? begin(path, list, &file) : NULL;
    status = input == NULL ? care_trace(CARE_ERROR_MEMORY) : load(&file->reader.arena, input);
    if (status == CARE_OK) {
        status = care_inputs_read_table(&file->reader.arena, input, spec, false, &checked);
    }
    status = conclude(file, status, checked, out);
    care_numbers_end(&numbers);
    return status;
}

/* Row @p r of the cells: the names of the columns, then their texts. */
static void fill_row(struct care_cell *cells, const struct care_sheet_file_column *columns, int n_columns, int r)
{
    for (int c = 0; c < n_columns; c++) {
        cells[c] = (struct care_cell){r == 0 ? columns[c].name : columns[c].cells[r - 1], r + 1};
    }
}

static int gather(struct care_arena *arena, const struct care_sheet_file_column *columns, int n_columns, int n_rows,
                  struct care_cells *out)
{
    const size_t n = (size_t)n_rows + 1, n_cells = n * (size_t)n_columns;
    struct care_cells_row *rows = care_arena_zeros(arena, n, sizeof *rows);
    struct care_cell *cells = care_arena_zeros(arena, n_cells, sizeof *cells);
    if (rows == NULL || cells == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int r = 0; r <= n_rows; r++) {
        struct care_cell *row = cells + (size_t)r * (size_t)n_columns;
        fill_row(row, columns, n_columns, r);
        rows[r] = (struct care_cells_row){row, n_columns, r + 1};
    }
    *out = (struct care_cells){rows, n_rows + 1};
    return CARE_OK;
}

int care_sheet_file_of_columns(const char *path, const struct care_sheet_file_column *columns, int n_columns,
                               int n_rows, const struct care_sheet_spec *spec, struct care_diagnostics *list,
                               struct care_sheet_file **out)
{
    struct care_sheet_checked *checked = NULL;
    struct care_sheet_file *file = NULL;
    struct care_numbers numbers;
    struct care_cells cells;
    *out = NULL;
    int status = care_numbers_begin(&numbers);
    struct care_input *input = status == CARE_OK ? begin(path, list, &file) : NULL;
    status =
        input == NULL ? care_trace(CARE_ERROR_MEMORY) : gather(&file->reader.arena, columns, n_columns, n_rows, &cells);
    if (status == CARE_OK) {
        status = care_sheet_check_cells(&file->reader.arena, &input->faults, &cells, spec, input->shown, &checked);
    }
    status = conclude(file, status, checked, out);
    care_numbers_end(&numbers);
    return status;
}

void care_sheet_file_free(struct care_sheet_file *file)
{
    if (file == NULL) {
        return;
    }
    care_arena_free(&file->reader.arena);
    free(file);
}

struct care_sheet *care_sheet_file_sheet(struct care_sheet_file *file)
{
    return &file->sheet;
}
