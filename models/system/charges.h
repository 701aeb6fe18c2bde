/** @file  Who pays for the care that people receive in a year: long-term care insurance (LTCI) first, then the allowance or,
 *  for the destitute in a home, the state, then the person and the family. By fees and rates that the chooser sees too
 *  (models/people/prices.h).
 *  Source  docs/SOURCES.md#finance. */
#ifndef CARE_MODELS_SYSTEM_CHARGES_H
#define CARE_MODELS_SYSTEM_CHARGES_H

#include "models/people/prices.h"
#include "models/system/ledger.h"
#include "models/system/placement.h"
#include "models/system/profiles.h"

enum care_ltci_mode { CARE_LTCI_INSTITUTION, CARE_LTCI_HOME, CARE_LTCI_FAMILY, CARE_N_LTCI_MODES };

/** What holds in a district and year. Money at prices of 2024. */
struct care_charges_rules {
    struct care_prices prices;
    double ltci_worth, allowance_worth;      /* of caps and amounts that are fixed in yuan; 1 at prices of 2024 */
    double fee_factor[CARE_N_OWNERS];        /* on the fee of a bed */
    double family_share[CARE_N_RELIEFS];     /* of what the person would pay, paid by the family */
    double kept_by[CARE_N_PAYERS];           /* shares of what the destitute in homes do not pay; sum 1 */
    double allowance_paid_by[CARE_N_PAYERS]; /* shares of the allowance towards services at home; sum 1 */
};

/** A month of care. Sums to the fee charged. */
struct care_charge {
    double ltci, allowance, left; /* yuan */
};

/** @param fee         yuan a month
 *  @param paid_share  of such months, in which LTCI pays */
struct care_charge care_charges_of_bed(const struct care_charges_rules *rules, double fee, double paid_share);

/** Visits or a home bed. Who is paid for by LTCI gets care up to its cap at least: the hours it grants are used.
 *  The allowance pays what LTCI leaves and never more. */
struct care_charge care_charges_at_home(const struct care_charges_rules *rules, enum care_mode mode, int level,
                                        int relief, double paid_share);

/** Of a district's residents in a year. */
struct care_charges_sums {
    double operate[CARE_N_PAYERS];
    double serve[CARE_N_PLACE_CLASSES][CARE_N_PAYERS]; /* day places, home beds, visits; of beds nothing */
    double ltci_months[CARE_N_LTCI_MODES], ltci_yuan[CARE_N_LTCI_MODES];
    double allowance_months, allowance_yuan; /* towards services at home */
};

/** @param list  residents of 60 and over at the end of the year, [n_list]: those at home who are eligible for LTCI and hold
 *               neither visits nor a home bed are cared for by the family */
struct care_charges_sums care_charges_of_year(const struct care_charges_rules *rules,
                                              const struct care_placement_use *use,
                                              const struct care_profile_count *list, int n_list);

#endif
