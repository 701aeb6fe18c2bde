/** @file  Rare events found fast: a vector comparison leaves one byte a row, and only the rows that hit are visited. */
#ifndef CARE_SIM_HITS_H
#define CARE_SIM_HITS_H

#include <stdint.h>

/** Rows i < n with draw u[i] < threshold, in rising order. @p rows needs room for @p n. @return how many */
int care_hits_below(const uint32_t *u, int n, uint32_t threshold, uint16_t *rows);

/** Rows i < n with u[i] < threshold[state[i]]; the table has 64 entries, states are below 64. */
int care_hits_below_by_state(const uint32_t *u, const uint8_t *state, int n, const uint32_t threshold[64],
                             uint16_t *rows);

/** The others: rows with u[i] >= threshold[state[i]]. */
int care_hits_from_by_state(const uint32_t *u, const uint8_t *state, int n, const uint32_t threshold[64],
                            uint16_t *rows);

/** Rows i < n whose byte is not zero. */
int care_hits_nonzero(const uint8_t *byte, int n, uint16_t *rows);

#endif
