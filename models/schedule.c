#include "models/schedule.h"

#include <stddef.h>

struct entry {
    const struct care_model *model;
    size_t self;                  /* offset in struct care_schedule_models */
    enum care_schedule_set up_to; /* the smallest set it belongs to; the sets are nested, ALL is 0 */
};

#define SELF(member) offsetof(struct care_schedule_models, member)
/* The year, in order. What a model settles across blocks comes after all steps, in the same order.
 * Reorder with care: docs/decisions/0005-order-of-the-year.md */
static const struct entry year_in_order[] = {
    {&care_partnership_model, SELF(partnership), CARE_SCHEDULE_PEOPLE},      /* partners meet and part */
    {&care_fertility_model, SELF(fertility), CARE_SCHEDULE_BASIC},           /* births */
    {&care_disability_entry_model, SELF(disability), CARE_SCHEDULE_BASIC},   /* at 60, level and stage by prevalence */
    {&care_mortality_model, SELF(mortality), CARE_SCHEDULE_BASIC},           /* deaths */
    {&care_widowing_model, SELF(widowing), CARE_SCHEDULE_PEOPLE},            /* their partners are widowed */
    {&care_disability_model, SELF(disability), CARE_SCHEDULE_BASIC},         /* moves between levels */
    {&care_dementia_model, SELF(dementia), CARE_SCHEDULE_BASIC},             /* onset and stages */
    {&care_migration_model, SELF(migration), CARE_SCHEDULE_PEOPLE},          /* out, in, between areas */
    {&care_living_model, SELF(living), CARE_SCHEDULE_PEOPLE},                /* children leave and return */
    {&care_choice_model, SELF(choice), CARE_SCHEDULE_PEOPLE},                /* who wants which care */
    {&care_placement_model, SELF(system.placement), CARE_SCHEDULE_ALL},      /* twelve months of queue */
    {&care_supply_model_descriptor, SELF(system.supply), CARE_SCHEDULE_ALL}, /* what stands where */
    {&care_headcount_model, SELF(headcount), CARE_SCHEDULE_BASIC},           /* who is there on 1 November */
    {&care_expectancy_model, SELF(expectancy), CARE_SCHEDULE_PEOPLE},        /* how long they would live */
    {&care_families_model, SELF(families), CARE_SCHEDULE_PEOPLE},     /* with whom, in which groups, in what need */
    {&care_profiles_model, SELF(system.profiles), CARE_SCHEDULE_ALL}, /* who is entitled to what */
    {&care_registration_model, SELF(system.registered), CARE_SCHEDULE_ALL}, /* who is registered where */
    {&care_workforce_model, SELF(system.workforce), CARE_SCHEDULE_ALL},     /* who is there to care */
    {&care_services_model, SELF(system.services), CARE_SCHEDULE_ALL},       /* who is served at home */
    {&care_reach_model, SELF(system.reach), CARE_SCHEDULE_ALL},             /* whom it reaches */
    {&care_land_cost_model, SELF(system.land_cost), CARE_SCHEDULE_ALL},     /* what land it takes */
    {&care_finance_model, SELF(system.finance), CARE_SCHEDULE_ALL},         /* who pays for it */
    {&care_land_model, SELF(system.land), CARE_SCHEDULE_ALL},               /* on which plots */
    {&care_childcare_model, SELF(system.childcare), CARE_SCHEDULE_ALL},     /* and the children under three */
};
#undef SELF

int care_schedule_of(struct care_schedule_models *models, enum care_schedule_set set,
                     struct care_scheduled out[CARE_MOST_MODELS])
{
    int n = 0;
    for (size_t i = 0; i < sizeof year_in_order / sizeof year_in_order[0]; i++) {
        if (year_in_order[i].up_to >= set) {
            out[n++] = (struct care_scheduled){year_in_order[i].model, (char *)models + year_in_order[i].self};
        }
    }
    return n;
}
