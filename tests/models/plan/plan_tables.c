#include "tests/models/plan/plan_tables.h"

#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

struct care_sheet *care_plan_table(const struct care_plan_row *rows, int n)
{
    double(*values)[CARE_N_INDICATORS_COLUMNS] = calloc((size_t)n + 1, sizeof *values);
    assert_non_null(values);
    for (int i = 0; i < n; i++) {
        values[i][CARE_INDICATORS_OPERATOR] = rows[i].comparison;
        values[i][CARE_INDICATORS_THRESHOLD] = rows[i].threshold;
        values[i][CARE_INDICATORS_THRESHOLD_HIGH] = rows[i].high != 0 ? rows[i].high : (double)NAN;
        values[i][CARE_INDICATORS_YEAR] = rows[i].year != 0 ? rows[i].year : 2023;
        values[i][CARE_INDICATORS_BASIS] = rows[i].basis;
        values[i][CARE_INDICATORS_SCOPE] = rows[i].scope;
    }
    struct care_sheet *sheet = care_handmade_sheet(&care_indicators_sheet, values[0], n);
    for (int i = 0; i < n; i++) {
        char *const texts[][2] = {{rows[i].numerator}, {rows[i].denominator}};
        sheet->text[CARE_INDICATORS_ID][i] = rows[i].id;
        for (int k = 0; k < 2; k++) {
            if (texts[k][0] != NULL) {
                sheet->text[CARE_INDICATORS_NUMERATOR + k][i] = texts[k][0];
            }
        }
    }
    free(values);
    return sheet;
}

struct care_sheet *care_plan_declared(const struct care_plan_told *rows, int n)
{
    double(*values)[CARE_N_DECLARED_COLUMNS] = calloc((size_t)n + 1, sizeof *values);
    assert_non_null(values);
    for (int i = 0; i < n; i++) {
        values[i][CARE_DECLARED_AREA] = rows[i].area;
        values[i][CARE_DECLARED_YEAR] = rows[i].year;
        values[i][CARE_DECLARED_VALUE] = rows[i].value;
    }
    struct care_sheet *sheet = care_handmade_sheet(&care_indicators_declared_sheet, values[0], n);
    for (int i = 0; i < n; i++) {
        sheet->text[CARE_DECLARED_INDICATOR][i] = rows[i].indicator;
    }
    free(values);
    return sheet;
}
