#include "models/people/lifetable.h"

#include "models/columns.h"
#include "sim/rounding.h"

#include <math.h>
#include <string.h>

enum { LAST = CARE_N_AGES - 1 };

static const struct care_sheet_column columns[] = {
    [CARE_LIFETABLE_YEAR] = {.name = "year",
                             .kind = CARE_SHEET_INT,
                             .unit = "1",
                             .min = CARE_FIRST_YEAR,
                             .max = CARE_LAST_YEAR,
                             .is_key = true,
                             .doc = {"calendar year", "年份"}},
    [CARE_LIFETABLE_SEX] = CARE_COLUMNS_SEX,
    [CARE_LIFETABLE_AGE] = {.name = "age",
                            .kind = CARE_SHEET_INT,
                            .unit = "year",
                            .min = 0,
                            .max = LAST,
                            .is_key = true,
                            .is_contiguous = true,
                            .doc = {"age; 100 means 100 and over", "年龄；100 表示 100 岁及以上"}},
    [CARE_LIFETABLE_MX] = {.name = "mx",
                           .kind = CARE_SHEET_REAL,
                           .unit = "year-1",
                           .min = 1e-7,
                           .max = 2,
                           .doc = {"deaths per person-year", "死亡率（每人年）"}},
};

const struct care_sheet_spec care_lifetable_sheet = {
    .name = "life_table",
    .columns = columns,
    .n_columns = sizeof columns / sizeof columns[0],
    .min_rows = 2 * CARE_N_AGES,
    .doc = {"death rates by year, sex and single age", "分年份、性别、单岁的死亡率"},
};

/* Years lived in the first year of life by those who die in it: as in the source table. */
static double share_lived(int age)
{
    return age == 0 ? 0.1 : 0.5;
}

/* Person-years lived at each age by a cohort of one: L(0)..L(99), and L(100) of the single year 100. */
static void years_lived(const double *mx, double lived[CARE_N_AGES])
{
    double alive = 1;
    for (int age = 0; age < LAST; age++) {
        const double a = share_lived(age);
        const double died = fmin(1, mx[age] / (1 + (1 - a) * mx[age]));
        lived[age] = alive * (1 - died) + a * alive * died;
        alive *= 1 - died;
    }
    lived[LAST] = alive * -expm1(-mx[LAST]) / mx[LAST];
}

static void fill_death_probs(const double *mx, double death_prob[CARE_RATE_AGES])
{
    double lived[CARE_N_AGES];
    years_lived(mx, lived);
    death_prob[0] = care_round(1 - lived[0]);
    for (int age = 1; age < CARE_N_AGES; age++) {
        death_prob[age] = care_round(1 - lived[age] / lived[age - 1]);
    }
    death_prob[CARE_N_AGES] = care_round(-expm1(-mx[LAST]));
}

static void read_rates(const struct care_sheet *sheet, const struct care_series factor[CARE_N_SEXES],
                       struct care_lifetable *out)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int year = care_sheet_int(sheet, CARE_LIFETABLE_YEAR, row) - CARE_FIRST_YEAR;
        const int sex = care_sheet_int(sheet, CARE_LIFETABLE_SEX, row);
        const int age = care_sheet_int(sheet, CARE_LIFETABLE_AGE, row);
        out->mx[year][sex][age] = factor[sex].value[0] * care_sheet_number(sheet, CARE_LIFETABLE_MX, row);
    }
}

static bool is_given(const struct care_lifetable *table, int year)
{
    return table->mx[year][CARE_MALE][0] > 0;
}

static int check_complete(const struct care_sheet *sheet, const struct care_lifetable *table,
                          struct care_diagnostics *list)
{
    int n_given = 0;
    for (int year = 0; year < CARE_N_YEARS; year++) {
        n_given += is_given(table, year);
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            for (int age = 0; age < CARE_N_AGES; age++) {
                if (is_given(table, year) != (table->mx[year][sex][age] > 0)) {
                    care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "age"},
                                         "year %d lacks %s at age %d: each year needs both sexes at ages 0 to %d",
                                         "%d 年缺少 %s %d 岁：每个年份须有两性 0 至 %d 岁", CARE_FIRST_YEAR + year,
                                         care_columns_sexes[sex], age, LAST);
                    return CARE_ERROR_INPUT;
                }
            }
        }
    }
    return n_given > 0 ? CARE_OK : CARE_ERROR_INPUT;
}

/* Straight lines of log mx between given years, level outside them. */
static void fill_years(struct care_lifetable *table)
{
    bool given[CARE_N_YEARS];
    for (int year = 0; year < CARE_N_YEARS; year++) {
        given[year] = is_given(table, year);
    }
    for (int year = 0; year < CARE_N_YEARS; year++) {
        const struct care_between at = care_series_between(given, year);
        for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
            const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
            const double from = table->mx[at.before][sex][age], to = table->mx[at.after][sex][age];
            table->mx[year][sex][age] = at.before == at.after ? from : care_round(from * pow(to / from, at.part));
        }
    }
}

/* What the factors of a year are more than those of 2020, with which the rates were read. */
static void follow_factors(const struct care_series factor[CARE_N_SEXES], struct care_lifetable *table)
{
    for (int i = 0; i < CARE_N_YEARS * CARE_N_SEXES * CARE_N_AGES; i++) {
        const int year = i / (CARE_N_SEXES * CARE_N_AGES), sex = i / CARE_N_AGES % CARE_N_SEXES, age = i % CARE_N_AGES;
        table->mx[year][sex][age] *= factor[sex].value[year] / factor[sex].value[0];
    }
}

int care_lifetable_create(const struct care_sheet *sheet, const struct care_series factor[CARE_N_SEXES],
                          struct care_diagnostics *list, struct care_lifetable *out)
{
    memset(out, 0, sizeof *out);
    read_rates(sheet, factor, out);
    const int status = check_complete(sheet, out, list);
    if (status != CARE_OK) {
        return status;
    }
    fill_years(out);
    follow_factors(factor, out);
    for (int year = 0; year < CARE_N_YEARS; year++) {
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            fill_death_probs(out->mx[year][sex], out->death_prob[year][sex]);
        }
    }
    return CARE_OK;
}

double care_lifetable_expectancy(const struct care_lifetable *table, int year, enum care_sex sex, int age_years)
{
    const double *mx = table->mx[year - CARE_FIRST_YEAR][sex];
    double alive = 1, years = 0;
    for (int age = age_years; age < LAST; age++) {
        const double a = share_lived(age);
        const double died = fmin(1, mx[age] / (1 + (1 - a) * mx[age]));
        years += alive * (1 - died) + a * alive * died;
        alive *= 1 - died;
    }
    return years + alive / mx[LAST];
}

double care_lifetable_expectancy_counted(const int64_t died[CARE_N_AGES], const int64_t survived[CARE_N_AGES])
{
    enum { OPEN_FROM = 95 };
    double lived = 1, years = 0, died_late = 0, survived_late = 0;
    for (int age = 0; age < OPEN_FROM; age++) {
        const double there = (double)(died[age] + survived[age]);
        lived *= there > 0 ? (double)survived[age] / there : 1;
        years += lived;
    }
    for (int age = OPEN_FROM; age < CARE_N_AGES; age++) {
        died_late += (double)died[age];
        survived_late += (double)survived[age];
    }
    return died_late > 0 ? years + lived * survived_late / died_late : NAN;
}

double care_lifetable_hazard(const struct care_lifetable *table, int year, enum care_sex sex, double age_exact)
{
    const double *mx = table->mx[year - CARE_FIRST_YEAR][sex];
    const double middle = fmin(fmax(age_exact - 0.5, 59), LAST - 1e-6);
    const int age = (int)middle;
    const double part = middle - age;
    return care_round(pow(mx[age], 1 - part) * pow(mx[age + 1], part));
}
