/** @file  Typed tables of parameters. A model declares its parameters once, as a table of fields over a plain struct;
 *  the scenario reader fills the struct from it, and checks, defaults, help, the resolved echo and provenance follow. */
#ifndef CARE_SIM_FIELDS_H
#define CARE_SIM_FIELDS_H

#include "sim/sheet.h"
#include "sim/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CARE_FIRST_YEAR = 2020, /* of every series and of the model: 1 November 2020 */
    CARE_LAST_YEAR = 2050,
    CARE_N_YEARS = CARE_LAST_YEAR - CARE_FIRST_YEAR + 1
};

/** A number for every year from CARE_FIRST_YEAR on: straight lines between the years given, level outside them. */
struct care_series {
    double value[CARE_N_YEARS];
};

/** The value in force in @p year (clamped to the years of the series). */
double care_series_at(const struct care_series *series, int year);

/** Where a year lies among those that are given: value = (1 - part) * value[before] + part * value[after]. */
struct care_between {
    int before, after; /* index from CARE_FIRST_YEAR; equal outside the years given, and at one of them */
    double part;
};

/** @param given  [CARE_N_YEARS], at least one true;  @param year_index  from CARE_FIRST_YEAR */
struct care_between care_series_between(const bool *given, int year_index);

/** What a policy says of a lever in some districts, from its first year on. Years between those given: straight lines;
 *  after the last: level; before the first the rule does not hold. */
struct care_lever_rule {
    const int32_t *codes; /* [n_codes] of districts; owned by the scenario */
    int n_codes;          /* 0: everywhere */
    bool is_factor;       /* multiplies what held before; else replaces it */
    int first_year;
    struct care_series series;
};

/** A number by year and district: a series for the whole city, and rules on top of it, in order. */
struct care_lever {
    struct care_series city;
    const struct care_lever_rule *rules; /* [n_rules]; owned by the scenario */
    int n_rules;
};

enum { CARE_NO_DISTRICT = 0 }; /* no district has this code: of it a lever says what holds where no rule names one */

/** The value in force in a district and year (clamped to the years of the series). */
double care_lever_at(const struct care_lever *lever, int32_t district_code, int year);

/** What the member at `offset` is, and how it is written in YAML. */
enum care_field_kind {
    CARE_FIELD_BOOL,   /* bool: true, false */
    CARE_FIELD_INT,    /* int: decimal digits only */
    CARE_FIELD_REAL,   /* double: decimal notation; no nan, inf, hexadecimal or unit */
    CARE_FIELD_CHOICE, /* int: index into `choices` */
    CARE_FIELD_SERIES, /* struct care_series: one number, or {year: number, ...} */
    CARE_FIELD_LEVER,  /* struct care_lever: the same in its section; the section `policy` adds rules by district */
    CARE_FIELD_SHEET, /* struct care_sheet *: path of a CSV table, relative to the file that says it; owned by the scenario */
    CARE_FIELD_TEXT /* struct care_text: {zh: ..., en: ...}; the strings are owned by the scenario */
};

/** How sure a figure is; the words of docs/SOURCES.md. */
enum care_confidence {
    CARE_SEEN,     /* read in the source itself */
    CARE_RECALLED, /* from memory of a named publication: check before quoting */
    CARE_DERIVED,  /* computed from figures that are named */
    CARE_ASSUMED,  /* a judgement; has an assumption number in docs/SOURCES.md */
    CARE_CHOSEN    /* a setting of the run, not a fact */
};

/** One parameter. Static data; owns nothing. */
struct care_field {
    const char *name; /* path inside the section, a dot for each nested map: "recovery.mild" */
    enum care_field_kind kind;
    size_t offset;    /* of the member in the section's struct */
    const char *unit; /* UDUNITS ("1", "year", "m2", "yuan"); NULL for text, sheet, bool, choice */
    double min, max;  /* closed range for INT, REAL and every value of SERIES and LEVER: what is accepted */
    double low, high; /* plausible range, the one of docs/SOURCES.md; both 0: none stated */
    double fallback;  /* default of BOOL, INT, REAL, CHOICE, SERIES, LEVER; not used when required */
    bool is_required;
    const char *const *choices;          /* NULL-ended; CHOICE only */
    const struct care_sheet_spec *sheet; /* SHEET only */
    struct care_text doc;
    const char *source; /* anchor in docs/SOURCES.md, e.g. "#recovery" */
    enum care_confidence confidence;
};

/** A section of the scenario file: the parameters of one model. Static data. */
struct care_section {
    const char *name; /* top-level key of the YAML file */
    const struct care_field *fields;
    int n_fields;
    size_t size; /* of the struct the offsets point into */
    struct care_text doc;
};

#endif
