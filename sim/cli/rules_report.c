#include "sim/cli/rules_report.h"

#include "sim/cli/messages.h"

#include <stdlib.h>

int care_rules_report_create(const struct care_rules_table *table, struct care_rules_report *out)
{
    int n;
    (void)care_rules_table_rules(table, &n);
    *out = (struct care_rules_report){.table = table, .has_failed = calloc((size_t)n, sizeof *out->has_failed)};
    return out->has_failed == NULL ? care_trace(CARE_ERROR_MEMORY) : care_diagnostics_create(&out->list);
}

void care_rules_report_free(struct care_rules_report *report)
{
    free(report->has_failed);
    care_diagnostics_free(report->list);
}

static bool *mark_of(const struct care_rules_report *report, const struct care_rule *rule)
{
    int n;
    return &report->has_failed[rule - care_rules_table_rules(report->table, &n)];
}

static struct care_place place_of(const struct care_rules_report *report, const struct care_rule *rule)
{
    return (struct care_place){care_rules_table_path(report->table), rule->line, 0, rule->id};
}

void care_rules_report_fail(struct care_rules_report *report, const struct care_rule *rule, const char *en,
                            const char *zh, ...)
{
    if (*mark_of(report, rule)) {
        return;
    }
    *mark_of(report, rule) = true;
    va_list en_arguments, zh_arguments;
    va_start(en_arguments, zh);
    va_copy(zh_arguments, en_arguments);
    care_diagnostics_vadd(report->list, place_of(report, rule), false, en, en_arguments, zh, zh_arguments);
    va_end(zh_arguments);
    va_end(en_arguments);
}

void care_rules_report_note(struct care_rules_report *report, const struct care_rule *rule, const char *en,
                            const char *zh, ...)
{
    va_list en_arguments, zh_arguments;
    va_start(en_arguments, zh);
    va_copy(zh_arguments, en_arguments);
    care_diagnostics_vadd(report->list, place_of(report, rule), true, en, en_arguments, zh, zh_arguments);
    va_end(zh_arguments);
    va_end(en_arguments);
}

void care_rules_report_fault(struct care_rules_report *report, const struct care_rule *rule, const char *what,
                             const struct care_diagnostics *faults)
{
    for (int i = 0; i < care_diagnostics_n(faults); i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(faults, i);
        const char *key = fault->place.key == NULL ? "" : fault->place.key;
        if (!fault->is_warning) {
            care_rules_report_fail(report, rule, "%s: %s%s%s%.0s", "%s：%s%s%.0s%s", what, key,
                                   key[0] == '\0' ? "" : ": ", fault->text_en, fault->text_zh);
            return;
        }
    }
    care_rules_report_fail(report, rule, "%s: it could not be run, for no reason that was told",
                           "%s：运行失败，原因未说明", what);
}

bool care_rules_report_has(const struct care_rules_report *report, const struct care_rule *rule)
{
    return *mark_of(report, rule);
}

static void print_found(const struct care_rules_report *report)
{
    care_diagnostics_sort(report->list);
    for (int i = 0; i < care_diagnostics_n(report->list); i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(report->list, i);
        (void)printf("%s:%d: %s: %s\n", fault->place.file, fault->place.line, fault->place.key,
                     care_text_shown((struct care_text){fault->text_en, fault->text_zh}));
    }
}

/* What a plan's rules come to. */
struct counts {
    int n_checked, n_passed; /* of those with a home */
    int n_computable, n_computable_passed;
};

static struct counts count(const struct care_rules_report *report, const bool *is_chosen,
                           const struct care_rules_plan *plan)
{
    int n;
    const struct care_rule *rules = care_rules_table_rules(report->table, &n);
    struct counts counts = {0, 0, 0, 0};
    for (int i = 0; i < n; i++) {
        if (!is_chosen[i] || rules[i].plan != plan) {
            continue;
        }
        const bool has_home = rules[i].home != CARE_RULES_OUTSIDE, is_good = !report->has_failed[i];
        const bool is_computable = rules[i].computable == CARE_RULES_YES;
        counts.n_checked += has_home;
        counts.n_passed += has_home && is_good;
        counts.n_computable += is_computable;
        counts.n_computable_passed += is_computable && is_good;
    }
    return counts;
}

bool care_rules_report_print(const struct care_rules_report *report, const bool *is_chosen)
{
    print_found(report);
    for (int p = 0; p < CARE_N_RULES_PLANS; p++) {
        const struct care_rules_plan *plan = &care_rules_table_plans[p];
        const struct counts counts = count(report, is_chosen, plan);
        if (counts.n_checked + counts.n_computable > 0) {
            care_messages_say(stdout, "%s %s: %d of %d computable rules pass, %d of %d with a home\n",
                              "%s %s：可计算规则通过 %d／%d 条，有落点的规则通过 %d／%d 条\n", plan->prefix,
                              care_text_shown(plan->name), counts.n_computable_passed, counts.n_computable,
                              counts.n_passed, counts.n_checked);
        }
    }
    return care_diagnostics_status(report->list) == CARE_OK;
}
