#include "sim/hits.h"

#include "sim/simd.h"

#include <stdbool.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum {
    TILE = 256, /* bytes of marks at a time: they never leave the first cache */
    WORD = 64   /* bytes that become the bits of one number */
};

/* Bit i: byte i is not zero. */
#if defined(__SSE2__)
static inline uint64_t bits_of(const uint8_t *byte)
{
    uint64_t zeros = 0;
    for (int i = 0; i < WORD / 16; i++) {
        const __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(byte + 16 * i));
        const int equal = _mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, _mm_setzero_si128()));
        zeros |= (uint64_t)(uint32_t)equal << (16 * i);
    }
    return ~zeros;
}
#else
static inline uint64_t bits_of(const uint8_t *byte)
{
    uint64_t bits = 0;
    for (int i = 0; i < WORD; i++) {
        bits |= (uint64_t)(byte[i] != 0) << i;
    }
    return bits;
}
#endif

/* Appends the positions of the bits. */
static inline int append(uint64_t bits, int offset, uint16_t *rows, int n_rows)
{
    for (; bits != 0; bits &= bits - 1) {
        rows[n_rows++] = (uint16_t)(offset + __builtin_ctzll(bits));
    }
    return n_rows;
}

/* Appends the positions of the marked bytes; `marks` has room up to a multiple of WORD. */
static inline int collect(uint8_t *marks, int n, int offset, uint16_t *rows, int n_rows)
{
    const int whole = (n + WORD - 1) / WORD * WORD;
    memset(marks + n, 0, (size_t)(whole - n));
    for (int i = 0; i < whole; i += WORD) {
        n_rows = append(bits_of(marks + i), offset + i, rows, n_rows);
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

int care_hits_nonzero(const uint8_t *byte, int n, uint16_t *rows)
{
    const int whole = n / WORD * WORD;
    int n_rows = 0;
    for (int i = 0; i < whole; i += WORD) {
        n_rows = append(bits_of(byte + i), i, rows, n_rows);
    }
    uint8_t rest[WORD];
    memcpy(rest, byte + whole, (size_t)(n - whole));
    return n > whole ? collect(rest, n - whole, whole, rows, n_rows) : n_rows;
}
