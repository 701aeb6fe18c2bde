#include "models/system/profiles.h"

#include "models/people/union_table.h"
#include "sim/simd.h"

#include <stdlib.h>
#include <string.h>

/* Everything but age in 16 bits: the traits that count (relief, bereaved, certificate, insured, veteran, then hukou and
 * rural), what else is known of the person, and the level. */
enum {
    TRAITS_SHIFT = 9, /* of the traits above the income */
    HUKOU_SHIFT = 5,  /* hukou and rural in the traits */
    HUKOU_BIT = 7,    /* and here */
    LATE_DEMENTIA = 1 << 9,
    IN_HOME = 1 << 10,
    SPECIAL = 1 << 11,
    ALONE = 1 << 12,
    LEVEL_BIT = 13,
    N_CELLS = CARE_N_LEVELS << LEVEL_BIT,
    GONE = UINT16_MAX
};

struct care_profiles_counts {
    int32_t persons[CARE_N_AGE_BANDS][N_CELLS];
};

/* ---- one block ---- */

/* All of the cell but special and alone, and in which part of the union's table to look; without a branch. */
CARE_CLONES static void encode(const struct care_people *people, int n, uint16_t *restrict cells,
                               uint8_t *restrict parts)
{
    const uint16_t *traits = people->traits;
    const uint32_t *partner = people->partner;
    for (int i = 0; i < n; i++) {
        const uint16_t gone = (uint16_t) - (people->exit[i] != 0);
        const uint16_t late = people->dementia[i] >= CARE_DEMENTIA_MODERATE ? LATE_DEMENTIA : 0;
        const uint16_t in_home = (people->care[i] & 7) >= CARE_IN_ORDINARY_BED ? IN_HOME : 0;
        const uint16_t of_traits = (uint16_t)(traits[i] >> TRAITS_SHIFT | (traits[i] >> HUKOU_SHIFT & 3) << HUKOU_BIT);
        cells[i] = (uint16_t)(of_traits | late | in_home | people->level[i] << LEVEL_BIT) | gone;
        parts[i] = (uint8_t)((partner[i] != UINT32_MAX) << 1 | (people->marital[i] != CARE_NEVER_MARRIED));
    }
}

/* With what the union's table says. */
static uint16_t complete(uint16_t cell, uint8_t bits, uint8_t special_bits)
{
    const bool at_home = (cell & IN_HOME) == 0;
    const int special = at_home && (bits & special_bits) != 0 ? SPECIAL : 0;
    return (uint16_t)(cell | special | (at_home && (bits & CARE_UNION_ALONE) != 0 ? ALONE : 0));
}

static int tally(void *self, const struct care_year *year, const struct care_span *span)
{
    (void)year;
    const struct care_profiles *profiles = self;
    if (span->age_years < CARE_FIRST_CARE_AGE) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_span(span);
    uint16_t cells[CARE_BLOCK_ROWS], seen[CARE_BLOCK_ROWS], persons[N_CELLS] = {0};
    uint8_t parts[CARE_BLOCK_ROWS];
    const int district = profiles->tally->district_of_leaf[span->area];
    const struct care_groups_definition *definition = &profiles->definitions->of_district[district];
    const struct care_union_bits special = care_union_table_bits(&definition->special, span->age_years);
    encode(&people, span->n, cells, parts);
    int n_seen = 0;
    for (int i = 0; i < span->n; i++) {
        if (cells[i] == GONE) {
            continue;
        }
        const uint8_t bits = definition->table[parts[i] * CARE_N_TRAIT_VALUES + people.traits[i]];
        const bool is_late = (cells[i] & LATE_DEMENTIA) != 0;
        const uint16_t cell = complete(cells[i], bits, special.of[is_late][cells[i] >> LEVEL_BIT]);
        if (persons[cell]++ == 0) {
            seen[n_seen++] = cell;
        }
    }
    int32_t *sums = profiles->counts[district].persons[care_care_age_group(span->age_years)];
    for (int i = 0; i < n_seen; i++) {
        care_tally_add(&sums[seen[i]], persons[seen[i]]);
    }
    return CARE_OK;
}

/* ---- the lists ---- */

static struct care_profile profile_of(int band, int cell)
{
    const uint16_t traits = (uint16_t)((cell & 127) << TRAITS_SHIFT | (cell >> HUKOU_BIT & 3) << HUKOU_SHIFT);
    return (struct care_profile){
        .band = (uint8_t)band,
        .level = (uint8_t)(cell >> LEVEL_BIT),
        .relief = (uint8_t)care_trait(traits, CARE_TRAIT_RELIEF),
        .certificate = (uint8_t)care_trait(traits, CARE_TRAIT_CERTIFICATE),
        .has_late_dementia = (cell & LATE_DEMENTIA) != 0,
        .is_bereaved = care_trait(traits, CARE_TRAIT_BEREAVED) == 1,
        .is_insured = care_trait(traits, CARE_TRAIT_INSURED) == 1,
        .is_veteran = care_trait(traits, CARE_TRAIT_VETERAN) == 1,
        .is_local = care_trait(traits, CARE_TRAIT_HUKOU) == 1,
        .is_rural = care_trait(traits, CARE_TRAIT_RURAL) == 1,
        .is_special = (cell & SPECIAL) != 0,
        .is_alone = (cell & ALONE) != 0,
        .is_in_home = (cell & IN_HOME) != 0,
    };
}

static int n_nonzero(const int32_t *cells)
{
    int n = 0;
    for (int i = 0; i < CARE_N_AGE_BANDS * N_CELLS; i++) {
        n += cells[i] != 0;
    }
    return n;
}

/* By band, then by cell; the counts are cleared for the next year. */
static int make_list(struct care_profiles *profiles, int district)
{
    int32_t *cells = profiles->counts[district].persons[0];
    const int n = n_nonzero(cells);
    if (n > profiles->room[district]) {
        struct care_profile_count *longer = realloc(profiles->list[district], (size_t)n * sizeof *longer);
        if (longer == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        profiles->list[district] = longer;
        profiles->room[district] = n;
    }
    struct care_profile_count *to = profiles->list[district];
    for (int i = 0; i < CARE_N_AGE_BANDS * N_CELLS; i++) {
        if (cells[i] != 0) {
            *to++ = (struct care_profile_count){profile_of(i / N_CELLS, i % N_CELLS), cells[i]};
            cells[i] = 0;
        }
    }
    profiles->n_list[district] = n;
    return CARE_OK;
}

static int close_year(void *self, const struct care_year *year)
{
    (void)year;
    struct care_profiles *profiles = self;
    int status = CARE_OK;
    for (int d = 0; d < profiles->n_districts && status == CARE_OK; d++) {
        status = make_list(profiles, d);
    }
    return status;
}

/* ---- before the first year ---- */

int care_profiles_create(struct care_profiles *out)
{
    const size_t n = (size_t)out->n_districts;
    out->counts = calloc(n, sizeof *out->counts);
    out->list = calloc(n, sizeof *out->list);
    out->n_list = calloc(n, sizeof *out->n_list);
    out->room = calloc(n, sizeof *out->room);
    if (out->counts == NULL || out->list == NULL || out->n_list == NULL || out->room == NULL) {
        care_profiles_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    return CARE_OK;
}

void care_profiles_free(struct care_profiles *profiles)
{
    for (int d = 0; profiles->list != NULL && d < profiles->n_districts; d++) {
        free(profiles->list[d]);
    }
    free(profiles->room);
    free(profiles->n_list);
    free(profiles->list);
    free(profiles->counts);
    profiles->room = NULL;
    profiles->n_list = NULL;
    profiles->list = NULL;
    profiles->counts = NULL;
}

double care_profiles_elders(const struct care_profiles *profiles, int district)
{
    double elders = 0;
    for (int i = 0; i < profiles->n_list[district]; i++) {
        elders += profiles->list[district][i].persons;
    }
    return elders;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_profiles_model = {
    .name = "profiles",
    .doc = {"counts of people by what they are entitled to", "按可享受待遇的条件统计人数"},
    .reads = BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_LEVEL) |
             BIT(CARE_PEOPLE_DEMENTIA) | BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_TRAITS),
    .tally = tally,
    .close = close_year,
};
#undef BIT
