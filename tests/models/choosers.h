/** @file  People of 60 and over by the kind of chooser they are and the care they want, as they stand in the table; what
 *  they should want by the logit and by the basis; and the constants that the run really decides by. A test that links
 *  this file needs WRAP care_choice_start: the run is looked at when the census has chosen, before any bed is given. */
#ifndef CARE_TESTS_MODELS_CHOOSERS_H
#define CARE_TESTS_MODELS_CHOOSERS_H

#include "models/people/choice.h"
#include "tests/models/logit_fit.h"

/** Kinds are found by a hash of their own, not by care_choice_logit_index. Owned: care_choosers_free. */
struct care_choosers {
    struct care_logit_fit_row *rows; /* [CARE_N_CHOOSERS] those used have somebody; no prices, no waits yet */
    int64_t n_persons;
};

/** The census of the run started last: its choosers, and the model they chose by, which lives as long as the run. */
struct care_choosers_census {
    struct care_choosers choosers;
    const struct care_choice *choice;
};
/** What was seen; the caller takes the choosers. Fails the test when no run has started. */
struct care_choosers_census care_choosers_take(void);

/** Adds the people present of one age or, with @p age -1, of all from 60 on, as they are. Their gap is that of now: of a
 *  run with beds only right before any are given. Fails the test without memory. */
void care_choosers_add(struct care_choosers *choosers, const struct care_need_tables *tables,
                       const struct care_table *table, int year, int age);
void care_choosers_free(struct care_choosers *choosers);

/** Persons by level and mode. */
struct care_choosers_demand {
    double expected[CARE_N_LEVELS][CARE_N_MODES]; /* sum of probabilities */
    double variance[CARE_N_LEVELS][CARE_N_MODES]; /* sum of p (1 - p) */
    double beds_variance, all_variance[CARE_N_MODES];
    double late_bed[CARE_N_LEVELS]; /* expected beds of any class, people with late dementia */
    int64_t realised[CARE_N_LEVELS][CARE_N_MODES];
    int64_t persons[CARE_N_LEVELS];
};
struct care_choosers_demand care_choosers_expect(const struct care_choosers *choosers,
                                                 const struct care_choice_parameters *parameters,
                                                 const struct care_choice_constants *constants,
                                                 const struct care_price_tables *prices);

/** What the basis asks for, [level][beds of any class, visits, home bed, day care]: reckoned from the parameters and the
 *  persons of each level alone. @param norm  0: present use, 1: the norm in full; between them mixed */
enum { CARE_CHOOSERS_BEDS, CARE_CHOOSERS_VISITS, CARE_CHOOSERS_HOME_BED, CARE_CHOOSERS_DAY_CARE, CARE_N_CHOOSERS_WAYS };
void care_choosers_basis(const struct care_choice_parameters *parameters, const int64_t persons[CARE_N_LEVELS],
                         double norm, double (*wanted)[CARE_N_CHOOSERS_WAYS]);

/** Fails the test unless expectation meets the basis to 1e-6 and counts lie within four binomial sd. Says what does not.
 *  @return the largest |z| of a count */
double care_choosers_check(const struct care_choosers *choosers, const struct care_choice *choice, double norm);

/** Fits a logit to what these people want and compares it with what the run decides by.
 *  @param table   printed when @p name is not NULL: estimate, truth, standard error
 *  @return the fit; fails the test when there is none */
struct care_logit_fit care_choosers_fit(const struct care_choosers *choosers, const struct care_choice *choice,
                                        const struct care_price_tables *prices, const char *name);

#endif
