/** @file  Staff by district and occupation: trained, certified, in post, gone. What homes and services need follows from
 *  those they care for; employers fill vacancies, those of free places that people wait for among them, from training and
 *  from the open market, as fast as the market allows and wages draw. Staff in post bounds who can be admitted
 *  (models/system/queue.h). Whole persons, fractions carried over: in every year
 *  in post before + certified + hired = in post after + left; who works in another district is lent for the year.
 *  Source  docs/SOURCES.md#workforce. */
#ifndef CARE_MODELS_SYSTEM_WORKFORCE_H
#define CARE_MODELS_SYSTEM_WORKFORCE_H

#include "models/people/prices.h"
#include "models/system/placement.h"
#include "models/system/profiles.h"
#include "models/system/supply.h"
#include "models/system/workforce_parameters.h"
#include "sim/areas.h"
#include "sim/model.h"

enum care_occupation {
    CARE_CAREGIVERS_OF_HOMES, /* the pools, in the order of enum care_staff_pool */
    CARE_CAREGIVERS_OF_SERVICES,
    CARE_DIRECTORS,
    CARE_SOCIAL_WORKERS,
    CARE_ASSESSORS,
    CARE_OTHER_STAFF, /* nurses, kitchen, cleaning, management */
    CARE_N_OCCUPATIONS
};

enum care_workforce_flow {
    CARE_STAFF_TRAINED,   /* persons trained; few of them are new */
    CARE_STAFF_CERTIFIED, /* of these, new, certified and in post */
    CARE_STAFF_HIRED,
    CARE_STAFF_LEFT,
    CARE_STAFF_BORROWED, /* for the year, from other districts */
    CARE_STAFF_LENT,
    CARE_N_STAFF_FLOWS
};

/** Of one district. */
struct care_workforce_district {
    int32_t posts[CARE_N_OCCUPATIONS];                     /* persons, last 1 November */
    double needed[CARE_N_OCCUPATIONS];                     /* posts, by those cared for */
    double wanted[CARE_N_STAFF_POOLS];                     /* the same and by those who wait for a place that is free */
    int32_t flows[CARE_N_OCCUPATIONS][CARE_N_STAFF_FLOWS]; /* of the model year */
    double carry[CARE_N_OCCUPATIONS][CARE_N_STAFF_FLOWS];  /* fractions of persons */
    double certified[CARE_N_STAFF_POOLS];                  /* of the caregivers in post, last 1 November */
    int32_t family_carers_trained;
};

/** What the model runs on. Parameters, areas, supply, results of placement, profiles, tally and cubes borrowed. */
struct care_workforce {
    const struct care_workforce_parameters *parameters;
    const struct care_prices_parameters *prices; /* hours of visits */
    const struct care_queue_parameters *queue;   /* assessments */
    const struct care_areas *areas;
    const struct care_supply *supply;
    const struct care_placement_use *use;             /* [districts] of the last model year */
    const struct care_placement_residents *residents; /* [districts] of the last 1 November */
    const struct care_profiles *profiles;
    const struct care_tally *tally;
    struct care_cube *needed, *in_post, *certified, *flows, *family_carers, *wages;

    struct care_workforce_district *districts;               /* owned */
    int32_t need_milli[CARE_N_PLACE_CLASSES][CARE_N_LEVELS]; /* thousandths of a post a client takes, of the year */
    double trained_carry[CARE_N_COURSES]; /* fractions of persons, handed on from district to district */
    double *training_yuan;                /* [districts] of the model year, at prices of 2024; owned */
    int32_t *staff_milli; /* [CARE_MONTHS_A_YEAR][districts][CARE_N_STAFF_POOLS] in the middle of each month; owned */
};

/** @param out  what is borrowed filled by the caller; the rest here  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_workforce_create(struct care_workforce *out);
void care_workforce_free(struct care_workforce *workforce);

/** Wages and what employers pay on top, of the caregivers of the model year: yuan at prices of 2024. Fees and subsidies do
 *  not follow them: what a wage policy costs is told beside what users and governments pay. */
double care_workforce_wage_bill_yuan(const struct care_workforce *workforce, int district, int year);

/** begin: posts of the year; close: needs of 1 November, in 2020 the posts that meet them; cubes. After profiles. */
extern const struct care_model care_workforce_model;
extern const struct care_axis care_workforce_cubes_occupation;
extern const struct care_cube_spec care_workforce_cubes_needed, care_workforce_cubes_in_post,
    care_workforce_cubes_certified, care_workforce_cubes_flows, care_workforce_cubes_family_carers,
    care_workforce_cubes_wages;

#endif
