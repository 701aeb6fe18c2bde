/** @file  What the files of a measure share: its compiled form, and the text while it is being read. */
#ifndef CARE_MODELS_PLAN_MEASURE_PARTS_H
#define CARE_MODELS_PLAN_MEASURE_PARTS_H

#include "models/plan/measure.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum care_measure_kind {
    CARE_MEASURE_NUMBER,
    CARE_MEASURE_CELLS,
    CARE_MEASURE_ADD,
    CARE_MEASURE_SUBTRACT,
    CARE_MEASURE_MULTIPLY,
    CARE_MEASURE_DIVIDE,
    CARE_MEASURE_MIN,
    CARE_MEASURE_MAX,
    CARE_MEASURE_AT,
    CARE_MEASURE_TOTAL,
    CARE_MEASURE_EACH,
    CARE_MEASURE_DISTRICTS,
    CARE_MEASURE_OF,
    CARE_MEASURE_WEIGHTED
};

enum care_measure_comparison {
    CARE_MEASURE_AT_LEAST,
    CARE_MEASURE_MORE_THAN,
    CARE_MEASURE_AT_MOST,
    CARE_MEASURE_LESS_THAN,
    CARE_MEASURE_EQUAL
};

/** Cells of one district that lie side by side. */
struct care_measure_range {
    int64_t first, n;
};

/** One step of the expression. */
struct care_measure_node {
    enum care_measure_kind kind;
    int a, b;                                /* operands: indices of nodes */
    double number;                           /* of NUMBER */
    int year;                                /* of AT */
    enum care_measure_comparison comparison; /* of DISTRICTS: a against b */
    bool *is_chosen;                         /* [n districts of the run] of OF: has one of the codes; owned */
    int *room;                               /* [n districts of the run] of OF; owned */
    const struct care_cube *cube;            /* of CELLS */
    struct care_measure_range *ranges;       /* [n_ranges] of CELLS; owned */
    int n_ranges;
};

struct care_measure {
    const struct care_outer *outer;
    struct care_measure_node *nodes; /* [n] operands before what they belong to; the last is the whole */
    int n;
};

/** The text while it is being read. */
struct care_measure_reader {
    const char *text;
    const char *at; /* the next character */
    struct care_cubes *cubes;
    struct care_place place;
    struct care_diagnostics *list;
    struct care_measure *measure;
    int depth;        /* of parentheses */
    bool is_in_total; /* what is read is added over years: not twice, each time takes as many years as there are */
    bool is_district_by_turn; /* what is read is worked out for one district at a time: a mean may stand here */
    int status;
};

/** Reads the whole text into reader->measure, whose nodes have room for as many as the text has characters.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_measure_read(struct care_measure_reader *reader);

/** Reads the brackets behind a cube's name, if there are any, and finds the cells they choose.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_measure_cells(struct care_measure_reader *reader, const char *name,
                                      const struct care_cube *cube, struct care_measure_node *node);

#endif
