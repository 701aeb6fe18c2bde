#include "sim/cli/terminal.h"

#include "scenarios/resolved.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static int missing(const char *text, int width)
{
    const int n = width - care_resolved_width(text);
    return n > 0 ? n : 0;
}

void care_terminal_left(FILE *stream, const char *text, int width)
{
    (void)fprintf(stream, "%s%*s", text, missing(text, width), "");
}

void care_terminal_right(FILE *stream, const char *text, int width)
{
    const int n = missing(text, width);
    (void)fprintf(stream, "%*s%s", n > 0 ? n : 1, "", text);
}

void care_terminal_rule(FILE *stream, int n)
{
    for (int i = 0; i < n; i++) {
        (void)fputc('-', stream);
    }
    (void)fputc('\n', stream);
}

static bool is_inside(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80; /* not the first byte of a UTF-8 character */
}

/* Bytes of the first character, which is not NUL. */
static size_t character_size(const char *text)
{
    size_t n = 1;
    while (is_inside(text[n])) {
        n++;
    }
    return n;
}

/* Columns of the first @p n bytes, a few characters. */
static int width_of(const char *text, size_t n)
{
    char character[8] = "";
    memcpy(character, text, n < sizeof character ? n : sizeof character - 1);
    return care_resolved_width(character);
}

/* Whether a line may end after the @p n bytes, of which the last character took @p size. */
static bool may_end(const char *text, size_t n, size_t size)
{
    static const char opening[] = "（";
    if (size == sizeof opening - 1 && memcmp(text + n - size, opening, size) == 0) {
        return false;
    }
    return text[n] == '\0' || text[n] == ' ' || (text[n] & 0x80) != 0 || size > 1;
}

size_t care_terminal_fit(const char *text, int width)
{
    size_t n = 0, last = 0; /* bytes looked at; bytes up to the last place where the line may end */
    int used = 0;
    while (text[n] != '\0') {
        const size_t size = character_size(text + n);
        used += width_of(text + n, size);
        if (used > width && last > 0) {
            return last;
        }
        n += size;
        last = may_end(text, n, size) && (used <= width || last == 0) ? n : last;
    }
    return last;
}

const char *care_terminal_count(char buffer[static CARE_TERMINAL_COUNT], double value)
{
    char digits[CARE_TERMINAL_COUNT / 2];
    char *to = buffer;
    const int n = snprintf(digits, sizeof digits, "%.0f", round(fabs(value)));
    if (value < 0 && strcmp(digits, "0") != 0) {
        *to++ = '-';
    }
    for (int i = 0; i < n && i < (int)sizeof digits - 1; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            *to++ = ',';
        }
        *to++ = digits[i];
    }
    *to = '\0';
    return buffer;
}
