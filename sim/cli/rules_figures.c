#include "sim/cli/rules_figures.h"

#include "scenarios/numbers.h"
#include "sim/cli/rules_expect.h"
#include "sim/cli/rules_words.h"

#include <math.h>
#include <string.h>

int care_rules_figures_year(const struct care_rule *rule)
{
    const int named = care_rules_words_last_year(rule->year, CARE_FIRST_YEAR);
    const int year = care_rules_words_is_open(rule->year) && rule->until > named ? rule->until : named;
    return year < CARE_FIRST_YEAR ? CARE_FIRST_YEAR : year > CARE_LAST_YEAR ? CARE_LAST_YEAR : year;
}

/* A forecast need not be met: it is shown with what the model has. */
static void show_beside(struct care_rules_report *report, const struct care_rule *rule, double found)
{
    char of_plan[CARE_NUMBERS_TEXT], of_model[CARE_NUMBERS_TEXT];
    const struct care_rules_number number = care_rules_expect_number(rule);
    const double percent = 100 * (found - number.low) / number.low;
    care_rules_report_note(report, rule, "%s in %d: the plan says %s, the model %s (%+.1f %%)",
                           "%s，%d 年：规划 %s，模型 %s（%+.1f %%）", rule->output, care_rules_figures_year(rule),
                           care_numbers_format(of_plan, number.low), care_numbers_format(of_model, found), percent);
}

static void compare(struct care_rules_report *report, const struct care_rule *rule, double found)
{
    const struct care_text what = {rule->output, rule->output};
    if (isnan(found)) {
        care_rules_report_fail(report, rule, "%s: no value in %d", "%s：%d 年没有数值", rule->output,
                               care_rules_figures_year(rule));
    } else if (rule->number.sense == CARE_RULES_NO_NUMBER) {
        care_rules_report_fail(report, rule, "%s: the rule gives no number to compare with",
                               "%s：规则没有可以对照的数值", rule->output);
    } else if (rule->home == CARE_RULES_STOCK) {
        care_rules_expect(report, rule, what, found, CARE_RULES_TO_THE_DIGIT);
    } else {
        show_beside(report, rule, found);
    }
}

int care_rules_figures_modelled(struct care_rules_report *report, const struct care_rule *rule,
                                const struct care_rules_run *run)
{
    const struct care_place place = {care_rules_table_path(report->table), rule->line, 0, "output"};
    struct care_diagnostics *faults = NULL;
    double found;
    int status = care_diagnostics_create(&faults);
    if (status == CARE_OK) {
        status = care_rules_run_measure(run, rule->output, care_rules_figures_year(rule), place, faults, &found);
    }
    if (status == CARE_OK) {
        compare(report, rule, found);
    } else if (status == CARE_ERROR_INPUT) {
        care_rules_report_fault(report, rule, "output", faults);
        status = CARE_OK;
    }
    care_diagnostics_free(faults);
    return status;
}

/* The row of the year of the rule, or the only one. @return -1 when there is none */
static int row_of(const struct care_sheet *declared, const char *where, int year)
{
    int any = -1;
    for (int row = 0; row < declared->n_rows; row++) {
        if (strcmp(care_sheet_text(declared, CARE_DECLARED_INDICATOR, row), where) == 0) {
            any = row;
            if (care_sheet_int(declared, CARE_DECLARED_YEAR, row) == year) {
                return row;
            }
        }
    }
    return any;
}

void care_rules_figures_declared(struct care_rules_report *report, const struct care_rule *rule,
                                 const struct care_indicators_parameters *scorecard)
{
    const struct care_sheet *declared = scorecard->declared;
    const int row = declared == NULL ? -1 : row_of(declared, rule->where, care_rules_figures_year(rule));
    if (row < 0) {
        care_rules_report_fail(report, rule, "declared.csv has no row '%s'", "declared.csv 中没有“%s”", rule->where);
        return;
    }
    care_rules_expect(report, rule, (struct care_text){"declared.csv", "declared.csv"},
                      care_sheet_number(declared, CARE_DECLARED_VALUE, row), CARE_RULES_EXACTLY);
}
