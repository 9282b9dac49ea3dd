#include "read/perfdoc_reader.h"

/* "get | Post" becomes "GET,POST". */
static struct str methods_of(struct reader *r, struct str text) {
  struct buf b = BUF_INIT;
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    if (char_is_alpha(c)) buf_char(&b, char_upper(c));
    else if (b.n > 0 && b.p[b.n - 1] != ',') buf_char(&b, ',');
  }
  struct str out = arena_dup(r->arena, buf_view(&b));
  buf_free(&b);
  return out;
}

static bool has_lower(struct str s) {
  for (size_t i = 0; i < s.n; i++)
    if (char_is_lower(s.p[i])) return true;
  return false;
}

bool read_route(struct reader *r, const struct flat *cell, struct route *out) {
  struct grammar_match m;
  if (cell->text.n > GRAMMAR_CELL_MAX || grammar_find(GRAMMAR_ROUTE_CELL, cell->text, 0, &m) != PATTERN_YES) return false;
  struct str method = grammar_group(&m, "method");
  *out = (struct route){.methods = methods_of(r, method), .path = grammar_group(&m, "path")};
  if (has_lower(method))
    diag_add(r->diags, DIAG_METHOD_CASE, flat_pos(r, cell, method), "HTTP methods are upper case; reading as \"" STR_FMT "\"", STR_ARG(out->methods));
  return true;
}

/* Two paths that differ in the names of their parameters only are the same path. */
static struct str path_key(struct reader *r, const struct route *route) {
  struct buf b = BUF_INIT;
  buf_str(&b, route->methods);
  struct str rest = route->path, part;
  while (str_cut(&rest, '/', &part)) {
    bool parameter = part.n > 1 && (part.p[0] == '{' || part.p[0] == '<' || part.p[0] == ':');
    buf_str(&b, parameter ? STR("{}") : part);
    buf_char(&b, '/');
  }
  struct str key = arena_dup(r->arena, buf_view(&b));
  buf_free(&b);
  return key;
}

static void check_shadow(struct reader *r, const struct route *route, struct pos pos, struct strmap *exact, struct strmap *shapes) {
  struct str text = arena_printf(r->arena, STR_FMT "%s" STR_FMT, STR_ARG(route->methods), route->methods.n > 0 ? " " : "", STR_ARG(route->path));
  uint32_t same = seen_before(r, exact, text, pos.line), like = seen_before(r, shapes, path_key(r, route), pos.line);
  if (same > 0) diag_add(r->diags, DIAG_DUPLICATE_ROW, pos, "route \"" STR_FMT "\" already declared at line %u", STR_ARG(text), same);
  else if (like > 0)
    diag_add(r->diags, DIAG_ROUTE_SHADOWED, pos, "route \"" STR_FMT "\" matches the same requests as the one at line %u, which wins", STR_ARG(text), like);
}

/* A scenario or operation that is no path is held against a measurement of its name. */
static void read_named(struct reader *r, const struct table *t, const struct row *row, int name, int column) {
  struct slo s = {.decl = row_decl(r, row), .shape = SLO_BOUND, .name = row_text(row, name), .subject = row_text(row, name)};
  const struct cell *cell = row_cell(row, column);
  if (row_lacks(row, column, &s.decl)) s.has_bound = false;
  else if (row_is_void(row, column, &s.decl)) s.unbounded = s.decl.problem.n == 0;
  else s.has_bound = read_bound(r, &s.decl, &cell->flat, header_text(t, column), "a duration", &s.bound);
  s.has_quantile = header_quantile(header_text(t, column), &s.quantile);
  *VEC_PUSH(r->arena, &r->doc->slos) = s;
}

static void read_budget(struct reader *r, const struct table *t, const struct row *row, const struct route *route, struct str problem, int column) {
  struct route_budget b = {.decl = row_decl(r, row), .route = *route, .quantile = 0.99};
  b.decl.problem = problem;
  b.reason = row_text(row, table_column(t, GRAMMAR_C_WHY));
  (void)header_quantile(header_text(t, column), &b.quantile);
  const struct cell *cell = row_cell(row, column);
  struct grammar_match m;
  if (row_lacks(row, column, &b.decl)) b.unbounded = false;
  else if (row_is_void(row, column, &b.decl)) b.unbounded = b.decl.problem.n == 0;
  else if (read_time_bound(r, &b.decl, &cell->flat, header_text(t, column), &b.bound) &&
           grammar_find(GRAMMAR_BOUND_CELL, cell->flat.text, 0, &m) == PATTERN_YES && grammar_group(&m, "q").n > 0)
    (void)quantile_of(grammar_group(&m, "q"), &b.quantile);
  *VEC_PUSH(r->arena, &r->doc->routes) = b;
}

/* "Import of a catalogue" may be measured by that name; "POST checkout", "*" and "GET /x?y=1" are routes gone wrong. */
static bool is_name(struct str text) {
  static const char *const methods[] = {"GET ", "HEAD ", "POST ", "PUT ", "PATCH ", "DELETE ", "OPTIONS ", "CONNECT ", "TRACE ", "ANY "};
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
    if (str_starts_nocase(text, str_of(methods[i]))) return false;
  for (size_t i = 0; i < text.n; i++)
    if (char_is_alnum(text.p[i]) || (unsigned char)text.p[i] >= 0x80) return str_find_char(text, '/') == STR_NPOS;
  return false;
}

bool read_route_table(struct reader *r, const struct table *t) {
  int columns[BOUND_COLUMNS], name = table_column(t, GRAMMAR_C_ROUTE);
  size_t n = bound_columns(t, columns);
  if (n == 0) return false;
  if (name == NO_COLUMN) {
    if (r->section != SECTION_ROUTE || columns[0] == 0) return false;
    name = 0;
  }
  struct strmap exact = {0}, shapes = {0};
  struct row row;
  for (const struct block *at = NULL; table_next(r, t, &at, &row);) {
    const struct cell *cell = row_cell(&row, name);
    struct route route = {STR_NONE, STR_NONE};
    struct str problem = STR_NONE;
    bool is_route = read_route(r, &cell->flat, &route);
    if (is_route && str_find_char(route.path, '?') == STR_NPOS) {
      check_shadow(r, &route, row.pos, &exact, &shapes);
    } else if (!is_route && is_name(cell->flat.text)) {
      for (size_t i = 0; i < n; i++) read_named(r, t, &row, name, columns[i]);
      continue;
    } else {
      problem = arena_printf(r->arena, "\"" STR_FMT "\" is no route; write e.g. \"POST /checkout\"", STR_ARG(cell->flat.text));
      diag_add(r->diags, DIAG_RULE_UNREADABLE, row.pos, STR_FMT, STR_ARG(problem));
    }
    for (size_t i = 0; i < n; i++) read_budget(r, t, &row, &route, problem, columns[i]);
  }
  return true;
}
