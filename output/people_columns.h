/** @file  What can be told of a single person: the columns of a person table as its descriptors have them, without the
 *  engine's own, packed ones by their parts, and what follows from where a row lies. */
#ifndef CARE_OUTPUT_PEOPLE_COLUMNS_H
#define CARE_OUTPUT_PEOPLE_COLUMNS_H

#include "sim/diagnostics.h"
#include "sim/table.h"

/** What follows from the row: always offered, except for the last where the table has no links. */
enum care_people_derived {
    CARE_PEOPLE_DERIVED_KEY, /* always chosen */
    CARE_PEOPLE_DERIVED_AGE_YEARS,
    CARE_PEOPLE_DERIVED_AREA,
    CARE_PEOPLE_DERIVED_DISTRICT,
    CARE_PEOPLE_DERIVED_PARTNER_KEY,
    CARE_N_PEOPLE_DERIVED
};

enum { CARE_PEOPLE_COLUMNS_MAX = 64 };

/** One column of a file of people. */
struct care_people_chosen {
    struct care_column column; /* as it is shown: of the table, of a part of it, or of what follows from the row */
    int in_table;              /* index among the table's columns; -1: follows from the row */
    const struct care_column_part *part; /* static: the bits of the table's column that are shown; NULL: all of it */
    enum care_people_derived derived;    /* where in_table is -1 */
};

/** What was asked for. All borrowed. */
struct care_people_wish {
    const char *names;       /* "sex,level,..."; NULL: all that is offered */
    struct care_place place; /* where the names were given, for messages */
    /** The nearest of a NULL-ended list of names, as care_nearest_of(); may be NULL where @p names is. */
    const char *(*nearest)(const char *name, const char *const *known);
};

/** Plain data: derived columns first, then those of the table with their parts, each in their order, however they were
 *  asked for. */
struct care_people_choice {
    struct care_people_chosen chosen[CARE_PEOPLE_COLUMNS_MAX];
    int n;
};

/** Chooses by name.
 *  @param columns  [n_columns] descriptors of the table, static, of which at most CARE_PEOPLE_COLUMNS_MAX are offered
 *  @return CARE_OK; CARE_ERROR_INPUT for a name that is unknown, empty, given twice or that of a column shown by its
 *          parts only: each is added to @p list */
CARE_NODISCARD int care_people_columns_choose(const struct care_column *columns, int n_columns,
                                              const struct care_people_wish *wish, struct care_diagnostics *list,
                                              struct care_people_choice *out);

#endif
