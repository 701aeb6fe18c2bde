/** @file  Any bytes as a scenario file: refused or accepted, never a crash, a leak or a hang. */
#include "scenarios/reader.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>
#include <string.h>

struct city {
    bool is_open;
    int n_beds;
    double rate_male, rate_female;
    int mode;
    struct care_series share;
    struct care_lever quota;
    struct care_text name;
    struct care_sheet *people;
};

static const char *const modes[] = {"low", "high", NULL};

static const struct care_field fields[] = {
    {.name = "is_open", .kind = CARE_FIELD_BOOL, .offset = offsetof(struct city, is_open)},
    {.name = "n_beds", .kind = CARE_FIELD_INT, .offset = offsetof(struct city, n_beds), .unit = "1", .max = 900},
    {.name = "rate.male", .kind = CARE_FIELD_REAL, .offset = offsetof(struct city, rate_male), .unit = "1", .max = 3},
    {.name = "rate.female",
     .kind = CARE_FIELD_REAL,
     .offset = offsetof(struct city, rate_female),
     .unit = "1",
     .max = 3,
     .is_required = true},
    {.name = "mode", .kind = CARE_FIELD_CHOICE, .offset = offsetof(struct city, mode), .choices = modes},
    {.name = "share", .kind = CARE_FIELD_SERIES, .offset = offsetof(struct city, share), .unit = "1", .max = 1},
    {.name = "quota", .kind = CARE_FIELD_LEVER, .offset = offsetof(struct city, quota), .unit = "1", .max = 9},
    {.name = "name", .kind = CARE_FIELD_TEXT, .offset = offsetof(struct city, name)},
    {.name = "people", .kind = CARE_FIELD_SHEET, .offset = offsetof(struct city, people)},
};
static const struct care_section section = {
    .name = "city", .fields = fields, .n_fields = sizeof fields / sizeof fields[0], .size = sizeof(struct city)};
static const struct care_section *const sections[] = {&section};

/* What the list says must be text that a terminal and a result file can take. */
static void check_list(const struct care_diagnostics *list)
{
    for (int i = 0; i < care_diagnostics_n(list); i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(list, i);
        if (care_bytes_first_broken(fault->text_zh, strlen(fault->text_zh)) != strlen(fault->text_zh) ||
            fault->place.line < 0 || fault->place.column < 0) {
            abort();
        }
    }
}

/* libfyaml 0.7.12 loses 1024 bytes on a quoted key with many doubled quotes. What the tests under tests/scenarios read
 * is checked for leaks without this. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfyaml.so";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct care_diagnostics *list = NULL;
    if (care_diagnostics_create(&list) != CARE_OK) {
        return 0;
    }
    const int status = care_reader_check_yaml((const char *)data, size, sections, 1, list);
    if ((status == CARE_OK) != (care_diagnostics_n(list) == 0)) {
        abort(); /* refused without a word, or accepted with faults */
    }
    check_list(list);
    care_diagnostics_free(list);
    return 0;
}
