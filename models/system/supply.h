/** @file  Supply of care by district, month and year: beds by owner and class, places, facilities, and the network they
 *  stand on. Computed once before the first year, from the stock of 2020, single items (现状, 在建, 规划) with dates,
 *  and levers; what happens to people never changes it.
 *
 *  A year's order: items open and close in their month; private beds leave the market; then the levers fill up what is
 *  missing to their targets, evenly over the months; then ordinary beds are turned into nursing beds and nursing beds into
 *  dementia beds until the shares asked for are reached.
 *  Source  docs/SOURCES.md#supply. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_H
#define CARE_MODELS_SYSTEM_SUPPLY_H

#include "models/system/places.h"
#include "sim/areas.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"
#include "sim/sheet.h"

#include <stdint.h>

/** Section `supply` of the scenario: models/system/supply_parameters.h. */
struct care_supply_parameters;
extern const struct care_section care_supply_parameters_section;

/** What changed in a model year in one district, counted in beds or places: what finance pays for. */
struct care_supply_changes {
    int32_t built[CARE_N_OWNERS][CARE_N_PLACE_CLASSES]; /* opened anew; day places and home beds under CARE_PUBLIC */
    int32_t closed[CARE_N_OWNERS][CARE_N_PLACE_CLASSES];
    int32_t converted_to_nursing[CARE_N_OWNERS];  /* from ordinary */
    int32_t converted_to_dementia[CARE_N_OWNERS]; /* from nursing */
    int32_t opened[CARE_N_FACILITIES];
    int32_t shut[CARE_N_FACILITIES];
};

/** Prepared supply. Owns its arrays; not changed by a run. y counts from CARE_FIRST_YEAR; the stock of 1 November of a year
 *  is that of its last month. */
struct care_supply {
    int n_districts;
    int32_t *beds;            /* [CARE_N_YEARS][CARE_MONTHS_A_YEAR][districts][CARE_N_OWNERS][CARE_N_BED_CLASSES] */
    int32_t *day_places;      /* [CARE_N_YEARS][CARE_MONTHS_A_YEAR][districts] */
    int32_t *home_beds;       /* [CARE_N_YEARS][CARE_MONTHS_A_YEAR][districts] */
    int32_t *facilities;      /* [CARE_N_YEARS][districts][CARE_N_FACILITIES] 1 November */
    double *inclusive_share;  /* [CARE_N_YEARS][districts] of private beds in the inclusive (普惠) price class */
    double *hospice_share;    /* [CARE_N_YEARS][districts] of nursing beds */
    int32_t *hospice_beds;    /* [CARE_N_YEARS][districts] 安宁疗护床位, among the nursing beds */
    double *for_profit_share; /* [CARE_N_YEARS][districts] of private beds, those of for-profit homes */
    int32_t *nodes;           /* [districts][3] streets and towns, urban communities, villages */
    double *elders;           /* [districts] residents of 60 and over in 2020 */
    struct care_supply_changes *changes; /* [CARE_N_YEARS][districts]; zero in 2020 */
    int city_platform_from;              /* year */
    int *network_levels;                 /* [CARE_N_YEARS][districts] 3 to 5 of the network count */
};

enum care_node { CARE_NODE_STREET, CARE_NODE_COMMUNITY, CARE_NODE_VILLAGE, CARE_N_NODES };

/** Levels of the network and what serves a node: the city by its platform, a district by its guidance centre, a street or
 *  town by a full centre, a community by a day-care station, a village by a station or a home of mutual help, a household by
 *  a home bed (its nodes are the residents of 60 and over in 2020). At most one facility counts for a node. */
enum care_network_level {
    CARE_NETWORK_CITY,
    CARE_NETWORK_DISTRICT,
    CARE_NETWORK_STREET,
    CARE_NETWORK_COMMUNITY,
    CARE_NETWORK_VILLAGE,
    CARE_NETWORK_HOUSEHOLD,
    CARE_N_NETWORK_LEVELS
};

/** @param elders  [districts] residents of 60 and over in 2020: what a city's total is shared by
 *  @return CARE_OK; CARE_ERROR_INPUT (an item that opens before it is planned or closes before it opens, an area that is no
 *          district, a district without stock, more facilities than nodes); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_supply_create(const struct care_supply_parameters *parameters, const struct care_areas *areas,
                                      const double *elders, struct care_diagnostics *list, struct care_supply **out);
void care_supply_free(struct care_supply *supply);

/** Whether a level of the network counts in a district: of three levels the city and the households are left out, of four
 *  the households. */
bool care_supply_has_level(const struct care_supply *supply, int year, int district, enum care_network_level level);

/** Share of the nodes of a level that are served on 1 November, in a district or (-1) in the whole city; NaN where there is
 *  no such node, or the level does not count. */
double care_supply_coverage(const struct care_supply *supply, int year, int district, enum care_network_level level);

/** Nodes of a level of the network in a district, and how many of them have a facility, one to a node; none where the level
 *  does not count. The city's node stands in every district. */
struct care_supply_nodes {
    int32_t nodes, covered;
};
struct care_supply_nodes care_supply_network(const struct care_supply *supply, int year, int district,
                                             enum care_network_level level);

/** Beds of a month (1..12) of a model year: [districts][CARE_N_OWNERS][CARE_N_BED_CLASSES]. */
static inline const int32_t *care_supply_beds(const struct care_supply *supply, int year, int month)
{
    const size_t n = (size_t)supply->n_districts * CARE_N_OWNERS * CARE_N_BED_CLASSES;
    return supply->beds + ((size_t)(year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + (size_t)(month - 1)) * n;
}

/** Facilities of 1 November of a year in a district: [CARE_N_FACILITIES]. */
static inline const int32_t *care_supply_facilities(const struct care_supply *supply, int year, int district)
{
    return supply->facilities +
           ((size_t)(year - CARE_FIRST_YEAR) * (size_t)supply->n_districts + (size_t)district) * CARE_N_FACILITIES;
}

static inline const struct care_supply_changes *care_supply_changes(const struct care_supply *supply, int year,
                                                                    int district)
{
    return &supply->changes[(size_t)(year - CARE_FIRST_YEAR) * (size_t)supply->n_districts + (size_t)district];
}

#endif
