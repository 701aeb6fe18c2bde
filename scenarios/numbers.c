/** @file  Numbers as text. */
#include "scenarios/numbers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int care_numbers_begin(struct care_numbers *numbers)
{
    numbers->before = (locale_t)0;
    numbers->c = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    if (numbers->c == (locale_t)0) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    numbers->before = uselocale(numbers->c);
    return CARE_OK;
}

void care_numbers_end(struct care_numbers *numbers)
{
    if (numbers->c == (locale_t)0) {
        return;
    }
    (void)uselocale(numbers->before);
    freelocale(numbers->c);
    numbers->c = (locale_t)0;
}

static const char *after_digits(const char *s)
{
    while (*s >= '0' && *s <= '9') {
        s++;
    }
    return s;
}

/* After "-0" or "-[1-9][0-9]*"; NULL when there is no such thing. */
static const char *after_whole(const char *s)
{
    if (*s == '-') {
        s++;
    }
    if (*s == '0') {
        return s + 1;
    }
    const char *end = after_digits(s);
    return end == s ? NULL : end;
}

static const char *after_fraction(const char *s)
{
    if (*s != '.') {
        return s;
    }
    const char *end = after_digits(s + 1);
    return end == s + 1 ? NULL : end;
}

static const char *after_exponent(const char *s)
{
    if (*s != 'e' && *s != 'E') {
        return s;
    }
    s++;
    if (*s == '-' || *s == '+') {
        s++;
    }
    const char *end = after_digits(s);
    return end == s ? NULL : end;
}

bool care_numbers_read_int(const char *text, double *out)
{
    const char *end = after_whole(text);
    if (end == NULL || *end != '\0') {
        return false;
    }
    const double value = strtod(text, NULL);
    if (fabs(value) > 9007199254740992.0) { /* 2^53: above it a double skips whole numbers */
        return false;
    }
    *out = value == 0 ? 0 : value; /* no minus zero */
    return true;
}

bool care_numbers_read_real(const char *text, double *out)
{
    const char *end = after_whole(text);
    end = end == NULL ? NULL : after_fraction(end);
    end = end == NULL ? NULL : after_exponent(end);
    if (end == NULL || *end != '\0') {
        return false;
    }
    const double value = strtod(text, NULL);
    if (!isfinite(value) || (value == 0 && strcspn(text, "123456789") < strcspn(text, "eE"))) {
        return false; /* too large, or too small to be told from 0 */
    }
    *out = value == 0 ? 0 : value;
    return true;
}

const char *care_numbers_format(char buffer[static CARE_NUMBERS_TEXT], double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        (void)snprintf(buffer, CARE_NUMBERS_TEXT, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value) {
            break;
        }
    }
    return buffer;
}

const char *care_numbers_range(char buffer[static CARE_NUMBERS_RANGE], double min, double max)
{
    char low[CARE_NUMBERS_TEXT], high[CARE_NUMBERS_TEXT];
    (void)snprintf(buffer, CARE_NUMBERS_RANGE, "[%s, %s]", care_numbers_format(low, min),
                   care_numbers_format(high, max));
    return buffer;
}

const char *care_numbers_plausible(char buffer[static CARE_NUMBERS_RANGE], double low, double high)
{
    char from[CARE_NUMBERS_TEXT], to[CARE_NUMBERS_TEXT];
    buffer[0] = '\0';
    if (low != 0 || high != 0) {
        (void)snprintf(buffer, CARE_NUMBERS_RANGE, "%s..%s", care_numbers_format(from, low),
                       care_numbers_format(to, high));
    }
    return buffer;
}

static bool has_leading_zero(const char *text)
{
    const char *s = *text == '-' ? text + 1 : text;
    return s[0] == '0' && s[1] >= '0' && s[1] <= '9';
}

struct care_text care_numbers_hint(const char *text)
{
    if (text[0] == '\0') {
        return (struct care_text){"", ""};
    }
    if (has_leading_zero(text)) {
        return (struct care_text){"; write it without leading zeros", "；不要写前导零"};
    }
    if (strchr(text, '%') != NULL || strstr(text, "‰") != NULL || strstr(text, "％") != NULL) {
        return (struct care_text){"; write a share as a fraction, 60 % as 0.6", "；比例请写成小数，如 60% 写作 0.6"};
    }
    if (strstr(text, "\xEF\xBC") != NULL) { /* U+FF00 to U+FF3F: full-width digits and marks */
        return (struct care_text){"; it has full-width characters", "；含有全角字符，请改用半角"};
    }
    if (strpbrk(text, "_,") != NULL) {
        return (struct care_text){"; write digits without separators", "；数字中不要加分隔符"};
    }
    if (text[0] == '+' || text[0] == '.' || strstr(text, ".e") != NULL || text[strlen(text) - 1] == '.') {
        return (struct care_text){"; write it like 0.5", "；请写成 0.5 的形式"};
    }
    if (after_digits(text) != text) {
        return (struct care_text){"; write the number alone, without unit or other characters",
                                  "；只写数字，不带单位或其他字符"};
    }
    return (struct care_text){"", ""};
}
