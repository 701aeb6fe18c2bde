#include "sim/draws.h"

#include <Random123/philox.h>

static inline philox4x32_ctr_t philox(const struct care_draws *draws, uint64_t key, int year, int word)
{
    const philox4x32_ctr_t counter = {
        {(uint32_t)key, (uint32_t)(key >> 32), (uint32_t)year | (uint32_t)word << 16, draws->replicate}};
    const philox4x32_key_t seed = {{(uint32_t)draws->seed, (uint32_t)(draws->seed >> 32)}};
    return philox4x32_R(10, counter, seed);
}

void care_draws_word(const struct care_draws *draws, uint64_t key, int year, int word, uint32_t lanes[CARE_LANES])
{
    const philox4x32_ctr_t out = philox(draws, key, year, word);
    for (int lane = 0; lane < CARE_LANES; lane++) {
        lanes[lane] = out.v[lane];
    }
}

uint32_t care_draws_one(const struct care_draws *draws, uint64_t key, int year, int purpose)
{
    return philox(draws, key, year, care_draws_word_of(purpose)).v[care_draws_lane_of(purpose)];
}

void care_draws_fill_scalar(const struct care_draws *draws, const uint64_t *key, int n, int year, int word, uint32_t *u,
                            int stride)
{
    for (int i = 0; i < n; i++) {
        const philox4x32_ctr_t out = philox(draws, key[i], year, word);
        for (int lane = 0; lane < CARE_LANES; lane++) {
            u[lane * stride + i] = out.v[lane];
        }
    }
}

bool care_draws_has_avx2(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

bool care_draws_has_avx512(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f");
#else
    return false;
#endif
}

static care_draws_fill_function *widest(void)
{
    return care_draws_has_avx512() ? care_draws_avx512_fill
           : care_draws_has_avx2() ? care_draws_avx2_fill
                                   : care_draws_fill_scalar;
}

struct care_draws care_draws_create(uint64_t seed, uint32_t replicate, bool simd)
{
    return (struct care_draws){.seed = seed, .replicate = replicate, .fill = simd ? widest() : care_draws_fill_scalar};
}

const char *care_draws_simd_name(const struct care_draws *draws)
{
    return draws->fill == care_draws_avx512_fill ? "avx512" : draws->fill == care_draws_avx2_fill ? "avx2" : "scalar";
}
