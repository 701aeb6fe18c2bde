#include "models/people/families.h"

#include "models/axes.h"
#include "models/people/kin.h"
#include "models/people/union_table.h"
#include "sim/counts.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/simd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OLD = 65, /* of the census' households */
    GROUP_SPECIAL = 13,
    GROUP_ALL = 14
};

/* Counts of one block or district. Households of couples are counted from both sides, so in halves. */
struct care_families_sums {
    int64_t alone, couple_halves;                                /* by themselves */
    int64_t one_65, two_65_halves, elders_single, elders_halves; /* persons of 65+ by whom they share with */
    int64_t mixed_couples;                                       /* 60+ with a partner under 60 */
    int64_t situation[CARE_N_SITUATIONS];
    int64_t tenths[CARE_N_LEVELS][3]; /* of hours: needed, family, gap */
    int64_t need[CARE_N_LEVELS][CARE_N_STAGES];
    int64_t special;
};

/* ---- people looked at one by one ---- */

/* Of one block while it is counted. */
struct counting {
    const struct care_families *families;
    const struct care_need_tables *tables; /* of the district */
    const struct care_groups_definition *definition;
    const struct care_people people; /* of the whole table */
    int year, area, age;
    int32_t *living; /* cells of the district, or NULL */
    struct care_families_sums sums;
};

/* Not in a family household. */
static bool is_out(const struct care_people *people, uint32_t row)
{
    return care_kin_is_in_home(people, row) || care_trait(people->traits[row], CARE_TRAIT_HOUSEHOLD) == CARE_COLLECTIVE;
}

/* The households of 65+ that people of 65+ at home count for. */
static void count_65(struct care_families_sums *sums, unsigned household, bool has_old_partner, int64_t n)
{
    if (household == CARE_WITH_ELDERS) {
        *(has_old_partner ? &sums->elders_halves : &sums->elders_single) += n;
    } else {
        *(has_old_partner ? &sums->two_65_halves : &sums->one_65) += n;
    }
}

/* The partner at home of somebody who is not there: counted as one of a couple before or later, is alone. */
static void correct_partner(struct counting *c, uint32_t partner, int partner_age)
{
    const struct care_people *people = &c->people;
    if (partner_age < CARE_FIRST_CARE_AGE || is_out(people, partner)) {
        return;
    }
    const unsigned household = care_trait(people->traits[partner], CARE_TRAIT_HOUSEHOLD);
    if (household == CARE_BY_ONESELF) {
        c->sums.couple_halves--;
        c->sums.alone++;
        c->sums.situation[CARE_SITUATION_ALONE]++;
        if (c->living != NULL) {
            int32_t *cells =
                c->living + (people->sex[partner] * CARE_N_CARE_AGE_GROUPS + care_care_age_group(partner_age)) *
                                CARE_N_ARRANGEMENTS;
            care_tally_add(&cells[CARE_ARRANGED_COUPLE], -1);
            care_tally_add(&cells[CARE_ARRANGED_ALONE], 1);
        }
    }
    if (partner_age >= OLD && c->age >= OLD) {
        count_65(&c->sums, household, true, -1);
        count_65(&c->sums, household, false, 1);
    }
}

/* Hours needed and given, of somebody at home who needs any. */
static void count_care(struct counting *c, uint32_t row)
{
    const struct care_people *people = &c->people;
    const struct care_need_tables *tables = c->tables;
    const unsigned level = people->level[row], stage = people->dementia[row];
    const struct care_helpers helpers = care_kin_helpers(people, c->families->table, c->year, row);
    const int family = care_need_family(tables, &helpers);
    c->sums.tenths[level][0] += tables->need_all[level][stage];
    c->sums.tenths[level][1] += family;
    c->sums.tenths[level][2] += care_need_gap(tables, level, stage, family);
    c->sums.situation[CARE_SITUATION_DISABLED_WITHOUT_CARER] += level > 0 && family == 0;
    c->sums.situation[CARE_SITUATION_COUPLES_BOTH_DISABLED] +=
        level > 0 && people->sex[row] == CARE_MALE && helpers.partner_level > 0;
}

/* ---- all people, as bytes ---- */

enum {
    N_OF_SEX = CARE_N_HOUSEHOLDS * 4,       /* household, linked, in a home */
    N_HOME_CODES = CARE_N_SEXES * N_OF_SEX, /* and sex */
    N_NEED_CODES = CARE_N_LEVELS << 2       /* level, stage */
};

/* What people of a block are counted by; 255 where somebody is gone. Without a branch, for the vectors. */
struct codes {
    uint8_t home[CARE_BLOCK_ROWS];     /* sex * N_OF_SEX + (household << 2 | linked << 1 | in a home) */
    uint8_t need[CARE_BLOCK_ROWS];     /* level << 2 | stage */
    uint8_t children[CARE_BLOCK_ROWS]; /* near by */
    uint8_t in_need[CARE_BLOCK_ROWS];  /* non-zero: at home and in need of care */
    uint8_t away[CARE_BLOCK_ROWS];     /* non-zero: linked, and not in a family household */
    uint8_t kinless[CARE_BLOCK_ROWS];  /* non-zero: no partner at hand, no child near by, not in a home */
};

CARE_CLONES static void encode(const struct care_people *people, int n, struct codes *restrict out)
{
    const uint16_t *traits = people->traits;
    const uint32_t *partner = people->partner;
    for (int i = 0; i < n; i++) {
        const uint8_t gone = (uint8_t) - (people->exit[i] != 0);
        const uint8_t household = (uint8_t)(traits[i] >> 2 & 7), linked = partner[i] != UINT32_MAX;
        const uint8_t in_home = (people->care[i] & 7) >= CARE_IN_ORDINARY_BED;
        const uint8_t need = (uint8_t)(people->level[i] << 2 | people->dementia[i]);
        const uint8_t of_sex = (uint8_t)(-people->sex[i] & N_OF_SEX);
        out->home[i] = (uint8_t)((of_sex + (household << 2 | linked << 1 | in_home)) | gone);
        out->need[i] = need | gone;
        out->children[i] = (uint8_t)((traits[i] & 3) | gone);
        out->in_need[i] = (uint8_t)((need != 0) & !in_home & !gone);
        out->kinless[i] = (uint8_t)(!linked & ((traits[i] & 3) == 0) & !in_home & !gone);
        out->away[i] = (uint8_t)(linked & (in_home | (household == CARE_COLLECTIVE)) & !gone);
    }
}

static enum care_arrangement arrangement_of(unsigned household, bool in_home, bool has_partner)
{
    static const uint8_t of_household[CARE_N_HOUSEHOLDS] = {
        [CARE_BY_ONESELF] = CARE_ARRANGED_ALONE,
        [CARE_WITH_CHILDREN] = CARE_ARRANGED_WITH_CHILDREN,
        [CARE_THREE_GENERATIONS] = CARE_ARRANGED_THREE_GENERATIONS,
        [CARE_WITH_ELDERS] = CARE_ARRANGED_WITH_ELDERS,
        [CARE_COLLECTIVE] = CARE_ARRANGED_COLLECTIVE,
    };
    return in_home ? CARE_ARRANGED_IN_HOME
                   : (enum care_arrangement)(of_household[household] + (household == CARE_BY_ONESELF && has_partner));
}

static void count_home_codes(struct counting *c, const struct codes *codes, int n)
{
    int32_t count[N_HOME_CODES] = {0};
    care_counts_of_bytes(codes->home, n, N_HOME_CODES, count);
    for (unsigned code = 0; code < N_HOME_CODES; code++) {
        const unsigned sex = code / N_OF_SEX, household = code % N_OF_SEX >> 2;
        const bool linked = (code & 2) != 0, in_home = (code & 1) != 0;
        if (count[code] == 0) {
            continue;
        }
        if (c->living != NULL) {
            int32_t *cells =
                c->living + ((int)sex * CARE_N_CARE_AGE_GROUPS + care_care_age_group(c->age)) * CARE_N_ARRANGEMENTS;
            care_tally_add(&cells[arrangement_of(household, in_home, linked)], count[code]);
        }
        if (household == CARE_BY_ONESELF && !in_home) {
            c->sums.situation[CARE_SITUATION_EMPTY_NEST] += count[code];
            c->sums.situation[CARE_SITUATION_ALONE] += linked ? 0 : count[code];
            c->sums.alone += linked ? 0 : count[code];
        }
        if (c->age >= OLD && !linked && !in_home && household != CARE_COLLECTIVE) {
            count_65(&c->sums, household, false, count[code]);
        }
    }
}

static void count_need_codes(struct counting *c, const struct codes *codes, int n, int32_t *children)
{
    int32_t need[N_NEED_CODES] = {0}, near[CARE_N_HELPING_CHILDREN] = {0};
    care_counts_of_bytes(codes->need, n, N_NEED_CODES, need);
    care_counts_of_bytes(codes->children, n, CARE_N_HELPING_CHILDREN, near);
    c->sums.situation[CARE_SITUATION_KINLESS] += care_counts_nonzero(codes->kinless, n);
    for (int code = 0; code < N_NEED_CODES; code++) {
        c->sums.need[code >> 2][code & 3] += need[code];
    }
    for (int i = 0; children != NULL && i < CARE_N_HELPING_CHILDREN; i++) {
        care_tally_add(&children[care_care_age_group(c->age) * CARE_N_HELPING_CHILDREN + i], near[i]);
    }
}

enum { YOUNG, FROM_60, FROM_65, AWAY, N_PARTNERS, N_COUPLE_CODES = CARE_N_HOUSEHOLDS * N_PARTNERS };

/* household * N_PARTNERS + how old the partner is; away: counted apart; 255: no partner. How old he is tells the line in
 * which his row lies, without looking at it. */
CARE_CLONES static void encode_couples(const struct care_people *people, const int32_t *cohorts, int year, int n,
                                       const struct codes *codes, uint8_t *restrict out)
{
    const uint32_t *partner = people->partner;
    for (int i = 0; i < n; i++) {
        const uint32_t line = partner[i] == UINT32_MAX ? 0 : partner[i] / CARE_TABLE_LINE_ROWS;
        const int32_t age = year - cohorts[line];
        const uint8_t none = (uint8_t) - ((partner[i] == UINT32_MAX) | (codes->home[i] == 255));
        const uint8_t group = (uint8_t)((age >= CARE_FIRST_CARE_AGE) + (age >= OLD));
        const uint8_t household = (uint8_t)(people->traits[i] >> 2 & 7);
        out[i] = (uint8_t)((household * N_PARTNERS + (codes->away[i] != 0 ? AWAY : group)) | none);
    }
}

static void count_couples(struct counting *c, const struct codes *codes, const struct care_people *people, int n)
{
    uint8_t code[CARE_BLOCK_ROWS];
    int32_t count[N_COUPLE_CODES] = {0};
    encode_couples(people, care_table_cohorts(c->families->table), c->year, n, codes, code);
    care_counts_of_bytes(code, n, N_COUPLE_CODES, count);
    for (unsigned household = 0; household < CARE_N_HOUSEHOLDS; household++) {
        const int32_t *by_age = count + household * N_PARTNERS;
        c->sums.mixed_couples += by_age[YOUNG];
        if (household == CARE_BY_ONESELF) {
            c->sums.couple_halves += 2 * by_age[YOUNG] + by_age[FROM_60] + by_age[FROM_65];
        }
        if (c->age >= OLD) {
            count_65(&c->sums, household, true, by_age[FROM_65]);
            count_65(&c->sums, household, false, by_age[YOUNG] + by_age[FROM_60]);
        }
    }
}

/* Those whom a union or the left behind may take in: where situations count only with relief, the few on relief, bereaved,
 * veterans or in villages. */
static uint16_t candidates_of(const struct care_groups_union *special)
{
    const uint16_t few = care_trait_with(0, CARE_TRAIT_RELIEF, 255) | care_trait_with(0, CARE_TRAIT_BEREAVED, 255) |
                         care_trait_with(0, CARE_TRAIT_RURAL, 255) |
                         (special->veteran ? care_trait_with(0, CARE_TRAIT_VETERAN, 255) : 0);
    return special->only_poor ? few : 0;
}

CARE_CLONES static void mark_candidates(const uint16_t *traits, const uint8_t *home, int n, uint16_t mask,
                                        uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        const uint8_t may = (traits[i] & mask) != 0 || mask == 0;
        out[i] = (uint8_t)(may & ~home[i] & 1); /* at home, nor gone */
    }
}

static void count_unions(struct counting *c, const struct codes *codes, uint32_t first, int n)
{
    const struct care_people *people = &c->people;
    const struct care_groups_definition *definition = c->definition;
    const struct care_union_bits special = care_union_table_bits(&definition->special, c->age);
    uint8_t may[CARE_BLOCK_ROWS];
    uint16_t rows[CARE_BLOCK_ROWS];
    mark_candidates(people->traits + first, codes->home, n, candidates_of(&definition->special), may);
    const int n_rows = care_hits_nonzero(may, n, rows);
    for (int r = 0; r < n_rows; r++) {
        const uint32_t row = first + rows[r];
        const bool was_married = people->marital[row] != CARE_NEVER_MARRIED;
        const bool linked = people->partner[row] != CARE_NO_ROW;
        const bool is_late = people->dementia[row] >= CARE_DEMENTIA_MODERATE;
        const uint8_t bits = definition->table[care_union_table_index(linked, was_married, people->traits[row])];
        c->sums.situation[CARE_SITUATION_LEFT_BEHIND] += (bits & CARE_UNION_LEFT_BEHIND) != 0;
        c->sums.special += (bits & special.of[is_late][people->level[row]]) != 0;
    }
}

/* ---- one block ---- */

CARE_CLONES static int32_t count_equal(const uint16_t *traits, const uint8_t *exit, int n, uint16_t mask,
                                       uint16_t value)
{
    int32_t count = 0;
    for (int i = 0; i < n; i++) {
        count += (traits[i] & mask) == value && exit[i] == 0;
    }
    return count;
}

/* In the order of the axis, up to the special. */
static const struct {
    enum care_trait trait;
    uint8_t value;
} trait_of_group[GROUP_SPECIAL] = {
    {CARE_TRAIT_HUKOU, 1},
    {CARE_TRAIT_RURAL, 1},
    {CARE_TRAIT_INCOME, CARE_INCOME_BOTTOM},
    {CARE_TRAIT_INCOME, CARE_INCOME_MIDDLE},
    {CARE_TRAIT_INCOME, CARE_INCOME_TOP},
    {CARE_TRAIT_RELIEF, CARE_NEAR_POOR},
    {CARE_TRAIT_RELIEF, CARE_LOW_INCOME},
    {CARE_TRAIT_RELIEF, CARE_DESTITUTE},
    {CARE_TRAIT_BEREAVED, 1},
    {CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_OTHER},
    {CARE_TRAIT_CERTIFICATE, CARE_CERTIFICATE_SEVERE},
    {CARE_TRAIT_INSURED, 1},
    {CARE_TRAIT_VETERAN, 1},
};

static void tally_groups(const struct care_families *families, int year, const struct care_span *span)
{
    const struct care_people people = care_people_of_span(span);
    int32_t *cells = care_tally_cells(families->tally, families->groups, year, span->area);
    for (int g = 0; cells != NULL && g < GROUP_SPECIAL; g++) {
        const uint16_t mask = care_trait_with(0, trait_of_group[g].trait, 255);
        const uint16_t value = care_trait_with(0, trait_of_group[g].trait, trait_of_group[g].value);
        care_tally_add(&cells[g], count_equal(people.traits, people.exit, span->n, mask, value));
    }
    if (cells != NULL) {
        care_tally_add(&cells[GROUP_ALL], count_equal(people.traits, people.exit, span->n, 0, 0));
    }
}

/* A struct of nothing but int64_t: added number by number. */
static void add_sums(struct care_families_sums *to, const struct care_families_sums *sums)
{
    int64_t *cells = (int64_t *)to;
    const int64_t *n = (const int64_t *)sums;
    for (size_t i = 0; i < sizeof *sums / sizeof *n; i++) {
        if (n[i] != 0) {
            (void)__atomic_fetch_add(&cells[i], n[i], __ATOMIC_RELAXED);
        }
    }
}

/* Few people need to be looked at one by one: those in need, and those whose partner is alone because they are away. */
static void look_at_some(struct counting *c, const struct codes *codes, uint32_t first, int n)
{
    enum { AHEAD = 16 };
    uint16_t rows[CARE_BLOCK_ROWS];
    const bool all_need = c->tables->need_all[0][0] > 0;
    const int n_in_need = all_need ? n : care_hits_nonzero(codes->in_need, n, rows);
    for (int r = 0; r < n_in_need; r++) {
        const int i = all_need ? r : rows[r];
        if (!all_need && r + AHEAD < n_in_need) {
            care_kin_fetch(&c->people, first + rows[r + AHEAD]);
        }
        if ((codes->home[i] & 1) == 0) {
            count_care(c, first + (uint32_t)i);
        }
    }
    const int n_away = care_hits_nonzero(codes->away, n, rows);
    for (int r = 0; r < n_away; r++) {
        const uint32_t partner = c->people.partner[first + rows[r]];
        const int age = c->year - care_table_cohort(c->families->table, partner);
        c->sums.mixed_couples += age < CARE_FIRST_CARE_AGE;
        correct_partner(c, partner, age);
    }
}

static int tally(void *self, const struct care_year *year, const struct care_span *span)
{
    struct care_families *families = self;
    if (span->age_years < CARE_FIRST_CARE_AGE) {
        return CARE_OK;
    }
    const int district = families->tally->district_of_leaf[span->area];
    struct counting c = {.families = families,
                         .tables = &families->tables[district],
                         .definition = &families->definitions->of_district[district],
                         .people = care_people_of_table(families->table),
                         .year = year->year,
                         .area = span->area,
                         .age = span->age_years,
                         .living = care_tally_cells(families->tally, families->living, year->year, span->area)};
    const struct care_people people = care_people_of_span(span);
    struct codes codes;
    encode(&people, span->n, &codes);
    count_home_codes(&c, &codes, span->n);
    count_need_codes(&c, &codes, span->n,
                     care_tally_cells(families->tally, families->children, year->year, span->area));
    count_couples(&c, &codes, &people, span->n);
    count_unions(&c, &codes, span->first, span->n);
    look_at_some(&c, &codes, span->first, span->n);
    tally_groups(families, year->year, span);
    add_sums(&families->sums[district], &c.sums);
    return CARE_OK;
}

/* ---- the year ---- */

static int begin(void *self, const struct care_year *year)
{
    struct care_families *families = self;
    const struct care_areas *areas = families->areas;
    for (int d = 0; d < areas->n_districts; d++) {
        families->tables[d] =
            care_need_tables_of(families->need, families->family, areas->area[areas->district[d]].code, year->year);
    }
    return CARE_OK;
}

/* People of 20-59 without a partner at hand, and couples under 60, from the counts by marital status. */
static void count_under_60(const struct care_families *families, int year, int leaf, const struct care_families_sums *s,
                           double *single, double *couples)
{
    const int32_t *cells = care_tally_cells(families->tally, families->marital, year, leaf);
    enum { FIRST_OF_20 = 1, FIRST_OF_60 = 9 };
    double linked = 0;
    *single = 0;
    for (int i = 0; cells != NULL && i < CARE_N_SEXES * FIRST_OF_60; i++) {
        const int32_t *status = cells + (i / FIRST_OF_60 * CARE_N_ADULT_AGE_GROUPS + i % FIRST_OF_60) * CARE_N_MARITAL;
        linked += status[CARE_PARTNERED];
        for (int m = 0; m < CARE_N_MARITAL && i % FIRST_OF_60 >= FIRST_OF_20; m++) {
            *single += m != CARE_PARTNERED ? status[m] : 0;
        }
    }
    *couples = (linked - (double)s->mixed_couples) / 2;
}

static void solve_headship(const struct care_families *families, int district, double single, double couples)
{
    const struct care_families_sums *s = &families->sums[district];
    double one_person = 0, one_generation = 0;
    for (int row = 0; row < families->households->n_rows; row++) {
        const int area =
            care_areas_find(families->areas, (int32_t)care_sheet_int(families->households, CARE_HOUSEHOLDS_AREA, row));
        if (area >= 0 && families->areas->area[area].district == district) {
            one_person += care_sheet_number(families->households, CARE_HOUSEHOLDS_ONE_PERSON, row);
            one_generation += care_sheet_number(families->households, CARE_HOUSEHOLDS_ONE_GENERATION, row);
        }
    }
    const double alone = one_person - (double)s->alone;
    const double by_themselves = one_generation - one_person - (double)s->couple_halves / 2;
    families->headship[district][0] = single > 0 ? care_round(fmin(1, fmax(0, alone / single))) : 0;
    families->headship[district][1] = couples > 0 ? care_round(fmin(1, fmax(0, by_themselves / couples))) : 0;
}

static void write_households(const struct care_families *families, int32_t *cells, int district, double single,
                             double couples)
{
    const struct care_families_sums *s = &families->sums[district];
    const double *headship = families->headship[district];
    const double one = (double)s->alone + care_round(headship[0] * single);
    cells[CARE_ONE_PERSON] += (int32_t)nearbyint(one);
    cells[CARE_ONE_GENERATION] +=
        (int32_t)nearbyint(one + (double)s->couple_halves / 2 + care_round(headship[1] * couples));
    cells[CARE_WITH_ONE_65] += (int32_t)s->one_65;
    const int64_t shared = s->elders_single - s->elders_halves / 2; /* those with a couple are three of 65+ */
    cells[CARE_WITH_TWO_65] += (int32_t)((s->two_65_halves + (shared > 0 ? shared : 0)) / 2);
}

static void write_sums(const struct care_families *families, int year, int leaf, int district)
{
    const struct care_families_sums *s = &families->sums[district];
    int32_t *situations = care_tally_cells(families->tally, families->situations, year, leaf);
    int32_t *groups = care_tally_cells(families->tally, families->groups, year, leaf);
    int32_t *need = care_tally_cells(families->tally, families->need_cube, year, leaf);
    for (int i = 0; situations != NULL && i < CARE_N_SITUATIONS; i++) {
        situations[i] += (int32_t)s->situation[i];
    }
    if (groups != NULL) {
        groups[GROUP_SPECIAL] += (int32_t)s->special;
    }
    for (int i = 0; need != NULL && i < CARE_N_LEVELS * CARE_N_STAGES; i++) {
        need[i] += (int32_t)s->need[i / CARE_N_STAGES][i % CARE_N_STAGES];
    }
    if (families->need_hours != NULL) {
        double *hours = care_tally_amounts(families->tally, families->need_hours, year, district);
        for (int kind = 0; kind < CARE_N_NEED_KINDS; kind++) {
            int64_t tenths = 0;
            for (int i = 0; i < CARE_N_LEVELS * CARE_N_STAGES; i++) {
                tenths += s->need[i / CARE_N_STAGES][i % CARE_N_STAGES] *
                          families->tables[district].need[i / CARE_N_STAGES][i % CARE_N_STAGES][kind];
            }
            hours[kind] = (double)tenths / 10;
        }
    }
    if (families->care_hours != NULL) {
        double *hours = care_tally_amounts(families->tally, families->care_hours, year, district);
        for (int i = 0; i < CARE_N_LEVELS * 3; i++) {
            hours[i] = (double)s->tenths[i / 3][i % 3] / 10;
        }
    }
}

static int close_year(void *self, const struct care_year *year)
{
    struct care_families *families = self;
    const struct care_areas *areas = families->areas;
    bool is_done[256] = {false};
    for (int leaf = 0; leaf < areas->n_leaves; leaf++) {
        const int district = families->tally->district_of_leaf[leaf];
        if (is_done[district]) {
            continue; /* a district's cells are the same through each of its leaves */
        }
        is_done[district] = true;
        double single, couples;
        count_under_60(families, year->year, leaf, &families->sums[district], &single, &couples);
        if (year->index == 0) {
            solve_headship(families, district, single, couples);
        }
        int32_t *cells = care_tally_cells(families->tally, families->households_cube, year->year, leaf);
        if (cells != NULL) {
            write_households(families, cells, district, single, couples);
        }
        write_sums(families, year->year, leaf, district);
    }
    memset(families->sums, 0, (size_t)areas->n_districts * sizeof *families->sums);
    return CARE_OK;
}

/* ---- before the first year ---- */

int care_families_create(struct care_families *out)
{
    const size_t n = (size_t)out->areas->n_districts;
    out->tables = calloc(n, sizeof *out->tables);
    out->sums = calloc(n, sizeof *out->sums);
    out->headship = calloc(n, sizeof *out->headship);
    if (out->tables == NULL || out->sums == NULL || out->headship == NULL) {
        care_families_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    return CARE_OK;
}

void care_families_free(struct care_families *families)
{
    free(families->headship);
    free(families->sums);
    free(families->tables);
    families->headship = NULL;
    families->sums = NULL;
    families->tables = NULL;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_families_model = {
    .name = "families",
    .doc = {"counts of families, groups and need", "家庭、群体与需要的统计"},
    .reads = BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA) |
             BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_TRAITS),
    .begin = begin,
    .tally = tally,
    .close = close_year,
};
#undef BIT
