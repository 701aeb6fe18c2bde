/** @file  A few lines on how the scenarios of a run stand to their plan, below the headlines. */
#ifndef CARE_SIM_CLI_SCORE_BRIEF_H
#define CARE_SIM_CLI_SCORE_BRIEF_H

#include "models/plan/scorecard.h"

#include <stdio.h>

/** Prints, for each scenario with a plan, how many indicators are met by what they rest on, and the binding ones that are
 *  missed.
 *  @param cards  [n] one of each scenario
 *  @param path   of the result, where all can be seen */
void care_score_brief_print(struct care_scorecard *const *cards, int n, const struct care_cubes *cubes,
                            const char *path, FILE *stream);

#endif
