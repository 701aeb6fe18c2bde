#include "sim/cli/messages.h"

#include "sim/text.h"

#include <errno.h>
#include <string.h>

void care_messages_say(FILE *stream, const char *en, const char *zh, ...)
{
    va_list arguments;
    va_start(arguments, zh);
    (void)vfprintf(stream, care_language() == CARE_LANGUAGE_EN ? en : zh, arguments);
    va_end(arguments);
}

void care_messages_complain(const char *command, const char *en, const char *zh, ...)
{
    va_list arguments;
    va_start(arguments, zh);
    care_messages_say(stderr, "carecap %s: ", "carecap %s：", command);
    (void)vfprintf(stderr, care_language() == CARE_LANGUAGE_EN ? en : zh, arguments);
    (void)fputc('\n', stderr);
    va_end(arguments);
}

/* The colon and blank are the same in both languages, so that editors find the place. */
static void print_fault(const struct care_diagnostic *fault)
{
    const struct care_place *place = &fault->place;
    if (place->file != NULL) {
        (void)fputs(place->file, stderr);
        if (place->line > 0) {
            (void)fprintf(stderr, ":%d", place->line);
        }
        if (place->line > 0 && place->column > 0) {
            (void)fprintf(stderr, ":%d", place->column);
        }
        (void)fputs(": ", stderr);
    }
    if (fault->is_warning) {
        care_messages_say(stderr, "warning: ", "警告：");
    }
    if (place->key != NULL) {
        (void)fprintf(stderr, "%s: ", place->key);
    }
    (void)fprintf(stderr, "%s\n", care_text_shown((struct care_text){fault->text_en, fault->text_zh}));
}

static void print_faults(struct care_diagnostics *list)
{
    const int n = list == NULL ? 0 : care_diagnostics_n(list);
    int n_warnings = 0;
    if (n == 0) {
        return;
    }
    care_diagnostics_sort(list);
    for (int i = 0; i < n; i++) {
        const struct care_diagnostic *fault = care_diagnostics_at(list, i);
        n_warnings += fault->is_warning;
        print_fault(fault);
    }
    const int n_faults = n - n_warnings;
    if (n_warnings == 0) {
        care_messages_say(stderr, "%d fault%s\n", "错误 %d 处%.0s\n", n_faults, n_faults == 1 ? "" : "s");
    } else {
        care_messages_say(stderr, "%d fault%s, %d warning%s\n", "错误 %d 处%.0s，警告 %d 处%.0s\n", n_faults,
                          n_faults == 1 ? "" : "s", n_warnings, n_warnings == 1 ? "" : "s");
    }
}

static int outcome_of(int status)
{
    switch (status) {
    case CARE_OK:
        return CARE_OUTCOME_DONE;
    case CARE_ERROR_UNMET:
        return CARE_OUTCOME_UNMET;
    case CARE_ERROR_INPUT:
    case CARE_ERROR_SOLVER: /* the numbers given contradict each other */
        return CARE_OUTCOME_INPUT;
    case CARE_ERROR_INTERRUPTED:
        return CARE_OUTCOME_INTERRUPTED;
    default:
        return CARE_OUTCOME_SYSTEM;
    }
}

int care_messages_end(const char *command, int status, struct care_diagnostics *list)
{
    const bool is_explained = list != NULL && care_diagnostics_status(list) == CARE_ERROR_INPUT;
    (void)fflush(stdout); /* what was printed so far comes before the faults */
    print_faults(list);
    if (status != CARE_OK && !is_explained) {
        care_messages_complain(command, "%s", "%s", care_status_text(status));
    }
    return outcome_of(status);
}

int care_messages_close(int outcome)
{
    const bool is_lost = fflush(stdout) != 0 || ferror(stdout) != 0;
    if (!is_lost) {
        return outcome;
    }
    if (errno != EPIPE) { /* a reader that has left wants no message */
        care_messages_say(stderr, "carecap: what was printed could not be written: %s\n", "carecap：输出无法写出：%s\n",
                          strerror(errno));
    }
    return outcome == CARE_OUTCOME_DONE ? CARE_OUTCOME_SYSTEM : outcome;
}
