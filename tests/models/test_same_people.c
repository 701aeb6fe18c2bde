/** @file  The town's people and cubes are the same bits for any number of threads, order of visiting and vector
 *  instructions, and other bits for another seed. */
#include "sim/keys.h"
#include "tests/models/trial.h"
#include "tests/sim/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LAST_YEAR = 2028, SEED = 1 };

struct fixture {
    struct care_trial_city town;
    struct care_trial_run plain; /* one thread, as stored, scalar draws */
    struct care_picture picture;
};

/* With moves between areas, arrivals, a list of single facilities, beds that close, too few assessors, staff who are lent,
 * loans, awards and land that is paid for, so that every model has something to do. */
static const struct care_override lively[] = {{"migration.move_rate_per_year", "0.02"},
                                              {"migration.net_persons_per_year", "{2021: -300, 2024: -50, 2025: 400}"},
                                              {"choice.basis", "norm"},
                                              {"supply.beds_factor", "{2021: 1, 2025: 0.7, 2028: 0.8}"},
                                              {"supply.nursing_share", "{2021: 0.4, 2028: 0.7}"},
                                              {"supply.hospice_share", "0.1"},
                                              {"queue.steps_per_month", "2"},
                                              {"queue.assessments_per_1000_per_month", "2"},
                                              {"workforce.attrition_per_year", "{2021: 0.28, 2026: 0.6}"},
                                              {"workforce.hire_share_of_vacancies", "0.3"},
                                              {"workforce.commuting_share", "0.5"},
                                              {"services.respite.days_per_carer_per_year", "5"},
                                              {"finance.budget_million_yuan.district", "1"},
                                              {"finance.loans.share", "0.5"},
                                              {"finance.award.million_yuan", "1"},
                                              {"supply.for_profit_share", "0.5"},
                                              {"childcare.gap_closed_share_per_year", "0.1"}};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_trial_open("examples/town/own-list.yaml", lively, sizeof lively / sizeof lively[0], &f->town);
    care_trial_run(f->town.city, SEED, (struct care_simulation_options){.engine = {.n_threads = 1}}, LAST_YEAR,
                   &f->plain);
    f->picture = care_picture_take(care_simulation_people(f->plain.simulation), 0);
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_picture_free(&f->picture);
    care_trial_free(&f->plain);
    care_trial_close(&f->town);
    free(f);
    return 0;
}

static bool is_alike(const struct fixture *f, int n_threads, uint64_t visit_order, bool simd, uint64_t seed)
{
    const struct care_simulation_options options = {.engine = {.n_threads = n_threads, .visit_order = visit_order},
                                                    .simd = simd};
    struct care_trial_run run;
    care_trial_run(f->town.city, seed, options, LAST_YEAR, &run);
    struct care_picture picture = care_picture_take(care_simulation_people(run.simulation), 0);
    const char *cube = care_trial_first_difference(&f->plain, &run, care_simulation_n_cubes);
    const bool alike = cube == NULL && care_picture_is_equal(&f->picture, &picture);
    care_picture_free(&picture);
    care_trial_free(&run);
    return alike;
}

/* Whether a cell of the year is above zero; missing ones (NaN) are not. */
static bool is_counted(const struct care_trial_run *run, const struct care_cube *cube, int year)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    bool is_any = false;
    for (int d = 0; d < outer->n_districts; d++) {
        const int64_t first = care_cube_offset(cube, outer, 0, 0, 0, year - outer->first_year, d);
        for (int64_t i = first; i < first + cube->n_per_district; i++) {
            is_any =
                is_any || (cube->spec->type == CARE_CUBE_INT32 ? cube->data.int32[i] > 0 : cube->data.float64[i] > 0);
        }
    }
    return is_any;
}

static void everybody_has_something_to_do(void **state)
{
    struct fixture *f = *state;
    for (int c = 0; c < care_simulation_n_cubes; c++) {
        if (!is_counted(&f->plain, care_cubes_at(f->plain.cubes, c), LAST_YEAR)) {
            fail_msg("nothing in %s", care_simulation_cubes[c]->name);
        }
    }
    assert_true(care_trial_sum(&f->plain, "moves_out", 2022, -1) > 600); /* leavers and movers */
    assert_true(care_trial_sum(&f->plain, "admitted", LAST_YEAR, -1) > 0);
}

static void the_number_of_threads_does_not_show(void **state)
{
    static const int n_threads[] = {1, 2, 3, 8, 16};
    for (size_t i = 0; i < sizeof n_threads / sizeof n_threads[0]; i++) {
        assert_true(is_alike(*state, n_threads[i], 0, false, SEED));
    }
}

static void the_order_of_visiting_does_not_show(void **state)
{
    assert_true(is_alike(*state, 1, 7, false, SEED));
    assert_true(is_alike(*state, 3, 99, false, SEED));
}

static void vector_instructions_do_not_show(void **state)
{
    assert_true(is_alike(*state, 2, 0, true, SEED));
}

static void another_seed_shows(void **state)
{
    assert_false(is_alike(*state, 1, 0, false, SEED + 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_has_something_to_do),
        cmocka_unit_test(the_number_of_threads_does_not_show),
        cmocka_unit_test(the_order_of_visiting_does_not_show),
        cmocka_unit_test(vector_instructions_do_not_show),
        cmocka_unit_test(another_seed_shows),
    };
    return cmocka_run_group_tests_name("same people", tests, setup, teardown);
}
