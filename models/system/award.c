#include "models/system/award.h"

#include "sim/rounding.h"

#include <stddef.h>

const struct care_cube_spec care_award_cube = {
    "award",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {NULL},
    "yuan",
    {"award of the city to the districts whose share of nursing beds rose most in the year",
     "市级对当年护理型床位占比提升最多的区（县）的奖补"},
    "finance",
    3};

static double nursing_share(const struct care_supply *supply, int district, int year)
{
    const int32_t *beds =
        care_supply_beds(supply, year, CARE_MONTHS_A_YEAR) + (size_t)district * CARE_N_OWNERS * CARE_N_BED_CLASSES;
    double all = 0, nursing = 0;
    for (int i = 0; i < CARE_N_OWNERS * CARE_N_BED_CLASSES; i++) {
        all += beds[i];
        nursing += i % CARE_N_BED_CLASSES == CARE_ORDINARY_BED ? 0 : beds[i];
    }
    return all > 0 ? nursing / all : 0;
}

double care_award_rise(const struct care_supply *supply, int district, int year)
{
    return care_round(nursing_share(supply, district, year) - nursing_share(supply, district, year - 1));
}

bool care_award_is_won(const struct care_supply *supply, int district, int year, int units)
{
    const double rise = care_award_rise(supply, district, year);
    int n_better = 0;
    for (int other = 0; other < supply->n_districts; other++) {
        const double of_other = care_award_rise(supply, other, year);
        n_better += of_other > rise || (of_other == rise && other < district);
    }
    return rise > 0 && n_better < units;
}
