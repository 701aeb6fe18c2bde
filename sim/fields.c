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

struct care_between care_series_between(const bool *given, int year_index)
{
    int before = year_index, after = year_index;
    while (before >= 0 && !given[before]) {
        before--;
    }
    while (after < CARE_N_YEARS && !given[after]) {
        after++;
    }
    before = before < 0 ? after : before;
    after = after >= CARE_N_YEARS ? before : after;
    const double part = after > before ? (double)(year_index - before) / (after - before) : 0;
    return (struct care_between){before, after, part};
}
