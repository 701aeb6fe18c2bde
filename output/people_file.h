/** @file  Writes single people (microdata) as one HDF5 file that is also a valid netCDF-4 file: a group a year, a variable
 *  a column, people in the order of their keys. Names and meaning are promised in docs/data-dictionary.md. The bytes
 *  depend on who the people are, not on where their rows lie: the same for any number of threads and order of visits.
 *
 *  Disk: grows under a temporary name; while a column is written there must be room for it uncompressed (at most 8 bytes
 *  a person). Memory: 16 bytes a person of the sample and about 2 MB; columns are written one at a time. */
#ifndef CARE_OUTPUT_PEOPLE_FILE_H
#define CARE_OUTPUT_PEOPLE_FILE_H

#include "output/people_columns.h"

enum { CARE_PEOPLE_FILE_FORMAT = 2 };

/** Whose people these are. All borrowed. */
struct care_people_file_facts {
    struct care_text title;
    const char *scenario;
    int replicate;
    uint64_t seed;
    const char *run_id; /* of the result they belong to */
    const char *version;
    const char *git_revision; /* "" when built outside a checkout */
};

/** Codes by leaf of the table. Borrowed. */
struct care_people_file_areas {
    const int32_t *leaf_code;     /* [n_areas of the table] */
    const int32_t *district_code; /* [n_areas of the table], of the district in which the leaf lies */
};

struct care_people_file;

/** Begins a file; nothing is to be seen at @p path before it is closed.
 *  @param path   borrowed until the end
 *  @param force  replace an existing file; without it an existing file is a fault
 *  @param list   borrowed until the end; receives the reason of every failure
 *  @return CARE_OK; CARE_ERROR_INPUT when @p path exists and not @p force; CARE_ERROR_FILE (disk full, no permission,
 *          no such folder); CARE_ERROR_LIBRARY; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_people_file_create(const char *path, bool force, const struct care_people_file_facts *facts,
                                           struct care_diagnostics *list, struct care_people_file **out);

/** Adds group /yYEAR with the people present in @p table.
 *  @param choice  of the table's own columns
 *  @param share   of the people, couples whole (output/people_rows.h): 0 < share <= 1
 *  @return CARE_OK; CARE_ERROR_LIBRARY, also when the year is there already; CARE_ERROR_FILE; CARE_ERROR_MEMORY. After a
 *          failure the file can only be abandoned */
CARE_NODISCARD int care_people_file_year(struct care_people_file *file, int year, const struct care_table *table,
                                         const struct care_people_file_areas *areas,
                                         const struct care_people_choice *choice, double share);

/** Seals, syncs and renames the file, and frees it whatever the answer; on any error nothing is left and the old file is
 *  as it was. @return as care_people_file_create(); that of the year which failed, if one did */
CARE_NODISCARD int care_people_file_close(struct care_people_file *file);

/** Leaves nothing behind. NULL is legal. */
void care_people_file_abandon(struct care_people_file *file);

#endif
