/** @file  Twelve months of what one district has: opening, closing and converting, month by month, so that nothing ever
 *  falls below zero and every change is counted once. Private to supply. */
#ifndef CARE_MODELS_SYSTEM_SUPPLY_MONTHS_H
#define CARE_MODELS_SYSTEM_SUPPLY_MONTHS_H

#include "models/system/supply.h"

#include <stdbool.h>

/** Everything that is counted stands in one row: beds by owner and class, day places, home beds, facilities. */
enum {
    CARE_SUPPLY_N_BEDS = CARE_N_OWNERS * CARE_N_BED_CLASSES,
    CARE_SUPPLY_DAY_PLACES = CARE_SUPPLY_N_BEDS,
    CARE_SUPPLY_HOME_BEDS,
    CARE_SUPPLY_FIRST_FACILITY,
    CARE_SUPPLY_N_KINDS = CARE_SUPPLY_FIRST_FACILITY + CARE_N_FACILITIES
};

static inline int care_supply_months_bed(int owner, int class)
{
    return owner * CARE_N_BED_CLASSES + class;
}

static inline bool care_supply_months_has_next_class(int kind)
{
    return kind < CARE_SUPPLY_N_BEDS && kind % CARE_N_BED_CLASSES < CARE_N_BED_CLASSES - 1;
}

/** One model year of one district. */
struct care_supply_months {
    int32_t stock[CARE_MONTHS_A_YEAR][CARE_SUPPLY_N_KINDS]; /* at the end of the month */
    struct care_supply_changes changes;
};

/** All months as the stock before the year. */
void care_supply_months_begin(struct care_supply_months *months, const int32_t *before);

/** From @p month (0..11) on there are @p n more. */
void care_supply_months_open(struct care_supply_months *months, int month, int kind, int32_t n);
/** From @p month on there are @p n less, as far as they are there then and later. Beds that have been converted since are
 *  closed in the class they have now: what lacks in one class goes in the next. @return how many were closed */
int32_t care_supply_months_close(struct care_supply_months *months, int month, int kind, int32_t n);

/** The same evenly over the months; what is not there yet closes later in the year. */
void care_supply_months_open_evenly(struct care_supply_months *months, int kind, int32_t n);
int32_t care_supply_months_close_evenly(struct care_supply_months *months, int kind, int32_t n);
/** Turns beds of an owner into those of the next class, evenly over the months. */
void care_supply_months_convert_evenly(struct care_supply_months *months, int owner, int class, int32_t n);

/** Beds of a class (of all classes: CARE_N_BED_CLASSES) at the end of the year, all owners. */
int32_t care_supply_months_beds(const struct care_supply_months *months, int class);

/** Shares a whole number by weights: largest remainders, the first among equals. All weights 0: nobody gets anything.
 *  @param weight  [n], not negative;  @param out  [n] */
void care_supply_months_share(int32_t total, const double *weight, int n, int32_t *out);

#endif
