/** @file  The people of a table as one list sorted by key, so that two tables can be compared whatever their rows and
 *  blocks: what every test of equal results compares by. */
#ifndef CARE_TESTS_SIM_PICTURE_H
#define CARE_TESTS_SIM_PICTURE_H

#include "sim/table.h"

#include <stdbool.h>

/** Everybody present: key, area, cohort, then all columns, a link as the partner's key (0: none). Owns `bytes`. */
struct care_picture {
    int64_t n;
    size_t row_bytes;
    uint8_t *bytes; /* [n][row_bytes] */
};

/** @param without  bit i: column i is left out. Fails the test when memory runs out. */
struct care_picture care_picture_take(const struct care_table *table, uint64_t without);
void care_picture_free(struct care_picture *picture);
bool care_picture_is_equal(const struct care_picture *a, const struct care_picture *b);

#endif
