/** @file  The people of a file of people: who is in the sample, in the order of keys. Private to output/. */
#ifndef CARE_OUTPUT_PEOPLE_ROWS_H
#define CARE_OUTPUT_PEOPLE_ROWS_H

#include "sim/table.h"

/** A person of the sample. */
struct care_people_row {
    uint64_t order; /* the key with its highest bit turned: rises as the key read as a signed number does */
    uint32_t row;
    uint32_t block; /* index into care_people_rows.block */
};

/** Plain data, arrays owned by it: 16 bytes a person of the sample. Valid while the table is not changed. */
struct care_people_rows {
    struct care_people_row *row; /* [n], rising by order */
    uint32_t n;
    const struct care_block **block; /* borrowed from the table */
    const struct care_table *table;
    const uint64_t *key;  /* columns of the table */
    const uint32_t *link; /* NULL when the table has no links */
};

/** Those present, drawn whole or not with the partner they are linked to: a couple is in when a hash of the smaller key
 *  is below @p share, a single when a hash of the own key is. It follows that a sample is part of every larger one and
 *  that nobody changes sides but by a new link or the end of one.
 *  @param share  0 < share <= 1
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_people_rows_create(const struct care_table *table, double share, struct care_people_rows *out);
void care_people_rows_free(struct care_people_rows *rows);

/** The key of a person of the sample. */
static inline uint64_t care_people_rows_key(const struct care_people_row *row)
{
    return row->order ^ (uint64_t)1 << 63;
}

/** The key of the partner, or 0. */
static inline uint64_t care_people_rows_partner_key(const struct care_people_rows *rows,
                                                    const struct care_people_row *row)
{
    const uint32_t partner = rows->link[row->row];
    return partner == CARE_NO_ROW ? 0 : rows->key[partner];
}

#endif
