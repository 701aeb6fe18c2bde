/** @file  Result cubes: dense arrays of counts or amounts with named axes. Models describe and fill them; writers and
 *  readers know them by these descriptions only.
 *
 *  Every cube has the outer axes [scenario][draw][replicate][year][district], then its own. Row-major. */
#ifndef CARE_SIM_CUBES_H
#define CARE_SIM_CUBES_H

#include "sim/status.h"
#include "sim/text.h"

#include <stdbool.h>
#include <stdint.h>

enum { CARE_MAX_CUBE_AXES = 4 };

/** One axis of a cube: either integer codes (`codes`) or short ASCII labels (`labels`), never both. Static data.
 *  Two cubes that name the same axis must point to the same description. */
struct care_axis {
    const char *name;             /* ASCII snake_case; the HDF5 dimension */
    int n;                        /* 0: as many as districts, with their codes (`codes` and `labels` NULL) */
    const int32_t *codes;         /* [n], or NULL */
    const char *const *labels;    /* [n], or NULL */
    const char *const *labels_zh; /* [n], or NULL: written beside as NAME_name */
    struct care_text doc;
    const char *unit; /* of codes; NULL for labels */
};

enum care_cube_type {
    CARE_CUBE_INT32,        /* counts */
    CARE_CUBE_FLOAT64,      /* amounts; like counts, their cells may be added */
    CARE_CUBE_FLOAT64_MEAN, /* float64, too: means, shares and rates, which may not */
    CARE_CUBE_INT32_CODE    /* int32, too: codes and ranks, which may not */
};
enum care_cube_time {
    CARE_CUBE_STOCK, /* of 1 November of the year */
    CARE_CUBE_FLOW   /* of the model year, 1 November before to 31 October; 0 (NaN for floats) in the first year */
};

/** A cube's description. Static data. */
struct care_cube_spec {
    const char *name; /* ASCII snake_case; the HDF5 dataset and what analysts rely on */
    enum care_cube_type type;
    enum care_cube_time time;
    const struct care_axis *axes[CARE_MAX_CUBE_AXES]; /* own axes, NULL-ended when fewer */
    const char *unit;                                 /* UDUNITS */
    struct care_text doc;
    const char *source_model; /* name of the model that fills it */
    int since_format;         /* file-format version in which the name first appeared */
};

static inline bool care_cube_is_float(const struct care_cube_spec *spec)
{
    return spec->type == CARE_CUBE_FLOAT64 || spec->type == CARE_CUBE_FLOAT64_MEAN;
}

/** Whether cells may be added up. */
static inline bool care_cube_adds(const struct care_cube_spec *spec)
{
    return spec->type == CARE_CUBE_INT32 || spec->type == CARE_CUBE_FLOAT64;
}

/** One filled cube. `data` is owned by the set. */
struct care_cube {
    const struct care_cube_spec *spec;
    int64_t n_cells;        /* of the whole cube */
    int64_t n_per_district; /* product of the own axes */
    union {
        int32_t *int32;
        double *float64;
    } data;
};

/** The outer axes, which all cubes of a run share. Strings borrowed; must outlive the set. */
struct care_outer {
    int n_scenarios, n_draws, n_replicates;
    int first_year, n_years;
    int n_districts;
    const char *const *scenarios;           /* [n_scenarios] names */
    const struct care_text *titles;         /* [n_scenarios] */
    const int32_t *district_codes;          /* [n_districts] GB/T 2260 */
    const struct care_text *district_names; /* [n_districts] */
};

/** Length of an own axis in a run, after the rule for n == 0. */
int care_cubes_axis_n(const struct care_axis *axis, const struct care_outer *outer);
/** Its codes: [care_cubes_axis_n()], or NULL for an axis of labels. */
const int32_t *care_cubes_axis_codes(const struct care_axis *axis, const struct care_outer *outer);

struct care_cubes; /* a set */

/** All cubes of @p specs, every cell zero (float cells NaN). @p specs borrowed, must outlive the set; @p outer copied.
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_cubes_create(const struct care_cube_spec *const *specs, int n_specs,
                                     const struct care_outer *outer, struct care_cubes **out);
void care_cubes_free(struct care_cubes *cubes);

const struct care_outer *care_cubes_outer(const struct care_cubes *cubes);
int care_cubes_n(const struct care_cubes *cubes);
struct care_cube *care_cubes_at(struct care_cubes *cubes, int i);
/** NULL when the set has no cube of that name. */
struct care_cube *care_cubes_find(struct care_cubes *cubes, const char *name);

/** Index of the first cell of one (scenario, draw, replicate, year index, district). */
int64_t care_cube_offset(const struct care_cube *cube, const struct care_outer *outer, int scenario, int draw,
                         int replicate, int year_index, int district);

#endif
