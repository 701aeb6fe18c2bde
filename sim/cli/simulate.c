#include "sim/cli/simulate.h"

#include <stdlib.h>
#include <string.h>

static struct care_outer outer_of(const struct care_city *city, int n, const char *const *names,
                                  const struct care_text *titles)
{
    const struct care_run_parameters *run = city->parameters.run;
    return (struct care_outer){
        .n_scenarios = n,
        .n_draws = 1,
        .n_replicates = run->replicates,
        .first_year = run->first_year,
        .n_years = run->last_year - run->first_year + 1,
        .n_districts = city->areas->n_districts,
        .scenarios = names,
        .titles = titles,
        .district_codes = city->district_codes,
        .district_names = city->district_names,
    };
}

int care_simulate_cubes(const struct care_composition *cities, int n, const char *const *names,
                        const struct care_text *titles, const struct care_cube_spec *const *more, int n_more,
                        struct care_cubes **out)
{
    const struct care_outer outer = outer_of(cities[0].city, n, names, titles);
    const int n_specs = care_simulation_n_cubes + n_more;
    const struct care_cube_spec **specs = calloc((size_t)n_specs, sizeof *specs);
    *out = NULL;
    if (specs == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    memcpy(specs, care_simulation_cubes, (size_t)care_simulation_n_cubes * sizeof *specs);
    for (int i = 0; i < n_more; i++) {
        specs[care_simulation_n_cubes + i] = more[i];
    }
    const int status = care_cubes_create(specs, n_specs, &outer, out);
    free(specs);
    return status;
}

/* One replicate into its slab. */
static int simulate(const struct care_city *city, const struct care_tally *tally,
                    const struct care_simulation_options *options, struct care_microdata *people,
                    struct care_progress *progress, int *n_threads)
{
    struct care_simulation *simulation = NULL;
    int status = care_simulation_create(city, (uint64_t)city->parameters.run->seed, (uint32_t)tally->replicate, tally,
                                        *options, &simulation);
    if (status == CARE_OK) {
        *n_threads = care_simulation_n_threads(simulation);
        status = people != NULL ? care_microdata_run(people, tally->scenario, simulation, options->stop, progress)
                                : care_simulation_run(simulation, progress);
    }
    care_simulation_free(simulation);
    return status == CARE_OK && options->stop != NULL && *options->stop != 0 ? CARE_ERROR_INTERRUPTED : status;
}

int care_simulate_scenario(const struct care_composition *city, int scenario, struct care_cubes *cubes,
                           const struct care_simulation_options *options, struct care_microdata *people,
                           struct care_progress *progress, int *n_threads)
{
    struct care_progress silent = care_progress_start(NULL, 0);
    int n_working = 0, status = CARE_OK;
    const int n = care_cubes_outer(cubes)->n_replicates;
    for (int replicate = 0; replicate < n && status == CARE_OK; replicate++) {
        const struct care_tally tally = {cubes, scenario, 0, replicate, city->city->district_of_leaf};
        status = simulate(city->city, &tally, options, replicate == 0 ? people : NULL,
                          progress != NULL ? progress : &silent, &n_working);
    }
    if (n_threads != NULL) {
        *n_threads = n_working;
    }
    return status;
}
