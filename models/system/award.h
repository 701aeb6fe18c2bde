/** @file  The award (奖补) that a city gives each year to the districts that did best. What it looks at is what the model
 *  knows and the plans press for: by how much the share of nursing beds rose in the year.
 *  Source  docs/SOURCES.md#finance-award. */
#ifndef CARE_MODELS_SYSTEM_AWARD_H
#define CARE_MODELS_SYSTEM_AWARD_H

#include "models/system/supply.h"
#include "sim/cubes.h"
#include "sim/fields.h"

/** Part of section `finance`. */
struct care_award_parameters {
    struct care_series million_yuan; /* to each district that wins; 0: none */
    struct care_series units;        /* how many districts win */
};

/** Rise of the share of nursing and dementia beds of all beds from one 1 November to the next; 0 without beds. */
double care_award_rise(const struct care_supply *supply, int district, int year);

/** Whether a district is among the best of a year: its share rose, and in fewer than @p units districts it rose by more (the
 *  same in one before it in the table of areas counts as more). */
bool care_award_is_won(const struct care_supply *supply, int district, int year, int units);

extern const struct care_cube_spec care_award_cube;

#endif
