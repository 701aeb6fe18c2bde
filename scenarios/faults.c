/** @file  Limits how many faults of one file are shown. */
#include "scenarios/faults.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

static void remember_furthest(struct care_faults *faults, int line, int column)
{
    if (line > faults->last_line || (line == faults->last_line && column > faults->last_column)) {
        faults->last_line = line;
        faults->last_column = column;
    }
}

void care_faults_add(struct care_faults *faults, int line, int column, const char *key, const char *en, const char *zh,
                     ...)
{
    faults->n++;
    if (faults->n > CARE_FAULTS_MAX) {
        return;
    }
    remember_furthest(faults, line, column);
    const bool has_key = key != NULL && key[0] != '\0';
    const struct care_place place = {faults->file, line, column, has_key ? key : faults->key};
    va_list en_arguments, zh_arguments;
    va_start(en_arguments, zh);
    va_copy(zh_arguments, en_arguments);
    care_diagnostics_vadd(faults->list, place, false, en, en_arguments, zh, zh_arguments);
    va_end(zh_arguments);
    va_end(en_arguments);
}

void care_faults_close(struct care_faults *faults)
{
    if (faults->n <= CARE_FAULTS_MAX) {
        return;
    }
    /* At the furthest place, so that sorting leaves it last. */
    const struct care_place place = {faults->file, faults->last_line, faults->last_column, NULL};
    const int n_hidden = faults->n - CARE_FAULTS_MAX;
    care_diagnostics_add(faults->list, place, "and %d more in this file", "此文件另有 %d 处错误未列出", n_hidden);
    faults->n = CARE_FAULTS_MAX;
}

const char *care_faults_excerpt(char buffer[static CARE_FAULTS_EXCERPT], const char *text)
{
    static const char ellipsis[] = "…";
    const size_t room = CARE_FAULTS_EXCERPT - sizeof ellipsis;
    size_t n = strlen(text);
    const bool is_cut = n > room;
    if (is_cut) {
        n = room;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) {
            n--;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const unsigned char byte = (unsigned char)text[i];
        buffer[i] = byte < 0x20 || byte == 0x7F ? ' ' : text[i];
    }
    buffer[n] = '\0';
    if (is_cut) {
        memcpy(buffer + n, ellipsis, sizeof ellipsis);
    }
    return buffer;
}
