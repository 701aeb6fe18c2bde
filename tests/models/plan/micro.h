/** @file  Micro cases: one indicator of a plan worked out on a handful of cells, whose answer stands in a comment. All cubes
 *  of a run, two made-up districts, 2020 to 2035; every count and amount is 0 unless a case sets it, means and shares
 *  (wait_months, occupancy, coverage ...) are missing, and so are the flows of 2020. */
#ifndef CARE_TESTS_MODELS_PLAN_MICRO_H
#define CARE_TESTS_MODELS_PLAN_MICRO_H

#include "models/plan/scorecard.h"

enum {
    CARE_MICRO_FIRST_YEAR = 2020,
    CARE_MICRO_LAST_YEAR = 2035,
    CARE_MICRO_CITY = 1,    /* code of the whole */
    CARE_MICRO_FIRST = 11,  /* code of district 0 */
    CARE_MICRO_SECOND = 12, /* code of district 1 */
    CARE_MICRO_MOST_CELLS = 24,
    CARE_MICRO_MOST_DECLARED = 4
};

/* A case leaves out what is 0: rows of cells are short that way. */
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

/** One cell of one cube. */
struct care_micro_cell {
    const char *cube;
    const char
        *labels; /* one of every axis that matters: "nursing", "meals, served", "sex=male, age=65"; of an axis not
                           named the first; NULL or "": the first of all */
    double value;
    int district; /* 0 or 1 */
    int year;     /* 0: the year the indicator is due */
};

/** What a user declares. */
struct care_micro_declared {
    double value;
    int area; /* 0: the jurisdiction; CARE_MICRO_FIRST or CARE_MICRO_SECOND */
    int year; /* 0: the year the indicator is due */
};

struct care_micro_case {
    const char *indicator;                                         /* id */
    struct care_micro_cell cells[CARE_MICRO_MOST_CELLS];           /* ended by a cube of NULL */
    struct care_micro_declared declared[CARE_MICRO_MOST_DECLARED]; /* the first n_declared */
    int n_declared;
    double whole; /* value of the jurisdiction in the due year; NAN: none */
    enum care_scorecard_verdict verdict;
};

/** A plan's real table of indicators. */
struct care_micro_plan {
    const char *name;    /* tests/models/plan/data/NAME.yaml names the table */
    bool is_of_district; /* a plan of one district: the jurisdiction is district 0 alone */
    int32_t codes[2];    /* of the two districts, where measures name them; 0: CARE_MICRO_FIRST, CARE_MICRO_SECOND */
};

/** Every case: value and verdict as stated. A case fails under its indicator's id. */
void care_micro_check(const struct care_micro_plan *plan, const struct care_micro_case *cases, int n);
/** Fails when an indicator of the table has no case, naming all of them. */
void care_micro_check_complete(const struct care_micro_plan *plan, const struct care_micro_case *cases, int n);

#endif
