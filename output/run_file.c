/** @file  The run file from top to bottom: root attributes, axes, cubes, provenance; built in memory, then written safely. */
#include "output/run_file.h"

#include "output/hdf.h"
#include "output/run_axes.h"
#include "output/run_cubes.h"
#include "output/run_provenance.h"
#include "output/safe_file.h"
#include "output/seal.h"

static int fill(struct care_hdf *hdf, const struct care_run_facts *facts)
{
    struct care_run_axes axes;
    int status = care_run_provenance_root(hdf, facts);
    if (status != CARE_OK) {
        return status;
    }
    status = care_run_axes_write(hdf, facts->cubes, &axes);
    if (status == CARE_OK) {
        status = care_run_cubes_write(hdf, facts->cubes, &axes);
    }
    care_run_axes_free(&axes);
    if (status == CARE_OK) {
        status = care_run_provenance_write(hdf, facts);
    }
    if (status == CARE_OK && facts->scorecard != NULL) {
        status = care_run_scorecard_write(hdf, facts->scorecard);
    }
    if (status == CARE_OK && facts->record != NULL) {
        status = care_run_provenance_record(hdf, facts->record);
    }
    return status;
}

static void report(const char *path, const struct care_hdf *hdf, int status, struct care_diagnostics *list)
{
    const struct care_place place = {.file = path};
    if (status == CARE_ERROR_MEMORY) {
        care_diagnostics_add(list, place, "not enough memory to build the result file", "内存不足，无法生成结果文件");
    } else if (status == CARE_ERROR_LIBRARY) {
        care_diagnostics_add(list, place, "the HDF5 library could not build the result file (at \"%s\")",
                             "HDF5 库无法生成结果文件（位于“%s”）", hdf->failed);
    }
}

int care_run_file_write(const char *path, const struct care_run_facts *facts, bool force, struct care_diagnostics *list)
{
    const void *image = NULL;
    size_t n = 0;
    int status = care_safe_file_check(path, force, list);
    if (status != CARE_OK) {
        return status;
    }
    struct care_hdf hdf;
    const struct care_hdf_quiet quiet = care_hdf_quiet_begin();
    status = care_hdf_create(&hdf);
    if (status == CARE_OK) {
        status = fill(&hdf, facts);
    }
    if (status == CARE_OK) {
        status = care_hdf_image(&hdf, &image, &n);
    }
    report(path, &hdf, status, list);
    if (status == CARE_OK) {
        char seal[CARE_SEAL_BYTES + 1];
        care_seal_make(image, n, seal);
        const struct care_safe_file_part parts[] = {{image, n}, {seal, CARE_SEAL_BYTES}};
        status = care_safe_file_write(path, parts, 2, force, list);
    }
    care_hdf_close(&hdf);
    care_hdf_quiet_end(quiet);
    return status;
}
