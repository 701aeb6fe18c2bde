/** @file  A small city whose levers a policy may move: the sections and the areas table, for tests. */
#ifndef CARE_TESTS_SCENARIOS_POLICED_H
#define CARE_TESTS_SCENARIOS_POLICED_H

#include "tests/scenarios/folder.h"

struct supply {
    struct care_lever nursing_share; /* [0, 1], 0.5 */
    struct care_lever wage_yuan;     /* [1000, 9000], 4000 */
    struct care_series fee_factor;   /* [0.5, 3], 1 */
    int n_beds;
};

/* supply and areas */
enum { CARE_POLICED_N_SECTIONS = 2 };
extern const struct care_section *const care_policed_sections[CARE_POLICED_N_SECTIONS];

/* Fixture: a folder with areas.csv of three districts: 和平区 Heping 101 and 河西区 Hexi 102 of the group inner, and 武清区
 * Wuqing 103 of none; a street 104 lies in 103. */
int care_policed_setup(void **state);

/* Writes and reads main.yaml: the areas, then `text`. */
int care_policed_read(struct folder *folder, const char *text);

#endif
