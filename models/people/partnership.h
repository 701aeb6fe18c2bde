/** @file  Partners meet and part. Couples are linked row to row within a leaf area; widowing is models/people/widowing.
 *  Reads   sex, marital, partner, exit, key.   Writes  event, marital, partner.
 *  Draws   CARE_DRAW_PARTNER_UNDER_60, CARE_DRAW_PARTNER_FROM_60, CARE_DRAW_PARTNER_AGE, CARE_DRAW_MATCHING_ORDER.
 *  Source  docs/SOURCES.md#partnership. */
#ifndef CARE_MODELS_PEOPLE_PARTNERSHIP_H
#define CARE_MODELS_PEOPLE_PARTNERSHIP_H

#include "models/people.h"
#include "models/people/pairing.h"
#include "sim/cubes.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"

struct care_health;
struct care_tally;

enum care_marital_area_column {
    CARE_MARITAL_AREA,
    CARE_MARITAL_AREA_SEX,
    CARE_MARITAL_AREA_NEVER,
    CARE_MARITAL_AREA_MARRIED,
    CARE_MARITAL_AREA_DIVORCED,
    CARE_MARITAL_AREA_WIDOWED
};
enum care_marital_age_column {
    CARE_MARITAL_AGE_SEX,
    CARE_MARITAL_AGE_FIRST,
    CARE_MARITAL_AGE_LAST,
    CARE_MARITAL_AGE_NEVER,
    CARE_MARITAL_AGE_MARRIED,
    CARE_MARITAL_AGE_DIVORCED,
    CARE_MARITAL_AGE_WIDOWED
};
enum care_marriage_rate_column {
    CARE_MARRIAGE_SEX,
    CARE_MARRIAGE_AGE,
    CARE_MARRIAGE_NEVER,
    CARE_MARRIAGE_DIVORCED,
    CARE_MARRIAGE_WIDOWED
};
extern const struct care_sheet_spec care_partnership_marital_areas_sheet, care_partnership_marital_ages_sheet,
    care_partnership_marriage_rates_sheet;

/** Section `partnership` of the scenario. Sheets owned by the scenario. */
struct care_partnership_parameters {
    struct care_sheet *marital_areas;  /* persons of 15+ by area, sex and status (long form of the census) */
    struct care_sheet *marital_ages;   /* shares by sex, age and status, nation */
    struct care_sheet *marriage_rates; /* at which the unpartnered look for a partner */
    double age_gap_mean_years, age_gap_sd_years;
    double divorce_rate_per_year;  /* of a linked couple whose husband is 35 or younger */
    double divorce_decay_per_year; /* fall of that rate with his age beyond 35 */
};
extern const struct care_section care_partnership_section;

/** What the yearly model decides by. Plain data. */
struct care_partnership_rates {
    uint32_t seek[CARE_N_SEXES][CARE_RATE_AGES][CARE_N_MARITAL]; /* by the age reached */
    uint32_t most[CARE_RATE_AGES];                               /* the largest threshold of an age */
    uint32_t divorce[CARE_RATE_AGES];                            /* by the age the husband reaches */
    uint32_t widowed_elsewhere[CARE_N_YEARS][CARE_N_SEXES]
                              [CARE_RATE_AGES]; /* death of a partner who is not in the table */
    struct care_gaps gaps;
};

/** @return CARE_OK, CARE_ERROR_INPUT when ages are missing */
CARE_NODISCARD int care_partnership_rates_create(const struct care_partnership_parameters *parameters,
                                                 const struct care_health *health, struct care_diagnostics *list,
                                                 struct care_partnership_rates *out);

struct care_partnership {
    const struct care_partnership_rates *rates;
    const struct care_tally *tally;
    struct care_cube *marriages, *widow_flows; /* may be NULL */
};
extern const struct care_model care_partnership_model;
extern const struct care_cube_spec care_partnership_marriages_cube;

#endif
