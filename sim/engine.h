/** @file  Runs the models over the person table, year by year. Results do not depend on the number of threads or on the
 *  order in which blocks are visited. */
#ifndef CARE_SIM_ENGINE_H
#define CARE_SIM_ENGINE_H

#include "sim/model.h"
#include "sim/table.h"

enum { CARE_MOST_MODELS = 32 };

/** A model with its prepared numbers. Borrowed. */
struct care_scheduled {
    const struct care_model *model;
    void *self;
};

struct care_engine_options {
    int n_threads;        /* 0: as OpenMP decides */
    bool is_timed;        /* measure the times below */
    uint64_t visit_order; /* 0: as stored; other values shuffle the order in which blocks and areas are visited */
};

/** Seconds by model (when timed) and call counts since the engine was made, for `carecap bench`; summed over threads. */
struct care_engine_times {
    double fill_seconds;
    double step_seconds[CARE_MOST_MODELS], resolve_seconds[CARE_MOST_MODELS];
    double settle_seconds[CARE_MOST_MODELS]; /* with begin and close */
    double tally_seconds[CARE_MOST_MODELS];
    double tidy_seconds;
    int64_t n_calls;       /* Philox calls of the blocks' fills */
    int64_t n_least_calls; /* sum over rows of ceil(purposes that apply at the age / 4) */
    int64_t n_rows;        /* rows stepped over, those of people gone among them */
};

struct care_engine;

/** @param scheduled  [n] in the order of the year; at most CARE_MOST_MODELS
 *  @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_INPUT for a schedule that cannot be (too many models, a draw beyond
 *          CARE_MAX_WORDS) */
CARE_NODISCARD int care_engine_create(struct care_table *table, const struct care_scheduled *scheduled, int n,
                                      struct care_engine_options options, struct care_engine **out);
void care_engine_free(struct care_engine *engine);

/** One model year. @return CARE_OK or the first error of a model (smallest value) */
CARE_NODISCARD int care_engine_year(struct care_engine *engine, const struct care_year *year);

/** For the census itself: what models prepare for a year (`begin`), and the counting of it. */
CARE_NODISCARD int care_engine_begin(struct care_engine *engine, const struct care_year *year);
CARE_NODISCARD int care_engine_tally(struct care_engine *engine, const struct care_year *year);

const struct care_engine_times *care_engine_times(const struct care_engine *engine);

/** Makes exactly the Philox calls that a year's fills would make for the blocks as they are, and nothing else.
 *  @return how many calls. For bench */
int64_t care_engine_fill_only(struct care_engine *engine, const struct care_year *year);

#endif
