#include "scenarios/run_id.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

/* With its NUL, so that "ab", "c" and "a", "bc" differ. */
static void add_text(struct sha256_ctx *context, const char *text)
{
    sha256_update(context, strlen(text) + 1, (const uint8_t *)text);
}

static void add_number(struct sha256_ctx *context, uint64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    add_text(context, text);
}

static void add_scenario(struct sha256_ctx *context, const struct care_provenance *provenance)
{
    add_text(context, provenance->scenario);
    add_number(context, (uint64_t)provenance->n_inputs);
    for (int i = 0; i < provenance->n_inputs; i++) {
        add_text(context, provenance->inputs[i].sha256);
    }
    add_number(context, (uint64_t)provenance->n_resolved);
    for (int i = 0; i < provenance->n_resolved; i++) {
        add_text(context, provenance->resolved[i].name);
        add_text(context, provenance->resolved[i].value);
    }
}

void care_run_id(const struct care_provenance *const *provenance, int n, uint64_t seed, const char *version,
                 char digits[static CARE_RUN_ID_BYTES])
{
    struct sha256_ctx context;
    uint8_t digest[(CARE_RUN_ID_BYTES - 1) / 2];
    sha256_init(&context);
    add_text(&context, version);
    add_number(&context, seed);
    add_number(&context, (uint64_t)n);
    for (int i = 0; i < n; i++) {
        add_scenario(&context, provenance[i]);
    }
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        (void)snprintf(digits + 2 * i, 3, "%02x", digest[i]);
    }
}
