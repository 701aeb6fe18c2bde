#include "models/people/choice.h"

#include "models/axes.h"
#include "models/people/kin.h"
#include "models/purposes.h"
#include "sim/counts.h"
#include "sim/hits.h"
#include "sim/simd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const modes[] = {"family_only",  "home_visits", "home_bed",    "day_care",
                                    "ordinary_bed", "nursing_bed", "dementia_bed"};
static const char *const modes_zh[] = {"仅家庭照护", "上门服务",   "家庭养老床位", "日间照料",
                                       "普通床位",   "护理型床位", "失智照护床位"};
const struct care_axis care_choice_mode_axis = {
    "care_mode", CARE_N_MODES, NULL, modes, modes_zh, {"care that is wanted", "意愿照护方式"}, NULL};
static const char *const companies[] = {"none", "partner", "children", "partner_and_children", "others"};
static const char *const companies_zh[] = {"独自", "配偶", "子女", "配偶与子女", "其他人"};
static const struct care_axis company_axis = {
    "company", CARE_N_COMPANIES, NULL, companies, companies_zh, {"whom the person has", "同住者"}, NULL};
const struct care_cube_spec care_choice_demand_cube = {
    "demand",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_axes_level, &company_axis, &care_choice_mode_axis},
    "1",
    {"residents of 60 and over by the care they want, before any queue; those in it included",
     "60 岁及以上常住人口，按意愿照护方式（轮候之前，含已入住者）"},
    "choice",
    2};

enum { BATCH = 256, STRIDE = BATCH + CARE_DRAW_ROOM };

/* ---- who chooses from what ---- */

static enum care_company company_of(uint16_t traits, bool has_partner)
{
    const unsigned household = care_trait(traits, CARE_TRAIT_HOUSEHOLD);
    const bool with_children = care_trait_is_with_children(traits);
    if (has_partner) {
        return with_children ? CARE_COMPANY_BOTH : CARE_COMPANY_PARTNER;
    }
    if (household == CARE_WITH_ELDERS || household == CARE_COLLECTIVE) {
        return CARE_COMPANY_OTHERS;
    }
    return with_children ? CARE_COMPANY_CHILDREN : CARE_COMPANY_NONE;
}

static enum care_gap gap_of(const struct care_need_tables *tables, const struct care_people *people,
                            const struct care_table *table, int year, uint32_t row)
{
    const unsigned level = people->level[row], stage = people->dementia[row];
    if (tables->need_all[level][stage] == 0) {
        return CARE_GAP_NONE;
    }
    const struct care_helpers helpers = care_kin_helpers(people, table, year, row);
    return care_need_gap_class(tables, level, stage, care_need_family(tables, &helpers));
}

struct care_chooser care_choice_chooser(const struct care_need_tables *tables, const struct care_people *people,
                                        const struct care_table *table, int year, uint32_t row)
{
    const uint16_t traits = people->traits[row];
    return (struct care_chooser){
        .level = people->level[row],
        .has_late_dementia = people->dementia[row] >= CARE_DEMENTIA_MODERATE,
        .is_over_80 = year - care_table_cohort(table, row) >= 80,
        .company = (uint8_t)company_of(traits, people->partner[row] != CARE_NO_ROW),
        .gap = (uint8_t)gap_of(tables, people, table, year, row),
        .is_rural = care_trait(traits, CARE_TRAIT_RURAL) != 0,
        .income = (uint8_t)care_trait(traits, CARE_TRAIT_INCOME),
        .relief = (uint8_t)care_trait(traits, CARE_TRAIT_RELIEF),
        .is_insured = care_trait(traits, CARE_TRAIT_INSURED) != 0,
    };
}

/* ---- the year's thresholds ---- */

/* What people believe of the wait: half of what they did, half of last year's, in whole months. Who follows last year's
 * wait alone makes demand swing. */
static bool learn_waits(const struct care_choice *choice, int district)
{
    bool is_new = false;
    for (int class = 0; class < 2 && choice->wait_months != NULL; class ++) {
        double *believed = &choice->believed[district][class], *shown = &choice->waits[district][class];
        *believed = (*believed + choice->wait_months[district][class]) / 2;
        is_new = is_new || nearbyint(*believed) != *shown;
        *shown = nearbyint(*believed);
    }
    return is_new;
}

/* What the district offers in the year: prices, what can be seen, and the levers of demand for beds. */
static struct care_price_tables offers_of(const struct care_choice *choice, int32_t code, int year,
                                          double destitute_odds)
{
    const struct care_prices prices = {choice->own.prices, code, year};
    struct care_price_tables tables = care_prices_tables(&prices);
    tables.destitute_bed_odds = destitute_odds;
    for (unsigned mode = 0; mode < CARE_N_MODES; mode++) {
        tables.odds[mode] *=
            care_mode_is_bed(mode) ? care_lever_at(&choice->parameters->bed_demand_factor, code, year) : 1;
    }
    return tables;
}

/* The ratio is solved anew when the share is another. */
static int learn_destitute_wish(struct care_choice *choice, int district, int32_t code, int year)
{
    struct care_choice_wish *wish = &choice->destitute_wish[district];
    const double share = care_lever_at(&choice->parameters->destitute_share, code, year);
    if (share == wish->share && wish->odds > 0) {
        return CARE_OK;
    }
    wish->share = share;
    return care_choice_destitute_odds(&choice->destitute, share, &wish->odds);
}

/* Thresholds are made anew where prices, families or waits are not those of last year. */
static int prepare_district(struct care_choice *choice, int district, int year, bool is_new)
{
    const int32_t code = choice->areas->area[choice->areas->district[district]].code;
    const int status = learn_destitute_wish(choice, district, code, year);
    const struct care_price_tables prices = offers_of(choice, code, year, choice->destitute_wish[district].odds);
    const struct care_need_tables tables = care_need_tables_of(choice->own.need, choice->own.family, code, year);
    /* nothing but doubles, and int16_t, in them: bytes compare */
    const bool differ = memcmp(&prices, &choice->prices[district], sizeof prices) != 0 ||
                        memcmp(&tables, &choice->tables[district], sizeof tables) != 0;
    choice->prices[district] = prices;
    choice->tables[district] = tables;
    if (learn_waits(choice, district) || differ || is_new) {
        choice->changed_in[district] = year;
        care_choice_logit_thresholds(choice->parameters, &choice->constants, &prices, choice->waits[district],
                                     &choice->thresholds[district]);
    }
    return status;
}

static int prepare(struct care_choice *choice, const struct care_year *year)
{
    const struct care_choice_norm norm = care_choice_logit_norm(choice->parameters, year->year);
    const bool is_new = norm.part != choice->norm.part || norm.share != choice->norm.share;
    int status = CARE_OK;
    if (is_new) {
        status = care_choice_logit_solve(choice->parameters, choice->census, &choice->destitute.prices, norm,
                                         &choice->constants);
    }
    for (int d = 0; d < choice->areas->n_districts && status == CARE_OK; d++) {
        status = prepare_district(choice, d, year->year, is_new);
    }
    choice->norm = norm;
    return status;
}

static int begin(void *self, const struct care_year *year)
{
    struct care_choice *choice = self;
    return choice->norm.part < 0 ? CARE_OK
                                 : prepare(choice, year); /* the census is prepared once its people are counted */
}

/* ---- choosing ---- */

/* The choosers of an area, whose draws are made together. */
struct choosing {
    const struct care_choice *choice;
    const struct care_year *year;
    const struct care_table *table;
    struct care_people people;
    const struct care_choice_thresholds *thresholds; /* of the district */
    const struct care_need_tables *tables;           /* likewise */
    int area;
    int changed_in; /* the year in which the thresholds last changed */
    int n;
    uint32_t row[BATCH];
    uint64_t key[STRIDE];
    int n_changed; /* whose certificates are looked at */
    uint32_t changed_row[BATCH];
    uint64_t changed_key[STRIDE];
    uint32_t u[CARE_LANES][STRIDE];
};

static void choose(const struct choosing *c, uint32_t row, const uint32_t u[CARE_LANES])
{
    const struct care_people *people = &c->people;
    const struct care_chooser chooser = care_choice_chooser(c->tables, people, c->table, c->year->year, row);
    const enum care_mode mode =
        care_choice_logit_pick(c->thresholds, c->choice->parameters, care_choice_logit_index(&chooser), u);
    people->care[row] = care_column_with_mode(people->care[row], mode);
}

static void flush(struct choosing *c)
{
    c->year->draws->fill(c->year->draws, c->key, c->n, 0, care_draws_word_of(CARE_DRAW_BED_WISH), c->u[0], STRIDE);
    for (int i = 0; i < c->n; i++) {
        const uint32_t u[CARE_LANES] = {c->u[0][i], c->u[1][i], c->u[2][i], c->u[3][i]}, row = c->row[i];
        if (care_choice_logit_is_family(c->thresholds, c->people.level[row], u)) {
            c->people.care[row] = care_column_with_mode(c->people.care[row], CARE_FAMILY_ONLY);
        } else {
            choose(c, row, u);
        }
    }
    c->n = 0;
}

static void add_chooser(struct choosing *c, uint32_t row)
{
    c->row[c->n] = row;
    c->key[c->n++] = c->people.key[row];
    if (c->n == BATCH) {
        flush(c);
    }
}

/* A certificate may come with a worse level: by the draw of the start. */
static void flush_changed(struct choosing *c)
{
    c->year->draws->fill(c->year->draws, c->changed_key, c->n_changed, 0,
                         care_draws_word_of(CARE_DRAW_CERTIFICATE_START), c->u[0], STRIDE);
    for (int i = 0; i < c->n_changed; i++) {
        const uint32_t row = c->changed_row[i], u = c->u[care_draws_lane_of(CARE_DRAW_CERTIFICATE_START)][i];
        c->people.traits[row] =
            care_groups_recertify(c->choice->groups, c->area, c->year->year - care_table_cohort(c->table, row),
                                  c->people.level[row], c->people.traits[row], u);
    }
    c->n_changed = 0;
}

static void add_changed(struct choosing *c, uint32_t row)
{
    c->changed_row[c->n_changed] = row;
    c->changed_key[c->n_changed++] = c->people.key[row];
    if (c->n_changed == BATCH) {
        flush_changed(c);
    }
}

/* Non-zero for those who choose this year: who changed; and of those who need care and have a partner, who grows older, or
 * of all where prices or waits have changed since they last chose, whose turn it is. Others would choose as they did. */
CARE_CLONES static void mark(const struct care_people *people, int n, uint32_t period, uint32_t turn, uint8_t everybody,
                             uint8_t *restrict out)
{
    const uint64_t *key = people->key;
    const uint32_t *partner = people->partner;
    const uint8_t *event = people->event, *level = people->level, *dementia = people->dementia;
    for (int i = 0; i < n; i++) {
        const uint32_t slot = (uint32_t)((key[i] >> 32) * period >> 32);
        const uint8_t ages = (level[i] | dementia[i]) != 0 && partner[i] != UINT32_MAX;
        const uint8_t may = everybody | ages;
        out[i] = (uint8_t)((event[i] & CARE_EVENT_CHANGED) | (slot == turn ? may : 0));
    }
}

/* Somebody's change is felt by a partner who needs care. */
static void add_partner(struct choosing *c, uint32_t row)
{
    const struct care_people *people = &c->people;
    const uint32_t partner = people->partner[row];
    if (partner != CARE_NO_ROW && (people->level[partner] | people->dementia[partner]) != 0) {
        add_chooser(c, partner);
    }
}

static void choose_block(struct choosing *c, const struct care_block *block)
{
    enum { AHEAD = 16 };
    uint8_t marked[CARE_BLOCK_ROWS];
    uint16_t rows[CARE_BLOCK_ROWS];
    const int age = c->year->year - block->cohort;
    const uint32_t period = age == 80 ? 1 : (uint32_t)c->choice->parameters->reconsider_every_years;
    const bool is_new = age == 80 || c->year->year - c->changed_in < (int)period ||
                        c->tables->need_all[0][0] > 0; /* then everybody needs care, and has a gap */
    const struct care_people people = {.key = c->people.key + block->first,
                                       .partner = c->people.partner + block->first,
                                       .event = c->people.event + block->first,
                                       .level = c->people.level + block->first,
                                       .dementia = c->people.dementia + block->first};
    mark(&people, (int)block->n, period, (uint32_t)c->year->year % period, is_new, marked);
    const int n_rows = care_hits_nonzero(marked, (int)block->n, rows);
    for (int r = 0; r < n_rows; r++) {
        const uint32_t row = block->first + rows[r];
        care_kin_fetch(&c->people, block->first + rows[r + AHEAD < n_rows ? r + AHEAD : r]);
        const bool has_changed = (c->people.event[row] & CARE_EVENT_CHANGED) != 0;
        c->people.event[row] &= (uint8_t)~CARE_EVENT_CHANGED;
        if (c->people.exit[row] == CARE_EXIT_NONE) {
            if (has_changed && c->people.level[row] > 0) {
                add_changed(c, row);
            }
            add_chooser(c, row);
            if (has_changed) {
                add_partner(c, row);
            }
        }
    }
}

static int choose_area(const struct care_choice *choice, const struct care_year *year, const struct care_table *table,
                       int area)
{
    struct choosing *c = calloc(1, sizeof *c);
    if (c == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    c->choice = choice;
    c->year = year;
    c->table = table;
    c->people = care_people_of_table(table);
    const int district = choice->tally->district_of_leaf[area];
    c->thresholds = &choice->thresholds[district];
    c->tables = &choice->tables[district];
    c->area = area;
    c->changed_in = choice->changed_in[district];
    c->n = c->n_changed = 0;
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        const struct care_block *block = care_table_block(table, area, b);
        if (year->year - block->cohort >= CARE_FIRST_CARE_AGE) {
            choose_block(c, block);
        }
    }
    flush(c);
    flush_changed(c);
    free(c);
    return CARE_OK;
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    return choose_area(self, year, table, area);
}

/* ---- the census ---- */

static void count_area(const struct care_need_tables *tables, const struct care_table *table, int year, int area,
                       int64_t *census)
{
    const struct care_people people = care_people_of_table(table);
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        const struct care_block *block = care_table_block(table, area, b);
        const bool is_old = year - block->cohort >= CARE_FIRST_CARE_AGE;
        for (uint32_t row = block->first; is_old && row < block->first + block->n; row++) {
            const struct care_chooser chooser = care_choice_chooser(tables, &people, table, year, row);
            (void)__atomic_fetch_add(&census[care_choice_logit_index(&chooser)], 1, __ATOMIC_RELAXED);
        }
    }
}

int care_choice_start(struct care_choice *choice, const struct care_year *year, const struct care_table *table,
                      int n_threads)
{
    const struct care_need_tables base =
        care_need_tables_of(choice->root.need, choice->root.family, CARE_NO_DISTRICT, CARE_FIRST_YEAR);
    const int n_areas = care_table_n_areas(table);
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads)
    for (int area = 0; area < n_areas; area++) {
        count_area(&base, table, year->year, area, choice->census);
    }
    const struct care_prices prices = {choice->root.prices, CARE_NO_DISTRICT, CARE_FIRST_YEAR};
    const struct care_price_tables tables = care_prices_tables(&prices);
    int status = care_choice_destitute_create(choice->parameters, choice->census, &tables, &choice->destitute);
    status = status == CARE_OK ? prepare(choice, year) : status;
    if (status != CARE_OK) {
        return status;
    }
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads) reduction(min : status)
    for (int area = 0; area < n_areas; area++) {
        const int answer = choose_area(choice, year, table, area);
        status = answer < status ? answer : status;
    }
    return status;
}

int care_choice_create(struct care_choice *out)
{
    const size_t n = (size_t)out->areas->n_districts;
    out->norm = (struct care_choice_norm){.part = -1};
    out->census = calloc(CARE_N_CHOOSERS, sizeof *out->census);
    out->thresholds = calloc(n, sizeof *out->thresholds);
    out->tables = calloc(n, sizeof *out->tables);
    out->prices = calloc(n, sizeof *out->prices);
    out->waits = calloc(n, sizeof *out->waits);
    out->believed = calloc(n, sizeof *out->believed);
    out->changed_in = calloc(n, sizeof *out->changed_in);
    out->destitute_wish = calloc(n, sizeof *out->destitute_wish);
    if (out->census == NULL || out->thresholds == NULL || out->tables == NULL || out->prices == NULL ||
        out->waits == NULL || out->believed == NULL || out->changed_in == NULL || out->destitute_wish == NULL) {
        care_choice_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    return CARE_OK;
}

void care_choice_free(struct care_choice *choice)
{
    free(choice->destitute_wish);
    free(choice->changed_in);
    free(choice->believed);
    free(choice->waits);
    free(choice->prices);
    free(choice->tables);
    free(choice->thresholds);
    free(choice->census);
    choice->destitute_wish = NULL;
    choice->changed_in = NULL;
    choice->believed = choice->waits = NULL;
    choice->prices = NULL;
    choice->tables = NULL;
    choice->thresholds = NULL;
    choice->census = NULL;
}

/* ---- counting ---- */

enum { N_CELLS = CARE_N_LEVELS * CARE_N_COMPANIES };

/* Level and company of people at once; 255 where somebody is gone. Company by traits and partner, in the order of the
 * tests of company_of(). */
CARE_CLONES static void encode(const struct care_people *people, int n, uint8_t *restrict cell, uint8_t *restrict mode)
{
    for (int i = 0; i < n; i++) {
        const uint8_t household = (uint8_t)(people->traits[i] >> 2 & 7);
        const uint8_t linked = people->partner[i] != UINT32_MAX;
        const uint8_t with_children = (household == CARE_WITH_CHILDREN) | (household == CARE_THREE_GENERATIONS);
        const uint8_t others = (household == CARE_WITH_ELDERS) | (household == CARE_COLLECTIVE);
        const uint8_t single = (uint8_t)(others * CARE_COMPANY_OTHERS + with_children * CARE_COMPANY_CHILDREN);
        const uint8_t company = linked ? (uint8_t)(CARE_COMPANY_PARTNER + 2 * with_children) : single;
        const uint8_t gone = (uint8_t) - (people->exit[i] != 0);
        cell[i] = (uint8_t)((people->level[i] * CARE_N_COMPANIES + company) | gone);
        mode[i] = (uint8_t)(people->care[i] >> 3 & 7 & ~gone);
    }
}

static int tally(void *self, const struct care_year *year, const struct care_span *span)
{
    const struct care_choice *choice = self;
    int32_t *cells = care_tally_cells(choice->tally, choice->demand, year->year, span->area);
    if (span->age_years < CARE_FIRST_CARE_AGE || cells == NULL) {
        return CARE_OK;
    }
    const struct care_people people = care_people_of_span(span);
    uint8_t mode[CARE_BLOCK_ROWS];
    int32_t all[N_CELLS] = {0}, n[N_CELLS][CARE_N_MODES] = {{0}};
    encode(&people, span->n, span->bytes, mode);
    care_counts_of_bytes(span->bytes, span->n, N_CELLS, all);
    const int n_rows = care_hits_nonzero(mode, span->n, span->rows); /* most want family only */
    for (int r = 0; r < n_rows; r++) {
        const int i = span->rows[r];
        n[span->bytes[i]][mode[i]]++;
        all[span->bytes[i]]--;
    }
    for (int i = 0; i < N_CELLS * CARE_N_MODES; i++) {
        const int of = i / CARE_N_MODES, at = i % CARE_N_MODES;
        care_tally_add(&cells[i], at == CARE_FAMILY_ONLY ? all[of] : n[of][at]);
    }
    return CARE_OK;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_choice_model = {
    .name = "choice",
    .doc = {"who wants which care", "照护方式的选择"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_DEMENTIA) |
             BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_EVENT) | BIT(CARE_PEOPLE_TRAITS) | BIT(CARE_PEOPLE_CARE),
    .writes = BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_TRAITS) | BIT(CARE_PEOPLE_EVENT),
    .begin = begin,
    .resolve = resolve,
    .tally = tally,
};
#undef BIT
