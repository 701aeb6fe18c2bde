#include "sim/cli/score_words.h"

#include "sim/cli/terminal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct care_text care_score_words_attribute(enum care_indicators_attribute attribute)
{
    static const struct care_text words[CARE_N_ATTRIBUTES] = {
        [CARE_BINDING] = {"binding", "约束性"},
        [CARE_EXPECTED] = {"expected", "预期性"},
        [CARE_ADVOCATED] = {"advocated", "倡导性"},
        [CARE_TEXT_ONLY] = {"in the text only", "仅见于正文"},
    };
    return words[attribute];
}

struct care_text care_score_words_basis(enum care_indicators_basis basis)
{
    static const struct care_text words[CARE_N_BASES] = {
        [CARE_BASIS_SIMULATED] = {"simulated", "模拟"},
        [CARE_BASIS_SUPPLY] = {"supply", "供给"},
        [CARE_BASIS_DECLARED] = {"declared", "申报"},
    };
    return words[basis];
}

struct care_text care_score_words_verdict(enum care_scorecard_verdict verdict)
{
    switch (verdict) {
    case CARE_VERDICT_MET:
        return (struct care_text){"met", "达标"};
    case CARE_VERDICT_MISSED:
        return (struct care_text){"missed", "未达"};
    case CARE_VERDICT_NO_DATA:
        return (struct care_text){"no data", "无数据"};
    default:
        return (struct care_text){"n/a", "不适用"};
    }
}

const char *care_score_words_mark(enum care_scorecard_verdict verdict)
{
    switch (verdict) {
    case CARE_VERDICT_MET:
        return "✓";
    case CARE_VERDICT_MISSED:
        return "✗";
    case CARE_VERDICT_NO_DATA:
        return "?";
    default:
        return "·";
    }
}

const char *care_score_words_number(const struct care_sheet *table, int row)
{
    const char *number = care_sheet_text(table, CARE_INDICATORS_NUMBER, row);
    return number[0] != '\0' ? number : care_sheet_text(table, CARE_INDICATORS_ID, row);
}

static bool is_share(const struct care_sheet *table, int row)
{
    return strcmp(care_sheet_text(table, CARE_INDICATORS_UNIT, row), "%") == 0;
}

/* Chinese, a blank, English. */
static struct care_text split(const char *unit, char zh[static CARE_SCORE_WORDS_BYTES])
{
    const char *blank = strchr(unit, ' ');
    (void)snprintf(zh, CARE_SCORE_WORDS_BYTES, "%.*s", blank == NULL ? (int)strlen(unit) : (int)(blank - unit), unit);
    return (struct care_text){blank == NULL ? unit : blank + 1, zh};
}

const char *care_score_words_name(char buffer[static CARE_SCORE_WORDS_NAME_BYTES], const struct care_sheet *table,
                                  int row)
{
    char zh[CARE_SCORE_WORDS_BYTES];
    const struct care_text name = {care_sheet_text(table, CARE_INDICATORS_NAME_EN, row),
                                   care_sheet_text(table, CARE_INDICATORS_NAME_ZH, row)};
    const struct care_text unit = split(care_sheet_text(table, CARE_INDICATORS_UNIT, row), zh);
    if (is_share(table, row) || unit.en[0] == '\0') {
        return care_text_format(buffer, CARE_SCORE_WORDS_NAME_BYTES, "%s", "%s", care_text_shown(name));
    }
    return care_text_format(buffer, CARE_SCORE_WORDS_NAME_BYTES, "%s (%s)", "%s（%s）", care_text_shown(name),
                            care_text_shown(unit));
}

/* Digits after the point: the usual ones, or as many as it takes to see what is missing. */
static int decimals_of(double gap, int usual)
{
    enum { MOST = 8 };
    int decimals = usual;
    for (double step = 0.5 * pow(10, -usual); gap < 0 && -gap < step && decimals < MOST; step /= 10) {
        decimals++;
    }
    return decimals;
}

/* Without a unit: whole numbers as such, large ones in groups of three. */
static const char *plain(char buffer[static CARE_SCORE_WORDS_BYTES], double value, double gap)
{
    if (fabs(value) >= 1000 || value == floor(value)) {
        return care_terminal_count(buffer, value);
    }
    (void)snprintf(buffer, CARE_SCORE_WORDS_BYTES, "%.*f", decimals_of(gap, 2), value);
    return buffer;
}

static double threshold_of(const struct care_sheet *table, int row)
{
    return care_sheet_number(table, CARE_INDICATORS_THRESHOLD, row);
}

const char *care_score_words_value(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table, int row,
                                   double value, double gap)
{
    if (isnan(value)) {
        return "-";
    }
    if (!is_share(table, row)) {
        return plain(buffer, value, gap);
    }
    (void)snprintf(buffer, CARE_SCORE_WORDS_BYTES, "%.*f%%", decimals_of(100 * gap, 1), 100 * value);
    return buffer;
}

/* "60%", "32.6%" */
static const char *threshold_text(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table, int row,
                                  double threshold)
{
    if (!is_share(table, row)) {
        return plain(buffer, threshold, 0);
    }
    (void)snprintf(buffer, CARE_SCORE_WORDS_BYTES, "%.10g%%", 100 * threshold);
    return buffer;
}

const char *care_score_words_target(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table, int row)
{
    static const char *const signs[CARE_N_OPERATORS] = {
        [CARE_AT_LEAST] = "≥",  [CARE_MORE_THAN] = ">", [CARE_AT_MOST] = "≤",
        [CARE_LESS_THAN] = "<", [CARE_EXACTLY] = "=",   [CARE_BETWEEN] = "",
    };
    char low[CARE_SCORE_WORDS_BYTES], high[CARE_SCORE_WORDS_BYTES] = "";
    const int sign = care_sheet_int(table, CARE_INDICATORS_OPERATOR, row);
    const char *to = sign == CARE_BETWEEN ? "~" : "";
    if (sign == CARE_BETWEEN) {
        (void)threshold_text(high, table, row, care_sheet_number(table, CARE_INDICATORS_THRESHOLD_HIGH, row));
    }
    (void)snprintf(buffer, CARE_SCORE_WORDS_BYTES, "%s%.28s%s%.28s", signs[sign],
                   threshold_text(low, table, row, threshold_of(table, row)), to, high);
    return buffer;
}

const char *care_score_words_gap(char buffer[static CARE_SCORE_WORDS_BYTES], const struct care_sheet *table, int row,
                                 double gap)
{
    char number[CARE_SCORE_WORDS_BYTES];
    if (isnan(gap)) {
        return "-";
    }
    const double size = is_share(table, row) ? 100 * gap : gap;
    if (is_share(table, row)) {
        (void)snprintf(number, sizeof number, "%.*f", decimals_of(size, 1), fabs(size));
    } else {
        (void)plain(number, fabs(size), size);
    }
    (void)snprintf(buffer, CARE_SCORE_WORDS_BYTES, "%s%.62s", gap < 0 ? "-" : "+", number);
    return buffer;
}
