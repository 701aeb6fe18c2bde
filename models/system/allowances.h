/** @file  Cash benefits (津贴、补贴) as data: who is entitled to how much, on which registration (户籍), and who pays. Of one
 *  stacking group a person gets the largest amount only. Benefits in kind are services; the allowance towards services at
 *  home is counted where it is spent (models/system/charges.h).
 *  Source  docs/SOURCES.md#allowances. */
#ifndef CARE_MODELS_SYSTEM_ALLOWANCES_H
#define CARE_MODELS_SYSTEM_ALLOWANCES_H

#include "models/system/entitlements.h"
#include "models/system/ledger.h"
#include "models/system/registration.h"
#include "sim/areas.h"
#include "sim/fields.h"

enum care_allowance_kind {
    CARE_ALLOWANCE_OLD_AGE,          /* 高龄津贴, 营养补助 */
    CARE_ALLOWANCE_CARE,             /* 养老服务补贴: towards services at home */
    CARE_ALLOWANCE_NURSING,          /* 养老护理补贴 */
    CARE_ALLOWANCE_DISABLED_LIVING,  /* 困难残疾人生活补贴 */
    CARE_ALLOWANCE_DISABLED_NURSING, /* 重度残疾人护理补贴 */
    CARE_ALLOWANCE_MINIMUM_LIVING,   /* 低保增发 */
    CARE_ALLOWANCE_FAMILY_PLANNING,  /* 计划生育家庭特别扶助金 */
    CARE_ALLOWANCE_OTHER,
    CARE_N_ALLOWANCE_KINDS
};

extern const struct care_axis care_allowances_kind_axis;

enum care_allowances_hukou { CARE_HUKOU_NONE, CARE_HUKOU_CITY, CARE_HUKOU_DISTRICT };

/** Columns of the table of benefits; those of entitlements follow. */
enum care_allowances_column {
    CARE_ALLOWANCES_AREA, /* a district, or the city: every district without rows of its own of the item */
    CARE_ALLOWANCES_ITEM,
    CARE_ALLOWANCES_KIND,
    CARE_ALLOWANCES_NAME_ZH,
    CARE_ALLOWANCES_NAME_EN,
    CARE_ALLOWANCES_YUAN,
    CARE_ALLOWANCES_PERIOD,
    CARE_ALLOWANCES_FITTING_SHARE, /* of those who fit, who get it: for conditions the model does not know */
    CARE_ALLOWANCES_HUKOU,
    CARE_ALLOWANCES_GROUP, /* "": rows of the same item only */
    CARE_ALLOWANCES_CITY_SHARE,
    CARE_ALLOWANCES_DISTRICT_SHARE,
    CARE_ALLOWANCES_LOTTERY_SHARE,
    CARE_ALLOWANCES_CENTRAL_SHARE,
    CARE_ALLOWANCES_IS_INDEXED,
    CARE_ALLOWANCES_FROM_YEAR,
    CARE_ALLOWANCES_ENTITLED /* the first of the columns of entitlements */
};
extern const struct care_sheet_spec care_allowances_sheet;

/** Section `allowances` of the scenario. Sheets owned by the scenario. */
struct care_allowances_parameters {
    struct care_sheet *table;
    struct care_sheet *registered;
    struct care_lever amount_factor[CARE_N_ALLOWANCE_KINDS];
    double indexation_share; /* of the growth of prices that indexed amounts follow */
    bool is_not_below_city;  /* checked: models/system/list_floor.h */
};
extern const struct care_section care_allowances_section;

/** One row. */
struct care_allowance {
    struct care_entitlement who;
    const char *item; /* of the sheet */
    int32_t area_code;
    bool is_of_city; /* in districts without rows of their own of the item */
    bool is_indexed;
    int sheet_row;
    enum care_allowance_kind kind;
    enum care_allowances_hukou hukou;
    double yuan_per_year, fitting_share;
    double share[CARE_N_PAYERS];
    int from_year;
    int group; /* number of its stacking group */
};

enum { CARE_MOST_ALLOWANCES_OF_GROUP = 128 };

/** Prepared lists. Owns its arrays; not changed by a run. */
struct care_allowances {
    const struct care_allowances_parameters *parameters;
    const struct care_areas *areas;
    struct care_allowance *rows; /* [n_rows] by group, then as in the table */
    int n_rows;
    struct care_registration registration;
};

/** @return CARE_OK; CARE_ERROR_INPUT (shares of payers that do not sum to 1, an area that is neither the city nor a
 *          district, more rows in a stacking group than CARE_MOST_ALLOWANCES_OF_GROUP, what entitlements refuse);
 *          CARE_ERROR_MEMORY */
CARE_NODISCARD int care_allowances_create(const struct care_allowances_parameters *parameters,
                                          const struct care_areas *areas, struct care_diagnostics *list,
                                          struct care_allowances **out);
void care_allowances_free(struct care_allowances *allowances);

/** What a district's benefits come to in a year. */
struct care_allowances_sums {
    double persons[CARE_N_ALLOWANCE_KINDS]; /* who gets two of a kind counts twice */
    double entitled
        [CARE_N_ALLOWANCE_KINDS];        /* the same by all rows that are for the district, whatever their first year */
    double yuan[CARE_N_ALLOWANCE_KINDS]; /* at prices of 2024 */
    double paid[CARE_N_PAYERS];
};

/** @param list         residents of 60 and over of the district, [n_list]
 *  @param price_index  of the year, to 2024: what is not indexed loses its worth */
struct care_allowances_sums care_allowances_of_year(const struct care_allowances *allowances, int district, int year,
                                                    double price_index, const struct care_profile_count *list,
                                                    int n_list);

/** Worth at prices of 2024 of an amount of money that follows a share of the growth of prices. */
static inline double care_allowances_worth(double price_index, double indexation_share)
{
    return (1 + indexation_share * (price_index - 1)) / price_index;
}

#endif
