/** @file  Shared means of the tests of output/. */
#include "tests/output/support.h"

#include <dirent.h>
#include <hdf5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The linker sends the allocations of the code under test here (WRAP in CMakeLists.txt). */
void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
char *__wrap_strdup(const char *text);

static int countdown;
static bool has_failed;

void support_fail_allocation(int k)
{
    countdown = k;
    has_failed = false;
}

bool support_allocation_failed(void)
{
    return has_failed;
}

static bool fails_now(void)
{
    if (countdown > 0 && --countdown == 0) {
        has_failed = true;
        return true;
    }
    return false;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return fails_now() ? NULL : __real_calloc(n, size);
}

char *__wrap_strdup(const char *text)
{
    return fails_now() ? NULL : __real_strdup(text);
}

void support_folder_create(char folder[PATH_BYTES])
{
    (void)snprintf(folder, PATH_BYTES, "/tmp/carecap-test-XXXXXX");
    if (mkdtemp(folder) == NULL) {
        perror("mkdtemp");
        exit(1);
    }
}

void support_path(char path[PATH_BYTES], const char *folder, const char *name)
{
    (void)snprintf(path, PATH_BYTES, "%.100s/%.100s", folder, name);
}

/* Counts the entries of a folder, removing them on the way when asked to. */
static int walk(const char *folder, bool is_removed)
{
    char path[PATH_BYTES];
    int n = 0;
    DIR *open_folder = opendir(folder);
    if (open_folder == NULL) {
        return -1;
    }
    for (const struct dirent *entry = readdir(open_folder); entry != NULL; entry = readdir(open_folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        n++;
        support_path(path, folder, entry->d_name);
        if (is_removed) {
            (void)remove(path);
        }
    }
    (void)closedir(open_folder);
    return n;
}

int support_n_files(const char *folder)
{
    return walk(folder, false);
}

void support_folder_remove(const char *folder)
{
    (void)walk(folder, true);
    (void)rmdir(folder);
}

unsigned char *support_read(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    *n = 0;
    if (file == NULL) {
        return NULL;
    }
    (void)fseek(file, 0, SEEK_END);
    const size_t size = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = __real_malloc(size + 1);
    if (bytes != NULL) {
        *n = fread(bytes, 1, size, file);
    }
    (void)fclose(file);
    return bytes;
}

void support_write(const char *path, const void *bytes, size_t n)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

bool support_same_bytes(const char *a, const char *b)
{
    size_t n_a = 0;
    size_t n_b = 0;
    unsigned char *bytes_a = support_read(a, &n_a);
    unsigned char *bytes_b = support_read(b, &n_b);
    const bool is_same = bytes_a != NULL && bytes_b != NULL && n_a == n_b && memcmp(bytes_a, bytes_b, n_a) == 0;
    free(bytes_b);
    free(bytes_a);
    return is_same;
}

int64_t support_n_handles(void)
{
    static const H5I_type_t kinds[] = {H5I_FILE,    H5I_GROUP, H5I_DATATYPE,    H5I_DATASPACE,
                                       H5I_DATASET, H5I_ATTR,  H5I_GENPROP_LST, H5I_ERROR_STACK};
    int64_t n = 0;
    (void)H5open();
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        hsize_t n_kind = 0;
        if (H5Inmembers(kinds[i], &n_kind) >= 0) {
            n += (int64_t)n_kind;
        }
    }
    return n;
}
