/** @file  Three districts with a stock of 2020, made by hand: what tests of supply share. */
#ifndef CARE_TESTS_MODELS_SYSTEM_SUPPLY_FIXTURE_H
#define CARE_TESTS_MODELS_SYSTEM_SUPPLY_FIXTURE_H

#include "models/system/supply.h"
#include "models/system/supply_months.h"
#include "models/system/supply_parameters.h"

enum { CARE_FIXTURE_N_DISTRICTS = 3, CARE_FIXTURE_MAX_PROJECTS = 40 };

struct care_supply_fixture {
    struct care_supply_parameters parameters; /* at their defaults, without projects */
    double elders[CARE_FIXTURE_N_DISTRICTS];  /* 5000, 3000, 2000 */
    struct care_diagnostics *list;
    struct care_sheet *area_sheet;
    struct care_areas *areas;
    struct care_supply *supply; /* freed by the teardown */
};

/** For cmocka: the state is a struct care_supply_fixture without supply. */
int care_supply_fixture_setup(void **state);
int care_supply_fixture_teardown(void **state);

/** @return the status of care_supply_create */
CARE_NODISCARD int care_supply_fixture_try(struct care_supply_fixture *fixture);
/** Makes it anew; fails the test on an error. */
void care_supply_fixture_create(struct care_supply_fixture *fixture);

/** One number for every year and district. */
void care_supply_fixture_set(struct care_lever *lever, double value);

/** Appends a row of the list: a home of district 11, private, planned, of price unknown, nothing in it. Text columns empty.
 *  @return its row, for the two below */
int care_supply_fixture_add_project(struct care_supply_fixture *fixture, const char *opens);
void care_supply_fixture_put(struct care_supply_fixture *fixture, int row, int column, double value);
/** One of the three dates. */
void care_supply_fixture_write(struct care_supply_fixture *fixture, int row, int column, const char *text);

/** Beds of all owners and one class (all classes: CARE_N_BED_CLASSES) in a district at the end of a month. */
int32_t care_supply_fixture_beds(const struct care_supply *supply, int year, int month, int district, int class);
int32_t care_supply_fixture_day_places(const struct care_supply *supply, int year, int month, int district);
int32_t care_supply_fixture_home_beds(const struct care_supply *supply, int year, int month, int district);

#endif
