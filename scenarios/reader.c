/** @file  Reads from memory: the same steps as for files, for tests and fuzzing. */
#include "scenarios/reader.h"

#include "scenarios/inputs.h"
#include "scenarios/numbers.h"
#include "scenarios/policy.h"
#include "scenarios/settings.h"

/* What a text in memory is called in messages. */
static const char memory_name[] = "memory";

int care_reader_conclude(struct care_scenario *scenario, int status)
{
    int n_faults = 0;
    for (struct care_input *input = scenario->inputs; input != NULL; input = input->next) {
        n_faults += input->faults.n;
        care_faults_close(&input->faults);
    }
    if (scenario->arena.is_exhausted || care_diagnostics_status(scenario->list) == CARE_ERROR_MEMORY) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    return status == CARE_OK && n_faults > 0 ? CARE_ERROR_INPUT : status;
}

/* An input whose bytes are a copy of @p data: exact in size but for the NUL, so that reading over the end is seen. */
static struct care_input *add_memory(struct care_scenario *scenario, const char *data, size_t size)
{
    struct care_input *input = care_inputs_add(scenario, memory_name, memory_name);
    if (input != NULL) {
        input->bytes.data = care_arena_copy(&scenario->arena, data, size);
        input->bytes.size = size;
    }
    return input == NULL || input->bytes.data == NULL ? NULL : input;
}

int care_reader_check_yaml(const char *data, size_t size, const struct care_section *const *sections, int n_sections,
                           struct care_diagnostics *list)
{
    struct care_scenario scenario = {.sections = sections, .n_sections = n_sections, .list = list};
    struct care_yaml_node *root = NULL;
    struct care_numbers numbers;
    int status = care_numbers_begin(&numbers);
    if (status != CARE_OK) {
        return status;
    }
    struct care_input *input = add_memory(&scenario, data, size);
    status = input == NULL ? care_trace(CARE_ERROR_MEMORY) : care_settings_create(&scenario);
    if (status == CARE_OK) {
        status = care_yaml_read(&scenario.arena, &input->faults, input->bytes.data, size, &root);
        input->root = root;
    }
    if (status == CARE_OK) {
        care_settings_apply(&scenario, input);
        care_settings_check_required(&scenario, input);
        status = care_policy_apply(&scenario);
    }
    status = care_reader_conclude(&scenario, status);
    care_arena_free(&scenario.arena);
    care_numbers_end(&numbers);
    return status;
}

int care_reader_check_csv(const char *data, size_t size, const struct care_sheet_spec *spec, bool is_gb18030,
                          struct care_diagnostics *list)
{
    struct care_scenario scenario = {.list = list};
    const struct care_sheet_checked *checked;
    struct care_numbers numbers;
    int status = care_numbers_begin(&numbers);
    if (status != CARE_OK) {
        return status;
    }
    struct care_input *input = add_memory(&scenario, data, size);
    status = input == NULL ? care_trace(CARE_ERROR_MEMORY)
                           : care_inputs_read_table(&scenario.arena, input, spec, is_gb18030, &checked);
    status = care_reader_conclude(&scenario, status);
    care_arena_free(&scenario.arena);
    care_numbers_end(&numbers);
    return status;
}
