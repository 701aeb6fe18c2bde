/** @file  Numbers as text: one strict grammar for YAML, tables and the command line, the same in every locale. */
#ifndef CARE_SCENARIOS_NUMBERS_H
#define CARE_SCENARIOS_NUMBERS_H

#include "sim/status.h"
#include "sim/text.h"

#include <locale.h>
#include <stdbool.h>

enum {
    CARE_NUMBERS_TEXT = 32, /* bytes of one formatted number */
    CARE_NUMBERS_RANGE = 72 /* bytes of "[-1.7976931348623157e+308, ...]" */
};

/** The "C" locale of this thread while numbers are read and written: 0.5 must not become 0,5 or 0. */
struct care_numbers {
    locale_t c;
    locale_t before;
};

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_numbers_begin(struct care_numbers *numbers);
/** Restores the locale; legal after a begin that failed. */
void care_numbers_end(struct care_numbers *numbers);

/** "-12": minus and decimal digits, no leading zero, no more than 2^53. @return whether @p text is that and nothing else */
bool care_numbers_read_int(const char *text, double *out);
/** "-0.35", "2e-4": what care_numbers_read_int takes, then optional fraction and exponent; finite. */
bool care_numbers_read_real(const char *text, double *out);

/** The shortest text that reads back equal. @return @p buffer */
const char *care_numbers_format(char buffer[static CARE_NUMBERS_TEXT], double value);
/** "[0.1, 3]". @return @p buffer */
const char *care_numbers_range(char buffer[static CARE_NUMBERS_RANGE], double min, double max);
/** "0.4..0.85"; "" when both are 0. @return @p buffer */
const char *care_numbers_plausible(char buffer[static CARE_NUMBERS_RANGE], double low, double high);

/** Why a text that was refused may have been meant as a number: a hint to end a message with, "" when there is none. */
struct care_text care_numbers_hint(const char *text);

#endif
