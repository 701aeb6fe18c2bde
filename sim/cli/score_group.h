/** @file  The plan that scenarios are scored by, to and from the group /scorecard of a run file: its indicators, the
 *  districts it is for, and what each scenario declares. */
#ifndef CARE_SIM_CLI_SCORE_GROUP_H
#define CARE_SIM_CLI_SCORE_GROUP_H

#include "models/plan/indicators.h"
#include "output/run_scorecard.h"
#include "scenarios/sheet_file.h"

struct care_score_group; /* owns the texts */

/** For care_run_facts.
 *  @param plans  [n] one of each scenario; those with a table agree in table and jurisdiction
 *  @param names  [n] of the scenarios; borrowed
 *  @param out    NULL when no plan has a table
 *  @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_score_group_create(const struct care_indicators_parameters *const *plans,
                                           const char *const *names, int n, struct care_score_group **out);
void care_score_group_free(struct care_score_group *group);
/** NULL for NULL. */
const struct care_run_scorecard *care_score_group_tables(const struct care_score_group *group);

/** The tables of a plan read from a file. Owns them; starts as {0}. */
struct care_score_group_sheets {
    struct care_sheet_file *table, *declared, *jurisdiction; /* NULL: the file has none */
};

/** @param path      of the file, for messages
 *  @param scenario  whose declared values are wanted
 *  @return CARE_OK; CARE_ERROR_INPUT with the faults in @p list; CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_score_group_read(const struct care_run_read *run, const char *path, const char *scenario,
                                         struct care_diagnostics *list, struct care_score_group_sheets *out);
void care_score_group_free_sheets(struct care_score_group_sheets *sheets);

#endif
