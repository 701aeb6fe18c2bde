/** @file  Run files: the same bytes twice, every cell read back, no trace of a failure. */
#include "output/hdf.h"
#include "output/run_cubes.h"
#include "output/run_file.h"
#include "output/run_read.h"
#include "tests/output/sample.h"
#include "tests/output/support.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
    char folder[PATH_BYTES];
    char path[PATH_BYTES];
    char other[PATH_BYTES];
    struct sample sample;
    struct care_diagnostics *list;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    support_folder_create(f->folder);
    support_path(f->path, f->folder, "run.h5");
    support_path(f->other, f->folder, "other.h5");
    assert_int_equal(sample_create(&f->sample), CARE_OK);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    support_fail_allocation(0);
    care_diagnostics_free(f->list);
    sample_free(&f->sample);
    support_folder_remove(f->folder);
    free(f);
    return 0;
}

static void two_writes_of_the_same_run_give_the_same_bytes(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_OK);
    assert_int_equal(care_run_file_write(f->other, &f->sample.facts, false, f->list), CARE_OK);
    assert_true(support_same_bytes(f->path, f->other));
    assert_int_equal(support_n_files(f->folder), 2);
}

static void another_seed_or_one_other_cell_gives_other_bytes(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_OK);
    f->sample.facts.seed = 7;
    assert_int_equal(care_run_file_write(f->other, &f->sample.facts, false, f->list), CARE_OK);
    assert_false(support_same_bytes(f->path, f->other));
    f->sample.facts.seed = UINT64_MAX;
    care_cubes_at(f->sample.cubes, 0)->data.int32[5]++;
    assert_int_equal(care_run_file_write(f->other, &f->sample.facts, true, f->list), CARE_OK);
    assert_false(support_same_bytes(f->path, f->other));
}

static void assert_cube_reads_back(const struct care_run_read *run, int i, const struct care_cube *cube)
{
    const struct care_outer *outer = sample_outer();
    const struct care_run_read_cube *about = care_run_read_cube(run, i);
    double *cells = malloc((size_t)about->n_cells * sizeof *cells);
    assert_non_null(cells);
    assert_string_equal(about->name, cube->spec->name);
    for (int s = 0; s < outer->n_scenarios; s++) {
        for (int d = 0; d < outer->n_draws; d++) {
            for (int r = 0; r < outer->n_replicates; r++) {
                const int64_t first = care_cube_offset(cube, outer, s, d, r, 0, 0);
                assert_int_equal(care_run_read_cells(run, i, s, d, r, cells), CARE_OK);
                for (int64_t k = 0; k < about->n_cells; k++) {
                    const double written =
                        care_cube_is_float(cube->spec) ? cube->data.float64[first + k] : cube->data.int32[first + k];
                    assert_true(written == cells[k] || (isnan(written) && isnan(cells[k])));
                }
            }
        }
    }
    free(cells);
}

static void every_cell_of_every_cube_reads_back(void **state)
{
    struct fixture *f = *state;
    struct care_run_read *run = NULL;
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_OK);
    assert_int_equal(care_run_read_open(f->path, f->list, &run), CARE_OK);
    assert_int_equal(care_run_read_n_cubes(run), SAMPLE_N_CUBES);
    for (int i = 0; i < SAMPLE_N_CUBES; i++) {
        assert_cube_reads_back(run, i, care_cubes_at(f->sample.cubes, i));
    }
    care_run_read_close(run);
    assert_int_equal(care_diagnostics_n(f->list), 0);
}

static void an_existing_file_stays_unless_forced(void **state)
{
    struct fixture *f = *state;
    support_write(f->path, "old", 3);
    support_write(f->other, "old", 3);
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_ERROR_INPUT);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_true(support_same_bytes(f->path, f->other));
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, true, f->list), CARE_OK);
    assert_false(support_same_bytes(f->path, f->other));
}

static void a_missing_folder_is_a_file_error_with_a_reason(void **state)
{
    struct fixture *f = *state;
    char path[PATH_BYTES];
    support_path(path, f->folder, "missing/run.h5");
    assert_int_equal(care_run_file_write(path, &f->sample.facts, false, f->list), CARE_ERROR_FILE);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, "no such folder"));
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_zh, "文件夹不存在"));
}

static void no_hdf5_handle_stays_open(void **state)
{
    struct fixture *f = *state;
    struct care_run_read *run = NULL;
    const int64_t before = support_n_handles();
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_OK);
    assert_int_equal(support_n_handles(), before);
    assert_int_equal(care_run_read_open(f->path, f->list, &run), CARE_OK);
    care_run_read_close(run);
    assert_int_equal(support_n_handles(), before);
}

/* Two cubes of one name: the nearest fault of ours that HDF5 itself refuses. */
static void a_refusal_of_the_library_is_reported_and_leaves_nothing(void **state)
{
    struct fixture *f = *state;
    const struct care_cube_spec *const twice[] = {sample_specs[0], sample_specs[0]};
    struct care_cubes *cubes = NULL;
    const int64_t before = support_n_handles();
    assert_int_equal(care_cubes_create(twice, 2, sample_outer(), &cubes), CARE_OK);
    f->sample.facts.cubes = cubes;
    const int status = care_run_file_write(f->path, &f->sample.facts, false, f->list);
    care_cubes_free(cubes);
    assert_int_equal(status, CARE_ERROR_LIBRARY);
    assert_non_null(strstr(care_diagnostics_at(f->list, 0)->text_en, sample_specs[0]->name));
    assert_int_equal(support_n_files(f->folder), 0);
    assert_int_equal(support_n_handles(), before);
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    struct fixture *f = *state;
    const int64_t before = support_n_handles();
    int k = 1;
    for (; k < 1000; k++) {
        support_fail_allocation(k);
        const int status = care_run_file_write(f->path, &f->sample.facts, false, f->list);
        if (!support_allocation_failed()) {
            assert_int_equal(status, CARE_OK);
            break;
        }
        assert_int_equal(status, CARE_ERROR_MEMORY);
        assert_int_equal(support_n_files(f->folder), 0);
        assert_int_equal(support_n_handles(), before);
    }
    assert_in_range(k, 20, 999); /* every text in two languages is one allocation: fewer means nothing was tested */
}

static void error_printing_of_the_library_is_as_it_was(void **state)
{
    struct fixture *f = *state;
    H5E_auto2_t before = NULL;
    H5E_auto2_t after = NULL;
    void *data = NULL;
    assert_true(H5Eget_auto2(H5E_DEFAULT, &before, &data) >= 0);
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_OK);
    assert_true(H5Eget_auto2(H5E_DEFAULT, &after, &data) >= 0);
    assert_non_null((void *)(uintptr_t)before);
    assert_true(before == after);
}

static void assert_chunk(const hsize_t *length, int rank, const hsize_t *expected)
{
    hsize_t chunk[CARE_RUN_MAX_AXES];
    care_run_cubes_chunk(length, rank, sizeof(int32_t), chunk);
    for (int i = 0; i < rank; i++) {
        assert_int_equal(chunk[i], expected[i]);
    }
}

static void a_chunk_is_one_replicate_of_a_middling_cube(void **state)
{
    (void)state;
    assert_chunk((const hsize_t[]){1, 1, 200, 16, 16, 2, 101}, 7, (const hsize_t[]){1, 1, 1, 16, 16, 2, 101});
}

static void a_chunk_takes_several_replicates_of_a_small_cube(void **state)
{
    (void)state; /* 2048 bytes a replicate: 128 fit 256 KiB, so 200 are cut into two hundreds */
    assert_chunk((const hsize_t[]){1, 2, 200, 16, 16, 2}, 6, (const hsize_t[]){1, 1, 100, 16, 16, 2});
}

static void a_chunk_splits_a_large_cube_by_years(void **state)
{
    (void)state; /* 16 districts of 252 * 101 * 2 cells: 3 MB a year, so eight districts of one year are 1.6 MB */
    assert_chunk((const hsize_t[]){1, 1, 1, 31, 16, 252, 101, 2}, 8, (const hsize_t[]){1, 1, 1, 1, 8, 252, 101, 2});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_writes_of_the_same_run_give_the_same_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(another_seed_or_one_other_cell_gives_other_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(every_cell_of_every_cube_reads_back, setup, teardown),
        cmocka_unit_test_setup_teardown(an_existing_file_stays_unless_forced, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_folder_is_a_file_error_with_a_reason, setup, teardown),
        cmocka_unit_test_setup_teardown(no_hdf5_handle_stays_open, setup, teardown),
        cmocka_unit_test_setup_teardown(a_refusal_of_the_library_is_reported_and_leaves_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_any_allocation, setup, teardown),
        cmocka_unit_test_setup_teardown(error_printing_of_the_library_is_as_it_was, setup, teardown),
        cmocka_unit_test(a_chunk_is_one_replicate_of_a_middling_cube),
        cmocka_unit_test(a_chunk_takes_several_replicates_of_a_small_cube),
        cmocka_unit_test(a_chunk_splits_a_large_cube_by_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
