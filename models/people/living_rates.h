/** @file  Whom people of 60 and over live with: shares by age with and without a partner, how they follow from the census of
 *  households, and the yearly chances of a child moving out or taking a parent in that carry them on.
 *
 *  P(alone | no partner) has the nation's shape by age and is scaled so that China's people of 2020 by age, sex and
 *  marital status come to the published share of 60+ who live alone; the city takes it as it is. Collective households and
 *  people who live with another old relative follow from the margins of each area's households with members of 65+.
 *  Source  docs/SOURCES.md#living. */
#ifndef CARE_MODELS_PEOPLE_LIVING_RATES_H
#define CARE_MODELS_PEOPLE_LIVING_RATES_H

#include "models/people/children.h"
#include "models/people/partnership.h"
#include "models/people/population.h"
#include "models/people/prevalence.h"
#include "sim/areas.h"
#include "sim/diagnostics.h"
#include "sim/fields.h"

/** Section `living` of the scenario. */
struct care_living_parameters {
    double alone_share;                       /* of China's 60+ in 2020 who live alone */
    double alone_to_70, alone_from_85;        /* P(alone | no partner): shape by age, straight between; then scaled */
    double couple_only_share;                 /* of 60+ with a partner at hand: with the partner only */
    double leave_rate_per_year;               /* a co-resident child moves out */
    double return_ratio_disabled;             /* of moderate and worse level: chance of being taken in, to the others */
    struct care_series co_residence_log_odds; /* of living with a child, on top of 2020: the trend */
    double three_generation_share;            /* of those who live with children; used where the census does not tell */
};
extern const struct care_section care_living_rates_section;

enum { CARE_LIVING_AGES = CARE_RATE_AGES - CARE_FIRST_CARE_AGE }; /* 60..101, index age - 60 */

/** How the people of 65 and over of one leaf area fill the census' households with one, two, three of them: units drawn at
 *  the census. A unit is a couple or a person without a partner at hand. */
struct care_living_quotas {
    int couples_collective; /* couples, both 65+: both outside family households */
    int couples_apart;      /* one of them */
    int couples_elders;     /* with a parent of 65+ */
    int others_collective;  /* 65+ without a partner of 65+ at hand */
    int singles_elders;     /* without a partner: with another old relative */
};

/** Of one leaf area. Shares as thresholds of the draw at the start; intervals follow each other. */
struct care_living_area {
    struct care_living_quotas quotas;
    uint32_t collective[2];     /* [single, couple] below: outside family households */
    uint32_t elders[2];         /* from there to here: with old relatives */
    uint32_t three_generations; /* of those who live with children */
    /* of all others who have a child near by, when they are drawn in a year */
    uint32_t with_children[CARE_N_YEARS][2][CARE_LIVING_AGES];
};

/** Owns its array. */
struct care_living_rates {
    double alone[CARE_LIVING_AGES];                         /* P(alone | no partner), scaled */
    double with_children[2][CARE_LIVING_AGES];              /* city: P(with a child | a child near by), 2020 */
    uint32_t leave[CARE_N_YEARS][2][CARE_LIVING_AGES];      /* a child moves out; [single, couple][age reached] */
    uint32_t take_in[CARE_N_YEARS][2][2][CARE_LIVING_AGES]; /* [single, couple][moderate and worse][age reached] */
    /* on losing the partner at that age: P(to the children | by oneself), P(by oneself | with children) */
    uint32_t taken_in_alone[CARE_N_YEARS][CARE_LIVING_AGES], left_alone[CARE_N_YEARS][CARE_LIVING_AGES];
    struct care_living_area *of_area; /* [leaves] */
};

struct care_living_inputs {
    const struct care_living_parameters *parameters;
    const struct care_partnership_parameters *partnership; /* the nation's marital status by sex and age */
    const struct care_sheet *reference_population;         /* China's 60+ of 2020 by sex and age */
    const struct care_census *census;
    const struct care_marital_counts *marital;
    const struct care_children_rates *children;
    const struct care_couples *couples;
    const struct care_prevalence *disability; /* of the root: who is taken in more often */
    const struct care_areas *areas;
    const struct care_sheet *households;
    const double *in_homes; /* [levels] of 60+ of a level who live in a home in 2020: they are in no family household */
    double in_homes_partner;         /* odds of that with a partner to those without */
    double in_homes_urban;           /* and in a town to those in a village */
    const struct care_sheet *groups; /* share of villages by area */
};

/** @return CARE_OK; CARE_ERROR_INPUT (a leaf area without households, or with margins that contradict each other; a share alone that no
 *          shape can meet); CARE_ERROR_SOLVER when the shares leave no room for each other; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_living_rates_create(const struct care_living_inputs *inputs, struct care_diagnostics *list,
                                            struct care_living_rates *out);
void care_living_rates_free(struct care_living_rates *rates);

#endif
