/* What the readers of benchmark results in JSON have in common: arrays of samples, parameters as parts of a name. */
#ifndef PERFPAGE_READ_BENCH_JSON_H
#define PERFPAGE_READ_BENCH_JSON_H

#include "read/bench_sink.h"
#include "read/time_unit.h"

struct json_object;

/* An entry of a list, the i-th of what stands at the path list. */
struct bench_entry {
  struct bench_sink *sink;
  struct arena *arena; /* scratch of the entry */
  struct json_object *object;
  const char *list;
  size_t i;
};
/* Has each entry of array read in turn, with a scratch arena of its own. state: the reader's. */
void bench_json_each(struct bench_sink *s, struct json_object *array, const char *list, void (*read)(const struct bench_entry *e, void *state), void *state);
/* "results[3].times": the entry's path, and rest. */
struct str bench_entry_path(const struct bench_entry *e, const char *rest);

/* Every number of array, scaled, is a sample of m; what is none is diagnosed by its path, path and "[3]". */
void bench_json_samples(struct bench_sink *s, const struct bench_metric *m, struct json_object *array, struct scale scale, struct str path);

/* "/key=value" for each member of object in its order; false when some value is an array or an object: out then lacks it. */
bool bench_json_params(struct arena *a, struct json_object *object, struct str *out);

/* The name of an entry, *key of it; one that has none is diagnosed. */
bool bench_json_name(struct bench_sink *s, struct json_object *entry, const char *key, struct str where, struct str *name);

/* Milliseconds since 1970, as Date.now() counts them, up to the end of the year 9999; false for anything else. */
bool bench_json_date_ms(struct json_object *value, struct date *date);
/* Such a member "date" dates the side; a note says when it is none. */
void bench_json_put_date_ms(struct bench_sink *s, struct json_object *value, struct str commit);

/* A unit of an input's own making as one word: white space becomes "_". */
struct str bench_unit_word(struct arena *a, struct str unit);

#endif
