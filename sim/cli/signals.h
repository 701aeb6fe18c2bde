/** @file  Signals: what stops a run cleanly, and what may not stop it. */
#ifndef CARE_SIM_CLI_SIGNALS_H
#define CARE_SIM_CLI_SIGNALS_H

#include <signal.h>

/** For the whole program: a limit on file sizes becomes an error of write(), not the end of the process. */
void care_signals_ignore_limits(void);

/** For a long command: SIGINT, SIGTERM and SIGHUP set the flag (a second one ends the process at once), and the
 *  result is not lost because a reader of the messages has left (SIGPIPE).
 *  @return the flag: 0 until a signal has come */
const volatile sig_atomic_t *care_signals_watch(void);

#endif
