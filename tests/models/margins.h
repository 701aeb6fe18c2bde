/** @file  The census' margins, district by district, against the people and households of a run. */
#ifndef CARE_TESTS_MODELS_MARGINS_H
#define CARE_TESTS_MODELS_MARGINS_H

#include "tests/models/trial.h"

/** How far a run may lie from its sheets: a share of the figure, or as many persons or households as a figure of few
 *  people may be off by rounding, whichever is more. */
struct care_margins_slack {
    double share, persons;
};

/** Of 1 November 2020. Fails the test and says where.
 *  @return the largest relative distance of figures of 100 and more */
double care_margins_check_marital(const struct care_trial_run *run, const struct care_city *city,
                                  struct care_margins_slack slack);
double care_margins_check_households(const struct care_trial_run *run, const struct care_city *city,
                                     struct care_margins_slack slack);

#endif
