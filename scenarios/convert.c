/** @file  GB18030 to UTF-8, folder by folder. */
#include "scenarios/convert.h"

#include "scenarios/bytes.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DEPTH = 8 };

/* One file to write, or (data == NULL) a folder to make. */
struct item {
    struct item *next;
    const char *name; /* under both folders */
    const char *data;
    size_t size;
};

struct conversion {
    struct care_arena arena;
    struct care_diagnostics *list;
    const char *from, *to;
    struct item *first, **end;
    int n_files;
};

static void report(struct conversion *conversion, const char *file, const char *en, const char *zh)
{
    care_diagnostics_add(conversion->list, (struct care_place){.file = file}, "%s%.0s", "%.0s%s", en, zh);
}

static int report_file(struct conversion *conversion, const char *path, int error)
{
    struct care_faults faults = {.list = conversion->list, .file = path};
    care_bytes_report(&faults, 0, 0, NULL, path, error);
    return care_trace(CARE_ERROR_FILE);
}

static bool is_text_file(const char *name)
{
    static const char *const endings[] = {".csv", ".yaml", ".yml"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof endings[0]; i++) {
        if (strcasecmp(dot, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int add_item(struct conversion *conversion, const char *name, const char *data, size_t size)
{
    struct item *item = care_arena_zeros(&conversion->arena, 1, sizeof *item);
    if (item == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    *item = (struct item){.name = name, .data = data, .size = size};
    *conversion->end = item;
    conversion->end = &item->next;
    return CARE_OK;
}

/* Loads a file as UTF-8; one that cannot be is reported and left out. */
static int take_file(struct conversion *conversion, const char *path, const char *name)
{
    int error;
    size_t broken;
    struct care_bytes bytes, converted;
    int status = care_bytes_load(&conversion->arena, path, CARE_BYTES_MAX_TABLE, &bytes, &error);
    if (status == CARE_ERROR_FILE) {
        return report_file(conversion, path, error);
    }
    if (status != CARE_OK) {
        return status;
    }
    conversion->n_files++;
    if (care_bytes_first_broken(bytes.data, bytes.size) == bytes.size) {
        return add_item(conversion, name, bytes.data, bytes.size);
    }
    status = care_bytes_from_gb18030(&conversion->arena, bytes.data, bytes.size, &converted, &broken);
    if (status == CARE_ERROR_INPUT) {
        care_diagnostics_add(conversion->list, (struct care_place){.file = path},
                             "byte %zu is neither UTF-8 nor GB18030", "第 %zu 字节既不是 UTF-8 也不是 GB18030", broken);
        return CARE_OK;
    }
    if (status != CARE_OK) {
        return status;
    }
    care_diagnostics_warn(conversion->list, (struct care_place){.file = path}, "converted from GB18030 (%zu bytes)",
                          "已由 GB18030 转换（%zu 字节）", bytes.size);
    return add_item(conversion, name, converted.data, converted.size);
}

static int take_folder(struct conversion *conversion, const char *path, const char *name, int depth);

static int take_entry(struct conversion *conversion, const char *folder, const char *name, const char *entry, int depth)
{
    struct care_arena *arena = &conversion->arena;
    struct stat about;
    const char *path = care_arena_text(arena, "%s/%s", folder, entry);
    const char *entry_name = care_arena_text(arena, "%s%s%s", name, name[0] == '\0' ? "" : "/", entry);
    if (path == NULL || entry_name == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    if (lstat(path, &about) != 0) {
        return report_file(conversion, path, errno);
    }
    if (S_ISDIR(about.st_mode)) {
        const int status = add_item(conversion, entry_name, NULL, 0);
        return status == CARE_OK ? take_folder(conversion, path, entry_name, depth + 1) : status;
    }
    return is_text_file(entry) ? take_file(conversion, path, entry_name) : CARE_OK;
}

static int take_folder(struct conversion *conversion, const char *path, const char *name, int depth)
{
    if (depth > MAX_DEPTH) {
        report(conversion, path, "folders are nested too deeply", "目录嵌套过深");
        return CARE_OK;
    }
    struct dirent **entries = NULL;
    const int n = scandir(path, &entries, NULL, alphasort); /* sorted: the same messages on every machine */
    if (n < 0) {
        return errno == ENOMEM ? care_trace(CARE_ERROR_MEMORY) : report_file(conversion, path, errno);
    }
    int status = CARE_OK;
    for (int i = 0; i < n; i++) {
        if (status == CARE_OK && entries[i]->d_name[0] != '.') { /* hidden files, "." and ".." */
            status = take_entry(conversion, path, name, entries[i]->d_name, depth);
        }
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* @return whether the folder at @p path has nothing in it; false too when it cannot be read */
static bool is_empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return false;
    }
    bool is_empty = true;
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        is_empty = is_empty && (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0);
    }
    (void)closedir(folder);
    return is_empty;
}

/* @return whether @p to, which exists, is @p from or lies inside it */
static bool is_inside(const char *from, const char *to)
{
    char *outer = realpath(from, NULL);
    char *inner = realpath(to, NULL);
    const size_t n = outer == NULL ? 0 : strlen(outer);
    const bool is =
        outer != NULL && inner != NULL && strncmp(inner, outer, n) == 0 && (inner[n] == '/' || inner[n] == '\0');
    free(inner);
    free(outer);
    return is;
}

/* Makes the target. @p is_made receives whether it was made here, to be taken away if nothing is written. */
static int prepare_target(struct conversion *conversion, bool *is_made)
{
    *is_made = mkdir(conversion->to, 0777) == 0;
    if (!*is_made && errno != EEXIST) {
        return report_file(conversion, conversion->to, errno);
    }
    if (!is_empty_folder(conversion->to)) {
        report(conversion, conversion->to, "the target must be a new or an empty folder: nothing is overwritten",
               "目标必须是新建或空的文件夹：不会覆盖任何文件");
    } else if (is_inside(conversion->from, conversion->to)) {
        report(conversion, conversion->to, "the target lies inside the folder to be converted",
               "目标位于要转换的文件夹之内");
    }
    return CARE_OK;
}

static bool write_all(int file, const char *data, size_t size)
{
    while (size > 0) {
        const ssize_t n = write(file, data, size);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        data += n;
        size -= (size_t)n;
    }
    return true;
}

static int write_item(struct conversion *conversion, const struct item *item)
{
    const char *path = care_arena_text(&conversion->arena, "%s/%s", conversion->to, item->name);
    if (path == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    if (item->data == NULL) {
        return mkdir(path, 0777) == 0 ? CARE_OK : report_file(conversion, path, errno);
    }
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) {
        return report_file(conversion, path, errno);
    }
    const bool is_written = write_all(file, item->data, item->size);
    const bool is_closed = close(file) == 0;
    if (is_written && is_closed) {
        return CARE_OK;
    }
    report(conversion, path, "writing failed: is the disk full?", "写入失败：磁盘是否已满？");
    return care_trace(CARE_ERROR_FILE);
}

static int write_items(struct conversion *conversion)
{
    int status = CARE_OK;
    for (const struct item *item = conversion->first; item != NULL && status == CARE_OK; item = item->next) {
        status = write_item(conversion, item);
    }
    return status;
}

int care_convert_folder(const char *from, const char *to, struct care_diagnostics *list)
{
    struct conversion conversion = {.list = list, .from = from, .to = to};
    bool is_made = false;
    conversion.end = &conversion.first;
    int status = take_folder(&conversion, from, "", 0);
    if (status == CARE_OK && conversion.n_files == 0) {
        report(&conversion, from, "there is no .csv or .yaml file here", "此处没有 .csv 或 .yaml 文件");
    }
    if (status == CARE_OK) {
        status = care_diagnostics_status(list);
    }
    if (status == CARE_OK) {
        status = prepare_target(&conversion, &is_made);
        status = status == CARE_OK ? care_diagnostics_status(list) : status;
        if (status != CARE_OK && is_made) {
            (void)rmdir(to);
        }
    }
    if (status == CARE_OK) {
        status = write_items(&conversion);
    }
    care_arena_free(&conversion.arena);
    return status;
}
