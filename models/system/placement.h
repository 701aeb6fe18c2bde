/** @file  Who gets which place, step by step through the year: people become clients of the queue (models/system/queue.h),
 *  and what it says is written back to them. People stay residents of their home district.
 *
 *  Reads   key, level, dementia, care, months, bed, traits, exit.   Writes  care (setting, owner), months, bed.
 *  Draws   CARE_DRAW_BED_MONTH, CARE_DRAW_PREFERS_PUBLIC, CARE_DRAW_QUEUE_LOT.   Source  docs/SOURCES.md#queue. */
#ifndef CARE_MODELS_SYSTEM_PLACEMENT_H
#define CARE_MODELS_SYSTEM_PLACEMENT_H

#include "models/people/groups_definitions.h"
#include "models/people/prices.h"
#include "models/people/traits.h"
#include "models/system/queue.h"
#include "models/system/supply.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/tally.h"

/** Section `queue` of the scenario. */
struct care_queue_parameters {
    int steps_per_month;       /* 1..8: the step of the queue */
    double neighbour_limit_km; /* farther districts are not asked */
    double other_district_km;  /* a bed in another district counts as so much farther than one in the own */
    double not_preferred_km;   /* so does a bed of an owner one does not prefer */
    double market_price_km;    /* and, for the bottom third of incomes, one at the market price */
    struct care_lever prefers_public_share;                      /* of those who ask */
    int neighbours;                                              /* 0: none are asked; else the most that are */
    struct care_lever priority_rank, disabled_rank, others_rank; /* 1..3 when rounded; the destitute are rank 0 */
    struct care_lever waiting_list;            /* 0.5 and more: served by the time of asking; else by lot */
    bool is_special_first, are_veterans_first; /* who has priority where a district does not say: 特殊困难, 优抚 */
    int disabled_from_level;                   /* "other disabled": this level and worse */
    struct care_lever public_floor;            /* public beds kept for each destitute person who wants a bed */
    struct care_lever assessments_per_1000_per_month; /* per 1000 residents of 60 and over */
    bool is_assessment_first;                         /* 先评估后入住: else nobody waits for an assessment */
    bool is_staff_binding;                            /* false: places are given without regard to staff */
    double mean_stay_months;                          /* of residents of 2020: how long they have been there */
};
extern const struct care_section care_placement_parameters_section;

/** What residents of a district did and held in a model year. */
struct care_placement_use {
    /* person-months in places anywhere, by what decides who pays; the last index: insured */
    double months[CARE_N_PLACE_CLASSES][CARE_N_OWNERS][CARE_N_LEVELS][CARE_N_RELIEFS][2];
    /* of these, months from which LTCI pays: after that of the assessment, or later */
    double assessed_months[CARE_N_PLACE_CLASSES][CARE_N_LEVELS][CARE_N_RELIEFS][2];
    /* of these, months of people with moderate or severe dementia */
    double late_dementia_months[CARE_N_PLACE_CLASSES][CARE_N_LEVELS][CARE_N_RELIEFS][2];
    int32_t asked[CARE_N_PLACE_CLASSES]; /* in the year, by what they want */
    int32_t admitted[CARE_N_PLACE_CLASSES];
    int32_t holding[CARE_N_PLACE_CLASSES]; /* on 1 November, by what they hold */
    int32_t waiting[CARE_N_PLACE_CLASSES]; /* on 1 November, by what they want */
    int32_t destitute_wanting;             /* a bed, on 1 November: in one or waiting */
    int32_t destitute_waiting;             /* of these, those who wait */
    int32_t disabled_served_at_home;       /* on 1 November, of any level: hold a day place, a home bed or visits */
};

/** Who is in the places of a district on 1 November, wherever they come from. */
struct care_placement_residents {
    int32_t persons[CARE_N_PLACE_CLASSES][CARE_N_LEVELS];
};

enum care_placement_cube {
    CARE_CUBE_OF_USE,
    CARE_CUBE_OF_QUEUE,
    CARE_CUBE_OF_REFUSED,
    CARE_CUBE_OF_REFUSED_BY_RANK,
    CARE_CUBE_OF_ADMITTED,
    CARE_CUBE_OF_BEDS,
    CARE_CUBE_OF_BEDS_USED,
    CARE_CUBE_OF_BEDS_IDLE,
    CARE_CUBE_OF_IDLE_FOR_STAFF,
    CARE_CUBE_OF_PLACEMENTS,
    CARE_CUBE_OF_WAITS,
    CARE_CUBE_OF_STAYS,
    CARE_CUBE_OF_OCCUPANCY,
    CARE_CUBE_OF_CARE_ACCOUNT,
    CARE_CUBE_OF_PLACE_ACCOUNT,
    CARE_N_PLACEMENT_CUBES
};

/** In which order people of a district are served in the year, and what they prefer. */
struct care_placement_order {
    uint32_t prefers_public; /* threshold */
    uint8_t priority_rank, disabled_rank, others_rank;
    bool is_by_lot;
};

/** Clients of one leaf area. */
struct care_placement_clients {
    struct care_queue_client *list;
    int n, capacity;
    int32_t n_elders;               /* residents of 60 and over */
    int32_t changed[CARE_N_QUEUES]; /* waited for this and now ask for something else */
};

/** What the model runs on. Parameters, definitions, areas, supply, staff, tally and cubes borrowed; the rest owned. */
struct care_placement {
    const struct care_queue_parameters *parameters;
    const struct care_groups_definitions *definitions; /* who is in special difficulty, who has priority */
    const struct care_prices_parameters *prices;       /* from when LTCI pays */
    const struct care_areas *areas;
    const struct care_supply *supply;
    /* of the year: [CARE_MONTHS_A_YEAR][districts][CARE_N_STAFF_POOLS], and what a client takes of it; before the census
     * nobody is short of staff */
    const int32_t *staff_milli;
    const int32_t (*staff_need_milli)[CARE_N_LEVELS]; /* [CARE_N_PLACE_CLASSES] thousandths of a post */
    const struct care_tally *tally;
    struct care_cube *cube[CARE_N_PLACEMENT_CUBES]; /* NULL: not recorded */

    struct care_placement_clients *clients; /* [leaves] */
    struct care_queue_option *options;      /* [CARE_QUEUE_N_TYPES][districts][n_options + 1] */
    int n_options;
    struct care_placement_order *order;     /* [districts] */
    double (*mean_wait_months)[2];          /* [districts] of the year past: ordinary beds; nursing and dementia beds */
    struct care_placement_use *use_of_year; /* [districts] */
    struct care_placement_residents *residents; /* [districts] of the last 1 November */
};

/** @param out  what is borrowed filled by the caller; the rest here
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_create(struct care_placement *out);
void care_placement_free(struct care_placement *placement);

/** 1 November 2020: those who want a place have asked over the 24 months before, on the supply of 2020 and whoever cares for them, and some
 *  of them for longer; nobody leaves in that time.  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_placement_start(struct care_placement *placement, const struct care_year *year,
                                        struct care_table *table, int n_threads);

/** Checks between fields.  @return CARE_OK, CARE_ERROR_INPUT */
CARE_NODISCARD int care_placement_check(const struct care_areas *areas, struct care_diagnostics *list);

extern const struct care_model care_placement_model;
extern const struct care_cube_spec care_placement_cubes[CARE_N_PLACEMENT_CUBES];

#endif
