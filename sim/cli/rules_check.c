#include "sim/cli/rules_check.h"

#include "models/city.h"
#include "scenarios/numbers.h"
#include "sim/cli/rules_figures.h"
#include "sim/cli/rules_indicators.h"
#include "sim/cli/rules_probes.h"
#include "sim/cli/rules_rows.h"
#include "sim/cli/rules_words.h"
#include "sim/cli/signals.h"

#include <stdlib.h>
#include <string.h>

struct check {
    const struct care_rules_table *table;
    struct care_rules_report report;
    struct care_simulation_options options;
    struct care_progress progress;
    const struct care_rule **order; /* [n] those chosen, by scenario and run */
    int n;
    /* of the scenario in hand, as it stands */
    char path[PATH_MAX];
    struct care_scenario *scenario;
    struct care_diagnostics *scenario_faults;
    /* of the run in hand */
    struct care_rules_request request;
    struct care_rules_run run;
    struct care_diagnostics *run_faults;
    bool has_run;
};

/* ---- which rules share what ---- */

static const char *scenario_key(const struct care_rule *rule)
{
    return rule->scenario[0] != '\0' ? rule->scenario : rule->plan->folder;
}

static bool is_modelled(const struct care_rule *rule)
{
    return rule->home == CARE_RULES_STOCK || rule->home == CARE_RULES_FORECAST;
}

static bool is_probed(const struct care_rule *rule)
{
    return rule->home == CARE_RULES_PARAMETER || rule->home == CARE_RULES_TABLE;
}

static bool needs_run(const struct care_rule *rule)
{
    return is_modelled(rule) || is_probed(rule) || rule->home == CARE_RULES_INDICATOR;
}

static int last_year_of(const struct care_rule *rule)
{
    const int year = is_modelled(rule) ? care_rules_figures_year(rule) : 0;
    return year > rule->until ? year : rule->until;
}

static int compare_runs(const struct care_rule *a, const struct care_rule *b)
{
    int sign = strcmp(scenario_key(a), scenario_key(b));
    sign = sign != 0 ? sign : (int)needs_run(a) - (int)needs_run(b);
    sign = sign != 0 ? sign : strcmp(a->with, b->with);
    return sign != 0 ? sign : last_year_of(a) - last_year_of(b);
}

static int compare_order(const void *a, const void *b)
{
    const struct care_rule *one = *(const struct care_rule *const *)a, *two = *(const struct care_rule *const *)b;
    const int sign = compare_runs(one, two);
    return sign != 0 ? sign : one->line - two->line;
}

static int take_order(struct check *check, const bool *is_chosen)
{
    int n;
    const struct care_rule *rules = care_rules_table_rules(check->table, &n);
    check->order = calloc((size_t)n, sizeof(struct care_rule *));
    if (check->order == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n; i++) {
        if (is_chosen[i]) {
            check->order[check->n++] = &rules[i];
        }
    }
    qsort(check->order, (size_t)check->n, sizeof(struct care_rule *), compare_order);
    return CARE_OK;
}

static int count_runs(const struct check *check)
{
    int n = 0;
    for (int i = 0; i < check->n; i++) {
        const struct care_rule *rule = check->order[i];
        n += needs_run(rule) && (i == 0 || compare_runs(check->order[i - 1], rule) != 0);
        n += is_probed(rule) ? care_rules_words_count(rule->where) : 0;
    }
    return n;
}

/* ---- scenarios and runs, one at a time ---- */

static void drop_run(struct check *check)
{
    care_rules_run_free(&check->run);
    care_diagnostics_free(check->run_faults);
    check->run_faults = NULL;
    check->has_run = false;
}

static void drop_scenario(struct check *check)
{
    drop_run(check);
    care_scenario_free(check->scenario);
    care_diagnostics_free(check->scenario_faults);
    check->scenario = NULL;
    check->scenario_faults = NULL;
}

/* A scenario that cannot be read leaves its faults. */
static int take_scenario(struct check *check, const struct care_rule *rule)
{
    drop_scenario(check);
    int status = care_diagnostics_create(&check->scenario_faults);
    if (status != CARE_OK) {
        return status;
    }
    if (!care_rules_table_scenario(check->table, rule, check->path)) {
        return care_trace(CARE_ERROR_FILE);
    }
    status = care_scenario_read(check->path, care_city_sections, care_city_n_sections, NULL, 0, check->scenario_faults,
                                &check->scenario);
    return status == CARE_ERROR_INPUT || status == CARE_ERROR_FILE ? CARE_OK : status;
}

/* So does a run. */
static int take_run(struct check *check, const struct care_rule *rule)
{
    drop_run(check);
    int status = care_diagnostics_create(&check->run_faults);
    if (status != CARE_OK) {
        return status;
    }
    check->request =
        (struct care_rules_request){.path = check->path, .with = rule->with, .last_year = last_year_of(rule)};
    status = care_rules_run_create(&check->request, &check->options, check->run_faults, &check->run);
    check->has_run = status == CARE_OK;
    care_progress_step(&check->progress, rule->id);
    return status == CARE_ERROR_INPUT || status == CARE_ERROR_SOLVER ? CARE_OK : status;
}

/* ---- one rule ---- */

static int check_on_run(struct check *check, const struct care_rule *rule)
{
    if (!check->has_run) {
        care_rules_report_fault(&check->report, rule, check->path, check->run_faults);
        return CARE_OK;
    }
    if (is_modelled(rule)) {
        return care_rules_figures_modelled(&check->report, rule, &check->run);
    }
    if (!is_probed(rule)) {
        return care_rules_indicators_check(&check->report, rule, &check->run);
    }
    const struct care_rules_probe probe = {check->scenario, &check->request, &check->run, &check->options,
                                           &check->progress};
    return care_rules_probes_check(&check->report, rule, &probe);
}

static int check_rule(struct check *check, const struct care_rule *rule, const struct care_rule *before)
{
    int status = CARE_OK;
    if (before == NULL || strcmp(scenario_key(before), scenario_key(rule)) != 0) {
        status = take_scenario(check, rule);
    }
    if (status != CARE_OK) {
        return status;
    }
    if (check->scenario == NULL) {
        care_rules_report_fault(&check->report, rule, check->path, check->scenario_faults);
        return CARE_OK;
    }
    const struct care_indicators_parameters *scorecard =
        care_scenario_section(check->scenario, care_indicators_section.name);
    care_rules_rows_home(&check->report, rule);
    care_rules_rows_also(&check->report, rule, scorecard);
    if (rule->home == CARE_RULES_DECLARED) {
        care_rules_figures_declared(&check->report, rule, scorecard);
    }
    if (!needs_run(rule)) {
        return CARE_OK;
    }
    if (before == NULL || compare_runs(before, rule) != 0) {
        status = take_run(check, rule);
    }
    return status == CARE_OK ? check_on_run(check, rule) : status;
}

static int check_all(struct check *check, bool is_quiet)
{
    int status = CARE_OK;
    check->progress = care_progress_start(is_quiet ? NULL : stderr, count_runs(check));
    for (int i = 0; i < check->n && status == CARE_OK; i++) {
        status = check_rule(check, check->order[i], i == 0 ? NULL : check->order[i - 1]);
    }
    care_progress_end(&check->progress);
    drop_scenario(check);
    return status;
}

int care_rules_check(const struct care_rules_table *table, const bool *is_chosen, bool is_quiet)
{
    struct check check = {.table = table,
                          .options = {.simd = true, .set = CARE_SCHEDULE_ALL, .stop = care_signals_watch()}};
    struct care_numbers numbers;
    int status = care_numbers_begin(&numbers);
    status = status == CARE_OK ? care_rules_report_create(table, &check.report) : status;
    status = status == CARE_OK ? take_order(&check, is_chosen) : status;
    status = status == CARE_OK ? check_all(&check, is_quiet) : status;
    if (status == CARE_OK && !care_rules_report_print(&check.report, is_chosen)) {
        status = CARE_ERROR_UNMET;
    }
    free(check.order);
    care_rules_report_free(&check.report);
    care_numbers_end(&numbers);
    return status;
}
