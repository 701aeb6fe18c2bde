/** @file  Section `supply` of the scenario: the stock of 2020, a list of single facilities, and the levers of supply.
 *  Source  docs/SOURCES.md#supply. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_PARAMETERS_H
#define CARE_MODELS_SYSTEM_SUPPLY_PARAMETERS_H

#include "models/system/places.h"
#include "sim/fields.h"
#include "sim/sheet.h"

/** Beds of 2020; what has no row is 0. */
enum care_supply_beds_column {
    CARE_SUPPLY_BEDS_AREA,
    CARE_SUPPLY_BEDS_CLASS, /* enum care_place_class */
    CARE_SUPPLY_BEDS_OWNER, /* enum care_owner */
    CARE_SUPPLY_BEDS_BEDS
};

enum care_supply_places_column { CARE_SUPPLY_PLACES_AREA, CARE_SUPPLY_PLACES_DAY, CARE_SUPPLY_PLACES_HOME_BEDS };

/** Facilities and nodes of the network, 2020: one column each. */
enum care_supply_facilities_column {
    CARE_SUPPLY_FACILITIES_AREA,
    CARE_SUPPLY_FACILITIES_FIRST,                                                   /* of CARE_N_FACILITIES */
    CARE_SUPPLY_FACILITIES_NODES = CARE_SUPPLY_FACILITIES_FIRST + CARE_N_FACILITIES /* streets, communities, villages */
};

/** Single facilities, one a row. */
enum care_supply_projects_column {
    CARE_SUPPLY_PROJECTS_AREA,
    CARE_SUPPLY_PROJECTS_NAME,
    CARE_SUPPLY_PROJECTS_KIND,    /* enum care_supply_project_kind; see care_supply_parameters_choice */
    CARE_SUPPLY_PROJECTS_OWNER,   /* enum care_owner */
    CARE_SUPPLY_PROJECTS_STATUS,  /* enum care_supply_status */
    CARE_SUPPLY_PROJECTS_PLANNED, /* when it was decided: year, month or day; "" where not known */
    CARE_SUPPLY_PROJECTS_OPENS,   /* "" only for what exists: it stood before November 2020 */
    CARE_SUPPLY_PROJECTS_CLOSES,  /* "": never */
    CARE_SUPPLY_PROJECTS_COUNT,   /* of facilities; 0: places are added to one that stands */
    CARE_SUPPLY_PROJECTS_BEDS,    /* CARE_N_BED_CLASSES columns */
    CARE_SUPPLY_PROJECTS_DAY = CARE_SUPPLY_PROJECTS_BEDS + CARE_N_BED_CLASSES,
    CARE_SUPPLY_PROJECTS_HOME_BEDS,
    CARE_SUPPLY_PROJECTS_REALISED,  /* share; -1: the lever of its status */
    CARE_SUPPLY_PROJECTS_PRICE,     /* enum care_supply_price */
    CARE_SUPPLY_PROJECTS_AREA_M2,   /* -1: not known */
    CARE_SUPPLY_PROJECTS_FUNCTIONS, /* of the eight of a street centre; -1: not known */
    CARE_SUPPLY_PROJECTS_REUSES     /* 1: an existing building */
};

enum care_supply_project_kind {
    CARE_SUPPLY_HOME,
    CARE_SUPPLY_GUIDANCE_CENTRE,
    CARE_SUPPLY_STREET_CENTRE,
    CARE_SUPPLY_URBAN_DAY_STATION,
    CARE_SUPPLY_RURAL_DAY_STATION,
    CARE_SUPPLY_VILLAGE_HOME,
    CARE_SUPPLY_CANTEEN,
    CARE_SUPPLY_CENTRAL_KITCHEN,
    CARE_SUPPLY_N_PROJECT_KINDS
};
enum care_supply_status { CARE_SUPPLY_EXISTING, CARE_SUPPLY_BUILDING, CARE_SUPPLY_PLANNED, CARE_SUPPLY_N_STATUS };
enum care_supply_price { CARE_SUPPLY_INCLUSIVE, CARE_SUPPLY_MARKET, CARE_SUPPLY_PRICE_UNKNOWN, CARE_SUPPLY_N_PRICES };

/** Words of a list of facilities may be English or Chinese: the Chinese ones follow in the same order. */
static inline int care_supply_parameters_choice(const struct care_sheet *projects, int column, int row, int n)
{
    return care_sheet_int(projects, column, row) % n;
}

extern const struct care_sheet_spec care_supply_parameters_beds_sheet, care_supply_parameters_places_sheet,
    care_supply_parameters_facilities_sheet, care_supply_parameters_projects_sheet;

/** Sheets owned by the scenario. A target of 0 is none: the stock stays as it is. */
struct care_supply_parameters {
    struct care_sheet *beds, *places, *facilities;
    struct care_sheet *projects;                     /* or NULL */
    bool projects_replace_totals;                    /* what a district lists as existing stands for its totals */
    struct care_lever building_realised;             /* share of what is listed as being built */
    struct care_lever planned_realised;              /* share of what is listed as planned */
    struct care_lever delay_years;                   /* of both, by the year in which they were to open */
    struct care_lever papers_months;                 /* that a building of another use takes to be changed over */
    struct care_lever papers_free_m2;                /* up to this floor it needs no such papers */
    struct care_lever beds_factor;                   /* on the beds of 2020, which it builds or closes */
    struct care_series beds_total;                   /* of the city */
    struct care_lever district_beds;                 /* of a district; they count towards the city's total */
    struct care_lever public_share_of_new;           /* of beds built towards these totals */
    struct care_lever nursing_share;                 /* nursing and dementia beds of all beds */
    struct care_lever dementia_share;                /* of nursing and dementia beds */
    struct care_lever hospice_share;                 /* of nursing beds, kept for the dying */
    struct care_lever dementia_areas;                /* homes with one, in a district */
    double beds_per_dementia_area;                   /* of areas that levers open */
    struct care_lever market_exit_per_year;          /* share of private beds */
    struct care_lever inclusive_share;               /* of private beds */
    struct care_lever for_profit_share;              /* of private beds, those of for-profit homes */
    double beds_per_new_home;                        /* of homes that levers build */
    struct care_lever day_care_coverage_urban;       /* of communities */
    struct care_lever day_care_coverage_rural;       /* of villages; village homes count */
    double places_per_station;                       /* of stations that levers build */
    struct care_lever day_places_factor;             /* on the places of 2020 */
    struct care_lever district_day_places;           /* of a district */
    struct care_lever street_centre_coverage;        /* of streets and towns, by full centres */
    struct care_lever street_centre_least_functions; /* to count as full, in the year of opening */
    struct care_lever street_centre_least_area_m2;   /* likewise */
    struct care_lever village_home_coverage;         /* of villages */
    struct care_lever canteens_per_node;             /* to a community or village */
    struct care_lever central_kitchens;              /* in a district */
    struct care_series home_beds;                    /* of the city */
    struct care_lever district_home_beds;            /* of a district; they count towards the city's total */
    struct care_lever home_beds_factor;              /* on those of 2020 and on the district's part of home_beds */
    int city_platform_from;                          /* year from which the city's own node is served */
    struct care_lever network_levels;                /* 3 to 5: how many the plan counts */
    int freeze_from;                                 /* year from which nothing opens, closes or is converted */
};

#endif
