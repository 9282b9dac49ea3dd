#include "model/bench.h"

#include "base/buf.h"
#include "base/num.h"

void bench_table_init(struct bench_table *t, struct arena *a) {
  *t = (struct bench_table){.arena = a};
}

void bench_table_follow(struct bench_table *t, const struct bench_table *before) {
  *t = (struct bench_table){.arena = before->arena,
                            .configs = before->configs,
                            .config_of = before->config_of,
                            .split_by = before->split_by,
                            .units = before->units,
                            .unit_of = before->unit_of};
}

static bool id_eq(const struct bench_id *a, const struct bench_id *b) {
  return a->procs == b->procs && str_eq(a->name, b->name) && str_eq(a->unit, b->unit) && str_eq(a->params, b->params) &&
         str_eq(a->suite, b->suite) && str_eq(a->split, b->split);
}

static uint64_t id_hash(const struct bench_id *id) {
  uint64_t h = (uint64_t)id->procs;
  const struct str parts[] = {id->name, id->params, id->unit, id->suite};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) h = (h ^ str_hash(parts[i])) * 0x9E3779B97F4A7C15u;
  if (id->split.n) h = (h ^ str_hash(id->split)) * 0x9E3779B97F4A7C15u;
  return h ^ h >> 32;
}

/* The slot that holds the row's number plus one, or the empty slot where it would go. */
static uint32_t *slot_of(const struct bench_table *t, const struct bench_id *id) {
  size_t mask = t->index_cap - 1;
  size_t i = (size_t)id_hash(id) & mask;
  while (t->index[i] && !id_eq(&t->rows.at[t->index[i] - 1].id, id)) i = (i + 1) & mask;
  return &t->index[i];
}

static void grow_index(struct bench_table *t) {
  t->index_cap = t->index_cap ? t->index_cap * 2 : 64;
  t->index = ARENA_ARRAY(t->arena, uint32_t, t->index_cap);
  for (size_t i = 0; i < t->rows.n; i++) *slot_of(t, &t->rows.at[i].id) = (uint32_t)i + 1;
}

struct bench_row *bench_table_row(struct bench_table *t, const struct bench_id *id) {
  if (t->rows.n >= t->index_cap / 2) grow_index(t);
  uint32_t *slot = slot_of(t, id);
  if (*slot) return &t->rows.at[*slot - 1];
  if (t->rows.n >= UINT32_MAX - 1) die_system("more than 4294967294 benchmark rows");
  struct bench_row *row = VEC_PUSH(t->arena, &t->rows);
  *slot = (uint32_t)t->rows.n;
  row->id = (struct bench_id){.suite = arena_dup(t->arena, id->suite),
                              .name = arena_dup(t->arena, id->name),
                              .params = arena_dup(t->arena, id->params),
                              .unit = arena_dup(t->arena, id->unit),
                              .procs = id->procs,
                              .split = id->split.n ? arena_dup(t->arena, id->split) : STR_NONE};
  for (size_t s = 0; s < SIDE_MAX; s++) row->side[s].config = row->side[s].other_machine = BENCH_NO_CONFIG;
  return row;
}

const struct bench_row *bench_table_find(const struct bench_table *t, const struct bench_id *id) {
  if (t->index_cap == 0) return NULL;
  uint32_t number = *slot_of(t, id);
  return number ? &t->rows.at[number - 1] : NULL;
}

void bench_table_sample(struct bench_table *t, struct bench_row *row, enum side side, double value) {
  *VEC_PUSH(t->arena, &row->side[side].samples) = value;
}

void bench_table_figure(struct bench_table *t, struct bench_row *row, enum side side, struct bench_figure figure) {
  struct bench_figures **f = &row->side[side].figures;
  if (*f == NULL) *f = ARENA_NEW(t->arena, struct bench_figures);
  *VEC_PUSH(t->arena, &(*f)->centres) = figure.centre;
  (*f)->lo = figure.lo;
  (*f)->hi = figure.hi;
  (*f)->n = figure.n;
}

void bench_table_place(const struct bench_table *t, struct bench_side *side, uint32_t config, struct pos pos) {
  if (!bench_side_met(side)) {
    side->config = config;
    side->pos = pos;
  } else if (side->other_machine == BENCH_NO_CONFIG && bench_machine_differs(t, side->config, config).n > 0) {
    side->other_machine = config;
  }
}

void bench_table_fail(struct bench_table *t, enum side side, struct pos pos, struct str words, struct diags *d) {
  t->failed[side] = true;
  diag_add(d, DIAG_BENCH_FAIL, pos, "the benchmark run failed: \"" STR_FMT "\"", STR_ARG(str_slice(words, 0, 200)));
}

static void tell_dispute(const struct bench_row *row, enum better better, struct pos pos, struct str where, struct diags *d) {
  struct buf b = BUF_INIT;
  buf_str(&b, where);
  if (where.n) buf_cstr(&b, ": ");
  buf_printf(&b, "%s is better for \"", better == BETTER_HIGHER ? "higher" : "lower");
  bench_id_put(&b, &row->id);
  buf_printf(&b, "\" in " STR_FMT ", but " STR_FMT, STR_ARG(row->id.unit), STR_ARG(row->said_at.file));
  if (row->said_at.line) buf_printf(&b, ":%u", row->said_at.line);
  buf_printf(&b, " says that %s is, which holds", better == BETTER_HIGHER ? "lower" : "higher");
  diag_add(d, DIAG_BENCH_UNIT, pos, STR_FMT, STR_ARG(buf_view(&b)));
  buf_free(&b);
}

void bench_row_say(struct bench_row *row, enum better better, struct pos pos, struct str where, struct diags *d) {
  if (better == BETTER_UNKNOWN || better == row->said) return;
  if (row->said == BETTER_UNKNOWN) {
    row->said = better;
    row->said_at = pos;
    return;
  }
  if (row->disputed.p && str_eq(row->disputed, pos.file)) return;
  row->disputed = pos.file;
  tell_dispute(row, better, pos, where, d);
}

static int by_key(const void *a, const void *b) {
  const struct config_pair *x = a, *y = b;
  return str_cmp(x->key, y->key);
}

/* Key and value with their lengths, so that no two configurations read alike. */
static void put_pair(struct buf *b, const struct config_pair *it) {
  const struct str parts[] = {it->key, it->value};
  for (size_t i = 0; i < 2; i++) {
    buf_u64(b, parts[i].n);
    buf_char(b, ':');
    buf_str(b, parts[i]);
  }
}

static struct str split_of(struct bench_table *t, const struct config_vec *pairs) {
  if (t->split_by.n == 0) return STR_NONE;
  struct buf b = BUF_INIT;
  VEC_EACH(const struct str, key, &t->split_by) {
    VEC_EACH(const struct config_pair, it, pairs) {
      if (str_eq(it->key, *key)) put_pair(&b, it);
    }
  }
  return buf_take(&b, t->arena);
}

static struct config_vec sorted_copy(struct arena *a, const struct config_vec *pairs) {
  struct config_vec sorted = {0};
  VEC_EACH(const struct config_pair, it, pairs)
    *VEC_PUSH(a, &sorted) = (struct config_pair){arena_dup(a, it->key), arena_dup(a, it->value)};
  vec_sort(a, sorted.at, sorted.n, sizeof *sorted.at, by_key);
  return sorted;
}

uint32_t bench_table_config(struct bench_table *t, const struct config_vec *pairs) {
  struct arena_mark mark = arena_mark(t->arena);
  struct config_vec sorted = sorted_copy(t->arena, pairs);
  struct buf text = BUF_INIT;
  VEC_EACH(const struct config_pair, it, &sorted) put_pair(&text, it);
  arena_release(t->arena, mark);
  uint32_t *number = strmap_at(t->arena, &t->config_of, buf_view(&text));
  buf_free(&text);
  if (*number == 0) {
    struct bench_config *config = VEC_PUSH(t->arena, &t->configs);
    config->pairs = sorted_copy(t->arena, pairs);
    config->split = split_of(t, &config->pairs);
    *number = (uint32_t)t->configs.n;
  }
  return *number - 1;
}

struct str bench_table_split(const struct bench_table *t, uint32_t config) {
  return config < t->configs.n ? t->configs.at[config].split : STR_NONE;
}

struct str bench_config_get(const struct bench_table *t, uint32_t config, struct str key) {
  if (config >= t->configs.n) return STR_NONE;
  VEC_EACH(const struct config_pair, it, &t->configs.at[config].pairs) {
    if (str_eq(it->key, key)) return it->value;
  }
  return STR_NONE;
}

bool bench_side_has(const struct bench_side *s) {
  return s->samples.n > 0 || (s->figures && s->figures->centres.n > 0);
}

bool bench_side_met(const struct bench_side *s) {
  return bench_side_has(s) || s->rejected > 0;
}

static const struct str machine_keys[] = {{"cpu", 3}, {"goos", 4}, {"goarch", 6}};
enum { MACHINE_KEYS = sizeof machine_keys / sizeof *machine_keys };

bool bench_names_machine(struct str key) {
  for (size_t i = 0; i < MACHINE_KEYS; i++)
    if (str_eq(key, machine_keys[i])) return true;
  return false;
}

bool bench_names_run(struct str key) {
  return str_eq(key, STR("commit")) || str_eq(key, STR("date")) || str_eq(key, STR("run")) || str_eq(key, STR("measured"));
}

struct str bench_machine_differs(const struct bench_table *t, uint32_t a, uint32_t b) {
  for (size_t i = 0; i < MACHINE_KEYS && a != b; i++) {
    struct str x = bench_config_get(t, a, machine_keys[i]), y = bench_config_get(t, b, machine_keys[i]);
    if (x.n > 0 && y.n > 0 && !str_eq(x, y)) return machine_keys[i];
  }
  return STR_NONE;
}

bool bench_table_unit(struct bench_table *t, const struct unit_fact *fact) {
  uint32_t *number = strmap_at(t->arena, &t->unit_of, fact->unit);
  if (*number == 0) {
    struct unit_fact *first = VEC_PUSH(t->arena, &t->units);
    *first = *fact;
    first->unit = arena_dup(t->arena, fact->unit);
    *number = (uint32_t)t->units.n;
    return true;
  }
  struct unit_fact *known = &t->units.at[*number - 1];
  if (fact->better_set && known->better_set && fact->better != known->better) return false;
  if (fact->assume_set && known->assume_set && fact->exact != known->exact) return false;
  if (fact->better_set) {
    known->better = fact->better;
    known->better_set = true;
  }
  if (fact->assume_set) {
    known->exact = fact->exact;
    known->assume_set = true;
  }
  return true;
}

void bench_table_finish(struct bench_table *t) {
  VEC_EACH(struct bench_row, row, &t->rows) {
    row->better = row->said != BETTER_UNKNOWN ? row->said : bench_unit_better(row->id.unit);
    uint32_t number = t->units.n ? *strmap_at(t->arena, &t->unit_of, row->id.unit) : 0;
    if (number == 0) continue;
    const struct unit_fact *it = &t->units.at[number - 1];
    if (it->better_set) row->better = it->better;
    if (it->assume_set) row->exact = it->exact;
  }
}

enum better bench_unit_better(struct str tidied) {
  if (str_eq(tidied, STR("B/s"))) return BETTER_HIGHER;
  bool lower = str_eq(tidied, STR("sec/op")) || str_eq(tidied, STR("B/op")) || str_eq(tidied, STR("allocs/op"));
  return lower ? BETTER_LOWER : BETTER_UNKNOWN;
}

/* A product such as sec*B is neither a time nor a rate. */
bool bench_unit_is_time(struct str tidied) {
  if (str_find_char(tidied, '*') != STR_NPOS) return false;
  struct str rest = str_slice(tidied, 0, str_find_char(tidied, '/'));
  struct str word;
  while (str_cut(&rest, '-', &word))
    if (str_eq(word, STR("sec"))) return true;
  return false;
}

bool bench_unit_is_throughput(struct str tidied) {
  if (str_find_char(tidied, '*') != STR_NPOS) return false;
  return (str_ends(tidied, STR("/s")) || str_ends(tidied, STR("/sec"))) && !bench_unit_is_time(tidied);
}

bool bench_unit_is_allocs(struct str tidied) {
  return str_eq(tidied, STR("allocs/op"));
}

void bench_id_put(struct buf *b, const struct bench_id *id) {
  buf_str(b, id->name);
  buf_str(b, id->params);
  if (id->procs == 0) return;
  buf_char(b, '-');
  buf_u64(b, (uint64_t)id->procs);
}
