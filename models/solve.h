/** @file  A root of a continuous function of one variable, by Brent's method (GSL). */
#ifndef CARE_MODELS_SOLVE_H
#define CARE_MODELS_SOLVE_H

#include "sim/status.h"

/** @param f  continuous, of opposite signs at @p low and @p high
 *  @param root  rounded to 2^-32 relative
 *  @return CARE_OK, CARE_ERROR_SOLVER when the signs are equal, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_solve_root(double (*f)(double x, void *context), void *context, double low, double high,
                                   double *root);

#endif
