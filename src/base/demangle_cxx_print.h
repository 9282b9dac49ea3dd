/* What the writers of C++ names share. Only src/base/demangle_cxx_print*.c includes it. */
#ifndef PERFPAGE_BASE_DEMANGLE_CXX_PRINT_H
#define PERFPAGE_BASE_DEMANGLE_CXX_PRINT_H

#include "base/demangle_cxx.h"

struct scope {
  cxx *args; /* CXX_LIST */
  const struct scope *up;
};

struct printer {
  struct buf *out;
  size_t start;
  size_t trimmed;            /* where a list last ended in an empty pack */
  unsigned steps, depth;
  bool failed;
  bool in_lambda;            /* parameters are those of a generic lambda: auto */
  int pack_at;               /* element of the packs that are being expanded; -1: none */
  const struct scope *scope;
};

void cxx_put(struct printer *p, const char *s);
void cxx_put_str(struct printer *p, struct str s);
void cxx_put_number(struct printer *p, unsigned n);
void cxx_print_node(struct printer *p, cxx *n);
void cxx_print_list(struct printer *p, cxx *list);    /* with ", " between */
void cxx_print_operand(struct printer *p, cxx *n);    /* in parentheses unless it is a name */
void cxx_print_in(struct printer *p, const char *before, cxx *n, const char *after); /* a node, a CXX_LIST, or NULL */
void cxx_print_expression(struct printer *p, cxx *n);
/* The pack that the expansion of n goes over, or NULL; and how many elements a list has. */
cxx *cxx_find_pack(struct printer *p, cxx *n);
unsigned cxx_length(cxx *list);

#endif
