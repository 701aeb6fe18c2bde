/** @file  Services at home and in the community, and those that homes share in, by district on 1 November: for whom they
 *  are, who asks, who is served, what was done and spent in the model year.
 *
 *  Day care, home beds and visits at home are placed by the queue: they are counted here, and paid for in finance, which
 *  says what they cost (care_services_enter_cost). All others are counted by profile: asked = eligible x take-up, served =
 *  the smaller of asked and what there is; they are paid for here. A household to adapt is done once; it leaves the stock
 *  when nobody in it is eligible any more. Adaptation counts households, the last two count homes.
 *  Reads   nothing of people.   Draws  nothing.   Source  docs/SOURCES.md#services. */
#ifndef CARE_MODELS_SYSTEM_SERVICES_H
#define CARE_MODELS_SYSTEM_SERVICES_H

#include "models/people/prices.h"
#include "models/system/placement.h"
#include "models/system/registration.h"
#include "models/system/services_rules.h"
#include "sim/model.h"

/** Second axis of the first cube. */
enum care_service_measure {
    CARE_SERVICE_ELIGIBLE,
    CARE_SERVICE_ASKED,
    CARE_SERVICE_SERVED,
    CARE_SERVICE_UNSERVED,
    CARE_N_SERVICE_MEASURES
};

enum care_services_cube {
    CARE_SERVICES_CUBE_PERSONS, /* (service, measure) */
    CARE_SERVICES_CUBE_VOLUME,  /* (service) */
    CARE_SERVICES_CUBE_COST,    /* (service) */
    CARE_SERVICES_CUBE_HOURS,   /* (level, whose) */
    CARE_SERVICES_CUBE_ADAPTED, /* () */
    CARE_N_SERVICES_CUBES
};
extern const struct care_cube_spec care_services_cubes[CARE_N_SERVICES_CUBES];

/** Households of a district that are adapted. What is part of one is carried to the next year. */
struct care_services_adapted {
    int32_t households;
    double carried_quota, carried_lost;
};

/** What the model runs on. All borrowed but the stock of households; cubes NULL when not recorded. */
struct care_services {
    const struct care_services_rules *rules;
    const struct care_prices_parameters *prices; /* hours of visits by level */
    const struct care_queue_parameters *queue;   /* assessors */
    const struct care_areas *areas;
    const struct care_supply *supply;
    const struct care_profiles *profiles;
    const struct care_registration *registration;
    const struct care_placement_use *use;             /* [districts] of the model year */
    const struct care_placement_residents *residents; /* [districts] of 1 November */
    struct care_ledger *ledger;
    const struct care_tally *tally;
    struct care_cube *cube[CARE_N_SERVICES_CUBES];
    struct care_cube *care_hours;          /* of families: what is missing */
    struct care_services_adapted *adapted; /* [districts] of the eligible */
};

/** @param out  what is borrowed filled by the caller  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_services_create(struct care_services *out);
void care_services_free(struct care_services *services);

/** What a service that the queue places cost in a model year, yuan at prices of 2024: for finance, which pays. */
void care_services_enter_cost(const struct care_services *services, int district, int year, enum care_service service,
                              double yuan);

extern const struct care_model care_services_model; /* close: after profiles, placement and families */

#endif
