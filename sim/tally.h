/** @file  Where a running simulation counts: one slab (scenario, draw, replicate) of the result cubes. Counts are integers
 *  and addition is atomic, so the order of blocks and threads cannot show. */
#ifndef CARE_SIM_TALLY_H
#define CARE_SIM_TALLY_H

#include "sim/cubes.h"

/** Plain data; all borrowed. */
struct care_tally {
    struct care_cubes *cubes;
    int scenario, draw, replicate;
    const int *district_of_leaf; /* [leaves] */
};

/** The cells of one year and one leaf's district; NULL when @p cube is NULL (not recorded in this run). */
static inline int32_t *care_tally_cells(const struct care_tally *tally, struct care_cube *cube, int year, int leaf)
{
    if (cube == NULL) {
        return NULL;
    }
    const struct care_outer *outer = care_cubes_outer(tally->cubes);
    return cube->data.int32 + care_cube_offset(cube, outer, tally->scenario, tally->draw, tally->replicate,
                                               year - outer->first_year, tally->district_of_leaf[leaf]);
}

/** The same by district: for models that run alone. */
static inline int32_t *care_tally_counts(const struct care_tally *tally, struct care_cube *cube, int year, int district)
{
    if (cube == NULL) {
        return NULL;
    }
    const struct care_outer *outer = care_cubes_outer(tally->cubes);
    return cube->data.int32 + care_cube_offset(cube, outer, tally->scenario, tally->draw, tally->replicate,
                                               year - outer->first_year, district);
}

/** The same for cubes of doubles. */
static inline double *care_tally_amounts(const struct care_tally *tally, struct care_cube *cube, int year, int district)
{
    const struct care_outer *outer = care_cubes_outer(tally->cubes);
    return cube->data.float64 + care_cube_offset(cube, outer, tally->scenario, tally->draw, tally->replicate,
                                                 year - outer->first_year, district);
}

static inline void care_tally_add(int32_t *cell, int32_t n)
{
    if (n != 0) {
        (void)__atomic_fetch_add(cell, n, __ATOMIC_RELAXED);
    }
}

#endif
