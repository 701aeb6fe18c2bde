/** @file  Axes of a run file. Every axis has exactly one scale (with two, readers rename the axis after the last one);
 *  labels are ordinary variables attached to it and named in `coordinates`. */
#include "output/run_axes.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int find(const struct care_run_axes *axes, const char *name)
{
    for (int i = 0; i < axes->n; i++) {
        if (strcmp(axes->dimension[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

int care_run_axes_of(const struct care_run_axes *axes, const struct care_cube_spec *spec, int *index)
{
    int n = 0;
    for (; n < CARE_RUN_N_OUTER_AXES; n++) {
        index[n] = n;
    }
    for (int i = 0; i < CARE_MAX_CUBE_AXES && spec->axes[i] != NULL; i++) {
        index[n++] = find(axes, spec->axes[i]->name);
    }
    return n;
}

/* Takes the open dataset of the scale; it is closed by care_run_axes_free() even when this fails. */
static int add_dimension(struct care_hdf *hdf, struct care_run_axes *axes, const char *name, int n, hid_t scale)
{
    assert(axes->n < axes->capacity);
    axes->dimension[axes->n++] = (struct care_run_dimension){.name = name, .n = n, .scale = scale};
    return care_hdf_scale(hdf, scale, name);
}

static int describe(struct care_hdf *hdf, hid_t id, struct care_text doc, const char *unit)
{
    int status = care_hdf_text_pair(hdf, id, "long_name", doc.en, doc.zh);
    if (status == CARE_OK) {
        const struct care_hdf_attribute rest[] = {
            {"units", unit == NULL ? "" : unit}, {"description", doc.en}, {"description_zh", doc.zh}};
        status = care_hdf_texts(hdf, id, rest, 3);
    }
    return status;
}

static int write_codes(struct care_hdf *hdf, struct care_run_axes *axes, const char *name, const int32_t *codes, int n,
                       struct care_text doc, const char *unit)
{
    hid_t scale = H5I_INVALID_HID;
    int status = care_hdf_codes(hdf, hdf->root, name, codes, n, &scale);
    if (status == CARE_OK) {
        status = add_dimension(hdf, axes, name, n, scale);
    }
    if (status == CARE_OK) {
        status = describe(hdf, axes->dimension[axes->n - 1].scale, doc, unit);
    }
    return status;
}

static int write_labels(struct care_hdf *hdf, struct care_run_axes *axes, const char *name, const char *const *labels,
                        int n, struct care_text doc)
{
    hid_t scale = H5I_INVALID_HID;
    int status = care_hdf_strings(hdf, hdf->root, name, labels, n, &scale);
    if (status == CARE_OK) {
        status = add_dimension(hdf, axes, name, n, scale);
    }
    if (status == CARE_OK) {
        status = describe(hdf, axes->dimension[axes->n - 1].scale, doc, NULL);
    }
    return status;
}

/* first, first + 1, ... */
static int write_range(struct care_hdf *hdf, struct care_run_axes *axes, const char *name, int first, int n,
                       struct care_text doc)
{
    int32_t *codes = malloc((size_t)n * sizeof *codes);
    if (codes == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n; i++) {
        codes[i] = first + i;
    }
    const int status = write_codes(hdf, axes, name, codes, n, doc, "1");
    free(codes);
    return status;
}

/* A variable of labels beside dimension @p d, named <dimension><suffix>. */
static int write_names(struct care_hdf *hdf, struct care_run_dimension *d, const char *suffix, const char *const *names,
                       struct care_text doc)
{
    char variable[80];
    hid_t id = H5I_INVALID_HID;
    (void)snprintf(variable, sizeof variable, "%s%s", d->name, suffix);
    int status = care_hdf_strings(hdf, hdf->root, variable, names, d->n, &id);
    if (status != CARE_OK) {
        return status;
    }
    const size_t used = strlen(d->coordinates);
    (void)snprintf(d->coordinates + used, sizeof d->coordinates - used, "%s%s", used > 0 ? " " : "", variable);
    status = care_hdf_attach(hdf, id, d->scale, 0);
    if (status == CARE_OK) {
        status = describe(hdf, id, doc, NULL);
    }
    (void)H5Dclose(id);
    return status;
}

/* Both halves of @p names as two variables, Chinese first. */
static int write_name_pair(struct care_hdf *hdf, struct care_run_dimension *d, const char *suffix,
                           const struct care_text *names, struct care_text doc_zh, struct care_text doc_en)
{
    char english[40];
    int status = CARE_OK;
    const char **half = malloc((size_t)d->n * sizeof *half);
    if (half == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < d->n; i++) {
        half[i] = names[i].zh;
    }
    status = write_names(hdf, d, suffix, half, doc_zh);
    if (status != CARE_OK) {
        goto out;
    }
    for (int i = 0; i < d->n; i++) {
        half[i] = names[i].en;
    }
    (void)snprintf(english, sizeof english, "%s_en", suffix);
    status = write_names(hdf, d, english, half, doc_en);
out:
    free(half);
    return status;
}

static int write_district_names(struct care_hdf *hdf, struct care_run_axes *axes, const struct care_outer *outer)
{
    return write_name_pair(hdf, &axes->dimension[axes->n - 1], "_name", outer->district_names,
                           (struct care_text){"name of the district, in Chinese", "区名（中文）"},
                           (struct care_text){"name of the district, in English", "区名（英文）"});
}

static int write_outer(struct care_hdf *hdf, struct care_run_axes *axes, const struct care_outer *outer)
{
    int status = write_labels(hdf, axes, "scenario", outer->scenarios, outer->n_scenarios,
                              (struct care_text){"scenario: stem of its file name", "情景：情景文件名（不含扩展名）"});
    if (status == CARE_OK) {
        status = write_name_pair(hdf, &axes->dimension[axes->n - 1], "_title", outer->titles,
                                 (struct care_text){"title of the scenario, in Chinese", "情景标题（中文）"},
                                 (struct care_text){"title of the scenario, in English", "情景标题（英文）"});
    }
    if (status == CARE_OK) {
        status = write_range(hdf, axes, "draw", 0, outer->n_draws,
                             (struct care_text){"draw of the uncertain parameters", "参数抽样序号"});
    }
    if (status == CARE_OK) {
        status = write_range(hdf, axes, "replicate", 0, outer->n_replicates,
                             (struct care_text){"replicate of chance", "随机重复序号"});
    }
    if (status == CARE_OK) {
        status = care_hdf_text(hdf, axes->dimension[axes->n - 1].scale, "standard_name", "realization");
    }
    if (status == CARE_OK) {
        status = write_range(
            hdf, axes, "year", outer->first_year, outer->n_years,
            (struct care_text){"model year: stocks are of its 1 November, flows of the twelve months before",
                               "模型年：存量为当年 11 月 1 日，流量为此前 12 个月"});
    }
    if (status == CARE_OK) {
        status = write_codes(hdf, axes, "district", outer->district_codes, outer->n_districts,
                             (struct care_text){"district: code of GB/T 2260", "区：GB/T 2260 行政区划代码"}, "1");
    }
    return status == CARE_OK ? write_district_names(hdf, axes, outer) : status;
}

static int write_own(struct care_hdf *hdf, struct care_run_axes *axes, const struct care_axis *axis,
                     const struct care_outer *outer)
{
    const int n = care_cubes_axis_n(axis, outer);
    const int32_t *codes = care_cubes_axis_codes(axis, outer);
    int status;
    if (codes != NULL) {
        status = write_codes(hdf, axes, axis->name, codes, n, axis->doc, axis->unit == NULL ? "1" : axis->unit);
    } else {
        status = write_labels(hdf, axes, axis->name, axis->labels, n, axis->doc);
    }
    if (status == CARE_OK && axis->n == 0) {
        status = write_district_names(hdf, axes, outer);
    }
    if (status == CARE_OK && axis->labels_zh != NULL) {
        status = write_names(hdf, &axes->dimension[axes->n - 1], "_name", axis->labels_zh, axis->doc);
    }
    return status;
}

int care_run_axes_write(struct care_hdf *hdf, struct care_cubes *cubes, struct care_run_axes *axes)
{
    const struct care_outer *outer = care_cubes_outer(cubes);
    const int n_cubes = care_cubes_n(cubes);
    *axes = (struct care_run_axes){.capacity = CARE_RUN_N_OUTER_AXES + n_cubes * CARE_MAX_CUBE_AXES};
    axes->dimension = calloc((size_t)axes->capacity, sizeof *axes->dimension);
    if (axes->dimension == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = write_outer(hdf, axes, outer);
    for (int i = 0; i < n_cubes && status == CARE_OK; i++) {
        const struct care_cube_spec *spec = care_cubes_at(cubes, i)->spec;
        for (int k = 0; k < CARE_MAX_CUBE_AXES && spec->axes[k] != NULL && status == CARE_OK; k++) {
            if (find(axes, spec->axes[k]->name) < 0) {
                status = write_own(hdf, axes, spec->axes[k], outer);
            }
        }
    }
    return status;
}

void care_run_axes_free(struct care_run_axes *axes)
{
    for (int i = axes->n - 1; i >= 0; i--) {
        (void)H5Dclose(axes->dimension[i].scale);
    }
    free(axes->dimension);
    *axes = (struct care_run_axes){0};
}
