#include "models/people/living.h"

#include "models/purposes.h"
#include "models/walk.h"
#include "sim/hits.h"
#include "sim/simd.h"

/* Below it the draw changes the household: a child moves out, or takes the parent in. */
static uint32_t limit(uint16_t traits, uint32_t leave, uint32_t take_in)
{
    if (care_trait_is_with_children(traits)) {
        return leave;
    }
    const bool may_return =
        care_trait(traits, CARE_TRAIT_HOUSEHOLD) == CARE_BY_ONESELF && care_trait(traits, CARE_TRAIT_CHILDREN) > 0;
    return may_return ? take_in : 0;
}

/* In an ordinary year, by age reached, partner at hand and disability. */
static uint32_t yearly_limit(const struct care_living_rates *rates, int year, int age_years, bool has_partner,
                             unsigned level, uint16_t traits)
{
    enum { MODERATE = 2 };
    const int y = year - CARE_FIRST_YEAR, age = age_years - CARE_FIRST_CARE_AGE;
    const int a = age < CARE_LIVING_AGES ? age : CARE_LIVING_AGES - 1;
    return limit(traits, rates->leave[y][has_partner][a], rates->take_in[y][has_partner][level >= MODERATE][a]);
}

/* What the chance of a year depends on, as a number below N_CASES: household, whether a child is near by, whether a
 * partner is at hand, whether of moderate or worse level. */
enum { N_CASES = 64, WITH_CHILD = 8, WITH_PARTNER = 16, DISABLED = 32 };

CARE_CLONES static void find_cases(const struct care_people *people, int n, uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        const uint8_t household = (uint8_t)(people->traits[i] >> 2 & 7);
        const uint8_t child = (people->traits[i] & 3) != 0 ? WITH_CHILD : 0;
        const uint8_t partner = people->partner[i] != UINT32_MAX ? WITH_PARTNER : 0;
        const uint8_t disabled = people->level[i] >= 2 ? DISABLED : 0;
        out[i] = household | child | partner | disabled;
    }
}

static void fill_cases(const struct care_living_rates *rates, int year, int age_years, uint32_t threshold[N_CASES])
{
    for (unsigned i = 0; i < N_CASES; i++) {
        const uint16_t traits =
            care_trait_with(care_trait_with(0, CARE_TRAIT_HOUSEHOLD, i), CARE_TRAIT_CHILDREN, (i & WITH_CHILD) != 0);
        threshold[i] =
            yearly_limit(rates, year, age_years, (i & WITH_PARTNER) != 0, (i & DISABLED) != 0 ? 2 : 0, traits);
    }
}

/* How many generations: the position of a draw below its threshold is uniform. */
static unsigned household_with_children(const struct care_living_rates *rates, int area, uint32_t u, uint32_t below)
{
    return ((uint64_t)u << 32) / below < rates->of_area[area].three_generations ? CARE_THREE_GENERATIONS
                                                                                : CARE_WITH_CHILDREN;
}

static unsigned other_household(const struct care_living_rates *rates, int area, uint16_t traits, uint32_t u,
                                uint32_t below)
{
    return care_trait_is_with_children(traits) ? CARE_BY_ONESELF : household_with_children(rates, area, u, below);
}

/* The household of somebody alone changes at once; that of a couple when both can be reached, by the husband's draw unless
 * he is too young to draw. */
static void propose(const struct care_living *living, const struct care_year *year, const struct care_people *people,
                    int i, uint32_t u, uint32_t below, int area)
{
    const uint32_t partner = people->partner[i];
    if (partner == CARE_NO_ROW) {
        const unsigned household = other_household(living->entrants.living, area, people->traits[i], u, below);
        people->traits[i] = care_trait_with(people->traits[i], CARE_TRAIT_HOUSEHOLD, household);
        people->event[i] |= living->entrants.marks_changes ? CARE_EVENT_CHANGED : 0;
    } else if (people->sex[i] == CARE_MALE ||
               year->year - care_table_cohort(living->table, partner) <= CARE_FIRST_CARE_AGE) {
        people->event[i] |= CARE_EVENT_REGROUPS;
    }
}

/* Marks whose household may change, and all who come to 60. */
static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_living *living = self;
    const struct care_people people = care_people_of_span(span);
    if (span->age_years < CARE_FIRST_CARE_AGE) {
        return CARE_OK;
    }
    if (span->age_years == CARE_FIRST_CARE_AGE) {
        for (int i = 0; i < span->n; i++) {
            people.event[i] |= people.exit[i] == CARE_EXIT_NONE ? CARE_EVENT_ENTERS : 0;
        }
        return CARE_OK;
    }
    uint32_t threshold[N_CASES];
    fill_cases(living->entrants.living, year->year, span->age_years, threshold);
    find_cases(&people, span->n, span->bytes);
    const uint32_t *u = care_span_draws(span, CARE_DRAW_LIVING);
    const int n_rows = care_hits_below_by_state(u, span->bytes, span->n, threshold, span->rows);
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        if (people.exit[i] == CARE_EXIT_NONE) {
            propose(living, year, &people, i, u[i], threshold[span->bytes[i]], span->area);
        }
    }
    return CARE_OK;
}

/* ---- one household ---- */

/* What an area's people are settled with. */
struct settling {
    const struct care_living *living;
    const struct care_year *year;
    const struct care_table *table;
    struct care_people people;
    int area;
};

static int age_of(const struct settling *s, uint32_t row)
{
    return s->year->year - care_table_cohort(s->table, row);
}

static void change(const struct settling *s, uint32_t row, unsigned household)
{
    s->people.traits[row] = care_trait_with(s->people.traits[row], CARE_TRAIT_HOUSEHOLD, household);
    s->people.event[row] |= s->living->entrants.marks_changes ? CARE_EVENT_CHANGED : 0;
}

static uint32_t draw_of(const struct settling *s, uint32_t row)
{
    return care_draws_one(s->year->draws, s->people.key[row], s->year->year, CARE_DRAW_LIVING);
}

/* The household a draw leads to; the same as before when it does not change. */
static unsigned next_household(const struct settling *s, uint32_t row, uint32_t below)
{
    const uint16_t traits = s->people.traits[row];
    const uint32_t u = draw_of(s, row);
    if (u >= below) {
        return care_trait(traits, CARE_TRAIT_HOUSEHOLD);
    }
    return other_household(s->living->entrants.living, s->area, traits, u, below);
}

/* ---- what happened ---- */

/* Children of a couple move out, or take the parents in. Who has lost the partner since is settled elsewhere. */
static void regroup(const struct settling *s, uint32_t row)
{
    const struct care_people *people = &s->people;
    const struct care_living_rates *rates = s->living->entrants.living;
    const uint32_t partner = people->partner[row];
    const bool has_partner = partner != CARE_NO_ROW;
    const bool partner_is_old = has_partner && age_of(s, partner) >= CARE_FIRST_CARE_AGE;
    const unsigned before = care_trait(people->traits[row], CARE_TRAIT_HOUSEHOLD);
    const unsigned after = next_household(
        s, row,
        yearly_limit(rates, s->year->year, age_of(s, row), has_partner, people->level[row], people->traits[row]));
    if (after == before) {
        return;
    }
    change(s, row, after);
    if (partner_is_old && care_trait(people->traits[partner], CARE_TRAIT_HOUSEHOLD) == before) {
        change(s, partner, after);
    }
}

/* Lost the partner: by death, divorce or a move. Or found one: they live by themselves. */
static void repartner(const struct settling *s, uint32_t row)
{
    const struct care_living_rates *rates = s->living->entrants.living;
    const int y = s->year->year - CARE_FIRST_YEAR, age = age_of(s, row) - CARE_FIRST_CARE_AGE;
    const int a = age < CARE_LIVING_AGES ? age : CARE_LIVING_AGES - 1;
    const bool is_linked = s->people.partner[row] != CARE_NO_ROW;
    const uint32_t below = limit(s->people.traits[row], rates->left_alone[y][a], rates->taken_in_alone[y][a]);
    change(s, row, is_linked ? CARE_BY_ONESELF : next_household(s, row, below));
}

static void settle_events(const struct settling *s)
{
    struct care_walk walk = care_walk_events(s->table, s->area, CARE_EVENT_REGROUPS | CARE_EVENT_BEREFT, INT32_MIN,
                                             s->year->year - CARE_FIRST_CARE_AGE);
    for (uint32_t row; care_walk_next(&walk, &row);) {
        if (s->people.exit[row] != CARE_EXIT_NONE) {
            continue;
        }
        if ((walk.event & CARE_EVENT_BEREFT) != 0) {
            repartner(s, row);
        } else {
            regroup(s, row);
        }
    }
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_living *living = self;
    const struct settling settling = {living, year, table, care_people_of_table(table), area};
    settle_events(&settling);
    return care_entrants_draw(&living->entrants, year, table, area, false);
}

int care_living_start(const struct care_living *living, const struct care_year *year, const struct care_table *table,
                      int n_threads)
{
    const struct care_people people = care_people_of_table(table);
    int status = CARE_OK;
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads) reduction(min : status)
    for (int area = 0; area < care_table_n_areas(table); area++) {
        for (int b = 0; b < care_table_n_blocks(table, area); b++) {
            const struct care_block *block = care_table_block(table, area, b);
            const bool is_old = year->year - block->cohort >= CARE_FIRST_CARE_AGE;
            for (uint32_t row = block->first; is_old && row < block->first + block->n; row++) {
                people.event[row] |= CARE_EVENT_ENTERS;
            }
        }
        const int answer = care_entrants_draw(&living->entrants, year, table, area, true);
        status = answer < status ? answer : status;
    }
    return status;
}

static const struct care_draw_use draws[] = {{CARE_DRAW_LIVING, CARE_FIRST_CARE_AGE + 1, INT32_MAX}};

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_living_model = {
    .name = "living",
    .doc = {"children move out or take parents in; families of people who come to 60",
            "子女迁出或接父母同住；年满 60 岁者的家庭"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_PARTNER) |
             BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_EVENT) | BIT(CARE_PEOPLE_TRAITS),
    .writes = BIT(CARE_PEOPLE_TRAITS) | BIT(CARE_PEOPLE_EVENT),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .step = step,
    .resolve = resolve,
};
#undef BIT
