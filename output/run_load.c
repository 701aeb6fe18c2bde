/** @file  Builds descriptions from those of the file, then fills cubes slab by slab. Names and labels stay the reader's. */
#include "output/run_load.h"

#include <math.h>
#include <stdlib.h>

struct care_run_load {
    struct care_run_read *file;
    struct care_axis *axes;            /* [axes of the file] */
    struct care_cube_spec *specs;      /* [n_specs] */
    const struct care_cube_spec **all; /* [n_specs] */
    struct care_text *titles;          /* [scenarios] */
    struct care_text *names;           /* [districts] */
    struct care_cubes *cubes;
    int n_specs;
};

/* --- descriptions -------------------------------------------------------------------------------------------------- */

/* The axis of an own dimension. Codes with English names beside them are those of the districts. */
static struct care_axis axis_of(const struct care_run_read_axis *read)
{
    const bool is_district = read->codes != NULL && read->en != NULL;
    return (struct care_axis){
        .name = read->name,
        .n = is_district ? 0 : read->n,
        .codes = is_district ? NULL : read->codes,
        .labels = (const char *const *)read->labels,
        .labels_zh = is_district ? NULL : (const char *const *)read->zh,
        .doc = {"", ""},
    };
}

static enum care_cube_type type_of(const struct care_run_read_cube *read)
{
    if (read->is_float) {
        return read->adds ? CARE_CUBE_FLOAT64 : CARE_CUBE_FLOAT64_MEAN;
    }
    return read->adds ? CARE_CUBE_INT32 : CARE_CUBE_INT32_CODE;
}

/* @return CARE_OK; CARE_ERROR_INPUT when there are more own axes than a cube can have */
static int fill_spec(const struct care_run_load *load, const struct care_run_read_cube *read,
                     struct care_cube_spec *spec)
{
    if (read->n_axes - CARE_RUN_READ_N_OUTER > CARE_MAX_CUBE_AXES) {
        return care_trace(CARE_ERROR_INPUT);
    }
    *spec = (struct care_cube_spec){
        .name = read->name,
        .type = type_of(read),
        .time = read->is_flow ? CARE_CUBE_FLOW : CARE_CUBE_STOCK,
        .unit = read->unit,
        .doc = {read->description_en, read->description_zh},
        .source_model = read->source_model,
        .since_format = care_run_read_format(load->file),
    };
    for (int i = CARE_RUN_READ_N_OUTER; i < read->n_axes; i++) {
        spec->axes[i - CARE_RUN_READ_N_OUTER] = &load->axes[read->axis[i]];
    }
    return CARE_OK;
}

static int describe(struct care_run_load *load)
{
    const int n_axes = care_run_read_n_axes(load->file);
    int status = CARE_OK;
    load->n_specs = care_run_read_n_cubes(load->file);
    load->axes = calloc((size_t)n_axes + 1, sizeof *load->axes);
    load->specs = calloc((size_t)load->n_specs + 1, sizeof *load->specs);
    load->all = calloc((size_t)load->n_specs + 1, sizeof *load->all);
    if (load->axes == NULL || load->specs == NULL || load->all == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n_axes; i++) {
        load->axes[i] = axis_of(care_run_read_axis(load->file, i));
    }
    for (int i = 0; i < load->n_specs && status == CARE_OK; i++) {
        load->all[i] = &load->specs[i];
        status = fill_spec(load, care_run_read_cube(load->file, i), &load->specs[i]);
    }
    return status;
}

/* Names in both languages. An axis without them is known by its own labels, or by nothing.
 * @return NULL when memory has run out */
static struct care_text *texts_of(const struct care_run_read_axis *axis)
{
    struct care_text *texts = calloc((size_t)axis->n, sizeof *texts);
    for (int i = 0; texts != NULL && i < axis->n; i++) {
        const char *fallback = axis->labels == NULL ? "" : axis->labels[i];
        texts[i].en = axis->en == NULL ? fallback : axis->en[i];
        texts[i].zh = axis->zh == NULL ? fallback : axis->zh[i];
    }
    return texts;
}

static bool is_consecutive(const struct care_run_read_axis *years)
{
    for (int i = 1; i < years->n; i++) {
        if (years->codes[i] != years->codes[0] + i) {
            return false;
        }
    }
    return true;
}

static int create_cubes(struct care_run_load *load)
{
    const struct care_run_read_axis *scenario = care_run_read_outer(load->file, CARE_RUN_READ_SCENARIO);
    const struct care_run_read_axis *year = care_run_read_outer(load->file, CARE_RUN_READ_YEAR);
    const struct care_run_read_axis *district = care_run_read_outer(load->file, CARE_RUN_READ_DISTRICT);
    load->titles = texts_of(scenario);
    load->names = texts_of(district);
    if (load->titles == NULL || load->names == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    if (!is_consecutive(year)) {
        return care_trace(CARE_ERROR_INPUT);
    }
    const struct care_outer outer = {
        .n_scenarios = scenario->n,
        .n_draws = care_run_read_outer(load->file, CARE_RUN_READ_DRAW)->n,
        .n_replicates = care_run_read_outer(load->file, CARE_RUN_READ_REPLICATE)->n,
        .first_year = year->codes[0],
        .n_years = year->n,
        .n_districts = district->n,
        .scenarios = (const char *const *)scenario->labels,
        .titles = load->titles,
        .district_codes = district->codes,
        .district_names = load->names,
    };
    return care_cubes_create(load->all, load->n_specs, &outer, &load->cubes);
}

/* --- cells --------------------------------------------------------------------------------------------------------- */

/* @return CARE_OK; CARE_ERROR_INPUT when a count does not fit */
static int take_cells(struct care_cube *cube, int64_t first, const double *cells, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        if (care_cube_is_float(cube->spec)) {
            cube->data.float64[first + i] = cells[i];
        } else if (fabs(cells[i]) <= INT32_MAX) {
            cube->data.int32[first + i] = (int32_t)cells[i];
        } else {
            return care_trace(CARE_ERROR_INPUT);
        }
    }
    return CARE_OK;
}

/* All slabs [year][district][own axes] of one cube. @p cells has room for one */
static int read_slabs(struct care_run_load *load, int i, double *cells)
{
    const struct care_outer *outer = care_cubes_outer(load->cubes);
    const int64_t n = care_run_read_cube(load->file, i)->n_cells;
    struct care_cube *cube = care_cubes_at(load->cubes, i);
    const int n_runs = outer->n_draws * outer->n_replicates, n_slabs = outer->n_scenarios * n_runs;
    int status = CARE_OK;
    for (int s = 0; s < n_slabs && status == CARE_OK; s++) {
        const int draw = s % n_runs / outer->n_replicates, replicate = s % outer->n_replicates;
        status = care_run_read_cells(load->file, i, s / n_runs, draw, replicate, cells);
        status = status == CARE_OK ? take_cells(cube, s * n, cells, n) : status;
    }
    return status;
}

static int read_cells(struct care_run_load *load)
{
    int status = CARE_OK;
    for (int i = 0; i < load->n_specs && status == CARE_OK; i++) {
        double *cells = malloc((size_t)care_run_read_cube(load->file, i)->n_cells * sizeof *cells);
        status = cells == NULL ? care_trace(CARE_ERROR_MEMORY) : read_slabs(load, i, cells);
        free(cells);
    }
    return status;
}

int care_run_load_create(const char *path, struct care_diagnostics *list, struct care_run_load **out)
{
    *out = NULL;
    struct care_run_load *load = calloc(1, sizeof *load);
    if (load == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = care_run_read_open(path, list, &load->file);
    if (status != CARE_OK) {
        goto out;
    }
    status = describe(load);
    status = status == CARE_OK ? create_cubes(load) : status;
    status = status == CARE_OK ? read_cells(load) : status;
    if (status == CARE_ERROR_INPUT) {
        care_diagnostics_add(list, (struct care_place){.file = path},
                             "the result file is damaged: not all of it can be read",
                             "结果文件已损坏：部分内容无法读取");
    }
    if (status == CARE_OK) {
        *out = load;
        load = NULL;
    }
out:
    care_run_load_free(load);
    return status;
}

void care_run_load_free(struct care_run_load *load)
{
    if (load == NULL) {
        return;
    }
    care_cubes_free(load->cubes);
    free(load->names);
    free(load->titles);
    free(load->all);
    free(load->specs);
    free(load->axes);
    care_run_read_close(load->file);
    free(load);
}

struct care_cubes *care_run_load_cubes(struct care_run_load *load)
{
    return load->cubes;
}

const struct care_run_read *care_run_load_file(const struct care_run_load *load)
{
    return load->file;
}
