#include "models/people/fertility.h"

#include "models/axes.h"
#include "models/columns.h"
#include "models/people/health.h"
#include "models/people/keys.h"
#include "models/purposes.h"
#include "models/walk.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/tally.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const struct care_sheet_column pattern_columns[] = {
    [CARE_PATTERN_YEAR] = {.name = "year",
                           .kind = CARE_SHEET_INT,
                           .unit = "1",
                           .min = CARE_FIRST_YEAR,
                           .max = CARE_LAST_YEAR,
                           .is_key = true,
                           .doc = {"calendar year", "年份"}},
    [CARE_PATTERN_AGE] = {.name = "age",
                          .kind = CARE_SHEET_INT,
                          .unit = "year",
                          .min = CARE_FIRST_FERTILE_AGE,
                          .max = CARE_LAST_FERTILE_AGE,
                          .is_key = true,
                          .is_contiguous = true,
                          .doc = {"age of the mother", "母亲年龄"}},
    [CARE_PATTERN_SHARE] = {.name = "share",
                            .kind = CARE_SHEET_REAL,
                            .unit = "1",
                            .min = 0,
                            .max = 1,
                            .doc = {"share of the total fertility rate at this age", "该年龄占总和生育率的份额"}},
};
const struct care_sheet_spec care_fertility_pattern_sheet = {
    .name = "fertility_pattern",
    .columns = pattern_columns,
    .n_columns = sizeof pattern_columns / sizeof pattern_columns[0],
    .min_rows = CARE_LAST_FERTILE_AGE - CARE_FIRST_FERTILE_AGE + 1,
    .doc = {"age pattern of fertility", "生育年龄模式"},
};
static const struct care_sheet_column area_columns[] = {
    [CARE_FERTILITY_AREA] = CARE_COLUMNS_LEAF_AREA,
    [CARE_FERTILITY_FACTOR] = {.name = "factor",
                               .kind = CARE_SHEET_REAL,
                               .unit = "1",
                               .min = 0.1,
                               .max = 5,
                               .doc = {"fertility against the city's", "相对全市的生育水平"}},
};
const struct care_sheet_spec care_fertility_area_sheet = {
    .name = "fertility_areas",
    .columns = area_columns,
    .n_columns = sizeof area_columns / sizeof area_columns[0],
    .min_rows = 1,
    .doc = {"fertility of the areas against the city", "各区生育水平相对全市"},
};

static const struct care_field fields[] = {
    {.name = "pattern",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_fertility_parameters, pattern),
     .is_required = true,
     .sheet = &care_fertility_pattern_sheet,
     .doc = {"age pattern of fertility", "生育年龄模式"},
     .source = "#fertility-pattern",
     .confidence = CARE_DERIVED},
    {.name = "areas",
     .kind = CARE_FIELD_SHEET,
     .offset = offsetof(struct care_fertility_parameters, areas),
     .is_required = true,
     .sheet = &care_fertility_area_sheet,
     .doc = {"fertility of the areas against the city", "各区生育水平相对全市"},
     .source = "#fertility-areas",
     .confidence = CARE_DERIVED},
    {.name = "tfr",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_fertility_parameters, tfr),
     .unit = "1",
     .min = 0.1,
     .max = 5,
     .low = 0.6,
     .high = 1.0,
     .is_required = true,
     .doc = {"children per woman", "总和生育率（孩子数/妇女）"},
     .source = "#fertility-tfr",
     .confidence = CARE_DERIVED},
    {.name = "boys_per_100_girls",
     .kind = CARE_FIELD_SERIES,
     .offset = offsetof(struct care_fertility_parameters, boys_per_100_girls),
     .unit = "1",
     .min = 90,
     .max = 130,
     .low = 106,
     .high = 111,
     .fallback = 106,
     .doc = {"boys born per 100 girls", "出生性别比（男/百女）"},
     .source = "#fertility-boys-per-100-girls",
     .confidence = CARE_DERIVED},
};
const struct care_section care_fertility_section = {
    .name = "fertility",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_fertility_parameters),
    .doc = {"births", "生育"},
};

const struct care_cube_spec care_fertility_births_cube = {
    "births",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_axes_sex},
    "1",
    {"live births to residents, by sex of the child", "常住妇女活产数，按婴儿性别"},
    "fertility",
    1};

/* ---- rates ---- */

static void read_pattern(const struct care_sheet *sheet, double (*share)[CARE_N_AGES], bool *given)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int y = care_sheet_int(sheet, CARE_PATTERN_YEAR, row) - CARE_FIRST_YEAR;
        share[y][care_sheet_int(sheet, CARE_PATTERN_AGE, row)] = care_sheet_number(sheet, CARE_PATTERN_SHARE, row);
        given[y] = true;
    }
}

static int check_pattern(const struct care_sheet *sheet, const double (*share)[CARE_N_AGES], const bool *given,
                         struct care_diagnostics *list)
{
    int status = CARE_OK;
    for (int y = 0; y < CARE_N_YEARS; y++) {
        double sum = 0;
        for (int age = 0; age < CARE_N_AGES; age++) {
            sum += share[y][age];
        }
        if (given[y] && fabs(sum - 1) > 1e-3) {
            care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "share"},
                                 "the shares of %d sum to %.6f, not 1", "%d 年份额之和为 %.6f，应为 1",
                                 CARE_FIRST_YEAR + y, sum);
            status = CARE_ERROR_INPUT;
        }
    }
    return status;
}

/* The share in a year: straight lines between the years given, level outside. */
static double share_at(const double (*share)[CARE_N_AGES], const bool *given, int y, int age)
{
    const struct care_between at = care_series_between(given, y);
    return share[at.before][age] + at.part * (share[at.after][age] - share[at.before][age]);
}

static void fill_rates(const struct care_fertility_parameters *parameters, const double (*share)[CARE_N_AGES],
                       const bool *given, struct care_fertility_rates *out)
{
    for (int y = 0; y < CARE_N_YEARS; y++) {
        const double tfr = care_series_at(&parameters->tfr, CARE_FIRST_YEAR + y);
        for (int age = 1; age < CARE_N_AGES; age++) {
            out->birth_prob[y][age] =
                care_round(tfr * (share_at(share, given, y, age - 1) + share_at(share, given, y, age)) / 2);
        }
        const double boys = care_series_at(&parameters->boys_per_100_girls, CARE_FIRST_YEAR + y);
        out->boy_prob[y] = boys / (100 + boys);
    }
}

static int read_factors(const struct care_sheet *sheet, const struct care_areas *areas, struct care_diagnostics *list,
                        double *factor)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int area = care_areas_find(areas, (int32_t)care_sheet_int(sheet, CARE_FERTILITY_AREA, row));
        if (area >= 0 && areas->area[area].leaf >= 0) {
            factor[areas->area[area].leaf] = care_sheet_number(sheet, CARE_FERTILITY_FACTOR, row);
        }
    }
    int status = CARE_OK;
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        if (factor[leaf] <= 0) {
            care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "area"}, "area %d has no row",
                                 "区划 %d 没有对应的行", areas->area[areas->leaf[leaf]].code);
            status = CARE_ERROR_INPUT;
        }
    }
    return status;
}

int care_fertility_rates_create(const struct care_fertility_parameters *parameters, const struct care_areas *areas,
                                struct care_diagnostics *list, struct care_fertility_rates *out)
{
    static const struct care_fertility_rates nothing;
    double share[CARE_N_YEARS][CARE_N_AGES] = {{0}};
    bool given[CARE_N_YEARS] = {false};
    *out = nothing;
    out->factor = calloc((size_t)areas->n_leaves, sizeof *out->factor);
    if (out->factor == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    read_pattern(parameters->pattern, share, given);
    int status = check_pattern(parameters->pattern, (const double(*)[CARE_N_AGES])share, given, list);
    const int areas_status = read_factors(parameters->areas, areas, list, out->factor);
    status = status == CARE_OK ? areas_status : status;
    if (status == CARE_OK) {
        fill_rates(parameters, (const double(*)[CARE_N_AGES])share, given, out);
    } else {
        care_fertility_rates_free(out);
    }
    return status;
}

void care_fertility_rates_free(struct care_fertility_rates *rates)
{
    free(rates->factor);
    rates->factor = NULL;
}

/* ---- the year ---- */

static bool is_fertile_age(int age_reached)
{
    return age_reached >= CARE_FIRST_FERTILE_AGE && age_reached <= CARE_LAST_FERTILE_AGE + 1;
}

static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_fertility *fertility = self;
    if (!is_fertile_age(span->age_years)) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_span(span);
    const double prob = fertility->rates->birth_prob[year->year - CARE_FIRST_YEAR][span->age_index] *
                        fertility->rates->factor[span->area];
    const uint32_t *u = care_span_draws(span, CARE_DRAW_BIRTH);
    const int n_rows = care_hits_below(u, span->n, care_threshold(prob), span->rows);
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        if (people.sex[i] == CARE_FEMALE && people.exit[i] == CARE_EXIT_NONE) {
            people.event[i] |= CARE_EVENT_BIRTH;
        }
    }
    return CARE_OK;
}

/* Keys of this year's mothers in an area; the caller frees. */
static int collect_mothers(const struct care_year *year, const struct care_table *table, int area, uint64_t **mothers,
                           int *n)
{
    int capacity = 0;
    struct care_walk walk = care_walk_events(table, area, CARE_EVENT_BIRTH, year->year - CARE_LAST_FERTILE_AGE - 1,
                                             year->year - CARE_FIRST_FERTILE_AGE);
    for (uint32_t row; care_walk_next(&walk, &row);) {
        if (*n == capacity) {
            capacity = capacity * 2 + 1024;
            uint64_t *grown = realloc(*mothers, (size_t)capacity * sizeof *grown);
            if (grown == NULL) {
                return care_trace(CARE_ERROR_MEMORY);
            }
            *mothers = grown;
        }
        (*mothers)[(*n)++] = walk.people.key[row];
    }
    return CARE_OK;
}

struct newborn {
    uint64_t key;
    uint8_t sex;
};

/* Children born alive; those who live to 1 November are kept in @p newborn. @return how many */
static int bear(const struct care_fertility *fertility, const struct care_year *year, const uint64_t *mothers, int n,
                struct newborn *newborn, int32_t n_born[CARE_N_SEXES], int32_t n_died[CARE_N_SEXES])
{
    const int y = year->year - CARE_FIRST_YEAR;
    const uint32_t boy = care_threshold(fertility->rates->boy_prob[y]);
    int n_alive = 0;
    for (int m = 0; m < n; m++) {
        const uint64_t key = care_key_of_newborn(mothers[m], year->year, 0);
        uint32_t u[CARE_LANES];
        care_draws_word(year->draws, key, year->year, care_draws_word_of(CARE_DRAW_SEX_AT_BIRTH), u);
        const int sex = u[care_draws_lane_of(CARE_DRAW_SEX_AT_BIRTH)] < boy ? CARE_MALE : CARE_FEMALE;
        const bool dies = u[care_draws_lane_of(CARE_DRAW_DEATH_NEWBORN)] < fertility->health->death[y][sex][0];
        n_born[sex]++;
        n_died[sex] += dies;
        newborn[n_alive] = (struct newborn){key, (uint8_t)sex};
        n_alive += !dies;
    }
    return n_alive;
}

static int add_rows(struct care_table *table, int area, int cohort, const struct newborn *newborn, int n)
{
    const struct care_people people = care_people_of_table(table);
    for (int from = 0; from < n; from += CARE_BLOCK_ROWS) {
        const int size = n - from < CARE_BLOCK_ROWS ? n - from : CARE_BLOCK_ROWS;
        uint32_t first;
        const int status = care_table_append(table, area, cohort, (uint32_t)size, (uint32_t)size / 32, &first);
        if (status != CARE_OK) {
            return status;
        }
        for (int i = 0; i < size; i++) {
            const uint32_t row = first + (uint32_t)i;
            people.key[row] = newborn[from + i].key;
            people.sex[row] = newborn[from + i].sex;
            people.event[row] = people.level[row] = people.dementia[row] = 0;
            people.marital[row] = CARE_NEVER_MARRIED;
            people.care[row] = people.months[row] = people.bed[row] = 0;
            people.traits[row] = 0;
        }
    }
    return CARE_OK;
}

static void record(const struct care_fertility *fertility, const struct care_year *year, int area,
                   const int32_t *n_born, const int32_t *n_died)
{
    int32_t *births = care_tally_cells(fertility->tally, fertility->births, year->year, area);
    int32_t *deaths = care_tally_cells(fertility->tally, fertility->deaths, year->year, area);
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        if (births != NULL) {
            care_tally_add(&births[sex], n_born[sex]);
        }
        if (deaths != NULL) {
            care_tally_add(&deaths[sex * CARE_N_AGES], n_died[sex]);
        }
    }
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_fertility *fertility = self;
    uint64_t *mothers = NULL;
    struct newborn *newborn = NULL;
    int n = 0;
    int status = collect_mothers(year, table, area, &mothers, &n);
    if (status != CARE_OK) {
        goto out;
    }
    newborn = malloc(((size_t)n + 1) * sizeof *newborn);
    if (newborn == NULL) {
        status = care_trace(CARE_ERROR_MEMORY);
        goto out;
    }
    int32_t n_born[CARE_N_SEXES] = {0}, n_died[CARE_N_SEXES] = {0};
    const int n_alive = bear(fertility, year, mothers, n, newborn, n_born, n_died);
    record(fertility, year, area, n_born, n_died);
    status = add_rows(table, area, year->year, newborn, n_alive);
out:
    free(newborn);
    free(mothers);
    return status;
}

static const struct care_draw_use draws[] = {{CARE_DRAW_BIRTH, CARE_FIRST_FERTILE_AGE, CARE_LAST_FERTILE_AGE + 1}};

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_fertility_model = {
    .name = "fertility",
    .doc = {"births by age of the mother, area and year", "按母亲年龄、区划、年份计算生育"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_EXIT),
    .writes = BIT(CARE_PEOPLE_EVENT),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .step = step,
    .resolve = resolve,
};
#undef BIT
