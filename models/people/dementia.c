#include "models/people/dementia.h"

#include "models/people/health.h"
#include "models/purposes.h"
#include "models/solve.h"
#include "sim/hits.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

#define FIELD(path, member, unit_, least, most, from, to, value, anchor, conf, en, zh)                         \
    {                                                                                                          \
        .name = path, .kind = CARE_FIELD_REAL, .offset = offsetof(struct care_dementia_parameters, member),    \
        .unit = unit_, .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, \
        .source = anchor, .confidence = conf                                                                   \
    }
static const struct care_field fields[] = {
    FIELD("share_of_60plus", share_of_60plus, "1", 0.005, 0.3, 0.0422, 0.075, 0.060, "#dementia-share-of-60plus",
          CARE_SEEN, "share of national 60+ with dementia", "全国 60 岁及以上失智比例"),
    FIELD("slope_per_year", slope_per_year, "year-1", 0.02, 0.3, 0.095, 0.125, 0.112, "#dementia-slope-per-year",
          CARE_ASSUMED, "slope of the logit with age", "对数优势随年龄的斜率"),
    FIELD("female_log_odds", female_log_odds, "1", -1, 1, 0.1, 0.5, 0.25, "#dementia-female-log-odds", CARE_ASSUMED,
          "women against men, log odds", "女性相对男性的对数优势"),
    FIELD("odds_by_level.none", odds_by_level[0], "1", 0.1, 50, 0, 0, 1, "#dementia-odds-by-level", CARE_ASSUMED,
          "relative odds without disability", "能力完好者的相对优势"),
    FIELD("odds_by_level.mild", odds_by_level[1], "1", 0.1, 50, 1.5, 3, 2, "#dementia-odds-by-level", CARE_ASSUMED,
          "relative odds, mild disability", "轻度失能者的相对优势"),
    FIELD("odds_by_level.moderate", odds_by_level[2], "1", 0.1, 50, 2.5, 6, 4, "#dementia-odds-by-level", CARE_ASSUMED,
          "relative odds, moderate disability", "中度失能者的相对优势"),
    FIELD("odds_by_level.severe", odds_by_level[3], "1", 0.1, 50, 4, 10, 6, "#dementia-odds-by-level", CARE_ASSUMED,
          "relative odds, severe disability", "重度失能者的相对优势"),
    FIELD("odds_by_level.total", odds_by_level[4], "1", 0.1, 50, 5, 14, 8, "#dementia-odds-by-level", CARE_ASSUMED,
          "relative odds, total disability", "完全失能者的相对优势"),
    FIELD("stage_share.mild", stage_share[0], "1", 0.01, 0.98, 0.45, 0.60, 0.52, "#dementia-stage-share", CARE_ASSUMED,
          "share of mild among cases", "病例中轻度的比例"),
    FIELD("stage_share.moderate", stage_share[1], "1", 0.01, 0.98, 0.25, 0.34, 0.30, "#dementia-stage-share",
          CARE_ASSUMED, "share of moderate among cases", "病例中中度的比例"),
    FIELD("stage_share.severe", stage_share[2], "1", 0.01, 0.98, 0.15, 0.21, 0.18, "#dementia-stage-share",
          CARE_ASSUMED, "share of severe among cases", "病例中重度的比例"),
};
#undef FIELD
const struct care_section care_dementia_section = {
    .name = "dementia",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_dementia_parameters),
    .doc = {"dementia", "失智"},
};

int care_dementia_check(const struct care_dementia_parameters *parameters, struct care_diagnostics *list)
{
    const double sum = parameters->stage_share[0] + parameters->stage_share[1] + parameters->stage_share[2];
    if (fabs(sum - 1) > 1e-9) {
        care_diagnostics_add(list, (struct care_place){.key = "dementia.stage_share"}, "the stages sum to %.9g, not 1",
                             "各阶段之和为 %.9g，应为 1", sum);
        return CARE_ERROR_INPUT;
    }
    return CARE_OK;
}

/* ---- the curve ---- */

double care_dementia_prevalence(const struct care_dementia_parameters *parameters, double height, enum care_sex sex,
                                double age_exact)
{
    const double female = sex == CARE_FEMALE ? parameters->female_log_odds : 0;
    return 1 / (1 + exp(-(height + parameters->slope_per_year * (age_exact - 75) + female)));
}

struct national {
    const struct care_dementia_parameters *parameters;
    const struct care_sheet *sheet;
};

static double national_excess(double height, void *context)
{
    const struct national *national = context;
    double with = 0, all = 0;
    for (int row = 0; row < national->sheet->n_rows; row++) {
        const double persons = care_sheet_number(national->sheet, CARE_REFERENCE_PERSONS, row) / 5;
        for (int i = 0; i < 5; i++) {
            const double age = fmin(care_sheet_number(national->sheet, CARE_REFERENCE_FIRST, row) + i + 0.5, 103);
            const enum care_sex sex = (enum care_sex)care_sheet_int(national->sheet, CARE_REFERENCE_SEX, row);
            with += persons * care_dementia_prevalence(national->parameters, height, sex, age);
            all += persons;
        }
    }
    return with / all - national->parameters->share_of_60plus;
}

int care_dementia_height(const struct care_dementia_parameters *parameters, const struct care_sheet *sheet,
                         double *height)
{
    struct national national = {parameters, sheet};
    return care_solve_root(national_excess, &national, -9, 2, height);
}

/* ---- the year ---- */

/* Onset is always mild; each later stage is one step. */
static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_dementia *dementia = self;
    if (span->age_years < CARE_FIRST_CARE_AGE) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_span(span);
    const uint32_t *threshold =
        dementia->health->dementia[year->year - CARE_FIRST_YEAR][span->age_index - CARE_FIRST_CARE_AGE];
    const uint32_t *u = care_span_draws(span, CARE_DRAW_DEMENTIA);
    const uint8_t *state = care_people_health_states(span), changed = dementia->marks_changes ? CARE_EVENT_CHANGED : 0;
    const int n_rows = care_hits_below_by_state(u, state, span->n, threshold, span->rows);
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        care_people_set_health(span, i, people.level[i], people.dementia[i] + 1u);
        people.event[i] |= changed;
    }
    return CARE_OK;
}

static const struct care_draw_use draws[] = {{CARE_DRAW_DEMENTIA, CARE_FIRST_CARE_AGE, INT32_MAX}};

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_dementia_model = {
    .name = "dementia",
    .doc = {"onset and stages of dementia", "失智的发生与进展"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA) |
             BIT(CARE_PEOPLE_EXIT),
    .writes = BIT(CARE_PEOPLE_DEMENTIA) | BIT(CARE_PEOPLE_EVENT),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .step = step,
};
#undef BIT
