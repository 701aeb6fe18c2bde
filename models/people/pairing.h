/** @file  Who partners whom: by age, the husband older by a normal gap. At the start whole ages are paired at once
 *  (proportional fitting); in a year those who look for a partner are matched one by one in an order drawn by key.
 *  Source  docs/SOURCES.md#partnership. */
#ifndef CARE_MODELS_PEOPLE_PAIRING_H
#define CARE_MODELS_PEOPLE_PAIRING_H

#include "models/people.h"

enum {
    CARE_GAP_LEAST = -15, /* years the husband is older */
    CARE_GAP_MOST = 20,
    CARE_N_GAPS = CARE_GAP_MOST - CARE_GAP_LEAST + 1,
    CARE_PAIRING_AGES = CARE_N_AGES /* 0..100, people under 15 never pair */
};

/** Distribution of the gap. Plain data. */
struct care_gaps {
    double prob[CARE_N_GAPS];
    uint32_t below[CARE_N_GAPS]; /* cumulative thresholds */
};
struct care_gaps care_pairing_gaps_create(double mean_years, double sd_years);

/** How many couples of each pair of ages: as many as the smaller side allows, ages of both sides kept.
 *  @param wives, husbands  [CARE_PAIRING_AGES] married people by age
 *  @param couples  [wife's age][husband's age], filled; sums never exceed the married of an age
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_pairing_table(const struct care_gaps *gaps, const int *wives, const int *husbands,
                                      int (*couples)[CARE_PAIRING_AGES]);

/** One who looks for a partner: 16 bytes, because many are sorted. */
struct care_seeker {
    uint64_t order; /* drawn, then the upper half of the key: two people with the same number are one in 2^64 */
    uint32_t row;
    uint8_t age_years; /* at most CARE_N_AGES - 1 */
    int8_t gap_years;  /* drawn: how much older a husband she looks for; used of women */
};

enum { CARE_SEEKER_BATCH = 256 };

/** People about to be made seekers, whose draws are made together. Empty: n = 0. */
struct care_seeker_batch {
    int n;
    uint64_t key[CARE_SEEKER_BATCH + CARE_DRAW_ROOM];
    uint32_t row[CARE_SEEKER_BATCH];
    int age_years[CARE_SEEKER_BATCH];
    uint8_t sex[CARE_SEEKER_BATCH];
};

/** Those who look for a partner in an area and year, by sex. Owned: care_pairing_seekers_free. */
struct care_seekers {
    struct care_seeker *of_sex[CARE_N_SEXES];
    int32_t n[CARE_N_SEXES], capacity[CARE_N_SEXES];
    struct care_seeker_batch batch;
};

/** One more; order and gap are drawn by key and year. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_pairing_seekers_add(struct care_seekers *seekers, const struct care_gaps *gaps,
                                            const struct care_year *year, uint64_t key, uint32_t row, unsigned sex,
                                            int age_years);
/** Draws for those not yet drawn for: before matching. @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_pairing_seekers_end(struct care_seekers *seekers, const struct care_gaps *gaps,
                                            const struct care_year *year);
void care_pairing_seekers_free(struct care_seekers *seekers);

struct care_pairing_made {
    int32_t n_couples;
    int32_t n_widowed[CARE_N_SEXES]; /* of the partners, by sex */
};

/** Links women and men of one area, each woman in drawn order taking the man nearest to the age she draws, within ten
 *  years of it. What happens does not depend on the order in which they were added. O(n).
 *  @param made  what was made
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_pairing_match(const struct care_people *people, struct care_seekers *seekers,
                                      struct care_pairing_made *made);

#endif
