/** @file  A made-up city for staff: three districts on a road, the market as its tests count with it and the rest at its
 *  defaults; residents, queues, beds and people as the test sets them. */
#ifndef CARE_TESTS_MODELS_SYSTEM_WORKFORCE_WORLD_H
#define CARE_TESTS_MODELS_SYSTEM_WORKFORCE_WORLD_H

#include "models/system/workforce.h"

enum { CARE_STAFFED_DISTRICTS = 3, CARE_STAFFED_FIRST_CODE = 11 };

struct care_workforce_world {
    struct care_area area[CARE_STAFFED_DISTRICTS];
    int district[CARE_STAFFED_DISTRICTS];
    double km[CARE_STAFFED_DISTRICTS][CARE_STAFFED_DISTRICTS]; /* 0 and 1: 20, 1 and 2: 10, 0 and 2: 30 */
    struct care_areas areas;
    struct care_workforce_parameters parameters;
    struct care_prices_parameters prices;
    struct care_queue_parameters queue;
    int32_t beds[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_STAFFED_DISTRICTS][CARE_N_OWNERS][CARE_N_BED_CLASSES];
    int32_t day_places[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_STAFFED_DISTRICTS];
    int32_t home_beds[CARE_N_YEARS][CARE_MONTHS_A_YEAR][CARE_STAFFED_DISTRICTS];
    int32_t facilities[CARE_N_YEARS][CARE_STAFFED_DISTRICTS][CARE_N_FACILITIES];
    struct care_supply supply;
    struct care_placement_use use[CARE_STAFFED_DISTRICTS];
    struct care_placement_residents residents[CARE_STAFFED_DISTRICTS];
    struct care_profile_count elders[CARE_STAFFED_DISTRICTS]; /* one kind of people to a district */
    struct care_profile_count *elders_of[CARE_STAFFED_DISTRICTS];
    int n_elders[CARE_STAFFED_DISTRICTS];
    struct care_profiles profiles;
    struct care_cubes *cubes;
    struct care_tally tally;
    struct care_workforce workforce;
};

/** Nobody to care for and nobody in post.  @param state  receives a struct care_workforce_world */
int care_workforce_world_setup(void **state);
int care_workforce_world_teardown(void **state);

/** Nobody is trained, hired or leaves. */
void care_workforce_world_freeze(struct care_workforce_world *world);

/** Those in the places of a district, of every level as many. */
void care_workforce_world_serve(struct care_workforce_world *world, int district, enum care_place_class place_class,
                                int32_t persons_of_a_level);

/** The same private beds in all years. */
void care_workforce_world_build(struct care_workforce_world *world, int district, enum care_place_class bed_class,
                                int32_t beds);

/** Posts of a pool (enum care_staff_pool) at the end of the year before, and those wanted. */
void care_workforce_world_staff(struct care_workforce_world *world, int district, int pool, int32_t posts,
                                double wanted);

/** The model's begin, its close, both. */
void care_workforce_world_begin(struct care_workforce_world *world, int year);
void care_workforce_world_close(struct care_workforce_world *world, int year);
void care_workforce_world_year(struct care_workforce_world *world, int year);

/** Of the model year that was begun. */
int32_t care_workforce_world_flow(const struct care_workforce_world *world, int district, int occupation,
                                  enum care_workforce_flow flow);
int32_t care_workforce_world_posts(const struct care_workforce_world *world, int district, int occupation);
double care_workforce_world_needed(const struct care_workforce_world *world, int district, int occupation);
/** Thousandths of posts in the middle of a month, 1..12. */
int32_t care_workforce_world_staff_milli(const struct care_workforce_world *world, int month, int district, int pool);

#endif
