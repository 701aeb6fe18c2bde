/** @file  Reading the values that fields describe. */
#include "sim/fields.h"

double care_series_at(const struct care_series *series, int year)
{
    if (year < CARE_FIRST_YEAR) {
        return series->value[0];
    }
    if (year > CARE_LAST_YEAR) {
        return series->value[CARE_N_YEARS - 1];
    }
    return series->value[year - CARE_FIRST_YEAR];
}
