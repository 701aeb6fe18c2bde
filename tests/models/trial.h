/** @file  A scenario of the tree read, its city prepared, and a run of it with all cubes: what tests of the models share. */
#ifndef CARE_TESTS_MODELS_TRIAL_H
#define CARE_TESTS_MODELS_TRIAL_H

#include "models/simulation.h"
#include "scenarios/scenario.h"

/** Owns all; the city borrows from the scenarios. */
struct care_trial_city {
    struct care_diagnostics *list;
    struct care_scenario *scenario;
    struct care_scenario *root; /* NULL unless opened as a policy */
    struct care_city *city;     /* NULL until prepared */
};

/** Reads a scenario, its city not prepared yet. Fails the test when it cannot be read.
 *  @param file  below scenarios/, e.g. "examples/town/town.yaml"; or its whole path, from / on */
void care_trial_read(const char *file, const struct care_override *overrides, int n_overrides,
                     struct care_trial_city *out);
/** The parameters of a scenario that was read; it is its own root. */
struct care_city_parameters care_trial_parameters(const struct care_trial_city *trial);
/** Reads and prepares; fails the test when that cannot be. */
void care_trial_open(const char *file, const struct care_override *overrides, int n_overrides,
                     struct care_trial_city *out);
/** The same, as a policy on what the file's root says: what is solved on the root (chances of death, constants of the
 *  choice, households of 2020) stays as it was, as in the program. */
void care_trial_open_policy(const char *file, const struct care_override *overrides, int n_overrides,
                            struct care_trial_city *out);
void care_trial_close(struct care_trial_city *trial);

/** One run. Not to be copied: the simulation points into it. */
struct care_trial_run {
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_simulation *simulation;
};

/** The census of a run. @return the status; @p out is to be freed whatever it is */
CARE_NODISCARD int care_trial_start(const struct care_city *city, uint64_t seed, struct care_simulation_options options,
                                    struct care_trial_run *out);
/** Census and all years to @p last_year; fails the test on an error. */
void care_trial_run(const struct care_city *city, uint64_t seed, struct care_simulation_options options, int last_year,
                    struct care_trial_run *out);
void care_trial_free(struct care_trial_run *run);

/** First cube whose bytes differ, or NULL. @param n  of the first cubes of care_simulation_cubes compared */
const char *care_trial_first_difference(const struct care_trial_run *a, const struct care_trial_run *b, int n);

/** How many of care_simulation_cubes come before one: those of people, up to "living"; of families, up to "demand";
 *  of all but the beds, up to "use". */
int care_trial_n_cubes_before(const char *cube);

/** Sum over one cube's cells of a year and district; @p district -1: all. */
int64_t care_trial_sum(const struct care_trial_run *run, const char *cube, int year, int district);

#endif
