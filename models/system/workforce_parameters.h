/** @file  Section `workforce` of the scenario. Source  docs/SOURCES.md#workforce. */
#ifndef CARE_MODELS_SYSTEM_WORKFORCE_PARAMETERS_H
#define CARE_MODELS_SYSTEM_WORKFORCE_PARAMETERS_H

#include "models/people.h"
#include "sim/fields.h"

enum care_course { CARE_COURSE_OF_CAREGIVERS, CARE_COURSE_OF_DIRECTORS, CARE_COURSE_OF_FAMILY_CARERS, CARE_N_COURSES };

/** Persons unless said otherwise. Levers hold by district and year. */
struct care_workforce_parameters {
    double caregivers_of_homes_2020; /* of the city */
    double posts_factor_2020;        /* on all posts of 2020 */

    double residents_per_caregiver[CARE_N_LEVELS]; /* on the roster of a home (MZ/T 187-2021) */
    double residents_per_caregiver_dementia;       /* at most, in a dementia bed */
    struct care_series residents_factor;           /* on these ratios */
    double day_users_per_staff;
    double home_bed_extra_hours_per_week; /* beyond the visits of the level */
    double visits_per_working_day;        /* of an hour each, travel included */
    double working_days_per_year;
    struct care_lever staffing_ratio; /* posts that employers fill, to the need */

    struct care_series trained_per_year;       /* of the city */
    struct care_lever new_and_staying_share;   /* of the trained */
    struct care_lever certified_share;         /* of these, and of serving staff in the courses */
    double certified_share_2020;               /* of caregivers in post */
    struct care_lever hired_certified_share;   /* of those hired from the open market */
    struct care_lever attrition_per_year;      /* share of posts */
    struct care_lever hire_share_of_vacancies; /* filled in a year from the open market */
    struct care_lever growth_limit_per_year;   /* of posts, net, whatever the vacancies */
    struct care_lever relative_wage;           /* to other jobs, against 2020 */
    double wage_elasticity;                    /* of leaving (with the opposite sign) and of hiring */
    double wage_yuan_per_month, employer_cost_ratio;
    double commuting_limit_km;
    struct care_lever commuting_share; /* of staff beyond the need, lent to districts in reach */

    double other_staff_per_caregiver;
    struct care_lever social_workers_per_1000, social_workers_per_100_beds;
    double assessments_per_assessor_year;
    double other_posts_filled_2020; /* share of the need: directors, social workers */

    struct care_series directors_trained_per_year, family_carers_trained_per_year; /* of the city */
    struct care_lever district_courses[CARE_N_COURSES]; /* persons trained a year in courses of the district itself */
    double training_yuan[CARE_N_COURSES];
};
extern const struct care_section care_workforce_parameters_section;

#endif
