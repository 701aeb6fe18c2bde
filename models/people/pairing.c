#include "models/people/pairing.h"

#include "models/purposes.h"
#include "sim/rounding.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N_AGES = CARE_PAIRING_AGES, MAX_ROUNDS = 200, FARTHEST_YEARS = 10 };

struct care_gaps care_gaps_create(double mean_years, double sd_years)
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

struct care_seeker care_pairing_seeker(const struct care_gaps *gaps, const struct care_year *year, uint64_t key,
                                       uint32_t row, int age_years)
{
    uint32_t u[CARE_LANES];
    care_draws_word(year->draws, key, year->year, care_draws_word_of(CARE_DRAW_PARTNER_AGE), u);
    const int gap = care_people_pick(u[care_draws_lane_of(CARE_DRAW_PARTNER_AGE)], gaps->below, CARE_N_GAPS - 1);
    return (struct care_seeker){
        .order = (uint64_t)u[care_draws_lane_of(CARE_DRAW_MATCHING_ORDER)] << 32 | key >> 32,
        .row = row,
        .age_years = (uint8_t)(age_years < N_AGES ? age_years : N_AGES - 1),
        .gap_years = (int8_t)(CARE_GAP_LEAST + gap),
    };
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

static int clamp_age(int age)
{
    return age < 0 ? 0 : age >= N_AGES ? N_AGES - 1 : age;
}

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
        const int older = clamp_age(wanted + distance), younger = clamp_age(wanted - distance);
        if (index->next[older] < index->end[older]) {
            return index->next[older]++;
        }
        if (index->next[younger] < index->end[younger]) {
            return index->next[younger]++;
        }
    }
    return -1;
}

/* Rows lie anywhere in memory: those of the couples to come are fetched ahead. */
static void link_all(const struct care_people *people, const uint32_t (*couples)[2], int n)
{
    enum { AHEAD = 16 };
    for (int c = 0; c < n; c++) {
        const uint32_t *next = couples[c + AHEAD < n ? c + AHEAD : n - 1];
        for (int i = 0; i < 2; i++) {
            __builtin_prefetch(&people->partner[next[i]], 1);
            __builtin_prefetch(&people->marital[next[i]], 1);
        }
        care_people_link(people, couples[c][0], couples[c][1]);
    }
}

static int match_sorted(const struct care_people *people, const struct care_seeker *women, int n_women,
                        const struct care_seeker *men, int n_men)
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
            if (++n_couples % BATCH == 0) {
                link_all(people, (const uint32_t(*)[2])couples, BATCH);
            }
        }
    }
    link_all(people, (const uint32_t(*)[2])couples, n_couples % BATCH);
    return n_couples;
}

int care_pairing_match(const struct care_people *people, struct care_seeker *women, int n_women, struct care_seeker *men,
                       int n_men, int32_t *n_couples)
{
    *n_couples = 0;
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
    *n_couples = match_sorted(people, women, n_women, men, n_men);
    free(room);
    return CARE_OK;
}
