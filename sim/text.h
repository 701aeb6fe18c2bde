/** @file  Every text a person reads exists in English and Chinese, side by side at the place that says it:
 *  result files carry both at once, and the compiler checks both against their arguments.
 *  Why no message catalogue: docs/decisions/0002-two-languages.md */
#ifndef CARE_SIM_TEXT_H
#define CARE_SIM_TEXT_H

#include <stdarg.h>
#include <stddef.h>

/** One text in both languages; owns nothing, both never NULL. */
struct care_text {
    const char *en;
    const char *zh;
};

enum care_language { CARE_LANGUAGE_ZH, CARE_LANGUAGE_EN };

/** The language for texts shown to the user: set once at start, before any thread is started. Default Chinese. */
void care_language_set(enum care_language language);
enum care_language care_language(void);

/** The half of @p text in the language in force. */
const char *care_text_shown(struct care_text text);

/** Formats into @p buffer (at most @p size bytes, always ended by NUL, never cut inside a UTF-8 character)
 *  in the language in force. @return @p buffer */
char *care_text_format(char *buffer, size_t size, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

#endif
