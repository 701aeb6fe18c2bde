/** @file  What the statistical tests ask of the libraries that no result file holds. Prints plain tables. */
#ifndef CARE_TESTS_STATISTICAL_PROBE_H
#define CARE_TESTS_STATISTICAL_PROBE_H

#include "models/city.h"

/** Bears children to so many women, then follows them to the last death, with all models of death and health at work:
 *  rates of model year 2021 to 60, of 2021, 2022 ... from 60 on, of the last year when those are over.
 *  Prints `expectancy SEX AGE years`, `births SEX n`, `alive SEX AGE n level0..level4 with_dementia`. */
CARE_NODISCARD int probe_cohort(const struct care_city *city, uint32_t n_women);

#endif
