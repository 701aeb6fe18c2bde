/** @file  The town's people of 60 and over by profile, told once more person by person with the words of the unions. */
#include "models/system/profiles.h"

#include "tests/models/trial.h"
#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FIRST_YEAR = 2020, SEED = 20201101 };
static const struct care_simulation_options options = {.engine = {.n_threads = 2}, .simd = true};

static const struct care_groups_union wide = {.empty_nest = true,
                                              .kinless = true,
                                              .bereaved = true,
                                              .certificate_severe = true,
                                              .disabled_from_level = 2,
                                              .oldest_from_age = 83};
static const struct care_groups_union poor_only = {.only_poor = true,
                                                   .alone = true,
                                                   .left_behind = true,
                                                   .certificate_other = true,
                                                   .disabled_from_level = 1,
                                                   .oldest_from_age = 80};

struct fixture {
    struct care_trial_city town;
    struct care_trial_run run;
    struct care_sheet *own; /* definitions of districts; NULL: none */
    struct care_groups_definitions definitions;
    struct care_profiles profiles;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    care_trial_open("examples/town/town.yaml", NULL, 0, &f->town);
    assert_int_equal(care_trial_start(f->town.city, SEED, options, &f->run), CARE_OK);
    f->profiles = (struct care_profiles){
        .definitions = &f->definitions, .tally = &f->run.tally, .n_districts = f->town.city->areas->n_districts};
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    care_profiles_free(&f->profiles);
    care_groups_definitions_free(&f->definitions);
    care_handmade_free(f->own);
    care_trial_free(&f->run);
    care_trial_close(&f->town);
    free(f);
    return 0;
}

/* The town's union, and those of districts that have their own. */
static void define(struct fixture *f, const struct care_groups_union *special)
{
    const struct care_groups_parameters parameters = {.special = *special, .definitions = f->own};
    assert_int_equal(care_groups_definitions_create(&parameters, f->town.city->areas, f->town.list, &f->definitions),
                     CARE_OK);
    assert_int_equal(care_profiles_create(&f->profiles), CARE_OK);
}

static const struct care_table *table_of(const struct fixture *f)
{
    return care_simulation_people(f->run.simulation);
}

static struct care_span span_of(const struct care_table *table, const struct care_block *block, int year)
{
    struct care_span span = {
        .n = (int)block->n, .area = block->area, .first = block->first, .age_years = year - block->cohort};
    for (int c = 0; c < CARE_N_PEOPLE_COLUMNS; c++) {
        const int width = care_table_describe(table, c)->width_bytes;
        span.column[c] = (char *)care_table_column(table, c) + (size_t)block->first * (size_t)width;
    }
    return span;
}

static void count(struct fixture *f, int year_counted)
{
    const struct care_table *table = table_of(f);
    const struct care_year year = {.year = year_counted, .index = year_counted - FIRST_YEAR};
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_span span = span_of(table, care_table_block(table, area, b), year_counted);
            assert_int_equal(care_profiles_model.tally(&f->profiles, &year, &span), CARE_OK);
        }
    }
    assert_int_equal(care_profiles_model.close(&f->profiles, &year), CARE_OK);
}

/* The profile of one row, each part by its own words. */
static struct care_profile profile_of(const struct fixture *f, int district, uint32_t row, int age)
{
    const struct care_people people = care_people_of_table(table_of(f));
    const uint16_t traits = people.traits[row];
    const struct care_groups_person person = {.age_years = age,
                                              .level = people.level[row],
                                              .has_late_dementia = people.dementia[row] >= CARE_DEMENTIA_MODERATE,
                                              .has_partner = people.partner[row] != CARE_NO_ROW,
                                              .is_in_home = care_is_in_home(people.care[row]),
                                              .was_married = people.marital[row] != CARE_NEVER_MARRIED};
    int band = 0;
    while (age >= care_profiles_first_age(band + 1)) {
        band++;
    }
    return (struct care_profile){
        .band = (uint8_t)band,
        .level = people.level[row],
        .relief = (uint8_t)care_trait(traits, CARE_TRAIT_RELIEF),
        .certificate = (uint8_t)care_trait(traits, CARE_TRAIT_CERTIFICATE),
        .has_late_dementia = person.has_late_dementia,
        .is_bereaved = care_trait(traits, CARE_TRAIT_BEREAVED) != 0,
        .is_insured = care_trait(traits, CARE_TRAIT_INSURED) != 0,
        .is_veteran = care_trait(traits, CARE_TRAIT_VETERAN) != 0,
        .is_local = care_trait(traits, CARE_TRAIT_HUKOU) != 0,
        .is_rural = care_trait(traits, CARE_TRAIT_RURAL) != 0,
        .is_special = care_groups_is_in_union(&f->definitions.of_district[district].special, traits, &person),
        .is_alone = care_groups_is_alone(traits, &person),
        .is_in_home = person.is_in_home,
    };
}

static bool is_same(const struct care_profile *a, const struct care_profile *b)
{
    return a->band == b->band && a->level == b->level && a->relief == b->relief && a->certificate == b->certificate &&
           a->has_late_dementia == b->has_late_dementia && a->is_bereaved == b->is_bereaved &&
           a->is_insured == b->is_insured && a->is_veteran == b->is_veteran && a->is_local == b->is_local &&
           a->is_rural == b->is_rural && a->is_special == b->is_special && a->is_alone == b->is_alone &&
           a->is_in_home == b->is_in_home;
}

static int find(const struct fixture *f, int district, const struct care_profile *who)
{
    for (int i = 0; i < f->profiles.n_list[district]; i++) {
        if (is_same(&f->profiles.list[district][i].who, who)) {
            return i;
        }
    }
    return -1;
}

/* Everybody is taken off the list in which he must be: nobody is left over. @return persons */
static int64_t check_against_the_rows(struct fixture *f, int year)
{
    const struct care_table *table = table_of(f);
    const struct care_people people = care_people_of_table(table);
    int64_t n = 0;
    for (int area = 0; area < care_table_n_areas(table); area++) {
        const int district = f->town.city->district_of_leaf[area];
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            const int age = year - block->cohort;
            for (uint32_t row = block->first; age >= 60 && row < block->first + block->n; row++) {
                if (people.exit[row] == CARE_EXIT_NONE) {
                    const struct care_profile who = profile_of(f, district, row, age);
                    const int i = find(f, district, &who);
                    assert_true(i >= 0);
                    f->profiles.list[district][i].persons--;
                    n++;
                }
            }
        }
    }
    for (int d = 0; d < f->profiles.n_districts; d++) {
        for (int i = 0; i < f->profiles.n_list[d]; i++) {
            assert_int_equal(f->profiles.list[d][i].persons, 0);
        }
    }
    return n;
}

static void every_person_of_60_and_over_is_in_the_list_of_the_district_once(void **state)
{
    struct fixture *f = *state;
    define(f, &wide);
    count(f, FIRST_YEAR);
    double elders = 0;
    for (int d = 0; d < f->profiles.n_districts; d++) {
        elders += care_profiles_elders(&f->profiles, d);
    }
    const int64_t residents = care_trial_sum(&f->run, "disability", FIRST_YEAR, -1);
    assert_int_equal((int64_t)elders, residents);
    assert_int_equal(check_against_the_rows(f, FIRST_YEAR), residents);
}

static void a_union_of_the_poor_only_is_counted_over_the_years(void **state)
{
    struct fixture *f = *state;
    define(f, &poor_only);
    for (int year = FIRST_YEAR; year <= FIRST_YEAR + 3; year++) {
        if (year > FIRST_YEAR) {
            assert_int_equal(care_simulation_year(f->run.simulation, year), CARE_OK);
        }
        count(f, year);
        assert_true(check_against_the_rows(f, year) > 1000);
    }
}

/* The first district counts the poor only, the second people with late dementia too; the third as the town. */
static void each_district_counts_by_its_own_definition(void **state)
{
    struct fixture *f = *state;
    const struct care_areas *areas = f->town.city->areas;
    double rows[2][CARE_N_DEFINITIONS_COLUMNS] = {{0}};
    for (int d = 0; d < 2; d++) {
        rows[d][CARE_DEFINITIONS_AREA] = areas->area[areas->district[d]].code;
        rows[d][CARE_DEFINITIONS_ONLY_POOR] = rows[d][CARE_DEFINITIONS_ALONE] = d == 0;
        rows[d][CARE_DEFINITIONS_LATE_DEMENTIA] = d;
        rows[d][CARE_DEFINITIONS_DISABLED_FROM_LEVEL] = CARE_N_LEVELS;
        rows[d][CARE_DEFINITIONS_OLDEST_FROM_AGE] = CARE_GROUPS_NO_AGE;
    }
    f->own = care_handmade_sheet(&care_groups_definitions_sheet, rows[0], 2);
    define(f, &wide);
    count(f, FIRST_YEAR);
    for (int i = 0; i < f->profiles.n_list[0]; i++) {
        const struct care_profile *who = &f->profiles.list[0][i].who;
        assert_int_equal(who->is_special, who->is_alone && who->relief != CARE_NO_RELIEF);
    }
    for (int i = 0; i < f->profiles.n_list[1]; i++) {
        const struct care_profile *who = &f->profiles.list[1][i].who;
        assert_int_equal(who->is_special, who->has_late_dementia && !who->is_in_home);
    }
    assert_true(check_against_the_rows(f, FIRST_YEAR) > 1000);
}

static void the_list_goes_by_age_and_has_every_profile_once(void **state)
{
    struct fixture *f = *state;
    define(f, &wide);
    count(f, FIRST_YEAR);
    for (int d = 0; d < f->profiles.n_districts; d++) {
        assert_true(f->profiles.n_list[d] > 100);
        for (int i = 0; i < f->profiles.n_list[d]; i++) {
            const struct care_profile_count *here = &f->profiles.list[d][i];
            assert_true(here->persons > 0);
            assert_true(i == 0 || here[-1].who.band <= here->who.band);
            assert_int_equal(find(f, d, &here->who), i);
        }
    }
}

int main(void)
{
#define PROFILES_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        PROFILES_TEST(every_person_of_60_and_over_is_in_the_list_of_the_district_once),
        PROFILES_TEST(a_union_of_the_poor_only_is_counted_over_the_years),
        PROFILES_TEST(each_district_counts_by_its_own_definition),
        PROFILES_TEST(the_list_goes_by_age_and_has_every_profile_once),
    };
    return cmocka_run_group_tests_name("profiles", tests, NULL, NULL);
}
