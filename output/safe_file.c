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

/* A path taken apart. Owns the folder's descriptor and the names. */
struct target {
    const char *path;
    char *folder;
    const char *leaf; /* inside path */
    char *temporary;  /* "" while there is none */
    int folder_fd;    /* -1 = none */
    bool is_replaced; /* there is an old file, and it may go */
    mode_t mode;      /* of the old file */
    struct care_diagnostics *list;
};

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

static int fail(const struct target *t, int error)
{
    const struct care_text why = reason(error);
    care_diagnostics_add(t->list, (struct care_place){.file = t->path}, "the file cannot be written: %s%.0s",
                         "文件无法写入：%.0s%s", why.en, why.zh); /* %.0s skips the other language */
    return care_trace(CARE_ERROR_FILE);
}

static int fail_existing(const struct target *t)
{
    care_diagnostics_add(t->list, (struct care_place){.file = t->path},
                         "the file exists already; results are replaced only with --force",
                         "文件已存在；只有加 --force 才会覆盖结果");
    return care_trace(CARE_ERROR_INPUT);
}

static void target_free(struct target *t)
{
    if (t->temporary != NULL && t->temporary[0] != '\0') {
        (void)unlinkat(t->folder_fd, t->temporary, 0);
    }
    if (t->folder_fd >= 0) {
        (void)close(t->folder_fd);
    }
    free(t->temporary);
    free(t->folder);
}

/* What is at the path now: nothing, a file that may be replaced, or something in the way. */
static int look_at_leaf(struct target *t, bool force)
{
    struct stat self;
    struct stat aim;
    if (fstatat(t->folder_fd, t->leaf, &self, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT ? CARE_OK : fail(t, errno);
    }
    if (!force) {
        return fail_existing(t);
    }
    t->is_replaced = true;
    t->mode = MODE_NEW;
    if (fstatat(t->folder_fd, t->leaf, &aim, 0) != 0) {
        return CARE_OK; /* a link to nothing */
    }
    if (S_ISREG(aim.st_mode)) {
        t->mode = aim.st_mode & MODE_BITS;
        return CARE_OK;
    }
    return fail(t, S_ISDIR(aim.st_mode) ? EISDIR : EINVAL);
}

/* target_free() is due whatever this answers. */
static int target_open(const char *path, bool force, struct care_diagnostics *list, struct target *t)
{
    const char *slash = strrchr(path, '/');
    const size_t n = slash == NULL ? 0 : (size_t)(slash - path) + 1; /* with the slash, so that "/x" has folder "/" */
    *t = (struct target){.path = path, .leaf = path + n, .folder_fd = -1, .list = list};
    if (t->leaf[0] == '\0') {
        return fail(t, n == 0 ? ENOENT : EISDIR);
    }
    t->folder = malloc(n + sizeof ".");
    t->temporary = calloc(strlen(t->leaf) + SUFFIX_BYTES, 1);
    if (t->folder == NULL || t->temporary == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    memcpy(t->folder, path, n);
    memcpy(t->folder + n, ".", sizeof ".");
    t->folder_fd = open(t->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (t->folder_fd < 0) {
        return fail(t, errno);
    }
    return look_at_leaf(t, force);
}

/* mkstemp() would make the result unreadable for colleagues; here the umask decides. @return the descriptor, or -1 */
static int create_temporary(struct target *t)
{
    const size_t size = strlen(t->leaf) + SUFFIX_BYTES;
    uint32_t number = (uint32_t)getpid();
    for (int attempt = 0; attempt < N_ATTEMPTS; attempt++) {
        number = number * 1664525U + 1013904223U; /* any walk will do: O_EXCL keeps names apart */
        (void)snprintf(t->temporary, size, "%s.tmp-%06x", t->leaf, (unsigned)(number >> 8));
        const int fd = openat(t->folder_fd, t->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, MODE_NEW);
        if (fd >= 0) {
            return fd;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    t->temporary[0] = '\0';
    return -1;
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

static int fill_temporary(struct target *t, const struct care_safe_file_part *parts, int n)
{
    const int fd = create_temporary(t);
    if (fd < 0) {
        return fail(t, errno);
    }
    int error = 0;
    for (int i = 0; i < n && error == 0; i++) {
        error = write_part(fd, &parts[i]);
    }
    if (error == 0 && fsync(fd) != 0) {
        error = errno;
    }
    if (error == 0 && t->is_replaced && t->mode != MODE_NEW && fchmod(fd, t->mode) != 0) {
        error = errno;
    }
    if (close(fd) != 0 && error == 0) {
        error = errno; /* network file systems may report a full disk only here */
    }
    return error == 0 ? CARE_OK : fail(t, error);
}

static int rename_temporary(struct target *t)
{
    const unsigned flags = t->is_replaced ? 0 : RENAME_NOREPLACE;
    int renamed = renameat2(t->folder_fd, t->temporary, t->folder_fd, t->leaf, flags);
    if (renamed != 0 && (errno == EINVAL || errno == ENOSYS)) { /* this file system cannot: the look before must do */
        renamed = renameat(t->folder_fd, t->temporary, t->folder_fd, t->leaf);
    }
    if (renamed != 0) {
        return errno == EEXIST ? fail_existing(t) : fail(t, errno);
    }
    t->temporary[0] = '\0';
    return CARE_OK;
}

int care_safe_file_check(const char *path, bool force, struct care_diagnostics *list)
{
    struct target t;
    int status = target_open(path, force, list, &t);
    if (status == CARE_OK && faccessat(t.folder_fd, ".", W_OK | X_OK, AT_EACCESS) != 0) {
        status = fail(&t, errno);
    }
    target_free(&t);
    return status;
}

int care_safe_file_write(const char *path, const struct care_safe_file_part *parts, int n, bool force,
                         struct care_diagnostics *list)
{
    struct target t;
    int status = target_open(path, force, list, &t);
    if (status != CARE_OK) {
        goto out;
    }
    status = fill_temporary(&t, parts, n);
    if (status != CARE_OK) {
        goto out;
    }
    status = rename_temporary(&t);
    if (status != CARE_OK) {
        goto out;
    }
    if (fsync(t.folder_fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
        const struct care_text why = reason(errno);
        care_diagnostics_warn(list, (struct care_place){.file = path},
                              "the file is written, but its folder could not be synced: %s%.0s",
                              "文件已写入，但所在文件夹未能同步：%.0s%s", why.en, why.zh);
    }
out:
    target_free(&t);
    return status;
}
