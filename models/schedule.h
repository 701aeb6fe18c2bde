/** @file  The year as a list of models. */
#ifndef CARE_MODELS_SCHEDULE_H
#define CARE_MODELS_SCHEDULE_H

#include "models/people/choice.h"
#include "models/people/dementia.h"
#include "models/people/disability.h"
#include "models/people/expectancy.h"
#include "models/people/families.h"
#include "models/people/fertility.h"
#include "models/people/headcount.h"
#include "models/people/living.h"
#include "models/people/migration.h"
#include "models/people/mortality.h"
#include "models/people/partnership.h"
#include "models/people/widowing.h"
#include "models/system/system.h"
#include "sim/engine.h"

/** Which of the models run. */
enum care_schedule_set {
    CARE_SCHEDULE_ALL,
    CARE_SCHEDULE_PEOPLE, /* without the care system: for bench */
    CARE_SCHEDULE_BASIC   /* deaths by level, disability, dementia, births, yearly counts: for bench */
};

/** The prepared numbers of every model of the year, one member a model. */
struct care_schedule_models {
    struct care_partnership partnership;
    struct care_fertility fertility;
    struct care_disability disability;
    struct care_mortality mortality;
    struct care_widowing widowing;
    struct care_dementia dementia;
    struct care_migration migration;
    struct care_living living;
    struct care_choice choice;
    struct care_system system;
    struct care_headcount headcount;
    struct care_expectancy expectancy;
    struct care_families families;
};

/** Writes the models of a set, in the order of the year. @return how many; at most CARE_MOST_MODELS */
int care_schedule_of(struct care_schedule_models *models, enum care_schedule_set set,
                     struct care_scheduled out[CARE_MOST_MODELS]);

#endif
