/** @file  Tables of indicators and of declared values made by hand. */
#ifndef CARE_TESTS_MODELS_PLAN_PLAN_TABLES_H
#define CARE_TESTS_MODELS_PLAN_PLAN_TABLES_H

#include "models/plan/indicators.h"

struct care_plan_row {
    char *id, *numerator, *denominator; /* NULL: empty */
    enum care_indicators_operator comparison;
    double threshold, high; /* 0: no upper bound */
    int year;               /* 0: 2023 */
    enum care_indicators_basis basis;
    enum care_indicators_scope scope;
};

struct care_plan_told {
    char *indicator;
    int area, year;
    double value;
};

/** Binding indicators, all texts but id and measures "x". Row i is of line i + 2. To be freed with care_handmade_free. */
struct care_sheet *care_plan_table(const struct care_plan_row *rows, int n);
struct care_sheet *care_plan_declared(const struct care_plan_told *rows, int n);

#endif
