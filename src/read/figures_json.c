#include "read/figures_json.h"

#include "read/bench_json.h"
#include "read/figure_entry.h"
#include "read/json.h"

#include <math.h>

bool figures_json_is(const struct json_shape *shape) {
  if (shape->opens == '[') return json_shape_has(shape, "[].name") && json_shape_has(shape, "[].value") && json_shape_has(shape, "[].unit");
  return json_shape_has(shape, "benches[].name") && json_shape_has(shape, "benches[].value");
}

struct reading {
  struct bench_sink *sink;
  struct arena *arena; /* scratch of one entry */
  struct json_object *entry;
  const char *list; /* path of what holds the entries */
  size_t i;
  enum better better; /* what the file says of all */
};

static struct str where(const struct reading *r, const char *rest) {
  return arena_printf(r->arena, "%s[%zu]%s", r->list, r->i, rest);
}

/* lo and hi, NAN when the entry gives no range. */
static void read_range(const struct reading *r, double value, double *lo, double *hi) {
  struct json_object *range = json_input_get(r->entry, "range");
  struct str text;
  *lo = *hi = (double)NAN;
  if (json_input_is_null(range) || (json_input_text(range, &text) && str_trim(text).n == 0)) return;
  if (json_input_scalar(range, &text) && figure_range(text, value, lo, hi)) return;
  bench_sink_note(r->sink, bench_sink_pos(r->sink), where(r, ".range"), "says no distance from the value, and is left out");
}

static void read_entry(struct reading *r) {
  struct figure_entry e;
  double lo, hi;
  if (!figure_entry_read(r->sink, r->arena, r->entry, r->better, where(r, ""), &e)) return;
  read_range(r, e.value, &lo, &hi);
  bench_sink_figure(r->sink, &e.m, scaled(e.value, e.scale), scaled(lo, e.scale), scaled(hi, e.scale), 0, bench_sink_pos(r->sink), where(r, ""));
}

/* A run of that tool's history, alone in a file: {"commit", "date", "tool", "benches"}. */
static struct json_object *open_run(struct reading *r, struct json_object *root) {
  struct json_object *commit = json_input_get(root, "commit");
  bench_json_put_date_ms(r->sink, json_input_get(root, "date"), json_input_text_at(commit, "id"));
  r->list = "benches";
  r->better = figure_entry_better(root);
  return json_input_get(root, "benches");
}

void figures_json_read(struct bench_sink *s, struct json_object *root) {
  struct arena scratch = ARENA_INIT;
  struct reading r = {.sink = s, .arena = &scratch, .list = ""};
  struct json_object *list = json_input_is_object(root) ? open_run(&r, root) : root;
  for (; r.i < json_input_length(list); r.i++) {
    struct arena_mark mark = arena_mark(&scratch);
    r.entry = json_input_at(list, r.i);
    read_entry(&r);
    arena_release(&scratch, mark);
  }
  arena_free(&scratch);
}
