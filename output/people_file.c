/** @file  The file of people from top to bottom: root attributes, then a group a year. Built by HDF5 in a mapping of the
 *  temporary file (output/hdf_disk.h), sealed like a run file, renamed. */
#include "output/people_file.h"

#include "output/hdf.h"
#include "output/hdf_disk.h"
#include "output/people_rows.h"
#include "output/people_variable.h"
#include "output/safe_file.h"
#include "output/seal.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct care_people_file {
    struct care_safe_file disk;
    struct care_hdf_disk image;
    struct care_hdf hdf;
    int status; /* the first failure */
};

/* Says why, once, unless it has been said. @return @p status */
static int report(struct care_people_file *file, int status)
{
    const struct care_place place = {.file = file->disk.path};
    if (file->status != CARE_OK) {
        return status;
    }
    file->status = status;
    if (status != CARE_OK && file->image.error != 0) { /* also what HDF5 refused for want of room */
        file->status = care_safe_file_fail(&file->disk, file->image.error);
    } else if (status == CARE_ERROR_MEMORY) {
        care_diagnostics_add(file->disk.list, place, "not enough memory to write the people",
                             "内存不足，无法写出个人记录");
    } else if (status == CARE_ERROR_LIBRARY) {
        care_diagnostics_add(file->disk.list, place, "the HDF5 library could not write the people (at \"%s\")",
                             "HDF5 库无法写出个人记录（位于“%s”）", file->hdf.failed);
    }
    return file->status;
}

/* ---- the file itself ---- */

static int write_facts(struct care_hdf *hdf, const struct care_people_file_facts *facts)
{
    char source[160];
    char history[224];
    char seed[24];
    const char *const revision = facts->git_revision;
    (void)snprintf(source, sizeof source, "carecap %s%s%s%s", facts->version, revision[0] == '\0' ? "" : " (git ",
                   revision, revision[0] == '\0' ? "" : ")");
    (void)snprintf(history, sizeof history,
                   "written by carecap %s; times are left out so that equal runs give equal files", facts->version);
    (void)snprintf(seed, sizeof seed, "%" PRIu64, facts->seed);
    const struct care_hdf_attribute texts[] = {
        {"institution", "not stated; run by a user of carecap / 未注明，由 carecap 用户运行"},
        {"source", source},
        {"history", history},
        {"references", "docs/data-dictionary.md, docs/SOURCES.md"},
        {"comment",
         "Made-up people drawn to match published totals; none of them is a person who exists. One group a year, "
         "people "
         "of 1 November in the order of their keys. / "
         "由公开汇总数据抽样生成的虚拟人口，不对应任何真实个人。每年一组，为 11 月 1 日在册人口，按编号排序。"},
        {"run_id", facts->run_id},
        {"seed", seed},
        {"scenario", facts->scenario},
        {"file_kind", "people"},
    };
    int status = care_hdf_text(hdf, hdf->root, "Conventions", "CF-1.10");
    if (status == CARE_OK) {
        status = care_hdf_text_pair(hdf, hdf->root, "title", facts->title.en, facts->title.zh);
    }
    if (status == CARE_OK) {
        status = care_hdf_texts(hdf, hdf->root, texts, (int)(sizeof texts / sizeof texts[0]));
    }
    if (status == CARE_OK) {
        status = care_hdf_int64(hdf, hdf->root, "seed_int64", (int64_t)facts->seed);
    }
    if (status == CARE_OK) {
        status = care_hdf_int32(hdf, hdf->root, "replicate", facts->replicate);
    }
    return status == CARE_OK ? care_hdf_int32(hdf, hdf->root, "file_format_version", CARE_PEOPLE_FILE_FORMAT) : status;
}

static int begin_image(struct care_people_file *file, const struct care_people_file_facts *facts)
{
    H5FD_file_image_callbacks_t image = care_hdf_disk_image(&file->image);
    int status = care_hdf_disk_begin(&file->image, file->disk.fd);
    if (status == CARE_OK) {
        status = care_hdf_create_over(&file->hdf, &image);
    }
    return status == CARE_OK ? write_facts(&file->hdf, facts) : status;
}

int care_people_file_create(const char *path, bool force, const struct care_people_file_facts *facts,
                            struct care_diagnostics *list, struct care_people_file **out)
{
    *out = NULL;
    struct care_people_file *file = malloc(sizeof *file);
    if (file == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    *file = (struct care_people_file){.hdf = care_hdf_closed};
    int status = care_safe_file_begin(&file->disk, path, force, list);
    if (status == CARE_OK) {
        const struct care_hdf_quiet quiet = care_hdf_quiet_begin();
        status = report(file, begin_image(file, facts));
        care_hdf_quiet_end(quiet);
    }
    if (status != CARE_OK) {
        care_people_file_abandon(file);
        return status;
    }
    *out = file;
    return CARE_OK;
}

/* ---- a year ---- */

/* A dimension without values of its own, as netCDF writes it: numbers of rows would let programs match people of two years
 * by their place. Readers know it by its name; its data are never written. */
static int create_person(struct care_hdf *hdf, hid_t group, uint32_t n, hid_t *out)
{
    char name[72];
    const hsize_t length = n;
    const hid_t space = H5Screate_simple(1, &length, NULL);
    (void)snprintf(name, sizeof name, "This is a netCDF dimension but not a netCDF variable.%10" PRIu32, n);
    if (space >= 0) {
        *out = H5Dcreate2(group, "person", H5T_IEEE_F32BE, space, H5P_DEFAULT, hdf->data_list, H5P_DEFAULT);
        (void)H5Sclose(space);
    }
    return *out < 0 ? care_hdf_fail(hdf, "person") : care_hdf_scale(hdf, *out, name);
}

static int describe_year(struct care_hdf *hdf, hid_t group, int year, double share)
{
    char en[64];
    char zh[64];
    (void)snprintf(en, sizeof en, "people on 1 November %d", year);
    (void)snprintf(zh, sizeof zh, "%d 年 11 月 1 日的人口", year);
    int status = care_hdf_text_pair(hdf, group, "title", en, zh);
    if (status == CARE_OK) {
        status = care_hdf_int32(hdf, group, "year", year);
    }
    return status == CARE_OK ? care_hdf_float64(hdf, group, "sample_share", share) : status;
}

/* @param place  group and rows are set */
static int write_columns(struct care_people_file *file, struct care_people_variable_place *place,
                         const struct care_people_choice *choice)
{
    int status = create_person(&file->hdf, place->group, place->rows->n, &place->person);
    for (int i = 0; i < choice->n && status == CARE_OK; i++) {
        const size_t bytes = (size_t)place->rows->n * (size_t)choice->chosen[i].column.width_bytes;
        status = care_hdf_disk_reserve(&file->image, &file->hdf, bytes);
        if (status == CARE_OK) {
            status = care_people_variable_write(&file->hdf, place, &choice->chosen[i]);
        }
    }
    if (place->person >= 0) {
        (void)H5Dclose(place->person);
    }
    return status;
}

static int write_year(struct care_people_file *file, const struct care_people_rows *rows,
                      const struct care_people_file_areas *areas, const struct care_people_choice *choice, int year,
                      double share)
{
    char name[24];
    struct care_people_variable_place place = {
        .group = H5I_INVALID_HID, .person = H5I_INVALID_HID, .year = year, .rows = rows, .areas = areas};
    place.cells = malloc(CARE_PEOPLE_VARIABLE_CHUNK * sizeof(uint64_t));
    if (place.cells == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    (void)snprintf(name, sizeof name, "y%d", year);
    int status = care_hdf_group(&file->hdf, file->hdf.root, name, &place.group);
    if (status == CARE_OK) {
        status = describe_year(&file->hdf, place.group, year, share);
    }
    if (status == CARE_OK) {
        status = write_columns(file, &place, choice);
    }
    if (place.group >= 0) {
        (void)H5Gclose(place.group);
    }
    free(place.cells);
    return status;
}

int care_people_file_year(struct care_people_file *file, int year, const struct care_table *table,
                          const struct care_people_file_areas *areas, const struct care_people_choice *choice,
                          double share)
{
    struct care_people_rows rows;
    if (file->status != CARE_OK) {
        return file->status;
    }
    const struct care_hdf_quiet quiet = care_hdf_quiet_begin();
    int status = care_people_rows_create(table, share, &rows);
    if (status == CARE_OK) {
        status = care_hdf_disk_reserve(&file->image, &file->hdf, 0);
    }
    if (status == CARE_OK) {
        status = write_year(file, &rows, areas, choice, year, share);
    }
    care_people_rows_free(&rows);
    status = report(file, status);
    care_hdf_quiet_end(quiet);
    return status;
}

/* ---- the end ---- */

static void free_file(struct care_people_file *file)
{
    const struct care_hdf_quiet quiet = care_hdf_quiet_begin();
    care_hdf_close(&file->hdf);
    care_hdf_quiet_end(quiet);
    care_hdf_disk_end(&file->image);
    care_safe_file_abandon(&file->disk);
    free(file);
}

/* The line after the last byte; what was taken beyond it is given back. @param n  bytes of the image */
static int seal(struct care_people_file *file, const void *image, size_t n)
{
    char line[CARE_SEAL_BYTES + 1];
    care_seal_make(image, n, line);
    const ssize_t written = pwrite(file->disk.fd, line, CARE_SEAL_BYTES, (off_t)n);
    if (written != CARE_SEAL_BYTES) {
        return care_safe_file_fail(&file->disk, written < 0 ? errno : ENOSPC);
    }
    care_hdf_close(&file->hdf);
    care_hdf_disk_end(&file->image); /* nothing may be mapped beyond the end */
    return ftruncate(file->disk.fd, (off_t)(n + CARE_SEAL_BYTES)) == 0 ? CARE_OK
                                                                       : care_safe_file_fail(&file->disk, errno);
}

int care_people_file_close(struct care_people_file *file)
{
    const void *image = NULL;
    size_t n = 0;
    int status = file->status;
    if (status != CARE_OK) {
        goto out;
    }
    const struct care_hdf_quiet quiet = care_hdf_quiet_begin();
    status = care_hdf_disk_reserve(&file->image, &file->hdf, CARE_SEAL_BYTES);
    if (status == CARE_OK) {
        status = care_hdf_image(&file->hdf, &image, &n);
    }
    if (status == CARE_OK) {
        status = care_hdf_disk_freeze(&file->image);
    }
    status = report(file, status);
    if (status == CARE_OK) {
        status = seal(file, image, n);
    }
    care_hdf_quiet_end(quiet);
    if (status == CARE_OK) {
        status = care_safe_file_commit(&file->disk);
    }
out:
    free_file(file);
    return status;
}

void care_people_file_abandon(struct care_people_file *file)
{
    if (file != NULL) {
        free_file(file);
    }
}
