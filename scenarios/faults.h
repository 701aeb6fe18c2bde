/** @file  The faults of one input file: at most CARE_FAULTS_MAX are shown, the rest counted. */
#ifndef CARE_SCENARIOS_FAULTS_H
#define CARE_SCENARIOS_FAULTS_H

#include "sim/diagnostics.h"

enum {
    CARE_FAULTS_MAX = 50,    /* a table with one wrong column would otherwise fill the screen */
    CARE_FAULTS_EXCERPT = 96 /* bytes of a value shown in a message */
};

/** Starts with list and file only; all borrowed. */
struct care_faults {
    struct care_diagnostics *list;
    const char *file;           /* as shown to the user */
    const char *key;            /* of faults that name none: what the command line sets; NULL in files */
    int n;                      /* reported, hidden ones included */
    int last_line, last_column; /* the furthest fault shown */
};

/** Adds one fault of this file; line, column from 1 or 0; key may be NULL. */
void care_faults_add(struct care_faults *faults, int line, int column, const char *key, const char *en, const char *zh,
                     ...) __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
/** Says how many faults were not shown; called once when the file is done. */
void care_faults_close(struct care_faults *faults);

/** A value as it may be printed: cut between characters, control characters replaced. @return @p buffer */
const char *care_faults_excerpt(char buffer[static CARE_FAULTS_EXCERPT], const char *text);

#endif
