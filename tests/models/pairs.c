#include "tests/models/pairs.h"

#include <string.h>

/* Two blocks of the same people. */
struct pair {
    const struct care_table *table[2];
    const struct care_block *block[2];
};

static const void *cells_of(const struct pair *pair, int which, int column)
{
    const size_t width = (size_t)care_table_describe(pair->table[which], column)->width_bytes;
    const uint8_t *base = care_table_column(pair->table[which], column);
    return base + pair->block[which]->first * width;
}

static uint64_t partner_key(const struct pair *pair, int which, uint32_t i)
{
    const struct care_people people = care_people_of_table(pair->table[which]);
    const uint32_t partner = people.partner[pair->block[which]->first + i];
    return partner == CARE_NO_ROW ? 0 : people.key[partner];
}

static bool is_cell_alike(const struct pair *pair, int column, uint32_t i)
{
    const size_t width = (size_t)care_table_describe(pair->table[0], column)->width_bytes;
    const uint8_t *x = cells_of(pair, 0, column), *y = cells_of(pair, 1, column);
    return column == CARE_PEOPLE_PARTNER ? partner_key(pair, 0, i) == partner_key(pair, 1, i)
                                         : memcmp(x + i * width, y + i * width, width) == 0;
}

/* Most blocks are alike to the byte; of the others those present are looked at one by one. */
static const char *difference_of_blocks(const struct pair *pair, uint64_t without)
{
    const uint32_t n = pair->block[0]->n;
    const uint8_t *exit = cells_of(pair, 0, CARE_PEOPLE_EXIT);
    if (pair->block[1]->n != n || pair->block[1]->cohort != pair->block[0]->cohort ||
        memcmp(exit, cells_of(pair, 1, CARE_PEOPLE_EXIT), n) != 0) {
        return "rows";
    }
    for (int c = 0; c < care_table_n_columns(pair->table[0]); c++) {
        const struct care_column *column = care_table_describe(pair->table[0], c);
        const bool is_link = column->role == CARE_COLUMN_LINK;
        if ((without >> c & 1u) != 0 ||
            (!is_link && memcmp(cells_of(pair, 0, c), cells_of(pair, 1, c), n * (size_t)column->width_bytes) == 0)) {
            continue;
        }
        for (uint32_t i = 0; i < n; i++) {
            if (exit[i] == CARE_EXIT_NONE && !is_cell_alike(pair, c, i)) {
                return column->name;
            }
        }
    }
    return NULL;
}

const char *care_pairs_first_difference(const struct care_table *a, const struct care_table *b, uint64_t without)
{
    for (int area = 0; area < care_table_n_areas(a); area++) {
        if (care_table_n_blocks(a, area) != care_table_n_blocks(b, area)) {
            return "rows";
        }
        for (int i = 0; i < care_table_n_blocks(a, area); i++) {
            const struct pair pair = {{a, b}, {care_table_block(a, area, i), care_table_block(b, area, i)}};
            const char *difference = difference_of_blocks(&pair, without);
            if (difference != NULL) {
                return difference;
            }
        }
    }
    return NULL;
}

static void count_modes(const struct pair *pair, struct care_pairs_modes *modes)
{
    const uint8_t *exit = cells_of(pair, 0, CARE_PEOPLE_EXIT);
    const uint8_t *x = cells_of(pair, 0, CARE_PEOPLE_CARE), *y = cells_of(pair, 1, CARE_PEOPLE_CARE);
    for (uint32_t i = 0; i < pair->block[0]->n; i++) {
        if (exit[i] == CARE_EXIT_NONE) {
            modes->n[care_mode_of(x[i])][care_mode_of(y[i])]++;
            modes->of_a[care_mode_of(x[i])]++;
            modes->of_b[care_mode_of(y[i])]++;
        }
    }
}

struct care_pairs_modes care_pairs_modes_of(const struct care_table *a, const struct care_table *b, int year)
{
    struct care_pairs_modes modes = {.of_a = {0}};
    for (int area = 0; area < care_table_n_areas(a); area++) {
        for (int i = 0; i < care_table_n_blocks(a, area); i++) {
            const struct pair pair = {{a, b}, {care_table_block(a, area, i), care_table_block(b, area, i)}};
            if (year - pair.block[0]->cohort >= CARE_FIRST_CARE_AGE) {
                count_modes(&pair, &modes);
            }
        }
    }
    return modes;
}
