/* C++ names: types and template arguments. */
#include "base/demangle_cxx.h"

static const char *const builtins[26] = {
    ['a' - 'a'] = "signed char", ['b' - 'a'] = "bool", ['c' - 'a'] = "char", ['d' - 'a'] = "double",
    ['e' - 'a'] = "long double", ['f' - 'a'] = "float", ['g' - 'a'] = "__float128", ['h' - 'a'] = "unsigned char",
    ['i' - 'a'] = "int", ['j' - 'a'] = "unsigned int", ['l' - 'a'] = "long", ['m' - 'a'] = "unsigned long",
    ['n' - 'a'] = "__int128", ['o' - 'a'] = "unsigned __int128", ['s' - 'a'] = "short", ['t' - 'a'] = "unsigned short",
    ['v' - 'a'] = "void", ['w' - 'a'] = "wchar_t", ['x' - 'a'] = "long long", ['y' - 'a'] = "unsigned long long",
    ['z' - 'a'] = "...",
};

static const struct {
  char letter;
  const char *name;
} builtins_d[] = {
    {'d', "decimal64"}, {'e', "decimal128"}, {'f', "decimal32"}, {'h', "half"}, {'i', "char32_t"},
    {'s', "char16_t"}, {'u', "char8_t"}, {'a', "auto"}, {'c', "decltype(auto)"}, {'n', "decltype(nullptr)"},
};

/* DF16_, DF16b, DF32x */
static cxx *float_type(struct cxx_parser *p) {
  unsigned bits;
  if (!cxx_number(p, &bits)) return NULL;
  if (cxx_eat(p, 'b')) return cxx_text(p, CXX_BUILTIN, STR("std::bfloat16_t"));
  bool extended = cxx_eat(p, 'x');
  if (!extended && !cxx_eat(p, '_')) return NULL;
  return cxx_text(p, CXX_BUILTIN, arena_printf(p->arena, "_Float%u%s", bits, extended ? "x" : ""));
}

/* DB8_, DU8_ */
static cxx *bit_int(struct cxx_parser *p, bool is_signed) {
  unsigned bits;
  if (!cxx_number(p, &bits) || !cxx_eat(p, '_')) return NULL;
  return cxx_text(p, CXX_BUILTIN, arena_printf(p->arena, "%s_BitInt(%u)", is_signed ? "signed " : "unsigned ", bits));
}

/* ---- functions ---- */

static bool ends_types(const struct cxx_parser *p) {
  char c = cxx_peek(p, 0), d = cxx_peek(p, 1);
  return p->at >= p->s.n || c == 'E' || c == '.' || ((c == 'R' || c == 'O') && d == 'E');
}

static cxx *list_item(struct cxx_parser *p, struct cxx_node **last, cxx *item) {
  struct cxx_node *n = cxx_node(p, CXX_LIST, item, NULL);
  if (*last) (*last)->b = n;
  *last = n;
  return n;
}

cxx *cxx_parameters(struct cxx_parser *p) {
  struct cxx_node *last = NULL;
  cxx *first = NULL;
  if (cxx_peek(p, 0) == 'v') {
    p->at++;
    if (ends_types(p)) return cxx_node(p, CXX_LIST, NULL, NULL);
    p->at--;
  }
  while (!ends_types(p)) {
    cxx *type = cxx_type(p);
    if (type == NULL) return NULL;
    cxx *item = list_item(p, &last, type);
    if (first == NULL) first = item;
  }
  return first;
}

cxx *cxx_signature(struct cxx_parser *p, bool returns) {
  if (cxx_eat(p, 'J')) returns = true;
  cxx *type = returns ? cxx_type(p) : NULL;
  if (returns && type == NULL) return NULL;
  cxx *parameters = cxx_parameters(p);
  return parameters ? cxx_node(p, CXX_FUNCTION, type, parameters) : NULL;
}

/* Do, DO expression E, Dw types E before the F of a function type. False when it is none that can be read. */
static bool exception_specification(struct cxx_parser *p, cxx **out) {
  *out = NULL;
  if (cxx_eat_str(p, "Do")) {
    *out = cxx_node(p, CXX_NOEXCEPT, NULL, NULL);
  } else if (cxx_eat_str(p, "DO")) {
    cxx *when = cxx_expression(p);
    if (when == NULL || !cxx_eat(p, 'E')) return false;
    *out = cxx_node(p, CXX_NOEXCEPT, when, NULL);
  } else if (cxx_eat_str(p, "Dw")) {
    cxx *types = cxx_parameters(p);
    if (types == NULL || !cxx_eat(p, 'E')) return false;
    *out = cxx_node(p, CXX_THROW, NULL, types);
  }
  return true;
}

static cxx *function_type(struct cxx_parser *p, unsigned quals) {
  cxx *specification;
  if (!exception_specification(p, &specification)) return NULL;
  (void)cxx_eat_str(p, "Dx");
  if (!cxx_eat(p, 'F')) return NULL;
  (void)cxx_eat(p, 'Y');
  cxx *signature = cxx_signature(p, true);
  if (signature == NULL) return NULL;
  if (cxx_eat(p, 'R')) quals |= QUAL_LREF;
  else if (cxx_eat(p, 'O')) quals |= QUAL_RREF;
  struct cxx_node *n = cxx_node(p, CXX_FUNCTION, signature->a, signature->b);
  n->n = quals;
  n->c = specification;
  return cxx_eat(p, 'E') ? n : NULL;
}

static bool begins_function(const struct cxx_parser *p) {
  char c = cxx_peek(p, 0), d = cxx_peek(p, 1);
  return c == 'F' || (c == 'D' && (d == 'o' || d == 'O' || d == 'w' || d == 'x'));
}

/* ---- compound types ---- */

static cxx *size_of(struct cxx_parser *p) {
  size_t from = p->at;
  unsigned n;
  if (char_is_digit(cxx_peek(p, 0))) return cxx_number(p, &n) ? cxx_text(p, CXX_NAME, str_slice(p->s, from, p->at)) : NULL;
  return cxx_expression(p);
}

static cxx *array_type(struct cxx_parser *p) {
  cxx *size = NULL;
  if (cxx_peek(p, 0) != '_') {
    size = size_of(p);
    if (size == NULL) return NULL;
  }
  if (!cxx_eat(p, '_')) return NULL;
  cxx *element = cxx_type(p);
  return element ? cxx_node(p, CXX_ARRAY, element, size) : NULL;
}

static cxx *vector_type(struct cxx_parser *p) {
  bool computed = cxx_eat(p, '_');
  cxx *size = computed ? cxx_expression(p) : size_of(p);
  if (size == NULL || !cxx_eat(p, '_')) return NULL;
  cxx *element = cxx_type(p);
  return element ? cxx_node(p, CXX_VECTOR, element, size) : NULL;
}

static cxx *member_pointer(struct cxx_parser *p) {
  cxx *class = cxx_type(p), *type = class ? cxx_type(p) : NULL;
  return type ? cxx_node(p, CXX_MEMBER, class, type) : NULL;
}

static cxx *qualified_type(struct cxx_parser *p) {
  unsigned quals = cxx_qualifiers(p);
  if (begins_function(p)) return function_type(p, quals);
  cxx *of = cxx_type(p);
  struct cxx_node *n = of ? cxx_node(p, CXX_QUALS, of, NULL) : NULL;
  if (n) n->n = quals;
  return n;
}

static cxx *wrapped(struct cxx_parser *p, enum cxx_kind kind) {
  cxx *of = cxx_type(p);
  return of ? cxx_node(p, kind, of, NULL) : NULL;
}

/* C and G, and U with a name of its own: words behind the type. */
static cxx *worded(struct cxx_parser *p, struct str word) {
  cxx *of = cxx_type(p);
  struct cxx_node *n = of ? cxx_node(p, CXX_VENDOR, of, NULL) : NULL;
  if (n) n->text = word;
  return n;
}

static cxx *vendor_qualified(struct cxx_parser *p) {
  unsigned n;
  if (!cxx_number(p, &n) || n == 0 || n > p->s.n - p->at) return NULL;
  struct str word = str_slice(p->s, p->at, p->at + n);
  p->at += n;
  if (cxx_peek(p, 0) == 'I' && cxx_template_args(p) == NULL) return NULL;
  return worded(p, word);
}

static cxx *with_args(struct cxx_parser *p, cxx *of) {
  cxx *args = cxx_template_args(p);
  return args ? cxx_node(p, CXX_TEMPLATE, of, args) : NULL;
}

/* A parameter, or a template template parameter with its arguments. In the type of a conversion operator the arguments may be
 * those of the operator: they are the type's only when others follow. */
static cxx *parameter_type(struct cxx_parser *p) {
  cxx *n = cxx_substitutable(p, cxx_template_param(p));
  if (n == NULL || cxx_peek(p, 0) != 'I') return n;
  if (!p->in_conversion) return cxx_substitutable(p, with_args(p, n));
  struct cxx_parser before = *p;
  cxx *applied = with_args(p, n);
  if (applied && cxx_peek(p, 0) == 'I') return cxx_substitutable(p, applied);
  cxx_back(p, &before);
  return n;
}

static cxx *standing_type(struct cxx_parser *p) {
  cxx *n = cxx_substitution(p);
  if (n == NULL || cxx_peek(p, 0) != 'I') return n;
  return cxx_substitutable(p, with_args(p, n));
}

static cxx *d_type(struct cxx_parser *p) {
  char d = cxx_peek(p, 1);
  if (begins_function(p)) return cxx_substitutable(p, function_type(p, 0));
  p->at += 2;
  if (d == 'p') return cxx_substitutable(p, wrapped(p, CXX_PACK));
  if (d == 'v') return cxx_substitutable(p, vector_type(p));
  if (d == 'F') return float_type(p);
  if (d == 'B' || d == 'U') return bit_int(p, d == 'B');
  if (d == 't' || d == 'T') {
    cxx *of = cxx_expression(p);
    if (of == NULL || !cxx_eat(p, 'E')) return NULL;
    return cxx_substitutable(p, cxx_node(p, CXX_DECLTYPE, of, NULL));
  }
  for (size_t i = 0; i < sizeof builtins_d / sizeof *builtins_d; i++)
    if (builtins_d[i].letter == d) return cxx_text(p, CXX_BUILTIN, str_of(builtins_d[i].name));
  return NULL;
}

/* A letter that says how the type behind it is used; kinds are taken over by *kind. */
static bool is_wrapper(char c, enum cxx_kind *kind) {
  *kind = c == 'P' ? CXX_POINTER : c == 'R' ? CXX_LREF : CXX_RREF;
  return c == 'P' || c == 'R' || c == 'O';
}

static cxx *lettered_type(struct cxx_parser *p, char c) {
  enum cxx_kind kind;
  if (is_wrapper(c, &kind)) {
    p->at++;
    return cxx_substitutable(p, wrapped(p, kind));
  }
  switch (c) {
  case 'A': p->at++; return cxx_substitutable(p, array_type(p));
  case 'M': p->at++; return cxx_substitutable(p, member_pointer(p));
  case 'C': p->at++; return cxx_substitutable(p, worded(p, STR("_Complex")));
  case 'G': p->at++; return cxx_substitutable(p, worded(p, STR("_Imaginary")));
  case 'U': p->at++; return cxx_substitutable(p, vendor_qualified(p));
  case 'F': return cxx_substitutable(p, function_type(p, 0));
  case 'r':
  case 'V':
  case 'K': return cxx_substitutable(p, qualified_type(p));
  default: return NULL;
  }
}

static cxx *type_of(struct cxx_parser *p) {
  char c = cxx_peek(p, 0), d = cxx_peek(p, 1);
  if (c == 'u') {
    p->at++;
    cxx *vendor = char_is_digit(cxx_peek(p, 0)) ? cxx_unqualified(p) : NULL;
    if (vendor && cxx_peek(p, 0) == 'I') vendor = with_args(p, vendor);
    return cxx_substitutable(p, vendor);
  }
  if (char_is_lower(c) && builtins[c - 'a']) {
    p->at++;
    return cxx_text(p, CXX_BUILTIN, str_of(builtins[c - 'a']));
  }
  if (c == 'D' && d != 'C') return d_type(p);
  if (c == 'S' && d != 't') return standing_type(p);
  if (c == 'T' && (d == 's' || d == 'u' || d == 'e')) p->at += 2;
  else if (c == 'T') return parameter_type(p);
  else if (c != 'N' && c != 'Z' && c != 'S' && !char_is_digit(c)) {
    if (c != 'U' || (d != 'l' && d != 't')) return lettered_type(p, c);
  }
  return cxx_substitutable(p, cxx_name(p));
}

cxx *cxx_type(struct cxx_parser *p) {
  cxx *n = cxx_enter(p) ? type_of(p) : NULL;
  cxx_leave(p);
  return n;
}

/* ---- templates ---- */

cxx *cxx_template_param(struct cxx_parser *p) {
  struct cxx_node *n = cxx_node(p, CXX_TPARAM, NULL, NULL);
  unsigned level;
  if (!cxx_eat(p, 'T')) return NULL;
  if (cxx_eat(p, 'L') && (!cxx_number(p, &level) || !cxx_eat(p, '_'))) return NULL;
  return cxx_sequence(p, &n->n) ? n : NULL;
}

static cxx *template_list(struct cxx_parser *p);

static cxx *template_arg(struct cxx_parser *p) {
  if (cxx_eat(p, 'X')) {
    cxx *n = cxx_expression(p);
    return n && cxx_eat(p, 'E') ? n : NULL;
  }
  if (cxx_peek(p, 0) == 'L') return cxx_primary(p);
  if (cxx_eat(p, 'J')) {
    cxx *list = template_list(p);
    if (list == NULL) return NULL;
    struct cxx_node *pack = cxx_node(p, CXX_LIST, list->a, list->b);
    pack->n = 1;
    return pack;
  }
  return cxx_type(p);
}

/* Arguments up to E; an empty list is a node without an item. */
static cxx *template_list(struct cxx_parser *p) {
  struct cxx_node *last = NULL;
  cxx *first = NULL;
  while (!cxx_eat(p, 'E')) {
    cxx *arg = cxx_enter(p) ? template_arg(p) : NULL;
    cxx_leave(p);
    if (arg == NULL) return NULL;
    cxx *item = list_item(p, &last, arg);
    if (first == NULL) first = item;
  }
  return first ? first : cxx_node(p, CXX_LIST, NULL, NULL);
}

cxx *cxx_template_args(struct cxx_parser *p) {
  struct str last = p->last; /* arguments do not name constructors */
  bool in_conversion = p->in_conversion;
  p->in_conversion = false;
  cxx *list = cxx_eat(p, 'I') ? template_list(p) : NULL;
  p->in_conversion = in_conversion;
  p->last = last;
  return list;
}
