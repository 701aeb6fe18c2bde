/** @file  The command line: language, options of a command, help pages. Options are read by getopt_long; texts are our
 *  own, because argp and getopt speak the language of the C library's locale, not that of --lang. */
#ifndef CARE_SIM_CLI_OPTIONS_H
#define CARE_SIM_CLI_OPTIONS_H

#include "sim/status.h"
#include "sim/text.h"

#include <stdbool.h>

/** One option. Static data. */
struct care_option {
    const char *name;       /* long: "output" */
    char letter;            /* short: 'o'; 0: none */
    struct care_text value; /* name of what must follow it; {NULL, NULL}: nothing does */
    struct care_text doc;
};

/** A command's line. Static data. --help is always understood. */
struct care_usage {
    const char *command;
    struct care_text operands; /* "SCENARIO.yaml ..." or "" */
    struct care_text doc;
    const struct care_option *options;
    int n_options;         /* at most 24 */
    struct care_text note; /* below the options; "" where none */
};

enum care_options_answer {
    CARE_OPTIONS_END = -1,   /* only operands are left */
    CARE_OPTIONS_HELP = -2,  /* the help page was asked for and printed */
    CARE_OPTIONS_WRONG = -3, /* and it has been said what is */
};

/** Reading one command line; getopt_long keeps its place, so one at a time. */
struct care_options {
    const struct care_usage *usage;
    int argc;
    char **argv;
    char *value;     /* of the option just read; NULL when it has none */
    char **operands; /* [n_operands] once care_options_next() has answered CARE_OPTIONS_END */
    int n_operands;
};

/** Takes --lang out of the arguments and sets the language: --lang, else CARECAP_LANG, else English where LC_ALL,
 *  LC_MESSAGES or LANG (the first that is set) starts with "en", else Chinese.
 *  @return CARE_OK; CARE_ERROR_INPUT when --lang is neither zh nor en, which has been said */
CARE_NODISCARD int care_options_take_language(int *argc, char **argv);

/** @param argv  [argc] from the command's name on; will be reordered */
struct care_options care_options_start(const struct care_usage *usage, int argc, char **argv);

/** The next option. @return its index in the usage, or an enum care_options_answer */
int care_options_next(struct care_options *options);

/** Reads the value just read as a whole number. @return CARE_OK; CARE_ERROR_INPUT when it is not, which has been said */
CARE_NODISCARD int care_options_number(const struct care_options *options, int option, double min, double max,
                                       double *out);

/** Splits the value just read, KEY=VALUE, in place. @return CARE_OK; CARE_ERROR_INPUT when it is not, which has been said */
CARE_NODISCARD int care_options_pair(const struct care_options *options, int option, char **key, char **value);

/** Reads the value just read as "on" or "off". @return CARE_OK; CARE_ERROR_INPUT when it is neither, which has been said */
CARE_NODISCARD int care_options_switch(const struct care_options *options, int option, bool *out);

/** The same for any text: splits @p pair at its first equals sign outside the brackets of the key. @return whether it has one */
bool care_options_split(char *pair, char **key, char **value);

/** Checks the number of operands. @return CARE_OK; CARE_ERROR_INPUT when it is wrong, which has been said */
CARE_NODISCARD int care_options_count(const struct care_options *options, int min, int max);

#endif
