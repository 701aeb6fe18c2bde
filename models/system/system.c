#include "models/system/system.h"

#include "models/people/families.h"
#include "models/people/headcount.h"
#include "models/system/list_floor.h"

/* ---- once for a scenario ---- */

int care_system_prepare(const struct care_system_parameters *parameters, const struct care_prices_parameters *prices,
                        const struct care_groups_definitions *definitions, const struct care_areas *areas,
                        const double *elders, struct care_diagnostics *list, struct care_system_plans *out)
{
    *out = (struct care_system_plans){
        .parameters = *parameters, .prices = prices, .definitions = definitions, .areas = areas};
    int status = care_placement_check(areas, list);
    status = status == CARE_OK ? care_supply_create(parameters->supply, areas, elders, list, &out->supply) : status;
    status = status == CARE_OK ? care_finance_parameters_check(parameters->finance, areas, list) : status;
    status = status == CARE_OK ? care_services_rules_create(parameters->services, areas, list, &out->services) : status;
    status = status == CARE_OK ? care_allowances_create(parameters->allowances, areas, list, &out->allowances) : status;
    if (status == CARE_OK && parameters->allowances->is_not_below_city) {
        status = care_list_floor_check(out->allowances, list);
    }
    status = status == CARE_OK ? care_land_areas_create(parameters->land, areas, list, &out->land) : status;
    status = status == CARE_OK ? care_childcare_check(parameters->childcare, areas, list) : status;
    return status;
}

void care_system_plans_free(struct care_system_plans *plans)
{
    care_land_areas_free(plans->land);
    care_allowances_free(plans->allowances);
    care_services_rules_free(plans->services);
    care_supply_free(plans->supply);
}

/* ---- the models of a run ---- */

static struct care_cube *cube(const struct care_tally *tally, const struct care_cube_spec *spec)
{
    return care_cubes_find(tally->cubes, spec->name);
}

static void connect_supply(const struct care_system_plans *plans, const struct care_tally *tally,
                           struct care_supply_model *out)
{
    *out = (struct care_supply_model){.supply = plans->supply, .tally = tally};
    for (int i = 0; i < CARE_N_SUPPLY_CUBES; i++) {
        out->cube[i] = cube(tally, &care_supply_model_cubes[i]);
    }
}

static int create_placement(const struct care_system_plans *plans, const struct care_tally *tally,
                            struct care_placement *out)
{
    *out = (struct care_placement){.parameters = plans->parameters.queue,
                                   .definitions = plans->definitions,
                                   .prices = plans->prices,
                                   .areas = plans->areas,
                                   .supply = plans->supply,
                                   .tally = tally};
    for (int i = 0; i < CARE_N_PLACEMENT_CUBES; i++) {
        out->cube[i] = cube(tally, &care_placement_cubes[i]);
    }
    return care_placement_create(out);
}

static int create_profiles(const struct care_system_plans *plans, const struct care_tally *tally,
                           struct care_profiles *out)
{
    *out = (struct care_profiles){
        .definitions = plans->definitions, .tally = tally, .n_districts = plans->areas->n_districts};
    return care_profiles_create(out);
}

static void connect_registered(const struct care_system_plans *plans, const struct care_tally *tally,
                               struct care_system *system)
{
    system->registered = (struct care_registered){.registration = &plans->allowances->registration,
                                                  .areas = plans->areas,
                                                  .profiles = &system->profiles,
                                                  .tally = tally,
                                                  .population = cube(tally, &care_headcount_population_cube),
                                                  .cube = cube(tally, &care_registration_cube)};
}

static int create_workforce(const struct care_system_plans *plans, const struct care_tally *tally,
                            struct care_system *system)
{
    system->workforce = (struct care_workforce){.parameters = plans->parameters.workforce,
                                                .prices = plans->prices,
                                                .queue = plans->parameters.queue,
                                                .areas = plans->areas,
                                                .supply = plans->supply,
                                                .use = system->placement.use_of_year,
                                                .residents = system->placement.residents,
                                                .profiles = &system->profiles,
                                                .tally = tally,
                                                .needed = cube(tally, &care_workforce_cubes_needed),
                                                .in_post = cube(tally, &care_workforce_cubes_in_post),
                                                .certified = cube(tally, &care_workforce_cubes_certified),
                                                .flows = cube(tally, &care_workforce_cubes_flows),
                                                .family_carers = cube(tally, &care_workforce_cubes_family_carers),
                                                .wages = cube(tally, &care_workforce_cubes_wages)};
    const int status = care_workforce_create(&system->workforce);
    system->placement.staff_milli = system->workforce.staff_milli;
    system->placement.staff_need_milli = (const int32_t(*)[CARE_N_LEVELS])system->workforce.need_milli;
    return status;
}

static int create_services(const struct care_system_plans *plans, const struct care_tally *tally,
                           struct care_system *system)
{
    system->services = (struct care_services){.rules = plans->services,
                                              .prices = plans->prices,
                                              .queue = plans->parameters.queue,
                                              .areas = plans->areas,
                                              .supply = plans->supply,
                                              .profiles = &system->profiles,
                                              .registration = &plans->allowances->registration,
                                              .use = system->placement.use_of_year,
                                              .residents = system->placement.residents,
                                              .ledger = &system->ledger,
                                              .tally = tally,
                                              .care_hours = cube(tally, &care_families_care_hours_cube)};
    for (int i = 0; i < CARE_N_SERVICES_CUBES; i++) {
        system->services.cube[i] = cube(tally, &care_services_cubes[i]);
    }
    return care_services_create(&system->services);
}

static void connect_reach(const struct care_system_plans *plans, const struct care_tally *tally,
                          struct care_system *system)
{
    system->reach = (struct care_reach){.profiles = &system->profiles,
                                        .use = system->placement.use_of_year,
                                        .rules = plans->services,
                                        .registration = &plans->allowances->registration,
                                        .areas = plans->areas,
                                        .tally = tally,
                                        .services = cube(tally, &care_services_cubes[CARE_SERVICES_CUBE_PERSONS]),
                                        .destitute = cube(tally, &care_reach_destitute_cube),
                                        .disabled_help = cube(tally, &care_reach_disabled_cube)};
}

static int create_ledger(const struct care_system_plans *plans, const struct care_tally *tally, struct care_ledger *out)
{
    *out = (struct care_ledger){.tally = tally,
                                .cost = cube(tally, &care_ledger_cost_cube),
                                .received = cube(tally, &care_ledger_received_cube),
                                .n_districts = plans->areas->n_districts};
    return care_ledger_create(out);
}

static int create_finance(const struct care_system_plans *plans, const struct care_tally *tally,
                          struct care_system *system)
{
    system->finance = (struct care_finance){.parameters = plans->parameters.finance,
                                            .prices = plans->prices,
                                            .allowances = plans->allowances,
                                            .areas = plans->areas,
                                            .supply = plans->supply,
                                            .use = system->placement.use_of_year,
                                            .profiles = &system->profiles,
                                            .services = &system->services,
                                            .training_yuan = system->workforce.training_yuan,
                                            .ledger = &system->ledger,
                                            .tally = tally,
                                            .unfunded = cube(tally, &care_finance_unfunded_cube),
                                            .budget = cube(tally, &care_finance_budget_cube),
                                            .lottery_fund = cube(tally, &care_finance_lottery_fund_cube),
                                            .loans_cube = cube(tally, &care_loans_cube),
                                            .award = cube(tally, &care_award_cube),
                                            .ltci_persons = cube(tally, &care_finance_ltci_persons_cube),
                                            .ltci_cost = cube(tally, &care_finance_ltci_cost_cube),
                                            .allowance_cost = cube(tally, &care_finance_allowance_cost_cube),
                                            .allowance_persons = cube(tally, &care_finance_allowance_persons_cube),
                                            .ltci_entitled = cube(tally, &care_finance_ltci_entitled_cube),
                                            .allowance_entitled = cube(tally, &care_finance_allowance_entitled_cube)};
    return care_finance_create(&system->finance);
}

static void connect_land(const struct care_system_plans *plans, const struct care_tally *tally,
                         struct care_system *system)
{
    system->land = (struct care_land){.plan = plans->land,
                                      .supply = plans->supply,
                                      .use = system->placement.use_of_year,
                                      .tally = tally,
                                      .population = cube(tally, &care_headcount_population_cube),
                                      .floor = cube(tally, &care_land_cubes_floor),
                                      .land = cube(tally, &care_land_cubes_land),
                                      .houses = cube(tally, &care_land_cubes_houses),
                                      .four_sync = cube(tally, &care_land_cubes_four_sync),
                                      .plots = cube(tally, &care_land_cubes_plots),
                                      .community = cube(tally, &care_land_cubes_community)};
}

static void connect_land_cost(const struct care_system_plans *plans, const struct care_tally *tally,
                              struct care_system *system)
{
    system->land_cost = (struct care_land_cost){.plan = plans->land,
                                                .supply = plans->supply,
                                                .ledger = &system->ledger,
                                                .tally = tally,
                                                .taken = cube(tally, &care_land_cost_taken_cube),
                                                .cost = cube(tally, &care_land_cost_cube)};
}

static int create_childcare(const struct care_system_plans *plans, const struct care_tally *tally,
                            struct care_childcare *out)
{
    *out = (struct care_childcare){.parameters = plans->parameters.childcare,
                                   .areas = plans->areas,
                                   .new_areas = plans->land,
                                   .tally = tally,
                                   .population = cube(tally, &care_headcount_population_cube),
                                   .cube = cube(tally, &care_childcare_cube)};
    return care_childcare_create(out);
}

int care_system_create(const struct care_system_plans *plans, const struct care_tally *tally, struct care_system *out)
{
    connect_supply(plans, tally, &out->supply);
    int status = create_placement(plans, tally, &out->placement);
    status = status == CARE_OK ? create_profiles(plans, tally, &out->profiles) : status;
    status = status == CARE_OK ? create_workforce(plans, tally, out) : status;
    status = status == CARE_OK ? create_ledger(plans, tally, &out->ledger) : status;
    status = status == CARE_OK ? create_services(plans, tally, out) : status;
    status = status == CARE_OK ? create_finance(plans, tally, out) : status;
    status = status == CARE_OK ? create_childcare(plans, tally, &out->childcare) : status;
    connect_registered(plans, tally, out);
    connect_reach(plans, tally, out);
    connect_land(plans, tally, out);
    connect_land_cost(plans, tally, out);
    return status;
}

void care_system_free(struct care_system *system)
{
    care_childcare_free(&system->childcare);
    care_finance_free(&system->finance);
    care_services_free(&system->services);
    care_ledger_free(&system->ledger);
    care_workforce_free(&system->workforce);
    care_profiles_free(&system->profiles);
    care_placement_free(&system->placement);
}

int care_system_start(struct care_system *system, const struct care_year *census, struct care_table *table,
                      int n_threads)
{
    care_supply_model_start(&system->supply);
    return care_placement_start(&system->placement, census, table, n_threads);
}
