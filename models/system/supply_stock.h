/** @file  What stands in 2020: the totals of the districts, and what they list as existing. Private to supply. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_STOCK_H
#define CARE_MODELS_SYSTEM_SUPPLY_STOCK_H

#include "models/system/supply_items.h"

/** @param stock  [districts][CARE_SUPPLY_N_KINDS], zero before
 *  @param nodes  [districts][CARE_N_NODES]
 *  @return CARE_OK; CARE_ERROR_INPUT (a district without rows, more stations than nodes, ..) */
CARE_NODISCARD int care_supply_stock_read(const struct care_supply_parameters *parameters,
                                          const struct care_areas *areas, const struct care_supply_items *items,
                                          struct care_diagnostics *list, int32_t (*stock)[CARE_SUPPLY_N_KINDS],
                                          int32_t *nodes);

/** Whether an item is there when the census is taken. */
static inline bool care_supply_stock_has(const struct care_supply_item *item)
{
    return item->opens < 0;
}

#endif
