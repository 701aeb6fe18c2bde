/* Rows of the census: one leaf area at a time. */
#include "models/people/population.h"

#include "models/people/health.h"
#include "models/people/keys.h"

#include <stdlib.h>
#include <string.h>

/* A cohort of one area: men first, each sex in the order of enum care_marital, in blocks of nearly equal size. */
struct cohort {
    uint32_t n;
    uint32_t per_block;
    uint32_t *first; /* [blocks] rows */
    uint32_t start[CARE_N_SEXES][CARE_N_MARITAL];
};

static uint32_t row_of(const struct cohort *cohort, uint32_t i)
{
    return cohort->first[i / cohort->per_block] + i % cohort->per_block;
}

static int append_cohort(struct care_table *table, int leaf, int age, struct cohort *cohort)
{
    const uint32_t most = CARE_BLOCK_ROWS - 64; /* leaves room for those who arrive later */
    const uint32_t n_blocks = (cohort->n + most - 1) / most;
    if (n_blocks == 0) {
        cohort->per_block = 1;
        return CARE_OK;
    }
    cohort->per_block = (cohort->n + n_blocks - 1) / n_blocks;
    cohort->first = malloc(n_blocks * sizeof *cohort->first);
    if (cohort->first == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (uint32_t b = 0; b < n_blocks; b++) {
        const uint32_t left = cohort->n - b * cohort->per_block;
        const uint32_t size = left < cohort->per_block ? left : cohort->per_block;
        const int status =
            care_table_append(table, leaf, CARE_FIRST_YEAR - age, size, b == 0 ? 0 : size / 64, &cohort->first[b]);
        if (status != CARE_OK) {
            return status;
        }
    }
    return CARE_OK;
}

struct filling {
    struct care_people people;
    int leaf;
    uint32_t area_code;
    const struct care_census *census;
    const struct care_marital_counts *marital;
    const struct care_health *health;
    struct care_year year;
};

static void fill_person(const struct filling *filling, uint32_t row, unsigned sex, unsigned age, unsigned marital,
                        uint32_t ordinal)
{
    const struct care_people *people = &filling->people;
    const uint64_t key = care_key_of_census(filling->area_code, sex, age, ordinal);
    people->key[row] = key;
    people->event[row] = 0;
    people->sex[row] = (uint8_t)sex;
    people->marital[row] = (uint8_t)(marital == CARE_PARTNERED ? CARE_PARTNER_ELSEWHERE : marital); /* until linked */
    people->care[row] = people->months[row] = people->bed[row] = people->level[row] = people->dementia[row] = 0;
    people->traits[row] = 0;
    if (age >= CARE_FIRST_CARE_AGE) {
        care_health_enter(filling->health, &filling->year, key, sex, (int)age, &people->level[row],
                          &people->dementia[row]);
    }
}

static int fill_cohort(const struct filling *filling, struct care_table *table, int age, struct cohort *cohort)
{
    cohort->n = (uint32_t)(filling->census->persons[filling->leaf][CARE_MALE][age] +
                           filling->census->persons[filling->leaf][CARE_FEMALE][age]);
    const int status = append_cohort(table, filling->leaf, age, cohort);
    uint32_t i = 0;
    for (unsigned sex = 0; sex < CARE_N_SEXES && status == CARE_OK; sex++) {
        uint32_t ordinal = 0;
        for (unsigned marital = 0; marital < CARE_N_MARITAL; marital++) {
            cohort->start[sex][marital] = i;
            const uint32_t end = i + (uint32_t)filling->marital->n[filling->leaf][sex][age][marital];
            for (; i < end; i++) {
                fill_person(filling, row_of(cohort, i), sex, (unsigned)age, marital, ordinal++);
            }
        }
    }
    return status;
}

/* Couples by pairs of ages: within an age, in order of rows, so that partners of neighbours are neighbours. */
static void link_couples(const struct filling *filling, const int (*couples)[CARE_PAIRING_AGES],
                         const struct cohort *cohorts)
{
    uint32_t used[CARE_N_SEXES][CARE_N_AGES] = {{0}};
    for (int i = 0; i < CARE_N_AGES * CARE_N_AGES; i++) {
        const int wife = i / CARE_N_AGES, husband = i % CARE_N_AGES;
        for (int c = 0; c < couples[wife][husband]; c++) {
            const uint32_t w = cohorts[wife].start[CARE_FEMALE][CARE_PARTNERED] + used[CARE_FEMALE][wife]++;
            const uint32_t h = cohorts[husband].start[CARE_MALE][CARE_PARTNERED] + used[CARE_MALE][husband]++;
            care_people_link(&filling->people, row_of(&cohorts[wife], w), row_of(&cohorts[husband], h));
        }
    }
}

int care_population_fill(struct care_table *table, int leaf, int32_t area_code, const struct care_census *census,
                         const struct care_marital_counts *marital, const struct care_couples *couples,
                         const struct care_health *health, const struct care_draws *draws)
{
    const struct filling filling = {.people = care_people_of_table(table),
                                    .leaf = leaf,
                                    .area_code = (uint32_t)area_code,
                                    .census = census,
                                    .marital = marital,
                                    .health = health,
                                    .year = {.year = CARE_FIRST_YEAR, .index = 0, .draws = draws}};
    struct cohort *cohorts = calloc(CARE_N_AGES, sizeof *cohorts);
    int status = cohorts != NULL ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
    for (int age = CARE_N_AGES - 1; age >= 0 && status == CARE_OK; age--) {
        status = fill_cohort(&filling, table, age, &cohorts[age]);
    }
    if (status == CARE_OK && couples != NULL) {
        link_couples(&filling, (const int(*)[CARE_PAIRING_AGES])couples->n[leaf], cohorts);
    }
    for (int age = 0; cohorts != NULL && age < CARE_N_AGES; age++) {
        free(cohorts[age].first);
    }
    free(cohorts);
    return status;
}
