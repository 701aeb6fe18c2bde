#include "models/people/prevalence.h"

#include "models/columns.h"
#include "models/solve.h"

#include <math.h>
#include <stddef.h>

static const struct care_sheet_column reference_columns[] = {
    [CARE_REFERENCE_SEX] = CARE_COLUMNS_SEX,
    [CARE_REFERENCE_FIRST] = {.name = "age_first",
                              .kind = CARE_SHEET_INT,
                              .unit = "year",
                              .min = CARE_FIRST_CARE_AGE,
                              .max = CARE_N_AGES - 1,
                              .is_key = true,
                              .doc = {"first age of the group", "年龄组起点"}},
    [CARE_REFERENCE_LAST] = {.name = "age_last",
                             .kind = CARE_SHEET_INT,
                             .unit = "year",
                             .min = CARE_FIRST_CARE_AGE,
                             .max = CARE_N_AGES - 1,
                             .doc = {"last age; 100 means and over", "年龄组终点；100 表示及以上"}},
    [CARE_REFERENCE_PERSONS] = {.name = "persons",
                                .kind = CARE_SHEET_INT,
                                .unit = "1",
                                .min = 0,
                                .max = 2e9,
                                .doc = {"national population 60+ of 2020", "2020 年全国 60 岁及以上人口"}},
};
const struct care_sheet_spec care_prevalence_reference_sheet = {
    .name = "reference_population",
    .columns = reference_columns,
    .n_columns = sizeof reference_columns / sizeof reference_columns[0],
    .min_rows = 2,
    .doc = {"the population the published shares are of", "公布的失能率所对应的人口"},
};

#define FIELD(path, member, unit_, least, most, from, to, value, anchor, conf, en, zh)                         \
    {                                                                                                          \
        .name = path, .kind = CARE_FIELD_REAL, .offset = offsetof(struct care_disability_parameters, member),  \
        .unit = unit_, .min = least, .max = most, .low = from, .high = to, .fallback = value, .doc = {en, zh}, \
        .source = anchor, .confidence = conf                                                                   \
    }
static const struct care_field fields[] = {
    {.name = "reference_population",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_disability_parameters, reference_population),
     .is_required = true,
     .sheet = &care_prevalence_reference_sheet,
     .doc = {"national population 60+ of 2020", "2020 年全国 60 岁及以上人口"},
     .source = "#disability-reference-population",
     .confidence = CARE_SEEN},
    FIELD("share_of_60plus.mild_or_worse", share[0], "1", 0.01, 0.6, 0.098, 0.183, 0.116, "#disability-share-of-60plus",
          CARE_ASSUMED, "share of national 60+ in mild or worse", "全国 60 岁及以上轻度及以上失能比例"),
    FIELD("share_of_60plus.moderate_or_worse", share[1], "1", 0.005, 0.4, 0.040, 0.083, 0.052,
          "#disability-share-of-60plus", CARE_ASSUMED, "share of national 60+ in moderate or worse",
          "全国 60 岁及以上中度及以上失能比例"),
    FIELD("share_of_60plus.severe_or_worse", share[2], "1", 0.002, 0.3, 0.022, 0.043, 0.028,
          "#disability-share-of-60plus", CARE_ASSUMED, "share of national 60+ in severe or worse",
          "全国 60 岁及以上重度及以上失能比例"),
    FIELD("share_of_60plus.total", share[3], "1", 0.001, 0.2, 0.009, 0.019, 0.013, "#disability-share-of-60plus",
          CARE_ASSUMED, "share of national 60+ in total disability", "全国 60 岁及以上完全失能比例"),
    FIELD("slope_per_year.mild", slope_per_year[0], "year-1", 0.02, 0.3, 0.0855, 0.1045, 0.095,
          "#disability-slope-per-year", CARE_ASSUMED, "slope of the logit with age, mild or worse",
          "轻度及以上：对数优势随年龄的斜率"),
    FIELD("slope_per_year.moderate", slope_per_year[1], "year-1", 0.02, 0.3, 0.0972, 0.1188, 0.108,
          "#disability-slope-per-year", CARE_ASSUMED, "slope of the logit with age, moderate or worse",
          "中度及以上：对数优势随年龄的斜率"),
    FIELD("slope_per_year.severe", slope_per_year[2], "year-1", 0.02, 0.3, 0.1062, 0.1298, 0.118,
          "#disability-slope-per-year", CARE_ASSUMED, "slope of the logit with age, severe or worse",
          "重度及以上：对数优势随年龄的斜率"),
    FIELD("slope_per_year.total", slope_per_year[3], "year-1", 0.02, 0.3, 0.1098, 0.1342, 0.122,
          "#disability-slope-per-year", CARE_ASSUMED, "slope of the logit with age, total",
          "完全失能：对数优势随年龄的斜率"),
    FIELD("female_log_odds_at_75", female_log_odds_at_75, "1", -1, 1, 0, 0.15, 0.05,
          "#disability-female-log-odds-at-75", CARE_ASSUMED, "women against men at 75, log odds",
          "75 岁女性相对男性的对数优势"),
    FIELD("female_log_odds_per_year", female_log_odds_per_year, "year-1", -0.1, 0.1, 0, 0.02, 0.012,
          "#disability-female-log-odds-per-year", CARE_ASSUMED, "change of the women's log odds with age",
          "女性对数优势随年龄的变化"),
    FIELD("recovery_at_70_per_year.mild", recovery_at_70_per_year[0], "year-1", 0, 2, 0.10, 0.32, 0.20,
          "#disability-recovery-at-70-per-year", CARE_ASSUMED, "hazard of recovery, mild to none, at 70",
          "70 岁由轻度恢复到能力完好的年风险率"),
    FIELD("recovery_at_70_per_year.moderate", recovery_at_70_per_year[1], "year-1", 0, 2, 0.07, 0.224, 0.14,
          "#disability-recovery-at-70-per-year", CARE_ASSUMED, "hazard of recovery, moderate to mild, at 70",
          "70 岁由中度恢复到轻度的年风险率"),
    FIELD("recovery_at_70_per_year.severe", recovery_at_70_per_year[2], "year-1", 0, 2, 0.045, 0.144, 0.09,
          "#disability-recovery-at-70-per-year", CARE_ASSUMED, "hazard of recovery, severe to moderate, at 70",
          "70 岁由重度恢复到中度的年风险率"),
    FIELD("recovery_at_70_per_year.total", recovery_at_70_per_year[3], "year-1", 0, 2, 0.025, 0.08, 0.05,
          "#disability-recovery-at-70-per-year", CARE_ASSUMED, "hazard of recovery, total to severe, at 70",
          "70 岁由完全失能恢复到重度的年风险率"),
    FIELD("recovery_decay_per_year", recovery_decay_per_year, "year-1", 0, 0.3, 0.03, 0.06, 0.045,
          "#disability-recovery-decay-per-year", CARE_ASSUMED, "fall of recovery with age", "恢复率随年龄的下降"),
    FIELD("city_odds", city_odds, "1", 0.2, 5, 0.8, 1.25, 1, "#disability-city-odds", CARE_ASSUMED,
          "odds of disability in the city against the nation", "本市相对全国的失能优势比"),
    FIELD("trend_log_odds_per_year", trend_log_odds_per_year, "year-1", -0.1, 0.1, -0.02, 0.01, 0,
          "#disability-trend-log-odds-per-year", CARE_ASSUMED, "yearly change of onset from 2020 on",
          "2020 年起失能发生的年变化"),
    {.name = "worsening_factor",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_disability_parameters, worsening_factor),
     .unit = "1",
     .min = 0,
     .max = 10,
     .low = 0.7,
     .high = 1.3,
     .fallback = 1,
     .doc = {"factor on the rates of getting worse, from 2021 on", "2021 年起失能加重率的倍数"},
     .source = "#disability-worsening-factor",
     .confidence = CARE_CHOSEN},
};
#undef FIELD
const struct care_section care_prevalence_section = {
    .name = "disability",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_disability_parameters),
    .doc = {"disability levels and the moves between them", "失能等级及其转移"},
};

/* ---- the curve ---- */

static double logistic(double z)
{
    return 1 / (1 + exp(-z));
}

/* Years from 75, half weight above 90: meets the centenarians of CLHLS (docs/SOURCES.md#disability). */
static double age_term(double age)
{
    return age <= 90 ? age - 75 : 15 + (age - 90) / 2;
}

static double share_or_worse(const struct care_disability_parameters *parameters, int k, double height,
                             enum care_sex sex, double age)
{
    const double g = age_term(age);
    const double female = parameters->female_log_odds_at_75 + parameters->female_log_odds_per_year * g;
    return logistic(height + parameters->slope_per_year[k] * g + (sex == CARE_FEMALE ? female : 0));
}

struct national {
    const struct care_disability_parameters *parameters;
    int k;
};

/* Share of the national 60+ in level k or worse at this height, less the published one. Each five-year group is taken
 * as five equal single years; 103 stands for the oldest. */
static double national_excess(double height, void *context)
{
    const struct national *national = context;
    const struct care_sheet *sheet = national->parameters->reference_population;
    double worse = 0, all = 0;
    for (int row = 0; row < sheet->n_rows; row++) {
        const double persons = care_sheet_number(sheet, CARE_REFERENCE_PERSONS, row);
        for (int i = 0; i < 5; i++) {
            const double age = fmin(care_sheet_number(sheet, CARE_REFERENCE_FIRST, row) + i + 0.5, 103);
            worse += persons / 5 *
                     share_or_worse(national->parameters, national->k, height,
                                    (enum care_sex)care_sheet_int(sheet, CARE_REFERENCE_SEX, row), age);
            all += persons / 5;
        }
    }
    return worse / all - national->parameters->share[national->k];
}

int care_prevalence_create(const struct care_disability_parameters *parameters, struct care_prevalence *out)
{
    out->parameters = parameters;
    for (int k = 0; k < CARE_N_WORSE; k++) {
        struct national national = {parameters, k};
        const int status = care_solve_root(national_excess, &national, -9, 2, &out->height[k]);
        if (status != CARE_OK) {
            return status;
        }
    }
    return CARE_OK;
}

double care_prevalence_or_worse(const struct care_prevalence *curve, int k, enum care_sex sex, double age, int year)
{
    const struct care_disability_parameters *p = curve->parameters;
    const double shift = log(p->city_odds) + p->trend_log_odds_per_year * (year - CARE_FIRST_YEAR);
    return share_or_worse(p, k, curve->height[k] + shift, sex, age);
}

void care_prevalence_levels(const struct care_prevalence *curve, enum care_sex sex, double age_exact, int year,
                            double p[CARE_N_LEVELS])
{
    double worse = 1;
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        const double next =
            level < CARE_N_WORSE ? fmin(worse, care_prevalence_or_worse(curve, level, sex, age_exact, year)) : 0;
        p[level] = worse - next;
        worse = next;
    }
}
