#include "sim/table.h"

#include "sim/counts.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { ROW_ALIGNMENT = CARE_TABLE_LINE_ROWS };

struct extent {
    uint32_t first, n;
};

struct area_blocks {
    struct care_block *blocks;
    int n, capacity;
};

struct care_table {
    const struct care_column *columns;
    int n_columns;
    uint32_t max_rows;
    uint32_t rows_touched;
    void **data; /* [n_columns] */
    int key_column, link_column, exit_column;
    int n_areas;
    struct area_blocks *areas; /* [n_areas] */
    int32_t *cohort_of_line;   /* [max_rows / ROW_ALIGNMENT] */
    struct extent *free_extents;
    int n_free, free_capacity;
};

static size_t column_bytes(const struct care_table *table, int column)
{
    return (size_t)table->max_rows * (size_t)table->columns[column].width_bytes;
}

static int find_roles(struct care_table *table)
{
    table->key_column = table->link_column = table->exit_column = -1;
    for (int c = 0; c < table->n_columns; c++) {
        switch (table->columns[c].role) {
        case CARE_COLUMN_KEY:
            table->key_column = c;
            break;
        case CARE_COLUMN_LINK:
            table->link_column = c;
            break;
        case CARE_COLUMN_EXIT:
            table->exit_column = c;
            break;
        case CARE_COLUMN_PLAIN:
        case CARE_COLUMN_SCRATCH:
            break;
        }
    }
    return table->key_column >= 0 && table->exit_column >= 0 ? CARE_OK : care_trace(CARE_ERROR_INPUT);
}

/* Address space only: pages cost memory when first written. */
static int reserve_columns(struct care_table *table)
{
    for (int c = 0; c < table->n_columns; c++) {
        void *data = mmap(NULL, column_bytes(table, c), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (data == MAP_FAILED) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        table->data[c] = data;
#ifdef MADV_HUGEPAGE
        (void)madvise(data, column_bytes(table, c), MADV_HUGEPAGE); /* a wish: partners are visited at random */
#endif
    }
    return CARE_OK;
}

int care_table_create(const struct care_column *columns, int n_columns, uint32_t max_rows, int n_areas,
                      struct care_table **out)
{
    int status = CARE_ERROR_MEMORY;
    *out = NULL;
    struct care_table *table = calloc(1, sizeof *table);
    if (table == NULL) {
        return status;
    }
    table->columns = columns;
    table->n_columns = n_columns;
    table->n_areas = n_areas;
    table->max_rows = (max_rows + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
    table->data = calloc((size_t)n_columns, sizeof *table->data);
    table->areas = calloc((size_t)n_areas, sizeof *table->areas);
    table->cohort_of_line = calloc(table->max_rows / ROW_ALIGNMENT, sizeof *table->cohort_of_line);
    if (table->data != NULL && table->areas != NULL && table->cohort_of_line != NULL) {
        status = find_roles(table);
        status = status == CARE_OK ? reserve_columns(table) : status;
    }
    if (status != CARE_OK) {
        care_table_free(table);
        return status;
    }
    *out = table;
    return CARE_OK;
}

void care_table_free(struct care_table *table)
{
    if (table == NULL) {
        return;
    }
    for (int c = 0; table->data != NULL && c < table->n_columns; c++) {
        if (table->data[c] != NULL) {
            (void)munmap(table->data[c], column_bytes(table, c));
        }
    }
    for (int a = 0; table->areas != NULL && a < table->n_areas; a++) {
        free(table->areas[a].blocks);
    }
    free(table->areas);
    free(table->data);
    free(table->free_extents);
    free(table->cohort_of_line);
    free(table);
}

int care_table_n_areas(const struct care_table *table)
{
    return table->n_areas;
}

int care_table_n_columns(const struct care_table *table)
{
    return table->n_columns;
}

const struct care_column *care_table_describe(const struct care_table *table, int column)
{
    return &table->columns[column];
}

void *care_table_column(const struct care_table *table, int column)
{
    return table->data[column];
}

int care_table_cohort(const struct care_table *table, uint32_t row)
{
    return table->cohort_of_line[row / ROW_ALIGNMENT];
}

const int32_t *care_table_cohorts(const struct care_table *table)
{
    return table->cohort_of_line;
}

int care_table_row_bytes(const struct care_table *table)
{
    int bytes = 0;
    for (int c = 0; c < table->n_columns; c++) {
        bytes += table->columns[c].width_bytes;
    }
    return bytes;
}

uint32_t care_table_rows_touched(const struct care_table *table)
{
    return table->rows_touched;
}

int care_table_n_blocks(const struct care_table *table, int area)
{
    return table->areas[area].n;
}

const struct care_block *care_table_block(const struct care_table *table, int area, int i)
{
    return &table->areas[area].blocks[i];
}

/* ---- rows ---- */

/* First fit in what merged blocks gave back, else fresh rows at the end. */
static int take_rows_alone(struct care_table *table, uint32_t n, struct extent *out)
{
    for (int e = 0; e < table->n_free; e++) {
        if (table->free_extents[e].n >= n) {
            *out = (struct extent){table->free_extents[e].first, n};
            table->free_extents[e].first += n;
            table->free_extents[e].n -= n;
            if (table->free_extents[e].n == 0) {
                table->free_extents[e] = table->free_extents[--table->n_free];
            }
            return CARE_OK;
        }
    }
    if (n > table->max_rows - table->rows_touched) {
        return care_trace(CARE_ERROR_FULL);
    }
    *out = (struct extent){table->rows_touched, n};
    table->rows_touched += n;
    return CARE_OK;
}

static int take_rows(struct care_table *table, uint32_t n, struct extent *out)
{
    int status;
    const uint32_t aligned = (n + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
#pragma omp critical(care_table_rows)
    status = take_rows_alone(table, aligned, out);
    return status;
}

/* When the list cannot grow the rows stay unused: a waste, not a fault. */
static void give_back_rows(struct care_table *table, uint32_t first, uint32_t n)
{
#pragma omp critical(care_table_rows)
    {
        if (table->n_free == table->free_capacity) {
            const int capacity = table->free_capacity * 2 + 64;
            struct extent *grown = realloc(table->free_extents, (size_t)capacity * sizeof *grown);
            if (grown != NULL) {
                table->free_extents = grown;
                table->free_capacity = capacity;
            }
        }
        if (table->n_free < table->free_capacity) {
            table->free_extents[table->n_free++] = (struct extent){first, n};
        }
    }
}

static struct care_block *block_with_room(struct area_blocks *list, int cohort, uint32_t n)
{
    for (int i = 0; i < list->n; i++) {
        struct care_block *block = &list->blocks[i];
        if (block->cohort == cohort && block->capacity - block->n >= n) {
            return block;
        }
    }
    return NULL;
}

/* Blocks stay sorted by cohort, oldest first, so that neighbours of one cohort are side by side. */
static int insert_block(struct area_blocks *list, struct care_block block, struct care_block **out)
{
    if (list->n == list->capacity) {
        const int capacity = list->capacity * 2 + 64;
        struct care_block *grown = realloc(list->blocks, (size_t)capacity * sizeof *grown);
        if (grown == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        list->blocks = grown;
        list->capacity = capacity;
    }
    int at = list->n;
    while (at > 0 && list->blocks[at - 1].cohort > block.cohort) {
        at--;
    }
    memmove(&list->blocks[at + 1], &list->blocks[at], (size_t)(list->n - at) * sizeof *list->blocks);
    list->blocks[at] = block;
    list->n++;
    *out = &list->blocks[at];
    return CARE_OK;
}

static int new_block(struct care_table *table, int area, int cohort, uint32_t capacity, struct care_block **out)
{
    struct extent rows = {0, 0};
    const uint32_t most = CARE_BLOCK_ROWS;
    int status = take_rows(table, capacity < most ? capacity : most, &rows);
    if (status != CARE_OK) {
        return status;
    }
    for (uint32_t line = 0; line < rows.n / ROW_ALIGNMENT; line++) {
        table->cohort_of_line[rows.first / ROW_ALIGNMENT + line] = cohort;
    }
    const struct care_block block = {.first = rows.first, .capacity = rows.n, .area = area, .cohort = cohort};
    return insert_block(&table->areas[area], block, out);
}

int care_table_append(struct care_table *table, int area, int cohort, uint32_t n, uint32_t spare, uint32_t *first)
{
    struct care_block *block = block_with_room(&table->areas[area], cohort, n);
    if (block == NULL) {
        const int status = new_block(table, area, cohort, n + spare, &block);
        if (status != CARE_OK) {
            return status;
        }
    }
    *first = block->first + block->n;
    block->n += n;
    memset((uint8_t *)table->data[table->exit_column] + *first, 0, n);
    if (table->link_column >= 0) {
        memset((uint32_t *)table->data[table->link_column] + *first, 0xFF, n * sizeof(uint32_t));
    }
    return CARE_OK;
}

/* ---- tidying ---- */

static uint32_t n_gone_in(const struct care_table *table, const struct care_block *block)
{
    return (uint32_t)care_counts_nonzero((const uint8_t *)table->data[table->exit_column] + block->first,
                                         (int)block->n);
}

/* Every byte that is not zero becomes CARE_EXIT_GONE, that is all ones. */
static uint64_t all_gone(uint64_t eight)
{
    eight |= eight >> 4;
    eight |= eight >> 2;
    eight |= eight >> 1;
    return (eight & UINT64_C(0x0101010101010101)) * CARE_EXIT_GONE;
}

/* From now on these exits are of the past. A block's room is a multiple of 64 rows, and what lies beyond its rows does
 * not matter, so eight are done together. */
static void mark_gone(const struct care_table *table, const struct care_block *block)
{
    uint8_t *exit = (uint8_t *)table->data[table->exit_column] + block->first;
    for (uint32_t i = 0; i < block->n; i += 8) {
        uint64_t eight;
        memcpy(&eight, exit + i, sizeof eight);
        if (eight != 0) {
            eight = all_gone(eight);
            memcpy(exit + i, &eight, sizeof eight);
        }
    }
}

/* Rows `from[j]` of the table go to rows `to + j`, in rising order of both, never past each other: one function a width,
 * so that the compiler knows it. */
static void move_bytes(uint8_t *base, uint32_t to, const uint32_t *from, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++) {
        base[to + j] = base[from[j]];
    }
}

static void move_words(uint32_t *base, uint32_t to, const uint32_t *from, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++) {
        base[to + j] = base[from[j]];
    }
}

static void move_keys(uint64_t *base, uint32_t to, const uint32_t *from, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++) {
        base[to + j] = base[from[j]];
    }
}

static void move_any(uint8_t *base, size_t width, uint32_t to, const uint32_t *from, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++) {
        memmove(base + (to + j) * width, base + from[j] * width, width);
    }
}

static void move_rows(const struct care_table *table, uint32_t to, const uint32_t *from, uint32_t n)
{
    for (int c = 0; c < table->n_columns; c++) {
        const int width = table->columns[c].width_bytes;
        switch (width) {
        case 1:
            move_bytes(table->data[c], to, from, n);
            break;
        case 4:
            move_words(table->data[c], to, from, n);
            break;
        case 8:
            move_keys(table->data[c], to, from, n);
            break;
        default:
            move_any(table->data[c], (size_t)width, to, from, n);
            break;
        }
    }
}

/* After rows moved: partners outside learn the new row; partners among the moved rows are looked up in `from`, whose
 * rising order makes that a binary search. */
static uint32_t new_row_of(const uint32_t *from, uint32_t n, uint32_t to, uint32_t row)
{
    uint32_t low = 0;
    for (uint32_t high = n; low < high;) {
        const uint32_t middle = low + (high - low) / 2;
        if (from[middle] < row) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return to + low;
}

static void remap_links(const struct care_table *table, uint32_t to, const uint32_t *from, uint32_t n)
{
    if (table->link_column < 0 || n == 0) {
        return;
    }
    uint32_t *link = table->data[table->link_column];
    for (uint32_t j = 0; j < n; j++) {
        const uint32_t partner = link[to + j];
        if (partner == CARE_NO_ROW) {
            continue;
        }
        if (partner >= from[0] && partner <= from[n - 1]) {
            link[to + j] = new_row_of(from, n, to, partner);
        } else {
            link[partner] = to + j;
        }
    }
}

static void compact_block(const struct care_table *table, struct care_block *block, uint32_t n_gone)
{
    uint32_t keep[CARE_BLOCK_ROWS];
    const uint8_t *gone = table->data[table->exit_column];
    uint32_t n = 0;
    for (uint32_t row = block->first; row < block->first + block->n; row++) {
        keep[n] = row;
        n += gone[row] == 0;
        if (n == block->n - n_gone) {
            break;
        }
    }
    move_rows(table, block->first, keep, n);
    remap_links(table, block->first, keep, n);
    block->n = n;
}

static void merge_into(struct care_table *table, struct care_block *to, struct care_block *from)
{
    uint32_t rows[CARE_BLOCK_ROWS];
    for (uint32_t i = 0; i < from->n; i++) {
        rows[i] = from->first + i;
    }
    move_rows(table, to->first + to->n, rows, from->n);
    remap_links(table, to->first + to->n, rows, from->n);
    to->n += from->n;
    from->n = 0;
}

static void drop_empty_blocks(struct care_table *table, struct area_blocks *list)
{
    int kept = 0;
    for (int i = 0; i < list->n; i++) {
        if (list->blocks[i].n == 0) {
            give_back_rows(table, list->blocks[i].first, list->blocks[i].capacity);
        } else {
            list->blocks[kept++] = list->blocks[i];
        }
    }
    list->n = kept;
}

void care_table_tidy(struct care_table *table, int area)
{
    struct area_blocks *list = &table->areas[area];
    for (int i = 0; i < list->n; i++) {
        struct care_block *block = &list->blocks[i];
        const uint32_t n_gone = n_gone_in(table, block);
        if (n_gone * 8 > block->n) {
            compact_block(table, block, n_gone);
        } else if (n_gone > 0) {
            mark_gone(table, block);
        }
    }
    for (int i = 1; i < list->n; i++) {
        struct care_block *before = &list->blocks[i - 1];
        struct care_block *block = &list->blocks[i];
        if (before->cohort == block->cohort && block->n <= before->capacity - before->n) {
            merge_into(table, before, block);
            const struct care_block emptied = *block; /* the emptied one goes first, so that a third can merge too */
            *block = *before;
            *before = emptied;
        }
    }
    drop_empty_blocks(table, list);
}

int64_t care_table_n_present(const struct care_table *table)
{
    int64_t n = 0;
    for (int area = 0; area < table->n_areas; area++) {
        for (int i = 0; i < table->areas[area].n; i++) {
            const struct care_block *block = &table->areas[area].blocks[i];
            n += block->n - n_gone_in(table, block);
        }
    }
    return n;
}
