/* What is recorded of a run of the queue. */
#include "models/system/placement_parts.h"

#include "sim/rounding.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- who held what ---- */

/* A stretch of steps in a place; the end is not included. */
struct stretch {
    unsigned class, owner;
    int begin, end;
};

static int last_step(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const int stay = client->stay == CARE_QUEUE_NEVER ? CARE_QUEUE_NEVER : client->admitted + client->stay;
    const int leaves = client->leaves < stay ? client->leaves : stay;
    return client->has_left && leaves < run->n_steps ? leaves : run->n_steps;
}

/* Owner of the place held when the run began. */
static unsigned held_by(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const uint8_t care = run->people.care[client->row];
    return care_is_in_home(care) ? care_provider_of(care) : CARE_PUBLIC;
}

/* The place held when the run began, until it was given up or left. */
static struct stretch first_stretch(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const uint8_t care = run->people.care[client->row];
    const unsigned held = care_placement_clients_holds(care);
    if (held == CARE_N_PLACE_CLASSES || (client->was_sent_back && client->exchanged == CARE_QUEUE_NEVER)) {
        return (struct stretch){0};
    }
    const bool is_kept = client->exchanged == CARE_QUEUE_NEVER;
    return (struct stretch){.class = held,
                            .owner = held_by(run, client),
                            .begin = 0,
                            .end = is_kept ? last_step(run, client) : client->exchanged};
}

/* Places that closed, taken together as if from the beginning of the run. */
static struct stretch closed_stretch(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const unsigned held = care_placement_clients_holds(run->people.care[client->row]);
    const bool is_first = held != CARE_N_PLACE_CLASSES && client->exchanged == CARE_QUEUE_NEVER;
    const unsigned owner = is_first ? held_by(run, client) : client->owner;
    return (struct stretch){is_first ? held : client->holds, owner, 0, client->closed};
}

static struct stretch second_stretch(const struct care_placement_run *run, const struct care_queue_client *client)
{
    if (client->admitted < 0 || client->admitted == CARE_QUEUE_NEVER) {
        return (struct stretch){0};
    }
    return (struct stretch){client->taken, client->owner, client->admitted, last_step(run, client)};
}

/* The step from which LTCI pays: whole months after that of the assessment. */
static int paid_from(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const struct care_placement *placement = run->placement;
    const int32_t code = placement->areas->area[placement->areas->district[client->home]].code;
    const double months = care_lever_at(&placement->prices->ltci_delay_months, code, run->year);
    return client->assessed < 0 ? 0 : client->assessed + run->steps_per_month * (int)nearbyint(care_round(months));
}

static void add_stretch(const struct care_placement_run *run, const struct care_queue_client *client,
                        const struct stretch *stretch, struct care_placement_use *use)
{
    if (stretch->end <= stretch->begin) {
        return; /* perhaps of somebody who has not been assessed */
    }
    const uint16_t traits = run->people.traits[client->row];
    const unsigned relief = care_trait(traits, CARE_TRAIT_RELIEF), insured = care_trait(traits, CARE_TRAIT_INSURED);
    const int pays_from = paid_from(run, client);
    const int paid_begin = pays_from > stretch->begin ? pays_from : stretch->begin;
    const double steps = run->steps_per_month;
    use->months[stretch->class][stretch->owner][client->level][relief][insured] +=
        (stretch->end - stretch->begin) / steps;
    if (stretch->end > paid_begin) {
        const double paid = (stretch->end - paid_begin) / steps;
        const bool has_late_dementia = run->people.dementia[client->row] >= CARE_DEMENTIA_MODERATE;
        use->assessed_months[stretch->class][client->level][relief][insured] += paid;
        use->late_dementia_months[stretch->class][client->level][relief][insured] += has_late_dementia ? paid : 0;
    }
}

/* The place held last, changes within the home taken apart. */
static void add_changing(const struct care_placement_run *run, const struct care_queue_client *client,
                         struct stretch stretch, struct care_placement_use *use)
{
    for (unsigned better = CARE_NURSING_BED; better <= CARE_DEMENTIA_BED; better++) {
        const int changed = client->changed[better];
        if (changed >= stretch.begin && changed < stretch.end && stretch.class < better) {
            const struct stretch before = {stretch.class, stretch.owner, stretch.begin, changed};
            add_stretch(run, client, &before, use);
            stretch.class = better;
            stretch.begin = changed;
        }
    }
    add_stretch(run, client, &stretch, use);
}

static bool was_admitted(const struct care_queue_client *client)
{
    return client->admitted >= 0 && client->admitted != CARE_QUEUE_NEVER;
}

/* Did not hold a place of the kind he wants when the run began. */
static bool is_new_to_queue(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const unsigned held = care_placement_clients_holds(run->people.care[client->row]);
    return held == CARE_N_PLACE_CLASSES || care_queue_of(held) != care_queue_of(client->wants);
}

static void sum_client(const struct care_placement_run *run, const struct care_queue_client *client, bool is_census)
{
    struct care_placement *placement = run->placement;
    struct care_placement_use *use = &placement->use_of_year[client->home];
    if (!is_census) {
        const struct stretch closed = closed_stretch(run, client);
        add_changing(run, client, first_stretch(run, client), use);
        add_stretch(run, client, &closed, use);
        add_changing(run, client, second_stretch(run, client), use);
        use->asked[client->wants] += client->asked >= 0 && is_new_to_queue(run, client);
        use->admitted[client->holds] += was_admitted(client);
    }
    if (client->has_left) {
        return;
    }
    const bool is_destitute_for_bed = client->rank == 0 && care_queue_of(client->wants) == CARE_QUEUE_BEDS;
    use->destitute_wanting += is_destitute_for_bed;
    if (client->place < 0) {
        use->waiting[client->wants]++;
        use->destitute_waiting += is_destitute_for_bed;
    } else {
        use->holding[client->holds]++;
        use->disabled_served_at_home += client->holds >= CARE_DAY_PLACE && client->level > 0;
        placement->residents[client->place].persons[client->holds][client->level]++;
    }
}

/* ---- waits that next year's choice believes ---- */

/* Of ordinary beds, and of nursing and dementia beds. */
struct waited {
    int64_t steps[2][2], persons[2][2]; /* [kind of bed][still waiting, admitted] */
};

static void add_wait(const struct care_placement_run *run, const struct care_queue_client *client, struct waited *of)
{
    const bool is_admitted = was_admitted(client), waits = client->place < 0 && !client->has_left;
    if (client->wants < CARE_N_BED_CLASSES && (is_admitted || waits)) {
        const int kind = client->wants != CARE_ORDINARY_BED;
        of->steps[kind][is_admitted] += (is_admitted ? client->admitted : run->n_steps - 1) - client->asked;
        of->persons[kind][is_admitted]++;
    }
}

/* Months waited by those admitted; where nobody was, by those who wait still. */
static void keep_waits(const struct care_placement_run *run, const struct waited *waited)
{
    for (int d = 0; d < run->placement->areas->n_districts; d++) {
        for (int kind = 0; kind < 2; kind++) {
            const int of = waited[d].persons[kind][1] > 0;
            const double persons = (double)waited[d].persons[kind][of];
            run->placement->mean_wait_months[d][kind] =
                persons > 0 ? care_round((double)waited[d].steps[kind][of] / persons / run->steps_per_month) : 0;
        }
    }
}

static int sum_waits(const struct care_placement_run *run)
{
    struct waited *waited = calloc((size_t)run->placement->areas->n_districts, sizeof *waited);
    if (waited == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < run->n; i++) {
        add_wait(run, &run->clients[i], &waited[run->clients[i].home]);
    }
    keep_waits(run, waited);
    free(waited);
    return CARE_OK;
}

int care_placement_records_sum(const struct care_placement_run *run, bool is_census)
{
    struct care_placement *placement = run->placement;
    const size_t n = (size_t)placement->areas->n_districts;
    memset(placement->use_of_year, 0, n * sizeof *placement->use_of_year);
    memset(placement->residents, 0, n * sizeof *placement->residents);
    for (int i = 0; i < run->n; i++) {
        sum_client(run, &run->clients[i], is_census);
    }
    return is_census ? CARE_OK : sum_waits(run);
}

/* ---- cubes ---- */

static int32_t *counts(const struct care_placement_run *run, enum care_placement_cube which, int district)
{
    return care_tally_counts(run->placement->tally, run->placement->cube[which], run->year, district);
}

static double *amounts(const struct care_placement_run *run, enum care_placement_cube which, int district)
{
    return care_tally_amounts(run->placement->tally, run->placement->cube[which], run->year, district);
}

static void record_client(const struct care_placement_run *run, const struct care_queue_client *client, bool is_census)
{
    const bool is_bed = care_queue_of(client->wants) == CARE_QUEUE_BEDS;
    if (!is_census && was_admitted(client) && client->holds < CARE_N_BED_CLASSES) {
        counts(run, CARE_CUBE_OF_ADMITTED, client->home)[client->holds]++;
    }
    if (client->has_left) {
        if (is_bed && client->admitted == CARE_QUEUE_NEVER) {
            counts(run, CARE_CUBE_OF_REFUSED, client->home)[client->wants]++;
        }
    } else if (client->place < 0) {
        if (is_bed) {
            counts(run, CARE_CUBE_OF_QUEUE, client->home)[client->wants]++;
        }
    } else if (client->holds < CARE_N_BED_CLASSES) {
        counts(run, CARE_CUBE_OF_USE, client->home)[client->holds]++;
        counts(run, CARE_CUBE_OF_PLACEMENTS, client->home)[client->place]++;
    }
}

static void record_beds(const struct care_placement_run *run, int district)
{
    const int n = run->placement->areas->n_districts;
    const struct care_queue_places *last =
        run->result.places + ((size_t)(run->n_steps - 1) * (size_t)n + (size_t)district) * CARE_N_PLACE_CLASSES;
    for (int class = 0; class < CARE_N_BED_CLASSES; class ++) {
        const int32_t beds = last[class].used + last[class].idle;
        counts(run, CARE_CUBE_OF_BEDS, district)[class] = beds;
        counts(run, CARE_CUBE_OF_BEDS_USED, district)[class] = last[class].used;
        counts(run, CARE_CUBE_OF_BEDS_IDLE, district)[class] = last[class].idle;
        counts(run, CARE_CUBE_OF_IDLE_FOR_STAFF, district)[class] = last[class].idle_for_staff;
        if (beds > 0) {
            amounts(run, CARE_CUBE_OF_OCCUPANCY, district)[class] = care_round((double)last[class].used / beds);
        }
    }
}

/* ---- statistics of months ---- */

static int compare_int(const void *a, const void *b)
{
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

/* Mean, median and ninth decile of steps, in months; cells are left missing without any. */
static void write_statistics(int *steps, int n, int steps_per_month, double *cells)
{
    double sum = 0;
    if (n == 0) {
        return;
    }
    qsort(steps, (size_t)n, sizeof *steps, compare_int);
    for (int i = 0; i < n; i++) {
        sum += steps[i];
    }
    cells[0] = care_round(sum / n / steps_per_month);
    cells[1] = (double)steps[(n - 1) / 2] / steps_per_month;
    cells[2] = (double)steps[(n - 1) * 9 / 10] / steps_per_month;
}

/* Groups of a district: the waits of each queue, then the stays of residents of homes. */
enum { STAYS = CARE_N_QUEUES, N_GROUPS = CARE_N_QUEUES + 1 };

/* Steps of all clients, grouped: those of a group lie from first[group] on. */
struct steps_by_group {
    int *steps;
    int *first; /* [districts * N_GROUPS + 1] */
};

/* Calls for the groups of one client: once to count them, once to put their steps in place. */
static void visit_groups(const struct care_placement_run *run, const struct care_queue_client *client, bool is_census,
                         const struct steps_by_group *groups, int *next)
{
    const int group = client->home * N_GROUPS;
    if (!is_census && was_admitted(client)) {
        const int at = next[group + (int)care_queue_of(client->holds)]++;
        if (groups->steps != NULL) {
            groups->steps[at] = client->admitted - client->asked;
        }
    }
    if (client->place >= 0 && !client->has_left && client->holds < CARE_N_BED_CLASSES) {
        const int at = next[group + STAYS]++;
        if (groups->steps != NULL) {
            groups->steps[at] = run->n_steps - 1 - client->admitted;
        }
    }
}

/* @param next  [districts * N_GROUPS + 1] zeros */
static int group_steps(const struct care_placement_run *run, bool is_census, struct steps_by_group *out, int *next)
{
    const int n_groups = run->placement->areas->n_districts * N_GROUPS;
    for (int i = 0; i < run->n; i++) {
        visit_groups(run, &run->clients[i], is_census, out, next);
    }
    int n = 0;
    for (int g = 0; g <= n_groups; g++) {
        const int of_group = next[g];
        out->first[g] = next[g] = n;
        n += of_group;
    }
    out->steps = malloc(((size_t)n + 1) * sizeof *out->steps);
    if (out->steps == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < run->n; i++) {
        visit_groups(run, &run->clients[i], is_census, out, next);
    }
    return CARE_OK;
}

static void record_steps(const struct care_placement_run *run, const struct steps_by_group *groups, int district)
{
    for (int g = 0; g < N_GROUPS; g++) {
        const int *first = groups->first + district * N_GROUPS + g;
        write_statistics(groups->steps + first[0], first[1] - first[0], run->steps_per_month,
                         g == STAYS ? amounts(run, CARE_CUBE_OF_STAYS, district)
                                    : amounts(run, CARE_CUBE_OF_WAITS, district) + 3 * g);
    }
}

static int record_statistics(const struct care_placement_run *run, bool is_census)
{
    const size_t n = (size_t)run->placement->areas->n_districts * N_GROUPS + 1;
    struct steps_by_group groups = {NULL, calloc(n, sizeof *groups.first)};
    int *next = calloc(n, sizeof *next);
    const bool has_memory = groups.first != NULL && next != NULL;
    const int status = has_memory ? group_steps(run, is_census, &groups, next) : care_trace(CARE_ERROR_MEMORY);
    for (int d = 0; status == CARE_OK && d < run->placement->areas->n_districts; d++) {
        record_steps(run, &groups, d);
    }
    free(next);
    free(groups.first);
    free(groups.steps);
    return status;
}

/* ---- the monthly accounts ---- */

static void add_account(const struct care_queue_account *of, int32_t *items)
{
    items[CARE_ACCOUNT_ASKED] += of->asked;
    items[CARE_ACCOUNT_SENT_BACK] += of->sent_back;
    items[CARE_ACCOUNT_HERE] += of->admitted_here;
    items[CARE_ACCOUNT_ELSEWHERE] += of->admitted_elsewhere;
    items[CARE_ACCOUNT_WITHDRAWN] += of->left_queue[CARE_QUEUE_WITHDRAWS];
    items[CARE_ACCOUNT_DIED] += of->left_queue[CARE_QUEUE_DIES];
    items[CARE_ACCOUNT_MOVED] += of->left_queue[CARE_QUEUE_MOVES_AWAY];
    items[CARE_ACCOUNT_WAITING] = of->waiting; /* the last step of the month stands */
    items[CARE_ACCOUNT_IN_ASSESSMENT] = of->in_assessment;
}

static void record_care_account(const struct care_placement_run *run, int district)
{
    int32_t(*cells)[CARE_N_QUEUES][CARE_N_ACCOUNT_ITEMS] =
        (int32_t(*)[CARE_N_QUEUES][CARE_N_ACCOUNT_ITEMS])counts(run, CARE_CUBE_OF_CARE_ACCOUNT, district);
    const int n = run->placement->areas->n_districts;
    for (int step = 0; step < run->n_steps; step++) {
        for (int queue = 0; queue < CARE_N_QUEUES; queue++) {
            add_account(&run->result.accounts[(step * n + district) * CARE_N_QUEUES + queue],
                        cells[step / run->steps_per_month][queue]);
        }
    }
    for (int i = 0; i < CARE_MONTHS_A_YEAR * CARE_N_QUEUES; i++) {
        const int month = i / CARE_N_QUEUES, queue = i % CARE_N_QUEUES;
        int32_t *items = cells[month][queue];
        /* who waited and now asks for something else left this queue as the year began */
        items[CARE_ACCOUNT_WITHDRAWN] += month == 0 ? run->changed[district][queue] : 0;
        items[CARE_ACCOUNT_BEFORE] = items[CARE_ACCOUNT_HERE] + items[CARE_ACCOUNT_ELSEWHERE] +
                                     items[CARE_ACCOUNT_WITHDRAWN] + items[CARE_ACCOUNT_DIED] +
                                     items[CARE_ACCOUNT_MOVED] + items[CARE_ACCOUNT_WAITING] -
                                     items[CARE_ACCOUNT_ASKED] - items[CARE_ACCOUNT_SENT_BACK];
    }
}

static void record_place_account(const struct care_placement_run *run, int district)
{
    int32_t(*cells)[CARE_N_PLACE_CLASSES][CARE_N_PLACE_ITEMS] =
        (int32_t(*)[CARE_N_PLACE_CLASSES][CARE_N_PLACE_ITEMS])counts(run, CARE_CUBE_OF_PLACE_ACCOUNT, district);
    const int n = run->placement->areas->n_districts;
    for (int i = 0; i < run->n_steps * CARE_N_PLACE_CLASSES; i++) {
        const int step = i / CARE_N_PLACE_CLASSES, class = i % CARE_N_PLACE_CLASSES;
        const struct care_queue_places *of = &run->result.places[(step * n + district) * CARE_N_PLACE_CLASSES + class];
        const bool is_bounded = class != CARE_VISITS_PLACE;
        int32_t *items = cells[step / run->steps_per_month][class];
        items[CARE_PLACES_IDLE] = is_bounded ? of->idle : 0;
        items[CARE_PLACES_IDLE_FOR_STAFF] = is_bounded ? of->idle_for_staff : 0;
        items[CARE_PLACES_USED] = of->used;
        items[CARE_PLACES_CAPACITY] = of->used + items[CARE_PLACES_IDLE];
        items[CARE_PLACES_ADMITTED] += of->admitted;
        items[CARE_PLACES_LEFT] += of->left;
        items[CARE_PLACES_CHANGED_IN] += of->changed_in;
        items[CARE_PLACES_CHANGED_OUT] += of->changed_out;
        items[CARE_PLACES_SENT_BACK] += of->sent_back;
    }
}

int care_placement_records_write(const struct care_placement_run *run, bool is_census)
{
    const int n = run->placement->areas->n_districts;
    if (run->placement->cube[0] == NULL) {
        return CARE_OK; /* nothing is recorded */
    }
    for (int i = 0; i < run->n; i++) {
        record_client(run, &run->clients[i], is_census);
    }
    for (int d = 0; d < n; d++) {
        record_beds(run, d);
        if (!is_census) { /* the census has no flows */
            record_care_account(run, d);
            record_place_account(run, d);
            memcpy(counts(run, CARE_CUBE_OF_REFUSED_BY_RANK, d), run->result.refused + d * CARE_QUEUE_N_RANKS,
                   CARE_QUEUE_N_RANKS * sizeof *run->result.refused);
        }
    }
    return record_statistics(run, is_census);
}
