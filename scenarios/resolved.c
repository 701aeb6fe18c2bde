/** @file  Prints the resolved parameters as aligned columns.
 *  Source  widths: Unicode Standard Annex 11 (East Asian Width), classes W and F by block. */
#include "scenarios/resolved.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum {
    N_COLUMNS = 8,
    MAX_WIDTH = 44 /* longer texts push their row aside, not the whole table */
};

struct block {
    uint32_t first, last;
};

static bool is_wide(uint32_t c)
{
    static const struct block blocks[] = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE4F},
        {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x20000, 0x3FFFD},
    };
    for (size_t i = 0; i < sizeof blocks / sizeof blocks[0]; i++) {
        if (c >= blocks[i].first && c <= blocks[i].last) {
            return true;
        }
    }
    return false;
}

/* The character at the start of a text that is well-formed UTF-8. */
static uint32_t next_character(const unsigned char **s)
{
    const unsigned char lead = *(*s)++;
    uint32_t c = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1FU : lead < 0xF0 ? lead & 0x0FU : lead & 0x07U;
    while ((**s & 0xC0) == 0x80) {
        c = c << 6 | (*(*s)++ & 0x3FU);
    }
    return c;
}

int care_resolved_width(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    int width = 0;
    while (*s != '\0') {
        width += is_wide(next_character(&s)) ? 2 : 1;
    }
    return width;
}

struct care_text care_resolved_confidence(enum care_confidence confidence)
{
    switch (confidence) {
    case CARE_SEEN:
        return (struct care_text){"seen", "亲见"};
    case CARE_RECALLED:
        return (struct care_text){"recalled", "凭记忆"};
    case CARE_DERIVED:
        return (struct care_text){"derived", "推算"};
    case CARE_ASSUMED:
        return (struct care_text){"assumed", "假定"};
    case CARE_CHOSEN:
        break;
    }
    return (struct care_text){"chosen", "设定"};
}

static const char *shown_origin(const char *origin)
{
    if (strcmp(origin, "default") == 0) {
        return care_text_shown((struct care_text){"default", "默认"});
    }
    if (strcmp(origin, "command line") == 0) {
        return care_text_shown((struct care_text){"command line", "命令行"});
    }
    return origin;
}

static void fill_cells(const struct care_resolved *row, const char *cells[static N_COLUMNS])
{
    cells[0] = row->name;
    cells[1] = row->value;
    cells[2] = row->unit;
    cells[3] = row->range;
    cells[4] = row->plausible;
    cells[5] = shown_origin(row->origin);
    cells[6] = row->source;
    cells[7] = care_text_shown(care_resolved_confidence(row->confidence));
}

static void fill_heading(const char *cells[static N_COLUMNS])
{
    static const struct care_text headings[N_COLUMNS] = {
        {"parameter", "参数"},     {"value", "取值"}, {"unit", "单位"},   {"range", "允许范围"},
        {"plausible", "合理范围"}, {"from", "来自"},  {"source", "出处"}, {"confidence", "把握"},
    };
    for (int c = 0; c < N_COLUMNS; c++) {
        cells[c] = care_text_shown(headings[c]);
    }
}

static void widen(int widths[static N_COLUMNS], const char *const cells[static N_COLUMNS])
{
    for (int c = 0; c < N_COLUMNS; c++) {
        const int width = care_resolved_width(cells[c]);
        if (width > widths[c]) {
            widths[c] = width > MAX_WIDTH ? MAX_WIDTH : width;
        }
    }
}

static void print_row(const char *const cells[static N_COLUMNS], const int widths[static N_COLUMNS], FILE *stream)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        const int missing = widths[c] - care_resolved_width(cells[c]);
        const bool is_last = c + 1 == N_COLUMNS;
        (void)fprintf(stream, "%s%*s", cells[c], is_last ? 0 : (missing > 0 ? missing : 0) + 2, "");
    }
    (void)fputc('\n', stream);
}

static void print_inputs(const struct care_provenance *provenance, FILE *stream)
{
    (void)fprintf(stream, "\n%s\n",
                  care_text_shown((struct care_text){"files read (SHA-256, rows)", "读入的文件（SHA-256，行数）"}));
    for (int i = 0; i < provenance->n_inputs; i++) {
        const struct care_input_file *file = &provenance->inputs[i];
        (void)fprintf(stream, "%s  %s  %d\n", file->sha256, file->path, file->n_rows);
    }
}

int care_resolved_print(const struct care_provenance *provenance, FILE *stream)
{
    const char *cells[N_COLUMNS];
    int widths[N_COLUMNS] = {0};
    fill_heading(cells);
    widen(widths, cells);
    for (int i = 0; i < provenance->n_resolved; i++) {
        fill_cells(&provenance->resolved[i], cells);
        widen(widths, cells);
    }
    (void)fprintf(stream, "%s (%s)\n\n", care_text_shown(provenance->title), provenance->scenario);
    fill_heading(cells);
    print_row(cells, widths, stream);
    for (int i = 0; i < provenance->n_resolved; i++) {
        fill_cells(&provenance->resolved[i], cells);
        print_row(cells, widths, stream);
    }
    print_inputs(provenance, stream);
    return fflush(stream) != 0 || ferror(stream) ? care_trace(CARE_ERROR_FILE) : CARE_OK;
}
