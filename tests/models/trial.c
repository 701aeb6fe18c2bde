#include "tests/models/trial.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void show_faults(const struct care_diagnostics *list)
{
    for (int i = 0; i < care_diagnostics_n(list); i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(list, i);
        print_message("%s:%d %s: %s\n", fault->place.file != NULL ? fault->place.file : "", fault->place.line,
                      fault->place.key != NULL ? fault->place.key : "", fault->text_en);
    }
}

static struct care_scenario *read_scenario(const char *path, const struct care_override *overrides, int n_overrides,
                                           struct care_diagnostics *list)
{
    struct care_scenario *scenario = NULL;
    const int status =
        care_scenario_read(path, care_city_sections, care_city_n_sections, overrides, n_overrides, list, &scenario);
    show_faults(list);
    assert_int_equal(status, CARE_OK);
    return scenario;
}

void care_trial_read(const char *file, const struct care_override *overrides, int n_overrides,
                     struct care_trial_city *out)
{
    char path[512];
    *out = (struct care_trial_city){0};
    assert_int_equal(care_diagnostics_create(&out->list), CARE_OK);
    (void)snprintf(path, sizeof path, "%s%s", file[0] == '/' ? "" : CARE_SOURCE_DIR "/scenarios/", file);
    out->scenario = read_scenario(path, overrides, n_overrides, out->list);
}

static const void *find_section(const void *scenario, const char *section)
{
    return care_scenario_section(scenario, section);
}

struct care_city_parameters care_trial_parameters(const struct care_trial_city *trial)
{
    return care_city_parameters_of(find_section, trial->scenario);
}

static void prepare(struct care_trial_city *trial, const struct care_city_parameters *root)
{
    struct care_city_parameters parameters = care_trial_parameters(trial);
    parameters.root = root;
    const int status = care_city_create(&parameters, trial->list, &trial->city);
    show_faults(trial->list);
    assert_int_equal(status, CARE_OK);
}

void care_trial_open(const char *file, const struct care_override *overrides, int n_overrides,
                     struct care_trial_city *out)
{
    care_trial_read(file, overrides, n_overrides, out);
    prepare(out, NULL);
}

void care_trial_open_policy(const char *file, const struct care_override *overrides, int n_overrides,
                            struct care_trial_city *out)
{
    care_trial_read(file, overrides, n_overrides, out);
    out->root = read_scenario(care_scenario_root(out->scenario), NULL, 0, out->list);
    const struct care_city_parameters root = care_city_parameters_of(find_section, out->root);
    prepare(out, &root);
}

void care_trial_close(struct care_trial_city *trial)
{
    care_city_free(trial->city);
    care_scenario_free(trial->root);
    care_scenario_free(trial->scenario);
    care_diagnostics_free(trial->list);
    *trial = (struct care_trial_city){0};
}

/* ---- a run ---- */

int care_trial_start(const struct care_city *city, uint64_t seed, struct care_simulation_options options,
                     struct care_trial_run *out)
{
    static const char *const names[] = {"trial"};
    const struct care_run_parameters *run = city->parameters.run;
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = run->first_year,
                                     .n_years = run->last_year - run->first_year + 1,
                                     .n_districts = city->areas->n_districts,
                                     .scenarios = names,
                                     .titles = &run->title,
                                     .district_codes = city->district_codes,
                                     .district_names = city->district_names};
    *out = (struct care_trial_run){0};
    int status = care_cubes_create(care_simulation_cubes, care_simulation_n_cubes, &outer, &out->cubes);
    if (status == CARE_OK) {
        out->tally = (struct care_tally){.cubes = out->cubes, .district_of_leaf = city->district_of_leaf};
        status = care_simulation_create(city, seed, 0, &out->tally, options, &out->simulation);
    }
    return status;
}

void care_trial_run(const struct care_city *city, uint64_t seed, struct care_simulation_options options, int last_year,
                    struct care_trial_run *out)
{
    assert_int_equal(care_trial_start(city, seed, options, out), CARE_OK);
    for (int year = city->parameters.run->first_year + 1; year <= last_year; year++) {
        assert_int_equal(care_simulation_year(out->simulation, year), CARE_OK);
    }
}

void care_trial_free(struct care_trial_run *run)
{
    care_simulation_free(run->simulation);
    care_cubes_free(run->cubes);
    *run = (struct care_trial_run){0};
}

const char *care_trial_first_difference(const struct care_trial_run *a, const struct care_trial_run *b, int n)
{
    for (int c = 0; c < n; c++) {
        const struct care_cube *x = care_cubes_at(a->cubes, c), *y = care_cubes_at(b->cubes, c);
        const size_t width = care_cube_is_float(x->spec) ? sizeof(double) : sizeof(int32_t);
        const void *from = x->data.int32, *to = y->data.int32;
        if (x->n_cells != y->n_cells || memcmp(from, to, (size_t)x->n_cells * width) != 0) {
            return x->spec->name;
        }
    }
    return NULL;
}

int care_trial_n_cubes_before(const char *name)
{
    int n = 0;
    while (n < care_simulation_n_cubes && strcmp(care_simulation_cubes[n]->name, name) != 0) {
        n++;
    }
    assert_true(n < care_simulation_n_cubes);
    return n;
}

int64_t care_trial_sum(const struct care_trial_run *run, const char *name, int year, int district)
{
    const struct care_outer *outer = care_cubes_outer(run->cubes);
    const struct care_cube *cube = care_cubes_find(run->cubes, name);
    assert_true(cube != NULL && cube->spec->type == CARE_CUBE_INT32);
    int64_t sum = 0;
    for (int d = 0; d < outer->n_districts; d++) {
        const int64_t first = care_cube_offset(cube, outer, 0, 0, 0, year - outer->first_year, d);
        for (int64_t i = first; i < first + cube->n_per_district && (district < 0 || district == d); i++) {
            sum += cube->data.int32[i];
        }
    }
    return sum;
}
