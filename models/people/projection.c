#include "models/people/projection.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* [leaf][sex][age], the last age open */
typedef double people_of_area[CARE_N_SEXES][CARE_N_AGES];

static double expected_births(const struct care_projection_inputs *in, const people_of_area people, int y, int leaf)
{
    double births = 0;
    for (int age = CARE_FIRST_FERTILE_AGE; age <= CARE_LAST_FERTILE_AGE + 1; age++) {
        births += people[CARE_FEMALE][age - 1] * in->fertility->birth_prob[y][age] * in->fertility->factor[leaf];
    }
    return births;
}

/* Survivors of a year by the age reached; the newborn at 0. */
static void survive(const struct care_projection_inputs *in, const people_of_area before, int y, int leaf,
                    people_of_area after)
{
    const double births = expected_births(in, before, y, leaf), boys = in->fertility->boy_prob[y];
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        const double *death = in->health->death_prob[y][sex];
        after[sex][0] = births * (sex == CARE_MALE ? boys : 1 - boys) * (1 - death[0]);
        for (int age = 1; age < CARE_N_AGES; age++) {
            after[sex][age] = before[sex][age - 1] * (1 - death[age]);
        }
        after[sex][CARE_N_AGES - 1] += before[sex][CARE_N_AGES - 1] * (1 - death[CARE_N_AGES]);
    }
}

/* The scale at which the area's share of the leavers leaves: newborn of the year stay. */
static int scale_leavers(const struct care_migration_rates *migration, const people_of_area survivors, double leavers,
                         double *scale)
{
    double exposed = 0, most = 0;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
        exposed += age > 0 ? survivors[sex][age] * migration->leavers_weight[sex][age] : 0;
        most = fmax(most, migration->leavers_weight[sex][age]);
    }
    *scale = leavers > 0 && exposed > 0 ? care_round(leavers / exposed) : 0;
    return leavers > 0 && (exposed <= 0 || *scale * most > 1) ? care_trace(CARE_ERROR_SOLVER) : CARE_OK;
}

/* Those who stay, the movers between areas, and the arrivals. */
static int relocate(const struct care_migration_rates *migration, int y, people_of_area *people)
{
    double moving[CARE_N_SEXES][CARE_N_AGES];
    const int n = migration->n_leaves;
    people_of_area *arriving = calloc((size_t)(n > 0 ? n : 1), sizeof *arriving);
    if (arriving == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int leaf = 0; leaf < n; leaf++) {
        double others = 0;
        for (int to = 0; to < n; to++) {
            others += to == leaf ? 0 : migration->destination_weight[to];
        }
        for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
            const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
            double *here = &people[leaf][sex][age];
            const double leaves = age > 0 ? care_migration_leave_prob(migration, y, leaf, sex, age) : 0;
            moving[sex][age] = age > 0 && others > 0 ? *here * migration->move_prob[sex][age] : 0;
            *here = *here * (1 - leaves) - moving[sex][age] + care_migration_arrivals(migration, y, leaf, sex, age);
            for (int to = 0; to < n && moving[sex][age] > 0; to++) {
                arriving[to][sex][age] +=
                    to == leaf ? 0 : moving[sex][age] * migration->destination_weight[to] / others;
            }
        }
    }
    for (int i = 0; i < n * CARE_N_SEXES * CARE_N_AGES; i++) {
        const int leaf = i / (CARE_N_SEXES * CARE_N_AGES), sex = i / CARE_N_AGES % CARE_N_SEXES, age = i % CARE_N_AGES;
        people[leaf][sex][age] += arriving[leaf][sex][age];
    }
    free(arriving);
    return CARE_OK;
}

static double total(const people_of_area *people, int n_leaves)
{
    double sum = 0;
    for (int i = 0; i < n_leaves * CARE_N_SEXES * CARE_N_AGES; i++) {
        sum += people[i / (CARE_N_SEXES * CARE_N_AGES)][i / CARE_N_AGES % CARE_N_SEXES][i % CARE_N_AGES];
    }
    return sum;
}

static bool anyone_goes(const struct care_migration_rates *migration, int y)
{
    double most = 0;
    for (int leaf = 0; leaf < migration->n_leaves; leaf++) {
        most = fmax(most, migration->leave_scale[y * migration->n_leaves + leaf]);
    }
    return most > 0 || migration->has_moves;
}

static int project(const struct care_projection_inputs *in, struct care_migration_rates *migration, people_of_area *now,
                   people_of_area *next, double *expected)
{
    int status = CARE_OK;
    const int n = in->areas->n_leaves;
    for (int y = 1; y <= in->last_year - CARE_FIRST_YEAR && status == CARE_OK; y++) {
        const double leavers = fmax(0, -care_series_at(in->net_persons_per_year, CARE_FIRST_YEAR + y));
        for (int leaf = 0; leaf < n && status == CARE_OK; leaf++) {
            survive(in, (const double(*)[CARE_N_AGES])now[leaf], y, leaf, next[leaf]);
            status = scale_leavers(migration, (const double(*)[CARE_N_AGES])next[leaf],
                                   leavers * migration->area_weight[leaf], &migration->leave_scale[y * n + leaf]);
        }
        migration->is_active[y] = anyone_goes(migration, y);
        status = status == CARE_OK ? relocate(migration, y, next) : status;
        memcpy(now, next, (size_t)n * sizeof *now);
        if (expected != NULL) {
            expected[y] = total((const people_of_area *)now, n);
        }
    }
    return status;
}

int care_projection_create(const struct care_projection_inputs *inputs, struct care_migration_rates *migration,
                           double *expected)
{
    const int n = inputs->areas->n_leaves;
    int status = CARE_ERROR_MEMORY;
    people_of_area *now = calloc((size_t)n, sizeof *now), *next = calloc((size_t)n, sizeof *next);
    if (now != NULL && next != NULL) {
        for (int i = 0; i < n * CARE_N_SEXES * CARE_N_AGES; i++) {
            const int leaf = i / (CARE_N_SEXES * CARE_N_AGES), sex = i / CARE_N_AGES % CARE_N_SEXES,
                      age = i % CARE_N_AGES;
            now[leaf][sex][age] = inputs->census->persons[leaf][sex][age];
        }
        if (expected != NULL) {
            expected[0] = total((const people_of_area *)now, n);
        }
        status = project(inputs, migration, now, next, expected);
    }
    free(next);
    free(now);
    return status;
}
