/** @file  The list of single facilities, checked and turned into what opens and closes when. Private to supply. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_ITEMS_H
#define CARE_MODELS_SYSTEM_SUPPLY_ITEMS_H

#include "models/system/supply_months.h"
#include "models/system/supply_parameters.h"

enum { CARE_SUPPLY_NEVER = INT32_MAX };

/** One facility. Months count from November 2020, which is 0; what stood before has a negative month. */
struct care_supply_item {
    int district;
    int32_t opens, closes;               /* month; NEVER */
    int32_t amount[CARE_SUPPLY_N_KINDS]; /* as realised */
    enum care_supply_price price;
};

/** Owns its list. */
struct care_supply_items {
    struct care_supply_item *list;
    int n;
};

/** No list at all gives no items.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_supply_items_create(const struct care_supply_parameters *parameters,
                                            const struct care_areas *areas, struct care_diagnostics *list,
                                            struct care_supply_items *out);
void care_supply_items_free(struct care_supply_items *items);

#endif
