/* Characters, words and faults of a measure's text. */
#include "models/plan/measure_text.h"

#include "sim/nearest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- characters and words ---- */

void care_measure_text_skip_blanks(struct care_measure_reader *reader)
{
    reader->at += strspn(reader->at, " \t");
}

bool care_measure_text_char(struct care_measure_reader *reader, char c)
{
    care_measure_text_skip_blanks(reader);
    const bool is_next = *reader->at == c;
    reader->at += is_next;
    return is_next;
}

struct care_measure_word care_measure_text_word(struct care_measure_reader *reader, const char *ends)
{
    care_measure_text_skip_blanks(reader);
    struct care_measure_word word = {reader->at, (int)strcspn(reader->at, ends)};
    reader->at += word.n;
    while (word.n > 0 && strchr(" \t", word.start[word.n - 1]) != NULL) {
        word.n--;
    }
    return word;
}

bool care_measure_text_is(struct care_measure_word word, const char *text)
{
    return strlen(text) == (size_t)word.n && strncmp(text, word.start, (size_t)word.n) == 0;
}

int care_measure_text_shown(struct care_measure_word word)
{
    enum { MOST_BYTES = 60 };
    int n = word.n < MOST_BYTES ? word.n : MOST_BYTES;
    while (n < word.n && n > 0 && ((unsigned char)word.start[n] & 0xC0) == 0x80) {
        n--; /* not inside a UTF-8 character */
    }
    return n;
}

void care_measure_text_nearer(struct care_measure_nearest *nearest, struct care_measure_word word, const char *known)
{
    const int distance = care_nearest_distance(word.start, (size_t)word.n, known, strlen(known));
    if (nearest->name == NULL || distance < nearest->distance) {
        *nearest = (struct care_measure_nearest){known, distance};
    }
}

bool care_measure_text_code(const char **at, int32_t *out)
{
    enum { MOST_DIGITS = 9 };
    const size_t n = strspn(*at, "0123456789");
    if (n == 0 || n > MOST_DIGITS) {
        return false;
    }
    *out = (int32_t)strtol(*at, NULL, 10);
    *at += n;
    return true;
}

/* ---- faults ---- */

/* In characters, from 1: what follows the first byte of a UTF-8 character does not count. */
static int position_of(const struct care_measure_reader *reader, const char *where)
{
    int n = 1;
    for (const char *byte = reader->text; byte < where; byte++) {
        n += ((unsigned char)*byte & 0xC0) != 0x80;
    }
    return n;
}

int care_measure_text_fault(struct care_measure_reader *reader, const char *where, const char *en, const char *zh, ...)
{
    enum { MESSAGE_BYTES = 512 };
    char message_en[MESSAGE_BYTES], message_zh[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, zh);
    (void)vsnprintf(message_en, sizeof message_en, en, arguments);
    va_end(arguments);
    va_start(arguments, zh);
    (void)vsnprintf(message_zh, sizeof message_zh, zh, arguments);
    va_end(arguments);
    care_diagnostics_add(reader->list, reader->place, "'%s', character %d: %s%.0s", "“%s”第 %d 个字符：%.0s%s",
                         reader->text, position_of(reader, where), message_en, message_zh);
    reader->status = care_trace(CARE_ERROR_INPUT);
    return CARE_ERROR_INPUT;
}
