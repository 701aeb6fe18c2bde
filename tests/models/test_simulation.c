/** @file  The town, year by year: what holds for every row, accounts that close, counts that are right, and widows
 *  recounted from the draws alone. */
#include "models/simulation.h"

#include "models/people/keys.h"
#include "models/purposes.h"
#include "sim/rounding.h"
#include "tests/models/inspection.h"
#include "tests/models/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, LAST_YEAR = 2035, SEED = 20201101 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

struct fixture {
    struct care_trial_city town;
    struct care_trial_run run;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_trial_open("examples/town/town.yaml", NULL, 0, &f->town);
    return care_trial_start(f->town.city, SEED, options, &f->run);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_trial_free(&f->run);
    care_trial_close(&f->town);
    free(f);
    return 0;
}

static struct care_inspection inspect(struct fixture *f, int year)
{
    struct care_inspection seen;
    assert_int_equal(care_inspection_of_people(care_simulation_people(f->run.simulation), f->town.city, year, &seen),
                     0);
    if (seen.fault != NULL) {
        fail_msg("%d, row %u: %s", year, seen.fault_row, seen.fault);
    }
    return seen;
}

static void next_year(struct fixture *f, int year)
{
    assert_int_equal(care_simulation_year(f->run.simulation, year), CARE_OK);
}

/* ---- what holds for every row ---- */

static void every_row_is_in_order_in_every_year(void **state)
{
    struct fixture *f = *state;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        if (year > FIRST_YEAR) {
            next_year(f, year);
        }
        const struct care_inspection seen = inspect(f, year);
        assert_int_equal(seen.n_present, care_table_n_present(care_simulation_people(f->run.simulation)));
        assert_int_equal(seen.n_present, care_trial_sum(&f->run, "population", year, -1));
        assert_true(seen.n_linked > seen.n_present / 3 && seen.n_linked % 2 == 0);
    }
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void nobody_is_there_twice(void **state)
{
    struct fixture *f = *state;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        next_year(f, year);
    }
    const struct care_table *table = care_simulation_people(f->run.simulation);
    const struct care_people people = care_people_of_table(table);
    const size_t n = (size_t)care_table_n_present(table);
    uint64_t *keys = malloc(n * sizeof *keys);
    assert_non_null(keys);
    size_t at = 0;
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                if (people.exit[row] == CARE_EXIT_NONE) {
                    keys[at++] = people.key[row];
                }
            }
        }
    }
    qsort(keys, n, sizeof *keys, compare_keys);
    for (size_t i = 1; i < n; i++) {
        assert_true(keys[i - 1] != keys[i]);
    }
    free(keys);
}

/* ---- accounts ---- */

static void people_come_and_go_only_by_birth_death_and_moving(void **state)
{
    struct fixture *f = *state;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        next_year(f, year);
        for (int d = 0; d < f->town.city->areas->n_districts; d++) {
            const int64_t before = care_trial_sum(&f->run, "population", year - 1, d);
            const int64_t came =
                care_trial_sum(&f->run, "births", year, d) + care_trial_sum(&f->run, "moves_in", year, d);
            const int64_t went =
                care_trial_sum(&f->run, "deaths", year, d) + care_trial_sum(&f->run, "moves_out", year, d);
            assert_int_equal(care_trial_sum(&f->run, "population", year, d), before + came - went);
        }
    }
}

/* Of one district, by the cube of demand. */
static int64_t n_who_want_a_bed(const struct fixture *f, int year, int district)
{
    const struct care_cube *demand = care_cubes_find(f->run.cubes, "demand");
    const int64_t at = care_cube_offset(demand, care_cubes_outer(f->run.cubes), 0, 0, 0, year - FIRST_YEAR, district);
    int64_t n = 0;
    for (int64_t i = 0; i < demand->n_per_district; i++) {
        n += care_mode_is_bed((unsigned)(i % CARE_N_MODES)) ? demand->data.int32[at + i] : 0;
    }
    return n;
}

static void beds_in_use_are_the_people_in_them(void **state)
{
    struct fixture *f = *state;
    const struct care_outer *outer = care_cubes_outer(f->run.cubes);
    const struct care_cube *used = care_cubes_find(f->run.cubes, "beds_used"),
                           *idle = care_cubes_find(f->run.cubes, "beds_idle");
    const struct care_cube *beds = care_cubes_find(f->run.cubes, "beds");
    int64_t n_in_beds = 0;
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        if (year > FIRST_YEAR) {
            next_year(f, year);
        }
        const struct care_inspection seen = inspect(f, year);
        for (int d = 0; d < outer->n_districts; d++) {
            const int64_t at = care_cube_offset(used, outer, 0, 0, 0, year - FIRST_YEAR, d);
            for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
                assert_int_equal(seen.beds_used[d][class], used->data.int32[at + class]);
                assert_int_equal(used->data.int32[at + class] + idle->data.int32[at + class],
                                 beds->data.int32[at + class]);
                assert_true(idle->data.int32[at + class] >= 0);
                n_in_beds += seen.beds_used[d][class];
            }
        }
        assert_int_equal(care_trial_sum(&f->run, "use", year, -1), care_trial_sum(&f->run, "beds_used", year, -1));
        assert_int_equal(care_trial_sum(&f->run, "use", year, -1), care_trial_sum(&f->run, "placements", year, -1));
        for (int d = 0; d < outer->n_districts; d++) {
            assert_int_equal(n_who_want_a_bed(f, year, d),
                             care_trial_sum(&f->run, "use", year, d) + care_trial_sum(&f->run, "queue", year, d));
        }
    }
    assert_true(n_in_beds > 1000); /* the beds are really used */
}

/* ---- counts ---- */

struct recount {
    int32_t population[CARE_N_SEXES][CARE_N_AGES];
    int32_t level[CARE_N_SEXES][CARE_N_CARE_AGE_GROUPS][CARE_N_LEVELS];
    int32_t stage[CARE_N_SEXES][CARE_N_CARE_AGE_GROUPS][CARE_N_STAGES];
    int32_t marital[CARE_N_SEXES][CARE_N_ADULT_AGE_GROUPS][CARE_N_MARITAL];
};

static void count_row(const struct care_people *people, uint32_t row, int age, struct recount *n)
{
    const unsigned sex = people->sex[row];
    n->population[sex][age < CARE_N_AGES ? age : CARE_N_AGES - 1]++;
    if (age >= 60) {
        const int group = age >= 100 ? 8 : (age - 60) / 5;
        n->level[sex][group][people->level[row]]++;
        n->stage[sex][group][people->dementia[row]]++;
    }
    if (age >= 15) {
        n->marital[sex][age >= 85 ? 14 : (age - 15) / 5][people->marital[row]]++;
    }
}

static void assert_cells(const struct fixture *f, const char *name, int year, int district, const int32_t *expected)
{
    const struct care_cube *cube = care_cubes_find(f->run.cubes, name);
    const int64_t at = care_cube_offset(cube, care_cubes_outer(f->run.cubes), 0, 0, 0, year - FIRST_YEAR, district);
    assert_memory_equal(cube->data.int32 + at, expected, (size_t)cube->n_per_district * sizeof *expected);
}

static void the_counts_of_a_year_are_those_of_its_rows(void **state)
{
    struct fixture *f = *state;
    static struct recount n[16];
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        next_year(f, year);
    }
    const struct care_table *table = care_simulation_people(f->run.simulation);
    const struct care_people people = care_people_of_table(table);
    memset(n, 0, sizeof n);
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                if (people.exit[row] == CARE_EXIT_NONE) {
                    count_row(&people, row, LAST_YEAR - block->cohort, &n[f->town.city->district_of_leaf[area]]);
                }
            }
        }
    }
    for (int d = 0; d < f->town.city->areas->n_districts; d++) {
        assert_cells(f, "population", LAST_YEAR, d, &n[d].population[0][0]);
        assert_cells(f, "disability", LAST_YEAR, d, &n[d].level[0][0][0]);
        assert_cells(f, "dementia", LAST_YEAR, d, &n[d].stage[0][0][0]);
        assert_cells(f, "marital", LAST_YEAR, d, &n[d].marital[0][0][0]);
    }
}

static void the_census_is_met_to_the_person(void **state)
{
    struct fixture *f = *state;
    const struct care_sheet *sheet = f->town.city->parameters.population->census;
    int64_t persons = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        persons += care_sheet_int(sheet, CARE_CENSUS_PERSONS, row);
    }
    assert_int_equal(care_trial_sum(&f->run, "population", FIRST_YEAR, -1), persons);
    static const char *const flows[] = {"births",  "deaths",  "moves_in", "moves_out",  "marriages",
                                        "widowed", "refused", "admitted", "widow_flows"};
    for (size_t i = 0; i < sizeof flows / sizeof flows[0]; i++) {
        assert_int_equal(care_trial_sum(&f->run, flows[i], FIRST_YEAR, -1), 0);
        next_year(f, FIRST_YEAR + 1 + (int)i);
    }
}

/* ---- widows, recounted ---- */

/* One of a couple as the year began. */
struct spouse {
    uint64_t key;
    uint8_t sex;
    int month; /* of death; 0: lives */
};

struct couple {
    struct spouse man, woman;
    bool parts;
};

/* The month of death by the draw of the person and the thresholds of the year. */
static int month_of_death(const struct care_city *city, const struct care_draws *draws, int year, uint64_t key,
                          unsigned sex, int age, uint8_t level, uint8_t stage)
{
    const struct care_year now = {.year = year, .index = year - FIRST_YEAR, .draws = draws};
    const int index = age < CARE_RATE_AGES ? age : CARE_RATE_AGES - 1, y = year - FIRST_YEAR;
    uint32_t threshold = city->health->death[y][sex][index];
    if (age == CARE_FIRST_CARE_AGE) {
        care_health_enter(city->health, &now, key, sex, age - 1, &level, &stage);
    }
    if (age >= CARE_FIRST_CARE_AGE) {
        threshold = city->health->death_from_60[y][index - CARE_FIRST_CARE_AGE][care_health_state(sex, level, stage)];
    }
    const int purpose = age < CARE_FIRST_CARE_AGE ? CARE_DRAW_DEATH_UNDER_60 : CARE_DRAW_DEATH_FROM_60;
    const uint32_t u = care_draws_one(draws, key, year, purpose);
    return u < threshold ? care_month_of(u, threshold) : 0;
}

static struct spouse spouse_of(const struct fixture *f, const struct care_draws *draws, int year, uint32_t row)
{
    const struct care_table *table = care_simulation_people(f->run.simulation);
    const struct care_people people = care_people_of_table(table);
    const int age = year - care_table_cohort(table, row);
    return (struct spouse){people.key[row], people.sex[row],
                           month_of_death(f->town.city, draws, year, people.key[row], people.sex[row], age,
                                          people.level[row], people.dementia[row])};
}

/* All couples before the year, with what its draws will do to them. The caller frees. */
static struct couple *foresee(const struct fixture *f, const struct care_draws *draws, int year, int *n)
{
    const struct care_table *table = care_simulation_people(f->run.simulation);
    const struct care_people people = care_people_of_table(table);
    struct couple *couples = calloc((size_t)care_table_n_present(table) / 2 + 1, sizeof *couples);
    assert_non_null(couples);
    *n = 0;
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                if (people.partner[row] == CARE_NO_ROW || people.sex[row] != CARE_MALE) {
                    continue;
                }
                const int age = year - block->cohort;
                const int purpose = age < CARE_FIRST_CARE_AGE ? CARE_DRAW_PARTNER_UNDER_60 : CARE_DRAW_PARTNER_FROM_60;
                const uint32_t u = care_draws_one(draws, people.key[row], year, purpose);
                couples[(*n)++] = (struct couple){
                    spouse_of(f, draws, year, row), spouse_of(f, draws, year, people.partner[row]),
                    u < f->town.city->partnership.divorce[age < CARE_RATE_AGES ? age : CARE_RATE_AGES - 1]};
            }
        }
    }
    return couples;
}

static void a_death_widows_exactly_the_partner_alive_at_the_end_of_its_month(void **state)
{
    struct fixture *f = *state;
    const struct care_draws draws = care_draws_create(SEED, 0, false);
    int64_t n_all = 0, n_both_died = 0;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        int n = 0;
        int64_t n_widows = 0, n_widowers = 0;
        struct couple *couples = foresee(f, &draws, year, &n);
        for (int c = 0; c < n; c++) {
            const int his = couples[c].man.month, hers = couples[c].woman.month;
            if (!couples[c].parts) {
                n_widows += his > 0 && (hers == 0 || hers > his);
                n_widowers += hers > 0 && (his == 0 || his > hers);
                n_both_died += his > 0 && hers > 0;
            }
        }
        free(couples);
        next_year(f, year);
        const struct care_cube *cube = care_cubes_find(f->run.cubes, "widowed");
        int64_t counted[CARE_N_SEXES] = {0};
        for (int d = 0; d < f->town.city->areas->n_districts; d++) {
            const int64_t at = care_cube_offset(cube, care_cubes_outer(f->run.cubes), 0, 0, 0, year - FIRST_YEAR, d);
            counted[CARE_MALE] += cube->data.int32[at + CARE_MALE];
            counted[CARE_FEMALE] += cube->data.int32[at + CARE_FEMALE];
        }
        assert_int_equal(counted[CARE_FEMALE], n_widows);
        assert_int_equal(counted[CARE_MALE], n_widowers);
        n_all += n_widows + n_widowers;
    }
    assert_true(n_all > 1000);
    assert_true(n_both_died > 10);
}

/* ---- refusals ---- */

static void a_run_ends_when_it_is_asked_to(void **state)
{
    struct fixture *f = *state;
    static volatile sig_atomic_t stop;
    struct care_trial_run run;
    struct care_simulation_options stoppable = options;
    struct care_progress progress = care_progress_start(NULL, LAST_YEAR - FIRST_YEAR);
    stop = 1;
    stoppable.stop = &stop;
    assert_int_equal(care_trial_start(f->town.city, SEED, stoppable, &run), CARE_OK);
    assert_int_equal(care_simulation_run(run.simulation, &progress), CARE_ERROR_INTERRUPTED);
    assert_int_equal(progress.done, 0);
    stop = 0;
    assert_int_equal(care_simulation_run(run.simulation, &progress), CARE_OK);
    assert_int_equal(progress.done, LAST_YEAR - FIRST_YEAR);
    care_trial_free(&run);
}

int main(void)
{
#define TOWN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TOWN_TEST(every_row_is_in_order_in_every_year),
        TOWN_TEST(nobody_is_there_twice),
        TOWN_TEST(people_come_and_go_only_by_birth_death_and_moving),
        TOWN_TEST(beds_in_use_are_the_people_in_them),
        TOWN_TEST(the_counts_of_a_year_are_those_of_its_rows),
        TOWN_TEST(the_census_is_met_to_the_person),
        TOWN_TEST(a_death_widows_exactly_the_partner_alive_at_the_end_of_its_month),
        TOWN_TEST(a_run_ends_when_it_is_asked_to),
    };
    return cmocka_run_group_tests_name("simulation", tests, NULL, NULL);
}
