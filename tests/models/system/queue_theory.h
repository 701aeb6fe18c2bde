/** @file  What is known of a queue of one class with c places, Poisson arrivals and stays without memory: the formulas of
 *  Erlang, and the exact law of the same queue in steps (first leave, then ask, then be served). */
#ifndef CARE_TESTS_MODELS_SYSTEM_QUEUE_THEORY_H
#define CARE_TESTS_MODELS_SYSTEM_QUEUE_THEORY_H

#include <stdbool.h>

enum { CARE_QUEUE_THEORY_MOST_PLACES = 20 };

/** In the long run, at the end of a step. */
struct care_queue_theory {
    double waiting, in_system; /* mean numbers */
    double all_busy;           /* probability that all places are held: in continuous time, of having to wait */
    double lost;               /* share of those who ask and are turned away; 0 with a queue */
};

/** Continuous time: Erlang C with a queue, Erlang B without (any textbook; e.g. Kleinrock 1975, Queueing Systems I, 3.5-3.6).
 *  @param load  arrivals x mean stay, in places; below @p n_places with a queue */
struct care_queue_theory care_queue_theory_erlang(int n_places, double load, bool has_queue);

/** Steps: the stationary law by power iteration.
 *  @param arrivals  mean number that ask in a step, a Poisson number
 *  @param leave_prob  of who holds a place, in each step after that of admission */
struct care_queue_theory care_queue_theory_steps(int n_places, double arrivals, double leave_prob, bool has_queue);

#endif
