/** @file  Texts of the statuses, and the trace of where an error was born. */
#include "sim/status.h"

#include "sim/text.h"

#include <stdio.h>
#include <stdlib.h>

struct status_text {
    int status;
    struct care_text text;
};

static const struct status_text status_texts[] = {
#define STATUS_TEXT(name, value, en, zh) {name, {en, zh}},
    CARE_STATUS_LIST(STATUS_TEXT)
#undef STATUS_TEXT
};

const char *care_status_text(int status)
{
    for (size_t i = 0; i < sizeof status_texts / sizeof status_texts[0]; i++) {
        if (status_texts[i].status == status) {
            return care_text_shown(status_texts[i].text);
        }
    }
    return care_text_shown((struct care_text){"unknown status", "未知状态"});
}

/* Silent unless CARE_TRACE is set: an error that a caller handles is no news to the user. */
int care_status_trace(int status, const char *file, int line)
{
    if (status != CARE_OK && getenv("CARE_TRACE") != NULL) {
        (void)fprintf(stderr, "%s:%d: %d (%s)\n", file, line, status, care_status_text(status));
    }
    return status;
}
