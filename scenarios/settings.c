/** @file  Finds for every key of a file the field it sets. */
#include "scenarios/settings.h"

#include "scenarios/values.h"
#include "sim/nearest.h"

#include <string.h>

static int add_section(struct care_scenario *scenario, int s, struct care_setting *settings)
{
    struct care_arena *arena = &scenario->arena;
    const struct care_section *section = scenario->sections[s];
    unsigned char *members = care_arena_zeros(arena, 1, section->size);
    if (members == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    scenario->structs[s] = members;
    for (int i = 0; i < section->n_fields; i++) {
        settings[i].section = section;
        settings[i].field = &section->fields[i];
        settings[i].key = care_arena_text(arena, "%s.%s", section->name, section->fields[i].name);
        settings[i].member = members + section->fields[i].offset;
        care_values_default(scenario, &settings[i]);
    }
    return arena->is_exhausted ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

int care_settings_create(struct care_scenario *scenario)
{
    for (int s = 0; s < scenario->n_sections; s++) {
        scenario->n_settings += scenario->sections[s]->n_fields;
    }
    scenario->structs = care_arena_zeros(&scenario->arena, (size_t)scenario->n_sections, sizeof *scenario->structs);
    scenario->settings = care_arena_zeros(&scenario->arena, (size_t)scenario->n_settings, sizeof *scenario->settings);
    if (scenario->structs == NULL || scenario->settings == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int n = 0, status = CARE_OK;
    for (int s = 0; s < scenario->n_sections && status == CARE_OK; s++) {
        status = add_section(scenario, s, scenario->settings + n);
        n += scenario->sections[s]->n_fields;
    }
    return status;
}

struct care_setting *care_settings_find(const struct care_scenario *scenario, const char *key)
{
    for (int i = 0; i < scenario->n_settings; i++) {
        if (strcmp(scenario->settings[i].key, key) == 0) {
            return &scenario->settings[i];
        }
    }
    return NULL;
}

/* Whether @p key goes on with a dot after the @p n bytes of @p path. */
static bool is_under(const char *key, const char *path, size_t n)
{
    return strncmp(key, path, n) == 0 && key[n] == '.';
}

static bool is_group(const struct care_scenario *scenario, const char *path)
{
    for (int i = 0; i < scenario->n_settings; i++) {
        if (is_under(scenario->settings[i].key, path, strlen(path))) {
            return true;
        }
    }
    for (int s = 0; s < scenario->n_sections; s++) { /* a section may have no field */
        if (strcmp(scenario->sections[s]->name, path) == 0) {
            return true;
        }
    }
    return false;
}

/* The known key nearest to a mistyped one: `n` bytes of `text`. */
struct guess {
    const char *text;
    int n;
    int distance;
};

static void consider(struct guess *guess, const char *text, size_t n, int distance)
{
    if (guess->text == NULL || distance < guess->distance) {
        *guess = (struct guess){text, (int)n, distance};
    }
}

/* A slip at this level first; the right key in the wrong place (2 counts more) second. */
static void consider_setting(struct guess *guess, const char *known, const char *path)
{
    enum { ELSEWHERE = 2 };
    const char *dot = strrchr(path, '.');
    const size_t n_parent = dot == NULL ? 0 : (size_t)(dot - path);
    const char *typed = dot == NULL ? path : dot + 1;
    const bool is_here = dot == NULL || is_under(known, path, n_parent);
    if (is_here) {
        const char *part = dot == NULL ? known : known + n_parent + 1;
        const size_t n = strcspn(part, ".");
        consider(guess, known, (size_t)(part - known) + n, care_nearest_distance(typed, strlen(typed), part, n));
    }
    const char *last = strrchr(known, '.') + 1;
    const int distance = care_nearest_distance(typed, strlen(typed), last, strlen(last));
    if (distance < CARE_NEAREST_FAR) {
        consider(guess, known, strlen(known), distance + ELSEWHERE);
    }
}

static void report_unknown(const struct care_scenario *scenario, struct care_input *input, int line, int column,
                           const char *path)
{
    static const char *const others[] = {"base", "common", "title", "policy"};
    const int n_others = sizeof others / sizeof others[0];
    struct guess guess = {NULL, 0, CARE_NEAREST_FAR};
    for (int i = 0; i < scenario->n_settings; i++) {
        consider_setting(&guess, scenario->settings[i].key, path);
    }
    for (int i = 0; line > 0 && strchr(path, '.') == NULL && i < n_others; i++) { /* not on the command line */
        consider(&guess, others[i], strlen(others[i]),
                 care_nearest_distance(path, strlen(path), others[i], strlen(others[i])));
    }
    if (guess.text == NULL) {
        guess = (struct guess){"base", 4, 0};
    }
    care_faults_add(&input->faults, line, column, path, "unknown key; the nearest known one is '%.*s'",
                    "未知的键；最接近的已知键为“%.*s”", guess.n, guess.text);
}

void care_settings_report_unknown(const struct care_scenario *scenario, struct care_input *input, const char *key)
{
    report_unknown(scenario, input, 0, 0, key);
}

/* One key of a file: a field, or a map on the way to fields. */
static void apply_node(struct care_scenario *scenario, struct care_input *input, const struct care_yaml_node *node)
{
    const char *path = care_yaml_path(&scenario->arena, node);
    if (path == NULL) {
        return; /* the arena remembers */
    }
    struct care_setting *setting = care_settings_find(scenario, path);
    if (setting != NULL) {
        care_values_read(scenario, setting, input, node);
    } else if (!is_group(scenario, path)) {
        report_unknown(scenario, input, node->key_line, node->key_column, path);
    } else if (node->kind == CARE_YAML_MAP) {
        for (const struct care_yaml_node *child = node->first; child != NULL; child = child->next) {
            apply_node(scenario, input, child); /* no deeper than CARE_YAML_MAX_DEPTH */
        }
    } else if (node->kind == CARE_YAML_LIST) {
        care_faults_add(&input->faults, node->line, node->column, path,
                        "lists are not used here; write a map of key: value", "此处不支持列表；请写成“键: 值”的映射");
    } else if (node->kind != CARE_YAML_REFUSED) {
        char shown[CARE_FAULTS_EXCERPT];
        care_faults_add(&input->faults, node->line, node->column, path,
                        "expected: a map of key: value lines below this key; found: '%s'",
                        "此键之下应为“键: 值”的映射；实际为“%s”", care_faults_excerpt(shown, node->text));
    }
}

void care_settings_apply(struct care_scenario *scenario, struct care_input *input)
{
    struct care_text title;
    if (input->root == NULL) {
        return;
    }
    for (const struct care_yaml_node *node = input->root->first; node != NULL; node = node->next) {
        if (strcmp(node->key, "base") == 0 || strcmp(node->key, "common") == 0 || strcmp(node->key, "policy") == 0) {
            continue; /* read before and after */
        }
        if (strcmp(node->key, "title") != 0) {
            apply_node(scenario, input, node);
        } else if (care_values_read_text(scenario, input, node, &title) && input == scenario->inputs) {
            scenario->title = title; /* of the scenario itself only: a base has its own */
        }
    }
}

int care_settings_override(struct care_scenario *scenario, struct care_input *input,
                           const struct care_override *override)
{
    struct care_setting *setting = care_settings_find(scenario, override->key);
    if (setting == NULL) {
        care_settings_report_unknown(scenario, input, override->key);
        return CARE_OK;
    }
    struct care_yaml_node *root = NULL;
    input->faults.key = setting->key; /* the tree of a value has no keys of its own */
    const int status =
        care_yaml_read(&scenario->arena, &input->faults, override->value, strlen(override->value), &root);
    setting->input = input;
    if (status == CARE_OK) {
        care_values_read(scenario, setting, input, root);
    }
    input->faults.key = NULL;
    return status == CARE_ERROR_INPUT ? CARE_OK : status;
}

/* The place of the section in the file, or of the file itself. */
static void find_section(const struct care_input *input, const char *name, int *line, int *column)
{
    *line = 1;
    *column = 1;
    if (input->root == NULL) {
        return;
    }
    const struct care_yaml_node *node = care_yaml_child(input->root, name);
    if (node != NULL) {
        *line = node->key_line;
        *column = node->key_column;
    }
}

void care_settings_check_required(struct care_scenario *scenario, struct care_input *main_input)
{
    for (int i = 0; i < scenario->n_settings; i++) {
        const struct care_setting *setting = &scenario->settings[i];
        if (!setting->field->is_required || setting->input != NULL) {
            continue;
        }
        int line, column;
        find_section(main_input, setting->section->name, &line, &column);
        const struct care_text expected = care_values_expected(&scenario->arena, setting->field);
        care_faults_add(&main_input->faults, line, column, setting->key,
                        "the key is required and missing; expected: %s%.0s", "缺少必填的键；应为：%.0s%s", expected.en,
                        expected.zh);
    }
}
