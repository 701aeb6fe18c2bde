#include "models/system/queue_agenda.h"

#include <stdlib.h>

static void set_alone(struct care_queue_agenda *agenda, int i)
{
    agenda->next[i] = agenda->previous[i] = i;
}

int care_queue_agenda_create(int n_clients, int n_steps, struct care_queue_agenda *out)
{
    const size_t n = (size_t)n_clients + (size_t)n_steps + 1; /* never nothing, for which NULL would be no failure */
    *out = (struct care_queue_agenda){.n_clients = n_clients, .n_steps = n_steps};
    out->next = malloc(n * sizeof *out->next);
    out->previous = malloc(n * sizeof *out->previous);
    if (out->next == NULL || out->previous == NULL) {
        return care_trace(CARE_ERROR_MEMORY);
    }
    for (int i = 0; i < n_clients + n_steps; i++) {
        set_alone(out, i);
    }
    return CARE_OK;
}

void care_queue_agenda_free(struct care_queue_agenda *agenda)
{
    free(agenda->previous);
    free(agenda->next);
}

void care_queue_agenda_remove(struct care_queue_agenda *agenda, int client)
{
    const int32_t before = agenda->previous[client], after = agenda->next[client];
    if (after == client) {
        return;
    }
    agenda->next[before] = after;
    agenda->previous[after] = before;
    set_alone(agenda, client);
}

void care_queue_agenda_put(struct care_queue_agenda *agenda, int client, int step)
{
    care_queue_agenda_remove(agenda, client);
    if (step < 0 || step >= agenda->n_steps) {
        return;
    }
    const int32_t head = agenda->n_clients + step, after = agenda->next[head];
    agenda->next[client] = after;
    agenda->previous[client] = head;
    agenda->next[head] = agenda->previous[after] = client;
}

int care_queue_agenda_take(struct care_queue_agenda *agenda, int step, int32_t *clients)
{
    const int32_t head = agenda->n_clients + step;
    int n = 0;
    for (int32_t client = agenda->next[head]; client != head;) {
        const int32_t after = agenda->next[client];
        clients[n++] = client;
        set_alone(agenda, client);
        client = after;
    }
    set_alone(agenda, head);
    return n;
}
