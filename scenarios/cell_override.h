/** @file  Cells of tables that the command line changes: "allowances.table[item=L13-80].yuan" = "120". */
#ifndef CARE_SCENARIOS_CELL_OVERRIDE_H
#define CARE_SCENARIOS_CELL_OVERRIDE_H

#include "scenarios/reader.h"

/** Changes the cells that an expression names, in every row that matches. To be called once the tables are read, before they
 *  are checked against each other. Needs numbers begun (numbers.h).
 *  @param input  the command line
 *  @return CARE_OK, though faults may have been reported; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_cell_override_apply(struct care_scenario *scenario, struct care_input *input,
                                            const struct care_override *override);

#endif
