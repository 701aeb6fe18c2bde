#include "models/people/headcount.h"

#include "models/axes.h"
#include "sim/simd.h"
#include "sim/tally.h"

const struct care_cube_spec care_population_cube = {
    "population", CARE_CUBE_INT32, CARE_CUBE_STOCK, {&care_axis_sex, &care_axis_age}, "1",
    {"usual residents", "常住人口"}, "headcount", 1};
const struct care_cube_spec care_disability_cube = {
    "disability", CARE_CUBE_INT32, CARE_CUBE_STOCK, {&care_axis_sex, &care_axis_care_age_group, &care_axis_level}, "1",
    {"residents of 60 and over by disability level", "60 岁及以上常住人口，按失能等级"}, "headcount", 1};
const struct care_cube_spec care_dementia_cube = {
    "dementia", CARE_CUBE_INT32, CARE_CUBE_STOCK, {&care_axis_sex, &care_axis_care_age_group, &care_axis_stage}, "1",
    {"residents of 60 and over by stage of dementia", "60 岁及以上常住人口，按失智阶段"}, "headcount", 1};
const struct care_cube_spec care_marital_cube = {
    "marital", CARE_CUBE_INT32, CARE_CUBE_STOCK, {&care_axis_sex, &care_axis_adult_age_group, &care_axis_marital}, "1",
    {"residents of 15 and over by marital status", "15 岁及以上常住人口，按婚姻状况"}, "headcount", 1};

/* Sums of at most 255 ones fit a byte, so that 32 rows are counted at a time. */
CARE_CLONES static void count_sexes(const uint8_t *sex, const uint8_t *exit, int n, int32_t count[CARE_N_SEXES])
{
    int32_t present = 0, female = 0;
    for (int i = 0; i < n; i++) {
        const uint8_t here = exit[i] == CARE_EXIT_NONE;
        present += here;
        female += here & sex[i];
    }
    count[CARE_MALE] = present - female;
    count[CARE_FEMALE] = female;
}

static void tally_population(const struct care_headcount *headcount, const struct care_year *year,
                             const struct care_span *span)
{
    int32_t *cells = care_tally_cells(headcount->tally, headcount->population, year->year, span->area);
    if (cells != NULL) {
        const struct care_people people = care_people_of_span(span);
        int32_t n[CARE_N_SEXES];
        count_sexes(people.sex, people.exit, span->n, n);
        const int age = span->age_years < CARE_N_AGES ? span->age_years : CARE_N_AGES - 1;
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            care_tally_add(&cells[sex * CARE_N_AGES + age], n[sex]);
        }
    }
}

static void tally_health(const struct care_headcount *headcount, const struct care_year *year, const struct care_span *span)
{
    const struct care_people people = care_people_of_span(span);
    int32_t n[CARE_N_HEALTH_STATES + 1] = {0}; /* the last for those gone */
    care_people_health_states(span, span->bytes);
    for (int i = 0; i < span->n; i++) {
        n[people.exit[i] == CARE_EXIT_NONE ? span->bytes[i] : CARE_N_HEALTH_STATES]++;
    }
    int32_t *disability = care_tally_cells(headcount->tally, headcount->disability, year->year, span->area);
    int32_t *dementia = care_tally_cells(headcount->tally, headcount->dementia, year->year, span->area);
    const int group = care_care_age_group(span->age_years);
    for (int state = 0; state < CARE_N_HEALTH_STATES; state++) {
        const int row = (state >> 5) * CARE_N_CARE_AGE_GROUPS + group, level = state >> 2 & 7, stage = state & 3;
        if (n[state] != 0 && disability != NULL) {
            care_tally_add(&disability[row * CARE_N_LEVELS + level], n[state]);
        }
        if (n[state] != 0 && dementia != NULL) {
            care_tally_add(&dementia[row * CARE_N_STAGES + stage], n[state]);
        }
    }
}

static void tally_marital(const struct care_headcount *headcount, const struct care_year *year, const struct care_span *span)
{
    int32_t *cells = care_tally_cells(headcount->tally, headcount->marital, year->year, span->area);
    if (cells == NULL) {
        return;
    }
    const struct care_people people = care_people_of_span(span);
    enum { N_STATES = 16 };
    int32_t n[4][N_STATES] = {{0}}; /* four lanes: neighbours in one state would wait for each other */
    for (int i = 0; i < span->n; i++) {
        const unsigned here = people.exit[i] == CARE_EXIT_NONE;
        n[i & 3][here * ((unsigned)people.sex[i] * 8 + people.marital[i]) + (1 - here) * (N_STATES - 1)]++;
    }
    const int group = care_adult_age_group(span->age_years);
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int status = 0; status < CARE_N_MARITAL; status++) {
            const int state = sex * 8 + status;
            care_tally_add(&cells[(sex * CARE_N_ADULT_AGE_GROUPS + group) * CARE_N_MARITAL + status],
                           n[0][state] + n[1][state] + n[2][state] + n[3][state]);
        }
    }
}

static int tally(void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_headcount *headcount = self;
    tally_population(headcount, year, span);
    if (span->age_years >= CARE_FIRST_CARE_AGE) {
        tally_health(headcount, year, span);
    }
    if (span->age_years >= CARE_FIRST_ADULT_AGE) {
        tally_marital(headcount, year, span);
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
