#include "sim/cli/rules_indicators.h"

#include "models/plan/scorecard.h"
#include "scenarios/numbers.h"
#include "sim/cli/rules_expect.h"
#include "sim/cli/rules_words.h"

#include <math.h>
#include <string.h>

int care_rules_indicators_row(const struct care_indicators_parameters *scorecard, const char *id)
{
    const struct care_sheet *table = scorecard->table;
    for (int row = 0; table != NULL && row < table->n_rows; row++) {
        if (strcmp(care_sheet_text(table, CARE_INDICATORS_ID, row), id) == 0) {
            return row;
        }
    }
    return -1;
}

/* ---- the row says what the rule says ---- */

/* "= 100 %" of a document asks for no less than all. */
static bool is_operator_of(enum care_rules_sense sense, enum care_indicators_operator comparison)
{
    switch (sense) {
    case CARE_RULES_AT_LEAST:
        return comparison == CARE_AT_LEAST;
    case CARE_RULES_MORE_THAN:
        return comparison == CARE_MORE_THAN;
    case CARE_RULES_AT_MOST:
        return comparison == CARE_AT_MOST;
    case CARE_RULES_LESS_THAN:
        return comparison == CARE_LESS_THAN;
    case CARE_RULES_BETWEEN:
        return comparison == CARE_BETWEEN || comparison == CARE_AT_LEAST;
    case CARE_RULES_EQUAL:
    case CARE_RULES_ABOUT:
        return comparison == CARE_EXACTLY || comparison == CARE_AT_LEAST || comparison == CARE_AT_MOST;
    case CARE_RULES_NO_NUMBER:
        break;
    }
    return true;
}

static bool is_attribute_of(enum care_rules_attribute attribute, enum care_indicators_attribute of_row)
{
    static const enum care_indicators_attribute expected[CARE_N_RULES_ATTRIBUTES] = {
        [CARE_RULES_BINDING] = CARE_BINDING,
        [CARE_RULES_EXPECTED] = CARE_EXPECTED,
        [CARE_RULES_ADVOCATED] = CARE_ADVOCATED,
    };
    return attribute == CARE_RULES_NO_ATTRIBUTE || of_row == expected[attribute];
}

/* A range that is a floor for the plan has its lower end as threshold. */
static void check_threshold(struct care_rules_report *report, const struct care_rule *rule,
                            const struct care_sheet *table, int row)
{
    char expected[CARE_NUMBERS_TEXT], found[CARE_NUMBERS_TEXT];
    const struct care_rules_number number = care_rules_expect_number(rule);
    const double threshold = care_sheet_number(table, CARE_INDICATORS_THRESHOLD, row);
    const double high = care_sheet_number(table, CARE_INDICATORS_THRESHOLD_HIGH, row);
    const bool is_between = care_sheet_int(table, CARE_INDICATORS_OPERATOR, row) == CARE_BETWEEN;
    const double of_arithmetic = 1e-9 * fmax(1, fabs(number.high));
    if (number.sense != CARE_RULES_NO_NUMBER && fabs(threshold - number.low) > of_arithmetic) {
        care_rules_report_fail(report, rule, "threshold: expected %s, found %s", "threshold：应为 %s，实为 %s",
                               care_numbers_format(expected, number.low), care_numbers_format(found, threshold));
    } else if (is_between && fabs(high - number.high) > of_arithmetic) {
        care_rules_report_fail(report, rule, "threshold_high: expected %s, found %s",
                               "threshold_high：应为 %s，实为 %s", care_numbers_format(expected, number.high),
                               care_numbers_format(found, high));
    }
}

static void check_row(struct care_rules_report *report, const struct care_rule *rule, const struct care_sheet *table,
                      int row)
{
    const int year = care_sheet_int(table, CARE_INDICATORS_YEAR, row);
    const int due = care_rules_words_last_year(rule->year, year);
    const struct care_rules_number number = care_rules_expect_number(rule);
    if (!care_rules_words_has(care_sheet_text(table, CARE_INDICATORS_RULES, row), rule->id)) {
        care_rules_report_fail(report, rule, "indicator %s does not name the rule in its column `rules`",
                               "指标 %s 的 rules 列没有此规则", rule->where);
    }
    if (!is_operator_of(number.sense,
                        (enum care_indicators_operator)care_sheet_int(table, CARE_INDICATORS_OPERATOR, row))) {
        care_rules_report_fail(report, rule, "indicator %s has another operator than '%s'",
                               "指标 %s 的 operator 与“%s”不符", rule->where, rule->value);
    }
    check_threshold(report, rule, table, row);
    if (year != due) {
        care_rules_report_fail(report, rule, "year: expected %d, found %d", "year：应为 %d，实为 %d", due, year);
    }
    if (!is_attribute_of(rule->attribute,
                         (enum care_indicators_attribute)care_sheet_int(table, CARE_INDICATORS_ATTRIBUTE, row))) {
        care_rules_report_fail(report, rule, "attribute of indicator %s: expected %s", "指标 %s 的属性应为 %s",
                               rule->where, care_text_shown(care_rules_table_attribute(rule->attribute)));
    }
}

/* ---- the row by itself, with other numbers ---- */

/* Tables of one row: the indicator, and what is declared of it. */
struct probe {
    const struct care_rules_run *run;
    int row;
    struct care_indicators_parameters parameters;
    struct care_sheet table, declared;
    double *table_numbers[CARE_N_INDICATORS_COLUMNS], *declared_numbers[CARE_N_DECLARED_COLUMNS];
    char **table_texts[CARE_N_INDICATORS_COLUMNS], **declared_texts[CARE_N_DECLARED_COLUMNS];
    double threshold, threshold_high;
    double area, year, value;
    char *id;
    int line;
};

static void view_row(const struct care_sheet *from, int row, double **numbers, char ***texts, struct care_sheet *out)
{
    for (int c = 0; c < from->spec->n_columns; c++) {
        const bool is_text = from->spec->columns[c].kind == CARE_SHEET_TEXT;
        numbers[c] = is_text ? NULL : from->number[c] + row;
        texts[c] = is_text ? from->text[c] + row : NULL;
    }
    *out = *from;
    out->n_rows = 1;
    out->line = from->line + row;
    out->origin = from->origin == NULL ? NULL : from->origin + row;
    out->number = numbers;
    out->text = texts;
}

/* The only district of the plan, else the city. */
static int area_of(const struct care_rules_run *run)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    return run->n_districts == 1 ? outer->district_codes[run->districts[0]] : run->city.city->areas->area[0].code;
}

/* Declares one value from the first year on. */
static void declare(struct probe *probe, double value)
{
    probe->area = area_of(probe->run);
    probe->year = CARE_FIRST_YEAR;
    probe->value = value;
    probe->line = 1;
    probe->id = probe->table_texts[CARE_INDICATORS_ID][0];
    probe->declared_texts[CARE_DECLARED_INDICATOR] = &probe->id;
    probe->declared_numbers[CARE_DECLARED_AREA] = &probe->area;
    probe->declared_numbers[CARE_DECLARED_YEAR] = &probe->year;
    probe->declared_numbers[CARE_DECLARED_VALUE] = &probe->value;
    probe->declared = (struct care_sheet){.spec = &care_indicators_declared_sheet,
                                          .path = probe->table.path,
                                          .n_rows = 1,
                                          .line = &probe->line,
                                          .number = probe->declared_numbers,
                                          .text = probe->declared_texts};
    probe->parameters.declared = &probe->declared;
}

static void start(struct probe *probe, const struct care_rules_run *run, int row)
{
    *probe = (struct probe){.run = run, .row = row, .parameters = *run->scorecard};
    view_row(run->scorecard->table, row, probe->table_numbers, probe->table_texts, &probe->table);
    probe->threshold = *probe->table_numbers[CARE_INDICATORS_THRESHOLD];
    probe->threshold_high = *probe->table_numbers[CARE_INDICATORS_THRESHOLD_HIGH];
    probe->table_numbers[CARE_INDICATORS_THRESHOLD] = &probe->threshold;
    probe->table_numbers[CARE_INDICATORS_THRESHOLD_HIGH] = &probe->threshold_high;
    probe->parameters.table = &probe->table;
}

static enum care_indicators_operator operator_of(const struct probe *probe)
{
    return (enum care_indicators_operator)care_sheet_int(&probe->table, CARE_INDICATORS_OPERATOR, 0);
}

static bool is_declared(const struct probe *probe)
{
    return care_sheet_int(&probe->table, CARE_INDICATORS_BASIS, 0) == CARE_BASIS_DECLARED;
}

/* Where it is judged: when due, or in the last year of the run. */
static int judge(const struct probe *probe, struct care_diagnostics *faults, struct care_scorecard_cell *cell)
{
    struct care_scorecard *scorecard = NULL;
    const int status = care_scorecard_create(&probe->parameters, probe->run->cubes, faults, &scorecard);
    if (status == CARE_OK) {
        *cell = care_scorecard_whole(scorecard, 0, 0, 0, 0, care_scorecard_due(scorecard, 0));
    }
    care_scorecard_free(scorecard);
    return status;
}

static void set_thresholds(struct probe *probe, double low, double high)
{
    probe->threshold = low;
    probe->threshold_high = operator_of(probe) == CARE_BETWEEN ? high : (double)NAN;
}

/* Thresholds that turn the verdict on a value. */
static void turn(struct probe *probe, const struct care_scorecard_cell *cell)
{
    const double step = 0.01 * fmax(1, fabs(cell->value)), value = cell->value;
    const bool is_met = cell->verdict == CARE_VERDICT_MET;
    switch (operator_of(probe)) {
    case CARE_AT_LEAST:
    case CARE_MORE_THAN:
        set_thresholds(probe, is_met ? value + step : value - step, 0);
        break;
    case CARE_AT_MOST:
    case CARE_LESS_THAN:
        set_thresholds(probe, is_met ? value - step : value + step, 0);
        break;
    case CARE_BETWEEN:
        set_thresholds(probe, is_met ? value + step : value - step, is_met ? value + 2 * step : value + step);
        break;
    default:
        set_thresholds(probe, is_met ? value + 10 * step : value, 0);
    }
}

/* Another threshold, and another verdict. @return as judge() */
static int check_turns(struct care_rules_report *report, const struct care_rule *rule, struct probe *probe,
                       const struct care_scorecard_cell *cell, struct care_diagnostics *faults)
{
    struct care_scorecard_cell moved = {0}, turned = {0};
    const double more = 1.25, shift = probe->threshold == 0 ? 1 : 0;
    set_thresholds(probe, probe->threshold * more + shift, probe->threshold_high * more + shift);
    int status = judge(probe, faults, &moved);
    if (status == CARE_OK && moved.gap == cell->gap) {
        care_rules_report_fail(report, rule, "another threshold leaves the gap of indicator %s as it is",
                               "目标值改变后，指标 %s 的差距不变", rule->where);
    }
    turn(probe, cell);
    status = status == CARE_OK ? judge(probe, faults, &turned) : status;
    if (status == CARE_OK && turned.verdict + cell->verdict != CARE_VERDICT_MET + CARE_VERDICT_MISSED) {
        care_rules_report_fail(report, rule, "a threshold beyond the value does not turn the verdict of indicator %s",
                               "目标值越过实际值后，指标 %s 的结论不变", rule->where);
    }
    return status;
}

/* A declared value that is not there is no data; then the threshold itself is declared. */
static int judge_declared(struct care_rules_report *report, const struct care_rule *rule, struct probe *probe,
                          struct care_diagnostics *faults, struct care_scorecard_cell *cell)
{
    probe->parameters.declared = NULL;
    const int status = judge(probe, faults, cell);
    if (status == CARE_OK && cell->verdict != CARE_VERDICT_NO_DATA) {
        care_rules_report_fail(report, rule, "indicator %s has a verdict though nothing is declared",
                               "指标 %s 未申报却有结论", rule->where);
    }
    declare(probe, probe->threshold);
    return status == CARE_OK ? judge(probe, faults, cell) : status;
}

static int check_verdict(struct care_rules_report *report, const struct care_rule *rule, struct probe *probe,
                         struct care_diagnostics *faults)
{
    struct care_scorecard_cell cell = {0};
    const int status =
        is_declared(probe) ? judge_declared(report, rule, probe, faults, &cell) : judge(probe, faults, &cell);
    if (status == CARE_OK && isnan(cell.value)) {
        care_rules_report_fail(report, rule, "indicator %s has no value in the runs to %d",
                               "指标 %s 在 %d 年前没有数值", rule->where, rule->until);
        return CARE_OK;
    }
    return status == CARE_OK ? check_turns(report, rule, probe, &cell, faults) : status;
}

int care_rules_indicators_check(struct care_rules_report *report, const struct care_rule *rule,
                                const struct care_rules_run *run)
{
    const int row = care_rules_indicators_row(run->scorecard, rule->where);
    struct care_diagnostics *faults = NULL;
    struct probe probe;
    if (row < 0) {
        care_rules_report_fail(report, rule, "the plan has no indicator '%s'", "规划没有指标“%s”", rule->where);
        return CARE_OK;
    }
    int status = care_diagnostics_create(&faults);
    if (status == CARE_OK) {
        check_row(report, rule, run->scorecard->table, row);
        start(&probe, run, row);
        status = check_verdict(report, rule, &probe, faults);
    }
    if (status == CARE_ERROR_INPUT) {
        care_rules_report_fault(report, rule, rule->where, faults);
        status = CARE_OK;
    }
    care_diagnostics_free(faults);
    return status;
}
