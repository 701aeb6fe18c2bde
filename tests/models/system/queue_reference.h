/** @file  The queue as its header tells it, by loops over everybody in every step: the slow twin of care_queue_run. */
#ifndef CARE_TESTS_MODELS_SYSTEM_QUEUE_REFERENCE_H
#define CARE_TESTS_MODELS_SYSTEM_QUEUE_REFERENCE_H

#include "models/system/queue.h"

/** As care_queue_run, but sorts the clients into the order of service as it goes. Fails the test without memory. */
void care_queue_reference_run(const struct care_queue_terms *terms, struct care_queue_client *clients, int n,
                              struct care_queue_result *result);

#endif
