#include "tests/sim/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Columns of one kind; the last when there are several. */
static int column_of_role(const struct care_table *table, enum care_column_role role)
{
    int found = -1;
    for (int c = 0; c < care_table_n_columns(table); c++) {
        found = care_table_describe(table, c)->role == role ? c : found;
    }
    return found;
}

static uint8_t *put(uint8_t *to, const void *from, size_t size)
{
    memcpy(to, from, size);
    return to + size;
}

static void write_row(const struct care_table *table, const struct care_block *block, uint32_t row, uint64_t without,
                      uint8_t *to)
{
    const uint64_t *key = care_table_column(table, column_of_role(table, CARE_COLUMN_KEY));
    to = put(to, &key[row], sizeof *key);
    to = put(to, &block->area, sizeof block->area);
    to = put(to, &block->cohort, sizeof block->cohort);
    for (int c = 0; c < care_table_n_columns(table); c++) {
        const struct care_column *column = care_table_describe(table, c);
        const size_t width = (size_t)column->width_bytes;
        if ((without >> c & 1u) != 0) {
            continue;
        }
        const uint8_t *cell = (const uint8_t *)care_table_column(table, c) + row * width;
        if (column->role == CARE_COLUMN_LINK) {
            uint32_t link;
            memcpy(&link, cell, sizeof link);
            to = put(to, link == CARE_NO_ROW ? &(uint64_t){0} : &key[link], sizeof *key);
        } else {
            to = put(to, cell, width);
        }
    }
}

static int compare_keys(const void *a, const void *b)
{
    uint64_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

struct care_picture care_picture_take(const struct care_table *table, uint64_t without)
{
    const size_t head = sizeof(uint64_t) + 2 * sizeof(int32_t), wider_link = sizeof(uint64_t);
    struct care_picture picture = {.n = care_table_n_present(table)};
    picture.row_bytes = head + (size_t)care_table_row_bytes(table) + wider_link;
    picture.bytes = calloc((size_t)picture.n + 1, picture.row_bytes);
    assert_non_null(picture.bytes);
    const uint8_t *exit = care_table_column(table, column_of_role(table, CARE_COLUMN_EXIT));
    int64_t at = 0;
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                if (exit[row] == 0) {
                    assert_true(at < picture.n);
                    write_row(table, block, row, without, picture.bytes + (size_t)at++ * picture.row_bytes);
                }
            }
        }
    }
    assert_int_equal(at, picture.n);
    qsort(picture.bytes, (size_t)picture.n, picture.row_bytes, compare_keys);
    return picture;
}

void care_picture_free(struct care_picture *picture)
{
    free(picture->bytes);
    picture->bytes = NULL;
}

bool care_picture_is_equal(const struct care_picture *a, const struct care_picture *b)
{
    return a->n == b->n && a->row_bytes == b->row_bytes && memcmp(a->bytes, b->bytes, (size_t)a->n * a->row_bytes) == 0;
}
