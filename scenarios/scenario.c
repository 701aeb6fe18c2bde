/** @file  Reads a scenario, in order: files, fields from the deepest base up, command line, tables, policy, provenance. */
#include "scenarios/scenario.h"

#include "scenarios/cell_override.h"
#include "scenarios/cell_path.h"
#include "scenarios/inputs.h"
#include "scenarios/lever_override.h"
#include "scenarios/numbers.h"
#include "scenarios/policy.h"
#include "scenarios/reader.h"
#include "scenarios/record.h"
#include "scenarios/settings.h"

#include <stdlib.h>
#include <string.h>

static int create(const struct care_section *const *sections, int n_sections, struct care_diagnostics *list,
                  struct care_scenario **out)
{
    struct care_scenario *scenario = calloc(1, sizeof *scenario);
    if (scenario == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    scenario->sections = sections;
    scenario->n_sections = n_sections;
    scenario->list = list;
    *out = scenario;
    return care_settings_create(scenario);
}

/* From the deepest base to the scenario itself. */
static void apply_chain(struct care_scenario *scenario)
{
    for (struct care_input *at = care_inputs_above(scenario, NULL); at != NULL; at = care_inputs_above(scenario, at)) {
        care_settings_apply(scenario, at);
    }
}

/* @return whether a key of the command line can be used; if not, it has been reported */
static bool is_key_usable(struct care_faults *faults, const struct care_override *overrides, int i)
{
    const char *key = overrides[i].key;
    char shown[CARE_FAULTS_EXCERPT];
    if (care_bytes_first_broken(key, strlen(key)) != strlen(key)) {
        care_faults_add(faults, 0, 0, NULL, "a key is not UTF-8", "键不是 UTF-8 编码");
        return false;
    }
    for (int before = 0; before < i; before++) {
        if (strcmp(overrides[before].key, key) == 0) {
            care_faults_add(faults, 0, 0, key, "the key is given twice; again as '%s'",
                            "此键给出了两次；再次给出为“%s”", care_faults_excerpt(shown, overrides[i].value));
            return false;
        }
    }
    return true;
}

/* Fields at once; levers by district become policy; cells wait for their tables. */
static int apply_overrides(struct care_scenario *scenario, const struct care_override *overrides, int n_overrides)
{
    static const struct care_text shown = {"command line", "命令行"};
    if (n_overrides == 0) {
        return CARE_OK;
    }
    struct care_input *input = care_inputs_add(scenario, "command line", care_text_shown(shown));
    scenario->command_line = input;
    int status = input == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
    for (int i = 0; i < n_overrides && status == CARE_OK; i++) {
        if (!is_key_usable(&input->faults, overrides, i)) {
            continue;
        }
        if (care_lever_override_is(overrides[i].key)) {
            status = care_lever_override_add(scenario, input, &overrides[i]);
        } else if (!care_cell_path_is(overrides[i].key)) {
            status = care_settings_override(scenario, input, &overrides[i]);
        }
    }
    return status;
}

static int change_cells(struct care_scenario *scenario, const struct care_override *overrides, int n_overrides)
{
    int status = CARE_OK;
    for (int i = 0; i < n_overrides && status == CARE_OK; i++) {
        if (care_cell_path_is(overrides[i].key) && !care_lever_override_is(overrides[i].key)) {
            status = care_cell_override_apply(scenario, scenario->command_line, &overrides[i]);
        }
    }
    return status;
}

/* What needs all files: cells of the command line, area codes, the policy. */
static int finish(struct care_scenario *scenario, const struct care_override *overrides, int n_overrides)
{
    int status = care_inputs_load_tables(scenario);
    status = status == CARE_OK ? change_cells(scenario, overrides, n_overrides) : status;
    if (status != CARE_OK) {
        return status;
    }
    care_inputs_check_areas(scenario);
    return care_policy_apply(scenario);
}

/* Everything between the files and the answer. */
static int resolve(struct care_scenario *scenario, const char *path, const struct care_override *overrides,
                   int n_overrides)
{
    bool is_whole;
    int status = care_inputs_load_chain(scenario, path, &is_whole);
    if (status != CARE_OK) {
        return status;
    }
    apply_chain(scenario);
    status = apply_overrides(scenario, overrides, n_overrides);
    if (status != CARE_OK) {
        return status;
    }
    if (is_whole) { /* a base that could not be read may have set what seems to be missing */
        care_settings_check_required(scenario, scenario->inputs);
    }
    return finish(scenario, overrides, n_overrides);
}

int care_scenario_read(const char *path, const struct care_section *const *sections, int n_sections,
                       const struct care_override *overrides, int n_overrides, struct care_diagnostics *list,
                       struct care_scenario **out)
{
    struct care_scenario *scenario = NULL;
    struct care_numbers numbers;
    *out = NULL;
    int status = care_numbers_begin(&numbers);
    if (status != CARE_OK) {
        return status;
    }
    status = create(sections, n_sections, list, &scenario);
    if (status == CARE_OK) {
        status = care_reader_conclude(scenario, resolve(scenario, path, overrides, n_overrides));
    }
    if (status == CARE_OK) {
        status = care_record_fill(scenario);
    }
    if (status == CARE_OK) {
        *out = scenario;
    } else {
        care_scenario_free(scenario);
    }
    care_numbers_end(&numbers);
    return status;
}

void care_scenario_free(struct care_scenario *scenario)
{
    if (scenario == NULL) {
        return;
    }
    care_arena_free(&scenario->arena);
    free(scenario);
}

const void *care_scenario_section(const struct care_scenario *scenario, const char *name)
{
    for (int s = 0; s < scenario->n_sections; s++) {
        if (strcmp(scenario->sections[s]->name, name) == 0) {
            return scenario->structs[s];
        }
    }
    return NULL;
}

const struct care_provenance *care_scenario_provenance(const struct care_scenario *scenario)
{
    return &scenario->provenance;
}

const char *care_scenario_root(const struct care_scenario *scenario)
{
    const struct care_input *input = scenario->inputs;
    while (input->base != NULL && !input->base->is_common) {
        input = input->base;
    }
    return input->shown;
}

struct care_place care_scenario_place(const struct care_scenario *scenario, const char *key)
{
    const struct care_setting *setting = care_settings_find(scenario, key);
    if (setting != NULL && setting->n_rules > 0) {
        const struct care_setting_rule *last = &setting->rules[setting->n_rules - 1];
        return (struct care_place){last->input->shown, last->line, last->column, setting->key};
    }
    if (setting == NULL || setting->input == NULL) {
        return (struct care_place){0};
    }
    return (struct care_place){setting->input->shown, setting->line, setting->column, setting->key};
}
