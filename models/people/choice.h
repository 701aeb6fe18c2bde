/** @file  Each year's choice of care by people of 60 and over: family only, visits, a home bed, day care, a bed. Who enters,
 *  changes level or stage, loses or finds a partner or moves in with others chooses anew, and so does a partner who needs
 *  care; all others keep their mode and think again every few years. A person's taste is drawn once for life, so nobody changes his mind without a reason, and
 *  what one scenario changes moves only those near the line.
 *
 *  Wanting a mode is demand, before any queue. Whether there is a bed is the system's.
 *  Reads   key, partner, level, dementia, care, traits, exit, event.   Writes  care (mode), traits (certificate), event.
 *  Draws   the word of CARE_DRAW_BED_WISH (trait).   Source  docs/SOURCES.md#choice. */
#ifndef CARE_MODELS_PEOPLE_CHOICE_H
#define CARE_MODELS_PEOPLE_CHOICE_H

#include "models/people/choice_destitute.h"
#include "models/people/choice_logit.h"
#include "models/people/groups.h"
#include "models/people/need.h"
#include "models/people/prices.h"
#include "sim/areas.h"
#include "sim/cubes.h"
#include "sim/tally.h"

/** Parameters the choice rests on: of a scenario, or of the root baseline. */
struct care_choice_inputs {
    const struct care_prices_parameters *prices;
    const struct care_need_parameters *need;
    const struct care_family_parameters *family;
};

/** A share of the destitute who want a bed, and the odds ratio it makes. */
struct care_choice_wish {
    double share, odds;
};

/** What the model runs on. Parameters, tally, cubes, waits borrowed; the rest owned. */
struct care_choice {
    const struct care_choice_parameters *parameters;
    struct care_choice_inputs own,
        root; /* the root's prices and families of 2020 are what the constants are solved on */
    const struct care_groups_rates *groups;
    const struct care_areas *areas;
    const struct care_tally *tally;
    struct care_cube *demand;
    const double (*wait_months)[2]; /* [districts] mean of last year by bed class, or NULL: none */

    struct care_choice_constants constants;
    struct care_choice_norm norm;              /* for which the constants are solved; part below 0: not yet */
    int64_t *census;                           /* [CARE_N_CHOOSERS] people of the census */
    struct care_choice_destitute destitute;    /* solved on them */
    struct care_choice_wish *destitute_wish;   /* [districts] of the year */
    struct care_choice_thresholds *thresholds; /* [districts] of the year */
    struct care_need_tables *tables;           /* [districts] of the year */
    struct care_price_tables *prices;   /* [districts] of the thresholds, made anew only when something changed */
    double (*believed)[2], (*waits)[2]; /* [districts] of the wait, in months; and in whole months */
    int *changed_in;                    /* [districts] year in which they last were */
};

/** @param out  parameters, inputs, groups, areas, tally, cubes and waits filled by the caller; the rest here
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_choice_create(struct care_choice *out);
void care_choice_free(struct care_choice *choice);

/** The census: constants are solved on its people, and all of them choose. Areas in parallel.
 *  @return CARE_OK, CARE_ERROR_SOLVER, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_choice_start(struct care_choice *choice, const struct care_year *year,
                                     const struct care_table *table, int n_threads);

/** The cell of a person of 60 and over. */
struct care_chooser care_choice_chooser(const struct care_need_tables *tables, const struct care_people *people,
                                        const struct care_table *table, int year, uint32_t row);

extern const struct care_model care_choice_model;
extern const struct care_cube_spec care_choice_demand_cube;
extern const struct care_axis care_choice_mode_axis;

#endif
