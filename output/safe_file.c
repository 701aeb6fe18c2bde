/** @file  Safe writing. All names are relative to the open folder, which may therefore be renamed meanwhile. */
#include "output/safe_file.h"

#include "sim/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { N_ATTEMPTS = 64, SUFFIX_BYTES = sizeof ".tmp-XXXXXX", WRITE_BYTES = 1 << 30, MODE_NEW = 0666, MODE_BITS = 0777 };

/* The usual reasons in the user's words; others as the system says them. */
static struct care_text reason(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return (struct care_text){"the disk or the quota is full", "磁盘或配额已满"};
    case EFBIG:
        return (struct care_text){"the file would exceed the allowed size", "文件超过允许的大小"};
    case EACCES:
    case EPERM:
        return (struct care_text){"no permission", "没有权限"};
    case EROFS:
        return (struct care_text){"the disk is read-only", "磁盘为只读"};
    case ENOENT:
    case ENOTDIR:
        return (struct care_text){"no such folder", "文件夹不存在"};
    case EISDIR:
        return (struct care_text){"it is a folder", "这是一个文件夹"};
    case ENAMETOOLONG:
        return (struct care_text){"the name is too long", "文件名过长"};
    case EIO:
        return (struct care_text){"the disk failed", "磁盘故障"};
    default:
        return (struct care_text){strerror(error), strerror(error)};
    }
}

int care_safe_file_fail(const struct care_safe_file *file, int error)
{
    const struct care_text why = reason(error);
    care_diagnostics_add(file->list, (struct care_place){.file = file->path}, "the file cannot be written: %s%.0s",
                         "文件无法写入：%.0s%s", why.en, why.zh); /* %.0s skips the other language */
    return care_trace(CARE_ERROR_FILE);
}

static int fail_existing(const struct care_safe_file *file)
{
    care_diagnostics_add(file->list, (struct care_place){.file = file->path},
                         "the file exists already; results are replaced only with --force",
                         "文件已存在；只有加 --force 才会覆盖结果");
    return care_trace(CARE_ERROR_INPUT);
}

void care_safe_file_abandon(struct care_safe_file *file)
{
    if (file->fd >= 0) {
        (void)close(file->fd);
    }
    if (file->temporary != NULL && file->temporary[0] != '\0') {
        (void)unlinkat(file->folder_fd, file->temporary, 0);
    }
    if (file->folder_fd >= 0) {
        (void)close(file->folder_fd);
    }
    free(file->temporary);
    free(file->folder);
    *file = (struct care_safe_file){.folder_fd = -1, .fd = -1};
}

/* What is at the path now: nothing, a file that may be replaced, or something in the way. */
static int look_at_leaf(struct care_safe_file *file, bool force)
{
    struct stat self;
    struct stat aim;
    if (fstatat(file->folder_fd, file->leaf, &self, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT ? CARE_OK : care_safe_file_fail(file, errno);
    }
    if (!force) {
        return fail_existing(file);
    }
    file->is_replaced = true;
    file->mode = MODE_NEW;
    if (fstatat(file->folder_fd, file->leaf, &aim, 0) != 0) {
        return CARE_OK; /* a link to nothing */
    }
    if (S_ISREG(aim.st_mode)) {
        file->mode = aim.st_mode & MODE_BITS;
        return CARE_OK;
    }
    return care_safe_file_fail(file, S_ISDIR(aim.st_mode) ? EISDIR : EINVAL);
}

/* care_safe_file_abandon() is due whatever this answers. */
static int look_at_target(const char *path, bool force, struct care_diagnostics *list, struct care_safe_file *file)
{
    const char *slash = strrchr(path, '/');
    const size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1; /* with the slash, so that "/x" has folder "/" */
    *file = (struct care_safe_file){.path = path, .leaf = path + n, .folder_fd = -1, .fd = -1, .list = list};
    if (file->leaf[0] == '\0') {
        return care_safe_file_fail(file, n == 0 ? ENOENT : EISDIR);
    }
    file->folder = malloc(n + sizeof ".");
    file->temporary = calloc(strlen(file->leaf) + SUFFIX_BYTES, 1);
    if (file->folder == NULL || file->temporary == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    memcpy(file->folder, path, n);
    memcpy(file->folder + n, ".", sizeof ".");
    file->folder_fd = open(file->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file->folder_fd < 0) {
        return care_safe_file_fail(file, errno);
    }
    return look_at_leaf(file, force);
}

/* mkstemp() would make the result unreadable for colleagues; here the umask decides. */
static int create_temporary(struct care_safe_file *file)
{
    const size_t size = strlen(file->leaf) + SUFFIX_BYTES;
    uint32_t number = (uint32_t)getpid();
    for (int attempt = 0; attempt < N_ATTEMPTS; attempt++) {
        number = number * 1664525U + 1013904223U; /* any walk will do: O_EXCL keeps names apart */
        (void)snprintf(file->temporary, size, "%s.tmp-%06x", file->leaf, (unsigned)(number >> 8));
        file->fd = openat(file->folder_fd, file->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, MODE_NEW);
        if (file->fd >= 0) {
            return CARE_OK;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    file->temporary[0] = '\0';
    return care_safe_file_fail(file, errno);
}

int care_safe_file_begin(struct care_safe_file *file, const char *path, bool force, struct care_diagnostics *list)
{
    const int status = look_at_target(path, force, list, file);
    return status == CARE_OK ? create_temporary(file) : status;
}

/* @return 0 or the error's number */
static int write_part(int fd, const struct care_safe_file_part *whole)
{
    const char *bytes = whole->bytes;
    const size_t n = whole->n;
    size_t done = 0;
    while (done < n) {
        const size_t part = n - done < WRITE_BYTES ? n - done : WRITE_BYTES;
        const ssize_t written = write(fd, bytes + done, part);
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        if (written > 0) {
            done += (size_t)written;
        }
    }
    return 0;
}

static int finish_temporary(struct care_safe_file *file)
{
    int error = fsync(file->fd) != 0 ? errno : 0;
    if (error == 0 && file->is_replaced && file->mode != MODE_NEW && fchmod(file->fd, file->mode) != 0) {
        error = errno;
    }
    if (close(file->fd) != 0 && error == 0) {
        error = errno; /* network file systems may report a full disk only here */
    }
    file->fd = -1;
    return error == 0 ? CARE_OK : care_safe_file_fail(file, error);
}

static int rename_temporary(struct care_safe_file *file)
{
    const unsigned flags = file->is_replaced ? 0 : RENAME_NOREPLACE;
    int renamed = renameat2(file->folder_fd, file->temporary, file->folder_fd, file->leaf, flags);
    if (renamed != 0 && (errno == EINVAL || errno == ENOSYS)) { /* this file system cannot: the look before must do */
        renamed = renameat(file->folder_fd, file->temporary, file->folder_fd, file->leaf);
    }
    if (renamed != 0) {
        return errno == EEXIST ? fail_existing(file) : care_safe_file_fail(file, errno);
    }
    file->temporary[0] = '\0';
    return CARE_OK;
}

int care_safe_file_check(const char *path, bool force, struct care_diagnostics *list)
{
    struct care_safe_file file;
    int status = look_at_target(path, force, list, &file);
    if (status == CARE_OK && faccessat(file.folder_fd, ".", W_OK | X_OK, AT_EACCESS) != 0) {
        status = care_safe_file_fail(&file, errno);
    }
    care_safe_file_abandon(&file);
    return status;
}

int care_safe_file_commit(struct care_safe_file *file)
{
    int status = finish_temporary(file);
    if (status == CARE_OK) {
        status = rename_temporary(file);
    }
    if (status == CARE_OK && fsync(file->folder_fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
        const struct care_text why = reason(errno);
        care_diagnostics_warn(file->list, (struct care_place){.file = file->path},
                              "the file is written, but its folder could not be synced: %s%.0s",
                              "文件已写入，但所在文件夹未能同步：%.0s%s", why.en, why.zh);
    }
    care_safe_file_abandon(file);
    return status;
}

int care_safe_file_write(const char *path, const struct care_safe_file_part *parts, int n, bool force,
                         struct care_diagnostics *list)
{
    struct care_safe_file file;
    int status = care_safe_file_begin(&file, path, force, list);
    for (int i = 0; i < n && status == CARE_OK; i++) {
        const int error = write_part(file.fd, &parts[i]);
        status = error == 0 ? CARE_OK : care_safe_file_fail(&file, error);
    }
    if (status == CARE_OK) {
        return care_safe_file_commit(&file);
    }
    care_safe_file_abandon(&file);
    return status;
}
