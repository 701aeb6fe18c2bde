/** @file  From a scenario file to a city ready to run. The one place that sees both the reader and the models. */
#ifndef CARE_SIM_CLI_COMPOSE_H
#define CARE_SIM_CLI_COMPOSE_H

#include "models/city.h"
#include "scenarios/scenario.h"

/** A scenario and the city it makes. Owner of both. */
struct care_composition {
    const char *path; /* as given; borrowed */
    struct care_scenario *scenario;
    struct care_scenario *root; /* at the root of its bases, nothing changed; NULL when that is the scenario itself */
    struct care_city *city;     /* borrows from the scenario */
};

/** Reads a scenario and prepares its city.
 *  @param overrides  [n_overrides] of the command line; may be NULL when there are none
 *  @param out        is to be freed whatever the answer
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list, a file that is not there among them;
 *          CARE_ERROR_SOLVER, also in the list; CARE_ERROR_LIBRARY; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_compose(const char *path, const struct care_override *overrides, int n_overrides,
                                struct care_diagnostics *list, struct care_composition *out);
/** City first. */
void care_compose_free(struct care_composition *composition);

/** Checks that a scenario can lie in one result beside those before it: names differ; areas, years, seed and replicates
 *  agree; so do the plans they are scored by, where they have one.
 *  @param all  [n] all read; the last is checked against the others, which agree
 *  @return CARE_OK; CARE_ERROR_INPUT with the faults in @p list */
CARE_NODISCARD int care_compose_agree(const struct care_composition *all, int n, struct care_diagnostics *list);

#endif
