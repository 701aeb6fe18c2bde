/** @file  A city prepared for running: everything solved once from the parameters of one scenario.
 *  Shared by all replicates; not changed by a run. */
#ifndef CARE_MODELS_CITY_H
#define CARE_MODELS_CITY_H

#include "models/people/choice.h"
#include "models/people/fertility.h"
#include "models/people/groups_definitions.h"
#include "models/people/health.h"
#include "models/people/living_rates.h"
#include "models/people/migration.h"
#include "models/people/partnership.h"
#include "models/people/population.h"
#include "models/plan/indicators.h"
#include "models/system/supply_parameters.h"
#include "models/system/system.h"
#include "sim/areas.h"

/** Section `run` of the scenario. Strings owned by the scenario. */
struct care_run_parameters {
    struct care_text title;
    int first_year, last_year;
    int seed;
    int replicates;
};
extern const struct care_section care_city_run_section;

/** All sections of a scenario file, in the order a reader would want them. */
extern const struct care_section *const care_city_sections[];
extern const int care_city_n_sections;

/** The parameters of one scenario: each points to the struct of its section. Borrowed. */
struct care_city_parameters {
    const struct care_run_parameters *run;
    const struct care_areas_parameters *areas;
    const struct care_population_parameters *population;
    const struct care_mortality_parameters *mortality;
    const struct care_fertility_parameters *fertility;
    const struct care_migration_parameters *migration;
    const struct care_partnership_parameters *partnership;
    const struct care_disability_parameters *disability;
    const struct care_dementia_parameters *dementia;
    const struct care_living_parameters *living;
    const struct care_children_parameters *children;
    const struct care_groups_parameters *groups;
    const struct care_need_parameters *need;
    const struct care_family_parameters *family;
    const struct care_prices_parameters *prices;
    const struct care_choice_parameters *choice;
    struct care_system_parameters system;
    const struct care_indicators_parameters *scorecard;
    /* of the root baseline; NULL: the scenario is the root */
    const struct care_city_parameters *root;
};

/** Finds the struct of a section by name, as care_scenario_section() does. */
typedef const void *care_city_find(const void *scenario, const char *section);
struct care_city_parameters care_city_parameters_of(care_city_find *find, const void *scenario);

struct care_city {
    struct care_city_parameters parameters, root; /* the same when the scenario is the root */
    struct care_areas *areas;
    struct care_census census;
    struct care_marital_counts marital;
    struct care_couples couples;
    struct care_lifetable *lifetable;
    struct care_health *health;
    struct care_fertility_rates fertility;
    struct care_migration_rates migration;
    struct care_partnership_rates partnership;
    struct care_children_rates *children;
    struct care_groups_rates groups;
    struct care_groups_definitions definitions;
    struct care_living_rates *living;
    struct care_system_plans system;
    uint32_t arrival_status[CARE_N_SEXES][CARE_N_AGES][CARE_N_MARITAL];
    struct care_migration_bounds *migration_bounds; /* [CARE_N_YEARS][leaves] */
    int *district_of_leaf;                          /* [leaves] */
    int32_t *district_codes;                        /* [districts] */
    struct care_text *district_names;               /* [districts] borrowed strings */
    double expected_residents[CARE_N_YEARS];        /* of the deterministic projection, 1 November */
};

/** Prepares a city. Parameters are borrowed and must outlive it.
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list; CARE_ERROR_SOLVER; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_city_create(const struct care_city_parameters *parameters, struct care_diagnostics *list,
                                    struct care_city **out);
void care_city_free(struct care_city *city);

#endif
