/** @file  How a scorecard is said: words for what it knows as enumerations, values with their units. */
#ifndef CARE_SIM_CLI_SCORE_WORDS_H
#define CARE_SIM_CLI_SCORE_WORDS_H

#include "models/plan/scorecard.h"

enum { CARE_SCORE_WORDS_BYTES = 64 }; /* as in terminal.h */

struct care_text care_score_words_attribute(enum care_indicators_attribute attribute);
struct care_text care_score_words_basis(enum care_indicators_basis basis);
struct care_text care_score_words_verdict(enum care_scorecard_verdict verdict);
/** One character for a narrow column. */
const char *care_score_words_mark(enum care_scorecard_verdict verdict);

/** Its number in the document, else its id. */
const char *care_score_words_number(const struct care_sheet *table, int row);
/** Name with the unit, in the language in force: "care service beds (beds)". @return @p buffer */
enum { CARE_SCORE_WORDS_NAME_BYTES = 256 };
const char *care_score_words_name(char buffer[static CARE_SCORE_WORDS_NAME_BYTES], const struct care_sheet *table,
                                  int row);

/** A value of an indicator: "59.9%", "100,000", "0.85"; "-" for NaN. One that misses its target by a hair has so many digits
 *  that it can be seen.
 *  @param gap  to the target, negative where it is missed
 *  @return @p buffer */
const char *care_score_words_value(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table, int row,
                                   double value, double gap);
/** "≥60%", "4.5~5". @return @p buffer */
const char *care_score_words_target(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table,
                                    int row);
/** "+2.1", "-1,200", in percentage points for shares; "-" for NaN. @return @p buffer */
const char *care_score_words_gap(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table, int row,
                                 double gap);

#endif
