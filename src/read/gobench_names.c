/* The names of result lines, each with the rows of its metrics, so that a line that was met before costs one comparison. */
#include "base/num.h"
#include "read/gobench_parts.h"

static bool is_name(const struct gobench *g, uint32_t number, struct str full) {
  const struct gobench_name *n = &g->names.at[number];
  return n->context == g->context && str_eq(n->full, full);
}

static uint32_t *slot_of(const struct gobench *g, struct str full, uint32_t context) {
  size_t mask = g->name_index_cap - 1;
  size_t i = (size_t)(str_hash(full) ^ context * 0x9E3779B97F4A7C15u) & mask;
  for (; g->name_index[i]; i = (i + 1) & mask) {
    const struct gobench_name *n = &g->names.at[g->name_index[i] - 1];
    if (n->context == context && str_eq(n->full, full)) break;
  }
  return &g->name_index[i];
}

static void grow_index(struct gobench *g) {
  g->name_index_cap = g->name_index_cap ? 2 * g->name_index_cap : 64;
  g->name_index = ARENA_ARRAY(g->table->arena, uint32_t, g->name_index_cap);
  for (uint32_t i = 0; i < g->names.n; i++) *slot_of(g, g->names.at[i].full, g->names.at[i].context) = i + 1;
}

static uint32_t find_or_add(struct gobench *g, struct str full) {
  struct arena *a = g->table->arena;
  if (g->names.n >= g->name_index_cap / 2) grow_index(g);
  uint32_t *slot = slot_of(g, full, g->context);
  if (*slot) return *slot - 1;
  if (g->names.n >= UINT32_MAX - 1) die_system("more than 4294967294 benchmark names");
  uint32_t number = (uint32_t)g->names.n;
  *VEC_PUSH(a, &g->names) = (struct gobench_name){.full = arena_dup(a, full), .context = g->context, .next = number};
  *slot = number + 1;
  return number;
}

struct gobench_name *gobench_name_of(struct gobench *g, struct str full) {
  if (g->names.n > 0) {
    if (is_name(g, g->name, full)) return &g->names.at[g->name];
    uint32_t next = g->names.at[g->name].next;
    if (is_name(g, next, full)) {
      g->name = next;
      return &g->names.at[next];
    }
  }
  uint32_t number = find_or_add(g, full);
  g->names.at[g->name].next = number;
  g->name = number;
  return &g->names.at[number];
}

uint32_t gobench_row_of(struct gobench *g, const struct gobench_name *name, uint32_t unit) {
  struct bench_id id = {.suite = g->suite, .split = g->split};
  gobench_split(name->full, &id);
  if (g->true_name.n) id.name = g->true_name;
  id.unit = g->units.at[unit].tidied;
  return (uint32_t)(bench_table_row(g->table, &id) - g->table->rows.at);
}

void gobench_split(struct str full, struct bench_id *id) {
  id->procs = 0;
  size_t digits = 0;
  while (digits < full.n && char_is_digit(full.p[full.n - 1 - digits])) digits++;
  size_t dash = full.n - digits; /* one past where the dash would be */
  if (digits > 0 && dash > 0 && full.p[dash - 1] == '-' && num_parse_i64(str_slice(full, dash, full.n), &id->procs))
    full = str_slice(full, 0, dash - 1);
  size_t slash = str_find_char(full, '/');
  id->name = str_slice(full, 0, slash);
  id->params = slash == STR_NPOS ? STR_NONE : str_slice(full, slash, full.n);
}
