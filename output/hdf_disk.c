/** @file  HDF5's core driver over a shared mapping. The driver asks for a larger buffer before it writes beyond the end and
 *  gives the buffer back when the file is closed; what is in the mapping is in the file. */
#include "output/hdf_disk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

enum {
    STEP_BYTES = 1 << 24, /* growth: a multiple of all page sizes and of the driver's own steps */
    SLACK_BYTES = 1 << 22 /* indexes, attributes and the driver's rounding, some 100 kB a dataset */
};

/* @return 0 or the error's number */
static int take_room(struct care_hdf_disk *disk, size_t n)
{
    const size_t room = (n + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
    const int error = n > disk->room ? posix_fallocate(disk->fd, 0, (off_t)room) : 0;
    disk->room = error == 0 && n > disk->room ? room : disk->room;
    return error;
}

/* @return 0 or the error's number */
static int map(struct care_hdf_disk *disk, size_t n)
{
    const size_t capacity = (n + STEP_BYTES - 1) / STEP_BYTES * STEP_BYTES;
    void *bytes = disk->bytes == NULL ? mmap(NULL, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, disk->fd, 0)
                                      : mremap(disk->bytes, disk->capacity, capacity, MREMAP_MAYMOVE);
    if (bytes == MAP_FAILED) {
        return errno;
    }
    disk->bytes = bytes;
    disk->capacity = capacity;
    return 0;
}

/* Only here may the buffer move: the driver keeps its address. */
static void *resize(void *bytes, size_t n, H5FD_file_image_op_t why, void *data)
{
    struct care_hdf_disk *disk = data;
    (void)bytes;
    (void)why;
    if (n <= disk->capacity) {
        return disk->bytes;
    }
    disk->error = take_room(disk, n);
    disk->error = disk->error == 0 ? map(disk, n) : disk->error;
    return disk->error == 0 ? disk->bytes : NULL;
}

static void *first(size_t n, H5FD_file_image_op_t why, void *data)
{
    return resize(NULL, n, why, data);
}

/* The library is done with the buffer; it is undone by care_hdf_disk_end(). */
static herr_t leave(void *bytes, H5FD_file_image_op_t why, void *data)
{
    (void)bytes;
    (void)why;
    (void)data;
    return 0;
}

/* HDF5 keeps copies of its property list: all stand for the one disk. */
static void *share(void *data)
{
    return data;
}

static herr_t unshare(void *data)
{
    (void)data;
    return 0;
}

int care_hdf_disk_begin(struct care_hdf_disk *disk, int fd)
{
    *disk = (struct care_hdf_disk){.fd = fd};
    disk->error = take_room(disk, SLACK_BYTES);
    disk->error = disk->error == 0 ? map(disk, SLACK_BYTES) : disk->error;
    return disk->error == 0 ? CARE_OK : care_trace(CARE_ERROR_FILE);
}

void care_hdf_disk_end(struct care_hdf_disk *disk)
{
    if (disk->bytes != NULL) {
        (void)munmap(disk->bytes, disk->capacity);
    }
    *disk = (struct care_hdf_disk){.fd = -1};
}

H5FD_file_image_callbacks_t care_hdf_disk_image(struct care_hdf_disk *disk)
{
    return (H5FD_file_image_callbacks_t){.image_malloc = first,
                                         .image_realloc = resize,
                                         .image_free = leave,
                                         .udata_copy = share,
                                         .udata_free = unshare,
                                         .udata = disk};
}

int care_hdf_disk_reserve(struct care_hdf_disk *disk, struct care_hdf *hdf, size_t more)
{
    hsize_t held = 0;
    if (H5Fget_filesize(hdf->file, &held) < 0) {
        return care_hdf_fail(hdf, "H5Fget_filesize");
    }
    disk->error = take_room(disk, (size_t)held + more + SLACK_BYTES);
    return disk->error == 0 ? CARE_OK : care_trace(CARE_ERROR_FILE);
}

int care_hdf_disk_freeze(struct care_hdf_disk *disk)
{
    const void *bytes =
        mmap(disk->bytes, disk->capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, disk->fd, 0);
    disk->error = bytes == MAP_FAILED ? errno : 0;
    return disk->error == 0 ? CARE_OK : care_trace(CARE_ERROR_FILE);
}
