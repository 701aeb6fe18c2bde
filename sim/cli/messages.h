/** @file  What the program says and how it ends: both languages, faults of the input, exit status. */
#ifndef CARE_SIM_CLI_MESSAGES_H
#define CARE_SIM_CLI_MESSAGES_H

#include "sim/diagnostics.h"

#include <stdio.h>

/** Exit status of every command. */
enum care_outcome {
    CARE_OUTCOME_DONE = 0,
    CARE_OUTCOME_UNMET = 1,  /* the command is a check, and it is not met */
    CARE_OUTCOME_INPUT = 2,  /* the input or the command line is wrong */
    CARE_OUTCOME_SYSTEM = 3, /* disk, memory, library */
    CARE_OUTCOME_INTERRUPTED = 130
};

/** Prints in the language in force. */
void care_messages_say(FILE *stream, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/** Prints one line on stderr: "carecap COMMAND: ...". */
void care_messages_complain(const char *command, const char *en, const char *zh, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/** The end of a command. Prints all faults on stderr, one a line as file:line:column: key: text, and how many there are;
 *  or one line for a failure that no fault explains.
 *  @param list  may be NULL; is sorted
 *  @return its enum care_outcome */
int care_messages_end(const char *command, int status, struct care_diagnostics *list);

/** The end of the program: all that was printed must have arrived. @return @p outcome, or CARE_OUTCOME_SYSTEM */
int care_messages_close(int outcome);

#endif
