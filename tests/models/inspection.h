/** @file  Looks at all rows of a run between two years for what may never be. */
#ifndef CARE_TESTS_MODELS_INSPECTION_H
#define CARE_TESTS_MODELS_INSPECTION_H

#include "models/city.h"
#include "sim/table.h"

/** What was seen. */
struct care_inspection {
    int64_t n_present, n_linked;
    int32_t beds_used[254][CARE_N_BED_CLASSES]; /* by the district of the bed */
    const char *fault;                          /* the first thing that may not be; NULL when all is well */
    uint32_t fault_row;
};

/** Between years of a run of all models: links are mutual, of two sexes, inside a leaf area, between people present;
 *  whoever is linked is partnered and nobody else is; no level, stage, care or traits under 60; two people of 60 and over
 *  who are a couple have one household, unless one is in a collective one; who wants a bed waits for it or has it, and
 *  nobody else does; no marriage under 15; no event; nobody half gone.
 *  @return 0, or -1 without memory */
int care_inspection_of_people(const struct care_table *table, const struct care_city *city, int year,
                              struct care_inspection *out);

#endif
