#include "model/benchgrid.h"

#include "base/buf.h"

/* The results of one row and column. */
struct cell {
  uint32_t column;
  struct bench_side side;
  struct str residue;    /* what neither row nor column nor --ignore say of its first result's name */
  struct str_vec varies; /* keys in which its results differ */
};
VEC_OF(cell_vec, struct cell);

struct grid_row {
  struct bench_value *values;
  struct cell_vec cells;
  bool exact;
  uint32_t rank;
};
VEC_OF(grid_row_vec, struct grid_row);

struct maker {
  struct arena *a;
  struct diags *diags;
  struct bench_grid *grid;
  struct bench_plan *plan;
  struct bench_table frame;  /* configurations and unit facts of all, without the keys that are spoken for */
  struct bench_table ids;    /* the rows, by identity, with what is said of them; their order is that of rows */
  struct grid_row_vec rows;
  struct strmap column_of;   /* by its values, the place of the column plus one */
  bool whole_names;          /* a row is a full name, and may be paired by it */
  bool as_met;               /* and rows come as they are met: nobody asks for their values */
  bool pkg_is_named;
  bool *shown, *hidden;      /* of each configuration: it is that of a row that is, that is not in the grid */
};

static bool is_named(const struct bench_plan *p, enum bench_key_kind kind, struct str name) {
  return bench_fields_name(&p->rows, kind, name) || bench_fields_name(&p->cols, kind, name) || bench_fields_name(&p->ignore, kind, name);
}

static void add_splits(struct bench_table *t, const struct bench_field_vec *fields) {
  VEC_EACH(const struct bench_field, f, fields) {
    if (bench_key_splits(&f->key)) *VEC_PUSH(t->arena, &t->split_by) = f->key.name;
  }
}

void bench_plan_splits(const struct bench_plan *plan, struct bench_table *t) {
  add_splits(t, &plan->rows);
  add_splits(t, &plan->cols);
  if (plan->filter == NULL) return;
  VEC_EACH(const struct str, key, bench_filter_keys(plan->filter)) *VEC_PUSH(t->arena, &t->split_by) = *key;
}

/* The configurations without the keys that rows and columns are made of, and without what is ignored: in these nothing differs. */
static struct bench_config_vec bare_configs(struct maker *m, const struct bench_config_vec *all) {
  struct bench_config_vec bare = {0};
  bool none = bench_fields_name(&m->plan->ignore, BENCH_KEY_ALL_CONFIG, STR_NONE);
  VEC_EACH(const struct bench_config, config, all) {
    struct bench_config *to = VEC_PUSH(m->a, &bare);
    VEC_EACH(const struct config_pair, pair, &config->pairs) {
      if (!none && !is_named(m->plan, BENCH_KEY_CONFIG, pair->key)) *VEC_PUSH(m->a, &to->pairs) = *pair;
    }
  }
  return bare;
}

/* "/a=1/b=2" without the parts that --ignore names. */
static struct str kept_params(struct maker *m, struct str params, bool also_shown) {
  struct buf b = BUF_INIT;
  struct str rest = str_slice(params, 1, params.n), part;
  while (params.n && str_cut(&rest, '/', &part)) {
    struct str key = str_slice(part, 0, str_find_char(part, '='));
    bool procs = str_eq(key, STR("gomaxprocs"));
    const struct bench_plan *p = m->plan;
    enum bench_key_kind kind = procs ? BENCH_KEY_PROCS : BENCH_KEY_PART;
    struct str name = procs ? STR_NONE : key;
    bool named = key.n < part.n && (also_shown ? is_named(p, kind, name) : bench_fields_name(&p->ignore, kind, name));
    if (named) continue;
    buf_char(&b, '/');
    buf_str(&b, part);
  }
  return buf_take(&b, m->a);
}

/* What is left of a name beside what rows, columns and --ignore say of it: results in one cell should agree in that. */
static struct str residue_of(struct maker *m, const struct bench_id *id) {
  if (is_named(m->plan, BENCH_KEY_FULLNAME, STR_NONE)) return STR("");
  struct bench_id left = *id;
  left.params = kept_params(m, id->params, true);
  if (is_named(m->plan, BENCH_KEY_NAME, STR_NONE)) left.name = STR("*");
  if (is_named(m->plan, BENCH_KEY_PROCS, STR_NONE)) left.procs = 0;
  struct buf b = BUF_INIT;
  bench_id_put(&b, &left);
  return buf_take(&b, m->a);
}

/* The values behind each other, each with its length in front: no two lists read alike. */
static struct str joined(struct maker *m, const struct bench_value *values, size_t n, bool lengths) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < n; i++) {
    if (lengths) buf_printf(&b, "%zu:", values[i].text.n);
    else if (i) buf_char(&b, ' ');
    buf_str(&b, values[i].text);
  }
  return buf_take(&b, m->a);
}

static struct bench_id row_id(struct maker *m, const struct bench_id *id, const struct bench_value *values) {
  struct bench_id row = {.suite = m->pkg_is_named ? STR_NONE : id->suite, .unit = id->unit};
  if (m->whole_names) {
    row.name = id->name;
    row.params = m->plan->ignore.n ? kept_params(m, id->params, false) : id->params;
    row.procs = bench_fields_name(&m->plan->ignore, BENCH_KEY_PROCS, STR_NONE) ? 0 : id->procs;
  } else {
    row.name = joined(m, values, m->plan->rows.n, false);
    if (m->plan->rows.n > 1) row.split = joined(m, values, m->plan->rows.n, true);
  }
  return row;
}

static struct grid_row *row_of(struct maker *m, const struct bench_id *id, struct bench_value *values) {
  size_t number = (size_t)(bench_table_row(&m->ids, id) - m->ids.rows.at);
  if (number == m->rows.n) VEC_PUSH(m->a, &m->rows)->values = values;
  return &m->rows.at[number];
}

/* False when there is no place for another column. */
static bool column_of(struct maker *m, struct bench_value *values, uint32_t *column) {
  uint32_t *place = strmap_at(m->a, &m->column_of, joined(m, values, m->plan->cols.n, true));
  struct bench_column_vec *all = &m->grid->columns;
  if (*place == 0 && all->n == BENCH_COLUMNS_MAX) {
    m->grid->too_many = true;
    return false;
  }
  if (*place == 0) {
    VEC_PUSH(m->a, all)->values = values;
    *place = (uint32_t)all->n;
  }
  *column = *place - 1;
  return true;
}

static void varies(struct maker *m, struct str_vec *keys, struct str key) {
  VEC_EACH(const struct str, it, keys) {
    if (str_eq(*it, key)) return;
  }
  *VEC_PUSH(m->a, keys) = key;
}

/* Machines that differ are told by other_machine; runs always differ. */
static void config_varies(struct maker *m, struct str_vec *keys, uint32_t a, uint32_t b) {
  const uint32_t both[] = {a, b};
  for (size_t i = 0; i < 2 && a != b; i++) {
    if (both[i] == BENCH_NO_CONFIG) continue;
    VEC_EACH(const struct config_pair, pair, &m->frame.configs.at[both[i]].pairs) {
      if (bench_names_machine(pair->key) || bench_names_run(pair->key) || str_eq(pair->key, STR("pkg"))) continue;
      if (!str_eq(bench_config_get(&m->frame, both[1 - i], pair->key), pair->value)) varies(m, keys, pair->key);
    }
  }
}

static void merge_figures(struct maker *m, struct bench_side *to, const struct bench_side *from) {
  if (from->figures == NULL) return;
  if (to->figures == NULL) {
    to->figures = from->figures;
    return;
  }
  VEC_EACH(const double, centre, &from->figures->centres) *VEC_PUSH(m->a, &to->figures->centres) = *centre;
  to->figures->lo = from->figures->lo;
  to->figures->hi = from->figures->hi;
  to->figures->n = from->figures->n;
}

static void merge(struct maker *m, struct cell *c, const struct bench_side *from, struct str residue) {
  struct bench_side *to = &c->side;
  VEC_EACH(const double, v, &from->samples) *VEC_PUSH(m->a, &to->samples) = *v;
  merge_figures(m, to, from);
  to->rejected += from->rejected;
  if (to->other_machine == BENCH_NO_CONFIG) to->other_machine = from->other_machine;
  if (to->other_machine == BENCH_NO_CONFIG && bench_machine_differs(&m->frame, to->config, from->config).n) to->other_machine = from->config;
  if (!str_eq(c->residue, residue)) varies(m, &c->varies, STR(".fullname"));
  config_varies(m, &c->varies, to->config, from->config);
}

static void put(struct maker *m, struct grid_row *row, uint32_t column, const struct bench_side *side, struct str residue) {
  VEC_EACH(struct cell, c, &row->cells) {
    if (c->column != column) continue;
    merge(m, c, side, residue);
    return;
  }
  if (row->cells.cap == 0) row->cells = (struct cell_vec){ARENA_ARRAY(m->a, struct cell, 2), 0, 2}; /* most have no more */
  struct cell *c = VEC_PUSH(m->a, &row->cells);
  c->column = column;
  c->side = *side;
  c->residue = residue;
}

static void take_row(struct maker *m, const struct bench_operand *o, const struct bench_row *row, struct arena *scratch) {
  const struct bench_seen seen = {&o->table, row, o->side, o->label};
  const struct bench_side *side = &row->side[o->side];
  if (side->samples.n == 0 && side->figures == NULL && side->rejected == 0) return;
  struct bench_plan *p = m->plan;
  struct bench_value *rows = m->as_met ? NULL : ARENA_ARRAY(m->a, struct bench_value, p->rows.n);
  struct bench_value *cols = ARENA_ARRAY(m->a, struct bench_value, p->cols.n);
  uint32_t column;
  bool has_config = side->config != BENCH_NO_CONFIG;
  if ((p->filter && !bench_filter_takes(p->filter, &seen, scratch)) || (rows && !bench_project(&p->rows, &seen, m->a, rows)) ||
      !bench_project(&p->cols, &seen, m->a, cols)) {
    m->grid->left_out++;
    if (has_config) m->hidden[side->config] = true;
    return;
  }
  if (!column_of(m, cols, &column)) return;
  struct bench_id id = row_id(m, &row->id, rows);
  struct grid_row *to = row_of(m, &id, rows);
  put(m, to, column, side, residue_of(m, &row->id));
  bench_row_say(&m->ids.rows.at[to - m->rows.at], row->said, row->said_at, STR_NONE, m->diags);
  to->exact = to->exact || row->exact;
  if (has_config) m->shown[side->config] = true;
}

/* ---- order ---- */

struct ordered {
  const struct bench_field_vec *fields;
  const struct bench_value *values;
  uint32_t was;
};

static int by_values(const void *a, const void *b) {
  const struct ordered *x = a, *y = b;
  return bench_values_cmp(x->fields, x->values, y->values);
}

static void order_rows(struct maker *m, struct arena *scratch) {
  for (uint32_t i = 0; i < m->rows.n; i++) m->rows.at[i].rank = i;
  if (m->as_met) return;
  struct ordered *o = ARENA_ARRAY(scratch, struct ordered, m->rows.n);
  for (uint32_t i = 0; i < m->rows.n; i++) o[i] = (struct ordered){&m->plan->rows, m->rows.at[i].values, i};
  vec_sort(scratch, o, m->rows.n, sizeof *o, by_values);
  for (uint32_t i = 0; i < m->rows.n; i++) m->rows.at[o[i].was].rank = i;
}

static void order_columns(struct maker *m) {
  struct bench_column_vec *all = &m->grid->columns;
  struct ordered o[BENCH_COLUMNS_MAX];
  uint32_t place[BENCH_COLUMNS_MAX] = {0};
  for (uint32_t i = 0; i < all->n; i++) o[i] = (struct ordered){&m->plan->cols, all->at[i].values, i};
  vec_sort(m->a, o, all->n, sizeof *o, by_values);
  struct bench_column sorted[BENCH_COLUMNS_MAX];
  for (uint32_t i = 0; i < all->n; i++) {
    place[o[i].was] = i;
    sorted[i] = all->at[o[i].was];
  }
  if (all->n) memcpy(all->at, sorted, all->n * sizeof *sorted);
  VEC_EACH(struct grid_row, row, &m->rows) {
    VEC_EACH(struct cell, c, &row->cells) c->column = place[c->column];
  }
}

/* ---- tables of two sides ---- */

static const struct cell *cell_at(const struct grid_row *row, uint32_t column) {
  VEC_EACH(const struct cell, c, &row->cells) {
    if (c->column == column) return c;
  }
  return NULL;
}

static struct str say_varies(struct maker *m, const struct cell *const *sides) {
  struct str_vec keys = {0};
  for (enum side s = 0; s < SIDE_MAX; s++) {
    if (sides[s] == NULL) continue;
    VEC_EACH(const struct str, key, &sides[s]->varies) varies(m, &keys, *key);
  }
  if (keys.n == 0) return STR_NONE;
  struct str list = arena_join(m->a, keys.at, keys.n, STR(", "));
  return arena_printf(m->a, "benchmarks vary in " STR_FMT, STR_ARG(list));
}

static void take_date(struct bench_table *t, const struct bench_operand *o, enum side s) {
  const struct date *date = &o->table.date[o->side];
  if (t->date[s].known && (!date->known || date->s < t->date[s].s)) return;
  t->date[s] = *date;
  t->commit[s] = o->table.commit[o->side];
}

static void add_pair(struct maker *m, uint32_t column, const struct bench_operand_vec *operands) {
  struct bench_pair *pair = VEC_PUSH(m->a, &m->grid->pairs);
  bench_table_follow(&pair->table, &m->frame);
  pair->places = ARENA_ARRAY(m->a, struct bench_place, m->rows.n);
  for (size_t i = 0; i < m->rows.n; i++) {
    const struct grid_row *row = &m->rows.at[i];
    const struct cell *sides[SIDE_MAX] = {cell_at(row, 0), column ? cell_at(row, column) : NULL};
    if (sides[SIDE_BASE] == NULL && sides[SIDE_HEAD] == NULL) continue;
    struct bench_row *to = bench_table_row(&pair->table, &m->ids.rows.at[i].id);
    for (enum side s = 0; s < SIDE_MAX; s++)
      if (sides[s]) to->side[s] = sides[s]->side;
    to->said = m->ids.rows.at[i].said;
    to->exact = row->exact;
    pair->places[pair->table.rows.n - 1] = (struct bench_place){row->rank, say_varies(m, sides)};
  }
  VEC_EACH(const struct bench_operand, o, operands) {
    for (enum side s = 0; s < SIDE_MAX; s++)
      if (o->side == s) take_date(&pair->table, o, s);
  }
  bench_table_finish(&pair->table);
}

/* A column for every result, also one that is empty, unless some were asked for. */
static void add_results(struct maker *m, const struct bench_operand_vec *operands) {
  const struct bench_plan *p = m->plan;
  if (p->cols.n != 1 || p->cols.at[0].key.kind != BENCH_KEY_FILE || p->cols.at[0].order == BENCH_ORDER_FIXED) return;
  if (p->filter && bench_filter_names_file(p->filter)) return;
  VEC_EACH(const struct bench_operand, o, operands) {
    const struct bench_row none = {.better = BETTER_UNKNOWN};
    const struct bench_seen seen = {&o->table, &none, o->side, o->label};
    struct bench_value *values = ARENA_ARRAY(m->a, struct bench_value, 1);
    uint32_t column;
    if (bench_project(&m->plan->cols, &seen, m->a, values)) (void)column_of(m, values, &column);
  }
}

static void set_absent(struct maker *m, const struct bench_key *key, const char *option) {
  m->grid->absent_of = option;
  if (key->kind == BENCH_KEY_PROCS) m->grid->absent = STR("/gomaxprocs");
  else m->grid->absent = arena_printf(m->a, "%s" STR_FMT, key->kind == BENCH_KEY_PART ? "/" : "", STR_ARG(key->name));
}

/* A key that every result has an empty value of. */
static void find_absent(struct maker *m, struct bench_field_vec *fields, const char *option) {
  VEC_EACH(struct bench_field, f, fields) {
    if (f->order == BENCH_ORDER_FIXED || f->values != 1 || *strmap_at(m->a, &f->places, STR("")) == 0) continue;
    if (f->key.kind == BENCH_KEY_PART || f->key.kind == BENCH_KEY_CONFIG || f->key.kind == BENCH_KEY_PROCS) set_absent(m, &f->key, option);
  }
}

/* Rows have the configuration of their first result, and what is ignored does not keep them apart: all are looked at. */
static bool some_config_has(const struct bench_config_vec *configs, struct str key) {
  VEC_EACH(const struct bench_config, config, configs) {
    VEC_EACH(const struct config_pair, pair, &config->pairs) {
      if (str_eq(pair->key, key)) return true;
    }
  }
  return false;
}

static bool some_row_has(const struct bench_key *key, const struct bench_operand_vec *operands, struct arena *scratch) {
  VEC_EACH(const struct bench_operand, o, operands) {
    VEC_EACH(const struct bench_row, row, &o->table.rows) {
      const struct bench_seen seen = {&o->table, row, o->side, o->label};
      if (bench_key_value(key, &seen, scratch).n) return true;
    }
  }
  return false;
}

/* The number of processors and the machine may go unsaid: what is always ignored need not be there. */
static void find_ignored(struct maker *m, const struct bench_operand_vec *operands, struct arena *scratch) {
  const struct bench_config_vec *configs = &operands->at[operands->n - 1].table.configs;
  VEC_EACH(const struct bench_field, f, &m->plan->ignore) {
    bool part = f->key.kind == BENCH_KEY_PART, config = f->key.kind == BENCH_KEY_CONFIG && !bench_names_machine(f->key.name);
    if ((!part && !config) || (config && some_config_has(configs, f->key.name)) || some_row_has(&f->key, operands, scratch)) continue;
    set_absent(m, &f->key, "--ignore");
  }
}

void bench_grid_make(struct bench_grid *g, struct arena *a, struct bench_plan *plan, struct bench_operand_vec *operands, struct diags *d) {
  struct arena scratch = ARENA_INIT;
  struct maker m = {.a = a, .diags = d, .grid = g, .plan = plan};
  *g = (struct bench_grid){.left_out = 0};
  m.whole_names = plan->rows.n == 1 && plan->rows.at[0].key.kind == BENCH_KEY_FULLNAME;
  m.as_met = m.whole_names && plan->rows.at[0].order == BENCH_ORDER_MET;
  m.pkg_is_named = is_named(plan, BENCH_KEY_CONFIG, STR("pkg"));
  bench_table_follow(&m.frame, &operands->at[operands->n - 1].table);
  m.frame.configs = bare_configs(&m, &m.frame.configs);
  m.shown = ARENA_ARRAY(&scratch, bool, m.frame.configs.n);
  m.hidden = ARENA_ARRAY(&scratch, bool, m.frame.configs.n);
  bench_table_init(&m.ids, a);
  add_results(&m, operands);
  VEC_EACH(const struct bench_operand, o, operands) {
    VEC_EACH(const struct bench_row, row, &o->table.rows) take_row(&m, o, row, &scratch);
  }
  for (size_t i = 0; i < m.frame.configs.n; i++) m.frame.configs.at[i].left_out = m.hidden[i] && !m.shown[i];
  if (m.rows.n > 0) find_ignored(&m, operands, &scratch);
  find_absent(&m, &plan->cols, "--col");
  find_absent(&m, &plan->rows, "--row");
  order_rows(&m, &scratch);
  order_columns(&m);
  for (uint32_t column = g->columns.n > 1; column < g->columns.n; column++) add_pair(&m, column, operands);
  arena_free(&scratch);
}
