/** @file  People leave the city, arrive, and move between areas. Leaving is a keyed rate per person, arriving a number by
 *  area, sex and age; yearly net totals are met in expectation. Couples decide on one draw, the husband's, each against
 *  the own rate: they go together as far as their rates agree, and every rate holds exactly.
 *  Reads   sex, marital, partner, exit, key.   Writes  exit, marital, partner; new rows.
 *  Draws   CARE_DRAW_MIGRATION_UNDER_60, CARE_DRAW_MIGRATION_FROM_60, CARE_DRAW_ARRIVAL_COUNT, CARE_DRAW_DESTINATION,
 *  CARE_DRAW_MARITAL_ON_ARRIVAL.   Source  docs/SOURCES.md#migration. */
#ifndef CARE_MODELS_PEOPLE_MIGRATION_H
#define CARE_MODELS_PEOPLE_MIGRATION_H

#include "models/people.h"
#include "models/people/pairing.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/fields.h"

struct care_health;
struct care_tally;

enum care_migration_profile_column { CARE_PROFILE_SEX, CARE_PROFILE_AGE, CARE_PROFILE_ARRIVALS, CARE_PROFILE_LEAVERS };
enum care_migration_area_column { CARE_MIGRATION_AREA, CARE_MIGRATION_WEIGHT, CARE_MIGRATION_DESTINATION };
extern const struct care_sheet_spec care_migration_rates_profile_sheet, care_migration_rates_areas_sheet;

/** Section `migration` of the scenario. Sheets owned by the scenario. */
struct care_migration_parameters {
    struct care_sheet *profile;
    struct care_sheet *areas;
    struct care_series net_persons_per_year; /* of the model year; the city against all others */
    double move_rate_per_year;               /* between areas of the city, mean over people under 60 */
};
extern const struct care_section care_migration_rates_section;

/** Weights as read, and rates as solved by the projection. Arrays owned. */
struct care_migration_rates {
    int n_leaves;
    double arrivals_weight[CARE_N_SEXES][CARE_N_AGES]; /* shares of the arrivals; sum 1 */
    double leavers_weight[CARE_N_SEXES][CARE_N_AGES];  /* relative rates per person */
    double *area_weight;                               /* [leaves] shares; sum 1 */
    double *destination_weight;                        /* [leaves] */
    double *others_weight;                             /* [leaves] sum of the destination weights of all other leaves */
    double move_prob[CARE_N_SEXES][CARE_N_AGES];       /* to another area, in a year */
    double *leave_scale;                               /* [CARE_N_YEARS][leaves]: leave_prob = scale * leavers_weight */
    bool has_moves;                                    /* does anybody move between areas in any year */
    bool is_active[CARE_N_YEARS];                      /* does anybody leave or move in that year */
    double arrivals[CARE_N_YEARS];                     /* expected persons in the city */
};

/** Reads the weights; rates that need the population are filled by care_projection_create.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_migration_rates_create(const struct care_migration_parameters *parameters,
                                               const struct care_areas *areas, struct care_diagnostics *list,
                                               struct care_migration_rates *out);
void care_migration_rates_free(struct care_migration_rates *rates);

/** Probability of leaving the city in a year, by the age reached. */
static inline double care_migration_leave_prob(const struct care_migration_rates *rates, int year_index, int leaf,
                                               int sex, int age)
{
    const double prob = rates->leave_scale[year_index * rates->n_leaves + leaf] *
                        rates->leavers_weight[sex][age < CARE_N_AGES ? age : CARE_N_AGES - 1];
    return prob < 1 ? prob : 1;
}

/** Probability of moving to another area in a year, by the age reached; 0 where there is no other to go to. */
static inline double care_migration_move_prob(const struct care_migration_rates *rates, int leaf, int sex, int age)
{
    return rates->others_weight[leaf] > 0 ? rates->move_prob[sex][age < CARE_N_AGES ? age : CARE_N_AGES - 1] : 0;
}

/** Expected arrivals of a cell, persons in a year. */
static inline double care_migration_arrivals(const struct care_migration_rates *rates, int year_index, int leaf,
                                             int sex, int age)
{
    return rates->arrivals[year_index] * rates->area_weight[leaf] * rates->arrivals_weight[sex][age];
}

/** Draws below `leave` leave the city, those from there to below `move` go to another area; by sex and age reached. */
struct care_migration_bounds {
    uint32_t leave[CARE_N_SEXES][CARE_N_AGES];
    uint32_t move[CARE_N_SEXES][CARE_N_AGES];
    uint32_t most; /* the largest of all: nobody at or above it goes anywhere */
};

/** The bounds of one area in one year. */
struct care_migration_bounds care_migration_bounds_create(const struct care_migration_rates *rates, int year_index,
                                                          int leaf);

/** What the model runs on. Borrowed. */
struct care_migration {
    const struct care_migration_rates *rates;
    const struct care_areas *areas;
    const struct care_health *health;
    const struct care_gaps *gaps;
    const uint32_t (*marital)[CARE_N_AGES][CARE_N_MARITAL]; /* [sex][age] cumulative thresholds of arrivals' status */
    const struct care_migration_bounds *bounds;             /* [CARE_N_YEARS][leaves] */
    const struct care_tally *tally;
    struct care_cube *moves_in, *moves_out, *widow_flows; /* each may be NULL */
};
extern const struct care_model care_migration_model;
extern const struct care_cube_spec care_migration_in_cube, care_migration_out_cube;

#endif
