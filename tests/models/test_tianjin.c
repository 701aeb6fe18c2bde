/** @file  Tianjin's 14 million rows, every year: nothing that may never be. */
#include "tests/models/inspection.h"
#include "tests/models/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void every_row_of_tianjin_is_in_order_in_every_year(void **state)
{
    (void)state;
    const struct care_simulation_options options = {.simd = true};
    struct care_trial_city tianjin;
    struct care_trial_run run;
    struct care_inspection seen;
    care_trial_open("tianjin/baseline.yaml", NULL, 0, &tianjin);
    assert_int_equal(care_trial_start(tianjin.city, 20201101, options, &run), CARE_OK);
    for (int year = 2020; year <= 2035; year++) {
        assert_int_equal(year == 2020 ? CARE_OK : care_simulation_year(run.simulation, year), CARE_OK);
        assert_int_equal(care_inspection_of_people(care_simulation_people(run.simulation), tianjin.city, year, &seen),
                         0);
        if (seen.fault != NULL) {
            fail_msg("%d, row %u: %s", year, seen.fault_row, seen.fault);
        }
        assert_int_equal(seen.n_present, care_trial_sum(&run, "population", year, -1));
        int64_t n_used = 0;
        for (int d = 0; d < tianjin.city->areas->n_districts; d++) {
            n_used += seen.beds_used[d][CARE_ORDINARY_BED] + seen.beds_used[d][CARE_NURSING_BED];
        }
        assert_int_equal(n_used, care_trial_sum(&run, "beds_used", year, -1));
        /* the projection's expectation; sd of a year's people is about a thousand */
        assert_true(llabs(seen.n_present - (int64_t)tianjin.city->expected_residents[year - 2020]) < 10000);
    }
    assert_true(seen.n_present > 12000000 && seen.n_linked > 4000000);
    care_trial_free(&run);
    care_trial_close(&tianjin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_row_of_tianjin_is_in_order_in_every_year)};
    return cmocka_run_group_tests_name("tianjin", tests, NULL, NULL);
}
