/* People as clients of the queue, and what it says of them written back. */
#include "models/system/placement_parts.h"

#include "models/purposes.h"
#include "sim/hits.h"
#include "sim/rounding.h"
#include "sim/simd.h"

#include <math.h>
#include <stdlib.h>

enum { NOTHING = CARE_N_PLACE_CLASSES, MOST_MONTHS = 255 };

static int add_client(struct care_placement_clients *clients, const struct care_queue_client *client)
{
    if (clients->n == clients->capacity) {
        const int capacity = clients->capacity * 2 + 256;
        struct care_queue_client *grown = realloc(clients->list, (size_t)capacity * sizeof *grown);
        if (grown == NULL) {
            return care_trace(CARE_ERROR_MEMORY);
        }
        clients->list = grown;
        clients->capacity = capacity;
    }
    clients->list[clients->n++] = *client;
    return CARE_OK;
}

/* ---- what a person wants and holds ---- */

static unsigned class_of_mode(unsigned mode)
{
    static const uint8_t of_mode[8] = {
        [CARE_FAMILY_ONLY] = NOTHING,
        [CARE_HOME_VISITS] = CARE_VISITS_PLACE,
        [CARE_HOME_BED] = CARE_HOME_BED_PLACE,
        [CARE_DAY_CARE] = CARE_DAY_PLACE,
        [CARE_WANTS_ORDINARY_BED] = CARE_ORDINARY_BED,
        [CARE_WANTS_NURSING_BED] = CARE_NURSING_BED,
        [CARE_WANTS_DEMENTIA_BED] = CARE_DEMENTIA_BED,
        [CARE_N_MODES] = NOTHING,
    };
    return of_mode[mode];
}

unsigned care_placement_clients_holds(uint8_t care)
{
    const unsigned setting = care_setting_of(care);
    return setting >= CARE_IN_ORDINARY_BED  ? setting - CARE_IN_ORDINARY_BED
           : setting == CARE_SERVED_AT_HOME ? CARE_DAY_PLACE + care_provider_of(care)
                                            : NOTHING;
}

/* Non-zero for those who want, wait for or hold anything. */
CARE_CLONES static void mark_involved(const uint8_t *care, int n, uint8_t *restrict out)
{
    for (int i = 0; i < n; i++) {
        out[i] = care[i] & 0x3f;
    }
}

/* ---- clients ---- */

static bool has_priority(const struct care_placement *placement, int home, uint16_t traits,
                         const struct care_groups_person *person)
{
    const struct care_queue_parameters *parameters = placement->parameters;
    const struct care_groups_definition *definition = &placement->definitions->of_district[home];
    if (definition->has_own_priority) {
        return care_groups_is_in_union(&definition->priority, traits, person);
    }
    return (parameters->is_special_first && care_groups_is_in_union(&definition->special, traits, person)) ||
           (parameters->are_veterans_first && care_trait(traits, CARE_TRAIT_VETERAN) != 0);
}

static uint8_t rank_of(const struct care_placement *placement, const struct care_people *people, uint32_t row, int home,
                       int age)
{
    const struct care_placement_order *order = &placement->order[home];
    const uint16_t traits = people->traits[row];
    const struct care_groups_person person = {
        .age_years = age,
        .level = people->level[row],
        .has_late_dementia = people->dementia[row] >= CARE_DEMENTIA_MODERATE,
        .has_partner = people->partner[row] != CARE_NO_ROW,
        .was_married = people->marital[row] != CARE_NEVER_MARRIED,
    };
    if (care_trait(traits, CARE_TRAIT_RELIEF) == CARE_DESTITUTE) {
        return 0;
    }
    if (has_priority(placement, home, traits, &person)) {
        return order->priority_rank;
    }
    return person.level >= (unsigned)placement->parameters->disabled_from_level ? order->disabled_rank
                                                                                : order->others_rank;
}

/* What preference a person has for life: for public homes, and against market prices. */
static uint8_t type_of(const struct care_placement *placement, const struct care_year *year, uint64_t key,
                       uint16_t traits, int home)
{
    const bool prefers_public =
        care_draws_one(year->draws, key, 0, CARE_DRAW_PREFERS_PUBLIC) < placement->order[home].prefers_public;
    const bool is_poor = care_trait(traits, CARE_TRAIT_INCOME) == CARE_INCOME_BOTTOM;
    return (uint8_t)(2 * prefers_public + is_poor);
}

/* Without a waiting list, lots are drawn anew every year. */
static void set_lot(const struct care_placement *placement, const struct care_year *year,
                    struct care_queue_client *client)
{
    client->is_by_lot = placement->order[client->home].is_by_lot;
    client->lot = client->is_by_lot ? care_draws_one(year->draws, client->key, year->year, CARE_DRAW_QUEUE_LOT) : 0;
}

static enum care_queue_reason reason_of(uint8_t exit)
{
    return exit == CARE_EXIT_NONE     ? CARE_QUEUE_WITHDRAWS
           : care_exit_is_death(exit) ? CARE_QUEUE_DIES
                                      : CARE_QUEUE_MOVES_AWAY;
}

/* The last step of the month in which somebody is gone. */
static int exit_step(uint8_t exit, int steps_per_month)
{
    const int month = exit >= CARE_EXIT_MOVED ? CARE_MONTHS_A_YEAR : exit & 31;
    return month * steps_per_month - 1;
}

/* A person as he begins the year: what he has, wants, and since when. */
struct standing {
    unsigned wants, holds;        /* class, or NOTHING */
    bool is_waiting, is_assessed; /* of who waits */
    int queue;                    /* in which he waits */
    int since;                    /* step at which he came to what he has */
    int drawn;                    /* step at which a change of wish falls */
};

static struct standing standing_of(const struct care_placement *placement, const struct care_year *year,
                                   const struct care_people *people, uint32_t row)
{
    const int per_month = placement->parameters->steps_per_month;
    const uint8_t care = people->care[row];
    const uint64_t u = care_draws_one(year->draws, people->key[row], year->year, CARE_DRAW_BED_MONTH);
    return (struct standing){
        .wants = class_of_mode(care_mode_of(care)),
        .holds = care_placement_clients_holds(care),
        .is_waiting = care_setting_of(care) == CARE_WAITING,
        .is_assessed = care_setting_of(care) == CARE_WAITING && people->bed[row] != CARE_NOT_ASSESSED,
        .queue = (int)care_provider_of(care),
        .since = -1 - people->months[row] * per_month,
        .drawn = (int)(u * (uint64_t)(CARE_MONTHS_A_YEAR * per_month) >> 32),
    };
}

/* Who has or waits for a place of the kind he wants has asked already. */
static bool has_asked(const struct standing *s)
{
    return s->wants == NOTHING || (s->is_waiting && (int)care_queue_of(s->wants) == s->queue) ||
           (s->holds != NOTHING && care_queue_of(s->holds) == care_queue_of(s->wants));
}

/* Holds a bed and has come to need more care than it gives: he changes from the drawn step on. */
static bool wants_better(const struct standing *s)
{
    return s->holds < CARE_N_BED_CLASSES && s->wants < CARE_N_BED_CLASSES && s->wants > s->holds;
}

/* Any class of a queue: for somebody who waits there no longer wanting it. */
static unsigned class_in_queue(int queue)
{
    return queue == CARE_QUEUE_BEDS ? CARE_ORDINARY_BED : (unsigned)(CARE_DAY_PLACE + queue - CARE_QUEUE_DAY);
}

/* Who wants nothing any more leaves a place in the drawn step and a queue at once; who leaves for good does so in the month
 * of the exit. */
static void set_leaving(struct care_queue_client *client, const struct standing *s, uint8_t exit, int per_month)
{
    client->leaves = s->wants != NOTHING ? CARE_QUEUE_NEVER : s->is_waiting ? 0 : s->drawn;
    client->reason = CARE_QUEUE_WITHDRAWS;
    if (exit != CARE_EXIT_NONE && exit_step(exit, per_month) < client->leaves) {
        client->leaves = exit_step(exit, per_month);
        client->reason = (uint8_t)reason_of(exit);
    }
}

static struct care_queue_client client_of(const struct care_placement *placement, const struct care_year *year,
                                          const struct care_people *people, uint32_t row, int home, int age)
{
    const struct standing s = standing_of(placement, year, people, row);
    const bool is_held = s.holds != NOTHING, in_bed = is_held && s.holds < CARE_DAY_PLACE;
    const bool is_assessed = is_held || s.is_assessed; /* others are in the step of asking, if not before service */
    struct care_queue_client client = {
        .key = people->key[row],
        .row = row,
        .asked = has_asked(&s) && !wants_better(&s) ? s.since : s.drawn,
        .assessed = is_assessed ? s.since : CARE_QUEUE_NEVER,
        .admitted = is_held ? s.since : CARE_QUEUE_NEVER,
        .stay = CARE_QUEUE_NEVER,
        .home = (int16_t)home,
        .place = (int16_t)(!is_held ? -1
                           : in_bed ? people->bed[row]
                                    : home),
        .wants = (uint8_t)(s.wants != NOTHING ? s.wants
                           : is_held          ? s.holds
                                              : class_in_queue(s.queue)),
        .holds = (uint8_t)(is_held ? s.holds : 0),
        .owner = (uint8_t)(in_bed ? care_provider_of(people->care[row]) : CARE_PUBLIC),
        .rank = rank_of(placement, people, row, home, age),
        .type = type_of(placement, year, people->key[row], people->traits[row], home),
        .level = people->level[row],
    };
    set_lot(placement, year, &client);
    set_leaving(&client, &s, people->exit[row], placement->parameters->steps_per_month);
    if (is_held && client.asked >= client.leaves) { /* he is gone before he would want anything else */
        client.wants = client.holds;
        client.asked = s.since;
    }
    return client;
}

/* Rows of people who were there when the year began. */
CARE_CLONES static int count_present(const uint8_t *exit, int n)
{
    int present = 0;
    for (int i = 0; i < n; i++) {
        present += exit[i] != CARE_EXIT_GONE;
    }
    return present;
}

/* Calls visit() for each row of an area of 60 and over that is involved; counts those of 60 and over. */
typedef int visit(struct care_placement *placement, const struct care_year *year, const struct care_people *people,
                  uint32_t row, int area, int age);

static int visit_area(struct care_placement *placement, const struct care_year *year, const struct care_table *table,
                      int area, visit *visit_row)
{
    const struct care_people people = care_people_of_table(table);
    struct care_placement_clients *clients = &placement->clients[area];
    uint8_t involved[CARE_BLOCK_ROWS];
    uint16_t rows[CARE_BLOCK_ROWS];
    clients->n = clients->n_elders = 0;
    for (int q = 0; q < CARE_N_QUEUES; q++) {
        clients->changed[q] = 0;
    }
    for (int b = 0; b < care_table_n_blocks(table, area); b++) {
        const struct care_block *block = care_table_block(table, area, b);
        const int age = year->year - block->cohort;
        if (age < CARE_FIRST_CARE_AGE) {
            continue;
        }
        clients->n_elders += count_present(people.exit + block->first, (int)block->n);
        mark_involved(people.care + block->first, (int)block->n, involved);
        const int n_rows = care_hits_nonzero(involved, (int)block->n, rows);
        for (int r = 0; r < n_rows; r++) {
            const uint32_t row = block->first + rows[r];
            const int status =
                people.exit[row] != CARE_EXIT_GONE ? visit_row(placement, year, &people, row, area, age) : CARE_OK;
            if (status != CARE_OK) {
                return status;
            }
        }
    }
    return CARE_OK;
}

static int visit_client(struct care_placement *placement, const struct care_year *year,
                        const struct care_people *people, uint32_t row, int area, int age)
{
    struct care_placement_clients *clients = &placement->clients[area];
    const int home = placement->tally->district_of_leaf[area];
    const struct care_queue_client client = client_of(placement, year, people, row, home, age);
    const uint8_t care = people->care[row];
    if (care_setting_of(care) == CARE_WAITING && client.asked >= 0) {
        clients->changed[care_provider_of(care)]++;
    }
    /* who would ask only after having left does not ask */
    return client.asked < client.leaves ? add_client(clients, &client) : CARE_OK;
}

int care_placement_clients_of_area(struct care_placement *placement, const struct care_year *year,
                                   const struct care_table *table, int area)
{
    return visit_area(placement, year, table, area, visit_client);
}

/* ---- the census ---- */

/* Months since asking: geometric, as of people who leave at the same rate whatever they have. */
static int months_since_asking(const struct care_placement *placement, uint32_t u)
{
    const double share = ((double)u + 0.5) / 4294967296.0, mean = placement->parameters->mean_stay_months;
    return (int)care_round(log(share) / log(1 - 1 / (1 + mean)));
}

static int visit_census(struct care_placement *placement, const struct care_year *year,
                        const struct care_people *people, uint32_t row, int area, int age)
{
    const int home = placement->tally->district_of_leaf[area], per_month = placement->parameters->steps_per_month;
    const uint64_t key = people->key[row];
    const uint16_t traits = people->traits[row];
    const int months =
        months_since_asking(placement, care_draws_one(year->draws, key, year->year, CARE_DRAW_BED_MONTH));
    struct care_queue_client client = {
        .key = key,
        .row = row,
        .asked = (CARE_CENSUS_MONTHS - months) * per_month - 1, /* before the run: he is there when it begins */
        .assessed = -1,
        .admitted = CARE_QUEUE_NEVER,
        .leaves = CARE_QUEUE_NEVER,
        .stay = CARE_QUEUE_NEVER,
        .home = (int16_t)home,
        .place = -1,
        .wants = (uint8_t)class_of_mode(care_mode_of(people->care[row])),
        .rank = rank_of(placement, people, row, home, age),
        .type = type_of(placement, year, key, traits, home),
        .level = people->level[row],
    };
    set_lot(placement, year, &client);
    return add_client(&placement->clients[area], &client);
}

int care_placement_clients_of_census(struct care_placement *placement, const struct care_year *year,
                                     const struct care_table *table, int area)
{
    return visit_area(placement, year, table, area, visit_census);
}

/* ---- back to the people ---- */

static uint8_t months_before_end(const struct care_placement_run *run, int step)
{
    const int months = (run->n_steps - 1 - step) / run->steps_per_month;
    return (uint8_t)(months < MOST_MONTHS ? months : MOST_MONTHS);
}

static void write_client(const struct care_placement_run *run, const struct care_queue_client *client)
{
    const struct care_people *people = &run->people;
    const uint32_t row = client->row;
    const unsigned mode = care_mode_of(people->care[row]);
    people->bed[row] = people->months[row] = 0;
    if (client->has_left) {
        people->care[row] = care_column_of(CARE_AT_HOME, mode, 0);
    } else if (client->place < 0) {
        people->care[row] = care_column_of(CARE_WAITING, mode, care_queue_of(client->wants));
        people->bed[row] = client->assessed == CARE_QUEUE_NEVER ? CARE_NOT_ASSESSED : 0;
        people->months[row] = months_before_end(run, client->asked);
    } else if (client->holds >= CARE_DAY_PLACE) {
        people->care[row] = care_column_of(CARE_SERVED_AT_HOME, mode, client->holds - (unsigned)CARE_DAY_PLACE);
        people->months[row] = months_before_end(run, client->admitted);
    } else {
        people->care[row] = care_column_of(CARE_IN_ORDINARY_BED + client->holds, mode, client->owner);
        people->bed[row] = (uint8_t)client->place;
        people->months[row] = months_before_end(run, client->admitted);
    }
}

void care_placement_clients_write(const struct care_placement_run *run)
{
    for (int i = 0; i < run->n; i++) {
        write_client(run, &run->clients[i]);
    }
}
