/** @file  The known name nearest to a mistyped one. */
#ifndef CARE_SIM_NEAREST_H
#define CARE_SIM_NEAREST_H

#include <limits.h>
#include <stddef.h>

enum { CARE_NEAREST_FAR = INT_MAX };

/** Least number of bytes to insert, delete, replace or swap with a neighbour (optimal string alignment) to turn
 *  @p a into @p b, letters compared without case; CARE_NEAREST_FAR when either is over 64 bytes long. */
int care_nearest_distance(const char *a, size_t n_a, const char *b, size_t n_b);
/** The nearest of a NULL-ended list; NULL only when the list is empty. */
const char *care_nearest_of(const char *name, const char *const *known);

#endif
