/** @file  The table of all rules of the plans, scenarios/rules.csv, and that of their conflicts, conflicts.csv beside it. */
#ifndef CARE_SIM_CLI_RULES_TABLE_H
#define CARE_SIM_CLI_RULES_TABLE_H

#include "scenarios/sheet_file.h"
#include "sim/cli/rules_number.h"

#include <limits.h>

/** A plan: the document of one jurisdiction. Static data. */
struct care_rules_plan {
    const char *prefix; /* of its ids: "TJ" */
    const char *folder; /* below scenarios/ */
    int n_rules;        /* its ids run from 1 to this without a gap */
    struct care_text name;
};
enum { CARE_N_RULES_PLANS = 5 };
extern const struct care_rules_plan care_rules_table_plans[CARE_N_RULES_PLANS];

enum care_rules_attribute {
    CARE_RULES_NO_ATTRIBUTE,
    CARE_RULES_BINDING,
    CARE_RULES_EXPECTED,
    CARE_RULES_ADVOCATED,
    CARE_N_RULES_ATTRIBUTES
};
enum care_rules_computable { CARE_RULES_YES, CARE_RULES_PARTLY, CARE_RULES_NO, CARE_N_RULES_COMPUTABLE };

/** What of the program a rule lives in. */
enum care_rules_home {
    CARE_RULES_INDICATOR, /* scored: `where` is an indicator of the plan */
    CARE_RULES_STOCK,     /* a published figure that the model reproduces: `output` */
    CARE_RULES_FORECAST,  /* an official forecast, shown beside the model's figure */
    CARE_RULES_DECLARED,  /* a published figure of the plan's declared.csv: `where` is its indicator or rule */
    CARE_RULES_PARAMETER, /* `where` are settings, `output` moves with them */
    CARE_RULES_TABLE,     /* the same of cells of tables */
    CARE_RULES_OUTSIDE,   /* not of this program: the note says why */
    CARE_N_RULES_HOMES
};

/** One rule. Texts are owned by the table. */
struct care_rule {
    int line;
    const struct care_rules_plan *plan;
    const char *id;
    int topic; /* index into care_rules_table_topics */
    enum care_rules_attribute attribute;
    const char *year; /* as written: "2021-2025" */
    const char *value;
    struct care_rules_number number; /* of it */
    const char *unit;                /* "人|persons", or the same in both languages */
    enum care_rules_computable computable;
    struct care_text title;
    enum care_rules_home home;
    const char *where;
    const char *scenario; /* below scenarios/; "": the plan's baseline.yaml */
    double factor, offset;
    const char *probe;  /* values to change `where` to, in its order; "-", or none: the usual ones */
    const char *with;   /* key=value of both runs */
    int until;          /* last year of the runs */
    const char *output; /* a measure; or "refused": input that breaks the rule is not taken */
    double tolerance;   /* relative; 0: to the last digit written */
    const char *also, *conflict;
    struct care_text note;
};

/** One conflict of the documents. */
struct care_rules_conflict {
    int line;
    const char *id, *rules, *parameter;
    struct care_text title, readings, chosen;
};

struct care_rules_table; /* owns both tables */

/** @param path  of rules.csv; the conflicts are read from conflicts.csv in the same folder
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list; CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_rules_table_read(const char *path, struct care_diagnostics *list,
                                         struct care_rules_table **out);
void care_rules_table_free(struct care_rules_table *table);

/** @param n  receives how many */
const struct care_rule *care_rules_table_rules(const struct care_rules_table *table, int *n);
const struct care_rules_conflict *care_rules_table_conflicts(const struct care_rules_table *table, int *n);
const char *care_rules_table_path(const struct care_rules_table *table);

/** Whether the reader of the input enforces the rule. */
bool care_rules_table_is_enforced(const struct care_rule *rule);

/** The path of a file of a folder beside the table (""; the same folder). @return false when it is too long for @p path */
bool care_rules_table_file(const struct care_rules_table *table, const char *folder, const char *name,
                           char path[static PATH_MAX]);
/** The path of a rule's scenario file. @return false when it is too long for @p path */
bool care_rules_table_scenario(const struct care_rules_table *table, const struct care_rule *rule,
                               char path[static PATH_MAX]);

/** Words of the columns of choices, NULL-ended, and how they are shown. */
extern const char *const care_rules_table_topics[], *const care_rules_table_homes[],
                                                        *const care_rules_table_computables[];
struct care_text care_rules_table_topic(int topic);
struct care_text care_rules_table_attribute(enum care_rules_attribute attribute);
struct care_text care_rules_table_home(enum care_rules_home home);
struct care_text care_rules_table_computable(enum care_rules_computable computable);

#endif
