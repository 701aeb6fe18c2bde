#include "models/system/queue_order.h"

#include <stddef.h>
#include <string.h>

enum { N_BYTES = 8, N_VALUES = 256 };

static unsigned byte_of(uint64_t order, int byte)
{
    return (unsigned)(order >> 8 * byte) & (N_VALUES - 1);
}

/* Turns of the same byte stay as they stood. */
static void sort_by_byte(const struct care_queue_turn *from, int n, int byte, const int counts[N_VALUES],
                         struct care_queue_turn *to)
{
    int starts[N_VALUES];
    for (int value = 0, start = 0; value < N_VALUES; value++) {
        starts[value] = start;
        start += counts[value];
    }
    for (int i = 0; i < n; i++) {
        to[starts[byte_of(from[i].order, byte)]++] = from[i];
    }
}

/* Byte by byte from the lowest: a year of Tianjin has 300,000 turns, for which qsort takes six times as long. */
void care_queue_order_sort(struct care_queue_turn *turns, int n, struct care_queue_turn *room)
{
    if (n < 2) {
        return;
    }
    int counts[N_BYTES][N_VALUES] = {{0}};
    struct care_queue_turn *from = turns, *to = room;
    for (int i = 0; i < n; i++) {
        for (int byte = 0; byte < N_BYTES; byte++) {
            counts[byte][byte_of(turns[i].order, byte)]++;
        }
    }
    for (int byte = 0; byte < N_BYTES; byte++) {
        if (counts[byte][byte_of(turns[0].order, byte)] == n) {
            continue; /* the same in all */
        }
        sort_by_byte(from, n, byte, counts[byte], to);
        struct care_queue_turn *sorted = to;
        to = from;
        from = sorted;
    }
    if (from != turns) {
        memcpy(turns, from, (size_t)n * sizeof *turns);
    }
}

void care_queue_order_settle(struct care_queue_line *line, struct care_queue_turn *room)
{
    struct care_queue_turn *turns = line->turns;
    int old = line->n - 1, added = line->n_added - 1;
    care_queue_order_sort(turns + line->n, line->n_added, room);
    memcpy(room, turns + line->n, (size_t)line->n_added * sizeof *turns);
    for (int i = line->n + line->n_added - 1; added >= 0; i--) {
        turns[i] = old >= 0 && turns[old].order > room[added].order ? turns[old--] : room[added--];
    }
    line->n += line->n_added;
    line->n_added = 0;
}
