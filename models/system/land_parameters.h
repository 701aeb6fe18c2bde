/** @file  Section `land` of the scenario and its tables. Source  docs/SOURCES.md#land. */
#ifndef CARE_MODELS_SYSTEM_LAND_PARAMETERS_H
#define CARE_MODELS_SYSTEM_LAND_PARAMETERS_H

#include "models/system/places.h"
#include "sim/fields.h"
#include "sim/sheet.h"

/** What the rule for community facilities counts; jurisdictions differ (C6 of the plans' conflicts). */
enum care_land_rule { CARE_LAND_PER_HEAD, CARE_LAND_FLOOR_PER_HEAD, CARE_LAND_FLOOR_PER_100_HOUSEHOLDS };

/** How land is supplied at a price (DL-091). */
enum care_land_paid_way { CARE_PAID_LEASE, CARE_PAID_LEASE_THEN_GRANT, CARE_PAID_GRANT, CARE_N_PAID_WAYS };

enum care_land_site_column { CARE_SITES_AREA, CARE_SITES_PLOT_RATIO, CARE_SITES_HOUSEHOLD_PERSONS };
enum care_land_new_area_column {
    CARE_NEW_AREAS_AREA,
    CARE_NEW_AREAS_NAME,
    CARE_NEW_AREAS_N,
    CARE_NEW_AREAS_HOUSEHOLDS,
    CARE_NEW_AREAS_PERSONS,
    CARE_NEW_AREAS_PLANNED, /* the four steps, in order */
    CARE_NEW_AREAS_BUILT,
    CARE_NEW_AREAS_ACCEPTED,
    CARE_NEW_AREAS_HANDED_OVER,
    CARE_NEW_AREAS_FLOOR,
    CARE_NEW_AREAS_COMPLIANT
};
extern const struct care_sheet_spec care_land_parameters_sites_sheet, care_land_parameters_new_areas_sheet;

/** Levers hold by district and year. Sheets owned by the scenario. */
struct care_land_parameters {
    struct care_sheet *sites;     /* plot ratio and household size by district */
    struct care_sheet *new_areas; /* NULL: none */

    int rule; /* enum care_land_rule */
    struct care_lever land_per_head_m2, floor_per_head_m2;
    struct care_lever new_households_floor_m2, built_households_floor_m2; /* per 100 households */

    struct care_lever street_centre_m2, station_m2, single_facility_m2; /* least floor */
    struct care_lever urban_station_share, rural_station_share;         /* of communities, of villages */
    struct care_lever beds_per_1000_elders;

    double place_floor_m2[CARE_DAY_PLACE + 1]; /* of a bed by class, of a day place */
    struct care_lever planning_occupancy;
    double home_beds;                         /* of one home */
    struct care_lever plot_ratio_factor;      /* on the table of sites */
    double bed_land_low_m2, bed_land_high_m2; /* the band in which land per bed is held */
    double density_share;                     /* of a plot under buildings, at most */
    struct care_lever green_share;            /* of a plot, at least */
    struct care_lever stock_reuse_share;      /* of new floor in existing buildings */
    int reuse_transition_years;
    struct care_lever reuse_rent_yuan;              /* a m2 of such floor and year */
    struct care_lever allocated_yuan, paid_yuan;    /* a m2 of land */
    struct care_lever paid_ratio[CARE_N_PAID_WAYS]; /* of what is paid by each way to the price */
    struct care_lever upgrade_land_share;           /* of what better beds need more, when beds are converted */

    int backlog_from_year; /* areas built from this year on are reviewed */
    bool pools_neighbours;
    struct care_lever four_sync_compliance, hand_over_delay_years, backlog_cleared_share_per_year;
};
extern const struct care_section care_land_parameters_section;

#endif
