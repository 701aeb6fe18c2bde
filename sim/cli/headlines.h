/** @file  A short table of headline numbers at the end of a run, from the cubes. */
#ifndef CARE_SIM_CLI_HEADLINES_H
#define CARE_SIM_CLI_HEADLINES_H

#include "sim/cubes.h"

#include <stdio.h>

/** Prints, for each scenario, the city's totals of the first year, 2025 and the last: means over the replicates. */
void care_headlines_print(struct care_cubes *cubes, FILE *stream);

#endif
