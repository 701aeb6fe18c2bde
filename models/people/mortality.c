#include "models/people/mortality.h"

#include "models/axes.h"
#include "models/people/health.h"
#include "models/purposes.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/tally.h"

#include <math.h>
#include <stddef.h>

#define RATIO(level, index, from, to, value, en, zh)                                                                \
    {                                                                                                               \
        .name = "ratio_at_75." level, .kind = CARE_FIELD_REAL,                                                      \
        .offset = offsetof(struct care_mortality_parameters, ratio_at_75[index]), .unit = "1", .min = 1, .max = 20, \
        .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = "#mortality-ratio-at-75",            \
        .confidence = CARE_ASSUMED                                                                                  \
    }
static const struct care_field fields[] = {
    {.name = "life_table",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_mortality_parameters, life_table),
     .is_required = true,
     .sheet = &care_lifetable_sheet,
     .doc = {"national death rates by year, sex and age", "全国分年份、性别、年龄死亡率"},
     .source = "#mortality-life-table",
     .confidence = CARE_DERIVED},
    {.name = "factor.male",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_mortality_parameters, factor[CARE_MALE]),
     .unit = "1",
     .min = 0.3,
     .max = 3,
     .low = 0.621,
     .high = 0.7245,
     .fallback = 1,
     .is_required = true,
     .doc = {"men of the city against the nation, all ages", "本市男性死亡率相对全国的倍数"},
     .source = "#mortality-factor",
     .confidence = CARE_DERIVED},
    {.name = "factor.female",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_mortality_parameters, factor[CARE_FEMALE]),
     .unit = "1",
     .min = 0.3,
     .max = 3,
     .low = 0.711,
     .high = 0.8295,
     .fallback = 1,
     .is_required = true,
     .doc = {"women of the city against the nation, all ages", "本市女性死亡率相对全国的倍数"},
     .source = "#mortality-factor",
     .confidence = CARE_DERIVED},
    RATIO("mild", 0, 1.3, 1.8, 1.5, "hazard ratio of mild disability at 75", "75 岁轻度失能的死亡风险比"),
    RATIO("moderate", 1, 1.7, 2.8, 2.1, "hazard ratio of moderate disability at 75", "75 岁中度失能的死亡风险比"),
    RATIO("severe", 2, 2.2, 4.2, 3.0, "hazard ratio of severe disability at 75", "75 岁重度失能的死亡风险比"),
    RATIO("total", 3, 3.0, 6.5, 4.5, "hazard ratio of total disability at 75", "75 岁完全失能的死亡风险比"),
    {.name = "ratio_decay_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_mortality_parameters, ratio_decay_per_year),
     .unit = "year-1",
     .min = 0,
     .max = 0.2,
     .low = 0.015,
     .high = 0.035,
     .fallback = 0.025,
     .doc = {"fall of the excess ratio with age", "超额风险比随年龄的下降"},
     .source = "#mortality-ratio-decay-per-year",
     .confidence = CARE_ASSUMED},
    {.name = "dementia_ratio_at_75",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_mortality_parameters, dementia_ratio_at_75),
     .unit = "1",
     .min = 1,
     .max = 20,
     .low = 1.8,
     .high = 3.5,
     .fallback = 2.5,
     .doc = {"hazard ratio of dementia at 75", "75 岁失智的死亡风险比"},
     .source = "#mortality-dementia-ratio-at-75",
     .confidence = CARE_ASSUMED},
    {.name = "dementia_ratio_decay_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_mortality_parameters, dementia_ratio_decay_per_year),
     .unit = "year-1",
     .min = 0,
     .max = 0.2,
     .low = 0.01,
     .high = 0.03,
     .fallback = 0.02,
     .doc = {"fall of the excess ratio of dementia with age", "失智超额风险比随年龄的下降"},
     .source = "#mortality-dementia-ratio-decay-per-year",
     .confidence = CARE_ASSUMED},
};
#undef RATIO
const struct care_section care_mortality_section = {
    .name = "mortality",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_mortality_parameters),
    .doc = {"deaths", "死亡"},
};

const struct care_cube_spec care_mortality_deaths_cube = {
    "deaths",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_axes_sex, &care_axes_age},
    "1",
    {"deaths of residents by the age they had or would have had on 1 November (newborn of the year: 0)",
     "常住人口死亡数，按 11 月 1 日已到或应到年龄（当年新生儿计 0 岁）"},
    "mortality",
    1};
void care_mortality_level_ratios(const struct care_mortality_parameters *parameters, double age_exact,
                                 double ratio[CARE_N_LEVELS])
{
    const double fading = exp(-parameters->ratio_decay_per_year * (age_exact - 75));
    ratio[0] = 1;
    for (int level = 1; level < CARE_N_LEVELS; level++) {
        ratio[level] = 1 + (parameters->ratio_at_75[level - 1] - 1) * fading;
    }
}

double care_mortality_dementia_ratio(const struct care_mortality_parameters *parameters, double age_exact)
{
    return 1 +
           (parameters->dementia_ratio_at_75 - 1) * exp(-parameters->dementia_ratio_decay_per_year * (age_exact - 75));
}

/* ---- the year ---- */

static void record(const struct care_mortality *mortality, const struct care_year *year, const struct care_span *span,
                   const int32_t n[CARE_N_SEXES])
{
    int32_t *cells = care_tally_cells(mortality->tally, mortality->deaths, year->year, span->area);
    if (cells != NULL) {
        const int age = span->age_years < CARE_N_AGES ? span->age_years : CARE_N_AGES - 1;
        care_tally_add(&cells[CARE_MALE * CARE_N_AGES + age], n[CARE_MALE]);
        care_tally_add(&cells[CARE_FEMALE * CARE_N_AGES + age], n[CARE_FEMALE]);
    }
}

static int step_under_60(const struct care_mortality *mortality, const struct care_year *year,
                         const struct care_span *span)
{
    const struct care_people people = care_people_of_span(span);
    const uint32_t *u = care_span_draws(span, CARE_DRAW_DEATH_UNDER_60);
    const uint32_t(*death)[CARE_RATE_AGES] = mortality->health->death[year->year - CARE_FIRST_YEAR];
    const uint32_t threshold[CARE_N_SEXES] = {death[CARE_MALE][span->age_index], death[CARE_FEMALE][span->age_index]};
    const uint32_t higher = threshold[0] > threshold[1] ? threshold[0] : threshold[1];
    const int n_rows = care_hits_below(u, span->n, higher, span->rows);
    int32_t n_died[CARE_N_SEXES] = {0};
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        const unsigned sex = people.sex[i];
        if (u[i] < threshold[sex] && people.exit[i] == CARE_EXIT_NONE) {
            people.exit[i] = (uint8_t)(CARE_EXIT_DIED + care_month_of(u[i], threshold[sex]));
            n_died[sex]++;
        }
    }
    record(mortality, year, span, n_died);
    return CARE_OK;
}

static int step_from_60(const struct care_mortality *mortality, const struct care_year *year,
                        const struct care_span *span)
{
    const struct care_people people = care_people_of_span(span);
    const uint32_t *u = care_span_draws(span, CARE_DRAW_DEATH_FROM_60);
    const uint32_t *threshold =
        mortality->health->death_from_60[year->year - CARE_FIRST_YEAR][span->age_index - CARE_FIRST_CARE_AGE];
    const uint8_t *state = care_people_health_states(span);
    const int n_rows = care_hits_below_by_state(u, state, span->n, threshold, span->rows);
    int32_t n_died[CARE_N_SEXES] = {0};
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        if (people.exit[i] == CARE_EXIT_NONE) {
            people.exit[i] = (uint8_t)(CARE_EXIT_DIED + care_month_of(u[i], threshold[state[i]]));
            n_died[people.sex[i]]++;
        }
    }
    record(mortality, year, span, n_died);
    return CARE_OK;
}

static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    return span->age_years < CARE_FIRST_CARE_AGE ? step_under_60(self, year, span) : step_from_60(self, year, span);
}

static const struct care_draw_use draws[] = {
    {CARE_DRAW_DEATH_UNDER_60, 0, CARE_FIRST_CARE_AGE - 1},
    {CARE_DRAW_DEATH_FROM_60, CARE_FIRST_CARE_AGE, INT32_MAX},
};

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_mortality_model = {
    .name = "mortality",
    .doc = {"deaths by sex, age, disability level and dementia", "按性别、年龄、失能等级与失智计算死亡"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA) |
             BIT(CARE_PEOPLE_EXIT),
    .writes = BIT(CARE_PEOPLE_EXIT),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .step = step,
};
#undef BIT
