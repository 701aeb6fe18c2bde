/** @file  Small texts in the cells of the table of rules: words, years, units. */
#ifndef CARE_SIM_CLI_RULES_WORDS_H
#define CARE_SIM_CLI_RULES_WORDS_H

#include "sim/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { CARE_RULES_WORD = 512 }; /* bytes of a word, its NUL among them */

/** The next word of a text in which blanks within (), {}, [] and "" do not separate.
 *  @param at  moves on
 *  @return false when there is none, or it does not fit */
bool care_rules_words_next(const char **at, char *word, size_t size);
/** Whether @p word is one of the words of a text. */
bool care_rules_words_has(const char *words, const char *word);
int care_rules_words_count(const char *words);

/** The last year of four digits in a text: 2025 in "2021-2025". @return @p otherwise when there is none */
int care_rules_words_last_year(const char *text, int otherwise);

/** Whether a period has no end: "2025-". */
bool care_rules_words_is_open(const char *period);

/** A number of a rule for reading: "≥ 76,000", "1000..2000", "about 70" with its sign; digits are grouped from five on.
 *  @return @p buffer */
const char *care_rules_words_number(char buffer[static CARE_RULES_WORD], const char *value);

/** The halves of a unit: "人|persons"; the same twice where there is no bar. Strings borrowed, of @p unit or @p buffer. */
struct care_text care_rules_words_unit(const char *unit, char buffer[static CARE_RULES_WORD]);

#endif
