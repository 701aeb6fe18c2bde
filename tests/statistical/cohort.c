#include "tests/statistical/probe.h"

#include "models/people/disability.h"
#include "sim/engine.h"
#include "sim/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOTHERS_AGE = 30, LAST_AGE = 130, FIRST_MODEL_YEAR = CARE_FIRST_YEAR + 1, SEED = 20201101 };

static const char *const sexes[] = {"male", "female"};

/* People of one age, between two years: only what the models of this test read. */
struct cohort {
    uint32_t n;
    uint64_t *key;
    uint8_t *sex, *level, *dementia;
};

/* Models of one year and the numbers they run on. */
struct models {
    struct care_fertility_rates rates;
    double factor;
    struct care_fertility fertility;
    struct care_disability disability;
    struct care_mortality mortality;
    struct care_dementia dementia;
    struct care_scheduled scheduled[5];
};

static int put_column(struct care_table *table, int column, uint32_t first, const void *from, size_t n)
{
    const size_t width = (size_t)care_table_describe(table, column)->width_bytes;
    uint8_t *base = care_table_column(table, column);
    if (from == NULL) {
        memset(base + first * width, 0, n * width);
    } else {
        memcpy(base + first * width, from, n * width);
    }
    return CARE_OK;
}

/* A table of one area with everybody in one birth cohort. */
static int fill(const struct cohort *people, int born, struct care_table **out)
{
    int status = care_table_create(care_people_columns, CARE_N_PEOPLE_COLUMNS, 3 * people->n + 100000, 1, out);
    for (uint32_t from = 0; from < people->n && status == CARE_OK; from += CARE_BLOCK_ROWS) {
        const uint32_t n = people->n - from < CARE_BLOCK_ROWS ? people->n - from : CARE_BLOCK_ROWS;
        uint32_t first;
        status = care_table_append(*out, 0, born, n, 0, &first);
        for (int column = 0; status == CARE_OK && column < CARE_N_PEOPLE_COLUMNS; column++) {
            const void *given = column == CARE_PEOPLE_KEY        ? (const void *)(people->key + from)
                                : column == CARE_PEOPLE_SEX      ? (const void *)(people->sex + from)
                                : column == CARE_PEOPLE_LEVEL    ? (const void *)(people->level + from)
                                : column == CARE_PEOPLE_DEMENTIA ? (const void *)(people->dementia + from)
                                                                 : NULL;
            const enum care_column_role role = care_table_describe(*out, column)->role;
            if (role != CARE_COLUMN_LINK && role != CARE_COLUMN_EXIT) {
                status = put_column(*out, column, first, given, n);
            }
        }
    }
    return status;
}

/* Who of a birth cohort is alive; overwrites. */
static void take(const struct care_table *table, int born, struct cohort *people)
{
    const struct care_people rows = care_people_of_table(table);
    people->n = 0;
    for (int b = 0; b < care_table_n_blocks(table, 0); b++) {
        const struct care_block *block = care_table_block(table, 0, b);
        for (uint32_t row = block->first; block->cohort == born && row < block->first + block->n; row++) {
            if (rows.exit[row] == CARE_EXIT_NONE) {
                const uint32_t i = people->n++;
                people->key[i] = rows.key[row];
                people->sex[i] = rows.sex[row];
                people->level[i] = rows.level[row];
                people->dementia[i] = rows.dementia[row];
            }
        }
    }
}

static void connect(const struct care_city *city, const struct care_tally *tally, struct models *models)
{
    *models = (struct models){.rates = city->fertility,
                              .factor = 1,
                              .disability = {.health = city->health},
                              .dementia = {.health = city->health},
                              .mortality = {city->health, NULL, NULL}};
    models->rates.factor = &models->factor;
    memset(models->rates.birth_prob, 0, sizeof models->rates.birth_prob);
    models->rates.birth_prob[FIRST_MODEL_YEAR - CARE_FIRST_YEAR][MOTHERS_AGE] = 1;
    models->fertility =
        (struct care_fertility){&models->rates, city->health, tally, care_cubes_find(tally->cubes, "births"), NULL};
    models->scheduled[0] = (struct care_scheduled){&care_fertility_model, &models->fertility};
    models->scheduled[1] = (struct care_scheduled){&care_disability_entry_model, &models->disability};
    models->scheduled[2] = (struct care_scheduled){&care_mortality_model, &models->mortality};
    models->scheduled[3] = (struct care_scheduled){&care_disability_model, &models->disability};
    models->scheduled[4] = (struct care_scheduled){&care_dementia_model, &models->dementia};
}

/* One model year of people who reach an age in it; afterwards `people` are those of `born` who live. Every age has a
 * replicate of its own, so that nobody meets the same chance twice. */
static int live(struct models *models, int year, int age_reached, int born, struct cohort *people)
{
    struct care_table *table = NULL;
    struct care_engine *engine = NULL;
    const struct care_draws draws = care_draws_create(SEED, (uint32_t)age_reached, true);
    const struct care_year now = {.year = year, .index = year - CARE_FIRST_YEAR, .draws = &draws};
    int status = fill(people, year - age_reached, &table);
    status = status == CARE_OK
                 ? care_engine_create(table, models->scheduled, 5, (struct care_engine_options){0}, &engine)
                 : status;
    status = status == CARE_OK ? care_engine_year(engine, &now) : status;
    if (status == CARE_OK) {
        take(table, born, people);
    }
    care_engine_free(engine);
    care_table_free(table);
    return status;
}

static void print_alive(const struct cohort *people, int age)
{
    uint32_t n[CARE_N_SEXES] = {0}, level[CARE_N_SEXES][CARE_N_LEVELS] = {{0}}, ill[CARE_N_SEXES] = {0};
    for (uint32_t i = 0; i < people->n; i++) {
        n[people->sex[i]]++;
        level[people->sex[i]][people->level[i]]++;
        ill[people->sex[i]] += people->dementia[i] > 0;
    }
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        printf("alive %s %d %u", sexes[sex], age, n[sex]);
        for (int i = 0; i < CARE_N_LEVELS; i++) {
            printf(" %u", level[sex][i]);
        }
        printf(" %u\n", ill[sex]);
    }
}

static int follow(const struct care_city *city, struct models *models, struct cohort *people)
{
    int status = live(models, FIRST_MODEL_YEAR, MOTHERS_AGE, FIRST_MODEL_YEAR, people);
    memset(models->rates.birth_prob, 0, sizeof models->rates.birth_prob); /* their daughters bear nobody */
    for (int age = 0; age <= LAST_AGE && people->n > 0 && status == CARE_OK; age++) {
        print_alive(people, age);
        const int from_60 = FIRST_MODEL_YEAR + age + 1 - CARE_FIRST_CARE_AGE;
        const int year = from_60 < FIRST_MODEL_YEAR                  ? FIRST_MODEL_YEAR
                         : from_60 > city->parameters.run->last_year ? city->parameters.run->last_year
                                                                     : from_60;
        status = live(models, year, age + 1, year - age - 1, people);
    }
    return status;
}

static int with_models(const struct care_city *city, struct cohort *people)
{
    static const struct care_cube_spec *const specs[] = {&care_fertility_births_cube};
    static const char *const name = "cohort";
    static const struct care_text title = {"cohort", "队列"};
    static const int district_of_leaf[] = {0};
    const struct care_outer outer = {1, 1,     1,      CARE_FIRST_YEAR,      CARE_N_YEARS,
                                     1, &name, &title, city->district_codes, city->district_names};
    struct care_cubes *cubes = NULL;
    struct models *models = malloc(sizeof *models);
    int status = models == NULL ? CARE_ERROR_MEMORY : care_cubes_create(specs, 1, &outer, &cubes);
    if (status == CARE_OK) {
        const struct care_tally tally = {cubes, 0, 0, 0, district_of_leaf};
        connect(city, &tally, models);
        status = follow(city, models, people);
        const int32_t *births = care_tally_cells(&tally, care_cubes_find(cubes, "births"), FIRST_MODEL_YEAR, 0);
        for (int sex = 0; sex < CARE_N_SEXES; sex++) {
            printf("births %s %d\n", sexes[sex], births[sex]);
            printf("expectancy %s 0 %.9f\n", sexes[sex],
                   care_lifetable_expectancy(city->lifetable, FIRST_MODEL_YEAR, (enum care_sex)sex, 0));
            printf(
                "expectancy %s 60 %.9f\n", sexes[sex],
                care_lifetable_expectancy(city->lifetable, FIRST_MODEL_YEAR, (enum care_sex)sex, CARE_FIRST_CARE_AGE));
        }
    }
    care_cubes_free(cubes);
    free(models);
    return status;
}

int probe_cohort(const struct care_city *city, uint32_t n_women)
{
    struct cohort people = {.n = n_women,
                            .key = calloc(n_women, sizeof(uint64_t)),
                            .sex = calloc(n_women, 1),
                            .level = calloc(n_women, 1),
                            .dementia = calloc(n_women, 1)};
    int status = CARE_ERROR_MEMORY;
    if (people.key != NULL && people.sex != NULL && people.level != NULL && people.dementia != NULL) {
        for (uint32_t i = 0; i < n_women; i++) {
            people.key[i] = i;
            people.sex[i] = CARE_FEMALE;
        }
        status = with_models(city, &people);
    }
    free(people.dementia);
    free(people.level);
    free(people.sex);
    free(people.key);
    return status;
}
