/** @file  Registration (户籍) by district: of residents the model knows who is registered in the city; how many are registered
 *  in the district itself, resident or not, follows from a table of ratios.
 *
 *  Registered, of 60 and over = residents registered in the city x district_ratio + absent; of all ages, and under three =
 *  residents of these ages x their ratio, where the table has one.
 *  Reads   profiles, counts by age.   Writes  nothing of people.   Draws  nothing.
 *  Source  docs/SOURCES.md#allowances-registered. */
#ifndef CARE_MODELS_SYSTEM_REGISTRATION_H
#define CARE_MODELS_SYSTEM_REGISTRATION_H

#include "models/system/profiles.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/diagnostics.h"
#include "sim/model.h"
#include "sim/sheet.h"
#include "sim/tally.h"

/** Columns of the table; a district without a row: ratio 1, nobody absent, the others not known. */
enum care_registered_column {
    CARE_REGISTERED_AREA,
    CARE_REGISTERED_DISTRICT_RATIO, /* of 60 and over: registered in the district to residents registered in the city */
    CARE_REGISTERED_ABSENT,         /* persons of 60 and over registered in the district who live outside the city */
    CARE_REGISTERED_ALL_RATIO,      /* registered in the district to residents; -1: not known */
    CARE_REGISTERED_UNDER_3_RATIO   /* likewise, of children under three */
};
extern const struct care_sheet_spec care_registration_sheet;

/** Owns its arrays, [districts]; not known: NaN. */
struct care_registration {
    double *district_ratio, *absent, *all_ratio, *under_3_ratio;
};

/** @return CARE_OK; CARE_ERROR_INPUT (a row of no district); CARE_ERROR_MEMORY */
CARE_NODISCARD int care_registration_create(const struct care_sheet *sheet, const struct care_areas *areas,
                                            struct care_diagnostics *list, struct care_registration *out);
void care_registration_free(struct care_registration *registration);

enum care_registered_item {
    CARE_REGISTERED_ELDERS,
    CARE_REGISTERED_ALL,
    CARE_REGISTERED_UNDER_3,
    CARE_N_REGISTERED_ITEMS
};

/** What the model runs on. Borrowed; cubes NULL when not recorded. */
struct care_registered {
    const struct care_registration *registration;
    const struct care_areas *areas;
    const struct care_profiles *profiles;
    const struct care_tally *tally;
    struct care_cube *population; /* read: who was counted on 1 November */
    struct care_cube *cube;
};

extern const struct care_model care_registration_model; /* close: after counts and profiles */
extern const struct care_cube_spec care_registration_cube;

#endif
