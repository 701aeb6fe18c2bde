/** @file  The table of cubes of docs/data-dictionary.md, made from their descriptions so that it cannot fall behind. */
#ifndef CARE_OUTPUT_DICTIONARY_H
#define CARE_OUTPUT_DICTIONARY_H

#include "sim/cubes.h"

#include <stdio.h>

/** Prints the axes and the cubes as two Markdown tables, in both languages whatever the language in force; cubes in the
 *  order given, axes in the order of first mention.
 *  @return CARE_OK, CARE_ERROR_FILE when @p out does not take it */
CARE_NODISCARD int care_dictionary_print(const struct care_cube_spec *const *specs, int n, FILE *out);

#endif
