/* The twin of care_draws_fill_scalar for processors with AVX-512: sixteen persons at a time. The same method as
 * draws_avx2.c; exclusive-or of three words and the narrowing store are one instruction each. */
#include "sim/draws.h"

#if defined(__x86_64__)
#include <immintrin.h>

/* Constants of Philox4x32 (Salmon et al. 2011, table 2 and section 3.3). */
enum { N_ROUNDS = 10, XOR_OF_THREE = 0x96 };
static const uint32_t multiplier_0 = 0xD2511F53u;
static const uint32_t multiplier_1 = 0xCD9E8D57u;
static const uint32_t weyl_0 = 0x9E3779B9u;
static const uint32_t weyl_1 = 0xBB67AE85u;

/* Eight persons: word w of person i is the low half of 64-bit lane i of word[w]. */
struct eight {
    __m512i word[CARE_LANES];
};

__attribute__((target("avx512f"), always_inline)) static inline void turn(struct eight *x, __m512i m0, __m512i m1,
                                                                          __m512i k0, __m512i k1)
{
    const __m512i p = _mm512_mul_epu32(x->word[0], m0);
    const __m512i q = _mm512_mul_epu32(x->word[2], m1);
    x->word[0] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(q, 32), x->word[1], k0, XOR_OF_THREE);
    x->word[2] = _mm512_ternarylogic_epi64(_mm512_srli_epi64(p, 32), x->word[3], k1, XOR_OF_THREE);
    x->word[1] = q;
    x->word[3] = p;
}

/* The last words of a block may lie past its keys: they are masked, not read. */
__attribute__((target("avx512f"), always_inline)) static inline struct eight load(const uint64_t *key, int n_left,
                                                                                  __m512i year, __m512i replicate)
{
    const __mmask8 mask = (__mmask8)(n_left >= 8 ? 0xFFu : n_left > 0 ? (1u << n_left) - 1u : 0u);
    const __m512i keys = _mm512_maskz_loadu_epi64(mask, key);
    return (struct eight){{keys, _mm512_srli_epi64(keys, 32), year, replicate}};
}

__attribute__((target("avx512f"), always_inline)) static inline void store(uint32_t *u, int stride,
                                                                           const struct eight *x)
{
    for (int lane = 0; lane < CARE_LANES; lane++) {
        _mm256_storeu_si256((__m256i *)(void *)(u + lane * stride), _mm512_cvtepi64_epi32(x->word[lane]));
    }
}

__attribute__((target("avx512f"))) void care_draws_avx512_fill(const struct care_draws *draws, const uint64_t *key,
                                                               int n, int year, int word, uint32_t *u, int stride)
{
    const __m512i m0 = _mm512_set1_epi64(multiplier_0);
    const __m512i m1 = _mm512_set1_epi64(multiplier_1);
    const __m512i year_word = _mm512_set1_epi64((uint32_t)year | (uint32_t)word << 16);
    const __m512i replicate = _mm512_set1_epi64(draws->replicate);
    for (int i = 0; i < n; i += 16) {
        struct eight a = load(key + i, n - i, year_word, replicate);
        struct eight b = load(key + i + 8, n - i - 8, year_word, replicate);
        uint32_t k0 = (uint32_t)draws->seed;
        uint32_t k1 = (uint32_t)(draws->seed >> 32);
#pragma GCC unroll 10
        for (int round = 0; round < N_ROUNDS; round++) {
            const __m512i key_0 = _mm512_set1_epi64(k0);
            const __m512i key_1 = _mm512_set1_epi64(k1);
            turn(&a, m0, m1, key_0, key_1);
            turn(&b, m0, m1, key_0, key_1);
            k0 += weyl_0;
            k1 += weyl_1;
        }
        store(u + i, stride, &a);
        store(u + i + 8, stride, &b);
    }
}

#else

void care_draws_avx512_fill(const struct care_draws *draws, const uint64_t *key, int n, int year, int word, uint32_t *u,
                            int stride)
{
    care_draws_fill_scalar(draws, key, n, year, word, u, stride);
}

#endif
