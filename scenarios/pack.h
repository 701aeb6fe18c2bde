/** @file  Packs: folders with a baseline.yaml, and the scenarios beside it. */
#ifndef CARE_SCENARIOS_PACK_H
#define CARE_SCENARIOS_PACK_H

#include "sim/diagnostics.h"

/** Paths, sorted. Owns them. */
struct care_pack_paths {
    char **path; /* [n] */
    int n;
};
void care_pack_free(struct care_pack_paths *paths);

/** All packs right below a folder, by name.
 *  @return CARE_OK; CARE_ERROR_INPUT when the folder cannot be read or has none, added to @p list; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_pack_find(const char *folder, struct care_diagnostics *list, struct care_pack_paths *out);

/** The scenarios of a pack: every .yaml file of its folder but those with `common: true`; baseline.yaml first, then by name.
 *  @return CARE_OK; CARE_ERROR_INPUT when it has no baseline.yaml, added to @p list; CARE_ERROR_MEMORY; CARE_ERROR_LIBRARY */
CARE_NODISCARD int care_pack_scenarios(const char *pack, struct care_diagnostics *list, struct care_pack_paths *out);

#endif
