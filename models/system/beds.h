/** @file  Beds, first version: who gets one, month by month. Those who want a bed (models/people/choice.h) are served by
 *  rank (the more disabled first), then by waiting time, in the own district and then in the nearest with a free bed.
 *  People stay residents of their home district.
 *
 *  Reads   level, care, exit, key.   Writes  care (place), months, bed.
 *  Draws   CARE_DRAW_BED_MONTH.   Source  docs/SOURCES.md#beds. */
#ifndef CARE_MODELS_SYSTEM_BEDS_H
#define CARE_MODELS_SYSTEM_BEDS_H

#include "models/axes.h"
#include "models/people.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/fields.h"
#include "sim/tally.h"

enum care_bed_class { CARE_ORDINARY_BED, CARE_NURSING_BED };

enum care_supply_column { CARE_SUPPLY_AREA, CARE_SUPPLY_CLASS, CARE_SUPPLY_BEDS };
extern const struct care_sheet_spec care_beds_plan_supply_sheet;

/** Section `beds` of the scenario. Sheet owned by the scenario. */
struct care_beds_parameters {
    struct care_sheet *supply;        /* beds of 2020 by district and class */
    struct care_series supply_factor; /* on the beds of 2020 */
    double neighbour_limit_km;        /* farther districts are not asked */
};
extern const struct care_section care_beds_plan_section;

/** Solved plan. Owns its arrays. */
struct care_beds_plan {
    const struct care_beds_parameters *parameters;
    const struct care_areas *areas;
    int32_t *beds;   /* [CARE_N_YEARS][districts][class] */
    int *neighbours; /* [districts][districts]: others by distance, ended by -1 */
};

/** @return CARE_OK; CARE_ERROR_INPUT (a district without a row, more than 254 districts); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_beds_plan_create(const struct care_beds_parameters *parameters, const struct care_areas *areas,
                                         struct care_diagnostics *list, struct care_beds_plan **out);
void care_beds_plan_free(struct care_beds_plan *plan);

struct care_bed_clients; /* people who ask for or hold a bed, of one area in one year */

/** What the model runs on. The plan is borrowed; the arrays are owned. */
struct care_beds {
    const struct care_beds_plan *plan;
    const struct care_tally *tally;
    struct care_bed_clients *clients;               /* [leaves] */
    int32_t *used;                                  /* [districts][class] of this moment */
    double (*mean_wait_months)[CARE_N_BED_CLASSES]; /* [districts] of the year past */
    struct care_cube *use, *queue, *refused, *admitted, *beds, *beds_used, *beds_idle, *placements, *wait_months;
};

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_beds_create(const struct care_beds_plan *plan, const struct care_tally *tally,
                                    struct care_beds *out);
void care_beds_free(struct care_beds *beds);

/** 1 November 2020: all who want a bed ask at once, and are served by rank. */
CARE_NODISCARD int care_beds_start(struct care_beds *beds, const struct care_year *year, struct care_table *table,
                                   int n_threads);

extern const struct care_model care_beds_model;
extern const struct care_cube_spec care_bed_use_cube, care_bed_queue_cube, care_bed_refused_cube,
    care_bed_admitted_cube, care_beds_cube, care_beds_used_cube, care_beds_idle_cube, care_beds_placements_cube,
    care_beds_wait_months_cube;

#endif
