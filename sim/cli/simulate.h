/** @file  Runs prepared cities into the cubes of one result: what every command that simulates has in common. */
#ifndef CARE_SIM_CLI_SIMULATE_H
#define CARE_SIM_CLI_SIMULATE_H

#include "models/simulation.h"
#include "sim/cli/compose.h"
#include "sim/cli/microdata.h"

/** Result cubes for scenarios side by side.
 *  @param cities  [n] that agree (care_compose_agree): years, replicates and districts are those of the first
 *  @param names   [n] of the scenarios; borrowed, must outlive the cubes, as must @p titles and the cities
 *  @param more    [n_more] cubes beside those the models fill; may be NULL
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_simulate_cubes(const struct care_composition *cities, int n, const char *const *names,
                                       const struct care_text *titles, const struct care_cube_spec *const *more,
                                       int n_more, struct care_cubes **out);

/** All replicates of one scenario.
 *  @param scenario   index of the outer axis
 *  @param people     writes single people of the first replicate; NULL: not asked for
 *  @param progress   NULL: none
 *  @param n_threads  receives how many worked; may be NULL
 *  @return CARE_OK, CARE_ERROR_INTERRUPTED when stopped, or what failed */
CARE_NODISCARD int care_simulate_scenario(const struct care_composition *city, int scenario, struct care_cubes *cubes,
                                          const struct care_simulation_options *options, struct care_microdata *people,
                                          struct care_progress *progress, int *n_threads);

#endif
