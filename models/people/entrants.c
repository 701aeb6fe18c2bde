#include "models/people/entrants.h"

#include "models/purposes.h"
#include "sim/hits.h"
#include "sim/simd.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_PURPOSE = CARE_DRAW_CHILDREN,
    FIRST_WORD = CARE_DRAW_CHILDREN / CARE_LANES,
    N_WORDS = 3,
    N_PURPOSES = N_WORDS * CARE_LANES,
    BATCH = 256,
    STRIDE = BATCH + CARE_DRAW_ROOM,
    OLD = 65 /* the census' households are told apart by members of this age */
};

/* Intervals of the draw of a unit's household, in order. */
struct intervals {
    uint32_t collective, apart, elders; /* cumulative */
};

/* Those of the census: by couples of two people of 65+, and others with one. */
struct quotas {
    struct intervals couples, others;
};

/* A pass over the entrants of an area. */
struct pass {
    const struct care_entrants *entrants;
    const struct care_year *year;
    const struct care_table *table;
    struct care_people people;
    int area;
    const struct quotas *quotas; /* NULL after the census */
    int (*visit)(struct pass *pass, uint32_t row, const uint32_t u[N_PURPOSES]);
    bool of_followers; /* wives whose husbands enter too */
    struct counted {
        uint32_t *u;
        int n;
    } couples, others, singles; /* draws of the units of 65+, while quotas are being found */
    uint8_t marked[CARE_BLOCK_ROWS];
    uint16_t found[CARE_BLOCK_ROWS];
    int n;
    uint32_t row[BATCH];
    uint64_t key[STRIDE];
    uint32_t u[N_WORDS][CARE_LANES][STRIDE];
};

static int age_of(const struct pass *pass, uint32_t row)
{
    return pass->year->year - care_table_cohort(pass->table, row);
}

static bool enters(const struct pass *pass, uint32_t row)
{
    return (pass->people.event[row] & CARE_EVENT_ENTERS) != 0;
}

/* Her husband's draws decide. */
static bool follows(const struct pass *pass, uint32_t row)
{
    const uint32_t partner = pass->people.partner[row];
    return partner != CARE_NO_ROW && pass->people.sex[row] == CARE_FEMALE && enters(pass, partner);
}

/* ---- visiting entrants with their draws ---- */

static int flush(struct pass *pass)
{
    const struct care_draws *draws = pass->year->draws;
    int status = CARE_OK;
    for (int w = 0; w < N_WORDS; w++) {
        draws->fill(draws, pass->key, pass->n, 0, FIRST_WORD + w, pass->u[w][0], STRIDE);
    }
    for (int i = 0; i < pass->n && status == CARE_OK; i++) {
        uint32_t u[N_PURPOSES];
        for (int p = 0; p < N_PURPOSES; p++) {
            u[p] = pass->u[p / CARE_LANES][p % CARE_LANES][i];
        }
        status = pass->visit(pass, pass->row[i], u);
    }
    pass->n = 0;
    return status;
}

CARE_CLONES static void mark_entrants(const uint8_t *event, int n, uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        out[i] = event[i] & CARE_EVENT_ENTERS;
    }
}

/* Rows of a block that enter: most years all of one cohort, and hardly anybody else. */
static int find_entrants(struct pass *pass, const struct care_block *block)
{
    if (pass->year->year - block->cohort < CARE_FIRST_CARE_AGE) {
        return 0;
    }
    mark_entrants(pass->people.event + block->first, (int)block->n, pass->marked);
    return care_hits_nonzero(pass->marked, (int)block->n, pass->found);
}

/* Partners lie anywhere in memory: those of entrants to come are fetched ahead. */
static void fetch_partner(const struct care_people *people, uint32_t row)
{
    const uint32_t partner = people->partner[row];
    if (partner != CARE_NO_ROW) {
        __builtin_prefetch(&people->event[partner]);
        __builtin_prefetch(&people->traits[partner]);
    }
}

static int visit_entrants(struct pass *pass)
{
    enum { AHEAD = 16 };
    int status = CARE_OK;
    pass->n = 0;
    for (int b = 0; b < care_table_n_blocks(pass->table, pass->area); b++) {
        const struct care_block *block = care_table_block(pass->table, pass->area, b);
        const int n_found = find_entrants(pass, block);
        for (int f = 0; f < n_found && status == CARE_OK; f++) {
            const uint32_t row = block->first + pass->found[f];
            if (f + AHEAD < n_found) {
                fetch_partner(&pass->people, block->first + pass->found[f + AHEAD]);
            }
            if (follows(pass, row) == pass->of_followers) {
                pass->row[pass->n] = row;
                pass->key[pass->n++] = pass->people.key[row];
                status = pass->n == BATCH ? flush(pass) : CARE_OK;
            }
        }
    }
    return status == CARE_OK ? flush(pass) : status;
}

/* ---- the census' quotas ---- */

/* t such that k of the n draws are below it (ties, one in a hundred thousand, go with the lower side). */
static int find_threshold(const uint32_t *u, int n, int k, uint32_t *out)
{
    enum { HALF_BITS = 16, N_BUCKETS = 1 << HALF_BITS };
    uint32_t prefix = 0;
    *out = k >= n ? UINT32_MAX : 0;
    if (k <= 0 || k >= n) {
        return CARE_OK;
    }
    int *count = malloc(N_BUCKETS * sizeof *count);
    if (count == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int half = 1; half >= 0; half--) {
        int bucket = 0;
        memset(count, 0, N_BUCKETS * sizeof *count);
        for (int i = 0; i < n; i++) {
            if (half == 1 || u[i] >> HALF_BITS == prefix >> HALF_BITS) {
                count[half == 1 ? u[i] >> HALF_BITS : u[i] & (N_BUCKETS - 1)]++;
            }
        }
        while (k >= count[bucket]) {
            k -= count[bucket++];
        }
        prefix |= (uint32_t)bucket << (half * HALF_BITS);
    }
    *out = prefix;
    free(count);
    return CARE_OK;
}

static bool has_old_partner(const struct pass *pass, uint32_t row)
{
    const uint32_t partner = pass->people.partner[row];
    return partner != CARE_NO_ROW && age_of(pass, partner) >= OLD;
}

/* Units with a member of 65+: a couple of two, or another. */
static int count_unit(struct pass *pass, uint32_t row, const uint32_t *u)
{
    const bool is_old = age_of(pass, row) >= OLD, has_partner = pass->people.partner[row] != CARE_NO_ROW;
    const uint32_t draw = u[CARE_DRAW_LIVING_START - FIRST_PURPOSE];
    if (is_old && has_old_partner(pass, row)) {
        pass->couples.u[pass->couples.n++] = draw;
    } else if (is_old || has_old_partner(pass, row)) {
        pass->others.u[pass->others.n++] = draw;
        if (!has_partner) {
            pass->singles.u[pass->singles.n++] = draw;
        }
    }
    return CARE_OK;
}

/* Singles with old relatives are found among those who are in no collective household. */
static void drop_below(struct counted *counted, uint32_t threshold)
{
    int n = 0;
    for (int i = 0; i < counted->n; i++) {
        if (counted->u[i] >= threshold) {
            counted->u[n++] = counted->u[i];
        }
    }
    counted->n = n;
}

static int find_quotas(struct pass *pass, struct quotas *out)
{
    const struct care_living_quotas *quotas = &pass->entrants->living->of_area[pass->area].quotas;
    const int both = quotas->couples_collective, apart = both + quotas->couples_apart;
    int status = find_threshold(pass->couples.u, pass->couples.n, both, &out->couples.collective);
    status = status == CARE_OK ? find_threshold(pass->couples.u, pass->couples.n, apart, &out->couples.apart) : status;
    status = status == CARE_OK ? find_threshold(pass->couples.u, pass->couples.n, apart + quotas->couples_elders,
                                                &out->couples.elders)
                               : status;
    status = status == CARE_OK
                 ? find_threshold(pass->others.u, pass->others.n, quotas->others_collective, &out->others.collective)
                 : status;
    out->others.apart = out->others.collective;
    drop_below(&pass->singles, out->others.collective);
    return status == CARE_OK
               ? find_threshold(pass->singles.u, pass->singles.n, quotas->singles_elders, &out->others.elders)
               : status;
}

static int count_quotas(struct pass *pass, struct quotas *out)
{
    int n = 0;
    for (int b = 0; b < care_table_n_blocks(pass->table, pass->area); b++) {
        const struct care_block *block = care_table_block(pass->table, pass->area, b);
        n += pass->year->year - block->cohort >= CARE_FIRST_CARE_AGE ? (int)block->n : 0;
    }
    uint32_t *room = malloc(3 * ((size_t)n + 1) * sizeof *room);
    if (room == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    pass->couples = (struct counted){room, 0};
    pass->others = (struct counted){room + n + 1, 0};
    pass->singles = (struct counted){room + 2 * (n + 1), 0};
    pass->visit = count_unit;
    pass->of_followers = false;
    int status = visit_entrants(pass);
    status = status == CARE_OK ? find_quotas(pass, out) : status;
    free(room);
    return status;
}

/* ---- households ---- */

static struct intervals intervals_of(const struct pass *pass, uint32_t row)
{
    const bool has_partner = pass->people.partner[row] != CARE_NO_ROW, has_old = has_old_partner(pass, row);
    const bool is_old = age_of(pass, row) >= OLD;
    if (pass->quotas != NULL && is_old && has_old) {
        return pass->quotas->couples;
    }
    if (pass->quotas != NULL && (is_old || has_old)) {
        struct intervals others = pass->quotas->others;
        others.elders = has_partner || others.elders < others.apart ? others.apart : others.elders;
        return others;
    }
    const struct care_living_area *area = &pass->entrants->living->of_area[pass->area];
    return (struct intervals){area->collective[has_partner], area->collective[has_partner], area->elders[has_partner]};
}

/* What is left of the draw above a threshold, stretched to the whole line. */
static uint32_t stretch(uint32_t u, uint32_t above)
{
    return (uint32_t)(((uint64_t)(u - above) << 32) / ((UINT64_C(1) << 32) - above));
}

static enum care_household draw_household(const struct pass *pass, uint32_t row, const uint32_t *u, unsigned children,
                                          bool *is_apart)
{
    const struct intervals at = intervals_of(pass, row);
    const uint32_t draw = u[CARE_DRAW_LIVING_START - FIRST_PURPOSE];
    const struct care_living_area *area = &pass->entrants->living->of_area[pass->area];
    *is_apart = draw >= at.collective && draw < at.apart;
    if (draw < at.apart) {
        return CARE_COLLECTIVE;
    }
    if (draw < at.elders) {
        return CARE_WITH_ELDERS;
    }
    const int status = pass->people.partner[row] != CARE_NO_ROW, a = age_of(pass, row) - CARE_FIRST_CARE_AGE;
    const int y = pass->year->year - CARE_FIRST_YEAR;
    const uint32_t with = area->with_children[y][status][a < CARE_LIVING_AGES ? a : CARE_LIVING_AGES - 1];
    if (children == 0 || stretch(draw, at.elders) >= with) {
        return CARE_BY_ONESELF;
    }
    return u[CARE_DRAW_THREE_GENERATIONS - FIRST_PURPOSE] < area->three_generations ? CARE_THREE_GENERATIONS
                                                                                    : CARE_WITH_CHILDREN;
}

static unsigned draw_children(const struct pass *pass, uint32_t row, uint32_t u)
{
    if (pass->people.marital[row] == CARE_NEVER_MARRIED) {
        return 0;
    }
    const uint32_t *below =
        care_children_below(pass->entrants->children, care_table_cohort(pass->table, row), age_of(pass, row));
    return (unsigned)care_people_pick(u, below, CARE_N_CHILDREN - 1);
}

static uint16_t with_family(uint16_t traits, unsigned children, unsigned household)
{
    return care_trait_with(care_trait_with(traits, CARE_TRAIT_CHILDREN, children), CARE_TRAIT_HOUSEHOLD, household);
}

static uint16_t draw_groups(const struct pass *pass, uint32_t row, const uint32_t *u, const uint16_t *partner)
{
    return care_groups_draw(pass->entrants->groups, pass->area, age_of(pass, row), pass->people.level[row], u, partner);
}

/* Joins a partner who has a household already. One of a couple apart lives by herself while he is away. */
static void join(const struct pass *pass, uint32_t row, const uint32_t *u, bool is_apart)
{
    const uint16_t partner = pass->people.traits[pass->people.partner[row]];
    const unsigned household = is_apart ? CARE_BY_ONESELF : care_trait(partner, CARE_TRAIT_HOUSEHOLD);
    pass->people.traits[row] =
        with_family(draw_groups(pass, row, u, &partner), care_trait(partner, CARE_TRAIT_CHILDREN), household);
}

static int draw_leader(struct pass *pass, uint32_t row, const uint32_t *u)
{
    const struct care_people *people = &pass->people;
    const uint32_t partner = people->partner[row];
    const bool is_later =
        partner != CARE_NO_ROW && !enters(pass, partner) && age_of(pass, partner) >= CARE_FIRST_CARE_AGE;
    if (is_later) {
        join(pass, row, u, false);
        return CARE_OK;
    }
    bool is_apart;
    const unsigned children = draw_children(pass, row, u[CARE_DRAW_CHILDREN - FIRST_PURPOSE]);
    const enum care_household household = draw_household(pass, row, u, children, &is_apart);
    people->traits[row] = with_family(draw_groups(pass, row, u, NULL), children, household);
    return CARE_OK;
}

/* A couple apart: told from his draw, which is made once more. */
static int draw_follower(struct pass *pass, uint32_t row, const uint32_t *u)
{
    const uint32_t husband = pass->people.partner[row];
    bool is_apart = false;
    if (pass->quotas != NULL && care_trait(pass->people.traits[husband], CARE_TRAIT_HOUSEHOLD) == CARE_COLLECTIVE) {
        uint32_t his[N_PURPOSES] = {0};
        care_draws_word(pass->year->draws, pass->people.key[husband], 0, FIRST_WORD, his);
        (void)draw_household(pass, husband, his, 0, &is_apart);
    }
    join(pass, row, u, is_apart);
    return CARE_OK;
}

static void end_entry(struct pass *pass)
{
    const uint8_t changed = pass->entrants->marks_changes ? CARE_EVENT_CHANGED : 0;
    for (int b = 0; b < care_table_n_blocks(pass->table, pass->area); b++) {
        const struct care_block *block = care_table_block(pass->table, pass->area, b);
        const int n_found = find_entrants(pass, block);
        for (int f = 0; f < n_found; f++) {
            uint8_t *event = &pass->people.event[block->first + pass->found[f]];
            *event = (uint8_t)((*event & ~CARE_EVENT_ENTERS) | changed);
        }
    }
}

int care_entrants_draw(const struct care_entrants *entrants, const struct care_year *year,
                       const struct care_table *table, int area, bool is_census)
{
    struct quotas quotas;
    struct pass *pass = calloc(1, sizeof *pass);
    if (pass == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    pass->entrants = entrants;
    pass->year = year;
    pass->table = table;
    pass->people = care_people_of_table(table);
    pass->area = area;
    int status = is_census ? count_quotas(pass, &quotas) : CARE_OK;
    if (status == CARE_OK) {
        pass->quotas = is_census ? &quotas : NULL;
        pass->visit = draw_leader;
        pass->of_followers = false;
        status = visit_entrants(pass);
    }
    if (status == CARE_OK) {
        pass->visit = draw_follower;
        pass->of_followers = true;
        status = visit_entrants(pass);
    }
    if (status == CARE_OK) {
        end_entry(pass);
    }
    free(pass);
    return status;
}
