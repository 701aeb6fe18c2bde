#include "sim/cli/rules.h"

#include "sim/cli/messages.h"
#include "sim/cli/options.h"
#include "sim/cli/rules_check.h"
#include "sim/cli/rules_markdown.h"
#include "sim/cli/rules_print.h"
#include "sim/cli/rules_rows.h"
#include "sim/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CHECK, CONFLICTS, MARKDOWN, PLAN, TOPIC, HOME, COMPUTABLE, RULE, TABLE, QUIET };

static const struct care_option options[] = {
    [CHECK] = {"check",
               'c',
               {NULL, NULL},
               {"change each rule's number and require the result it names to change",
                "逐条改动规则的数值，要求所写结果随之改变"}},
    [CONFLICTS] = {"conflicts",
                   0,
                   {NULL, NULL},
                   {"where the documents contradict each other, and what was chosen",
                    "各文件相互矛盾之处与所作的选择"}},
    [MARKDOWN] = {"markdown", 0, {NULL, NULL}, {"print docs/plans.md", "打印 docs/plans.md"}},
    [PLAN] = {"plan",
              'p',
              {"NAME", "名称"},
              {"only this plan: tianjin, dongli, ... or TJ, DL, ...", "只看一份规划：tianjin、dongli……或 TJ、DL……"}},
    [TOPIC] = {"topic", 0, {"WORD", "词"}, {"only this topic, e.g. beds, meals", "只看一个主题，如 beds、meals"}},
    [HOME] = {"home",
              0,
              {"WORD", "词"},
              {"only this kind of home: indicator, stock, forecast, declared,\n"
               "                              parameter, table, outside",
               "只看一种落点：indicator、stock、forecast、declared、\n                              "
               "parameter、table、outside"}},
    [COMPUTABLE] = {"computable", 0, {"WORD", "词"}, {"only those: yes, partly, no", "只看 yes、partly 或 no"}},
    [RULE] = {"rule", 'r', {"ID,ID,...", "编号,编号,..."}, {"only these", "只看这几条"}},
    [TABLE] = {"table", 0, {"FILE.csv", "文件.csv"}, {"default: scenarios/rules.csv", "默认 scenarios/rules.csv"}},
    [QUIET] = {"quiet", 'q', {NULL, NULL}, {"no progress", "不显示进度"}},
};

static const struct care_usage usage = {
    .command = "rules",
    .operands = {"", ""},
    .doc = {"Lists the rules of the five plans and where each lives in the program: an indicator that scores\n"
            "it, a parameter or table that holds it, a figure that is reproduced, or why it is outside.",
            "列出五份规划的每一条规则及其在程序中的落点：由哪个指标计分，由哪个参数或表执行，\n"
            "重现了哪个数，或为何不在程序内。"},
    .options = options,
    .n_options = sizeof options / sizeof options[0],
    .note = {"Example: carecap rules --plan dongli --topic beds\n"
             "Exit status: 0 done, 1 a rule does not pass, 2 the table is wrong, 130 interrupted.",
             "示例：carecap rules --plan dongli --topic beds\n"
             "退出码：0 完成；1 有规则未通过；2 表有误；130 中断。"},
};

struct command {
    bool is_check, is_conflicts, is_markdown, is_quiet;
    const char *table_path;
    const char *plan, *topic, *home, *computable; /* NULL: not asked for */
    char *ids;                                    /* likewise */
};

static int take_option(struct command *command, const struct care_options *line, int option)
{
    switch (option) {
    case CHECK:
        command->is_check = true;
        break;
    case CONFLICTS:
        command->is_conflicts = true;
        break;
    case MARKDOWN:
        command->is_markdown = true;
        break;
    case PLAN:
        command->plan = line->value;
        break;
    case TOPIC:
        command->topic = line->value;
        break;
    case HOME:
        command->home = line->value;
        break;
    case COMPUTABLE:
        command->computable = line->value;
        break;
    case RULE:
        command->ids = line->value;
        break;
    case TABLE:
        command->table_path = line->value;
        break;
    case QUIET:
        command->is_quiet = true;
        break;
    default:
        return CARE_ERROR_INPUT; /* it has been said what is wrong */
    }
    return CARE_OK;
}

/* @param is_help  receives whether help was printed */
static int read_line(struct command *command, struct care_options *line, bool *is_help)
{
    int option, status = CARE_OK;
    while (status == CARE_OK && (option = care_options_next(line)) != CARE_OPTIONS_END) {
        *is_help = option == CARE_OPTIONS_HELP;
        if (*is_help) {
            return CARE_OK;
        }
        status = take_option(command, line, option);
    }
    return status == CARE_OK ? care_options_count(line, 0, 0) : status;
}

/* ---- which rules ---- */

/* The index of a word of an option. @return false when it is none, which has been reported */
static bool read_word(const char *option, const char *word, const char *const *known, struct care_diagnostics *list,
                      int *index)
{
    for (*index = 0; known[*index] != NULL; ++*index) {
        if (strcmp(known[*index], word) == 0) {
            return true;
        }
    }
    care_diagnostics_add(list, (struct care_place){.key = option}, "'%s' is not known; the nearest is '%s'",
                         "不认识“%s”；最接近的是“%s”", word, care_nearest_of(word, known));
    return false;
}

static bool read_plan(const char *word, struct care_diagnostics *list, const struct care_rules_plan **plan)
{
    const char *folders[CARE_N_RULES_PLANS + 1] = {NULL};
    int index;
    for (int p = 0; p < CARE_N_RULES_PLANS; p++) {
        folders[p] = care_rules_table_plans[p].folder;
        if (strcasecmp(word, care_rules_table_plans[p].prefix) == 0) {
            *plan = &care_rules_table_plans[p];
            return true;
        }
    }
    const bool is_known = read_word("--plan", word, folders, list, &index);
    *plan = is_known ? &care_rules_table_plans[index] : NULL;
    return is_known;
}

/* What rules must be to be chosen; -1 and NULL: anything. */
struct filter {
    const struct care_rules_plan *plan;
    int topic, home, computable;
};

static bool read_filter(const struct command *command, struct care_diagnostics *list, struct filter *filter)
{
    *filter = (struct filter){NULL, -1, -1, -1};
    return (command->plan == NULL || read_plan(command->plan, list, &filter->plan)) &&
           (command->topic == NULL ||
            read_word("--topic", command->topic, care_rules_table_topics, list, &filter->topic)) &&
           (command->home == NULL || read_word("--home", command->home, care_rules_table_homes, list, &filter->home)) &&
           (command->computable == NULL ||
            read_word("--computable", command->computable, care_rules_table_computables, list, &filter->computable));
}

static bool is_meant(const struct filter *filter, const struct care_rule *rule)
{
    return (filter->plan == NULL || rule->plan == filter->plan) &&
           (filter->topic < 0 || rule->topic == filter->topic) &&
           (filter->home < 0 || (int)rule->home == filter->home) &&
           (filter->computable < 0 || (int)rule->computable == filter->computable);
}

/* Marks the rules of a list of ids. @return false when one is not there, which has been reported */
static bool mark_ids(char *ids, const struct care_rule *rules, int n, struct care_diagnostics *list, bool *is_named)
{
    char *rest = ids;
    for (char *id = strsep(&rest, ","); id != NULL; id = strsep(&rest, ",")) {
        int i = 0;
        while (i < n && strcmp(rules[i].id, id) != 0) {
            i++;
        }
        if (i == n) {
            care_diagnostics_add(list, (struct care_place){.key = "--rule"}, "there is no rule '%s'", "没有规则“%s”",
                                 id);
            return false;
        }
        is_named[i] = true;
    }
    return true;
}

/* @param is_chosen  [rules of the table] */
static int choose(const struct command *command, const struct care_rules_table *table, struct care_diagnostics *list,
                  bool *is_chosen)
{
    int n;
    struct filter filter;
    const struct care_rule *rules = care_rules_table_rules(table, &n);
    if (!read_filter(command, list, &filter)) {
        return CARE_ERROR_INPUT;
    }
    for (int i = 0; i < n; i++) {
        is_chosen[i] = command->ids == NULL;
    }
    if (command->ids != NULL && !mark_ids(command->ids, rules, n, list, is_chosen)) {
        return CARE_ERROR_INPUT;
    }
    for (int i = 0; i < n; i++) {
        is_chosen[i] = is_chosen[i] && is_meant(&filter, &rules[i]);
    }
    return CARE_OK;
}

/* ---- the command ---- */

/* The table must have all rules of what is checked, unless single ones were named. */
static int check(const struct command *command, const struct care_rules_table *table, const bool *is_chosen,
                 struct care_diagnostics *list)
{
    const struct care_rules_plan *plan = NULL;
    if (command->plan != NULL && !read_plan(command->plan, list, &plan)) {
        return CARE_ERROR_INPUT;
    }
    for (int p = 0; p < CARE_N_RULES_PLANS && command->ids == NULL; p++) {
        if (plan == NULL || plan == &care_rules_table_plans[p]) {
            care_rules_rows_complete(table, &care_rules_table_plans[p], list);
        }
    }
    int n;
    bool is_any = false;
    (void)care_rules_table_rules(table, &n);
    for (int i = 0; i < n; i++) {
        is_any = is_any || is_chosen[i];
    }
    if (!is_any) {
        care_diagnostics_add(list, (struct care_place){.file = care_rules_table_path(table)},
                             "no rule is chosen: nothing to check", "没有选中任何规则，无可核对");
    }
    const int status = care_diagnostics_status(list);
    return status == CARE_OK ? care_rules_check(table, is_chosen, command->is_quiet) : status;
}

static int act(const struct command *command, const struct care_rules_table *table, const bool *is_chosen,
               struct care_diagnostics *list)
{
    if (command->is_check) {
        return check(command, table, is_chosen, list);
    }
    if (command->is_conflicts) {
        return care_rules_print_conflicts(table);
    }
    if (command->is_markdown) {
        care_rules_markdown_print(table, stdout);
        return CARE_OK;
    }
    care_rules_print_list(table, is_chosen);
    return CARE_OK;
}

static int read_and_act(const struct command *command, struct care_diagnostics *list)
{
    struct care_rules_table *table = NULL;
    int n = 0, status = care_rules_table_read(command->table_path, list, &table);
    if (status != CARE_OK) {
        return status;
    }
    (void)care_rules_table_rules(table, &n);
    bool *is_chosen = calloc((size_t)n, sizeof *is_chosen);
    status = is_chosen == NULL ? care_trace(CARE_ERROR_MEMORY) : choose(command, table, list, is_chosen);
    status = status == CARE_OK ? act(command, table, is_chosen, list) : status;
    free(is_chosen);
    care_rules_table_free(table);
    return status;
}

int care_rules_command(int argc, char **argv)
{
    struct command command = {.table_path = "scenarios/rules.csv"};
    struct care_options line = care_options_start(&usage, argc, argv);
    struct care_diagnostics *list = NULL;
    bool is_help = false;
    if (read_line(&command, &line, &is_help) != CARE_OK) {
        return CARE_OUTCOME_INPUT;
    }
    if (is_help) {
        return CARE_OUTCOME_DONE;
    }
    int status = care_diagnostics_create(&list);
    status = status == CARE_OK ? read_and_act(&command, list) : status;
    const int outcome = care_messages_end(usage.command, status, list);
    care_diagnostics_free(list);
    return outcome;
}
