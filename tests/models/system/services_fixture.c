#include "tests/models/system/services_fixture.h"

#include "tests/sim/handmade.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const int32_t codes[CARE_MONEY_N_DISTRICTS] = {CARE_MONEY_FIRST_DISTRICT, CARE_MONEY_SECOND_DISTRICT};

/* Answers of the tables: their places in the list of words. */
enum { NO = 1, YES = 2 };

struct condition {
    enum care_entitlements_column column;
    double value;
};

static void add_rule(struct care_services_fixture *f, enum care_service service, enum care_services_start_age start_age,
                     const struct condition *conditions, int n)
{
    assert_true(f->n_rules < CARE_SERVED_N_RULES);
    double *row = f->rule_rows[f->n_rules++];
    for (int c = 0; c < CARE_SERVED_N_RULE_COLUMNS; c++) {
        row[c] = care_services_parameters_rules_sheet.columns[c].fallback;
    }
    row[CARE_SERVICES_RULES_SERVICE] = service;
    row[CARE_SERVICES_RULES_START_AGE] = start_age;
    for (int i = 0; i < n; i++) {
        row[CARE_SERVICES_RULES_FIRST + (int)conditions[i].column] = conditions[i].value;
    }
}
#define RULE(service, start_age, ...)                                        \
    add_rule(f, service, start_age, (const struct condition[]){__VA_ARGS__}, \
             (int)(sizeof((const struct condition[]){__VA_ARGS__}) / sizeof(struct condition)))
#define AT_HOME                   \
    {                             \
        CARE_ENTITLED_IN_HOME, NO \
    }
#define POOR                                     \
    {CARE_ENTITLED_RELIEF_FROM, CARE_NEAR_POOR}, \
    {                                            \
        CARE_ENTITLED_RELIEF_TO, CARE_LOW_INCOME \
    }
#define SPECIAL                    \
    {                              \
        CARE_ENTITLED_SPECIAL, YES \
    }
#define LOCAL                          \
    {                                  \
        CARE_ENTITLED_LOCAL_HUKOU, YES \
    }
#define FROM_LEVEL(level)               \
    {                                   \
        CARE_ENTITLED_LEVEL_FROM, level \
    }

static void set_rules(struct care_services_fixture *f)
{
    RULE(CARE_SERVICE_DAY_CARE, CARE_START_AGE_OF_ROW, AT_HOME);
    RULE(CARE_SERVICE_HOME_BED, CARE_START_AGE_OF_ROW, AT_HOME, FROM_LEVEL(1));
    RULE(CARE_SERVICE_HOME_VISITS, CARE_START_AGE_OF_ROW, AT_HOME);
    RULE(CARE_SERVICE_RESPITE, CARE_START_AGE_OF_ROW, AT_HOME, FROM_LEVEL(2), {CARE_ENTITLED_ALONE, NO});
    RULE(CARE_SERVICE_MONTHLY_VISIT, CARE_START_AGE_OF_ROW, SPECIAL);
    RULE(CARE_SERVICE_MEALS, CARE_START_AGE_OF_MEALS, AT_HOME, LOCAL);
    RULE(CARE_SERVICE_MEALS, CARE_START_AGE_OF_SPECIAL_MEALS, AT_HOME, LOCAL, SPECIAL);
    RULE(CARE_SERVICE_MEALS, CARE_START_AGE_OF_ROW, AT_HOME, POOR, FROM_LEVEL(3));
    RULE(CARE_SERVICE_MEALS, CARE_START_AGE_OF_ROW, AT_HOME, POOR, {CARE_ENTITLED_AGE_BELOW, 70},
         {CARE_ENTITLED_CERTIFICATE_FROM, CARE_CERTIFICATE_SEVERE});
    RULE(CARE_SERVICE_BATHING, CARE_START_AGE_OF_ROW, AT_HOME, FROM_LEVEL(2));
    RULE(CARE_SERVICE_ADAPTATION, CARE_START_AGE_OF_ROW, AT_HOME, {CARE_ENTITLED_RELIEF_FROM, CARE_NEAR_POOR},
         FROM_LEVEL(1));
    RULE(CARE_SERVICE_EMERGENCY_CALL, CARE_START_AGE_OF_ROW, SPECIAL);
    RULE(CARE_SERVICE_HEALTH_MANAGEMENT, CARE_START_AGE_OF_ROW, AT_HOME, {CARE_ENTITLED_AGE_FROM, 65});
    RULE(CARE_SERVICE_FAMILY_DOCTOR, CARE_START_AGE_OF_ROW, {CARE_ENTITLED_AGE_FROM, 60});
    RULE(CARE_SERVICE_DEVICE_RENTAL, CARE_START_AGE_OF_ROW, AT_HOME, FROM_LEVEL(2));
    RULE(CARE_SERVICE_ASSESSMENT, CARE_START_AGE_OF_ROW, {CARE_ENTITLED_AGE_FROM, 65}, FROM_LEVEL(1));
    RULE(CARE_SERVICE_ASSESSMENT, CARE_START_AGE_OF_ROW, {CARE_ENTITLED_AGE_FROM, 65},
         {CARE_ENTITLED_LATE_DEMENTIA, YES});
    RULE(CARE_SERVICE_DISABLED_HEALTH, CARE_START_AGE_OF_ROW, AT_HOME, FROM_LEVEL(1));
}

/* Everything by the district alone; meals by the person, subsidies to them by city and district. */
static void set_payers(struct care_services_fixture *f)
{
    for (int charge = 0; charge < CARE_N_SERVICE_CHARGES; charge++) {
        f->payer_rows[charge][CARE_SERVICES_PAYERS_CHARGE] = charge;
        f->payer_rows[charge][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_DISTRICT] = 1;
    }
    f->payer_rows[CARE_CHARGE_MEAL][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_DISTRICT] = 0;
    f->payer_rows[CARE_CHARGE_MEAL][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_USER] = 1;
    f->payer_rows[CARE_CHARGE_MEAL_PERSON_SUBSIDY][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_DISTRICT] = 0.5;
    f->payer_rows[CARE_CHARGE_MEAL_PERSON_SUBSIDY][CARE_SERVICES_PAYERS_FIRST + CARE_PAYER_CITY] = 0.5;
}

/* 219 people, of whom 6 live in a home. */
static void set_people(struct care_money_fixture *money)
{
    care_money_add(money, 0, (struct care_profile){.band = 0, .is_local = true}, 100);
    care_money_add(money, 0, (struct care_profile){.band = 1, .is_local = true}, 40);
    care_money_add(money, 0, (struct care_profile){.band = 4, .is_local = true}, 30);
    care_money_add(money, 0, (struct care_profile){.band = 2, .is_local = true, .is_special = true, .level = 1}, 20);
    care_money_add(
        money, 0,
        (struct care_profile){.band = 4, .is_local = true, .is_special = true, .level = 3, .relief = CARE_LOW_INCOME},
        10);
    care_money_add(
        money, 0,
        (struct care_profile){.band = 0, .level = 2, .relief = CARE_NEAR_POOR, .certificate = CARE_CERTIFICATE_SEVERE},
        8);
    care_money_add(money, 0, (struct care_profile){.band = 3, .is_local = true, .level = 4, .is_in_home = true}, 6);
    care_money_add(
        money, 0, (struct care_profile){.band = 2, .level = 3, .relief = CARE_NEAR_POOR, .has_late_dementia = true}, 5);
}

/* Ten beds for six residents, a street centre, a day-care station, a canteen, five homes; two communities, a village. */
static void set_supply(struct care_services_fixture *f)
{
    struct care_supply *supply = &f->money->supply;
    supply->beds = f->beds;
    supply->facilities = &f->facilities[0][0][0];
    supply->nodes = &f->nodes[0][0];
    f->nodes[0][CARE_NODE_COMMUNITY] = 2;
    f->nodes[0][CARE_NODE_VILLAGE] = 1;
    f->residents[0].persons[CARE_NURSING_BED][4] = 6;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        const size_t of_year =
            (size_t)(care_supply_beds(supply, CARE_FIRST_YEAR + y, CARE_MONTHS_A_YEAR) - supply->beds);
        f->beds[of_year + CARE_ORDINARY_BED] = 3; /* public */
        f->beds[of_year + CARE_PRIVATE * CARE_N_BED_CLASSES + CARE_NURSING_BED] = 7;
        f->facilities[y][0][CARE_STREET_CENTRES] = 1;
        f->facilities[y][0][CARE_URBAN_DAY_STATIONS] = 1;
        f->facilities[y][0][CARE_CANTEENS] = 1;
        f->facilities[y][0][CARE_PUBLIC_HOMES] = 2;
        f->facilities[y][0][CARE_PRIVATE_HOMES] = 3;
    }
}

static void create_cubes(struct care_services_fixture *f)
{
    const struct care_cube_spec *const specs[] = {&care_services_cubes[0], &care_services_cubes[1],
                                                  &care_services_cubes[2], &care_services_cubes[3],
                                                  &care_services_cubes[4], &care_families_care_hours_cube};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_FIRST_YEAR,
                                     .n_years = CARE_N_YEARS,
                                     .n_districts = CARE_MONEY_N_DISTRICTS,
                                     .district_codes = codes};
    assert_int_equal(care_cubes_create(specs, CARE_N_SERVICES_CUBES + 1, &outer, &f->cubes), CARE_OK);
    f->tally = (struct care_tally){.cubes = f->cubes};
    for (int i = 0; i < CARE_N_SERVICES_CUBES; i++) {
        f->services.cube[i] = care_cubes_at(f->cubes, i);
    }
    f->services.care_hours = care_cubes_at(f->cubes, CARE_N_SERVICES_CUBES);
}

int care_services_fixture_setup(void **state)
{
    struct care_services_fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    *state = f;
    void *money = NULL;
    assert_int_equal(care_money_setup(&money), 0);
    f->money = money;
    care_money_defaults(&care_services_parameters_section, &f->parameters);
    care_money_defaults(&care_placement_parameters_section, &f->queue);
    set_rules(f);
    set_payers(f);
    set_people(f->money);
    set_supply(f);
    create_cubes(f);
    return 0;
}

int care_services_fixture_teardown(void **state)
{
    struct care_services_fixture *f = *state;
    void *money = f->money;
    care_services_free(&f->services);
    care_services_rules_free(f->rules);
    care_registration_free(&f->registration);
    care_handmade_free(f->parameters.rules);
    care_handmade_free(f->parameters.payers);
    care_cubes_free(f->cubes);
    (void)care_money_teardown(&money);
    free(f);
    return 0;
}

int care_services_fixture_read(struct care_services_fixture *fixture)
{
    fixture->parameters.rules =
        care_handmade_sheet(&care_services_parameters_rules_sheet, fixture->rule_rows[0], fixture->n_rules);
    fixture->parameters.payers =
        care_handmade_sheet(&care_services_parameters_payers_sheet, fixture->payer_rows[0], CARE_N_SERVICE_CHARGES);
    return care_services_rules_create(&fixture->parameters, fixture->money->areas, fixture->money->list,
                                      &fixture->rules);
}

static void create(struct care_services_fixture *f)
{
    assert_int_equal(care_services_fixture_read(f), CARE_OK);
    assert_int_equal(care_registration_create(f->money->registered, f->money->areas, f->money->list, &f->registration),
                     CARE_OK);
    f->services.rules = f->rules;
    f->services.prices = &f->money->prices;
    f->services.queue = &f->queue;
    f->services.areas = f->money->areas;
    f->services.supply = &f->money->supply;
    f->services.profiles = &f->money->profiles;
    f->services.registration = &f->registration;
    f->services.use = f->money->use;
    f->services.residents = f->residents;
    f->services.ledger = &f->money->ledger;
    f->services.tally = &f->tally;
    assert_int_equal(care_services_create(&f->services), CARE_OK);
}

void care_services_fixture_run(struct care_services_fixture *fixture, int year)
{
    if (fixture->rules == NULL) {
        create(fixture);
    }
    const struct care_year of_model = {.year = year, .index = year - CARE_FIRST_YEAR};
    if (year > CARE_FIRST_YEAR) {
        care_ledger_open(&fixture->money->ledger, year, 1);
    }
    assert_int_equal(care_services_model.close(&fixture->services, &of_model), CARE_OK);
}

int32_t care_services_fixture_count(const struct care_services_fixture *fixture, int year, enum care_service service,
                                    enum care_served_measure measure)
{
    const int cell = (int)service * CARE_N_SERVED_MEASURES + (int)measure;
    return care_tally_counts(&fixture->tally, fixture->services.cube[CARE_SERVICES_CUBE_PERSONS], year, 0)[cell];
}

double care_services_fixture_amount(const struct care_services_fixture *fixture, enum care_services_cube cube, int year,
                                    int cell)
{
    return care_tally_amounts(&fixture->tally, fixture->services.cube[cube], year, 0)[cell];
}
