/** @file  The language in force and the texts shown in it. */
#include "sim/text.h"

#include <stdio.h>
#include <string.h>

/* The one mutable global of the libraries: set once at start, before any thread. */
static enum care_language language_in_force = CARE_LANGUAGE_ZH;

void care_language_set(enum care_language language)
{
    language_in_force = language;
}

enum care_language care_language(void)
{
    return language_in_force;
}

const char *care_text_shown(struct care_text text)
{
    return language_in_force == CARE_LANGUAGE_EN ? text.en : text.zh;
}

/* Bytes that the character starting with @p lead should have; 1 for what cannot lead. */
static size_t character_size(unsigned char lead)
{
    if (lead >= 0xF0) {
        return 4;
    }
    if (lead >= 0xE0) {
        return 3;
    }
    return lead >= 0xC0 ? 2 : 1;
}

/* vsnprintf cuts by bytes: take away the last character of a cut text when part of it is missing. */
static void drop_broken_tail(char *buffer)
{
    const size_t length = strlen(buffer);
    size_t start = length;
    while (start > 0 && ((unsigned char)buffer[start - 1] & 0xC0) == 0x80) {
        start--;
    }
    if (start == 0) {
        return;
    }
    start--;
    if (start + character_size((unsigned char)buffer[start]) > length) {
        buffer[start] = '\0';
    }
}

char *care_text_format(char *buffer, size_t size, const char *en, const char *zh, ...)
{
    if (size == 0) {
        return buffer;
    }
    va_list arguments;
    va_start(arguments, zh);
    const int needed = language_in_force == CARE_LANGUAGE_EN ? vsnprintf(buffer, size, en, arguments)
                                                             : vsnprintf(buffer, size, zh, arguments);
    va_end(arguments);
    if (needed < 0) {
        buffer[0] = '\0';
    } else if ((size_t)needed >= size) {
        drop_broken_tail(buffer);
    }
    return buffer;
}
