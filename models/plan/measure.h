/** @file  A measure: a small expression over result cubes, written as data ("beds[nursing|dementia] / beds"), worked out
 *  for a set of districts in one year. What indicators and checks of published figures are made of.
 *
 *    expression  + - * / with the usual order, parentheses, plain numbers
 *    cube        its name: the sum over its own axes and the districts; cube[nursing|dementia, served]: of these labels only;
 *                a label is looked up in all axes of the cube, axis=label where two axes share one; codes as age=65..100
 *    at(2020, e)        e in another year
 *    total(e)           e summed over the years after the first, to this one (of flows)
 *    each(e)            e worked out in every district and summed: each(min(a, b))
 *    districts(e >= x)  number of districts where it holds (>=, >, <=, <, =)
 *    of(12|34, e)       e of those districts only that have one of these codes
 *    weighted(e, w)     mean of e over districts by weight w. A mean or share that stands in a cube is not added: it may be
 *                       taken here and in districts() only, one cell of it: weighted(occupancy[nursing], beds[nursing])
 *    min(a, b), max(a, b)
 *
 *  Missing (NaN) where a denominator is 0, a cell is missing, or of() finds none of its districts. */
#ifndef CARE_MODELS_PLAN_MEASURE_H
#define CARE_MODELS_PLAN_MEASURE_H

#include "sim/cubes.h"
#include "sim/diagnostics.h"

struct care_measure; /* compiled; borrows the cubes */

/** Where a measure is worked out. */
struct care_measure_at {
    int scenario, draw, replicate, year_index; /* of the outer axes */
    const int *districts;                      /* [n_districts] indices of the outer axis */
    int n_districts;                           /* at least 1 */
};

/** @param text   UTF-8, ended by NUL
 *  @param place  where the text stands; a fault names it, and in its text the position and the nearest known name
 *  @return CARE_OK; CARE_ERROR_INPUT with the fault in @p list (unknown cube, label or function, a label in two axes, a
 *          mean summed over districts, syntax); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_measure_compile(const char *text, struct care_cubes *cubes, struct care_place place,
                                        struct care_diagnostics *list, struct care_measure **out);
void care_measure_free(struct care_measure *measure);

/** NaN where it is undefined. Flows are NaN in the first year of the run. Allocates nothing; one thread at a time. */
double care_measure_value(const struct care_measure *measure, const struct care_measure_at *at);

#endif
