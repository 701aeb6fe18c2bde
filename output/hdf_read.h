/** @file  Reading attributes and one-dimensional datasets of a file that may be damaged or foreign: every type, rank and
 *  length is checked before it is believed. Private to output/.
 *
 *  All answer CARE_ERROR_INPUT when the thing is missing or not of the kind asked for. */
#ifndef CARE_OUTPUT_HDF_READ_H
#define CARE_OUTPUT_HDF_READ_H

#include "sim/status.h"

#include <hdf5.h>
#include <stdint.h>

enum { CARE_HDF_READ_MAX_ROWS = 1 << 22 }; /* more is taken for damage */

/** Scalar attribute as text; caller frees. @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_hdf_read_text(hid_t object, const char *name, char **out);

/** As above, but an attribute that is missing is "". */
CARE_NODISCARD int care_hdf_read_text_or_empty(hid_t object, const char *name, char **out);

/** Scalar integer attribute. @return CARE_OK, CARE_ERROR_INPUT */
CARE_NODISCARD int care_hdf_read_int(hid_t object, const char *name, int *out);

/** Copies of the strings of a dataset [n]; empty ones are "". Freed with care_hdf_read_free_strings().
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_hdf_read_strings(hid_t group, const char *name, char ***out, int *n);
void care_hdf_read_free_strings(char **strings, int n);

/** Integers of a dataset [n]; caller frees. @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_hdf_read_codes(hid_t group, const char *name, int32_t **out, int *n);

#endif
