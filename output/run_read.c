/** @file  The reader of run files: descriptions first, cells on demand. Whatever does not fit is refused as damaged. */
#include "output/run_read.h"

#include "output/hdf.h"
#include "output/hdf_read.h"
#include "output/run_file.h"
#include "output/seal.h"

#include <errno.h>
#include <fcntl.h>
#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 128, MAX_OBJECTS = 4096 };

struct care_run_read {
    struct care_hdf_quiet quiet;
    hid_t file;
    int format;
    int n_axes;
    int n_cubes;
    int outer[CARE_RUN_READ_N_OUTER];
    struct care_run_read_axis *axes;  /* room for every object of the file */
    struct care_run_read_cube *cubes; /* as above */
};

static const char *const outer_names[CARE_RUN_READ_N_OUTER] = {"scenario", "draw", "replicate", "year", "district"};

/* --- opening ------------------------------------------------------------------------------------------------------- */

static int refuse(struct care_diagnostics *list, const char *path, struct care_text text)
{
    care_diagnostics_add(list, (struct care_place){.file = path}, "%s%.0s", "%.0s%s", text.en, text.zh);
    return care_trace(CARE_ERROR_INPUT);
}

static int refuse_file(struct care_diagnostics *list, const char *path, int error)
{
    care_diagnostics_add(list, (struct care_place){.file = path}, "the file cannot be read: %s", "文件无法读取：%s",
                         strerror(error));
    return care_trace(CARE_ERROR_FILE);
}

/* HDF5 does not say why it cannot open a file: the system is asked first. */
static int check_readable(const char *path, struct care_diagnostics *list)
{
    struct stat about;
    int error = 0;
    const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &about) != 0) {
        error = errno;
    } else if (!S_ISREG(about.st_mode)) {
        error = S_ISDIR(about.st_mode) ? EISDIR : EINVAL;
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return error == 0 ? CARE_OK : refuse_file(list, path, error);
}

/* Without file locks: result files are never changed in place, and network folders often cannot lock. */
static hid_t open_unlocked(const char *path)
{
    hid_t file = H5I_INVALID_HID;
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    if (access >= 0 && H5Pset_file_locking(access, 0, 1) >= 0) {
        file = H5Fopen(path, H5F_ACC_RDONLY, access);
    }
    if (access >= 0) {
        (void)H5Pclose(access);
    }
    return file;
}

/* Files of another kind have their own layout; run files say nothing. */
static int check_kind(hid_t file, const char *path, struct care_diagnostics *list)
{
    char *kind = NULL;
    int status = care_hdf_read_text_or_empty(file, "file_kind", &kind);
    if (status == CARE_OK && strcmp(kind, "people") == 0) {
        status = refuse(list, path,
                        (struct care_text){"this file holds single people, not results; how to open it: "
                                           "docs/data-dictionary.md",
                                           "这是个人记录文件，不是结果文件；打开方法见 docs/data-dictionary.md"});
    }
    free(kind);
    return status;
}

/* Before HDF5 reads a byte. */
static int check_seal(const char *path, enum care_seal *seal, struct care_diagnostics *list)
{
    const int status = care_seal_check(path, seal);
    if (status != CARE_OK) {
        return refuse_file(list, path, errno);
    }
    if (*seal == CARE_SEAL_BROKEN) {
        return refuse(list, path,
                      (struct care_text){"the result file is damaged: its bytes do not match its checksum",
                                         "结果文件已损坏：内容与校验码不符"});
    }
    return CARE_OK;
}

static int open_file(struct care_run_read *run, const char *path, struct care_diagnostics *list)
{
    enum care_seal seal = CARE_SEAL_MISSING;
    int status = check_readable(path, list);
    if (status == CARE_OK) {
        status = check_seal(path, &seal, list);
    }
    if (status != CARE_OK) {
        return status;
    }
    if (H5Fis_hdf5(path) <= 0) {
        return refuse(list, path, (struct care_text){"this is not an HDF5 file", "这不是 HDF5 文件"});
    }
    run->file = open_unlocked(path);
    if (run->file < 0) {
        return refuse(list, path,
                      (struct care_text){"the HDF5 file is damaged or cut short", "HDF5 文件已损坏或不完整"});
    }
    if (care_hdf_read_int(run->file, "file_format_version", &run->format) != CARE_OK || run->format < 1) {
        return refuse(
            list, path,
            (struct care_text){"an HDF5 file, but not a result of carecap", "是 HDF5 文件，但不是 carecap 的结果文件"});
    }
    if (run->format > CARE_FILE_FORMAT) {
        care_diagnostics_add(list, (struct care_place){.file = path},
                             "the file has format %d, this program reads up to %d: use a newer carecap",
                             "文件格式为第 %d 版，本程序只能读到第 %d 版：请使用较新的 carecap", run->format,
                             CARE_FILE_FORMAT);
        return care_trace(CARE_ERROR_INPUT);
    }
    status = check_kind(run->file, path, list);
    if (status != CARE_OK) {
        return status;
    }
    if (seal == CARE_SEAL_MISSING) {
        care_diagnostics_warn(
            list, (struct care_place){.file = path},
            "another program has changed the file since it was written: it cannot be checked for damage",
            "文件写成后曾被其他程序修改，无法检查是否损坏");
    }
    return CARE_OK;
}

/* --- axes ---------------------------------------------------------------------------------------------------------- */

static int find_axis(const struct care_run_read *run, const char *name)
{
    for (int i = 0; i < run->n_axes; i++) {
        if (strcmp(run->axes[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

/* The variable <axis><suffix>, if there is one. */
static int read_names(struct care_run_read *run, const struct care_run_read_axis *axis, const char *suffix, char ***out)
{
    char name[NAME_BYTES + 16];
    int n = 0;
    (void)snprintf(name, sizeof name, "%s%s", axis->name, suffix);
    if (*out != NULL || H5Lexists(run->file, name, H5P_DEFAULT) <= 0) {
        return CARE_OK;
    }
    const int status = care_hdf_read_strings(run->file, name, out, &n);
    if (status == CARE_OK && n != axis->n) {
        care_hdf_read_free_strings(*out, n);
        *out = NULL;
        return care_trace(CARE_ERROR_INPUT);
    }
    return status;
}

static int read_values(struct care_run_read *run, struct care_run_read_axis *axis)
{
    int status = care_hdf_read_codes(run->file, axis->name, &axis->codes, &axis->n);
    return status == CARE_ERROR_INPUT ? care_hdf_read_strings(run->file, axis->name, &axis->labels, &axis->n) : status;
}

static int read_axis(struct care_run_read *run, const char *name)
{
    struct care_run_read_axis *axis = &run->axes[run->n_axes];
    axis->name = strdup(name);
    if (axis->name == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    run->n_axes++;
    int status = read_values(run, axis);
    if (status == CARE_OK) {
        status = read_names(run, axis, "_name", &axis->zh);
    }
    if (status == CARE_OK) {
        status = read_names(run, axis, "_title", &axis->zh);
    }
    if (status == CARE_OK) {
        status = read_names(run, axis, "_name_en", &axis->en);
    }
    return status == CARE_OK ? read_names(run, axis, "_title_en", &axis->en) : status;
}

/* --- cubes --------------------------------------------------------------------------------------------------------- */

/* Called for the one scale of an axis; @p data receives its path. */
static herr_t take_scale_name(hid_t cube, unsigned dimension, hid_t scale, void *data)
{
    (void)cube;
    (void)dimension;
    char *name = data;
    const ssize_t length = H5Iget_name(scale, name, NAME_BYTES);
    return length > 0 && length < NAME_BYTES ? 1 : -1;
}

static int read_cube_axes(struct care_run_read *run, hid_t data, struct care_run_read_cube *cube)
{
    hsize_t length[H5S_MAX_RANK];
    const hid_t space = H5Dget_space(data);
    const int rank = space < 0 ? -1 : H5Sget_simple_extent_ndims(space);
    const bool is_known = rank >= CARE_RUN_READ_N_OUTER && rank <= CARE_RUN_READ_MAX_AXES &&
                          H5Sget_simple_extent_dims(space, length, NULL) == rank;
    if (space >= 0) {
        (void)H5Sclose(space);
    }
    if (!is_known) {
        return care_trace(CARE_ERROR_INPUT);
    }
    cube->n_axes = rank;
    cube->n_cells = 1;
    for (int i = 0; i < rank; i++) {
        char path[NAME_BYTES] = "";
        if (H5DSget_num_scales(data, (unsigned)i) != 1 ||
            H5DSiterate_scales(data, (unsigned)i, NULL, take_scale_name, path) <= 0) {
            return care_trace(CARE_ERROR_INPUT);
        }
        cube->axis[i] = find_axis(run, path + 1);
        const int axis = cube->axis[i];
        if (axis < 0 || (hsize_t)run->axes[axis].n != length[i] ||
            (i < CARE_RUN_READ_N_OUTER && axis != run->outer[i])) {
            return care_trace(CARE_ERROR_INPUT);
        }
        if (i >= CARE_RUN_READ_YEAR) {
            if (cube->n_cells > INT32_MAX / (int64_t)length[i]) { /* 2^31 cells of one run: far above any use */
                return care_trace(CARE_ERROR_INPUT);
            }
            cube->n_cells *= (int64_t)length[i];
        }
    }
    return CARE_OK;
}

static int read_cube_texts(hid_t data, struct care_run_read_cube *cube)
{
    const struct {
        const char *name;
        char **text;
    } wanted[] = {
        {"units", &cube->unit},
        {"description", &cube->description_en},
        {"description_zh", &cube->description_zh},
        {"source_model", &cube->source_model},
    };
    int status = CARE_OK;
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0] && status == CARE_OK; i++) {
        status = care_hdf_read_text_or_empty(data, wanted[i].name, wanted[i].text);
    }
    return status;
}

static int read_cube_kind(hid_t data, struct care_run_read_cube *cube)
{
    char *kind = NULL, *value = NULL;
    const hid_t type = H5Dget_type(data);
    const H5T_class_t class = type < 0 ? H5T_NO_CLASS : H5Tget_class(type);
    if (type >= 0) {
        (void)H5Tclose(type);
    }
    if (class != H5T_FLOAT && class != H5T_INTEGER) {
        return care_trace(CARE_ERROR_INPUT);
    }
    int status = care_hdf_read_text(data, "time_kind", &kind);
    status = status == CARE_OK ? care_hdf_read_text_or_empty(data, "value_kind", &value) : status;
    if (status == CARE_OK) {
        cube->is_float = class == H5T_FLOAT;
        cube->is_flow = strcmp(kind, "flow") == 0;
        cube->adds = strcmp(value, "mean") != 0 && strcmp(value, "code") != 0;
    }
    free(value);
    free(kind);
    return status;
}

static int read_cube(struct care_run_read *run, hid_t data, const char *name)
{
    struct care_run_read_cube *cube = &run->cubes[run->n_cubes];
    cube->name = strdup(name);
    if (cube->name == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    run->n_cubes++;
    int status = read_cube_axes(run, data, cube);
    if (status == CARE_OK) {
        status = read_cube_kind(data, cube);
    }
    return status == CARE_OK ? read_cube_texts(data, cube) : status;
}

/* --- the objects of the file, in the order they were made ------------------------------------------------------------ */

enum pass { PASS_AXES, PASS_CUBES };

/* Things other programs added to the file (no scale, no `time_kind`) are passed over. */
static int read_object(struct care_run_read *run, const char *name, enum pass pass)
{
    int status = CARE_OK;
    const hid_t object = H5Oopen(run->file, name, H5P_DEFAULT);
    if (object < 0) {
        return care_trace(CARE_ERROR_INPUT);
    }
    if (H5Iget_type(object) == H5I_DATASET) {
        const bool is_scale = H5DSis_scale(object) > 0;
        if (pass == PASS_AXES && is_scale) {
            status = read_axis(run, name);
        } else if (pass == PASS_CUBES && !is_scale && H5Aexists(object, "time_kind") > 0) {
            status = read_cube(run, object, name);
        }
    }
    (void)H5Oclose(object);
    return status;
}

static int read_objects(struct care_run_read *run, hsize_t n, enum pass pass)
{
    int status = CARE_OK;
    for (hsize_t i = 0; i < n && status == CARE_OK; i++) {
        char name[NAME_BYTES];
        const ssize_t length =
            H5Lget_name_by_idx(run->file, "/", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, sizeof name, H5P_DEFAULT);
        if (length <= 0) {
            return care_trace(CARE_ERROR_INPUT);
        }
        if (length < NAME_BYTES) {
            status = read_object(run, name, pass);
        }
    }
    return status;
}

static int find_outer(struct care_run_read *run)
{
    for (int i = 0; i < CARE_RUN_READ_N_OUTER; i++) {
        run->outer[i] = find_axis(run, outer_names[i]);
        const bool is_label = i == CARE_RUN_READ_SCENARIO;
        if (run->outer[i] < 0 || (run->axes[run->outer[i]].labels != NULL) != is_label) {
            return care_trace(CARE_ERROR_INPUT);
        }
    }
    return CARE_OK;
}

static int read_descriptions(struct care_run_read *run)
{
    H5G_info_t info;
    if (H5Gget_info(run->file, &info) < 0 || info.nlinks > MAX_OBJECTS) {
        return care_trace(CARE_ERROR_INPUT);
    }
    run->axes = calloc(info.nlinks + 1, sizeof *run->axes);
    run->cubes = calloc(info.nlinks + 1, sizeof *run->cubes);
    if (run->axes == NULL || run->cubes == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = read_objects(run, info.nlinks, PASS_AXES);
    if (status == CARE_OK) {
        status = find_outer(run);
    }
    return status == CARE_OK ? read_objects(run, info.nlinks, PASS_CUBES) : status;
}

int care_run_read_open(const char *path, struct care_diagnostics *list, struct care_run_read **out)
{
    *out = NULL;
    struct care_run_read *run = calloc(1, sizeof *run);
    if (run == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    run->quiet = care_hdf_quiet_begin();
    run->file = H5I_INVALID_HID;
    int status = open_file(run, path, list);
    if (status != CARE_OK) {
        goto out;
    }
    status = read_descriptions(run);
    if (status == CARE_ERROR_INPUT) {
        (void)refuse(list, path,
                     (struct care_text){"the result file is damaged: its axes or cubes cannot be read",
                                        "结果文件已损坏：其坐标轴或数据立方无法读取"});
    }
    if (status == CARE_OK) {
        *out = run;
        run = NULL;
    }
out:
    care_run_read_close(run);
    return status;
}

void care_run_read_close(struct care_run_read *run)
{
    if (run == NULL) {
        return;
    }
    for (int i = run->n_cubes - 1; i >= 0; i--) {
        struct care_run_read_cube *cube = &run->cubes[i];
        free(cube->source_model);
        free(cube->description_zh);
        free(cube->description_en);
        free(cube->unit);
        free(cube->name);
    }
    for (int i = run->n_axes - 1; i >= 0; i--) {
        struct care_run_read_axis *axis = &run->axes[i];
        care_hdf_read_free_strings(axis->en, axis->n);
        care_hdf_read_free_strings(axis->zh, axis->n);
        care_hdf_read_free_strings(axis->labels, axis->n);
        free(axis->codes);
        free(axis->name);
    }
    free(run->cubes);
    free(run->axes);
    if (run->file >= 0) {
        (void)H5Fclose(run->file);
    }
    care_hdf_quiet_end(run->quiet);
    free(run);
}

/* --- what was read ------------------------------------------------------------------------------------------------- */

int care_run_read_format(const struct care_run_read *run)
{
    return run->format;
}

int care_run_read_n_axes(const struct care_run_read *run)
{
    return run->n_axes;
}

const struct care_run_read_axis *care_run_read_axis(const struct care_run_read *run, int i)
{
    return &run->axes[i];
}

const struct care_run_read_axis *care_run_read_outer(const struct care_run_read *run, enum care_run_read_outer which)
{
    return &run->axes[run->outer[which]];
}

int care_run_read_n_cubes(const struct care_run_read *run)
{
    return run->n_cubes;
}

const struct care_run_read_cube *care_run_read_cube(const struct care_run_read *run, int i)
{
    return &run->cubes[i];
}

static herr_t read_slab(hid_t data, const struct care_run_read *run, const struct care_run_read_cube *cube,
                        const hsize_t *start, double *cells)
{
    hsize_t count[CARE_RUN_READ_MAX_AXES];
    const hsize_t n = (hsize_t)cube->n_cells;
    for (int i = 0; i < cube->n_axes; i++) {
        count[i] = i < CARE_RUN_READ_YEAR ? 1 : (hsize_t)run->axes[cube->axis[i]].n;
    }
    herr_t result = -1;
    const hid_t file_space = H5Dget_space(data);
    const hid_t memory_space = H5Screate_simple(1, &n, NULL);
    if (file_space >= 0 && memory_space >= 0 &&
        H5Sselect_hyperslab(file_space, H5S_SELECT_SET, start, NULL, count, NULL) >= 0) {
        result = H5Dread(data, H5T_NATIVE_DOUBLE, memory_space, file_space, H5P_DEFAULT, cells);
    }
    if (memory_space >= 0) {
        (void)H5Sclose(memory_space);
    }
    if (file_space >= 0) {
        (void)H5Sclose(file_space);
    }
    return result;
}

int care_run_read_cells(const struct care_run_read *run, int cube, int scenario, int draw, int replicate, double *cells)
{
    const struct care_run_read_cube *about = &run->cubes[cube];
    const hsize_t start[CARE_RUN_READ_MAX_AXES] = {(hsize_t)scenario, (hsize_t)draw, (hsize_t)replicate};
    const hid_t data = H5Dopen2(run->file, about->name, H5P_DEFAULT);
    if (data < 0) {
        return care_trace(CARE_ERROR_INPUT);
    }
    const herr_t result = read_slab(data, run, about, start, cells);
    (void)H5Dclose(data);
    return result < 0 ? care_trace(CARE_ERROR_INPUT) : CARE_OK;
}

int care_run_read_fact(const struct care_run_read *run, const char *group, const char *name, char **out)
{
    *out = NULL;
    if (strcmp(group, "/") != 0 && H5Lexists(run->file, group, H5P_DEFAULT) == 0) {
        *out = strdup("");
        return *out == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
    }
    const hid_t id = H5Gopen2(run->file, group, H5P_DEFAULT);
    if (id < 0) {
        return care_trace(CARE_ERROR_INPUT);
    }
    const int status = care_hdf_read_text_or_empty(id, name, out);
    (void)H5Gclose(id);
    return status;
}

int care_run_read_column(const struct care_run_read *run, const char *path, struct care_run_read_texts *out)
{
    *out = (struct care_run_read_texts){NULL, 0};
    return H5Lexists(run->file, path, H5P_DEFAULT) > 0 ? care_hdf_read_strings(run->file, path, &out->text, &out->n)
                                                       : CARE_OK;
}

void care_run_read_free_texts(struct care_run_read_texts *texts)
{
    care_hdf_read_free_strings(texts->text, texts->n);
    *texts = (struct care_run_read_texts){NULL, 0};
}
