/** @file  What each way of care costs the person out of pocket: fee less long-term care insurance (LTCI, 长护险) less
 *  allowances; and how much of a service people can see near them. Seen by the chooser only: who pays what is counted by
 *  the finance of the care system.
 *  Source  docs/SOURCES.md#prices. */
#ifndef CARE_MODELS_PEOPLE_PRICES_H
#define CARE_MODELS_PEOPLE_PRICES_H

#include "models/people.h"
#include "models/people/traits.h"
#include "sim/fields.h"

/** Section `prices` of the scenario. Yuan at prices of 2024. Series are levers. */
struct care_prices_parameters {
    double bed_fee_yuan_per_month[CARE_N_LEVELS]; /* all in, an ordinary or nursing bed by level of the resident */
    double dementia_bed_extra_yuan_per_month;     /* on top */
    double visit_yuan_per_hour;
    double visit_hours_per_week[CARE_N_LEVELS];
    double home_bed_extra_yuan_per_month; /* equipment and watch, on top of the visits */
    double day_care_yuan_per_month;
    struct care_series bed_fee_factor, visit_fee_factor, home_bed_fee_factor, day_care_fee_factor;

    int ltci_from_level;                 /* from this level on the insured are eligible; 0: everyone */
    double ltci_bed_cap_yuan_per_day;    /* of fees covered, in a home */
    struct care_series ltci_bed_share;   /* of them paid by the fund */
    double ltci_home_cap_yuan_per_month; /* of visits or a home bed */
    struct care_series ltci_home_share;
    struct care_series ltci_family_yuan_per_month; /* paid to the family carer who cares alone */
    struct care_series ltci_take_up;               /* of the eligible */
    struct care_series ltci_others_share;          /* of people outside the employees' scheme who are covered too */

    struct care_series allowance_yuan_per_month[3]; /* for services at home: mild, moderate, severe and total */
    int allowance_from_relief;                      /* enum care_relief: from this relief on; none: everyone */
    bool destitute_pay_nothing;                     /* in a home */

    struct care_series visits_visible, home_beds_visible, day_care_visible; /* ratio to 2020: multiplies the odds */
};
extern const struct care_section care_prices_section;

/** Of one year. Plain data. */
struct care_price_tables {
    /* [level][relief][insured][mode] thousand yuan a month out of pocket; below 0: money received */
    double thousand_yuan[CARE_N_LEVELS][CARE_N_RELIEFS][2][CARE_N_MODES];
    double visible[CARE_N_MODES]; /* factor on the odds; 1 for family and beds */
};

/** Expected over take-up and cover: every cell is one number. The fee of each way has a lever of its own: that of visits
 *  does not move the price of a home bed. LTCI and allowance pay for visits and home beds, LTCI for beds, neither for day
 *  care; an allowance pays what LTCI leaves and never more. */
struct care_price_tables care_prices_of_year(const struct care_prices_parameters *parameters, int year);

#endif
