#include "read/figures_json.h"

#include "read/bench_json.h"
#include "read/figure_entry.h"
#include "read/json.h"

#include <math.h>

bool figures_json_is(const struct json_shape *shape) {
  if (shape->opens == '[') return json_shape_has(shape, "[].name") && json_shape_has(shape, "[].value") && json_shape_has(shape, "[].unit");
  return json_shape_has(shape, "benches[].name") && json_shape_has(shape, "benches[].value");
}

/* lo and hi, NAN when the entry gives no range. */
static void read_range(const struct bench_entry *e, double value, double *lo, double *hi) {
  struct json_object *range = json_input_get(e->object, "range");
  struct str text;
  *lo = *hi = (double)NAN;
  if (json_input_is_null(range) || (json_input_text(range, &text) && str_trim(text).n == 0)) return;
  if (json_input_scalar(range, &text) && figure_range(text, value, lo, hi)) return;
  bench_sink_note(e->sink, bench_sink_pos(e->sink), bench_entry_path(e, ".range"), "says no distance from the value, and is left out");
}

/* all: what the file says of every entry. */
static void read_entry(const struct bench_entry *e, void *all) {
  struct str where = bench_entry_path(e, "");
  struct figure_entry f;
  double lo, hi;
  if (!figure_entry_read(e->sink, e->arena, e->object, *(const enum better *)all, where, &f)) return;
  read_range(e, f.value, &lo, &hi);
  bench_sink_figure(e->sink, &f.m, (struct bench_figure){scaled(f.value, f.scale), scaled(lo, f.scale), scaled(hi, f.scale), 0}, bench_sink_pos(e->sink), where);
}

/* Alone, or a run of that tool's history: {"commit", "date", "tool", "benches"}. */
void figures_json_read(struct bench_sink *s, struct json_object *root) {
  bool run = json_input_is_object(root);
  enum better all = figure_entry_better(root);
  if (run) bench_json_put_date_ms(s, json_input_get(root, "date"), json_input_text_at(json_input_get(root, "commit"), "id"));
  bench_json_each(s, run ? json_input_get(root, "benches") : root, run ? "benches" : "", read_entry, &all);
}
