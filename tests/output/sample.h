/** @file  A small made-up run with every kind of axis: three districts, two scenarios, two draws, three replicates,
 *  four years. Cells follow a rule, so that readers in other languages can check them. */
#ifndef CARE_TESTS_OUTPUT_SAMPLE_H
#define CARE_TESTS_OUTPUT_SAMPLE_H

#include "output/run_file.h"

enum { SAMPLE_N_CUBES = 5, SAMPLE_N_SCENARIOS = 2, SAMPLE_N_DRAWS = 2, SAMPLE_N_REPLICATES = 3, SAMPLE_N_YEARS = 4 };

/** people (sex, age), moves (sex), placements (bed_district), wait (statistic; float, a mean), rank (a code). */
extern const struct care_cube_spec *const sample_specs[SAMPLE_N_CUBES];

struct sample {
    struct care_cubes *cubes;
    struct care_run_facts facts;
};

/** The cell in row @p i of a cube: i % 1000 for counts, i / 8 or NaN (every fifth) for floats; 0 and NaN in the first
 *  year of flows. */
void sample_fill(struct care_cubes *cubes);

/** The outer axes of the sample. */
const struct care_outer *sample_outer(void);

/** @return a status */
CARE_NODISCARD int sample_create(struct sample *sample);
void sample_free(struct sample *sample);

#endif
