#include "tests/statistical/probe.h"

#include "scenarios/scenario.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const void *find_section(const void *scenario, const char *section)
{
    return care_scenario_section(scenario, section);
}

int main(int argc, char **argv)
{
    struct care_diagnostics *list = NULL;
    struct care_scenario *scenario = NULL;
    struct care_city *city = NULL;
    int status = CARE_ERROR_INPUT;
    if (argc < 3 || strcmp(argv[1], "cohort") != 0) {
        (void)fprintf(stderr, "usage: statistical_probe cohort SCENARIO [WOMEN]\n");
        return EXIT_FAILURE;
    }
    (void)gsl_set_error_handler_off();
    status = care_diagnostics_create(&list);
    status = status == CARE_OK
                 ? care_scenario_read(argv[2], care_city_sections, care_city_n_sections, NULL, 0, list, &scenario)
                 : status;
    if (status != CARE_OK) {
        goto out;
    }
    const struct care_city_parameters parameters = care_city_parameters_of(find_section, scenario);
    status = care_city_create(&parameters, list, &city);
    if (status == CARE_OK) {
        status = probe_cohort(city, argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 2200000u);
    }
out:
    for (int i = 0; list != NULL && i < care_diagnostics_n(list); i++) {
        (void)fprintf(stderr, "%s\n", care_diagnostics_at(list, i)->text_en);
    }
    care_city_free(city);
    care_scenario_free(scenario);
    care_diagnostics_free(list);
    return status == CARE_OK && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
