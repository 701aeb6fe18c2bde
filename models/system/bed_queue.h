/** @file  Twelve months of the queue (轮候): who leaves, who asks, who gets which bed. Alone, after all areas are resolved;
 *  the order of service is fixed by rank, time of asking and person key. */
#ifndef CARE_MODELS_SYSTEM_BED_QUEUE_H
#define CARE_MODELS_SYSTEM_BED_QUEUE_H

#include "models/system/beds.h"

enum { CARE_NEVER_MONTH = 13 };

/** One person who asks for or holds a bed in a year. */
struct care_bed_client {
    uint64_t key;
    uint32_t row;
    int32_t months;            /* in the present mode, at the start of the year */
    int16_t home, bed;         /* districts; bed -1 while waiting */
    uint8_t level;             /* from the change of this year on; rank: the higher first */
    uint8_t needs;             /* enum care_bed_class */
    uint8_t holds;             /* class of the bed held */
    uint8_t asks_in_month;     /* 0: already asking or in a bed when the year begins */
    uint8_t leaves_in_month;   /* CARE_NEVER_MONTH: not this year */
    uint8_t admitted_in_month; /* 0: not in this year */
    bool is_gone;              /* dies or leaves the city: else goes home */
};

/** Clients of one leaf area. */
struct care_bed_clients {
    struct care_bed_client *list;
    int n, capacity;
};

/** What happened in a year, by district: filled by the queue. Owned by the caller: [districts][class] each. */
struct care_bed_flows {
    int32_t *refused;  /* left the queue without a bed: died, moved away, or asked no more */
    int32_t *admitted; /* from the queue into a bed, by home district and class of bed */
};

/** Runs the months. @param clients  [n] sorted here; @param used  [districts][class] beds in use, updated
 *  @param beds  [districts][class] of the year */
void care_bed_queue_run(const struct care_beds_plan *plan, const int32_t *beds, int32_t *used,
                        struct care_bed_client *clients, int n, int first_month, int last_month,
                        struct care_bed_flows *flows);

#endif
