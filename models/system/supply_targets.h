/** @file  One year of supply: what the list opens and closes, who leaves the market, and what the levers build, close and
 *  convert. Private to supply. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_TARGETS_H
#define CARE_MODELS_SYSTEM_SUPPLY_TARGETS_H

#include "models/system/supply_items.h"

/** One district through the years. What is only part of a bed or a home is carried on to the next year. */
struct care_supply_district {
    int32_t code;
    const int32_t *nodes; /* [CARE_N_NODES] */
    int32_t stock_2020[CARE_SUPPLY_N_KINDS];
    int32_t scaled[CARE_SUPPLY_N_KINDS];          /* stock of 2020 times its factor, as applied so far */
    int32_t of_2020[CARE_SUPPLY_N_KINDS];         /* what stands of it, with what its factor built */
    int32_t before[CARE_SUPPLY_N_KINDS];          /* stock at the end of the year before */
    double carried_exit[CARE_N_BED_CLASSES];      /* beds */
    double carried_homes[2];                      /* public, private */
    int32_t listed_private[CARE_SUPPLY_N_PRICES]; /* private beds that stand, by the price their list gives */
    struct care_supply_months months;             /* of the year in hand */
    struct care_supply_changes listed;            /* of these changes, those of the list */
};

/** All of them, with room for sharing out. Arrays [n], owned but for elders. */
struct care_supply_city {
    int n;
    struct care_supply_district *district;
    const double *elders;
    double *weight;
    int32_t *standing, *share;
};

/** @param stock  [n], of 2020;  @param nodes  [n][CARE_N_NODES], borrowed;  @param elders  [n], borrowed
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_supply_targets_create(const struct care_areas *areas, int32_t (*stock)[CARE_SUPPLY_N_KINDS],
                                              const int32_t *nodes, const double *elders, struct care_supply_city *out);
void care_supply_targets_free(struct care_supply_city *city);

/** What items of 2020 say of prices. */
void care_supply_targets_start(const struct care_supply_items *items, struct care_supply_city *city);
/** Fills `months` of every district for a year after 2020; years must come one after the other. */
void care_supply_targets_year(const struct care_supply_parameters *parameters, const struct care_supply_items *items,
                              int year, struct care_supply_city *city);
/** Share of a district's private beds in the inclusive price class, at the end of the year in hand. */
double care_supply_targets_inclusive_share(const struct care_supply_parameters *parameters,
                                           const struct care_supply_district *district, int year);

#endif
