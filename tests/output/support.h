/** @file  What the tests of output/ share: a folder of their own, whole files, allocations that fail, HDF5 handles. */
#ifndef CARE_TESTS_OUTPUT_SUPPORT_H
#define CARE_TESTS_OUTPUT_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PATH_BYTES = 256 };

/** Makes an empty folder. */
void support_folder_create(char folder[PATH_BYTES]);
/** Removes it with the files in it. */
void support_folder_remove(const char *folder);
/** "<folder>/<name>" */
void support_path(char path[PATH_BYTES], const char *folder, const char *name);
/** Number of files in a folder. */
int support_n_files(const char *folder);

/** All bytes of a file; caller frees; NULL when there is none. */
unsigned char *support_read(const char *path, size_t *n);
void support_write(const char *path, const void *bytes, size_t n);
bool support_same_bytes(const char *a, const char *b);

/** From now on the @p k-th allocation (from 1) of the code under test fails, later ones succeed; 0: none fails. */
void support_fail_allocation(int k);
/** Whether it has failed meanwhile. */
bool support_allocation_failed(void);

/** HDF5 ids of all kinds that are open in the process. */
int64_t support_n_handles(void);

#endif
