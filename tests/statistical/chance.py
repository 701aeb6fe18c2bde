"""The program's draws, made anew: Philox4x32-10 (Salmon et al. 2011, doi 10.1145/2063384.2063405) as sim/draws.h says.

u = draw(seed, replicate, key, year, purpose): counter (key low, key high, year + 65536 word, replicate), the seed as key.
"""
import numpy

MASK = numpy.uint64(0xFFFFFFFF)
MULTIPLIERS = (numpy.uint64(0xD2511F53), numpy.uint64(0xCD9E8D57))
WEYL = (0x9E3779B9, 0xBB67AE85)
SHIFT = numpy.uint64(32)


def word(seed, replicate, keys, year, number):
    """[4][n] lanes of 32 bits; keys as the signed numbers of the people file."""
    keys = keys.astype(numpy.int64).view(numpy.uint64)
    c = [keys & MASK, keys >> SHIFT, numpy.full_like(keys, year + 65536 * number), numpy.full_like(keys, replicate)]
    key = [seed & 0xFFFFFFFF, seed >> 32 & 0xFFFFFFFF]
    for _ in range(10):
        first, second = MULTIPLIERS[0] * c[0], MULTIPLIERS[1] * c[2]
        c = [(second >> SHIFT) ^ c[1] ^ numpy.uint64(key[0]), second & MASK,
             (first >> SHIFT) ^ c[3] ^ numpy.uint64(key[1]), first & MASK]
        key = [(k + w) & 0xFFFFFFFF for k, w in zip(key, WEYL)]
    return numpy.stack(c)
