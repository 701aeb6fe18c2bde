/** @file  The scorecard: every indicator of a plan worked out on the cubes of a run, for the jurisdiction as a whole and for
 *  each of its districts, year by year; who met it, by how much, since when; the ranking of the districts; and, where a run
 *  has several draws or replicates, the chance of meeting it. The cubes may come from a run or out of a file.
 *
 *  Declared values go by area. Of a jurisdiction of one district that district's row speaks for the whole; of one with all
 *  districts of the run, or several, a row whose area is no district: the city's code, one and the same in all rows. */
#ifndef CARE_MODELS_PLAN_SCORECARD_H
#define CARE_MODELS_PLAN_SCORECARD_H

#include "models/plan/indicators.h"
#include "sim/cubes.h"
#include "sim/diagnostics.h"

enum care_scorecard_verdict {
    CARE_VERDICT_NO_DATA = -2,        /* declared, and nothing was */
    CARE_VERDICT_NOT_APPLICABLE = -1, /* nothing to count (denominator 0), or no verdict for a single district */
    CARE_VERDICT_MISSED = 0,
    CARE_VERDICT_MET = 1
};

/** One value against its threshold. The gap is what is beyond it (met), or negative what is missing, in units of the value; 0
 *  where a value equals a threshold it should pass. Shares are compared to one part in 100,000 of the threshold, exact
 *  numbers to 0.5 %. */
struct care_scorecard_cell {
    double value; /* NaN: none */
    double gap;
    enum care_scorecard_verdict verdict;
};

struct care_scorecard; /* a plan on a set of cubes; borrows cubes and parameters */

/** Compiles all indicators. Without a table there are none.
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_scorecard_create(const struct care_indicators_parameters *parameters, struct care_cubes *cubes,
                                         struct care_diagnostics *list, struct care_scorecard **out);
void care_scorecard_free(struct care_scorecard *scorecard);

int care_scorecard_n_indicators(const struct care_scorecard *scorecard);
/** Row of the table of indicators = index of the indicator. */
const struct care_sheet *care_scorecard_table(const struct care_scorecard *scorecard);
/** Districts of the jurisdiction: indices of the outer axis. */
const int *care_scorecard_districts(const struct care_scorecard *scorecard, int *n);

/** Of the jurisdiction as a whole. With scope `each` the value is that of the worst district; if a district has declared
 *  nothing, only a miss of another is known, and a row of the whole goes before those of districts. */
struct care_scorecard_cell care_scorecard_whole(const struct care_scorecard *scorecard, int indicator, int scenario,
                                                int draw, int replicate, int year_index);
/** Of one district of it (index of the outer axis). */
struct care_scorecard_cell care_scorecard_district(const struct care_scorecard *scorecard, int indicator, int scenario,
                                                   int draw, int replicate, int year_index, int district);

/** Year index at which an indicator is judged: its due year, or the last of the run where that is earlier. */
int care_scorecard_due(const struct care_scorecard *scorecard, int indicator);
/** First year index in which it is met in the whole; -1: in no year. */
int care_scorecard_first_met(const struct care_scorecard *scorecard, int indicator, int scenario, int draw,
                             int replicate);
/** Share of all draws and replicates in which it is met when due; NaN when there is only one, or no verdict. */
double care_scorecard_chance(const struct care_scorecard *scorecard, int indicator, int scenario);

/** How the districts stand in a year: by the share of indicators they meet among those with a verdict for them, then by
 *  the mean of min(1, value / threshold), then by the order of the outer axis.
 *  Not for several threads at once.
 *  @param rank  [n districts of the jurisdiction], 1 is the best; 0: nothing to judge */
void care_scorecard_rank(const struct care_scorecard *scorecard, int scenario, int draw, int replicate, int year_index,
                         int *rank);

/** Counts by basis, of the whole when due. */
struct care_scorecard_counts {
    int met[CARE_N_BASES], missed[CARE_N_BASES], none[CARE_N_BASES]; /* none: no data or not applicable */
};
struct care_scorecard_counts care_scorecard_count(const struct care_scorecard *scorecard, int scenario, int draw,
                                                  int replicate);

/** Cubes of the result that the scorecard fills: `indicator_value`, `indicator_met` (axes indicator, indicator_scope) and
 *  `district_rank`; the axis of indicators has the ids as labels. For the set's creation; owned by @p out.
 *  With no table of indicators there are none (n 0). */
struct care_scorecard_cubes {
    const struct care_cube_spec **specs; /* [n] */
    int n;
    void *memory;
};
CARE_NODISCARD int care_scorecard_cubes_create(const struct care_indicators_parameters *const *parameters,
                                               int n_scenarios, struct care_scorecard_cubes *out);
void care_scorecard_cubes_free(struct care_scorecard_cubes *cubes);
/** Fills them for one scenario, all draws, replicates and years; does nothing where the set has no such cubes. Indicators of
 *  other scenarios and districts outside the jurisdiction are missing and not applicable. Not for several threads at once. */
void care_scorecard_fill(const struct care_scorecard *scorecard, int scenario);

#endif
