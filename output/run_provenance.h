/** @file  Writes where a run came from: root attributes, group /provenance and, when asked for, group /run_record.
 *  Private to output/. */
#ifndef CARE_OUTPUT_RUN_PROVENANCE_H
#define CARE_OUTPUT_RUN_PROVENANCE_H

#include "output/hdf.h"
#include "output/run_file.h"

/** The attributes of the file itself, after CF-1.10. @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_provenance_root(struct care_hdf *hdf, const struct care_run_facts *facts);

/** Group /provenance: texts by scenario, parameters and inputs as parallel columns over all scenarios.
 *  @return CARE_OK, CARE_ERROR_MEMORY, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_provenance_write(struct care_hdf *hdf, const struct care_run_facts *facts);

/** Group /run_record: the only facts that may differ between identical runs. @return CARE_OK, CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_run_provenance_record(struct care_hdf *hdf, const struct care_run_record *record);

#endif
