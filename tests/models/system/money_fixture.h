/** @file  A made-up city of two districts and its money: parameters at their defaults, people and care as the test sets
 *  them, books that are open. */
#ifndef CARE_TESTS_MODELS_SYSTEM_MONEY_FIXTURE_H
#define CARE_TESTS_MODELS_SYSTEM_MONEY_FIXTURE_H

#include "models/system/finance.h"

enum {
    CARE_MONEY_N_DISTRICTS = 2,
    CARE_MONEY_FIRST_DISTRICT = 11, /* codes */
    CARE_MONEY_SECOND_DISTRICT = 12,
    CARE_MONEY_CITY = 10,
    CARE_MONEY_YEAR = 2025,
    CARE_MONEY_MOST_PROFILES = 12
};

struct care_money_fixture {
    struct care_diagnostics *list;
    struct care_sheet *area_sheet, *table, *registered;
    struct care_areas *areas;
    struct care_prices_parameters prices;
    struct care_allowances_parameters allowance_parameters;
    struct care_finance_parameters parameters;
    struct care_allowances *allowances;
    struct care_supply supply;
    struct care_supply_changes changes[CARE_N_YEARS * CARE_MONEY_N_DISTRICTS];
    double inclusive_share[CARE_N_YEARS * CARE_MONEY_N_DISTRICTS];
    double for_profit_share[CARE_N_YEARS * CARE_MONEY_N_DISTRICTS];
    struct care_placement_use use[CARE_MONEY_N_DISTRICTS];
    struct care_profile_count people[CARE_MONEY_N_DISTRICTS][CARE_MONEY_MOST_PROFILES];
    struct care_profile_count *people_of[CARE_MONEY_N_DISTRICTS];
    int n_people[CARE_MONEY_N_DISTRICTS];
    struct care_profiles profiles;
    double training_yuan[CARE_MONEY_N_DISTRICTS];
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_ledger ledger;
    struct care_finance finance;
};

/** Every field of a section at its default; a member without a field stays all ones. Sheets are NULL. */
void care_money_defaults(const struct care_section *section, void *out);
struct care_series care_money_level(double value);
struct care_lever care_money_lever(double value);

/** Nobody, no care, no changes, and one benefit of 0 yuan.  @param state  receives a struct care_money_fixture */
int care_money_setup(void **state);
int care_money_teardown(void **state);

/** Puts persons into a district's list. */
void care_money_add(struct care_money_fixture *fixture, int district, struct care_profile who, int32_t persons);

/** Person-months in a class of places of a public home or service, of which the first are before LTCI pays. */
void care_money_hold(struct care_money_fixture *fixture, int district, enum care_place_class place_class,
                     struct care_profile who, double months, double months_before);

/** The model's begin and close of CARE_MONEY_YEAR. */
void care_money_run(struct care_money_fixture *fixture);

/** Yuan of a purpose and payer, or receiver, in a district. */
double care_money_cost(const struct care_money_fixture *fixture, int district, int purpose, int payer);
double care_money_received(const struct care_money_fixture *fixture, int district, int purpose, int receiver);
/** A cell of another cube with one axis. */
double care_money_cell(const struct care_money_fixture *fixture, const struct care_cube *cube, int district, int cell);

#define assert_yuan(found, expected) care_money_assert_near(found, expected, #found, __FILE__, __LINE__)
void care_money_assert_near(double found, double expected, const char *what, const char *file, int line);

#endif
