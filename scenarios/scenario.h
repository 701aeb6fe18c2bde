/** @file  Reads a scenario: one YAML file, the bases it names and the tables it points to, checked field by field
 *  against the sections the models declare. Knows no model by name.
 *
 *  A file is a map of sections; `base:` names a file to start from, and only what changes is stated.
 *  Every fault is reported with file, line, column, key and allowed range, all of them in one pass. */
#ifndef CARE_SCENARIOS_SCENARIO_H
#define CARE_SCENARIOS_SCENARIO_H

#include "sim/diagnostics.h"
#include "sim/fields.h"
#include "sim/provenance.h"

struct care_scenario; /* opaque; owns every struct, sheet and string handed out */

/** What is set outside the file, e.g. on the command line. Borrowed. A field: `mortality.factor.male` = `0.7`; a lever in some
 *  districts: `supply.nursing_share[120110,河西区]` = `0.7`; cells of a table in all rows that match:
 *  `allowances.table[item=L1].yuan` = `120`. */
struct care_override {
    const char *key;
    const char *value;
};

/** Reads, resolves and checks.
 *  @param path       the YAML file, UTF-8
 *  @param sections   [n_sections] all sections there are; borrowed, must outlive the scenario
 *  @param overrides  [n_overrides] applied last; may be NULL when n_overrides is 0
 *  @param list       receives every fault found
 *  @param out        the scenario; NULL unless CARE_OK
 *  @return CARE_OK; CARE_ERROR_INPUT (the list says what); CARE_ERROR_FILE when @p path itself cannot be opened;
 *          CARE_ERROR_MEMORY */
CARE_NODISCARD int care_scenario_read(const char *path, const struct care_section *const *sections, int n_sections,
                                      const struct care_override *overrides, int n_overrides,
                                      struct care_diagnostics *list, struct care_scenario **out);
void care_scenario_free(struct care_scenario *scenario);

/** The filled struct of a section, laid out as its descriptor says; never NULL for a section given to the reader.
 *  Owned by the scenario. */
const void *care_scenario_section(const struct care_scenario *scenario, const char *name);

/** Where every number came from; owned by the scenario. */
const struct care_provenance *care_scenario_provenance(const struct care_scenario *scenario);

/** The scenario at the root of the chain of bases, as it can be opened: the deepest file that is not `common`. Owned by the
 *  scenario. */
const char *care_scenario_root(const struct care_scenario *scenario);

/** Where a field was set, by the policy at last, for messages of checks made after reading ({NULL...} for a default). */
struct care_place care_scenario_place(const struct care_scenario *scenario, const char *key);

#endif
