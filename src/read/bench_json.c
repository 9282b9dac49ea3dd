#include "read/bench_json.h"

#include "base/buf.h"
#include "read/json.h"

#include <math.h>
#include <stdio.h>

void bench_json_each(struct bench_sink *s, struct json_object *array, const char *list, void (*read)(const struct bench_entry *e, void *state), void *state) {
  struct arena scratch = ARENA_INIT;
  for (size_t i = 0; i < json_input_length(array); i++) {
    const struct bench_entry e = {s, &scratch, json_input_at(array, i), list, i};
    struct arena_mark mark = arena_mark(&scratch);
    read(&e, state);
    arena_release(&scratch, mark);
  }
  arena_free(&scratch);
}

struct str bench_entry_path(const struct bench_entry *e, const char *rest) {
  return arena_printf(e->arena, "%s[%zu]%s", e->list, e->i, rest);
}

void bench_json_samples(struct bench_sink *s, const struct bench_metric *m, struct json_object *array, struct scale scale, struct str path) {
  struct arena scratch = ARENA_INIT;
  for (size_t k = 0; k < json_input_length(array); k++) {
    double v = 0;
    bool number = json_input_any_number(json_input_at(array, k), &v);
    /* Its own path costs more than the sample, and is wanted of few. */
    struct str at = number && !isnan(v) ? path : arena_printf(&scratch, STR_FMT "[%zu]", STR_ARG(path), k);
    if (number) bench_sink_sample(s, m, scaled(v, scale), bench_sink_pos(s), at);
    else bench_sink_wrong(s, bench_sink_pos(s), at, "is no number");
  }
  arena_free(&scratch);
}

bool bench_json_params(struct arena *a, struct json_object *object, struct str *out) {
  struct json_cursor all = {object, NULL, false};
  struct json_object *value;
  struct buf params = BUF_INIT;
  struct str key, text;
  bool whole = true;
  while (json_input_next(&all, &key, &value)) {
    bool plain = json_input_scalar(value, &text);
    whole = whole && plain;
    if (plain) buf_str(&params, bench_param(a, key, text));
  }
  *out = buf_take(&params, a);
  return whole;
}

bool bench_json_name(struct bench_sink *s, struct json_object *entry, const char *key, struct str where, struct str *name) {
  if (json_input_text(json_input_get(entry, key), name)) return true;
  char what[64] = "";
  (void)snprintf(what, sizeof what, "has no %s", key);
  bench_sink_wrong(s, bench_sink_pos(s), where, json_input_is_object(entry) ? what : "is no object");
  return false;
}

bool bench_json_date_ms(struct json_object *value, struct date *date) {
  const uint64_t end = 253402300799;
  uint64_t ms;
  bool known = json_input_whole(value, &ms) && ms / 1000 <= end;
  *date = (struct date){.s = known ? (int64_t)(ms / 1000) : 0, .known = known};
  return known;
}

void bench_json_put_date_ms(struct bench_sink *s, struct json_object *value, struct str commit) {
  struct date date;
  if (!bench_json_date_ms(value, &date) && !json_input_is_null(value))
    bench_sink_note(s, bench_sink_pos(s), STR("date"), "is no number of milliseconds since 1970");
  bench_sink_dated(s, date, commit);
}

struct str bench_unit_word(struct arena *a, struct str unit) {
  struct buf b = BUF_INIT;
  struct str rest = unit, field;
  while (str_next_field(&rest, &field)) {
    if (b.n) buf_char(&b, '_');
    buf_str(&b, field);
  }
  return buf_take(&b, a);
}
