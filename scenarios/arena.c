/** @file  A linked list of separate allocations, so that memory checkers still see the bounds of each. */
#include "scenarios/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct care_arena_block {
    struct care_arena_block *older;
    _Alignas(max_align_t) unsigned char bytes[];
};

void *care_arena_zeros(struct care_arena *arena, size_t n, size_t size)
{
    if (size != 0 && n > (SIZE_MAX - sizeof(struct care_arena_block)) / size) {
        arena->is_exhausted = true;
        return NULL;
    }
    struct care_arena_block *block = calloc(1, sizeof *block + n * size);
    if (block == NULL) {
        arena->is_exhausted = true;
        return NULL;
    }
    block->older = arena->newest;
    arena->newest = block;
    return block->bytes;
}

char *care_arena_copy(struct care_arena *arena, const char *bytes, size_t n)
{
    char *copy = care_arena_zeros(arena, n + 1, 1);
    if (copy != NULL && n > 0) {
        memcpy(copy, bytes, n);
    }
    return copy;
}

char *care_arena_text(struct care_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *text = length < 0 ? NULL : care_arena_zeros(arena, (size_t)length + 1, 1);
    if (text != NULL) {
        (void)vsnprintf(text, (size_t)length + 1, format, again);
    }
    va_end(again);
    va_end(arguments);
    return text;
}

void care_arena_free(struct care_arena *arena)
{
    while (arena->newest != NULL) {
        struct care_arena_block *block = arena->newest;
        arena->newest = block->older;
        free(block);
    }
    arena->is_exhausted = false;
}
