#include "models/system/beds.h"

#include "models/purposes.h"
#include "models/system/bed_queue.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/simd.h"

#include <stdlib.h>
#include <string.h>

#define CUBE(symbol, name_, time_, en, zh)                                                        \
    const struct care_cube_spec symbol = {name_, CARE_CUBE_INT32, time_,  {&care_axes_bed_class}, \
                                          "1",   {en, zh},        "beds", 1}
CUBE(care_bed_use_cube, "use", CARE_CUBE_STOCK, "residents in a bed anywhere in the city, by the class of the bed",
     "已入住机构的常住老人（含市内他区床位），按床位类型");
CUBE(care_bed_queue_cube, "queue", CARE_CUBE_STOCK, "residents waiting for a bed, by the class they need",
     "轮候床位的常住老人，按所需床位类型");
CUBE(care_bed_refused_cube, "refused", CARE_CUBE_FLOW, "left the queue in the year without a bed (unmet)",
     "当年未获床位即退出轮候的人数（未满足）");
CUBE(care_bed_admitted_cube, "admitted", CARE_CUBE_FLOW, "admitted in the year, by home district and class",
     "当年入住人数，按居住区与床位类型");
CUBE(care_beds_cube, "beds", CARE_CUBE_STOCK, "beds in the district", "本区床位数");
CUBE(care_beds_used_cube, "beds_used", CARE_CUBE_STOCK, "beds of the district in use, by residents of any district",
     "本区已使用床位（含他区居民）");
CUBE(care_beds_idle_cube, "beds_idle", CARE_CUBE_STOCK, "beds of the district not in use", "本区空置床位");
#undef CUBE
const struct care_cube_spec care_beds_placements_cube = {
    "placements",
    CARE_CUBE_INT32,
    CARE_CUBE_STOCK,
    {&care_axes_bed_district},
    "1",
    {"residents in a bed, by home district and the district of the bed", "已入住老人，按居住区与床位所在区"},
    "beds",
    1};
const struct care_cube_spec care_beds_wait_months_cube = {
    "wait_months",
    CARE_CUBE_FLOAT64,
    CARE_CUBE_FLOW,
    {&care_axes_wait_statistic},
    "month",
    {"months waited by those admitted in the year; missing where nobody was", "当年入住者的等候月数；无人入住则缺失"},
    "beds",
    1};

/* ---- who asks ---- */

static int add_client(struct care_bed_clients *clients, const struct care_bed_client *client)
{
    if (clients->n == clients->capacity) {
        const int capacity = clients->capacity * 2 + 256;
        struct care_bed_client *grown = realloc(clients->list, (size_t)capacity * sizeof *grown);
        if (grown == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        clients->list = grown;
        clients->capacity = capacity;
    }
    clients->list[clients->n++] = *client;
    return CARE_OK;
}

static uint8_t exit_month(uint8_t exit)
{
    return exit >= CARE_EXIT_MOVED ? 12 : (uint8_t)(exit & 31);
}

/* Non-zero for those who want a bed, or wait for or hold one. */
CARE_CLONES static void mark_involved(const uint8_t *care, int n, uint8_t *restrict out)
{
    const uint8_t first_bed = CARE_WANTS_ORDINARY_BED << 2;
    for (int i = 0; i < n; i++) {
        out[i] = (uint8_t)((care[i] >= first_bed) | (care[i] & 3));
    }
}

/* Whoever wants no bed any more keeps the class he holds until he leaves it. */
static enum care_bed_class class_needed(unsigned mode, unsigned setting)
{
    if (care_mode_is_bed(mode)) {
        return mode == CARE_WANTS_ORDINARY_BED ? CARE_ORDINARY_BED : CARE_NURSING_BED;
    }
    return setting == CARE_IN_NURSING_BED ? CARE_NURSING_BED : CARE_ORDINARY_BED;
}

/* A change of wish falls in a drawn month of the year; who leaves for good does so in the month of the exit. */
static struct care_bed_client client_of(const struct care_year *year, const struct care_people *people, uint32_t row,
                                        int home)
{
    const unsigned place = care_setting_of(people->care[row]), mode = care_mode_of(people->care[row]);
    const uint8_t exit = people->exit[row];
    const uint32_t u = care_draws_one(year->draws, people->key[row], year->year, CARE_DRAW_BED_MONTH);
    const uint8_t drawn = (uint8_t)(1 + ((uint64_t)u * 12 >> 32));
    struct care_bed_client client = {
        .key = people->key[row],
        .row = row,
        .months = people->months[row],
        .home = (int16_t)home,
        .bed = place >= CARE_IN_ORDINARY_BED ? people->bed[row] : -1,
        .level = people->level[row],
        .needs = (uint8_t)class_needed(mode, place),
        .holds = place == CARE_IN_NURSING_BED ? CARE_NURSING_BED : CARE_ORDINARY_BED,
        .asks_in_month = place == CARE_AT_HOME ? drawn : 0,
        .leaves_in_month = care_mode_is_bed(mode) ? CARE_NEVER_MONTH : drawn,
        .is_gone = exit != CARE_EXIT_NONE,
    };
    if (client.is_gone && exit_month(exit) < client.leaves_in_month) {
        client.leaves_in_month = exit_month(exit);
    }
    return client;
}

/* Lists everybody of an area who holds a bed, waits, or now wants one. */
static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    struct care_beds *beds = self;
    struct care_bed_clients *clients = &beds->clients[area];
    const struct care_people people = care_people_of_table(table);
    const int home = beds->tally->district_of_leaf[area];
    uint8_t involved[CARE_BLOCK_ROWS];
    uint16_t rows[CARE_BLOCK_ROWS];
    clients->n = 0;
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        const struct care_block *block = care_table_block(table, area, b);
        if (year->year - block->cohort < CARE_FIRST_CARE_AGE) {
            continue;
        }
        mark_involved(people.care + block->first, (int)block->n, involved);
        const int n_rows = care_hits_nonzero(involved, (int)block->n, rows);
        for (int r = 0; r < n_rows; r++) {
            const uint32_t row = block->first + rows[r];
            const struct care_bed_client client = client_of(year, &people, row, home);
            /* who would ask only after having left does not ask */
            if (people.exit[row] != CARE_EXIT_GONE && client.asks_in_month < client.leaves_in_month) {
                const int status = add_client(clients, &client);
                if (status != CARE_OK) {
                    return status;
                }
            }
        }
    }
    return CARE_OK;
}

/* ---- the year's queue ---- */

/* What the lists say of the end of the year is written to the people; the rest is counted. */
static void write_back(const struct care_bed_client *client, const struct care_people *people)
{
    const uint32_t row = client->row;
    const unsigned mode = care_mode_of(people->care[row]);
    if (client->is_gone || client->leaves_in_month != CARE_NEVER_MONTH) {
        people->care[row] = care_column_of(CARE_AT_HOME, mode);
        people->months[row] = people->bed[row] = 0;
        return;
    }
    const int since = client->bed >= 0 && client->admitted_in_month > 0 ? 12 - client->admitted_in_month
                      : client->asks_in_month > 0                       ? 12 - client->asks_in_month
                                                                        : client->months + 12;
    const enum care_setting setting = client->bed < 0                     ? CARE_WAITING
                                      : client->holds == CARE_NURSING_BED ? CARE_IN_NURSING_BED
                                                                          : CARE_IN_ORDINARY_BED;
    people->care[row] = care_column_of(setting, mode);
    people->bed[row] = client->bed < 0 ? 0 : (uint8_t)client->bed;
    people->months[row] = (uint8_t)(since < 255 ? since : 255);
}

static int compare_int(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static void record_waits(const struct care_beds *beds, int year, int district, int *waits, int n)
{
    if (beds->wait_months == NULL || n == 0) {
        return;
    }
    double *cells = care_tally_amounts(beds->tally, beds->wait_months, year, district), sum = 0;
    qsort(waits, (size_t)n, sizeof *waits, compare_int);
    for (int i = 0; i < n; i++) {
        sum += waits[i];
    }
    cells[0] = care_round(sum / n);
    cells[1] = waits[(n - 1) / 2];
    cells[2] = waits[(n - 1) * 9 / 10];
}

/* Of one district and class: months waited by those admitted in the year; where nobody was, by those who wait still. */
static double mean_wait(const struct care_bed_client *clients, int n, int district, int class)
{
    int64_t months[2] = {0, 0}, persons[2] = {0, 0};
    for (int i = 0; i < n; i++) {
        const struct care_bed_client *client = &clients[i];
        const bool is_admitted = client->admitted_in_month > 0;
        const bool waits = client->bed < 0 && !client->is_gone && client->leaves_in_month == CARE_NEVER_MONTH;
        if (client->home != district || client->needs != class || (!is_admitted && !waits)) {
            continue;
        }
        const int asked = client->asks_in_month > 0 ? client->asks_in_month : -client->months;
        months[is_admitted] += (is_admitted ? client->admitted_in_month : 12) - asked;
        persons[is_admitted]++;
    }
    const int of = persons[1] > 0;
    return persons[of] > 0 ? care_round((double)months[of] / (double)persons[of]) : 0;
}

static void keep_waits(struct care_beds *beds, const struct care_bed_client *clients, int n)
{
    for (int district = 0; district < beds->plan->areas->n_districts; district++) {
        for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
            beds->mean_wait_months[district][class] = mean_wait(clients, n, district, class);
        }
    }
}

static int record_all_waits(const struct care_beds *beds, int year, const struct care_bed_client *clients, int n)
{
    int *waits = malloc(((size_t)n + 1) * sizeof *waits);
    if (waits == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int district = 0; district < beds->plan->areas->n_districts; district++) {
        int n_waits = 0;
        for (int i = 0; i < n; i++) {
            if (clients[i].home == district && clients[i].admitted_in_month > 0) {
                const int asked = clients[i].asks_in_month > 0 ? clients[i].asks_in_month : -clients[i].months;
                waits[n_waits++] = clients[i].admitted_in_month - asked;
            }
        }
        record_waits(beds, year, district, waits, n_waits);
    }
    free(waits);
    return CARE_OK;
}

static void add_to(const struct care_beds *beds, struct care_cube *cube, int year, int district, int at, int32_t n)
{
    if (cube != NULL) {
        const struct care_outer *outer = care_cubes_outer(beds->tally->cubes);
        cube->data.int32[care_cube_offset(cube, outer, beds->tally->scenario, beds->tally->draw, beds->tally->replicate,
                                          year - outer->first_year, district) +
                         at] += n;
    }
}

static void record_stocks(const struct care_beds *beds, int year, const struct care_bed_client *clients, int n)
{
    for (int i = 0; i < n; i++) {
        const struct care_bed_client *client = &clients[i];
        if (client->is_gone || client->leaves_in_month != CARE_NEVER_MONTH) {
            continue;
        }
        if (client->bed >= 0) {
            add_to(beds, beds->use, year, client->home, client->holds, 1);
            add_to(beds, beds->placements, year, client->home, client->bed, 1);
        } else {
            add_to(beds, beds->queue, year, client->home, client->needs, 1);
        }
    }
}

static void record_supply(const struct care_beds *beds, int year, const struct care_bed_flows *flows)
{
    const int n = beds->plan->areas->n_districts;
    const int32_t *supply = beds->plan->beds + (year - CARE_FIRST_YEAR) * n * CARE_N_BED_CLASSES;
    for (int i = 0; i < n * CARE_N_BED_CLASSES; i++) {
        const int district = i / CARE_N_BED_CLASSES, class = i % CARE_N_BED_CLASSES;
        add_to(beds, beds->beds, year, district, class, supply[i]);
        add_to(beds, beds->beds_used, year, district, class, beds->used[i]);
        add_to(beds, beds->beds_idle, year, district, class, supply[i] - beds->used[i]);
        add_to(beds, beds->refused, year, district, class, flows->refused[i]);
        add_to(beds, beds->admitted, year, district, class, flows->admitted[i]);
    }
}

static int gather(const struct care_beds *beds, struct care_bed_client **all, int *n)
{
    *n = 0;
    for (int leaf = 0; leaf < beds->plan->areas->n_leaves; leaf++) {
        *n += beds->clients[leaf].n;
    }
    *all = malloc(((size_t)*n + 1) * sizeof **all);
    if (*all == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    int at = 0;
    for (int leaf = 0; leaf < beds->plan->areas->n_leaves; leaf++) {
        if (beds->clients[leaf].n > 0) {
            memcpy(*all + at, beds->clients[leaf].list, (size_t)beds->clients[leaf].n * sizeof **all);
            at += beds->clients[leaf].n;
        }
    }
    return CARE_OK;
}

static int run_months(struct care_beds *beds, int year, struct care_table *table, int first_month, int last_month,
                      bool is_start)
{
    const int n_cells = beds->plan->areas->n_districts * CARE_N_BED_CLASSES;
    const int32_t *supply = beds->plan->beds + (year - CARE_FIRST_YEAR) * n_cells;
    struct care_bed_client *clients = NULL;
    int32_t *room = calloc((size_t)n_cells * 2, sizeof *room);
    int n = 0;
    int status = room != NULL ? gather(beds, &clients, &n) : care_trace(CARE_ERROR_MEMORY);
    if (status == CARE_OK) {
        struct care_bed_flows flows = {room, room + n_cells};
        const struct care_people people = care_people_of_table(table);
        care_bed_queue_run(beds->plan, supply, beds->used, clients, n, first_month, last_month, &flows);
        for (int i = 0; i < n; i++) {
            write_back(&clients[i], &people);
        }
        if (is_start) {
            memset(room, 0, (size_t)n_cells * 2 * sizeof *room); /* the census has no flows */
        }
        record_stocks(beds, year, clients, n);
        record_supply(beds, year, &flows);
        if (!is_start) {
            keep_waits(beds, clients, n);
            status = record_all_waits(beds, year, clients, n);
        }
    }
    free(clients);
    free(room);
    return status;
}

static int settle(void *self, const struct care_year *year, struct care_table *table)
{
    return run_months(self, year->year, table, 1, 12, false);
}

/* ---- the start ---- */

static int start_area(struct care_beds *beds, const struct care_year *year, const struct care_table *table, int area)
{
    const struct care_people people = care_people_of_table(table);
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        const struct care_block *block = care_table_block(table, area, b);
        const bool is_old = year->year - block->cohort >= CARE_FIRST_CARE_AGE;
        for (uint32_t row = block->first; is_old && row < block->first + block->n; row++) {
            const unsigned mode = care_mode_of(people.care[row]);
            if (!care_mode_is_bed(mode)) {
                continue;
            }
            const struct care_bed_client client = {.key = people.key[row],
                                                   .row = row,
                                                   .home = (int16_t)beds->tally->district_of_leaf[area],
                                                   .bed = -1,
                                                   .level = people.level[row],
                                                   .leaves_in_month = CARE_NEVER_MONTH,
                                                   .asks_in_month = 12,
                                                   .needs = (uint8_t)class_needed(mode, CARE_AT_HOME)};
            const int status = add_client(&beds->clients[area], &client);
            if (status != CARE_OK) {
                return status;
            }
        }
    }
    return CARE_OK;
}

int care_beds_start(struct care_beds *beds, const struct care_year *year, struct care_table *table, int n_threads)
{
    int status = CARE_OK;
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads) reduction(min : status)
    for (int area = 0; area < beds->plan->areas->n_leaves; area++) {
        const int answer = start_area(beds, year, table, area);
        status = answer < status ? answer : status;
    }
    return status == CARE_OK ? run_months(beds, year->year, table, 12, 12, true) : status;
}

int care_beds_create(const struct care_beds_plan *plan, const struct care_tally *tally, struct care_beds *out)
{
    *out = (struct care_beds){.plan = plan, .tally = tally};
    out->clients = calloc((size_t)plan->areas->n_leaves, sizeof *out->clients);
    out->used = calloc((size_t)plan->areas->n_districts * CARE_N_BED_CLASSES, sizeof *out->used);
    out->mean_wait_months = calloc((size_t)plan->areas->n_districts, sizeof *out->mean_wait_months);
    if (out->clients == NULL || out->used == NULL || out->mean_wait_months == NULL) {
        care_beds_free(out);
        return care_trace(CARE_ERROR_MEMORY);
    }
    return CARE_OK;
}

void care_beds_free(struct care_beds *beds)
{
    for (int leaf = 0; beds->clients != NULL && leaf < beds->plan->areas->n_leaves; leaf++) {
        free(beds->clients[leaf].list);
    }
    free(beds->clients);
    free(beds->used);
    free(beds->mean_wait_months);
    beds->clients = NULL;
    beds->used = NULL;
    beds->mean_wait_months = NULL;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_beds_model = {
    .name = "beds",
    .doc = {"twelve months of the queue for beds", "全年逐月轮候床位"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_LEVEL) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_CARE),
    .writes = BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_MONTHS) | BIT(CARE_PEOPLE_BED),
    .resolve = resolve,
    .settle = settle,
};
#undef BIT
