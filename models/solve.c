#include "models/solve.h"

#include "sim/rounding.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>

enum { MAX_ITERATIONS = 200 };

static int iterate(gsl_root_fsolver *solver, double *root)
{
    for (int i = 0; i < MAX_ITERATIONS; i++) {
        if (gsl_root_fsolver_iterate(solver) != GSL_SUCCESS) {
            return care_trace(CARE_ERROR_SOLVER);
        }
        *root = gsl_root_fsolver_root(solver);
        const double low = gsl_root_fsolver_x_lower(solver), high = gsl_root_fsolver_x_upper(solver);
        if (gsl_root_test_interval(low, high, 1e-300, 1e-14) == GSL_SUCCESS) {
            *root = care_round(*root);
            return CARE_OK;
        }
    }
    return care_trace(CARE_ERROR_SOLVER);
}

int care_solve_root(double (*f)(double x, void *context), void *context, double low, double high, double *root)
{
    if (!(f(low, context) * f(high, context) <= 0)) {
        return care_trace(CARE_ERROR_SOLVER);
    }
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (solver == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    gsl_function function = {f, context};
    int status = gsl_root_fsolver_set(solver, &function, low, high) == GSL_SUCCESS ? CARE_OK : CARE_ERROR_SOLVER;
    status = status == CARE_OK ? iterate(solver, root) : status;
    gsl_root_fsolver_free(solver);
    return status;
}
