#include "models/people/headcount.h"

#include "models/axes.h"
#include "sim/counts.h"
#include "sim/simd.h"
#include "sim/tally.h"

const struct care_cube_spec care_headcount_population_cube = {"population",
                                                              CARE_CUBE_INT32,
                                                              CARE_CUBE_STOCK,
                                                              {&care_axes_sex, &care_axes_age},
                                                              "1",
                                                              {"usual residents", "常住人口"},
                                                              "headcount",
                                                              1};
const struct care_cube_spec care_headcount_disability_cube = {
    "disability",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_axes_sex, &care_axes_care_age_group, &care_axes_level},
    "1",
    {"residents of 60 and over by disability level", "60 岁及以上常住人口，按失能等级"},
    "headcount",
    1};
const struct care_cube_spec care_headcount_dementia_cube = {
    "dementia",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_axes_sex, &care_axes_care_age_group, &care_axes_stage},
    "1",
    {"residents of 60 and over by stage of dementia", "60 岁及以上常住人口，按失智阶段"},
    "headcount",
    1};
const struct care_cube_spec care_headcount_marital_cube = {
    "marital",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_axes_sex, &care_axes_adult_age_group, &care_axes_marital},
    "1",
    {"residents of 15 and over by marital status", "15 岁及以上常住人口，按婚姻状况"},
    "headcount",
    1};

enum { N_SMALL = CARE_N_SEXES * CARE_N_LEVELS /* at most two sexes of five values */ };

/* sex * n_values + value of those present; 255, which is not counted, for those gone. Without a branch or a product, for
 * the vectors. */
CARE_CLONES static void join(const uint8_t *exit, const uint8_t *sex, const uint8_t *value, int n, uint8_t n_values,
                             uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        const uint8_t gone = (uint8_t) - (exit[i] != CARE_EXIT_NONE);
        const uint8_t second_half = (uint8_t)(-sex[i] & n_values);
        out[i] = (uint8_t)((second_half + value[i]) | gone);
    }
}

/* The same without a value: 0 man, 1 woman, 255. */
CARE_CLONES static void mark_sexes(const uint8_t *exit, const uint8_t *sex, int n, uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        const uint8_t gone = (uint8_t) - (exit[i] != CARE_EXIT_NONE);
        out[i] = (uint8_t)(sex[i] | gone);
    }
}

/* Adds counts by sex and value to cells [sex][groups][values]. */
static void add_cells(int32_t *cells, int n_groups, int group, int n_values, const int32_t n[N_SMALL])
{
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int value = 0; value < n_values; value++) {
            care_tally_add(&cells[(sex * n_groups + group) * n_values + value], n[sex * n_values + value]);
        }
    }
}

static void tally_column(const struct care_headcount *headcount, struct care_cube *cube, const struct care_year *year,
                         const struct care_span *span, const uint8_t *column, int n_groups, int group, int n_values)
{
    int32_t *cells = care_tally_cells(headcount->tally, cube, year->year, span->area);
    if (cells != NULL) {
        int32_t n[N_SMALL] = {0};
        const struct care_people people = care_people_of_span(span);
        join(people.exit, people.sex, column, span->n, (uint8_t)n_values, span->bytes);
        care_counts_of_bytes(span->bytes, span->n, CARE_N_SEXES * n_values, n);
        add_cells(cells, n_groups, group, n_values, n);
    }
}

static void tally_population(const struct care_headcount *headcount, const struct care_year *year,
                             const struct care_span *span)
{
    const struct care_people people = care_people_of_span(span);
    const int age = span->age_years < CARE_N_AGES ? span->age_years : CARE_N_AGES - 1;
    int32_t *cells = care_tally_cells(headcount->tally, headcount->population, year->year, span->area);
    if (cells != NULL) {
        int32_t n[CARE_N_SEXES] = {0};
        mark_sexes(people.exit, people.sex, span->n, span->bytes);
        care_counts_of_bytes(span->bytes, span->n, CARE_N_SEXES, n);
        care_tally_add(&cells[CARE_MALE * CARE_N_AGES + age], n[CARE_MALE]);
        care_tally_add(&cells[CARE_FEMALE * CARE_N_AGES + age], n[CARE_FEMALE]);
    }
}

static int tally(void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_headcount *headcount = self;
    const struct care_people people = care_people_of_span(span);
    tally_population(headcount, year, span);
    if (span->age_years >= CARE_FIRST_CARE_AGE) {
        const int group = care_care_age_group(span->age_years);
        tally_column(headcount, headcount->disability, year, span, people.level, CARE_N_CARE_AGE_GROUPS, group,
                     CARE_N_LEVELS);
        tally_column(headcount, headcount->dementia, year, span, people.dementia, CARE_N_CARE_AGE_GROUPS, group,
                     CARE_N_STAGES);
    }
    if (span->age_years >= CARE_FIRST_ADULT_AGE) {
        tally_column(headcount, headcount->marital, year, span, people.marital, CARE_N_ADULT_AGE_GROUPS,
                     care_adult_age_group(span->age_years), CARE_N_MARITAL);
    }
    return CARE_OK;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_headcount_model = {
    .name = "headcount",
    .doc = {"counts of 1 November", "11 月 1 日人数统计"},
    .reads = BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA) |
             BIT(CARE_PEOPLE_MARITAL),
    .tally = tally,
};
#undef BIT
