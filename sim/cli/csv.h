/** @file  Cells of a CSV list that is printed. */
#ifndef CARE_SIM_CLI_CSV_H
#define CARE_SIM_CLI_CSV_H

#include <stdio.h>

/** Prints a text, in quotes where it has to be. */
void care_csv_text(FILE *stream, const char *text);
/** Prints a number as the shortest text that reads back equal; nothing for NaN. Needs numbers begun (scenarios/numbers.h). */
void care_csv_number(FILE *stream, double number);

#endif
