#include "sim/cli/rules_rows.h"

#include "models/plan/scorecard.h"
#include "models/schedule.h"
#include "models/simulation.h"
#include "sim/cli/rules_indicators.h"
#include "sim/cli/rules_values.h"
#include "sim/cli/rules_words.h"

#include <stdio.h>
#include <string.h>

static const struct care_rule *find_rule(const struct care_rules_table *table, const char *id)
{
    int n;
    const struct care_rule *rules = care_rules_table_rules(table, &n);
    for (int i = 0; i < n; i++) {
        if (strcmp(rules[i].id, id) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

void care_rules_rows_complete(const struct care_rules_table *table, const struct care_rules_plan *plan,
                              struct care_diagnostics *list)
{
    const struct care_place place = {.file = care_rules_table_path(table)};
    for (int i = 1; i <= plan->n_rules; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "%s-%03d", plan->prefix, i);
        if (find_rule(table, id) == NULL) {
            care_diagnostics_add(list, place, "rule %s is missing", "缺少规则 %s", id);
        }
    }
}

static bool needs_where(enum care_rules_home home)
{
    return home == CARE_RULES_INDICATOR || home == CARE_RULES_DECLARED || home == CARE_RULES_PARAMETER ||
           home == CARE_RULES_TABLE;
}

static bool needs_output(enum care_rules_home home)
{
    return home == CARE_RULES_STOCK || home == CARE_RULES_FORECAST || home == CARE_RULES_PARAMETER ||
           home == CARE_RULES_TABLE;
}

static const struct care_rules_conflict *find_conflict(const struct care_rules_table *table, const char *id)
{
    int n;
    const struct care_rules_conflict *conflicts = care_rules_table_conflicts(table, &n);
    for (int i = 0; i < n; i++) {
        if (strcmp(conflicts[i].id, id) == 0) {
            return &conflicts[i];
        }
    }
    return NULL;
}

static void check_conflicts(struct care_rules_report *report, const struct care_rule *rule)
{
    char id[CARE_RULES_WORD];
    int n;
    const struct care_rules_conflict *conflicts = care_rules_table_conflicts(report->table, &n);
    for (const char *at = rule->conflict; care_rules_words_next(&at, id, sizeof id);) {
        if (find_conflict(report->table, id) == NULL) {
            care_rules_report_fail(report, rule, "there is no conflict '%s'", "没有矛盾“%s”", id);
        }
    }
    for (int i = 0; i < n; i++) {
        if (care_rules_words_has(conflicts[i].rules, rule->id) &&
            !care_rules_words_has(rule->conflict, conflicts[i].id)) {
            care_rules_report_fail(report, rule, "%s names this rule, but column `conflict` not it",
                                   "%s 列有此规则，而 conflict 列没有它", conflicts[i].id);
        }
    }
}

void care_rules_rows_home(struct care_rules_report *report, const struct care_rule *rule)
{
    const bool is_outside = rule->home == CARE_RULES_OUTSIDE;
    if (rule->computable == CARE_RULES_YES && is_outside) {
        care_rules_report_fail(report, rule, "a computable rule has no home", "可计算的规则没有落点");
    }
    if (is_outside && (rule->note.zh[0] == '\0' || rule->note.en[0] == '\0')) {
        care_rules_report_fail(report, rule, "outside the program, but the notes do not say why",
                               "不在程序内，而 note 列没有写明原因");
    }
    if (rule->computable == CARE_RULES_PARTLY && (rule->note.zh[0] == '\0' || rule->note.en[0] == '\0')) {
        care_rules_report_fail(report, rule, "partly computable, but the notes do not say what is covered",
                               "部分可计算，而 note 列没有写明覆盖了什么");
    }
    if (needs_where(rule->home) && rule->where[0] == '\0') {
        care_rules_report_fail(report, rule, "column `where` is empty", "where 列为空");
    }
    if (needs_output(rule->home) && rule->output[0] == '\0') {
        care_rules_report_fail(report, rule, "column `output` is empty", "output 列为空");
    }
    check_conflicts(report, rule);
}

/* ---- names ---- */

static bool is_among(const char *name, const struct care_cube_spec *const *specs, int n)
{
    for (int i = 0; i < n; i++) {
        if (strcmp(specs[i]->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Of the models, or of the scorecard. */
static bool is_cube(const char *name, const struct care_indicators_parameters *scorecard)
{
    struct care_scorecard_cubes scored;
    if (is_among(name, care_simulation_cubes, care_simulation_n_cubes)) {
        return true;
    }
    const bool is_made = care_scorecard_cubes_create(&scorecard, 1, &scored) == CARE_OK;
    const bool is_scored = is_made && is_among(name, scored.specs, scored.n);
    care_scorecard_cubes_free(&scored);
    return is_scored;
}

static bool is_model(const char *name)
{
    struct care_schedule_models models;
    struct care_scheduled scheduled[CARE_MOST_MODELS];
    const int n = care_schedule_of(&models, CARE_SCHEDULE_ALL, scheduled);
    for (int i = 0; i < n; i++) {
        if (strcmp(scheduled[i].model->name, name) == 0) {
            return true;
        }
    }
    return false;
}

void care_rules_rows_also(struct care_rules_report *report, const struct care_rule *rule,
                          const struct care_indicators_parameters *scorecard)
{
    char word[CARE_RULES_WORD];
    for (const char *at = rule->also; care_rules_words_next(&at, word, sizeof word);) {
        const bool is_known = care_rules_values_table(word) != NULL || care_rules_values_is_group(word) ||
                              care_rules_indicators_row(scorecard, word) >= 0 || is_cube(word, scorecard) ||
                              is_model(word);
        if (!is_known) {
            care_rules_report_fail(report, rule, "also: there is no parameter, indicator, cube or model '%s'",
                                   "also：没有名为“%s”的参数、指标、结果或模型", word);
        }
    }
}
