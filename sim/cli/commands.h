/** @file  Choosing a command by its name; help, version, a name that is not known. */
#ifndef CARE_SIM_CLI_COMMANDS_H
#define CARE_SIM_CLI_COMMANDS_H

#include "sim/text.h"

/** A command. Static data. */
struct care_command {
    const char *name;
    struct care_text doc;
    int (*run)(int argc, char **argv); /* argv from the command's name on; answers an enum care_outcome */
};

/** Runs the command that the line names, or prints what it asks for.
 *  @param commands  [n] at most 31
 *  @return an enum care_outcome */
int care_commands_run(const struct care_command *commands, int n, int argc, char **argv);

#endif
