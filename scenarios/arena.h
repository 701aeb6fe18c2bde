/** @file  Memory that lives and dies together: everything a scenario owns, or everything one reading needs. */
#ifndef CARE_SCENARIOS_ARENA_H
#define CARE_SCENARIOS_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct care_arena_block; /* one allocation */

/** Starts as {0}. `is_exhausted` stays set after the first allocation that failed, so it can be asked once at the end. */
struct care_arena {
    struct care_arena_block *newest;
    bool is_exhausted;
};

/** @p n times @p size bytes, all zero, aligned for any type. @return NULL when memory has run out */
void *care_arena_zeros(struct care_arena *arena, size_t n, size_t size);
/** A copy of @p n bytes, ended by NUL. @return NULL when memory has run out */
char *care_arena_copy(struct care_arena *arena, const char *bytes, size_t n);
/** A formatted text. @return NULL when memory has run out */
char *care_arena_text(struct care_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Releases all of it; the arena may be used again. */
void care_arena_free(struct care_arena *arena);

#endif
