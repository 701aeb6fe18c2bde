#include "models/people/living_rates.h"

#include "models/people/living_quotas.h"
#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#define FIELD(path, member, u, least, most, from, to, value, anchor, conf, en, zh)                                   \
    {                                                                                                                \
        .name = path, .kind = CARE_FIELD_REAL, .offset = offsetof(struct care_living_parameters, member), .unit = u, \
        .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, .source = anchor,    \
        .confidence = conf                                                                                           \
    }
static const struct care_field fields[] = {
    FIELD("alone_share_of_60plus", alone_share, "1", 0.02, 0.4, 0.12, 0.142, 0.13, "#living-alone-share-of-60plus",
          CARE_DERIVED, "share of China's 60+ of 2020 who live alone", "2020 年全国 60 岁及以上独居比例"),
    FIELD("alone_without_partner.to_70", alone_to_70, "1", 0.05, 0.95, 0.55, 0.75, 0.687,
          "#living-alone-without-partner", CARE_DERIVED,
          "alone, of people without a partner up to 70; shape, then scaled",
          "70 岁及以下无配偶者独居比例（形状，再按比例调整）"),
    FIELD("alone_without_partner.from_85", alone_from_85, "1", 0.05, 0.95, 0.30, 0.45, 0.371,
          "#living-alone-without-partner", CARE_DERIVED,
          "alone, of people without a partner from 85; shape, then scaled",
          "85 岁及以上无配偶者独居比例（形状，再按比例调整）"),
    FIELD("couple_only_share", couple_only_share, "1", 0.05, 0.95, 0.50, 0.65, 0.57, "#living-couple-only-share",
          CARE_DERIVED, "with the partner only, of 60+ with a partner at hand", "有配偶同住者中仅与配偶同住的比例"),
    FIELD("leave_rate_per_year", leave_rate_per_year, "year-1", 0, 0.5, 0.01, 0.06, 0.03, "#living-leave-rate-per-year",
          CARE_ASSUMED, "rate at which co-resident children move out", "同住子女迁出的年率"),
    FIELD("disabled_return_ratio", return_ratio_disabled, "1", 1, 20, 1.5, 6, 3, "#living-disabled-return-ratio",
          CARE_ASSUMED, "chance of being taken in by a child: moderate and worse level against others",
          "被子女接去同住的机会：中度及以上失能者相对其他人"),
    {.name = "co_residence_log_odds",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_living_parameters, co_residence_log_odds),
     .unit = "1",
     .min = -3,
     .max = 3,
     .low = -0.9,
     .high = 0.3,
     .fallback = 0,
     .doc = {"log odds of living with a child against 2020", "与子女同住的对数优势（相对 2020 年）"},
     .source = "#living-co-residence-log-odds",
     .confidence = CARE_ASSUMED},
    FIELD("three_generation_share", three_generation_share, "1", 0, 1, 0.3, 0.7, 0.5, "#living-three-generation-share",
          CARE_ASSUMED, "three generations, of those who live with children, where the census does not tell",
          "与子女同住者中三代户比例（普查未给出时使用）"),
};
#undef FIELD
const struct care_section care_living_rates_section = {
    .name = "living",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_living_parameters),
    .doc = {"whom people of 60 and over live with", "老年人居住安排"},
};

enum { SINGLE, COUPLE };
static const double most_with_children = 0.98, most_alone = 0.95;

/* ---- alone ---- */

static double shape_of(const struct care_living_parameters *parameters, double age)
{
    const double part = fmin(1, fmax(0, (age - 70) / 15));
    return parameters->alone_to_70 + part * (parameters->alone_from_85 - parameters->alone_to_70);
}

/* Share married of China's people of an age. */
static double married_share(const struct care_sheet *ages, int sex, int age)
{
    for (int row = 0; row < ages->n_rows; row++) {
        if (care_sheet_int(ages, CARE_MARITAL_AGE_SEX, row) == sex &&
            care_sheet_int(ages, CARE_MARITAL_AGE_FIRST, row) <= age &&
            care_sheet_int(ages, CARE_MARITAL_AGE_LAST, row) >= age) {
            return care_sheet_number(ages, CARE_MARITAL_AGE_MARRIED, row);
        }
    }
    return 0;
}

/* China's 60+ who would live alone by the unscaled shape, as a share of all. Five-year groups as five single years. */
static double national_alone(const struct care_living_inputs *in)
{
    const struct care_sheet *people = in->reference_population;
    double alone = 0, all = 0;
    for (int row = 0; row < people->n_rows; row++) {
        const double persons = care_sheet_number(people, CARE_REFERENCE_PERSONS, row) / 5;
        const int sex = care_sheet_int(people, CARE_REFERENCE_SEX, row);
        for (int i = 0; i < 5; i++) {
            const int age = care_sheet_int(people, CARE_REFERENCE_FIRST, row) + i;
            const int known = age < CARE_N_AGES ? age : CARE_N_AGES - 1;
            const double single = 1 - married_share(in->partnership->marital_ages, sex, known);
            alone += persons * single * shape_of(in->parameters, age + 0.5);
            all += persons;
        }
    }
    return all > 0 ? alone / all : 0;
}

static int scale_alone(const struct care_living_inputs *in, struct care_diagnostics *list,
                       struct care_living_rates *out)
{
    const double unscaled = national_alone(in);
    if (unscaled <= 0) {
        return care_trace(CARE_ERROR_SOLVER);
    }
    const double factor = in->parameters->alone_share / unscaled;
    for (int a = 0; a < CARE_LIVING_AGES; a++) {
        out->alone[a] = care_round(factor * shape_of(in->parameters, CARE_FIRST_CARE_AGE + a + 0.5));
        if (out->alone[a] > most_alone) {
            care_diagnostics_add(list, (struct care_place){.key = "living.alone_share_of_60plus"},
                                 "%.4g makes %.0f %% of people of %d without a partner live alone; at most %.0f %%",
                                 "取 %.4g 时，%.0f %% 的 %d 岁无配偶者独居；最多 %.0f %%", in->parameters->alone_share,
                                 100 * out->alone[a], CARE_FIRST_CARE_AGE + a, 100 * most_alone);
            return CARE_ERROR_INPUT;
        }
    }
    return CARE_OK;
}

/* ---- with children, where there are children near by ---- */

/* P(no child near by) of the city's people of one age in 2020, single or in a couple. */
static double childless_share(const struct care_living_inputs *in, int status, int age)
{
    double never = 0, others = 0;
    for (int leaf = 0; leaf < in->areas->n_leaves; leaf++) {
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            const int32_t *marital = in->marital->n[leaf][sex][age];
            never += marital[CARE_NEVER_MARRIED];
            /* of the married those who are not linked have their partner elsewhere */
            others += marital[CARE_PARTNERED] - care_marital_linked(in->couples, leaf, (enum care_sex)sex, age, 0) +
                      marital[CARE_DIVORCED] + marital[CARE_WIDOWED];
        }
    }
    const double none = care_children_probs(in->children, CARE_FIRST_YEAR - age, age)[0];
    return status == COUPLE || never + others <= 0 ? none : (never + others * none) / (never + others);
}

/* Of those in family households and not with elders who have a child near by: so that all together live with children as
 * often as the shares leave. */
static double with_children_of(double alone, double outside, double childless)
{
    const double inside = 1 - outside;
    return fmin(most_with_children, fmax(0, (inside - alone) / (inside * (1 - childless))));
}

/* A share of 2020 where the trend of a year has moved its odds. */
static double shifted(const struct care_living_inputs *in, int y, double prob)
{
    const struct care_series *trend = &in->parameters->co_residence_log_odds;
    const double log_odds = trend->value[y] - trend->value[0];
    return care_round(prob <= 0 || prob >= 1 ? prob : 1 / (1 + (1 - prob) / prob * exp(-log_odds)));
}

static int last_age(int a)
{
    return CARE_FIRST_CARE_AGE + a < CARE_N_AGES ? CARE_FIRST_CARE_AGE + a : CARE_N_AGES - 1;
}

static double own_share(const struct care_living_inputs *in, const struct care_living_rates *rates, int status, int a)
{
    return status == COUPLE ? in->parameters->couple_only_share : rates->alone[a];
}

static void fill_with_children(const struct care_living_inputs *in, const struct care_living_outside *outside,
                               struct care_living_rates *out)
{
    const int n_leaves = in->areas->n_leaves;
    for (int i = 0; i < 2 * CARE_LIVING_AGES; i++) {
        const int status = i / CARE_LIVING_AGES, a = i % CARE_LIVING_AGES;
        const double childless = childless_share(in, status, last_age(a)), own = own_share(in, out, status, a);
        out->with_children[status][a] = care_round(
            with_children_of(own, outside[n_leaves].collective[status] + outside[n_leaves].elders[status], childless));
        for (int leaf = 0; leaf < n_leaves; leaf++) {
            const double away = outside[leaf].collective[status] + outside[leaf].elders[status];
            const double prob = with_children_of(own, away, childless);
            for (int y = 0; y < CARE_N_YEARS; y++) {
                out->of_area[leaf].with_children[y][status][a] = care_threshold(shifted(in, y, prob));
            }
        }
    }
}

/* ---- from year to year ---- */

/* Share with children at an age in a year. */
static double target(const struct care_living_inputs *in, const struct care_living_rates *rates, int y, int status,
                     int a)
{
    return shifted(in, y, rates->with_children[status][a]);
}

/* Moderate and worse, of both sexes together. */
static double disabled_share(const struct care_living_inputs *in, int a)
{
    const double age = last_age(a) + 0.5;
    return (care_prevalence_or_worse(in->disability, 1, CARE_MALE, age, CARE_FIRST_YEAR) +
            care_prevalence_or_worse(in->disability, 1, CARE_FEMALE, age, CARE_FIRST_YEAR)) /
           2;
}

/* The chances that carry the share of one age over to the next. Children move out at the rate given, unless the share
 * falls faster; how many are taken in follows. */
static void carry_on(const struct care_living_inputs *in, int y, int status, int a, struct care_living_rates *out)
{
    const double before = target(in, out, y - 1, status, a - 1), after = target(in, out, y, status, a);
    double leave = -expm1(-in->parameters->leave_rate_per_year);
    if (before * (1 - leave) > after) {
        leave = 1 - after / before;
    }
    const double taken_in = before < 1 ? (after - before * (1 - leave)) / (1 - before) : 0;
    const double ratio = in->parameters->return_ratio_disabled;
    const double of_others = taken_in / (1 + disabled_share(in, a - 1) * (ratio - 1));
    out->leave[y][status][a] = care_threshold(leave);
    out->take_in[y][status][0][a] = care_threshold(of_others);
    out->take_in[y][status][1][a] = care_threshold(fmin(1, ratio * of_others));
}

/* On losing the partner: the fewest moves that bring the share of couples to that of people alone. */
static void part(const struct care_living_inputs *in, int y, int a, struct care_living_rates *out)
{
    const double coupled = 1 - target(in, out, y, COUPLE, a), single = 1 - target(in, out, y, SINGLE, a);
    out->taken_in_alone[y][a] = care_threshold(coupled > 0 ? fmax(0, (coupled - single) / coupled) : 0);
    out->left_alone[y][a] = care_threshold(coupled < 1 ? fmax(0, (single - coupled) / (1 - coupled)) : 0);
}

static void fill_years(const struct care_living_inputs *in, struct care_living_rates *out)
{
    for (int y = 0; y < CARE_N_YEARS; y++) {
        for (int a = 0; a < CARE_LIVING_AGES; a++) {
            part(in, y, a, out);
            if (y > 0 && a > 0) {
                carry_on(in, y, SINGLE, a, out);
                carry_on(in, y, COUPLE, a, out);
            }
        }
    }
}

int care_living_rates_create(const struct care_living_inputs *inputs, struct care_diagnostics *list,
                             struct care_living_rates *out)
{
    static const struct care_living_rates nothing;
    const size_t n = (size_t)inputs->areas->n_leaves;
    *out = nothing;
    out->of_area = calloc(n, sizeof *out->of_area);
    struct care_living_outside *outside = calloc(n + 1, sizeof *outside);
    int status = out->of_area != NULL && outside != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    status = status == CARE_OK ? scale_alone(inputs, list, out) : status;
    status = status == CARE_OK ? care_living_quotas_create(inputs, list, out->of_area, outside) : status;
    if (status == CARE_OK) {
        fill_with_children(inputs, outside, out);
        care_living_quotas_generations(inputs, out);
    }
    if (status == CARE_OK) {
        fill_years(inputs, out);
    }
    free(outside);
    if (status != CARE_OK) {
        care_living_rates_free(out);
    }
    return status;
}

void care_living_rates_free(struct care_living_rates *rates)
{
    free(rates->of_area);
    rates->of_area = NULL;
}
