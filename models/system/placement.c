#include "models/system/placement.h"

#include "models/system/placement_parts.h"
#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- a run of the queue ---- */

static int gather(struct care_placement_run *run)
{
    const struct care_placement *placement = run->placement;
    const int n_leaves = placement->areas->n_leaves;
    const size_t n_districts = (size_t)placement->areas->n_districts;
    for (int leaf = 0; leaf < n_leaves; leaf++) {
        run->n += placement->clients[leaf].n;
    }
    run->clients = malloc(((size_t)run->n + 1) * sizeof *run->clients);
    run->changed = calloc(n_districts, sizeof *run->changed);
    run->elders = calloc(n_districts, sizeof *run->elders);
    if (run->clients == NULL || run->changed == NULL || run->elders == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    size_t at = 0;
    for (int leaf = 0; leaf < n_leaves; leaf++) {
        struct care_placement_clients *clients = &placement->clients[leaf];
        const int d = placement->tally->district_of_leaf[leaf];
        if (clients->n > 0) {
            memcpy(run->clients + at, clients->list, (size_t)clients->n * sizeof *run->clients);
            at += (size_t)clients->n;
        }
        free(clients->list);
        clients->list = NULL;
        clients->capacity = 0;
        run->elders[d] += clients->n_elders;
        for (int queue = 0; queue < CARE_N_QUEUES; queue++) {
            run->changed[d][queue] += clients->changed[queue];
        }
    }
    return CARE_OK;
}

static int create_result(struct care_placement_run *run)
{
    const size_t n = (size_t)run->placement->areas->n_districts, n_steps = (size_t)run->n_steps;
    run->result.accounts = calloc(n_steps * n * CARE_N_QUEUES, sizeof *run->result.accounts);
    run->result.places = calloc(n_steps * n * CARE_N_PLACE_CLASSES, sizeof *run->result.places);
    run->result.refused = calloc(n * CARE_QUEUE_N_RANKS, sizeof *run->result.refused);
    return run->result.accounts != NULL && run->result.places != NULL && run->result.refused != NULL
               ? CARE_OK
               : care_trace(CARE_ERROR_MEMORY);
}

static void free_run(struct care_placement_run *run)
{
    free(run->result.refused);
    free(run->result.places);
    free(run->result.accounts);
    free(run->reserved);
    free(run->assessments);
    free(run->staff_milli);
    free(run->capacity);
    free(run->elders);
    free(run->changed);
    free(run->clients);
}

/* The months before the census begin with empty places: who had asked before them has had his since then; who waits has
 * waited no longer than they are. */
static void backdate(struct care_placement_run *run)
{
    for (int i = 0; i < run->n; i++) {
        struct care_queue_client *client = &run->clients[i];
        client->admitted = client->admitted == 0 && client->asked < 0 ? client->asked : client->admitted;
        client->asked = client->place < 0 && client->asked < -1 ? -1 : client->asked;
    }
}

static int run_queue(struct care_placement *placement, int year, int n_months, const struct care_table *table,
                     bool is_census)
{
    const int per_month = placement->parameters->steps_per_month;
    struct care_placement_run run = {.placement = placement,
                                     .year = year,
                                     .steps_per_month = per_month,
                                     .n_steps = n_months * per_month,
                                     .people = care_people_of_table(table)};
    struct care_queue_terms terms;
    int status = gather(&run);
    status = status == CARE_OK ? create_result(&run) : status;
    status = status == CARE_OK ? care_placement_terms_create(&run, &terms) : status;
    status = status == CARE_OK ? care_queue_run(&terms, run.clients, run.n, &run.result) : status;
    if (status == CARE_OK && is_census) {
        backdate(&run);
    }
    status = status == CARE_OK ? care_placement_records_sum(&run, is_census) : status;
    if (status == CARE_OK) {
        care_placement_clients_write(&run);
        status = care_placement_records_write(&run, is_census);
    }
    free_run(&run);
    return status;
}

/* ---- the year ---- */

static double value_of(const struct care_lever *lever, int32_t code, int year)
{
    return care_round(care_lever_at(lever, code, year));
}

static void set_order(struct care_placement *placement, int year)
{
    const struct care_queue_parameters *parameters = placement->parameters;
    for (int d = 0; d < placement->areas->n_districts; d++) {
        const int32_t code = placement->areas->area[placement->areas->district[d]].code;
        const double prefers_public = value_of(&parameters->prefers_public_share, code, year);
        placement->order[d] = (struct care_placement_order){
            .prefers_public = (uint32_t)fmin(prefers_public * 4294967296.0, 4294967295.0),
            .priority_rank = (uint8_t)nearbyint(value_of(&parameters->priority_rank, code, year)),
            .disabled_rank = (uint8_t)nearbyint(value_of(&parameters->disabled_rank, code, year)),
            .others_rank = (uint8_t)nearbyint(value_of(&parameters->others_rank, code, year)),
            .is_by_lot = value_of(&parameters->waiting_list, code, year) < 0.5,
        };
    }
}

static int begin(void *self, const struct care_year *year)
{
    set_order(self, year->year);
    return CARE_OK;
}

static int resolve(void *self, const struct care_year *year, struct care_table *table, int area)
{
    return care_placement_clients_of_area(self, year, table, area);
}

static int settle(void *self, const struct care_year *year, struct care_table *table)
{
    return run_queue(self, year->year, CARE_MONTHS_A_YEAR, table, false);
}

int care_placement_start(struct care_placement *placement, const struct care_year *year, struct care_table *table,
                         int n_threads)
{
    int status = CARE_OK;
    set_order(placement, year->year);
#pragma omp parallel for schedule(dynamic, 1) num_threads(n_threads) reduction(min : status)
    for (int area = 0; area < placement->areas->n_leaves; area++) {
        const int answer = care_placement_clients_of_census(placement, year, table, area);
        status = answer < status ? answer : status;
    }
    return status == CARE_OK ? run_queue(placement, year->year, CARE_CENSUS_MONTHS, table, true) : status;
}

/* ---- creating ---- */

int care_placement_create(struct care_placement *out)
{
    const size_t n = (size_t)out->areas->n_districts;
    out->clients = calloc((size_t)out->areas->n_leaves, sizeof *out->clients);
    out->order = calloc(n, sizeof *out->order);
    out->mean_wait_months = calloc(n, sizeof *out->mean_wait_months);
    out->use_of_year = calloc(n, sizeof *out->use_of_year);
    out->residents = calloc(n, sizeof *out->residents);
    const bool has_memory = out->clients != NULL && out->order != NULL && out->mean_wait_months != NULL &&
                            out->use_of_year != NULL && out->residents != NULL;
    const int status = has_memory ? care_placement_terms_options(out) : care_trace(CARE_ERROR_MEMORY);
    if (status != CARE_OK) {
        care_placement_free(out);
    }
    return status;
}

void care_placement_free(struct care_placement *placement)
{
    for (int leaf = 0; placement->clients != NULL && leaf < placement->areas->n_leaves; leaf++) {
        free(placement->clients[leaf].list);
    }
    free(placement->residents);
    free(placement->use_of_year);
    free(placement->mean_wait_months);
    free(placement->order);
    free(placement->options);
    free(placement->clients);
    placement->residents = NULL;
    placement->use_of_year = NULL;
    placement->mean_wait_months = NULL;
    placement->order = NULL;
    placement->options = NULL;
    placement->clients = NULL;
}

int care_placement_check(const struct care_areas *areas, struct care_diagnostics *list)
{
    enum { MOST_DISTRICTS = 254 }; /* the district of a bed is one byte of a person */
    if (areas->n_districts > MOST_DISTRICTS) {
        care_diagnostics_add(list, (struct care_place){.key = "areas.table"}, "%d districts; at most %d",
                             "区县 %d 个，最多 %d 个", areas->n_districts, MOST_DISTRICTS);
        return CARE_ERROR_INPUT;
    }
    return CARE_OK;
}

#define BIT(column) (UINT64_C(1) << (column))
const struct care_model care_placement_model = {
    .name = "placement",
    .doc = {"twelve months of the queue for beds and places", "全年逐月轮候床位与服务"},
    .reads = BIT(CARE_PEOPLE_KEY) | BIT(CARE_PEOPLE_PARTNER) | BIT(CARE_PEOPLE_MARITAL) | BIT(CARE_PEOPLE_LEVEL) |
             BIT(CARE_PEOPLE_DEMENTIA) | BIT(CARE_PEOPLE_EXIT) | BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_TRAITS) |
             BIT(CARE_PEOPLE_BED) | BIT(CARE_PEOPLE_MONTHS),
    .writes = BIT(CARE_PEOPLE_CARE) | BIT(CARE_PEOPLE_MONTHS) | BIT(CARE_PEOPLE_BED),
    .begin = begin,
    .resolve = resolve,
    .settle = settle,
};
#undef BIT
