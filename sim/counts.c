#include "sim/counts.h"

#include "sim/simd.h"

#include <string.h>

enum { LANES = 32, MOST_PER_LANE = 255 };

/* A vector of the compiler's own: one instruction with AVX2, two without. */
typedef uint8_t bytes_32 __attribute__((vector_size(LANES)));

/* Each lane counts in one byte, which 255 groups cannot overflow; the lanes are added up at the end. A comparison gives
 * -1 where it holds, so it is subtracted. */
#define COUNT_EQUAL(result, byte, n_groups, value)                                                 \
    do {                                                                                           \
        const bytes_32 wanted_ = (bytes_32){0} + (uint8_t)(value);                                 \
        for (int from_ = 0; from_ < (n_groups); from_ += MOST_PER_LANE) {                          \
            const int to_ = (n_groups)-from_ < MOST_PER_LANE ? (n_groups) : from_ + MOST_PER_LANE; \
            bytes_32 lanes_ = {0};                                                                 \
            for (int g_ = from_; g_ < to_; g_++) {                                                 \
                bytes_32 group_;                                                                   \
                memcpy(&group_, (byte) + g_ * LANES, LANES);                                       \
                lanes_ -= (bytes_32)(group_ == wanted_);                                           \
            }                                                                                      \
            for (int j_ = 0; j_ < LANES; j_++) {                                                   \
                (result) += lanes_[j_];                                                            \
            }                                                                                      \
        }                                                                                          \
    } while (0)

CARE_CLONES void care_counts_of_bytes(const uint8_t *byte, int n, int n_values, int32_t *count)
{
    const int n_groups = n / LANES;
    for (int value = 0; value < n_values; value++) {
        COUNT_EQUAL(count[value], byte, n_groups, value);
    }
    for (int i = n_groups * LANES; i < n; i++) {
        if (byte[i] < n_values) {
            count[byte[i]]++;
        }
    }
}

CARE_CLONES int32_t care_counts_nonzero(const uint8_t *byte, int n)
{
    const int n_groups = n / LANES;
    int32_t zero = 0;
    COUNT_EQUAL(zero, byte, n_groups, 0);
    for (int i = n_groups * LANES; i < n; i++) {
        zero += byte[i] == 0;
    }
    return n - zero;
}
