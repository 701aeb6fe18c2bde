/* The vector twin of care_draws_fill_scalar: eight persons at a time. gcc's own vectorisation of the plain loop takes
 * about three times as long, because it does not see that the high halves of the 64-bit lanes may hold anything:
 * _mm256_mul_epu32 reads the low halves only, so no word is ever masked or moved between rounds. */
#include "sim/draws.h"

#if defined(__x86_64__)
#include <immintrin.h>

/* Constants of Philox4x32 (Salmon et al. 2011, table 2 and section 3.3). */
enum { N_ROUNDS = 10 };
static const uint32_t multiplier_0 = 0xD2511F53u;
static const uint32_t multiplier_1 = 0xCD9E8D57u;
static const uint32_t weyl_0 = 0x9E3779B9u;
static const uint32_t weyl_1 = 0xBB67AE85u;

/* Four persons: word w of person i is the low half of 64-bit lane i of word[w]. */
struct four {
    __m256i word[CARE_LANES];
};

__attribute__((target("avx2"), always_inline)) static inline void turn(struct four *x, __m256i m0, __m256i m1,
                                                                       __m256i k0, __m256i k1)
{
    const __m256i p = _mm256_mul_epu32(x->word[0], m0);
    const __m256i q = _mm256_mul_epu32(x->word[2], m1);
    x->word[0] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(q, 32), x->word[1]), k0);
    x->word[2] = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p, 32), x->word[3]), k1);
    x->word[1] = q;
    x->word[3] = p;
}

__attribute__((target("avx2"), always_inline)) static inline struct four load(const uint64_t *key, __m256i year,
                                                                              __m256i rep)
{
    const __m256i keys = _mm256_loadu_si256((const __m256i *)(const void *)key);
    return (struct four){{keys, _mm256_srli_epi64(keys, 32), year, rep}};
}

__attribute__((target("avx2"), always_inline)) static inline void store(uint32_t *u, __m256i a, __m256i b)
{
    const __m256i low_halves = _mm256_setr_epi32(0, 2, 4, 6, 0, 2, 4, 6);
    const __m256i packed = _mm256_permute2x128_si256(_mm256_permutevar8x32_epi32(a, low_halves),
                                                     _mm256_permutevar8x32_epi32(b, low_halves), 0x20);
    _mm256_storeu_si256((__m256i *)(void *)u, packed);
}

__attribute__((target("avx2"))) void care_draws_avx2_fill(const struct care_draws *draws, const uint64_t *key, int n,
                                                          int year, int word, uint32_t *u, int stride)
{
    const __m256i m0 = _mm256_set1_epi64x(multiplier_0);
    const __m256i m1 = _mm256_set1_epi64x(multiplier_1);
    const __m256i year_word = _mm256_set1_epi64x((uint32_t)year | (uint32_t)word << 16);
    const __m256i replicate = _mm256_set1_epi64x(draws->replicate);
    for (int i = 0; i < n; i += 8) {
        struct four a = load(key + i, year_word, replicate);
        struct four b = load(key + i + 4, year_word, replicate);
        uint32_t k0 = (uint32_t)draws->seed;
        uint32_t k1 = (uint32_t)(draws->seed >> 32);
#pragma GCC unroll 10
        for (int round = 0; round < N_ROUNDS; round++) {
            const __m256i key_0 = _mm256_set1_epi64x(k0);
            const __m256i key_1 = _mm256_set1_epi64x(k1);
            turn(&a, m0, m1, key_0, key_1);
            turn(&b, m0, m1, key_0, key_1);
            k0 += weyl_0;
            k1 += weyl_1;
        }
        for (int lane = 0; lane < CARE_LANES; lane++) {
            store(u + lane * stride + i, a.word[lane], b.word[lane]);
        }
    }
}

#else

void care_draws_avx2_fill(const struct care_draws *draws, const uint64_t *key, int n, int year, int word, uint32_t *u,
                          int stride)
{
    care_draws_fill_scalar(draws, key, n, year, word, u, stride);
}

#endif
