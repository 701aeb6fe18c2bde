/** @file  Two runs under the same draws, compared person by person. What a policy does not touch stands in the same order
 *  in the same blocks of both tables (where the blocks lie depends on threads), so rows are compared with rows: quick
 *  enough for fourteen million. */
#ifndef CARE_TESTS_MODELS_PAIRS_H
#define CARE_TESTS_MODELS_PAIRS_H

#include "models/people.h"

enum { CARE_PAIRS_CARE = 1u << CARE_PEOPLE_CARE | 1u << CARE_PEOPLE_MONTHS | 1u << CARE_PEOPLE_BED };

/** Compares everybody present, a partner by the partner's key. @param without  bit i: column i is left out
 *  @return the first column that differs, "rows" when other people are there or stand elsewhere, NULL when all is alike */
const char *care_pairs_first_difference(const struct care_table *a, const struct care_table *b, uint64_t without);

/** People of 60 and over by what they want in two runs of the same people. */
struct care_pairs_modes {
    int64_t n[CARE_N_MODES][CARE_N_MODES]; /* [in a][in b] */
    int64_t of_a[CARE_N_MODES], of_b[CARE_N_MODES];
};
struct care_pairs_modes care_pairs_modes_of(const struct care_table *a, const struct care_table *b, int year);

#endif
