#include "models/system/queue_occupancy.h"

#include <stdlib.h>

/* The classes a client takes, the most wanted first, ended by -1. Rank 0 would rather have any bed than none. */
static const int8_t classes_taken[2][CARE_N_PLACE_CLASSES][CARE_N_BED_CLASSES + 1] = {
    {{CARE_ORDINARY_BED, CARE_NURSING_BED, -1},
     {CARE_NURSING_BED, -1},
     {CARE_DEMENTIA_BED, CARE_NURSING_BED, -1},
     {CARE_DAY_PLACE, -1},
     {CARE_HOME_BED_PLACE, -1},
     {CARE_VISITS_PLACE, -1}},
    {{CARE_ORDINARY_BED, CARE_NURSING_BED, CARE_DEMENTIA_BED, -1},
     {CARE_NURSING_BED, CARE_DEMENTIA_BED, CARE_ORDINARY_BED, -1},
     {CARE_DEMENTIA_BED, CARE_NURSING_BED, CARE_ORDINARY_BED, -1},
     {CARE_DAY_PLACE, -1},
     {CARE_HOME_BED_PLACE, -1},
     {CARE_VISITS_PLACE, -1}}};

int care_queue_occupancy_create(const struct care_queue_terms *terms, struct care_queue_occupancy *out)
{
    const size_t n = (size_t)terms->n_districts;
    *out = (struct care_queue_occupancy){.terms = terms};
    out->used = calloc(n * CARE_N_OWNERS * CARE_N_PLACE_CLASSES + 1, sizeof *out->used);
    out->staff_used_milli = calloc(n * CARE_N_STAFF_POOLS + 1, sizeof *out->staff_used_milli);
    out->first_ranks = calloc(n + 1, sizeof *out->first_ranks);
    if (out->used == NULL || out->staff_used_milli == NULL || out->first_ranks == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    return CARE_OK;
}

void care_queue_occupancy_free(struct care_queue_occupancy *occupancy)
{
    free(occupancy->first_ranks);
    free(occupancy->staff_used_milli);
    free(occupancy->used);
}

void care_queue_occupancy_open(struct care_queue_occupancy *occupancy, int step)
{
    const struct care_queue_terms *terms = occupancy->terms;
    occupancy->capacity = terms->capacity + (size_t)step * terms->capacity_stride;
    occupancy->staff_milli =
        terms->staff_milli == NULL ? NULL : terms->staff_milli + (size_t)step * terms->staff_stride;
}

static int pool_of(int district, unsigned place_class)
{
    return district * CARE_N_STAFF_POOLS + (int)care_places_pool_of((enum care_place_class)place_class);
}

static bool is_public_bed(unsigned owner, unsigned place_class)
{
    return owner != CARE_PRIVATE && place_class < CARE_N_BED_CLASSES;
}

static void change_by(struct care_queue_occupancy *occupancy, const struct care_queue_client *client, int n)
{
    const struct care_queue_terms *terms = occupancy->terms;
    occupancy->used[care_queue_occupancy_cell(client->place, client->owner, client->holds)] += n;
    if (client->rank == 0 && is_public_bed(client->owner, client->holds)) {
        occupancy->first_ranks[client->place] += n;
    }
    if (terms->staff_milli != NULL) {
        occupancy->staff_used_milli[pool_of(client->place, client->holds)] +=
            (int64_t)n * terms->staff_need_milli[client->holds][client->level];
    }
}

void care_queue_occupancy_enter(struct care_queue_occupancy *occupancy, const struct care_queue_client *client)
{
    change_by(occupancy, client, 1);
}

void care_queue_occupancy_strike(struct care_queue_occupancy *occupancy, const struct care_queue_client *client)
{
    change_by(occupancy, client, -1);
}

static int32_t free_in(const struct care_queue_occupancy *occupancy, int cell)
{
    return occupancy->capacity[cell] - occupancy->used[cell];
}

/* Whether more public beds are free than rank 0 does not fill yet of those kept for it. */
static bool is_more_free_than_kept(const struct care_queue_occupancy *occupancy, int district)
{
    const int32_t *reserved = occupancy->terms->reserved;
    const int64_t kept = reserved == NULL ? 0 : (int64_t)reserved[district] - occupancy->first_ranks[district];
    int64_t n_free = 0;
    for (unsigned owner = CARE_PUBLIC; kept > 0 && owner < CARE_PRIVATE; owner++) {
        for (unsigned bed = 0; bed < CARE_N_BED_CLASSES; bed++) {
            n_free += free_in(occupancy, care_queue_occupancy_cell(district, owner, bed));
        }
    }
    return kept <= 0 || n_free > kept;
}

/* Thousandths of a post beyond what a client takes already. Who needs no more needs nobody to be there. */
static bool has_staff(const struct care_queue_occupancy *occupancy, int district, unsigned place_class,
                      int64_t need_milli)
{
    const int pool = pool_of(district, place_class);
    return occupancy->staff_milli == NULL || need_milli <= 0 ||
           occupancy->staff_used_milli[pool] + need_milli <= occupancy->staff_milli[pool];
}

static int64_t need_of(const struct care_queue_occupancy *occupancy, unsigned place_class, unsigned level)
{
    return occupancy->staff_milli == NULL ? 0 : occupancy->terms->staff_need_milli[place_class][level];
}

/* The first option with a place of a class; @param blocked  as of care_queue_occupancy_find, kept when set */
static int find_in(const struct care_queue_occupancy *occupancy, const struct care_queue_client *client,
                   const struct care_queue_option *options, unsigned place_class, int *blocked)
{
    const bool is_first_rank = client->rank == 0;
    const int64_t need_milli = need_of(occupancy, place_class, client->level);
    for (const struct care_queue_option *option = options; option->district >= 0; option++) {
        const int cell = care_queue_occupancy_cell(option->district, option->owner, place_class);
        if (free_in(occupancy, cell) <= 0 || (is_first_rank && option->owner == CARE_PRIVATE)) {
            continue;
        }
        if (!is_first_rank && is_public_bed(option->owner, place_class) &&
            !is_more_free_than_kept(occupancy, option->district)) {
            continue;
        }
        if (has_staff(occupancy, option->district, place_class, need_milli)) {
            return cell;
        }
        *blocked = *blocked < 0 ? cell : *blocked;
    }
    return -1;
}

int care_queue_occupancy_find(const struct care_queue_occupancy *occupancy, const struct care_queue_client *client,
                              int *blocked)
{
    const struct care_queue_terms *terms = occupancy->terms;
    const struct care_queue_option own[] = {{client->home, CARE_PUBLIC}, {-1, CARE_PUBLIC}};
    const size_t list = (size_t)client->type * (size_t)terms->n_districts + (size_t)client->home;
    const struct care_queue_option *options =
        client->wants < CARE_N_BED_CLASSES ? terms->options + list * ((size_t)terms->n_options + 1) : own;
    int found = -1;
    *blocked = -1;
    for (const int8_t *taken = classes_taken[client->rank == 0][client->wants]; *taken >= 0 && found < 0; taken++) {
        found = find_in(occupancy, client, options, (unsigned)*taken, blocked);
    }
    return found;
}

bool care_queue_occupancy_can_change(const struct care_queue_occupancy *occupancy,
                                     const struct care_queue_client *client, unsigned place_class)
{
    const int64_t more_milli =
        need_of(occupancy, place_class, client->level) - need_of(occupancy, client->holds, client->level);
    return free_in(occupancy, care_queue_occupancy_cell(client->place, client->owner, place_class)) > 0 &&
           has_staff(occupancy, client->place, place_class, more_milli);
}

void care_queue_occupancy_count(const struct care_queue_occupancy *occupancy, int district, unsigned place_class,
                                int32_t *used, int32_t *capacity)
{
    int64_t limit = 0;
    *used = 0;
    for (unsigned owner = 0; owner < CARE_N_OWNERS; owner++) {
        const int cell = care_queue_occupancy_cell(district, owner, place_class);
        *used += occupancy->used[cell];
        limit += occupancy->capacity[cell];
    }
    *capacity = limit < INT32_MAX ? (int32_t)limit : INT32_MAX;
}
