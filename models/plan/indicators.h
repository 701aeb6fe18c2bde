/** @file  Section `scorecard` of the scenario: the indicators of a plan, as a table, and the values a user declares.
 *  Source  docs/SOURCES.md#scorecard; the rows name the rules they come from (docs/plans.md). */
#ifndef CARE_MODELS_PLAN_INDICATORS_H
#define CARE_MODELS_PLAN_INDICATORS_H

#include "sim/fields.h"
#include "sim/sheet.h"

/** One indicator a row. */
enum care_indicators_column {
    CARE_INDICATORS_ID, /* text key: the id of the rule it scores, "TJ-038"; a letter follows where one rule has two */
    CARE_INDICATORS_NUMBER,      /* text: where it stands in the document, "T1 #7"; "" in the running text */
    CARE_INDICATORS_RULES,       /* text: ids of all rules it scores, blank-separated */
    CARE_INDICATORS_NAME_ZH,     /* text */
    CARE_INDICATORS_NAME_EN,     /* text */
    CARE_INDICATORS_NUMERATOR,   /* text: a measure; "" where basis is declared: the value itself is declared */
    CARE_INDICATORS_DENOMINATOR, /* text: a measure; "": none */
    CARE_INDICATORS_UNIT, /* text: "%" (thresholds as shares, shown in per cent); else Chinese, a blank, English: "张 beds" */
    CARE_INDICATORS_OPERATOR,       /* enum care_indicators_operator */
    CARE_INDICATORS_THRESHOLD,      /* in base units: 0.6 for 60 % */
    CARE_INDICATORS_THRESHOLD_HIGH, /* of `between`; else equal to the threshold or empty */
    CARE_INDICATORS_YEAR,           /* due at the end of it, read at 1 November; kept as a floor afterwards */
    CARE_INDICATORS_ATTRIBUTE,      /* enum care_indicators_attribute */
    CARE_INDICATORS_BASIS,          /* enum care_indicators_basis */
    CARE_INDICATORS_SCOPE,          /* enum care_indicators_scope */
    CARE_INDICATORS_NOTE_ZH,        /* text: definition, choice among conflicting readings */
    CARE_INDICATORS_NOTE_EN,        /* text */
    CARE_N_INDICATORS_COLUMNS
};

enum care_indicators_operator {
    CARE_AT_LEAST,
    CARE_MORE_THAN,
    CARE_AT_MOST,
    CARE_LESS_THAN,
    CARE_EXACTLY, /* to the last digit of the threshold as it is usually rounded: within 0.5 % */
    CARE_BETWEEN,
    CARE_N_OPERATORS
};

/** 约束性, 预期性, 倡导性, and what stands in the text only. */
enum care_indicators_attribute { CARE_BINDING, CARE_EXPECTED, CARE_ADVOCATED, CARE_TEXT_ONLY, CARE_N_ATTRIBUTES };

/** What a value rests on. */
enum care_indicators_basis {
    CARE_BASIS_SIMULATED, /* people and their care */
    CARE_BASIS_SUPPLY,    /* what the scenario says there is */
    CARE_BASIS_DECLARED,  /* told by the user; without it there is no data */
    CARE_N_BASES
};

/** Whom the threshold binds. */
enum care_indicators_scope {
    CARE_SCOPE_WHOLE,         /* the jurisdiction as a whole; districts have values, no verdict */
    CARE_SCOPE_DISTRICTS_TOO, /* the whole, and the same threshold for every district */
    CARE_SCOPE_EACH,          /* every district: the value of the whole is that of the worst */
    CARE_N_SCOPES
};

/** Values that are told, not computed: for declared indicators, and figures of the base year. A value holds until the next
 *  year that is given. */
enum care_indicators_declared_column {
    CARE_DECLARED_INDICATOR, /* text: id of an indicator or of a rule */
    CARE_DECLARED_AREA,      /* code of the city or a district */
    CARE_DECLARED_YEAR,
    CARE_DECLARED_VALUE, /* in base units */
    CARE_N_DECLARED_COLUMNS
};

/** The districts a plan is for; all of the areas table where there is no such table. */
enum care_indicators_jurisdiction_column { CARE_JURISDICTION_AREA, CARE_N_JURISDICTION_COLUMNS };

extern const struct care_sheet_spec care_indicators_sheet, care_indicators_declared_sheet,
    care_indicators_jurisdiction_sheet;

/** Section `scorecard`. Sheets owned by the scenario, each may be NULL. */
struct care_indicators_parameters {
    struct care_text plan;    /* name of the plan */
    struct care_sheet *table; /* NULL: nothing is scored */
    struct care_sheet *declared;
    struct care_sheet *jurisdiction;
};
extern const struct care_section care_indicators_section;

#endif
