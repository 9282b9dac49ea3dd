/* C++ names: encodings, names and substitutions. */
#include "base/demangle_cxx.h"

/* ---- bytes ---- */

char cxx_peek(const struct cxx_parser *p, size_t ahead) {
  return p->at + ahead < p->s.n ? p->s.p[p->at + ahead] : '\0';
}

bool cxx_eat(struct cxx_parser *p, char c) {
  if (cxx_peek(p, 0) != c || p->at >= p->s.n) return false;
  p->at++;
  return true;
}

bool cxx_eat_str(struct cxx_parser *p, const char *s) {
  if (!str_starts(str_slice(p->s, p->at, p->s.n), str_of(s))) return false;
  p->at += strlen(s);
  return true;
}

bool cxx_number(struct cxx_parser *p, unsigned *out) {
  if (!char_is_digit(cxx_peek(p, 0))) return false;
  unsigned v = 0;
  while (char_is_digit(cxx_peek(p, 0))) {
    if (v > 100000000) return false;
    v = v * 10 + (unsigned)(p->s.p[p->at++] - '0');
  }
  *out = v;
  return true;
}

bool cxx_sequence(struct cxx_parser *p, unsigned *out) {
  *out = 0;
  if (cxx_eat(p, '_')) return true;
  if (!cxx_number(p, out)) return false;
  ++*out;
  return cxx_eat(p, '_');
}

/* ---- nodes ---- */

struct cxx_node *cxx_node(struct cxx_parser *p, enum cxx_kind kind, cxx *a, cxx *b) {
  struct cxx_node *n = ARENA_NEW(p->arena, struct cxx_node);
  n->kind = kind;
  n->a = a;
  n->b = b;
  return n;
}

struct cxx_node *cxx_text(struct cxx_parser *p, enum cxx_kind kind, struct str text) {
  struct cxx_node *n = cxx_node(p, kind, NULL, NULL);
  n->text = text;
  return n;
}

cxx *cxx_substitutable(struct cxx_parser *p, cxx *n) {
  if (n) VEC_PUSH(p->arena, &p->subs)->node = n;
  return n;
}

bool cxx_enter(struct cxx_parser *p) {
  return ++p->depth <= DEMANGLE_DEPTH && ++p->steps <= DEMANGLE_STEPS;
}

void cxx_back(struct cxx_parser *p, const struct cxx_parser *before) {
  unsigned steps = p->steps;
  *p = *before;
  p->steps = steps;
}

void cxx_leave(struct cxx_parser *p) {
  p->depth--;
}

/* ---- names ---- */

static cxx *source_name(struct cxx_parser *p) {
  unsigned n;
  if (!cxx_number(p, &n) || n == 0 || n > p->s.n - p->at) return NULL;
  struct str text = str_slice(p->s, p->at, p->at + n);
  p->at += n;
  struct str anonymous = STR("_GLOBAL__N");
  bool marked = text.n > 8 && str_starts(text, STR("_GLOBAL_")) && text.p[9] == 'N' && (text.p[8] == '.' || text.p[8] == '_' || text.p[8] == '$');
  if (str_starts(text, anonymous) || marked) text = STR("(anonymous namespace)");
  p->last = text;
  return cxx_text(p, CXX_NAME, text);
}

static cxx *special_member(struct cxx_parser *p) {
  enum cxx_kind kind = cxx_peek(p, 0) == 'C' ? CXX_CTOR : CXX_DTOR;
  char which = cxx_peek(p, 1);
  bool inherits = kind == CXX_CTOR && which == 'I';
  if (inherits) which = cxx_peek(p, 2);
  bool known = kind == CXX_CTOR ? which >= '1' && which <= '5' : which == '0' || which == '1' || which == '2' || which == '4' || which == '5';
  if (!known || p->last.n == 0) return NULL;
  p->at += inherits ? 3 : 2;
  if (inherits && cxx_type(p) == NULL) return NULL; /* the class whose constructor is taken over, and named */
  return cxx_text(p, kind, p->last);
}

static cxx *lambda(struct cxx_parser *p) {
  while (cxx_peek(p, 0) == 'T' && (cxx_peek(p, 1) == 'y')) p->at += 2; /* declared template parameters say nothing more */
  cxx *parameters = cxx_parameters(p);
  struct cxx_node *n = cxx_node(p, CXX_LAMBDA, NULL, parameters);
  return parameters && cxx_eat(p, 'E') && cxx_sequence(p, &n->n) ? n : NULL;
}

static cxx *structured_binding(struct cxx_parser *p) {
  struct cxx_node *first = NULL, *last = NULL;
  while (!cxx_eat(p, 'E')) {
    cxx *name = source_name(p);
    if (name == NULL) return NULL;
    struct cxx_node *item = cxx_node(p, CXX_LIST, name, NULL);
    if (last) last->b = item;
    else first = item;
    last = item;
  }
  return first ? cxx_node(p, CXX_BINDING, first, NULL) : NULL;
}

/* Of names with internal linkage: "__" number "_" or "_" digit, which say nothing. */
static void skip_discriminator(struct cxx_parser *p) {
  size_t before = p->at;
  unsigned n;
  if (!cxx_eat(p, '_')) return;
  if (cxx_eat(p, '_')) {
    if (cxx_number(p, &n) && cxx_eat(p, '_')) return;
  } else if (char_is_digit(cxx_peek(p, 0))) {
    p->at++;
    return;
  }
  p->at = before;
}

static cxx *unqualified_without_tags(struct cxx_parser *p) {
  char c = cxx_peek(p, 0), d = cxx_peek(p, 1);
  if (char_is_digit(c)) return source_name(p);
  if (c == 'D' && d == 'C') {
    p->at += 2;
    return structured_binding(p);
  }
  if (c == 'C' || c == 'D') return special_member(p);
  if (c == 'L') {
    p->at++;
    cxx *n = source_name(p);
    if (n) skip_discriminator(p);
    return n;
  }
  if (c == 'U' && d == 'l') {
    p->at += 2;
    return lambda(p);
  }
  if (c == 'U' && d == 't') {
    p->at += 2;
    struct cxx_node *n = cxx_node(p, CXX_UNNAMED, NULL, NULL);
    return cxx_sequence(p, &n->n) ? cxx_substitutable(p, n) : NULL;
  }
  return char_is_lower(c) ? cxx_operator(p) : NULL;
}

/* n with the tags behind it: [abi:cxx11]. NULL when one is none. */
static cxx *with_tags(struct cxx_parser *p, cxx *n) {
  while (cxx_eat(p, 'B')) {
    struct str last = p->last;
    cxx *tag = source_name(p);
    if (tag == NULL) return NULL;
    p->last = last;
    struct cxx_node *tagged = cxx_node(p, CXX_TAG, n, NULL);
    tagged->text = tag->text;
    n = tagged;
  }
  return n;
}

cxx *cxx_unqualified(struct cxx_parser *p) {
  cxx *n = unqualified_without_tags(p);
  return n ? with_tags(p, n) : NULL;
}

struct standard {
  char letter;
  const char *full, *last;
};

static const struct standard standards[] = {
    {'t', "std", ""},
    {'a', "std::allocator", "allocator"},
    {'b', "std::basic_string", "basic_string"},
    {'s', "std::basic_string<char, std::char_traits<char>, std::allocator<char> >", "basic_string"},
    {'i', "std::basic_istream<char, std::char_traits<char> >", "basic_istream"},
    {'o', "std::basic_ostream<char, std::char_traits<char> >", "basic_ostream"},
    {'d', "std::basic_iostream<char, std::char_traits<char> >", "basic_iostream"},
};

static bool sequence_36(struct cxx_parser *p, uint32_t *out) {
  *out = 0;
  if (cxx_eat(p, '_')) return true;
  while (!cxx_eat(p, '_')) {
    char c = cxx_peek(p, 0);
    bool digit = char_is_digit(c);
    if ((!digit && !char_is_upper(c)) || *out > 1u << 24) return false;
    *out = *out * 36 + (uint32_t)(digit ? c - '0' : c - 'A' + 10);
    p->at++;
  }
  ++*out;
  return true;
}

cxx *cxx_substitution(struct cxx_parser *p) {
  if (!cxx_eat(p, 'S')) return NULL;
  char c = cxx_peek(p, 0);
  if (c == '_' || char_is_digit(c) || char_is_upper(c)) {
    uint32_t i;
    return sequence_36(p, &i) && i < p->subs.n ? p->subs.at[i].node : NULL;
  }
  for (size_t i = 0; i < sizeof standards / sizeof *standards; i++) {
    if (standards[i].letter != c) continue;
    p->at++;
    struct cxx_node *n = cxx_text(p, CXX_NAME, str_of(standards[i].full));
    n->last = p->last = str_of(standards[i].last);
    cxx *tagged = c == 't' ? n : with_tags(p, n); /* std::string[abi:cxx11] */
    return tagged == n ? n : cxx_substitutable(p, tagged);
  }
  return NULL;
}

unsigned cxx_qualifiers(struct cxx_parser *p) {
  unsigned q = 0;
  for (;;) {
    if (cxx_eat(p, 'r')) q |= QUAL_RESTRICT;
    else if (cxx_eat(p, 'V')) q |= QUAL_VOLATILE;
    else if (cxx_eat(p, 'K')) q |= QUAL_CONST;
    else return q;
  }
}

/* The next part of a nested name; *standing is true when it is a substitution, which is not remembered again. */
static cxx *nested_part(struct cxx_parser *p, cxx *before, bool *standing) {
  char c = cxx_peek(p, 0), d = cxx_peek(p, 1);
  *standing = false;
  if (c == 'I') {
    cxx *args = before ? cxx_template_args(p) : NULL;
    return args ? cxx_node(p, CXX_TEMPLATE, before, args) : NULL;
  }
  cxx *part;
  if (c == 'S') {
    *standing = true;
    part = cxx_substitution(p);
  } else if (c == 'T') {
    part = cxx_template_param(p);
  } else if (c == 'D' && (d == 't' || d == 'T')) {
    part = cxx_type(p);
    *standing = true; /* cxx_type has remembered it */
  } else {
    part = cxx_unqualified(p);
  }
  if (part == NULL || before == NULL) return part;
  return cxx_node(p, CXX_QUALIFIED, before, part);
}

static cxx *nested_name(struct cxx_parser *p) {
  unsigned quals = cxx_qualifiers(p);
  if (cxx_eat(p, 'R')) quals |= QUAL_LREF;
  else if (cxx_eat(p, 'O')) quals |= QUAL_RREF;
  cxx *n = NULL;
  while (!cxx_eat(p, 'E')) {
    if (cxx_eat(p, 'M')) continue; /* of the initialiser of a member */
    bool standing;
    n = nested_part(p, n, &standing);
    if (n == NULL) return NULL;
    if (!standing && cxx_peek(p, 0) != 'E') (void)cxx_substitutable(p, n);
  }
  p->quals = quals;
  return n;
}

/* A function inside a function is drawn by what it is called, not by what it returns. */
static cxx *without_return(struct cxx_parser *p, cxx *n) {
  if (n == NULL || n->kind != CXX_TYPED || n->b->a == NULL) return n;
  struct cxx_node *typed = cxx_node(p, CXX_TYPED, n->a, NULL), *function = cxx_node(p, CXX_FUNCTION, NULL, n->b->b);
  function->n = n->b->n;
  function->c = n->b->c;
  typed->b = function;
  return typed;
}

static cxx *local_name(struct cxx_parser *p) {
  cxx *function = without_return(p, cxx_encoding(p));
  if (function == NULL || !cxx_eat(p, 'E')) return NULL;
  p->quals = 0;
  cxx *entity;
  if (cxx_eat(p, 's')) {
    skip_discriminator(p);
    entity = cxx_text(p, CXX_NAME, STR("string literal"));
    return cxx_node(p, CXX_LOCAL, function, entity);
  }
  if (cxx_eat(p, 'd')) {
    struct cxx_node *argument = cxx_node(p, CXX_DEFAULT_ARG, NULL, NULL);
    if (!cxx_sequence(p, &argument->n)) return NULL;
    entity = cxx_name(p);
    return entity ? cxx_node(p, CXX_LOCAL, function, cxx_node(p, CXX_QUALIFIED, argument, entity)) : NULL;
  }
  entity = cxx_name(p);
  if (entity) skip_discriminator(p);
  return entity ? cxx_node(p, CXX_LOCAL, function, entity) : NULL;
}

static cxx *unscoped_name(struct cxx_parser *p) {
  if (cxx_peek(p, 0) != 'S') return cxx_unqualified(p);
  if (!cxx_eat_str(p, "St")) return NULL;
  cxx *n = cxx_unqualified(p);
  return n ? cxx_node(p, CXX_QUALIFIED, cxx_text(p, CXX_NAME, STR("std")), n) : NULL;
}

static cxx *name(struct cxx_parser *p) {
  char c = cxx_peek(p, 0);
  bool substituted = c == 'S' && cxx_peek(p, 1) != 't';
  p->quals = 0;
  if (cxx_eat(p, 'N')) return nested_name(p);
  if (cxx_eat(p, 'Z')) return local_name(p);
  cxx *n = substituted ? cxx_substitution(p) : unscoped_name(p);
  if (n == NULL || cxx_peek(p, 0) != 'I') return n;
  if (!substituted) (void)cxx_substitutable(p, n);
  cxx *args = cxx_template_args(p);
  return args ? cxx_node(p, CXX_TEMPLATE, n, args) : NULL;
}

cxx *cxx_name(struct cxx_parser *p) {
  cxx *n = cxx_enter(p) ? name(p) : NULL;
  cxx_leave(p);
  return n;
}

/* ---- encodings ---- */

struct special {
  const char *code, *text;
};

static const struct special specials[] = {
    {"TV", "vtable for "},         {"TT", "VTT for "},           {"TI", "typeinfo for "},
    {"TS", "typeinfo name for "},  {"TF", "typeinfo fn for "},   {"TJ", "java Class for "},
};
static const struct special named_specials[] = {
    {"TH", "TLS init function for "}, {"TW", "TLS wrapper function for "}, {"GV", "guard variable for "},
};

static cxx *special_of(struct cxx_parser *p, const char *text, cxx *of) {
  if (of == NULL) return NULL;
  struct cxx_node *n = cxx_node(p, CXX_SPECIAL, of, NULL);
  n->text = str_of(text);
  return n;
}

/* h <offset> _, or v <offset> _ <offset> _ */
static bool call_offset(struct cxx_parser *p) {
  char c = cxx_peek(p, 0);
  unsigned n;
  if (c != 'h' && c != 'v') return false;
  p->at++;
  for (int i = c == 'h'; i < 2; i++) {
    (void)cxx_eat(p, 'n');
    if (!cxx_number(p, &n) || !cxx_eat(p, '_')) return false;
  }
  return true;
}

/* That of this, and that of what is returned. */
static bool call_offsets(struct cxx_parser *p) {
  bool first = call_offset(p);
  return first && call_offset(p);
}

static cxx *construction_vtable(struct cxx_parser *p) {
  cxx *derived = cxx_type(p);
  unsigned offset;
  if (derived == NULL || !cxx_number(p, &offset) || !cxx_eat(p, '_')) return NULL;
  cxx *base = cxx_type(p);
  struct cxx_node *n = base ? cxx_node(p, CXX_SPECIAL, base, derived) : NULL;
  if (n) {
    n->text = STR("construction vtable for ");
    n->last = STR("-in-");
  }
  return n;
}

static cxx *special_name(struct cxx_parser *p) {
  for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
    if (cxx_eat_str(p, specials[i].code)) return special_of(p, specials[i].text, cxx_type(p));
  for (size_t i = 0; i < sizeof named_specials / sizeof *named_specials; i++)
    if (cxx_eat_str(p, named_specials[i].code)) return special_of(p, named_specials[i].text, cxx_name(p));
  if (cxx_eat_str(p, "TC")) return construction_vtable(p);
  if (cxx_eat_str(p, "TA")) return special_of(p, "template parameter object for ", cxx_peek(p, 0) == 'L' ? cxx_primary(p) : cxx_type(p));
  if (cxx_eat_str(p, "Tc")) return call_offsets(p) ? special_of(p, "covariant return thunk to ", cxx_encoding(p)) : NULL;
  if (cxx_eat_str(p, "GTt")) return special_of(p, "transaction clone for ", cxx_encoding(p));
  if (cxx_eat_str(p, "GTn")) return special_of(p, "non-transaction clone for ", cxx_encoding(p));
  if (cxx_eat_str(p, "GR")) {
    cxx *n = cxx_name(p);
    struct cxx_node *of = n ? cxx_node(p, CXX_SPECIAL, n, NULL) : NULL;
    unsigned number = 0;
    if (of == NULL) return NULL;
    if (p->at < p->s.n && !cxx_sequence(p, &number)) return NULL;
    of->text = arena_printf(p->arena, "reference temporary #%u for ", number);
    return of;
  }
  if (cxx_eat_str(p, "T")) {
    const char *text = cxx_peek(p, 0) == 'h' ? "non-virtual thunk to " : "virtual thunk to ";
    return call_offset(p) ? special_of(p, text, cxx_encoding(p)) : NULL;
  }
  return NULL;
}

static bool is_nameless(cxx *n) { /* a constructor, destructor or conversion: nothing is said of what it returns */
  switch ((int)n->kind) {
  case CXX_QUALIFIED:
  case CXX_LOCAL: return is_nameless(n->b);
  case CXX_TAG: return is_nameless(n->a);
  case CXX_CTOR:
  case CXX_DTOR:
  case CXX_CONVERSION: return true;
  default: return false;
  }
}

static bool says_return(cxx *n) {
  if (n->kind == CXX_LOCAL) return says_return(n->b);
  return n->kind == CXX_TEMPLATE && !is_nameless(n->a);
}

static cxx *encoding(struct cxx_parser *p) {
  char c = cxx_peek(p, 0), d = cxx_peek(p, 1);
  if (c == 'T' || (c == 'G' && (d == 'V' || d == 'R' || d == 'T'))) return special_name(p);
  cxx *n = cxx_name(p);
  if (n == NULL) return NULL;
  unsigned quals = p->quals;
  bool data = p->at >= p->s.n || cxx_peek(p, 0) == 'E' || cxx_peek(p, 0) == '.';
  if (data) return quals ? NULL : n;
  cxx *signature = cxx_signature(p, says_return(n));
  if (signature == NULL) return NULL;
  struct cxx_node *function = cxx_node(p, CXX_FUNCTION, signature->a, signature->b);
  function->n = quals;
  function->c = signature->c;
  return cxx_node(p, CXX_TYPED, n, function);
}

cxx *cxx_encoding(struct cxx_parser *p) {
  cxx *n = cxx_enter(p) ? encoding(p) : NULL;
  cxx_leave(p);
  return n;
}

/* ".isra.0", ".cold", ".llvm.123": what compilers add to a symbol. */
static cxx *clones(struct cxx_parser *p, cxx *n) {
  while (cxx_peek(p, 0) == '.' && (char_is_alnum(cxx_peek(p, 1)) || cxx_peek(p, 1) == '_')) {
    size_t from = p->at++;
    if (char_is_digit(cxx_peek(p, 0))) {
      while (char_is_digit(cxx_peek(p, 0))) p->at++;
    } else {
      while (char_is_alpha(cxx_peek(p, 0)) || cxx_peek(p, 0) == '_') p->at++;
    }
    while (cxx_peek(p, 0) == '.' && char_is_digit(cxx_peek(p, 1))) {
      p->at++;
      while (char_is_digit(cxx_peek(p, 0))) p->at++;
    }
    struct cxx_node *clone = cxx_node(p, CXX_CLONE, n, NULL);
    clone->text = str_slice(p->s, from, p->at);
    n = clone;
  }
  return n;
}

static cxx *symbol_of(struct cxx_parser *p) {
  struct str s = p->s;
  if (cxx_eat_str(p, "_Z")) {
    cxx *n = cxx_encoding(p);
    if (n) n = clones(p, n);
    return p->at == s.n ? n : NULL;
  }
  bool global = s.n > 11 && str_starts(s, STR("_GLOBAL_")) && (s.p[8] == '_' || s.p[8] == '.' || s.p[8] == '$') &&
                (s.p[9] == 'I' || s.p[9] == 'D') && s.p[10] == '_';
  if (!global) return NULL;
  p->at = 11;
  cxx *n = cxx_eat_str(p, "_Z") ? cxx_encoding(p) : NULL;
  if (n == NULL || p->at != s.n) n = cxx_text(p, CXX_NAME, str_slice(s, 11, s.n));
  return special_of(p, s.p[9] == 'I' ? "global constructors keyed to " : "global destructors keyed to ", n);
}

bool demangle_cxx(struct buf *out, struct str symbol) {
  if (symbol.n < 3 || symbol.n > DEMANGLE_IN_MAX || symbol.p[0] != '_' || (symbol.p[1] != 'Z' && symbol.p[1] != 'G')) return false;
  struct arena arena = ARENA_INIT;
  struct cxx_parser p = {.arena = &arena, .s = symbol};
  size_t before = out->n;
  cxx *n = symbol_of(&p);
  bool done = n && cxx_print(out, n);
  if (!done) out->n = before;
  arena_free(&arena);
  return done;
}
