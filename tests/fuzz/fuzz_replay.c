/** @file  Runs every file of a corpus through a fuzz target, in ordinary builds: fuzz_replay FOLDER...
 *  Answers 1 when there was nothing to run. */
#include "tests/fuzz/target.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

/* @return whether the file could be run */
static int run_file(const char *path)
{
    enum { MAX_SIZE = 1 << 20 };
    FILE *file = fopen(path, "rb");
    uint8_t *data = malloc(MAX_SIZE);
    int is_run = 0;
    if (file != NULL && data != NULL) {
        const size_t size = fread(data, 1, MAX_SIZE, file);
        is_run = !ferror(file) && LLVMFuzzerTestOneInput(data, size) == 0;
    }
    free(data);
    if (file != NULL) {
        (void)fclose(file);
    }
    return is_run;
}

/* @return how many files were run; -1 when one could not be */
static int run_folder(const char *name)
{
    int n = 0;
    DIR *folder = opendir(name);
    if (folder == NULL) {
        return -1;
    }
    const struct dirent *entry;
    while (n >= 0 && (entry = readdir(folder)) != NULL) {
        char path[4096];
        if (entry->d_name[0] == '.') {
            continue;
        }
        (void)snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
        n = run_file(path) ? n + 1 : -1;
    }
    (void)closedir(folder);
    return n;
}

int main(int n_arguments, char **arguments)
{
    int n_files = 0;
    for (int i = 1; i < n_arguments; i++) {
        const int n = run_folder(arguments[i]);
        if (n < 0) {
            (void)fprintf(stderr, "%s: cannot be run\n", arguments[i]);
            return 1;
        }
        n_files += n;
    }
    (void)printf("%d files\n", n_files);
    return n_files > 0 ? 0 : 1;
}
