#include "models/people/partnership.h"

#include "models/axes.h"
#include "models/columns.h"
#include "models/people/health.h"
#include "models/people/widowing.h"
#include "models/purposes.h"
#include "models/walk.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/simd.h"
#include "sim/tally.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#define COUNT(column, en, zh)                                                                        \
    {                                                                                                \
        .name = column, .kind = CARE_SHEET_INT, .unit = "1", .min = 0, .max = 1e9, .doc = { en, zh } \
    }
static const struct care_sheet_column area_columns[] = {
    [CARE_MARITAL_AREA] = CARE_COLUMNS_LEAF_AREA,
    [CARE_MARITAL_AREA_SEX] = CARE_COLUMNS_SEX,
    [CARE_MARITAL_AREA_NEVER] = COUNT("never_married", "never married, 15+", "15 岁及以上未婚"),
    [CARE_MARITAL_AREA_MARRIED] = COUNT("married", "married, 15+", "15 岁及以上有配偶"),
    [CARE_MARITAL_AREA_DIVORCED] = COUNT("divorced", "divorced, 15+", "15 岁及以上离婚"),
    [CARE_MARITAL_AREA_WIDOWED] = COUNT("widowed", "widowed, 15+", "15 岁及以上丧偶"),
};
#undef COUNT
const struct care_sheet_spec care_partnership_marital_areas_sheet = {
    .name = "marital_areas",
    .columns = area_columns,
    .n_columns = sizeof area_columns / sizeof area_columns[0],
    .min_rows = 2,
    .doc = {"marital status of people of 15 and over by area", "各区 15 岁及以上人口婚姻状况"},
};

#define SHARE(column, en, zh)                                                                       \
    {                                                                                               \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "1", .min = 0, .max = 1, .doc = { en, zh } \
    }
static const struct care_sheet_column age_columns[] = {
    [CARE_MARITAL_AGE_SEX] = CARE_COLUMNS_SEX,
    [CARE_MARITAL_AGE_FIRST] = {.name = "age_first",
                                .kind = CARE_SHEET_INT,
                                .unit = "year",
                                .min = 15,
                                .max = CARE_N_AGES - 1,
                                .is_key = true,
                                .doc = {"first age of the group", "年龄组起点"}},
    [CARE_MARITAL_AGE_LAST] = {.name = "age_last",
                               .kind = CARE_SHEET_INT,
                               .unit = "year",
                               .min = 15,
                               .max = CARE_N_AGES - 1,
                               .doc = {"last age; 100 means and over", "年龄组终点；100 表示及以上"}},
    [CARE_MARITAL_AGE_NEVER] = SHARE("never_married", "share never married", "未婚比例"),
    [CARE_MARITAL_AGE_MARRIED] = SHARE("married", "share married", "有配偶比例"),
    [CARE_MARITAL_AGE_DIVORCED] = SHARE("divorced", "share divorced", "离婚比例"),
    [CARE_MARITAL_AGE_WIDOWED] = SHARE("widowed", "share widowed", "丧偶比例"),
};
#undef SHARE
const struct care_sheet_spec care_partnership_marital_ages_sheet = {
    .name = "marital_ages",
    .columns = age_columns,
    .n_columns = sizeof age_columns / sizeof age_columns[0],
    .min_rows = 2,
    .doc = {"marital status by sex and age, nation", "全国分性别、年龄婚姻状况"},
};

#define RATE(column, en, zh)                                                                             \
    {                                                                                                    \
        .name = column, .kind = CARE_SHEET_REAL, .unit = "year-1", .min = 0, .max = 2, .doc = { en, zh } \
    }
static const struct care_sheet_column rate_columns[] = {
    [CARE_MARRIAGE_SEX] = CARE_COLUMNS_SEX,
    [CARE_MARRIAGE_AGE] = {.name = "age",
                           .kind = CARE_SHEET_INT,
                           .unit = "year",
                           .min = 15,
                           .max = CARE_N_AGES - 1,
                           .is_key = true,
                           .is_contiguous = true,
                           .doc = {"age", "年龄"}},
    [CARE_MARRIAGE_NEVER] =
        RATE("never_married", "never married: rate of looking for a partner", "未婚者寻求婚配的年率"),
    [CARE_MARRIAGE_DIVORCED] = RATE("divorced", "divorced: rate of looking for a partner", "离婚者寻求婚配的年率"),
    [CARE_MARRIAGE_WIDOWED] = RATE("widowed", "widowed: rate of looking for a partner", "丧偶者寻求婚配的年率"),
};
#undef RATE
const struct care_sheet_spec care_partnership_marriage_rates_sheet = {
    .name = "marriage_rates",
    .columns = rate_columns,
    .n_columns = sizeof rate_columns / sizeof rate_columns[0],
    .min_rows = 2,
    .doc = {"rates of looking for a partner", "寻求婚配的年率"},
};

#define SHEET(path, member, spec, anchor, conf, en, zh)                                                         \
    {                                                                                                           \
        .name = path, .kind = CARE_FIELD_SHEET, .offset = offsetof(struct care_partnership_parameters, member), \
        .is_required = true, .sheet = spec, .doc = {en, zh}, .source = anchor, .confidence = conf               \
    }
static const struct care_field fields[] = {
    SHEET("marital_areas", marital_areas, &care_partnership_marital_areas_sheet, "#partnership-marital-areas",
          CARE_SEEN, "marital status by area", "各区婚姻状况"),
    SHEET("marital_ages", marital_ages, &care_partnership_marital_ages_sheet, "#partnership-marital-ages",
          CARE_RECALLED, "marital status by age", "分年龄婚姻状况"),
    SHEET("marriage_rates", marriage_rates, &care_partnership_marriage_rates_sheet, "#partnership-marriage-rates",
          CARE_ASSUMED, "rates of looking for a partner", "寻求婚配的年率"),
    {.name = "age_gap_mean_years",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_partnership_parameters, age_gap_mean_years),
     .unit = "year",
     .min = -5,
     .max = 10,
     .low = 1.5,
     .high = 2.5,
     .fallback = 2,
     .doc = {"years the husband is older, mean", "夫妻年龄差（夫减妻）均值"},
     .source = "#partnership-age-gap-mean-years",
     .confidence = CARE_ASSUMED},
    {.name = "age_gap_sd_years",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_partnership_parameters, age_gap_sd_years),
     .unit = "year",
     .min = 0.5,
     .max = 10,
     .low = 2.5,
     .high = 4,
     .fallback = 3,
     .doc = {"years the husband is older, standard deviation", "夫妻年龄差标准差"},
     .source = "#partnership-age-gap-sd-years",
     .confidence = CARE_ASSUMED},
    {.name = "divorce_rate_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_partnership_parameters, divorce_rate_per_year),
     .unit = "year-1",
     .min = 0,
     .max = 0.5,
     .low = 0.009,
     .high = 0.024,
     .fallback = 0.0127,
     .doc = {"divorces per couple and year, husband 35 or younger", "丈夫 35 岁及以下的夫妻年离婚率"},
     .source = "#partnership-divorce-rate-per-year",
     .confidence = CARE_ASSUMED},
    {.name = "divorce_decay_per_year",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct care_partnership_parameters, divorce_decay_per_year),
     .unit = "year-1",
     .min = 0,
     .max = 0.3,
     .low = 0.03,
     .high = 0.08,
     .fallback = 0.05,
     .doc = {"fall of the divorce rate with the husband's age beyond 35", "离婚率随丈夫年龄（35 岁以上）的下降"},
     .source = "#partnership-divorce-decay-per-year",
     .confidence = CARE_ASSUMED},
};
#undef SHEET
const struct care_section care_partnership_section = {
    .name = "partnership",
    .fields = fields,
    .n_fields = sizeof fields / sizeof fields[0],
    .size = sizeof(struct care_partnership_parameters),
    .doc = {"partners", "婚姻与配偶"},
};

const struct care_cube_spec care_partnership_marriages_cube = {
    "marriages",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {NULL},
    "1",
    {"couples formed in the year within a leaf area", "当年区内新结成的夫妻对数"},
    "partnership",
    1};

/* ---- rates ---- */

static uint32_t yearly(double rate_per_year)
{
    return care_threshold(-expm1(-rate_per_year));
}

static void read_rates(const struct care_sheet *sheet, struct care_partnership_rates *out)
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int sex = care_sheet_int(sheet, CARE_MARRIAGE_SEX, row);
        uint32_t *seek =
            out->seek[sex][care_sheet_int(sheet, CARE_MARRIAGE_AGE, row) + 1]; /* age at the start of the year */
        seek[CARE_NEVER_MARRIED] = yearly(care_sheet_number(sheet, CARE_MARRIAGE_NEVER, row));
        seek[CARE_DIVORCED] = yearly(care_sheet_number(sheet, CARE_MARRIAGE_DIVORCED, row));
        seek[CARE_WIDOWED] = yearly(care_sheet_number(sheet, CARE_MARRIAGE_WIDOWED, row));
    }
}

/* The partner elsewhere is taken to be of the mean age, and to die at the city's rate. */
static void fill_widowed_elsewhere(const struct care_health *health, double gap_years,
                                   struct care_partnership_rates *out)
{
    const int gap = (int)nearbyint(gap_years);
    for (int y = 0; y < CARE_N_YEARS; y++) {
        for (int age = 0; age < CARE_RATE_AGES; age++) {
            const int husband = age + gap < 0 ? 0 : age + gap < CARE_RATE_AGES ? age + gap : CARE_RATE_AGES - 1;
            const int wife = age - gap < 0 ? 0 : age - gap < CARE_RATE_AGES ? age - gap : CARE_RATE_AGES - 1;
            out->widowed_elsewhere[y][CARE_FEMALE][age] = health->death[y][CARE_MALE][husband];
            out->widowed_elsewhere[y][CARE_MALE][age] = health->death[y][CARE_FEMALE][wife];
        }
    }
}

/* Divorce is a matter of the young: a rate flat in age would leave one in ten of 70 divorced by 2035. */
static void fill_divorce(const struct care_partnership_parameters *parameters, struct care_partnership_rates *out)
{
    enum { FULL_UNTIL = 35 };
    for (int age = 0; age < CARE_RATE_AGES; age++) {
        const double beyond = age > FULL_UNTIL ? age - FULL_UNTIL : 0;
        out->divorce[age] =
            yearly(parameters->divorce_rate_per_year * care_round(exp(-parameters->divorce_decay_per_year * beyond)));
    }
}

static void fill_most(struct care_partnership_rates *out)
{
    for (int age = 0; age < CARE_RATE_AGES; age++) {
        uint32_t most = out->divorce[age];
        for (int i = 0; i < CARE_N_SEXES * CARE_N_MARITAL; i++) {
            const uint32_t t = out->seek[i / CARE_N_MARITAL][age][i % CARE_N_MARITAL];
            most = t > most ? t : most;
        }
        out->most[age] = most;
    }
}

int care_partnership_rates_create(const struct care_partnership_parameters *parameters,
                                  const struct care_health *health, struct care_diagnostics *list,
                                  struct care_partnership_rates *out)
{
    static const struct care_partnership_rates nothing;
    *out = nothing;
    const struct care_sheet *sheet = parameters->marriage_rates;
    if (sheet->n_rows != 2 * (CARE_N_AGES - 15)) {
        care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "age"},
                             "%d rows, but both sexes at ages 15 to %d make %d",
                             "现有 %d 行，两性 15 至 %d 岁应为 %d 行", sheet->n_rows, CARE_N_AGES - 1,
                             2 * (CARE_N_AGES - 15));
        return CARE_ERROR_INPUT;
    }
    read_rates(sheet, out);
    fill_divorce(parameters, out);
    out->gaps = care_pairing_gaps_create(parameters->age_gap_mean_years, parameters->age_gap_sd_years);
    fill_widowed_elsewhere(health, parameters->age_gap_mean_years, out);
    fill_most(out);
    return CARE_OK;
}

/* ---- the year ---- */

/* The largest threshold at which anything can happen to people of an age. */
static uint32_t most_at(const struct care_partnership_rates *rates, int y, int age)
{
    uint32_t most = rates->most[age];
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        const uint32_t widowed = rates->widowed_elsewhere[y][sex][age];
        most = widowed > most ? widowed : most;
    }
    return most;
}

CARE_CLONES static void join_states(const uint8_t *sex, const uint8_t *marital, int n, uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        out[i] = (uint8_t)(sex[i] << 3 | marital[i]);
    }
}

/* Rows to which something may happen. Where most draws of an age could hit only a few statuses, the status is asked
 * first; where hardly any can, the draw alone decides who is looked at. */
static int find_rows(const struct care_partnership_rates *rates, const struct care_span *span, int y, const uint32_t *u)
{
    const uint32_t often = UINT32_MAX / 32, most = most_at(rates, y, span->age_index);
    if (most < often) {
        return care_hits_below(u, span->n, most, span->rows);
    }
    const struct care_people people = care_people_of_span(span);
    uint32_t threshold[CARE_N_HEALTH_STATES] = {0};
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int marital = 0; marital < CARE_N_MARITAL; marital++) {
            threshold[sex << 3 | marital] = rates->seek[sex][span->age_index][marital];
        }
        threshold[sex << 3 | CARE_PARTNERED] = sex == CARE_MALE ? rates->divorce[span->age_index] : 0;
        threshold[sex << 3 | CARE_PARTNER_ELSEWHERE] = rates->widowed_elsewhere[y][sex][span->age_index];
    }
    join_states(people.sex, people.marital, span->n, span->bytes);
    return care_hits_below_by_state(u, span->bytes, span->n, threshold, span->rows);
}

/* A couple parts on the husband's draw; a partner elsewhere may die; the unpartnered may look for one. */
static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_partnership *partnership = self;
    if (span->age_years < CARE_FIRST_ADULT_AGE) {
        return CARE_OK;
    }
    const struct care_partnership_rates *rates = partnership->rates;
    const struct care_people people = care_people_of_span(span);
    const int y = year->year - CARE_FIRST_YEAR;
    const uint32_t *u = care_span_draws(span, span->age_years < CARE_FIRST_CARE_AGE ? CARE_DRAW_PARTNER_UNDER_60
                                                                                    : CARE_DRAW_PARTNER_FROM_60);
    const int n_rows = find_rows(rates, span, y, u);
    int32_t n_widowed[CARE_N_SEXES] = {0};
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        const unsigned sex = people.sex[i], marital = people.marital[i];
        if (people.exit[i] == CARE_EXIT_GONE) {
            continue;
        }
        if (marital == CARE_PARTNERED) {
            people.event[i] |= sex == CARE_MALE && u[i] < rates->divorce[span->age_index] ? CARE_EVENT_PARTS : 0;
        } else if (marital == CARE_PARTNER_ELSEWHERE) {
            const bool widowed = u[i] < rates->widowed_elsewhere[y][sex][span->age_index];
            people.marital[i] = widowed ? CARE_WIDOWED : CARE_PARTNER_ELSEWHERE;
            n_widowed[sex] += widowed;
        } else if (u[i] < rates->seek[sex][span->age_index][marital]) {
            people.event[i] |= CARE_EVENT_SEEKS;
        }
    }
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        care_widowing_count(partnership->tally, partnership->widow_flows, year->year, span->area, sex,
                            CARE_WIDOWS_ELSEWHERE, n_widowed[sex]);
    }
    return CARE_OK;
}

/* Couples that part do so here; those who look for a partner and live through the year are listed. */
static int part_and_list(const struct care_gaps *gaps, const struct care_year *year, const struct care_table *table,
                         int area, struct care_seekers *seekers)
{
    struct care_walk walk = care_walk_events(table, area, CARE_EVENT_PARTS | CARE_EVENT_SEEKS, INT32_MIN,
                                             year->year - CARE_FIRST_ADULT_AGE);
    const struct care_people *people = &walk.people;
    int status = CARE_OK;
    for (uint32_t row; status == CARE_OK && care_walk_next(&walk, &row);) {
        if ((walk.event & CARE_EVENT_PARTS) != 0) {
            const uint32_t wife = people->partner[row];
            care_people_mark_bereft(people, row, year->year - walk.cohort);
            care_people_mark_bereft(people, wife, year->year - care_table_cohort(table, wife));
            care_people_unlink(people, row, CARE_DIVORCED, CARE_DIVORCED);
        } else if (people->exit[row] == CARE_EXIT_NONE) {
            status = care_pairing_seekers_add(seekers, gaps, year, people->key[row], row, people->sex[row],
                                              year->year - walk.cohort);
        }
    }
    return status == CARE_OK ? care_pairing_seekers_end(seekers, gaps, year) : status;
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_partnership *partnership = self;
    const struct care_people people = care_people_of_table(table);
    struct care_seekers seekers = {.n = {0}};
    struct care_pairing_made made = {0};
    int status = part_and_list(&partnership->rates->gaps, year, table, area, &seekers);
    status = status == CARE_OK ? care_pairing_match(&people, &seekers, &made) : status;
    int32_t *cells = care_tally_cells(partnership->tally, partnership->marriages, year->year, area);
    if (cells != NULL) {
        care_tally_add(cells, made.n_couples);
    }
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        care_widowing_count(partnership->tally, partnership->widow_flows, year->year, area, sex, CARE_WIDOWS_REMARRIED,
                            made.n_widowed[sex]);
    }
    care_pairing_seekers_free(&seekers);
    return status;
}

static const struct care_draw_use draws[] = {
    {CARE_DRAW_PARTNER_UNDER_60, CARE_FIRST_ADULT_AGE, CARE_FIRST_CARE_AGE - 1},
    {CARE_DRAW_PARTNER_FROM_60, CARE_FIRST_CARE_AGE, INT32_MAX},
};

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_partnership_model = {
    .name = "partnership",
    .doc = {"partners meet and part", "结婚与离婚"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_PARTNER) |
             BIT(CARE_PEOPLE_EXIT),
    .writes = BIT(CARE_PEOPLE_EVENT) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_PARTNER),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .step = step,
    .resolve = resolve,
};
#undef BIT
