#include "sim/hits.h"

#include "sim/simd.h"

#include <stdbool.h>
#include <string.h>

enum { TILE = 256 }; /* bytes of marks at a time: they never leave the first cache */

/* Appends the positions of the marked bytes; `marks` is padded with zeros to a multiple of eight. */
static inline int collect(const uint8_t *marks, int n, int offset, uint16_t *rows, int n_rows)
{
    for (int i = 0; i < n; i += 8) {
        uint64_t eight;
        memcpy(&eight, marks + i, sizeof eight);
        while (eight != 0) {
            const int byte = __builtin_ctzll(eight) / 8;
            rows[n_rows++] = (uint16_t)(offset + i + byte);
            eight &= ~(UINT64_C(0xFF) << (byte * 8));
        }
    }
    return n_rows;
}

CARE_CLONES int care_hits_below(const uint32_t *u, int n, uint32_t threshold, uint16_t *rows)
{
    uint8_t marks[TILE];
    int n_rows = 0;
    for (int from = 0; from < n; from += TILE) {
        const int size = n - from < TILE ? n - from : TILE;
        const uint32_t *tile = u + from;
        for (int i = 0; i < size; i++) {
            marks[i] = tile[i] < threshold;
        }
        for (int i = size; i % 8 != 0; i++) {
            marks[i] = 0;
        }
        n_rows = collect(marks, size, from, rows, n_rows);
    }
    return n_rows;
}

/* Marks draws below the threshold of their state, or with @p others those that are not. */
static inline int hits_by_state(const uint32_t *u, const uint8_t *state, int n, const uint32_t threshold[64],
                                bool others, uint16_t *rows)
{
    uint8_t marks[TILE];
    int n_rows = 0;
    for (int from = 0; from < n; from += TILE) {
        const int size = n - from < TILE ? n - from : TILE;
        const uint32_t *tile = u + from;
        const uint8_t *tile_state = state + from;
        for (int i = 0; i < size; i++) {
            marks[i] = (tile[i] < threshold[tile_state[i]]) != others;
        }
        for (int i = size; i % 8 != 0; i++) {
            marks[i] = 0;
        }
        n_rows = collect(marks, size, from, rows, n_rows);
    }
    return n_rows;
}

CARE_CLONES int care_hits_below_by_state(const uint32_t *u, const uint8_t *state, int n, const uint32_t threshold[64],
                                         uint16_t *rows)
{
    return hits_by_state(u, state, n, threshold, false, rows);
}

CARE_CLONES int care_hits_from_by_state(const uint32_t *u, const uint8_t *state, int n, const uint32_t threshold[64],
                                        uint16_t *rows)
{
    return hits_by_state(u, state, n, threshold, true, rows);
}

/* Most rows are quiet: 32 are passed over together. */
static inline bool is_quiet(const uint8_t *byte)
{
    uint64_t four[4];
    memcpy(four, byte, sizeof four);
    return (four[0] | four[1] | four[2] | four[3]) == 0;
}

int care_hits_nonzero(const uint8_t *byte, int n, uint16_t *rows)
{
    const int whole = n / 32 * 32;
    int n_rows = 0;
    for (int i = 0; i < whole; i += 32) {
        if (!is_quiet(byte + i)) {
            n_rows = collect(byte + i, 32, i, rows, n_rows);
        }
    }
    for (int i = whole; i < n; i++) {
        if (byte[i] != 0) {
            rows[n_rows++] = (uint16_t)i;
        }
    }
    return n_rows;
}
