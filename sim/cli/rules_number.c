#include "sim/cli/rules_number.h"

#include "scenarios/numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *mark, *shown;
} senses[] = {
    [CARE_RULES_EQUAL] = {"=", "= "},     [CARE_RULES_ABOUT] = {"~", "≈ "},    [CARE_RULES_AT_LEAST] = {">=", "≥ "},
    [CARE_RULES_MORE_THAN] = {">", "> "}, [CARE_RULES_AT_MOST] = {"<=", "≤ "}, [CARE_RULES_LESS_THAN] = {"<", "< "},
};

/* The sense of the marks at the start of a text; those of two characters first. */
static enum care_rules_sense read_sense(const char **text)
{
    static const enum care_rules_sense order[] = {CARE_RULES_AT_LEAST,  CARE_RULES_AT_MOST, CARE_RULES_MORE_THAN,
                                                  CARE_RULES_LESS_THAN, CARE_RULES_EQUAL,   CARE_RULES_ABOUT};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        const char *mark = senses[order[i]].mark;
        if (strncmp(*text, mark, strlen(mark)) == 0) {
            *text += strlen(mark);
            return order[i];
        }
    }
    return CARE_RULES_EQUAL;
}

static double half_digit_of(const char *text)
{
    const char *point = strchr(text, '.');
    double half = 0.5;
    for (const char *digit = point == NULL ? "" : point + 1; *digit != '\0'; digit++) {
        half /= 10;
    }
    return half;
}

static bool read_range(const char *text, const char *dots, struct care_rules_number *out)
{
    char low[CARE_NUMBERS_TEXT];
    const size_t n = (size_t)(dots - text);
    if (n >= sizeof low) {
        return false;
    }
    memcpy(low, text, n);
    low[n] = '\0';
    *out = (struct care_rules_number){.sense = CARE_RULES_BETWEEN, .half_digit = half_digit_of(low)};
    return care_numbers_read_real(low, &out->low) && care_numbers_read_real(dots + 2, &out->high) &&
           out->low <= out->high;
}

bool care_rules_number_read(const char *text, struct care_rules_number *out)
{
    *out = (struct care_rules_number){.sense = CARE_RULES_NO_NUMBER};
    const char *dots = strstr(text, "..");
    if (text[0] == '\0') {
        return true;
    }
    if (dots != NULL) {
        return read_range(text, dots, out);
    }
    out->sense = read_sense(&text);
    out->half_digit = half_digit_of(text);
    const bool is_number = care_numbers_read_real(text, &out->low);
    out->high = out->low;
    return is_number;
}

/* A bound from below becomes one from above when the scale is turned round. */
static enum care_rules_sense turned(enum care_rules_sense sense)
{
    switch (sense) {
    case CARE_RULES_AT_LEAST:
        return CARE_RULES_AT_MOST;
    case CARE_RULES_AT_MOST:
        return CARE_RULES_AT_LEAST;
    case CARE_RULES_MORE_THAN:
        return CARE_RULES_LESS_THAN;
    case CARE_RULES_LESS_THAN:
        return CARE_RULES_MORE_THAN;
    default:
        return sense;
    }
}

struct care_rules_number care_rules_number_scaled(const struct care_rules_number *number, double factor, double offset)
{
    const bool is_turned = factor < 0;
    return (struct care_rules_number){
        .sense = is_turned ? turned(number->sense) : number->sense,
        .low = (is_turned ? number->high : number->low) * factor + offset,
        .high = (is_turned ? number->low : number->high) * factor + offset,
        .half_digit = number->half_digit * fabs(factor),
    };
}

struct care_rules_number care_rules_number_changed(const struct care_rules_number *number)
{
    struct care_rules_number changed = *number;
    const double most = fabs(number->high);
    const double step = 0.25 * (most > 0 ? most : 4); /* from 0 to 1 */
    const bool is_upper = number->sense == CARE_RULES_AT_MOST || number->sense == CARE_RULES_LESS_THAN;
    changed.high = number->high + (is_upper ? -step : step);
    changed.low = number->sense == CARE_RULES_BETWEEN ? number->high + 0.5 * step : changed.high;
    return changed;
}

bool care_rules_number_met(const struct care_rules_number *number, double found, double slack)
{
    switch (number->sense) {
    case CARE_RULES_NO_NUMBER:
        return true;
    case CARE_RULES_AT_LEAST:
    case CARE_RULES_MORE_THAN:
        return found >= number->low - slack;
    case CARE_RULES_AT_MOST:
    case CARE_RULES_LESS_THAN:
        return found <= number->high + slack;
    case CARE_RULES_EQUAL:
    case CARE_RULES_ABOUT:
    case CARE_RULES_BETWEEN:
        break;
    }
    return found >= number->low - slack && found <= number->high + slack;
}

const char *care_rules_number_text(char buffer[static CARE_RULES_NUMBER_TEXT], const struct care_rules_number *number)
{
    char low[CARE_NUMBERS_TEXT], high[CARE_NUMBERS_TEXT];
    buffer[0] = '\0';
    if (number->sense == CARE_RULES_BETWEEN) {
        (void)snprintf(buffer, CARE_RULES_NUMBER_TEXT, "%s..%s", care_numbers_format(low, number->low),
                       care_numbers_format(high, number->high));
    } else if (number->sense != CARE_RULES_NO_NUMBER) {
        (void)snprintf(buffer, CARE_RULES_NUMBER_TEXT, "%s%s", senses[number->sense].shown,
                       care_numbers_format(low, number->low));
    }
    return buffer;
}
