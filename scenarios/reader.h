/** @file  What the parts of the reader share: a scenario while it is being read. Private to this folder and its tests.
 *  Also reads from memory, without files, for fuzzing. */
#ifndef CARE_SCENARIOS_READER_H
#define CARE_SCENARIOS_READER_H

#include "scenarios/bytes.h"
#include "scenarios/faults.h"
#include "scenarios/scenario.h"
#include "scenarios/yaml.h"

enum { CARE_READER_MAX_BASES = 16 };

/** One file of a scenario, or the command line. */
struct care_input {
    struct care_input *next;
    const char *shown; /* path as the user can open it */
    const char *name;  /* the same relative to the scenario's folder: what provenance may hold */
    struct care_faults faults;
    struct care_bytes bytes;
    const char *sha256;
    int n_rows;                        /* of a table */
    const struct care_yaml_node *root; /* of YAML; NULL when it could not be read */
    const struct care_input *base;     /* named by `base:` */
    bool is_common;                    /* `common: true`: values that packs share, no scenario of its own */
};

/** One entry of the policy, on top of a lever or series. */
struct care_setting_rule {
    int number;       /* among all entries in the order in which they act, from 1 */
    const char *text; /* "[120101, 河西区] set {2025: 0.6}", for provenance */
    const struct care_input *input;
    int line, column;
};

/** Cells of a table that the command line has changed. */
struct care_setting_cells {
    struct care_setting_cells *next;
    const char *path, *value; /* as given: "allowances.table[item=L13-80].yuan", "120" */
    const char *unit, *range; /* of the column; "" where none */
    const struct care_input *input;
};

/** A file of a table: the table itself, or rows that stand in place of its rows of the same areas (`own`). */
struct care_setting_table {
    struct care_setting_table *next; /* own rows on top of it */
    const char *path;                /* as written */
    bool is_gb18030;                 /* to be converted */
    struct care_input *by;           /* that names it, there: */
    int line, column;
    struct care_input *input;                 /* its file, once loaded */
    const struct care_sheet_checked *checked; /* the file by itself, once read without fault */
};

/** One field of one section: its member in memory and who set it. */
struct care_setting {
    const struct care_section *section;
    const struct care_field *field;
    const char *key; /* "mortality.factor_male" */
    void *member;
    const char *value;        /* as text, for provenance */
    struct care_input *input; /* that set it; NULL: the default holds */
    int line, column;
    struct care_setting_rule *rules; /* [n_rules] of LEVER and SERIES */
    int n_rules;
    struct care_setting_table *tables;        /* of SHEET: the table, then its own rows; NULL: none */
    const struct care_sheet_checked *checked; /* of SHEET: all of them in one, once read without fault */
    struct care_setting_cells *cells;         /* of SHEET: changed since, in order; NULL: none */
};

/** Everything belongs to `arena`, the scenario itself apart. */
struct care_scenario {
    struct care_arena arena;
    const struct care_section *const *sections;
    int n_sections;
    void **structs;                /* [n_sections] */
    struct care_setting *settings; /* [n_settings] in the order of the sections */
    int n_settings;
    const char *folder;              /* of the scenario file, with its last slash; "" for the working folder */
    struct care_input *inputs;       /* main file, bases, command line, tables */
    struct care_input *command_line; /* NULL when it changes nothing */
    struct care_diagnostics *list;
    struct care_text title;
    struct care_provenance provenance;
};

/** Closes the faults of all inputs. @return @p status, or what memory and faults make of it */
CARE_NODISCARD int care_reader_conclude(struct care_scenario *scenario, int status);

/** Checks a YAML text as a scenario file of its own; no base and no table is read.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_reader_check_yaml(const char *data, size_t size, const struct care_section *const *sections,
                                          int n_sections, struct care_diagnostics *list);
/** Checks a CSV text against a table's description.
 *  @return CARE_OK, CARE_ERROR_INPUT, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_reader_check_csv(const char *data, size_t size, const struct care_sheet_spec *spec,
                                         bool is_gb18030, struct care_diagnostics *list);

#endif
