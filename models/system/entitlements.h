/** @file  Who is entitled to something, as data: rows of a table, each a set of conditions that must all hold; rows of one
 *  item are alternatives, and who fits several is counted once.
 *  Source  the tables that use it (services, allowances) name the rule they come from. */
#ifndef CARE_MODELS_SYSTEM_ENTITLEMENTS_H
#define CARE_MODELS_SYSTEM_ENTITLEMENTS_H

#include "models/system/profiles.h"
#include "sim/diagnostics.h"
#include "sim/sheet.h"

/** One set of conditions. -1: does not matter. */
struct care_entitlement {
    int first_band, last_band; /* of age, both included */
    uint8_t reliefs;           /* bit r: enum care_relief r will do */
    uint8_t certificates;      /* bit c: enum care_certificate c will do */
    uint8_t levels;            /* bit l */
    int8_t late_dementia, bereaved, insured, veteran, local, rural, special, alone, in_home;
};

/** Everybody: what a row without a condition says. */
extern const struct care_entitlement care_entitlements_of_all;

bool care_entitlements_holds(const struct care_entitlement *conditions, const struct care_profile *who);

/** Columns that a table of entitlements has beside its own, one after the other. All optional; missing or empty: does not
 *  matter. `from` and `to` are included, `below` is not; ages are ends of bands (60, 65 .. 100). */
enum care_entitlements_column {
    CARE_ENTITLED_AGE_FROM,
    CARE_ENTITLED_AGE_BELOW,
    CARE_ENTITLED_RELIEF_FROM,
    CARE_ENTITLED_RELIEF_TO,
    CARE_ENTITLED_CERTIFICATE_FROM,
    CARE_ENTITLED_LEVEL_FROM,
    CARE_ENTITLED_LEVEL_TO,
    CARE_ENTITLED_LATE_DEMENTIA, /* from here on any, no or yes */
    CARE_ENTITLED_BEREAVED,
    CARE_ENTITLED_INSURED,
    CARE_ENTITLED_VETERAN,
    CARE_ENTITLED_LOCAL_HUKOU,
    CARE_ENTITLED_RURAL,
    CARE_ENTITLED_SPECIAL,
    CARE_ENTITLED_ALONE,
    CARE_ENTITLED_IN_HOME,
    CARE_N_ENTITLEMENT_COLUMNS
};

/** Reads the conditions of a row; @p first is the index of the first of these columns in the table.
 *  Ages inside a band and conditions that nobody can meet are faults: they go to @p list with file and line. */
struct care_entitlement care_entitlements_read(const struct care_sheet *sheet, int first, int row,
                                               struct care_diagnostics *list);

/** Persons of a list who fit any of the alternatives. */
int64_t care_entitlements_persons(const struct care_entitlement *alternatives, int n,
                                  const struct care_profile_count *list, int n_list);

/* The words of the columns, NULL-ended; and the columns themselves, for a table's list of columns. */
extern const char *const care_entitlements_reliefs[],
    *const care_entitlements_certificates[], *const care_entitlements_levels[], *const care_entitlements_answers[];

#define CARE_ENTITLEMENTS_AGE(column, most, none, en, zh)                                                \
    {                                                                                                    \
        .name = column, .kind = CARE_SHEET_INT, .unit = "year", .min = CARE_FIRST_CARE_AGE, .max = most, \
        .is_optional = true, .fallback = none, .doc = {                                                  \
            en,                                                                                          \
            zh                                                                                           \
        }                                                                                                \
    }
#define CARE_ENTITLEMENTS_CHOICE(column, words, none, en, zh)                                                        \
    {                                                                                                                \
        .name = column, .kind = CARE_SHEET_CHOICE, .choices = words, .is_optional = true, .fallback = none, .doc = { \
            en,                                                                                                      \
            zh                                                                                                       \
        }                                                                                                            \
    }
#define CARE_ENTITLEMENTS_ANSWER(column, en, zh) CARE_ENTITLEMENTS_CHOICE(column, care_entitlements_answers, 0, en, zh)
#define CARE_ENTITLEMENTS_COLUMNS                                                                                   \
    CARE_ENTITLEMENTS_AGE("age_from", 100, CARE_FIRST_CARE_AGE, "from this age on", "起始年龄（含）"),              \
        CARE_ENTITLEMENTS_AGE("age_below", 150, 150, "younger than this; 150: no limit",                            \
                              "年龄上限（不含），150 为不限"),                                                      \
        CARE_ENTITLEMENTS_CHOICE("relief_from", care_entitlements_reliefs, CARE_NO_RELIEF, "this relief or higher", \
                                 "救助类别不低于"),                                                                 \
        CARE_ENTITLEMENTS_CHOICE("relief_to", care_entitlements_reliefs, CARE_DESTITUTE, "this relief or lower",    \
                                 "救助类别不高于"),                                                                 \
        CARE_ENTITLEMENTS_CHOICE("certificate_from", care_entitlements_certificates, CARE_NO_CERTIFICATE,           \
                                 "this certificate of disability or a graver one", "残疾人证不低于"),               \
        CARE_ENTITLEMENTS_CHOICE("level_from", care_entitlements_levels, 0, "this level of disability or worse",    \
                                 "失能等级不低于"),                                                                 \
        CARE_ENTITLEMENTS_CHOICE("level_to", care_entitlements_levels, CARE_N_LEVELS - 1,                           \
                                 "this level of disability or better", "失能等级不高于"),                           \
        CARE_ENTITLEMENTS_ANSWER("late_dementia", "moderate or severe dementia", "中度或重度失智"),                 \
        CARE_ENTITLEMENTS_ANSWER("bereaved", "the only child died or is disabled", "计划生育特殊家庭"),             \
        CARE_ENTITLEMENTS_ANSWER("insured", "employees' medical insurance, hence LTCI", "职工医保（长护险）"),      \
        CARE_ENTITLEMENTS_ANSWER("veteran", "special care as a veteran or kin", "优抚对象"),                        \
        CARE_ENTITLEMENTS_ANSWER("local_hukou", "registered in the city", "本市户籍"),                              \
        CARE_ENTITLEMENTS_ANSWER("rural", "lives in a village", "居住在农村"),                                      \
        CARE_ENTITLEMENTS_ANSWER("special", "in special difficulty", "特殊困难老年人"),                             \
        CARE_ENTITLEMENTS_ANSWER("alone", "lives alone", "独居"),                                                   \
        CARE_ENTITLEMENTS_ANSWER("in_home", "lives in a home", "入住养老机构")

#endif
