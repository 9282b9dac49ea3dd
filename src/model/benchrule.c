#include "model/benchrule.h"

struct bench_rule bench_rule_of(struct arena *a, struct str glob) {
  struct bench_rule r = {.glob = glob, .literals = utf8_count(glob)};
  size_t literals, wildcards;
  glob_weight(glob, &literals, &wildcards);
  if (wildcards == 0) return r;
  struct str error;
  r.pattern = pattern_glob(a, glob, &error);
  if (r.pattern == NULL) return r;
  r.literals = literals;
  r.wildcards = wildcards;
  return r;
}

void bench_rule_clear(struct bench_rule *r) {
  pattern_free(r->pattern);
  r->pattern = NULL;
}

/* A plain name covers `whole` when it is it, or all of it up to a slash. */
static bool covers(struct bench_rule *r, struct str whole) {
  if (r->pattern != NULL) {
    enum pattern_result found = pattern_find(r->pattern, whole, 0, NULL);
    r->limited = r->limited || found == PATTERN_LIMIT;
    return found == PATTERN_YES;
  }
  return str_starts(whole, r->glob) && (whole.n == r->glob.n || whole.p[r->glob.n] == '/');
}

bool bench_rule_matches(struct bench_rule *r, const struct bench_id *id) {
  if (r->glob.n == 0) return false;
  struct buf b = BUF_INIT;
  buf_str(&b, id->suite);
  buf_char(&b, '.');
  buf_cstr(&b, "Benchmark");
  size_t go = b.n - strlen("Benchmark"), name = b.n;
  buf_str(&b, id->name);
  buf_str(&b, id->params);
  struct str all = buf_view(&b);
  bool yes = covers(r, str_slice(all, go, all.n)) || covers(r, str_slice(all, name, all.n));
  if (!yes && id->suite.n > 0) {
    yes = covers(r, all);
    b.n = go;
    buf_str(&b, id->name);
    buf_str(&b, id->params);
    yes = yes || covers(r, buf_view(&b));
  }
  buf_free(&b);
  return yes;
}

int bench_rule_cmp(const struct bench_rule *a, const struct bench_rule *b) {
  if (a->literals != b->literals) return a->literals > b->literals ? -1 : 1;
  if (a->wildcards != b->wildcards) return a->wildcards < b->wildcards ? -1 : 1;
  return 0;
}

static bool matches_any(struct bench_rule *r, const struct bench_table *t) {
  VEC_EACH(const struct bench_row, row, &t->rows)
    if (bench_rule_matches(r, &row->id)) return true;
  return false;
}

void bench_rule_lint(struct diags *d, const struct perfdoc *doc, const struct bench_table *t) {
  struct arena scratch = ARENA_INIT;
  VEC_EACH(const struct gate_rule, rule, &doc->rules) {
    if (rule->glob.n == 0 || rule->unbounded) continue;
    struct bench_rule r = bench_rule_of(&scratch, rule->glob);
    if (r.pattern == NULL && str_find_char(rule->glob, ' ') != STR_NPOS) continue; /* it was complained of when it was read */
    bool matches = matches_any(&r, t);
    if (r.limited) diag_add(d, DIAG_PARSER_LIMIT, rule->decl.pos, "too involved to be matched against every benchmark");
    else if (!matches) diag_add(d, DIAG_BENCH_UNMATCHED, rule->decl.pos, "matches no benchmark in the inputs");
    bench_rule_clear(&r);
  }
  arena_free(&scratch);
}
