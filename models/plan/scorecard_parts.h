/** @file  What the files of the scorecard share. */
#ifndef CARE_MODELS_PLAN_SCORECARD_PARTS_H
#define CARE_MODELS_PLAN_SCORECARD_PARTS_H

#include "models/plan/measure.h"
#include "models/plan/scorecard.h"

/** One row of the table, made ready. */
struct care_scorecard_indicator {
    const char *id;
    struct care_measure *numerator, *denominator; /* NULL: declared; none */
    double *declared;                             /* [1 + n_districts of the run][n_years], the whole first; NULL */
    enum care_indicators_operator comparison;
    double threshold, threshold_high;
    int year;
    enum care_indicators_basis basis;
    enum care_indicators_scope scope;
};

/** How a district stands in a year. */
struct care_scorecard_standing {
    int n_met, n_judged;
    double attained; /* sum over the judged of how near they are to their thresholds, 0 to 1 each */
};

struct care_scorecard {
    const struct care_indicators_parameters *parameters;
    struct care_cubes *cubes;
    const struct care_outer *outer;
    struct care_scorecard_indicator *indicators; /* [n] */
    int n;
    int *districts; /* [n_districts] of the jurisdiction, indices of the outer axis */
    int n_districts;
    struct care_scorecard_standing *standings; /* [n_districts] room for the ranking */
    int *ranks;                                /* [n_districts] likewise */
};

/** Makes the declared values of all declared indicators. @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_scorecard_declared_create(struct care_scorecard *scorecard, struct care_diagnostics *list);

/** @param district  index of the outer axis, -1: the whole.  NaN: nothing was declared */
double care_scorecard_declared_value(const struct care_scorecard *scorecard,
                                     const struct care_scorecard_indicator *indicator, int district, int year_index);

/** Takes the cell of one more indicator. */
void care_scorecard_rank_add(const struct care_scorecard_indicator *indicator, const struct care_scorecard_cell *cell,
                             struct care_scorecard_standing *standing);
/** @param rank  [n]; as care_scorecard_rank() */
void care_scorecard_rank_order(const struct care_scorecard_standing *standings, int n, int *rank);

#endif
