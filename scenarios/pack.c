#include "scenarios/pack.h"

#include "scenarios/bytes.h"
#include "scenarios/yaml.h"
#include "sim/text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char baseline[] = "baseline.yaml";

void care_pack_free(struct care_pack_paths *paths)
{
    for (int i = 0; i < paths->n; i++) {
        free(paths->path[i]);
    }
    free(paths->path);
    *paths = (struct care_pack_paths){NULL, 0};
}

static int add(struct care_pack_paths *paths, const char *folder, const char *name)
{
    char **longer = realloc(paths->path, ((size_t)paths->n + 1) * sizeof *longer);
    if (longer == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    paths->path = longer;
    const size_t n = strlen(folder) + strlen(name) + 2;
    char *path = malloc(n);
    if (path == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    (void)snprintf(path, n, "%s/%s", folder, name);
    paths->path[paths->n++] = path;
    return CARE_OK;
}

static const char *leaf(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* The baseline first, then by name. */
static int compare(const void *a, const void *b)
{
    const char *one = leaf(*(char *const *)a), *two = leaf(*(char *const *)b);
    const bool is_first = strcmp(one, baseline) == 0, is_second = strcmp(two, baseline) == 0;
    return is_first != is_second ? is_second - is_first : strcmp(one, two);
}

static int refuse(struct care_diagnostics *list, const char *folder, struct care_text text)
{
    care_diagnostics_add(list, (struct care_place){.file = folder}, "%s%.0s", "%.0s%s", text.en, text.zh);
    return CARE_ERROR_INPUT;
}

/* @param is_wanted  which entries of the folder, by its path and their name; @return a status, or 1 for yes */
typedef int care_pack_wanted(const char *folder, const char *name);

static int list_folder(const char *folder, care_pack_wanted *is_wanted, struct care_pack_paths *out)
{
    DIR *open_folder = opendir(folder);
    if (open_folder == NULL) {
        return CARE_OK; /* nothing is in it */
    }
    int status = CARE_OK;
    for (const struct dirent *entry = readdir(open_folder); entry != NULL && status == CARE_OK;
         entry = readdir(open_folder)) {
        const int answer = is_wanted(folder, entry->d_name);
        status = answer > 0 ? add(out, folder, entry->d_name) : answer;
    }
    (void)closedir(open_folder);
    if (out->n > 0) {
        qsort(out->path, (size_t)out->n, sizeof *out->path, compare);
    }
    return status;
}

static int is_pack(const char *folder, const char *name)
{
    char path[PATH_MAX];
    const int n = snprintf(path, sizeof path, "%s/%s/%s", folder, name, baseline);
    return name[0] != '.' && n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

/* Whether a file says `common: true`. One that cannot be read is taken for a scenario, whose reading will tell. */
static int is_common(struct care_arena *arena, const char *path, struct care_diagnostics *unheard, bool *out)
{
    struct care_faults faults = {.list = unheard, .file = path};
    struct care_yaml_node *root = NULL;
    struct care_bytes bytes;
    int error;
    *out = false;
    int status = care_bytes_load(arena, path, CARE_BYTES_MAX_YAML, &bytes, &error);
    status = status == CARE_OK ? care_yaml_read(arena, &faults, bytes.data, bytes.size, &root) : status;
    if (status == CARE_OK && root->kind == CARE_YAML_MAP) {
        const struct care_yaml_node *node = care_yaml_child(root, "common");
        *out = node != NULL && node->kind == CARE_YAML_SCALAR && strcmp(node->text, "true") == 0;
    }
    return status == CARE_ERROR_INPUT || status == CARE_ERROR_FILE ? CARE_OK : status;
}

static int is_scenario(const char *folder, const char *name)
{
    static const char ending[] = ".yaml";
    char path[PATH_MAX];
    const size_t n = strlen(name), n_ending = sizeof ending - 1;
    const int n_path = snprintf(path, sizeof path, "%s/%s", folder, name);
    if (name[0] == '.' || n <= n_ending || strcmp(name + n - n_ending, ending) != 0 || n_path < 0 ||
        (size_t)n_path >= sizeof path) {
        return 0;
    }
    struct care_arena arena = {NULL, false};
    struct care_diagnostics *unheard = NULL;
    bool is_shared = false;
    int status = care_diagnostics_create(&unheard);
    status = status == CARE_OK ? is_common(&arena, path, unheard, &is_shared) : status;
    care_diagnostics_free(unheard);
    care_arena_free(&arena);
    return status == CARE_OK ? !is_shared : status;
}

int care_pack_find(const char *folder, struct care_diagnostics *list, struct care_pack_paths *out)
{
    *out = (struct care_pack_paths){NULL, 0};
    const int status = list_folder(folder, is_pack, out);
    if (status == CARE_OK && out->n == 0) {
        return refuse(
            list, folder,
            (struct care_text){"no folder with a baseline.yaml is in it", "其中没有含 baseline.yaml 的文件夹"});
    }
    return status;
}

int care_pack_scenarios(const char *pack, struct care_diagnostics *list, struct care_pack_paths *out)
{
    *out = (struct care_pack_paths){NULL, 0};
    const int status = list_folder(pack, is_scenario, out);
    if (status == CARE_OK && (out->n == 0 || strcmp(leaf(out->path[0]), baseline) != 0)) {
        return refuse(list, pack, (struct care_text){"there is no baseline.yaml in it", "其中没有 baseline.yaml"});
    }
    return status;
}
