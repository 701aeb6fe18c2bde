/** @file  Births: every woman of 15 to 49 by age, area and year; sex at birth; survival to the first 1 November.
 *  Reads   sex, exit, key.   Writes  event; new rows.   Draws  CARE_DRAW_BIRTH, CARE_DRAW_SEX_AT_BIRTH,
 *  CARE_DRAW_DEATH_NEWBORN.   Source  docs/SOURCES.md#fertility. */
#ifndef CARE_MODELS_PEOPLE_FERTILITY_H
#define CARE_MODELS_PEOPLE_FERTILITY_H

#include "models/people.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/fields.h"

struct care_health;
struct care_tally;

enum { CARE_FIRST_FERTILE_AGE = 15, CARE_LAST_FERTILE_AGE = 49 };

enum care_fertility_pattern_column { CARE_PATTERN_YEAR, CARE_PATTERN_AGE, CARE_PATTERN_SHARE };
enum care_fertility_area_column { CARE_FERTILITY_AREA, CARE_FERTILITY_FACTOR };
extern const struct care_sheet_spec care_fertility_pattern_sheet, care_fertility_area_sheet;

/** Section `fertility` of the scenario. Sheets owned by the scenario. */
struct care_fertility_parameters {
    struct care_sheet *pattern; /* share of the total fertility rate by single age */
    struct care_sheet *areas;   /* factor by leaf area */
    struct care_series tfr;
    struct care_series boys_per_100_girls;
};
extern const struct care_section care_fertility_section;

/** Births per woman and model year, and what else a birth needs. */
struct care_fertility_rates {
    double birth_prob[CARE_N_YEARS]
                     [CARE_N_AGES]; /* by the age reached: mean of the rates at that age and the one before */
    double boy_prob[CARE_N_YEARS];
    double *factor; /* [leaves] owned */
};

/** @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_fertility_rates_create(const struct care_fertility_parameters *parameters,
                                               const struct care_areas *areas, struct care_diagnostics *list,
                                               struct care_fertility_rates *out);
void care_fertility_rates_free(struct care_fertility_rates *rates);

struct care_fertility {
    const struct care_fertility_rates *rates;
    const struct care_health *health; /* death of the newborn */
    const struct care_tally *tally;
    struct care_cube *births, *deaths; /* either may be NULL */
};
extern const struct care_model care_fertility_model;
extern const struct care_cube_spec care_fertility_births_cube;

#endif
