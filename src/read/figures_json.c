#include "read/figures_json.h"

#include "base/buf.h"
#include "base/date.h"
#include "read/bench_json.h"
#include "read/figure_unit.h"
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

static void wrong(const struct reading *r, const char *key, const char *what) {
  bench_sink_wrong(r->sink, bench_sink_pos(r->sink), where(r, key), what);
}

/* What an object says of the direction, if anything. */
static enum better said_of(struct json_object *object) {
  static const char *const keys[] = {"better", "direction", "tool"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    struct str word;
    enum better better = json_input_text(json_input_get(object, keys[i]), &word) ? figure_better(word) : BETTER_UNKNOWN;
    if (better != BETTER_UNKNOWN) return better;
  }
  if (json_input_true(json_input_get(object, "smallerIsBetter"))) return BETTER_LOWER;
  return json_input_true(json_input_get(object, "biggerIsBetter")) ? BETTER_HIGHER : BETTER_UNKNOWN;
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
  struct bench_metric m = {.procs = 0};
  struct str written = STR_NONE;
  double value, lo, hi;
  if (!bench_json_name(r->sink, r->entry, "name", where(r, ""), &m.name)) return;
  (void)json_input_text(json_input_get(r->entry, "unit"), &written);
  struct figure_unit u = figure_unit_of(r->arena, written);
  enum better own = said_of(r->entry);
  if (u.unit.n == 0) {
    wrong(r, "", "has no unit");
    return;
  }
  if (!json_input_any_number(json_input_get(r->entry, "value"), &value)) {
    wrong(r, "", json_input_is_null(json_input_get(r->entry, "value")) ? "has no value" : "has a value that is no number");
    return;
  }
  read_range(r, value, &lo, &hi);
  m.unit = u.unit;
  m.better = own != BETTER_UNKNOWN ? own : r->better != BETTER_UNKNOWN ? r->better : u.better;
  bench_sink_figure(r->sink, &m, scaled(value, u.scale), scaled(lo, u.scale), scaled(hi, u.scale), 0, bench_sink_pos(r->sink), where(r, ""));
}

/* Milliseconds since 1970, as Date.now() counts them. */
static struct str date_of(const struct reading *r, struct json_object *value) {
  uint64_t ms;
  struct buf b = BUF_INIT;
  if (json_input_whole(value, &ms)) date_put_iso(&b, (struct date){.s = (int64_t)(ms / 1000), .known = true});
  return buf_take(&b, r->arena);
}

/* A run of that tool's history, alone in a file: {"commit", "date", "tool", "benches"}. */
static struct json_object *open_run(struct reading *r, struct json_object *root) {
  struct json_object *commit = json_input_get(root, "commit");
  struct str id = STR_NONE;
  (void)json_input_text(json_input_get(commit, "id"), &id);
  bench_sink_date(r->sink, date_of(r, json_input_get(root, "date")), id);
  r->list = "benches";
  r->better = said_of(root);
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
