/** @file  The few HDF5 calls all writers share, with the property lists that make a file valid netCDF-4 and repeatable:
 *  libver V18, creation order tracked and indexed, no object times, variable-length UTF-8 strings only.
 *
 *  A file is built in memory (core driver) and written out as bytes afterwards (output/safe_file.h): HDF5 cannot close a
 *  file it failed to flush, so a full disk must never be met inside the library. The price is the size of the
 *  (compressed) file in memory, once. Private to output/; one thread at a time. */
#ifndef CARE_OUTPUT_HDF_H
#define CARE_OUTPUT_HDF_H

#include "sim/status.h"

#include <hdf5.h>
#include <stddef.h>
#include <stdint.h>

/** HDF5's own error printing, switched off while we work: we report in our own words. */
struct care_hdf_quiet {
    H5E_auto2_t print;
    void *data;
};
struct care_hdf_quiet care_hdf_quiet_begin(void);
void care_hdf_quiet_end(struct care_hdf_quiet before);

/** A file being built in memory. Plain data; care_hdf_closed before care_hdf_create(). */
struct care_hdf {
    hid_t file;
    hid_t root;        /* the group "/" */
    hid_t group_list;  /* creation properties of groups */
    hid_t data_list;   /* creation properties of contiguous datasets */
    hid_t string_type; /* variable-length, UTF-8 */
    hid_t scalar;      /* dataspace */
    char failed[80];   /* name of what HDF5 refused last, for the message */
};

/** For care_hdf_close(), which it makes nothing of. */
extern const struct care_hdf care_hdf_closed;

/** @return CARE_OK, CARE_ERROR_LIBRARY; care_hdf_close() is due in either case */
CARE_NODISCARD int care_hdf_create(struct care_hdf *hdf);
/** The same over memory of the caller's. @param image  how it grows; NULL: HDF5's own memory */
CARE_NODISCARD int care_hdf_create_over(struct care_hdf *hdf, H5FD_file_image_callbacks_t *image);
void care_hdf_close(struct care_hdf *hdf);

/** The finished file as bytes, inside HDF5's own buffer: valid until the file is touched again or closed.
 *  @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_image(struct care_hdf *hdf, const void **bytes, size_t *n);

/** Creation properties with what every object needs; @p class is H5P_FILE_CREATE, H5P_GROUP_CREATE or H5P_DATASET_CREATE.
 *  @return the list (caller closes it), or negative */
hid_t care_hdf_list(hid_t class);

/** One scalar attribute of @p id. Empty text is not written: netCDF would read it as a null pointer.
 *  @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_text(struct care_hdf *hdf, hid_t id, const char *name, const char *text);
CARE_NODISCARD int care_hdf_int32(struct care_hdf *hdf, hid_t id, const char *name, int32_t value);
CARE_NODISCARD int care_hdf_int64(struct care_hdf *hdf, hid_t id, const char *name, int64_t value);
CARE_NODISCARD int care_hdf_float64(struct care_hdf *hdf, hid_t id, const char *name, double value);

/** Text of both languages in one attribute: "English / 中文".
 *  @return CARE_OK, CARE_ERROR_LIBRARY, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_hdf_text_pair(struct care_hdf *hdf, hid_t id, const char *name, const char *en, const char *zh);

/** A list of text attributes. */
struct care_hdf_attribute {
    const char *name;
    const char *text;
};
CARE_NODISCARD int care_hdf_texts(struct care_hdf *hdf, hid_t id, const struct care_hdf_attribute *list, int n);

/** One-dimensional datasets [n], n > 0. @p out receives the open dataset (caller closes it); untouched on error.
 *  @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_strings(struct care_hdf *hdf, hid_t group, const char *name, const char *const *values,
                                    int n, hid_t *out);
CARE_NODISCARD int care_hdf_codes(struct care_hdf *hdf, hid_t group, const char *name, const int32_t *values, int n,
                                  hid_t *out);

/** Makes a one-dimensional dataset the scale of dimension @p name.
 *  @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_scale(struct care_hdf *hdf, hid_t id, const char *name);
CARE_NODISCARD int care_hdf_attach(struct care_hdf *hdf, hid_t id, hid_t scale, int axis);

/** A group below @p parent. @p out receives it (caller closes it). @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_group(struct care_hdf *hdf, hid_t parent, const char *name, hid_t *out);

/** Copies @p name as what failed. @return CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_fail(struct care_hdf *hdf, const char *name);

#endif
