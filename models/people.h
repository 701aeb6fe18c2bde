/** @file  Every column of a person, on one screen. 23 bytes a person.
 *
 *  The memory is the table's (sim/table.h); a view points at the rows of one block, or of the whole table. */
#ifndef CARE_MODELS_PEOPLE_H
#define CARE_MODELS_PEOPLE_H

#include "sim/model.h"
#include "sim/table.h"

enum care_people_column {
    CARE_PEOPLE_KEY,      /* uint64_t: stable name, a hash of what the person is (models/people/keys) */
    CARE_PEOPLE_PARTNER,  /* uint32_t: row of the partner in the same leaf area, or CARE_NO_ROW; always mutual */
    CARE_PEOPLE_EXIT,     /* uint8_t: enum care_exit */
    CARE_PEOPLE_EVENT,    /* uint8_t: bits of enum care_event, proposed in this year, zero between years */
    CARE_PEOPLE_SEX,      /* uint8_t: enum care_sex */
    CARE_PEOPLE_MARITAL,  /* uint8_t: enum care_marital */
    CARE_PEOPLE_LEVEL,    /* uint8_t: 0..4, GB/T 42195-2022; 0 under 60 (not modelled there) */
    CARE_PEOPLE_DEMENTIA, /* uint8_t: enum care_stage; 0 under 60 (not modelled there) */
    CARE_PEOPLE_CARE,     /* uint8_t: enum care_setting, the enum care_mode wanted, and who gives it; 0 under 60 */
    CARE_PEOPLE_MONTHS,   /* uint8_t: months waiting or in the place held, at most 255 */
    CARE_PEOPLE_BED,      /* uint8_t: in a bed, index of its district; waiting, CARE_NOT_ASSESSED or 0; else 0 */
    CARE_PEOPLE_TRAITS,   /* uint16_t: family and groups, see models/people/traits.h; 0 under 60 */
    CARE_N_PEOPLE_COLUMNS
};

enum care_sex { CARE_MALE, CARE_FEMALE, CARE_N_SEXES };

/** How a person left. Months 1..12 count from November. */
enum care_exit {
    CARE_EXIT_NONE = 0,
    CARE_EXIT_DIED = 0,  /* + month 1..12 */
    CARE_EXIT_LEFT = 32, /* + month 1..12: left the city */
    CARE_EXIT_MOVED = 64 /* to another area of the city: the person lives on in another row */
};

enum care_event {
    CARE_EVENT_BIRTH = 1,
    CARE_EVENT_SEEKS = 2,
    CARE_EVENT_PARTS = 4,
    CARE_EVENT_MIGRATES = 8,
    CARE_EVENT_REGROUPS = 16, /* the household may change: a child leaves or takes the parent in */
    CARE_EVENT_CHANGED = 32,  /* another level or stage, household or partner: chooses again */
    CARE_EVENT_BEREFT = 64,   /* at 60 and over: lost the partner at hand, by death, divorce or a move; or found one */
    CARE_EVENT_ENTERS = 128   /* comes to 60, or arrives at 60 and over: family and groups are to be drawn */
};

enum care_marital {
    CARE_NEVER_MARRIED,
    CARE_PARTNERED,         /* married, partner linked */
    CARE_PARTNER_ELSEWHERE, /* married, partner not in this area's table */
    CARE_DIVORCED,
    CARE_WIDOWED,
    CARE_N_MARITAL
};

/** GB/T 42195-2022: none, mild, moderate, severe, total. */
enum { CARE_N_LEVELS = 5, CARE_UNABLE_FROM_LEVEL = 3 /* severe: 生活不能自理 in the plans' words */ };

enum care_stage { CARE_NO_DEMENTIA, CARE_DEMENTIA_MILD, CARE_DEMENTIA_MODERATE, CARE_DEMENTIA_SEVERE, CARE_N_STAGES };

enum { CARE_FIRST_CARE_AGE = 60 }; /* disability and dementia are modelled from here on */

/** Where a person is cared for. */
enum care_setting {
    CARE_AT_HOME,
    CARE_SERVED_AT_HOME, /* visits, a home bed or a day place: which, says the provider */
    CARE_WAITING,        /* at home, for the place wanted */
    CARE_IN_ORDINARY_BED,
    CARE_IN_NURSING_BED,
    CARE_IN_DEMENTIA_BED,
    CARE_N_SETTINGS
};

/** The column `bed` of somebody who waits for his assessment. */
enum { CARE_NOT_ASSESSED = 1 };

/** What a person wants: the alternatives of the choice. */
enum care_mode {
    CARE_FAMILY_ONLY,
    CARE_HOME_VISITS,
    CARE_HOME_BED, /* 家庭养老床位 */
    CARE_DAY_CARE,
    CARE_WANTS_ORDINARY_BED,
    CARE_WANTS_NURSING_BED,
    CARE_WANTS_DEMENTIA_BED,
    CARE_N_MODES
};

/* The column `care`: the setting in its three lowest bits, the mode in the next three, the provider in the two highest: in a
 * bed the enum care_owner of the home, served at home the place held, counted from CARE_DAY_PLACE; waiting, for what:
 * enum care_queue_kind. */
static inline unsigned care_setting_of(uint8_t care)
{
    return care & 7u;
}
static inline unsigned care_mode_of(uint8_t care)
{
    return (unsigned)care >> 3 & 7u;
}
static inline unsigned care_provider_of(uint8_t care)
{
    return (unsigned)care >> 6;
}
static inline uint8_t care_column_of(unsigned setting, unsigned mode, unsigned provider)
{
    return (uint8_t)(provider << 6 | mode << 3 | setting);
}
/** The same place, another wish. */
static inline uint8_t care_column_with_mode(uint8_t care, unsigned mode)
{
    return (uint8_t)((care & ~0x38u) | mode << 3);
}
/** Holds a bed. */
static inline bool care_is_in_home(uint8_t care)
{
    return (care & 7u) >= CARE_IN_ORDINARY_BED;
}
static inline bool care_mode_is_bed(unsigned mode)
{
    return mode >= CARE_WANTS_ORDINARY_BED;
}

/** Columns of a block or of the whole table, typed. */
struct care_people {
    uint64_t *key;
    uint32_t *partner;
    uint8_t *exit;
    uint8_t *event;
    uint8_t *sex;
    uint8_t *marital;
    uint8_t *level;
    uint8_t *dementia;
    uint8_t *care;
    uint8_t *months;
    uint8_t *bed;
    uint16_t *traits;
};

extern const struct care_column care_people_columns[CARE_N_PEOPLE_COLUMNS];

/** The rows of a span, index 0 .. span->n - 1. `partner` holds rows of the whole table. */
static inline struct care_people care_people_of_span(const struct care_span *span)
{
    return (struct care_people){
        .key = span->column[CARE_PEOPLE_KEY],
        .partner = span->column[CARE_PEOPLE_PARTNER],
        .exit = span->column[CARE_PEOPLE_EXIT],
        .event = span->column[CARE_PEOPLE_EVENT],
        .sex = span->column[CARE_PEOPLE_SEX],
        .marital = span->column[CARE_PEOPLE_MARITAL],
        .level = span->column[CARE_PEOPLE_LEVEL],
        .dementia = span->column[CARE_PEOPLE_DEMENTIA],
        .care = span->column[CARE_PEOPLE_CARE],
        .months = span->column[CARE_PEOPLE_MONTHS],
        .bed = span->column[CARE_PEOPLE_BED],
        .traits = span->column[CARE_PEOPLE_TRAITS],
    };
}

/** All rows of the table. */
struct care_people care_people_of_table(const struct care_table *table);

static inline bool care_exit_is_death(uint8_t exit)
{
    return exit >= 1 && exit <= 12;
}

/** One number below 64 for sex, level and dementia: the index of health tables. */
enum { CARE_N_HEALTH_STATES = 64 };
static inline uint8_t care_health_state(unsigned sex, unsigned level, unsigned dementia)
{
    return (uint8_t)(sex << 5 | level << 2 | dementia);
}

/** Health states of a span, [span->n]: made once a block and phase; who changes level or stage says so. */
const uint8_t *care_people_health_states(const struct care_span *span);

/** Gives a person of a span another level and stage. */
static inline void care_people_set_health(const struct care_span *span, int i, unsigned level, unsigned stage)
{
    const uint8_t *sex = span->column[CARE_PEOPLE_SEX];
    ((uint8_t *)span->column[CARE_PEOPLE_LEVEL])[i] = (uint8_t)level;
    ((uint8_t *)span->column[CARE_PEOPLE_DEMENTIA])[i] = (uint8_t)stage;
    span->kept[i] = care_health_state(sex[i], level, stage);
}

/** A uniform draw placed among cumulative thresholds: the first i with u < below[i], or n. */
static inline int care_people_pick(uint32_t u, const uint32_t *below, int n)
{
    int i = 0;
    while (i < n && u >= below[i]) {
        i++;
    }
    return i;
}

/** Undoes a link from both sides, giving each the status of the one who remains. */
static inline void care_people_unlink(const struct care_people *people, uint32_t row, enum care_marital own,
                                      enum care_marital partners)
{
    const uint32_t partner = people->partner[row];
    people->partner[partner] = CARE_NO_ROW;
    people->partner[row] = CARE_NO_ROW;
    people->marital[partner] = (uint8_t)partners;
    people->marital[row] = (uint8_t)own;
}

/** Marks somebody of 60 and over who lost or found a partner this year: the household follows. */
static inline void care_people_mark_bereft(const struct care_people *people, uint32_t row, int age_years)
{
    people->event[row] |= age_years >= CARE_FIRST_CARE_AGE ? CARE_EVENT_BEREFT : 0;
}

static inline void care_people_link(const struct care_people *people, uint32_t a, uint32_t b)
{
    people->partner[a] = b;
    people->partner[b] = a;
    people->marital[a] = people->marital[b] = CARE_PARTNERED;
}

#endif
