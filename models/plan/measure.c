/** @file  A measure worked out: a walk over its nodes, which allocates nothing. Reading the text: measure_read.c. */
#include "models/plan/measure.h"

#include "models/plan/measure_parts.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int care_measure_compile(const char *text, struct care_cubes *cubes, struct care_place place,
                         struct care_diagnostics *list, struct care_measure **out)
{
    *out = NULL;
    struct care_measure *measure = calloc(1, sizeof *measure);
    if (measure == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    measure->outer = care_cubes_outer(cubes);
    measure->nodes = calloc(strlen(text) + 1, sizeof *measure->nodes);
    struct care_measure_reader reader = {
        .text = text, .at = text, .cubes = cubes, .place = place, .list = list, .measure = measure};
    const int status = measure->nodes != NULL ? care_measure_read(&reader) : care_trace(CARE_ERROR_MEMORY);
    if (status != CARE_OK) {
        care_measure_free(measure);
        return status;
    }
    *out = measure;
    return CARE_OK;
}

void care_measure_free(struct care_measure *measure)
{
    if (measure != NULL) {
        for (int i = 0; i < measure->n; i++) {
            free(measure->nodes[i].ranges);
            free(measure->nodes[i].is_chosen);
            free(measure->nodes[i].room);
        }
        free(measure->nodes);
        free(measure);
    }
}

/* ---- the value ---- */

static double value_of(const struct care_measure *measure, int node, const struct care_measure_at *at);

static double sum_of_counts(const int32_t *cells, const struct care_measure_node *node)
{
    int64_t sum = 0;
    for (int r = 0; r < node->n_ranges; r++) {
        const int32_t *cell = cells + node->ranges[r].first;
        for (int64_t i = 0; i < node->ranges[r].n; i++) {
            sum += cell[i];
        }
    }
    return (double)sum;
}

static double sum_of_amounts(const double *cells, const struct care_measure_node *node)
{
    double sum = 0;
    for (int r = 0; r < node->n_ranges; r++) {
        const double *cell = cells + node->ranges[r].first;
        for (int64_t i = 0; i < node->ranges[r].n; i++) {
            sum += cell[i];
        }
    }
    return sum;
}

/* Before the first year nothing was run: the flow into it is not known, not 0. */
static double sum_of_cells(const struct care_measure *measure, const struct care_measure_node *node,
                           const struct care_measure_at *at)
{
    const struct care_cube *cube = node->cube;
    if (cube->spec->time == CARE_CUBE_FLOW && at->year_index == 0) {
        return NAN;
    }
    double sum = 0;
    for (int d = 0; d < at->n_districts; d++) {
        const int64_t first = care_cube_offset(cube, measure->outer, at->scenario, at->draw, at->replicate,
                                               at->year_index, at->districts[d]);
        sum += care_cube_is_float(cube->spec) ? sum_of_amounts(cube->data.float64 + first, node)
                                              : sum_of_counts(cube->data.int32 + first, node);
    }
    return sum;
}

static double value_in_year(const struct care_measure *measure, int node, int year_index,
                            const struct care_measure_at *at)
{
    if (year_index < 0 || year_index >= measure->outer->n_years) {
        return NAN;
    }
    struct care_measure_at then = *at;
    then.year_index = year_index;
    return value_of(measure, node, &then);
}

static double total_of_years(const struct care_measure *measure, int node, const struct care_measure_at *at)
{
    double sum = at->year_index > 0 ? 0 : NAN;
    for (int year_index = 1; year_index <= at->year_index; year_index++) {
        sum += value_in_year(measure, node, year_index, at);
    }
    return sum;
}

static struct care_measure_at district_of(const struct care_measure_at *at, int d)
{
    struct care_measure_at one = *at;
    one.districts = &at->districts[d];
    one.n_districts = 1;
    return one;
}

static double sum_of_districts(const struct care_measure *measure, int node, const struct care_measure_at *at)
{
    double sum = 0;
    for (int d = 0; d < at->n_districts; d++) {
        const struct care_measure_at one = district_of(at, d);
        sum += value_of(measure, node, &one);
    }
    return sum;
}

/* Both rounded: a share of 0.6 that came out of divisions is 0.6. */
static bool holds(enum care_measure_comparison comparison, double a, double b)
{
    const double left = care_round(a), right = care_round(b);
    switch (comparison) {
    case CARE_MEASURE_AT_LEAST:
        return left >= right;
    case CARE_MEASURE_MORE_THAN:
        return left > right;
    case CARE_MEASURE_AT_MOST:
        return left <= right;
    case CARE_MEASURE_LESS_THAN:
        return left < right;
    default:
        return left == right;
    }
}

/* Districts where either side is missing are not asked; NaN when that is all of them. */
static double n_districts_where(const struct care_measure *measure, const struct care_measure_node *node,
                                const struct care_measure_at *at)
{
    int n = 0, n_asked = 0;
    for (int d = 0; d < at->n_districts; d++) {
        const struct care_measure_at one = district_of(at, d);
        const double a = value_of(measure, node->a, &one), b = value_of(measure, node->b, &one);
        n_asked += !isnan(a) && !isnan(b);
        n += holds(node->comparison, a, b);
    }
    return n_asked > 0 ? (double)n : (double)NAN;
}

static double value_of_chosen(const struct care_measure *measure, const struct care_measure_node *node,
                              const struct care_measure_at *at)
{
    struct care_measure_at chosen = *at;
    chosen.districts = node->room;
    chosen.n_districts = 0;
    for (int d = 0; d < at->n_districts; d++) {
        if (node->is_chosen[at->districts[d]]) {
            node->room[chosen.n_districts++] = at->districts[d];
        }
    }
    return chosen.n_districts > 0 ? value_of(measure, node->a, &chosen) : (double)NAN;
}

/* A district without weight needs no value: its share of nothing is missing. Without any weight 0 / 0, missing too. */
static double weighted_mean(const struct care_measure *measure, const struct care_measure_node *node,
                            const struct care_measure_at *at)
{
    double sum = 0, weights = 0;
    for (int d = 0; d < at->n_districts; d++) {
        const struct care_measure_at one = district_of(at, d);
        const double weight = value_of(measure, node->b, &one);
        weights += weight;
        sum += weight == 0 ? 0 : weight * value_of(measure, node->a, &one);
    }
    return sum / weights;
}

static double result_of_pair(enum care_measure_kind kind, double a, double b)
{
    if (isnan(a) || isnan(b)) {
        return NAN;
    }
    switch (kind) {
    case CARE_MEASURE_ADD:
        return a + b;
    case CARE_MEASURE_SUBTRACT:
        return a - b;
    case CARE_MEASURE_MULTIPLY:
        return a * b;
    case CARE_MEASURE_DIVIDE:
        return b == 0 ? NAN : a / b;
    case CARE_MEASURE_MIN:
        return a < b ? a : b;
    default:
        return a > b ? a : b;
    }
}

static double value_of(const struct care_measure *measure, int index, const struct care_measure_at *at)
{
    const struct care_measure_node *node = &measure->nodes[index];
    switch (node->kind) {
    case CARE_MEASURE_NUMBER:
        return node->number;
    case CARE_MEASURE_CELLS:
        return sum_of_cells(measure, node, at);
    case CARE_MEASURE_AT:
        return value_in_year(measure, node->a, node->year - measure->outer->first_year, at);
    case CARE_MEASURE_TOTAL:
        return total_of_years(measure, node->a, at);
    case CARE_MEASURE_EACH:
        return sum_of_districts(measure, node->a, at);
    case CARE_MEASURE_DISTRICTS:
        return n_districts_where(measure, node, at);
    case CARE_MEASURE_OF:
        return value_of_chosen(measure, node, at);
    case CARE_MEASURE_WEIGHTED:
        return weighted_mean(measure, node, at);
    default:
        return result_of_pair(node->kind, value_of(measure, node->a, at), value_of(measure, node->b, at));
    }
}

double care_measure_value(const struct care_measure *measure, const struct care_measure_at *at)
{
    return value_of(measure, measure->n - 1, at);
}
