#include "sim/cli/score_view.h"

#include <math.h>

/* One year over all draws and replicates. */
struct summary {
    double value, gap;                     /* sums */
    int n_values, n_met, n_judged, n_runs; /* gaps are of the judged */
    enum care_scorecard_verdict first;     /* of the first run */
};

static struct summary summarise(const struct care_scorecard *scorecard, const struct care_outer *outer, int indicator,
                                const struct care_score_view_at *at, int year_index)
{
    struct summary summary = {.n_runs = outer->n_draws * outer->n_replicates};
    for (int i = 0; i < summary.n_runs; i++) {
        const int draw = i / outer->n_replicates, replicate = i % outer->n_replicates;
        const struct care_scorecard_cell cell =
            at->district < 0 ? care_scorecard_whole(scorecard, indicator, at->scenario, draw, replicate, year_index)
                             : care_scorecard_district(scorecard, indicator, at->scenario, draw, replicate, year_index,
                                                       at->district);
        summary.first = i == 0 ? cell.verdict : summary.first;
        summary.n_met += cell.verdict == CARE_VERDICT_MET;
        if (cell.verdict == CARE_VERDICT_MET || cell.verdict == CARE_VERDICT_MISSED) {
            summary.n_judged++;
            summary.gap += cell.gap;
        }
        if (!isnan(cell.value)) {
            summary.n_values++;
            summary.value += cell.value;
        }
    }
    return summary;
}

static enum care_scorecard_verdict verdict_of(const struct summary *summary)
{
    if (summary->n_judged == 0) {
        return summary->first;
    }
    return 2 * summary->n_met >= summary->n_judged ? CARE_VERDICT_MET : CARE_VERDICT_MISSED;
}

static double mean(double sum, int n)
{
    return n > 0 ? sum / n : (double)NAN;
}

static int first_met(const struct care_scorecard *scorecard, const struct care_outer *outer, int indicator,
                     const struct care_score_view_at *at)
{
    for (int y = 0; y < outer->n_years; y++) {
        const struct summary summary = summarise(scorecard, outer, indicator, at, y);
        if (verdict_of(&summary) == CARE_VERDICT_MET) {
            return outer->first_year + y;
        }
    }
    return 0;
}

struct care_score_view care_score_view_of(const struct care_scorecard *scorecard, const struct care_outer *outer,
                                          int indicator, const struct care_score_view_at *at)
{
    const int year_index = at->year != 0 ? at->year - outer->first_year : care_scorecard_due(scorecard, indicator);
    const struct summary now = summarise(scorecard, outer, indicator, at, year_index);
    const struct summary last = summarise(scorecard, outer, indicator, at, outer->n_years - 1);
    return (struct care_score_view){
        .year = outer->first_year + year_index,
        .verdict = verdict_of(&now),
        .value = mean(now.value, now.n_values),
        .gap = mean(now.gap, now.n_judged),
        .chance = now.n_runs > 1 && now.n_judged > 0 ? (double)now.n_met / now.n_runs : (double)NAN,
        .first_met = first_met(scorecard, outer, indicator, at),
        .last = mean(last.value, last.n_values),
    };
}

bool care_score_view_is_due(const struct care_scorecard *scorecard, const struct care_outer *outer, int indicator)
{
    const struct care_sheet *table = care_scorecard_table(scorecard);
    return care_sheet_int(table, CARE_INDICATORS_ATTRIBUTE, indicator) == CARE_BINDING &&
           care_sheet_int(table, CARE_INDICATORS_YEAR, indicator) < outer->first_year + outer->n_years;
}

struct care_score_view_counts care_score_view_count(const struct care_scorecard *scorecard,
                                                    const struct care_outer *outer, const struct care_score_view_at *at,
                                                    int attribute, int basis)
{
    const struct care_sheet *table = care_scorecard_table(scorecard);
    struct care_score_view_counts counts = {0, 0, 0};
    for (int i = 0; i < care_scorecard_n_indicators(scorecard); i++) {
        const bool is_wanted = (attribute < 0 || care_sheet_int(table, CARE_INDICATORS_ATTRIBUTE, i) == attribute) &&
                               (basis < 0 || care_sheet_int(table, CARE_INDICATORS_BASIS, i) == basis);
        if (is_wanted) {
            const enum care_scorecard_verdict verdict = care_score_view_of(scorecard, outer, i, at).verdict;
            counts.met += verdict == CARE_VERDICT_MET;
            counts.missed += verdict == CARE_VERDICT_MISSED;
            counts.none += verdict < CARE_VERDICT_MISSED;
        }
    }
    return counts;
}
