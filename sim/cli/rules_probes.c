#include "sim/cli/rules_probes.h"

#include "scenarios/numbers.h"
#include "sim/cli/rules_expect.h"
#include "sim/cli/rules_values.h"
#include "sim/cli/rules_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TARGET_YEAR = 2025 }; /* of levers whose rule names no year */

/* A check under way. */
struct check {
    struct care_rules_report *report;
    const struct care_rule *rule;
    const struct care_rules_probe *probe;
    struct care_diagnostics *faults; /* of what is read or run for it */
};

static bool is_failed(const struct check *check)
{
    return care_rules_report_has(check->report, check->rule);
}

/* Faults of the input are the rule's. @return the rest */
static int settle(const struct check *check, int status, const char *what)
{
    if (status == CARE_ERROR_INPUT || status == CARE_ERROR_SOLVER) {
        care_rules_report_fault(check->report, check->rule, what, check->faults);
        return CARE_OK;
    }
    return status;
}

/* ---- what the parameters hold ---- */

static int read_values(const struct check *check, const char *path, struct care_rules_values *values)
{
    const int named = care_rules_words_last_year(check->rule->year, TARGET_YEAR);
    const bool is_later = care_rules_words_is_open(check->rule->year) && check->rule->until > named;
    const int year = is_later ? check->rule->until : named;
    const int status = care_rules_values_read(check->probe->scenario, path, year, check->faults, values);
    return settle(check, status, "where");
}

static void compare_values(const struct check *check, const char *path, const struct care_rules_values *values)
{
    for (int i = 0; i < values->n && !is_failed(check); i++) {
        care_rules_expect(check->report, check->rule, (struct care_text){path, path}, values->number[i],
                          CARE_RULES_EXACTLY);
    }
}

/* One path holds the number; of several, the number says how many there are. */
static int compare(const struct check *check)
{
    const struct care_rule *rule = check->rule;
    const char *at = rule->where;
    char path[CARE_RULES_WORD];
    int n_on = 0, n = 0, status = CARE_OK;
    const bool is_single = care_rules_words_count(rule->where) == 1;
    while (status == CARE_OK && !is_failed(check) && care_rules_words_next(&at, path, sizeof path)) {
        struct care_rules_values values;
        status = read_values(check, path, &values);
        if (is_single) {
            compare_values(check, path, &values);
        }
        n_on += care_rules_values_is_on(&values);
        n++;
        care_rules_values_free(&values);
    }
    if (status == CARE_OK && n == 0) {
        care_rules_report_fail(check->report, rule, "no parameter is named", "没有写参数");
    }
    if (status == CARE_OK && n > 1 && !is_failed(check)) {
        const struct care_text what = {"how many of the parameters are on", "起作用的参数个数"};
        care_rules_expect(check->report, rule, what, n_on, CARE_RULES_EXACTLY);
    }
    return status;
}

/* ---- another value in its place ---- */

/* A lever is set by policy, in the districts of the plan, so that no entry of the scenario stands above it. */
static void write_key(const struct care_scenario *scenario, const char *path, const struct care_rules_values *values,
                      char *key, size_t size)
{
    char codes[CARE_RULES_CODES] = "";
    if (values->is_by_district) {
        (void)care_rules_values_codes(scenario, codes);
    }
    (void)snprintf(key, size, values->is_lever ? "%s[%s]" : "%s", path, codes);
}

static double other_number(const struct care_rules_values *values)
{
    const double more = 1.25, less = 0.8, number = values->number[0];
    double other = number * more <= values->max ? number * more : number * less;
    if (values->is_whole) {
        other = nearbyint(other) != number ? nearbyint(other) : number + (number < values->max ? 1 : -1);
    }
    return other;
}

/* The word after it, or the first. */
static const char *other_word(const struct care_rules_values *values)
{
    const char *next = values->choices[(int)values->number[0] + 1];
    return next != NULL ? next : values->choices[0];
}

/* @return false when no other value comes to mind */
static bool write_value(const struct care_rules_values *values, const char *asked, char *text, size_t size)
{
    char number[CARE_NUMBERS_TEXT];
    if (asked[0] != '\0') {
        (void)snprintf(text, size, "%s", asked);
    } else if (values->is_text || values->n == 0) {
        return false;
    } else if (values->choices != NULL) {
        (void)snprintf(text, size, "%s", other_word(values));
    } else {
        (void)snprintf(text, size, "%s", care_numbers_format(number, other_number(values)));
    }
    return values->choices != NULL || values->is_text || asked[0] != '\0' || other_number(values) != values->number[0];
}

/* ---- what comes out ---- */

static int measure(const struct check *check, const struct care_rules_run *run, double *value)
{
    const struct care_rule *rule = check->rule;
    const struct care_place place = {care_rules_table_path(check->report->table), rule->line, 0, "output"};
    const int status = care_rules_run_measure(run, rule->output, rule->until, place, check->faults, value);
    return settle(check, status, "output");
}

static bool differ(double a, double b)
{
    const double of_arithmetic = 1e-9;
    return fabs(a - b) > of_arithmetic * fmax(1e-6, fmax(fabs(a), fabs(b)));
}

static void compare_outputs(const struct check *check, const struct care_override *change, double before, double after)
{
    char text[CARE_NUMBERS_TEXT];
    const struct care_rule *rule = check->rule;
    if (isnan(before) || isnan(after)) {
        care_rules_report_fail(check->report, rule, "%s has no value in %d", "%s 在 %d 年没有数值", rule->output,
                               rule->until);
    } else if (!differ(before, after)) {
        care_rules_report_fail(check->report, rule, "with %s=%s, %s stays %s in %d", "%s=%s 时，%s 仍为 %s（%d 年）",
                               change->key, change->value, rule->output, care_numbers_format(text, before),
                               rule->until);
    }
}

/* The changed input must not be taken. @param status  of the attempt */
static int expect_refusal(const struct check *check, const struct care_override *change, int status)
{
    if (status == CARE_OK) {
        care_rules_report_fail(check->report, check->rule, "%s=%s is taken, not refused", "%s=%s 被接受，而不是被拒绝",
                               change->key, change->value);
    }
    return status == CARE_ERROR_INPUT ? CARE_OK : status;
}

/* @param status  of the changed run */
static int expect_move(const struct check *check, const struct care_override *change, const struct care_rules_run *run,
                       int status, double before)
{
    double after = NAN;
    if (status != CARE_OK) {
        return settle(check, status, change->key);
    }
    status = measure(check, run, &after);
    if (status == CARE_OK && !is_failed(check)) {
        compare_outputs(check, change, before, after);
    }
    return status;
}

static int run_changed(const struct check *check, const struct care_override *change, double before)
{
    struct care_rules_request request = *check->probe->request;
    struct care_rules_run run;
    request.change = change;
    int status = care_rules_run_create(&request, check->probe->options, check->faults, &run);
    status = care_rules_table_is_enforced(check->rule) ? expect_refusal(check, change, status)
                                                       : expect_move(check, change, &run, status, before);
    care_rules_run_free(&run);
    care_progress_step(check->probe->progress, check->rule->id);
    return status;
}

static int probe_path(const struct check *check, const char *path, const char *asked, double before)
{
    char key[CARE_RULES_WORD + CARE_RULES_CODES + 2], value[CARE_RULES_WORD];
    struct care_rules_values values;
    int status = read_values(check, path, &values);
    write_key(check->probe->scenario, path, &values, key, sizeof key);
    const bool has_value = write_value(&values, asked, value, sizeof value);
    care_rules_values_free(&values);
    if (status != CARE_OK || is_failed(check)) {
        return status;
    }
    if (!has_value) {
        care_rules_report_fail(check->report, check->rule, "%s: say in `probe` what to change it to",
                               "%s：请在 probe 列写明改成什么", path);
        return CARE_OK;
    }
    return run_changed(check, &(struct care_override){key, value}, before);
}

static int probe_all(const struct check *check)
{
    const struct care_rule *rule = check->rule;
    const char *paths = rule->where, *asked = rule->probe;
    char path[CARE_RULES_WORD], word[CARE_RULES_WORD];
    double before = NAN;
    int status = care_rules_table_is_enforced(rule) ? CARE_OK : measure(check, check->probe->base, &before);
    while (status == CARE_OK && !is_failed(check) && care_rules_words_next(&paths, path, sizeof path)) {
        const bool is_asked = care_rules_words_next(&asked, word, sizeof word) && strcmp(word, "-") != 0;
        status = probe_path(check, path, is_asked ? word : "", before);
    }
    return status;
}

int care_rules_probes_check(struct care_rules_report *report, const struct care_rule *rule,
                            const struct care_rules_probe *probe)
{
    struct check check = {report, rule, probe, NULL};
    int status = care_diagnostics_create(&check.faults);
    status = status == CARE_OK ? compare(&check) : status;
    if (status == CARE_OK && !is_failed(&check)) {
        status = probe_all(&check);
    }
    care_diagnostics_free(check.faults);
    return status;
}
