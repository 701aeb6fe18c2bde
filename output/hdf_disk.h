/** @file  The memory in which HDF5 builds a large file: a mapping of the file itself, which is thus on disk as it grows
 *  and need not fit into memory. Room on disk is taken before it is written to, so that a full disk is met here and never
 *  inside the library, which could not close the file then. Private to output/; one thread at a time. */
#ifndef CARE_OUTPUT_HDF_DISK_H
#define CARE_OUTPUT_HDF_DISK_H

#include "output/hdf.h"

/** Plain data; must stay where it is while the file is open. */
struct care_hdf_disk {
    int fd;          /* borrowed */
    void *bytes;     /* the mapping; NULL before the first */
    size_t capacity; /* its length */
    size_t room;     /* bytes taken on disk, not below capacity */
    int error;       /* errno of the last failure; 0 */
};

/** Takes the first room, before the library is told of the file: it could not close one that it failed to begin.
 *  @param fd  borrowed; open for reading and writing, empty
 *  @return CARE_OK; CARE_ERROR_FILE (disk->error says why); care_hdf_disk_end() is due in either case */
CARE_NODISCARD int care_hdf_disk_begin(struct care_hdf_disk *disk, int fd);
/** After care_hdf_close(). */
void care_hdf_disk_end(struct care_hdf_disk *disk);

/** What care_hdf_create_over() needs. */
H5FD_file_image_callbacks_t care_hdf_disk_image(struct care_hdf_disk *disk);

/** Takes room for @p more bytes and the book-keeping of one dataset beyond what the file holds now.
 *  @return CARE_OK; CARE_ERROR_FILE (disk->error says why); CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_hdf_disk_reserve(struct care_hdf_disk *disk, struct care_hdf *hdf, size_t more);

/** From now on the file stays as it is, whatever the library still does to its buffer while it is closed.
 *  @return CARE_OK; CARE_ERROR_FILE (disk->error says why) */
CARE_NODISCARD int care_hdf_disk_freeze(struct care_hdf_disk *disk);

#endif
