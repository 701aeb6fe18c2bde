#include "sim/cli/rules_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* How deep within brackets, and whether within quotes, after one more character. */
struct nesting {
    int depth;
    bool is_quoted;
};

static void nest(struct nesting *nesting, char c)
{
    if (c == '"') {
        nesting->is_quoted = !nesting->is_quoted;
    } else if (strchr("({[", c) != NULL) {
        nesting->depth++;
    } else if (strchr(")}]", c) != NULL) {
        nesting->depth--;
    }
}

bool care_rules_words_next(const char **at, char *word, size_t size)
{
    struct nesting nesting = {0, false};
    const char *start = *at + strspn(*at, " ");
    const char *end = start;
    while (*end != '\0' && (*end != ' ' || nesting.depth > 0 || nesting.is_quoted)) {
        nest(&nesting, *end++);
    }
    const size_t n = (size_t)(end - start);
    *at = end;
    if (n == 0 || n >= size) {
        return false;
    }
    memcpy(word, start, n);
    word[n] = '\0';
    return true;
}

bool care_rules_words_has(const char *words, const char *word)
{
    char one[CARE_RULES_WORD];
    while (care_rules_words_next(&words, one, sizeof one)) {
        if (strcmp(one, word) == 0) {
            return true;
        }
    }
    return false;
}

int care_rules_words_count(const char *words)
{
    char one[CARE_RULES_WORD];
    int n = 0;
    while (care_rules_words_next(&words, one, sizeof one)) {
        n++;
    }
    return n;
}

int care_rules_words_last_year(const char *text, int otherwise)
{
    int year = otherwise, n_digits = 0;
    for (const char *c = text; *c != '\0'; c++) {
        n_digits = isdigit((unsigned char)*c) ? n_digits + 1 : 0;
        if (n_digits == 4) {
            year = atoi(c - 3);
        }
    }
    return year;
}

bool care_rules_words_is_open(const char *period)
{
    const size_t n = strlen(period);
    return n > 0 && period[n - 1] == '-';
}

/* ---- numbers for reading ---- */

/* Marks as they are printed; those of two characters first. */
static const char *const marks[][2] = {{">=", "≥ "}, {"<=", "≤ "}, {">", "> "}, {"<", "< "},
                                       {"=", "= "},  {"~", "≈ "},  {"..", "–"}};

/* @return how many bytes of @p text the mark at its start takes; 0: none, and @p shown is NULL */
static size_t mark_at(const char *text, const char **shown)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const size_t n = strlen(marks[i][0]);
        if (strncmp(text, marks[i][0], n) == 0) {
            *shown = marks[i][1];
            return n;
        }
    }
    *shown = NULL;
    return 0;
}

/* The digits at the start of @p text, in threes when there are five or more. @return the end of what was written */
static char *write_digits(const char *text, size_t n, char *out)
{
    enum { GROUPED_FROM = 5, GROUP = 3 };
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && n >= GROUPED_FROM && (n - i) % GROUP == 0) {
            *out++ = ',';
        }
        *out++ = text[i];
    }
    return out;
}

const char *care_rules_words_number(char buffer[static CARE_RULES_WORD], const char *value)
{
    enum { LONGEST = 64 }; /* of a value; marks and commas make it no longer than eight times that */
    char *out = buffer;
    const char *at = value;
    bool is_fraction = false;
    while (*at != '\0' && at - value < LONGEST) {
        const char *shown;
        const size_t n_mark = mark_at(at, &shown), n_digits = strspn(at, "0123456789");
        if (shown != NULL) {
            out = stpcpy(out, shown);
            at += n_mark;
        } else if (n_digits > 0 && !is_fraction) {
            out = write_digits(at, n_digits, out);
            at += n_digits;
        } else {
            *out++ = *at++;
        }
        is_fraction = at > value && (at[-1] == '.' && shown == NULL);
    }
    *out = '\0';
    return buffer;
}

struct care_text care_rules_words_unit(const char *unit, char buffer[static CARE_RULES_WORD])
{
    const char *bar = strchr(unit, '|');
    if (bar == NULL || (size_t)(bar - unit) >= CARE_RULES_WORD) {
        return (struct care_text){unit, unit};
    }
    memcpy(buffer, unit, (size_t)(bar - unit));
    buffer[bar - unit] = '\0';
    return (struct care_text){bar + 1, buffer};
}
