/* Scenarios: calls that take several steps, each a function that tells in a text what happened. The texts are made with
   a few functions of our own, so that a fault of printf's shows in printf's rows alone. */
#pragma once
#include <stddef.h>

/* One text for all: a scenario begins it anew. */
void begin(void);
void add(const char *text);
void add_number(long number);
/* `name=number `, `name="text" ` (null: `name=null `) */
void pair(const char *name, long number);
void pair_text(const char *name, const char *text);
char *shown(void);
