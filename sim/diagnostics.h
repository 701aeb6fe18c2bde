/** @file  A growing list of what is wrong with the input, so that one pass shows the user every fault. */
#ifndef CARE_SIM_DIAGNOSTICS_H
#define CARE_SIM_DIAGNOSTICS_H

#include "sim/status.h"

#include <stdarg.h>
#include <stdbool.h>

/** Where in the input. Unknown parts are NULL or 0; lines and columns count from 1. Borrowed by the call it is given to. */
struct care_place {
    const char *file;
    int line;
    int column;
    const char *key; /* dotted path of a field ("mortality.factor_male"), or a table's column */
};

/** One fault, in both languages. Owned by the list. */
struct care_diagnostic {
    struct care_place place;
    const char *text_en;
    const char *text_zh;
    bool is_warning; /* shown, but does not refuse the input */
};

struct care_diagnostics;

CARE_NODISCARD int care_diagnostics_create(struct care_diagnostics **out);
void care_diagnostics_free(struct care_diagnostics *list);

/** Adds a fault; copies all it is given. When memory runs out the list remembers that (care_diagnostics_status). */
void care_diagnostics_add(struct care_diagnostics *list, struct care_place place, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));
void care_diagnostics_warn(struct care_diagnostics *list, struct care_place place, const char *en, const char *zh, ...)
    __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/** The same with the arguments already taken: @p en_arguments and @p zh_arguments are two copies of them. */
void care_diagnostics_vadd(struct care_diagnostics *list, struct care_place place, bool is_warning, const char *en,
                           va_list en_arguments, const char *zh, va_list zh_arguments)
    __attribute__((format(printf, 4, 0), format(printf, 6, 0)));

int care_diagnostics_n(const struct care_diagnostics *list);
const struct care_diagnostic *care_diagnostics_at(const struct care_diagnostics *list, int i);

/** @return CARE_OK without any error (warnings allowed), CARE_ERROR_INPUT with one, CARE_ERROR_MEMORY if one was lost. */
CARE_NODISCARD int care_diagnostics_status(const struct care_diagnostics *list);

/** Says where in the input a key is set; a place without a file when it is not known. */
typedef struct care_place care_diagnostics_find(const void *input, const char *key);

/** Gives faults that name a key and no file the place where the input sets it: models know keys, not files. */
void care_diagnostics_locate(struct care_diagnostics *list, care_diagnostics_find *find, const void *input);

/** Sorted for reading: by file in order of first mention, then line, then column. Stable. */
void care_diagnostics_sort(struct care_diagnostics *list);

#endif
