/* What the parts of the C++ demangler share: the tree a mangled name is read into. Only src/base/demangle_cxx*.c includes it. */
#ifndef PERFPAGE_BASE_DEMANGLE_CXX_H
#define PERFPAGE_BASE_DEMANGLE_CXX_H

#include "base/demangle.h"
#include "base/vec.h"

enum cxx_kind {
  CXX_NAME,       /* text; of a standard abbreviation, last is the name its constructors have */
  CXX_QUALIFIED,  /* a::b */
  CXX_LOCAL,      /* a::b, a an encoding */
  CXX_TYPED,      /* a: name, b: CXX_FUNCTION */
  CXX_TEMPLATE,   /* a: name, b: CXX_LIST */
  CXX_LIST,       /* a: item or NULL, b: the rest or NULL; n: 1 when it is a pack of arguments */
  CXX_TPARAM,     /* n */
  CXX_FPARAM,     /* n; 0: this */
  CXX_CTOR,       /* a: the class's name */
  CXX_DTOR,
  CXX_SPECIAL,    /* text before a; b: what comes after last */
  CXX_QUALS,      /* a, with n of enum cxx_quals */
  CXX_VENDOR,     /* a, with text behind it */
  CXX_POINTER,
  CXX_LREF,
  CXX_RREF,
  CXX_BUILTIN,    /* text */
  CXX_FUNCTION,   /* a: returns or NULL, b: CXX_LIST of parameters; n: quals; c: exception specification or NULL */
  CXX_ARRAY,      /* a: element, b: size or NULL */
  CXX_MEMBER,     /* pointer to member: a: class, b: type */
  CXX_VECTOR,     /* a: element, b: size */
  CXX_PACK,       /* expansion of a */
  CXX_OPERATOR,   /* text */
  CXX_CONVERSION, /* operator a */
  CXX_LAMBDA,     /* b: parameters, n: number */
  CXX_UNNAMED,    /* n */
  CXX_DEFAULT_ARG,/* n */
  CXX_TAG,        /* a[abi:text] */
  CXX_CLONE,      /* a [clone text] */
  CXX_BINDING,    /* [a, ...] */
  CXX_DECLTYPE,   /* a: expression */
  CXX_NOEXCEPT,   /* a: expression or NULL */
  CXX_THROW,      /* b: CXX_LIST */
  CXX_LITERAL,    /* a: type, text, n: negative */
  CXX_UNARY,      /* text a */
  CXX_POSTFIX,    /* a text */
  CXX_BINARY,     /* a text b */
  CXX_TERNARY,    /* a ? b : c */
  CXX_CALL,       /* a(b) */
  CXX_INDEX,      /* a[b] */
  CXX_CAST,       /* (a)b, b an expression or a CXX_LIST (n 1) */
  CXX_NAMED_CAST, /* text<a>(b) */
  CXX_OF,         /* text a; n: a type, always in parentheses */
  CXX_SIZEOF_PACK,
  CXX_BRACED,     /* a{b}, a may be NULL */
  CXX_FOLD,       /* text, a, b; n: the letter l, r, L or R */
  CXX_NEW,        /* text, c: type, a: placement CXX_LIST, b: initialiser or NULL */
  CXX_PARENS      /* (b), a CXX_LIST */
};

enum cxx_quals { QUAL_CONST = 1, QUAL_VOLATILE = 2, QUAL_RESTRICT = 4, QUAL_LREF = 8, QUAL_RREF = 16 };

struct cxx_node {
  enum cxx_kind kind;
  unsigned n;
  const struct cxx_node *a, *b, *c;
  struct str text, last;
};
typedef const struct cxx_node cxx;
struct cxx_sub {
  cxx *node;
};
VEC_OF(cxx_vec, struct cxx_sub);

struct cxx_parser {
  struct arena *arena;
  struct str s;
  size_t at;
  unsigned depth, steps;
  unsigned quals;      /* of the nested name read last: of a member function */
  bool in_conversion;  /* the type of a conversion operator: arguments behind a parameter may be the operator's own */
  struct str last;     /* the last name met: what constructors are called */
  struct cxx_vec subs;
};

/* Tests and takes bytes. */
char cxx_peek(const struct cxx_parser *p, size_t ahead);
bool cxx_eat(struct cxx_parser *p, char c);
bool cxx_eat_str(struct cxx_parser *p, const char *s);
bool cxx_number(struct cxx_parser *p, unsigned *out);   /* decimal digits */
bool cxx_sequence(struct cxx_parser *p, unsigned *out); /* "_": 0, "0_": 1, "1_": 2 */
struct cxx_node *cxx_node(struct cxx_parser *p, enum cxx_kind kind, cxx *a, cxx *b);
struct cxx_node *cxx_text(struct cxx_parser *p, enum cxx_kind kind, struct str text);
cxx *cxx_substitutable(struct cxx_parser *p, cxx *n); /* n, remembered; NULL stays NULL */
/* Goes back to where the parser was; what it took to get here is not forgotten. */
void cxx_back(struct cxx_parser *p, const struct cxx_parser *before);
/* Every step down goes through these: false when the name nests too deep, or takes too long to read. */
bool cxx_enter(struct cxx_parser *p);
void cxx_leave(struct cxx_parser *p);

/* The grammar; each yields NULL when what stands there is something else. */
cxx *cxx_encoding(struct cxx_parser *p);
cxx *cxx_name(struct cxx_parser *p);
cxx *cxx_unqualified(struct cxx_parser *p);
cxx *cxx_operator(struct cxx_parser *p);
cxx *cxx_substitution(struct cxx_parser *p);
unsigned cxx_qualifiers(struct cxx_parser *p); /* r V K: of enum cxx_quals */
cxx *cxx_template_param(struct cxx_parser *p);
cxx *cxx_template_args(struct cxx_parser *p); /* from the I on */
cxx *cxx_type(struct cxx_parser *p);
cxx *cxx_parameters(struct cxx_parser *p);    /* types up to where none begins; a lone v is none */
cxx *cxx_signature(struct cxx_parser *p, bool returns);
cxx *cxx_expression(struct cxx_parser *p);
cxx *cxx_primary(struct cxx_parser *p);       /* from the L on */

/* Operators of names: "pl" is "+". NULL when the two bytes are none; args is how many operands it has in expressions. */
const char *cxx_operator_name(char x, char y, unsigned *args);

/* False when it would be too long or takes too many steps. */
bool cxx_print(struct buf *out, cxx *root);

#endif
