/** @file  A made-up crowd in two areas: singles, couples across blocks, some who are gone. */
#ifndef CARE_TESTS_OUTPUT_CROWD_H
#define CARE_TESTS_OUTPUT_CROWD_H

#include "output/people_file.h"

#include <stdbool.h>

enum {
    CROWD_KEY,
    CROWD_LINK,
    CROWD_EXIT,
    CROWD_EVENT,
    CROWD_SEX,
    CROWD_MARK,
    CROWD_INCOME,
    CROWD_WEIGHT, /* two bytes, unsigned */
    CROWD_HOME,   /* two bytes, shown by its parts only: rooms, tenure, floor */
    CROWD_N_COLUMNS
};

enum {
    CROWD_N = 6000,         /* persons 0, 1, ... */
    CROWD_N_COUPLED = 4000, /* 2j and 2j + 1 are a couple, as long as both are below this */
    CROWD_GONE_STEP = 17,   /* of those without partner every 17th is gone */
    CROWD_N_GONE = 117,
    CROWD_YEAR = 2035
};

extern const struct care_column crowd_columns[CROWD_N_COLUMNS];
extern const struct care_people_file_areas crowd_areas;
extern const struct care_people_file_facts crowd_facts;

/** The same people whatever the order of their rows. @param is_reversed  rows from the last person to the first, in blocks
 *  of other sizes. Ends the process when memory runs out. */
struct care_table *crowd_create(bool is_reversed);

uint64_t crowd_key(uint32_t person);
bool crowd_is_gone(uint32_t person);
/** @return CROWD_N without one */
uint32_t crowd_partner(uint32_t person);
uint8_t crowd_age_years(uint32_t person);
int32_t crowd_income(uint32_t person);
/** Up to 65535. */
uint16_t crowd_weight(uint32_t person);
/** 0..5 */
uint8_t crowd_rooms(uint32_t person);
/** 0..4 */
uint8_t crowd_tenure(uint32_t person);
/** 0..200 */
uint8_t crowd_floor(uint32_t person);
int crowd_area(uint32_t person);

#endif
