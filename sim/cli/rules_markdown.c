#include "sim/cli/rules_markdown.h"

#include "sim/cli/rules_figures.h"
#include "sim/cli/rules_print.h"
#include "sim/cli/rules_values.h"
#include "sim/cli/rules_words.h"

#include <string.h>

/* ---- texts within a cell ---- */

/* A bar would end the cell, in code too. */
static void print_escaped(const char *text, FILE *stream)
{
    for (const char *c = text; *c != '\0'; c++) {
        (void)fputs(*c == '|' ? "\\|" : (char[]){*c, '\0'}, stream);
    }
}

static void print_code(const char *text, FILE *stream)
{
    (void)fputc('`', stream);
    print_escaped(text, stream);
    (void)fputc('`', stream);
}

/* A parameter, linked to where its number comes from. */
static void print_setting(const char *path, FILE *stream)
{
    const struct care_field *field = care_rules_values_table(path);
    if (field == NULL || field->source == NULL) {
        print_code(path, stream);
        return;
    }
    (void)fputc('[', stream);
    print_code(path, stream);
    (void)fprintf(stream, "](SOURCES.md%s)", field->source);
}

/* Each word by itself: parameters as links, all else as code. */
static void print_words(const char *words, const char *between, FILE *stream)
{
    char word[CARE_RULES_WORD];
    const char *before = "";
    while (care_rules_words_next(&words, word, sizeof word)) {
        (void)fputs(before, stream);
        print_setting(word, stream);
        before = between;
    }
}

/* ---- where a rule lives ---- */

/* An indicator, or a declared figure, linked to its table. */
static void print_in_pack(const struct care_rule *rule, const char *file, FILE *stream)
{
    (void)fprintf(stream, "[`%s`](../scenarios/%s/%s)", rule->where, rule->plan->folder, file);
}

/* What holds the number, and what moves with it. */
static void print_held(const struct care_rule *rule, FILE *stream)
{
    print_words(rule->where, ", ", stream);
    (void)fputs(" → ", stream);
    if (care_rules_table_is_enforced(rule)) {
        (void)fputs("违反者拒绝读入 input that breaks it is refused", stream);
    } else {
        print_code(rule->output, stream);
    }
    if (rule->scenario[0] != '\0') {
        (void)fprintf(stream, " (`%s`)", rule->scenario);
    }
}

static void print_home(const struct care_rule *rule, FILE *stream)
{
    const struct care_text home = care_rules_table_home(rule->home);
    (void)fprintf(stream, "**%s %s** ", home.zh, home.en);
    switch (rule->home) {
    case CARE_RULES_INDICATOR:
        print_in_pack(rule, "indicators.csv", stream);
        break;
    case CARE_RULES_DECLARED:
        print_in_pack(rule, "declared.csv", stream);
        break;
    case CARE_RULES_STOCK:
    case CARE_RULES_FORECAST:
        print_code(rule->output, stream);
        (void)fprintf(stream, " %d", care_rules_figures_year(rule));
        break;
    case CARE_RULES_PARAMETER:
    case CARE_RULES_TABLE:
        print_held(rule, stream);
        break;
    default:
        break;
    }
}

/* The home, what is said of it in both languages, what else has to do with the rule, and its conflicts. */
static void print_where(const struct care_rule *rule, FILE *stream)
{
    print_home(rule, stream);
    if (rule->note.zh[0] != '\0') {
        (void)fputs("<br>", stream);
        print_escaped(rule->note.zh, stream);
        (void)fputs("<br>", stream);
        print_escaped(rule->note.en, stream);
    }
    if (rule->also[0] != '\0') {
        (void)fputs("<br>另见 see also ", stream);
        print_words(rule->also, ", ", stream);
    }
    if (rule->conflict[0] != '\0') {
        (void)fprintf(stream, "<br>矛盾 conflict %s", rule->conflict);
    }
}

/* ---- a row ---- */

static void print_number(const struct care_rule *rule, FILE *stream)
{
    char number[CARE_RULES_WORD], buffer[CARE_RULES_WORD];
    const struct care_text unit = care_rules_words_unit(rule->unit, buffer);
    const char *shown = care_rules_words_number(number, rule->value);
    if (rule->value[0] != '\0') {
        (void)fputs(shown, stream);
        (void)fputc(' ', stream);
        print_escaped(unit.zh, stream);
        if (strcmp(unit.zh, unit.en) != 0) {
            (void)fputs("<br>", stream);
            print_escaped(unit.en, stream);
        }
        (void)fputs("<br>", stream);
    }
    (void)fputs(rule->year, stream);
    if (rule->attribute != CARE_RULES_NO_ATTRIBUTE) {
        const struct care_text attribute = care_rules_table_attribute(rule->attribute);
        (void)fprintf(stream, "<br>%s %s", attribute.zh, attribute.en);
    }
}

static void print_row(const struct care_rule *rule, FILE *stream)
{
    (void)fprintf(stream, "| %s | ", rule->id);
    print_escaped(rule->title.zh, stream);
    (void)fputs("<br>", stream);
    print_escaped(rule->title.en, stream);
    (void)fputs(" | ", stream);
    print_number(rule, stream);
    (void)fputs(" | ", stream);
    print_where(rule, stream);
    (void)fputs(" |\n", stream);
}

/* ---- the document ---- */

static void print_head(FILE *stream)
{
    static const char *const lines[] = {
        "# 五份规划的每一条规则 / Every rule of the five plans",
        "",
        "由 `carecap rules --markdown` 从 [`scenarios/rules.csv`](../scenarios/rules.csv) 生成，请勿手改。",
        "每条规则写明数值及其在程序里的落点：",
        "",
        "- **计分**：由指标判定，指标在各数据包的 `indicators.csv`；",
        "- **存量**：由起始数据重现；**预测对照**：官方预测，与模型数值并列；**申报**：由用户申报；",
        "- **参数**、**表格**：由其中的数执行，箭头之后是随之而动的结果，括号内为所用情景（不写为基准）；",
        "- **不在程序内**：写明原因。",
        "",
        "“另见”之后是相关的参数、指标编号、结果（[数据字典](data-dictionary.md)）和模型。",
        "`carecap rules --check` 逐条改动数值，要求该项结果随之改变，存量则要求对不上；每个指标另有手算的小例",
        "（`tests/models/plan/`）。各文件相互矛盾之处（C1 至 C25）及所作的选择：`carecap rules --conflicts`。",
        "",
        "Printed by `carecap rules --markdown` from [`scenarios/rules.csv`](../scenarios/rules.csv); do not edit.",
        "Each rule has its number, and where it lives in the program:",
        "",
        "- **scored**: by an indicator, which stands in `indicators.csv` of the pack;",
        "- **reproduced**: by the data of the start; **compared**: an official forecast, shown beside the",
        "  model's figure; **declared**: told by the user;",
        "- **parameter**, **table**: held there; after the arrow the result that moves with it, in brackets the",
        "  scenario, where it is not the baseline;",
        "- **outside**: and why.",
        "",
        "After \"see also\" stand parameters, ids of indicators, results ([dictionary](data-dictionary.md)) and",
        "models. `carecap rules --check` changes each number and asks that the result changes with it, or that a",
        "stock fails; every indicator has a small case worked out by hand besides (`tests/models/plan/`). Where",
        "the documents contradict each other (C1 to C25), and what was chosen: `carecap rules --conflicts`.",
        "",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        (void)fprintf(stream, "%s\n", lines[i]);
    }
}

static void print_counts(const char *name_zh, const char *name_en, struct care_rules_counts counts, FILE *stream)
{
    (void)fprintf(stream, "| %s %s | %d | %d | %d | %d |\n", name_zh, name_en, counts.n, counts.n_computable,
                  counts.n_partly, counts.n_outside);
}

static void print_summary(const struct care_rules_table *table, FILE *stream)
{
    (void)fputs("| 规划 plan | 规则 rules | 可计算，有落点 computable, with a home "
                "| 部分可计算，已覆盖该部分 partly computable, that part covered | 不在程序内 outside |\n"
                "|---|---:|---:|---:|---:|\n",
                stream);
    for (int p = 0; p < CARE_N_RULES_PLANS; p++) {
        const struct care_rules_plan *plan = &care_rules_table_plans[p];
        print_counts(plan->name.zh, plan->name.en, care_rules_print_count(table, plan, NULL), stream);
    }
    print_counts("合计", "all", care_rules_print_count(table, NULL, NULL), stream);
}

static void print_plan(const struct care_rules_table *table, const struct care_rules_plan *plan, FILE *stream)
{
    int n;
    const struct care_rule *rules = care_rules_table_rules(table, &n);
    (void)fprintf(stream,
                  "\n## %s %s\n\n数据包 pack: [`scenarios/%s/`](../scenarios/%s/)\n\n"
                  "| 编号 id | 规则 rule | 数值与年份 number and year | 落点 where it lives |\n|---|---|---|---|\n",
                  plan->name.zh, plan->name.en, plan->folder, plan->folder);
    for (int i = 0; i < n; i++) {
        if (rules[i].plan == plan) {
            print_row(&rules[i], stream);
        }
    }
}

void care_rules_markdown_print(const struct care_rules_table *table, FILE *stream)
{
    print_head(stream);
    print_summary(table, stream);
    for (int p = 0; p < CARE_N_RULES_PLANS; p++) {
        print_plan(table, &care_rules_table_plans[p], stream);
    }
}
