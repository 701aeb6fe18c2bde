#include "models/plan/scorecard.h"

#include "models/plan/scorecard_parts.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- from the tables ---- */

static struct care_place place_of(const struct care_sheet *sheet, int row, int column)
{
    return (struct care_place){.file = sheet->path, .line = sheet->line[row], .key = sheet->spec->columns[column].name};
}

/* It becomes a label of an axis of the result. */
static void check_id(const struct care_sheet *table, int row, struct care_diagnostics *list)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    const char *id = care_sheet_text(table, CARE_INDICATORS_ID, row);
    if (id[strspn(id, allowed)] != '\0') {
        care_diagnostics_add(list, place_of(table, row, CARE_INDICATORS_ID),
                             "'%s': only letters, digits, hyphens, underscores and points",
                             "“%s”：只允许字母、数字、连字符、下划线和点", id);
    }
}

/* Not so for NaN: an empty upper bound. */
static void check_bounds(const struct care_sheet *table, int row, struct care_diagnostics *list)
{
    const bool is_between = care_sheet_int(table, CARE_INDICATORS_OPERATOR, row) == CARE_BETWEEN;
    const double low = care_sheet_number(table, CARE_INDICATORS_THRESHOLD, row);
    const double high = care_sheet_number(table, CARE_INDICATORS_THRESHOLD_HIGH, row);
    if (is_between && !(high > low)) {
        care_diagnostics_add(list, place_of(table, row, CARE_INDICATORS_THRESHOLD_HIGH),
                             "between needs an upper bound above the threshold", "between 须给出高于目标值的上限");
    }
    if (!is_between && !isnan(high) && high != low) {
        care_diagnostics_add(list, place_of(table, row, CARE_INDICATORS_THRESHOLD_HIGH),
                             "an upper bound belongs to between only", "只有 between 才有上限");
    }
}

static void check_basis(const struct care_sheet *table, int row, struct care_diagnostics *list)
{
    const bool is_declared = care_sheet_int(table, CARE_INDICATORS_BASIS, row) == CARE_BASIS_DECLARED;
    const bool has_numerator = care_sheet_text(table, CARE_INDICATORS_NUMERATOR, row)[0] != '\0';
    const bool has_denominator = care_sheet_text(table, CARE_INDICATORS_DENOMINATOR, row)[0] != '\0';
    if (is_declared && (has_numerator || has_denominator)) {
        care_diagnostics_add(list, place_of(table, row, CARE_INDICATORS_BASIS),
                             "a declared value has no numerator and no denominator", "申报值不应有分子和分母");
    }
    if (!is_declared && !has_numerator) {
        care_diagnostics_add(list, place_of(table, row, CARE_INDICATORS_NUMERATOR),
                             "a measure is missing; only declared values have none", "缺少算式；只有申报值才没有算式");
    }
}

/* A measure of the table; NULL where the cell is empty. Faults are left to the end. */
static int compile(struct care_scorecard *scorecard, int row, int column, struct care_diagnostics *list,
                   struct care_measure **out)
{
    const struct care_sheet *table = scorecard->parameters->table;
    const char *text = care_sheet_text(table, column, row);
    *out = NULL;
    if (text[0] == '\0') {
        return CARE_OK;
    }
    const int status = care_measure_compile(text, scorecard->cubes, place_of(table, row, column), list, out);
    return status == CARE_ERROR_INPUT ? CARE_OK : status;
}

static int create_indicator(struct care_scorecard *scorecard, int row, struct care_diagnostics *list)
{
    const struct care_sheet *table = scorecard->parameters->table;
    struct care_scorecard_indicator *indicator = &scorecard->indicators[row];
    *indicator = (struct care_scorecard_indicator){
        .id = care_sheet_text(table, CARE_INDICATORS_ID, row),
        .comparison = (enum care_indicators_operator)care_sheet_int(table, CARE_INDICATORS_OPERATOR, row),
        .threshold = care_sheet_number(table, CARE_INDICATORS_THRESHOLD, row),
        .threshold_high = care_sheet_number(table, CARE_INDICATORS_THRESHOLD_HIGH, row),
        .year = care_sheet_int(table, CARE_INDICATORS_YEAR, row),
        .basis = (enum care_indicators_basis)care_sheet_int(table, CARE_INDICATORS_BASIS, row),
        .scope = (enum care_indicators_scope)care_sheet_int(table, CARE_INDICATORS_SCOPE, row),
    };
    check_id(table, row, list);
    check_bounds(table, row, list);
    check_basis(table, row, list);
    int status = compile(scorecard, row, CARE_INDICATORS_NUMERATOR, list, &indicator->numerator);
    if (status == CARE_OK) {
        status = compile(scorecard, row, CARE_INDICATORS_DENOMINATOR, list, &indicator->denominator);
    }
    return status;
}

static int create_indicators(struct care_scorecard *scorecard, struct care_diagnostics *list)
{
    const struct care_sheet *table = scorecard->parameters->table;
    scorecard->n = table != NULL ? table->n_rows : 0;
    scorecard->indicators = calloc((size_t)scorecard->n + 1, sizeof *scorecard->indicators);
    int status = scorecard->indicators != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    for (int row = 0; row < scorecard->n && status == CARE_OK; row++) {
        status = create_indicator(scorecard, row, list);
    }
    return status;
}

static int district_with(const struct care_outer *outer, int32_t code)
{
    for (int d = 0; d < outer->n_districts; d++) {
        if (outer->district_codes[d] == code) {
            return d;
        }
    }
    return -1;
}

/* Those of the table, or all. */
static int compare_districts(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* In the order of the outer axis, however the table of the jurisdiction has them. */
static int create_districts(struct care_scorecard *scorecard, struct care_diagnostics *list)
{
    const struct care_sheet *sheet = scorecard->parameters->jurisdiction;
    const int n = sheet != NULL ? sheet->n_rows : scorecard->outer->n_districts;
    scorecard->districts = calloc((size_t)n + 1, sizeof *scorecard->districts);
    scorecard->standings = calloc((size_t)n + 1, sizeof *scorecard->standings);
    scorecard->ranks = calloc((size_t)n + 1, sizeof *scorecard->ranks);
    if (scorecard->districts == NULL || scorecard->standings == NULL || scorecard->ranks == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    scorecard->n_districts = n;
    for (int i = 0; i < n; i++) {
        const int code = sheet != NULL ? care_sheet_int(sheet, CARE_JURISDICTION_AREA, i) : 0;
        scorecard->districts[i] = sheet != NULL ? district_with(scorecard->outer, code) : i;
        if (scorecard->districts[i] < 0) {
            care_diagnostics_add(list, place_of(sheet, i, CARE_JURISDICTION_AREA), "%d is no district of the run",
                                 "%d 不是本次运行的区县", code);
        }
    }
    qsort(scorecard->districts, (size_t)n, sizeof *scorecard->districts, compare_districts);
    return CARE_OK;
}

int care_scorecard_create(const struct care_indicators_parameters *parameters, struct care_cubes *cubes,
                          struct care_diagnostics *list, struct care_scorecard **out)
{
    *out = NULL;
    struct care_scorecard *scorecard = calloc(1, sizeof *scorecard);
    if (scorecard == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    scorecard->parameters = parameters;
    scorecard->cubes = cubes;
    scorecard->outer = care_cubes_outer(cubes);
    int status = create_districts(scorecard, list);
    status = status == CARE_OK ? create_indicators(scorecard, list) : status;
    status = status == CARE_OK ? care_scorecard_declared_create(scorecard, list) : status;
    status = status == CARE_OK ? care_diagnostics_status(list) : status;
    if (status != CARE_OK) {
        care_scorecard_free(scorecard);
        return status;
    }
    *out = scorecard;
    return CARE_OK;
}

void care_scorecard_free(struct care_scorecard *scorecard)
{
    if (scorecard == NULL) {
        return;
    }
    for (int i = 0; scorecard->indicators != NULL && i < scorecard->n; i++) {
        care_measure_free(scorecard->indicators[i].numerator);
        care_measure_free(scorecard->indicators[i].denominator);
        free(scorecard->indicators[i].declared);
    }
    free(scorecard->indicators);
    free(scorecard->districts);
    free(scorecard->standings);
    free(scorecard->ranks);
    free(scorecard);
}

/* ---- what it is made of ---- */

int care_scorecard_n_indicators(const struct care_scorecard *scorecard)
{
    return scorecard->n;
}

const struct care_sheet *care_scorecard_table(const struct care_scorecard *scorecard)
{
    return scorecard->parameters->table;
}

const int *care_scorecard_districts(const struct care_scorecard *scorecard, int *n)
{
    *n = scorecard->n_districts;
    return scorecard->districts;
}

/* ---- a value against its threshold ---- */

/* How far from the threshold a value is, beyond it or missing (negative). Both rounded, so that a share of 0.6 that came out of
   divisions is 0.6. */
static double gap_of(const struct care_scorecard_indicator *indicator, double value)
{
    const double found = care_round(value), threshold = care_round(indicator->threshold);
    switch (indicator->comparison) {
    case CARE_AT_LEAST:
    case CARE_MORE_THAN:
        return found - threshold;
    case CARE_AT_MOST:
    case CARE_LESS_THAN:
        return threshold - found;
    case CARE_BETWEEN:
        return fmin(found - threshold, care_round(indicator->threshold_high) - found);
    default:
        return -fabs(found - threshold);
    }
}

/* How much may be missing, as a share of the threshold. An exact number is meant to the last digit it is printed with. A share
   is one of whole people, whom districts round one by one: it is compared to one part in 100,000. */
static double forgiven(const struct care_scorecard_indicator *indicator)
{
    const double of_exact = 0.005, of_share = 0.00001;
    if (indicator->comparison == CARE_EXACTLY) {
        return of_exact * fabs(indicator->threshold);
    }
    return indicator->denominator != NULL ? of_share * fabs(indicator->threshold) : 0;
}

static void judge(const struct care_scorecard_indicator *indicator, struct care_scorecard_cell *cell)
{
    const double gap = gap_of(indicator, cell->value);
    const bool is_strict = indicator->comparison == CARE_MORE_THAN || indicator->comparison == CARE_LESS_THAN;
    const bool is_met = is_strict ? gap > 0 : gap >= -forgiven(indicator);
    cell->gap = is_met ? fmax(gap, 0) : gap;
    cell->verdict = is_met ? CARE_VERDICT_MET : CARE_VERDICT_MISSED;
}

static struct care_scorecard_cell cell_of(const struct care_scorecard_indicator *indicator, double value)
{
    struct care_scorecard_cell cell = {value, (double)NAN, CARE_VERDICT_NOT_APPLICABLE};
    if (!isnan(value)) {
        judge(indicator, &cell);
    } else if (indicator->basis == CARE_BASIS_DECLARED) {
        cell.verdict = CARE_VERDICT_NO_DATA;
    }
    return cell;
}

static double measured_value(const struct care_scorecard_indicator *indicator, const struct care_measure_at *at)
{
    const double numerator = care_measure_value(indicator->numerator, at);
    if (indicator->denominator == NULL) {
        return numerator;
    }
    const double denominator = care_measure_value(indicator->denominator, at);
    return denominator == 0 ? (double)NAN : numerator / denominator;
}

/* Of one district, judged whatever the scope. */
static struct care_scorecard_cell judged_district(const struct care_scorecard *scorecard,
                                                  const struct care_scorecard_indicator *indicator,
                                                  const struct care_measure_at *at, int district)
{
    struct care_measure_at one = *at;
    one.districts = &district;
    one.n_districts = 1;
    return cell_of(indicator, indicator->basis == CARE_BASIS_DECLARED
                                  ? care_scorecard_declared_value(scorecard, indicator, district, at->year_index)
                                  : measured_value(indicator, &one));
}

/* Districts with nothing to count are left out. One that has declared nothing could be worse than any other, so what is
   known then is only a miss. */
static struct care_scorecard_cell worst_district(const struct care_scorecard *scorecard,
                                                 const struct care_scorecard_indicator *indicator,
                                                 const struct care_measure_at *at)
{
    struct care_scorecard_cell worst = cell_of(indicator, (double)NAN);
    bool is_unknown = false;
    for (int i = 0; i < scorecard->n_districts; i++) {
        const struct care_scorecard_cell cell = judged_district(scorecard, indicator, at, scorecard->districts[i]);
        is_unknown = is_unknown || cell.verdict == CARE_VERDICT_NO_DATA;
        if (!isnan(cell.value) && !(cell.gap >= worst.gap)) {
            worst = cell;
        }
    }
    return is_unknown && worst.verdict == CARE_VERDICT_MET ? cell_of(indicator, (double)NAN) : worst;
}

static struct care_measure_at whole_at(const struct care_scorecard *scorecard, int scenario, int draw, int replicate,
                                       int year_index)
{
    return (struct care_measure_at){.scenario = scenario,
                                    .draw = draw,
                                    .replicate = replicate,
                                    .year_index = year_index,
                                    .districts = scorecard->districts,
                                    .n_districts = scorecard->n_districts};
}

struct care_scorecard_cell care_scorecard_whole(const struct care_scorecard *scorecard, int index, int scenario,
                                                int draw, int replicate, int year_index)
{
    const struct care_scorecard_indicator *indicator = &scorecard->indicators[index];
    const struct care_measure_at at = whole_at(scorecard, scenario, draw, replicate, year_index);
    const bool is_declared = indicator->basis == CARE_BASIS_DECLARED, is_each = indicator->scope == CARE_SCOPE_EACH;
    const double declared =
        is_declared ? care_scorecard_declared_value(scorecard, indicator, -1, year_index) : (double)NAN;
    if (is_each && isnan(declared)) {
        return worst_district(scorecard, indicator, &at);
    }
    return cell_of(indicator, is_declared ? declared : measured_value(indicator, &at));
}

struct care_scorecard_cell care_scorecard_district(const struct care_scorecard *scorecard, int index, int scenario,
                                                   int draw, int replicate, int year_index, int district)
{
    const struct care_scorecard_indicator *indicator = &scorecard->indicators[index];
    const struct care_measure_at at = whole_at(scorecard, scenario, draw, replicate, year_index);
    struct care_scorecard_cell cell = judged_district(scorecard, indicator, &at, district);
    if (indicator->scope == CARE_SCOPE_WHOLE) {
        cell.verdict = CARE_VERDICT_NOT_APPLICABLE;
    }
    return cell;
}

/* ---- over years and replicates ---- */

int care_scorecard_due(const struct care_scorecard *scorecard, int indicator)
{
    const int due = scorecard->indicators[indicator].year - scorecard->outer->first_year;
    const int last = scorecard->outer->n_years - 1;
    return due < 0 ? 0 : due < last ? due : last;
}

int care_scorecard_first_met(const struct care_scorecard *scorecard, int indicator, int scenario, int draw,
                             int replicate)
{
    for (int y = 0; y < scorecard->outer->n_years; y++) {
        if (care_scorecard_whole(scorecard, indicator, scenario, draw, replicate, y).verdict == CARE_VERDICT_MET) {
            return y;
        }
    }
    return -1;
}

double care_scorecard_chance(const struct care_scorecard *scorecard, int indicator, int scenario)
{
    const int n_replicates = scorecard->outer->n_replicates, n = scorecard->outer->n_draws * n_replicates;
    const int due = care_scorecard_due(scorecard, indicator);
    int n_met = 0, n_judged = 0;
    for (int i = 0; i < n; i++) {
        const enum care_scorecard_verdict verdict =
            care_scorecard_whole(scorecard, indicator, scenario, i / n_replicates, i % n_replicates, due).verdict;
        n_met += verdict == CARE_VERDICT_MET;
        n_judged += verdict == CARE_VERDICT_MET || verdict == CARE_VERDICT_MISSED;
    }
    return n > 1 && n_judged > 0 ? (double)n_met / n : (double)NAN;
}

struct care_scorecard_counts care_scorecard_count(const struct care_scorecard *scorecard, int scenario, int draw,
                                                  int replicate)
{
    struct care_scorecard_counts counts = {{0}, {0}, {0}};
    for (int i = 0; i < scorecard->n; i++) {
        const int due = care_scorecard_due(scorecard, i);
        const enum care_indicators_basis basis = scorecard->indicators[i].basis;
        switch (care_scorecard_whole(scorecard, i, scenario, draw, replicate, due).verdict) {
        case CARE_VERDICT_MET:
            counts.met[basis]++;
            break;
        case CARE_VERDICT_MISSED:
            counts.missed[basis]++;
            break;
        default:
            counts.none[basis]++;
        }
    }
    return counts;
}
