/** @file  One indicator as it is shown, over all draws and replicates of a scenario. */
#ifndef CARE_SIM_CLI_SCORE_VIEW_H
#define CARE_SIM_CLI_SCORE_VIEW_H

#include "models/plan/scorecard.h"

/** What is looked at. */
struct care_score_view_at {
    int scenario;
    int district; /* index of the outer axis; -1: the jurisdiction as a whole */
    int year;     /* 0: when the indicator is due, or in the last year of the run where that is earlier */
};

struct care_score_view {
    int year;                            /* judged in */
    enum care_scorecard_verdict verdict; /* met: in at least half of the draws and replicates that can be judged */
    double value, gap; /* means over the draws and replicates that have a value, and those that are judged; NaN: none */
    double chance;     /* share in which it is met; NaN of a single run, or without a verdict */
    int first_met;     /* first year with the verdict met; 0: none */
    double last;       /* value in the last year of the run */
};

/** @param outer  of the cubes that are scored */
struct care_score_view care_score_view_of(const struct care_scorecard *scorecard, const struct care_outer *outer,
                                          int indicator, const struct care_score_view_at *at);

/** Whether an indicator is binding and due within the run. */
bool care_score_view_is_due(const struct care_scorecard *scorecard, const struct care_outer *outer, int indicator);

/** Indicators by verdict. */
struct care_score_view_counts {
    int met, missed, none; /* none: no data, or nothing to count */
};

/** Those of some attribute and basis; -1: any. */
struct care_score_view_counts care_score_view_count(const struct care_scorecard *scorecard,
                                                    const struct care_outer *outer, const struct care_score_view_at *at,
                                                    int attribute, int basis);

#endif
