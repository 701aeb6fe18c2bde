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

double care_lever_at(const struct care_lever *lever, int32_t district_code, int year)
{
    double value = care_series_at(&lever->city, year);
    for (int r = 0; r < lever->n_rules; r++) {
        const struct care_lever_rule *rule = &lever->rules[r];
        bool holds = rule->n_codes == 0;
        for (int c = 0; c < rule->n_codes && !holds; c++) {
            holds = rule->codes[c] == district_code;
        }
        if (holds && year >= rule->first_year) {
            const double given = care_series_at(&rule->series, year);
            value = rule->is_factor ? value * given : given;
        }
    }
    return value;
}
