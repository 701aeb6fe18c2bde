/** @file  Widows reckoned beside the models: deaths whose linked partner is alive at the end of the month, counted from
 *  the rows just before widowing undoes the links, and the account of the widowed. A test that links this file needs WRAP
 *  care_widowing_model: the run then passes through here on its way to the model. */
#ifndef CARE_TESTS_MODELS_WIDOWS_H
#define CARE_TESTS_MODELS_WIDOWS_H

#include "tests/models/trial.h"

/** Checks the year that was run last: in every district and by sex, bereaved and `widowed` are what the rows said, and
 *  start + came - went = end. Fails the test and says where.
 *  @param n_both  couples who both died that year are added to it; may be NULL
 *  @return how many were bereaved */
int64_t care_widows_check(const struct care_trial_run *run, const struct care_city *city, int year, int64_t *n_both);

#endif
