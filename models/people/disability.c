#include "models/people/disability.h"

#include "models/people/health.h"
#include "models/purposes.h"
#include "sim/hits.h"

/* ---- entry ---- */

static int enter(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_disability *disability = self;
    const struct care_people people = care_people_of_span(span);
    if (span->age_years != CARE_FIRST_CARE_AGE) {
        return CARE_OK;
    }
    const int age_index = 0; /* 59 at the start of the year */
    const uint32_t(*level)[CARE_N_LEVELS] = disability->health->entry_level[year->year - CARE_FIRST_YEAR][age_index];
    const uint32_t(*dementia)[CARE_N_LEVELS] =
        disability->health->entry_dementia[year->year - CARE_FIRST_YEAR][age_index];
    const uint32_t *u_level = care_span_draws(span, CARE_DRAW_ENTRY_DISABILITY);
    const uint32_t *u_dementia = care_span_draws(span, CARE_DRAW_ENTRY_DEMENTIA);
    const uint32_t *u_stage = care_span_draws(span, CARE_DRAW_ENTRY_STAGE);
    for (int i = 0; i < span->n; i++) {
        const unsigned sex = people.sex[i];
        const int to = care_people_pick(u_level[i], level[sex], CARE_N_LEVELS - 1);
        const bool has_dementia = u_dementia[i] < dementia[sex][to];
        const int stage = has_dementia ? 1 + care_people_pick(u_stage[i], disability->health->entry_stage, 2) : 0;
        care_people_set_health(span, i, (unsigned)to, (unsigned)stage);
    }
    return CARE_OK;
}

static const struct care_draw_use entry_draws[] = {
    {CARE_DRAW_ENTRY_DISABILITY, CARE_FIRST_CARE_AGE, CARE_FIRST_CARE_AGE},
    {CARE_DRAW_ENTRY_DEMENTIA, CARE_FIRST_CARE_AGE, CARE_FIRST_CARE_AGE},
    {CARE_DRAW_ENTRY_STAGE, CARE_FIRST_CARE_AGE, CARE_FIRST_CARE_AGE},
};

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_disability_entry_model = {
    .name = "entry",
    .doc = {"people who turn 60 take level and stage by prevalence", "年满 60 岁者按患病率取得失能等级与失智阶段"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX),
    .writes = BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA),
    .draws = entry_draws,
    .n_draws = sizeof entry_draws / sizeof entry_draws[0],
    .step = enter,
};

/* ---- moves ---- */

/* Most people stay: their draw is below `stay`. The others share what lies above it. */
static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_disability *disability = self;
    if (span->age_years < CARE_FIRST_CARE_AGE) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_span(span);
    const int y = year->year - CARE_FIRST_YEAR, a = span->age_index - CARE_FIRST_CARE_AGE;
    const uint32_t *u = care_span_draws(span, CARE_DRAW_DISABILITY);
    const uint8_t *state = care_people_health_states(span),
                  changed = disability->marks_changes ? CARE_EVENT_CHANGED : 0;
    const int n_rows = care_hits_from_by_state(u, state, span->n, disability->health->stay[y][a], span->rows);
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        const uint32_t *other = disability->health->other[y][a][people.sex[i]][people.level[i]];
        care_people_set_health(span, i, (unsigned)care_people_pick(u[i], other, CARE_N_LEVELS - 1), people.dementia[i]);
        people.event[i] |= changed;
    }
    return CARE_OK;
}

static const struct care_draw_use draws[] = {{CARE_DRAW_DISABILITY, CARE_FIRST_CARE_AGE, INT32_MAX}};

const struct care_model care_disability_model = {
    .name = "disability",
    .doc = {"yearly moves between disability levels", "失能等级的年度转移"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA) |
             BIT(CARE_PEOPLE_EXIT),
    .writes = BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_EVENT),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .step = step,
};
#undef BIT
