/** @file  Copies a folder of tables and scenarios into UTF-8, for files saved as GB18030 or GBK. */
#ifndef CARE_SCENARIOS_CONVERT_H
#define CARE_SCENARIOS_CONVERT_H

#include "sim/diagnostics.h"

/** Copies every .csv, .yaml and .yml file under @p from, folders included, to the same place under @p to. What is
 *  UTF-8 already is copied byte for byte. Nothing is ever overwritten: @p to must be absent or an empty folder, and may
 *  not lie inside @p from. All files are converted in memory before the first is written.
 *  @param list  receives every fault found, and a warning for each file that was converted
 *  @return CARE_OK; CARE_ERROR_INPUT (a file is in neither encoding, no file, @p to is in use); CARE_ERROR_FILE
 *          (reading or writing failed); CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_convert_folder(const char *from, const char *to, struct care_diagnostics *list);

#endif
