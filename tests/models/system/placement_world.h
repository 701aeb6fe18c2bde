/** @file  A made-up city for placement: three districts on a road, a few people of 75 who stand as the test says, beds and
 *  places, staff and assessors without limit. */
#ifndef CARE_TESTS_MODELS_SYSTEM_PLACEMENT_WORLD_H
#define CARE_TESTS_MODELS_SYSTEM_PLACEMENT_WORLD_H

#include "models/system/placement.h"
#include "models/system/placement_parts.h"

enum { CARE_PLACED_DISTRICTS = 3, CARE_PLACED_FIRST_CODE = 21, CARE_PLACED_MOST = 4000 };

struct care_placement_world {
    struct care_area area[CARE_PLACED_DISTRICTS];
    int district[CARE_PLACED_DISTRICTS];
    double km[CARE_PLACED_DISTRICTS][CARE_PLACED_DISTRICTS]; /* 0 and 1: 20, 1 and 2: 10, 0 and 2: 30 */
    struct care_areas areas;
    struct care_queue_parameters parameters;
    struct care_groups_definition definition[CARE_PLACED_DISTRICTS]; /* nobody, until the test says who */
    struct care_groups_definitions definitions;
    int32_t beds[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_PLACED_DISTRICTS][CARE_N_OWNERS][CARE_N_BED_CLASSES];
    int32_t day_places[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_PLACED_DISTRICTS];
    int32_t home_beds[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_PLACED_DISTRICTS];
    struct care_supply supply;
    struct care_prices_parameters prices;
    int32_t staff_milli[CARE_MONTHS_A_YEAR][CARE_PLACED_DISTRICTS][CARE_N_STAFF_POOLS];
    int32_t staff_need_milli[CARE_N_PLACE_CLASSES][CARE_N_LEVELS]; /* 1000 for everybody */
    struct care_draws draws;
    struct care_table *table;
    struct care_people people;
    uint64_t n_keys;
    const struct care_cube_spec *specs[CARE_N_PLACEMENT_CUBES];
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_placement placement;
};

/** A person of 75 before a year: at home and wanting nothing where nothing is said. */
struct care_placed {
    int district;
    enum care_mode wants;
    enum care_setting setting;
    unsigned provider; /* owner of the home, service had, or queue waited in */
    int bed, months;
    int level, relief, income;
    bool is_insured, is_veteran;
    int month; /* 1..12: in which a new wish is told in 2021; 0: in any */
    uint8_t exit;
};

/** No people, beds or places.  @param state  receives a struct care_placement_world */
int care_placement_world_setup(void **state);
int care_placement_world_teardown(void **state);

/** @return the row */
uint32_t care_placement_world_add(struct care_placement_world *world, const struct care_placed *person);
/** Adds several of the same kind. @return the first row; the others follow */
uint32_t care_placement_world_add_many(struct care_placement_world *world, const struct care_placed *person, int n);

/** The beds of an owner and class from a month of a year on. */
void care_placement_world_build(struct care_placement_world *world, int district, enum care_owner owner,
                                enum care_place_class bed_class, int32_t beds, int year, int month);
/** Day places or home beds of all years. */
void care_placement_world_open(struct care_placement_world *world, int district, enum care_place_class place_class,
                               int32_t places);
/** Thousandths of posts of a pool from a month on, of every year. */
void care_placement_world_staff(struct care_placement_world *world, int district, enum care_staff_pool pool,
                                int32_t milli, int month);

/** The first of these that is called creates the model: options are by the parameters of then. */
void care_placement_world_create(struct care_placement_world *world);
void care_placement_world_census(struct care_placement_world *world);
void care_placement_world_year(struct care_placement_world *world, int year);
/** People become clients of a year and are not placed: those of an area in the order in which they were added. */
const struct care_queue_client *care_placement_world_clients(struct care_placement_world *world, int year, int area);

/** Column `care` of a person, in its parts. */
void care_placement_world_assert(const struct care_placement_world *world, uint32_t row, enum care_setting setting,
                                 unsigned provider, int months);
/** Cells of an integer cube. */
const int32_t *care_placement_world_counts(const struct care_placement_world *world, enum care_placement_cube which,
                                           int year, int district);
/** One item of the accounts of a month, 1..12. */
int32_t care_placement_world_account(const struct care_placement_world *world, int year, int month, int district,
                                     enum care_queue_kind queue, enum care_account_item item);
int32_t care_placement_world_places(const struct care_placement_world *world, int year, int month, int district,
                                    enum care_place_class place_class, enum care_place_item item);

#endif
