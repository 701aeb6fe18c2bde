/* From the shares of the table to thresholds: the height of each curve over age such that the residents of 2020 meet them. */
#include "models/people/groups_rates.h"

#include "models/solve.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_AGES = CARE_GROUPS_AGES };

/* ---- the table ---- */

static struct care_place place_of(const struct care_sheet *sheet, int row, enum care_groups_column column)
{
    return (struct care_place){
        .file = care_sheet_origin(sheet, row), .line = sheet->line[row], .key = care_groups_sheet.columns[column].name};
}

static int check_rows(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list)
{
    const double slack = 1e-9;
    for (int row = 0; row < sheet->n_rows; row++) {
        const int code = care_sheet_int(sheet, CARE_GROUPS_AREA, row);
        const int area = care_areas_find(areas, (int32_t)code);
        if (area < 0 || areas->area[area].leaf < 0) {
            care_diagnostics_add(list, place_of(sheet, row, CARE_GROUPS_AREA), "area %d is not a leaf area",
                                 "区划 %d 不是基层区划", code);
        }
        const double severe = care_sheet_number(sheet, CARE_GROUPS_CERTIFICATE_SEVERE, row);
        const double other = care_sheet_number(sheet, CARE_GROUPS_CERTIFICATE_OTHER, row);
        if (severe + other > 1 + slack) {
            care_diagnostics_add(list, place_of(sheet, row, CARE_GROUPS_CERTIFICATE_OTHER),
                                 "%g with a severe certificate and %g with another are more than everybody",
                                 "重度残疾人证比例 %g 与其他残疾人证比例 %g 之和超过 1", severe, other);
        }
    }
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        const int32_t code = areas->area[areas->leaf[leaf]].code;
        if (care_sheet_row_with(sheet, CARE_GROUPS_AREA, code) < 0) {
            care_diagnostics_add(
                list, (struct care_place){.file = sheet->path, .key = care_groups_sheet.columns[CARE_GROUPS_AREA].name},
                "no row for leaf area %d", "缺少基层区划 %d 的一行", (int)code);
        }
    }
    return care_diagnostics_status(list);
}

/* ---- curves over age ---- */

static double logistic(double z)
{
    return 1 / (1 + exp(-z));
}

/* logit p(age, kind) = height + slope (age - 60) + log_odds[kind]; the height such that the people who have the
 * attribute are `share` of `all`. */
struct curve {
    double slope;
    int n_kinds;
    const double *log_odds; /* [n_kinds] */
    const double *weight;   /* [N_AGES][n_kinds] persons who can have it */
    double all, share;
};

static double curve_at(const struct curve *curve, double height, int a, int kind)
{
    return logistic(height + curve->slope * a + curve->log_odds[kind]);
}

static double share_excess(double height, void *context)
{
    const struct curve *curve = context;
    double sum = 0;
    for (int i = 0; i < N_AGES * curve->n_kinds; i++) {
        sum += curve->weight[i] * curve_at(curve, height, i / curve->n_kinds, i % curve->n_kinds);
    }
    return sum / curve->all - curve->share;
}

/* @param prob  [N_AGES][n_kinds] */
static int solve_curve(struct curve *curve, double *prob)
{
    enum { STEEPEST = 60 };    /* |slope| 40 years and the log odds of kinds stay below */
    const double slack = 1e-8; /* roots are rounded to 2^-32 */
    double possible = 0, height = 0;
    for (int i = 0; i < N_AGES * curve->n_kinds; i++) {
        possible += curve->weight[i] / curve->all;
    }
    const bool is_nobody = curve->share <= 0, is_everybody = curve->share >= possible - slack;
    if (!is_nobody && !is_everybody) {
        const int status = care_solve_root(share_excess, curve, -STEEPEST, STEEPEST, &height);
        if (status != CARE_OK) {
            return status;
        }
    }
    for (int i = 0; i < N_AGES * curve->n_kinds; i++) {
        prob[i] = is_nobody ? 0 : is_everybody ? 1 : curve_at(curve, height, i / curve->n_kinds, i % curve->n_kinds);
    }
    return CARE_OK;
}

/* ---- one area ---- */

/* What is being prepared for one area. */
struct preparation {
    const struct care_groups_parameters *parameters;
    int row;
    double persons[N_AGES], by_level[N_AGES][CARE_N_LEVELS]; /* residents of 60 and over */
    double all;
    double income[2][CARE_N_INCOMES - 1]; /* city: [town, village] shares in the bottom and the top third */
    double rural[N_AGES];
};

static void weigh(const int32_t (*persons)[CARE_N_AGES], const double (*level_share)[N_AGES][CARE_N_LEVELS],
                  struct preparation *area)
{
    for (int i = 0; i < CARE_N_SEXES * N_AGES; i++) {
        const int sex = i / N_AGES, a = i % N_AGES;
        const double n = persons[sex][CARE_FIRST_CARE_AGE + a];
        area->persons[a] += n;
        area->all += n;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            area->by_level[a][level] += n * level_share[sex][a][level];
        }
    }
    if (area->all <= 0) { /* nobody yet: people of 60 are as the table says */
        area->persons[0] = area->all = 1;
        for (int level = 0; level < CARE_N_LEVELS; level++) {
            area->by_level[0][level] = level_share[CARE_FEMALE][0][level];
        }
    }
}

static struct curve curve_of(const struct preparation *area, enum care_groups_column column)
{
    static const double none = 0;
    return (struct curve){
        .slope = area->parameters->log_odds_per_year[column - 1],
        .n_kinds = 1,
        .log_odds = &none,
        .weight = area->persons,
        .all = area->all,
        .share = care_sheet_number(area->parameters->shares, (int)column, area->row),
    };
}

static int solve_group(const struct preparation *area, enum care_groups_column column, double prob[N_AGES])
{
    struct curve curve = curve_of(area, column);
    return solve_curve(&curve, prob);
}

static int set_group(const struct preparation *area, enum care_groups_column column, uint32_t below[N_AGES])
{
    double prob[N_AGES];
    const int status = solve_group(area, column, prob);
    for (int a = 0; a < N_AGES && status == CARE_OK; a++) {
        below[a] = care_threshold(prob[a]);
    }
    return status;
}

/* The probability in towns, when villages have `odds` times their odds and the mean over both is `mean`: the positive
 * root of (1-r)(o-1) x^2 + (1 + (o-1)(r-m)) x - m = 0. */
static double town_prob(double mean, double rural, double odds)
{
    const double square = (1 - rural) * (odds - 1), linear = 1 + (odds - 1) * (rural - mean);
    const double root = sqrt(fmax(0, linear * linear + 4 * square * mean));
    return mean <= 0 ? 0 : mean >= 1 ? 1 : fmin(1, 2 * mean / (linear + root));
}

static int set_insured(const struct preparation *area, struct care_groups_of_area *out)
{
    const double odds = area->parameters->rural_insured_odds;
    double prob[N_AGES];
    const int status = solve_group(area, CARE_GROUPS_INSURED, prob);
    for (int a = 0; a < N_AGES && status == CARE_OK; a++) {
        const double town = town_prob(prob[a], area->rural[a], odds);
        out->insured[a][0] = care_threshold(town);
        out->insured[a][1] = care_threshold(odds * town / (1 + (odds - 1) * town));
    }
    return status;
}

/* P(relief | bottom third, age), so that of all at that age the share of the curve has it. */
static int set_relief(const struct preparation *area, struct care_diagnostics *list, struct care_groups_of_area *out)
{
    static const enum care_groups_column of_relief[] = {CARE_GROUPS_DESTITUTE, CARE_GROUPS_LOW_INCOME,
                                                        CARE_GROUPS_NEAR_POOR};
    const double slack = 1e-9;
    double prob[CARE_N_RELIEFS - 1][N_AGES];
    for (int k = 0; k < CARE_N_RELIEFS - 1; k++) {
        const int status = solve_group(area, of_relief[k], prob[k]);
        if (status != CARE_OK) {
            return status;
        }
    }
    for (int a = 0; a < N_AGES; a++) {
        const double rural = area->rural[a], bottom = (1 - rural) * area->income[0][0] + rural * area->income[1][0];
        double sum = 0;
        for (int k = 0; k < CARE_N_RELIEFS - 1; k++) {
            sum += prob[k][a];
            out->relief[a][k] = bottom > 0 ? care_threshold(sum / bottom) : 0;
        }
        if (sum > bottom + slack) {
            care_diagnostics_add(
                list, place_of(area->parameters->shares, area->row, CARE_GROUPS_DESTITUTE),
                "at age %d a share of %.4f has relief, but only %.4f are in the bottom third of incomes",
                "%d 岁时救助比例为 %.4f，但处于低收入三分之一的仅 %.4f", CARE_FIRST_CARE_AGE + a, sum, bottom);
            return CARE_ERROR_INPUT;
        }
    }
    return CARE_OK;
}

/* The lesser certificate among those without the severe one, the same at all levels. */
static int set_other(const struct preparation *area, double (*severe)[CARE_N_LEVELS], struct care_groups_of_area *out)
{
    double without[N_AGES] = {0}, prob[N_AGES];
    for (int i = 0; i < N_AGES * CARE_N_LEVELS; i++) {
        const int a = i / CARE_N_LEVELS, level = i % CARE_N_LEVELS;
        without[a] += area->by_level[a][level] * (1 - severe[a][level]);
    }
    struct curve curve = curve_of(area, CARE_GROUPS_CERTIFICATE_OTHER);
    curve.weight = without;
    const int status = solve_curve(&curve, prob);
    for (int a = 0; a < N_AGES && status == CARE_OK; a++) {
        out->other[a] = care_threshold(prob[a]);
    }
    return status;
}

static int set_certificates(const struct preparation *area, struct care_groups_of_area *out)
{
    double severe[N_AGES][CARE_N_LEVELS], log_odds[CARE_N_LEVELS];
    for (int level = 0; level < CARE_N_LEVELS; level++) {
        log_odds[level] = log(area->parameters->certificate_level_odds[level]);
    }
    struct curve curve = curve_of(area, CARE_GROUPS_CERTIFICATE_SEVERE);
    curve.n_kinds = CARE_N_LEVELS;
    curve.log_odds = log_odds;
    curve.weight = &area->by_level[0][0];
    const int status = solve_curve(&curve, &severe[0][0]);
    for (int i = 0; i < N_AGES * CARE_N_LEVELS && status == CARE_OK; i++) {
        const int a = i / CARE_N_LEVELS, level = i % CARE_N_LEVELS;
        out->severe[a][level] = care_threshold(severe[a][level]);
    }
    return status == CARE_OK ? set_other(area, severe, out) : status;
}

static int prepare_area(struct preparation *area, struct care_diagnostics *list, struct care_groups_of_area *out)
{
    int status = solve_group(area, CARE_GROUPS_RURAL, area->rural);
    if (status != CARE_OK) {
        return status;
    }
    for (int a = 0; a < N_AGES; a++) {
        out->rural[a] = care_threshold(area->rural[a]);
    }
    for (int rural = 0; rural < 2; rural++) {
        out->income[rural][0] = care_threshold(area->income[rural][0]);
        out->income[rural][1] = care_threshold(1 - area->income[rural][1]);
    }
    status = set_group(area, CARE_GROUPS_HUKOU, out->hukou);
    status = status == CARE_OK ? set_group(area, CARE_GROUPS_BEREAVED, out->bereaved) : status;
    status = status == CARE_OK ? set_group(area, CARE_GROUPS_VETERAN, out->veteran) : status;
    status = status == CARE_OK ? set_insured(area, out) : status;
    status = status == CARE_OK ? set_relief(area, list, out) : status;
    return status == CARE_OK ? set_certificates(area, out) : status;
}

/* ---- the city ---- */

static double n_elders(const int32_t (*persons)[CARE_N_AGES])
{
    double n = 0;
    for (int age = CARE_FIRST_CARE_AGE; age < CARE_N_AGES; age++) {
        n += persons[CARE_MALE][age] + persons[CARE_FEMALE][age];
    }
    return n;
}

static double rural_of_city(const struct care_sheet *sheet, const struct care_areas *areas,
                            const int32_t (*persons)[CARE_N_SEXES][CARE_N_AGES])
{
    double all = 0, rural = 0;
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        const int row = care_sheet_row_with(sheet, CARE_GROUPS_AREA, areas->area[areas->leaf[leaf]].code);
        const double n = n_elders(persons[leaf]);
        all += n;
        rural += n * care_sheet_number(sheet, CARE_GROUPS_RURAL, row);
    }
    return all > 0 ? rural / all : 0;
}

/* Shares of bottom and top third in towns such that each is a third of the city. */
static int split_thirds(const struct care_groups_parameters *parameters, double rural, struct care_diagnostics *list,
                        double income[2][CARE_N_INCOMES - 1])
{
    const double slack = 5e-4, third = 1.0 / 3; /* a third cannot be written in digits */
    const double in_villages[] = {parameters->rural_bottom_share, parameters->rural_top_share};
    bool fits = in_villages[0] + in_villages[1] <= 1 + slack;
    double middle = 1;
    for (int k = 0; k < CARE_N_INCOMES - 1; k++) {
        const double left = third - rural * in_villages[k]; /* people in towns, to all of the city */
        const double town = rural < 1 ? left / (1 - rural) : third;
        fits = fits && left > -slack && left < 1 - rural + slack;
        income[0][k] = fmin(1, fmax(0, town));
        income[1][k] = in_villages[k];
        middle -= town;
    }
    if (!fits || middle < -slack) {
        care_diagnostics_add(
            list, (struct care_place){.key = "groups.rural_bottom_share"},
            "with %g of villagers in the bottom and %g in the top third of incomes, and %.4f of people "
            "in villages, no shares in towns make thirds of the whole",
            "乡村老年人低收入比例 %g、高收入比例 %g、乡村人口比例 %.4f 时，城镇无法使全市各占三分之一", in_villages[0],
            in_villages[1], rural);
        return CARE_ERROR_INPUT;
    }
    return CARE_OK;
}

int care_groups_rates_create(const struct care_groups_parameters *parameters, const struct care_areas *areas,
                             const int32_t (*persons)[CARE_N_SEXES][CARE_N_AGES],
                             const double (*level_share)[N_AGES][CARE_N_LEVELS], struct care_diagnostics *list,
                             struct care_groups_rates *out)
{
    double income[2][CARE_N_INCOMES - 1];
    *out = (struct care_groups_rates){0};
    int status = check_rows(parameters->shares, areas, list);
    if (status != CARE_OK) {
        return status;
    }
    status = split_thirds(parameters, rural_of_city(parameters->shares, areas, persons), list, income);
    if (status != CARE_OK) {
        return status;
    }
    out->of_area = calloc((size_t)areas->n_leaves, sizeof *out->of_area);
    status = out->of_area != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    for (int leaf = 0; leaf < areas->n_leaves && status == CARE_OK; leaf++) {
        struct preparation area = {
            .parameters = parameters,
            .row = care_sheet_row_with(parameters->shares, CARE_GROUPS_AREA, areas->area[areas->leaf[leaf]].code)};
        memcpy(area.income, income, sizeof income);
        weigh(persons[leaf], level_share, &area);
        status = prepare_area(&area, list, &out->of_area[leaf]);
    }
    if (status != CARE_OK) {
        care_groups_rates_free(out);
    }
    return status;
}

void care_groups_rates_free(struct care_groups_rates *rates)
{
    if (rates != NULL) {
        free(rates->of_area);
        *rates = (struct care_groups_rates){0};
    }
}
