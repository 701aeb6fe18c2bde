/** @file  What a model is to the engine: a descriptor and two functions. The engine knows no model by name.
 *
 *  A year has three phases for people. `step` proposes: it sees one block, runs in parallel, touches only rows of that
 *  block and allocates nothing. `resolve` settles what crosses blocks inside one leaf area (births, partners, moves), in
 *  the order of the schedule, areas in parallel, in an order fixed by person keys, never by row. `settle` does what
 *  crosses areas, alone. Then the engine tidies the table and counts. A model may prepare what the year needs before it
 *  (`begin`) and write what follows from the counts after it (`close`), alone. */
#ifndef CARE_SIM_MODEL_H
#define CARE_SIM_MODEL_H

#include "sim/draws.h"
#include "sim/fields.h"
#include "sim/table.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    CARE_MAX_WORDS = 7,
    CARE_MAX_COLUMNS = 32,
    CARE_N_AGES = 101,   /* 0..100, the last open: of tables and cubes */
    CARE_RATE_AGES = 102 /* of yearly rates by the age reached: 0..100, and all beyond */
};

/** The model year in force: 1 November year-1 to 31 October year. */
struct care_year {
    int year;
    int index; /* year - first year of the run */
    const struct care_draws *draws;
};

/** One block as a step sees it. Everything belongs to the engine and is good for the call only. */
struct care_span {
    int n;
    int area;
    int age_years;                  /* reached on 1 November of the year, that is at its end */
    int age_index;                  /* the same, at most CARE_RATE_AGES - 1: index of yearly rates */
    uint32_t first;                 /* row of the table */
    void *column[CARE_MAX_COLUMNS]; /* [n] each, at the block's first row */
    const uint32_t
        *u[CARE_MAX_WORDS][CARE_LANES]; /* [n]; NULL for words that no model of the schedule uses at this age */
    uint16_t *rows;                     /* [n] scratch */
    uint8_t *bytes;                     /* [n] scratch */
    uint8_t *kept;                      /* [n] scratch that lives while the models of one phase pass over the block */
    bool *is_kept;                      /* false when a block is begun: says whether `kept` holds something */
};

/** The draws of a purpose for a span; the model's descriptor must declare the purpose for this age. */
static inline const uint32_t *care_span_draws(const struct care_span *span, int purpose)
{
    return span->u[care_draws_word_of(purpose)][care_draws_lane_of(purpose)];
}

/** A purpose a model draws for, and the ages (on 1 November of the year) it draws at. What is drawn once for life is drawn by
 *  the model itself, for those who need it, for year 0. */
struct care_draw_use {
    int purpose;
    int first_age, last_age;
};

/** A model's descriptor. Static data. `self` is the model's prepared numbers, const in step. */
struct care_model {
    const char *name;
    struct care_text doc;
    uint64_t reads, writes; /* bit i: column i of the person table */
    const struct care_draw_use *draws;
    int n_draws;
    /* NULL, or false when nobody of this age can draw in this year (all rates are zero): the draws are not made then */
    bool (*draws_at)(const void *self, const struct care_year *year, int age_years);
    int (*begin)(void *self, const struct care_year *year); /* alone, before the year's first step */
    int (*step)(const void *self, const struct care_year *year, const struct care_span *span);
    int (*resolve)(void *self, const struct care_year *year, struct care_table *table, int area);
    int (*settle)(void *self, const struct care_year *year, struct care_table *table);
    int (*tally)(void *self, const struct care_year *year, const struct care_span *span); /* after tidying; no draws */
    int (*close)(void *self, const struct care_year *year);                               /* alone, after counting */
};

#endif
