/** @file  Person keys: stable 64-bit names that no scenario shifts. A key is a hash of what the person is, never of where
 *  the row lies: what one scenario changes cannot move the chance of people it does not touch. */
#ifndef CARE_SIM_KEYS_H
#define CARE_SIM_KEYS_H

#include <stdint.h>

/** Bijective mixing of 64 bits (finaliser of SplitMix64: Steele, Lea, Flood 2014, doi 10.1145/2660193.2660195). */
static inline uint64_t care_key_mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/** Joins a key with one more part. */
static inline uint64_t care_key_join(uint64_t key, uint64_t part)
{
    return care_key_mix(key ^ care_key_mix(part));
}

#endif
