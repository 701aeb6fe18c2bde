/** @file  Reads the entries one by one, then puts them lever by lever on top of each other, so that what they come to
 *  together is checked for every district and year. */
#include "scenarios/policy.h"

#include "scenarios/inputs.h"
#include "scenarios/numbers.h"
#include "scenarios/settings.h"
#include "scenarios/sheet_check.h"
#include "scenarios/values.h"
#include "sim/areas.h"
#include "sim/nearest.h"

#include <string.h>

/* The keys of an entry. */
enum { LEVER, WHERE, SET, FACTOR, N_KEYS };
static const char *const keys[N_KEYS + 1] = {"lever", "where", "set", "factor", NULL};

/* One entry of a file. */
struct entry {
    struct care_input *input;
    const struct care_yaml_node *node;
    const struct care_yaml_node *part[N_KEYS]; /* NULL where the key is missing */
    struct care_setting *setting;              /* what it acts on; NULL when it has a fault */
    struct care_lever_rule rule;
    const char *text; /* "[120101, 河西区] set {2025: 0.6}" */
};

enum { N_NAMES = 4 }; /* of a district: code, Chinese name, English name, group */

struct policy {
    struct care_scenario *scenario;
    struct entry *entries; /* [n_entries] in the order in which they act */
    int n_entries;
    const char **levers;            /* NULL-ended keys of all levers and series */
    const struct care_sheet *areas; /* NULL when there is none to be read */
    bool is_blind;                  /* the areas table could not be read: nothing is said of districts */
    int *districts;                 /* [n_districts] rows of the areas table */
    int n_districts;
    const char **names; /* [n_districts][N_NAMES], and NULL at the end */
};

static const struct care_field factor_field = {
    .name = "factor", .kind = CARE_FIELD_SERIES, .unit = "1", .min = 0, .max = CARE_POLICY_MAX_FACTOR};

/* One fault of an entry, at @p node. */
static void report(const struct policy *policy, const struct entry *entry, const struct care_yaml_node *node,
                   struct care_text said)
{
    if (node->kind != CARE_YAML_REFUSED) {
        care_faults_add(&entry->input->faults, node->line, node->column, care_yaml_path(&policy->scenario->arena, node),
                        "%s%.0s", "%.0s%s", said.en, said.zh);
    }
}

static bool is_lever(const struct care_setting *setting)
{
    return setting->field->kind == CARE_FIELD_SERIES || setting->field->kind == CARE_FIELD_LEVER;
}

/* The value of `set` or `factor`. */
static const struct care_yaml_node *act_of(const struct entry *entry)
{
    return entry->part[entry->rule.is_factor ? FACTOR : SET];
}

static bool is_word(const struct care_yaml_node *node)
{
    return node->kind == CARE_YAML_SCALAR && node->text[0] != '\0';
}

/* ---- what the entries may name ---- */

static void list_levers(struct policy *policy)
{
    const struct care_scenario *scenario = policy->scenario;
    policy->levers =
        care_arena_zeros(&policy->scenario->arena, (size_t)scenario->n_settings + 1, sizeof *policy->levers);
    for (int i = 0, n = 0; policy->levers != NULL && i < scenario->n_settings; i++) {
        if (is_lever(&scenario->settings[i])) {
            policy->levers[n++] = scenario->settings[i].key;
        }
    }
}

/* A district without a group has its code in place of one: no name is "". */
static void name_district(struct policy *policy, int row)
{
    const struct care_sheet *areas = policy->areas;
    const char *code = care_arena_text(&policy->scenario->arena, "%d", care_sheet_int(areas, CARE_AREAS_CODE, row));
    const char *group = care_sheet_text(areas, CARE_AREAS_GROUP, row);
    const char **names = policy->names + (size_t)policy->n_districts * N_NAMES;
    names[0] = code;
    names[1] = care_sheet_text(areas, CARE_AREAS_NAME_ZH, row);
    names[2] = care_sheet_text(areas, CARE_AREAS_NAME_EN, row);
    names[3] = group[0] == '\0' ? code : group;
    policy->districts[policy->n_districts++] = row;
}

static void list_districts(struct policy *policy)
{
    const struct care_sheet *areas = policy->areas;
    struct care_arena *arena = &policy->scenario->arena;
    const size_t n_rows = (size_t)areas->n_rows;
    policy->districts = care_arena_zeros(arena, n_rows, sizeof *policy->districts);
    policy->names = care_arena_zeros(arena, n_rows * N_NAMES + 1, sizeof *policy->names);
    for (int row = 0; row < areas->n_rows && !arena->is_exhausted; row++) {
        if (care_sheet_int(areas, CARE_AREAS_KIND, row) == CARE_AREA_DISTRICT) {
            name_district(policy, row);
        }
    }
}

static void find_areas(struct policy *policy)
{
    for (int i = 0; i < policy->scenario->n_settings; i++) {
        const struct care_setting *setting = &policy->scenario->settings[i];
        if (setting->field->sheet == &care_areas_sheet) {
            policy->areas = setting->checked == NULL ? NULL : &setting->checked->sheet;
            policy->is_blind = setting->checked == NULL;
        }
    }
    if (policy->areas != NULL) {
        list_districts(policy);
    }
}

/* ---- reading one entry ---- */

static void read_keys(const struct policy *policy, struct entry *entry)
{
    char shown[CARE_FAULTS_EXCERPT];
    for (const struct care_yaml_node *child = entry->node->first; child != NULL; child = child->next) {
        int k = 0;
        while (keys[k] != NULL && strcmp(keys[k], child->key) != 0) {
            k++;
        }
        if (keys[k] != NULL) {
            entry->part[k] = child;
            continue;
        }
        care_faults_add(&entry->input->faults, child->key_line, child->key_column,
                        care_yaml_path(&policy->scenario->arena, child),
                        "unknown key '%s'; the nearest known one is '%s'; an entry has lever, where, set or factor",
                        "未知的键“%s”；最接近的已知键为“%s”；每条政策只有 lever、where、set 或 factor",
                        care_faults_excerpt(shown, child->key), care_nearest_of(child->key, keys));
    }
}

/* @return the lever or series named; NULL when it has been reported that there is none */
static struct care_setting *read_lever(const struct policy *policy, const struct entry *entry)
{
    char shown[CARE_FAULTS_EXCERPT];
    const struct care_yaml_node *node = entry->part[LEVER];
    if (node == NULL || !is_word(node)) {
        report(policy, entry, node == NULL ? entry->node : node,
               (struct care_text){"expected: lever: section.key", "应为：lever: 节.键"});
        return NULL;
    }
    struct care_setting *setting = care_settings_find(policy->scenario, node->text);
    const char *path = care_yaml_path(&policy->scenario->arena, node);
    if (setting == NULL) {
        const char *nearest = policy->levers == NULL ? NULL : care_nearest_of(node->text, policy->levers);
        care_faults_add(&entry->input->faults, node->line, node->column, path,
                        "no lever '%s'; the nearest is '%s'; all: carecap levers",
                        "没有政策杠杆“%s”；最接近的是“%s”；全部见 carecap levers",
                        care_faults_excerpt(shown, node->text), nearest == NULL ? "" : nearest);
    } else if (!is_lever(setting)) {
        care_faults_add(&entry->input->faults, node->line, node->column, path,
                        "'%s' is no lever: it does not change with the year; set it in its section",
                        "“%s”不是政策杠杆：它不随年份变化，请在它自己的节中设定", setting->key);
        setting = NULL;
    }
    return setting;
}

/* Marks every district of this code, name or group. @return whether there is one */
static bool mark_districts(const struct policy *policy, const char *text, bool *is_meant)
{
    bool is_known = false;
    for (int i = 0; i < policy->n_districts * N_NAMES; i++) {
        if (strcmp(policy->names[i], text) == 0) {
            is_meant[i / N_NAMES] = true;
            is_known = true;
        }
    }
    return is_known;
}

/* One name of a list of districts. @return whether it is one; if not, it has been reported */
static bool read_district(const struct policy *policy, const struct entry *entry, const struct care_yaml_node *item,
                          bool *is_meant)
{
    char shown[CARE_FAULTS_EXCERPT];
    if (!is_word(item)) {
        report(policy, entry, item,
               (struct care_text){"expected: a district's code or name, or a group of the areas table",
                                  "应为：区的代码、名称，或地区表中的组名"});
        return false;
    }
    if (mark_districts(policy, item->text, is_meant)) {
        return true;
    }
    const char *nearest = policy->names == NULL ? NULL : care_nearest_of(item->text, policy->names);
    care_faults_add(&entry->input->faults, item->line, item->column, care_yaml_path(&policy->scenario->arena, item),
                    "no district or group '%s' in the areas table; the nearest is '%s'",
                    "地区表中没有区或组“%s”；最接近的是“%s”", care_faults_excerpt(shown, item->text),
                    nearest == NULL ? "" : nearest);
    return false;
}

static bool read_districts(const struct policy *policy, struct entry *entry, const struct care_yaml_node *where)
{
    struct care_arena *arena = &policy->scenario->arena;
    const size_t n = (size_t)policy->n_districts + 1;
    bool *is_meant = care_arena_zeros(arena, n, sizeof *is_meant);
    int32_t *codes = care_arena_zeros(arena, n, sizeof *codes);
    bool is_good = is_meant != NULL && codes != NULL;
    for (const struct care_yaml_node *item = where->first; item != NULL && !arena->is_exhausted; item = item->next) {
        is_good = read_district(policy, entry, item, is_meant) && is_good;
    }
    for (int d = 0; d < policy->n_districts && is_good; d++) {
        if (is_meant[d]) {
            codes[entry->rule.n_codes++] = care_sheet_int(policy->areas, CARE_AREAS_CODE, policy->districts[d]);
        }
    }
    entry->rule.codes = codes;
    return is_good;
}

/* @return whether the entry's districts are known; if not, it has been reported */
static bool read_where(const struct policy *policy, struct entry *entry)
{
    static const struct care_text city = {"this lever acts on the whole city: leave out where",
                                          "此杠杆作用于全市：请去掉 where"};
    static const struct care_text list = {
        "expected: a list of districts or groups, as [120101, 河西区]; without it: everywhere",
        "应为：区或组的列表，如 [120101, 河西区]；不写则为全市"};
    const struct care_yaml_node *where = entry->part[WHERE];
    if (where == NULL) {
        return true;
    }
    if (entry->setting != NULL && entry->setting->field->kind == CARE_FIELD_SERIES) {
        report(policy, entry, where, city);
        return false;
    }
    if (where->kind != CARE_YAML_LIST || where->first == NULL) {
        report(policy, entry, where, list);
        return false;
    }
    return !policy->is_blind && read_districts(policy, entry, where);
}

/* "120101, 河西区". @return NULL when memory has run out */
static const char *items_text(struct care_arena *arena, const struct care_yaml_node *list)
{
    size_t size = 1;
    for (const struct care_yaml_node *item = list->first; item != NULL; item = item->next) {
        size += strlen(item->text) + strlen(", ");
    }
    char *text = care_arena_zeros(arena, size, 1);
    char *end = text;
    for (const struct care_yaml_node *item = list->first; item != NULL && text != NULL; item = item->next) {
        end = stpcpy(stpcpy(end, item == list->first ? "" : ", "), item->text);
    }
    return text;
}

/* "[120101, 河西区] set {2025: 0.6}" */
static const char *entry_text(struct care_arena *arena, const struct entry *entry, const char *years)
{
    const struct care_yaml_node *node = act_of(entry);
    const char *act = care_arena_text(arena, node->kind == CARE_YAML_MAP ? "%s {%s}" : "%s %s", node->key, years);
    const char *where = entry->part[WHERE] == NULL ? NULL : items_text(arena, entry->part[WHERE]);
    return where == NULL || act == NULL ? act : care_arena_text(arena, "[%s] %s", where, act);
}

/* @return whether `set` or `factor` can be used; if not, it has been reported */
static bool read_act(const struct policy *policy, struct entry *entry)
{
    struct care_arena *arena = &policy->scenario->arena;
    struct care_values_years years;
    entry->rule.is_factor = entry->part[FACTOR] != NULL;
    if (entry->rule.is_factor == (entry->part[SET] != NULL)) {
        report(policy, entry, entry->node,
               (struct care_text){"expected: either set or factor, and not both", "应为：set 与 factor 二者取一"});
        return false;
    }
    if (!entry->rule.is_factor && entry->setting == NULL) {
        return false; /* the range is not known */
    }
    const struct care_yaml_node *node = act_of(entry);
    const struct care_field *field = entry->rule.is_factor ? &factor_field : entry->setting->field;
    if (!care_values_read_years(policy->scenario, entry->input, field, care_yaml_path(arena, node), node, &years)) {
        return false;
    }
    entry->rule.first_year = years.first_year;
    entry->rule.series = years.series;
    entry->text = arena->is_exhausted ? "" : entry_text(arena, entry, years.text);
    return true;
}

static void read_entry(const struct policy *policy, struct entry *entry)
{
    if (entry->node->kind != CARE_YAML_MAP) {
        report(policy, entry, entry->node,
               (struct care_text){"expected: an entry with lever, and set or factor",
                                  "应为：含 lever 与 set 或 factor 的一条政策"});
        return;
    }
    read_keys(policy, entry);
    entry->setting = read_lever(policy, entry);
    const bool is_act = read_act(policy, entry), is_where = read_where(policy, entry);
    if (!is_act || !is_where) {
        entry->setting = NULL;
    }
}

/* ---- all entries ---- */

/* The files from the deepest base to the scenario itself, then the command line. @return NULL after it */
static struct care_input *input_after(const struct care_scenario *scenario, const struct care_input *at)
{
    if (at != NULL && at == scenario->command_line) {
        return NULL;
    }
    struct care_input *above = care_inputs_above(scenario, at);
    return above != NULL ? above : scenario->command_line;
}

/* @return the first entry of a file; NULL where there is none */
static const struct care_yaml_node *first_entry(const struct care_input *input)
{
    const struct care_yaml_node *node = input->root == NULL ? NULL : care_yaml_child(input->root, "policy");
    return node == NULL || node->kind != CARE_YAML_LIST ? NULL : node->first;
}

static void check_list(struct care_input *input)
{
    const struct care_yaml_node *node = input->root == NULL ? NULL : care_yaml_child(input->root, "policy");
    if (node != NULL && node->kind != CARE_YAML_LIST && node->kind != CARE_YAML_REFUSED) {
        care_faults_add(&input->faults, node->line, node->column, "policy",
                        "expected: a list of entries, each a line '- lever: section.key' with set or factor below it",
                        "应为：列表，每条以“- lever: 节.键”开头，其下为 set 或 factor");
    }
}

static void count_entries(struct policy *policy)
{
    const struct care_scenario *scenario = policy->scenario;
    for (struct care_input *at = input_after(scenario, NULL); at != NULL; at = input_after(scenario, at)) {
        check_list(at);
        for (const struct care_yaml_node *node = first_entry(at); node != NULL; node = node->next) {
            policy->n_entries++;
        }
    }
}

static void read_entries(struct policy *policy)
{
    const struct care_scenario *scenario = policy->scenario;
    int n = 0;
    for (struct care_input *at = input_after(scenario, NULL); at != NULL; at = input_after(scenario, at)) {
        for (const struct care_yaml_node *node = first_entry(at); node != NULL; node = node->next) {
            policy->entries[n] = (struct entry){.input = at, .node = node};
            read_entry(policy, &policy->entries[n++]);
        }
    }
}

/* ---- what they come to ---- */

static void report_range(const struct policy *policy, const struct entry *entry, int district, int year, double value)
{
    char text[CARE_NUMBERS_TEXT], range[CARE_NUMBERS_RANGE];
    const struct care_field *field = entry->setting->field;
    const struct care_yaml_node *node = act_of(entry);
    const bool is_city = field->kind == CARE_FIELD_SERIES || policy->n_districts == 0;
    const char *const *names = is_city ? NULL : policy->names + (size_t)district * N_NAMES;
    care_faults_add(&entry->input->faults, node->line, node->column, care_yaml_path(&policy->scenario->arena, node),
                    "%s would be %s in %d in %s%.0s; allowed: %s", "%s 将为 %s（%d 年，%.0s%s）；允许范围 %s",
                    entry->setting->key, care_numbers_format(text, value), year, is_city ? "the city" : names[2],
                    is_city ? "全市" : names[1], care_numbers_range(range, field->min, field->max));
}

/* Puts an entry on top of what holds in one district, or in the city. What leaves the range is reported once and brought
 * back to it, so that the entries after this one are judged by themselves. @return whether all is in range */
static bool apply_entry(const struct policy *policy, const struct entry *entry, int district, struct care_series *value)
{
    const struct care_field *field = entry->setting->field;
    const struct care_lever lever = {.city = *value, .rules = &entry->rule, .n_rules = 1};
    const int32_t code =
        policy->n_districts == 0 ? 0 : care_sheet_int(policy->areas, CARE_AREAS_CODE, policy->districts[district]);
    bool is_good = true;
    for (int i = 0; i < CARE_N_YEARS; i++) {
        const double given = care_lever_at(&lever, code, CARE_FIRST_YEAR + i);
        const double allowed = given < field->min ? field->min : given > field->max ? field->max : given;
        if (given != allowed && is_good) {
            report_range(policy, entry, district, CARE_FIRST_YEAR + i, given);
            is_good = false;
        }
        value->value[i] = allowed;
    }
    return is_good;
}

/* Puts an entry on top of `values` [n_values], one a district or one for the city; one fault is enough. */
static void apply_everywhere(const struct policy *policy, const struct entry *entry, struct care_series *values,
                             int n_values)
{
    for (int d = 0; d < n_values; d++) {
        if (!apply_entry(policy, entry, d, &values[d])) {
            return;
        }
    }
}

static int n_entries_of(const struct policy *policy, const struct care_setting *setting)
{
    int n = 0;
    for (int e = 0; e < policy->n_entries; e++) {
        n += policy->entries[e].setting == setting;
    }
    return n;
}

/* All entries of one lever or series. */
static int apply_setting(const struct policy *policy, struct care_setting *setting)
{
    struct care_arena *arena = &policy->scenario->arena;
    const bool is_city = setting->field->kind == CARE_FIELD_SERIES;
    const int n = n_entries_of(policy, setting);
    const int n_values = is_city || policy->n_districts == 0 ? 1 : policy->n_districts;
    struct care_series *series = care_values_series(setting);
    struct care_series *values = care_arena_zeros(arena, (size_t)n_values, sizeof *values);
    struct care_lever_rule *rules = care_arena_zeros(arena, (size_t)n, sizeof *rules);
    setting->rules = care_arena_zeros(arena, (size_t)n, sizeof *setting->rules);
    if (values == NULL || rules == NULL || setting->rules == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int d = 0; d < n_values; d++) {
        values[d] = *series;
    }
    for (int e = 0; e < policy->n_entries; e++) {
        const struct entry *entry = &policy->entries[e];
        if (entry->setting == setting) {
            apply_everywhere(policy, entry, values, n_values);
            rules[setting->n_rules] = entry->rule;
            setting->rules[setting->n_rules++] =
                (struct care_setting_rule){e + 1, entry->text, entry->input, entry->node->line, entry->node->column};
        }
    }
    if (is_city) {
        *series = values[0];
    } else {
        struct care_lever *lever = setting->member;
        lever->rules = rules;
        lever->n_rules = setting->n_rules;
    }
    return CARE_OK;
}

int care_policy_apply(struct care_scenario *scenario)
{
    struct policy policy = {.scenario = scenario};
    count_entries(&policy);
    if (policy.n_entries == 0) {
        return CARE_OK;
    }
    list_levers(&policy);
    find_areas(&policy);
    policy.entries = care_arena_zeros(&scenario->arena, (size_t)policy.n_entries, sizeof *policy.entries);
    if (scenario->arena.is_exhausted) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    read_entries(&policy);
    int status = scenario->arena.is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
    for (int i = 0; i < scenario->n_settings && status == CARE_OK; i++) {
        if (n_entries_of(&policy, &scenario->settings[i]) > 0) {
            status = apply_setting(&policy, &scenario->settings[i]);
        }
    }
    return status;
}
