#include "models/system/bed_queue.h"

#include <stdlib.h>

static int cell(int district, int class)
{
    return district * CARE_N_BED_CLASSES + class;
}

/* Months of asking counted back from the year's start: who asked earlier has the smaller number. */
static int asked_at(const struct care_bed_client *client)
{
    return client->asks_in_month > 0 ? client->asks_in_month : -client->months;
}

static int compare(const void *a, const void *b)
{
    const struct care_bed_client *x = a, *y = b;
    if (x->level != y->level) {
        return (int)y->level - (int)x->level;
    }
    if (asked_at(x) != asked_at(y)) {
        return asked_at(x) - asked_at(y);
    }
    return (x->key > y->key) - (x->key < y->key);
}

static void release(struct care_bed_client *client, int32_t *used, struct care_bed_flows *flows)
{
    if (client->bed >= 0) {
        used[cell(client->bed, client->holds)]--;
        client->bed = -1;
    } else {
        flows->refused[cell(client->home, client->needs)]++;
    }
}

static bool is_waiting(const struct care_bed_client *client, int month)
{
    return client->bed < 0 && client->asks_in_month <= month && client->leaves_in_month > month;
}

static bool take_bed(struct care_bed_client *client, int district, int month, const int32_t *beds, int32_t *used,
                     struct care_bed_flows *flows)
{
    const int wanted = cell(district, client->needs);
    if (used[wanted] >= beds[wanted]) {
        return false;
    }
    used[wanted]++;
    client->bed = (int16_t)district;
    client->holds = client->needs;
    client->admitted_in_month = (uint8_t)month;
    flows->admitted[cell(client->home, client->needs)]++;
    return true;
}

/* A resident who has come to need a nursing bed changes within his district when one is free. */
static void upgrade(struct care_bed_client *client, const int32_t *beds, int32_t *used)
{
    const int wanted = cell(client->bed, CARE_NURSING_BED);
    if (used[wanted] < beds[wanted]) {
        used[wanted]++;
        used[cell(client->bed, client->holds)]--;
        client->holds = CARE_NURSING_BED;
    }
}

static void serve_at_home(const int32_t *beds, int32_t *used, struct care_bed_client *clients, int n, int month,
                          struct care_bed_flows *flows)
{
    for (int i = 0; i < n; i++) {
        struct care_bed_client *client = &clients[i];
        if (is_waiting(client, month)) {
            (void)take_bed(client, client->home, month, beds, used, flows);
        } else if (client->bed >= 0 && client->holds == CARE_ORDINARY_BED && client->needs == CARE_NURSING_BED) {
            upgrade(client, beds, used);
        }
    }
}

static void serve_at_neighbours(const struct care_beds_plan *plan, const int32_t *beds, int32_t *used,
                                struct care_bed_client *clients, int n, int month, struct care_bed_flows *flows)
{
    for (int i = 0; i < n; i++) {
        if (!is_waiting(&clients[i], month)) {
            continue;
        }
        const int *near = plan->neighbours + clients[i].home * plan->areas->n_districts;
        for (; *near >= 0; near++) {
            if (take_bed(&clients[i], *near, month, beds, used, flows)) {
                break;
            }
        }
    }
}

/* When beds are closed, the last by the order of service, that is the least disabled, go back to the queue.
 * @return whether anybody had to */
static bool close_beds(const int32_t *beds, int32_t *used, struct care_bed_client *clients, int n)
{
    bool anybody = false;
    for (int i = n - 1; i >= 0; i--) {
        struct care_bed_client *client = &clients[i];
        if (client->bed >= 0 && used[cell(client->bed, client->holds)] > beds[cell(client->bed, client->holds)]) {
            used[cell(client->bed, client->holds)]--;
            client->bed = -1;
            client->months = 0;
            anybody = true;
        }
    }
    return anybody;
}

void care_bed_queue_run(const struct care_beds_plan *plan, const int32_t *beds, int32_t *used,
                        struct care_bed_client *clients, int n, int first_month, int last_month,
                        struct care_bed_flows *flows)
{
    qsort(clients, (size_t)n, sizeof *clients, compare);
    if (close_beds(beds, used, clients, n)) {
        qsort(clients, (size_t)n, sizeof *clients, compare); /* they wait behind those who already do */
    }
    for (int month = first_month; month <= last_month; month++) {
        for (int i = 0; i < n; i++) {
            if (clients[i].leaves_in_month == month) {
                release(&clients[i], used, flows);
            }
        }
        serve_at_home(beds, used, clients, n, month, flows);
        serve_at_neighbours(plan, beds, used, clients, n, month, flows);
    }
}
