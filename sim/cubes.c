/** @file  Result cubes: one allocation for the set, one for the cells of each cube. */
#include "sim/cubes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct care_cubes {
    struct care_outer outer;
    int n;
    struct care_cube cube[]; /* [n] */
};

int care_cubes_axis_n(const struct care_axis *axis, const struct care_outer *outer)
{
    return axis->n == 0 ? outer->n_districts : axis->n;
}

const int32_t *care_cubes_axis_codes(const struct care_axis *axis, const struct care_outer *outer)
{
    return axis->n == 0 ? outer->district_codes : axis->codes;
}

/* Product of two counts, or -1 when it does not fit or one is negative already: such a cube cannot be held anyway. */
static int64_t times(int64_t a, int64_t b)
{
    if (a < 0 || b < 0 || (b > 0 && a > INT64_MAX / b)) {
        return -1;
    }
    return a * b;
}

static int64_t n_districts_in_all(const struct care_outer *outer)
{
    int64_t n = times(outer->n_scenarios, outer->n_draws);
    n = times(n, outer->n_replicates);
    n = times(n, outer->n_years);
    return times(n, outer->n_districts);
}

static int fill_cube(struct care_cube *cube, const struct care_cube_spec *spec, const struct care_outer *outer)
{
    cube->spec = spec;
    cube->n_per_district = 1;
    for (int i = 0; i < CARE_MAX_CUBE_AXES && spec->axes[i] != NULL; i++) {
        cube->n_per_district = times(cube->n_per_district, care_cubes_axis_n(spec->axes[i], outer));
    }
    cube->n_cells = times(n_districts_in_all(outer), cube->n_per_district);
    if (cube->n_cells < 0) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const size_t n = cube->n_cells > 0 ? (size_t)cube->n_cells : 1;
    if (!care_cube_is_float(spec)) {
        cube->data.int32 = calloc(n, sizeof *cube->data.int32);
        return cube->data.int32 == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
    }
    cube->data.float64 = calloc(n, sizeof *cube->data.float64);
    if (cube->data.float64 == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int64_t i = 0; i < cube->n_cells; i++) {
        cube->data.float64[i] = NAN;
    }
    return CARE_OK;
}

int care_cubes_create(const struct care_cube_spec *const *specs, int n_specs, const struct care_outer *outer,
                      struct care_cubes **out)
{
    int status = CARE_OK;
    *out = NULL;
    struct care_cubes *cubes = calloc(1, sizeof *cubes + (size_t)n_specs * sizeof cubes->cube[0]);
    if (cubes == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    cubes->outer = *outer;
    for (int i = 0; i < n_specs; i++) {
        cubes->n = i + 1; /* counts a cube whose cells are missing too: its NULL is freed like any other */
        status = fill_cube(&cubes->cube[i], specs[i], outer);
        if (status != CARE_OK) {
            goto out;
        }
    }
    *out = cubes;
    cubes = NULL;
out:
    care_cubes_free(cubes);
    return status;
}

void care_cubes_free(struct care_cubes *cubes)
{
    if (cubes == NULL) {
        return;
    }
    for (int i = 0; i < cubes->n; i++) {
        if (!care_cube_is_float(cubes->cube[i].spec)) {
            free(cubes->cube[i].data.int32);
        } else {
            free(cubes->cube[i].data.float64);
        }
    }
    free(cubes);
}

const struct care_outer *care_cubes_outer(const struct care_cubes *cubes)
{
    return &cubes->outer;
}

int care_cubes_n(const struct care_cubes *cubes)
{
    return cubes->n;
}

struct care_cube *care_cubes_at(struct care_cubes *cubes, int i)
{
    return &cubes->cube[i];
}

struct care_cube *care_cubes_find(struct care_cubes *cubes, const char *name)
{
    for (int i = 0; i < cubes->n; i++) {
        if (strcmp(cubes->cube[i].spec->name, name) == 0) {
            return &cubes->cube[i];
        }
    }
    return NULL;
}

int64_t care_cube_offset(const struct care_cube *cube, const struct care_outer *outer, int scenario, int draw,
                         int replicate, int year_index, int district)
{
    int64_t row = (int64_t)scenario * outer->n_draws + draw;
    row = row * outer->n_replicates + replicate;
    row = row * outer->n_years + year_index;
    row = row * outer->n_districts + district;
    return row * cube->n_per_district;
}
