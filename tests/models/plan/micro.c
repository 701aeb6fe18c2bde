#include "tests/models/plan/micro.h"

#include "models/simulation.h"
#include "scenarios/scenario.h"
#include "tests/sim/handmade.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_YEARS = CARE_MICRO_LAST_YEAR - CARE_MICRO_FIRST_YEAR + 1, N_DISTRICTS = 2 };

/* ---- the plan ---- */

struct table {
    struct care_diagnostics *list;
    struct care_scenario *scenario;
    struct care_sheet *sheet; /* of the scenario */
    int32_t codes[N_DISTRICTS];
    struct care_sheet *jurisdiction;
};

static void show_faults(const struct care_diagnostics *list)
{
    for (int i = 0; i < care_diagnostics_n(list); i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(list, i);
        print_error("%s:%d %s: %s\n", fault->place.file != NULL ? fault->place.file : "", fault->place.line,
                    fault->place.key != NULL ? fault->place.key : "", fault->text_en);
    }
}

static void open_table(const struct care_micro_plan *plan, struct table *out)
{
    static const struct care_section *const sections[] = {&care_indicators_section};
    char path[512];
    (void)snprintf(path, sizeof path, "%s/tests/models/plan/data/%s.yaml", CARE_SOURCE_DIR, plan->name);
    *out = (struct table){.list = NULL};
    assert_int_equal(care_diagnostics_create(&out->list), CARE_OK);
    const int status = care_scenario_read(path, sections, 1, NULL, 0, out->list, &out->scenario);
    show_faults(out->list);
    assert_int_equal(status, CARE_OK);
    const struct care_indicators_parameters *parameters = care_scenario_section(out->scenario, "scorecard");
    out->sheet = parameters->table;
    assert_non_null(out->sheet);
    out->codes[0] = plan->codes[0] != 0 ? plan->codes[0] : CARE_MICRO_FIRST;
    out->codes[1] = plan->codes[1] != 0 ? plan->codes[1] : CARE_MICRO_SECOND;
    if (plan->is_of_district) {
        const double first[] = {out->codes[0]};
        out->jurisdiction = care_handmade_sheet(&care_indicators_jurisdiction_sheet, first, 1);
    }
}

static void close_table(struct table *table)
{
    care_handmade_free(table->jurisdiction);
    care_scenario_free(table->scenario);
    care_diagnostics_free(table->list);
}

static int find_indicator(const struct care_sheet *sheet, const char *id)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        if (strcmp(care_sheet_text(sheet, CARE_INDICATORS_ID, row), id) == 0) {
            return row;
        }
    }
    return -1;
}

/* ---- the cubes ---- */

static struct care_cubes *create_cubes(const int32_t *codes)
{
    static const char *const scenarios[] = {"micro"};
    static const struct care_text titles[] = {{"micro case", "微型算例"}};
    static const struct care_text names[N_DISTRICTS] = {{"First", "甲区"}, {"Second", "乙区"}};
    const struct care_outer outer = {.n_scenarios = 1,
                                     .n_draws = 1,
                                     .n_replicates = 1,
                                     .first_year = CARE_MICRO_FIRST_YEAR,
                                     .n_years = N_YEARS,
                                     .n_districts = N_DISTRICTS,
                                     .scenarios = scenarios,
                                     .titles = titles,
                                     .district_codes = codes,
                                     .district_names = names};
    struct care_cubes *cubes = NULL;
    assert_int_equal(care_cubes_create(care_simulation_cubes, care_simulation_n_cubes, &outer, &cubes), CARE_OK);
    return cubes;
}

/* As a run would leave them where nothing happens. */
static void clear_amounts(struct care_cubes *cubes)
{
    for (int i = 0; i < care_cubes_n(cubes); i++) {
        const struct care_cube *cube = care_cubes_at(cubes, i);
        const int first_year = cube->spec->time == CARE_CUBE_FLOW ? 1 : 0;
        const int64_t first = care_cube_offset(cube, care_cubes_outer(cubes), 0, 0, 0, first_year, 0);
        for (int64_t cell = first; cube->spec->type == CARE_CUBE_FLOAT64 && cell < cube->n_cells; cell++) {
            cube->data.float64[cell] = 0;
        }
    }
}

/* One of "nursing", "sex=male", "age=65": its axis and place; fails the test when there is none, or two. */
static void find_place(const struct care_cube *cube, const struct care_outer *outer, const char *word, int *axis,
                       int *place)
{
    const char *equals = strchr(word, '='), *label = equals != NULL ? equals + 1 : word;
    int n_found = 0;
    for (int a = 0; a < CARE_MAX_CUBE_AXES && cube->spec->axes[a] != NULL; a++) {
        const struct care_axis *known = cube->spec->axes[a];
        const int32_t *codes = care_cubes_axis_codes(known, outer);
        const bool is_asked = equals == NULL || (strlen(known->name) == (size_t)(equals - word) &&
                                                 strncmp(known->name, word, strlen(known->name)) == 0);
        for (int i = 0; is_asked && i < care_cubes_axis_n(known, outer); i++) {
            if (known->labels != NULL ? strcmp(known->labels[i], label) == 0
                                      : equals != NULL && codes[i] == strtol(label, NULL, 10)) {
                *axis = a;
                *place = i;
                n_found++;
            }
        }
    }
    if (n_found != 1) {
        fail_msg("'%s' names %d places of cube '%s'", word, n_found, cube->spec->name);
    }
}

/* Index of the cell among those of a district. */
static int64_t find_cell(const struct care_cube *cube, const struct care_outer *outer, const char *labels)
{
    char text[256];
    int place_of_axis[CARE_MAX_CUBE_AXES] = {0};
    (void)snprintf(text, sizeof text, "%s", labels != NULL ? labels : "");
    char *rest = NULL;
    for (char *word = strtok_r(text, ",", &rest); word != NULL; word = strtok_r(NULL, ",", &rest)) {
        int axis = 0, place = 0;
        find_place(cube, outer, word + strspn(word, " "), &axis, &place);
        place_of_axis[axis] = place;
    }
    int64_t cell = 0;
    for (int a = 0; a < CARE_MAX_CUBE_AXES && cube->spec->axes[a] != NULL; a++) {
        cell = cell * care_cubes_axis_n(cube->spec->axes[a], outer) + place_of_axis[a];
    }
    return cell;
}

static void set_cell(struct care_cubes *cubes, const struct care_micro_cell *cell, int due_year)
{
    const struct care_outer *outer = care_cubes_outer(cubes);
    const struct care_cube *cube = care_cubes_find(cubes, cell->cube);
    const int year = cell->year != 0 ? cell->year : due_year;
    if (cube == NULL || year < CARE_MICRO_FIRST_YEAR || year > CARE_MICRO_LAST_YEAR) {
        fail_msg("cube '%s', year %d: there is no such cell", cell->cube, year);
        return;
    }
    const int64_t i = care_cube_offset(cube, outer, 0, 0, 0, year - CARE_MICRO_FIRST_YEAR, cell->district) +
                      find_cell(cube, outer, cell->labels);
    if (care_cube_is_float(cube->spec)) {
        cube->data.float64[i] = cell->value;
    } else {
        cube->data.int32[i] = (int32_t)cell->value;
        assert_true((double)cube->data.int32[i] == cell->value);
    }
}

/* ---- a case ---- */

/* A plan of one district takes its whole from that district. */
static struct care_sheet *declare(const struct care_micro_plan *plan, const struct table *table,
                                  const struct care_micro_case *one, int due_year)
{
    double values[CARE_MICRO_MOST_DECLARED][CARE_N_DECLARED_COLUMNS] = {{0}};
    for (int i = 0; i < one->n_declared; i++) {
        const struct care_micro_declared *row = &one->declared[i];
        const bool is_first = row->area == CARE_MICRO_FIRST || (row->area == 0 && plan->is_of_district);
        values[i][CARE_DECLARED_AREA] = is_first                         ? table->codes[0]
                                        : row->area == CARE_MICRO_SECOND ? table->codes[1]
                                                                         : CARE_MICRO_CITY;
        values[i][CARE_DECLARED_YEAR] = row->year != 0 ? row->year : due_year;
        values[i][CARE_DECLARED_VALUE] = row->value;
    }
    struct care_sheet *sheet = care_handmade_sheet(&care_indicators_declared_sheet, values[0], one->n_declared);
    for (int i = 0; i < one->n_declared; i++) {
        static char id[64];
        (void)snprintf(id, sizeof id, "%s", one->indicator);
        sheet->text[CARE_DECLARED_INDICATOR][i] = id;
    }
    return sheet;
}

/* @return whether value and verdict are as stated */
static bool is_as_stated(const struct care_micro_case *one, const struct care_scorecard_cell *found)
{
    const bool is_near =
        isnan(one->whole) ? isnan(found->value) : fabs(found->value - one->whole) <= 1e-9 * fmax(1, fabs(one->whole));
    if (!is_near || found->verdict != one->verdict) {
        print_error("%s: %.12g, verdict %d; stated: %.12g, verdict %d\n", one->indicator, found->value, found->verdict,
                    one->whole, one->verdict);
    }
    return is_near && found->verdict == one->verdict;
}

static bool try_case(const struct care_micro_plan *plan, const struct table *table, const struct care_micro_case *one)
{
    const int row = find_indicator(table->sheet, one->indicator);
    if (row < 0) {
        print_error("%s: not in the table\n", one->indicator);
        return false;
    }
    const int due_year = care_sheet_int(table->sheet, CARE_INDICATORS_YEAR, row);
    struct care_cubes *cubes = create_cubes(table->codes);
    clear_amounts(cubes);
    for (int i = 0; i < CARE_MICRO_MOST_CELLS && one->cells[i].cube != NULL; i++) {
        set_cell(cubes, &one->cells[i], due_year);
    }
    struct care_sheet *declared = declare(plan, table, one, due_year);
    const struct care_indicators_parameters parameters = {
        .table = table->sheet, .declared = declared, .jurisdiction = table->jurisdiction};
    struct care_scorecard *scorecard = NULL;
    const int status = care_scorecard_create(&parameters, cubes, table->list, &scorecard);
    show_faults(table->list);
    assert_int_equal(status, CARE_OK);
    const struct care_scorecard_cell found =
        care_scorecard_whole(scorecard, row, 0, 0, 0, care_scorecard_due(scorecard, row));
    care_scorecard_free(scorecard);
    care_handmade_free(declared);
    care_cubes_free(cubes);
    return is_as_stated(one, &found);
}

void care_micro_check(const struct care_micro_plan *plan, const struct care_micro_case *cases, int n)
{
    struct table table;
    int n_wrong = 0;
    open_table(plan, &table);
    for (int i = 0; i < n; i++) {
        n_wrong += !try_case(plan, &table, &cases[i]);
    }
    close_table(&table);
    assert_int_equal(n_wrong, 0);
}

void care_micro_check_complete(const struct care_micro_plan *plan, const struct care_micro_case *cases, int n)
{
    struct table table;
    int n_missing = 0;
    open_table(plan, &table);
    for (int row = 0; row < table.sheet->n_rows; row++) {
        const char *id = care_sheet_text(table.sheet, CARE_INDICATORS_ID, row);
        bool is_there = false;
        for (int i = 0; i < n; i++) {
            is_there = is_there || strcmp(cases[i].indicator, id) == 0;
        }
        if (!is_there) {
            print_error("%s has no case\n", id);
            n_missing++;
        }
    }
    close_table(&table);
    assert_int_equal(n_missing, 0);
}
