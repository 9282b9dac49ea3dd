#include "read/figure_entry.h"

#include "read/bench_json.h"
#include "read/json.h"

enum better figure_entry_better(struct json_object *object) {
  static const char *const keys[] = {"better", "direction", "tool"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    enum better better = figure_better(json_input_text_at(object, keys[i]));
    if (better != BETTER_UNKNOWN) return better;
  }
  if (json_input_true(json_input_get(object, "smallerIsBetter"))) return BETTER_LOWER;
  return json_input_true(json_input_get(object, "biggerIsBetter")) ? BETTER_HIGHER : BETTER_UNKNOWN;
}

bool figure_entry_read(struct bench_sink *s, struct arena *a, struct json_object *object, enum better all, struct str where, struct figure_entry *e) {
  struct json_object *value = json_input_get(object, "value");
  *e = (struct figure_entry){.value = 0};
  if (!bench_json_name(s, object, "name", where, &e->m.name)) return false;
  struct figure_unit u = figure_unit_of(a, json_input_text_at(object, "unit"));
  const char *wrong = NULL;
  if (u.unit.n == 0) wrong = "has no unit";
  else if (!json_input_any_number(value, &e->value)) wrong = json_input_is_null(value) ? "has no value" : "has a value that is no number";
  if (wrong) {
    bench_sink_wrong(s, bench_sink_pos(s), where, wrong);
    return false;
  }
  enum better own = figure_entry_better(object);
  e->m.unit = u.unit;
  e->m.better = own != BETTER_UNKNOWN ? own : all != BETTER_UNKNOWN ? all : u.better;
  e->scale = u.scale;
  return true;
}
