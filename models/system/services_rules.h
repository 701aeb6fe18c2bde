/** @file  The tables of services, checked and made ready: who is eligible, and who pays. */
#ifndef CARE_MODELS_SYSTEM_SERVICES_RULES_H
#define CARE_MODELS_SYSTEM_SERVICES_RULES_H

#include "models/system/services_parameters.h"
#include "sim/areas.h"

enum { CARE_SERVICES_MOST_ALTERNATIVES = 16 };

/** Owns its array; not changed by a run. */
struct care_services_rules {
    const struct care_services_parameters *parameters;
    struct care_services_rule *rule;                       /* [n] grouped by service */
    int first[CARE_N_PEOPLES_SERVICES + 1];                /* of each service; the last one: n */
    double paid_by[CARE_N_SERVICE_CHARGES][CARE_N_PAYERS]; /* shares; sum 1 */
};

/** @return CARE_OK; CARE_ERROR_INPUT (a service without a row or with more than the most in a district, an area that is no
 *          district, a charge without a row, shares that do not sum to 1, conditions that nobody meets: each with file and
 *          line); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_services_rules_create(const struct care_services_parameters *parameters,
                                              const struct care_areas *areas, struct care_diagnostics *list,
                                              struct care_services_rules **out);
void care_services_rules_free(struct care_services_rules *rules);

/** Whose eligibility is asked: the people of a district in a year. */
struct care_services_people {
    int32_t district_code;
    int year;
    double district_share; /* of residents registered in the city, those registered in the district itself */
    const struct care_profile_count *list; /* [n_list] */
    int n_list;
};

/** Persons whom a service is for, to the nearest whole. */
int64_t care_services_rules_eligible(const struct care_services_rules *rules, enum care_service service,
                                     const struct care_services_people *people);

/** Of them, disabled people of any level who live at home. */
double care_services_rules_eligible_disabled(const struct care_services_rules *rules, enum care_service service,
                                             const struct care_services_people *people);

#endif
