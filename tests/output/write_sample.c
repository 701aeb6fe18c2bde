/** @file  write_sample PATH [--record]: writes the made-up run for readers in other processes. */
#include "tests/output/sample.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    static const struct care_run_record record = {.n_threads = 2,
                                                  .simd = "avx2",
                                                  .host = "example",
                                                  .started_utc = "2025-01-01T00:00:00Z",
                                                  .ended_utc = "2025-01-01T00:00:05Z",
                                                  .wall_seconds = 5};
    struct sample sample = {.cubes = NULL};
    struct care_diagnostics *list = NULL;
    if (argc < 2) {
        (void)fprintf(stderr, "write_sample PATH [--record]\n");
        return 2;
    }
    int status = care_diagnostics_create(&list);
    if (status == CARE_OK) {
        status = sample_create(&sample);
    }
    if (status == CARE_OK) {
        sample.facts.record = argc > 2 && strcmp(argv[2], "--record") == 0 ? &record : NULL;
        status = care_run_file_write(argv[1], &sample.facts, true, list);
    }
    if (status != CARE_OK) {
        (void)fprintf(stderr, "write_sample: %s\n", care_status_text(status));
    }
    sample_free(&sample);
    care_diagnostics_free(list);
    return status == CARE_OK ? 0 : 3;
}
