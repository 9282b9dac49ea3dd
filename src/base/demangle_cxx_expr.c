/* C++ names: operators and expressions. */
#include "base/demangle_cxx.h"

static const struct operator_name {
  char code[3];
  unsigned char args;
  const char *name;
} operators[] = {
    {"aN", 2, "&="}, {"aS", 2, "="}, {"aa", 2, "&&"}, {"ad", 1, "&"}, {"an", 2, "&"}, {"at", 1, "alignof"},
    {"aw", 1, "co_await"}, {"az", 1, "alignof"}, {"cc", 2, "const_cast"}, {"cl", 2, "()"}, {"cm", 2, ","},
    {"co", 1, "~"}, {"dV", 2, "/="}, {"dX", 3, "[...]="}, {"da", 1, "delete[]"}, {"dc", 2, "dynamic_cast"},
    {"de", 1, "*"}, {"di", 2, "="}, {"dl", 1, "delete"}, {"ds", 2, ".*"}, {"dt", 2, "."}, {"dv", 2, "/"},
    {"dx", 2, "]="}, {"eO", 2, "^="}, {"eo", 2, "^"}, {"eq", 2, "=="}, {"fL", 3, "..."}, {"fR", 3, "..."},
    {"fl", 2, "..."}, {"fr", 2, "..."}, {"ge", 2, ">="}, {"gs", 1, "::"}, {"gt", 2, ">"}, {"ix", 2, "[]"},
    {"lS", 2, "<<="}, {"le", 2, "<="}, {"ls", 2, "<<"}, {"lt", 2, "<"}, {"mI", 2, "-="}, {"mL", 2, "*="},
    {"mi", 2, "-"}, {"ml", 2, "*"}, {"mm", 1, "--"}, {"na", 3, "new[]"}, {"ne", 2, "!="}, {"ng", 1, "-"},
    {"nt", 1, "!"}, {"nw", 3, "new"}, {"nx", 1, "noexcept"}, {"oR", 2, "|="}, {"oo", 2, "||"}, {"or", 2, "|"},
    {"pL", 2, "+="}, {"pl", 2, "+"}, {"pm", 2, "->*"}, {"pp", 1, "++"}, {"ps", 1, "+"}, {"pt", 2, "->"},
    {"qu", 3, "?"}, {"rM", 2, "%="}, {"rS", 2, ">>="}, {"rc", 2, "reinterpret_cast"}, {"rm", 2, "%"}, {"rs", 2, ">>"},
    {"sP", 1, "sizeof..."}, {"sZ", 1, "sizeof..."}, {"sc", 2, "static_cast"}, {"ss", 2, "<=>"}, {"st", 1, "sizeof"},
    {"sz", 1, "sizeof"}, {"te", 1, "typeid"}, {"ti", 1, "typeid"}, {"tr", 0, "throw"}, {"tw", 1, "throw "},
};

const char *cxx_operator_name(char x, char y, unsigned *args) {
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (operators[i].code[0] != x || operators[i].code[1] != y) continue;
    *args = operators[i].args;
    return operators[i].name;
  }
  return NULL;
}

cxx *cxx_operator(struct cxx_parser *p) {
  char x = cxx_peek(p, 0), y = cxx_peek(p, 1);
  if (x == '\0' || y == '\0') return NULL;
  p->at += 2;
  if (x == 'c' && y == 'v') {
    bool before = p->in_conversion;
    p->in_conversion = true;
    cxx *type = cxx_type(p);
    p->in_conversion = before;
    return type ? cxx_node(p, CXX_CONVERSION, type, NULL) : NULL;
  }
  if (x == 'l' && y == 'i') {
    cxx *suffix = char_is_digit(cxx_peek(p, 0)) ? cxx_unqualified(p) : NULL;
    return suffix ? cxx_text(p, CXX_OPERATOR, arena_printf(p->arena, "\"\" " STR_FMT, STR_ARG(suffix->text))) : NULL;
  }
  if (x == 'v' && char_is_digit(y)) {
    cxx *vendor = cxx_unqualified(p);
    return vendor ? cxx_text(p, CXX_OPERATOR, arena_printf(p->arena, " " STR_FMT, STR_ARG(vendor->text))) : NULL;
  }
  unsigned args;
  const char *name = cxx_operator_name(x, y, &args);
  return name ? cxx_text(p, CXX_OPERATOR, str_of(name)) : NULL;
}

/* ---- leaves ---- */

/* L type value E; LZ encoding E, L_Z encoding E. */
static cxx *primary(struct cxx_parser *p) {
  if (!cxx_eat(p, 'L')) return NULL;
  if (cxx_eat_str(p, "_Z") || cxx_eat(p, 'Z')) {
    cxx *n = cxx_encoding(p);
    return n && cxx_eat(p, 'E') ? n : NULL;
  }
  cxx *type = cxx_type(p);
  if (type == NULL) return NULL;
  struct cxx_node *n = cxx_node(p, CXX_LITERAL, type, NULL);
  n->n = cxx_eat(p, 'n');
  size_t from = p->at;
  while (p->at < p->s.n && p->s.p[p->at] != 'E') p->at++;
  n->text = str_slice(p->s, from, p->at);
  return cxx_eat(p, 'E') ? n : NULL;
}

cxx *cxx_primary(struct cxx_parser *p) {
  cxx *n = cxx_enter(p) ? primary(p) : NULL;
  cxx_leave(p);
  return n;
}

/* fp_, fp0_, fL0p_, fpT; numbered from 1 here. */
static cxx *function_parameter(struct cxx_parser *p) {
  struct cxx_node *n = cxx_node(p, CXX_FPARAM, NULL, NULL);
  unsigned level;
  p->at++;
  if (cxx_eat(p, 'L') && !cxx_number(p, &level)) return NULL;
  if (!cxx_eat(p, 'p')) return NULL;
  if (cxx_eat(p, 'T')) return n;
  while (cxx_peek(p, 0) == 'K' || cxx_peek(p, 0) == 'V' || cxx_peek(p, 0) == 'r') p->at++;
  if (!cxx_sequence(p, &n->n)) return NULL;
  n->n++;
  return n;
}

static cxx *applied(struct cxx_parser *p, cxx *name) {
  if (name == NULL || cxx_peek(p, 0) != 'I') return name;
  cxx *args = cxx_template_args(p);
  return args ? cxx_node(p, CXX_TEMPLATE, name, args) : NULL;
}

/* A name as it stands in the source: a word, an operator behind "on", a destructor behind "dn". */
static cxx *base_name(struct cxx_parser *p) {
  (void)cxx_eat_str(p, "on");
  if (cxx_eat_str(p, "dn")) {
    cxx *type = cxx_peek(p, 0) == 'T' || cxx_peek(p, 0) == 'S' || cxx_peek(p, 0) == 'D' ? cxx_type(p) : cxx_unqualified(p);
    struct cxx_node *n = type ? cxx_node(p, CXX_UNARY, type, NULL) : NULL;
    if (n) n->text = STR("~");
    return n;
  }
  return applied(p, cxx_unqualified(p));
}

/* sr type name; sr part+ E name */
static cxx *unresolved(struct cxx_parser *p) {
  cxx *n;
  if (char_is_digit(cxx_peek(p, 0))) {
    struct cxx_parser before = *p; /* the parts have an E behind them; a word without it is a type */
    n = applied(p, cxx_unqualified(p));
    while (n && char_is_digit(cxx_peek(p, 0))) {
      cxx *part = applied(p, cxx_unqualified(p));
      n = part ? cxx_node(p, CXX_QUALIFIED, n, part) : NULL;
    }
    if (n && !cxx_eat(p, 'E')) {
      cxx_back(p, &before);
      n = cxx_type(p);
    }
  } else {
    n = cxx_type(p);
  }
  cxx *name = n ? base_name(p) : NULL;
  if (name && name->kind == CXX_TEMPLATE) return cxx_node(p, CXX_TEMPLATE, cxx_node(p, CXX_QUALIFIED, n, name->a), name->b);
  return name ? cxx_node(p, CXX_QUALIFIED, n, name) : NULL;
}

/* Expressions up to the byte that ends them. */
static cxx *expressions(struct cxx_parser *p, char end) {
  struct cxx_node *last = NULL, *first = NULL;
  while (!cxx_eat(p, end)) {
    cxx *e = cxx_expression(p);
    if (e == NULL) return NULL;
    struct cxx_node *item = cxx_node(p, CXX_LIST, e, NULL);
    if (last) last->b = item;
    else first = item;
    last = item;
  }
  return first ? first : cxx_node(p, CXX_LIST, NULL, NULL);
}

/* ---- with operators ---- */

static struct cxx_node *worded(struct cxx_parser *p, enum cxx_kind kind, const char *text, cxx *a, cxx *b) {
  struct cxx_node *n = cxx_node(p, kind, a, b);
  n->text = str_of(text);
  return n;
}

static cxx *conversion(struct cxx_parser *p) {
  cxx *type = cxx_type(p);
  if (type == NULL) return NULL;
  bool many = cxx_eat(p, '_');
  cxx *of = many ? expressions(p, 'E') : cxx_expression(p);
  struct cxx_node *n = of ? cxx_node(p, CXX_CAST, type, of) : NULL;
  if (n) n->n = many;
  return n;
}

/* [gs] nw placement* _ type (E | pi expression* E | il ...) */
static cxx *new_expression(struct cxx_parser *p, const char *name) {
  cxx *placement = expressions(p, '_'), *type = placement ? cxx_type(p) : NULL;
  if (type == NULL) return NULL;
  struct cxx_node *n = worded(p, CXX_NEW, name, placement, NULL);
  n->c = type;
  if (cxx_eat(p, 'E')) return n;
  if (cxx_eat_str(p, "pi")) {
    cxx *list = expressions(p, 'E');
    n->b = list ? cxx_node(p, CXX_PARENS, NULL, list) : NULL;
  } else {
    n->b = cxx_expression(p);
    if (!cxx_eat(p, 'E')) return NULL;
  }
  return n->b ? n : NULL;
}

static cxx *fold(struct cxx_parser *p, char which) {
  unsigned args;
  const char *op = cxx_operator_name(cxx_peek(p, 0), cxx_peek(p, 1), &args);
  if (op == NULL) return NULL;
  p->at += 2;
  cxx *a = cxx_expression(p), *b = NULL;
  if (a && (which == 'L' || which == 'R')) {
    b = cxx_expression(p);
    if (b == NULL) return NULL;
  }
  struct cxx_node *n = a ? worded(p, CXX_FOLD, op, a, b) : NULL;
  if (n) n->n = (unsigned char)which;
  return n;
}

static cxx *unary(struct cxx_parser *p, char x, char y, const char *name) {
  if ((x == 'p' && y == 'p') || (x == 'm' && y == 'm')) {
    bool prefix = cxx_eat(p, '_');
    cxx *of = cxx_expression(p);
    return of ? worded(p, prefix ? CXX_UNARY : CXX_POSTFIX, name, of, NULL) : NULL;
  }
  if (x == 's' && y == 'P') {
    cxx *list = expressions(p, 'E');
    return list ? cxx_node(p, CXX_SIZEOF_PACK, list, NULL) : NULL;
  }
  bool of_type = (x == 's' && y == 't') || (x == 'a' && y == 't') || (x == 't' && y == 'i');
  cxx *of = of_type ? cxx_type(p) : cxx_expression(p);
  if (of == NULL) return NULL;
  if (x == 's' && y == 'Z') return cxx_node(p, CXX_SIZEOF_PACK, of, NULL);
  bool is_word = of_type || (x == 's' && y == 'z') || (x == 'a' && y == 'z') || (x == 'n' && y == 'x') || (x == 't' && y == 'e');
  struct cxx_node *n = worded(p, is_word ? CXX_OF : CXX_UNARY, name, of, NULL);
  n->n = x == 's' && y == 't';
  return n;
}

static cxx *binary(struct cxx_parser *p, char x, char y, const char *name) {
  if (y == 'c' && (x == 'd' || x == 's' || x == 'c' || x == 'r')) {
    cxx *type = cxx_type(p), *of = type ? cxx_expression(p) : NULL;
    return of ? worded(p, CXX_NAMED_CAST, name, type, of) : NULL;
  }
  if (x == 'f') return fold(p, y);
  cxx *a = cxx_expression(p);
  if (a == NULL) return NULL;
  if (x == 'c' && y == 'l') {
    cxx *list = expressions(p, 'E');
    return list ? cxx_node(p, CXX_CALL, a, list) : NULL;
  }
  bool member = (x == 'd' || x == 'p') && y == 't';
  bool named = member && (char_is_digit(cxx_peek(p, 0)) || (cxx_peek(p, 0) == 'o' && cxx_peek(p, 1) == 'n') || (cxx_peek(p, 0) == 'd' && cxx_peek(p, 1) == 'n'));
  cxx *b = named ? base_name(p) : cxx_expression(p);
  if (b == NULL) return NULL;
  if (x == 'i' && y == 'x') return cxx_node(p, CXX_INDEX, a, b);
  return worded(p, CXX_BINARY, name, a, b);
}

static cxx *operation(struct cxx_parser *p) {
  char x = cxx_peek(p, 0), y = cxx_peek(p, 1);
  unsigned args;
  if (cxx_eat_str(p, "cv")) return conversion(p);
  const char *name = cxx_operator_name(x, y, &args);
  if (name == NULL) return NULL;
  p->at += 2;
  if (args == 0) return cxx_text(p, CXX_NAME, str_of(name));
  if (args == 1) return unary(p, x, y, name);
  if (x == 'f') return fold(p, y);
  if (args == 2) return binary(p, x, y, name);
  if (x == 'n') return new_expression(p, name);
  cxx *a = cxx_expression(p), *b = a ? cxx_expression(p) : NULL, *c = b ? cxx_expression(p) : NULL;
  if (c == NULL || x != 'q') return NULL;
  struct cxx_node *n = cxx_node(p, CXX_TERNARY, a, b);
  n->c = c;
  return n;
}

static cxx *braced(struct cxx_parser *p, bool typed) {
  cxx *type = typed ? cxx_type(p) : NULL;
  if (typed && type == NULL) return NULL;
  cxx *list = expressions(p, 'E');
  return list ? cxx_node(p, CXX_BRACED, type, list) : NULL;
}

static cxx *expression(struct cxx_parser *p) {
  char x = cxx_peek(p, 0), y = cxx_peek(p, 1);
  if (x == 'L') return cxx_primary(p);
  if (x == 'T') return applied(p, cxx_template_param(p));
  if (cxx_eat_str(p, "sr")) return unresolved(p);
  if (cxx_eat_str(p, "sp")) {
    cxx *of = cxx_expression(p);
    return of ? cxx_node(p, CXX_PACK, of, NULL) : NULL;
  }
  if (x == 'f' && (y == 'p' || (y == 'L' && char_is_digit(cxx_peek(p, 2))))) return function_parameter(p);
  if (char_is_digit(x) || (x == 'o' && y == 'n') || (x == 'd' && y == 'n')) return base_name(p);
  if (cxx_eat_str(p, "il")) return braced(p, false);
  if (cxx_eat_str(p, "tl")) return braced(p, true);
  return operation(p);
}

cxx *cxx_expression(struct cxx_parser *p) {
  cxx *n = cxx_enter(p) ? expression(p) : NULL;
  cxx_leave(p);
  return n;
}
