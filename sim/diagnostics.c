/** @file  The list of faults: grows by doubling, owns copies of all texts, survives running out of memory. */
#include "sim/diagnostics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct care_diagnostics {
    struct care_diagnostic *faults;
    int n, capacity;
    int n_errors;
    bool is_incomplete; /* a fault was lost for want of memory */
};

int care_diagnostics_create(struct care_diagnostics **out)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? care_trace(CARE_ERROR_MEMORY) : CARE_OK;
}

/* The fields of a fault are const for readers; the list that allocated them may release them. */
static void release_text(const char *text)
{
    union {
        const char *borrowed;
        char *owned;
    } both = {.borrowed = text};
    free(both.owned);
}

static void release_fault(const struct care_diagnostic *fault)
{
    release_text(fault->text_zh);
    release_text(fault->text_en);
    release_text(fault->place.key);
    release_text(fault->place.file);
}

void care_diagnostics_free(struct care_diagnostics *list)
{
    if (list == NULL) {
        return;
    }
    for (int i = list->n - 1; i >= 0; i--) {
        release_fault(&list->faults[i]);
    }
    free(list->faults);
    free(list);
}

/* @return an owned copy; NULL stays NULL and is no failure */
static const char *copy_text(const char *text, bool *is_lost)
{
    if (text == NULL) {
        return NULL;
    }
    const size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy == NULL) {
        *is_lost = true;
        return NULL;
    }
    return memcpy(copy, text, size);
}

/* Two passes of vsnprintf instead of vasprintf: malloc is then ours, which the tests let fail. */
__attribute__((format(printf, 1, 0))) static char *format_text(const char *format, va_list arguments, bool *is_lost)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text == NULL || vsnprintf(text, (size_t)length + 1, format, again) != length) {
        *is_lost = true;
    }
    va_end(again);
    return text;
}

static bool has_room(struct care_diagnostics *list)
{
    if (list->n < list->capacity) {
        return true;
    }
    const int capacity = list->capacity == 0 ? 16 : 2 * list->capacity;
    struct care_diagnostic *faults = realloc(list->faults, (size_t)capacity * sizeof *faults);
    if (faults == NULL) {
        return false;
    }
    list->faults = faults;
    list->capacity = capacity;
    return true;
}

/* Takes the two texts. */
static void append(struct care_diagnostics *list, struct care_place place, char *en, char *zh, bool is_lost,
                   bool is_warning)
{
    struct care_diagnostic fault = {
        .place = {copy_text(place.file, &is_lost), place.line, place.column, copy_text(place.key, &is_lost)},
        .text_en = en,
        .text_zh = zh,
        .is_warning = is_warning,
    };
    if (!is_warning) {
        list->n_errors++;
    }
    if (is_lost || !has_room(list)) {
        list->is_incomplete = true;
        release_fault(&fault);
        return;
    }
    list->faults[list->n++] = fault;
}

void care_diagnostics_vadd(struct care_diagnostics *list, struct care_place place, bool is_warning, const char *en,
                           va_list en_arguments, const char *zh, va_list zh_arguments)
{
    bool is_lost = false;
    char *text_en = format_text(en, en_arguments, &is_lost);
    char *text_zh = format_text(zh, zh_arguments, &is_lost);
    append(list, place, text_en, text_zh, is_lost, is_warning);
}

void care_diagnostics_add(struct care_diagnostics *list, struct care_place place, const char *en, const char *zh, ...)
{
    va_list en_arguments, zh_arguments;
    va_start(en_arguments, zh);
    va_copy(zh_arguments, en_arguments);
    care_diagnostics_vadd(list, place, false, en, en_arguments, zh, zh_arguments);
    va_end(zh_arguments);
    va_end(en_arguments);
}

void care_diagnostics_warn(struct care_diagnostics *list, struct care_place place, const char *en, const char *zh, ...)
{
    va_list en_arguments, zh_arguments;
    va_start(en_arguments, zh);
    va_copy(zh_arguments, en_arguments);
    care_diagnostics_vadd(list, place, true, en, en_arguments, zh, zh_arguments);
    va_end(zh_arguments);
    va_end(en_arguments);
}

int care_diagnostics_n(const struct care_diagnostics *list)
{
    return list->n;
}

const struct care_diagnostic *care_diagnostics_at(const struct care_diagnostics *list, int i)
{
    return &list->faults[i];
}

int care_diagnostics_status(const struct care_diagnostics *list)
{
    if (list->is_incomplete) {
        return CARE_ERROR_MEMORY;
    }
    return list->n_errors > 0 ? CARE_ERROR_INPUT : CARE_OK;
}

void care_diagnostics_locate(struct care_diagnostics *list, care_diagnostics_find *find, const void *input)
{
    for (int i = 0; i < list->n; i++) {
        struct care_place *place = &list->faults[i].place;
        if (place->file != NULL || place->key == NULL) {
            continue;
        }
        const struct care_place found = find(input, place->key);
        place->file = copy_text(found.file, &list->is_incomplete);
        place->line = found.line;
        place->column = found.column;
    }
}

static bool is_same_file(const struct care_diagnostic *a, const struct care_diagnostic *b)
{
    if (a->place.file == NULL || b->place.file == NULL) {
        return a->place.file == b->place.file;
    }
    return strcmp(a->place.file, b->place.file) == 0;
}

/* Faults [from, n) of one file are moved up to `from`; @return where the next file begins. */
static int gather_file(struct care_diagnostics *list, int from)
{
    int end = from + 1;
    for (int i = from + 1; i < list->n; i++) {
        if (!is_same_file(&list->faults[i], &list->faults[from])) {
            continue;
        }
        const struct care_diagnostic found = list->faults[i];
        memmove(&list->faults[end + 1], &list->faults[end], (size_t)(i - end) * sizeof found);
        list->faults[end++] = found;
    }
    return end;
}

static bool is_before(const struct care_diagnostic *a, const struct care_diagnostic *b)
{
    if (a->place.line != b->place.line) {
        return a->place.line < b->place.line;
    }
    return a->place.column < b->place.column;
}

/* Insertion sort: stable, in place, and lists are some dozens long. */
static void sort_by_line(struct care_diagnostic *faults, int n)
{
    for (int i = 1; i < n; i++) {
        const struct care_diagnostic fault = faults[i];
        int k = i;
        while (k > 0 && is_before(&fault, &faults[k - 1])) {
            faults[k] = faults[k - 1];
            k--;
        }
        faults[k] = fault;
    }
}

void care_diagnostics_sort(struct care_diagnostics *list)
{
    int from = 0;
    while (from < list->n) {
        const int end = gather_file(list, from);
        sort_by_line(&list->faults[from], end - from);
        from = end;
    }
}
