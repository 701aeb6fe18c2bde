/** @file  Provenance: one row a field and an entry of the policy, one a file, and the texts. */
#include "scenarios/record.h"

#include "scenarios/settings.h"
#include "scenarios/values.h"

#include <string.h>

static const char *origin_of(struct care_arena *arena, const struct care_input *input, int line)
{
    if (input == NULL) {
        return "default";
    }
    if (input->sha256 == NULL) { /* no file: the command line */
        return input->name;
    }
    return care_arena_text(arena, "%s:%d", input->name, line);
}

static void fill_resolved(struct care_scenario *scenario, const struct care_setting *setting, struct care_resolved *row)
{
    const struct care_field *field = setting->field;
    *row = (struct care_resolved){
        .name = setting->key,
        .value = setting->value,
        .unit = field->unit == NULL ? "" : field->unit,
        .range = care_values_range(&scenario->arena, field),
        .plausible = care_values_plausible(&scenario->arena, field),
        .origin = origin_of(&scenario->arena, setting->input, setting->line),
        .source = field->source == NULL ? "" : field->source,
        .confidence = field->confidence,
    };
}

static void fill_rule(struct care_scenario *scenario, const struct care_setting *setting,
                      const struct care_setting_rule *rule, struct care_resolved *row)
{
    struct care_arena *arena = &scenario->arena;
    *row = (struct care_resolved){
        .name = care_arena_text(arena, "%s policy[%d]", setting->key, rule->number),
        .value = rule->text,
        .unit = setting->field->unit == NULL ? "" : setting->field->unit,
        .range = care_values_range(arena, setting->field),
        .origin = origin_of(arena, rule->input, rule->line),
        .plausible = "",
        .source = "",
        .confidence = CARE_CHOSEN,
        .is_rule = true,
    };
}

static int n_changed_cells(const struct care_setting *setting)
{
    int n = 0;
    for (const struct care_setting_cells *cells = setting->cells; cells != NULL; cells = cells->next) {
        n++;
    }
    return n;
}

static void fill_cells(struct care_scenario *scenario, const struct care_setting_cells *cells,
                       struct care_resolved *row)
{
    *row = (struct care_resolved){
        .name = cells->path,
        .value = cells->value,
        .unit = cells->unit,
        .range = cells->range,
        .origin = origin_of(&scenario->arena, cells->input, 0),
        .plausible = "",
        .source = "",
        .confidence = CARE_CHOSEN,
        .is_cells = true,
    };
}

static int fill_rows(struct care_scenario *scenario)
{
    struct care_provenance *provenance = &scenario->provenance;
    provenance->n_resolved = scenario->n_settings;
    for (int i = 0; i < scenario->n_settings; i++) {
        provenance->n_resolved += scenario->settings[i].n_rules + n_changed_cells(&scenario->settings[i]);
    }
    struct care_resolved *rows = care_arena_zeros(&scenario->arena, (size_t)provenance->n_resolved, sizeof *rows);
    if (rows == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int n = 0;
    for (int i = 0; i < scenario->n_settings; i++) {
        const struct care_setting *setting = &scenario->settings[i];
        fill_resolved(scenario, setting, &rows[n++]);
        for (int r = 0; r < setting->n_rules; r++) {
            fill_rule(scenario, setting, &setting->rules[r], &rows[n++]);
        }
        for (const struct care_setting_cells *cells = setting->cells; cells != NULL; cells = cells->next) {
            fill_cells(scenario, cells, &rows[n++]);
        }
    }
    provenance->resolved = rows;
    return CARE_OK;
}

/* The same file may serve two fields; it is listed once. */
static const struct care_input *earlier(const struct care_scenario *scenario, const struct care_input *input)
{
    for (const struct care_input *at = scenario->inputs; at != input; at = at->next) {
        if (at->sha256 != NULL && strcmp(at->name, input->name) == 0) {
            return at;
        }
    }
    return NULL;
}

static int fill_inputs(struct care_scenario *scenario)
{
    size_t n = 0;
    for (const struct care_input *at = scenario->inputs; at != NULL; at = at->next) {
        n++;
    }
    struct care_input_file *files = care_arena_zeros(&scenario->arena, n, sizeof *files);
    if (files == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int n_files = 0;
    for (const struct care_input *at = scenario->inputs; at != NULL; at = at->next) {
        if (at->sha256 != NULL && earlier(scenario, at) == NULL) {
            files[n_files++] = (struct care_input_file){at->name, at->sha256, at->n_rows};
        }
    }
    scenario->provenance.inputs = files;
    scenario->provenance.n_inputs = n_files;
    return CARE_OK;
}

/* Deepest base first, so that what comes later holds. */
static const char *texts_of(struct care_arena *arena, const struct care_input *input)
{
    const char *text = "";
    for (const struct care_input *at = input; at != NULL && text != NULL; at = at->base) {
        const struct care_bytes *bytes = &at->bytes;
        const char *data = bytes->data + care_bytes_mark(bytes->data, bytes->size);
        const bool is_ended = bytes->size > 0 && bytes->data[bytes->size - 1] == '\n';
        text = care_arena_text(arena, "# file: %s\n%s%s%s", at->name, data, is_ended ? "" : "\n", text);
    }
    return text;
}

static const char *stem_of(struct care_arena *arena, const char *name)
{
    static const char *const endings[] = {".yaml", ".yml"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const size_t n_ending = strlen(endings[i]);
        if (n > n_ending && strcmp(name + n - n_ending, endings[i]) == 0) {
            n -= n_ending;
            break;
        }
    }
    return care_arena_copy(arena, name, n);
}

/* Of the top-level key title, else of the field run.title, else the stem of the file. */
static struct care_text title_of(const struct care_scenario *scenario, const char *stem)
{
    if (scenario->title.en != NULL) {
        return scenario->title;
    }
    const struct care_setting *setting = care_settings_find(scenario, "run.title");
    if (setting != NULL && setting->field->kind == CARE_FIELD_TEXT && setting->input != NULL) {
        return *(const struct care_text *)setting->member;
    }
    return (struct care_text){stem, stem};
}

int care_record_fill(struct care_scenario *scenario)
{
    struct care_arena *arena = &scenario->arena;
    struct care_provenance *provenance = &scenario->provenance;
    int status = fill_rows(scenario);
    if (status != CARE_OK) {
        return status;
    }
    provenance->scenario = stem_of(arena, scenario->inputs->name);
    provenance->title = title_of(scenario, provenance->scenario);
    provenance->text = texts_of(arena, scenario->inputs);
    status = fill_inputs(scenario);
    return status == CARE_OK && arena->is_exhausted ? care_trace(CARE_ERROR_MEMORY) : status;
}
