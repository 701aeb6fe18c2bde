/** @file  The care system: what is prepared of it once for a scenario, and the models of one run, connected. */
#ifndef CARE_MODELS_SYSTEM_SYSTEM_H
#define CARE_MODELS_SYSTEM_SYSTEM_H

#include "models/people/groups_definitions.h"
#include "models/people/prices.h"
#include "models/system/allowances.h"
#include "models/system/childcare.h"
#include "models/system/finance.h"
#include "models/system/land.h"
#include "models/system/land_cost.h"
#include "models/system/ledger.h"
#include "models/system/placement.h"
#include "models/system/profiles.h"
#include "models/system/reach.h"
#include "models/system/registration.h"
#include "models/system/services.h"
#include "models/system/supply_model.h"
#include "models/system/workforce.h"
#include "sim/areas.h"
#include "sim/tally.h"

/** Parameters of its sections. Borrowed. */
struct care_system_parameters {
    const struct care_supply_parameters *supply;
    const struct care_queue_parameters *queue;
    const struct care_workforce_parameters *workforce;
    const struct care_services_parameters *services;
    const struct care_finance_parameters *finance;
    const struct care_allowances_parameters *allowances;
    const struct care_land_parameters *land;
    const struct care_childcare_parameters *childcare;
};

/** Prepared once for a scenario; not changed by a run. */
struct care_system_plans {
    struct care_system_parameters parameters;
    const struct care_prices_parameters *prices;
    const struct care_groups_definitions *definitions;
    const struct care_areas *areas;
    struct care_supply *supply;
    struct care_services_rules *services;
    struct care_allowances *allowances;
    struct care_land_plan *land;
};

/** @param elders  [districts] residents of 60 and over in 2020
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_system_prepare(const struct care_system_parameters *parameters,
                                       const struct care_prices_parameters *prices,
                                       const struct care_groups_definitions *definitions,
                                       const struct care_areas *areas, const double *elders,
                                       struct care_diagnostics *list, struct care_system_plans *out);
void care_system_plans_free(struct care_system_plans *plans);

/** The models of a run. */
struct care_system {
    struct care_supply_model supply;
    struct care_placement placement;
    struct care_profiles profiles;
    struct care_registered registered;
    struct care_workforce workforce;
    struct care_services services;
    struct care_reach reach;
    struct care_ledger ledger;
    struct care_finance finance;
    struct care_land land;
    struct care_land_cost land_cost;
    struct care_childcare childcare;
};

/** Plans and tally are borrowed; @p out must not move afterwards.  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_system_create(const struct care_system_plans *plans, const struct care_tally *tally,
                                      struct care_system *out);
void care_system_free(struct care_system *system);

/** 1 November 2020: who has which place. */
CARE_NODISCARD int care_system_start(struct care_system *system, const struct care_year *census,
                                     struct care_table *table, int n_threads);

#endif
