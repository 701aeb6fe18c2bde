/** @file  Loads the files of a scenario. A path is relative to the file that says it; no other file is ever opened. */
#include "scenarios/inputs.h"

#include "scenarios/own_rows.h"
#include "scenarios/sheet_check.h"
#include "scenarios/workbook.h"

#include <errno.h>
#include <string.h>

/* Length of "folder/" in "folder/file". */
static size_t folder_size(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash + 1 - path);
}

struct care_input *care_inputs_add(struct care_scenario *scenario, const char *name, const char *shown)
{
    struct care_input **end = &scenario->inputs;
    while (*end != NULL) {
        end = &(*end)->next;
    }
    struct care_input *input = care_arena_zeros(&scenario->arena, 1, sizeof *input);
    if (input == NULL || name == NULL || shown == NULL) {
        return NULL;
    }
    input->name = name;
    input->shown = shown;
    input->faults.list = scenario->list;
    input->faults.file = shown;
    *end = input;
    return input;
}

/* The chain is short (CARE_READER_MAX_BASES), and no other input has a base. */
struct care_input *care_inputs_above(const struct care_scenario *scenario, const struct care_input *base)
{
    struct care_input *input = scenario->inputs;
    if (input == base) {
        return NULL;
    }
    while (input->base != base) {
        input = input->next;
    }
    return input;
}

/* @return whether a path may be written in a scenario; if not, it has been reported */
static bool is_path_allowed(struct care_faults *faults, int line, int column, const char *key, const char *path)
{
    if (path[0] == '/' || strchr(path, '\\') != NULL) {
        care_faults_add(faults, line, column, key,
                        "write the path relative to this file, with / between folders: a scenario must work on other "
                        "machines too",
                        "请写相对于本文件的路径，目录之间用 /：情景在别的机器上也要能用");
        return false;
    }
    return true;
}

/* An input for a path that @p by names. @return NULL when memory has run out */
static struct care_input *add_relative(struct care_scenario *scenario, const struct care_input *by, const char *path)
{
    while (strncmp(path, "./", 2) == 0) {
        path += 2;
    }
    const char *name = care_arena_text(&scenario->arena, "%.*s%s", (int)folder_size(by->name), by->name, path);
    const char *shown = name == NULL ? NULL : care_arena_text(&scenario->arena, "%s%s", scenario->folder, name);
    return care_inputs_add(scenario, name, shown);
}

static int add_hash(struct care_scenario *scenario, struct care_input *input)
{
    char digits[CARE_BYTES_SHA256];
    care_bytes_sha256(input->bytes.data, input->bytes.size, digits);
    input->sha256 = care_arena_text(&scenario->arena, "%s", digits);
    return input->sha256 == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

/* @return CARE_OK, though the input may have no tree; CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
static int parse_yaml(struct care_scenario *scenario, struct care_input *input)
{
    struct care_yaml_node *root = NULL;
    const int status = care_yaml_read(&scenario->arena, &input->faults, input->bytes.data, input->bytes.size, &root);
    if (status != CARE_OK) {
        return status == CARE_ERROR_INPUT ? CARE_OK : status;
    }
    if (root->kind == CARE_YAML_MAP) {
        input->root = root;
    } else if (root->kind != CARE_YAML_REFUSED) {
        const bool is_wide = strstr(root->text, "：") != NULL;
        care_faults_add(&input->faults, root->line, root->column, NULL,
                        "the file must be a map of key: value lines%s%.0s", "文件应由“键: 值”的行组成%.0s%s",
                        is_wide ? "; it has full-width colons '：', write ': '" : "",
                        is_wide ? "；其中有全角冒号“：”，请改为半角冒号加空格" : "");
    }
    return CARE_OK;
}

static const struct care_yaml_node *base_of(const struct care_input *input)
{
    return input->root == NULL ? NULL : care_yaml_child(input->root, "base");
}

/* `common: true` says that a file holds what packs share; it cannot be run, and a file it is based on must be one, too. */
static void read_common(struct care_input *input, const struct care_input *above)
{
    const struct care_yaml_node *node = input->root == NULL ? NULL : care_yaml_child(input->root, "common");
    const bool is_true = node != NULL && node->kind == CARE_YAML_SCALAR && strcmp(node->text, "true") == 0;
    input->is_common = is_true;
    if (node != NULL && node->kind != CARE_YAML_REFUSED && !is_true) {
        care_faults_add(&input->faults, node->line, node->column, "common",
                        "expected: true; a file without this key is a scenario", "应为 true；不写此键的文件即为情景");
    } else if (is_true && above == NULL) {
        care_faults_add(&input->faults, node->line, node->column, "common",
                        "this file holds values that packs share; it can only be the base of a scenario",
                        "此文件存放各数据包共用的数值，只能作为情景的 base");
    } else if (!is_true && above != NULL && above->is_common) {
        care_faults_add(&input->faults, 0, 0, NULL, "a file with common: true cannot be based on a scenario",
                        "带 common: true 的文件不能以情景为 base");
    }
}

static bool is_same_file(const struct care_input *a, const struct care_input *b)
{
    return a->bytes.device == b->bytes.device && a->bytes.inode == b->bytes.inode;
}

/* Whether @p last closes a circle or is one base too many; reported where @p by names it. */
static bool is_endless(const struct care_scenario *scenario, struct care_input *by, const struct care_yaml_node *node,
                       const struct care_input *last)
{
    int n = 0;
    for (const struct care_input *at = scenario->inputs; at != last; at = at->next) {
        n++;
        if (is_same_file(at, last)) {
            care_faults_add(&by->faults, node->line, node->column, "base",
                            "bases go in a circle: '%s' leads back to itself", "base 形成循环：“%s”又指回自身",
                            at->name);
            return true;
        }
    }
    if (n > CARE_READER_MAX_BASES) {
        care_faults_add(&by->faults, node->line, node->column, "base", "more than %d bases in a row",
                        "base 链超过 %d 层", CARE_READER_MAX_BASES);
        return true;
    }
    return false;
}

/* Loads the base that @p input names. @return the status; @p base is NULL when there is none or it cannot be read */
static int load_base(struct care_scenario *scenario, struct care_input *input, const struct care_yaml_node *node,
                     struct care_input **base)
{
    int error;
    *base = NULL;
    if (node->kind == CARE_YAML_REFUSED) {
        return CARE_OK;
    }
    if (node->kind != CARE_YAML_SCALAR || node->text[0] == '\0') {
        care_faults_add(&input->faults, node->line, node->column, "base", "expected: the path of a scenario file",
                        "应为：情景文件的路径");
        return CARE_OK;
    }
    if (!is_path_allowed(&input->faults, node->line, node->column, "base", node->text)) {
        return CARE_OK;
    }
    struct care_input *loaded = add_relative(scenario, input, node->text);
    if (loaded == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = care_bytes_load(&scenario->arena, loaded->shown, CARE_BYTES_MAX_YAML, &loaded->bytes, &error);
    if (status == CARE_ERROR_FILE) {
        care_bytes_report(&input->faults, node->line, node->column, "base", node->text, error);
        return CARE_OK;
    }
    if (status != CARE_OK || is_endless(scenario, input, node, loaded)) {
        return status;
    }
    status = add_hash(scenario, loaded);
    status = status == CARE_OK ? parse_yaml(scenario, loaded) : status;
    read_common(loaded, input);
    input->base = loaded;
    *base = loaded;
    return status;
}

static int load_main(struct care_scenario *scenario, const char *path)
{
    int error;
    const size_t n_folder = folder_size(path);
    scenario->folder = care_arena_copy(&scenario->arena, path, n_folder);
    const char *shown = care_arena_copy(&scenario->arena, path, strlen(path));
    struct care_input *input = care_inputs_add(scenario, shown == NULL ? NULL : shown + n_folder, shown);
    if (input == NULL || scenario->folder == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = care_bytes_load(&scenario->arena, shown, CARE_BYTES_MAX_YAML, &input->bytes, &error);
    if (status == CARE_ERROR_FILE) {
        care_bytes_report(&input->faults, 0, 0, NULL, path, error);
    }
    status = status == CARE_OK ? add_hash(scenario, input) : status;
    status = status == CARE_OK ? parse_yaml(scenario, input) : status;
    read_common(input, NULL);
    return status;
}

int care_inputs_load_chain(struct care_scenario *scenario, const char *path, bool *is_whole)
{
    *is_whole = false;
    int status = load_main(scenario, path);
    struct care_input *last = scenario->inputs;
    while (status == CARE_OK) {
        const struct care_yaml_node *node = base_of(last);
        if (node == NULL) {
            *is_whole = last->root != NULL && !scenario->inputs->is_common;
            break;
        }
        struct care_input *base;
        status = load_base(scenario, last, node, &base);
        if (status != CARE_OK || base == NULL) {
            break;
        }
        last = base;
    }
    return status;
}

/* The bytes as UTF-8 text without faults. @return as care_inputs_read_table */
static int read_text(struct care_arena *arena, struct care_input *input, bool is_gb18030, struct care_bytes *text,
                     bool *is_clean)
{
    size_t broken;
    *text = input->bytes;
    *is_clean = false;
    if (is_gb18030) {
        const int status = care_bytes_from_gb18030(arena, input->bytes.data, input->bytes.size, text, &broken);
        if (status == CARE_ERROR_INPUT) {
            care_faults_add(&input->faults, 0, 0, NULL, "byte %zu is not GB18030, though encoding: gb18030 is set",
                            "第 %zu 字节不是 GB18030，而 encoding 设为 gb18030", broken);
            return CARE_OK;
        }
        if (status != CARE_OK) {
            return status;
        }
    }
    *is_clean = care_bytes_check_text(&input->faults, text->data, text->size);
    return CARE_OK;
}

/* The text of a CSV file as rows of cells. @return as care_inputs_read_table, or CARE_ERROR_INPUT */
static int read_csv(struct care_arena *arena, struct care_input *input, bool is_gb18030, struct care_cells *cells)
{
    struct care_bytes text;
    bool is_clean;
    const int status = read_text(arena, input, is_gb18030, &text, &is_clean);
    if (status != CARE_OK) {
        return status;
    }
    return is_clean ? care_cells_read(arena, &input->faults, text.data, text.size, cells) : CARE_ERROR_INPUT;
}

int care_inputs_read_table(struct care_arena *arena, struct care_input *input, const struct care_sheet_spec *spec,
                           bool is_gb18030, const struct care_sheet_checked **checked)
{
    struct care_cells cells;
    struct care_sheet_checked *read = NULL;
    *checked = NULL;
    int status = care_workbook_is_path(input->name) ? care_workbook_read(arena, &input->faults, &input->bytes, &cells)
                                                    : read_csv(arena, input, is_gb18030, &cells);
    if (status == CARE_OK) {
        status = care_sheet_check_cells(arena, &input->faults, &cells, spec, input->shown, &read);
    }
    if (status == CARE_OK) {
        input->n_rows = read->sheet.n_rows;
        *checked = read;
    }
    return status == CARE_ERROR_INPUT ? CARE_OK : status;
}

/* One file. Faults are reported. */
static int load_table(struct care_scenario *scenario, const struct care_setting *setting,
                      struct care_setting_table *table)
{
    int error;
    struct care_faults *faults = &table->by->faults;
    if (!is_path_allowed(faults, table->line, table->column, setting->key, table->path)) {
        return CARE_OK;
    }
    struct care_input *input = add_relative(scenario, table->by, table->path);
    if (input == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = care_bytes_load(&scenario->arena, input->shown, CARE_BYTES_MAX_TABLE, &input->bytes, &error);
    if (status == CARE_ERROR_FILE) {
        care_bytes_report(faults, table->line, table->column, setting->key, table->path, error);
        return CARE_OK;
    }
    status = status == CARE_OK ? add_hash(scenario, input) : status;
    if (status != CARE_OK) {
        return status;
    }
    table->input = input;
    return care_inputs_read_table(&scenario->arena, input, setting->field->sheet, table->is_gb18030, &table->checked);
}

/* Own rows that can be laid over a table; if not, it has been reported, here or where the file was read. */
static bool are_own_rows(const struct care_setting *setting, const struct care_setting_table *own)
{
    if (own->checked != NULL && !care_own_rows_are_possible(own->checked)) {
        care_faults_add(&own->by->faults, own->line, own->column, setting->key,
                        "own rows are rows of areas; this file has no column area",
                        "own 表为各地区自己的行；此文件没有 area 列");
        return false;
    }
    return own->checked != NULL;
}

/* Lays each table of own rows over what lies below it; leaves none where a part is missing. */
static int lay_tables(struct care_arena *arena, struct care_setting *setting)
{
    int status = CARE_OK;
    setting->checked = setting->tables->checked;
    for (const struct care_setting_table *own = setting->tables->next; own != NULL && status == CARE_OK;
         own = own->next) {
        const struct care_sheet_checked *under = setting->checked;
        setting->checked = NULL;
        if (are_own_rows(setting, own) && under != NULL) {
            status = care_own_rows_lay(arena, under, own->checked, &setting->checked);
        }
    }
    return status;
}

static int load_setting(struct care_scenario *scenario, struct care_setting *setting)
{
    int status = CARE_OK;
    const char *names = NULL;
    for (struct care_setting_table *table = setting->tables; table != NULL && status == CARE_OK; table = table->next) {
        status = load_table(scenario, setting, table);
        if (table->input != NULL) {
            names = names == NULL ? table->input->name
                                  : care_arena_text(&scenario->arena, "%s + %s", names, table->input->name);
        }
    }
    setting->value = names != NULL ? names : setting->value;
    status = status == CARE_OK ? lay_tables(&scenario->arena, setting) : status;
    if (status == CARE_OK && setting->checked != NULL) {
        *(const struct care_sheet **)setting->member = &setting->checked->sheet;
    }
    return status;
}

/* The section "areas", field "table": the codes that columns marked is_area may name. */
static const struct care_sheet *areas_of(const struct care_scenario *scenario)
{
    for (int i = 0; i < scenario->n_settings; i++) {
        const struct care_setting *setting = &scenario->settings[i];
        if (setting->checked != NULL && strcmp(setting->key, "areas.table") == 0) {
            return &setting->checked->sheet;
        }
    }
    return NULL;
}

int care_inputs_load_tables(struct care_scenario *scenario)
{
    int status = CARE_OK;
    for (int i = 0; i < scenario->n_settings && status == CARE_OK; i++) {
        if (scenario->settings[i].tables != NULL) {
            status = load_setting(scenario, &scenario->settings[i]);
        }
    }
    return status;
}

void care_inputs_check_areas(struct care_scenario *scenario)
{
    const struct care_sheet *areas = areas_of(scenario);
    for (int i = 0; i < scenario->n_settings && areas != NULL; i++) {
        const struct care_setting *setting = &scenario->settings[i];
        if (setting->checked == NULL || &setting->checked->sheet == areas) {
            continue;
        }
        for (const struct care_setting_table *table = setting->tables; table != NULL; table = table->next) {
            care_sheet_keys_check_areas(&table->input->faults, table->checked, &setting->checked->sheet, areas);
        }
    }
}
