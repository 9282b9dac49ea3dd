/* C++ names: writing what was read. A type is written round its name, as declarations are: what stands left of it, and what
 * stands right. Template parameters are looked up in the arguments of the function whose signature is being written. */
#include "base/demangle_cxx_print.h"

static void left(struct printer *p, cxx *n);
static void right(struct printer *p, cxx *n);

static bool fail(struct printer *p) {
  p->failed = true;
  return false;
}

void cxx_put(struct printer *p, const char *s) {
  if (!p->failed) buf_cstr(p->out, s);
}

void cxx_put_str(struct printer *p, struct str s) {
  if (p->out->n - p->start + s.n > DEMANGLE_OUT_MAX) p->failed = true;
  if (!p->failed) buf_str(p->out, s);
}

void cxx_put_number(struct printer *p, unsigned n) {
  if (!p->failed) buf_u64(p->out, n);
}

static char last_byte(const struct printer *p) {
  return p->out->n > p->start ? p->out->p[p->out->n - 1] : '\0';
}

static bool enter(struct printer *p) {
  if (++p->steps > DEMANGLE_STEPS || ++p->depth > 2 * DEMANGLE_DEPTH || p->out->n - p->start > DEMANGLE_OUT_MAX) p->failed = true;
  return !p->failed;
}

/* ---- template parameters ---- */

static cxx *nth(struct printer *p, cxx *list, unsigned n) {
  for (; list && n > 0; list = list->b, n--)
    if (++p->steps > DEMANGLE_STEPS) return NULL;
  return list ? list->a : NULL;
}

static bool is_pack(cxx *n) {
  return n && n->kind == CXX_LIST && n->n == 1;
}

/* What a parameter stands for; a pack as such when none is being expanded. NULL: nothing. */
static cxx *argument(struct printer *p, cxx *param) {
  cxx *arg = p->scope ? nth(p, p->scope->args, param->n) : NULL;
  return is_pack(arg) && p->pack_at >= 0 ? nth(p, arg, (unsigned)p->pack_at) : arg;
}

/* What a type is once parameters are looked up; with_quals: beneath its qualifiers. */
static cxx *looked_up(struct printer *p, cxx *n, bool beneath_quals) {
  const struct scope *scope = p->scope;
  while (n && (n->kind == CXX_TPARAM || (beneath_quals && n->kind == CXX_QUALS))) {
    if (n->kind == CXX_QUALS) {
      n = n->a;
    } else {
      if (p->in_lambda) break;
      n = argument(p, n);
      if (p->scope) p->scope = p->scope->up;
    }
  }
  p->scope = scope;
  return n;
}

static void print_argument(struct printer *p, cxx *param, void (*how)(struct printer *, cxx *)) {
  cxx *arg = argument(p, param);
  if (arg == NULL) {
    p->failed = true;
    return;
  }
  const struct scope *scope = p->scope;
  p->scope = scope->up;
  how(p, arg);
  p->scope = scope;
}

/* A pack that the expansion of n goes over, or NULL. */
cxx *cxx_find_pack(struct printer *p, cxx *n) {
  if (n == NULL || n->kind == CXX_PACK || n->kind == CXX_LAMBDA || p->in_lambda || !enter(p)) return NULL;
  cxx *found = NULL;
  if (n->kind == CXX_TPARAM) {
    cxx *arg = p->scope ? nth(p, p->scope->args, n->n) : NULL;
    found = is_pack(arg) ? arg : NULL;
  } else {
    found = cxx_find_pack(p, n->a);
    if (found == NULL) found = cxx_find_pack(p, n->b);
    if (found == NULL) found = cxx_find_pack(p, n->c);
  }
  p->depth--;
  return found;
}

unsigned cxx_length(cxx *list) {
  unsigned n = 0;
  for (; list && list->a; list = list->b) n++;
  return n;
}

/* ---- lists ---- */

static void print_item(struct printer *p, cxx *n, size_t first_at) {
  size_t before = p->out->n;
  bool first = before == first_at;
  if (!first) cxx_put(p, ", ");
  size_t begin = p->out->n;
  cxx_print_node(p, n);
  if (p->out->n > begin) return;
  p->out->n = before; /* an empty pack */
  if (!first) p->trimmed = before;
}

void cxx_print_list(struct printer *p, cxx *list) {
  size_t first_at = p->out->n;
  for (; list && list->a && !p->failed; list = list->b) print_item(p, list->a, first_at);
}

void cxx_print_operand(struct printer *p, cxx *n) {
  bool simple = n->kind == CXX_NAME || n->kind == CXX_QUALIFIED || n->kind == CXX_FPARAM || n->kind == CXX_BRACED;
  if (!simple) cxx_put(p, "(");
  cxx_print_node(p, n);
  if (!simple) cxx_put(p, ")");
}

static void print_expansion(struct printer *p, cxx *n) {
  cxx *pack = cxx_find_pack(p, n->a);
  if (pack == NULL) {
    cxx_print_operand(p, n->a);
    cxx_put(p, "...");
    return;
  }
  unsigned count = cxx_length(pack);
  int before = p->pack_at;
  for (unsigned i = 0; i < count && !p->failed; i++) {
    p->pack_at = (int)i;
    cxx_print_node(p, n->a);
    if (i + 1 < count) cxx_put(p, ", ");
  }
  p->pack_at = before;
}

/* ---- types ---- */

static void print_quals(struct printer *p, unsigned quals) {
  if (quals & QUAL_CONST) cxx_put(p, " const");
  if (quals & QUAL_VOLATILE) cxx_put(p, " volatile");
  if (quals & QUAL_RESTRICT) cxx_put(p, " __restrict");
  if (quals & QUAL_LREF) cxx_put(p, " &");
  if (quals & QUAL_RREF) cxx_put(p, " &&");
}

/* What a parameter brings along is not said twice. */
static void left_quals(struct printer *p, cxx *n) {
  cxx *of = looked_up(p, n->a, false);
  left(p, n->a);
  print_quals(p, n->n & ~(of && of->kind == CXX_QUALS ? of->n : 0));
}

static bool is_reference(cxx *n) {
  return n && (n->kind == CXX_LREF || n->kind == CXX_RREF);
}

static cxx *pointee(struct printer *p, cxx *n) {
  if (n->kind == CXX_MEMBER) return looked_up(p, n->b, true);
  cxx *to = looked_up(p, n->a, true);
  if (is_reference(n) && is_reference(to)) to = looked_up(p, to->a, true);
  return to;
}

static bool is_pointer(cxx *n) {
  return n->kind == CXX_POINTER || n->kind == CXX_MEMBER || is_reference(n);
}

/* Whether a type has a part right of its name. */
static bool has_right(struct printer *p, cxx *n) {
  for (unsigned i = 0; i < DEMANGLE_DEPTH; i++) {
    n = looked_up(p, n, true);
    if (n == NULL) return false;
    if (n->kind == CXX_FUNCTION || n->kind == CXX_ARRAY) return true;
    if (!is_pointer(n)) return false;
    n = n->kind == CXX_MEMBER ? n->b : n->a;
  }
  return false;
}

static bool needs_parentheses(struct printer *p, cxx *n, bool *array) {
  cxx *to = pointee(p, n);
  *array = to && to->kind == CXX_ARRAY;
  return to && (*array || to->kind == CXX_FUNCTION);
}

/* A reference to a reference is one: the outer && gives way. */
static void left_pointer(struct printer *p, cxx *n) {
  bool array, round = needs_parentheses(p, n, &array);
  cxx *of = n->kind == CXX_MEMBER ? n->b : n->a;
  const struct scope *scope = p->scope;
  const char *sign = n->kind == CXX_POINTER ? "*" : n->kind == CXX_LREF ? "&" : "&&";
  cxx *inner = is_reference(n) ? looked_up(p, of, false) : NULL;
  if (is_reference(inner)) {
    if (inner->kind == CXX_LREF) sign = "&";
    if (of->kind == CXX_TPARAM && p->scope) p->scope = p->scope->up;
    of = inner->a;
  }
  left(p, of);
  p->scope = scope;
  if (array) cxx_put(p, " ");
  if (round) cxx_put(p, "(");
  if (n->kind == CXX_MEMBER) {
    if (!round) cxx_put(p, " ");
    cxx_print_node(p, n->a);
    sign = "::*";
  }
  cxx_put(p, sign);
}

static void right_pointer(struct printer *p, cxx *n) {
  bool array;
  if (needs_parentheses(p, n, &array)) cxx_put(p, ")");
  cxx *of = n->kind == CXX_MEMBER ? n->b : n->a;
  const struct scope *scope = p->scope;
  cxx *inner = is_reference(n) ? looked_up(p, of, false) : NULL;
  if (is_reference(inner)) {
    if (of->kind == CXX_TPARAM && p->scope) p->scope = p->scope->up;
    of = inner->a;
  }
  right(p, of);
  p->scope = scope;
}

static void left_function(struct printer *p, cxx *n) {
  if (n->a == NULL) return;
  left(p, n->a);
  if (!has_right(p, n->a)) cxx_put(p, " ");
}

static void right_function(struct printer *p, cxx *n) {
  cxx_put(p, "(");
  cxx_print_list(p, n->b);
  cxx_put(p, ")");
  print_quals(p, n->n);
  if (n->c) cxx_print_node(p, n->c);
  if (n->a) right(p, n->a);
}

static void right_array(struct printer *p, cxx *n) {
  if (last_byte(p) != ']') cxx_put(p, " ");
  cxx_put(p, "[");
  if (n->b) cxx_print_node(p, n->b);
  cxx_put(p, "]");
  right(p, n->a);
}

/* The arguments of the template that a function is, if it is one. */
static cxx *arguments_of(cxx *name) {
  for (unsigned i = 0; i < DEMANGLE_DEPTH && name; i++) {
    if (name->kind == CXX_TEMPLATE) return name->b;
    if (name->kind == CXX_LOCAL) name = name->b;
    else if (name->kind == CXX_TAG) name = name->a;
    else return NULL;
  }
  return NULL;
}

static void print_typed(struct printer *p, cxx *n) {
  struct scope scope = {arguments_of(n->a), p->scope};
  const struct scope *before = p->scope;
  if (scope.args) p->scope = &scope;
  left_function(p, n->b);
  cxx_print_node(p, n->a);
  right_function(p, n->b);
  p->scope = before;
}

static void print_template(struct printer *p, cxx *n) {
  cxx_print_node(p, n->a);
  cxx_put(p, last_byte(p) == '<' ? " <" : "<");
  cxx_print_list(p, n->b);
  cxx_put(p, last_byte(p) == '>' && p->trimmed != p->out->n ? " >" : ">"); /* c++filt forgets the blank behind an empty pack */
}

/* ---- names ---- */

void cxx_print_in(struct printer *p, const char *before, cxx *n, const char *after) {
  cxx_put(p, before);
  if (n && n->kind == CXX_LIST) cxx_print_list(p, n);
  else if (n) cxx_print_node(p, n);
  cxx_put(p, after);
}

static void print_number_in(struct printer *p, const char *before, unsigned n) {
  cxx_put(p, before);
  cxx_put_number(p, n + 1);
  cxx_put(p, "}");
}

static void print_operator(struct printer *p, cxx *n) {
  cxx_put(p, "operator");
  if (n->text.n && char_is_lower(n->text.p[0])) cxx_put(p, " ");
  cxx_put_str(p, n->text);
}

static void print_lambda(struct printer *p, cxx *n) {
  bool before = p->in_lambda;
  p->in_lambda = true;
  cxx_print_in(p, "{lambda(", n->b, ")#");
  p->in_lambda = before;
  print_number_in(p, "", n->n);
}

static void print_special(struct printer *p, cxx *n) {
  cxx_put_str(p, n->text);
  cxx_print_node(p, n->a);
  if (n->b == NULL) return;
  cxx_put_str(p, n->last);
  cxx_print_node(p, n->b);
}

static void print_exception(struct printer *p, cxx *n) {
  if (n->kind == CXX_THROW) cxx_print_in(p, " throw(", n->b, ")");
  else if (n->a) cxx_print_in(p, " noexcept(", n->a, ")");
  else cxx_put(p, " noexcept");
}

static void print_with_text(struct printer *p, cxx *n, const char *between, const char *after) {
  cxx_print_node(p, n->a);
  cxx_put(p, between);
  cxx_put_str(p, n->text);
  cxx_put(p, after);
}

static void print_name(struct printer *p, cxx *n) {
  switch ((int)n->kind) {
  case CXX_NAME:
  case CXX_BUILTIN:
  case CXX_CTOR: cxx_put_str(p, n->text); break;
  case CXX_DTOR:
    cxx_put(p, "~");
    cxx_put_str(p, n->text);
    break;
  case CXX_QUALIFIED:
  case CXX_LOCAL:
    cxx_print_node(p, n->a);
    cxx_put(p, "::");
    cxx_print_node(p, n->b);
    break;
  case CXX_TYPED: print_typed(p, n); break;
  case CXX_TEMPLATE: print_template(p, n); break;
  case CXX_LIST: cxx_print_list(p, n); break;
  case CXX_FPARAM:
    if (n->n == 0) cxx_put(p, "this");
    else print_number_in(p, "{parm#", n->n - 1);
    break;
  case CXX_SPECIAL: print_special(p, n); break;
  case CXX_OPERATOR: print_operator(p, n); break;
  case CXX_CONVERSION: cxx_print_in(p, "operator ", n->a, ""); break;
  case CXX_LAMBDA: print_lambda(p, n); break;
  case CXX_UNNAMED: print_number_in(p, "{unnamed type#", n->n); break;
  case CXX_DEFAULT_ARG: print_number_in(p, "{default arg#", n->n); break;
  case CXX_TAG: print_with_text(p, n, "[abi:", "]"); break;
  case CXX_CLONE: print_with_text(p, n, " [clone ", "]"); break;
  case CXX_BINDING: cxx_print_in(p, "[", n->a, "]"); break;
  case CXX_DECLTYPE: cxx_print_in(p, "decltype (", n->a, ")"); break;
  case CXX_NOEXCEPT:
  case CXX_THROW: print_exception(p, n); break;
  case CXX_VENDOR: print_with_text(p, n, " ", ""); break;
  case CXX_VECTOR:
    cxx_print_node(p, n->a);
    cxx_print_in(p, " __vector(", n->b, ")");
    break;
  case CXX_PACK: print_expansion(p, n); break;
  default: cxx_print_expression(p, n);
  }
}

static void left(struct printer *p, cxx *n) {
  if (!enter(p)) return;
  switch ((int)n->kind) {
  case CXX_TPARAM:
    if (p->in_lambda) {
      cxx_put(p, "auto:");
      cxx_put_number(p, n->n + 1);
    } else {
      print_argument(p, n, left);
    }
    break;
  case CXX_QUALS: left_quals(p, n); break;
  case CXX_POINTER:
  case CXX_LREF:
  case CXX_RREF:
  case CXX_MEMBER: left_pointer(p, n); break;
  case CXX_FUNCTION: left_function(p, n); break;
  case CXX_ARRAY: left(p, n->a); break;
  default: print_name(p, n);
  }
  p->depth--;
}

static void right(struct printer *p, cxx *n) {
  if (!enter(p)) return;
  switch ((int)n->kind) {
  case CXX_TPARAM:
    if (!p->in_lambda) print_argument(p, n, right);
    break;
  case CXX_QUALS: right(p, n->a); break;
  case CXX_POINTER:
  case CXX_LREF:
  case CXX_RREF:
  case CXX_MEMBER: right_pointer(p, n); break;
  case CXX_FUNCTION: right_function(p, n); break;
  case CXX_ARRAY: right_array(p, n); break;
  default: break;
  }
  p->depth--;
}

void cxx_print_node(struct printer *p, cxx *n) {
  left(p, n);
  right(p, n);
}

bool cxx_print(struct buf *out, cxx *root) {
  struct printer p = {.out = out, .start = out->n, .pack_at = -1};
  cxx_print_node(&p, root);
  if (!p.failed && out->n - p.start > DEMANGLE_OUT_MAX) return fail(&p);
  return !p.failed;
}
