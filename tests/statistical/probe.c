#include "tests/statistical/probe.h"

#include "scenarios/scenario.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct care_city_parameters parameters_of(const struct care_scenario *scenario)
{
    return (struct care_city_parameters){
        .run = care_scenario_section(scenario, "run"),
        .areas = care_scenario_section(scenario, "areas"),
        .population = care_scenario_section(scenario, "population"),
        .mortality = care_scenario_section(scenario, "mortality"),
        .fertility = care_scenario_section(scenario, "fertility"),
        .migration = care_scenario_section(scenario, "migration"),
        .partnership = care_scenario_section(scenario, "partnership"),
        .disability = care_scenario_section(scenario, "disability"),
        .dementia = care_scenario_section(scenario, "dementia"),
        .living = care_scenario_section(scenario, "living"),
        .children = care_scenario_section(scenario, "children"),
        .groups = care_scenario_section(scenario, "groups"),
        .need = care_scenario_section(scenario, "need"),
        .family = care_scenario_section(scenario, "family_care"),
        .prices = care_scenario_section(scenario, "prices"),
        .choice = care_scenario_section(scenario, "choice"),
        .beds = care_scenario_section(scenario, "beds"),
    };
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
    const struct care_city_parameters parameters = parameters_of(scenario);
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
