/** @file  Run files as cubes again: every cell, every description, and files that are damaged. */
#include "output/run_load.h"
#include "output/seal.h"
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
    struct sample sample;
    struct care_diagnostics *list;
    struct care_run_load *load;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    support_folder_create(f->folder);
    support_path(f->path, f->folder, "run.h5");
    assert_int_equal(sample_create(&f->sample), CARE_OK);
    assert_int_equal(care_diagnostics_create(&f->list), CARE_OK);
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, false, f->list), CARE_OK);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    support_fail_allocation(0);
    care_run_load_free(f->load);
    care_diagnostics_free(f->list);
    sample_free(&f->sample);
    support_folder_remove(f->folder);
    free(f);
    return 0;
}

static struct care_cubes *loaded(struct fixture *f)
{
    assert_int_equal(care_run_load_create(f->path, f->list, &f->load), CARE_OK);
    return care_run_load_cubes(f->load);
}

static void the_outer_axes_come_back(void **state)
{
    const struct care_outer *outer = care_cubes_outer(loaded(*state)), *written = sample_outer();
    assert_int_equal(outer->n_scenarios, written->n_scenarios);
    assert_int_equal(outer->n_draws, written->n_draws);
    assert_int_equal(outer->n_replicates, written->n_replicates);
    assert_int_equal(outer->first_year, written->first_year);
    assert_int_equal(outer->n_years, written->n_years);
    assert_int_equal(outer->n_districts, written->n_districts);
    assert_string_equal(outer->scenarios[1], "more-beds");
    assert_string_equal(outer->titles[1].en, "More beds");
    assert_string_equal(outer->titles[1].zh, "床位增加");
    assert_int_equal(outer->district_codes[2], 120119);
    assert_string_equal(outer->district_names[2].zh, "蓟州区");
    assert_string_equal(outer->district_names[2].en, "Jizhou");
}

static void assert_same_axis(const struct care_axis *axis, const struct care_axis *written)
{
    assert_string_equal(axis->name, written->name);
    assert_int_equal(axis->n, written->n); /* 0 for the districts again */
    assert_int_equal(axis->codes == NULL, written->codes == NULL);
    assert_int_equal(axis->labels == NULL, written->labels == NULL);
    for (int i = 0; i < axis->n; i++) {
        assert_true(axis->codes == NULL || axis->codes[i] == written->codes[i]);
        assert_true(axis->labels == NULL || strcmp(axis->labels[i], written->labels[i]) == 0);
    }
}

static void every_cube_is_described_as_it_was(void **state)
{
    struct care_cubes *cubes = loaded(*state);
    assert_int_equal(care_cubes_n(cubes), SAMPLE_N_CUBES);
    for (int c = 0; c < SAMPLE_N_CUBES; c++) {
        const struct care_cube_spec *spec = care_cubes_at(cubes, c)->spec, *written = sample_specs[c];
        assert_string_equal(spec->name, written->name);
        assert_int_equal(spec->type, written->type); /* a mean and a code among them */
        assert_int_equal(spec->time, written->time);
        assert_string_equal(spec->unit, written->unit);
        assert_string_equal(spec->doc.en, written->doc.en);
        assert_string_equal(spec->doc.zh, written->doc.zh);
        assert_string_equal(spec->source_model, written->source_model);
        for (int i = 0; i < CARE_MAX_CUBE_AXES; i++) {
            assert_int_equal(spec->axes[i] == NULL, written->axes[i] == NULL);
            if (spec->axes[i] != NULL) {
                assert_same_axis(spec->axes[i], written->axes[i]);
            }
        }
    }
    /* one axis of two cubes is one description */
    assert_ptr_equal(care_cubes_at(cubes, 0)->spec->axes[0], care_cubes_at(cubes, 1)->spec->axes[0]);
}

static void every_cell_comes_back_flows_and_missing_ones_too(void **state)
{
    struct fixture *f = *state;
    struct care_cubes *cubes = loaded(f);
    int64_t n_missing = 0;
    for (int c = 0; c < SAMPLE_N_CUBES; c++) {
        const struct care_cube *cube = care_cubes_at(cubes, c), *written = care_cubes_at(f->sample.cubes, c);
        assert_int_equal(cube->n_cells, written->n_cells);
        assert_int_equal(cube->n_per_district, written->n_per_district);
        if (!care_cube_is_float(cube->spec)) {
            assert_memory_equal(cube->data.int32, written->data.int32,
                                (size_t)cube->n_cells * sizeof *cube->data.int32);
            continue;
        }
        for (int64_t i = 0; i < cube->n_cells; i++) {
            const double is = cube->data.float64[i], was = written->data.float64[i];
            assert_true(is == was || (isnan(is) && isnan(was)));
            n_missing += isnan(is);
        }
    }
    /* wait: 432 cells, of them the first of four years, 108, and every fifth of the other 324, 65 or so */
    assert_in_range(n_missing, 108 + 60, 108 + 70);
}

static void a_cube_written_again_from_what_was_loaded_is_the_same(void **state)
{
    struct fixture *f = *state;
    f->sample.facts.cubes = loaded(f);
    char again[PATH_BYTES];
    support_path(again, f->folder, "again.h5");
    assert_int_equal(care_run_file_write(again, &f->sample.facts, false, f->list), CARE_OK);
    struct care_run_load *second = NULL;
    assert_int_equal(care_run_load_create(again, f->list, &second), CARE_OK);
    const struct care_cube *people = care_cubes_find(care_run_load_cubes(second), "people");
    assert_memory_equal(people->data.int32, care_cubes_find(f->sample.cubes, "people")->data.int32,
                        (size_t)people->n_cells * sizeof *people->data.int32);
    care_run_load_free(second);
}

static void the_scorecard_comes_back_as_columns_of_text(void **state)
{
    struct fixture *f = *state;
    struct care_run_read_texts column;
    char *en = NULL, *zh = NULL;
    (void)loaded(f);
    const struct care_run_read *file = care_run_load_file(f->load);
    assert_int_equal(care_run_scorecard_read_title(file, &en, &zh), CARE_OK);
    assert_string_equal(en, "The plan");
    assert_string_equal(zh, "规划");
    free(en);
    free(zh);
    assert_int_equal(care_run_scorecard_read(file, "indicator", &column), CARE_OK);
    assert_int_equal(column.n, 2);
    assert_string_equal(column.text[1], "S-002");
    care_run_read_free_texts(&column);
    assert_int_equal(care_run_scorecard_read(file, "threshold", &column), CARE_OK);
    assert_string_equal(column.text[0], "0.6");
    assert_string_equal(column.text[1], ""); /* written as a dash */
    care_run_read_free_texts(&column);
    assert_int_equal(care_run_scorecard_read(file, "declared_value", &column), CARE_OK);
    assert_int_equal(column.n, 3);
    assert_string_equal(column.text[2], "-3");
    care_run_read_free_texts(&column);
    assert_int_equal(care_run_scorecard_read(file, "nothing", &column), CARE_OK);
    assert_int_equal(column.n, 0);
}

static void a_file_without_a_scorecard_has_no_title_and_no_rows(void **state)
{
    struct fixture *f = *state;
    struct care_run_read_texts column;
    char *en = NULL, *zh = NULL;
    f->sample.facts.scorecard = NULL;
    assert_int_equal(care_run_file_write(f->path, &f->sample.facts, true, f->list), CARE_OK);
    (void)loaded(f);
    assert_int_equal(care_run_scorecard_read_title(care_run_load_file(f->load), &en, &zh), CARE_OK);
    assert_string_equal(en, "");
    assert_string_equal(zh, "");
    free(en);
    free(zh);
    assert_int_equal(care_run_scorecard_read(care_run_load_file(f->load), "indicator", &column), CARE_OK);
    assert_int_equal(column.n, 0);
}

static void a_missing_file_is_a_file_error(void **state)
{
    struct fixture *f = *state;
    char path[PATH_BYTES];
    support_path(path, f->folder, "none.h5");
    assert_int_equal(care_run_load_create(path, f->list, &f->load), CARE_ERROR_FILE);
    assert_null(f->load);
    assert_int_equal(care_diagnostics_n(f->list), 1);
}

static void a_damaged_file_is_refused_and_no_handle_stays_open(void **state)
{
    struct fixture *f = *state;
    size_t n = 0;
    unsigned char *bytes = support_read(f->path, &n);
    assert_non_null(bytes);
    const int64_t before = support_n_handles();
    for (size_t at = 100; at < n - CARE_SEAL_BYTES; at += 997) {
        bytes[at] ^= 1;
        support_write(f->path, bytes, n);
        bytes[at] ^= 1;
        assert_int_equal(care_run_load_create(f->path, f->list, &f->load), CARE_ERROR_INPUT);
        assert_null(f->load);
    }
    support_write(f->path, bytes, n / 2);
    assert_int_equal(care_run_load_create(f->path, f->list, &f->load), CARE_ERROR_INPUT);
    assert_int_equal(support_n_handles(), before);
    free(bytes);
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    struct fixture *f = *state;
    const int64_t before = support_n_handles();
    int k = 1;
    for (; k < 2000; k++) {
        support_fail_allocation(k);
        const int status = care_run_load_create(f->path, f->list, &f->load);
        if (!support_allocation_failed()) {
            assert_int_equal(status, CARE_OK);
            break;
        }
        assert_int_equal(status, CARE_ERROR_MEMORY);
        assert_null(f->load);
        assert_int_equal(support_n_handles(), before);
    }
    assert_in_range(k, 50, 1999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_outer_axes_come_back, setup, teardown),
        cmocka_unit_test_setup_teardown(every_cube_is_described_as_it_was, setup, teardown),
        cmocka_unit_test_setup_teardown(every_cell_comes_back_flows_and_missing_ones_too, setup, teardown),
        cmocka_unit_test_setup_teardown(a_cube_written_again_from_what_was_loaded_is_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(the_scorecard_comes_back_as_columns_of_text, setup, teardown),
        cmocka_unit_test_setup_teardown(a_file_without_a_scorecard_has_no_title_and_no_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_file_is_a_file_error, setup, teardown),
        cmocka_unit_test_setup_teardown(a_damaged_file_is_refused_and_no_handle_stays_open, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_any_allocation, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
