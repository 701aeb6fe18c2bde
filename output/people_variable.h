/** @file  One column of one year as a variable of a file of people. Private to output/. */
#ifndef CARE_OUTPUT_PEOPLE_VARIABLE_H
#define CARE_OUTPUT_PEOPLE_VARIABLE_H

#include "output/hdf.h"
#include "output/people_file.h"
#include "output/people_rows.h"

/** A year that is being written. All borrowed. */
struct care_people_variable_place {
    hid_t group;
    hid_t person; /* scale of the dimension */
    int year;
    const struct care_people_rows *rows;
    const struct care_people_file_areas *areas;
    void *cells; /* [CARE_PEOPLE_VARIABLE_CHUNK] of 8 bytes */
};

enum { CARE_PEOPLE_VARIABLE_CHUNK = 1 << 17 /* rows; 1 MiB of the widest type */ };

/** @return CARE_OK, CARE_ERROR_LIBRARY, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_people_variable_write(struct care_hdf *hdf, const struct care_people_variable_place *place,
                                              const struct care_people_chosen *chosen);

#endif
