/* Marital status of the census: the nation's shares by sex and age, fitted to the margins of each area. */
#include "models/people/population.h"

#include "models/axes.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>

enum { N_STATUS = 4 /* never married, married, divorced, widowed */, MAX_ROUNDS = 500 };

static const enum care_marital status_of[N_STATUS] = {CARE_NEVER_MARRIED, CARE_PARTNERED, CARE_DIVORCED, CARE_WIDOWED};

struct ages_by_status {
    double share[CARE_N_AGES][N_STATUS];
};

static void read_ages(const struct care_sheet *sheet, struct ages_by_status out[CARE_N_SEXES])
{
    for (int row = 0; row < sheet->n_rows; row++) {
        const int sex = care_sheet_int(sheet, CARE_MARITAL_AGE_SEX, row);
        const int last = care_sheet_int(sheet, CARE_MARITAL_AGE_LAST, row);
        for (int age = care_sheet_int(sheet, CARE_MARITAL_AGE_FIRST, row); age <= last; age++) {
            for (int s = 0; s < N_STATUS; s++) {
                out[sex].share[age][s] = care_sheet_number(sheet, CARE_MARITAL_AGE_NEVER + s, row);
            }
        }
    }
}

static int check_ages(const struct care_sheet *sheet, const struct ages_by_status ages[CARE_N_SEXES],
                      struct care_diagnostics *list)
{
    for (int sex = 0; sex < CARE_N_SEXES; sex++) {
        for (int age = CARE_FIRST_ADULT_AGE; age < CARE_N_AGES; age++) {
            const double *share = ages[sex].share[age];
            const double sum = share[0] + share[1] + share[2] + share[3];
            if (fabs(sum - 1) > 1e-3) {
                care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "age_first"},
                                     "the shares of sex %d at age %d sum to %.4f, not 1",
                                     "性别 %d、%d 岁的各项份额之和为 %.4f，应为 1", sex, age, sum);
                return CARE_ERROR_INPUT;
            }
        }
    }
    return CARE_OK;
}

/* Proportional fitting: every age keeps its people, the statuses reach the margins. */
static void fit_margins(const int32_t *persons, const double margin[N_STATUS], double table[CARE_N_AGES][N_STATUS])
{
    double all = 0, wanted_all = margin[0] + margin[1] + margin[2] + margin[3];
    for (int age = CARE_FIRST_ADULT_AGE; age < CARE_N_AGES; age++) {
        all += persons[age];
    }
    for (int round = 0; round < MAX_ROUNDS && wanted_all > 0; round++) {
        double change = 0;
        for (int s = 0; s < N_STATUS; s++) {
            double sum = 0;
            for (int age = CARE_FIRST_ADULT_AGE; age < CARE_N_AGES; age++) {
                sum += table[age][s];
            }
            const double factor = sum > 0 ? margin[s] / wanted_all * all / sum : 1;
            change = fmax(change, fabs(factor - 1));
            for (int age = CARE_FIRST_ADULT_AGE; age < CARE_N_AGES; age++) {
                table[age][s] *= factor;
            }
        }
        for (int age = CARE_FIRST_ADULT_AGE; age < CARE_N_AGES; age++) {
            const double sum = table[age][0] + table[age][1] + table[age][2] + table[age][3];
            for (int s = 0; s < N_STATUS; s++) {
                table[age][s] *= sum > 0 ? persons[age] / sum : 0;
            }
        }
        if (change < 1e-9) {
            break;
        }
    }
}

/* Whole persons: largest remainders at each age, what is cut off carried to the next age. */
static void round_age(const double wanted_of_age[N_STATUS], int32_t persons, double carried[N_STATUS], int32_t *out)
{
    double wanted[N_STATUS];
    int32_t n[N_STATUS], done = 0;
    for (int s = 0; s < N_STATUS; s++) {
        wanted[s] = care_round(wanted_of_age[s]) + carried[s];
        n[s] = wanted[s] > 0 ? (int32_t)floor(wanted[s]) : 0;
        done += n[s];
    }
    for (; done != persons; done += done < persons ? 1 : -1) {
        int best = -1;
        for (int s = 0; s < N_STATUS; s++) {
            const double lack = wanted[s] - n[s];
            const double best_lack = best < 0 ? 0 : wanted[best] - n[best];
            const bool usable = done < persons || n[s] > 0;
            if (usable && (best < 0 || (done < persons ? lack > best_lack : lack < best_lack))) {
                best = s;
            }
        }
        n[best] += done < persons ? 1 : -1;
    }
    for (int s = 0; s < N_STATUS; s++) {
        carried[s] = wanted[s] - n[s];
        out[status_of[s]] = n[s];
    }
}

static void fill_area(const struct ages_by_status *ages, const double margin[N_STATUS], const int32_t *persons,
                      int32_t (*out)[CARE_N_MARITAL])
{
    double table[CARE_N_AGES][N_STATUS], carried[N_STATUS] = {0};
    for (int age = 0; age < CARE_N_AGES; age++) {
        for (int s = 0; s < N_STATUS; s++) {
            table[age][s] = persons[age] * ages->share[age][s];
        }
    }
    fit_margins(persons, margin, table);
    for (int age = 0; age < CARE_FIRST_ADULT_AGE; age++) {
        out[age][CARE_NEVER_MARRIED] = persons[age];
    }
    for (int age = CARE_FIRST_ADULT_AGE; age < CARE_N_AGES; age++) {
        round_age(table[age], persons[age], carried, out[age]);
    }
}

static int fill_areas(const struct care_partnership_parameters *parameters, const struct care_areas *areas,
                      const struct care_census *census, struct care_diagnostics *list, struct care_marital_counts *out)
{
    struct ages_by_status ages[CARE_N_SEXES] = {0};
    const struct care_sheet *sheet = parameters->marital_areas;
    read_ages(parameters->marital_ages, ages);
    int status = check_ages(parameters->marital_ages, ages, list);
    int n_filled = 0;
    for (int row = 0; row < sheet->n_rows && status == CARE_OK; row++) {
        const int area = care_areas_find(areas, (int32_t)care_sheet_int(sheet, CARE_MARITAL_AREA, row));
        const int leaf = area >= 0 ? areas->area[area].leaf : -1;
        if (leaf < 0) {
            continue;
        }
        double margin[N_STATUS];
        for (int s = 0; s < N_STATUS; s++) {
            margin[s] = care_sheet_number(sheet, CARE_MARITAL_AREA_NEVER + s, row);
        }
        const int sex = care_sheet_int(sheet, CARE_MARITAL_AREA_SEX, row);
        fill_area(&ages[sex], margin, census->persons[leaf][sex], out->n[leaf][sex]);
        n_filled++;
    }
    if (status == CARE_OK && n_filled != CARE_N_SEXES * areas->n_leaves) {
        care_diagnostics_add(list, (struct care_place){.file = sheet->path, .key = "area"},
                             "%d rows for leaf areas; both sexes of %d areas need %d",
                             "有 %d 行；%d 个基层区划两性应有 %d 行", n_filled, areas->n_leaves,
                             CARE_N_SEXES * areas->n_leaves);
        status = CARE_ERROR_INPUT;
    }
    return status;
}

int care_marital_counts_create(const struct care_partnership_parameters *parameters, const struct care_areas *areas,
                               const struct care_census *census, struct care_diagnostics *list,
                               struct care_marital_counts *out)
{
    out->n = calloc((size_t)areas->n_leaves, sizeof *out->n);
    if (out->n == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    const int status = fill_areas(parameters, areas, census, list, out);
    if (status != CARE_OK) {
        care_marital_counts_free(out);
    }
    return status;
}

void care_marital_counts_free(struct care_marital_counts *counts)
{
    free(counts->n);
    counts->n = NULL;
}

void care_marital_arrival_status(const struct care_sheet *marital_ages, uint32_t (*out)[CARE_N_AGES][CARE_N_MARITAL])
{
    struct ages_by_status ages[CARE_N_SEXES] = {0};
    read_ages(marital_ages, ages);
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const double *share = ages[i / CARE_N_AGES].share[i % CARE_N_AGES];
        uint32_t *below = out[i / CARE_N_AGES][i % CARE_N_AGES];
        below[CARE_NEVER_MARRIED] = below[CARE_PARTNERED] = care_threshold(share[0]);
        below[CARE_PARTNER_ELSEWHERE] = care_threshold(share[0] + share[1]);
        below[CARE_DIVORCED] = care_threshold(share[0] + share[1] + share[2]);
        below[CARE_WIDOWED] = UINT32_MAX;
    }
}

/* ---- couples ---- */

static int pair_area(const struct care_gaps *gaps, const int32_t (*marital)[CARE_N_AGES][CARE_N_MARITAL],
                     int (*couples)[CARE_PAIRING_AGES])
{
    int married[CARE_N_SEXES][CARE_N_AGES];
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        married[i / CARE_N_AGES][i % CARE_N_AGES] = marital[i / CARE_N_AGES][i % CARE_N_AGES][CARE_PARTNERED];
    }
    return care_pairing_table(gaps, married[CARE_FEMALE], married[CARE_MALE], couples);
}

int care_marital_couples_create(const struct care_gaps *gaps, const struct care_marital_counts *marital, int n_leaves,
                                struct care_couples *out)
{
    out->n = calloc((size_t)n_leaves, sizeof *out->n);
    if (out->n == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int status = CARE_OK;
#pragma omp parallel for schedule(dynamic, 1) reduction(min : status)
    for (int leaf = 0; leaf < n_leaves; leaf++) {
        const int answer =
            pair_area(gaps, (const int32_t(*)[CARE_N_AGES][CARE_N_MARITAL])marital->n[leaf], out->n[leaf]);
        status = answer < status ? answer : status;
    }
    if (status != CARE_OK) {
        care_marital_couples_free(out);
    }
    return status;
}

void care_marital_couples_free(struct care_couples *couples)
{
    free(couples->n);
    couples->n = NULL;
}

int care_marital_linked(const struct care_couples *couples, int leaf, enum care_sex sex, int age, int partner_from)
{
    int n = 0;
    for (int other = partner_from; other < CARE_N_AGES; other++) {
        n += sex == CARE_FEMALE ? couples->n[leaf][age][other] : couples->n[leaf][other][age];
    }
    return n;
}
