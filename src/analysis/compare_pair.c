/* Which rows of the table are held against each other, and what else differs between the sides. */
#include "analysis/compare_parts.h"

static bool present(const struct bench_row *row, enum side side) {
  return bench_side_met(&row->side[side]);
}

struct keyed {
  const struct bench_row *row;
  uint32_t index;
};

static int by_name(const struct bench_id *a, const struct bench_id *b) {
  int order = str_cmp(a->name, b->name);
  if (order == 0) order = str_cmp(a->params, b->params);
  return order ? order : str_cmp(a->unit, b->unit);
}

static int by_name_and_suite(const void *a, const void *b) {
  const struct bench_id *x = &((const struct keyed *)a)->row->id, *y = &((const struct keyed *)b)->row->id;
  int order = by_name(x, y);
  return order ? order : str_cmp(x->suite, y->suite);
}

/* One base row and one head row of a benchmark, with different -N: they are the same benchmark. With several on a side nobody
 * can say which belongs to which. partner[i] is the other row, or INDEX_NONE. */
static void pair_procs(const struct keyed *group, size_t n, uint32_t *partner) {
  uint32_t only[SIDE_MAX] = {INDEX_NONE, INDEX_NONE};
  size_t count[SIDE_MAX] = {0};
  for (size_t i = 0; i < n; i++) {
    for (enum side s = 0; s < SIDE_MAX; s++) {
      if (!present(group[i].row, s)) continue;
      only[s] = group[i].index;
      count[s]++;
    }
  }
  if (count[SIDE_BASE] != 1 || count[SIDE_HEAD] != 1 || only[SIDE_BASE] == only[SIDE_HEAD]) return;
  partner[only[SIDE_BASE]] = only[SIDE_HEAD];
  partner[only[SIDE_HEAD]] = only[SIDE_BASE];
}

/* partner and shared have an element for each row of the table. */
static void group_rows(const struct compare *c, uint32_t *partner, bool *shared) {
  const struct bench_row_vec *rows = &c->t->rows;
  struct keyed *k = ARENA_ARRAY(c->r->arena, struct keyed, rows->n);
  for (uint32_t i = 0; i < rows->n; i++) {
    k[i] = (struct keyed){&rows->at[i], i};
    partner[i] = INDEX_NONE;
  }
  vec_sort(c->r->arena, k, rows->n, sizeof *k, by_name_and_suite);
  for (size_t from = 0, to; from < rows->n; from = to) {
    for (to = from + 1; to < rows->n && by_name_and_suite(&k[from], &k[to]) == 0;) to++;
    pair_procs(k + from, to - from, partner);
  }
  for (size_t from = 0, to; from < rows->n; from = to) {
    size_t subjects = 0;
    for (to = from; to < rows->n && by_name(&k[from].row->id, &k[to].row->id) == 0; to++) {
      uint32_t other = partner[k[to].index];
      subjects += other == INDEX_NONE || other > k[to].index; /* a pair is one subject */
    }
    for (size_t i = from; i < to; i++) shared[k[i].index] = subjects > 1;
  }
}

static void add_result(struct compare *c, uint32_t row, uint32_t base_row) {
  struct bench_result *b = VEC_PUSH(c->r->arena, &c->r->benches);
  b->row = row;
  b->base_row = base_row;
  b->rule = b->gate = b->renamed = INDEX_NONE;
  b->verdict = VERDICT_UNMEASURED;
}

static int by_place(const void *a, const void *b) {
  const struct bench_id *x = &((const struct keyed *)a)->row->id, *y = &((const struct keyed *)b)->row->id;
  int order = str_cmp(x->suite, y->suite);
  if (order == 0) order = str_cmp(x->params, y->params);
  if (order == 0) order = str_cmp(x->unit, y->unit);
  return order ? order : (x->procs > y->procs) - (x->procs < y->procs);
}

/* One that went and one that came with the same parameters and unit may be a renaming; with several nobody can say. */
static void find_renamed(struct compare *c) {
  struct bench_result_vec *all = &c->r->benches;
  struct arena_mark mark = arena_mark(c->r->arena);
  struct keyed *k = ARENA_ARRAY(c->r->arena, struct keyed, all->n);
  size_t n = 0;
  for (uint32_t i = 0; i < all->n; i++) {
    if (all->at[i].note != BENCH_COMPARED) k[n++] = (struct keyed){&c->t->rows.at[all->at[i].row], i};
  }
  vec_sort(c->r->arena, k, n, sizeof *k, by_place);
  for (size_t from = 0, to; from < n; from = to) {
    for (to = from + 1; to < n && by_place(&k[from], &k[to]) == 0;) to++;
    if (to - from != 2) continue;
    struct bench_result *a = &all->at[k[from].index], *b = &all->at[k[from + 1].index];
    if (a->note == b->note) continue;
    a->note = b->note = BENCH_RENAMED;
    a->renamed = k[from + 1].index;
    b->renamed = k[from].index;
  }
  arena_release(c->r->arena, mark);
}

static void add_diff(struct compare *c, struct config_diff_vec *v, struct str key, struct str base, struct str head) {
  if (str_eq(base, head) || bench_names_run(key)) return;
  if (c->r->in->head_is_history && str_eq(key, STR("pkg"))) return; /* the rows' suite; a run keeps the configuration of its first result */
  *VEC_PUSH(c->r->arena, v) = (struct config_diff){key, base, head};
}

static struct config_diff_vec diff_configs(struct compare *c, uint32_t base, uint32_t head) {
  struct config_diff_vec v = {NULL, 0, 0};
  if (base == BENCH_NO_CONFIG || head == BENCH_NO_CONFIG) return v;
  const struct config_vec *x = &c->t->configs.at[base].pairs, *y = &c->t->configs.at[head].pairs;
  for (size_t i = 0, j = 0; i < x->n || j < y->n;) {
    int order = i == x->n ? 1 : j == y->n ? -1 : str_cmp(x->at[i].key, y->at[j].key);
    if (order < 0) add_diff(c, &v, x->at[i].key, x->at[i].value, STR_NONE);
    else if (order > 0) add_diff(c, &v, y->at[j].key, STR_NONE, y->at[j].value);
    else add_diff(c, &v, x->at[i].key, x->at[i].value, y->at[j].value);
    i += order <= 0;
    j += order >= 0;
  }
  return v;
}

/* Absent on one side is not known to differ. */
static bool is_other_machine(const struct config_diff *d) {
  return bench_names_machine(d->key) && d->base.n > 0 && d->head.n > 0;
}

/* The differences of a pair of configurations, found once; each difference is reported once. */
struct config_memo {
  struct config_diff_vec diff;
  bool machine;
};
struct config_memos {
  struct config_memo_vec {
    struct config_memo *at;
    size_t n, cap;
  } list;
  struct strmap of;       /* by base and head, the place in list plus one */
  struct strmap reported; /* by key, base and head value */
};

static struct str or_absent(struct str value) {
  return value.n ? value : STR("(absent)");
}

static bool is_reported(struct compare *c, struct config_memos *known, const struct config_diff *d) {
  struct str key = arena_printf(c->r->arena, "%zu %zu " STR_FMT STR_FMT STR_FMT, d->key.n, d->base.n, STR_ARG(d->key),
                                STR_ARG(d->base), STR_ARG(d->head));
  uint32_t *reported = strmap_at(c->r->arena, &known->reported, key);
  return (*reported)++ > 0;
}

static void report_diff(struct compare *c, struct config_memos *known, const struct config_diff *d, struct pos pos) {
  if (is_reported(c, known, d)) return;
  struct str base = or_absent(d->base), head = or_absent(d->head);
  diag_add(c->r->diags, is_other_machine(d) ? DIAG_MACHINE_DIFFERS : DIAG_CONFIG_DIFFERS, pos,
           STR_FMT " differs: \"" STR_FMT "\" in base, \"" STR_FMT "\" in %s", STR_ARG(d->key), STR_ARG(base), STR_ARG(head),
           c->r->in->head_is_history ? "the newest run of the history" : "head");
}

static const struct config_memo *config_memo(struct compare *c, struct config_memos *known, const struct bench_side *base,
                                             const struct bench_side *head) {
  const uint32_t key[] = {base->config, head->config};
  uint32_t *place = strmap_at(c->r->arena, &known->of, (struct str){(const char *)key, sizeof key});
  if (*place) return &known->list.at[*place - 1];
  struct config_memo m = {diff_configs(c, base->config, head->config), false};
  VEC_EACH(const struct config_diff, d, &m.diff) {
    m.machine = m.machine || is_other_machine(d);
    report_diff(c, known, d, head->pos);
  }
  *VEC_PUSH(c->r->arena, &known->list) = m;
  *place = (uint32_t)known->list.n;
  return &known->list.at[*place - 1];
}

/* Results of one side of a row that come from two machines: their medians are of neither. */
static bool is_mixed(struct compare *c, struct config_memos *mixed, const struct bench_side *of, enum side side) {
  struct str key = bench_machine_differs(c->t, of->config, of->other_machine);
  if (key.n == 0) return false;
  struct config_diff d = {key, bench_config_get(c->t, of->config, key), bench_config_get(c->t, of->other_machine, key)};
  if (is_reported(c, mixed, &d)) return true;
  diag_add(c->r->diags, DIAG_MACHINE_DIFFERS, of->pos, STR_FMT " differs within %s: \"" STR_FMT "\" and \"" STR_FMT "\"", STR_ARG(key),
           side == SIDE_HEAD ? "head" : "base", STR_ARG(d.base), STR_ARG(d.head));
  return true;
}

static void compare_configs(struct compare *c) {
  struct config_memos known = {0}, mixed[SIDE_MAX] = {{.list = {0}}};
  for (size_t i = 0; i < c->r->benches.n; i++) {
    struct bench_result *b = &c->r->benches.at[i];
    const struct bench_row *base = &c->t->rows.at[b->base_row], *head = &c->t->rows.at[b->row];
    bool base_mixed = is_mixed(c, &mixed[SIDE_BASE], &base->side[SIDE_BASE], SIDE_BASE);
    bool head_mixed = is_mixed(c, &mixed[SIDE_HEAD], &head->side[SIDE_HEAD], SIDE_HEAD);
    if (b->note != BENCH_COMPARED) continue;
    const struct config_memo *m = config_memo(c, &known, &base->side[SIDE_BASE], &head->side[SIDE_HEAD]);
    b->config_diff = m->diff;
    c->rows[i].machine_differs = m->machine || base_mixed || head_mixed;
    if (base->id.procs == head->id.procs) continue;
    diag_add(c->r->diags, DIAG_PROCS_DIFFER, head->side[SIDE_HEAD].pos,
             STR_FMT STR_FMT ": GOMAXPROCS is %lld in base, %lld in head", STR_ARG(head->id.name), STR_ARG(head->id.params),
             (long long)(base->id.procs ? base->id.procs : 1), (long long)(head->id.procs ? head->id.procs : 1));
  }
}

static enum better better_of(const struct bench_row *row) {
  if (row->better != BETTER_UNKNOWN) return row->better;
  if (bench_unit_is_time(row->id.unit)) return BETTER_LOWER;
  return bench_unit_is_throughput(row->id.unit) ? BETTER_HIGHER : BETTER_UNKNOWN;
}

void compare_pair(struct compare *c) {
  const struct bench_row_vec *rows = &c->t->rows;
  uint32_t *partner = ARENA_ARRAY(c->r->arena, uint32_t, rows->n);
  bool *shared = ARENA_ARRAY(c->r->arena, bool, rows->n);
  group_rows(c, partner, shared);
  for (uint32_t i = 0; i < rows->n; i++) {
    const struct bench_row *row = &rows->at[i];
    for (enum side s = 0; s < SIDE_MAX; s++) c->has[s] = c->has[s] || bench_side_has(&row->side[s]);
    if (partner[i] == INDEX_NONE) add_result(c, i, i);
    else if (partner[i] > i) add_result(c, present(row, SIDE_HEAD) ? i : partner[i], present(row, SIDE_BASE) ? i : partner[i]);
  }
  c->rows = ARENA_ARRAY(c->r->arena, struct compare_row, c->r->benches.n);
  for (size_t i = 0; i < c->r->benches.n; i++) {
    struct bench_result *b = &c->r->benches.at[i];
    const struct bench_row *row = &rows->at[b->row];
    bool base = present(&rows->at[b->base_row], SIDE_BASE), head = present(row, SIDE_HEAD);
    b->note = base && head ? BENCH_COMPARED : base ? BENCH_REMOVED : BENCH_NEW;
    c->rows[i].better = better_of(row);
    c->rows[i].declared_exact = row->exact;
    c->rows[i].is_time = bench_unit_is_time(row->id.unit) || bench_unit_is_throughput(row->id.unit);
    c->rows[i].name_is_shared = shared[b->row] || shared[b->base_row];
    c->rows[i].pick = (struct rule_pick){INDEX_NONE, INDEX_NONE};
  }
  find_renamed(c);
  compare_configs(c);
}
