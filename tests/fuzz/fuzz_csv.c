/** @file  Any bytes as a table, in UTF-8 and in GB18030: refused or accepted, never a crash, a leak or a hang. */
#include "scenarios/reader.h"
#include "tests/fuzz/target.h"

#include <stdlib.h>

static const char *const sexes[] = {"male", "female", NULL};

static const struct care_sheet_column columns[] = {
    {.name = "area", .kind = CARE_SHEET_INT, .min = 1, .max = 999999, .is_key = true},
    {.name = "year", .kind = CARE_SHEET_INT, .min = 2020, .max = 2050, .is_key = true, .is_contiguous = true},
    {.name = "sex", .kind = CARE_SHEET_CHOICE, .choices = sexes, .is_key = true},
    {.name = "n", .kind = CARE_SHEET_REAL, .max = 1e9},
    {.name = "note", .kind = CARE_SHEET_TEXT, .is_optional = true},
};
static const struct care_sheet_spec spec = {.name = "people", .columns = columns, .n_columns = 5};

static void read_as(const uint8_t *data, size_t size, bool is_gb18030)
{
    struct care_diagnostics *list = NULL;
    if (care_diagnostics_create(&list) != CARE_OK) {
        return;
    }
    const int status = care_reader_check_csv((const char *)data, size, &spec, is_gb18030, list);
    if ((status == CARE_OK) != (care_diagnostics_n(list) == 0)) {
        abort(); /* refused without a word, or accepted with faults */
    }
    care_diagnostics_free(list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    read_as(data, size, false);
    read_as(data, size, true);
    return 0;
}
