#include "read/bench_json.h"

#include "base/buf.h"
#include "read/json.h"

#include <math.h>
#include <stdio.h>

void bench_json_samples(struct bench_sink *s, const struct bench_metric *m, struct json_object *array, double factor, struct str path) {
  struct arena scratch = ARENA_INIT;
  for (size_t k = 0; k < json_input_length(array); k++) {
    double v = 0;
    bool number = json_input_any_number(json_input_at(array, k), &v);
    /* Its own path costs more than the sample, and is wanted of few. */
    struct str at = number && !isnan(v) ? path : arena_printf(&scratch, STR_FMT "[%zu]", STR_ARG(path), k);
    if (number) bench_sink_sample(s, m, v * factor, bench_sink_pos(s), at);
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

struct named_time {
  struct str word;
  double seconds;
};

#define NAMED(word, seconds) {{(word), sizeof(word) - 1}, (seconds)}

bool bench_time_unit(struct str word, double *seconds) {
  static const struct named_time times[] = {
      NAMED("ps", 1e-12),          NAMED("ns", 1e-9),           NAMED("nsec", 1e-9),       NAMED("nanoseconds", 1e-9), NAMED("nanosecond", 1e-9),
      NAMED("us", 1e-6),           NAMED("\xc2\xb5s", 1e-6),    NAMED("\xce\xbcs", 1e-6),  NAMED("usec", 1e-6),        NAMED("microseconds", 1e-6),
      NAMED("microsecond", 1e-6),  NAMED("ms", 1e-3),           NAMED("msec", 1e-3),       NAMED("milliseconds", 1e-3), NAMED("millisecond", 1e-3),
      NAMED("s", 1),               NAMED("sec", 1),             NAMED("secs", 1),          NAMED("seconds", 1),        NAMED("second", 1),
      NAMED("min", 60),            NAMED("minutes", 60),        NAMED("minute", 60),       NAMED("hr", 3600),          NAMED("hours", 3600),
      NAMED("hour", 3600),         NAMED("day", 86400),         NAMED("days", 86400),
  };
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    /* "MS" is no millisecond: short ones are as written. */
    bool same = word.n > 3 ? str_eq_nocase(word, times[i].word) : str_eq(word, times[i].word);
    if (!same) continue;
    *seconds = times[i].seconds;
    return true;
  }
  return false;
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
