/* The cubes of the scorecard, filled. */
#include "models/plan/scorecard_parts.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { SCOPE_WHOLE, SCOPE_DISTRICT, N_SCOPES };

/* Where one draw, replicate and year of a scenario goes. */
struct slab {
    const struct care_scorecard *scorecard;
    struct care_cube *value, *met, *rank;
    int scenario, draw, replicate, year_index;
};

static int64_t offset_of(const struct slab *slab, const struct care_cube *cube, int district)
{
    return care_cube_offset(cube, slab->scorecard->outer, slab->scenario, slab->draw, slab->replicate, slab->year_index,
                            district);
}

static void put(const struct slab *slab, int district, int place, int scope, const struct care_scorecard_cell *cell)
{
    const int64_t i = offset_of(slab, slab->value, district) + place * N_SCOPES + scope;
    slab->value->data.float64[i] = cell->value;
    slab->met->data.int32[i] = (int32_t)cell->verdict;
}

/* Of all districts and of all indicators, whosever they are. */
static void put_nothing(const struct slab *slab)
{
    const struct care_scorecard_cell nothing = {(double)NAN, (double)NAN, CARE_VERDICT_NOT_APPLICABLE};
    for (int d = 0; d < slab->scorecard->outer->n_districts; d++) {
        for (int place = 0; place < slab->value->spec->axes[0]->n; place++) {
            put(slab, d, place, SCOPE_WHOLE, &nothing);
            put(slab, d, place, SCOPE_DISTRICT, &nothing);
        }
        slab->rank->data.int32[offset_of(slab, slab->rank, d)] = 0;
    }
}

/* Place of an indicator on the axis: every indicator of a scenario of the run is there. */
static int place_of(const struct slab *slab, const char *id)
{
    const struct care_axis *axis = slab->value->spec->axes[0];
    int place = 0;
    while (strcmp(axis->labels[place], id) != 0) {
        place++;
        assert(place < axis->n);
    }
    return place;
}

static void put_indicator(const struct slab *slab, int indicator)
{
    const struct care_scorecard *s = slab->scorecard;
    const int place = place_of(slab, s->indicators[indicator].id);
    const struct care_scorecard_cell whole =
        care_scorecard_whole(s, indicator, slab->scenario, slab->draw, slab->replicate, slab->year_index);
    for (int i = 0; i < s->n_districts; i++) {
        const struct care_scorecard_cell cell = care_scorecard_district(
            s, indicator, slab->scenario, slab->draw, slab->replicate, slab->year_index, s->districts[i]);
        put(slab, s->districts[i], place, SCOPE_WHOLE, &whole);
        put(slab, s->districts[i], place, SCOPE_DISTRICT, &cell);
        care_scorecard_rank_add(&s->indicators[indicator], &cell, &s->standings[i]);
    }
}

static void fill_slab(const struct slab *slab)
{
    const struct care_scorecard *s = slab->scorecard;
    put_nothing(slab);
    for (int i = 0; i < s->n_districts; i++) {
        s->standings[i] = (struct care_scorecard_standing){.n_met = 0};
    }
    for (int indicator = 0; indicator < s->n; indicator++) {
        put_indicator(slab, indicator);
    }
    care_scorecard_rank_order(s->standings, s->n_districts, s->ranks);
    for (int i = 0; i < s->n_districts; i++) {
        slab->rank->data.int32[offset_of(slab, slab->rank, s->districts[i])] = s->ranks[i];
    }
}

void care_scorecard_fill(const struct care_scorecard *scorecard, int scenario)
{
    const struct care_outer *outer = scorecard->outer;
    struct slab slab = {.scorecard = scorecard,
                        .value = care_cubes_find(scorecard->cubes, "indicator_value"),
                        .met = care_cubes_find(scorecard->cubes, "indicator_met"),
                        .rank = care_cubes_find(scorecard->cubes, "district_rank"),
                        .scenario = scenario};
    if (slab.value == NULL || slab.met == NULL || slab.rank == NULL) {
        return;
    }
    const int n = outer->n_draws * outer->n_replicates * outer->n_years;
    for (int i = 0; i < n; i++) {
        slab.year_index = i % outer->n_years;
        slab.replicate = i / outer->n_years % outer->n_replicates;
        slab.draw = i / outer->n_years / outer->n_replicates;
        fill_slab(&slab);
    }
}
