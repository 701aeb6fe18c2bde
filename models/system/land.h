/** @file  Land rules: from people, supply and need to floor, land and number of facilities, by the rules of a jurisdiction.
 *  Two kinds of rule: so much land or floor for the people of an area (community facilities), and so much floor for a bed,
 *  a place, a centre. What people of a district need is counted where they live, wherever they are cared for.
 *
 *  Reads   the counts of the year, supply, placement's use.   Draws  nothing.   Source  docs/SOURCES.md#land. */
#ifndef CARE_MODELS_SYSTEM_LAND_H
#define CARE_MODELS_SYSTEM_LAND_H

#include "models/system/land_areas.h"
#include "models/system/placement.h"
#include "models/system/supply.h"
#include "sim/cubes.h"
#include "sim/model.h"
#include "sim/tally.h"

/** What takes floor; they do not overlap. Beds first, as enum care_place_class. */
enum care_land_class {
    CARE_LAND_ORDINARY_BEDS,
    CARE_LAND_NURSING_BEDS,
    CARE_LAND_DEMENTIA_BEDS,
    CARE_LAND_STREET_CENTRES,
    CARE_LAND_DAY_STATIONS,    /* of communities and villages, day places included */
    CARE_LAND_OTHER_COMMUNITY, /* what the rule by residents or households asks beyond centres and stations */
    CARE_N_LAND_CLASSES
};
enum care_land_measure {
    CARE_LAND_EXISTS,           /* of 2020 and still in use */
    CARE_LAND_PLANNED,          /* all that stands by the scenario's supply */
    CARE_LAND_NEEDED_BY_DEMAND, /* for those who hold or wait for a place */
    CARE_LAND_NEEDED_BY_RULE,   /* by the norms of the jurisdiction */
    CARE_N_LAND_MEASURES
};
/** What can be counted as houses: a home has beds of several classes. */
enum care_land_house { CARE_LAND_HOMES, CARE_LAND_CENTRES, CARE_LAND_STATIONS, CARE_LAND_OTHERS, CARE_N_LAND_HOUSES };
/** What is still to be built after what the scenario builds: the near-term and long-term list of plots. */
enum care_land_plot_item {
    CARE_PLOTS_FLOOR,           /* to be built: beds by demand, community facilities by demand or rule */
    CARE_PLOTS_FLOOR_REUSED,    /* of it in existing buildings: no new land */
    CARE_PLOTS_LAND,            /* of new plots */
    CARE_PLOTS_FOOTPRINT,       /* of buildings on them, at most */
    CARE_PLOTS_GREEN,           /* at least */
    CARE_PLOTS_TRANSITION_ENDS, /* floor reused by the scenario whose transition ends in this year */
    CARE_N_PLOT_ITEMS
};

/** Floor of community facilities against the households it is for. */
enum care_land_community_item {
    CARE_COMMUNITY_FLOOR_NEW, /* of areas handed over since the review's first year */
    CARE_COMMUNITY_HOUSEHOLDS_NEW,
    CARE_COMMUNITY_FLOOR_BUILT, /* centres and stations, by the scenario's supply: for all others */
    CARE_COMMUNITY_HOUSEHOLDS_BUILT,
    CARE_N_COMMUNITY_ITEMS
};

/** Who lives in a district, and what they ask for. */
struct care_land_people {
    double residents, elders;          /* of 60 and over */
    double asking[CARE_DAY_PLACE + 1]; /* who hold or wait for a bed of the class, a day place */
};

/** Land of beds: floor over plot ratio, held inside the band of the code. @param bed_floor_m2  of one bed */
double care_land_of_bed_m2(const struct care_land_parameters *parameters, double bed_floor_m2, double plot_ratio);

/** What the rule by residents or households asks in a district, all community facilities together. */
struct care_land_size care_land_by_rule(const struct care_land_plan *plan, int district, int year, double residents);

/** Floor, land and number of facilities of one district and year. */
struct care_land_need {
    struct care_land_size size[CARE_N_LAND_CLASSES][CARE_N_LAND_MEASURES]; /* number: 0 for beds */
    double homes[CARE_N_LAND_MEASURES];
};
void care_land_needs(const struct care_land_plan *plan, const struct care_supply *supply,
                     const struct care_land_people *people, int district, int year, struct care_land_need *out);

/** Plots for what is missing. [CARE_N_PLOT_ITEMS] m2 */
void care_land_plots(const struct care_land_plan *plan, const struct care_supply *supply,
                     const struct care_land_need *need, int district, int year, double *out);

/** What the model runs on. All borrowed. */
struct care_land {
    const struct care_land_plan *plan;
    const struct care_supply *supply;
    const struct care_placement_use *use; /* [districts] of the year */
    const struct care_tally *tally;
    struct care_cube *population;                                            /* read: who was counted on 1 November */
    struct care_cube *floor, *land, *houses, *four_sync, *plots, *community; /* filled; any may be NULL */
};

extern const struct care_model care_land_model; /* close */
extern const struct care_cube_spec care_land_cubes_floor, care_land_cubes_land, care_land_cubes_houses,
    care_land_cubes_four_sync, care_land_cubes_plots, care_land_cubes_community;

#endif
