#include "read/profile_part.h"

#include "read/stem.h"

static bool is_there(const struct str_vec *v, struct str s) {
  VEC_EACH(const struct str, it, v) {
    if (str_eq(*it, s)) return true;
  }
  return false;
}

bool profile_request_takes(struct arena *a, struct profile_request *t, struct str type, struct str unit, bool by_default) {
  struct str both = arena_printf(a, STR_FMT "/" STR_FMT, STR_ARG(type), STR_ARG(unit));
  uint32_t *met_before = strmap_at(a, &t->seen_at, type);
  if (*met_before == 0) *VEC_PUSH(a, &t->seen) = arena_dup(a, type);
  *met_before = 1;
  if (t->all) return true;
  bool taken = false;
  struct str family = str_slice(type, 0, str_find_char(type, ':'));
  VEC_EACH(const struct str, want, &t->wanted) {
    if (!str_eq(*want, type) && !str_eq(*want, both) && !str_eq(*want, family)) continue;
    if (!is_there(&t->met, *want)) *VEC_PUSH(a, &t->met) = *want;
    taken = true;
  }
  return t->wanted.n ? taken : by_default;
}

struct profile *profile_part_add(struct arena *a, struct profile_vec *parts, const struct source *s, enum side side) {
  struct profile *p = VEC_PUSH(a, parts);
  calltree_init(&p->tree, a);
  p->has[side] = true;
  *VEC_PUSH(a, &p->files[side]) = s->name;
  return p;
}

struct str profile_part_stem(struct arena *a, struct str file_name) {
  static const struct str endings[] = {{".gz", 3}, {".json", 5}, {".speedscope", 11}, {".cpuprofile", 11}, {".txt", 4}};
  struct str s = str_base_name(file_name);
  for (bool more = true; more;) {
    more = stem_strip_number(&s);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) more |= stem_strip(&s, endings[i]);
  }
  return arena_dup(a, s);
}

struct str profile_part_unit(struct str written, uint64_t *factor) {
  static const struct {
    struct str written, unit;
    uint64_t factor;
  } units[] = {
      {{"nanoseconds", 11}, {"ns", 2}, 1},          {{"nanosecond", 10}, {"ns", 2}, 1},
      {{"microseconds", 12}, {"ns", 2}, 1000},      {{"microsecond", 11}, {"ns", 2}, 1000},
      {{"us", 2}, {"ns", 2}, 1000},                 {{"ms", 2}, {"ns", 2}, 1000000},
      {{"milliseconds", 12}, {"ns", 2}, 1000000},   {{"millisecond", 11}, {"ns", 2}, 1000000},
      {{"seconds", 7}, {"ns", 2}, 1000000000},      {{"second", 6}, {"ns", 2}, 1000000000},
      {{"s", 1}, {"ns", 2}, 1000000000},            {{"bytes", 5}, {"bytes", 5}, 1},
      {{"byte", 4}, {"bytes", 5}, 1},               {{"kilobytes", 9}, {"bytes", 5}, 1 << 10},
      {{"megabytes", 9}, {"bytes", 5}, 1 << 20},    {{"gigabytes", 9}, {"bytes", 5}, 1 << 30},
  };
  *factor = 1;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
    if (!str_eq_nocase(written, units[i].written)) continue;
    *factor = units[i].factor;
    return units[i].unit;
  }
  return written;
}

void trace_sums_add(struct arena *a, struct trace_sums *t, const struct profile_trace *sample) {
  uint32_t *at = strmap_at(a, &t->index, sample->id);
  if (*at == 0) {
    struct trace_sum *new = VEC_PUSH(a, &t->list);
    *new = (struct trace_sum){*sample, sample->value};
    new->trace.id = arena_dup(a, sample->id);
    new->trace.endpoint = arena_dup(a, sample->endpoint);
    *at = (uint32_t)t->list.n;
    return;
  }
  struct trace_sum *sum = &t->list.at[*at - 1];
  sum->trace.value += sample->value; /* no more than the tree holds, whose sum was seen to fit */
  if (sum->trace.endpoint.n == 0 && sample->endpoint.n > 0) sum->trace.endpoint = arena_dup(a, sample->endpoint);
  if (sample->value <= sum->heaviest) return;
  sum->heaviest = sample->value;
  sum->trace.node = sample->node;
}

static int by_weight(const void *pa, const void *pb) {
  const struct trace_sum *a = pa, *b = pb;
  if (a->trace.value != b->trace.value) return a->trace.value > b->trace.value ? -1 : 1;
  return str_cmp(a->trace.id, b->trace.id);
}

void trace_sums_end(struct arena *a, struct trace_sums *t, struct profile *p) {
  vec_sort(a, t->list.at, t->list.n, sizeof *t->list.at, by_weight);
  for (size_t i = 0; i < t->list.n && i < PROFILE_TRACES_MAX; i++) {
    struct profile_trace trace = t->list.at[i].trace;
    *VEC_PUSH(a, &p->traces) = trace;
  }
}
