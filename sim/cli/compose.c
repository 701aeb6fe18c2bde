#include "sim/cli/compose.h"

#include <string.h>

static const void *find_section(const void *scenario, const char *section)
{
    return care_scenario_section(scenario, section);
}

static struct care_place find_key(const void *scenario, const char *key)
{
    return care_scenario_place(scenario, key);
}

/* Mortality is normalised by the root's disability and dementia, so that a policy on health shows in the length of life. */
static int read_root(int n_overrides, struct care_diagnostics *list, struct care_composition *out)
{
    const char *root = care_scenario_root(out->scenario);
    if (n_overrides == 0 && strcmp(root, out->path) == 0) {
        return CARE_OK;
    }
    return care_scenario_read(root, care_city_sections, care_city_n_sections, NULL, 0, list, &out->root);
}

int care_compose(const char *path, const struct care_override *overrides, int n_overrides,
                 struct care_diagnostics *list, struct care_composition *out)
{
    *out = (struct care_composition){.path = path};
    int status = care_scenario_read(path, care_city_sections, care_city_n_sections, overrides, n_overrides, list,
                                    &out->scenario);
    if (status != CARE_OK) {
        return status == CARE_ERROR_FILE ? CARE_ERROR_INPUT : status; /* the user named a file that is not there */
    }
    status = read_root(n_overrides, list, out);
    if (status != CARE_OK) {
        return status;
    }
    struct care_city_parameters parameters = care_city_parameters_of(find_section, out->scenario);
    struct care_city_parameters root;
    if (out->root != NULL) {
        root = care_city_parameters_of(find_section, out->root);
        parameters.root = &root;
    }
    status = care_city_create(&parameters, list, &out->city);
    care_diagnostics_locate(list, find_key, out->scenario);
    if (status == CARE_ERROR_SOLVER) {
        care_diagnostics_add(list, (struct care_place){.file = path},
                             "the numbers given contradict each other: an equation has no solution in range; undo the "
                             "last change to a share or a rate",
                             "给定的数值互相矛盾：方程在取值范围内无解；请先撤回最近改动的份额或比率");
    }
    return status;
}

void care_compose_free(struct care_composition *composition)
{
    care_city_free(composition->city);
    care_scenario_free(composition->root);
    care_scenario_free(composition->scenario);
    *composition = (struct care_composition){NULL, NULL, NULL, NULL};
}

/* ---- several scenarios ---- */

/* Where @p composition sets the key; at least its file. */
static struct care_place place_of(const struct care_composition *composition, const char *key)
{
    struct care_place place = care_scenario_place(composition->scenario, key);
    place.file = place.file != NULL ? place.file : composition->path;
    place.key = key;
    return place;
}

static void agree_number(const struct care_composition *first, const struct care_composition *other, const char *key,
                         int expected, int found, struct care_diagnostics *list)
{
    if (found != expected) {
        care_diagnostics_add(list, place_of(other, key), "%d, but %d in %s; scenarios of one run must agree in it",
                             "此处为 %d，而 %d 见 %s；同一次运行的各情景必须一致", found, expected, first->path);
    }
}

static bool is_same_areas(const struct care_areas *a, const struct care_areas *b)
{
    if (a->n != b->n) {
        return false;
    }
    for (int i = 0; i < a->n; i++) {
        const struct care_area *one = &a->area[i], *two = &b->area[i];
        if (one->code != two->code || one->kind != two->kind || one->parent != two->parent ||
            strcmp(one->name.zh, two->name.zh) != 0 || strcmp(one->name.en, two->name.en) != 0) {
            return false;
        }
    }
    return true;
}

static bool is_same_row(const struct care_sheet *a, const struct care_sheet *b, int row)
{
    for (int c = 0; c < a->spec->n_columns; c++) {
        const bool is_text = a->spec->columns[c].kind == CARE_SHEET_TEXT;
        if (is_text ? strcmp(care_sheet_text(a, c, row), care_sheet_text(b, c, row)) != 0
                    : memcmp(&a->number[c][row], &b->number[c][row], sizeof **a->number) != 0) {
            return false;
        }
    }
    return true;
}

static bool is_same_sheet(const struct care_sheet *a, const struct care_sheet *b)
{
    if (a == NULL || b == NULL || a->n_rows != b->n_rows) {
        return a == b;
    }
    int row = 0;
    while (row < a->n_rows && is_same_row(a, b, row)) {
        row++;
    }
    return row == a->n_rows;
}

static void agree_sheet(const struct care_composition *first, const struct care_composition *other, const char *key,
                        const struct care_sheet *expected, const struct care_sheet *found,
                        struct care_diagnostics *list)
{
    if (!is_same_sheet(expected, found)) {
        care_diagnostics_add(list, place_of(other, key),
                             "another table than in %s; scenarios of one run are scored by one plan",
                             "表与 %s 不同；同一次运行的各情景按同一规划考核", first->path);
    }
}

static const struct care_indicators_parameters *plan_of(const struct care_composition *composition)
{
    return composition->city->parameters.scorecard;
}

/* With the first that has a plan. What users declare may differ. */
static void agree_plans(const struct care_composition *all, const struct care_composition *last,
                        struct care_diagnostics *list)
{
    const struct care_composition *first = all;
    while (first < last && plan_of(first)->table == NULL) {
        first++;
    }
    if (plan_of(last)->table != NULL) { /* then the first has one, too: it may be the last itself */
        agree_sheet(first, last, "scorecard.table", plan_of(first)->table, plan_of(last)->table, list);
        agree_sheet(first, last, "scorecard.jurisdiction", plan_of(first)->jurisdiction, plan_of(last)->jurisdiction,
                    list);
    }
}

static void agree_two(const struct care_composition *first, const struct care_composition *other,
                      struct care_diagnostics *list)
{
    const struct care_run_parameters *expected = first->city->parameters.run, *found = other->city->parameters.run;
    agree_number(first, other, "run.first_year", expected->first_year, found->first_year, list);
    agree_number(first, other, "run.last_year", expected->last_year, found->last_year, list);
    agree_number(first, other, "run.seed", expected->seed, found->seed, list);
    agree_number(first, other, "run.replicates", expected->replicates, found->replicates, list);
    if (!is_same_areas(first->city->areas, other->city->areas)) {
        care_diagnostics_add(list, place_of(other, "areas.table"),
                             "other areas than in %s; scenarios of one run must agree in them",
                             "地区与 %s 不同；同一次运行的各情景必须一致", first->path);
    }
}

static const char *name_of(const struct care_composition *composition)
{
    return care_scenario_provenance(composition->scenario)->scenario;
}

int care_compose_agree(const struct care_composition *all, int n, struct care_diagnostics *list)
{
    const struct care_composition *last = &all[n - 1];
    if (n > 1) {
        agree_two(&all[0], last, list);
    }
    agree_plans(all, last, list);
    for (int k = 0; k < n - 1; k++) {
        if (strcmp(name_of(last), name_of(&all[k])) == 0) {
            care_diagnostics_add(list, (struct care_place){.file = last->path},
                                 "the same name as %s; results are told apart by the name of the scenario file",
                                 "与 %s 同名；结果按情景文件名区分", all[k].path);
        }
    }
    return care_diagnostics_status(list);
}
