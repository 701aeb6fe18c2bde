/** @file  Three areas with people and a table of groups, made by hand: what tests of groups share. */
#ifndef CARE_TESTS_MODELS_PEOPLE_GROUPS_FIXTURE_H
#define CARE_TESTS_MODELS_PEOPLE_GROUPS_FIXTURE_H

#include "models/people/groups.h"

enum {
    CARE_FIXTURE_TOWN, /* leaves: no villages */
    CARE_FIXTURE_MIXED,
    CARE_FIXTURE_EMPTY, /* nobody lives there */
    CARE_FIXTURE_N_LEAVES,
    CARE_FIXTURE_N_AGES = CARE_N_AGES - CARE_FIRST_CARE_AGE
};

struct care_groups_fixture {
    struct care_groups_parameters parameters; /* at their defaults */
    struct care_diagnostics *list;
    struct care_sheet *area_sheet;
    struct care_areas *areas;
    int32_t persons[CARE_FIXTURE_N_LEAVES][CARE_N_SEXES][CARE_N_AGES];
    double level_share[CARE_N_SEXES][CARE_FIXTURE_N_AGES][CARE_N_LEVELS];
    struct care_groups_rates rates; /* freed by the teardown */
};

/** A share of the table as it was made. */
double care_groups_fixture_share(int leaf, enum care_groups_column column);

/** For cmocka: the state is a struct care_groups_fixture without rates. */
int care_groups_fixture_setup(void **state);
int care_groups_fixture_teardown(void **state);

/** @return the status of care_groups_rates_create */
CARE_NODISCARD int care_groups_fixture_try(struct care_groups_fixture *fixture);
/** Fails the test on an error. */
void care_groups_fixture_create(struct care_groups_fixture *fixture);

#endif
