#include "sim/cli/rules_expect.h"

#include "scenarios/numbers.h"

#include <math.h>

static double offset_of(const struct care_rule *rule)
{
    return isnan(rule->offset) ? 0 : rule->offset;
}

/* Of a rule that is covered in part, factor 0 says that its number belongs to the other part; the note says so. */
static bool is_elsewhere(const struct care_rule *rule)
{
    return rule->computable != CARE_RULES_YES && rule->factor == 0;
}

/* There is no number of the rule to compare with: at most the offset, a word or a switch that it asks for. */
static bool is_of_offset(const struct care_rule *rule)
{
    return rule->number.sense == CARE_RULES_NO_NUMBER || is_elsewhere(rule);
}

struct care_rules_number care_rules_expect_number(const struct care_rule *rule)
{
    if (!is_of_offset(rule)) {
        return care_rules_number_scaled(&rule->number, rule->factor, offset_of(rule));
    }
    const enum care_rules_sense sense = isnan(rule->offset) ? CARE_RULES_NO_NUMBER : CARE_RULES_EQUAL;
    return (struct care_rules_number){sense, rule->offset, rule->offset, 0};
}

static double slack_of(const struct care_rule *rule, const struct care_rules_number *number,
                       enum care_rules_nearness nearness)
{
    const double of_arithmetic = 1e-9, size = fmax(fabs(number->low), fabs(number->high));
    if (rule->tolerance > 0) {
        return rule->tolerance * size;
    }
    return of_arithmetic * fmax(1, size) + (nearness == CARE_RULES_TO_THE_DIGIT ? number->half_digit : 0);
}

void care_rules_expect(struct care_rules_report *report, const struct care_rule *rule, struct care_text what,
                       double found, enum care_rules_nearness nearness)
{
    char expected_text[CARE_RULES_NUMBER_TEXT], changed_text[CARE_RULES_NUMBER_TEXT], found_text[CARE_NUMBERS_TEXT];
    const struct care_rules_number number = care_rules_expect_number(rule);
    const double slack = slack_of(rule, &number, nearness);
    const char *expected = care_rules_number_text(expected_text, &number);
    if (!care_rules_number_met(&number, found, slack)) {
        care_rules_report_fail(report, rule, "%s: expected %s, found %s%.0s", "%.0s应为 %s，实为 %s（%s）", what.en,
                               expected, care_numbers_format(found_text, found), what.zh);
        return;
    }
    struct care_rules_number changed = care_rules_number_changed(&rule->number);
    changed = care_rules_number_scaled(&changed, rule->factor, offset_of(rule));
    if (!is_of_offset(rule) && care_rules_number_met(&changed, found, slack)) {
        care_rules_report_fail(report, rule, "%s: found %s would do for %s as well as for %s%.0s",
                               "%.0s实为 %s，对 %s 与对 %s 同样成立（%s）", what.en,
                               care_numbers_format(found_text, found), care_rules_number_text(changed_text, &changed),
                               expected, what.zh);
    }
}
