/** @file  From real numbers to the integers that decide. The last bits of exp, log and pow depend on the C library and
 *  the processor; after care_round they do not, and thresholds are rounded once. */
#ifndef CARE_SIM_ROUNDING_H
#define CARE_SIM_ROUNDING_H

#include <math.h>
#include <stdint.h>

/** @p x to 32 significant bits: 2^-32 relative. 0, infinities and NaN pass unchanged. */
static inline double care_round(double x)
{
    int exponent;
    const double mantissa = frexp(x, &exponent);
    return isfinite(x) ? ldexp(nearbyint(ldexp(mantissa, 32)), exponent - 32) : x;
}

/** The threshold t for which a uniform 32-bit draw is below t with probability @p prob, which is first rounded.
 *  Clamped to [0, 1]; probability 1 misses one draw in 2^32. */
static inline uint32_t care_threshold(double prob)
{
    const double scaled = nearbyint(care_round(prob) * 4294967296.0);
    return !(scaled > 0) ? 0u : scaled >= 4294967295.0 ? UINT32_MAX : (uint32_t)scaled;
}

/** The month 1..12 in which an event falls that happened because draw < threshold: given that, the draw is uniform
 *  below the threshold, so its position there is one more uniform number, at no cost. Needs draw < threshold. */
static inline int care_month_of(uint32_t draw, uint32_t threshold)
{
    return 1 + (int)((uint64_t)draw * 12u / threshold);
}

#endif
