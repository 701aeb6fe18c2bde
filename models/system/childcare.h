/** @file  Childcare (托育): children under three, the places there are and the norm asks, who uses them, and staff. Alone,
 *  after counting; nothing of people is changed.
 *
 *  A year's order: new residential areas hand over the places due to them; then a share of what the norm still asks is built.
 *  Those who wish a place take an inclusive (普惠) one first; where these are full, some of the rest take one at the market
 *  price. Classes of kindergartens take the older ones only: their places beyond these stay idle.
 *  Reads   the counts of the year.   Draws  nothing.   Source  docs/SOURCES.md#childcare. */
#ifndef CARE_MODELS_SYSTEM_CHILDCARE_H
#define CARE_MODELS_SYSTEM_CHILDCARE_H

#include "models/system/land_areas.h"
#include "sim/cubes.h"
#include "sim/model.h"
#include "sim/tally.h"

enum { CARE_CHILDCARE_AGES = 3 /* under 1, 1, 2 */ };

enum care_childcare_column { CARE_CHILDCARE_AREA, CARE_CHILDCARE_PLACES };
extern const struct care_sheet_spec care_childcare_sheet;

/** Section `childcare` of the scenario. Sheet owned by the scenario. */
struct care_childcare_parameters {
    struct care_sheet *places;         /* of 2020 by district */
    struct care_lever places_per_1000; /* that the norm asks, per 1000 residents */
    struct care_lever gap_closed_share_per_year;
    struct care_lever inclusive_share; /* of places */
    struct care_lever new_area_places_per_1000;
    double new_area_persons;                           /* areas above this size shall have places */
    struct care_lever new_area_kindergarten_share;     /* of these places, which kindergartens there supply already */
    struct care_lever kindergarten_share;              /* of places, in toddler classes of kindergartens */
    int kindergarten_from_age;                         /* youngest children whom these take */
    struct care_lever wish_share[CARE_CHILDCARE_AGES]; /* of children, for a place at the inclusive price */
    struct care_lever market_share;                    /* of these, who take a place at the market price too */
    double children_per_worker[CARE_CHILDCARE_AGES];
    struct care_lever certified_share;
    double site_places; /* of one site */
};
extern const struct care_section care_childcare_section;

enum care_childcare_item {
    CARE_CHILDCARE_UNDER_3,
    CARE_CHILDCARE_N_PLACES,
    CARE_CHILDCARE_INCLUSIVE_PLACES,
    CARE_CHILDCARE_NEEDED, /* places that the norm asks */
    CARE_CHILDCARE_SITES,
    CARE_CHILDCARE_DEMAND,
    CARE_CHILDCARE_USED,
    CARE_CHILDCARE_UNMET,
    CARE_CHILDCARE_IDLE,
    CARE_CHILDCARE_WORKERS_NEEDED,
    CARE_CHILDCARE_CERTIFIED_NEEDED, /* of them */
    CARE_N_CHILDCARE_ITEMS
};

/** One district and year before places are taken. */
struct care_childcare_children {
    double residents;
    int32_t of_age[CARE_CHILDCARE_AGES];
};

/** What the model runs on. All borrowed but the places. */
struct care_childcare {
    const struct care_childcare_parameters *parameters;
    const struct care_areas *areas;
    const struct care_land_plan *new_areas;
    const struct care_tally *tally;
    struct care_cube *population; /* read: who was counted on 1 November */
    struct care_cube *cube;       /* filled; may be NULL */
    int32_t *places;              /* [districts] of the last 1 November */
};

/** @return CARE_OK; CARE_ERROR_INPUT (an area that is no district, a district without a row) */
CARE_NODISCARD int care_childcare_check(const struct care_childcare_parameters *parameters,
                                        const struct care_areas *areas, struct care_diagnostics *list);

/** Places of 1 November of a year, after @p before. */
int32_t care_childcare_places(const struct care_childcare *childcare, int district, int year, double residents,
                              int32_t before);

/** Who uses the places. @param out  [CARE_N_CHILDCARE_ITEMS] */
void care_childcare_year(const struct care_childcare *childcare, int district, int year,
                         const struct care_childcare_children *children, int32_t places, int32_t *out);

/** @param out  what is borrowed filled by the caller, after care_childcare_check.  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_childcare_create(struct care_childcare *out);
void care_childcare_free(struct care_childcare *childcare);

extern const struct care_model care_childcare_model; /* close */
extern const struct care_cube_spec care_childcare_cube;

#endif
