/* What a run of the queue goes by: where beds may be taken, how many there are, staff, assessors, beds kept. */
#include "models/system/placement_parts.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>

/* ---- options ---- */

struct scored {
    struct care_queue_option option;
    double km;
};

static int compare_scored(const void *a, const void *b)
{
    const struct scored *x = a, *y = b;
    if (x->km != y->km) {
        return x->km < y->km ? -1 : 1;
    }
    return x->option.district != y->option.district ? x->option.district - y->option.district
                                                    : x->option.owner - y->option.owner;
}

/* How far a bed is, with what else speaks against it. */
static double felt_km(const struct care_queue_parameters *parameters, double km, bool is_own, int owner, int type)
{
    const bool prefers_public = type / 2 == 1, is_poor = type % 2 == 1;
    return (is_own ? 0 : km + parameters->other_district_km) +
           (prefers_public == (owner == CARE_PRIVATE) ? parameters->not_preferred_km : 0) +
           (is_poor && owner == CARE_PRIVATE ? parameters->market_price_km : 0);
}

/* The own district and the nearest within the limit. @return how many */
static int districts_asked(const struct care_placement *placement, int home, int *out)
{
    const struct care_areas *areas = placement->areas;
    const double *km = areas->km + (size_t)home * (size_t)areas->n_districts;
    int n = 0;
    out[n++] = home;
    for (int d = 0; d < areas->n_districts; d++) {
        if (d == home || km[d] > placement->parameters->neighbour_limit_km) {
            continue;
        }
        int at = n++;
        for (; at > 1 && km[out[at - 1]] > km[d]; at--) {
            out[at] = out[at - 1];
        }
        out[at] = d;
    }
    return n - 1 < placement->parameters->neighbours ? n : 1 + placement->parameters->neighbours;
}

static void list_options(const struct care_placement *placement, int type, int home, const int *asked, int n_asked,
                         struct scored *scratch, struct care_queue_option *out)
{
    const double *km = placement->areas->km + (size_t)home * (size_t)placement->areas->n_districts;
    int n = 0;
    for (int i = 0; i < n_asked * CARE_N_OWNERS; i++) {
        const int district = asked[i / CARE_N_OWNERS], owner = i % CARE_N_OWNERS;
        const struct care_queue_option option = {(int16_t)district, (uint8_t)owner};
        scratch[n++] =
            (struct scored){option, felt_km(placement->parameters, km[district], district == home, owner, type)};
    }
    qsort(scratch, (size_t)n, sizeof *scratch, compare_scored);
    for (int i = 0; i < n; i++) {
        out[i] = scratch[i].option;
    }
    out[n] = (struct care_queue_option){-1, 0};
}

int care_placement_terms_options(struct care_placement *placement)
{
    const int n = placement->areas->n_districts;
    const size_t most = (size_t)n * CARE_N_OWNERS;
    int *asked = malloc((size_t)n * sizeof *asked);
    struct scored *scratch = malloc(most * sizeof *scratch);
    placement->n_options = (int)most;
    placement->options = calloc(CARE_QUEUE_N_TYPES * (size_t)n * (most + 1), sizeof *placement->options);
    const bool has_memory = asked != NULL && scratch != NULL && placement->options != NULL;
    for (int i = 0; has_memory && i < CARE_QUEUE_N_TYPES * n; i++) {
        const int type = i / n, home = i % n, n_asked = districts_asked(placement, home, asked);
        list_options(placement, type, home, asked, n_asked, scratch, placement->options + (size_t)i * (most + 1));
    }
    free(scratch);
    free(asked);
    return has_memory ? CARE_OK : care_trace(CARE_ERROR_MEMORY);
}

/* ---- tables by step ---- */

static bool is_census(const struct care_placement_run *run)
{
    return run->year == CARE_FIRST_YEAR;
}

/* The month, 1..12, in which a step of the run lies; before the census all is as on its day. */
static int month_of(const struct care_placement_run *run, int step)
{
    return is_census(run) ? CARE_MONTHS_A_YEAR : 1 + step / run->steps_per_month;
}

static void fill_capacity(const struct care_placement_run *run)
{
    const struct care_supply *supply = run->placement->supply;
    const size_t n = (size_t)supply->n_districts;
    int32_t *out = run->capacity;
    for (int step = 0; step < run->n_steps; step++) {
        const int month = month_of(run, step);
        const size_t at = ((size_t)(run->year - CARE_FIRST_YEAR) * CARE_MONTHS_A_YEAR + (size_t)(month - 1)) * n;
        const int32_t *beds = care_supply_beds(supply, run->year, month);
        for (size_t d = 0; d < n; d++) {
            for (int i = 0; i < CARE_N_OWNERS * CARE_N_PLACE_CLASSES; i++) {
                const int owner = i / CARE_N_PLACE_CLASSES, class = i % CARE_N_PLACE_CLASSES;
                const bool is_public = owner == CARE_PUBLIC;
                *out++ = class < CARE_N_BED_CLASSES
                             ? beds[(d * CARE_N_OWNERS + (size_t)owner) * CARE_N_BED_CLASSES + (size_t) class]
                         : !is_public                   ? 0
                         : class == CARE_DAY_PLACE      ? supply->day_places[at + d]
                         : class == CARE_HOME_BED_PLACE ? supply->home_beds[at + d]
                                                        : INT32_MAX;
            }
        }
    }
}

static void fill_staff(const struct care_placement_run *run)
{
    const size_t per_month = (size_t)run->placement->areas->n_districts * CARE_N_STAFF_POOLS;
    for (int step = 0; step < run->n_steps; step++) {
        const int32_t *month = run->placement->staff_milli + (size_t)(month_of(run, step) - 1) * per_month;
        for (size_t i = 0; i < per_month; i++) {
            run->staff_milli[(size_t)step * per_month + i] = month[i];
        }
    }
}

/* Whole assessments a step, so that they add up over the year. */
static void fill_assessments(const struct care_placement_run *run)
{
    const struct care_areas *areas = run->placement->areas;
    for (int d = 0; d < areas->n_districts; d++) {
        const double per_step = care_lever_at(&run->placement->parameters->assessments_per_1000_per_month,
                                              areas->area[areas->district[d]].code, run->year) *
                                run->elders[d] / 1000 / run->steps_per_month;
        for (int step = 0; step < run->n_steps; step++) {
            const double so_far = floor(care_round(per_step * step)), now = floor(care_round(per_step * (step + 1)));
            run->assessments[step * areas->n_districts + d] = (int32_t)fmin(now - so_far, INT32_MAX);
        }
    }
}

/* Public beds kept for the destitute who want one. */
static void fill_reserved(const struct care_placement_run *run)
{
    const struct care_areas *areas = run->placement->areas;
    for (int i = 0; i < run->n; i++) {
        const struct care_queue_client *client = &run->clients[i];
        run->reserved[client->home] += client->rank == 0 && care_queue_of(client->wants) == CARE_QUEUE_BEDS;
    }
    for (int d = 0; d < areas->n_districts; d++) {
        const double floor_of =
            care_lever_at(&run->placement->parameters->public_floor, areas->area[areas->district[d]].code, run->year);
        run->reserved[d] = (int32_t)nearbyint(care_round(floor_of * run->reserved[d]));
    }
}

int care_placement_terms_create(struct care_placement_run *run, struct care_queue_terms *out)
{
    const struct care_placement *placement = run->placement;
    const size_t n = (size_t)placement->areas->n_districts, n_steps = (size_t)run->n_steps;
    const size_t places = n * CARE_N_OWNERS * CARE_N_PLACE_CLASSES, pools = n * CARE_N_STAFF_POOLS;
    const bool staff_binds = placement->parameters->is_staff_binding && !is_census(run);
    const bool are_assessed = placement->parameters->is_assessment_first && !is_census(run);
    run->capacity = malloc(n_steps * places * sizeof *run->capacity);
    run->staff_milli = malloc(n_steps * pools * sizeof *run->staff_milli);
    run->assessments = malloc(n_steps * n * sizeof *run->assessments);
    run->reserved = calloc(n, sizeof *run->reserved);
    if (run->capacity == NULL || run->staff_milli == NULL || run->assessments == NULL || run->reserved == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    fill_capacity(run);
    fill_assessments(run);
    fill_reserved(run);
    if (staff_binds) {
        fill_staff(run);
    }
    *out = (struct care_queue_terms){
        .n_districts = (int)n,
        .n_steps = run->n_steps,
        .capacity = run->capacity,
        .capacity_stride = places,
        .staff_milli = staff_binds ? run->staff_milli : NULL,
        .staff_stride = pools,
        .staff_need_milli = placement->staff_need_milli,
        .assessments = are_assessed ? run->assessments : NULL,
        .assessments_stride = n,
        .reserved = run->reserved,
        .options = placement->options,
        .n_options = placement->n_options,
    };
    return CARE_OK;
}
