#include "sim/cli/rules_print.h"

#include "models/city.h"
#include "scenarios/numbers.h"
#include "sim/cli/messages.h"
#include "sim/cli/rules_values.h"
#include "sim/cli/rules_words.h"
#include "sim/cli/terminal.h"

#include <stdio.h>
#include <string.h>

struct care_rules_counts care_rules_print_count(const struct care_rules_table *table,
                                                const struct care_rules_plan *plan, const bool *is_chosen)
{
    int n;
    const struct care_rule *rules = care_rules_table_rules(table, &n);
    struct care_rules_counts counts = {0};
    for (int i = 0; i < n; i++) {
        if ((plan != NULL && rules[i].plan != plan) || (is_chosen != NULL && !is_chosen[i])) {
            continue;
        }
        const bool is_outside = rules[i].home == CARE_RULES_OUTSIDE;
        const bool is_computable = rules[i].computable == CARE_RULES_YES;
        counts.n++;
        counts.n_computable += is_computable && !is_outside;
        counts.n_partly += !is_computable && !is_outside;
        counts.n_outside += !is_computable && is_outside;
        counts.n_homeless += is_computable && is_outside;
    }
    return counts;
}

/* ---- the list ---- */

enum { TITLE_COLUMNS = 38, NUMBER_COLUMNS = 26, YEAR_COLUMNS = 9, ATTRIBUTE_COLUMNS = 9, HOME_COLUMNS = 10 };

static void print_cell(const char *text, int width)
{
    care_terminal_left(stdout, text, width);
    (void)printf("  ");
}

static void print_number(const struct care_rule *rule)
{
    char number[CARE_RULES_WORD], unit[CARE_RULES_WORD], both[2 * CARE_RULES_WORD];
    (void)snprintf(both, sizeof both, "%s %s", care_rules_words_number(number, rule->value),
                   care_text_shown(care_rules_words_unit(rule->unit, unit)));
    print_cell(rule->value[0] == '\0' ? "–" : both, NUMBER_COLUMNS);
}

static void print_rule(const struct care_rule *rule)
{
    (void)printf("%s  ", rule->id);
    print_cell(care_text_shown(rule->title), TITLE_COLUMNS);
    print_number(rule);
    print_cell(rule->year, YEAR_COLUMNS);
    print_cell(care_text_shown(care_rules_table_attribute(rule->attribute)), ATTRIBUTE_COLUMNS);
    print_cell(care_text_shown(care_rules_table_home(rule->home)), HOME_COLUMNS);
    (void)printf("%s\n", rule->where[0] != '\0'             ? rule->where
                         : rule->home == CARE_RULES_OUTSIDE ? care_text_shown(rule->note)
                                                            : rule->output);
}

void care_rules_print_list(const struct care_rules_table *table, const bool *is_chosen)
{
    int n;
    const struct care_rule *rules = care_rules_table_rules(table, &n);
    const struct care_rules_plan *plan = NULL;
    for (int i = 0; i < n; i++) {
        if (!is_chosen[i]) {
            continue;
        }
        if (rules[i].plan != plan) {
            plan = rules[i].plan;
            (void)printf("\n# %s (%s)\n", care_text_shown(plan->name), plan->folder);
        }
        print_rule(&rules[i]);
    }
    const struct care_rules_counts counts = care_rules_print_count(table, NULL, is_chosen);
    care_messages_say(stdout,
                      "\n%d rules: %d computable, with a home; %d partly computable, that part covered; %d outside\n",
                      "\n共 %d 条：可计算且有落点 %d 条，部分可计算、已覆盖该部分 %d 条，不在程序内 %d 条\n", counts.n,
                      counts.n_computable, counts.n_partly, counts.n_outside);
    if (counts.n_homeless > 0) {
        care_messages_say(stdout, "%d computable rules have no home\n", "另有 %d 条可计算规则没有落点\n",
                          counts.n_homeless);
    }
}

/* ---- conflicts ---- */

/* The plan as written, in the year in which most of its targets are due. */
enum { CONFLICT_YEAR = 2025 };
static const char plan_file[] = "plan-2025.yaml";

static void print_value(const struct care_rules_values *values)
{
    char text[CARE_NUMBERS_TEXT];
    for (int i = 0; i < values->n; i++) {
        if (i > 0 && values->number[i] == values->number[i - 1]) {
            continue; /* all districts alike: once */
        }
        (void)printf("%s%s", i == 0 ? "" : ", ",
                     values->choices != NULL ? values->choices[(int)values->number[i]]
                                             : care_numbers_format(text, values->number[i]));
    }
}

/* What one pack has for a parameter; nothing where there is no such pack. */
static int print_choice(const struct care_rules_table *table, const struct care_rules_plan *plan, const char *parameter,
                        struct care_diagnostics *faults)
{
    char path[PATH_MAX];
    struct care_scenario *scenario = NULL;
    struct care_rules_values values = {.number = NULL};
    if (!care_rules_table_file(table, plan->folder, plan_file, path)) {
        return care_trace(CARE_ERROR_FILE);
    }
    int status = care_scenario_read(path, care_city_sections, care_city_n_sections, NULL, 0, faults, &scenario);
    if (status == CARE_OK) {
        status = care_rules_values_read(scenario, parameter, CONFLICT_YEAR, faults, &values);
    }
    if (status == CARE_OK) {
        (void)printf("    %s: ", care_text_shown(plan->name));
        print_value(&values);
        (void)printf("\n");
    }
    care_rules_values_free(&values);
    care_scenario_free(scenario);
    return status == CARE_ERROR_INPUT || status == CARE_ERROR_FILE ? CARE_OK : status;
}

/* Only where the choice is one number or word, not a group of them. */
static int print_choices(const struct care_rules_table *table, const char *parameter)
{
    const struct care_field *field = care_rules_values_field(parameter);
    struct care_diagnostics *faults = NULL;
    if (field == NULL || field->kind == CARE_FIELD_SHEET || field->kind == CARE_FIELD_TEXT) {
        return CARE_OK;
    }
    int status = care_diagnostics_create(&faults);
    for (int p = 0; p < CARE_N_RULES_PLANS && status == CARE_OK; p++) {
        status = print_choice(table, &care_rules_table_plans[p], parameter, faults);
    }
    care_diagnostics_free(faults);
    return status;
}

/* One reading a line: semicolons part them. */
static void print_readings(const char *text)
{
    static const struct care_text semicolon = {"; ", "；"};
    const char *mark = care_text_shown(semicolon);
    for (const char *end = strstr(text, mark); end != NULL; end = strstr(text, mark)) {
        (void)printf("    %.*s\n", (int)(end - text), text);
        text = end + strlen(mark);
    }
    (void)printf("    %s\n", text);
}

static int print_conflict(const struct care_rules_table *table, const struct care_rules_conflict *conflict)
{
    (void)printf("\n%s  %s\n", conflict->id, care_text_shown(conflict->title));
    care_messages_say(stdout, "  the documents\n", "  各文件\n");
    print_readings(care_text_shown(conflict->readings));
    care_messages_say(stdout, "  chosen: %s\n  in %s\n", "  选择：%s\n  参数 %s\n", care_text_shown(conflict->chosen),
                      conflict->parameter);
    const int status = print_choices(table, conflict->parameter);
    care_messages_say(stdout, "  rules %s\n", "  规则 %s\n", conflict->rules);
    return status;
}

int care_rules_print_conflicts(const struct care_rules_table *table)
{
    int n, status = CARE_OK;
    struct care_numbers numbers;
    const struct care_rules_conflict *conflicts = care_rules_table_conflicts(table, &n);
    status = care_numbers_begin(&numbers);
    care_messages_say(stdout, "What the documents say, what was chosen, and what %s of each pack has for it in %d\n",
                      "各文件的写法、所作的选择，以及各数据包 %s 中该参数 %d 年的取值\n", plan_file, CONFLICT_YEAR);
    for (int i = 0; i < n && status == CARE_OK; i++) {
        status = print_conflict(table, &conflicts[i]);
    }
    care_numbers_end(&numbers);
    return status;
}
