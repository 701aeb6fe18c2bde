/** @file  The text of a measure while it is read: characters, words, names near a mistyped one, faults with their position.
 *  Private to models/plan. */
#ifndef CARE_MODELS_PLAN_MEASURE_TEXT_H
#define CARE_MODELS_PLAN_MEASURE_TEXT_H

#include "models/plan/measure_parts.h"

/** A part of the text. */
struct care_measure_word {
    const char *start;
    int n; /* bytes */
};

/** The known name nearest to one of the text; starts as zeros. */
struct care_measure_nearest {
    const char *name;
    int distance;
};

/** Digits only, few enough for an int. @return whether it is one; @p at then stands behind it */
bool care_measure_text_code(const char **at, int32_t *out);
/** Up to the first of @p ends or the end of the text, blanks around it left out. Moves on to what ended it. */
struct care_measure_word care_measure_text_word(struct care_measure_reader *reader, const char *ends);
bool care_measure_text_is(struct care_measure_word word, const char *text);
/** Bytes of a word to show in a message: whole characters, not too many. */
int care_measure_text_shown(struct care_measure_word word);
/** Takes a known name when it is nearer than those before. */
void care_measure_text_nearer(struct care_measure_nearest *nearest, struct care_measure_word word, const char *known);

void care_measure_text_skip_blanks(struct care_measure_reader *reader);
/** Skips blanks, and one character if it is the next. @return whether it was */
bool care_measure_text_char(struct care_measure_reader *reader, char c);

/** Adds a fault at a place in the text. @return CARE_ERROR_INPUT */
int care_measure_text_fault(struct care_measure_reader *reader, const char *where, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

#endif
