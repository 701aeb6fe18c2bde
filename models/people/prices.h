/** @file  What each way of care costs the person out of pocket: fee less long-term care insurance (LTCI, 长护险) less
 *  allowances; and how much of a service people can see near them. The chooser sees what is expected; what is paid, and by
 *  whom, is counted from the same fees and rates by the finance of the care system (models/system/charges.h).
 *  Source  docs/SOURCES.md#prices. */
#ifndef CARE_MODELS_PEOPLE_PRICES_H
#define CARE_MODELS_PEOPLE_PRICES_H

#include "models/people.h"
#include "models/people/traits.h"
#include "sim/fields.h"

/** Section `prices` of the scenario. Yuan at prices of 2024. Levers hold by district and year. */
struct care_prices_parameters {
    double bed_fee_yuan_per_month[CARE_N_LEVELS]; /* all in, an ordinary or nursing bed by level of the resident */
    double dementia_bed_extra_yuan_per_month;     /* on top */
    double visit_yuan_per_hour;
    double visit_hours_per_week[CARE_N_LEVELS];
    double home_bed_extra_yuan_per_month; /* equipment and watch, on top of the visits */
    double day_care_yuan_per_month;
    struct care_lever bed_fee_factor, visit_fee_factor, home_bed_fee_factor, day_care_fee_factor;

    int ltci_from_level;                            /* from this level on the insured are eligible; 0: everyone */
    struct care_lever ltci_bed_cap_yuan_per_day;    /* of fees covered, in a home */
    struct care_lever ltci_bed_share;               /* of them paid by the fund */
    struct care_lever ltci_home_cap_yuan_per_month; /* of visits or a home bed */
    struct care_lever ltci_home_share;
    struct care_lever ltci_family_yuan_per_month; /* paid to the family carer who cares alone */
    struct care_lever ltci_delay_months;          /* after that of the assessment it begins to pay */
    struct care_lever ltci_take_up;               /* of the eligible */
    struct care_lever ltci_others_share;          /* of people outside the employees' scheme who are covered too */
    struct care_lever ltci_poor_share;            /* of these, of those with low income or destitute, if larger */
    struct care_lever ltci_dementia_share;        /* of people with late dementia below the level who are eligible */

    struct care_lever allowance_yuan_per_month[3]; /* for services at home: mild, moderate, severe and total */
    int allowance_from_relief;                     /* enum care_relief: from this relief on; none: everyone */
    bool destitute_pay_nothing;                    /* in a home */

    struct care_lever visits_visible, home_beds_visible, day_care_visible; /* ratio to 2020: multiplies the odds */
};
extern const struct care_section care_prices_section;

/** The prices of a district and year. Plain data; parameters borrowed. */
struct care_prices {
    const struct care_prices_parameters *parameters;
    int32_t district_code;
    int year;
};

/** A month's fee of a way of care before anybody pays; 0 where the family cares alone. */
double care_prices_fee(const struct care_prices *prices, int level, enum care_mode mode);

/** What LTCI pays for a month: a share of the fee up to a cap, or an amount to the family that cares alone. */
struct care_prices_ltci {
    double bed_cap_yuan, bed_share;
    double home_cap_yuan, home_share; /* visits or a home bed */
    double family_yuan;
};
struct care_prices_ltci care_prices_ltci(const struct care_prices *prices);

/** What decides who pays. */
struct care_payer_kind {
    int level, relief;
    bool has_late_dementia; /* moderate or severe */
    bool is_insured;
};

/** Share of such people who are entitled to LTCI, and to whom it pays, once it does. */
double care_prices_ltci_entitled(const struct care_prices *prices, const struct care_payer_kind *who);
double care_prices_ltci_share(const struct care_prices *prices, const struct care_payer_kind *who);

/** The most a month that the allowance pays towards services at home. */
double care_prices_allowance(const struct care_prices *prices, int level, int relief);

/** What the chooser sees of the modes. Plain data. */
struct care_price_tables {
    /* [level][late dementia][relief][insured][mode] thousand yuan a month out of pocket; below 0: money received */
    double thousand_yuan[CARE_N_LEVELS][2][CARE_N_RELIEFS][2][CARE_N_MODES];
    double odds[CARE_N_MODES]; /* factor on the odds: what can be seen of services; 1 for family and beds */
    double destitute_bed_odds; /* the same of beds, for the destitute; 1 until the choice says otherwise */
};

/** Expected over take-up and cover: every cell is one number. The fee of each way has a lever of its own: that of visits
 *  does not move the price of a home bed. LTCI and allowance pay for visits and home beds, LTCI for beds, neither for day
 *  care; an allowance pays what LTCI leaves and never more. */
struct care_price_tables care_prices_tables(const struct care_prices *prices);

#endif
