/* What keys a JSON text has, found without building it: enough to tell one tool's results from another's, and cheap on large
 * files. Keys are met where they are keys, so that a string that holds one says nothing. */
#ifndef PERFPAGE_READ_JSON_SHAPE_H
#define PERFPAGE_READ_JSON_SHAPE_H

#include "base/strmap.h"
#include "base/vec.h"

/* No deeper, no more different ones, and no longer path than this. */
enum { SHAPE_DEPTH = 6, SHAPE_PATHS = 1024, SHAPE_PATH_BYTES = 512 };

struct json_shape {
  char opens; /* '{' or '[' of the outermost value; 0 when the text begins with neither: then there are no paths */
  struct str_vec paths; /* private from here on: in order of first appearance */
  struct strmap met;
};

/* Broken JSON has the keys that stand before the fault. */
struct json_shape json_shape_of(struct arena *a, struct str text);

/* Whether a key stands at such a path: "results[].times" is the key times of an object in the array results of the outermost
 * object, "[].name" one of an object in the outermost array; a part "*" stands for any key ("*.*.value"), one with dots
 * in it and the empty one too. */
bool json_shape_has(const struct json_shape *s, const char *path);
/* Whether every key stands at one of the n paths. */
bool json_shape_within(const struct json_shape *s, const char *const *paths, size_t n);

#endif
