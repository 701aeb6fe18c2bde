#include "models/people/migration.h"

#include "models/axes.h"
#include "models/people/health.h"
#include "models/people/keys.h"
#include "models/people/widowing.h"
#include "models/purposes.h"
#include "models/walk.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/tally.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct care_cube_spec care_migration_in_cube = {
    "moves_in",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_axes_sex, &care_axes_age},
    "1",
    {"people who moved into the district, from outside the city or another district, by age on 1 November",
     "迁入本区人数（来自市外或市内他区），按 11 月 1 日年龄"},
    "migration",
    1};
const struct care_cube_spec care_migration_out_cube = {
    "moves_out",
    CARE_CUBE_INT32,
    CARE_CUBE_FLOW,
    {&care_axes_sex, &care_axes_age},
    "1",
    {"people who moved out of the district, by age on 1 November", "迁出本区人数，按 11 月 1 日年龄"},
    "migration",
    1};

enum decision { STAYS, LEAVES, MOVES };

static int purpose_at(int age_reached)
{
    return age_reached < CARE_FIRST_CARE_AGE ? CARE_DRAW_MIGRATION_UNDER_60 : CARE_DRAW_MIGRATION_FROM_60;
}

static const struct care_migration_bounds *bounds_of(const struct care_migration *migration, int year, int leaf)
{
    return &migration->bounds[(year - CARE_FIRST_YEAR) * migration->rates->n_leaves + leaf];
}

/* Do people of this age draw in this year? */
static bool draws_at(const void *self, const struct care_year *year, int age_reached)
{
    const struct care_migration *migration = self;
    const int age = age_reached < CARE_N_AGES ? age_reached : CARE_N_AGES - 1;
    const double(*weight)[CARE_N_AGES] = migration->rates->leavers_weight;
    return weight[CARE_MALE][age] + weight[CARE_FEMALE][age] > 0 &&
           migration->rates->is_active[year->year - CARE_FIRST_YEAR];
}

/* Marks all whose draw could move anybody; who goes is settled when couples are known. */
static int step(const void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_migration *migration = self;
    if (!draws_at(self, year, span->age_years)) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_span(span);
    const uint32_t *u = care_span_draws(span, purpose_at(span->age_years));
    const uint32_t most = bounds_of(migration, year->year, span->area)->most;
    const int n_rows = care_hits_below(u, span->n, most, span->rows);
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        people.event[i] |= people.exit[i] != CARE_EXIT_GONE ? CARE_EVENT_MIGRATES : 0;
    }
    return CARE_OK;
}

/* ---- leaving ---- */

static void count(const struct care_migration *migration, struct care_cube *cube, int year, int area, int sex, int age)
{
    int32_t *cells = care_tally_cells(migration->tally, cube, year, area);
    if (cells != NULL) {
        care_tally_add(&cells[sex * CARE_N_AGES + (age < CARE_N_AGES ? age : CARE_N_AGES - 1)], 1);
    }
}

static void count_widow(const struct care_migration *migration, int year, int area, const struct care_people *people,
                        uint32_t row, enum care_widow_flow flow)
{
    care_widowing_count(migration->tally, migration->widow_flows, year, area, people->sex[row], flow,
                        people->marital[row] == CARE_WIDOWED);
}

/* One person of a couple, or alone. The dead do not go. Who moves within the city is counted when the destination is
 * known. */
static enum decision decide(const struct care_migration *migration, const struct care_year *year,
                            const struct care_table *table, int area, uint32_t row, uint32_t u)
{
    const struct care_people people = care_people_of_table(table);
    const int age = year->year - care_table_cohort(table, row);
    if (people.exit[row] != CARE_EXIT_NONE) {
        return STAYS;
    }
    const struct care_migration_bounds *bounds = bounds_of(migration, year->year, area);
    const int sex = people.sex[row], a = age < CARE_N_AGES ? age : CARE_N_AGES - 1;
    if (u < bounds->leave[sex][a]) {
        people.exit[row] = (uint8_t)(CARE_EXIT_LEFT + care_month_of(u, bounds->leave[sex][a]));
        count(migration, migration->moves_out, year->year, area, people.sex[row], age);
        count_widow(migration, year->year, area, &people, row, CARE_WIDOWS_LEFT);
        return LEAVES;
    }
    if (u < bounds->move[sex][a]) {
        people.exit[row] = CARE_EXIT_MOVED;
        return MOVES;
    }
    return STAYS;
}

/* A couple of whom one goes alone is parted in space: both have a partner elsewhere. Who left keeps the status he had. */
static void part_in_space(const struct care_people *people, uint32_t row, enum decision own, enum decision other)
{
    care_people_unlink(people, row, own == LEAVES ? CARE_PARTNERED : CARE_PARTNER_ELSEWHERE,
                       other == LEAVES ? CARE_PARTNERED : CARE_PARTNER_ELSEWHERE);
}

/* A row proposed. Of a couple the husband's draw decides for both, the wife's where he is of an age that does not draw;
 * a second proposal of the same couple is dropped. */
static void settle_proposal(const struct care_migration *migration, const struct care_year *year,
                            struct care_table *table, int area, uint32_t row)
{
    const struct care_people people = care_people_of_table(table);
    const uint32_t partner = people.partner[row];
    if (partner != CARE_NO_ROW && people.sex[row] == CARE_FEMALE &&
        draws_at(migration, year, year->year - care_table_cohort(table, partner))) {
        return;
    }
    const int age = year->year - care_table_cohort(table, row);
    const uint32_t u = care_draws_one(year->draws, people.key[row], year->year, purpose_at(age));
    const enum decision own = decide(migration, year, table, area, row, u);
    if (partner != CARE_NO_ROW) {
        const enum decision other = decide(migration, year, table, area, partner, u);
        people.event[partner] &= (uint8_t)~CARE_EVENT_MIGRATES;
        if (own != other || own == LEAVES) {
            care_people_mark_bereft(&people, row, age);
            care_people_mark_bereft(&people, partner, year->year - care_table_cohort(table, partner));
            part_in_space(&people, row, own, other);
        }
    }
}

static void settle_proposals(const struct care_migration *migration, const struct care_year *year,
                             struct care_table *table, int area)
{
    struct care_walk walk = care_walk_events(table, area, CARE_EVENT_MIGRATES, INT32_MIN, INT32_MAX);
    for (uint32_t row; care_walk_next(&walk, &row);) {
        settle_proposal(migration, year, table, area, row);
    }
}

/* ---- arriving ---- */

static int32_t n_arriving(const struct care_migration *migration, const struct care_year *year, int area, int sex,
                          int age)
{
    const double expected = care_migration_arrivals(migration->rates, year->year - CARE_FIRST_YEAR, area, sex, age);
    const uint32_t code = (uint32_t)migration->areas->area[migration->areas->leaf[area]].code;
    const uint32_t u = care_draws_one(year->draws, care_key_of_cell(code, (unsigned)sex, (unsigned)age), year->year,
                                      CARE_DRAW_ARRIVAL_COUNT);
    const double whole = floor(care_round(expected));
    return (int32_t)whole + (u < care_threshold(expected - whole));
}

static void fill_arrival(const struct care_migration *migration, const struct care_year *year,
                         const struct care_people *people, uint32_t row, uint64_t key, int sex, int age)
{
    people->key[row] = key;
    people->sex[row] = (uint8_t)sex;
    people->event[row] = age >= CARE_FIRST_CARE_AGE ? CARE_EVENT_ENTERS : 0;
    people->level[row] = people->dementia[row] = people->care[row] = 0;
    people->months[row] = people->bed[row] = 0;
    people->traits[row] = 0;
    people->marital[row] = CARE_NEVER_MARRIED;
    if (age >= CARE_FIRST_ADULT_AGE) {
        const uint32_t u = care_draws_one(year->draws, key, year->year, CARE_DRAW_MARITAL_ON_ARRIVAL);
        people->marital[row] = (uint8_t)care_people_pick(u, migration->marital[sex][age], CARE_N_MARITAL - 1);
    }
    if (age >= CARE_FIRST_CARE_AGE) {
        care_health_enter(migration->health, year, key, (unsigned)sex, age, &people->level[row],
                          &people->dementia[row]);
    }
}

static int arrive(const struct care_migration *migration, const struct care_year *year, struct care_table *table,
                  int area, int sex, int age, int32_t n, struct care_seekers *married)
{
    const uint32_t code = (uint32_t)migration->areas->area[migration->areas->leaf[area]].code;
    const struct care_people people = care_people_of_table(table);
    for (int32_t from = 0; from < n; from += CARE_BLOCK_ROWS) {
        const int32_t size = n - from < CARE_BLOCK_ROWS ? n - from : CARE_BLOCK_ROWS;
        uint32_t first;
        int status = care_table_append(table, area, year->year - age, (uint32_t)size, 64, &first);
        for (int32_t i = 0; i < size && status == CARE_OK; i++) {
            const uint32_t row = first + (uint32_t)i;
            const uint64_t key =
                care_key_of_migrant(code, (unsigned)sex, (unsigned)age, year->year, (uint32_t)(from + i));
            fill_arrival(migration, year, &people, row, key, sex, age);
            count_widow(migration, year->year, area, &people, row, CARE_WIDOWS_ARRIVED);
            if (people.marital[row] == CARE_PARTNER_ELSEWHERE) {
                status = care_pairing_seekers_add(married, migration->gaps, year, key, row, (unsigned)sex, age);
            }
        }
        if (status != CARE_OK) {
            return status;
        }
    }
    return CARE_OK;
}

static int welcome(const struct care_migration *migration, const struct care_year *year, struct care_table *table,
                   int area)
{
    if (migration->rates->arrivals[year->year - CARE_FIRST_YEAR] <= 0) {
        return CARE_OK;
    }
    struct care_seekers married = {.n = {0}}; /* those who came married are paired with each other */
    int32_t *cells = care_tally_cells(migration->tally, migration->moves_in, year->year, area);
    int status = CARE_OK;
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES && status == CARE_OK; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
        const int32_t n = n_arriving(migration, year, area, sex, age);
        status = arrive(migration, year, table, area, sex, age, n, &married);
        if (cells != NULL) {
            care_tally_add(&cells[i], n);
        }
    }
    status = status == CARE_OK ? care_pairing_seekers_end(&married, migration->gaps, year) : status;
    if (status == CARE_OK) {
        const struct care_people people = care_people_of_table(table);
        struct care_pairing_made made;
        status = care_pairing_match(&people, &married, &made);
    }
    care_pairing_seekers_free(&married);
    return status;
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    const struct care_migration *migration = self;
    if (migration->rates->is_active[year->year - CARE_FIRST_YEAR]) {
        settle_proposals(migration, year, table, area);
    }
    return welcome(migration, year, table, area);
}

/* ---- moving between areas: alone, after all areas are resolved ---- */

static int pick_destination(const struct care_migration *migration, int from, uint32_t u)
{
    const struct care_migration_rates *rates = migration->rates;
    const double all = rates->others_weight[from]; /* positive, or nobody would move */
    double below = 0;
    int last = from;
    for (int leaf = 0; leaf < rates->n_leaves; leaf++) {
        below += leaf == from ? 0 : rates->destination_weight[leaf];
        if (leaf != from && rates->destination_weight[leaf] > 0) {
            last = leaf;
            if (u < care_threshold(below / all)) {
                return leaf;
            }
        }
    }
    return last;
}

/* The streets of one district are one place to the counts. */
static void count_move(const struct care_migration *migration, int year, int from, int to,
                       const struct care_people *people, uint32_t row, int age)
{
    if (migration->tally->district_of_leaf[from] != migration->tally->district_of_leaf[to]) {
        count(migration, migration->moves_out, year, from, people->sex[row], age);
        count(migration, migration->moves_in, year, to, people->sex[row], age);
        count_widow(migration, year, from, people, row, CARE_WIDOWS_MOVED_OUT);
        count_widow(migration, year, to, people, row, CARE_WIDOWS_MOVED_IN);
    }
}

static int carry_over(const struct care_migration *migration, const struct care_year *year, struct care_table *table,
                      int from, uint32_t row, int to, uint32_t *new_row)
{
    const int cohort = care_table_cohort(table, row), age = year->year - cohort;
    const int status = care_table_append(table, to, cohort, 1, 64, new_row);
    if (status != CARE_OK) {
        return status;
    }
    const struct care_people people = care_people_of_table(table);
    for (int c = 0; c < care_table_n_columns(table); c++) {
        const struct care_column *column = care_table_describe(table, c);
        if (column->role != CARE_COLUMN_LINK && column->role != CARE_COLUMN_EXIT) {
            const size_t width = (size_t)column->width_bytes;
            uint8_t *base = care_table_column(table, c);
            memcpy(base + *new_row * width, base + row * width, width);
        }
    }
    /* whatever care there was is given up with the home; what is wanted now is chosen next year */
    people.care[*new_row] = care_column_of(CARE_AT_HOME, CARE_FAMILY_ONLY, 0);
    people.event[*new_row] |= age >= CARE_FIRST_CARE_AGE ? CARE_EVENT_CHANGED : 0;
    people.months[*new_row] = people.bed[*new_row] = 0;
    count_move(migration, year->year, from, to, &people, row, age);
    return CARE_OK;
}

/* One person, or a couple, whose destination is drawn on the husband's key. */
static int relocate(const struct care_migration *migration, const struct care_year *year, struct care_table *table,
                    int from, uint32_t row)
{
    const struct care_people people = care_people_of_table(table);
    const uint32_t partner = people.partner[row];
    if (partner != CARE_NO_ROW && people.sex[row] == CARE_FEMALE) {
        return CARE_OK; /* goes with her husband's row */
    }
    const uint32_t u = care_draws_one(year->draws, people.key[row], year->year, CARE_DRAW_DESTINATION);
    const int to = pick_destination(migration, from, u);
    uint32_t new_row, new_partner;
    int status = carry_over(migration, year, table, from, row, to, &new_row);
    if (status == CARE_OK && partner != CARE_NO_ROW) {
        status = carry_over(migration, year, table, from, partner, to, &new_partner);
        if (status == CARE_OK) {
            care_people_link(&people, new_row, new_partner);
            people.partner[row] = people.partner[partner] = CARE_NO_ROW;
            people.exit[partner] = CARE_EXIT_GONE; /* else her own row would move once more */
        }
    }
    return status;
}

static int settle(void *self, const struct care_year *year, struct care_table *table)
{
    const struct care_migration *migration = self;
    if (!migration->rates->has_moves) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_table(table);
    int status = CARE_OK;
    for (int area = 0; area < migration->rates->n_leaves; area++) {
        for (int b = 0; b < care_table_n_blocks(table, area) && status == CARE_OK; b++) {
            const struct care_block block =
                *care_table_block(table, area, b); /* a copy: the list grows elsewhere only */
            for (uint32_t row = block.first; row < block.first + block.n && status == CARE_OK; row++) {
                if (people.exit[row] == CARE_EXIT_MOVED) {
                    status = relocate(migration, year, table, area, row);
                }
            }
        }
    }
    return status;
}

static const struct care_draw_use draws[] = {
    {CARE_DRAW_MIGRATION_UNDER_60, 0, CARE_FIRST_CARE_AGE - 1},
    {CARE_DRAW_MIGRATION_FROM_60, CARE_FIRST_CARE_AGE, INT32_MAX},
};

struct care_migration_bounds care_migration_bounds_create(const struct care_migration_rates *rates, int year_index,
                                                          int leaf)
{
    struct care_migration_bounds bounds = {.most = 0};
    for (int i = 0; i < CARE_N_SEXES * CARE_N_AGES; i++) {
        const int sex = i / CARE_N_AGES, age = i % CARE_N_AGES;
        const double leave = care_migration_leave_prob(rates, year_index, leaf, sex, age);
        const double move = care_migration_move_prob(rates, leaf, sex, age);
        bounds.leave[sex][age] = care_threshold(leave);
        bounds.move[sex][age] = care_threshold(leave + move);
        bounds.most = bounds.move[sex][age] > bounds.most ? bounds.move[sex][age] : bounds.most;
    }
    return bounds;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_migration_model = {
    .name = "migration",
    .doc = {"leaving, arriving, moving between areas", "迁出、迁入与市内迁移"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_SEX) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_PARTNER) |
             BIT(CARE_PEOPLE_EXIT),
    .writes = BIT(CARE_PEOPLE_EVENT) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_PARTNER),
    .draws = draws,
    .n_draws = sizeof draws / sizeof draws[0],
    .draws_at = draws_at,
    .step = step,
    .resolve = resolve,
    .settle = settle,
};
#undef BIT
