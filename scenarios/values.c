/** @file  Reads one value. */
#include "scenarios/values.h"

#include "scenarios/numbers.h"
#include "sim/nearest.h"

#include <stdlib.h>
#include <string.h>

/* What every reader of a kind is given. */
struct value {
    struct care_scenario *scenario;
    struct care_setting *setting;
    struct care_input *input;
    const struct care_yaml_node *node;
};

static const char *choices_text(struct care_arena *arena, const struct care_field *field, const char *separator)
{
    const char *text = "";
    for (int i = 0; text != NULL && field->choices[i] != NULL; i++) {
        text = care_arena_text(arena, "%s%s%s", text, i == 0 ? "" : separator, field->choices[i]);
    }
    return text;
}

const char *care_values_range(struct care_arena *arena, const struct care_field *field)
{
    char range[CARE_NUMBERS_RANGE];
    switch (field->kind) {
    case CARE_FIELD_INT:
    case CARE_FIELD_REAL:
    case CARE_FIELD_SERIES:
    case CARE_FIELD_LEVER:
        return care_arena_text(arena, "%s", care_numbers_range(range, field->min, field->max));
    case CARE_FIELD_CHOICE:
        return choices_text(arena, field, " | ");
    default:
        return "";
    }
}

const char *care_values_plausible(struct care_arena *arena, const struct care_field *field)
{
    char plausible[CARE_NUMBERS_RANGE];
    return care_arena_text(arena, "%s", care_numbers_plausible(plausible, field->low, field->high));
}

static struct care_text expected_number(struct care_arena *arena, const struct care_field *field, const char *en,
                                        const char *zh)
{
    char range[CARE_NUMBERS_RANGE];
    const char *unit = field->unit == NULL ? "1" : field->unit;
    (void)care_numbers_range(range, field->min, field->max);
    return (struct care_text){care_arena_text(arena, "%s in %s, unit %s", en, range, unit),
                              care_arena_text(arena, "%s，范围 %s，单位 %s", zh, range, unit)};
}

static struct care_text expected_of(struct care_arena *arena, const struct care_field *field)
{
    switch (field->kind) {
    case CARE_FIELD_BOOL:
        return (struct care_text){"true or false", "true 或 false"};
    case CARE_FIELD_INT:
        return expected_number(arena, field, "a whole number", "整数");
    case CARE_FIELD_REAL:
        return expected_number(arena, field, "a number", "数字");
    case CARE_FIELD_SERIES:
    case CARE_FIELD_LEVER:
        return expected_number(arena, field, "a number or {year: number, ...}", "一个数字，或 {年份: 数字, ...}");
    case CARE_FIELD_CHOICE:
        return (struct care_text){care_arena_text(arena, "one of %s", choices_text(arena, field, ", ")),
                                  care_arena_text(arena, "%s 之一", choices_text(arena, field, "、"))};
    case CARE_FIELD_SHEET:
        return (struct care_text){
            "the path of a CSV table, {file: path, encoding: gb18030}, or {own: path} for rows that "
            "stand in place of the table's rows of the same areas",
            "CSV 表的路径，{file: 路径, encoding: gb18030}，或 {own: 路径}（所列地区的行取代原表同一地区的行）"};
    case CARE_FIELD_TEXT:
        break;
    }
    return (struct care_text){"a text, or {zh: ..., en: ...}", "一段文字，或 {zh: ..., en: ...}"};
}

struct care_text care_values_expected(struct care_arena *arena, const struct care_field *field)
{
    struct care_text expected = expected_of(arena, field);
    if (expected.en == NULL || expected.zh == NULL) {
        expected = (struct care_text){"", ""};
    }
    return expected;
}

/* The value is of the wrong kind or shape. */
static void report_kind(const struct value *value, const struct care_yaml_node *node)
{
    char shown[CARE_FAULTS_EXCERPT];
    struct care_arena *arena = &value->scenario->arena;
    const struct care_text expected = care_values_expected(arena, value->setting->field);
    const char *key = value->setting->key;
    struct care_text hint = {"", ""};
    struct care_faults *faults = &value->input->faults;
    switch (node->kind) {
    case CARE_YAML_REFUSED:
        break;
    case CARE_YAML_EMPTY:
        care_faults_add(faults, node->line, node->column, key, "nothing is written here; expected: %s%.0s",
                        "此处没有写值；应为：%.0s%s", expected.en, expected.zh);
        break;
    case CARE_YAML_MAP:
        care_faults_add(faults, node->line, node->column, key, "a map stands here; expected: %s%.0s",
                        "此处是映射；应为：%.0s%s", expected.en, expected.zh);
        break;
    case CARE_YAML_LIST:
        care_faults_add(faults, node->line, node->column, key, "lists are not used here; expected: %s%.0s",
                        "此处不支持列表；应为：%.0s%s", expected.en, expected.zh);
        break;
    case CARE_YAML_SCALAR:
        hint = node->is_plain ? care_numbers_hint(node->text)
                              : (struct care_text){"; write it without quotes", "；不要加引号"};
        care_faults_add(faults, node->line, node->column, key, "'%s' is not right here; expected: %s%s%.0s%.0s",
                        "“%s”不正确；应为：%.0s%.0s%s%s", care_faults_excerpt(shown, node->text), expected.en, hint.en,
                        expected.zh, hint.zh);
        break;
    }
}

/* A plain number within the range of the field. @return whether it was one; if not, it has been reported */
static bool read_number(const struct value *value, const struct care_yaml_node *node, double *out)
{
    char shown[CARE_FAULTS_EXCERPT];
    const struct care_field *field = value->setting->field;
    const bool is_int = field->kind == CARE_FIELD_INT;
    if (node->kind != CARE_YAML_SCALAR || !node->is_plain ||
        !(is_int ? care_numbers_read_int(node->text, out) : care_numbers_read_real(node->text, out))) {
        report_kind(value, node);
        return false;
    }
    if (!(*out >= field->min && *out <= field->max)) {
        const struct care_text expected = care_values_expected(&value->scenario->arena, field);
        care_faults_add(&value->input->faults, node->line, node->column, value->setting->key,
                        "%s is out of range; expected: %s%.0s", "%s 超出范围；应为：%.0s%s",
                        care_faults_excerpt(shown, node->text), expected.en, expected.zh);
        return false;
    }
    return true;
}

static const char *number_text(struct care_arena *arena, double number)
{
    char text[CARE_NUMBERS_TEXT];
    return care_arena_text(arena, "%s", care_numbers_format(text, number));
}

static void set_bool(struct care_setting *setting, bool is_true)
{
    *(bool *)setting->member = is_true;
    setting->value = is_true ? "true" : "false";
}

static void read_bool(const struct value *value)
{
    const struct care_yaml_node *node = value->node;
    const bool is_plain = node->kind == CARE_YAML_SCALAR && node->is_plain;
    if (is_plain && (strcmp(node->text, "true") == 0 || strcmp(node->text, "false") == 0)) {
        set_bool(value->setting, node->text[0] == 't');
    } else {
        report_kind(value, node);
    }
}

static void set_int(struct care_scenario *scenario, struct care_setting *setting, double number)
{
    *(int *)setting->member = (int)number;
    setting->value = number_text(&scenario->arena, number);
}

static void set_real(struct care_scenario *scenario, struct care_setting *setting, double number)
{
    *(double *)setting->member = number;
    setting->value = number_text(&scenario->arena, number);
}

static void fill_level(struct care_series *series, double number)
{
    for (int i = 0; i < CARE_N_YEARS; i++) {
        series->value[i] = number;
    }
}

struct care_series *care_values_series(const struct care_setting *setting)
{
    return setting->field->kind == CARE_FIELD_LEVER ? &((struct care_lever *)setting->member)->city : setting->member;
}

static void set_level(struct care_scenario *scenario, struct care_setting *setting, double number)
{
    fill_level(care_values_series(setting), number);
    setting->value = number_text(&scenario->arena, number);
}

static void read_single(const struct value *value)
{
    double number;
    if (!read_number(value, value->node, &number)) {
        return;
    }
    if (value->setting->field->kind == CARE_FIELD_INT) {
        set_int(value->scenario, value->setting, number);
    } else {
        set_real(value->scenario, value->setting, number);
    }
}

/* The index of a year key. @return whether it was a year of the model; if not, it has been reported */
static bool read_year(const struct value *value, const struct care_yaml_node *node, int *index)
{
    char shown[CARE_FAULTS_EXCERPT];
    double year;
    if (care_numbers_read_int(node->key, &year) && year >= CARE_FIRST_YEAR && year <= CARE_LAST_YEAR) {
        *index = (int)year - CARE_FIRST_YEAR;
        return true;
    }
    care_faults_add(&value->input->faults, node->key_line, node->key_column, value->setting->key,
                    "'%s' is not a year of the model; allowed: [%d, %d]", "“%s”不是模型年份；允许范围 [%d, %d]",
                    care_faults_excerpt(shown, node->key), CARE_FIRST_YEAR, CARE_LAST_YEAR);
    return false;
}

/* Straight lines between the years that are given, level outside them. At least one is given. */
static void fill_years(struct care_series *series, const bool *is_given)
{
    int before = -1;
    for (int i = 0; i < CARE_N_YEARS; i++) {
        if (!is_given[i]) {
            continue;
        }
        const double to = series->value[i];
        const double from = before < 0 ? to : series->value[before];
        const double least = from < to ? from : to, most = from < to ? to : from;
        for (int k = before + 1; k < i; k++) {
            const double share = before < 0 ? 0 : (double)(k - before) / (i - before);
            const double between = from + (to - from) * share;
            series->value[k] = between < least ? least : between > most ? most : between;
        }
        before = i;
    }
    for (int k = before + 1; k < CARE_N_YEARS; k++) {
        series->value[k] = series->value[before];
    }
}

static const char *years_text(struct care_arena *arena, const struct care_series *series, const bool *is_given)
{
    const char *text = "";
    for (int i = 0; text != NULL && i < CARE_N_YEARS; i++) {
        char number[CARE_NUMBERS_TEXT];
        if (is_given[i]) {
            text = care_arena_text(arena, "%s%s%d: %s", text, text[0] == '\0' ? "" : ", ", CARE_FIRST_YEAR + i,
                                   care_numbers_format(number, series->value[i]));
        }
    }
    return text;
}

/* {year: number, ...}. @return whether it is that; if not, it has been reported */
static bool read_year_map(const struct value *value, struct care_values_years *out)
{
    bool is_given[CARE_N_YEARS] = {false};
    bool is_good = true;
    for (const struct care_yaml_node *node = value->node->first; node != NULL; node = node->next) {
        int i = 0;
        double number = 0;
        const bool is_year = read_year(value, node, &i);
        if (!read_number(value, node, &number) || !is_year) {
            is_good = false;
            continue;
        }
        out->series.value[i] = number;
        is_given[i] = true;
        out->first_year = CARE_FIRST_YEAR + i < out->first_year ? CARE_FIRST_YEAR + i : out->first_year;
    }
    if (is_good) {
        fill_years(&out->series, is_given);
        out->text = years_text(&value->scenario->arena, &out->series, is_given);
    }
    return is_good;
}

static bool read_years(const struct value *value, struct care_values_years *out)
{
    double number;
    if (value->node->kind == CARE_YAML_MAP && value->node->first != NULL) {
        *out = (struct care_values_years){.first_year = CARE_LAST_YEAR};
        return read_year_map(value, out);
    }
    if (!read_number(value, value->node, &number)) {
        return false;
    }
    *out =
        (struct care_values_years){.first_year = CARE_FIRST_YEAR, .text = number_text(&value->scenario->arena, number)};
    fill_level(&out->series, number);
    return true;
}

bool care_values_read_years(struct care_scenario *scenario, struct care_input *input, const struct care_field *field,
                            const char *key, const struct care_yaml_node *node, struct care_values_years *out)
{
    struct care_setting setting = {.field = field, .key = key};
    const struct value value = {scenario, &setting, input, node};
    return read_years(&value, out);
}

static void read_series(const struct value *value)
{
    struct care_values_years years;
    if (read_years(value, &years)) {
        *care_values_series(value->setting) = years.series;
        value->setting->value = years.text;
    }
}

static void read_choice(const struct value *value)
{
    char shown[CARE_FAULTS_EXCERPT];
    const struct care_yaml_node *node = value->node;
    struct care_setting *setting = value->setting;
    if (node->kind != CARE_YAML_SCALAR) {
        report_kind(value, node);
        return;
    }
    for (int i = 0; setting->field->choices[i] != NULL; i++) {
        if (strcmp(setting->field->choices[i], node->text) == 0) {
            *(int *)setting->member = i;
            setting->value = setting->field->choices[i];
            return;
        }
    }
    const struct care_text expected = care_values_expected(&value->scenario->arena, setting->field);
    const char *nearest = care_nearest_of(node->text, setting->field->choices);
    care_faults_add(&value->input->faults, node->line, node->column, setting->key,
                    "'%s' is none of the choices; the nearest is '%s'; expected: %s%.0s",
                    "“%s”不在可选值之内；最接近的是“%s”；应为：%.0s%s", care_faults_excerpt(shown, node->text),
                    nearest == NULL ? "" : nearest, expected.en, expected.zh);
}

/* A text that is not empty. */
static bool is_text(const struct care_yaml_node *node)
{
    return node->kind == CARE_YAML_SCALAR && node->text[0] != '\0';
}

static bool report_text(struct care_scenario *scenario, struct care_input *input, const struct care_yaml_node *node)
{
    if (node->kind != CARE_YAML_REFUSED) {
        care_faults_add(&input->faults, node->line, node->column, care_yaml_path(&scenario->arena, node),
                        "expected: a text, or {zh: ..., en: ...}", "应为：一段文字，或 {zh: ..., en: ...}");
    }
    return false;
}

bool care_values_read_text(struct care_scenario *scenario, struct care_input *input, const struct care_yaml_node *node,
                           struct care_text *out)
{
    struct care_text text = {NULL, NULL};
    if (is_text(node)) {
        text = (struct care_text){node->text, node->text};
    } else if (node->kind != CARE_YAML_MAP) {
        return report_text(scenario, input, node);
    }
    for (const struct care_yaml_node *child = node->first; child != NULL; child = child->next) {
        if (!is_text(child)) {
            return report_text(scenario, input, child);
        }
        if (strcmp(child->key, "zh") == 0) {
            text.zh = child->text;
        } else if (strcmp(child->key, "en") == 0) {
            text.en = child->text;
        } else {
            care_faults_add(&input->faults, child->key_line, child->key_column, care_yaml_path(&scenario->arena, child),
                            "unknown key; a text has zh and en", "未知的键；文字只有 zh 与 en");
            return false;
        }
    }
    if (text.en == NULL || text.zh == NULL) {
        return report_text(scenario, input, node);
    }
    *out = text;
    return true;
}

static void read_text(const struct value *value)
{
    struct care_text *text = value->setting->member;
    if (care_values_read_text(value->scenario, value->input, value->node, text)) {
        value->setting->value = strcmp(text->zh, text->en) == 0
                                    ? text->zh
                                    : care_arena_text(&value->scenario->arena, "%s | %s", text->zh, text->en);
    }
}

static void read_encoding(const struct value *value, const struct care_yaml_node *node,
                          struct care_setting_table *table)
{
    char shown[CARE_FAULTS_EXCERPT];
    static const char *const encodings[] = {"utf-8", "gb18030", NULL};
    for (int i = 0; encodings[i] != NULL && node->kind == CARE_YAML_SCALAR; i++) {
        if (strcmp(node->text, encodings[i]) == 0) {
            table->is_gb18030 = i == 1;
            return;
        }
    }
    if (node->kind != CARE_YAML_REFUSED) {
        care_faults_add(&value->input->faults, node->line, node->column, value->setting->key,
                        "'%s' is no encoding known here; allowed: utf-8, gb18030",
                        "“%s”不是可用的编码；允许：utf-8、gb18030", care_faults_excerpt(shown, node->text));
    }
}

/* {file: path, encoding: gb18030}, or with own in place of file. @return the node of the path; NULL when it is missing */
static const struct care_yaml_node *read_sheet_map(const struct value *value, struct care_setting_table *table,
                                                   bool *is_own)
{
    char shown[CARE_FAULTS_EXCERPT];
    const struct care_yaml_node *path = NULL;
    for (const struct care_yaml_node *child = value->node->first; child != NULL; child = child->next) {
        if (strcmp(child->key, "encoding") == 0) {
            read_encoding(value, child, table);
        } else if (path == NULL && (strcmp(child->key, "file") == 0 || strcmp(child->key, "own") == 0)) {
            path = child;
            *is_own = child->key[0] == 'o';
        } else {
            care_faults_add(&value->input->faults, child->key_line, child->key_column, value->setting->key,
                            "unexpected key '%s'; a table has file or own, and encoding",
                            "多余的键“%s”；表只有 file 或 own，以及 encoding", care_faults_excerpt(shown, child->key));
        }
    }
    return path;
}

/* Own rows go on top of what a base, or the same chain before, has named; a whole table replaces it all. */
static void add_table(const struct value *value, struct care_setting_table *table, bool is_own)
{
    struct care_setting_table **end = &value->setting->tables;
    if (is_own && *end == NULL) {
        care_faults_add(&value->input->faults, table->line, table->column, value->setting->key,
                        "own rows need a table to stand in; no base names one", "own 须有原表；各级 base 均未给出此表");
        return;
    }
    while (is_own && *end != NULL) {
        end = &(*end)->next;
    }
    *end = table;
}

static void read_sheet(const struct value *value)
{
    struct care_setting *setting = value->setting;
    struct care_setting_table *table = care_arena_zeros(&value->scenario->arena, 1, sizeof *table);
    bool is_own = false;
    if (table == NULL) {
        return; /* the arena remembers */
    }
    const struct care_yaml_node *path =
        value->node->kind == CARE_YAML_MAP ? read_sheet_map(value, table, &is_own) : value->node;
    if (path == NULL || !is_text(path)) {
        report_kind(value, path == NULL ? value->node : path);
        setting->tables = NULL;
        return;
    }
    setting->line = table->line = path->line;
    setting->column = table->column = path->column;
    setting->value = table->path = path->text;
    table->by = value->input;
    add_table(value, table, is_own);
}

void care_values_read(struct care_scenario *scenario, struct care_setting *setting, struct care_input *input,
                      const struct care_yaml_node *node)
{
    const struct value value = {scenario, setting, input, node};
    setting->input = input;
    setting->line = node->line;
    setting->column = node->column;
    switch (setting->field->kind) {
    case CARE_FIELD_BOOL:
        read_bool(&value);
        break;
    case CARE_FIELD_INT:
    case CARE_FIELD_REAL:
        read_single(&value);
        break;
    case CARE_FIELD_SERIES:
    case CARE_FIELD_LEVER:
        read_series(&value);
        break;
    case CARE_FIELD_CHOICE:
        read_choice(&value);
        break;
    case CARE_FIELD_TEXT:
        read_text(&value);
        break;
    case CARE_FIELD_SHEET:
        read_sheet(&value);
        break;
    }
}

void care_values_default(struct care_scenario *scenario, struct care_setting *setting)
{
    const struct care_field *field = setting->field;
    setting->value = "";
    switch (field->kind) {
    case CARE_FIELD_BOOL:
        set_bool(setting, field->fallback != 0);
        break;
    case CARE_FIELD_INT:
        set_int(scenario, setting, field->fallback);
        break;
    case CARE_FIELD_REAL:
        set_real(scenario, setting, field->fallback);
        break;
    case CARE_FIELD_SERIES:
    case CARE_FIELD_LEVER:
        set_level(scenario, setting, field->fallback);
        break;
    case CARE_FIELD_CHOICE:
        *(int *)setting->member = (int)field->fallback;
        setting->value = field->choices[(int)field->fallback];
        break;
    case CARE_FIELD_TEXT:
        *(struct care_text *)setting->member = (struct care_text){"", ""};
        break;
    case CARE_FIELD_SHEET:
        break; /* NULL: the struct starts as zeros */
    }
}
