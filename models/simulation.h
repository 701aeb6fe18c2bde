/** @file  Runs a prepared city: people, year after year, into one slab of the result cubes. */
#ifndef CARE_MODELS_SIMULATION_H
#define CARE_MODELS_SIMULATION_H

#include "models/city.h"
#include "models/schedule.h"
#include "sim/cubes.h"
#include "sim/engine.h"
#include "sim/progress.h"
#include "sim/tally.h"

#include <signal.h>

struct care_simulation_options {
    struct care_engine_options engine;
    bool simd;
    enum care_schedule_set set;
    const volatile sig_atomic_t
        *stop; /* when it becomes non-zero the run ends with CARE_ERROR_INTERRUPTED; may be NULL */
};

/** A run that can be taken year by year. */
struct care_simulation;

/** The census: people are made and counted.
 *  @param tally  the slab to count into; must outlive the run
 *  @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_FULL */
CARE_NODISCARD int care_simulation_create(const struct care_city *city, uint64_t seed, uint32_t replicate,
                                          const struct care_tally *tally, struct care_simulation_options options,
                                          struct care_simulation **out);
void care_simulation_free(struct care_simulation *simulation);

/** The next model year. */
CARE_NODISCARD int care_simulation_year(struct care_simulation *simulation, int year);

/** All years of the scenario. @return also CARE_ERROR_INTERRUPTED */
CARE_NODISCARD int care_simulation_run(struct care_simulation *simulation, struct care_progress *progress);

/** The people, for checks and for bench. Owned by the simulation. */
struct care_table *care_simulation_people(struct care_simulation *simulation);
/** How many threads work: as asked for, or as many as the people keep busy. */
int care_simulation_n_threads(const struct care_simulation *simulation);
struct care_engine *care_simulation_engine(struct care_simulation *simulation);

/** Every cube a run can fill, NULL-ended. */
extern const struct care_cube_spec *const care_simulation_cubes[];
extern const int care_simulation_n_cubes;

#endif
