#include "tests/models/system/queue_theory.h"

#include <math.h>
#include <string.h>

enum { MOST = 300, MOST_ARRIVALS = 60, PLACES = CARE_QUEUE_THEORY_MOST_PLACES };

struct care_queue_theory care_queue_theory_erlang(int n_places, double load, bool has_queue)
{
    double lost = 1;
    for (int c = 1; c <= n_places; c++) {
        lost = load * lost / (c + load * lost);
    }
    const double use = load / n_places, wait = lost / (1 - use * (1 - lost));
    const double waiting = wait * use / (1 - use);
    return has_queue ? (struct care_queue_theory){.waiting = waiting, .in_system = waiting + load, .all_busy = wait}
                     : (struct care_queue_theory){.in_system = load * (1 - lost), .all_busy = lost, .lost = lost};
}

/* By how much the number in the system changes in a step, [held][PLACES + change], before anybody is turned away. */
typedef double law_of_change[PLACES + 1][PLACES + MOST_ARRIVALS + 1];

static void fill_law(int n_places, double arrivals, double leave_prob, law_of_change law)
{
    double leave[PLACES + 1][PLACES + 1] = {{1}}, ask[MOST_ARRIVALS + 1] = {exp(-arrivals)};
    for (int a = 1; a <= MOST_ARRIVALS; a++) {
        ask[a] = ask[a - 1] * arrivals / a;
    }
    memset(law, 0, sizeof(law_of_change));
    for (int held = 0; held <= n_places; held++) {
        for (int n = 0; n <= held; n++) {
            if (held > 0) {
                leave[held][n] = (n < held ? leave[held - 1][n] * (1 - leave_prob) : 0) +
                                 (n > 0 ? leave[held - 1][n - 1] * leave_prob : 0);
            }
            for (int a = 0; a <= MOST_ARRIVALS; a++) {
                law[held][PLACES - n + a] += leave[held][n] * ask[a];
            }
        }
    }
}

/* One step: probabilities of the number in the system, [MOST + 1]. @return mean number turned away */
static double step(int n_places, law_of_change law, int room, const double *before, double *after)
{
    double lost = 0;
    memset(after, 0, (MOST + 1) * sizeof *after);
    for (int x = 0; x <= room; x++) {
        const int held = x < n_places ? x : n_places;
        for (int change = -held; change <= MOST_ARRIVALS; change++) {
            const int then = x + change;
            const double prob = before[x] * law[held][PLACES + change];
            after[then < room ? then : room] += prob;
            lost += then > room ? prob * (then - room) : 0;
        }
    }
    return lost;
}

static double distance(const double *a, const double *b)
{
    double sum = 0;
    for (int x = 0; x <= MOST; x++) {
        sum += fabs(a[x] - b[x]);
    }
    return sum;
}

struct care_queue_theory care_queue_theory_steps(int n_places, double arrivals, double leave_prob, bool has_queue)
{
    static law_of_change law_of_step;
    double law[2][MOST + 1] = {{1}};
    const int room = has_queue ? MOST : n_places;
    struct care_queue_theory theory = {0};
    int now = 0;
    fill_law(n_places, arrivals, leave_prob, law_of_step);
    do {
        theory.lost = step(n_places, law_of_step, room, law[now], law[1 - now]) / arrivals;
        now = 1 - now;
    } while (distance(law[0], law[1]) > 1e-13);
    for (int x = 0; x <= room; x++) {
        theory.waiting += x > n_places ? law[now][x] * (x - n_places) : 0;
        theory.in_system += law[now][x] * x;
        theory.all_busy += x >= n_places ? law[now][x] : 0;
    }
    return theory;
}
