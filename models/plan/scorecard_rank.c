/* The ranking of the districts. */
#include "models/plan/scorecard_parts.h"

#include "sim/rounding.h"

#include <math.h>

/* ---- how a district stands ---- */

/* How near to the threshold, 0 to 1; 1 where it is met. */
static double attained(const struct care_scorecard_indicator *indicator, const struct care_scorecard_cell *cell)
{
    const double value = cell->value, threshold = indicator->threshold, high = indicator->threshold_high;
    if (cell->verdict == CARE_VERDICT_MET) {
        return 1;
    }
    switch (indicator->comparison) {
    case CARE_AT_LEAST:
    case CARE_MORE_THAN:
        return threshold > 0 ? fmax(0, value / threshold) : 0;
    case CARE_AT_MOST:
    case CARE_LESS_THAN:
        return value > 0 ? fmax(0, threshold / value) : 0;
    default: /* too low or too high */
        if (value < threshold) {
            return threshold > 0 ? fmax(0, value / threshold) : 0;
        }
        return value > 0 ? fmax(0, (indicator->comparison == CARE_BETWEEN ? high : threshold) / value) : 0;
    }
}

void care_scorecard_rank_add(const struct care_scorecard_indicator *indicator, const struct care_scorecard_cell *cell,
                             struct care_scorecard_standing *standing)
{
    if (cell->verdict == CARE_VERDICT_MET || cell->verdict == CARE_VERDICT_MISSED) {
        standing->n_met += cell->verdict == CARE_VERDICT_MET;
        standing->n_judged++;
        standing->attained += attained(indicator, cell);
    }
}

/* ---- the order ---- */

static double mean_attained(const struct care_scorecard_standing *standing)
{
    return care_round(standing->attained / standing->n_judged);
}

static bool is_before(const struct care_scorecard_standing *standings, int i, int k)
{
    const struct care_scorecard_standing *a = &standings[i], *b = &standings[k];
    if (a->n_met * b->n_judged != b->n_met * a->n_judged) {
        return a->n_met * b->n_judged > b->n_met * a->n_judged;
    }
    return mean_attained(a) != mean_attained(b) ? mean_attained(a) > mean_attained(b) : i < k;
}

void care_scorecard_rank_order(const struct care_scorecard_standing *standings, int n, int *rank)
{
    for (int i = 0; i < n; i++) {
        rank[i] = standings[i].n_judged > 0;
        for (int k = 0; k < n && rank[i] > 0; k++) {
            rank[i] += k != i && standings[k].n_judged > 0 && is_before(standings, k, i);
        }
    }
}

void care_scorecard_rank(const struct care_scorecard *scorecard, int scenario, int draw, int replicate, int year_index,
                         int *rank)
{
    for (int i = 0; i < scorecard->n_districts; i++) {
        scorecard->standings[i] = (struct care_scorecard_standing){.n_met = 0};
        for (int k = 0; k < scorecard->n; k++) {
            const struct care_scorecard_cell cell =
                care_scorecard_district(scorecard, k, scenario, draw, replicate, year_index, scorecard->districts[i]);
            care_scorecard_rank_add(&scorecard->indicators[k], &cell, &scorecard->standings[i]);
        }
    }
    care_scorecard_rank_order(scorecard->standings, scorecard->n_districts, rank);
}
