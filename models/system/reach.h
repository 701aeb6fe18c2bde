/** @file  How far help reaches two groups that plans promise it to, by district on 1 November: the destitute (特困) who are to
 *  have a bed when they want one, and disabled people, none of whom is to be left alone.
 *
 *  Who is visited every month is known by number only: visits go to those who are entitled whether or not they hold a
 *  place, so of the entitled disabled people at home as large a share holds one as of all disabled people at home.
 *  Reads   profiles, placement's use, services.   Writes  nothing of people.   Draws  nothing. */
#ifndef CARE_MODELS_SYSTEM_REACH_H
#define CARE_MODELS_SYSTEM_REACH_H

#include "models/system/placement.h"
#include "models/system/profiles.h"
#include "models/system/registration.h"
#include "models/system/services_rules.h"
#include "sim/model.h"

enum care_destitute_item {
    CARE_DESTITUTE_SUPPORTED,
    CARE_DESTITUTE_UNABLE,  /* to care for themselves: severe or total */
    CARE_DESTITUTE_WILLING, /* hold a bed or wait for one */
    CARE_DESTITUTE_IN_HOME,
    CARE_DESTITUTE_UNABLE_IN_HOME,
    CARE_DESTITUTE_WAITING, /* for a bed */
    CARE_N_DESTITUTE_ITEMS
};
enum care_help_item { CARE_HELP_DISABLED, CARE_HELP_HELPED, CARE_N_HELP_ITEMS };

/** All borrowed; cubes NULL when not recorded. */
struct care_reach {
    const struct care_profiles *profiles;
    const struct care_placement_use *use; /* [districts] of the year */
    const struct care_services_rules *rules;
    const struct care_registration *registration;
    const struct care_areas *areas;
    const struct care_tally *tally;
    struct care_cube *services; /* read: how many are visited */
    struct care_cube *destitute, *disabled_help;
};

/** @param out  [CARE_N_DESTITUTE_ITEMS] */
void care_reach_destitute(const struct care_reach *reach, int district, int32_t *out);
/** @param visited_share  of the entitled, who are visited every month
 *  @param out            [CARE_N_HELP_ITEMS] */
void care_reach_disabled(const struct care_reach *reach, int district, int year, double visited_share, int32_t *out);

extern const struct care_model care_reach_model; /* close: after profiles, placement and services */
extern const struct care_cube_spec care_reach_destitute_cube, care_reach_disabled_cube;

#endif
