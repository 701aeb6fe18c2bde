/** @file  What every fuzz target offers: one call with any bytes. */
#ifndef CARE_TESTS_FUZZ_TARGET_H
#define CARE_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/** The name libFuzzer calls. @return 0 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
