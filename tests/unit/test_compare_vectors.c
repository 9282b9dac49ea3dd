/* Whole files against benchstat's own output: centres, intervals, p to its printed digits, change, geometric mean. */
#include "analysis/compare.h"
#include "base/source.h"
#include "read/gobench.h"

#include "check.h"

#include <math.h>

struct vector {
  const char *name;
  const char *head; /* NULL: new.txt */
  uint32_t flags;
};
enum {
  SHARED = 1,    /* an outside case: stays in ../shared */
  ONE_TABLE = 2, /* the reference splits what is one row for us: only centres and intervals can be compared */
  UNTIDY = 4,    /* the reference leaves "ns/op" where the value is 0 */
  WRONG_P = 8,   /* the reference's p is wrong (docs/statistics.md) */
};
static struct vector vectors[] = {
    {"01-perf-old-new", NULL, SHARED}, {"06-perf-units", NULL, SHARED}, {"07-perf-zero", NULL, SHARED},
    {"08-perf-smallSample", NULL, SHARED}, {"16-v1-old-new", NULL, SHARED | ONE_TABLE}, {"22-real-systemd-06-07", NULL, SHARED},
    {"24-real-duty-n1", NULL, SHARED}, {"25-n1", NULL, 0}, {"26-n2", NULL, 0}, {"27-n3", NULL, 0}, {"28-n4", NULL, 0},
    {"30-n6", NULL, 0}, {"31-n10", NULL, 0}, {"32-n3-vs-n10", NULL, 0}, {"34-n100", NULL, 0}, {"35-n100-ties", NULL, 0},
    {"37-n51-approx", NULL, 0}, {"38-n25-ties-exact", NULL, 0}, {"40-n30-n31-ci", NULL, 0}, {"42-ties-asym-order", NULL, 0},
    {"44-all-equal", NULL, 0}, {"45-all-equal-n1", NULL, 0}, {"47-const-but-different", NULL, 0}, {"48-zero-ns", NULL, UNTIDY},
    {"50-allocs-0-0", NULL, 0}, {"52-allocs-1-0", NULL, 0}, {"53-missing-in-new", NULL, 0}, {"55-unit-only-one-side", NULL, 0},
    {"56-different-units-between-files", NULL, 0}, {"57-pkgs-order", NULL, 0}, {"58-cpu-differs", NULL, ONE_TABLE},
    {"61-sub-benchmarks", NULL, 0}, {"64-filter-unit", NULL, 0}, {"67-unit-lines", NULL, 0}, {"68-crlf-utf8", NULL, 0},
    {"71-sign-cross", NULL, 0}, {"72-tiny-scale", NULL, 0}, {"74-custom-units", NULL, 0}, {"75-labels", NULL, 0},
    {"76-same-file-twice", "old.txt", 0}, {"77-config-midfile", NULL, 0}, {"78-dup-metric-in-line", NULL, 0},
    {"81-empty-new", NULL, 0}, {"82-empty-both", NULL, 0}, {"86-inf", NULL, 0}, {"87-ties-asym-p-gt", NULL, 0},
    {"90-p-underflow-zero", NULL, 0},
};

struct loaded {
  struct arena arena;
  struct diags diags;
  struct bench_table table;
  struct perfdoc doc;
  struct inputs in;
  struct report report;
};

static const char *path_of(const struct vector *v, const char *file) {
  static char path[2][300];
  static size_t turn;
  char *p = path[turn++ % 2];
  snprintf(p, sizeof path[0], "%s%s/%s", v->flags & SHARED ? "vectors/bench/" : "tests/vectors/bench/", v->name, file);
  return v->flags & SHARED ? check_shared(p) : p;
}

static void load_side(struct loaded *l, const struct vector *v, const char *file, enum side side) {
  struct source s;
  assert_true(source_load(&l->arena, &l->diags, path_of(v, file), str_of(file), &s));
  gobench_read(&l->table, &l->diags, &s, side);
}

static struct loaded *load(const struct vector *v) {
  static struct loaded loaded;
  struct loaded *l = &loaded;
  arena_free(&l->arena);
  *l = (struct loaded){.arena = ARENA_INIT};
  diag_init(&l->diags, &l->arena);
  bench_table_init(&l->table, &l->arena);
  load_side(l, v, "old.txt", SIDE_BASE);
  load_side(l, v, v->head ? v->head : "new.txt", SIDE_HEAD);
  bench_table_finish(&l->table);
  l->in = (struct inputs){.doc = &l->doc, .bench = &l->table, .has_role = {true, true}};
  l->report = (struct report){.arena = &l->arena, .in = &l->in, .diags = &l->diags};
  compare_judge(&l->report);
  return l;
}

static bool has_diag(const struct loaded *l, enum diag_id id) {
  VEC_EACH(const struct diag, d, &l->diags.list) {
    if (d->id == id) return true;
  }
  return false;
}

/* ---- the expected table ---- */

struct expect {
  struct str suite, unit;
  bool column[SIDE_MAX]; /* the table has a column of this side */
  bool two;              /* and compares */
};

static const struct bench_result *find_row(const struct loaded *l, const struct expect *e, struct str name) {
  VEC_EACH(const struct bench_result, b, &l->report.benches) {
    const struct bench_id *id = &l->table.rows.at[b->row].id;
    struct buf full = BUF_INIT;
    bench_id_put(&full, id);
    bool same = str_eq(buf_view(&full), name) && str_eq(id->unit, e->unit) && str_eq(id->suite, e->suite);
    buf_free(&full);
    if (same) return b;
  }
  fail_msg("no row %.*s %.*s in suite %.*s", STR_ARG(name), STR_ARG(e->unit), STR_ARG(e->suite));
  return NULL;
}

static double number(struct str s) {
  char text[64];
  snprintf(text, sizeof text, "%.*s", STR_ARG(s));
  return check_num(text);
}

static void same_text(const char *got, struct str want, struct str row, const char *what) {
  if (!str_eq(str_of(got), want)) fail_msg("%.*s: %s is %s, not %.*s", STR_ARG(row), what, got, STR_ARG(want));
}

static void check_side(const struct bench_result *b, enum side s, struct str centre, struct str ci, struct str row) {
  if (centre.n == 0) {
    assert_false(b->has[s]);
    return;
  }
  assert_true(b->has[s]);
  check_double(b->side[s].centre, number(centre), 1e-12);
  char text[400] = "?";
  if (isinf(b->side[s].spread)) snprintf(text, sizeof text, "∞");
  else if (!isnan(b->side[s].spread)) snprintf(text, sizeof text, "%.0f%%", 100 * b->side[s].spread);
  same_text(text, ci, row, "interval");
}

static void format_delta(const struct bench_result *b, bool tested, char *out, size_t n) {
  double base = b->side[SIDE_BASE].centre, head = b->side[SIDE_HEAD].centre;
  if (tested && b->p > 0.05) snprintf(out, n, "~");
  else if (base <= head && head <= base) snprintf(out, n, "0.00%%");
  else if (isnan(b->change)) snprintf(out, n, "?");
  else snprintf(out, n, "%+.2f%%", 100 * b->change);
}

static void check_change(const struct bench_result *b, bool declared_exact, struct str delta, struct str p, struct str row) {
  char text[400];
  struct str n_part = p, p_part = STR_NONE;
  if (str_starts(p, STR("p="))) str_cut(&n_part, ' ', &p_part);
  if (b->side[SIDE_BASE].n == b->side[SIDE_HEAD].n) snprintf(text, sizeof text, "n=%u", b->side[SIDE_BASE].n);
  else snprintf(text, sizeof text, "n=%u+%u", b->side[SIDE_BASE].n, b->side[SIDE_HEAD].n);
  same_text(text, n_part, row, "count");
  if (p_part.n > 0) {
    snprintf(text, sizeof text, "p=%.3f", b->p);
    same_text(text, p_part, row, "p");
  } else if (!declared_exact) { /* it printed none because it had underflowed to 0 */
    assert_true(b->p > 0 && b->p < 1e-3);
  }
  format_delta(b, !declared_exact, text, sizeof text);
  same_text(text, delta, row, "change");
}

static size_t split(struct str line, struct str *f, size_t max) {
  size_t n = 0;
  while (n < max && str_cut(&line, ',', &f[n])) n++;
  for (size_t i = n; i < max; i++) f[i] = STR_NONE;
  return n;
}

/* The tables of expected.csv: lines of configuration, two lines of header, rows, the mean. Returns the rows checked. */
static void check_rows(const struct vector *v, const struct loaded *l, struct str csv, size_t *rows) {
  struct expect e = {.suite = STR_NONE};
  struct str line, f[7];
  bool header = false;
  while (str_next_line(&csv, &line)) {
    if (line.n == 0) continue;
    size_t n = split(line, f, 7);
    if (line.p[0] != ',' && n == 1) {
      if (str_starts(line, STR("pkg: "))) e.suite = str_slice(line, 5, line.n);
    } else if (line.p[0] == ',' && !header) {
      header = true;
      e.two = n > 3;
      e.column[SIDE_BASE] = e.two || str_eq(f[1], STR("old.txt"));
    } else if (line.p[0] == ',') {
      header = false;
      e.unit = v->flags & UNTIDY && str_eq(f[1], STR("ns/op")) ? STR("sec/op") : f[1];
    } else if (!str_eq(f[0], STR("geomean"))) {
      const struct bench_result *b = find_row(l, &e, f[0]);
      ++*rows;
      if (!e.two) {
        check_side(b, e.column[SIDE_BASE] ? SIDE_BASE : SIDE_HEAD, f[1], f[2], f[0]);
        if (!(v->flags & ONE_TABLE)) assert_false(b->comparable);
        continue;
      }
      check_side(b, SIDE_BASE, f[1], f[2], f[0]);
      check_side(b, SIDE_HEAD, f[3], f[4], f[0]);
      if (f[6].n > 0) check_change(b, l->table.rows.at[b->row].exact, f[5], f[6], f[0]);
      else assert_false(b->comparable);
    }
  }
}

/* Where every row is on both sides and of one suite the means are the same rows' means. */
static void check_geomeans(const struct loaded *l, struct str csv) {
  struct str line, f[7], unit = STR_NONE;
  bool header = false, packages = str_find(csv, STR("\npkg: ")) != STR_NPOS && str_find(csv, STR("\n\npkg: ")) != STR_NPOS;
  while (!packages && str_next_line(&csv, &line)) {
    if (line.n == 0) continue;
    split(line, f, 7);
    if (line.p[0] == ',' && header) unit = f[1];
    header = line.p[0] == ',' && !header;
    if (!str_eq(f[0], STR("geomean")) || f[3].n == 0) continue;
    VEC_EACH(const struct geomean, g, &l->report.geomeans) {
      if (!str_eq(g->unit, unit) || g->left_out.n > 0) continue;
      check_double(g->base, number(f[1]), 1e-9);
      check_double(g->head, number(f[3]), 1e-9);
      char text[400];
      snprintf(text, sizeof text, "%+.2f%%", 100 * (g->ratio - 1));
      same_text(text, f[5], unit, "geometric mean");
    }
  }
}

static void vector_test(void **state) {
  const struct vector *v = *state;
  const struct loaded *l = load(v);
  size_t len, rows = 0;
  const char *csv = check_file(path_of(v, "expected.csv"), &len);
  check_rows(v, l, (struct str){csv, len}, &rows);
  check_geomeans(l, (struct str){csv, len});
  if (len > 1) assert_true(rows > 0);
  else assert_int_equal(l->report.benches.n, 0);
}

/* ---- where ours is to differ ---- */

static struct vector mixed_zero = {"49-mixed-zero-ns", NULL, 0};
static void mixed_zero_is_one_row(void **state) {
  (void)state;
  const struct loaded *l = load(&mixed_zero);
  assert_int_equal(l->report.benches.n, 1);
  const struct bench_result *b = &l->report.benches.at[0];
  assert_int_equal(b->side[SIDE_BASE].n, 6);
  check_double(b->side[SIDE_BASE].centre, 1e-9, 1e-12);
  assert_true(b->difference_raw);
}

static struct vector cpu_differs = {"58-cpu-differs", NULL, 0};
static void other_cpu_is_compared(void **state) {
  (void)state;
  const struct loaded *l = load(&cpu_differs);
  const struct bench_result *b = &l->report.benches.at[0];
  assert_true(b->comparable);
  assert_true(has_diag(l, DIAG_MACHINE_DIFFERS));
  assert_int_equal(b->config_diff.n, 1);
  assert_true(str_eq(b->config_diff.at[0].key, STR("cpu")));
  assert_int_equal(b->verdict, VERDICT_WARN);
}

static struct vector nan_sample = {"85-nan", NULL, 0};
static void nan_is_left_out(void **state) {
  (void)state;
  const struct loaded *l = load(&nan_sample);
  assert_true(has_diag(l, DIAG_BENCH_NAN));
  assert_int_equal(l->report.benches.at[0].side[SIDE_HEAD].n, 5);
  assert_int_equal(l->table.rows.at[0].side[SIDE_HEAD].rejected, 1);
}

static struct vector infinite = {"86-inf", NULL, 0}, numbers = {"69-numbers", NULL, 0};
static void infinite_is_unbounded(void **state) {
  const struct loaded *l = load(*state);
  bool met = false;
  VEC_EACH(const struct bench_result, b, &l->report.benches) {
    bool inf = false;
    for (enum side s = 0; s < SIDE_MAX; s++) {
      const struct f64_vec *v = &l->table.rows.at[s == SIDE_BASE ? b->base_row : b->row].side[s].samples;
      VEC_EACH(const double, d, v) inf = inf || isinf(*d);
    }
    if (!inf) continue;
    met = true;
    assert_false(b->change_bounded);
    assert_true(b->verdict == VERDICT_NO_DATA || b->verdict == VERDICT_UNMEASURED);
  }
  assert_true(met);
}

static struct vector long_line = {"83-long-line", NULL, 0};
static void long_line_is_read(void **state) {
  (void)state;
  const struct loaded *l = load(&long_line);
  assert_true(l->report.benches.n > 0);
  assert_true(l->report.benches.at[0].comparable);
}

static struct vector pkgs = {"57-pkgs-order", NULL, 0};
static void packages_by_first_appearance(void **state) {
  (void)state;
  const struct loaded *l = load(&pkgs);
  assert_true(str_eq(l->table.rows.at[l->report.benches.at[0].row].id.suite, STR("zzz")));
}

int main(void) {
  for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) check_test_state(vectors[i].name, vector_test, &vectors[i]);
  check_test("49-mixed-zero-ns is one row", mixed_zero_is_one_row);
  check_test("57-pkgs-order by first appearance", packages_by_first_appearance);
  check_test("58-cpu-differs is compared, with a warning", other_cpu_is_compared);
  check_test_state("69-numbers infinite, never judged", infinite_is_unbounded, &numbers);
  check_test("83-long-line is read", long_line_is_read);
  check_test("85-nan is left out", nan_is_left_out);
  check_test_state("86-inf is unbounded, never judged", infinite_is_unbounded, &infinite);
  return check_run("compare_vectors");
}
