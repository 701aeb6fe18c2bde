/** @file  Checked reading. HDF5 hands out strings it allocated itself; they are copied and given back at once. */
#include "output/hdf_read.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int copy_text(const char *text, char **out)
{
    const char *given = text == NULL ? "" : text;
    const size_t size = strlen(given) + 1;
    *out = malloc(size);
    if (*out == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    memcpy(*out, given, size);
    return CARE_OK;
}

/* Closes any of these ids; negative ones are nothing. */
static void close_all(hid_t type, hid_t space, hid_t attribute, hid_t data)
{
    if (space >= 0) {
        (void)H5Sclose(space);
    }
    if (type >= 0) {
        (void)H5Tclose(type);
    }
    if (attribute >= 0) {
        (void)H5Aclose(attribute);
    }
    if (data >= 0) {
        (void)H5Dclose(data);
    }
}

static bool is_variable_string(hid_t type)
{
    return type >= 0 && H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0;
}

int care_hdf_read_text(hid_t object, const char *name, char **out)
{
    int status = CARE_ERROR_INPUT;
    hid_t type = H5I_INVALID_HID;
    hid_t space = H5I_INVALID_HID;
    char *text = NULL;
    *out = NULL;
    const hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (attribute < 0) {
        goto out;
    }
    type = H5Aget_type(attribute);
    space = H5Aget_space(attribute);
    if (space < 0 || H5Sget_simple_extent_npoints(space) != 1 || !is_variable_string(type) ||
        H5Aread(attribute, type, &text) < 0) {
        goto out;
    }
    status = copy_text(text, out);
    (void)H5Dvlen_reclaim(type, space, H5P_DEFAULT, &text);
out:
    close_all(type, space, attribute, H5I_INVALID_HID);
    return status;
}

int care_hdf_read_text_or_empty(hid_t object, const char *name, char **out)
{
    *out = NULL;
    return H5Aexists(object, name) == 0 ? copy_text("", out) : care_hdf_read_text(object, name, out);
}

int care_hdf_read_int(hid_t object, const char *name, int *out)
{
    int status = CARE_ERROR_INPUT;
    hid_t type = H5I_INVALID_HID;
    hid_t space = H5I_INVALID_HID;
    const hid_t attribute = H5Aopen(object, name, H5P_DEFAULT);
    if (attribute < 0) {
        goto out;
    }
    type = H5Aget_type(attribute);
    space = H5Aget_space(attribute);
    if (space >= 0 && H5Sget_simple_extent_npoints(space) == 1 && type >= 0 && H5Tget_class(type) == H5T_INTEGER &&
        H5Aread(attribute, H5T_NATIVE_INT, out) >= 0) {
        status = CARE_OK;
    }
out:
    close_all(type, space, attribute, H5I_INVALID_HID);
    return status;
}

/* @return the length of a one-dimensional space, or -1 */
static int length_of(hid_t space)
{
    hsize_t length = 0;
    if (space < 0 || H5Sget_simple_extent_ndims(space) != 1 || H5Sget_simple_extent_dims(space, &length, NULL) != 1 ||
        length == 0 || length > CARE_HDF_READ_MAX_ROWS) {
        return -1;
    }
    return (int)length;
}

/* Copies [n] strings; all or none. */
static int copy_strings(char *const *from, int n, char ***out)
{
    int status = CARE_OK;
    char **copies = calloc((size_t)n, sizeof *copies);
    if (copies == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n && status == CARE_OK; i++) {
        status = copy_text(from[i], &copies[i]);
    }
    if (status != CARE_OK) {
        care_hdf_read_free_strings(copies, n);
        return status;
    }
    *out = copies;
    return CARE_OK;
}

static int read_strings(hid_t data, hid_t type, hid_t space, int n, char ***out)
{
    int status = CARE_ERROR_INPUT;
    char **lent = calloc((size_t)n, sizeof *lent);
    if (lent == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    if (H5Dread(data, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, lent) >= 0) {
        status = copy_strings(lent, n, out);
    }
    (void)H5Dvlen_reclaim(type, space, H5P_DEFAULT, lent); /* also what a failed read had got so far */
    free(lent);
    return status;
}

int care_hdf_read_strings(hid_t group, const char *name, char ***out, int *n)
{
    int status = CARE_ERROR_INPUT;
    hid_t type = H5I_INVALID_HID;
    hid_t space = H5I_INVALID_HID;
    *out = NULL;
    *n = 0;
    const hid_t data = H5Dopen2(group, name, H5P_DEFAULT);
    if (data < 0) {
        goto out;
    }
    type = H5Dget_type(data);
    space = H5Dget_space(data);
    const int length = length_of(space);
    if (length < 0 || !is_variable_string(type)) {
        goto out;
    }
    status = read_strings(data, type, space, length, out);
    if (status == CARE_OK) {
        *n = length;
    }
out:
    close_all(type, space, H5I_INVALID_HID, data);
    return status;
}

void care_hdf_read_free_strings(char **strings, int n)
{
    if (strings == NULL) {
        return;
    }
    for (int i = n - 1; i >= 0; i--) {
        free(strings[i]);
    }
    free(strings);
}

int care_hdf_read_codes(hid_t group, const char *name, int32_t **out, int *n)
{
    int status = CARE_ERROR_INPUT;
    hid_t type = H5I_INVALID_HID;
    hid_t space = H5I_INVALID_HID;
    int32_t *codes = NULL;
    *out = NULL;
    *n = 0;
    const hid_t data = H5Dopen2(group, name, H5P_DEFAULT);
    if (data < 0) {
        goto out;
    }
    type = H5Dget_type(data);
    space = H5Dget_space(data);
    const int length = length_of(space);
    if (length < 0 || type < 0 || H5Tget_class(type) != H5T_INTEGER) {
        goto out;
    }
    codes = calloc((size_t)length, sizeof *codes);
    if (codes == NULL) {
        status = care_trace(CARE_ERROR_MEMORY);
        goto out;
    }
    if (H5Dread(data, H5T_NATIVE_INT32, H5S_ALL, H5S_ALL, H5P_DEFAULT, codes) >= 0) {
        *out = codes;
        *n = length;
        codes = NULL;
        status = CARE_OK;
    }
out:
    free(codes);
    close_all(type, space, H5I_INVALID_HID, data);
    return status;
}
