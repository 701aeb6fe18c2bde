/** @file  The cubes of a run file: little-endian int32 or float64, shuffle and deflate 1 (level 4 saves a few per cent
 *  for four times the time; filters beyond these need plug-ins that common readers lack). */
#include "output/run_cubes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SLAB_BYTES = 2 << 20,
    SMALL_BYTES = 256 << 10,
    N_LEADING = 3 /* scenario, draw, replicate */,
    DEFLATE_LEVEL = 1
};

void care_run_cubes_chunk(const hsize_t *length, int rank, size_t cell_bytes, hsize_t *chunk)
{
    hsize_t bytes = cell_bytes;
    bool is_cut = false;
    for (int i = rank - 1; i >= 0; i--) {
        const hsize_t limit = i < N_LEADING ? SMALL_BYTES : SLAB_BYTES;
        const hsize_t fits = is_cut || bytes > limit ? 1 : limit / bytes;
        const hsize_t n_parts = (length[i] + fits - 1) / fits;
        chunk[i] = (length[i] + n_parts - 1) / n_parts;
        is_cut = is_cut || chunk[i] < length[i];
        bytes *= chunk[i];
    }
}

static hid_t cube_list(const struct care_cube_spec *spec, const hsize_t *length, int rank)
{
    hsize_t chunk[CARE_RUN_MAX_AXES];
    const double undefined = NAN;
    const bool is_float = care_cube_is_float(spec);
    care_run_cubes_chunk(length, rank, is_float ? sizeof(double) : sizeof(int32_t), chunk);
    const hid_t list = care_hdf_list(H5P_DATASET_CREATE);
    if (list < 0) {
        return H5I_INVALID_HID;
    }
    if (H5Pset_chunk(list, rank, chunk) < 0 || H5Pset_shuffle(list) < 0 || H5Pset_deflate(list, DEFLATE_LEVEL) < 0 ||
        (is_float && H5Pset_fill_value(list, H5T_NATIVE_DOUBLE, &undefined) < 0)) {
        (void)H5Pclose(list);
        return H5I_INVALID_HID;
    }
    return list;
}

static int create_cube(struct care_hdf *hdf, const struct care_cube_spec *spec, const hsize_t *length, int rank,
                       hid_t *out)
{
    const hid_t type = care_cube_is_float(spec) ? H5T_IEEE_F64LE : H5T_STD_I32LE;
    const hid_t list = cube_list(spec, length, rank);
    const hid_t space = H5Screate_simple(rank, length, NULL);
    hid_t data = H5I_INVALID_HID;
    if (list >= 0 && space >= 0) {
        data = H5Dcreate2(hdf->root, spec->name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    }
    if (space >= 0) {
        (void)H5Sclose(space);
    }
    if (list >= 0) {
        (void)H5Pclose(list);
    }
    if (data < 0) {
        return care_hdf_fail(hdf, spec->name);
    }
    *out = data;
    return CARE_OK;
}

static const char *missing_text(const struct care_cube_spec *spec)
{
    if (care_cube_is_float(spec)) {
        return spec->time == CARE_CUBE_FLOW
                   ? "NaN where not defined, and in the first year, before which nothing was run / "
                     "无定义处为 NaN；首年之前未运行，故首年为 NaN"
                   : "NaN where not defined / 无定义处为 NaN";
    }
    if (spec->type == CARE_CUBE_INT32_CODE) {
        return "none; the description says what each code means / 无缺失；代码含义见说明";
    }
    return spec->time == CARE_CUBE_FLOW
               ? "none; the first year is 0 because no model year ends in it, not because nothing happened / "
                 "无缺失；首年为 0 是因为其前没有模型年，并非没有发生"
               : "none; 0 is a count / 无缺失；0 即计数为零";
}

static const char *time_text(const struct care_cube_spec *spec)
{
    return spec->time == CARE_CUBE_FLOW ? "flow of the model year, 1 November of the year before to 31 October / "
                                          "流量：上年 11 月 1 日至当年 10 月 31 日"
                                        : "stock of 1 November of the year / 存量：当年 11 月 1 日";
}

/* Whether cells may be added, for programs. */
static const char *value_kind(const struct care_cube_spec *spec)
{
    static const char *const kinds[] = {[CARE_CUBE_INT32] = "count",
                                        [CARE_CUBE_FLOAT64] = "amount",
                                        [CARE_CUBE_FLOAT64_MEAN] = "mean",
                                        [CARE_CUBE_INT32_CODE] = "code"};
    return kinds[spec->type];
}

/* A float over a year may be a mean or a percentage, of which CF has no sum: only counts say how they were made. */
static const char *cell_methods(const struct care_cube_spec *spec)
{
    if (spec->time == CARE_CUBE_STOCK) {
        return "year: point";
    }
    return spec->type == CARE_CUBE_INT32 ? "year: sum" : "";
}

static int write_coordinates(struct care_hdf *hdf, hid_t id, const struct care_run_axes *axes, const int *index,
                             int rank)
{
    char text[CARE_RUN_MAX_AXES * sizeof axes->dimension->coordinates] = "";
    for (int i = 0; i < rank; i++) {
        const char *names = axes->dimension[index[i]].coordinates;
        const size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%s", used > 0 && names[0] != '\0' ? " " : "", names);
    }
    return care_hdf_text(hdf, id, "coordinates", text);
}

static int write_attributes(struct care_hdf *hdf, hid_t id, const struct care_cube_spec *spec)
{
    const struct care_hdf_attribute texts[] = {
        {"units", spec->unit},
        {"description", spec->doc.en},
        {"description_zh", spec->doc.zh},
        {"source_model", spec->source_model},
        {"time_kind", spec->time == CARE_CUBE_FLOW ? "flow" : "stock"},
        {"time_meaning", time_text(spec)},
        {"cell_methods", cell_methods(spec)},
        {"value_kind", value_kind(spec)},
        {"missing", missing_text(spec)},
    };
    int status = care_hdf_text_pair(hdf, id, "long_name", spec->doc.en, spec->doc.zh);
    if (status == CARE_OK) {
        status = care_hdf_texts(hdf, id, texts, (int)(sizeof texts / sizeof texts[0]));
    }
    if (status == CARE_OK) {
        status = care_hdf_int32(hdf, id, "since_format", spec->since_format);
    }
    if (status == CARE_OK && care_cube_is_float(spec)) {
        status = care_hdf_float64(hdf, id, "_FillValue", NAN);
    }
    return status;
}

static int write_cells(struct care_hdf *hdf, hid_t id, const struct care_cube *cube)
{
    const bool is_float = care_cube_is_float(cube->spec);
    const void *cells = is_float ? (const void *)cube->data.float64 : (const void *)cube->data.int32;
    const hid_t type = is_float ? H5T_NATIVE_DOUBLE : H5T_NATIVE_INT32;
    return H5Dwrite(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, cells) < 0 ? care_hdf_fail(hdf, cube->spec->name)
                                                                        : CARE_OK;
}

static int write_cube(struct care_hdf *hdf, const struct care_cube *cube, const struct care_run_axes *axes)
{
    int index[CARE_RUN_MAX_AXES];
    hsize_t length[CARE_RUN_MAX_AXES];
    hid_t id = H5I_INVALID_HID;
    const int rank = care_run_axes_of(axes, cube->spec, index);
    for (int i = 0; i < rank; i++) {
        length[i] = (hsize_t)axes->dimension[index[i]].n;
    }
    int status = create_cube(hdf, cube->spec, length, rank, &id);
    if (status != CARE_OK) {
        return status;
    }
    for (int i = 0; i < rank && status == CARE_OK; i++) {
        status = care_hdf_attach(hdf, id, axes->dimension[index[i]].scale, i);
    }
    if (status == CARE_OK) {
        status = write_attributes(hdf, id, cube->spec);
    }
    if (status == CARE_OK) {
        status = write_coordinates(hdf, id, axes, index, rank);
    }
    if (status == CARE_OK) {
        status = write_cells(hdf, id, cube);
    }
    if (H5Dclose(id) < 0 && status == CARE_OK) {
        status = care_hdf_fail(hdf, cube->spec->name);
    }
    return status;
}

int care_run_cubes_write(struct care_hdf *hdf, struct care_cubes *cubes, const struct care_run_axes *axes)
{
    int status = CARE_OK;
    for (int i = 0; i < care_cubes_n(cubes) && status == CARE_OK; i++) {
        status = write_cube(hdf, care_cubes_at(cubes, i), axes);
    }
    return status;
}
