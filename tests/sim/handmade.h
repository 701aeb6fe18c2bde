/** @file  Tables of input made by hand, as if they had been read from a file. */
#ifndef CARE_TESTS_SIM_HANDMADE_H
#define CARE_TESTS_SIM_HANDMADE_H

#include "sim/sheet.h"

/** A sheet of numbers; text columns are all "x", optional ones empty. Row i is said to be of line i + 2 of "handmade.csv".
 *  @param values  [n_rows][spec->n_columns], copied; a choice as its index
 *  Fails the test when memory runs out. */
struct care_sheet *care_handmade_sheet(const struct care_sheet_spec *spec, const double *values, int n_rows);
void care_handmade_free(struct care_sheet *sheet);

#endif
