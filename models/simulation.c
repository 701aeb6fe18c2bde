#include "models/simulation.h"

#include <omp.h>
#include <stdlib.h>

struct care_simulation {
    const struct care_city *city;
    struct care_tally tally;
    struct care_simulation_options options;
    struct care_draws draws;
    struct care_table *table;
    struct care_engine *engine;
    struct care_schedule_models models;
};

const struct care_cube_spec *const care_simulation_cubes[] = {
    &care_headcount_population_cube,
    &care_fertility_births_cube,
    &care_mortality_deaths_cube,
    &care_migration_in_cube,
    &care_migration_out_cube,
    &care_expectancy_cube,
    &care_headcount_marital_cube,
    &care_partnership_marriages_cube,
    &care_widowing_cube,
    &care_widowing_flows_cube,
    &care_headcount_disability_cube,
    &care_headcount_dementia_cube,
    &care_families_children_cube,
    &care_families_need_cube,
    &care_families_need_hours_cube,
    &care_families_living_cube,
    &care_families_groups_cube,
    &care_families_households_cube,
    &care_families_situations_cube,
    &care_families_care_hours_cube,
    &care_choice_demand_cube,
    &care_placement_cubes[CARE_CUBE_OF_USE],
    &care_placement_cubes[CARE_CUBE_OF_QUEUE],
    &care_placement_cubes[CARE_CUBE_OF_REFUSED],
    &care_placement_cubes[CARE_CUBE_OF_REFUSED_BY_RANK],
    &care_placement_cubes[CARE_CUBE_OF_ADMITTED],
    &care_placement_cubes[CARE_CUBE_OF_WAITS],
    &care_placement_cubes[CARE_CUBE_OF_STAYS],
    &care_placement_cubes[CARE_CUBE_OF_BEDS],
    &care_placement_cubes[CARE_CUBE_OF_BEDS_USED],
    &care_placement_cubes[CARE_CUBE_OF_BEDS_IDLE],
    &care_placement_cubes[CARE_CUBE_OF_IDLE_FOR_STAFF],
    &care_placement_cubes[CARE_CUBE_OF_OCCUPANCY],
    &care_placement_cubes[CARE_CUBE_OF_PLACEMENTS],
    &care_placement_cubes[CARE_CUBE_OF_CARE_ACCOUNT],
    &care_placement_cubes[CARE_CUBE_OF_PLACE_ACCOUNT],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_BEDS_BY_OWNER],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_PLACES],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_FACILITIES],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_CHANGES],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_COVERAGE],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_NETWORK],
    &care_supply_model_cubes[CARE_SUPPLY_CUBE_HOSPICE],
    &care_workforce_cubes_needed,
    &care_workforce_cubes_in_post,
    &care_workforce_cubes_certified,
    &care_workforce_cubes_flows,
    &care_workforce_cubes_family_carers,
    &care_workforce_cubes_wages,
    &care_services_cubes[CARE_SERVICES_CUBE_PERSONS],
    &care_services_cubes[CARE_SERVICES_CUBE_VOLUME],
    &care_services_cubes[CARE_SERVICES_CUBE_COST],
    &care_services_cubes[CARE_SERVICES_CUBE_HOURS],
    &care_services_cubes[CARE_SERVICES_CUBE_ADAPTED],
    &care_registration_cube,
    &care_reach_destitute_cube,
    &care_reach_disabled_cube,
    &care_ledger_cost_cube,
    &care_ledger_received_cube,
    &care_finance_unfunded_cube,
    &care_finance_budget_cube,
    &care_finance_lottery_fund_cube,
    &care_loans_cube,
    &care_award_cube,
    &care_finance_ltci_persons_cube,
    &care_finance_ltci_cost_cube,
    &care_finance_allowance_cost_cube,
    &care_finance_allowance_persons_cube,
    &care_finance_ltci_entitled_cube,
    &care_finance_allowance_entitled_cube,
    &care_land_cubes_floor,
    &care_land_cubes_land,
    &care_land_cubes_houses,
    &care_land_cubes_four_sync,
    &care_land_cubes_plots,
    &care_land_cubes_community,
    &care_land_cost_taken_cube,
    &care_land_cost_cube,
    &care_childcare_cube,
};
const int care_simulation_n_cubes = sizeof care_simulation_cubes / sizeof care_simulation_cubes[0];

static struct care_cube *cube(const struct care_simulation *simulation, const struct care_cube_spec *spec)
{
    return care_cubes_find(simulation->tally.cubes, spec->name);
}

/* A small run counts only what its models do. */
static void connect_people(struct care_simulation *s)
{
    const struct care_city *city = s->city;
    const struct care_tally *tally = &s->tally;
    const bool all_people = s->options.set <= CARE_SCHEDULE_PEOPLE;
    s->models.partnership = (struct care_partnership){
        &city->partnership, tally, cube(s, &care_partnership_marriages_cube), cube(s, &care_widowing_flows_cube)};
    s->models.fertility =
        (struct care_fertility){&city->fertility, city->health, tally, cube(s, &care_fertility_births_cube),
                                cube(s, &care_mortality_deaths_cube)};
    s->models.disability = (struct care_disability){city->health, all_people};
    s->models.mortality = (struct care_mortality){city->health, tally, cube(s, &care_mortality_deaths_cube)};
    s->models.widowing =
        (struct care_widowing){tally, cube(s, &care_widowing_cube), cube(s, &care_widowing_flows_cube)};
    s->models.dementia = (struct care_dementia){city->health, all_people};
    s->models.migration = (struct care_migration){.rates = &city->migration,
                                                  .areas = city->areas,
                                                  .health = city->health,
                                                  .gaps = &city->partnership.gaps,
                                                  .marital = city->arrival_status,
                                                  .bounds = city->migration_bounds,
                                                  .tally = tally,
                                                  .moves_in = cube(s, &care_migration_in_cube),
                                                  .moves_out = cube(s, &care_migration_out_cube),
                                                  .widow_flows = cube(s, &care_widowing_flows_cube)};
    s->models.headcount = (struct care_headcount){.tally = tally,
                                                  .population = cube(s, &care_headcount_population_cube),
                                                  .disability = cube(s, &care_headcount_disability_cube),
                                                  .dementia = cube(s, &care_headcount_dementia_cube),
                                                  .marital = all_people ? cube(s, &care_headcount_marital_cube) : NULL};
    s->models.expectancy = (struct care_expectancy){.tally = tally,
                                                    .n_districts = city->areas->n_districts,
                                                    .population = cube(s, &care_headcount_population_cube),
                                                    .deaths = cube(s, &care_mortality_deaths_cube),
                                                    .moves_in = cube(s, &care_migration_in_cube),
                                                    .moves_out = cube(s, &care_migration_out_cube),
                                                    .years = cube(s, &care_expectancy_cube)};
}

static int connect_families(struct care_simulation *s)
{
    const struct care_city *city = s->city;
    s->models.living.entrants =
        (struct care_entrants){city->children, &city->groups, city->living, .marks_changes = true};
    s->models.families = (struct care_families){.areas = city->areas,
                                                .need = city->parameters.need,
                                                .family = city->parameters.family,
                                                .definitions = &city->definitions,
                                                .households = city->parameters.population->households,
                                                .tally = &s->tally,
                                                .living = cube(s, &care_families_living_cube),
                                                .households_cube = cube(s, &care_families_households_cube),
                                                .situations = cube(s, &care_families_situations_cube),
                                                .children = cube(s, &care_families_children_cube),
                                                .groups = cube(s, &care_families_groups_cube),
                                                .need_cube = cube(s, &care_families_need_cube),
                                                .need_hours = cube(s, &care_families_need_hours_cube),
                                                .care_hours = cube(s, &care_families_care_hours_cube),
                                                .marital = cube(s, &care_headcount_marital_cube)};
    return care_families_create(&s->models.families);
}

/* The waits are the beds': without them nobody waits. */
static int connect_choice(struct care_simulation *s)
{
    const struct care_city_parameters *own = &s->city->parameters, *root = &s->city->root;
    s->models.choice =
        (struct care_choice){.parameters = own->choice,
                             .own = {own->prices, own->need, own->family},
                             .root = {root->prices, root->need, root->family},
                             .groups = &s->city->groups,
                             .areas = s->city->areas,
                             .tally = &s->tally,
                             .demand = cube(s, &care_choice_demand_cube),
                             .wait_months = (const double(*)[2])s->models.system.placement.mean_wait_months};
    return care_choice_create(&s->models.choice);
}

/* Rows the run may come to need: newborn and arrivals, before any row is used again. */
static uint32_t max_rows(const struct care_city *city)
{
    enum { LEAST_ROWS_OF_BLOCK = 192 /* what small cells of age and area take with their room */ };
    double rows = 1.5 * (double)city->census.n_persons + 1e6 +
                  (double)city->areas->n_leaves * (CARE_N_AGES + CARE_N_YEARS) * LEAST_ROWS_OF_BLOCK;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        rows += 1.1 * city->migration.arrivals[y];
    }
    return rows < 4.2e9 ? (uint32_t)rows : 4200000000u;
}

/* Unless the user says how many: few people do not keep many threads busy, and waiting for each other costs more. */
static int choose_threads(const struct care_city *city, int wanted)
{
    enum { PEOPLE_PER_THREAD = 250000 };
    const int useful = 1 + (int)(city->census.n_persons / PEOPLE_PER_THREAD), most = omp_get_max_threads();
    return wanted > 0 ? wanted : useful < most ? useful : most;
}

static int fill_people(struct care_simulation *s)
{
    const struct care_city *city = s->city;
    const int n_threads = s->options.engine.n_threads;
    /* without partnership and widowing nobody would undo the links of the dead */
    const struct care_couples *couples = s->options.set <= CARE_SCHEDULE_PEOPLE ? &city->couples : NULL;
    int status = CARE_OK;
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads) reduction(min : status)
    for (int leaf = 0; leaf < city->areas->n_leaves; leaf++) {
        const int answer = care_population_fill(s->table, leaf, city->areas->area[city->areas->leaf[leaf]].code,
                                                &city->census, &city->marital, couples, city->health, &s->draws);
        status = answer < status ? answer : status;
    }
    return status;
}

static int start_families(struct care_simulation *s, const struct care_year *census)
{
    const int n_threads = s->options.engine.n_threads;
    const int status = care_living_start(&s->models.living, census, s->table, n_threads);
    return status == CARE_OK ? care_choice_start(&s->models.choice, census, s->table, n_threads) : status;
}

static int start(struct care_simulation *s)
{
    const struct care_year census = {.year = s->city->parameters.run->first_year, .index = 0, .draws = &s->draws};
    struct care_scheduled scheduled[CARE_MOST_MODELS];
    const int n = care_schedule_of(&s->models, s->options.set, scheduled);
    int status = care_table_create(care_people_columns, CARE_N_PEOPLE_COLUMNS, max_rows(s->city),
                                   s->city->areas->n_leaves, &s->table);
    status = status == CARE_OK ? care_engine_create(s->table, scheduled, n, s->options.engine, &s->engine) : status;
    status = status == CARE_OK ? fill_people(s) : status;
    s->models.families.table = s->models.living.table = s->table;
    status = status == CARE_OK ? care_engine_begin(s->engine, &census) : status;
    if (status == CARE_OK && s->options.set <= CARE_SCHEDULE_PEOPLE) {
        status = start_families(s, &census);
    }
    if (status == CARE_OK && s->options.set == CARE_SCHEDULE_ALL) {
        status = care_system_start(&s->models.system, &census, s->table, s->options.engine.n_threads);
    }
    return status == CARE_OK ? care_engine_tally(s->engine, &census) : status;
}

int care_simulation_create(const struct care_city *city, uint64_t seed, uint32_t replicate,
                           const struct care_tally *tally, struct care_simulation_options options,
                           struct care_simulation **out)
{
    *out = NULL;
    struct care_simulation *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    s->city = city;
    s->tally = *tally;
    s->options = options;
    s->options.engine.n_threads = choose_threads(city, options.engine.n_threads);
    s->draws = care_draws_create(seed, replicate, options.simd);
    connect_people(s);
    int status = care_system_create(&city->system, &s->tally, &s->models.system);
    status = status == CARE_OK ? connect_families(s) : status;
    status = status == CARE_OK ? connect_choice(s) : status;
    status = status == CARE_OK ? start(s) : status;
    if (status != CARE_OK) {
        care_simulation_free(s);
        return status;
    }
    *out = s;
    return CARE_OK;
}

void care_simulation_free(struct care_simulation *simulation)
{
    if (simulation != NULL) {
        care_engine_free(simulation->engine);
        care_table_free(simulation->table);
        care_choice_free(&simulation->models.choice);
        care_families_free(&simulation->models.families);
        care_system_free(&simulation->models.system);
        free(simulation);
    }
}

int care_simulation_year(struct care_simulation *simulation, int year)
{
    const struct care_year now = {
        .year = year, .index = year - simulation->city->parameters.run->first_year, .draws = &simulation->draws};
    return care_engine_year(simulation->engine, &now);
}

int care_simulation_run(struct care_simulation *simulation, struct care_progress *progress)
{
    const struct care_run_parameters *run = simulation->city->parameters.run;
    int status = CARE_OK;
    for (int year = run->first_year + 1; year <= run->last_year && status == CARE_OK; year++) {
        if (simulation->options.stop != NULL && *simulation->options.stop != 0) {
            return CARE_ERROR_INTERRUPTED;
        }
        char name[16];
        status = care_simulation_year(simulation, year);
        care_progress_step(progress, care_text_format(name, sizeof name, "%d", "%d", year));
    }
    return status;
}

struct care_table *care_simulation_people(struct care_simulation *simulation)
{
    return simulation->table;
}

int care_simulation_n_threads(const struct care_simulation *simulation)
{
    return simulation->options.engine.n_threads;
}

struct care_engine *care_simulation_engine(struct care_simulation *simulation)
{
    return simulation->engine;
}
