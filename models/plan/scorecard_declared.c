/* Declared values: from rows of (indicator, area, year, value) to a value for every area and year. */
#include "models/plan/scorecard_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WHOLE, FIRST_DISTRICT, NOWHERE = -1 };

static double *values_of(const struct care_scorecard *scorecard, const struct care_scorecard_indicator *indicator,
                         int place)
{
    return indicator->declared + place * scorecard->outer->n_years;
}

static struct care_place place_of(const struct care_sheet *sheet, int row)
{
    return (struct care_place){
        .file = sheet->path, .line = sheet->line[row], .key = sheet->spec->columns[CARE_DECLARED_AREA].name};
}

static bool is_of_jurisdiction(const struct care_scorecard *scorecard, int district)
{
    for (int i = 0; i < scorecard->n_districts; i++) {
        if (scorecard->districts[i] == district) {
            return true;
        }
    }
    return false;
}

/* Whose value a row tells; NOWHERE with a fault. A code that is no district is the city's, and speaks for the whole unless
   that is one district of several; @p city_code is that code once a row has named it, 0 before. */
static int place_in_row(const struct care_scorecard *scorecard, int row, int *city_code, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = scorecard->parameters->declared;
    const struct care_outer *outer = scorecard->outer;
    const int code = care_sheet_int(sheet, CARE_DECLARED_AREA, row);
    for (int d = 0; d < outer->n_districts; d++) {
        if (outer->district_codes[d] == code && is_of_jurisdiction(scorecard, d)) {
            return FIRST_DISTRICT + d;
        }
        if (outer->district_codes[d] == code) {
            care_diagnostics_add(list, place_of(sheet, row), "%d is no district of this plan", "%d 不属于本规划", code);
            return NOWHERE;
        }
    }
    *city_code = *city_code == 0 ? code : *city_code;
    const bool is_one_of_several = scorecard->n_districts == 1 && outer->n_districts > 1;
    if (code == *city_code && !is_one_of_several) {
        return WHOLE;
    }
    care_diagnostics_add(list, place_of(sheet, row), "%d is neither a district of this plan nor its whole area",
                         "%d 既不是本规划的区县，也不是其全域", code);
    return NOWHERE;
}

static struct care_scorecard_indicator *declared_indicator(const struct care_scorecard *scorecard, const char *id)
{
    for (int i = 0; i < scorecard->n; i++) {
        struct care_scorecard_indicator *indicator = &scorecard->indicators[i];
        if (indicator->basis == CARE_BASIS_DECLARED && strcmp(indicator->id, id) == 0) {
            return indicator;
        }
    }
    return NULL;
}

/* From its year on to the end of the run, until a later row says otherwise: rows of later years come last. */
static void hold(const struct care_scorecard *scorecard, double *values, int year, double value)
{
    const int first = year - scorecard->outer->first_year;
    for (int y = first < 0 ? 0 : first; y < scorecard->outer->n_years; y++) {
        values[y] = value;
    }
}

enum { MOST_SHARE = 2 }; /* what is declared beyond is a per cent, not a share */

static void check_share(const struct care_scorecard *scorecard, const struct care_scorecard_indicator *indicator,
                        int row, struct care_diagnostics *list)
{
    const struct care_sheet *declared = scorecard->parameters->declared, *table = scorecard->parameters->table;
    const double value = care_sheet_number(declared, CARE_DECLARED_VALUE, row);
    const int i = (int)(indicator - scorecard->indicators);
    if (strcmp(care_sheet_text(table, CARE_INDICATORS_UNIT, i), "%") == 0 && value > MOST_SHARE) {
        care_diagnostics_add(list, place_of(declared, row), "%g is no share: write 0.72 for 72 %%",
                             "%g 不是份额：72 %% 请写作 0.72", value);
    }
}

/* Rows that tell of something else (rules without an indicator, figures of the base year) are passed over. */
static void take_rows(struct care_scorecard *scorecard, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = scorecard->parameters->declared;
    int city_code = 0;
    for (int year = CARE_FIRST_YEAR; sheet != NULL && year <= CARE_LAST_YEAR; year++) {
        for (int row = 0; row < sheet->n_rows; row++) {
            struct care_scorecard_indicator *indicator =
                declared_indicator(scorecard, care_sheet_text(sheet, CARE_DECLARED_INDICATOR, row));
            if (indicator == NULL || care_sheet_int(sheet, CARE_DECLARED_YEAR, row) != year) {
                continue;
            }
            check_share(scorecard, indicator, row, list);
            const int place = place_in_row(scorecard, row, &city_code, list);
            if (place != NOWHERE) {
                hold(scorecard, values_of(scorecard, indicator, place), year,
                     care_sheet_number(sheet, CARE_DECLARED_VALUE, row));
            }
        }
    }
}

int care_scorecard_declared_create(struct care_scorecard *scorecard, struct care_diagnostics *list)
{
    const int n = (FIRST_DISTRICT + scorecard->outer->n_districts) * scorecard->outer->n_years;
    for (int i = 0; i < scorecard->n; i++) {
        struct care_scorecard_indicator *indicator = &scorecard->indicators[i];
        if (indicator->basis != CARE_BASIS_DECLARED) {
            continue;
        }
        indicator->declared = malloc((size_t)n * sizeof *indicator->declared);
        if (indicator->declared == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        for (int k = 0; k < n; k++) {
            indicator->declared[k] = (double)NAN;
        }
    }
    take_rows(scorecard, list);
    return CARE_OK;
}

/* The one district of a plan is its whole. */
double care_scorecard_declared_value(const struct care_scorecard *scorecard,
                                     const struct care_scorecard_indicator *indicator, int district, int year_index)
{
    const double of_whole = values_of(scorecard, indicator, WHOLE)[year_index];
    if (district >= 0) {
        return values_of(scorecard, indicator, FIRST_DISTRICT + district)[year_index];
    }
    if (scorecard->n_districts == 1 && isnan(of_whole)) {
        return values_of(scorecard, indicator, FIRST_DISTRICT + scorecard->districts[0])[year_index];
    }
    return of_whole;
}
