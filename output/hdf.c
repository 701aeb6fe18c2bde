/** @file  Shared HDF5 calls. Versioned names throughout: Debian maps the plain ones to the 1.8 interface. */
#include "output/hdf.h"

#include <hdf5_hl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    IMAGE_STEP_BYTES = 1 << 20,  /* growth of the file in memory; large blocks are remapped, not copied */
    MAX_COMPACT_ATTRIBUTES = 64, /* above this HDF5 spends some kB a dataset on an index of its attributes */
    MIN_DENSE_ATTRIBUTES = 48
};

const struct care_hdf care_hdf_closed = {
    .file = H5I_INVALID_HID,
    .root = H5I_INVALID_HID,
    .group_list = H5I_INVALID_HID,
    .data_list = H5I_INVALID_HID,
    .string_type = H5I_INVALID_HID,
    .scalar = H5I_INVALID_HID,
};

struct care_hdf_quiet care_hdf_quiet_begin(void)
{
    struct care_hdf_quiet before = {NULL, NULL};
    if (H5Eget_auto2(H5E_DEFAULT, &before.print, &before.data) < 0) {
        before.print = NULL;
    }
    (void)H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    return before;
}

void care_hdf_quiet_end(struct care_hdf_quiet before)
{
    (void)H5Eset_auto2(H5E_DEFAULT, before.print, before.data);
}

int care_hdf_fail(struct care_hdf *hdf, const char *name)
{
    (void)snprintf(hdf->failed, sizeof hdf->failed, "%s", name);
    return care_trace(CARE_ERROR_LIBRARY);
}

hid_t care_hdf_list(hid_t class)
{
    const unsigned tracked = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    const hid_t list = H5Pcreate(class);
    if (list < 0) {
        return H5I_INVALID_HID;
    }
    const bool is_data = class == H5P_DATASET_CREATE;
    if (H5Pset_obj_track_times(list, 0) < 0 || H5Pset_attr_creation_order(list, tracked) < 0 ||
        H5Pset_attr_phase_change(list, MAX_COMPACT_ATTRIBUTES, MIN_DENSE_ATTRIBUTES) < 0 ||
        (!is_data && H5Pset_link_creation_order(list, tracked) < 0)) {
        (void)H5Pclose(list);
        return H5I_INVALID_HID;
    }
    return list;
}

/* Variable-length and UTF-8: netCDF in Debian 12 crashes on arrays of fixed-length strings (Unidata/netcdf-c#2159). */
static hid_t string_type(void)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    if (type < 0) {
        return H5I_INVALID_HID;
    }
    if (H5Tset_size(type, H5T_VARIABLE) < 0 || H5Tset_cset(type, H5T_CSET_UTF8) < 0 ||
        H5Tset_strpad(type, H5T_STR_NULLTERM) < 0) {
        (void)H5Tclose(type);
        return H5I_INVALID_HID;
    }
    return type;
}

/* V18 at both ends: older cannot hold attributes above 64 kB, newer is refused by some readers.
 * @param owner  makes a name of its own for each of several files, which HDF5 takes for one otherwise; it is not written */
static hid_t create_in_memory(const struct care_hdf *owner, H5FD_file_image_callbacks_t *image)
{
    char name[48];
    hid_t file = H5I_INVALID_HID;
    (void)snprintf(name, sizeof name, "carecap-in-memory-%p", (const void *)owner);
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    const hid_t creation = care_hdf_list(H5P_FILE_CREATE);
    if (access >= 0 && creation >= 0 && H5Pset_fapl_core(access, IMAGE_STEP_BYTES, 0) >= 0 &&
        (image == NULL || H5Pset_file_image_callbacks(access, image) >= 0) &&
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18) >= 0) {
        file = H5Fcreate(name, H5F_ACC_TRUNC, creation, access);
    }
    if (creation >= 0) {
        (void)H5Pclose(creation);
    }
    if (access >= 0) {
        (void)H5Pclose(access);
    }
    return file;
}

int care_hdf_create(struct care_hdf *hdf)
{
    return care_hdf_create_over(hdf, NULL);
}

int care_hdf_create_over(struct care_hdf *hdf, H5FD_file_image_callbacks_t *image)
{
    *hdf = care_hdf_closed;
    hdf->file = create_in_memory(hdf, image);
    hdf->group_list = care_hdf_list(H5P_GROUP_CREATE);
    hdf->data_list = care_hdf_list(H5P_DATASET_CREATE);
    hdf->string_type = string_type();
    hdf->scalar = H5Screate(H5S_SCALAR);
    if (hdf->file >= 0) {
        hdf->root = H5Gopen2(hdf->file, "/", H5P_DEFAULT);
    }
    const bool is_complete =
        hdf->root >= 0 && hdf->group_list >= 0 && hdf->data_list >= 0 && hdf->string_type >= 0 && hdf->scalar >= 0;
    return is_complete ? CARE_OK : care_hdf_fail(hdf, "/");
}

void care_hdf_close(struct care_hdf *hdf)
{
    if (hdf->scalar >= 0) {
        (void)H5Sclose(hdf->scalar);
    }
    if (hdf->string_type >= 0) {
        (void)H5Tclose(hdf->string_type);
    }
    if (hdf->data_list >= 0) {
        (void)H5Pclose(hdf->data_list);
    }
    if (hdf->group_list >= 0) {
        (void)H5Pclose(hdf->group_list);
    }
    if (hdf->root >= 0) {
        (void)H5Gclose(hdf->root);
    }
    if (hdf->file >= 0) {
        (void)H5Fclose(hdf->file);
    }
    *hdf = care_hdf_closed;
}

int care_hdf_image(struct care_hdf *hdf, const void **bytes, size_t *n)
{
    void *handle = NULL;
    if (H5Fflush(hdf->file, H5F_SCOPE_GLOBAL) < 0) {
        return care_hdf_fail(hdf, "H5Fflush");
    }
    const ssize_t size = H5Fget_file_image(hdf->file, NULL, 0);
    if (size <= 0 || H5Fget_vfd_handle(hdf->file, H5P_DEFAULT, &handle) < 0 || handle == NULL) {
        return care_hdf_fail(hdf, "H5Fget_vfd_handle");
    }
    *bytes = *(void *const *)handle; /* the core driver's handle is the address of its buffer */
    *n = (size_t)size;
    return CARE_OK;
}

static int scalar_attribute(struct care_hdf *hdf, hid_t id, const char *name, hid_t file_type, hid_t memory_type,
                            const void *value)
{
    const hid_t attribute = H5Acreate2(id, name, file_type, hdf->scalar, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute < 0) {
        return care_hdf_fail(hdf, name);
    }
    const herr_t written = H5Awrite(attribute, memory_type, value);
    const herr_t closed = H5Aclose(attribute);
    return written < 0 || closed < 0 ? care_hdf_fail(hdf, name) : CARE_OK;
}

int care_hdf_text(struct care_hdf *hdf, hid_t id, const char *name, const char *text)
{
    return text[0] == '\0' ? CARE_OK : scalar_attribute(hdf, id, name, hdf->string_type, hdf->string_type, &text);
}

int care_hdf_int32(struct care_hdf *hdf, hid_t id, const char *name, int32_t value)
{
    return scalar_attribute(hdf, id, name, H5T_STD_I32LE, H5T_NATIVE_INT32, &value);
}

int care_hdf_int64(struct care_hdf *hdf, hid_t id, const char *name, int64_t value)
{
    return scalar_attribute(hdf, id, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &value);
}

int care_hdf_float64(struct care_hdf *hdf, hid_t id, const char *name, double value)
{
    return scalar_attribute(hdf, id, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &value);
}

int care_hdf_text_pair(struct care_hdf *hdf, hid_t id, const char *name, const char *en, const char *zh)
{
    const size_t size = strlen(en) + strlen(zh) + sizeof " / ";
    char *both = malloc(size);
    if (both == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    (void)snprintf(both, size, "%s / %s", en, zh);
    const int status = care_hdf_text(hdf, id, name, both);
    free(both);
    return status;
}

int care_hdf_texts(struct care_hdf *hdf, hid_t id, const struct care_hdf_attribute *list, int n)
{
    for (int i = 0; i < n; i++) {
        const int status = care_hdf_text(hdf, id, list[i].name, list[i].text);
        if (status != CARE_OK) {
            return status;
        }
    }
    return CARE_OK;
}

static int write_vector(struct care_hdf *hdf, hid_t group, const char *name, hid_t file_type, hid_t memory_type,
                        const void *values, int n, hid_t *out)
{
    const hsize_t length = (hsize_t)n;
    const hid_t space = H5Screate_simple(1, &length, NULL);
    hid_t data = H5I_INVALID_HID;
    if (space >= 0) {
        data = H5Dcreate2(group, name, file_type, space, H5P_DEFAULT, hdf->data_list, H5P_DEFAULT);
        (void)H5Sclose(space);
    }
    if (data < 0) {
        return care_hdf_fail(hdf, name);
    }
    if (H5Dwrite(data, memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) < 0) {
        (void)H5Dclose(data);
        return care_hdf_fail(hdf, name);
    }
    *out = data;
    return CARE_OK;
}

int care_hdf_strings(struct care_hdf *hdf, hid_t group, const char *name, const char *const *values, int n, hid_t *out)
{
    return write_vector(hdf, group, name, hdf->string_type, hdf->string_type, values, n, out);
}

int care_hdf_codes(struct care_hdf *hdf, hid_t group, const char *name, const int32_t *values, int n, hid_t *out)
{
    return write_vector(hdf, group, name, H5T_STD_I32LE, H5T_NATIVE_INT32, values, n, out);
}

int care_hdf_scale(struct care_hdf *hdf, hid_t id, const char *name)
{
    return H5DSset_scale(id, name) < 0 ? care_hdf_fail(hdf, name) : CARE_OK;
}

int care_hdf_attach(struct care_hdf *hdf, hid_t id, hid_t scale, int axis)
{
    return H5DSattach_scale(id, scale, (unsigned)axis) < 0 ? care_hdf_fail(hdf, "DIMENSION_LIST") : CARE_OK;
}

int care_hdf_group(struct care_hdf *hdf, hid_t parent, const char *name, hid_t *out)
{
    const hid_t group = H5Gcreate2(parent, name, H5P_DEFAULT, hdf->group_list, H5P_DEFAULT);
    if (group < 0) {
        return care_hdf_fail(hdf, name);
    }
    *out = group;
    return CARE_OK;
}
