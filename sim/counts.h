/** @file  How often each small value occurs in a run of bytes, 32 at a time. */
#ifndef CARE_SIM_COUNTS_H
#define CARE_SIM_COUNTS_H

#include <stdint.h>

/** Adds to count[v] how many of byte[0..n-1] equal v, for v < n_values; other values are not counted.
 *  Costs about n * n_values / 16 instructions: for a handful of values.
 *  @param n  at most CARE_BLOCK_ROWS */
void care_counts_of_bytes(const uint8_t *byte, int n, int n_values, int32_t *count);

/** How many of n bytes are not zero. */
int32_t care_counts_nonzero(const uint8_t *byte, int n);

#endif
