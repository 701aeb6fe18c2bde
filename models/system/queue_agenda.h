/** @file  What happens to which client in which step: each client stands at most once on an agenda, and can be moved. */
#ifndef CARE_MODELS_SYSTEM_QUEUE_AGENDA_H
#define CARE_MODELS_SYSTEM_QUEUE_AGENDA_H

#include "sim/status.h"

#include <stdint.h>

/** Rings of clients, one a step, whose head is number n_clients + step. Who stands nowhere is a ring of himself. */
struct care_queue_agenda {
    int n_clients, n_steps;
    int32_t *next, *previous; /* [n_clients + n_steps], owned */
};

/** @return CARE_OK, CARE_ERROR_MEMORY */
CARE_NODISCARD int care_queue_agenda_create(int n_clients, int n_steps, struct care_queue_agenda *out);
void care_queue_agenda_free(struct care_queue_agenda *agenda);

/** Takes a client off the agenda; no harm when he is not on it. */
void care_queue_agenda_remove(struct care_queue_agenda *agenda, int client);

/** Puts a client into a step, away from another in which he stood; off the agenda when the step is not of the run. */
void care_queue_agenda_put(struct care_queue_agenda *agenda, int client, int step);

/** Takes all clients of a step off the agenda. @param clients  [n_clients] who they were  @return how many */
int care_queue_agenda_take(struct care_queue_agenda *agenda, int step, int32_t *clients);

#endif
