/** @file  What the care system costs, who pays, and whether the sources suffice: homes and services by the care received,
 *  building by what supply opened, subsidies, cash benefits, training; other services enter what they spend themselves. All
 *  of it goes through the ledger.
 *
 *  Money belongs to the district where the person lives or the facility stands, be the bed in another.
 *  Reads   nothing of people.   Draws  nothing.   Source  docs/SOURCES.md#finance. */
#ifndef CARE_MODELS_SYSTEM_FINANCE_H
#define CARE_MODELS_SYSTEM_FINANCE_H

#include "models/system/allowances.h"
#include "models/system/award.h"
#include "models/system/charges.h"
#include "models/system/loans.h"
#include "models/system/services.h"
#include "models/system/supply.h"
#include "sim/model.h"

/** How public money is split; sum 1 in every district and year. */
struct care_finance_shares {
    struct care_lever city, district, lottery, central;
};

enum care_finance_report { CARE_AT_PRICES_OF_2024, CARE_AT_CURRENT_PRICES };

enum care_finance_split {
    CARE_SPLIT_OF_BUILDING, /* public beds, places and centres; conversion */
    CARE_SPLIT_OF_SUBSIDIES,
    CARE_SPLIT_OF_TRAINING,
    CARE_SPLIT_OF_DESTITUTE, /* what the destitute in homes do not pay */
    CARE_SPLIT_OF_ALLOWANCE, /* towards services at home */
    CARE_N_FINANCE_SPLITS
};

/** A year's money for care of the whole city, million yuan at prices of 2024; 0: not stated, nothing is called unfunded. */
struct care_finance_budget {
    struct care_series city, district, ltci, central;
    struct care_series lottery_fund;  /* all of the welfare lottery's */
    struct care_series lottery_share; /* of it, for care of older people */
    double growth_per_year;           /* of all of them, from 2021 on */
};

enum {
    CARE_N_BUILT_CLASSES = CARE_VISITS_PLACE,
    CARE_FIRST_BUILT_FACILITY = CARE_GUIDANCE_CENTRES,
    CARE_END_OF_BUILT_FACILITIES = CARE_DEMENTIA_AREAS /* these are in homes */
};

/** Section `finance` of the scenario; see finance_parameters.c for what each is. Yuan at prices of 2024. */
struct care_finance_parameters {
    int report;                     /* enum care_finance_report: what prices results are in */
    struct care_series price_index; /* 1 in 2024 */
    double ltci_indexation_share, service_allowance_indexation_share;
    struct care_lever fee_factor[CARE_N_OWNERS]; /* of private beds: those of the inclusive price class */
    double family_share[CARE_N_RELIEFS];
    struct care_finance_shares split[CARE_N_FINANCE_SPLITS];
    double build_yuan[CARE_N_BUILT_CLASSES]; /* a bed or place */
    double nursing_conversion_yuan, dementia_conversion_yuan;
    double floor_m2[CARE_END_OF_BUILT_FACILITIES - CARE_FIRST_BUILT_FACILITY]; /* beside beds and day places */
    double floor_yuan_per_m2;
    double building_subsidy_yuan[CARE_N_OWNERS]; /* a bed; of private homes: on premises of their own */
    double rented_subsidy_yuan, rented_share;    /* private homes on rented premises */
    struct care_lever ordinary_subsidy_yuan_per_year, nursing_subsidy_yuan_per_year; /* a resident and year */
    int subsidy_from_level;
    struct care_finance_budget budget;
    struct care_loans_parameters loans;
    struct care_award_parameters award;
    struct care_lever for_profit_subsidy_factor; /* operating subsidy of a for-profit bed to that of any other */
};
extern const struct care_section care_finance_parameters_section;

/** What the model runs on. All borrowed but the loans; cubes NULL when not recorded. */
struct care_finance {
    const struct care_finance_parameters *parameters;
    const struct care_prices_parameters *prices;
    const struct care_allowances *allowances;
    const struct care_areas *areas;
    const struct care_supply *supply;
    const struct care_placement_use *use; /* [districts] of the model year */
    const struct care_profiles *profiles;
    const struct care_services *services; /* whose costs are entered; may be NULL */
    const double *training_yuan;          /* [districts] of the model year */
    struct care_loans loans;              /* owned */
    struct care_ledger *ledger;
    const struct care_tally *tally;
    struct care_cube *unfunded, *budget, *lottery_fund, *loans_cube, *award, *ltci_persons, *ltci_cost, *allowance_cost,
        *allowance_persons, *ltci_entitled, *allowance_entitled;
};

/** Shares of payers in a district and year. @param share  [CARE_N_PAYERS] */
void care_finance_parameters_split(const struct care_finance_parameters *parameters, enum care_finance_split split,
                                   int32_t district_code, int year, double *share);

/** Checks that every split sums to 1 in every district and year.  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_finance_parameters_check(const struct care_finance_parameters *parameters,
                                                 const struct care_areas *areas, struct care_diagnostics *list);

/** @param out  what is borrowed filled by the caller; the rest here  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_finance_create(struct care_finance *out);
void care_finance_free(struct care_finance *finance);

extern const struct care_model care_finance_model; /* begin: opens the books; close, after all who pay: the rest */
extern const struct care_cube_spec care_finance_unfunded_cube, care_finance_budget_cube, care_finance_lottery_fund_cube,
    care_finance_ltci_persons_cube, care_finance_ltci_cost_cube, care_finance_allowance_cost_cube,
    care_finance_allowance_persons_cube, care_finance_ltci_entitled_cube, care_finance_allowance_entitled_cube;

#endif
