#include "model/benchfilter.h"

#include "base/unit.h"

enum node_kind { NODE_ALL, NODE_ANY, NODE_NOT, NODE_VALUE };
enum { DEPTH_MAX = 100 };

struct node;
VEC_OF(node_vec, struct node *);

struct node {
  enum node_kind kind;
  struct node_vec of;      /* ALL (of none: everything), ANY, NOT (of one) */
  struct bench_key key;    /* VALUE */
  struct str literal;
  struct str unit;         /* of .unit, what the literal is tidied to */
  struct pattern *pattern; /* NULL: the literal */
};

VEC_OF(pattern_vec, struct pattern *);

struct bench_filter {
  struct node *top;
  struct str_vec keys;
  struct pattern_vec patterns;
  uint64_t limited;
  bool names_file;
};

struct parser {
  struct bench_lexer lexer;
  struct bench_filter *filter;
  struct bench_token token; /* the one that is looked at */
  int depth;
};

static void advance(struct parser *p, bool value) {
  p->token = bench_lex(&p->lexer, value);
  if (p->token.pattern) *VEC_PUSH(p->lexer.arena, &p->filter->patterns) = p->token.pattern;
}

static struct node *fail(struct parser *p, size_t at, const char *message) {
  (void)bench_lex_fail(&p->lexer, at, message);
  return NULL;
}

static struct node *new_node(struct parser *p, enum node_kind kind) {
  struct node *n = ARENA_NEW(p->lexer.arena, struct node);
  n->kind = kind;
  return n;
}

static struct node *value_node(struct parser *p, const struct bench_key *key) {
  if (p->token.kind != TOKEN_WORD && p->token.kind != TOKEN_REGEXP) return fail(p, p->token.at, "a value is expected here");
  struct node *n = new_node(p, NODE_VALUE);
  double factor;
  n->key = *key;
  n->literal = p->token.text;
  n->pattern = p->token.pattern;
  if (key->kind == BENCH_KEY_UNIT && n->pattern == NULL) n->unit = unit_tidy(p->lexer.arena, n->literal, &factor);
  return n;
}

/* "(a OR b)", from behind the bracket to behind the other. */
static struct node *value_list(struct parser *p, const struct bench_key *key) {
  struct node *any = new_node(p, NODE_ANY);
  for (;;) {
    advance(p, true);
    struct node *n = value_node(p, key);
    if (n == NULL) return NULL;
    *VEC_PUSH(p->lexer.arena, &any->of) = n;
    advance(p, true);
    if (bench_token_is(&p->token, ')')) break;
    if (p->token.kind != TOKEN_OR) return fail(p, p->token.at, "OR or ) is expected between the values of a list");
  }
  advance(p, false);
  return any;
}

static struct node *key_and_value(struct parser *p) {
  struct bench_token word = p->token;
  struct bench_key key = bench_key_of(word.text);
  advance(p, false);
  if (!bench_token_is(&p->token, ':')) return fail(p, word.at, "key:value is expected here");
  if (key.kind == BENCH_KEY_UNKNOWN)
    return fail(p, word.at, "no such key: there are .name, .fullname, .unit, .file, /part, /gomaxprocs, pkg and other configuration keys (goos, cpu, ...)");
  if (key.kind == BENCH_KEY_ALL_CONFIG) return fail(p, word.at, ".config has no single value: name one of its keys");
  if (key.kind == BENCH_KEY_FILE) p->filter->names_file = true;
  if (bench_key_splits(&key)) *VEC_PUSH(p->lexer.arena, &p->filter->keys) = key.name;
  advance(p, true);
  if (bench_token_is(&p->token, '(')) return value_list(p, &key);
  struct node *n = value_node(p, &key);
  if (n) advance(p, false);
  return n;
}

static struct node *expression(struct parser *p);

static struct node *match(struct parser *p) {
  if (p->depth == DEPTH_MAX) return fail(p, p->token.at, "more than 100 brackets or minus signs within each other");
  p->depth++;
  struct node *n = NULL;
  if (bench_token_is(&p->token, '(')) {
    advance(p, false);
    n = expression(p);
    if (n && !bench_token_is(&p->token, ')')) n = fail(p, p->token.at, "a ) is missing here");
    if (n) advance(p, false);
  } else if (bench_token_is(&p->token, '-')) {
    advance(p, false);
    struct node *of = match(p);
    if (of) {
      n = new_node(p, NODE_NOT);
      *VEC_PUSH(p->lexer.arena, &n->of) = of;
    }
  } else if (bench_token_is(&p->token, '*')) {
    n = new_node(p, NODE_ALL);
    advance(p, false);
  } else if (p->token.kind == TOKEN_WORD) {
    n = key_and_value(p);
  } else {
    n = fail(p, p->token.at, "key:value, * or ( is expected here");
  }
  p->depth--;
  return n;
}

static bool ends_all(const struct bench_token *t) {
  return t->kind == TOKEN_END || t->kind == TOKEN_OR || bench_token_is(t, ')');
}

static struct node *all_of(struct parser *p) {
  struct node *all = new_node(p, NODE_ALL);
  do {
    struct node *n = match(p);
    if (n == NULL) return NULL;
    *VEC_PUSH(p->lexer.arena, &all->of) = n;
    if (p->token.kind != TOKEN_AND) continue;
    advance(p, false);
    if (ends_all(&p->token)) return fail(p, p->token.at, "something is expected behind AND");
  } while (!ends_all(&p->token));
  return all;
}

static struct node *expression(struct parser *p) {
  struct node *any = new_node(p, NODE_ANY);
  for (;;) {
    struct node *n = all_of(p);
    if (n == NULL) return NULL;
    *VEC_PUSH(p->lexer.arena, &any->of) = n;
    if (p->token.kind != TOKEN_OR) return any;
    advance(p, false);
  }
}

struct bench_filter *bench_filter_parse(struct arena *a, struct str text, struct bench_fault *fault) {
  struct bench_filter *f = ARENA_NEW(a, struct bench_filter);
  struct parser p = {.lexer = {.arena = a, .text = text}, .filter = f};
  advance(&p, false);
  f->top = expression(&p);
  if (f->top && p.token.kind != TOKEN_END) f->top = fail(&p, p.token.at, "nothing opens this )");
  if (f->top && !p.lexer.failed) return f;
  *fault = p.lexer.fault;
  bench_filter_free(f);
  return NULL;
}

static bool finds(struct bench_filter *f, const struct node *n, struct str value) {
  enum pattern_result r = pattern_find(n->pattern, value, 0, NULL);
  f->limited += r == PATTERN_LIMIT;
  return r == PATTERN_YES;
}

/* Files write ns/op where tables say sec/op, and MB/s where they say B/s. */
static bool finds_unit(struct bench_filter *f, const struct node *n, struct str unit, struct arena *scratch) {
  static const struct {
    struct str tidy, raw;
  } forms[] = {{{"sec", 3}, {"ns", 2}}, {{"B", 1}, {"MB", 2}}};
  if (finds(f, n, unit)) return true;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    struct str rest = str_slice(unit, forms[i].tidy.n, unit.n);
    if (!str_starts(unit, forms[i].tidy) || (rest.n && char_is_alnum(rest.p[0]))) continue;
    return finds(f, n, arena_printf(scratch, STR_FMT STR_FMT, STR_ARG(forms[i].raw), STR_ARG(rest)));
  }
  return false;
}

static bool has_value(struct bench_filter *f, const struct node *n, const struct bench_seen *seen, struct arena *scratch) {
  struct str value = bench_key_value(&n->key, seen, scratch);
  bool is_unit = n->key.kind == BENCH_KEY_UNIT;
  if (n->pattern) return is_unit ? finds_unit(f, n, value, scratch) : finds(f, n, value);
  return str_eq(value, n->literal) || (is_unit && str_eq(value, n->unit));
}

static bool takes(struct bench_filter *f, const struct node *n, const struct bench_seen *seen, struct arena *scratch) {
  if (n->kind == NODE_VALUE) return has_value(f, n, seen, scratch);
  for (size_t i = 0; i < n->of.n; i++) {
    bool taken = takes(f, n->of.at[i], seen, scratch);
    if (n->kind == NODE_NOT) return !taken;
    if (taken != (n->kind == NODE_ALL)) return taken;
  }
  return n->kind == NODE_ALL;
}

bool bench_filter_takes(struct bench_filter *f, const struct bench_seen *seen, struct arena *scratch) {
  struct arena_mark mark = arena_mark(scratch);
  bool taken = takes(f, f->top, seen, scratch);
  arena_release(scratch, mark);
  return taken;
}

const struct str_vec *bench_filter_keys(const struct bench_filter *f) {
  return &f->keys;
}

bool bench_filter_names_file(const struct bench_filter *f) {
  return f->names_file;
}

uint64_t bench_filter_limited(const struct bench_filter *f) {
  return f->limited;
}

void bench_filter_free(struct bench_filter *f) {
  if (f == NULL) return;
  for (size_t i = 0; i < f->patterns.n; i++) pattern_free(f->patterns.at[i]);
  f->patterns.n = 0;
}
