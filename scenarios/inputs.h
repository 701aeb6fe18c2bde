/** @file  The files of a scenario: the chain of bases and the tables. */
#ifndef CARE_SCENARIOS_INPUTS_H
#define CARE_SCENARIOS_INPUTS_H

#include "scenarios/reader.h"

/** A new input at the end of the list. @p name relative to the scenario's folder. @return NULL when memory has run out */
struct care_input *care_inputs_add(struct care_scenario *scenario, const char *name, const char *shown);

/** The input that names @p base as its base, the deepest base for NULL. @return NULL after the scenario itself */
struct care_input *care_inputs_above(const struct care_scenario *scenario, const struct care_input *base);

/** Loads the main file and every base it leads to; each input knows its base. Faults are reported.
 *  @param is_whole  receives whether all bases could be read
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_FILE when @p path itself cannot be read;
 *          CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_inputs_load_chain(struct care_scenario *scenario, const char *path, bool *is_whole);

/** Loads and checks all tables that are named. @return as above, without CARE_ERROR_FILE */
CARE_NODISCARD int care_inputs_load_tables(struct care_scenario *scenario);

/** Checks the area codes of all tables against the areas table, where it could be read. */
void care_inputs_check_areas(struct care_scenario *scenario);

/** From the bytes of a table to the table, converting if need be.
 *  @param checked  NULL when a fault was reported
 *  @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_inputs_read_table(struct care_arena *arena, struct care_input *input,
                                          const struct care_sheet_spec *spec, bool is_gb18030,
                                          const struct care_sheet_checked **checked);

#endif
