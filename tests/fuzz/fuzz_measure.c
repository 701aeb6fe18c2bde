/** @file  Any bytes as a measure: refused with one fault, or compiled and worked out; never a crash, a leak or a hang. */
#include "models/plan/measure.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <string.h>

static const int32_t ages[] = {60, 65, 70}, codes[] = {11, 12};
static const char *const courses[] = {"long", "short"};
static const char *const results[] = {"passed", "long"};
static const char *const kinds[] = {"bed", "visit"};
static const struct care_axis age_axis = {.name = "age", .n = 3, .codes = ages};
static const struct care_axis course_axis = {.name = "course", .n = 2, .labels = courses};
static const struct care_axis result_axis = {.name = "result", .n = 2, .labels = results};
static const struct care_axis kind_axis = {.name = "kind", .n = 2, .labels = kinds};
static const struct care_cube_spec people = {.name = "people", .axes = {&age_axis}};
static const struct care_cube_spec trained = {
    .name = "trained", .time = CARE_CUBE_FLOW, .axes = {&course_axis, &result_axis}};
static const struct care_cube_spec wait = {.name = "wait", .type = CARE_CUBE_FLOAT64_MEAN, .axes = {&kind_axis}};
static const struct care_cube_spec *const specs[] = {&people, &trained, &wait};
static const struct care_outer outer = {.n_scenarios = 1,
                                        .n_draws = 1,
                                        .n_replicates = 1,
                                        .first_year = 2020,
                                        .n_years = 3,
                                        .n_districts = 2,
                                        .district_codes = codes};

static void try_text(const char *text, struct care_cubes *cubes, struct care_diagnostics *list)
{
    static const int districts[] = {0, 1};
    struct care_measure *measure = NULL;
    const int status = care_measure_compile(text, cubes, (struct care_place){.file = NULL}, list, &measure);
    if ((status == CARE_OK) != (measure != NULL) || (status == CARE_OK) != (care_diagnostics_n(list) == 0)) {
        abort(); /* refused without a word, or accepted with a fault */
    }
    for (int year = 0; measure != NULL && year < outer.n_years; year++) {
        const struct care_measure_at at = {.year_index = year, .districts = districts, .n_districts = 2};
        (void)care_measure_value(measure, &at);
    }
    care_measure_free(measure);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST_BYTES = 400 };
    struct care_diagnostics *list = NULL;
    struct care_cubes *cubes = NULL;
    char text[MOST_BYTES + 1] = "";
    memcpy(text, data, size < MOST_BYTES ? size : MOST_BYTES);
    if (care_diagnostics_create(&list) == CARE_OK && care_cubes_create(specs, 3, &outer, &cubes) == CARE_OK) {
        try_text(text, cubes, list);
    }
    care_cubes_free(cubes);
    care_diagnostics_free(list);
    return 0;
}
