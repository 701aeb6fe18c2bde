/** @file  Which loops are also compiled for processors with AVX2, chosen at load time. Integer loops only: the result is
 *  the same either way. Sanitizers do not bear the load-time choice, so their builds take the plain version. */
#ifndef CARE_SIM_SIMD_H
#define CARE_SIM_SIMD_H

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(CARE_NO_CLONES)
#define CARE_CLONES __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define CARE_CLONES
#endif

#endif
