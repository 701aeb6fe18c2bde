#include "models/walk.h"

#include "sim/hits.h"

enum { AHEAD = 8 };

struct care_walk care_walk_events(const struct care_table *table, int area, uint8_t mask, int first_cohort,
                                  int last_cohort)
{
    struct care_walk walk; /* its rows are filled block by block */
    walk.people = care_people_of_table(table);
    walk.cohort = 0;
    walk.event = 0;
    walk.table = table;
    walk.area = area;
    walk.block = 0;
    walk.first_cohort = first_cohort;
    walk.last_cohort = last_cohort;
    walk.mask = mask;
    walk.first = 0;
    walk.n_rows = walk.at = 0;
    return walk;
}

struct care_walk care_walk_exits(const struct care_table *table, int area, int first_cohort, int last_cohort)
{
    return care_walk_events(table, area, 0, first_cohort, last_cohort);
}

/* The next block in which anything happened. */
static bool enter_block(struct care_walk *walk)
{
    const uint8_t *column = walk->mask != 0 ? walk->people.event : walk->people.exit;
    while (walk->block < care_table_n_blocks(walk->table, walk->area)) {
        const struct care_block *block = care_table_block(walk->table, walk->area, walk->block++);
        if (block->cohort >= walk->first_cohort && block->cohort <= walk->last_cohort) {
            walk->first = block->first;
            walk->cohort = block->cohort;
            walk->at = 0;
            walk->n_rows = care_hits_nonzero(column + block->first, (int)block->n, walk->rows);
            if (walk->n_rows > 0) {
                return true;
            }
        }
    }
    return false;
}

static uint32_t row_at(const struct care_walk *walk, int at)
{
    return walk->first + walk->rows[at < walk->n_rows ? at : walk->n_rows - 1];
}

/* What a visit will touch: of an event the row, of an exit the partner's row too, which must be read to be known. */
static void fetch(const struct care_walk *walk)
{
    const struct care_people *people = &walk->people;
    if (walk->mask != 0) {
        const uint32_t row = row_at(walk, walk->at + AHEAD);
        __builtin_prefetch(&people->key[row]);
        __builtin_prefetch(&people->sex[row]);
        __builtin_prefetch(&people->exit[row]);
        const uint32_t partner = people->partner[row];
        if ((walk->mask & CARE_EVENT_REGROUPS) != 0 && partner != CARE_NO_ROW) {
            __builtin_prefetch(&people->event[partner], 1);
            __builtin_prefetch(&people->traits[partner], 1);
        }
        return;
    }
    __builtin_prefetch(&people->partner[row_at(walk, walk->at + 2 * AHEAD)]);
    const uint32_t row = row_at(walk, walk->at + AHEAD), partner = people->partner[row];
    if (people->exit[row] != CARE_EXIT_GONE && partner != CARE_NO_ROW) {
        __builtin_prefetch(&people->exit[partner]);
        __builtin_prefetch(&people->sex[partner]);
        __builtin_prefetch(&people->partner[partner], 1);
        __builtin_prefetch(&people->marital[partner], 1);
        __builtin_prefetch(&people->event[partner], 1);
    }
}

bool care_walk_next(struct care_walk *walk, uint32_t *row)
{
    for (;;) {
        if (walk->at == walk->n_rows && !enter_block(walk)) {
            return false;
        }
        fetch(walk);
        *row = walk->first + walk->rows[walk->at++];
        if (walk->mask == 0) {
            if (walk->people.exit[*row] != CARE_EXIT_GONE) {
                return true;
            }
            continue;
        }
        walk->event = walk->people.event[*row] & walk->mask;
        walk->people.event[*row] &= (uint8_t)~walk->mask;
        if (walk->event != 0) {
            return true;
        }
    }
}
