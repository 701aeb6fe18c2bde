/** @file  `carecap run --people`: single people of chosen years, one file for each scenario, of the first replicate. */
#ifndef CARE_SIM_CLI_MICRODATA_H
#define CARE_SIM_CLI_MICRODATA_H

#include "models/simulation.h"
#include "sim/cli/compose.h"

/** Values of the options as on the command line; NULL: not given. Borrowed. */
struct care_microdata_request {
    const char *years;   /* "2020,2035" or "all"; NULL: nothing is asked for */
    const char *columns; /* "sex,level"; NULL: all */
    const char *share;   /* 0 < share <= 1; NULL: all people */
    const char *output;  /* NULL: the result's path with -people */
};

struct care_microdata;

/** Checks all that was asked and that the files can be written, before the run.
 *  @param cities       [n] that agree (care_compose_agree); borrowed, with @p request, @p run_id and @p list, until freed
 *  @param result_path  of the result
 *  @param out          NULL when nothing is asked for; else to be freed whatever the answer
 *  @return CARE_OK; CARE_ERROR_INPUT with every fault in @p list; CARE_ERROR_FILE; CARE_ERROR_MEMORY */
CARE_NODISCARD int care_microdata_create(const struct care_microdata_request *request,
                                         const struct care_composition *cities, int n, const char *result_path,
                                         const char *run_id, bool force, struct care_diagnostics *list,
                                         struct care_microdata **out);
/** Files that are not finished leave nothing. NULL is legal. */
void care_microdata_free(struct care_microdata *microdata);

/** All years of a simulation that has just been made, in place of care_simulation_run(); writes the people on the way.
 *  @param stop  not zero: the user wants to stop
 *  @return as care_simulation_run(); CARE_ERROR_FILE, CARE_ERROR_LIBRARY with the reason in the list */
CARE_NODISCARD int care_microdata_run(struct care_microdata *microdata, int scenario,
                                      struct care_simulation *simulation, const volatile sig_atomic_t *stop,
                                      struct care_progress *progress);

/** Puts all files in their places, once the result is in its own. @return as care_people_file_close() */
CARE_NODISCARD int care_microdata_finish(struct care_microdata *microdata);

/** Says where the files are. */
void care_microdata_report(const struct care_microdata *microdata);

#endif
