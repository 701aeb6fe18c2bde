/** @file  CSV through libcsv in strict mode. The library counts no lines, so it is fed one line at a time. */
#include "scenarios/cells.h"

#include "scenarios/bytes.h"

#include <csv.h>

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Cells and rows are counted in a first pass and stored in a second: no growing, one allocation each. */
struct reading {
    bool is_storing;
    char *text; /* all cells one after the other, each ended by NUL */
    size_t n_text;
    struct care_cell *cells;
    struct care_cells_row *rows;
    size_t n_cells, n_rows;
    size_t n_in_row;
    bool is_in_row; /* a row has begun and its end not been seen */
    int line;       /* being read */
    int cell_line;  /* where the present cell begins */
    int row_line;   /* where the present row begins */
};

static void on_cell(void *bytes, size_t size, void *data)
{
    struct reading *reading = data;
    if (reading->n_in_row == 0) {
        reading->row_line = reading->cell_line;
    }
    if (reading->is_storing) {
        char *text = reading->text + reading->n_text;
        if (size > 0) {
            memcpy(text, bytes, size);
        }
        text[size] = '\0';
        reading->cells[reading->n_cells] = (struct care_cell){text, reading->cell_line};
    }
    reading->n_text += size + 1;
    reading->n_cells++;
    reading->n_in_row++;
    reading->cell_line = reading->line;
}

static void on_row(int terminator, void *data)
{
    (void)terminator;
    struct reading *reading = data;
    if (reading->is_storing) {
        reading->rows[reading->n_rows] = (struct care_cells_row){
            .cells = reading->cells + (reading->n_cells - reading->n_in_row),
            .n = (int)reading->n_in_row,
            .line = reading->row_line,
        };
    }
    reading->n_rows++;
    reading->n_in_row = 0;
    reading->is_in_row = false;
}

/* Bytes up to and with the next line end: LF, CR LF or CR. */
static size_t line_size(const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '\n') {
            return i + 1;
        }
        if (data[i] == '\r') {
            return i + 1 < size && data[i + 1] == '\n' ? i + 2 : i + 1;
        }
    }
    return size;
}

/* The library passes over such lines between rows. */
static bool is_blank(const char *line, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (strchr(" \t\r\n", line[i]) == NULL) {
            return false;
        }
    }
    return true;
}

static void report_stray(struct care_faults *faults, const struct reading *reading)
{
    care_faults_add(faults, reading->line, (int)reading->n_in_row + 1, NULL,
                    "a quote (\") stands inside a cell; quote the whole cell and double the quotes in it",
                    "单元格内有引号（\"）；请把整个单元格用引号括起，内部引号写两遍");
}

static void report_open(struct care_faults *faults, const struct reading *reading)
{
    care_faults_add(
        faults, reading->cell_line, (int)reading->n_in_row + 1, NULL,
        "a quoted cell begins here and never ends: the closing quote (\") is missing, or the file is cut off",
        "此处开始的带引号单元格没有结束：缺少右引号（\"），或文件不完整");
}

/* Feeds all lines; @return CARE_OK, CARE_ERROR_INPUT (reported), CARE_ERROR_MEMORY */
static int feed(struct csv_parser *parser, struct care_faults *faults, const char *data, size_t size,
                struct reading *reading)
{
    while (size > 0) {
        const size_t n = line_size(data, size);
        if (!reading->is_in_row) {
            reading->cell_line = reading->line;
            reading->is_in_row = !is_blank(data, n); /* on_row may end it at once */
        }
        if (csv_parse(parser, data, n, on_cell, on_row, reading) != n) {
            if (csv_error(parser) != CSV_EPARSE) {
                return care_trace(CARE_ERROR_MEMORY);
            }
            report_stray(faults, reading);
            return CARE_ERROR_INPUT;
        }
        reading->line++;
        data += n;
        size -= n;
    }
    if (csv_fini(parser, on_cell, on_row, reading) != 0) {
        report_open(faults, reading);
        return CARE_ERROR_INPUT;
    }
    return CARE_OK;
}

static int pass(struct care_faults *faults, const char *data, size_t size, struct reading *reading)
{
    struct csv_parser parser;
    reading->n_text = reading->n_cells = reading->n_rows = reading->n_in_row = 0;
    reading->is_in_row = false;
    reading->line = reading->cell_line = reading->row_line = 1;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    csv_set_realloc_func(&parser, realloc); /* ours, which the tests let fail */
    csv_set_free_func(&parser, free);
    const int status = feed(&parser, faults, data, size, reading);
    csv_free(&parser);
    return status;
}

int care_cells_read(struct care_arena *arena, struct care_faults *faults, const char *data, size_t size,
                    struct care_cells *out)
{
    const size_t mark = care_bytes_mark(data, size);
    struct reading reading = {.is_storing = false};
    int status = pass(faults, data + mark, size - mark, &reading);
    if (status != CARE_OK) {
        return status;
    }
    if (reading.n_rows >= INT_MAX || reading.n_cells >= INT_MAX) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    reading.text = care_arena_zeros(arena, reading.n_text + 1, 1);
    reading.cells = care_arena_zeros(arena, reading.n_cells + 1, sizeof *reading.cells);
    reading.rows = care_arena_zeros(arena, reading.n_rows + 1, sizeof *reading.rows);
    if (reading.text == NULL || reading.cells == NULL || reading.rows == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    reading.is_storing = true;
    status = pass(faults, data + mark, size - mark, &reading);
    out->rows = reading.rows;
    out->n_rows = (int)reading.n_rows;
    return status;
}
