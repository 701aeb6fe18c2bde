/** @file  Need of care in hours a week by level and stage of dementia, by kind; what the family can give; the gap between
 *  them. Need depends on nothing but health: no policy on prices or supply changes it.
 *  Source  docs/SOURCES.md#need, #family-care. */
#ifndef CARE_MODELS_PEOPLE_NEED_H
#define CARE_MODELS_PEOPLE_NEED_H

#include "models/people.h"
#include "models/people/traits.h"
#include "sim/fields.h"

enum care_need_kind {
    CARE_NEED_HOUSEHOLD,   /* cooking, washing, shopping */
    CARE_NEED_PERSONAL,    /* help with eating, dressing, washing, moving, toilet */
    CARE_NEED_NURSING,     /* dressings, catheters, medicine, exercises */
    CARE_NEED_SUPERVISION, /* of people with dementia */
    CARE_N_NEED_KINDS
};

/** Section `need` of the scenario. Hours a week. */
struct care_need_parameters {
    double household_hours[CARE_N_LEVELS], personal_hours[CARE_N_LEVELS], nursing_hours[CARE_N_LEVELS];
    double supervision_hours[CARE_N_STAGES - 1]; /* mild, moderate, severe dementia; on top */
};
extern const struct care_section care_need_section;

/** Section `family_care` of the scenario. Hours a week one relative can give, and what supports them. */
struct care_family_parameters {
    double partner_hours;                    /* of a partner under 70 without disability */
    double partner_fall_per_year;            /* share lost for each year of the partner's age beyond 70 */
    double partner_ability[CARE_N_LEVELS];   /* share left at the partner's own level */
    double resident_child_hours;             /* the child in the household */
    double near_child_hours;                 /* each other child near by */
    struct care_lever trained_share;         /* of family carers, trained by policy */
    double trained_gain;                     /* hours of a trained carer, relative gain */
    struct care_lever respite_days_per_year; /* days a year taken over by respite, of those cared for by family */
    double gap_large_share;                  /* a gap of this share of the need and more is large */
};
extern const struct care_section care_need_family_section;

enum { CARE_N_HELPING_CHILDREN = 4 }; /* 0 to 3 and more */

enum care_gap { CARE_GAP_NONE, CARE_GAP_SOME, CARE_GAP_LARGE, CARE_N_GAPS_OF_CARE };

/** Who can help a person. */
struct care_helpers {
    bool has_partner;
    int partner_age_years;
    unsigned partner_level;
    bool is_with_children;
    unsigned n_children_near; /* co-resident ones included, at most 3 */
};

/** Tables of one year: whole tenths of an hour a week, so that sums are integers. Plain data. */
struct care_need_tables {
    int16_t need[CARE_N_LEVELS][CARE_N_STAGES][CARE_N_NEED_KINDS];
    int16_t need_all[CARE_N_LEVELS][CARE_N_STAGES];
    int16_t partner[CARE_N_LEVELS][CARE_N_AGES];      /* by the partner's level and age */
    int16_t children[2][CARE_N_HELPING_CHILDREN];     /* [with children][near by] */
    int16_t respite[CARE_N_LEVELS][CARE_N_STAGES];    /* covered besides, where the family gives any hours */
    int16_t large_from[CARE_N_LEVELS][CARE_N_STAGES]; /* a gap from here on is large */
};

/** The tables of a district and year: need is the same in all of them. A resident child counts as one of those near by. Respite of d
 *  days a year covers d / 365 of the need of those who are cared for by family, besides what the family gives. */
struct care_need_tables care_need_tables_of(const struct care_need_parameters *need,
                                            const struct care_family_parameters *family, int32_t district_code,
                                            int year);

/** Tenths of an hour a week the family can give. */
static inline int care_need_family(const struct care_need_tables *tables, const struct care_helpers *helpers)
{
    const unsigned most = CARE_N_HELPING_CHILDREN - 1;
    const unsigned near = helpers->n_children_near < most ? helpers->n_children_near : most;
    const int age = helpers->partner_age_years, known = age < 0 ? 0 : age < CARE_N_AGES ? age : CARE_N_AGES - 1;
    return tables->children[helpers->is_with_children][near] +
           (helpers->has_partner ? tables->partner[helpers->partner_level][known] : 0);
}

/** Tenths of an hour a week that are missing, never below 0. */
static inline int care_need_gap(const struct care_need_tables *tables, unsigned level, unsigned stage, int family)
{
    const int covered = family + (family > 0 ? tables->respite[level][stage] : 0);
    const int gap = tables->need_all[level][stage] - covered;
    return gap > 0 ? gap : 0;
}

static inline enum care_gap care_need_gap_class(const struct care_need_tables *tables, unsigned level, unsigned stage,
                                                int family)
{
    const int gap = care_need_gap(tables, level, stage, family);
    return gap == 0 ? CARE_GAP_NONE : gap >= tables->large_from[level][stage] ? CARE_GAP_LARGE : CARE_GAP_SOME;
}

#endif
