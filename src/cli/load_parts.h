/* Loading from the inside: shared by its files. */
#ifndef PERFPAGE_CLI_LOAD_PARTS_H
#define PERFPAGE_CLI_LOAD_PARTS_H

#include "cli/load.h"

/* The name of an input for people: as typed, but never absolute where it reaches a page. */
struct str load_shown_name(struct load *l, const char *path, enum input_role role);
/* A new entry in the list of inputs; the pointer is void after the next one. */
struct input *load_add_input(struct load *l, struct str name, enum input_role role);
void load_bad_input(struct load *l, struct str name, enum input_role role); /* one that was diagnosed already */
void load_take_source(struct load *l, struct input *in, const struct source *s);
bool load_is_given_twice(struct load *l, struct input *in, const struct source *s);
bool load_is_drained(struct load *l, const char *path, struct str name);
bool load_is_file(struct load *l, const char *path, struct str name);
/* Every file of a folder as results of a side; names are shown relative to prefix. */
void load_folder(struct load *l, enum side side, const char *dir, struct str prefix);
void load_read_source(struct load *l, const struct source *s, enum side side, uint32_t index);

/* One path of the history, shown by that name: a file, a folder of runs, or what lies in DIR/history. */
void load_history(struct load *l, const char *path, struct str name);
/* After the last one: the order of runs, and what is to be said of it. */
void load_history_finish(struct load *l);
/* Whether a file met as part of the history is none: then it is passed over, with a note. */
bool load_history_passes(struct load *l, const struct input *in);

#endif
