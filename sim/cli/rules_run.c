#include "sim/cli/rules_run.h"

#include "models/plan/measure.h"
#include "sim/cli/options.h"
#include "sim/cli/rules_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what is changed ---- */

/* Overrides of one run and the memory of their texts. */
struct changes {
    struct care_override *overrides; /* [n] */
    int n;
    char *texts;
    char last_year[16];
};

static bool is_replaced(const struct care_rules_request *request, const char *key)
{
    return request->change != NULL && strcmp(request->change->key, key) == 0;
}

static void take_words(const struct care_rules_request *request, struct changes *changes)
{
    const char *at = request->with;
    char *text = changes->texts;
    while (care_rules_words_next(&at, text, CARE_RULES_WORD)) {
        char *key = text, *value = text + strlen(text); /* without an equals sign: a key that nobody knows */
        (void)care_options_split(text, &key, &value);
        if (!is_replaced(request, key)) {
            changes->overrides[changes->n++] = (struct care_override){key, value};
        }
        text += CARE_RULES_WORD;
    }
}

static int take_changes(const struct care_rules_request *request, struct changes *changes)
{
    const size_t n = (size_t)care_rules_words_count(request->with);
    *changes = (struct changes){.overrides = calloc(n + 2, sizeof *changes->overrides),
                                .texts = calloc(n + 1, CARE_RULES_WORD)};
    if (changes->overrides == NULL || changes->texts == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    take_words(request, changes);
    (void)snprintf(changes->last_year, sizeof changes->last_year, "%d", request->last_year);
    changes->overrides[changes->n++] = (struct care_override){"run.last_year", changes->last_year};
    if (request->change != NULL) {
        changes->overrides[changes->n++] = *request->change;
    }
    return CARE_OK;
}

static void free_changes(struct changes *changes)
{
    free(changes->overrides);
    free(changes->texts);
}

/* ---- the run ---- */

static bool is_in_plan(const struct care_sheet *jurisdiction, int32_t code)
{
    return jurisdiction == NULL || care_sheet_row_with(jurisdiction, CARE_JURISDICTION_AREA, code) >= 0;
}

static int take_districts(struct care_rules_run *run)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    run->districts = calloc((size_t)outer->n_districts, sizeof *run->districts);
    if (run->districts == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int d = 0; d < outer->n_districts; d++) {
        if (is_in_plan(run->scorecard->jurisdiction, outer->district_codes[d])) {
            run->districts[run->n_districts++] = d;
        }
    }
    return CARE_OK;
}

static int simulate(const struct care_simulation_options *options, struct care_rules_run *run)
{
    const struct care_provenance *provenance = care_scenario_provenance(run->city.scenario);
    run->name = provenance->scenario;
    run->title = provenance->title;
    run->scorecard = care_scenario_section(run->city.scenario, care_indicators_section.name);
    int status = care_simulate_cubes(&run->city, 1, &run->name, &run->title, NULL, 0, &run->cubes);
    status = status == CARE_OK ? take_districts(run) : status;
    return status == CARE_OK ? care_simulate_scenario(&run->city, 0, run->cubes, options, NULL, NULL, NULL) : status;
}

int care_rules_run_create(const struct care_rules_request *request, const struct care_simulation_options *options,
                          struct care_diagnostics *list, struct care_rules_run *out)
{
    struct changes changes;
    *out = (struct care_rules_run){.name = NULL};
    int status = take_changes(request, &changes);
    if (status == CARE_OK) {
        status = care_compose(request->path, changes.overrides, changes.n, list, &out->city);
    }
    free_changes(&changes);
    return status == CARE_OK ? simulate(options, out) : status;
}

void care_rules_run_free(struct care_rules_run *run)
{
    free(run->districts);
    care_cubes_free(run->cubes);
    care_compose_free(&run->city);
    *run = (struct care_rules_run){.name = NULL};
}

int care_rules_run_measure(const struct care_rules_run *run, const char *text, int year, struct care_place place,
                           struct care_diagnostics *list, double *value)
{
    struct care_measure *measure = NULL;
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    *value = NAN;
    const int status = care_measure_compile(text, run->cubes, place, list, &measure);
    if (status == CARE_OK && year >= outer->first_year && year < outer->first_year + outer->n_years) {
        const struct care_measure_at at = {0, 0, 0, year - outer->first_year, run->districts, run->n_districts};
        *value = care_measure_value(measure, &at);
    }
    care_measure_free(measure);
    return status;
}
