/** @file  The order of service: rank, then time of asking or lot, then key, made one number, and lines of turns kept in it. */
#ifndef CARE_MODELS_SYSTEM_QUEUE_ORDER_H
#define CARE_MODELS_SYSTEM_QUEUE_ORDER_H

#include <stdint.h>

enum { CARE_QUEUE_ORDER_MOST_CLIENTS = 1 << 30 };

/** A client's turn: the smaller order comes first. No two clients have the same. */
struct care_queue_turn {
    uint64_t order;
    int32_t client;
    int32_t group; /* of clients who take the same places; the caller's */
};

/** Turns in order, and behind them those added since, in any order. Arrays owned by the caller. */
struct care_queue_line {
    struct care_queue_turn *turns;
    int n, n_added;
};

/** @param number  of the client in the order of keys, below CARE_QUEUE_ORDER_MOST_CLIENTS */
static inline uint64_t care_queue_order(unsigned rank, int32_t asked, int32_t number)
{
    return (uint64_t)rank << 62 | (uint64_t)((int64_t)asked - INT32_MIN) << 30 | (uint64_t)number;
}

/** The same where turns go by lot and not by the time of asking. */
static inline uint64_t care_queue_order_by_lot(unsigned rank, uint32_t lot, int32_t number)
{
    return (uint64_t)rank << 62 | (uint64_t)lot << 30 | (uint64_t)number;
}

/** Sorts by `order`, equal ones as they stood. @param room  [n] */
void care_queue_order_sort(struct care_queue_turn *turns, int n, struct care_queue_turn *room);

static inline void care_queue_order_add(struct care_queue_line *line, struct care_queue_turn turn)
{
    line->turns[line->n + line->n_added++] = turn;
}

/** Puts those added where they belong. @param room  [added] */
void care_queue_order_settle(struct care_queue_line *line, struct care_queue_turn *room);

#endif
