/** @file  Reading run files that are fine, foreign, newer, cut short or damaged. */
#include "output/describe.h"
#include "output/run_read.h"
#include "output/seal.h"
#include "tests/output/sample.h"
#include "tests/output/support.h"

#include <hdf5.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

struct fixture {
    char folder[PATH_BYTES];
    char path[PATH_BYTES];
    char other[PATH_BYTES];
    struct care_diagnostics *list;
    struct care_run_read *run;
    unsigned char *bytes; /* [n] of the good file */
    size_t n;
    FILE *nowhere;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct sample sample;
    assert_non_null(f);
    support_folder_create(f->folder);
    support_path(f->path, f->folder, "run.h5");
    support_path(f->other, f->folder, "other.h5");
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    assert_int_equal(sample_create(&sample), CARE_OK);
    assert_int_equal(care_run_file_write(f->path, &sample.facts, false, f->list), CARE_OK);
    sample_free(&sample);
    f->bytes = support_read(f->path, &f->n);
    assert_non_null(f->bytes);
    f->nowhere = fopen("/dev/null", "w");
    assert_non_null(f->nowhere);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    support_fail_allocation(0);
    (void)fclose(f->nowhere);
    free(f->bytes);
    care_run_read_close(f->run);
    care_diagnostics_free(f->list);
    support_folder_remove(f->folder);
    free(f);
    return 0;
}

static const struct care_run_read_axis *axis_named(const struct care_run_read *run, const char *name)
{
    for (int i = 0; i < care_run_read_n_axes(run); i++) {
        if (strcmp(care_run_read_axis(run, i)->name, name) == 0) {
            return care_run_read_axis(run, i);
        }
    }
    return NULL;
}

static void the_axes_come_back_with_codes_labels_and_names(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_run_read_open(f->path, f->list, &f->run), CARE_OK);
    const struct care_run_read_axis *scenario = care_run_read_outer(f->run, CARE_RUN_READ_SCENARIO);
    assert_string_equal(scenario->labels[1], "more-beds");
    assert_string_equal(scenario->zh[1], "床位增加");
    assert_string_equal(scenario->en[1], "More beds");
    assert_int_equal(care_run_read_outer(f->run, CARE_RUN_READ_YEAR)->codes[3], 2023);
    assert_int_equal(axis_named(f->run, "age")->codes[6], 100);
    assert_string_equal(axis_named(f->run, "sex")->zh[1], "女");
    assert_null(axis_named(f->run, "statistic")->zh);
    const struct care_run_read_axis *bed_district = axis_named(f->run, "bed_district");
    assert_int_equal(bed_district->n, 3);
    assert_int_equal(bed_district->codes[2], 120119);
    assert_string_equal(bed_district->zh[2], "蓟州区");
}

static void the_cubes_come_back_with_their_descriptions(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(care_run_read_open(f->path, f->list, &f->run), CARE_OK);
    const struct care_run_read_cube *wait = care_run_read_cube(f->run, 3);
    assert_string_equal(wait->name, "wait");
    assert_string_equal(wait->unit, "month");
    assert_string_equal(wait->description_en, "waiting time");
    assert_string_equal(wait->description_zh, "轮候时间");
    assert_string_equal(wait->source_model, "queue");
    assert_true(wait->is_float);
    assert_true(wait->is_flow);
    assert_int_equal(wait->n_axes, 6);
    assert_int_equal(wait->n_cells, SAMPLE_N_YEARS * 3 * 3);
    assert_false(care_run_read_cube(f->run, 0)->is_float);
    assert_false(care_run_read_cube(f->run, 0)->is_flow);
}

static void facts_and_columns_of_provenance_come_back(void **state)
{
    struct fixture *f = *state;
    struct care_run_read_texts column;
    char *fact = NULL;
    assert_int_equal(care_run_read_open(f->path, f->list, &f->run), CARE_OK);
    assert_int_equal(care_run_read_fact(f->run, "/", "seed", &fact), CARE_OK);
    assert_string_equal(fact, "18446744073709551615");
    free(fact);
    assert_int_equal(care_run_read_fact(f->run, "provenance", "no_such_fact", &fact), CARE_OK);
    assert_string_equal(fact, "");
    free(fact);
    assert_int_equal(care_run_read_column(f->run, "provenance/parameter_confidence", &column), CARE_OK);
    assert_int_equal(column.n, 5);
    assert_string_equal(column.text[1], "assumed");
    care_run_read_free_texts(&column);
    assert_int_equal(care_run_read_column(f->run, "provenance/no_such_column", &column), CARE_OK);
    assert_int_equal(column.n, 0);
}

static void assert_refused(struct fixture *f, int status, const char *reason)
{
    assert_int_equal(care_run_read_open(f->other, f->list, &f->run), status);
    assert_null(f->run);
    const int n = care_diagnostics_n(f->list);
    assert_true(n > 0);
    assert_non_null(strstr(care_diagnostics_at(f->list, n - 1)->text_en, reason));
}

static void a_missing_file_or_a_folder_is_a_file_error(void **state)
{
    struct fixture *f = *state;
    assert_refused(f, CARE_ERROR_FILE, "cannot be read");
    assert_int_equal(mkdir(f->other, 0700), 0);
    assert_refused(f, CARE_ERROR_FILE, "cannot be read");
}

static void what_is_no_hdf5_file_is_refused(void **state)
{
    struct fixture *f = *state;
    support_write(f->other, "", 0);
    assert_refused(f, CARE_ERROR_INPUT, "not an HDF5 file");
    support_write(f->other, "year,people\n2020,1\n", 18);
    assert_refused(f, CARE_ERROR_INPUT, "not an HDF5 file");
}

/* A small file with at most one integer attribute on its root. */
static void write_foreign(const char *path, const char *attribute, int value)
{
    const hid_t file = H5Fcreate(path, H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    assert_true(file >= 0);
    if (attribute != NULL) {
        const hid_t space = H5Screate(H5S_SCALAR);
        const hid_t id = H5Acreate2(file, attribute, H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT);
        assert_true(H5Awrite(id, H5T_NATIVE_INT, &value) >= 0);
        (void)H5Aclose(id);
        (void)H5Sclose(space);
    }
    assert_true(H5Fclose(file) >= 0);
}

static void a_foreign_hdf5_file_is_refused(void **state)
{
    struct fixture *f = *state;
    write_foreign(f->other, NULL, 0);
    assert_refused(f, CARE_ERROR_INPUT, "not a result of carecap");
}

static void a_newer_format_is_refused_with_both_numbers(void **state)
{
    struct fixture *f = *state;
    write_foreign(f->other, "file_format_version", CARE_FILE_FORMAT + 1);
    assert_refused(f, CARE_ERROR_INPUT, "format 4, this program reads up to 3");
}

static void a_file_that_only_claims_to_be_ours_is_refused(void **state)
{
    struct fixture *f = *state;
    write_foreign(f->other, "file_format_version", CARE_FILE_FORMAT);
    assert_refused(f, CARE_ERROR_INPUT, "axes or cubes cannot be read");
}

static void a_file_changed_by_another_program_is_read_with_a_warning(void **state)
{
    struct fixture *f = *state;
    support_write(f->other, f->bytes, f->n - CARE_SEAL_BYTES);
    assert_int_equal(care_run_read_open(f->other, f->list, &f->run), CARE_OK);
    assert_int_equal(care_diagnostics_n(f->list), 1);
    assert_true(care_diagnostics_at(f->list, 0)->is_warning);
}

static void a_file_cut_anywhere_is_refused(void **state)
{
    struct fixture *f = *state;
    const int64_t before = support_n_handles();
    const size_t whole = f->n - CARE_SEAL_BYTES;
    for (size_t n = 0; n < whole; n += n < 1024 ? 31 : 977) {
        support_write(f->other, f->bytes, n);
        assert_int_equal(care_describe(f->other, f->nowhere, f->list), CARE_ERROR_INPUT);
    }
    support_write(f->other, f->bytes, whole - 1);
    assert_int_equal(care_describe(f->other, f->nowhere, f->list), CARE_ERROR_INPUT);
    assert_int_equal(support_n_handles(), before);
}

static void one_changed_byte_anywhere_is_refused(void **state)
{
    struct fixture *f = *state;
    const size_t whole = f->n - CARE_SEAL_BYTES;
    for (size_t at = 0; at < whole; at += 251) {
        const unsigned char old = f->bytes[at];
        f->bytes[at] = (unsigned char)(old ^ (1U << at % 8));
        support_write(f->other, f->bytes, f->n);
        f->bytes[at] = old;
        assert_int_equal(care_describe(f->other, f->nowhere, f->list), CARE_ERROR_INPUT);
    }
}

static void a_changed_byte_in_the_seal_is_no_crash(void **state)
{
    struct fixture *f = *state;
    for (size_t at = f->n - CARE_SEAL_BYTES; at < f->n; at++) {
        f->bytes[at] ^= 1;
        support_write(f->other, f->bytes, f->n);
        f->bytes[at] ^= 1;
        const int status = care_describe(f->other, f->nowhere, f->list);
        assert_true(status == CARE_OK || status == CARE_ERROR_INPUT);
    }
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    struct fixture *f = *state;
    const int64_t before = support_n_handles();
    int k = 1;
    for (; k < 5000; k++) {
        support_fail_allocation(k);
        const int status = care_describe(f->path, f->nowhere, f->list);
        if (!support_allocation_failed()) {
            assert_int_equal(status, CARE_OK);
            break;
        }
        assert_int_equal(status, CARE_ERROR_MEMORY);
        assert_int_equal(support_n_handles(), before);
    }
    assert_in_range(k, 100, 4999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_axes_come_back_with_codes_labels_and_names, setup, teardown),
        cmocka_unit_test_setup_teardown(the_cubes_come_back_with_their_descriptions, setup, teardown),
        cmocka_unit_test_setup_teardown(facts_and_columns_of_provenance_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_file_or_a_folder_is_a_file_error, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_hdf5_file_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_foreign_hdf5_file_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_newer_format_is_refused_with_both_numbers, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_that_only_claims_to_be_ours_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_changed_by_another_program_is_read_with_a_warning, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_cut_anywhere_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(one_changed_byte_anywhere_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(a_changed_byte_in_the_seal_is_no_crash, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_any_allocation, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
