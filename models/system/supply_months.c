#include "models/system/supply_months.h"

#include <math.h>
#include <string.h>

void care_supply_months_begin(struct care_supply_months *months, const int32_t *before)
{
    memset(&months->changes, 0, sizeof months->changes);
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        memcpy(months->stock[month], before, sizeof months->stock[month]);
    }
}

/* Where a change of a kind is counted: beds by owner; day places and home beds under CARE_PUBLIC. */
static int32_t *count_of(int32_t (*places)[CARE_N_PLACE_CLASSES], int32_t *facilities, int kind)
{
    if (kind < CARE_SUPPLY_N_BEDS) {
        return &places[kind / CARE_N_BED_CLASSES][kind % CARE_N_BED_CLASSES];
    }
    if (kind < CARE_SUPPLY_FIRST_FACILITY) {
        return &places[CARE_PUBLIC][kind == CARE_SUPPLY_DAY_PLACES ? CARE_DAY_PLACE : CARE_HOME_BED_PLACE];
    }
    return &facilities[kind - CARE_SUPPLY_FIRST_FACILITY];
}

static void add_from(struct care_supply_months *months, int month, int kind, int32_t n)
{
    for (; month < CARE_MONTHS_A_YEAR; month++) {
        months->stock[month][kind] += n;
    }
}

/* What can go in a month without leaving less than nothing in it or later. */
static int32_t room_from(const struct care_supply_months *months, int month, int kind)
{
    int32_t room = months->stock[month][kind];
    for (; month < CARE_MONTHS_A_YEAR; month++) {
        room = months->stock[month][kind] < room ? months->stock[month][kind] : room;
    }
    return room;
}

void care_supply_months_open(struct care_supply_months *months, int month, int kind, int32_t n)
{
    add_from(months, month, kind, n);
    *count_of(months->changes.built, months->changes.opened, kind) += n;
}

int32_t care_supply_months_close(struct care_supply_months *months, int month, int kind, int32_t n)
{
    const int32_t room = room_from(months, month, kind);
    const int32_t n_here = n < room ? n : room;
    add_from(months, month, kind, -n_here);
    *count_of(months->changes.closed, months->changes.shut, kind) += n_here;
    return n > n_here && care_supply_months_has_next_class(kind)
               ? n_here + care_supply_months_close(months, month, kind + 1, n - n_here)
               : n_here;
}

/* How many of @p n are due by the end of a month: the last month has them all. */
static int32_t due_by(int32_t n, int month)
{
    return (int32_t)((int64_t)n * (month + 1) / CARE_MONTHS_A_YEAR);
}

void care_supply_months_open_evenly(struct care_supply_months *months, int kind, int32_t n)
{
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        care_supply_months_open(months, month, kind, due_by(n, month) - due_by(n, month - 1));
    }
}

int32_t care_supply_months_close_evenly(struct care_supply_months *months, int kind, int32_t n)
{
    int32_t n_closed = 0;
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        n_closed += care_supply_months_close(months, month, kind, due_by(n, month) - n_closed);
    }
    return n_closed;
}

void care_supply_months_convert_evenly(struct care_supply_months *months, int owner, int class, int32_t n)
{
    const int from = care_supply_months_bed(owner, class);
    int32_t *count = class == CARE_ORDINARY_BED ? &months->changes.converted_to_nursing[owner]
                                                : &months->changes.converted_to_dementia[owner];
    int32_t n_done = 0;
    for (int month = 0; month < CARE_MONTHS_A_YEAR; month++) {
        const int32_t due = due_by(n, month) - n_done, room = room_from(months, month, from);
        const int32_t n_now = due < room ? due : room;
        add_from(months, month, from, -n_now);
        add_from(months, month, from + 1, n_now); /* the next class of the same owner */
        n_done += n_now;
    }
    *count += n_done;
}

int32_t care_supply_months_beds(const struct care_supply_months *months, int class)
{
    int32_t n = 0;
    for (int kind = 0; kind < CARE_SUPPLY_N_BEDS; kind++) {
        n += class == CARE_N_BED_CLASSES || kind % CARE_N_BED_CLASSES == class ? months->stock[CARE_MONTHS_A_YEAR - 1]
                                                                                              [kind]
                                                                               : 0;
    }
    return n;
}

void care_supply_months_share(int32_t total, const double *weight, int n, int32_t *out)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += weight[i];
        out[i] = 0;
    }
    int32_t left = sum > 0 ? total : 0;
    for (int i = 0; i < n && sum > 0; i++) {
        out[i] = (int32_t)floor(total * weight[i] / sum);
        left -= out[i];
    }
    for (; left > 0; left--) {
        int most = 0;
        for (int i = 1; i < n; i++) {
            if (total * weight[i] / sum - out[i] > total * weight[most] / sum - out[most]) {
                most = i;
            }
        }
        out[most]++;
    }
}
