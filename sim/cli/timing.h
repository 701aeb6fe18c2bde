/** @file  One measured run of a city's years: for `carecap bench`. */
#ifndef CARE_SIM_CLI_TIMING_H
#define CARE_SIM_CLI_TIMING_H

#include "models/simulation.h"

/** What was measured. Seconds of the model years only: the start of the people is apart. */
struct care_timing {
    double person_years; /* people present at the start of each year, summed */
    double cpu_seconds;  /* user and system, of all threads */
    double wall_seconds;
    double start_seconds; /* making the people of the census, wall */
    double fill_seconds;  /* making exactly the same Philox calls and nothing else, CPU */
    double calls_per_person_year;
    double least_calls_per_person_year;                /* sum over people of ceil(purposes that apply / 4) */
    double peak_bytes;                                 /* of the process so far */
    struct care_engine_times times;                    /* when asked for */
    struct care_scheduled scheduled[CARE_MOST_MODELS]; /* names of the models; `self` is not to be used */
    int n_models;
};

struct care_timing_options {
    enum care_schedule_set set;
    int n_threads;
    bool is_timed; /* by model: costs a few per cent */
    bool with_fill;
};

/** Runs the city once. @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_FULL */
CARE_NODISCARD int care_timing_run(const struct care_city *city, struct care_timing_options options,
                                   struct care_timing *out);

/** The run with the smallest CPU time (one thread) or wall time (several) of @p n_runs. */
CARE_NODISCARD int care_timing_best(const struct care_city *city, struct care_timing_options options, int n_runs,
                                    struct care_timing *out);

#endif
