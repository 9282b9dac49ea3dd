/* C++ names: writing expressions, as c++filt does: operands in parentheses unless they are names. */
#include "base/demangle_cxx_print.h"

static void print_literal(struct printer *p, cxx *n) {
  static const struct {
    const char *type, *suffix;
  } suffixes[] = {{"int", ""},        {"unsigned int", "u"}, {"long", "l"},
                  {"unsigned long", "ul"}, {"long long", "ll"},   {"unsigned long long", "ull"}};
  struct str type = n->a->kind == CXX_BUILTIN ? n->a->text : STR_NONE;
  bool is_bool = str_eq(type, STR("bool")) && !n->n;
  if (is_bool && str_eq(n->text, STR("0"))) cxx_put(p, "false");
  else if (is_bool && str_eq(n->text, STR("1"))) cxx_put(p, "true");
  else if (str_eq(type, STR("decltype(nullptr)")) && n->text.n == 0) cxx_put_str(p, type);
  else {
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
      if (!str_eq(type, str_of(suffixes[i].type))) continue;
      cxx_put(p, n->n ? "-" : "");
      cxx_put_str(p, n->text);
      cxx_put(p, suffixes[i].suffix);
      return;
    }
    bool is_float = str_eq(type, STR("float")) || str_eq(type, STR("double")) || str_eq(type, STR("long double"));
    cxx_put(p, "(");
    cxx_print_node(p, n->a);
    cxx_put(p, is_float ? ")[" : ")");
    cxx_put(p, n->n ? "-" : "");
    cxx_put_str(p, n->text);
    cxx_put(p, is_float ? "]" : "");
  }
}

/* The address of a member function goes without its parameters. */
static void print_unary(struct printer *p, cxx *n) {
  cxx *of = n->a;
  bool address = str_eq(n->text, STR("&")) && of->kind == CXX_TYPED && of->a->kind == CXX_QUALIFIED && of->b->n == 0;
  cxx_put_str(p, n->text);
  if (str_eq(n->text, STR("::"))) cxx_print_node(p, of);
  else cxx_print_operand(p, address ? of->a : of);
}

static void print_binary(struct printer *p, cxx *n) {
  bool round = str_eq(n->text, STR(">"));
  if (round) cxx_put(p, "(");
  cxx_print_operand(p, n->a);
  cxx_put_str(p, n->text);
  cxx_print_operand(p, n->b);
  if (round) cxx_put(p, ")");
}

static void print_fold(struct printer *p, cxx *n) {
  int before = p->pack_at;
  p->pack_at = -1;
  cxx_put(p, "(");
  if (n->n == 'l') {
    cxx_put(p, "...");
    cxx_put_str(p, n->text);
    cxx_print_operand(p, n->a);
  } else {
    cxx_print_operand(p, n->a);
    cxx_put_str(p, n->text);
    cxx_put(p, "...");
    if (n->b) {
      cxx_put_str(p, n->text);
      cxx_print_operand(p, n->b);
    }
  }
  cxx_put(p, ")");
  p->pack_at = before;
}

static void print_new(struct printer *p, cxx *n) {
  cxx_put_str(p, n->text);
  cxx_put(p, " ");
  if (n->a && n->a->a) {
    cxx_put(p, "(");
    cxx_print_list(p, n->a);
    cxx_put(p, ") ");
  }
  cxx_print_node(p, n->c);
  if (n->b) cxx_print_node(p, n->b);
}

static void print_cast(struct printer *p, cxx *n) {
  cxx_print_in(p, "(", n->a, ")");
  if (n->n) cxx_print_in(p, "(", n->b, ")");
  else cxx_print_operand(p, n->b);
}

void cxx_print_expression(struct printer *p, cxx *n) {
  switch ((int)n->kind) {
  case CXX_LITERAL: print_literal(p, n); break;
  case CXX_UNARY: print_unary(p, n); break;
  case CXX_POSTFIX:
    cxx_print_operand(p, n->a);
    cxx_put_str(p, n->text);
    break;
  case CXX_BINARY: print_binary(p, n); break;
  case CXX_TERNARY:
    cxx_print_operand(p, n->a);
    cxx_put(p, "?");
    cxx_print_operand(p, n->b);
    cxx_put(p, " : ");
    cxx_print_operand(p, n->c);
    break;
  case CXX_CALL:
    cxx_print_operand(p, n->a->kind == CXX_TYPED ? n->a->a : n->a);
    cxx_print_in(p, "(", n->b, ")");
    break;
  case CXX_INDEX:
    cxx_print_operand(p, n->a);
    cxx_print_in(p, "[", n->b, "]");
    break;
  case CXX_CAST: print_cast(p, n); break;
  case CXX_NAMED_CAST:
    cxx_put_str(p, n->text);
    cxx_print_in(p, "<", n->a, ">");
    cxx_print_in(p, "(", n->b, ")");
    break;
  case CXX_OF:
    cxx_put_str(p, n->text);
    cxx_put(p, " ");
    if (n->n) cxx_print_in(p, "(", n->a, ")");
    else cxx_print_operand(p, n->a);
    break;
  case CXX_SIZEOF_PACK: {
    cxx *pack = cxx_find_pack(p, n->a);
    if (pack) cxx_put_number(p, cxx_length(pack));
    else cxx_print_in(p, "sizeof...(", n->a, ")");
    break;
  }
  case CXX_BRACED:
    if (n->a) cxx_print_node(p, n->a);
    cxx_print_in(p, "{", n->b, "}");
    break;
  case CXX_FOLD: print_fold(p, n); break;
  case CXX_NEW: print_new(p, n); break;
  case CXX_PARENS: cxx_print_in(p, "(", n->b, ")"); break;
  default: p->failed = true;
  }
}
