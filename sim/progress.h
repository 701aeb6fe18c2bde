/** @file  Tells the user how far a run is: one line redrawn on a terminal, plain lines otherwise, with the time left. */
#ifndef CARE_SIM_PROGRESS_H
#define CARE_SIM_PROGRESS_H

#include <stdio.h>

/** Plain data; the stream is borrowed. Use from one thread. */
struct care_progress {
    FILE *stream; /* NULL: silent */
    int is_terminal;
    int total; /* steps in all */
    int done;
    double started_seconds;
};

/** @param stream  where to, usually stderr; NULL for silence */
struct care_progress care_progress_start(FILE *stream, int total);

/** One more step is done; @p what names it ("2027", say). */
void care_progress_step(struct care_progress *progress, const char *what);

/** Ends the line. */
void care_progress_end(struct care_progress *progress);

#endif
