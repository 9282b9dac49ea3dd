/* An entry of a list of figures, {"name", "unit", "value"}: in a file of its own and in a history the same. */
#ifndef PERFPAGE_READ_FIGURE_ENTRY_H
#define PERFPAGE_READ_FIGURE_ENTRY_H

#include "read/bench_sink.h"
#include "read/figure_unit.h"

struct json_object;

/* What an object says of the direction, if anything: of an entry, or of all in a run. */
enum better figure_entry_better(struct json_object *object);

struct figure_entry {
  struct bench_metric m; /* its name, unit and direction */
  double value;          /* as written: to be scaled */
  struct scale scale;
};

/* False, with a diagnostic, for what is no figure. all: what is said of all entries. The unit stands in a. */
bool figure_entry_read(struct bench_sink *s, struct arena *a, struct json_object *object, enum better all, struct str where, struct figure_entry *e);

#endif
