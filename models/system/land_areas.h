/** @file  New residential areas and the four steps every one of them goes through together with its care facility (四同步):
 *  plan > build > accept > hand over; what was handed over without a facility since the review's first year is a backlog
 *  that is cleared by and by. Computed once before the first year.
 *  Source  docs/SOURCES.md#land-new-areas. */
#ifndef CARE_MODELS_SYSTEM_LAND_AREAS_H
#define CARE_MODELS_SYSTEM_LAND_AREAS_H

#include "models/system/land_parameters.h"
#include "sim/areas.h"
#include "sim/diagnostics.h"

#include <stdbool.h>

enum care_four_sync {
    CARE_SYNC_PLANNED,
    CARE_SYNC_BUILT,
    CARE_SYNC_ACCEPTED,
    CARE_SYNC_HANDED_OVER,
    CARE_N_SYNC_STEPS,
    /* beyond the steps */
    CARE_SYNC_COMPLIANT = CARE_N_SYNC_STEPS, /* handed over with a facility that meets the rule */
    CARE_SYNC_BACKLOG,                       /* without one, not yet cleared */
    CARE_SYNC_CLEARED,                       /* from the backlog, up to the year */
    CARE_SYNC_POOLED,                        /* of those planned: too small for a facility of their own */
    CARE_SYNC_SHARED_FACILITIES,             /* what they have instead, with their neighbours */
    CARE_N_SYNC_COUNTS
};

struct care_land_size {
    double floor_m2, land_m2;
    double number; /* of facilities, where it is counted */
};

/** Areas of a district up to 1 November of a year. */
struct care_land_areas_of_year {
    double areas[CARE_N_SYNC_COUNTS]; /* expected numbers */
    struct care_land_size facilities; /* handed over, and of those that cleared the backlog */
    double households;                /* of areas built */
    double households_handed_over;    /* of areas handed over */
};

/** One row of the table, by the rules of the year it is planned in. */
struct care_land_new_area {
    int district;
    int n_areas, n_compliant;
    int year[CARE_N_SYNC_STEPS]; /* 0: not yet */
    double households, persons;
    double given_floor_m2;            /* of those that comply; below 0: as the rule asks */
    struct care_land_size by_rule;    /* of all its areas, before the least size of a facility */
    struct care_land_size facilities; /* of all its areas, as they are to be built */
    bool is_pooled;                   /* its areas are too small and share facilities with neighbours */
};

/** Where plots are: one district of the table of sites. */
struct care_land_site {
    double plot_ratio, household_persons;
};

/** Prepared: parameters borrowed, arrays owned; not changed by a run. */
struct care_land_plan {
    const struct care_land_parameters *parameters;
    const struct care_areas *areas;
    struct care_land_site *sites; /* [districts] */
    int n_rows;
    struct care_land_new_area *rows;         /* [n_rows] */
    struct care_land_areas_of_year *of_year; /* [CARE_N_YEARS][districts] */
};

/** @return CARE_OK; CARE_ERROR_INPUT (a step before the one it follows, more areas that comply than areas, an area that is
 *          no district, a district without a site, building and green that do not fit on a plot); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_land_areas_create(const struct care_land_parameters *parameters, const struct care_areas *areas,
                                          struct care_diagnostics *list, struct care_land_plan **out);
void care_land_areas_free(struct care_land_plan *plan);

/** Value of a rule in a district. */
double care_land_areas_value(const struct care_land_plan *plan, const struct care_lever *lever, int district, int year);

/** Plot ratio in force in a district. */
double care_land_areas_plot_ratio(const struct care_land_plan *plan, int district, int year);

/** What the rule by residents or households asks for, before the least size of one facility. */
struct care_land_size care_land_areas_rule(const struct care_land_plan *plan, int district, int year, double persons,
                                           double new_households, double built_households);

/** Land of a facility: no less than the rule's land, nor than its floor or the least floor take at the plot ratio. */
double care_land_areas_plot_m2(double rule_land_m2, double floor_m2, double least_floor_m2, double plot_ratio);

/** People of areas with more than @p persons each, built after 2020 and handed over by a year: for childcare. */
double care_land_areas_persons_above(const struct care_land_plan *plan, int district, int year, double persons);

static inline const struct care_land_areas_of_year *care_land_areas_at(const struct care_land_plan *plan, int year,
                                                                       int district)
{
    return &plan->of_year[(size_t)(year - CARE_FIRST_YEAR) * (size_t)plan->areas->n_districts + (size_t)district];
}

#endif
