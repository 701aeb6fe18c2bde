/** @file  Keyed draws: chance as a pure function u = draw(seed, replicate, person key, year, purpose). No state.
 *
 *  Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, doi 10.1145/2063384.2063405). The Philox key is the seed; the counter is
 *  (person key low, person key high, year + 65536 * word, replicate). One call gives four lanes of 32 bits:
 *  purpose p is lane p mod 4 of word p / 4, so a new purpose moves nobody's draw. */
#ifndef CARE_SIM_DRAWS_H
#define CARE_SIM_DRAWS_H

#include <stdbool.h>
#include <stdint.h>

enum { CARE_LANES = 4, CARE_DRAW_ROOM = 16 /* rows read and written past the end by the vector versions */ };

struct care_draws;

/** Fills u[lane * stride + i] for i < n and all four lanes. Reads keys and writes u up to n rounded up to
 *  CARE_DRAW_ROOM: both must have that room. */
typedef void care_draws_fill_function(const struct care_draws *draws, const uint64_t *key, int n, int year, int word,
                                      uint32_t *u, int stride);

/** The source of chance of one replicate. Plain data. */
struct care_draws {
    uint64_t seed;
    uint32_t replicate;
    care_draws_fill_function *fill; /* vector or scalar, same bits */
};

/** @param simd  take the widest vector version the processor has (AVX-512, AVX2); false forces the scalar twin */
struct care_draws care_draws_create(uint64_t seed, uint32_t replicate, bool simd);

/** Name of the fill in use: "avx512", "avx2" or "scalar". */
const char *care_draws_simd_name(const struct care_draws *draws);

/** One Philox call: all four lanes of a word. About 10 ns. */
void care_draws_word(const struct care_draws *draws, uint64_t key, int year, int word, uint32_t lanes[CARE_LANES]);

/** One draw, uniform on 0 .. 2^32-1. Costs a whole call: for rare events only. */
uint32_t care_draws_one(const struct care_draws *draws, uint64_t key, int year, int purpose);

static inline int care_draws_word_of(int purpose)
{
    return purpose / CARE_LANES;
}

static inline int care_draws_lane_of(int purpose)
{
    return purpose % CARE_LANES;
}

/** True when this processor has AVX2 and this build can use it. */
bool care_draws_has_avx2(void);
bool care_draws_has_avx512(void);

/* the versions, for tests */
care_draws_fill_function care_draws_fill_scalar;
care_draws_fill_function care_draws_avx2_fill;
care_draws_fill_function care_draws_avx512_fill;

#endif
