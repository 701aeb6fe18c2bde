/** @file  Every purpose of chance. Append only: a number, once given, keeps its meaning for ever, because
 *  u = draw(seed, replicate, person key, year, purpose). A purpose is lane p mod 4 of word p / 4, and one Philox call
 *  gives a word, so what a stage of life needs stands together: one call a year serves people under 60, one serves
 *  people from 60 on (docs/decisions/0003-purposes-by-stage-of-life.md). */
#ifndef CARE_MODELS_PURPOSES_H
#define CARE_MODELS_PURPOSES_H

enum care_purpose {
    /* word 0: every year, people who reach an age under 60 */
    CARE_DRAW_DEATH_UNDER_60 = 0,
    CARE_DRAW_BIRTH = 1,
    CARE_DRAW_PARTNER_UNDER_60 = 2,
    CARE_DRAW_MIGRATION_UNDER_60 = 3,
    /* word 1: every year, people who reach 60 or more */
    CARE_DRAW_DEATH_FROM_60 = 4,
    CARE_DRAW_DISABILITY = 5,
    CARE_DRAW_DEMENTIA = 6,
    CARE_DRAW_PARTNER_FROM_60 = 7,
    /* word 2: at 60, on arrival at 60 and over, and in the census */
    CARE_DRAW_ENTRY_DISABILITY = 8,
    CARE_DRAW_ENTRY_DEMENTIA = 9,
    CARE_DRAW_ENTRY_STAGE = 10,
    CARE_DRAW_MIGRATION_FROM_60 = 11,
    /* words 3 and 4: rare events, one person at a time */
    CARE_DRAW_SEX_AT_BIRTH = 12,
    CARE_DRAW_DEATH_NEWBORN = 13,
    CARE_DRAW_PARTNER_AGE = 14,
    CARE_DRAW_MATCHING_ORDER = 15,
    CARE_DRAW_DESTINATION = 16,
    CARE_DRAW_ARRIVAL_COUNT = 17,
    CARE_DRAW_MARITAL_ON_ARRIVAL = 18,
    CARE_DRAW_BED_MONTH = 19,
    /* word 5: traits, drawn once for life (the year of the draw is 0) */
    CARE_DRAW_BED_WISH = 20,     /* a bed, or not */
    CARE_DRAW_SUPPORT_WISH = 21, /* of those who do not want a bed: services at home, or family only */
    CARE_DRAW_SERVICE_WISH = 22, /* which service */
    CARE_DRAW_DEMENTIA_BED_WISH = 23,
    /* word 6: every year, people who reach 60 or more */
    CARE_DRAW_LIVING = 24,
    CARE_DRAW_PREFERS_PUBLIC = 25, /* once for life: the year of the draw is 0 */
    CARE_DRAW_QUEUE_LOT = 26,
    /* words 7 to 9: traits, drawn at 60, on arrival at 60 and over, and in the census */
    CARE_DRAW_CHILDREN = 28,
    CARE_DRAW_LIVING_START = 29,
    CARE_DRAW_THREE_GENERATIONS = 30,
    CARE_DRAW_CERTIFICATE_START = 31,
    CARE_DRAW_HUKOU = 32,
    CARE_DRAW_RURAL = 33,
    CARE_DRAW_INCOME = 34,
    CARE_DRAW_RELIEF = 35,
    CARE_DRAW_INSURED = 36,
    CARE_DRAW_VETERAN = 37,
    CARE_DRAW_FAMILY_PLANNING = 38
};

#endif
