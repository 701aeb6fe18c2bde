/** @file  A multinomial logit fitted to counted choices by maximum likelihood (Newton, GSL linear algebra): the independent
 *  look at what models/people/choice_logit made people do. Shares no code with it but the names of cells. */
#ifndef CARE_TESTS_MODELS_LOGIT_FIT_H
#define CARE_TESTS_MODELS_LOGIT_FIT_H

#include "models/people/choice_logit.h"

#include <stdbool.h>
#include <stddef.h>

/** The parameters in one row: logs of what the scenario calls odds. */
enum care_logit_fit_parameter {
    CARE_LOGIT_CONSTANTS = 0, /* + level * (CARE_N_MODES - 1) + mode - 1 */
    CARE_LOGIT_HOME = CARE_LOGIT_CONSTANTS + CARE_N_LEVELS * (CARE_N_MODES - 1), /* + enum care_logit_fit_odds */
    CARE_LOGIT_BED = CARE_LOGIT_HOME + 11,                                       /* + enum care_logit_fit_odds */
    CARE_LOGIT_PRICE = CARE_LOGIT_BED + 11,                                      /* thousand yuan a month */
    CARE_LOGIT_WAIT,                                                             /* months, beds only */
    CARE_N_LOGIT_PARAMETERS
};

enum care_logit_fit_odds {
    CARE_LOGIT_PARTNER, /* company, in the order of enum care_company without none */
    CARE_LOGIT_CHILDREN,
    CARE_LOGIT_BOTH,
    CARE_LOGIT_OTHERS,
    CARE_LOGIT_OVER_80,
    CARE_LOGIT_LATE_DEMENTIA,
    CARE_LOGIT_URBAN,
    CARE_LOGIT_INCOME_MIDDLE,
    CARE_LOGIT_INCOME_TOP,
    CARE_LOGIT_GAP_SOME,
    CARE_LOGIT_GAP_LARGE,
    CARE_N_LOGIT_ODDS
};

/** Choosers of one kind who saw the same prices and waits, and what they chose. */
struct care_logit_fit_row {
    struct care_chooser chooser;
    const struct care_price_tables *prices;
    double wait_months[2]; /* as for care_choice_logit_probs */
    int64_t count[CARE_N_MODES];
};

/** What was found. A parameter that no choice can tell is not fitted, and 0: its mode was never chosen at its level, its
 *  people (or waits) are not there, or they never chose its group of modes. What they never chose is taken as not offered
 *  to them. */
struct care_logit_fit {
    double estimate[CARE_N_LOGIT_PARAMETERS], standard_error[CARE_N_LOGIT_PARAMETERS];
    bool is_fitted[CARE_N_LOGIT_PARAMETERS];
    double log_likelihood;
    int n_fitted, n_rounds;
};

/** @param rows  [n_rows] any order; rows without people are skipped. A row in which a mode that is not offered to it was
 *               chosen makes the likelihood 0
 *  @return CARE_OK; CARE_ERROR_SOLVER when parameters cannot be told apart or the search does not end; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_logit_fit_rows(const struct care_choice_parameters *parameters,
                                       const struct care_logit_fit_row *rows, size_t n_rows,
                                       struct care_logit_fit *out);

/** What should be found, in the same order; -INFINITY for modes not offered. */
void care_logit_fit_truth(const struct care_choice_parameters *parameters,
                          const struct care_choice_constants *constants, double truth[CARE_N_LOGIT_PARAMETERS]);

/** Writes "bed urban", "severe day care" and the like into @p name. */
void care_logit_fit_name(int parameter, char name[48]);

#endif
