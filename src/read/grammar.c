#include "read/grammar.h"

#include "base/num.h"
#include "base/unit.h"

const char *grammar_name(enum grammar g) {
  static const char *const names[GRAMMAR_MAX] = {
#define X(id, name) [id] = name,
      GRAMMAR_ALL(X)
#undef X
  };
  return names[g];
}

static const struct pattern *compiled(enum grammar g) {
  static struct arena arena; /* for the life of the program */
  static struct pattern *patterns[GRAMMAR_MAX];
  if (patterns[g] != NULL) return patterns[g];
  struct str error = STR_NONE;
  patterns[g] = pattern_compile(&arena, str_of(grammar_expression(g)), PATTERN_CASELESS, &error);
  if (patterns[g] == NULL) {
    (void)fprintf(stderr, "perfpage: bug: pattern %s: " STR_FMT "\n", grammar_name(g), STR_ARG(error));
    abort();
  }
  return patterns[g];
}

struct str grammar_group(const struct grammar_match *m, const char *name) {
  return pattern_group(m->pattern, &m->at, name);
}

static bool unit_known(struct str unit) {
  enum dim dim;
  double factor;
  return unit_lookup(unit, &dim, &factor);
}

/* What the expression cannot say: the unit is one we know, the percentile and the target are in range. */
static bool makes_sense(enum grammar g, const struct grammar_match *m) {
  if (g == GRAMMAR_WINDOW || g == GRAMMAR_S_COMPARED || g == GRAMMAR_HEADER_UNIT) return true;
  struct str unit = grammar_group(m, "unit"), q = grammar_group(m, "q"), t = grammar_group(m, "t");
  double v;
  if (unit.p != NULL && !unit_known(unit)) return false;
  if (q.n > 1 && (q.p[0] == 'p' || q.p[0] == 'P') && num_parse_decimal(str_slice(q, 1, q.n), &v) && v > 100) return false;
  return t.p == NULL || (num_parse_decimal(t, &v) && v > 0 && v <= 100);
}

enum pattern_result grammar_find(enum grammar g, struct str text, size_t from, struct grammar_match *m) {
  struct grammar_match own;
  if (m == NULL) m = &own;
  m->pattern = compiled(g);
  for (;;) {
    enum pattern_result found = pattern_find(m->pattern, text, from, &m->at);
    if (found != PATTERN_YES || makes_sense(g, m)) return found;
    size_t end = (size_t)(m->at.at[0].p - text.p) + m->at.at[0].n;
    from = end > from ? end : from + 1;
  }
}
