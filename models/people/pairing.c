#include "models/people/pairing.h"

#include "models/purposes.h"
#include "sim/rounding.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_AGES = CARE_PAIRING_AGES, MAX_ROUNDS = 200, FARTHEST_YEARS = 10 };

struct care_gaps care_pairing_gaps_create(double mean_years, double sd_years)
{
    struct care_gaps gaps;
    double below = 0;
    for (int g = 0; g < CARE_N_GAPS; g++) {
        const double upper = g == CARE_N_GAPS - 1 ? INFINITY : CARE_GAP_LEAST + g + 0.5 - mean_years;
        const double cumulative = care_round(gsl_cdf_gaussian_P(upper, sd_years));
        gaps.prob[g] = cumulative - below;
        gaps.below[g] = care_threshold(cumulative);
        below = cumulative;
    }
    return gaps;
}

/* ---- whole ages at once ---- */

static double sum_of(const int *n)
{
    double sum = 0;
    for (int age = 0; age < N_AGES; age++) {
        sum += n[age];
    }
    return sum;
}

static void seed_table(const struct care_gaps *gaps, double (*table)[N_AGES])
{
    for (int wife = 0; wife < N_AGES; wife++) {
        for (int husband = 0; husband < N_AGES; husband++) {
            const int gap = husband - wife - CARE_GAP_LEAST;
            /* every pair stays possible, so that any margins can be met */
            table[wife][husband] = 1e-12 + (gap >= 0 && gap < CARE_N_GAPS ? gaps->prob[gap] : 0);
        }
    }
}

/* One round of proportional fitting. @return largest relative change */
static double fit_round(double (*table)[N_AGES], const double *rows, const double *columns)
{
    double change = 0, sums[N_AGES] = {0};
    for (int i = 0; i < N_AGES; i++) {
        double sum = 0;
        for (int j = 0; j < N_AGES; j++) {
            sum += table[i][j];
        }
        for (int j = 0; j < N_AGES; j++) {
            table[i][j] *= sum > 0 ? rows[i] / sum : 0;
            sums[j] += table[i][j];
        }
    }
    for (int j = 0; j < N_AGES; j++) {
        const double factor = sums[j] > 0 ? columns[j] / sums[j] : 0;
        change = columns[j] > 0 ? fmax(change, fabs(factor - 1)) : change;
        for (int i = 0; i < N_AGES; i++) {
            table[i][j] *= factor;
        }
    }
    return change;
}

/* Whole couples: what is cut off in one wife's age is carried to the next, and nobody marries twice. */
static void round_table(const double (*table)[N_AGES], const int *wives, const int *husbands, int (*couples)[N_AGES])
{
    double carried[N_AGES] = {0};
    int left[N_AGES];
    memcpy(left, husbands, sizeof left);
    for (int wife = 0; wife < N_AGES; wife++) {
        int still = wives[wife];
        for (int husband = 0; husband < N_AGES; husband++) {
            const double wanted = care_round(table[wife][husband]) + carried[husband];
            int n = wanted > 0 ? (int)nearbyint(wanted) : 0;
            n = n < still ? n : still;
            n = n < left[husband] ? n : left[husband];
            couples[wife][husband] = n;
            carried[husband] = wanted - n;
            left[husband] -= n;
            still -= n;
        }
    }
}

int care_pairing_table(const struct care_gaps *gaps, const int *wives, const int *husbands, int (*couples)[N_AGES])
{
    double(*table)[N_AGES] = calloc(N_AGES, sizeof *table);
    if (table == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    double rows[N_AGES], columns[N_AGES];
    const double n_wives = sum_of(wives), n_husbands = sum_of(husbands), n = fmin(n_wives, n_husbands);
    for (int age = 0; age < N_AGES; age++) {
        rows[age] = n_wives > 0 ? wives[age] * n / n_wives : 0;
        columns[age] = n_husbands > 0 ? husbands[age] * n / n_husbands : 0;
    }
    seed_table(gaps, table);
    for (int round = 0; round < MAX_ROUNDS && fit_round(table, rows, columns) > 1e-6; round++) {
    }
    round_table((const double(*)[N_AGES])table, wives, husbands, couples);
    free(table);
    return CARE_OK;
}

/* ---- one by one ---- */

static int make_room(struct care_seekers *seekers, int sex, int n)
{
    if (seekers->n[sex] + n <= seekers->capacity[sex]) {
        return CARE_OK;
    }
    const int32_t capacity = seekers->capacity[sex] * 2 + 4 * CARE_SEEKER_BATCH;
    struct care_seeker *grown = realloc(seekers->of_sex[sex], (size_t)capacity * sizeof *grown);
    if (grown == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    seekers->of_sex[sex] = grown;
    seekers->capacity[sex] = capacity;
    return CARE_OK;
}

static struct care_seeker seeker_of(const struct care_seeker_batch *batch, int i, const struct care_gaps *gaps,
                                    uint32_t order, uint32_t gap_draw)
{
    const int age = batch->age_years[i];
    return (struct care_seeker){
        .order = (uint64_t)order << 32 | batch->key[i] >> 32,
        .row = batch->row[i],
        .age_years = (uint8_t)(age < N_AGES ? age : N_AGES - 1),
        .gap_years = (int8_t)(CARE_GAP_LEAST + care_people_pick(gap_draw, gaps->below, CARE_N_GAPS - 1)),
    };
}

int care_pairing_seekers_end(struct care_seekers *seekers, const struct care_gaps *gaps, const struct care_year *year)
{
    enum { STRIDE = CARE_SEEKER_BATCH + CARE_DRAW_ROOM };
    struct care_seeker_batch *batch = &seekers->batch;
    uint32_t u[CARE_LANES][STRIDE];
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        const int status = make_room(seekers, sex, batch->n);
        if (status != CARE_OK) {
            return status;
        }
    }
    year->draws->fill(year->draws, batch->key, batch->n, year->year, care_draws_word_of(CARE_DRAW_PARTNER_AGE), u[0],
                      STRIDE);
    for (int i = 0; i < batch->n; i++) {
        const int sex = batch->sex[i];
        seekers->of_sex[sex][seekers->n[sex]++] =
            seeker_of(batch, i, gaps, u[care_draws_lane_of(CARE_DRAW_MATCHING_ORDER)][i],
                      u[care_draws_lane_of(CARE_DRAW_PARTNER_AGE)][i]);
    }
    batch->n = 0;
    return CARE_OK;
}

int care_pairing_seekers_add(struct care_seekers *seekers, const struct care_gaps *gaps, const struct care_year *year,
                             uint64_t key, uint32_t row, unsigned sex, int age_years)
{
    struct care_seeker_batch *batch = &seekers->batch;
    batch->key[batch->n] = key;
    batch->row[batch->n] = row;
    batch->sex[batch->n] = (uint8_t)sex;
    batch->age_years[batch->n] = age_years;
    batch->n++;
    return batch->n == CARE_SEEKER_BATCH ? care_pairing_seekers_end(seekers, gaps, year) : CARE_OK;
}

void care_pairing_seekers_free(struct care_seekers *seekers)
{
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        free(seekers->of_sex[sex]);
        seekers->of_sex[sex] = NULL;
        seekers->n[sex] = seekers->capacity[sex] = 0;
    }
}

enum { ORDER_BITS = 12, N_BUCKETS = 1 << ORDER_BITS };

/* By order, which is uniform: dealt into buckets by its upper bits, hardly anyone is left to be put right. A comparison
 * sort took half the time of the year's matching. @param room  [n] scratch */
static void sort_by_order(struct care_seeker *seekers, int n, struct care_seeker *room)
{
    int start[N_BUCKETS + 1] = {0};
    for (int i = 0; i < n; i++) {
        start[(seekers[i].order >> (64 - ORDER_BITS)) + 1]++;
    }
    for (int b = 0; b < N_BUCKETS; b++) {
        start[b + 1] += start[b];
    }
    for (int i = 0; i < n; i++) {
        room[start[seekers[i].order >> (64 - ORDER_BITS)]++] = seekers[i];
    }
    for (int i = 0; i < n; i++) {
        const struct care_seeker seeker = room[i];
        int at = i;
        for (; at > 0 && seekers[at - 1].order > seeker.order; at--) {
            seekers[at] = seekers[at - 1];
        }
        seekers[at] = seeker;
    }
}

/* By age; those of one age stay in their order. */
static void sort_by_age(struct care_seeker *seekers, int n, struct care_seeker *room)
{
    int start[N_AGES + 1] = {0};
    memcpy(room, seekers, (size_t)n * sizeof *room);
    for (int i = 0; i < n; i++) {
        start[room[i].age_years + 1]++;
    }
    for (int age = 0; age < N_AGES; age++) {
        start[age + 1] += start[age];
    }
    for (int i = 0; i < n; i++) {
        seekers[start[room[i].age_years]++] = room[i];
    }
}

/* The men of one age are men[next[age]] .. men[end[age] - 1]. */
struct men_by_age {
    int next[N_AGES], end[N_AGES];
};

static struct men_by_age index_men(const struct care_seeker *men, int n_men)
{
    struct men_by_age index = {{0}, {0}};
    for (int m = 0; m < n_men; m++) {
        const int age = men[m].age_years;
        if (index.end[age] == 0) {
            index.next[age] = m;
        }
        index.end[age] = m + 1;
    }
    return index;
}

/* Nearest age with a man left, older before younger at the same distance. */
static int take_man(struct men_by_age *index, int wanted)
{
    for (int distance = 0; distance <= FARTHEST_YEARS; distance++) {
        const int older = wanted + distance, younger = wanted - distance;
        if (older >= 0 && older < N_AGES && index->next[older] < index->end[older]) {
            return index->next[older]++;
        }
        if (younger >= 0 && younger < N_AGES && index->next[younger] < index->end[younger]) {
            return index->next[younger]++;
        }
    }
    return -1;
}

/* Rows lie anywhere in memory: those of the couples to come are fetched ahead. */
static void link_all(const struct care_people *people, const uint32_t (*couples)[2], int n,
                     struct care_pairing_made *made)
{
    enum { AHEAD = 16 };
    for (int c = 0; c < n; c++) {
        const uint32_t *next = couples[c + AHEAD < n ? c + AHEAD : n - 1];
        for (int i = 0; i < 2; i++) {
            __builtin_prefetch(&people->partner[next[i]], 1);
            __builtin_prefetch(&people->marital[next[i]], 1);
        }
        made->n_widowed[CARE_FEMALE] += people->marital[couples[c][0]] == CARE_WIDOWED;
        made->n_widowed[CARE_MALE] += people->marital[couples[c][1]] == CARE_WIDOWED;
        care_people_link(people, couples[c][0], couples[c][1]);
    }
}

static void match_sorted(const struct care_people *people, const struct care_seeker *women, int n_women,
                         const struct care_seeker *men, int n_men, struct care_pairing_made *made)
{
    enum { BATCH = 512 };
    uint32_t couples[BATCH][2];
    int n_couples = 0;
    struct men_by_age index = index_men(men, n_men);
    for (int w = 0; w < n_women; w++) {
        const int m = take_man(&index, women[w].age_years + women[w].gap_years);
        if (m >= 0) {
            couples[n_couples % BATCH][0] = women[w].row;
            couples[n_couples % BATCH][1] = men[m].row;
            care_people_mark_bereft(people, women[w].row, women[w].age_years);
            care_people_mark_bereft(people, men[m].row, men[m].age_years);
            if (++n_couples % BATCH == 0) {
                link_all(people, (const uint32_t(*)[2])couples, BATCH, made);
            }
        }
    }
    link_all(people, (const uint32_t(*)[2])couples, n_couples % BATCH, made);
    made->n_couples = n_couples;
}

int care_pairing_match(const struct care_people *people, struct care_seekers *seekers, struct care_pairing_made *made)
{
    struct care_seeker *women = seekers->of_sex[CARE_FEMALE], *men = seekers->of_sex[CARE_MALE];
    const int32_t n_women = seekers->n[CARE_FEMALE], n_men = seekers->n[CARE_MALE];
    *made = (struct care_pairing_made){0};
    if (n_women == 0 || n_men == 0) {
        return CARE_OK;
    }
    struct care_seeker *room = malloc((size_t)(n_women > n_men ? n_women : n_men) * sizeof *room);
    if (room == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    sort_by_order(women, n_women, room);
    sort_by_order(men, n_men, room);
    sort_by_age(men, n_men, room);
    match_sorted(people, women, n_women, men, n_men, made);
    free(room);
    return CARE_OK;
}
