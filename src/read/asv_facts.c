#include "read/asv_facts.h"

#include "base/buf.h"
#include "read/json.h"

static uint32_t *place_of(struct asv_facts *f, struct arena *a, enum side side, struct str benchmark) {
  return strmap_at(a, &f->of, arena_printf(a, "%d " STR_FMT, (int)side, STR_ARG(benchmark)));
}

void asv_facts_add(struct asv_facts *f, struct bench_sink *s, struct json_object *root) {
  struct arena *a = s->table->arena;
  struct json_cursor all = {root, NULL, false};
  struct json_object *it;
  struct str name, param;
  while (json_input_next(&all, &name, &it)) {
    if (!json_input_is_object(it)) continue; /* the version of the format */
    struct asv_fact fact = {.side = s->side, .type = arena_dup(a, json_input_text_at(it, "type")), .unit = arena_dup(a, json_input_text_at(it, "unit"))};
    struct json_object *params = json_input_get(it, "param_names");
    for (size_t i = 0; i < json_input_length(params); i++)
      *VEC_PUSH(a, &fact.params) = json_input_text(json_input_at(params, i), &param) ? arena_dup(a, param) : STR_NONE;
    uint32_t *place = place_of(f, a, s->side, name);
    if (*place == 0) {
      *VEC_PUSH(a, &f->list) = fact;
      *place = (uint32_t)f->list.n;
    } else if (!str_eq(f->list.at[*place - 1].unit, fact.unit)) {
      bench_sink_wrong(s, bench_sink_pos(s), arena_printf(a, STR_FMT ".unit", STR_ARG(name)), "is not the unit that another file gives it, which holds");
    }
  }
}

const struct asv_fact *asv_facts_find(struct asv_facts *f, struct arena *a, enum side side, struct str benchmark) {
  uint32_t place = *place_of(f, a, side, benchmark);
  if (place == 0) place = *place_of(f, a, side == SIDE_HEAD ? SIDE_BASE : SIDE_HEAD, benchmark);
  return place ? &f->list.at[place - 1] : NULL;
}

/* asv takes "time_x" and "TimeX" for a time. */
static bool is_called(struct str name, const char *prefix) {
  struct str p = str_of(prefix);
  if (!str_starts_nocase(name, p) || name.n <= p.n) return false;
  char next = name.p[p.n];
  return str_starts(name, p) ? next == '_' : char_is_upper(name.p[0]) && (next == '_' || char_is_upper(next));
}

static struct str type_of(struct str name) {
  if (is_called(name, "time") || is_called(name, "timeraw")) return STR("time");
  if (is_called(name, "mem")) return STR("memory");
  return is_called(name, "peakmem") ? STR("peakmemory") : STR("track");
}

/* A unit is one word. */
static struct str unit_word(struct arena *a, struct str unit) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < unit.n; i++) buf_char(&b, char_is_space(unit.p[i]) ? '_' : unit.p[i]);
  return buf_take(&b, a);
}

/* What a benchmark tracks may be wanted high or low; asv does not say. */
void asv_set_unit(struct arena *a, struct bench_metric *m, const struct asv_fact *fact) {
  struct str type = fact && fact->type.n ? fact->type : type_of(m->name);
  bool time = str_eq(type, STR("time")), memory = str_eq(type, STR("memory")) || str_eq(type, STR("peakmemory"));
  struct str unit = fact && fact->unit.n ? fact->unit : time ? STR("seconds") : memory ? STR("bytes") : STR("unit");
  if (str_eq(unit, STR("seconds"))) unit = time ? STR("sec/op") : STR("sec");
  else if (str_eq(unit, STR("bytes"))) unit = STR("B");
  m->unit = unit_word(a, unit);
  m->better = time || memory ? BETTER_LOWER : BETTER_UNKNOWN;
}
