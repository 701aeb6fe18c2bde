/** @file  Services of the made-up city of the money fixture: tables like Tianjin's, a district with eight kinds of people,
 *  and parameters at their defaults. */
#ifndef CARE_TESTS_MODELS_SYSTEM_SERVICES_FIXTURE_H
#define CARE_TESTS_MODELS_SYSTEM_SERVICES_FIXTURE_H

#include "models/people/families.h"
#include "models/system/services.h"

#include "tests/models/system/money_fixture.h"

enum {
    CARE_SERVED_N_RULES = 18,
    CARE_SERVED_N_RULE_COLUMNS = CARE_SERVICES_RULES_FIRST + CARE_N_ENTITLEMENT_COLUMNS,
    CARE_SERVED_FIRST_MEAL_RULE = 5, /* groups a to d of the list */
    CARE_SERVED_N_PAYER_COLUMNS = 1 + CARE_N_PAYERS
};
enum care_served_measure { CARE_ELIGIBLE, CARE_ASKED, CARE_SERVED, CARE_UNSERVED, CARE_N_SERVED_MEASURES };

struct care_services_fixture {
    struct care_money_fixture *money;
    struct care_services_parameters parameters;
    struct care_queue_parameters queue;
    double rule_rows[CARE_SERVED_N_RULES][CARE_SERVED_N_RULE_COLUMNS];
    double payer_rows[CARE_N_SERVICE_CHARGES][CARE_SERVED_N_PAYER_COLUMNS];
    int n_rules; /* of the rows, that are in the table */
    struct care_services_rules *rules;
    struct care_registration registration;
    int32_t beds[CARE_N_YEARS * CARE_MONTHS_A_YEAR * CARE_MONEY_N_DISTRICTS * CARE_N_OWNERS * CARE_N_BED_CLASSES];
    int32_t facilities[CARE_N_YEARS][CARE_MONEY_N_DISTRICTS][CARE_N_FACILITIES];
    int32_t nodes[CARE_MONEY_N_DISTRICTS][CARE_N_NODES];
    struct care_placement_residents residents[CARE_MONEY_N_DISTRICTS];
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_services services;
};

/** Rows and parameters that may still be changed; the tables are not read yet.
 *  @param state  receives a struct care_services_fixture */
int care_services_fixture_setup(void **state);
int care_services_fixture_teardown(void **state);

/** @return the status of care_services_rules_create */
CARE_NODISCARD int care_services_fixture_read(struct care_services_fixture *fixture);
/** Reads the tables when that was not done, opens the books and closes one year. */
void care_services_fixture_run(struct care_services_fixture *fixture, int year);

int32_t care_services_fixture_count(const struct care_services_fixture *fixture, int year, enum care_service service,
                                    enum care_served_measure measure);
double care_services_fixture_amount(const struct care_services_fixture *fixture, enum care_services_cube cube, int year,
                                    int cell);

#endif
