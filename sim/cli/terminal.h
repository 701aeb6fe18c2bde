/** @file  Text in columns of a terminal, where a Chinese character takes two. */
#ifndef CARE_SIM_CLI_TERMINAL_H
#define CARE_SIM_CLI_TERMINAL_H

#include <stddef.h>
#include <stdio.h>

/** Prints @p text and blanks up to @p width columns; a longer text pushes what follows aside. */
void care_terminal_left(FILE *stream, const char *text, int width);
/** The same with the blanks before it, at least one. */
void care_terminal_right(FILE *stream, const char *text, int width);
/** Prints @p n dashes. */
void care_terminal_rule(FILE *stream, int n);

/** Bytes of @p text that go into a line of @p width columns: up to the last blank, or character that is not ASCII, where a
 *  line may end; all of a first word that does not fit. */
size_t care_terminal_fit(const char *text, int width);

/** 1234567.2 as "1,234,567". @return @p buffer */
enum { CARE_TERMINAL_COUNT = 64 };
const char *care_terminal_count(char buffer[static CARE_TERMINAL_COUNT], double value);

#endif
