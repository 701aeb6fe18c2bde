#include "models/city.h"

#include "models/people/projection.h"

#include <stddef.h>
#include <stdlib.h>

static const struct care_field run_fields[] = {
    {.name = "title",
     .kind = CARE_FIELD_TEXT,
     .offset = offsetof(struct care_run_parameters, title),
     .is_required = true,
     .doc = {"what the scenario is called", "情景名称"},
     .source = "#run-title",
     .confidence = CARE_CHOSEN},
    {.name = "first_year",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_run_parameters, first_year),
     .unit = "1",
     .min = CARE_FIRST_YEAR,
     .max = CARE_FIRST_YEAR,
     .fallback = CARE_FIRST_YEAR,
     .doc = {"year of the census the run starts from", "起始普查年份"},
     .source = "#run-first-year",
     .confidence = CARE_CHOSEN},
    {.name = "last_year",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_run_parameters, last_year),
     .unit = "1",
     .min = CARE_FIRST_YEAR + 1,
     .max = CARE_LAST_YEAR,
     .fallback = 2035,
     .doc = {"last year", "终止年份"},
     .source = "#run-last-year",
     .confidence = CARE_CHOSEN},
    {.name = "seed",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_run_parameters, seed),
     .unit = "1",
     .min = 0,
     .max = 2147483647,
     .fallback = 20201101,
     .doc = {"seed of chance", "随机种子"},
     .source = "#run-seed",
     .confidence = CARE_CHOSEN},
    {.name = "replicates",
     .kind = CARE_FIELD_INT,
     .offset = offsetof(struct care_run_parameters, replicates),
     .unit = "1",
     .min = 1,
     .max = 1000,
     .fallback = 1,
     .doc = {"runs that differ in chance only", "仅随机性不同的重复次数"},
     .source = "#run-replicates",
     .confidence = CARE_CHOSEN},
};
const struct care_section care_city_run_section = {
    .name = "run",
    .fields = run_fields,
    .n_fields = sizeof run_fields / sizeof run_fields[0],
    .size = sizeof(struct care_run_parameters),
    .doc = {"the run", "运行设置"},
};

const struct care_section *const care_city_sections[] = {
    &care_city_run_section,
    &care_areas_section,
    &care_census_section,
    &care_mortality_section,
    &care_fertility_section,
    &care_migration_rates_section,
    &care_partnership_section,
    &care_prevalence_section,
    &care_dementia_section,
    &care_living_rates_section,
    &care_children_section,
    &care_groups_section,
    &care_need_section,
    &care_need_family_section,
    &care_prices_section,
    &care_choice_parameters_section,
    &care_supply_parameters_section,
    &care_placement_parameters_section,
    &care_workforce_parameters_section,
    &care_services_parameters_section,
    &care_finance_parameters_section,
    &care_allowances_section,
    &care_land_parameters_section,
    &care_childcare_section,
    &care_indicators_section,
};
const int care_city_n_sections = sizeof care_city_sections / sizeof care_city_sections[0];

struct care_city_parameters care_city_parameters_of(care_city_find *find, const void *scenario)
{
#define SECTION(symbol) find(scenario, symbol.name)
    return (struct care_city_parameters){
        .run = SECTION(care_city_run_section),
        .areas = SECTION(care_areas_section),
        .population = SECTION(care_census_section),
        .mortality = SECTION(care_mortality_section),
        .fertility = SECTION(care_fertility_section),
        .migration = SECTION(care_migration_rates_section),
        .partnership = SECTION(care_partnership_section),
        .disability = SECTION(care_prevalence_section),
        .dementia = SECTION(care_dementia_section),
        .living = SECTION(care_living_rates_section),
        .children = SECTION(care_children_section),
        .groups = SECTION(care_groups_section),
        .need = SECTION(care_need_section),
        .family = SECTION(care_need_family_section),
        .prices = SECTION(care_prices_section),
        .choice = SECTION(care_choice_parameters_section),
        .system = {.supply = SECTION(care_supply_parameters_section),
                   .queue = SECTION(care_placement_parameters_section),
                   .workforce = SECTION(care_workforce_parameters_section),
                   .services = SECTION(care_services_parameters_section),
                   .finance = SECTION(care_finance_parameters_section),
                   .allowances = SECTION(care_allowances_section),
                   .land = SECTION(care_land_parameters_section),
                   .childcare = SECTION(care_childcare_section)},
        .scorecard = SECTION(care_indicators_section),
    };
#undef SECTION
}

/* ---- preparing, each in the order of what it needs ---- */

static int number_districts(struct care_city *city)
{
    const struct care_areas *areas = city->areas;
    city->district_of_leaf = calloc((size_t)areas->n_leaves, sizeof *city->district_of_leaf);
    city->district_codes = calloc((size_t)areas->n_districts, sizeof *city->district_codes);
    city->district_names = calloc((size_t)areas->n_districts, sizeof *city->district_names);
    if (city->district_of_leaf == NULL || city->district_codes == NULL || city->district_names == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        city->district_of_leaf[leaf] = care_areas_district_of_leaf(areas, leaf);
    }
    for (int d = 0; d < areas->n_districts; d++) {
        city->district_codes[d] = areas->area[areas->district[d]].code;
        city->district_names[d] = areas->area[areas->district[d]].name;
    }
    return CARE_OK;
}

static int prepare_people(struct care_city *city, struct care_diagnostics *list)
{
    const struct care_city_parameters *p = &city->parameters;
    int status = care_areas_create(p->areas->table, list, &city->areas);
    status = status == CARE_OK ? number_districts(city) : status;
    status = status == CARE_OK ? care_census_create(p->population, city->areas, list, &city->census) : status;
    if (status == CARE_OK) {
        status = care_marital_counts_create(p->partnership, city->areas, &city->census, list, &city->marital);
    }
    return status;
}

static int prepare_health(struct care_city *city, struct care_diagnostics *list)
{
    const struct care_city_parameters *p = &city->parameters;
    city->lifetable = calloc(1, sizeof *city->lifetable);
    int status = city->lifetable != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    if (status == CARE_OK) {
        status = care_lifetable_create(p->mortality->life_table, p->mortality->factor, list, city->lifetable);
    }
    status = status == CARE_OK ? care_dementia_check(p->dementia, list) : status;
    if (status == CARE_OK) {
        const struct care_health_inputs inputs = {
            .lifetable = city->lifetable,
            .mortality = p->mortality,
            .disability = p->disability,
            .dementia = p->dementia,
            .root_disability = city->root.disability,
            .root_dementia = city->root.dementia,
            .persons = (const double(*)[CARE_N_AGES])city->census.city,
            .last_year = p->run->last_year,
        };
        status = care_health_create(&inputs, &city->health);
    }
    return status;
}

static int prepare_migration_bounds(struct care_city *city)
{
    const int n = city->areas->n_leaves;
    city->migration_bounds = calloc((size_t)n * CARE_N_YEARS, sizeof *city->migration_bounds);
    if (city->migration_bounds == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n * CARE_N_YEARS; i++) {
        if (city->migration.is_active[i / n]) {
            city->migration_bounds[i] = care_migration_bounds_create(&city->migration, i / n, i % n);
        }
    }
    return CARE_OK;
}

static int prepare_flows(struct care_city *city, struct care_diagnostics *list)
{
    const struct care_city_parameters *p = &city->parameters;
    int status = care_fertility_rates_create(p->fertility, city->areas, list, &city->fertility);
    status =
        status == CARE_OK ? care_migration_rates_create(p->migration, city->areas, list, &city->migration) : status;
    if (status == CARE_OK) {
        status = care_partnership_rates_create(p->partnership, city->health, list, &city->partnership);
    }
    if (status == CARE_OK) {
        const struct care_projection_inputs inputs = {
            city->areas,      &city->census, city->health, &city->fertility, &p->migration->net_persons_per_year,
            p->run->last_year};
        status = care_projection_create(&inputs, &city->migration, city->expected_residents);
    }
    care_marital_arrival_status(p->partnership->marital_ages, city->arrival_status);
    status = status == CARE_OK ? prepare_migration_bounds(city) : status;
    return status == CARE_OK ? care_marital_couples_create(&city->partnership.gaps, &city->marital,
                                                           city->areas->n_leaves, &city->couples)
                             : status;
}

/* Groups and households are facts of 2020: the root's curve of disability, and its use of homes, go with them. */
static int prepare_groups(struct care_city *city, const struct care_prevalence *curve, struct care_diagnostics *list)
{
    double level[CARE_N_SEXES][CARE_N_AGES - CARE_FIRST_CARE_AGE][CARE_N_LEVELS];
    for (int i = 0; i < CARE_N_SEXES * (CARE_N_AGES - CARE_FIRST_CARE_AGE); i++) {
        const int sex = i / (CARE_N_AGES - CARE_FIRST_CARE_AGE), a = i % (CARE_N_AGES - CARE_FIRST_CARE_AGE);
        care_prevalence_levels(curve, (enum care_sex)sex, CARE_FIRST_CARE_AGE + a + 0.5, CARE_FIRST_YEAR,
                               level[sex][a]);
    }
    return care_groups_rates_create(
        city->parameters.groups, city->areas, (const int32_t(*)[CARE_N_SEXES][CARE_N_AGES])city->census.persons,
        (const double(*)[CARE_N_AGES - CARE_FIRST_CARE_AGE][CARE_N_LEVELS]) level, list, &city->groups);
}

static int prepare_definitions(struct care_city *city, struct care_diagnostics *list)
{
    return care_groups_definitions_create(city->parameters.groups, city->areas, list, &city->definitions);
}

static int prepare_living(struct care_city *city, const struct care_prevalence *curve, struct care_diagnostics *list)
{
    const struct care_city_parameters *p = &city->parameters, *root = &city->root;
    const struct care_living_inputs inputs = {
        .parameters = p->living,
        .partnership = p->partnership,
        .reference_population = root->disability->reference_population,
        .census = &city->census,
        .marital = &city->marital,
        .children = city->children,
        .couples = &city->couples,
        .disability = curve,
        .areas = city->areas,
        .households = p->population->households,
        .in_homes = root->choice->present_share,
        .in_homes_partner = root->choice->bed.company[CARE_COMPANY_PARTNER],
        .in_homes_urban = root->choice->bed.urban,
        .groups = p->groups->shares,
    };
    return care_living_rates_create(&inputs, list, city->living);
}

static int prepare_families(struct care_city *city, struct care_diagnostics *list)
{
    struct care_prevalence curve;
    city->children = calloc(1, sizeof *city->children);
    city->living = calloc(1, sizeof *city->living);
    if (city->children == NULL || city->living == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = care_choice_logit_check(city->parameters.choice, list);
    status = status == CARE_OK ? care_prevalence_create(city->root.disability, &curve) : status;
    status = status == CARE_OK ? care_children_rates_create(city->parameters.children, list, city->children) : status;
    status = status == CARE_OK ? prepare_groups(city, &curve, list) : status;
    status = status == CARE_OK ? prepare_definitions(city, list) : status;
    return status == CARE_OK ? prepare_living(city, &curve, list) : status;
}

/* Residents of 60 and over by district, 2020: what totals of the city are shared by. @param out  [districts] */
static void count_elders(const struct care_city *city, double *out)
{
    for (int leaf = 0; leaf < city->areas->n_leaves; leaf++) {
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            for (int age = CARE_FIRST_CARE_AGE; age < CARE_N_AGES; age++) {
                out[city->district_of_leaf[leaf]] += city->census.persons[leaf][sex][age];
            }
        }
    }
}

static int prepare_system(struct care_city *city, struct care_diagnostics *list)
{
    const struct care_city_parameters *p = &city->parameters;
    double *elders = calloc((size_t)city->areas->n_districts, sizeof *elders);
    if (elders == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    count_elders(city, elders);
    const int status =
        care_system_prepare(&p->system, p->prices, &city->definitions, city->areas, elders, list, &city->system);
    free(elders);
    return status;
}

int care_city_create(const struct care_city_parameters *parameters, struct care_diagnostics *list,
                     struct care_city **out)
{
    *out = NULL;
    struct care_city *city = calloc(1, sizeof *city);
    if (city == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    city->parameters = *parameters;
    city->root = parameters->root != NULL ? *parameters->root : *parameters;
    city->parameters.root = city->root.root = NULL; /* the caller's may be gone by the time of a run */
    int status = prepare_people(city, list);
    status = status == CARE_OK ? prepare_health(city, list) : status;
    status = status == CARE_OK ? prepare_flows(city, list) : status;
    status = status == CARE_OK ? prepare_families(city, list) : status;
    status = status == CARE_OK ? prepare_system(city, list) : status;
    if (status != CARE_OK) {
        care_city_free(city);
        return status;
    }
    *out = city;
    return CARE_OK;
}

void care_city_free(struct care_city *city)
{
    if (city == NULL) {
        return;
    }
    care_system_plans_free(&city->system);
    care_groups_definitions_free(&city->definitions);
    if (city->living != NULL) {
        care_living_rates_free(city->living);
    }
    free(city->living);
    care_groups_rates_free(&city->groups);
    free(city->children);
    care_marital_couples_free(&city->couples);
    free(city->migration_bounds);
    care_migration_rates_free(&city->migration);
    care_fertility_rates_free(&city->fertility);
    care_health_free(city->health);
    free(city->lifetable);
    care_marital_counts_free(&city->marital);
    care_census_free(&city->census);
    free(city->district_names);
    free(city->district_codes);
    free(city->district_of_leaf);
    care_areas_free(city->areas);
    free(city);
}
