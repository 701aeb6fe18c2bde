#include "models/people/children.h"

#include "sim/rounding.h"

#include <math.h>
#include <stddef.h>

static const struct care_sheet_column columns[] = {
    [CARE_CHILDREN_FIRST] = {.name = "year_first",
                             .kind = CARE_SHEET_INT,
                             .unit = "year",
                             .min = 1850,
                             .max = 2050,
                             .is_key = true,
                             .doc = {"first birth year of the cohort", "出生队列起始年"}},
    [CARE_CHILDREN_LAST] = {.name = "year_last",
                            .kind = CARE_SHEET_INT,
                            .unit = "year",
                            .min = 1850,
                            .max = 2050,
                            .doc = {"last birth year of the cohort", "出生队列终止年"}},
    [CARE_CHILDREN_MEAN] = {.name = "mean_children",
                            .kind = CARE_SHEET_REAL,
                            .unit = "1",
                            .min = 0,
                            .max = 12,
                            .doc = {"children ever born to an ever-married woman, the childless included",
                                    "已婚妇女平均曾生子女数（含未生育者）"}},
    [CARE_CHILDREN_CHILDLESS] = {.name = "childless_share",
                                 .kind = CARE_SHEET_REAL,
                                 .unit = "1",
                                 .min = 0,
                                 .max = 0.9,
                                 .doc = {"share of ever-married women who bore none", "已婚妇女中未生育者比例"}},
};
const struct care_sheet_spec care_children_cohorts_sheet = {
    .name = "cohorts",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 1,
    .doc = {"children ever born by birth year of the mother", "按母亲出生年份的曾生子女数"},
};

static const struct care_field fields[] = {
    {.name = "cohorts",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_children_parameters, cohorts),
     .is_required = true,
     .sheet = &care_children_cohorts_sheet,
     .doc = {"children ever born by birth year of the mother", "按母亲出生年份的曾生子女数"},
     .source = "#children-cohorts",
     .confidence = CARE_DERIVED},
    {.name = "near_share",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_children_parameters, near_share),
     .unit = "1",
     .min = 0,
     .max = 1,
     .low = 0.65,
     .high = 0.85,
     .fallback = 0.75,
     .doc = {"share of the children born who are alive and near by when the parent is 60",
             "父母 60 岁时健在且住在附近的子女比例"},
     .source = "#children-near-share",
     .confidence = CARE_ASSUMED},
    {.name = "near_loss_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_children_parameters, near_loss_per_year),
     .unit = "year-1",
     .min = 0,
     .max = 0.2,
     .low = 0.005,
     .high = 0.02,
     .fallback = 0.01,
     .doc = {"rate at which children near by are lost for each year of the parent's age beyond 60",
             "父母 60 岁以后每增一岁附近子女的流失率"},
     .source = "#children-near-loss-per-year",
     .confidence = CARE_ASSUMED},
};
const struct care_section care_children_section = {
    .name = "children",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_children_parameters),
    .doc = {"children near by", "附近子女"},
};

/* ---- the table ---- */

/* Children beyond the first, on average, of a woman who has any. */
static double mean_beyond_first(const struct care_sheet *sheet, int row)
{
    const double with_any = 1 - care_sheet_number(sheet, CARE_CHILDREN_CHILDLESS, row);
    return care_sheet_number(sheet, CARE_CHILDREN_MEAN, row) / with_any - 1;
}

static int check_cohorts(const struct care_sheet *sheet, struct care_diagnostics *list)
{
    const double slack = 1e-9; /* a mean of exactly one child each may come out below by rounding */
    for (int row = 0; row < sheet->n_rows; row++) {
        const int first = care_sheet_int(sheet, CARE_CHILDREN_FIRST, row);
        const int last = care_sheet_int(sheet, CARE_CHILDREN_LAST, row);
        const int line = sheet->line[row];
        if (last < first) {
            care_diagnostics_add(list, (struct care_place){sheet->path, line, 0, "year_last"},
                                 "the cohort ends in %d, before it begins in %d", "队列终止年 %d 早于起始年 %d", last,
                                 first);
        }
        const int expected = row > 0 ? care_sheet_int(sheet, CARE_CHILDREN_LAST, row - 1) + 1 : first;
        if (first != expected) {
            care_diagnostics_add(list, (struct care_place){sheet->path, line, 0, "year_first"},
                                 "the cohort begins in %d; cohorts follow each other without gap or overlap: %d",
                                 "队列起始年为 %d；各队列须首尾相接，应为 %d", first, expected);
        }
        const double mean = care_sheet_number(sheet, CARE_CHILDREN_MEAN, row);
        const double childless = care_sheet_number(sheet, CARE_CHILDREN_CHILDLESS, row);
        if (mean_beyond_first(sheet, row) < -slack) {
            care_diagnostics_add(list, (struct care_place){sheet->path, line, 0, "mean_children"},
                                 "a mean of %g children is too low when only %g are childless: at least %g",
                                 "平均子女数 %g 过低：未生育比例为 %g 时至少为 %g", mean, childless, 1 - childless);
        }
    }
    return care_diagnostics_status(list);
}

/* The row of a birth year: the first also serves earlier years, the last later ones. */
static int row_of(const struct care_sheet *sheet, int birth_year)
{
    int row = 0;
    while (row + 1 < sheet->n_rows && birth_year > care_sheet_int(sheet, CARE_CHILDREN_LAST, row)) {
        row++;
    }
    return row;
}

/* ---- the numbers near by ---- */

/* Each of 1 + Poisson(m) children is near by with probability s: that is one Bernoulli(s) and a Poisson(m s), because a
 * thinned Poisson is a Poisson (Kingman 1993, Poisson Processes, section 5.1). */
static void near_by(double childless, double beyond_first, double near_share, double prob[CARE_N_CHILDREN])
{
    const double mean = beyond_first * near_share;
    const double poisson[CARE_N_CHILDREN - 1] = {exp(-mean), mean * exp(-mean), mean * mean / 2 * exp(-mean)};
    double rest = 1;
    for (int k = 0; k < CARE_N_CHILDREN - 1; k++) {
        const double first_is_near = k > 0 ? near_share * poisson[k - 1] : 0;
        const double any = (1 - near_share) * poisson[k] + first_is_near;
        prob[k] = care_round((k == 0 ? childless : 0) + (1 - childless) * any);
        rest -= prob[k];
    }
    prob[CARE_N_CHILDREN - 1] = fmax(0, rest);
}

static void cumulate(const double prob[CARE_N_CHILDREN], uint32_t below[CARE_N_CHILDREN - 1])
{
    double sum = 0;
    for (int k = 0; k < CARE_N_CHILDREN - 1; k++) {
        sum += prob[k];
        below[k] = care_threshold(sum);
    }
}

int care_children_rates_create(const struct care_children_parameters *parameters, struct care_diagnostics *list,
                               struct care_children_rates *out)
{
    const struct care_sheet *sheet = parameters->cohorts;
    const int status = check_cohorts(sheet, list);
    if (status != CARE_OK) {
        return status;
    }
    for (int y = 0; y < CARE_N_PARENT_YEARS; y++) {
        const int row = row_of(sheet, CARE_FIRST_PARENT_YEAR + y);
        const double childless = care_sheet_number(sheet, CARE_CHILDREN_CHILDLESS, row);
        const double beyond_first = fmax(0, mean_beyond_first(sheet, row));
        for (int a = 0; a < CARE_N_AGES - CARE_FIRST_CARE_AGE; a++) {
            const double near_share = parameters->near_share * exp(-parameters->near_loss_per_year * a);
            near_by(childless, beyond_first, near_share, out->prob[y][a]);
            cumulate(out->prob[y][a], out->below[y][a]);
        }
    }
    return CARE_OK;
}

/* ---- one parent ---- */

static int clamped(int value, int n)
{
    return value < 0 ? 0 : value >= n ? n - 1 : value;
}

const double *care_children_probs(const struct care_children_rates *rates, int birth_year, int age_years)
{
    return rates->prob[clamped(birth_year - CARE_FIRST_PARENT_YEAR, CARE_N_PARENT_YEARS)]
                      [clamped(age_years - CARE_FIRST_CARE_AGE, CARE_N_AGES - CARE_FIRST_CARE_AGE)];
}

const uint32_t *care_children_below(const struct care_children_rates *rates, int birth_year, int age_years)
{
    return rates->below[clamped(birth_year - CARE_FIRST_PARENT_YEAR, CARE_N_PARENT_YEARS)]
                       [clamped(age_years - CARE_FIRST_CARE_AGE, CARE_N_AGES - CARE_FIRST_CARE_AGE)];
}
