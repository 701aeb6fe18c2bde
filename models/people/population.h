/** @file  The people of 1 November 2020: every resident of the census as one row.
 *
 *  Five-year groups of the census are split to single ages by the size of the city's cohorts, to the person; marital
 *  status by sex and age is fitted to each area's margins; couples are linked inside their area; level and dementia of
 *  people of 60 and over are drawn by prevalence.
 *  Source  docs/SOURCES.md#population. */
#ifndef CARE_MODELS_PEOPLE_POPULATION_H
#define CARE_MODELS_PEOPLE_POPULATION_H

#include "models/people.h"
#include "models/people/pairing.h"
#include "models/people/partnership.h"
#include "sim/areas.h"
#include "sim/fields.h"

struct care_health;

enum care_census_column { CARE_CENSUS_AREA, CARE_CENSUS_SEX, CARE_CENSUS_FIRST, CARE_CENSUS_LAST, CARE_CENSUS_PERSONS };
enum care_single_column { CARE_SINGLE_SEX, CARE_SINGLE_AGE, CARE_SINGLE_WEIGHT };
enum care_household_column {
    CARE_HOUSEHOLDS_AREA,
    CARE_HOUSEHOLDS_ALL,
    CARE_HOUSEHOLDS_ONE_PERSON,
    CARE_HOUSEHOLDS_ONE_GENERATION,
    CARE_HOUSEHOLDS_WITH_65,
    CARE_HOUSEHOLDS_WITH_ONE_65,
    CARE_HOUSEHOLDS_WITH_TWO_65,
    CARE_HOUSEHOLDS_THREE_GENERATIONS
};
extern const struct care_sheet_spec care_census_sheet, care_census_single_sheet, care_census_households_sheet;

/** Section `population` of the scenario. Sheets owned by the scenario. */
struct care_population_parameters {
    struct care_sheet *census;
    struct care_sheet *single_years;
    struct care_sheet *households; /* margins of the census */
};
extern const struct care_section care_census_section;

/** People by leaf, sex and single age. */
struct care_census {
    int n_leaves;
    int32_t (*persons)[CARE_N_SEXES][CARE_N_AGES]; /* [leaves] owned */
    double city[CARE_N_SEXES][CARE_N_AGES];
    int64_t n_persons;
};

/** Splits the groups. @return CARE_OK, CARE_ERROR_INPUT (gaps or overlaps of age groups, missing areas), CARE_ERROR_MEMORY */
CARE_NODISCARD int care_census_create(const struct care_population_parameters *parameters,
                                      const struct care_areas *areas, struct care_diagnostics *list,
                                      struct care_census *out);
void care_census_free(struct care_census *census);

/** Marital status by leaf, sex, single age: whole persons. [leaves][sex][age][status]; partners not yet linked, the
 *  married all under CARE_PARTNERED. */
struct care_marital_counts {
    int32_t (*n)[CARE_N_SEXES][CARE_N_AGES][CARE_N_MARITAL];
};
CARE_NODISCARD int care_marital_counts_create(const struct care_partnership_parameters *parameters,
                                              const struct care_areas *areas, const struct care_census *census,
                                              struct care_diagnostics *list, struct care_marital_counts *out);
void care_marital_counts_free(struct care_marital_counts *counts);

/** Couples of the census by pairs of ages: [leaves][wife's age][husband's age]. */
struct care_couples {
    int (*n)[CARE_PAIRING_AGES][CARE_PAIRING_AGES];
};
CARE_NODISCARD int care_marital_couples_create(const struct care_gaps *gaps, const struct care_marital_counts *marital,
                                               int n_leaves, struct care_couples *out);
void care_marital_couples_free(struct care_couples *couples);
/** People of one leaf area, sex and age with a partner at hand of @p partner_from and over. */
int care_marital_linked(const struct care_couples *couples, int leaf, enum care_sex sex, int age, int partner_from);

/** Cumulative thresholds of the marital status of arrivals, nation: [sex][age][status], the married under
 *  CARE_PARTNER_ELSEWHERE. */
void care_marital_arrival_status(const struct care_sheet *marital_ages, uint32_t (*out)[CARE_N_AGES][CARE_N_MARITAL]);

/** Fills an empty table with the people of one leaf area, couples linked (unless @p couples is NULL). Areas may be filled
 *  in parallel.
 *  @return CARE_OK, CARE_ERROR_FULL, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_population_fill(struct care_table *table, int leaf, int32_t area_code,
                                        const struct care_census *census, const struct care_marital_counts *marital,
                                        const struct care_couples *couples, const struct care_health *health,
                                        const struct care_draws *draws);

#endif
