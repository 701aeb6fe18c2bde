/** @file  Cubes: sizes, first values, offsets, axes that follow the districts, and memory that runs out. */
#include "sim/cubes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* The linker sends the allocations of sim/cubes.c here (WRAP in CMakeLists.txt). */
void *__real_calloc(size_t n, size_t size);
void *__wrap_calloc(size_t n, size_t size);

static int countdown;

void *__wrap_calloc(size_t n, size_t size)
{
    return countdown > 0 && --countdown == 0 ? NULL : __real_calloc(n, size);
}

static const int32_t ages[] = {60, 65, 70};
static const char *const sexes[] = {"male", "female"};
static const struct care_axis sex_axis = {.name = "sex", .n = 2, .labels = sexes, .doc = {"sex", "性别"}};
static const struct care_axis age_axis = {.name = "age", .n = 3, .codes = ages, .doc = {"age", "年龄"}};
static const struct care_axis bed_district_axis = {.name = "bed_district", .doc = {"bed", "床位"}};

static const struct care_cube_spec people = {
    .name = "people", .type = CARE_CUBE_INT32, .axes = {&sex_axis, &age_axis}, .unit = "1"};
static const struct care_cube_spec placements = {
    .name = "placements", .type = CARE_CUBE_INT32, .axes = {&bed_district_axis}, .unit = "1"};
static const struct care_cube_spec wait = {.name = "wait", .type = CARE_CUBE_FLOAT64, .unit = "month"};
static const struct care_cube_spec *const specs[] = {&people, &placements, &wait};
enum { N_SPECS = 3 };

static const int32_t districts[] = {120101, 120102, 120119, 120118};
static const struct care_outer outer = {.n_scenarios = 2,
                                        .n_draws = 3,
                                        .n_replicates = 5,
                                        .first_year = 2020,
                                        .n_years = 7,
                                        .n_districts = 4,
                                        .district_codes = districts};

static int setup(void **state)
{
    struct care_cubes *cubes = NULL;
    countdown = 0;
    assert_int_equal(care_cubes_create(specs, N_SPECS, &outer, &cubes), CARE_OK);
    *state = cubes;
    return 0;
}

static int teardown(void **state)
{
    countdown = 0;
    care_cubes_free(*state);
    return 0;
}

static void cubes_are_as_large_as_the_product_of_their_axes(void **state)
{
    struct care_cubes *cubes = *state;
    assert_int_equal(care_cubes_n(cubes), N_SPECS);
    assert_int_equal(care_cubes_at(cubes, 0)->n_per_district, 2 * 3);
    assert_int_equal(care_cubes_at(cubes, 0)->n_cells, 2 * 3 * 5 * 7 * 4 * 2 * 3);
    assert_int_equal(care_cubes_at(cubes, 2)->n_per_district, 1);
    assert_int_equal(care_cubes_at(cubes, 2)->n_cells, 2 * 3 * 5 * 7 * 4);
}

static void an_axis_without_length_follows_the_districts(void **state)
{
    struct care_cubes *cubes = *state;
    assert_int_equal(care_cubes_at(cubes, 1)->n_per_district, 4);
    assert_int_equal(care_cubes_axis_n(&bed_district_axis, &outer), 4);
    assert_ptr_equal(care_cubes_axis_codes(&bed_district_axis, &outer), districts);
    assert_int_equal(care_cubes_axis_n(&age_axis, &outer), 3);
    assert_ptr_equal(care_cubes_axis_codes(&age_axis, &outer), ages);
    assert_null(care_cubes_axis_codes(&sex_axis, &outer));
}

static void counts_start_at_zero_and_floats_undefined(void **state)
{
    struct care_cubes *cubes = *state;
    for (int c = 0; c < N_SPECS; c++) {
        const struct care_cube *cube = care_cubes_at(cubes, c);
        for (int64_t i = 0; i < cube->n_cells; i++) {
            assert_true(cube->spec->type == CARE_CUBE_INT32 ? cube->data.int32[i] == 0 : isnan(cube->data.float64[i]));
        }
    }
}

static void offsets_walk_through_the_cube_without_gap(void **state)
{
    struct care_cubes *cubes = *state;
    const struct care_cube *cube = care_cubes_at(cubes, 0);
    const struct care_outer *o = care_cubes_outer(cubes);
    int64_t expected = 0;
    for (int s = 0; s < o->n_scenarios; s++) {
        for (int d = 0; d < o->n_draws; d++) {
            for (int r = 0; r < o->n_replicates; r++) {
                for (int y = 0; y < o->n_years; y++) {
                    for (int g = 0; g < o->n_districts; g++) {
                        assert_int_equal(care_cube_offset(cube, o, s, d, r, y, g), expected);
                        expected += cube->n_per_district;
                    }
                }
            }
        }
    }
    assert_int_equal(expected, cube->n_cells);
}

static void offsets_beyond_32_bits_are_right(void **state)
{
    (void)state;
    const struct care_outer large = {
        .n_scenarios = 2, .n_draws = 1000, .n_replicates = 1000, .n_years = 31, .n_districts = 16};
    const struct care_cube cube = {.n_per_district = 202};
    assert_int_equal(care_cube_offset(&cube, &large, 1, 0, 0, 0, 0), INT64_C(1000) * 1000 * 31 * 16 * 202);
}

static void a_cube_is_found_by_its_name(void **state)
{
    struct care_cubes *cubes = *state;
    assert_ptr_equal(care_cubes_find(cubes, "placements"), care_cubes_at(cubes, 1));
    assert_null(care_cubes_find(cubes, "place"));
}

static void a_set_without_cubes_or_districts_is_legal(void **state)
{
    (void)state;
    struct care_cubes *cubes = NULL;
    struct care_outer nowhere = outer;
    nowhere.n_districts = 0;
    assert_int_equal(care_cubes_create(specs, 0, &outer, &cubes), CARE_OK);
    assert_int_equal(care_cubes_n(cubes), 0);
    care_cubes_free(cubes);
    assert_int_equal(care_cubes_create(specs, N_SPECS, &nowhere, &cubes), CARE_OK);
    assert_int_equal(care_cubes_at(cubes, 0)->n_cells, 0);
    care_cubes_free(cubes);
    care_cubes_free(NULL);
}

static void a_size_that_no_machine_holds_is_out_of_memory(void **state)
{
    (void)state;
    struct care_cubes *cubes = NULL;
    struct care_outer huge = outer;
    huge.n_scenarios = huge.n_draws = huge.n_replicates = INT32_MAX;
    assert_int_equal(care_cubes_create(specs, N_SPECS, &huge, &cubes), CARE_ERROR_MEMORY);
    assert_null(cubes);
}

static void memory_may_run_out_at_any_allocation(void **state)
{
    (void)state;
    for (int k = 1; k <= 1 + N_SPECS; k++) {
        struct care_cubes *cubes = NULL;
        countdown = k;
        assert_int_equal(care_cubes_create(specs, N_SPECS, &outer, &cubes), CARE_ERROR_MEMORY);
        assert_null(cubes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cubes_are_as_large_as_the_product_of_their_axes, setup, teardown),
        cmocka_unit_test_setup_teardown(an_axis_without_length_follows_the_districts, setup, teardown),
        cmocka_unit_test_setup_teardown(counts_start_at_zero_and_floats_undefined, setup, teardown),
        cmocka_unit_test_setup_teardown(offsets_walk_through_the_cube_without_gap, setup, teardown),
        cmocka_unit_test_setup_teardown(offsets_beyond_32_bits_are_right, setup, teardown),
        cmocka_unit_test_setup_teardown(a_cube_is_found_by_its_name, setup, teardown),
        cmocka_unit_test_setup_teardown(a_set_without_cubes_or_districts_is_legal, setup, teardown),
        cmocka_unit_test_setup_teardown(a_size_that_no_machine_holds_is_out_of_memory, setup, teardown),
        cmocka_unit_test_setup_teardown(memory_may_run_out_at_any_allocation, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
