/** @file  Sample and order. Keys are hashes, so a radix sort by their bytes from the top is finished after about three:
 *  "American flag sort", in place (McIlroy, Bostic, McIlroy 1993, Computing Systems 6(1), 5-27). */
#include "output/people_rows.h"

#include "sim/keys.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { N_DIGITS = 256, DIGIT_BITS = 8, TOP_SHIFT = 56, FEW = 24 /* below this, insertion is faster */ };

/* "sample" in ASCII: keeps this hash apart from all others that are made of keys. */
static const uint64_t sample_salt = 0x73616D706C65U;

/* ---- sample ---- */

struct sample {
    const uint64_t *key;
    const uint32_t *link;
    const uint8_t *exit;
    bool is_whole;
    uint64_t below; /* hashes below this are in */
};

static bool is_in(const struct sample *sample, uint32_t row)
{
    if (sample->exit[row] != 0) {
        return false;
    }
    if (sample->is_whole) {
        return true;
    }
    uint64_t key = sample->key[row];
    const uint32_t partner = sample->link == NULL ? CARE_NO_ROW : sample->link[row];
    if (partner != CARE_NO_ROW && sample->key[partner] < key) {
        key = sample->key[partner];
    }
    return care_key_join(key, sample_salt) < sample->below;
}

static const void *column_of_role(const struct care_table *table, enum care_column_role role)
{
    for (int c = 0; c < care_table_n_columns(table); c++) {
        if (care_table_describe(table, c)->role == role) {
            return care_table_column(table, c);
        }
    }
    return NULL;
}

static struct sample sample_of(const struct care_table *table, double share)
{
    return (struct sample){
        .key = column_of_role(table, CARE_COLUMN_KEY),
        .link = column_of_role(table, CARE_COLUMN_LINK),
        .exit = column_of_role(table, CARE_COLUMN_EXIT),
        .is_whole = share >= 1,
        .below = share >= 1 ? UINT64_MAX : (uint64_t)ldexp(share, 64), /* exact but for the last bits below 2^-53 */
    };
}

/* ---- order ---- */

static void sort_few(struct care_people_row *row, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        const struct care_people_row one = row[i];
        uint32_t at = i;
        for (; at > 0 && row[at - 1].order > one.order; at--) {
            row[at] = row[at - 1];
        }
        row[at] = one;
    }
}

static inline unsigned digit(const struct care_people_row *row, int shift)
{
    return (unsigned)(row->order >> shift) & (N_DIGITS - 1);
}

/* Puts every row into the part of its digit: what lies in the way goes to its own part next. */
static void deal(struct care_people_row *row, int shift, uint32_t next[N_DIGITS], const uint32_t end[N_DIGITS])
{
    for (unsigned d = 0; d < N_DIGITS; d++) {
        while (next[d] < end[d]) {
            struct care_people_row hand = row[next[d]];
            for (unsigned to = digit(&hand, shift); to != d; to = digit(&hand, shift)) {
                const struct care_people_row other = row[next[to]];
                row[next[to]++] = hand;
                hand = other;
            }
            row[next[d]++] = hand;
        }
    }
}

static void sort(struct care_people_row *row, uint32_t n, int shift)
{
    uint32_t next[N_DIGITS] = {0};
    uint32_t end[N_DIGITS];
    if (n <= FEW) {
        sort_few(row, n);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        next[digit(&row[i], shift)]++;
    }
    for (uint32_t d = 0, sum = 0; d < N_DIGITS; d++) {
        const uint32_t count = next[d];
        next[d] = sum;
        end[d] = sum += count;
    }
    deal(row, shift, next, end);
    for (uint32_t d = 0, first = 0; d < N_DIGITS && shift > 0; first = end[d], d++) {
        sort(row + first, end[d] - first, shift - DIGIT_BITS);
    }
}

/* ---- both ---- */

static uint32_t n_blocks_of(const struct care_table *table)
{
    uint32_t n = 0;
    for (int area = 0; area < care_table_n_areas(table); area++) {
        n += (uint32_t)care_table_n_blocks(table, area);
    }
    return n;
}

static void list_blocks(const struct care_table *table, const struct care_block **block)
{
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int i = 0; i < care_table_n_blocks(table, area); i++) {
            *block++ = care_table_block(table, area, i);
        }
    }
}

/* @param row  NULL: only counted  @return their number */
static uint32_t choose(const struct sample *sample, const struct care_block *const *block, uint32_t n_blocks,
                       struct care_people_row *row)
{
    uint32_t n = 0;
    for (uint32_t b = 0; b < n_blocks; b++) {
        for (uint32_t i = block[b]->first; i < block[b]->first + block[b]->n; i++) {
            if (!is_in(sample, i)) {
                continue;
            }
            if (row != NULL) {
                row[n] = (struct care_people_row){sample->key[i] ^ (uint64_t)1 << 63, i, b};
            }
            n++;
        }
    }
    return n;
}

int care_people_rows_create(const struct care_table *table, double share, struct care_people_rows *out)
{
    const struct sample sample = sample_of(table, share);
    const uint32_t n_blocks = n_blocks_of(table);
    *out = (struct care_people_rows){.table = table, .key = sample.key, .link = sample.link};
    out->block = malloc((n_blocks + 1) * sizeof *out->block);
    if (out->block == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    list_blocks(table, out->block);
    out->n = choose(&sample, out->block, n_blocks, NULL);
    out->row = malloc(((size_t)out->n + 1) * sizeof *out->row);
    if (out->row == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    (void)choose(&sample, out->block, n_blocks, out->row);
    sort(out->row, out->n, TOP_SHIFT);
    return CARE_OK;
}

void care_people_rows_free(struct care_people_rows *rows)
{
    free(rows->row);
    free(rows->block);
    *rows = (struct care_people_rows){.n = 0};
}
