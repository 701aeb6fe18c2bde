/** @file  Beds, first version: who asks for a bed, and who gets one, month by month.
 *
 *  A person's wish for a bed is a trait drawn once for life and compared with the share of people of his level who want
 *  one, alone or with a partner: so the shares are met in expectation, and a fall in health or a widowing makes people
 *  ask. Those who ask are served by rank (the more disabled first), then by waiting time, in the own district and then
 *  in the nearest with a free bed. People stay residents of their home district.
 *
 *  Reads   level, partner, exit, key.   Writes  care, months, bed, event.
 *  Draws   CARE_DRAW_BED_WISH (trait), CARE_DRAW_BED_MONTH.   Source  docs/SOURCES.md#beds. */
#ifndef CARE_MODELS_SYSTEM_BEDS_H
#define CARE_MODELS_SYSTEM_BEDS_H

#include "models/axes.h"
#include "models/people.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/fields.h"
#include "sim/tally.h"

enum care_bed_class { CARE_ORDINARY_BED, CARE_NURSING_BED };
enum care_demand_basis { CARE_DEMAND_PRESENT_USE, CARE_DEMAND_NORM };

enum care_supply_column { CARE_SUPPLY_AREA, CARE_SUPPLY_CLASS, CARE_SUPPLY_BEDS };
extern const struct care_sheet_spec care_beds_plan_supply_sheet;

/** Section `beds` of the scenario. Sheet owned by the scenario. */
struct care_beds_parameters {
    struct care_sheet *supply;           /* beds of 2020 by district and class */
    struct care_series supply_factor;    /* on the beds of 2020 */
    int demand_basis;                    /* enum care_demand_basis */
    double present_share[CARE_N_LEVELS]; /* of 60+ of a level who want a bed: present use */
    double norm_share;                   /* of all 60+, in every year: the plans' norm */
    struct care_series norm_ramp;        /* 0: present use, 1: the norm in full */
    double alone_odds_ratio;             /* without against with a partner at hand */
    int nursing_from_level;              /* this level and worse need a nursing bed; else an ordinary one */
    double neighbour_limit_km;           /* farther districts are not asked */
};
extern const struct care_section care_beds_plan_section;

/** Expected people of 60+ at the start, by level and by whether a partner is at hand: [level][0 alone, 1 coupled]. */
struct care_bed_askers {
    double n[CARE_N_LEVELS][2];
};

/** Solved plan. Owns its arrays. */
struct care_beds_plan {
    const struct care_beds_parameters *parameters;
    const struct care_areas *areas;
    int32_t *beds;                                 /* [CARE_N_YEARS][districts][class] */
    int *neighbours;                               /* [districts][districts]: others by distance, ended by -1 */
    uint32_t wish[CARE_N_YEARS][CARE_N_LEVELS][2]; /* thresholds of the trait, [level][0 alone, 1 coupled] */
    double share[CARE_N_YEARS][CARE_N_LEVELS];     /* the mean over both */
};

/** @param askers       at the start: how a level's share splits between people alone and coupled
 *  @param level_share  [CARE_N_YEARS][level] expected mix of the city's 60+: the norm's share of all is met on it every year
 *  @return CARE_OK; CARE_ERROR_INPUT (a district without a row, more than 254 districts); CARE_ERROR_SOLVER when a share
 *          cannot be met; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_beds_plan_create(const struct care_beds_parameters *parameters, const struct care_areas *areas,
                                         const struct care_bed_askers *askers,
                                         const double (*level_share)[CARE_N_LEVELS], struct care_diagnostics *list,
                                         struct care_beds_plan **out);
void care_beds_plan_free(struct care_beds_plan *plan);

struct care_bed_clients; /* people who ask for or hold a bed, of one area in one year */

/** What the model runs on. The plan is borrowed; the lists of clients are owned. */
struct care_beds {
    const struct care_beds_plan *plan;
    const struct care_tally *tally;
    struct care_bed_clients *clients; /* [leaves] */
    int32_t *used;                    /* [districts][class] of this moment */
    struct care_cube *demand, *use, *queue, *refused, *admitted, *beds, *beds_used, *beds_idle, *placements,
        *wait_months;
};

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_beds_create(const struct care_beds_plan *plan, const struct care_tally *tally,
                                    struct care_beds *out);
void care_beds_free(struct care_beds *beds);

/** 1 November 2020: all who want a bed ask at once, and are served by rank. */
CARE_NODISCARD int care_beds_start(struct care_beds *beds, const struct care_year *year, struct care_table *table,
                                   int n_threads);

extern const struct care_model care_beds_model;
extern const struct care_cube_spec care_bed_demand_cube, care_bed_use_cube, care_bed_queue_cube, care_bed_refused_cube,
    care_bed_admitted_cube, care_beds_cube, care_beds_used_cube, care_beds_idle_cube, care_beds_placements_cube,
    care_beds_wait_months_cube;

#endif
