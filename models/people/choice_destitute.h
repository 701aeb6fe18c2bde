/** @file  How much more often destitute people (特困) want a bed than their condition and the price explain: the state offers
 *  them one. Told by the share of those unable to care for themselves (severe or total) who want a bed, as the plans tell
 *  it; one odds ratio for all destitute people is solved from it, with the constants of the choice in 2020, so that what
 *  everybody together wants stays the same.
 *  Source  docs/SOURCES.md#choice-destitute-share. */
#ifndef CARE_MODELS_PEOPLE_CHOICE_DESTITUTE_H
#define CARE_MODELS_PEOPLE_CHOICE_DESTITUTE_H

#include "models/people/choice_logit.h"

/** Solved once, on the people of the census and present use. */
struct care_choice_destitute {
    const struct care_choice_parameters *parameters; /* borrowed, as n */
    const int64_t *n;                                /* [CARE_N_CHOOSERS] */
    struct care_price_tables prices;                 /* of 2020, the ratio in force then in them */
    struct care_choice_constants constants;
    double share; /* of 2020; 0: not stated, and the ratio is 1 */
};

/** @param prices  of 2020, of the root baseline
 *  @return CARE_OK; CARE_ERROR_SOLVER when so many of them would leave no beds of present use to others, or more must want
 *          one than any ratio makes */
CARE_NODISCARD int care_choice_destitute_create(const struct care_choice_parameters *parameters, const int64_t *n,
                                                const struct care_price_tables *prices,
                                                struct care_choice_destitute *out);

/** The ratio at which another share of them wants a bed while everybody else stays as in 2020. A share of 0 is not stated:
 *  1. So it is where nobody is destitute and unable.  @return CARE_OK, CARE_ERROR_SOLVER */
CARE_NODISCARD int care_choice_destitute_odds(const struct care_choice_destitute *destitute, double share,
                                              double *odds);

#endif
