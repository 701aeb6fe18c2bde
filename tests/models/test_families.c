/** @file  The town's families: the census' margins in the base year, the account of the widowed in every year, and every
 *  count of families told once more from the rows alone. */
#include "models/people/families.h"

#include "tests/models/margins.h"
#include "tests/models/trial.h"
#include "tests/models/widows.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, LAST_YEAR = 2035, SEED = 20201101, OLD = 65 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

/* With arrivals, leavers and moves between districts. */
static const struct care_override lively[] = {{"migration.move_rate_per_year", "0.02"},
                                              {"migration.net_persons_per_year", "{2021: -300, 2024: -50, 2025: 400}"}};

struct fixture {
    struct care_trial_city town;
    struct care_trial_run run;
};

static void start(struct fixture *f, const struct care_override *overrides, int n_overrides, uint64_t seed)
{
    care_trial_open("examples/town/town.yaml", overrides, n_overrides, &f->town);
    assert_int_equal(care_trial_start(f->town.city, seed, options, &f->run), CARE_OK);
}

static void end(struct fixture *f)
{
    care_trial_free(&f->run);
    care_trial_close(&f->town);
}

static int setup(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    assert_non_null(*state);
    return 0;
}

static int teardown(void **state)
{
    end(*state);
    free(*state);
    return 0;
}

static void next_year(struct fixture *f, int year)
{
    assert_int_equal(care_simulation_year(f->run.simulation, year), CARE_OK);
}

/* ---- the census ---- */

static void marital_status_is_the_census_in_every_district(void **state)
{
    struct fixture *f = *state;
    start(f, NULL, 0, SEED);
    (void)care_margins_check_marital(&f->run, f->town.city, (struct care_margins_slack){0.01, 3});
}

/* Who lives in a home is in no household, and in a town of fifty in homes a district that number is chance: four
 * standard deviations of it are allowed on top. Tianjin is held to 1 %. */
static void households_are_the_census_in_every_district_once_homes_are_full(void **state)
{
    struct fixture *f = *state;
    start(f, NULL, 0, SEED);
    const double in_homes = (double)care_trial_sum(&f->run, "use", FIRST_YEAR, -1) / f->town.city->areas->n_districts;
    assert_true(in_homes > 30);
    (void)care_margins_check_households(&f->run, f->town.city,
                                        (struct care_margins_slack){0.01, 3 + 4 * sqrt(in_homes)});
}

/* ---- widows ---- */

static void check_widows(struct fixture *f, int64_t least, int64_t least_moved)
{
    int64_t n_bereaved = 0, n_both = 0, n_moved = 0;
    for (int year = FIRST_YEAR + 1; year <= LAST_YEAR; year++) {
        next_year(f, year);
        n_bereaved += care_widows_check(&f->run, f->town.city, year, &n_both);
        const struct care_cube *cube = care_cubes_find(f->run.cubes, "widow_flows");
        const int64_t at = care_cube_offset(cube, care_cubes_outer(f->run.cubes), 0, 0, 0, year - FIRST_YEAR, 0);
        for (int i = 0; i < CARE_N_SEXES * f->town.city->areas->n_districts; i++) {
            n_moved += cube->data.int32[at + i * CARE_N_WIDOW_FLOWS + CARE_WIDOWS_MOVED_IN];
        }
    }
    assert_true(n_bereaved > least && n_both > 20);
    assert_true(n_moved >= least_moved);
}

static void widows_are_bereaved_and_accounted_for_in_every_year(void **state)
{
    struct fixture *f = *state;
    static const uint64_t seeds[] = {SEED, 1, 77};
    for (size_t i = 0; i < sizeof seeds / sizeof seeds[0]; i++) {
        start(f, NULL, 0, seeds[i]);
        check_widows(f, 3000, 0);
        end(f);
    }
}

static void widows_who_move_and_arrive_are_accounted_for(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 2; seed <= 4; seed++) {
        start(f, lively, 2, seed);
        check_widows(f, 3000, 10);
        end(f);
    }
}

/* ---- counts, told once more ---- */

/* Of one district, from the rows alone. */
struct recount {
    int64_t living[CARE_N_SEXES][CARE_N_CARE_AGE_GROUPS][CARE_N_ARRANGEMENTS];
    int64_t situations[CARE_N_SITUATIONS];
    int64_t children[CARE_N_CARE_AGE_GROUPS][CARE_N_HELPING_CHILDREN];
    int64_t hukou, rural, destitute, veteran, special, all;
    int64_t need[CARE_N_LEVELS][CARE_N_STAGES];
    int64_t hours[CARE_N_LEVELS][3];                                   /* tenths: needed, family, missing */
    int64_t alone, couples_of_two;                                     /* of 60+: households */
    int64_t couples_of_one;                                            /* the other is under 60 */
    int64_t old_alone, old_pairs_halves, parents, with_parents_halves; /* 65+ by whom of 65+ they share with */
    int64_t single_under_60, linked_under_60, linked_to_older;
};

struct person {
    bool in_home, is_out; /* out: in no family household */
    bool has_partner;     /* linked */
    uint32_t partner;
    unsigned household, level, stage;
    int age, partner_age;
};

static struct person person_of(const struct care_table *table, int year, uint32_t row)
{
    const struct care_people people = care_people_of_table(table);
    struct person p = {.partner = people.partner[row], .level = people.level[row], .stage = people.dementia[row]};
    p.age = year - care_table_cohort(table, row);
    p.household = care_trait(people.traits[row], CARE_TRAIT_HOUSEHOLD);
    p.in_home = care_setting_of(people.care[row]) >= CARE_IN_ORDINARY_BED;
    p.is_out = p.in_home || p.household == CARE_COLLECTIVE;
    p.has_partner = p.partner != CARE_NO_ROW;
    p.partner_age = p.has_partner ? year - care_table_cohort(table, p.partner) : 0;
    return p;
}

static enum care_arrangement arrangement(const struct person *p, bool has_partner_here)
{
    if (p->in_home) {
        return CARE_ARRANGED_IN_HOME;
    }
    switch (p->household) {
    case CARE_BY_ONESELF:
        return has_partner_here ? CARE_ARRANGED_COUPLE : CARE_ARRANGED_ALONE;
    case CARE_WITH_CHILDREN:
        return CARE_ARRANGED_WITH_CHILDREN;
    case CARE_THREE_GENERATIONS:
        return CARE_ARRANGED_THREE_GENERATIONS;
    case CARE_WITH_ELDERS:
        return CARE_ARRANGED_WITH_ELDERS;
    default:
        return CARE_ARRANGED_COLLECTIVE;
    }
}

static void count_households(const struct person *p, bool has_partner_here, struct recount *n)
{
    if (p->is_out) {
        return;
    }
    const bool has_old_partner = has_partner_here && p->partner_age >= OLD;
    if (p->household == CARE_BY_ONESELF) {
        n->alone += !has_partner_here;
        n->couples_of_one += has_partner_here && p->partner_age < CARE_FIRST_CARE_AGE;
        n->couples_of_two += has_partner_here && p->partner_age >= CARE_FIRST_CARE_AGE; /* both sides */
    }
    if (p->age >= OLD) {
        const bool with_elders = p->household == CARE_WITH_ELDERS;
        n->old_alone += !with_elders && !has_old_partner;
        n->old_pairs_halves += !with_elders && has_old_partner;
        n->parents += with_elders && !has_old_partner;
        n->with_parents_halves += with_elders && has_old_partner;
    }
}

static bool is_in_situation(const struct care_groups_union *special, uint16_t traits, const struct person *p,
                            bool was_married)
{
    const unsigned children = care_trait(traits, CARE_TRAIT_CHILDREN);
    const unsigned certificate = care_trait(traits, CARE_TRAIT_CERTIFICATE);
    const bool nest = p->household == CARE_BY_ONESELF, rural = care_trait(traits, CARE_TRAIT_RURAL) != 0;
    const bool with_children = p->household == CARE_WITH_CHILDREN || p->household == CARE_THREE_GENERATIONS;
    return (special->empty_nest && nest) || (special->alone && nest && !p->has_partner) ||
           (special->left_behind && rural && was_married && children == 0 && !with_children) ||
           (special->kinless && !p->has_partner && children == 0) ||
           (special->certificate_severe && certificate == CARE_CERTIFICATE_SEVERE) ||
           (special->certificate_other && certificate == CARE_CERTIFICATE_OTHER) ||
           (int)p->level >= special->disabled_from_level ||
           (special->late_dementia && p->stage >= CARE_DEMENTIA_MODERATE) ||
           (special->oldest_from_age < 150 && p->age >= special->oldest_from_age);
}

static bool is_special(const struct care_groups_union *special, uint16_t traits, const struct person *p,
                       bool was_married)
{
    const unsigned relief = care_trait(traits, CARE_TRAIT_RELIEF);
    return (special->destitute && relief == CARE_DESTITUTE) || (special->low_income && relief == CARE_LOW_INCOME) ||
           (special->near_poor && relief == CARE_NEAR_POOR) ||
           (special->bereaved && care_trait(traits, CARE_TRAIT_BEREAVED) != 0) ||
           (special->veteran && care_trait(traits, CARE_TRAIT_VETERAN) != 0) ||
           ((!special->only_poor || relief != CARE_NO_RELIEF) && is_in_situation(special, traits, p, was_married));
}

static void count_situations(const struct care_table *table, const struct care_need_tables *tables,
                             const struct care_groups_union *special, uint32_t row, const struct person *p,
                             const struct person *partner, struct recount *n)
{
    const struct care_people people = care_people_of_table(table);
    const uint16_t traits = people.traits[row];
    const bool was_married = people.marital[row] != CARE_NEVER_MARRIED;
    const bool with_children = p->household == CARE_WITH_CHILDREN || p->household == CARE_THREE_GENERATIONS;
    if (p->in_home) {
        return;
    }
    const bool at_home = p->has_partner && !partner->in_home; /* a partner outside households helps all the same */
    const struct care_helpers helpers = {at_home, p->partner_age, at_home ? partner->level : 0, with_children,
                                         care_trait(traits, CARE_TRAIT_CHILDREN)};
    const int family = care_need_family(tables, &helpers);
    n->situations[CARE_SITUATION_EMPTY_NEST] += p->household == CARE_BY_ONESELF;
    n->situations[CARE_SITUATION_ALONE] += p->household == CARE_BY_ONESELF && (!p->has_partner || partner->is_out);
    n->situations[CARE_SITUATION_KINLESS] += !p->has_partner && care_trait(traits, CARE_TRAIT_CHILDREN) == 0;
    n->situations[CARE_SITUATION_LEFT_BEHIND] += was_married && care_trait(traits, CARE_TRAIT_RURAL) != 0 &&
                                                 care_trait(traits, CARE_TRAIT_CHILDREN) == 0 && !with_children;
    n->situations[CARE_SITUATION_DISABLED_WITHOUT_CARER] += p->level > 0 && family == 0;
    n->situations[CARE_SITUATION_COUPLES_BOTH_DISABLED] +=
        p->level > 0 && at_home && partner->level > 0 && people.sex[row] == CARE_MALE;
    n->special += is_special(special, traits, p, was_married);
    if (tables->need_all[p->level][p->stage] > 0) {
        const int hours[3] = {tables->need_all[p->level][p->stage], family,
                              care_need_gap(tables, p->level, p->stage, family)};
        for (int i = 0; i < 3; i++) {
            n->hours[p->level][i] += hours[i];
        }
    }
}

static void count_old(const struct fixture *f, const struct care_need_tables *tables, int year, uint32_t row,
                      struct recount *n)
{
    const struct care_table *table = care_simulation_people(f->run.simulation);
    const struct care_people people = care_people_of_table(table);
    const struct person p = person_of(table, year, row);
    const struct person partner = p.has_partner ? person_of(table, year, p.partner) : p;
    const bool has_partner_here = p.has_partner && !partner.is_out;
    const uint16_t traits = people.traits[row];
    n->living[people.sex[row]][care_care_age_group(p.age)][arrangement(&p, has_partner_here)]++;
    n->children[care_care_age_group(p.age)][care_trait(traits, CARE_TRAIT_CHILDREN)]++;
    n->need[p.level][p.stage]++;
    n->hukou += care_trait(traits, CARE_TRAIT_HUKOU);
    n->rural += care_trait(traits, CARE_TRAIT_RURAL);
    n->destitute += care_trait(traits, CARE_TRAIT_RELIEF) == CARE_DESTITUTE;
    n->veteran += care_trait(traits, CARE_TRAIT_VETERAN);
    n->all++;
    count_households(&p, has_partner_here, n);
    count_situations(table, tables, &f->town.city->parameters.groups->special, row, &p, &partner, n);
}

static void count_young(const struct care_table *table, int year, uint32_t row, struct recount *n)
{
    const struct care_people people = care_people_of_table(table);
    const int age = year - care_table_cohort(table, row);
    n->single_under_60 += age >= 20 && people.marital[row] != CARE_PARTNERED;
    if (people.partner[row] != CARE_NO_ROW) {
        n->linked_under_60++;
        n->linked_to_older += year - care_table_cohort(table, people.partner[row]) >= CARE_FIRST_CARE_AGE;
    }
}

static void recount_all(const struct fixture *f, int year, struct recount *n)
{
    const struct care_table *table = care_simulation_people(f->run.simulation);
    const struct care_people people = care_people_of_table(table);
    const struct care_need_tables tables =
        care_need_tables_of(f->town.city->parameters.need, f->town.city->parameters.family, CARE_NO_DISTRICT, year);
    for (int area = 0; area < care_table_n_areas(table); area++) {
        struct recount *of = &n[f->town.city->district_of_leaf[area]];
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            const bool is_old = year - block->cohort >= CARE_FIRST_CARE_AGE;
            for (uint32_t row = block->first; row < block->first + block->n; row++) {
                if (people.exit[row] == CARE_EXIT_NONE && is_old) {
                    count_old(f, &tables, year, row, of);
                } else if (people.exit[row] == CARE_EXIT_NONE) {
                    count_young(table, year, row, of);
                }
            }
        }
    }
}

static const struct care_cube *cube_of(const struct fixture *f, const char *name, int year, int district, int64_t *at)
{
    const struct care_cube *cube = care_cubes_find(f->run.cubes, name);
    assert_non_null(cube);
    *at = care_cube_offset(cube, care_cubes_outer(f->run.cubes), 0, 0, 0, year - FIRST_YEAR, district);
    return cube;
}

static void assert_cells(const struct fixture *f, const char *name, int year, int district, const int64_t *expected,
                         int n)
{
    int64_t at;
    const struct care_cube *cube = cube_of(f, name, year, district, &at);
    for (int i = 0; i < n; i++) {
        if (cube->data.int32[at + i] != expected[i]) {
            fail_msg("%d, district %d, %s, cell %d: %d, from the rows %lld", year, district, name, i,
                     cube->data.int32[at + i], (long long)expected[i]);
        }
    }
}

static void assert_hours(const struct fixture *f, int year, int district, const struct recount *n)
{
    const struct care_need_tables tables =
        care_need_tables_of(f->town.city->parameters.need, f->town.city->parameters.family, CARE_NO_DISTRICT, year);
    int64_t at;
    const struct care_cube *care = cube_of(f, "care_hours", year, district, &at);
    for (int i = 0; i < CARE_N_LEVELS * 3; i++) {
        assert_true(care->data.float64[at + i] == (double)n->hours[i / 3][i % 3] / 10);
    }
    const struct care_cube *need = cube_of(f, "need_hours", year, district, &at);
    for (int kind = 0; kind < CARE_N_NEED_KINDS; kind++) {
        int64_t tenths = 0;
        for (int i = 0; i < CARE_N_LEVELS * CARE_N_STAGES; i++) {
            const int level = i / CARE_N_STAGES, stage = i % CARE_N_STAGES;
            tenths += n->need[level][stage] * tables.need[level][stage][kind];
        }
        assert_true(need->data.float64[at + kind] == (double)tenths / 10);
    }
}

static void assert_groups(const struct fixture *f, int year, int district, const struct recount *n)
{
    int64_t at;
    const int32_t *cells = cube_of(f, "groups", year, district, &at)->data.int32;
    cells += at;
    const int64_t expected[] = {n->hukou, n->rural, n->destitute, n->veteran, n->special, n->all};
    static const int cell_of[] = {0, 1, 7, 12, 13, 14}; /* in the order of the cube's axis */
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        if (cells[cell_of[i]] != expected[i]) {
            fail_msg("%d, district %d, group %d: %d, from the rows %lld", year, district, cell_of[i], cells[cell_of[i]],
                     (long long)expected[i]);
        }
    }
}

/* An old parent shares with each couple of 65+ that lives with elders; the others share two by two. */
static void assert_households_of_old(const struct fixture *f, int year, int district, const struct recount *n)
{
    const int64_t pairs = n->old_pairs_halves / 2, of_three = n->with_parents_halves / 2;
    int64_t at;
    const int32_t *cells = cube_of(f, "households", year, district, &at)->data.int32;
    assert_int_equal(n->old_pairs_halves % 2, 0);
    assert_int_equal(cells[at + CARE_WITH_ONE_65], n->old_alone);
    assert_true(llabs(cells[at + CARE_WITH_TWO_65] - (pairs + (n->parents - of_three) / 2)) <= 1);
}

/* Of people under 60 as many live alone, or as a couple by themselves, as the census left over. */
static void assert_households_of_all(const struct fixture *f, int year, int district, const struct recount *census,
                                     const struct recount *n)
{
    int64_t at, at_census;
    const int32_t *cells = cube_of(f, "households", year, district, &at)->data.int32 + at;
    const int32_t *first = cube_of(f, "households", FIRST_YEAR, district, &at_census)->data.int32 + at_census;
    const double couples[2] = {(double)(census->linked_under_60 - census->linked_to_older) / 2,
                               (double)(n->linked_under_60 - n->linked_to_older) / 2};
    const double of_single = (first[CARE_ONE_PERSON] - (double)census->alone) / (double)census->single_under_60;
    const double together = (double)first[CARE_ONE_GENERATION] - first[CARE_ONE_PERSON];
    const double of_couples =
        (together - (double)census->couples_of_two / 2 - (double)census->couples_of_one) / couples[0];
    const double one = (double)n->alone + of_single * (double)n->single_under_60;
    const double two = (double)n->couples_of_two / 2 + (double)n->couples_of_one + of_couples * couples[1];
    assert_true(of_single > 0 && of_single < 1 && of_couples > 0 && of_couples < 1);
    assert_true(fabs(cells[CARE_ONE_PERSON] - one) <= 2);
    assert_true(fabs(cells[CARE_ONE_GENERATION] - one - two) <= 4);
}

static void check_counts(const struct fixture *f, int year, const struct recount *census, const struct recount *n)
{
    for (int d = 0; d < f->town.city->areas->n_districts; d++) {
        assert_cells(f, "living", year, d, &n[d].living[0][0][0],
                     CARE_N_SEXES * CARE_N_CARE_AGE_GROUPS * CARE_N_ARRANGEMENTS);
        assert_cells(f, "family_situation", year, d, n[d].situations, CARE_N_SITUATIONS);
        assert_cells(f, "children_near", year, d, &n[d].children[0][0],
                     CARE_N_CARE_AGE_GROUPS * CARE_N_HELPING_CHILDREN);
        assert_cells(f, "need", year, d, &n[d].need[0][0], CARE_N_LEVELS * CARE_N_STAGES);
        assert_groups(f, year, d, &n[d]);
        assert_hours(f, year, d, &n[d]);
        assert_households_of_old(f, year, d, &n[d]);
        assert_households_of_all(f, year, d, &census[d], &n[d]);
        for (int s = 0; s < CARE_N_SITUATIONS; s++) {
            assert_true(n[d].situations[s] > 0);
        }
    }
}

static void check_all_years(struct fixture *f, int last_year)
{
    static struct recount census[8], now[8];
    assert_true(f->town.city->areas->n_districts <= 8);
    memset(census, 0, sizeof census);
    recount_all(f, FIRST_YEAR, census);
    check_counts(f, FIRST_YEAR, census, census);
    for (int year = FIRST_YEAR + 1; year <= last_year; year++) {
        next_year(f, year);
        memset(now, 0, sizeof now);
        recount_all(f, year, now);
        check_counts(f, year, census, now);
    }
}

static void every_count_of_families_is_that_of_the_rows(void **state)
{
    struct fixture *f = *state;
    start(f, lively, 2, SEED);
    check_all_years(f, LAST_YEAR);
}

static void every_union_of_groups_counts_each_person_once(void **state)
{
    static const struct care_override unions[][5] = {
        {{"groups.special.only_poor", "false"},
         {"groups.special.empty_nest", "false"},
         {"groups.special.kinless", "true"},
         {"groups.special.disabled_from_level", "severe"},
         {"groups.special.oldest_from_age", "92"}},
        {{"groups.special.only_poor", "false"},
         {"groups.special.empty_nest", "false"},
         {"groups.special.alone", "true"},
         {"groups.special.certificate_severe", "true"},
         {"groups.special.disabled_from_level", "none_counts"}},
        {{"groups.special.only_poor", "true"},
         {"groups.special.veteran", "true"},
         {"groups.special.late_dementia", "true"},
         {"groups.special.left_behind", "false"},
         {"groups.special.disabled_from_level", "total"}},
        {{"groups.special.only_poor", "false"},
         {"groups.special.empty_nest", "false"},
         {"groups.special.certificate_other", "false"},
         {"groups.special.late_dementia", "true"},
         {"groups.special.oldest_from_age", "150"}},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof unions / sizeof unions[0]; i++) {
        start(f, unions[i], 5, SEED);
        check_all_years(f, FIRST_YEAR + 2);
        end(f);
    }
}

int main(void)
{
#define FAMILY_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        FAMILY_TEST(marital_status_is_the_census_in_every_district),
        FAMILY_TEST(households_are_the_census_in_every_district_once_homes_are_full),
        FAMILY_TEST(widows_are_bereaved_and_accounted_for_in_every_year),
        FAMILY_TEST(widows_who_move_and_arrive_are_accounted_for),
        FAMILY_TEST(every_count_of_families_is_that_of_the_rows),
        FAMILY_TEST(every_union_of_groups_counts_each_person_once),
    };
    return cmocka_run_group_tests_name("families", tests, NULL, NULL);
}
