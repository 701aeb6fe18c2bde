/** @file  A scorecard on the terminal, and as a list for machines. */
#ifndef CARE_SIM_CLI_SCORE_TABLE_H
#define CARE_SIM_CLI_SCORE_TABLE_H

#include "models/plan/scorecard.h"

#include <stdio.h>

/** What is shown. Borrowed. */
struct care_score_table {
    struct care_scorecard *const *cards; /* [n] by one plan */
    const int *scenarios;                /* [n] indices of the outer axis */
    int n;
    const struct care_outer *outer;
    struct care_text plan; /* its name; may be "" */
    int district;          /* index of the outer axis; -1: the jurisdiction as a whole */
    int year;              /* to judge in; 0: when due */
};

/** One scenario: a line an indicator, with all that is known of it. Several: value and verdict side by side. Below: how many
 *  are met by what they rest on, and how the districts rank. Binding indicators first.
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_score_table_print(const struct care_score_table *table, FILE *stream);

/** One line a scenario, indicator and area, UTF-8: the jurisdiction and its districts, or the one district. */
void care_score_table_print_csv(const struct care_score_table *table, FILE *stream);

#endif
