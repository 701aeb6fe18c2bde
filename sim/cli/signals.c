#include "sim/cli/signals.h"

#include <stddef.h>

static volatile sig_atomic_t stop; /* a signal handler reaches nothing else */

static void handle(int number)
{
    stop = number;
}

static void set(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {.sa_flags = flags};
    action.sa_handler = handler;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(number, &action, NULL);
}

void care_signals_ignore_limits(void)
{
    set(SIGXFSZ, SIG_IGN, 0);
}

const volatile sig_atomic_t *care_signals_watch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct sigaction before;
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) { /* nohup stays nohup */
            set(numbers[i], handle, (int)SA_RESETHAND | SA_RESTART);
        }
    }
    set(SIGPIPE, SIG_IGN, 0);
    return &stop;
}
